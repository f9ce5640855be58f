//! The steps one by one: the days, the last day, what they wait for, and the day on which they were done.

use leptos::prelude::*;

use super::super::Part;
use crate::ui::components::why::why_of;
use crate::ui::components::{Icon, QuestionField, Symbol};
use crate::ui::view::{each, live};
use crate::ui::{say, t, words};
use hsmp::assess::plan::{Kind, Plan, Progress, Stage};
use hsmp::key;
use hsmp::message::{Arg, Key, Message};
use hsmp::quantity::{Date, Interval};

/// The steps by where one stands when they come.
const GROUPS: [(&str, Key, &[Kind]); 4] = [
    ("before", key!("timeline-page.before"), &[Kind::Legalise, Kind::Translate, Kind::Medical, Kind::Apply, Kind::Decision, Kind::Visa]),
    ("arrival", key!("timeline-page.arrival"), &[Kind::Enter, Kind::Register, Kind::TrpApply, Kind::TrpDecision, Kind::Card]),
    (
        "permit",
        key!("timeline-page.permit"),
        &[Kind::Work, Kind::TaxResident, Kind::TaxReturn, Kind::TrpExtend, Kind::PrpApply, Kind::TrpEnd],
    ),
    (
        "later",
        key!("timeline-page.later"),
        &[Kind::PrpDecision, Kind::PrpCard, Kind::CertificateEnd, Kind::PrpExtend, Kind::Citizenship, Kind::PrpEnd],
    ),
];

/// Extensions that are ever shown.
const MOST_ROUNDS: u8 = 4;

/// All steps, group by group. The lines stand still, so that a day that is being entered stays; those the
/// way does not have are hidden.
#[component]
pub(super) fn Steps(
    /// The way they belong to.
    way: Memo<Plan>,
) -> AnyView {
    let groups = each(&GROUPS, |(id, title, kinds)| {
        let mut steps: Vec<AnyView> = Vec::new();
        for kind in kinds {
            let rounds = if *kind == Kind::TrpExtend { 1..=MOST_ROUNDS } else { 0..=0 };
            steps.extend(rounds.map(|round| step(way, *kind, round)));
        }
        let is_empty = Signal::derive(move || !way.with(|way| way.stages.iter().any(|stage| kinds.contains(&stage.kind))));
        view! {
            <Part id title hidden=is_empty>
                <ol class="plain plan-steps">{steps}</ol>
            </Part>
        }
        .into_any()
    });
    view! { <div class="plan-groups">{groups}</div> }.into_any()
}

fn find(way: &Plan, kind: Kind, round: u8) -> Option<&Stage> {
    way.stages.iter().find(|stage| (stage.kind, stage.round) == (kind, round))
}

/// A step. Its words follow the way, for days move with every answer; the field and what folds it away stand
/// beside them and stay. What is done is one line.
fn step(way: Memo<Plan>, kind: Kind, round: u8) -> AnyView {
    let slot = kind.slot().filter(|slot| round == 0 && slot.question().is_some());
    let is_done = move || way.with(|way| find(way, kind, round).is_some_and(|stage| stage.progress != Progress::Ahead));
    let done = slot.map(|slot| {
        let label = live(move || t(if is_done() { key!("timeline-page.change-day") } else { key!("timeline-page.enter-day") }));
        view! {
            <details class="mark-done no-print">
                <summary>
                    {label}
                    <span class="visually-hidden">" " {t(kind.label())}</span>
                </summary>
                <QuestionField at=slot/>
            </details>
        }
        .into_any()
    });
    let is_there = move || way.with(|way| find(way, kind, round).is_some());
    let class = live(move || {
        way.with(|way| match find(way, kind, round) {
            Some(stage) if stage.progress != Progress::Ahead => "plan-step done",
            Some(stage) if is_pace(stage) => "plan-step critical",
            _ => "plan-step",
        })
    });
    let why = why_of(Message::new(kind.label()), move || way.with_untracked(|way| find(way, kind, round).map(|stage| stage.why.clone())));
    view! {
        <li class=class hidden=move || !is_there()>
            <div>
                {move || way.with(|way| find(way, kind, round).map(named).into_any())}
                "\u{a0}"
                {why}
            </div>
            {move || way.with(|way| find(way, kind, round).map(days_of).into_any())}
            <p class="hint">{move || way.with(|way| how(find(way, kind, round)))}</p>
            {done}
        </li>
    }
    .into_any()
}

/// Whether the card waits for it.
fn is_pace(stage: &Stage) -> bool {
    stage.progress == Progress::Ahead && stage.critical
}

/// The step's name with its mark; of what is done, its day too.
fn named(stage: &Stage) -> AnyView {
    if stage.progress == Progress::Ahead {
        return view! {
            <strong>{say(&stage.name())}</strong>
            " "
            {mark(stage)}
        }
        .into_any();
    }
    let when = when(stage).map(|when| view! { <span>" " <span class="plan-days">{say(&when)}</span></span> }.into_any());
    view! {
        <span>
            <span class="done-mark">
                <Icon symbol=Symbol::Check/>
                <span class="visually-hidden">{t(key!("timeline-page.done"))} " – "</span>
            </span>
            {say(&stage.name())}
        </span>
        {when}
    }
    .into_any()
}

/// The days of what is ahead.
fn days_of(stage: &Stage) -> AnyView {
    if stage.progress != Progress::Ahead {
        return ().into_any();
    }
    view! {
        {dated(when(stage), stage.is_estimate())}
        {dated(by(stage), stage.is_estimate())}
    }
    .into_any()
}

/// A line of days, marked where they rest on holidays that are not set.
fn dated(days: Option<Message>, is_estimate: bool) -> AnyView {
    let is_empty = days.is_none();
    let days = days.map(|days| say(&days)).unwrap_or_default();
    view! {
        <p class="plan-days" hidden=is_empty>
            <span>{days}</span>
            " "
            <span class="estimate-mark" hidden=!is_estimate>
                {t(key!("timeline-page.estimated"))}
            </span>
        </p>
    }
    .into_any()
}

/// What it waits for, while it is ahead.
fn how(stage: Option<&Stage>) -> AnyView {
    let stage = stage.filter(|stage| stage.progress == Progress::Ahead || stage.kind == Kind::TaxResident);
    let how = stage.and_then(|stage| stage.why.how.as_ref()).map(say).unwrap_or_default();
    view! {
        <span hidden=how.is_empty()>
            <span>{how.clone()}</span>
        </span>
    }
    .into_any()
}

fn mark(stage: &Stage) -> Option<AnyView> {
    // By how fast the other steps go, a step may have days to spare or hold everything up.
    match (stage.progress, stage.spare()) {
        (Progress::Done(_) | Progress::Passed, _) | (Progress::Ahead, None) => None,
        (Progress::Ahead, _) if stage.critical && stage.critical_slow => {
            Some(view! { <span class="critical-mark">{t(key!("timeline-page.critical"))}</span> }.into_any())
        }
        (Progress::Ahead, Some(spare)) => stage.spare_text(spare).map(|text| view! { <span class="hint">{say(&text)}</span> }.into_any()),
    }
}

fn span(range: Interval<Date>) -> Arg {
    Arg::Typed(words().days(range))
}

/// The days of a step, short; of what waits for something overdue, the earliest.
pub(super) fn said(stage: &Stage) -> Arg {
    if stage.late { stage.said() } else { span(stage.when) }
}

fn when(stage: &Stage) -> Option<Message> {
    let line = |text: Key, value: Arg| Some(Message::new(text).with("date", value));
    match stage.progress {
        Progress::Passed => None,
        Progress::Done(date) if stage.kind == Kind::TaxResident => line(key!("timeline-page.since"), date.into()),
        Progress::Done(date) => line(key!("timeline-page.on"), span(Interval { low: date, high: date })),
        // What must be asked for by a day has no other.
        Progress::Ahead if stage.by == Some(stage.when) => line(key!("timeline-page.by"), span(stage.when)),
        Progress::Ahead => line(key!("timeline-page.on"), said(stage)),
    }
}

fn by(stage: &Stage) -> Option<Message> {
    let by = stage.by.filter(|by| *by != stage.when)?;
    Some(Message::new(key!("timeline-page.by")).with("date", span(by)))
}
