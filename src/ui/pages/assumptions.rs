use leptos::prelude::*;
use web_sys::Event;

use super::{Columns, Part};
use crate::ui::components::charts::{points_bar, points_behind};
use crate::ui::components::status::standing;
use crate::ui::components::summary::verdict;
use crate::ui::components::text::{doubt, hint, lead};
use crate::ui::components::{QuestionField, Spoken, Strip, tell};
use crate::ui::view::{dynamic, handler, live};
use crate::ui::{State, browser, say, t};
use hsmp::assess::Assessment;
use hsmp::assess::points::assumptions::{BandStep, Basis, Table as Bands};
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::profile::{Answers, BandTable, Cefr, DegreeLevel, Document, Field, Hours, OwnBand, OwnMaxima, Position, Slot};
use hsmp::rulebook::{Standing, Unit};

/// Everything that is taken for granted, to be looked at and changed.
pub fn assumptions(state: State) -> AnyView {
    let result = dynamic(move || {
        state.assessment.with(|all| {
            view! {
                {verdict(&all.points)}
                {points_bar(&all.points)}
                {points_behind(&all.points)}
            }
            .into_any()
        })
    });
    let changed = move || state.read(differs);
    let reset = handler(move |_| {
        state.edit(|document| reset(document, None));
        state.redraw();
        request_animation_frame(|| browser::focus("page-title"));
    });
    let own = live(move || t(if changed() { key!("assumptions-page.changed") } else { key!("assumptions-page.unchanged") }));
    let (question, known) = state.assessment.with_untracked(|all| (all.assumed.question(), all.assumed.criteria.clone()));
    let question = question.map(|slot| view! { <QuestionField at=slot/> }.into_any());
    let maxima: Vec<AnyView> = known.iter().map(|basis| maximum(state, basis)).collect();
    let tables: Vec<AnyView> = BandTable::ALL.iter().filter_map(|one| table(state, *one)).collect();
    let figures = view! {
        <Part id="assumptions" title=key!("section.assumptions")>
            {hint(t(key!("assumptions-page.maxima")))}
            {question}
            {maxima}
        </Part>
        <Part id="bands" title=key!("section.bands")>
            {hint(t(key!("assumptions-page.bands")))}
            {tables}
        </Part>
    };
    let beside = view! {
        <aside class="beside" aria-label=t(key!("answers-page.result"))>
            <div class="verdict">{result}</div>
            <p id="assumptions-own">{own}</p>
            <Spoken of="assumptions-own"/>
            <button class="button" type="button" hidden=move || !changed() on:click=reset>
                {t(key!("assumptions-page.reset"))}
            </button>
        </aside>
    };
    view! {
        {lead(t(key!("assumptions-page.lead")))}
        <Columns first=figures.into_any() second=beside.into_any()/>
        <Strip/>
    }
    .into_any()
}

/// Whether anything differs from our own assumptions.
fn differs(document: &Document) -> bool {
    let set = |field: &Field| document.has(field.slot);
    OwnMaxima::FIELDS.iter().any(set) || document.has_rows(OwnBand::SECTION)
}

/// Takes own figures away: those of one table, or all.
fn reset(document: &mut Document, table: Option<BandTable>) {
    for row in document.rows(OwnBand::SECTION) {
        let own = document.text(OwnBand::TABLE.in_row(row));
        if table.is_none_or(|table| table.name() == own) {
            document.remove_row(OwnBand::SECTION, row);
        }
    }
    if table.is_none() {
        for field in OwnMaxima::FIELDS {
            document.set(field.slot, "");
        }
    }
}

/// Least and most a criterion's maximum may be, with ours beside them.
fn maximum(state: State, basis: &Basis) -> AnyView {
    let (criterion, known) = (basis.criterion, basis.maximum.ours);
    let now = move || {
        state.assessment.with(|all| {
            let basis = all.assumed.criteria.iter().find(|basis| basis.criterion == criterion);
            basis.map(|basis| (basis.counts, basis.maximum))
        })
    };
    let ours = dynamic(move || {
        let Some((_, maximum)) = now() else { return ().into_any() };
        let text = Message::new(key!("assumptions-page.ours")).with("range", maximum.ours);
        let standing_of = maximum.cite.map_or(Standing::Assumption, |cite| cite.standing());
        view! {
            <span class="hint">
                {say(&text)}
                " "
                {standing(standing_of)}
                {yours(maximum.used != maximum.ours)}
            </span>
        }
        .into_any()
    });
    let number = |slot: Slot, ours: i32| {
        let problem = live(move || state.problem(slot).map(|problem| say(&problem.message)).unwrap_or_default());
        let problem_id = [&slot.path(), "-message"].concat();
        let message = message(problem_id.clone(), problem);
        let control = Number {
            id: slot.path(),
            problem,
            problem_id,
            label: slot.label(),
            shown: Box::new(move |document| Some(document.text(slot)).filter(|own| !own.is_empty()).unwrap_or_else(|| ours.to_string())),
            put: Box::new(move |document, typed| document.set(slot, if typed.trim() == ours.to_string() { "" } else { typed })),
        };
        number(state, control, Some(message))
    };
    let ends = basis.ends().map(|[least, most]| vec![number(least, known.low), number(most, known.high)].into_any());
    // A criterion that is none under the present reading has no maximum.
    view! {
        <fieldset class="band" hidden=move || now().is_some_and(|(counts, _)| !counts)>
            <legend>{t(criterion.name())}</legend>
            {ends}
            <span>{ours}</span>
        </fieldset>
    }
    .into_any()
}

/// What is wrong. It is said when a number is left, not while it is typed.
fn message(id: String, problem: Signal<String>) -> AnyView {
    view! {
        <p class="message wrong" id=id>
            {problem}
        </p>
    }
    .into_any()
}

fn yours(differs: bool) -> Option<AnyView> {
    differs.then(|| view! { <span class="standing yours">{t(key!("assumptions-page.yours"))}</span> }.into_any())
}

/// A table of bands as it is used, and what its steps are told in.
fn bands_of(all: &Assessment, table: BandTable) -> Option<(Unit, &Bands)> {
    let basis = all.assumed.criteria.iter().find(|basis| basis.tables().any(|known| known.table == table))?;
    // What part of a job counts is told in percent, whatever its criterion gives.
    let unit = if table == BandTable::Hours { Unit::Percent } else { basis.unit };
    Some((unit, basis.tables().find(|known| known.table == table)?))
}

/// One table of bands: each step with ours and the person's own.
fn table(state: State, table: BandTable) -> Option<AnyView> {
    let (unit, known) = state.assessment.with_untracked(|all| bands_of(all, table).map(|(unit, bands)| (unit, bands.clone())))?;
    let standing_of = known.cite.map_or(Standing::Assumption, |cite| cite.standing());
    let has_own = move || state.read(|document| own_rows(document, table).next().is_some());
    let notes = known.cite.into_iter().flat_map(|cite| cite.dated().doubts());
    let notes: Vec<AnyView> = notes.map(|text| doubt(t(text))).collect();
    let problem = live(move || {
        let rows: Vec<u32> = state.read(|document| own_rows(document, table).collect());
        state.assessment.with(|all| {
            let fault = all
                .problems
                .iter()
                .find(|problem| problem.slot.section == OwnBand::SECTION && rows.contains(&problem.slot.row.unwrap_or(0)));
            fault.map(|problem| say(&problem.message)).unwrap_or_default()
        })
    });
    let again = handler(move |_| {
        state.edit(|document| reset(document, Some(table)));
        state.redraw();
        request_animation_frame(move || browser::focus(&id_of(table)));
    });
    let lines: Vec<AnyView> = known.steps.into_iter().map(|step| line(state, table, unit, step, problem)).collect();
    let open = untrack(has_own);
    let whole = view! {
        <details class="rule" id=id_of(table) tabindex="-1" open=open>
            <summary>
                {t(table.label())}
                " "
                <span>{standing(standing_of)} {move || yours(has_own()).into_any()}</span>
            </summary>
            {notes}
            <div class="bands">{lines}</div>
            {message(problem_id(table), problem)}
            <button class="button" type="button" hidden=move || !has_own() on:click=again>
                {t(key!("assumptions-page.reset-table"))}
            </button>
        </details>
    };
    Some(whole.into_any())
}

/// The id of what is wrong with a table of bands.
fn problem_id(table: BandTable) -> String {
    [&id_of(table), "-message"].concat()
}

/// The id of a table of bands on the page.
fn id_of(table: BandTable) -> String {
    format!("table.{}", table.name())
}

fn own_rows(document: &Document, table: BandTable) -> impl Iterator<Item = u32> {
    let of = move |row: &u32| document.text(OwnBand::TABLE.in_row(*row)) == table.name();
    document.rows(OwnBand::SECTION).into_iter().filter(of)
}

/// A step: its level, its two figures, and ours.
fn line(state: State, table: BandTable, unit: Unit, step: BandStep, problem: Signal<String>) -> AnyView {
    let used = move || {
        let used = |now: &Bands| now.steps.iter().find(|known| known.at == step.at).map(|known| known.used);
        state.assessment.with(|all| bands_of(all, table).and_then(|(_, now)| used(now))).unwrap_or(step.ours)
    };
    let text =
        Message::new(if unit == Unit::Points { key!("assumptions-page.ours-points") } else { key!("assumptions-page.ours-percent") });
    let text = text.with("low", i64::from(step.ours.low)).with("high", i64::from(step.ours.high));
    let figure = |end| number(state, figure(table, unit, step, end, problem), None);
    view! {
        <fieldset class="band">
            <legend>{level(table, step.at)}</legend>
            {figure(OwnBand::LOW)}
            {figure(OwnBand::HIGH)}
            <span>
                <span class="hint">{say(&text)} {move || yours(used() != step.ours).into_any()}</span>
            </span>
        </fieldset>
    }
    .into_any()
}

fn figure(table: BandTable, unit: Unit, step: BandStep, end: Slot, problem: Signal<String>) -> Number {
    let (ours, label) = match (end, unit) {
        (OwnBand::LOW, Unit::Percent) => (step.ours.low, key!("profile.bands.low")),
        (OwnBand::LOW, Unit::Points) => (step.ours.low, key!("assumptions-page.least-points")),
        (_, Unit::Percent) => (step.ours.high, key!("profile.bands.high")),
        (_, Unit::Points) => (step.ours.high, key!("assumptions-page.most-points")),
    };
    Number {
        problem,
        problem_id: problem_id(table),
        id: format!("bands.{}.{}.{}", table.name(), step.at, end.field),
        label,
        shown: Box::new(move |document| {
            let own = own_row(document, table, step.at).map(|row| document.text(end.in_row(row)));
            own.filter(|own| !own.is_empty()).unwrap_or_else(|| ours.to_string())
        }),
        put: Box::new(move |document, typed| put(document, table, step.at, end, ours, typed)),
    }
}

/// What stands in a control.
type Shown = Box<dyn Fn(&Document) -> String + Send + Sync>;

/// What was typed, on its way into the answers.
type Put = Box<dyn Fn(&mut Document, &str) + Send>;

/// A number that is ours until somebody puts another one there.
struct Number {
    id: String,
    label: Key,
    /// What is wrong with it.
    problem: Signal<String>,
    /// The id of where that stands.
    problem_id: String,
    /// What stands in it.
    shown: Shown,
    /// Writes down what was typed.
    put: Put,
}

fn number(state: State, of: Number, message: Option<AnyView>) -> AnyView {
    let Number { id, label, problem, problem_id, shown, put } = of;
    // What is being typed stays as it was typed. An emptied field is ours again, and says so once it is left.
    let draft = RwSignal::new(None::<String>);
    // The property is set a moment after the field is there.
    let first = state.peek(&shown);
    let shown = live(move || draft.get().unwrap_or_else(|| state.read(&shown)));
    let write = handler(move |event: Event| {
        let text = event_target_value(&event);
        draft.set(Some(text.clone()));
        state.edit(|document| put(document, &text));
    });
    let leave = handler(move |_| {
        if let Some(Some(_)) = draft.try_get_untracked() {
            tell(state, &problem.get_untracked());
            draft.set(None);
        }
    });
    view! {
        <div class="percent">
            <label for=id.clone()>{t(label)}</label>
            <input
                class="input number"
                id=id.clone()
                name=id
                type="text"
                inputmode="numeric"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                translate="no"
                aria-describedby=problem_id
                value=first
                prop:value=shown
                on:input=write
                on:blur=leave
            />
            {message}
        </div>
    }
    .into_any()
}

fn own_row(document: &Document, table: BandTable, at: i32) -> Option<u32> {
    own_rows(document, table).find(|row| document.text(OwnBand::AT.in_row(*row)) == at.to_string())
}

/// Writes an own figure down; one that is ours needs no row.
fn put(document: &mut Document, table: BandTable, at: i32, end: Slot, ours: i32, typed: &str) {
    let row = own_row(document, table, at).unwrap_or_else(|| {
        let row = document.add_row(OwnBand::SECTION);
        document.set(OwnBand::TABLE.in_row(row), table.name());
        document.set(OwnBand::AT.in_row(row), &at.to_string());
        row
    });
    document.set(end.in_row(row), if typed.trim() == ours.to_string() { "" } else { typed });
    if !document.has(OwnBand::LOW.in_row(row)) && !document.has(OwnBand::HIGH.in_row(row)) {
        document.remove_row(OwnBand::SECTION, row);
    }
}

/// The name of a step's level.
fn level(table: BandTable, at: i32) -> String {
    let place = |index: i32| usize::try_from(index).unwrap_or(0);
    let counted = |key| say(&Message::new(key).with("count", at));
    let named = match table {
        BandTable::Years => return counted(key!("assumptions-page.level.years")),
        BandTable::Certificates | BandTable::Kinds => return counted(key!("assumptions-page.level.count")),
        BandTable::Position => Position::ALL.get(place(at)).map(|position| position.label()),
        BandTable::Hours => Hours::ALL.get(place(at)).map(|hours| hours.label()),
        BandTable::Related | BandTable::Unrelated => DegreeLevel::ALL.get(place(at - 1)).filter(|_| at > 0).map(|level| level.label()),
        BandTable::Azerbaijani | BandTable::OtherLanguage => Cefr::ALL.get(place(at - 1)).filter(|_| at > 0).map(|level| level.label()),
    };
    t(named.unwrap_or(key!("assumptions-page.level.none"))).to_owned()
}
