//! All income of a year, as a resident and as a non-resident.

use super::nav;
use crate::assess::income::{self, Foreign, Line, Tax, YearOfIncome, range};
use crate::assess::with_figures;
use crate::key;
use crate::message::{Arg, Message};
use crate::quantity::{Interval, Tri};
use crate::ui::components::{Table, rows, section_fields, why_button};
use crate::ui::dom::{El, Parts, el, p};
use crate::ui::pages::sources::content;
use crate::ui::pages::{columns, part};
use crate::ui::reactive::*;
use crate::ui::route::Route;
use crate::ui::{State, figure, say, t};

/// What residence costs on the same income.
#[inline(never)]
pub fn income(state: State) -> Vec<El> {
    let result = el("div").dynamic(move || state.assessment.with(|all| answer(state, &income::assess(&all.profile, all.on))));
    let local = part("income", key!("section.income")).child(section_fields(state, "income"));
    let foreign = part("foreign", key!("section.foreign")).child(p("hint", key!("income-page.rates"))).child(rows(state, "foreign", ""));
    vec![nav(Route::Income), columns([result], [foreign, local])]
}

fn answer(state: State, year: &YearOfIncome) -> Vec<El> {
    if year.local.is_empty() && year.foreign.is_empty() {
        return vec![p("lead", key!("income-page.empty"))];
    }
    let more = year.more.map(|more| {
        let key = if more.high <= crate::quantity::Money::ZERO { key!("income-page.no-more") } else { key!("income-page.more") };
        el("p").class("verdict-line").say(&Message::new(key).with("more", range(more)).with("year", Arg::Year(year.year)))
    });
    let missing = year.foreign.iter().filter_map(|row| row.line.as_ref().err().map(|missing| (row, *missing))).map(|(row, missing)| {
        let name = row.country.map_or(Arg::from(key!("income-page.somewhere")), |country| country.name().into());
        el("p").class("notice-text").say(&Message::new(key!("income-page.missing")).with("country", name).with("what", missing.text()))
    });
    Parts::default()
        .maybe(more.ok())
        .maybe(break_even(year))
        .all(missing.collect())
        .one(table(state, year))
        .one(el("p").class("hint").say(&with_figures(key!("income-page.return"))))
        .all([key!("income-page.same"), key!("income-page.not-here")].iter().map(|text| p("doubt", *text)).collect())
        .all(treaties(year))
        .done()
}

/// When pay has earned back what residence costs.
fn break_even(year: &YearOfIncome) -> Option<El> {
    let (days, limit) = (year.break_even?, year.limit?);
    if days.high == 0 {
        return None;
    }
    let text = if days.low > year.days_beyond {
        Message::new(key!("income-page.never"))
    } else {
        let day = Interval { low: limit + days.low, high: limit + days.high };
        Message::new(key!("income-page.break-even")).with("days", days).with("day", day)
    };
    Some(el("p").say(&text.with("limit", limit)))
}

fn tax(tax: &Tax) -> String {
    tax.map_or_else(|_| t(key!("explain.not-known")).to_owned(), |tax| figure(range(tax)))
}

fn table(state: State, year: &YearOfIncome) -> El {
    let caption = say(&Message::new(key!("income-page.table")).with("year", Arg::Year(year.year)));
    let head = [key!("income-page.what"), key!("tax-page.amount"), key!("income-page.resident"), key!("income-page.non-resident")].map(t);
    let row = |table: Table, name: El, line: &Line| {
        let name = name.text(" ").child(why_button(state, &line.why));
        table.row("", name, [figure(line.amount), tax(&line.resident), tax(&line.non_resident)].map(|text| el("span").text(&text)))
    };
    let mut all = Table::new().caption(&caption).head(&head);
    for line in &year.local {
        all = row(all, el("span").say(&line.name), line);
    }
    for Foreign { country, line, .. } in &year.foreign {
        let Ok(line) = line else { continue };
        let place = country.map_or(key!("income-page.somewhere"), |country| country.name());
        let name = Message::new(key!("income-page.from")).with("kind", line.name.clone()).with("country", place);
        all = row(all, el("span").say(&name), line);
    }
    let sums = [String::new(), tax(&year.resident), tax(&year.non_resident)];
    all.texts("sum", t(key!("income-page.sum")), &sums).done("numbers", &caption)
}

/// Whether a treaty is listed for each country, and the list.
fn treaties(year: &YearOfIncome) -> Vec<El> {
    let Some(cite) = year.treaties else { return Vec::new() };
    let known = Message::new(key!("income-page.treaties-known")).with("date", cite.dated().from);
    let one = |row: &Foreign| {
        let text = match row.treaty {
            Tri::Yes => key!("income-page.treaty"),
            Tri::No => key!("income-page.no-treaty"),
            Tri::Unknown => return None,
        };
        Some(el("li").say(&Message::new(text).with("country", row.country?.name())))
    };
    let own = el("ul").children(year.foreign.iter().filter_map(one));
    let list = el("details")
        .class("behind")
        .child(el("summary").t(cite.name()))
        .child(el("p").text(&content(&cite.dated().content)))
        .children(cite.dated().doubts().map(|text| p("doubt", text)));
    vec![part("treaties", key!("income-page.treaties")).child(el("p").say(&known)).child(own).child(list)]
}
