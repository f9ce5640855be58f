//! A business of one's own: every regime side by side.

use super::nav;
use crate::assess::business::{self, Taken, YearOfBusiness};
use crate::explain::Step;
use crate::key;
use crate::message::{Arg, Key, Message};
use crate::profile::Slot;
use crate::quantity::Money;
use crate::rulebook::{NotKnown, rules};
use crate::ui::components::{Table, amount, field, section_fields, status, why_button};
use crate::ui::dom::{El, Parts, el, p};
use crate::ui::pages::permits::statement;
use crate::ui::pages::sources::cited;
use crate::ui::pages::{columns, part};
use crate::ui::reactive::*;
use crate::ui::route::Route;
use crate::ui::{State, figure, t};

/// What one's own business leaves under each regime.
#[inline(never)]
pub fn business(state: State) -> Vec<El> {
    let result = el("div").dynamic(move || {
        state.assessment.with(|all| match business::assess(&all.profile, all.on) {
            Some(year) => answer(state, &year),
            None => vec![p("lead", key!("business-page.empty"))],
        })
    });
    let year = field(state, Slot { section: "pay", row: None, field: "year" });
    let form = part("business", key!("section.business")).child(section_fields(state, "business")).maybe(year);
    vec![nav(Route::Business), columns([result], [form])]
}

fn answer(state: State, year: &YearOfBusiness) -> Vec<El> {
    let best = year.best().map(|(taken, left)| {
        let text = Message::new(key!("business-page.best")).with("regime", taken.regime.name()).with("left", left);
        el("p.verdict-line").say(&text)
    });
    let perhaps = year.perhaps().map(|(taken, left)| {
        let text = Message::new(key!("business-page.perhaps")).with("regime", taken.regime.name()).with("left", left);
        el("p").say(&text)
    });
    let title = Message::new(key!("business-page.title")).with("year", Arg::Year(year.year)).with("turnover", year.turnover);
    let regimes = year.regimes.iter().map(|taken| one(state, taken));
    let doubts = [key!("business-page.deducted"), key!("business-page.twelve"), key!("business-page.residence")];
    Parts::default()
        .maybe(best)
        .maybe(perhaps)
        .one(el("p").say(&title.with("profit", year.profit)))
        .all(year.assumed.iter().map(|text| el("p.doubt").say(text)).collect())
        .one(part("regimes", key!("business-page.regimes")).child(el("ul.plain regimes").children(regimes)))
        .one(others())
        .one(insurance(state, year))
        .all(doubts.iter().map(|text| p("doubt", *text)).collect())
        .done()
}

/// A regime: whether it is open, what it takes, and what is left.
fn one(state: State, taken: &Taken) -> El {
    let names: [Key; 3] = [key!("business.status.yes"), key!("business.status.no"), key!("business.status.open")];
    let line = |name: El, value: Result<Money, NotKnown>| el("p.slip-line").child(name).child(el("span.amount").text(&amount(value)));
    let tax = el("span").t(key!("business.tax")).text(" ").child(why_button(state, &taken.why));
    el("li.card regime")
        .child(el("h3").t(taken.regime.name()).text(" ").child(status(taken.open, names)))
        .child(el("p.hint").say(&taken.reason))
        .child(line(tax, taken.tax))
        .child(line(el("span").t(key!("business-page.left")), taken.left))
}

/// Reliefs that are not worked out, with their sources.
fn others() -> El {
    let all = [
        rules::BUSINESS_STARTUP.rule(),
        rules::BUSINESS_INVESTMENT.rule(),
        rules::BUSINESS_NAKHCHIVAN.rule(),
        rules::BUSINESS_LIBERATED.rule(),
    ];
    let one = |rule| el("li").child(statement(rule)).maybe(rule.values.last().map(|value| cited(value.sources)));
    part("other-reliefs", key!("business-page.others")).child(el("ul.statements").children(all.map(one)))
}

fn insurance(state: State, year: &YearOfBusiness) -> El {
    let row = |table: Table, name: Key, (due, why): &(Result<Money, NotKnown>, Step)| {
        table.row("", el("span").t(name).text(" ").child(why_button(state, why)), [el("span").text(&amount(*due))])
    };
    let title = t(key!("business-page.insurance"));
    let table = Table::new().caption(title).head(&[t(key!("tax-page.line")), t(key!("tax-page.amount"))]);
    let table = row(row(table, key!("pay.social"), &year.social), key!("pay.medical"), &year.medical);
    table.texts("", t(key!("business-page.profit")), &[figure(year.profit)]).done("numbers", title)
}
