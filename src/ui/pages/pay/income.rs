//! All income of a year, as a resident and as a non-resident.

use super::nav;
use crate::assess::income::{self, BreakEven, Foreign, Line, Tax, YearOfIncome, range};
use crate::assess::payroll::not_known;
use crate::assess::with_figures;
use crate::key;
use crate::message::{Arg, Message};
use crate::profile::Slot;
use crate::quantity::{Money, Tri};
use crate::ui::components::{Table, field, rows, section_fields, why_button};
use crate::ui::dom::{El, Parts, el, link, p};
use crate::ui::pages::sources::content;
use crate::ui::pages::{columns, part};
use crate::ui::reactive::*;
use crate::ui::route::Route;
use crate::ui::{State, figure, say, t};

/// What residence costs on the same income.
#[inline(never)]
pub fn income(state: State) -> Vec<El> {
    let result =
        el("div").dynamic(move || state.assessment.with(|all| answer(state, &income::assess(&all.profile, &all.residency, all.on))));
    let year = field(state, Slot { section: "pay", row: None, field: "year" });
    let pay = el("p").child(link(&Route::Tax.href(), t(key!("income-page.pay-link"))));
    let foreign = part("foreign", key!("section.foreign"))
        .child(p("hint", key!("income-page.work-here")))
        .child(p("hint", key!("income-page.rates")))
        .child(rows(state, "foreign", ""));
    let local = part("income", key!("section.income")).child(pay).child(section_fields(state, "income")).maybe(year);
    vec![nav(Route::Income), columns([result], [foreign, local])]
}

fn answer(state: State, year: &YearOfIncome) -> Vec<El> {
    if year.local.is_empty() && year.foreign.is_empty() {
        return vec![p("lead", key!("income-page.empty"))];
    }
    let missing = year.foreign.iter().filter_map(|row| row.line.as_ref().err().map(|missing| (row, *missing))).map(|(row, missing)| {
        let name = row.country.map_or(Arg::from(key!("income-page.somewhere")), |country| country.name().into());
        el("p.notice-text").say(&Message::new(key!("income-page.missing")).with("country", name).with("what", missing.text()))
    });
    let missing: Vec<El> = missing.collect();
    if year.lines().next().is_none() {
        return Parts::of(p("lead", key!("income-page.nothing-yet"))).all(missing).done();
    }
    let partly = year.is_partial().then(|| p("", key!("income-page.partly")));
    let verdict = match year.more {
        Ok(more) => {
            let key = if more.high <= Money::ZERO { key!("income-page.no-more") } else { key!("income-page.more") };
            el("p.verdict-line").say(&Message::new(key).with("more", range(more)).with("year", Arg::Year(year.year)))
        }
        Err(missing) => el("p.notice-text").say(&not_known(missing)),
    };
    let status = match year.is_resident {
        Tri::Yes => key!("income-page.status.yes"),
        Tri::No => key!("income-page.status.no"),
        Tri::Unknown => key!("income-page.status.open"),
    };
    let status = say(&Message::new(status).with("year", Arg::Year(year.year)));
    let doubts = [key!("income-page.same"), key!("income-page.not-here"), key!("income-page.not-business")];
    Parts::default()
        .maybe(partly)
        .one(verdict)
        .maybe(break_even(year))
        .all(missing)
        .one(el("p").child(link(&Route::Residency.href(), &status)))
        .one(table(state, year))
        .one(el("p.hint").say(&with_figures(key!("income-page.return"))))
        .all(doubts.iter().map(|text| p("doubt", *text)).collect())
        .all(treaties(year))
        .done()
}

/// When pay has earned back what residence costs.
fn break_even(year: &YearOfIncome) -> Option<El> {
    let BreakEven { days, day, within } = year.break_even?;
    let text = match within {
        Tri::Yes => key!("income-page.break-even"),
        Tri::No => key!("income-page.never"),
        Tri::Unknown => key!("income-page.perhaps-never"),
    };
    Some(el("p").say(&Message::new(text).with("limit", year.limit?).with("days", days).with("day", day)))
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
    let list = el("details.behind")
        .child(el("summary").t(cite.name()))
        .child(el("p").text(&content(&cite.dated().content)))
        .children(cite.dated().doubts().map(|text| p("doubt", text)));
    vec![part("treaties", key!("income-page.treaties")).child(el("p").say(&known)).child(own).child(list)]
}
