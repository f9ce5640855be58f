//! The other clocks on the same days: permits, visa-free stays, registration.

use crate::ui::reactive::*;

use super::super::part;
use super::View;
use crate::assess::clocks::{Clock, Kind, State as Stands};
use crate::key;
use crate::message::{Key, Message};
use crate::quantity::Tri;
use crate::rulebook::rules;
use crate::ui::State;
use crate::ui::components::{status, why_button};
use crate::ui::dom::{El, el, p};

/// All clocks, once there is a stay or a permit.
pub(super) fn clocks(state: State, view: Memo<View>, is_empty: Memo<bool>) -> El {
    let changed = version(move || view.with(|view| view.clocks.clone()));
    let list = move || {
        changed.track();
        view.with_untracked(|view| {
            if view.clocks.is_empty() {
                return vec![p("", key!("residency-page.citizen"))];
            }
            let mut list = el("ul.plain clocks");
            for clock in &view.clocks {
                list = list.child(one(state, clock));
            }
            vec![list]
        })
    };
    part("clocks", key!("residency-page.clocks"))
        .attr_live("hidden", move || is_empty.get().then(String::new))
        .child(p("hint", key!("residency-page.clocks-hint")))
        .child(el("div").dynamic(list))
}

fn one(state: State, clock: &Clock) -> El {
    let (word, shape): (Key, Tri) = match clock.state {
        Stands::Fine => (key!("clock.state.fine"), Tri::Yes),
        Stands::Warning => (key!("clock.state.care"), Tri::Unknown),
        Stands::Broken => (key!("clock.state.passed"), Tri::No),
        Stands::Open => (key!("clock.state.open"), Tri::Unknown),
        Stands::Exempt => (key!("clock.state.not-yours"), Tri::Yes),
        Stands::Missing(_) => (key!("clock.state.not-asked"), Tri::Unknown),
        Stands::Idle => (key!("clock.state.idle"), Tri::Unknown),
    };
    // A registration has a deadline and no days to use up; who has a visa uses up none.
    let is_counted = clock.kind != Kind::Registration && !(clock.kind == Kind::VisaFree && clock.state == Stands::Exempt);
    let counts = is_counted && clock.runs();
    let used = Message::new(key!("residency-page.used")).with("used", clock.used).with("allowed", clock.allowed);
    let used = counts.then(|| el("p.hint").say(&used));
    let head = el("p")
        .child(el("strong").t(clock.kind.name()))
        .text(" ")
        .child(status(shape, [word; 3]))
        .text(" ")
        .child(why_button(state, &clock.why));
    let rule = Message::new(what(clock.kind)).with("allowed", clock.allowed);
    let window = rules::CLOCK_TRP_WINDOW.latest().map_or(0, |found| found.value);
    let years = rules::CLOCK_PRP_YEARS.latest().map_or(0, |found| found.value);
    let rule = el("p.hint").say(&rule.with("window", window).with("years", years));
    let mut item = el("li.clock").child(head).child(el("p").say(&clock.says)).child(rule).maybe(used);
    if clock.runs() {
        for doubt in clock.doubts() {
            item = item.child(p("doubt", doubt));
        }
    }
    item
}

/// What a limit is, and what follows from passing it.
const fn what(kind: Kind) -> Key {
    match kind {
        Kind::TrpAbsence => key!("clock.rule.trp-absence"),
        Kind::PrpContinuity => key!("clock.rule.prp-continuity"),
        Kind::PrpLoss => key!("clock.rule.prp-loss"),
        Kind::VisaFree => key!("clock.rule.visa-free"),
        Kind::Registration => key!("clock.rule.registration"),
    }
}
