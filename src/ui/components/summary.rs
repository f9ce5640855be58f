//! The answers in short: what stands first on the summary, and beside the questions on wide screens.

use leptos::prelude::*;

use super::charts::points_bar;
use super::status::{assumed, status};
use super::text::{hint, paragraph};
use super::why::why_button;
use crate::ui::route::Route;
use crate::ui::view::{dynamic, live, use_state};
use crate::ui::{State, count, figure, late, say, t, words};
use hsmp::assess::eligibility::Condition;
use hsmp::assess::points::uncertainty::{Cause, parts_of};
use hsmp::assess::points::{Points, Share, Verdict};
use hsmp::assess::residence::residency::{Reason, Residency};
use hsmp::assess::tax::payroll::Payslip;
use hsmp::assess::{Assessment, with_figures};
use hsmp::explain::Step;
use hsmp::key;
use hsmp::message::{Arg, Key, Message};
use hsmp::profile::{Document, Problem, Section, Severity, Slot, Stay};
use hsmp::quantity::{Money, Tri};
use hsmp::rulebook::NotKnown;

/// How the points stand: the range, what it means, and what it comes from.
#[component]
pub fn Summary() -> AnyView {
    let state = use_state();
    let answer_to_points = move || {
        // Names of criteria come with the details.
        state.details.track();
        state.assessment.with(|all| {
            let points = &all.points;
            // While nothing is said, what decides is everything.
            let more = (!state.peek(Document::is_empty)).then(|| {
                let part = |share: &Share| {
                    let text = Message::new(key!("summary.part")).with("criterion", share.criterion.name()).with("points", share.points);
                    view! { <li>{say(&text)}</li> }.into_any()
                };
                let parts: Vec<AnyView> = points.shares.iter().map(part).collect();
                view! {
                    {paragraph(meaning(points))}
                    <ul class="parts">{parts}</ul>
                    {words().has_details().then(|| late::decides(state))}
                    {objection()}
                }
                .into_any()
            });
            // One mark for all of it.
            view! {
                {blocking(all)}
                <div data-assumed=is_assumed(points)>
                    <p class="verdict-line">{verdict_line(points)} " " {assumed(is_assumed(points))}</p>
                    {points_bar(points)}
                    {more}
                </div>
            }
            .into_any()
        })
    };
    view! { <div class="verdict">{dynamic(answer_to_points)}</div> }.into_any()
}

/// The result beside questions, on wide screens.
#[component]
pub fn Beside() -> AnyView {
    let state = use_state();
    view! {
        <aside class="beside" aria-label=t(key!("answers-page.result"))>
            <Summary/>
            {to_do(state)}
        </aside>
    }
    .into_any()
}

/// What a range of points means for the person, in a sentence.
pub fn meaning(points: &Points) -> String {
    let text = match points.verdict {
        Verdict::Above => key!("summary.means-above"),
        Verdict::Depends => key!("summary.means-depends"),
        Verdict::Below => key!("summary.means-below"),
    };
    say(&Message::new(text).with("mark", points.pass_mark))
}

/// The other answers in short, each a way to its page.
pub fn answers(state: State) -> AnyView {
    // The year of the day that is worked out, which a trial may choose.
    let year =
        live(move || state.assessment.with(|all| say(&Message::new(key!("summary.resident.name")).with("year", Arg::Year(all.on.year())))));
    let conditions = live(move || state.assessment.with(|all| conditions_line(all, key!("summary.conditions"))));
    let resident = live(move || {
        state.assessment.with(|all| all.residency.as_ref().map_or_else(|_| String::new(), |one| resident_line(one, unread_stays(all))))
    });
    let net = live(move || net_line(state));
    let papers = live(move || state.assessment.with(papers_line));
    let name = |key: Key| Signal::stored(t(key).to_owned());
    view! {
        <section aria-labelledby="answers-title">
            <h2 id="answers-title">{t(key!("summary.answers"))}</h2>
            <dl class="answers">
                {answer(name(key!("page.requirements")), Route::Requirements, conditions)}
                {answer(name(key!("page.permits")), Route::Permits, name(key!("summary.permits")))}
                {answer(name(key!("page.timeline")), Route::Timeline, name(key!("summary.journey")))}
                {answer(name(key!("page.documents")), Route::Documents, papers)}
                {answer(name(key!("page.pay")), Route::Pay, net)}
                {answer(year, Route::TaxResidence, resident)}
                {answer(name(key!("page.programmes")), Route::Programmes, name(key!("summary.programmes")))}
            </dl>
        </section>
    }
    .into_any()
}

/// That points alone are not enough, wherever they are shown.
pub fn objection() -> AnyView {
    hint(t(key!("points-page.objection")))
}

/// Blocking problems, as things to do: unmet requirements and unusable answers.
pub fn to_do(state: State) -> AnyView {
    let list = move || {
        // Names of requirements come with the details.
        state.details.track();
        let all = state.assessment.with(to_do_list);
        (!all.is_empty()).then(|| {
            view! {
                <section aria-labelledby="to-do-title">
                    <h2 id="to-do-title">{t(key!("summary.to-do"))}</h2>
                    {all}
                </section>
            }
            .into_any()
        })
    };
    view! { <div>{move || list().into_any()}</div> }.into_any()
}

/// Requirements that are not met and that nothing can mend: they stand before the points, which do not help then.
fn blocking(all: &Assessment) -> Vec<AnyView> {
    unmet(all).filter(|condition| condition.remedy.is_none()).map(still_missing).collect()
}

fn unmet(all: &Assessment) -> impl Iterator<Item = &Condition> {
    let unmet = all.eligibility.conditions.iter().filter(|condition| condition.met == Tri::No && condition.open.is_none());
    unmet.filter(|condition| condition.decided_by.is_some())
}

fn still_missing(condition: &Condition) -> AnyView {
    warning(Route::Requirements.href(), say(&Message::new(key!("summary.not-met")).with("condition", condition.name)))
}

fn warning(href: String, text: String) -> AnyView {
    view! {
        <p class="notice-text">
            <a href=href>{text}</a>
        </p>
    }
    .into_any()
}

fn to_do_list(all: &Assessment) -> Vec<AnyView> {
    let unmet = unmet(all).filter(|condition| condition.remedy.is_some()).map(still_missing);
    let mut broken = all.problems.iter().filter(|problem| problem.severity == Severity::Refused).peekable();
    let first = broken.peek().map(|problem| problem.slot);
    let broken = first.map(|slot| {
        let route = Route::of_section(slot.section);
        let text = say(&Message::new(key!("summary.broken")).with("count", count(broken.count())));
        warning(format!("{}/{}", route.href(), slot.section), text)
    });
    unmet.chain(broken).collect()
}

/// One answer that leads to its page.
fn answer(name: Signal<String>, route: Route, value: Signal<String>) -> AnyView {
    view! {
        <div class="answer">
            <dt>{name}</dt>
            <dd>
                <a href=route.href()>{value}</a>
            </dd>
        </div>
    }
    .into_any()
}

/// "5 met, 1 not met, 3 open", in the words of a text.
pub fn conditions_line(all: &Assessment, text: Key) -> String {
    let [met, not, open] = all.eligibility.counts();
    say(&Message::new(text).with("met", count(met)).with("not", count(not)).with("open", count(open)))
}

/// "3 of 12 papers ready".
pub fn papers_line(all: &Assessment) -> String {
    say(&Message::new(key!("summary.papers")).with("done", count(all.documents.done)).with("all", count(all.documents.asked)))
}

/// Whether any part of the points rests on our assumptions: all do but the person's own figures.
pub fn is_assumed(points: &Points) -> bool {
    points.shares.iter().any(|share| share.assumed)
}

/// The verdict with its mark, as the first line of a page.
pub fn verdict(points: &Points) -> AnyView {
    view! {
        <p class="verdict-line" data-assumed=is_assumed(points)>
            {verdict_line(points)}
            {assumed(is_assumed(points))}
        </p>
    }
    .into_any()
}

/// How points lie to the mark, in two words and a shape.
pub fn verdict_status(verdict: Verdict) -> AnyView {
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
#[component]
pub fn Strip() -> AnyView {
    let state = use_state();
    let short = move || {
        // The mark's word comes with the details.
        state.details.track();
        state.assessment.with(|all| {
            let points = &all.points;
            let line = Message::new(key!("summary.strip")).with("points", points.total);
            view! {
                <a href=Route::Points.href()>
                    {verdict_status(points.verdict)}
                    <span data-assumed=is_assumed(points)>{say(&line)} {assumed(is_assumed(points))}</span>
                </a>
            }
            .into_any()
        })
    };
    view! {
        <aside class="strip" aria-label=t(key!("answers-page.strip"))>
            {dynamic(short)}
        </aside>
    }
    .into_any()
}

/// "It depends: 58 to 81 of 100 points."
pub fn verdict_line(points: &Points) -> String {
    let key = match points.verdict {
        Verdict::Above => key!("summary.verdict.above"),
        Verdict::Depends => key!("summary.verdict.depends"),
        Verdict::Below => key!("summary.verdict.below"),
    };
    say(&Message::new(key).with("points", points.total).with("scale", points.scale).with("mark", points.pass_mark))
}

/// What most of the range comes from, and why the points are what they are.
pub fn decides(all: &Assessment) -> AnyView {
    let text: Message = match parts_of(all).first().map(|part| part.cause) {
        Some(Cause::Answer(slot)) => Message::new(key!("summary.decides-answer")).with("question", question(slot)),
        Some(Cause::Bands(criterion)) => Message::new(key!("summary.decides")).with("criterion", criterion.name()),
        Some(Cause::Maxima) => key!("summary.decides-maxima").into(),
        None => key!("summary.exact").into(),
    };
    view! { <p class="decides">{say(&text)} "\u{a0}" {why_button(&all.points.why)}</p> }.into_any()
}

/// The question of a slot; where a whole row is missing, what its section is called.
pub fn question(slot: Slot) -> Message {
    match (slot.row, Section::named(slot.section)) {
        (None, Some(section)) if section.list => section.title.into(),
        _ => with_figures(slot.label()),
    }
}

/// How many stays cannot be used as they stand, so that nothing that is said of days counts them.
pub fn unread_stays(all: &Assessment) -> usize {
    let is_unread = |problem: &&Problem| problem.slot.section == Stay::SECTION && problem.severity == Severity::Refused;
    let mut rows: Vec<Option<u32>> = all.problems.iter().filter(is_unread).map(|problem| problem.slot.row).collect();
    rows.dedup();
    rows.len()
}

/// "Yes, from 14 November 2026" and the like, and how many stays are not counted.
pub fn resident_line(residency: &Residency, unread: usize) -> String {
    let outcome = &residency.outcome;
    let message = match (outcome.resident, outcome.because, residency.becomes_on) {
        (Tri::Yes, Reason::Days, Some(date)) if date > residency.on => Message::new(key!("summary.resident.planned")).with("date", date),
        (Tri::Yes, Reason::Days, Some(date)) => Message::new(key!("summary.resident.from")).with("date", date),
        (Tri::Yes, _, _) => key!("summary.resident.yes").into(),
        (Tri::No, _, _) => key!("summary.resident.no").into(),
        (Tri::Unknown, Reason::OpenStay, Some(date)) => Message::new(key!("summary.resident.if-you-stay")).with("date", date),
        (Tri::Unknown, Reason::NoStays, _) => key!("summary.resident.no-stays").into(),
        (Tri::Unknown, _, _) => key!("summary.resident.open").into(),
    };
    let line = say(&message);
    if unread == 0 { line } else { say(&Message::new(key!("summary.resident.unread")).with("value", line).with("count", count(unread))) }
}

/// What is left of a month's pay, or why that is not said.
pub fn net_line(state: State) -> String {
    // What a payslip leaves does not hold then.
    if state.assessment.with(|all| all.profile.pay.employer_abroad == Some(true)) {
        return t(key!("summary.net.abroad")).to_owned();
    }
    let year = state.today.get().year();
    let net = |all: &Assessment| all.pay.as_ref().map(|pay| net_text(&pay.payslip, year));
    state.assessment.with(net).unwrap_or_else(|| t(key!("summary.net.none")).to_owned())
}

/// "2,412.50 AZN a month", with its year if that is not the one in which it is read, or that it is not known.
pub fn net_text(slip: &Payslip, read_in: i32) -> String {
    let year = slip.terms.month.year();
    let text = match slip.net {
        Ok(net) if year == read_in => Message::new(key!("summary.net.month")).with("net", net),
        Ok(net) => Message::new(key!("summary.net.month-of")).with("net", net).with("year", Arg::Year(year)),
        Err(_) => Message::new(key!("summary.net.not-known")).with("year", Arg::Year(year)),
    };
    say(&text)
}

/// The figure a page is about, with its "Why?".
pub fn headline(name: String, value: String, step: &Step) -> AnyView {
    view! {
        <div class="headline">
            <p class="headline-name">{name}</p>
            <p class="headline-value">{value} "\u{a0}" {why_button(step)}</p>
        </div>
    }
    .into_any()
}

/// An amount, or that it is not known.
pub fn amount(amount: Result<Money, NotKnown>) -> String {
    amount.map_or_else(|_| t(key!("explain.not-known")).to_owned(), figure)
}
