//! What is still open in the year: the last day, some days more, month by month.

use leptos::prelude::*;
use web_sys::Event;

use super::{NAMES, View};
use crate::ui::components::status::fact;
use crate::ui::components::table::row;
use crate::ui::components::text::{hint, paragraph};
use crate::ui::components::{DataTable, Folded, Spoken};
use crate::ui::view::{Version, handler, live, use_state};
use crate::ui::{figure, say, t, words};
use hsmp::assess::residence::planning::{Leaving, Planning, Start, longer};
use hsmp::assess::residence::residency::{Reason, Residency, YearOutcome};
use hsmp::assess::with_figures;
use hsmp::key;
use hsmp::message::{Arg, Message};
use hsmp::quantity::{Date, Tri};

/// Planning, while the year is not over.
#[component]
pub(super) fn Plan(
    /// The year.
    view: Memo<View>,
    /// Whether what is planned has become different.
    changed: Version,
) -> AnyView {
    let state = use_state();
    let more = RwSignal::new(None::<i32>);
    let is_there =
        move || view.with(|view| view.known().is_some() && view.planning.as_ref().is_some_and(|planning| planning.from.is_some()));
    let range = move || {
        changed.track();
        let range = |planning: &Planning| {
            let text = Message::new(key!("plan.range")).with("days", planning.days).with("year", Arg::Year(planning.year));
            paragraph(say(&text))
        };
        view.with_untracked(|view| view.planning.as_ref().map(range).into_any())
    };
    let result = move || {
        let found = more.get().and_then(|days| {
            view.with(|view| {
                state.assessment.with(|all| view.planning.as_ref().and_then(|planning| longer(&all.profile, all.on, planning, days)))
            })
        });
        let Some(found) = found else { return ().into_any() };
        let line = |(year, outcome): &(i32, YearOutcome)| {
            let text =
                Message::new(key!("plan.more-result")).with("until", found.until).with("days", outcome.days).with("year", Arg::Year(*year));
            view! { <p>{say(&text)} " " {verdict(outcome)}</p> }.into_any()
        };
        let lines: Vec<AnyView> = found.years.iter().map(line).collect();
        let resident = found.years.iter().map(|(_, outcome)| outcome.resident).max();
        let meaning = resident.map(|resident| hint(say(&meaning(resident))));
        view! {
            {lines}
            {meaning}
        }
        .into_any()
    };
    let ahead = move || {
        changed.track();
        view.with_untracked(|view| view.planning.as_ref().and_then(months).into_any())
    };
    // More than two years ahead nobody plans by days.
    let choose = handler(move |event: Event| {
        more.set(event_target_value(&event).trim().parse().ok().filter(|days| (1..=730).contains(days)));
    });
    view! {
        <Folded id="plan" title=key!("plan.title") class="on-paper" hidden=Signal::derive(move || !is_there())>
            <div>{move || range()}</div>
            <div class="field no-print">
                <label for="plan-more">{t(key!("plan.more"))}</label>
                <p class="hint" id="plan-more-hint">
                    {t(key!("plan.more-hint"))}
                </p>
                <div class="input-line">
                    <input
                        class="input number"
                        id="plan-more"
                        type="text"
                        inputmode="numeric"
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        translate="no"
                        aria-describedby="plan-more-hint"
                        on:input=choose
                    />
                </div>
            </div>
            <div class="prose" id="plan-more-found">
                {move || result()}
            </div>
            <Spoken of="plan-more-found" with=live(move || more.get().unwrap_or_default().to_string())/>
            <div>{move || ahead()}</div>
        </Folded>
    }
    .into_any()
}

/// The last day one can stay, in a sentence. None for a year that is over, and where days do not decide.
pub(super) fn latest(planning: &Planning, residency: &Residency) -> Option<Message> {
    let (start, kind) = planning.from.filter(|_| planning.by_days)?;
    let year = Arg::Year(planning.year);
    let Some(date) = planning.latest_exit else {
        // Not one day more fits; whether the limit is passed already is another question.
        let text = match (residency.outcome.days.low <= residency.limit, kind) {
            (true, _) => key!("plan.none-left"),
            (false, Start::Here) => key!("plan.too-late"),
            (false, _) => return None,
        };
        return Some(Message::new(text).with("year", year));
    };
    let text = if planning.days.high <= residency.limit {
        key!("plan.free")
    } else {
        match kind {
            Start::Here => key!("plan.leave-by"),
            Start::Planned if date == Date::last_of(planning.year) => key!("plan.next-free"),
            Start::Planned => key!("plan.next-until"),
            Start::Absent => key!("plan.come-until"),
        }
    };
    Some(Message::new(text).with("date", date).with("start", start).with("year", year))
}

/// What leaving does to the rest of the year.
pub(super) fn leaving(leaving: &Leaving, next: i32) -> Option<Message> {
    match *leaving {
        Leaving::Nothing => None,
        Leaving::Resident => Some(key!("plan.left-not").into()),
        Leaving::NonResident { from, settled } => {
            let text = if settled { key!("plan.left") } else { key!("plan.left-so-far") };
            Some(Message::new(text).with("date", from).with("year", Arg::Year(next - 1)))
        }
        Leaving::Open { from, because } => {
            let why: Message = match because {
                Reason::Unanswered(slot) => with_figures(slot.label()),
                _ => key!("problem.open-stay").into(),
            };
            Some(Message::new(key!("plan.left-open")).with("date", from).with("next", Arg::Year(next)).with("why", why))
        }
    }
}

/// The result in a word, with the day on which the limit is passed.
fn verdict(outcome: &YearOutcome) -> AnyView {
    let on = outcome.passed_on.filter(|_| outcome.because == Reason::Days);
    let date = on.map(|date| view! { <span class="together">" " {words().day_of_year(date.month(), date.day())}</span> }.into_any());
    view! { <span>{fact(outcome.resident, NAMES)} {date}</span> }.into_any()
}

/// What a result means for taxes.
pub(super) fn meaning(resident: Tri) -> Message {
    with_figures(match resident {
        Tri::Yes => key!("tax-residence-page.meaning.yes"),
        Tri::No => key!("tax-residence-page.meaning.no"),
        Tri::Unknown => key!("tax-residence-page.meaning.open"),
    })
}

/// Each month ahead and what two ways to spend it lead to.
fn months(planning: &Planning) -> Option<AnyView> {
    if planning.months.is_empty() || !planning.by_days {
        return None;
    }
    let head = vec![key!("plan.month"), key!("plan.from-then"), key!("plan.until-then")];
    let cell = |outcome: &YearOutcome| view! { <span class="month-cell">{figure(outcome.days)} " " {verdict(outcome)}</span> }.into_any();
    let rows = planning.months.iter();
    let rows =
        rows.map(|month| row("", words().month(month.month).into_any(), vec![cell(&month.from_then), cell(&month.until_then)])).collect();
    let name = say(&key!("plan.months").into());
    let view = view! {
        {hint(t(key!("plan.months-hint")))}
        <DataTable class="months" name=name is_captioned=true head rows/>
    };
    Some(view.into_any())
}
