//! State duties: of the plan's permits for all of the family, and what was not found.

use super::super::part;
use super::super::sources::rule_details;
use crate::assess::journey::{Kind, journey};
use crate::assess::permits::{Age, Bill, Fee, bills, permanent_fee};
use crate::assess::{Assessment, permits};
use crate::key;
use crate::message::Message;
use crate::profile::{PrpDays, Slot};
use crate::quantity::Interval;
use crate::rulebook::{RULES, rules};
use crate::ui::components::{Table, field, why_button};
use crate::ui::dom::{El, Parts, el, p};
use crate::ui::reactive::*;
use crate::ui::{State, figure, say, t};

pub(super) fn costs(state: State) -> El {
    let own = |field| Slot { section: "journey", row: None, field };
    let choose = el("div.cost-form no-print")
        .children(["ground", "term", "speed", "prp_days"].into_iter().filter_map(|name| field(state, own(name))));
    let bill = move || state.assessment.with(|all| bill(state, all));
    let table = RULES.iter().filter(|rule| rule.id.starts_with("duty."));
    let table = el("details.folded no-print").child(el("summary").t(key!("permits-page.duty-table"))).children(table.map(rule_details));
    part("costs", key!("permits-page.costs"))
        .child(choose)
        .child(el("div").dynamic(bill))
        .child(p("doubt", key!("permits-page.programme-fee")))
        .child(table)
}

fn bill(state: State, all: &Assessment) -> Vec<El> {
    let plan = journey(all);
    let Bill { lines, sum, whole, .. } = bills(all, &plan);
    let amount = |fee: &Fee| {
        let text = fee.amount.map_or_else(|| t(key!("explain.not-known")).to_owned(), |range| figure(permits::said(range)));
        el("span").text(&text).text(" ").child(why_button(state, &fee.why))
    };
    let title = Message::new(key!("permits-page.bill")).with("ground", plan.ground.label());
    let mut table = Table::new().caption(&say(&title)).head(&[t(key!("permits-page.who")), t(key!("fee.duty"))]);
    for (due, fee) in &lines {
        table = table.row("", el("span").say(&due.line(fee)), [amount(fee)]);
    }
    if lines.len() > 1 {
        let name = match (whole, lines.iter().all(|(_, fee)| fee.term == lines[0].1.term)) {
            (true, true) => key!("permits-page.sum"),
            (true, false) => key!("permits-page.sum-mixed"),
            (false, true) => key!("permits-page.sum-known"),
            (false, false) => key!("permits-page.sum-known-mixed"),
        };
        table = table.row("sum", el("span").t(name), [el("span").text(&figure(permits::said(sum)))]);
    }
    // The permanent permit, where the plan leads to one.
    let later = plan.stage(Kind::PrpDecision).map(|_| {
        let slowest = all.profile.journey.prp_days == Some(PrpDays::Sixty);
        let fee = permanent_fee(Age::Adult, slowest, all.on);
        let slow = permanent_fee(Age::Adult, true, all.on);
        let line = el("p").t(key!("fee.permanent")).text(": ").child(amount(&fee));
        let known = slow.amount.filter(|_| !slowest).map(|range: Interval<_>| {
            el("p.hint").say(&Message::new(key!("permits-page.permanent-slow")).with("amount", permits::said(range)))
        });
        el("div").child(line).maybe(known).child(p("doubt", key!("note.duty-permanent")))
    });
    let programme = (plan.ground == crate::profile::Ground::Programme).then(|| p("doubt", key!("note.duty-programme")));
    let lost = rules::DUTY_LOST_CARD
        .on_or_latest(all.on)
        .map(|found| el("p.hint").say(&Message::new(key!("permits-page.lost-card")).with("amount", found.value)));
    Parts::of(table.done("numbers", &say(&title))).maybe(programme).maybe(later).maybe(lost).done()
}
