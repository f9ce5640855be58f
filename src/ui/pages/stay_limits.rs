//! How long one may stay here, or away, without losing a permit: limits of the Migration Code, not of tax.

use leptos::prelude::*;

use super::{Columns, Part, way_on};
use crate::ui::components::QuestionField;
use crate::ui::components::status::status;
use crate::ui::components::text::{doubt, hint, lead, paragraph};
use crate::ui::components::why::why_button;
use crate::ui::route::Route;
use crate::ui::view::{each, version};
use crate::ui::{State, say, t};
use hsmp::assess::residence::clocks::{Clock, Kind, State as ClockState, clocks};
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::profile::{Days, Slot};
use hsmp::quantity::Tri;
use hsmp::rulebook::rules;

/// The questions about permits that these limits depend on.
const QUESTIONS: [Slot; 5] = [Days::VISA_FREE, Days::TRP_FROM, Days::PROGRAMME, Days::PRP_FROM, Days::KAZAKHSTAN];

/// The limits with the days used of each, and the questions about permits.
pub fn stay_limits(state: State) -> AnyView {
    let all = move || state.assessment.with(|all| clocks(&all.profile, all.on));
    let changed = version(all);
    let list = move || {
        changed.track();
        let all = untrack(all);
        if all.is_empty() {
            return paragraph(t(key!("stay-limits-page.citizen")));
        }
        let clocks: Vec<AnyView> = all.iter().map(one).collect();
        view! { <ul class="plain clocks">{clocks}</ul> }.into_any()
    };
    let question = |slot| view! { <QuestionField at=slot can_hide=true/> }.into_any();
    let first = view! {
        {lead(t(key!("stay-limits-page.lead")))}
        <div>{move || list()}</div>
        {way_on((Route::TaxResidence, key!("stay-limits-page.stays")))}
    };
    let second = view! {
        <Part id="days" title=key!("section.days")>
            {each(&QUESTIONS, question)}
        </Part>
    };
    view! { <Columns first=first.into_any() second=second.into_any()/> }.into_any()
}

fn one(clock: &Clock) -> AnyView {
    let (word, shape): (Key, Tri) = match clock.state {
        ClockState::Fine => (key!("clock.state.fine"), Tri::Yes),
        ClockState::Warning => (key!("clock.state.care"), Tri::Unknown),
        ClockState::Broken => (key!("clock.state.passed"), Tri::No),
        ClockState::Open => (key!("clock.state.open"), Tri::Unknown),
        ClockState::Exempt => (key!("clock.state.not-yours"), Tri::Yes),
        ClockState::Missing(_) => (key!("clock.state.not-asked"), Tri::Unknown),
        ClockState::Idle => (key!("clock.state.idle"), Tri::Unknown),
    };
    // A registration has a deadline and no days to use up; who has a visa uses up none.
    let is_counted = clock.kind != Kind::Registration && !(clock.kind == Kind::VisaFree && clock.state == ClockState::Exempt);
    let counts = is_counted && clock.runs();
    let used = Message::new(key!("stay-limits-page.used")).with("used", clock.used).with("allowed", clock.allowed);
    let used = counts.then(|| hint(say(&used)));
    let rule = Message::new(what(clock.kind)).with("allowed", clock.allowed);
    let window = rules::CLOCK_TRP_WINDOW.latest().map_or(0, |found| found.value);
    let years = rules::CLOCK_PRP_YEARS.latest().map_or(0, |found| found.value);
    let rule = rule.with("window", window).with("years", years);
    let doubts: Vec<AnyView> = if clock.runs() { clock.doubts().into_iter().map(|text| doubt(t(text))).collect() } else { Vec::new() };
    view! {
        <li class="clock">
            <p>
                <strong>{t(clock.kind.label())}</strong>
                " "
                {status(shape, [word; 3])}
                "\u{a0}"
                {why_button(&clock.why)}
            </p>
            {says(clock)}
            {hint(say(&rule))}
            {used}
            {doubts}
        </li>
    }
    .into_any()
}

/// How a limit stands; the question it waits for is a link.
fn says(clock: &Clock) -> AnyView {
    let text = say(&clock.says);
    match clock.state {
        ClockState::Missing(slot) => {
            let href = format!("{}/{}", Route::of_section(slot.section).href(), slot.path());
            view! {
                <p>
                    <a href=href>{text}</a>
                </p>
            }
            .into_any()
        }
        _ => paragraph(text),
    }
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
