//! The other clocks on the same days: permits, visa-free stays, registration.

use crate::ui::reactive::*;

use super::super::part;
use super::View;
use crate::assess::clocks::{Clock, Kind, State as Stands};
use crate::key;
use crate::message::{Key, Message};
use crate::quantity::Tri;
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
            let mut list = el("ul").class("plain clocks");
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
    // A registration has a deadline and no days to use up.
    let counts = clock.kind != Kind::Registration && clock.runs();
    let used = Message::new(key!("residency-page.used")).with("used", clock.used).with("allowed", clock.allowed);
    let used = counts.then(|| el("p").class("hint").say(&used));
    let head = el("p")
        .child(el("strong").t(clock.kind.name()))
        .text(" ")
        .child(status(shape, [word; 3]))
        .text(" ")
        .child(why_button(state, &clock.why));
    let mut item = el("li").class("clock").child(head).child(el("p").say(&clock.says)).maybe(used);
    if clock.runs() {
        for doubt in clock.doubts() {
            item = item.child(p("doubt", doubt));
        }
    }
    item
}
