//! Tax residence: the answer, what is still open, the days, and the other clocks that run on them.

mod clocks;
mod file;
mod plan;

use leptos::html;
use leptos::prelude::*;
use web_sys::Event;

use super::{Columns, Part};
use crate::assess::clocks::Clock;
use crate::assess::planning::{Planning, planning};
use crate::assess::residency::{self, Because, Outcome, Residency};
use crate::assess::{Assessment, with_figures};
use crate::key;
use crate::message::{Arg, Key, Message};
use crate::profile::{Answers, Days, Document, Kind, Slot, Stay, Ties};
use crate::quantity::{Date, Tri};
use crate::rulebook::NotKnown;
use crate::ui::components::charts::year_strip;
use crate::ui::components::status::status;
use crate::ui::components::summary::headline;
use crate::ui::components::table::row;
use crate::ui::components::why::why_button;
use crate::ui::components::{Calendar, DataTable, Editor, QuestionField, SectionFields, StayList, resident_line};
use crate::ui::view::{dynamic, handler, use_state, version};
use crate::ui::{State, browser, figure, say, t};

const NAMES: [Key; 3] = [key!("status.resident"), key!("status.non-resident"), key!("status.open")];

const YEAR: Slot = Slot { section: Days::SECTION, row: None, field: "year" };

/// The questions about permits and counting that stand on this page, beside the year.
const DAYS: [&str; 6] = ["counting", "visa_free", "trp_from", "programme", "prp_from", "kazakhstan"];

/// What the page shows of a year, worked out once for all its parts.
struct View {
    on: Date,
    residency: Result<Residency, NotKnown>,
    planning: Option<Planning>,
    clocks: Vec<Clock>,
}

impl View {
    fn of(all: &Assessment) -> Self {
        let year = year_of(all);
        let residency = if year == all.on.year() { all.residency.clone() } else { residency::assess(&all.profile, all.on, year) };
        let planning = residency.as_ref().ok().map(|residency| planning(&all.profile, all.on, residency));
        Self { on: all.on, residency, planning, clocks: crate::assess::clocks::clocks(&all.profile, all.on) }
    }
}

/// The year that is looked at.
fn year_of(all: &Assessment) -> i32 {
    all.profile.days.year.map_or(all.on.year(), |year| year.0)
}

/// Tax residence: the answer, the days, and what changes it.
pub fn residency(state: State) -> AnyView {
    // Every edit makes a new one: comparing them would cost more than it could save.
    let view = Memo::new_with_compare(move |_| state.assessment.with(View::of), |_, _| true);
    let year = Memo::new(move |_| state.assessment.with(year_of));
    let is_empty = Memo::new(move |_| state.read(|document| document.rows(Stay::SECTION).is_empty()));
    let editor = Editor::new(state);
    let passed_on = Signal::derive(move || view.with(|view| view.residency.as_ref().ok().and_then(|residency| residency.becomes_on)));
    // A part that shows the same as before is not drawn anew.
    let changed = version(move || view.with(|view| (view.residency.clone(), view.planning.clone())));
    let follow = move |draw: fn(&View) -> AnyView| {
        dynamic(move || {
            changed.track();
            view.with_untracked(draw)
        })
    };
    // While nothing is entered there is one thing to do first.
    let later =
        move |section: &'static str| Signal::derive(move || is_empty.get() && state.read(|document| document.is_untouched(section)));
    let first = dynamic(move || {
        let add = handler(move |_| editor.add());
        let first = is_empty.get().then(|| {
            view! {
                <p class="lead">{t(key!("residency-page.empty"))}</p>
                <p>
                    <button class="button primary" type="button" on:click=add>
                        {t(key!("rows.add-stay"))}
                    </button>
                </p>
            }
        });
        first.into_any()
    });
    let print = handler(|_| browser::print());
    let days = |name: &'static str| view! { <QuestionField at=Slot { section: Days::SECTION, row: None, field: name }/> }.into_any();
    let left = view! {
        <div>{first}</div>
        <YearChoice year hidden=later(Days::SECTION)/>
        <div>{follow(answer)}</div>
        <plan::Plan view changed/>
        <div>{follow(strip)}</div>
        <Part id="calendar" title=key!("calendar.title")>
            <Calendar editor year passed_on/>
        </Part>
        <clocks::Clocks view is_empty/>
        <div>{follow(readings)}</div>
        <button class="button no-print" type="button" hidden=later(Stay::SECTION) on:click=print>
            {t(key!("report.print"))}
        </button>
    };
    let right = view! {
        <Part id="stays" title=key!("section.stays")>
            <p class="hint">{t(key!("residency-page.stays"))}</p>
            <StayList editor year/>
            <file::Exchange/>
        </Part>
        <div class="no-print">
            <Part id="ties" title=key!("section.ties") hidden=later(Ties::SECTION)>
                <p class="hint">{say(&with_figures(key!("residency-page.ties")))}</p>
                <SectionFields section=Ties::SECTION/>
            </Part>
            <Part id="days" title=key!("section.days") hidden=later(Days::SECTION)>
                {DAYS.map(days)}
            </Part>
        </div>
    };
    view! { <Columns first=left.into_any() second=right.into_any()/> }.into_any()
}

/// The year that is looked at, from those the program knows.
#[component]
fn YearChoice(year: Memo<i32>, hidden: Signal<bool>) -> AnyView {
    let state = use_state();
    let Some(Kind::Count { min, max }) = YEAR.question().map(|question| question.kind) else { return ().into_any() };
    let option = |number: i32| {
        let name = number.to_string();
        view! {
            <option value=name.clone() selected=number == year.get_untracked()>
                {name.clone()}
            </option>
        }
        .into_any()
    };
    // The current year stays current when it ends.
    let choose = handler(move |event: Event| {
        let chosen = event_target_value(&event);
        let current = state.assessment.with_untracked(|all| all.on.year().to_string());
        state.edit(|document: &mut Document| document.set(YEAR, if chosen == current { "" } else { &chosen }));
    });
    let select = NodeRef::<html::Select>::new();
    Effect::new(move || {
        let now = year.get().to_string();
        if let Some(select) = select.get() {
            select.set_value(&now);
        }
    });
    view! {
        <div class="field year-choice no-print" hidden=hidden>
            <label for=YEAR.path()>{t(YEAR.label())}</label>
            <select
                class="input number"
                id=YEAR.path()
                name=YEAR.path()
                autocomplete="off"
                node_ref=select
                on:change=choose
            >
                {(min..=max).map(option).collect::<Vec<_>>()}
            </select>
        </div>
    }
    .into_any()
}

/// The year's days as a drawing.
fn strip(view: &View) -> AnyView {
    let known = view.residency.as_ref().ok().filter(|residency| residency.outcome.because != Because::NoStays);
    known.map(|residency| year_strip(residency, view.on)).into_any()
}

fn answer(view: &View) -> AnyView {
    let residency = match &view.residency {
        Ok(residency) if residency.outcome.because != Because::NoStays => residency,
        Ok(_) => return ().into_any(),
        Err(missing) => {
            return view! { <p class="notice-text">{say(&crate::assess::payroll::not_known(*missing))}</p> }.into_any();
        }
    };
    let outcome = &residency.outcome;
    let name = say(&Message::new(key!("overview.resident.name")).with("year", Arg::Year(residency.year)));
    let days = Message::new(key!("residency-page.days")).with("days", outcome.days).with("limit", residency.limit);
    let would = match (outcome.resident, residency.becomes_on) {
        (Tri::Unknown, Some(date)) => Some(Message::new(key!("residency-page.would-become")).with("date", date)),
        _ => None,
    };
    // Who cannot pass the limit any more, or whom days do not decide, needs no count of what is left.
    let is_open = view.planning.as_ref().is_some_and(|planning| planning.by_days && planning.days.high > residency.limit);
    let left =
        (outcome.resident != Tri::Yes && is_open).then(|| Message::new(key!("residency-page.left")).with("days", residency.days_left));
    // That days decide was said with their number.
    let how = outcome.why.how.clone().filter(|_| outcome.because != Because::Days);
    let latest = view.planning.as_ref().and_then(|planning| plan::latest(planning, residency));
    let mut prose: Vec<(&'static str, Message)> = Vec::new();
    for sentence in [left, latest, Some(days), would, how, Some(plan::meaning(outcome.resident))].into_iter().flatten() {
        prose.push(("", sentence));
    }
    if let Some(planning) = &view.planning {
        let next = residency.year + 1;
        prose.extend(plan::leaving(&planning.leaving, next).map(|leaving| ("", leaving)));
        if planning.leaving_by_ties {
            prose.push(("doubt", Message::new(key!("plan.left-ties")).with("next", Arg::Year(next))));
        }
    }
    if outcome.resident == Tri::Yes && matches!(outcome.because, Because::Tie(_)) {
        prose.push(("", key!("residency-page.ties-decide").into()));
    }
    if outcome.resident == Tri::Yes {
        prose.push(("doubt", key!("residency-page.whole-year").into()));
    }
    for doubt in &residency.assumed {
        prose.push(("doubt", (*doubt).into()));
    }
    let prose: Vec<AnyView> = prose.into_iter().map(|(class, text)| view! { <p class=class>{say(&text)}</p> }.into_any()).collect();
    // The question that decides may stand far down the page.
    let ask = match outcome.because {
        Because::Unanswered(slot) => {
            let ask = handler(move |_| {
                let id = slot.path();
                // Of a group of answers the first takes the focus.
                let id = if browser::element(&id).is_some() { id } else { format!("{id}.yes") };
                browser::focus(&id);
            });
            Some(view! {
                <button class="button answer-now no-print" type="button" on:click=ask>
                    {t(key!("residency-page.answer"))}
                </button>
            })
        }
        _ => None,
    };
    view! {
        {headline(name, resident_line(residency), &outcome.why)}
        {ask}
        <div class="prose">{prose}</div>
    }
    .into_any()
}

/// The law's way of counting beside the repealed one, why websites say the latter, and other ways to count
/// the days of a stay.
fn readings(view: &View) -> AnyView {
    let Ok(residency) = &view.residency else { return ().into_any() };
    if residency.outcome.because == Because::NoStays {
        return ().into_any();
    }
    let cells = |outcome: &Outcome| {
        let days = view! { <span class="together">{figure(outcome.days)}</span> };
        let state_and_why = view! { <span>{status(outcome.resident, NAMES)} " " {why_button(&outcome.why)}</span> };
        [days.into_any(), state_and_why.into_any()]
    };
    let rows = vec![
        row("", t(key!("residency-page.calendar-year")), cells(&residency.outcome)),
        row("", t(key!("residency-page.twelve-months")), cells(&residency.other)),
    ];
    let agree = residency.outcome.resident == residency.other.resident;
    let agree = t(if agree { key!("residency-page.agree") } else { key!("residency-page.differ") });
    view! {
        <Part id="readings" title=key!("residency-page.readings")>
            <DataTable class="numbers" name=t(key!("residency.resident")).to_owned() head=result_head(key!("residency-page.reading")) rows/>
            <p>{agree}</p>
            <p class="hint">{t(key!("conflict.c-1"))}</p>
            <p class="doubt">{t(key!("residency-page.treaties"))}</p>
        </Part>
        {view.planning.as_ref().and_then(countings)}
    }
    .into_any()
}

/// What is judged, its days, what they lead to.
fn result_head(what: Key) -> Vec<&'static str> {
    [what, key!("residency-page.count"), key!("residency-page.result")].map(t).into()
}

/// The other ways to count, where they give other days.
fn countings(planning: &Planning) -> Option<AnyView> {
    let (_, own) = planning.countings.first()?;
    if planning.countings.iter().all(|(_, judged)| judged.days == own.days) {
        return None;
    }
    let rows = planning.countings.iter();
    let rows =
        rows.map(|(counting, judged)| row("", t(counting.label()), [figure(judged.days).into_any(), status(judged.resident, NAMES)]));
    let rows = rows.collect();
    let decides = planning.countings.iter().any(|(_, judged)| judged.resident != own.resident);
    let decides = decides.then(|| view! { <p class="notice-text">{t(key!("residency-page.count-decides"))}</p> });
    let view = view! {
        <Part id="countings" title=key!("residency-page.countings")>
            <DataTable
                class="numbers"
                name=t(key!("profile.days.counting")).to_owned()
                head=result_head(key!("profile.days.counting"))
                rows
            />
            {decides}
            <p class="hint">{t(key!("note.residency-counting"))}</p>
        </Part>
    };
    Some(view.into_any())
}
