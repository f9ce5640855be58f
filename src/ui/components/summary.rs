//! The answers in short: what stands first on the overview, and beside the questions on wide screens.

use std::cell::RefCell;
use std::rc::Rc;

use crate::ui::reactive::*;

use super::charts::points_bar;
use super::field::field;
use super::why::why_button;
use crate::assess::Assessment;
use crate::assess::next::Question;
use crate::assess::points::{Points, Share, Verdict};
use crate::assess::residency::{Because, Residency};
use crate::explain::Step;
use crate::key;
use crate::message::{Arg, Key, Message};
use crate::profile::{Document, Section, Severity, Slot};
use crate::quantity::{Money, Tri};
use crate::rulebook::NotKnown;
use crate::ui::dom::{El, button, el, link, p};
use crate::ui::route::Route;
use crate::ui::{State, browser, count, figure, say, t};

/// The answers in short.
pub fn summary(state: State) -> El {
    let verdict = move || {
        // Names of conditions come with the details.
        state.details.track();
        state.assessment.with(|all| {
            let points = &all.points;
            let line = el("p").class("verdict-line").text(&verdict_line(points));
            let warnings = warnings(all);
            // While nothing is said, what decides is everything.
            if state.peek(Document::is_empty) {
                return warnings.into_iter().chain([line, points_bar(points, false)]).collect();
            }
            let part =
                |share: &Share| Message::new(key!("overview.part")).with("criterion", share.criterion.name()).with("points", share.points);
            let parts = el("ul").class("parts").children(points.shares.iter().map(|share| el("li").say(&part(share))));
            let decides = el("p").class("decides").text(&decides(points)).text(" ").child(why_button(state, &points.why));
            warnings.into_iter().chain([line, points_bar(points, false), parts, decides]).collect()
        })
    };
    let year = Message::new(key!("overview.resident.name")).with("year", Arg::Year(state.today.year()));
    let answers = el("dl")
        .class("answers")
        .child(answer(&key!("page.conditions").into(), Route::Conditions, move || {
            state.assessment.with(|all| conditions_line(all, key!("overview.conditions")))
        }))
        .child(answer(&year, Route::Residency, move || {
            state.assessment.with(|all| all.residency.as_ref().map_or_else(|_| String::new(), resident_line))
        }))
        .child(answer(&key!("overview.net.name").into(), Route::Tax, move || net_line(state)));
    el("div").class("summary").child(el("div").class("verdict").dynamic(verdict)).child(answers)
}

/// What outweighs any points: conditions that are not met, and answers that cannot be used.
fn warnings(all: &Assessment) -> Vec<El> {
    let unmet = all.eligibility.conditions.iter().filter(|condition| condition.met == Tri::No && condition.open.is_none());
    let unmet = unmet.filter(|condition| condition.decided_by.is_some()).map(|condition| {
        let text = say(&Message::new(key!("overview.not-met")).with("condition", condition.name));
        el("p").class("notice-text").child(link(&Route::Conditions.href(), &text))
    });
    let mut broken = all.problems.iter().filter(|problem| problem.severity == Severity::Refused).peekable();
    let first = broken.peek().map(|problem| problem.slot);
    let broken = first.map(|slot| {
        let route = Route::of_section(slot.section);
        let text = say(&Message::new(key!("overview.broken")).with("count", count(broken.count())));
        el("p").class("notice-text").child(link(&format!("{}/{}", route.href(), slot.section), &text))
    });
    unmet.chain(broken).collect()
}

/// One answer that leads to its page.
fn answer(name: &Message, route: Route, value: impl Fn() -> String + 'static) -> El {
    el("div").class("answer").child(el("dt").say(name)).child(el("dd").child(link(&route.href(), "").live(value)))
}

/// "5 met, 1 not met, 3 open", in the words of a text.
pub fn conditions_line(all: &Assessment, text: Key) -> String {
    let [met, not, open] = all.eligibility.counts();
    say(&Message::new(text).with("met", count(met)).with("not", count(not)).with("open", count(open)))
}

/// "It depends: 58 to 81 of 100 points."
pub fn verdict_line(points: &Points) -> String {
    let key = match points.verdict {
        Verdict::Above => key!("overview.verdict.above"),
        Verdict::Depends => key!("overview.verdict.depends"),
        Verdict::Below => key!("overview.verdict.below"),
    };
    say(&Message::new(key).with("points", points.total).with("scale", points.scale).with("mark", points.pass_mark))
}

/// What most of the range comes from.
fn decides(points: &Points) -> String {
    match points.decides {
        Some(criterion) => say(&Message::new(key!("overview.decides")).with("criterion", criterion.name())),
        None => t(key!("overview.exact")).to_owned(),
    }
}

/// "Yes, from 14 November 2026" and the like.
pub fn resident_line(residency: &Residency) -> String {
    let outcome = &residency.outcome;
    let message = match (outcome.resident, outcome.because, residency.becomes_on) {
        (Tri::Yes, Because::Days, Some(date)) => Message::new(key!("overview.resident.from")).with("date", date),
        (Tri::Yes, _, _) => key!("overview.resident.yes").into(),
        (Tri::No, _, _) => key!("overview.resident.no").into(),
        (Tri::Unknown, Because::OpenStay, Some(date)) => Message::new(key!("overview.resident.if-you-stay")).with("date", date),
        (Tri::Unknown, Because::NoStays, _) => key!("overview.resident.no-stays").into(),
        (Tri::Unknown, _, _) => key!("overview.resident.open").into(),
    };
    say(&message)
}

fn net_line(state: State) -> String {
    state.assessment.with(|all| all.pay.as_ref().map_or_else(|| t(key!("overview.net.none")).to_owned(), |pay| net_text(pay.payslip.net)))
}

/// "2,412.50 AZN a month", or that it is not known.
pub fn net_text(net: Result<Money, NotKnown>) -> String {
    match net {
        Ok(net) => say(&Message::new(key!("overview.net.month")).with("net", net)),
        Err(_) => t(key!("overview.net.not-known")).to_owned(),
    }
}

/// The question most worth answering, with its control right here where that is possible.
pub fn next_question(state: State) -> El {
    let skipped = Rc::new(RefCell::new(Vec::new()));
    // The question stays while it is being answered: a first letter must not take the field away.
    let shown = RwSignal::new(untrack(|| state.next_question(&[])));
    let contents = move || {
        let skipped = Rc::clone(&skipped);
        let Some(question) = shown.get() else {
            if skipped.borrow().is_empty() {
                return vec![p("next-done", key!("next.none"))];
            }
            let again = button("button", key!("next.again"), move |_| {
                skipped.borrow_mut().clear();
                show(state, shown, &[]);
            });
            return vec![p("next-done", key!("next.skipped")), again];
        };
        ask(state, question, move |_| {
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
        })
    };
    el("section")
        .class("next card")
        .id(NEXT)
        .attr("aria-labelledby", "next-title")
        .child(el("h2").id("next-title").attr("tabindex", "-1").t(key!("next.title")))
        .child(el("div").dynamic(contents))
}

/// The id of the card with the next question.
const NEXT: &str = "next";

fn show(state: State, shown: RwSignal<Option<Question>>, skipped: &[Slot]) {
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
    let narrows =
        (question.narrows > 0).then(|| el("p").class("hint").say(&Message::new(key!("next.narrows")).with("points", question.narrows)));
    let answered = move || state.read(|document| document.has(slot));
    let next = el("button")
        .attr("type", "button")
        .attr_live("class", move || Some(if answered() { "button primary" } else { "button" }.to_owned()))
        .live(move || t(if answered() { key!("next.next") } else { key!("next.skip") }).to_owned())
        .on("click", advance);
    if slot.row.is_none() && section.is_some_and(|section| section.list) {
        let text = match slot.section {
            "degrees" => key!("next.degrees"),
            "jobs" => key!("next.jobs"),
            _ => key!("next.stays"),
        };
        let go = link(&format!("{}/{}", Route::of_section(slot.section).href(), slot.section), t(text)).class("button primary");
        return narrows.into_iter().chain([el("div").class("actions").child(go).child(next)]).collect();
    }
    let row = slot.row.and_then(|row| state.peek(|document| document.rows(slot.section).iter().position(|known| *known == row)));
    let context = row.map(|place| {
        let name = if slot.section == "degrees" { key!("rows.degree") } else { key!("rows.job") };
        el("p").class("next-context").say(&Message::new(name).with("number", count(place + 1)))
    });
    context.into_iter().chain(field(state, slot)).chain(narrows).chain([next]).collect()
}

/// The figure a page is about, with its "Why?".
pub fn headline(state: State, name: &str, value: &str, step: &Step) -> El {
    el("div")
        .class("headline")
        .child(el("p").class("headline-name").text(name))
        .child(el("p").class("headline-value").text(value).text(" ").child(why_button(state, step)))
}

/// An amount, or that it is not known.
pub fn amount(amount: Result<Money, NotKnown>) -> String {
    amount.map_or_else(|_| t(key!("explain.not-known")).to_owned(), figure)
}
