//! The other clocks on the same days: permits, visa-free stays, registration.

use leptos::prelude::*;

use super::super::Part;
use super::View;
use crate::ui::components::status::status;
use crate::ui::components::why::why_button;
use crate::ui::view::version;
use crate::ui::{say, t};
use hsmp::assess::clocks::{Clock, Kind, State as Stands};
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::quantity::Tri;
use hsmp::rulebook::rules;

/// All clocks, once there is a stay or a permit.
#[component]
pub(super) fn Clocks(
    /// The year, with what runs on its days.
    view: Memo<View>,
    /// Whether no stay is entered.
    is_empty: Memo<bool>,
) -> AnyView {
    let changed = version(move || view.with(|view| view.clocks.clone()));
    let list = move || {
        changed.track();
        view.with_untracked(|view| {
            if view.clocks.is_empty() {
                return view! { <p>{t(key!("residency-page.citizen"))}</p> }.into_any();
            }
            let clocks: Vec<AnyView> = view.clocks.iter().map(one).collect();
            view! { <ul class="plain clocks">{clocks}</ul> }.into_any()
        })
    };
    view! {
        <Part id="clocks" title=key!("residency-page.clocks") hidden=Signal::from(is_empty)>
            <p class="hint">{t(key!("residency-page.clocks-hint"))}</p>
            <div>{move || list()}</div>
        </Part>
    }
    .into_any()
}

fn one(clock: &Clock) -> AnyView {
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
    let used = counts.then(|| view! { <p class="hint">{say(&used)}</p> });
    let rule = Message::new(what(clock.kind)).with("allowed", clock.allowed);
    let window = rules::CLOCK_TRP_WINDOW.latest().map_or(0, |found| found.value);
    let years = rules::CLOCK_PRP_YEARS.latest().map_or(0, |found| found.value);
    let rule = rule.with("window", window).with("years", years);
    let mut doubts: Vec<AnyView> = Vec::new();
    if clock.runs() {
        for doubt in clock.doubts() {
            doubts.push(view! { <p class="doubt">{t(doubt)}</p> }.into_any());
        }
    }
    view! {
        <li class="clock">
            <p>
                <strong>{t(clock.kind.label())}</strong>
                " "
                {status(shape, [word; 3])}
                " "
                {why_button(&clock.why)}
            </p>
            <p>{say(&clock.says)}</p>
            <p class="hint">{say(&rule)}</p>
            {used}
            {doubts}
        </li>
    }
    .into_any()
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
