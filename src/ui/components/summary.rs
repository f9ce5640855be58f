//! The answers in short: what stands first on the overview, and beside the questions on wide screens.

use crate::ui::reactive::*;

use super::charts::points_bar;
use super::field::field;
use super::why::why_button;
use crate::assess::next::Question;
use crate::assess::points::{Points, Share, Verdict};
use crate::assess::residency::{Because, Residency};
use crate::explain::Step;
use crate::key;
use crate::message::{Arg, Key, Message};
use crate::profile::Section;
use crate::quantity::{Money, Tri};
use crate::rulebook::NotKnown;
use crate::ui::dom::{El, button, el, link, p};
use crate::ui::route::Route;
use crate::ui::{State, count, figure, say, t};

/// The answers in short.
pub fn summary(state: State) -> El {
    let verdict = move || {
        state.assessment.with(|all| {
            let points = &all.points;
            let part =
                |share: &Share| Message::new(key!("overview.part")).with("criterion", share.criterion.name()).with("points", share.points);
            let parts = el("ul").class("parts").children(points.shares.iter().map(|share| el("li").say(&part(share))));
            let decides = el("p").class("decides").text(&decides(points)).text(" ").child(why_button(state, &points.why));
            vec![el("p").class("verdict-line").text(&verdict_line(points)), points_bar(points, false), parts, decides]
        })
    };
    let year = Message::new(key!("overview.resident.name")).with("year", Arg::Year(state.today.year()));
    let answers = el("dl")
        .class("answers")
        .child(answer(&key!("page.conditions").into(), Route::Conditions, move || conditions_line(state)))
        .child(answer(&year, Route::Residency, move || {
            state.assessment.with(|all| all.residency.as_ref().map_or_else(|_| String::new(), resident_line))
        }))
        .child(answer(&key!("overview.net.name").into(), Route::Tax, move || net_line(state)));
    el("div").class("summary").child(el("div").class("verdict").dynamic(verdict)).child(answers)
}

/// One answer that leads to its page.
fn answer(name: &Message, route: Route, value: impl Fn() -> String + 'static) -> El {
    el("div").class("answer").child(el("dt").say(name)).child(el("dd").child(link(&route.href(), "").live(value)))
}

/// "5 met, 1 not met, 3 open"
fn conditions_line(state: State) -> String {
    let [met, not, open] = state.assessment.with(|all| all.eligibility.counts());
    say(&Message::new(key!("overview.conditions")).with("met", count(met)).with("not", count(not)).with("open", count(open)))
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
    state.assessment.with(|all| match all.pay.as_ref().map(|pay| pay.payslip.net) {
        None => t(key!("overview.net.none")).to_owned(),
        Some(Ok(net)) => say(&Message::new(key!("overview.net.month")).with("net", net)),
        Some(Err(_)) => t(key!("overview.net.not-known")).to_owned(),
    })
}

/// The question most worth answering, with its control right here where that is possible.
pub fn next_question(state: State) -> El {
    // The question stays while it is being answered: a first letter must not take the field away.
    let shown = RwSignal::new(untrack(|| state.next_question()));
    let advance = move |_| shown.set(untrack(|| state.next_question()));
    let contents = move || match shown.get() {
        None => vec![p("next-done", key!("next.none"))],
        Some(question) => ask(state, question, advance),
    };
    el("section")
        .class("next card")
        .attr("aria-labelledby", "next-title")
        .child(el("h2").id("next-title").t(key!("next.title")))
        .child(el("div").dynamic(contents))
}

fn ask(state: State, question: Question, advance: impl Fn(web_sys::Event) + 'static) -> Vec<El> {
    let slot = question.slot;
    let section = Section::named(slot.section);
    let narrows =
        (question.narrows > 0).then(|| el("p").class("hint").say(&Message::new(key!("next.narrows")).with("points", question.narrows)));
    if slot.row.is_none() && section.is_some_and(|section| section.list) {
        let (text, route): (Key, Route) = match slot.section {
            "degrees" => (key!("next.degrees"), Route::Profile),
            "jobs" => (key!("next.jobs"), Route::Profile),
            _ => (key!("next.stays"), Route::Residency),
        };
        let go = link(&format!("{}/{}", route.href(), slot.section), t(text)).class("button primary");
        return narrows.into_iter().chain([go]).collect();
    }
    let context = slot.row.and(section).map(|section| p("next-context", section.title));
    let next = button("button primary", key!("next.next"), advance);
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
