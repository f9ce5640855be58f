//! The answers in short: what stands first on the overview, and beside the questions on wide screens.

use crate::ui::reactive::*;

use super::charts::points_bar;
use super::status::{assumed, status};
use super::why::why_button;
use crate::assess::points::width::{Cause, parts_of};
use crate::assess::points::{Points, Share, Verdict};
use crate::assess::residency::{Because, Residency};
use crate::assess::{Assessment, with_figures};
use crate::explain::Step;
use crate::key;
use crate::message::{Arg, Key, Message};
use crate::profile::{Document, Section, Severity, Slot};
use crate::quantity::{Money, Tri};
use crate::rulebook::NotKnown;
use crate::ui::dom::{El, Parts, el, link, p};
use crate::ui::route::Route;
use crate::ui::{State, count, figure, say, t};

/// The answers in short.
pub fn summary(state: State) -> El {
    let answer_to_points = move || {
        // Names of conditions come with the details.
        state.details.track();
        state.assessment.with(|all| {
            let points = &all.points;
            let line = verdict(points);
            let warnings = warnings(all);
            let bar = points_bar(points, false);
            // While nothing is said, what decides is everything.
            if state.peek(Document::is_empty) {
                return Parts::default().all(warnings).one(line).one(bar).done();
            }
            let part =
                |share: &Share| Message::new(key!("overview.part")).with("criterion", share.criterion.name()).with("points", share.points);
            let parts = points.shares.iter().map(|share| el("li").say(&part(share)));
            let parts = assumed(el("div").child(el("ul.parts").children(parts)), is_assumed(points));
            let decides = decides(state, all);
            Parts::default().all(warnings).one(line).one(bar).one(parts).one(decides).one(objection()).done()
        })
    };
    // The year of the day that is worked out, which a trial may choose.
    let year =
        move || state.assessment.with(|all| say(&Message::new(key!("overview.resident.name")).with("year", Arg::Year(all.on.year()))));
    let answers = el("dl.answers")
        .child(answer(
            move || t(key!("page.conditions")).to_owned(),
            Route::Conditions,
            move || state.assessment.with(|all| conditions_line(all, key!("overview.conditions"))),
        ))
        .child(answer(year, Route::Residency, move || {
            state.assessment.with(|all| all.residency.as_ref().map_or_else(|_| String::new(), resident_line))
        }))
        .child(answer(move || t(key!("overview.net.name")).to_owned(), Route::Tax, move || net_line(state)))
        .child(answer(move || t(key!("page.documents")).to_owned(), Route::Documents, move || state.assessment.with(papers_line)))
        .child(answer(|| t(key!("page.permits")).to_owned(), Route::Permits, || t(key!("overview.permits")).to_owned()))
        .child(answer(|| t(key!("page.journey")).to_owned(), Route::Journey, || t(key!("overview.journey")).to_owned()))
        .child(answer(|| t(key!("page.programmes")).to_owned(), Route::Programmes, || t(key!("overview.programmes")).to_owned()));
    el("div.summary").child(el("div.verdict").dynamic(answer_to_points)).child(answers)
}

/// That points alone are not enough, wherever they are shown.
pub fn objection() -> El {
    p("hint", key!("points-page.objection"))
}

/// What outweighs any points: conditions that are not met, and answers that cannot be used.
fn warnings(all: &Assessment) -> Vec<El> {
    let unmet = all.eligibility.conditions.iter().filter(|condition| condition.met == Tri::No && condition.open.is_none());
    let unmet = unmet.filter(|condition| condition.decided_by.is_some()).map(|condition| {
        let text = say(&Message::new(key!("overview.not-met")).with("condition", condition.name));
        el("p.notice-text").child(link(&Route::Conditions.href(), &text))
    });
    let mut broken = all.problems.iter().filter(|problem| problem.severity == Severity::Refused).peekable();
    let first = broken.peek().map(|problem| problem.slot);
    let broken = first.map(|slot| {
        let route = Route::of_section(slot.section);
        let text = say(&Message::new(key!("overview.broken")).with("count", count(broken.count())));
        el("p.notice-text").child(link(&format!("{}/{}", route.href(), slot.section), &text))
    });
    Parts::default().all(unmet.collect()).maybe(broken).done()
}

/// One answer that leads to its page.
fn answer(name: impl Fn() -> String + 'static, route: Route, value: impl Fn() -> String + 'static) -> El {
    el("div.answer").child(el("dt").live(name)).child(el("dd").child(link(&route.href(), "").live(value)))
}

/// "5 met, 1 not met, 3 open", in the words of a text.
pub fn conditions_line(all: &Assessment, text: Key) -> String {
    let [met, not, open] = all.eligibility.counts();
    say(&Message::new(text).with("met", count(met)).with("not", count(not)).with("open", count(open)))
}

/// "3 of 12 papers ready".
pub fn papers_line(all: &Assessment) -> String {
    say(&Message::new(key!("overview.papers")).with("done", count(all.documents.done)).with("all", count(all.documents.asked)))
}

/// Whether any part of the points rests on our assumptions: all do but the person's own figures.
pub fn is_assumed(points: &Points) -> bool {
    points.shares.iter().any(|share| share.assumed)
}

/// The verdict with its mark, as the first line of a page.
pub fn verdict(points: &Points) -> El {
    assumed(el("p.verdict-line").text(&verdict_line(points)), is_assumed(points))
}

/// How points lie to the mark, in two words and a shape.
pub fn verdict_status(verdict: Verdict) -> El {
    let met = match verdict {
        Verdict::Above => Tri::Yes,
        Verdict::Depends => Tri::Unknown,
        Verdict::Below => Tri::No,
    };
    status(met, [verdict_name(verdict); 3])
}

/// The two words.
pub fn verdict_name(verdict: Verdict) -> Key {
    match verdict {
        Verdict::Above => key!("status.above"),
        Verdict::Depends => key!("status.depends"),
        Verdict::Below => key!("status.below"),
    }
}

/// The result at the foot of a phone's screen, so that it stays in sight while answers are given.
pub fn strip(state: State) -> El {
    let short = move || {
        // The mark's word comes with the details.
        state.details.track();
        state.assessment.with(|all| {
            let points = &all.points;
            let line = Message::new(key!("overview.strip")).with("points", points.total);
            let text = assumed(el("span").say(&line), is_assumed(points));
            vec![link(&Route::Points.href(), "").child(verdict_status(points.verdict)).child(text)]
        })
    };
    el("aside.strip").attr("aria-label", t(key!("profile-page.strip"))).dynamic(short)
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

/// What most of the range comes from, and why the points are what they are.
pub fn decides(state: State, all: &Assessment) -> El {
    let text: Message = match parts_of(all).first().map(|part| part.cause) {
        Some(Cause::Answer(slot)) => Message::new(key!("overview.decides-answer")).with("question", question(slot)),
        Some(Cause::Bands(criterion)) => Message::new(key!("overview.decides")).with("criterion", criterion.name()),
        Some(Cause::Maxima) => key!("overview.decides-maxima").into(),
        None => key!("overview.exact").into(),
    };
    el("p.decides").say(&text).text(" ").child(why_button(state, &all.points.why))
}

/// The question of a slot; where a whole row is missing, what its section is called.
pub fn question(slot: Slot) -> Message {
    match (slot.row, Section::named(slot.section)) {
        (None, Some(section)) if section.list => section.title.into(),
        _ => with_figures(slot.label()),
    }
}

/// "Yes, from 14 November 2026" and the like.
pub fn resident_line(residency: &Residency) -> String {
    let outcome = &residency.outcome;
    let message = match (outcome.resident, outcome.because, residency.becomes_on) {
        (Tri::Yes, Because::Days, Some(date)) if date > residency.on => Message::new(key!("overview.resident.planned")).with("date", date),
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
    // What a payslip leaves does not hold then.
    if state.assessment.with(|all| all.profile.pay.employer_abroad == Some(true)) {
        return t(key!("overview.net.abroad")).to_owned();
    }
    state.assessment.with(|all| all.pay.as_ref().map_or_else(|| t(key!("overview.net.none")).to_owned(), |pay| net_text(pay.payslip.net)))
}

/// "2,412.50 AZN a month", or that it is not known.
pub fn net_text(net: Result<Money, NotKnown>) -> String {
    match net {
        Ok(net) => say(&Message::new(key!("overview.net.month")).with("net", net)),
        Err(_) => t(key!("overview.net.not-known")).to_owned(),
    }
}

/// The figure a page is about, with its "Why?".
pub fn headline(state: State, name: &str, value: &str, step: &Step) -> El {
    el("div.headline")
        .child(el("p.headline-name").text(name))
        .child(el("p.headline-value").text(value).text(" ").child(why_button(state, step)))
}

/// An amount, or that it is not known.
pub fn amount(amount: Result<Money, NotKnown>) -> String {
    amount.map_or_else(|_| t(key!("explain.not-known")).to_owned(), figure)
}
