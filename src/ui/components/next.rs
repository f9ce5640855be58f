//! The question most worth answering, and the proof when none is left.

use std::cell::RefCell;
use std::rc::Rc;

use crate::ui::reactive::*;

use super::field::field;
use super::rows::row_name;
use crate::assess::answers::Settled;
use crate::assess::next::{Next, Question};
use crate::key;
use crate::message::Message;
use crate::profile::{Section, Severity, Slot};
use crate::ui::dom::{El, Parts, button, el, link, p};
use crate::ui::route::Route;
use crate::ui::{State, browser, t, words};

/// The question most worth answering, with its control right here where that is possible.
pub fn next_question(state: State) -> El {
    let skipped = Rc::new(RefCell::new(Vec::new()));
    // The question stays while it is being answered: a first letter must not take the field away.
    let shown = RwSignal::new(untrack(|| state.next_question(&[])));
    let contents = move || {
        let skipped = Rc::clone(&skipped);
        let Next { question, settled } = shown.get();
        // The first question of all is there at once; the texts of the others follow.
        let is_first = settled == Settled::No && question.is_some_and(|question| question.slot.path() == "you.azerbaijani");
        if !words().has_details() && !is_first {
            state.details.track();
            return Vec::new();
        }
        let proof = proof(settled, skipped.borrow().is_empty());
        let Some(question) = question else {
            if skipped.borrow().is_empty() {
                return Parts::default().maybe(proof).one(p("next-done", key!("next.none"))).done();
            }
            let again = button("button", key!("next.again"), move |_| {
                skipped.borrow_mut().clear();
                show(state, shown, &[]);
            });
            return Parts::default().maybe(proof).one(p("next-done", key!("next.skipped"))).one(again).done();
        };
        let advance = move |_| {
            let slot = question.slot;
            if state.problem(slot).is_some_and(|problem| problem.severity == Severity::Refused) {
                // What is wrong is said at the field; it must not be passed over.
                let _ = browser::focus_within(NEXT);
            } else {
                if !is_answered(state, slot) {
                    skipped.borrow_mut().push(slot);
                }
                show(state, shown, &skipped.borrow());
            }
        };
        Parts::default().maybe(proof).all(ask(state, question, advance)).done()
    };
    el("section.next card")
        .id(NEXT)
        .attr("aria-labelledby", "next-title")
        .child(el("h2").id("next-title").attr("tabindex", "-1").t(key!("next.title")))
        .child(el("div").dynamic(contents))
}

/// The id of the card with the next question.
const NEXT: &str = "next";

/// That nothing left to answer changes the verdict, and why.
fn proof(settled: Settled, nothing_skipped: bool) -> Option<El> {
    let text = match settled {
        Settled::No => return None,
        Settled::Decided => key!("next.settled.decided"),
        Settled::Unpublished if nothing_skipped => key!("next.settled.unpublished"),
        Settled::Unpublished => key!("next.settled.skipped"),
    };
    Some(p("proof", text).id("proof"))
}

fn show(state: State, shown: RwSignal<Next>, skipped: &[Slot]) {
    shown.set(untrack(|| state.next_question(skipped)));
    // The new question is drawn after this event; a keyboard goes on there.
    browser::next_frame(|| {
        if !browser::focus_within(NEXT) {
            browser::focus("next-title");
        }
    });
}

fn is_answered(state: State, slot: Slot) -> bool {
    state.peek(|document| document.has(slot) || slot.row.is_none() && !document.rows(slot.section).is_empty())
}

fn ask(state: State, question: Question, advance: impl Fn(web_sys::Event) + 'static) -> Vec<El> {
    let slot = question.slot;
    let section = Section::named(slot.section);
    let worth = if question.decides {
        Some(p("hint", key!("next.decides")))
    } else {
        (question.narrows > 0).then(|| el("p.hint").say(&Message::new(key!("next.narrows")).with("points", question.narrows)))
    };
    let answered = move || state.read(|document| document.has(slot));
    let next = el("button")
        .attr("type", "button")
        .attr_live("class", move || Some(if answered() { "button primary" } else { "button" }.to_owned()))
        .live(move || t(if answered() { key!("next.next") } else { key!("next.skip") }).to_owned())
        .on("click", advance);
    if slot.row.is_none() && section.is_some_and(|section| section.list) {
        let text = match slot.section {
            "degrees" => key!("next.degrees"),
            "certificates" => key!("next.certificates"),
            "jobs" => key!("next.jobs"),
            "languages" => key!("next.languages"),
            _ => key!("next.stays"),
        };
        let go = link(&format!("{}/{}", Route::of_section(slot.section).href(), slot.section), t(text)).class("button primary");
        return Parts::default().maybe(worth).one(el("div.actions").child(go).child(next)).done();
    }
    let row = slot.row.and_then(|row| state.peek(|document| document.rows(slot.section).iter().position(|known| *known == row)));
    let context = row.map(|place| el("p.next-context").text(&row_name(slot.section, place)));
    Parts::default().maybe(context).maybe(field(state, slot)).maybe(worth).one(next).done()
}
