//! Tax residence: the answer, the stays it follows from, and what else may be asked about them.

mod answer;
mod file;
mod plan;
mod readings;

use leptos::prelude::*;
use web_sys::Event;

use super::{Part, print_button, way_on};
use crate::ui::components::text::{hint, lead};
use crate::ui::components::year::{Strip, year_strip};
use crate::ui::components::{Calendar, Editor, Folded, QuestionField, SectionFields, StayList, unread_stays};
use crate::ui::route::Route;
use crate::ui::view::{dynamic, handler, live, use_state, version};
use crate::ui::{State, say, t};
use hsmp::assess::residence::planning::{Planning, planning};
use hsmp::assess::residence::residency::{self, Reason, Residency};
use hsmp::assess::{Assessment, with_figures};
use hsmp::key;
use hsmp::message::Key;
use hsmp::profile::{Answers, Days, Document, Kind, Slot, Stay, Ties};
use hsmp::quantity::Date;
use hsmp::rulebook::NotKnown;

const NAMES: [Key; 3] = [key!("status.resident"), key!("status.non-resident"), key!("status.open")];

const YEAR: Slot = Days::YEAR;

/// What the page shows of a year, worked out once for all its parts.
struct View {
    on: Date,
    residency: Result<Residency, NotKnown>,
    planning: Option<Planning>,
    /// Where no stay touches this year: the nearest one that has some.
    other_year: Option<i32>,
    /// Whether the person chose the year.
    is_chosen: bool,
    /// How many stays cannot be used as they stand.
    unread: usize,
}

impl View {
    fn of(all: &Assessment) -> Self {
        let year = year_of(all);
        let residency = if year == all.on.year() { all.residency.clone() } else { residency::assess(&all.profile, all.on, year) };
        let planning = residency.as_ref().ok().map(|residency| planning(&all.profile, all.on, residency));
        let other_year = other_year(&all.profile.stays, year);
        Self { on: all.on, residency, planning, other_year, is_chosen: all.profile.days.year.is_some(), unread: unread_stays(all) }
    }

    /// The result, where there is something to say of this year.
    fn known(&self) -> Option<&Residency> {
        let is_elsewhere = self.other_year.is_some() && !self.is_chosen;
        self.residency.as_ref().ok().filter(|residency| residency.outcome.because != Reason::NoStays && !is_elsewhere)
    }
}

/// The year that is looked at.
fn year_of(all: &Assessment) -> i32 {
    all.profile.days.year.map_or(all.on.year(), |year| year.0)
}

/// The nearest year with stays, where this one has none: a later one before an earlier one.
fn other_year(stays: &[Stay], year: i32) -> Option<i32> {
    let days = || stays.iter().filter_map(|stay| Some((stay.from?, stay.to)));
    if days().any(|(from, to)| from.year() <= year && to.is_none_or(|to| to.year() >= year)) {
        return None;
    }
    let later = days().map(|(from, _)| from.year()).filter(|from| *from > year).min();
    later.or_else(|| days().filter_map(|(_, to)| Some(to?.year())).max())
}

/// Tax residence: the answer, the days, and what changes it.
pub fn tax_residence(state: State) -> AnyView {
    // Every edit makes a new one: comparing them would cost more than it could save.
    let view = Memo::new_with_compare(move |_| state.assessment.with(View::of), |_, _| true);
    let year = Memo::new(move |_| state.assessment.with(year_of));
    let is_empty = Memo::new(move |_| state.read(|document| !document.has_rows(Stay::SECTION)));
    let editor = Editor::new(state);
    let passed_on = Signal::derive(move || view.with(|view| view.residency.as_ref().ok().and_then(|residency| residency.becomes_on)));
    // A part that shows the same as before is not drawn anew.
    let changed = version(move || view.with(|view| (view.residency.clone(), view.planning.clone(), view.other_year, view.is_chosen)));
    let strip = Memo::new(move |_| view.with(|view| view.known().map(|residency| Strip::of(residency, view.on))));
    let follow = move |draw: fn(&View) -> AnyView| {
        dynamic(move || {
            changed.track();
            view.with_untracked(draw)
        })
    };
    // While nothing is entered there is one thing to do first.
    let is_later = move |section: &'static str| is_empty.get() && state.read(|document| document.is_untouched(section));
    let lead = dynamic(move || is_empty.get().then(|| lead(say(&with_figures(key!("tax-residence-page.empty"))))).into_any());
    view! {
        <div class="answer-page">
            <div>
                <div>{lead}</div>
                <YearChoice year hidden=Signal::derive(move || is_later(Days::SECTION))/>
                <div>{follow(answer::answer)}</div>
            </div>
            <div>
                <Part id="stays" title=key!("section.stays")>
                    {hint(t(key!("tax-residence-page.stays")))}
                    <StayList editor year/>
                    <file::Exchange/>
                </Part>
                <Part id="calendar" title=key!("calendar.title") class="no-print">
                    <Calendar editor year passed_on/>
                </Part>
            </div>
            <div>
                <div>{year_strip(strip)}</div>
                <plan::Plan view changed/>
                <div>{follow(readings::readings)}</div>
                <div class="no-print">
                    <Folded id="ties" title=key!("section.ties") hidden=Signal::derive(move || is_later(Ties::SECTION))>
                        {hint(say(&with_figures(key!("tax-residence-page.ties"))))}
                        <SectionFields section=Ties::SECTION/>
                    </Folded>
                    <div hidden=move || is_later(Days::SECTION)>
                        <QuestionField at=Days::COUNTING/>
                    </div>
                    {way_on((Route::StayLimits, key!("tax-residence-page.limits")))}
                </div>
                <div hidden=move || is_later(Stay::SECTION)>{print_button("button no-print")}</div>
            </div>
        </div>
        {answer::strip(follow)}
    }
    .into_any()
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
    view! {
        <div class="field year-choice no-print" hidden=move || hidden.get()>
            <label for=YEAR.path()>{t(YEAR.label())}</label>
            <select
                class="input number"
                id=YEAR.path()
                name=YEAR.path()
                autocomplete="off"
                prop:value=live(move || year.get().to_string())
                on:change=choose
            >
                {(min..=max).map(option).collect::<Vec<_>>()}
            </select>
        </div>
    }
    .into_any()
}
