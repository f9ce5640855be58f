use crate::ui::reactive::*;

use super::{columns, part};
use crate::assess::Assessment;
use crate::assess::assumptions::{BandStep, Basis, Table as Bands};
use crate::key;
use crate::message::{Key, Message};
use crate::profile::{Answers, BandTable, Cefr, DegreeLevel, Document, Field, Hours, OwnBand, OwnMaxima, Position, Slot};
use crate::rulebook::{Standing, Unit};
use crate::ui::components::{field, points_bar, standing, strip, verdict};
use crate::ui::dom::{El, Parts, button, el, follow, p, typed};
use crate::ui::{State, browser, say, t};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlInputElement;

/// Everything that is taken for granted, to be looked at and changed.
#[inline(never)]
pub fn assumptions(state: State) -> Vec<El> {
    let result = el("div.verdict").dynamic(move || state.assessment.with(|all| vec![verdict(&all.points), points_bar(&all.points, false)]));
    let changed = move || state.read(differs);
    let reset = button("button", key!("assumptions-page.reset"), move |_| {
        state.edit(|document| {
            reset(document, None);
        });
        state.redraw();
        browser::next_frame(|| browser::focus("page-title"));
    })
    .attr_live("hidden", move || (!changed()).then(String::new));
    let own = move || t(if changed() { key!("assumptions-page.changed") } else { key!("assumptions-page.unchanged") }).to_owned();
    let state_of = el("p").attr("role", "status").live(own);
    let (question, known) = state.assessment.with_untracked(|all| (all.assumed.question(), all.assumed.criteria.clone()));
    let maxima = part("assumptions", key!("section.assumptions"))
        .child(p("hint", key!("assumptions-page.maxima")))
        .children(question.map(|field| Slot { section: OwnMaxima::SECTION, row: None, field }).and_then(|slot| field(state, slot)))
        .children(known.iter().map(|basis| maximum(state, basis)));
    let tables = part("bands", key!("section.bands"))
        .child(p("hint", key!("assumptions-page.bands")))
        .children(BandTable::ALL.iter().filter_map(|one| table(state, *one)));
    vec![
        p("lead", key!("assumptions-page.lead")),
        columns(
            [maxima, tables],
            [el("aside.beside").attr("aria-label", t(key!("profile-page.result"))).child(result).child(state_of).child(reset)],
        ),
        strip(state),
    ]
}

/// Whether anything differs from our own assumptions.
fn differs(document: &Document) -> bool {
    let set = |field: &Field| document.has(Slot { section: OwnMaxima::SECTION, row: None, field: field.name });
    OwnMaxima::FIELDS.iter().any(set) || !document.rows(OwnBand::SECTION).is_empty()
}

/// Takes own figures away: those of one table, or all.
fn reset(document: &mut Document, table: Option<BandTable>) {
    for row in document.rows(OwnBand::SECTION) {
        let own = document.text(Slot { section: OwnBand::SECTION, row: Some(row), field: "table" });
        if table.is_none_or(|table| table.name() == own) {
            document.remove_row(OwnBand::SECTION, row);
        }
    }
    if table.is_none() {
        for field in OwnMaxima::FIELDS {
            document.set(Slot { section: OwnMaxima::SECTION, row: None, field: field.name }, "");
        }
    }
}

/// Least and most a criterion's maximum may be, with ours beside them.
fn maximum(state: State, basis: &Basis) -> El {
    let (criterion, known) = (basis.criterion, basis.maximum.ours);
    let find = move |all: &Assessment| {
        all.assumed.criteria.iter().find(|basis| basis.criterion == criterion).map(|basis| (basis.counts, basis.maximum))
    };
    let now = move || state.assessment.with(find);
    let ours = move || {
        let Some((_, maximum)) = now() else { return Vec::new() };
        let text = Message::new(key!("assumptions-page.ours")).with("range", maximum.ours);
        let standing_of = maximum.cite.map_or(Standing::Assumption, |cite| cite.standing());
        vec![el("span.hint").say(&text).text(" ").child(standing(standing_of)).maybe(yours(maximum.used != maximum.ours))]
    };
    let number = |slot: Slot, ours: i32| {
        let message = move || state.problem(slot).map(|problem| say(&problem.message)).unwrap_or_default();
        let control = Number {
            id: slot.path(),
            label: slot.label(),
            shown: Box::new(move |document| Some(document.text(slot)).filter(|own| !own.is_empty()).unwrap_or_else(|| ours.to_string())),
            put: Box::new(move |document, typed| document.set(slot, if typed.trim() == ours.to_string() { "" } else { typed })),
        };
        number(state, control).child(el("p.message wrong").attr("aria-live", "polite").live(message))
    };
    // A criterion that is none under the present reading has no maximum.
    let is_none = move || now().is_some_and(|(counts, _)| !counts).then(String::new);
    let ends = basis.ends().map(|[least, most]| [number(least, known.low), number(most, known.high)]);
    el("fieldset.band")
        .attr_live("hidden", is_none)
        .child(el("legend").t(criterion.name()))
        .children(ends.into_iter().flatten())
        .child(el("span").dynamic(ours))
}

fn yours(differs: bool) -> Option<El> {
    differs.then(|| el("span.standing yours").t(key!("assumptions-page.yours")))
}

/// One table of bands: each step with ours and the person's own.
fn table(state: State, table: BandTable) -> Option<El> {
    let find = move |all: &Assessment| {
        let basis = all.assumed.criteria.iter().find(|basis| basis.tables().any(|known| known.table == table))?;
        // What part of a job counts is told in percent, whatever its criterion gives.
        let unit = if table == BandTable::Hours { Unit::Percent } else { basis.unit };
        Some((unit, basis.tables().find(|known| known.table == table)?.clone()))
    };
    let (unit, known) = state.assessment.with_untracked(find)?;
    let current = move || state.assessment.with(|all| find(all).map(|(_, table)| table));
    let standing_of = known.cite.map_or(Standing::Assumption, |cite| cite.standing());
    let has_own = move || state.read(|document| own_rows(document, table).next().is_some());
    let summary = el("summary").t(table.label()).text(" ").child(el("span").dynamic(move || {
        let is_own = has_own();
        Parts::of(standing(standing_of)).maybe(yours(is_own)).done()
    }));
    let notes = known.cite.into_iter().flat_map(|cite| cite.dated().doubts()).map(|text| p("doubt", text));
    let problem = el("p.message wrong").attr("aria-live", "polite").live(move || {
        let rows: Vec<u32> = state.read(|document| own_rows(document, table).collect());
        state.assessment.with(|all| {
            let fault = all
                .problems
                .iter()
                .find(|problem| problem.slot.section == OwnBand::SECTION && rows.contains(&problem.slot.row.unwrap_or(0)));
            fault.map(|problem| say(&problem.message)).unwrap_or_default()
        })
    });
    let again = button("button", key!("assumptions-page.reset-table"), move |_| {
        state.edit(|document| reset(document, Some(table)));
        state.redraw();
        let id = format!("table.{}", table.name());
        browser::next_frame(move || browser::focus(&id));
    })
    .attr_live("hidden", move || (!has_own()).then(String::new));
    let lines = known.steps.into_iter().map(|step| line(state, table, unit, step, current));
    let open = state.peek(|document| own_rows(document, table).next().is_some());
    let whole = el("details.rule")
        .id(&format!("table.{}", table.name()))
        .attr("tabindex", "-1")
        .flag("open", open)
        .child(summary)
        .children(notes)
        .child(el("div.bands").children(lines))
        .child(problem)
        .child(again);
    Some(whole)
}

fn own_rows(document: &Document, table: BandTable) -> impl Iterator<Item = u32> {
    let of = move |row: &u32| document.text(Slot { section: OwnBand::SECTION, row: Some(*row), field: "table" }) == table.name();
    document.rows(OwnBand::SECTION).into_iter().filter(of)
}

/// A step: its level, its two figures, and ours.
fn line(state: State, table: BandTable, unit: Unit, step: BandStep, current: impl Fn() -> Option<Bands> + Copy + 'static) -> El {
    let name = level(table, step.at);
    let used =
        move || current().and_then(|now| now.steps.iter().find(|known| known.at == step.at).map(|known| known.used)).unwrap_or(step.ours);
    let ours = move || {
        let text =
            Message::new(if unit == Unit::Points { key!("assumptions-page.ours-points") } else { key!("assumptions-page.ours-percent") });
        let text = text.with("low", i64::from(step.ours.low)).with("high", i64::from(step.ours.high));
        vec![el("span.hint").say(&text).maybe(yours(used() != step.ours))]
    };
    el("fieldset.band")
        .child(el("legend").text(&name))
        .child(figure(state, table, unit, step, "low"))
        .child(figure(state, table, unit, step, "high"))
        .child(el("span").dynamic(ours))
}

fn figure(state: State, table: BandTable, unit: Unit, step: BandStep, end: &'static str) -> El {
    let (ours, label) = match (end, unit) {
        ("low", Unit::Percent) => (step.ours.low, key!("profile.bands.low")),
        ("low", Unit::Points) => (step.ours.low, key!("assumptions-page.least-points")),
        (_, Unit::Percent) => (step.ours.high, key!("profile.bands.high")),
        (_, Unit::Points) => (step.ours.high, key!("assumptions-page.most-points")),
    };
    let control = Number {
        id: format!("bands.{}.{}.{end}", table.name(), step.at),
        label,
        shown: Box::new(move |document| {
            let own =
                own_row(document, table, step.at).map(|row| document.text(Slot { section: OwnBand::SECTION, row: Some(row), field: end }));
            own.filter(|own| !own.is_empty()).unwrap_or_else(|| ours.to_string())
        }),
        put: Box::new(move |document, typed| put(document, table, step.at, end, ours, typed)),
    };
    number(state, control)
}

/// What was typed, on its way into the answers.
type Put = Box<dyn Fn(&mut Document, &str)>;

/// A number that is ours until somebody puts another one there.
struct Number {
    id: String,
    label: Key,
    /// What stands in it.
    shown: Box<dyn Fn(&Document) -> String>,
    /// Writes down what was typed.
    put: Put,
}

fn number(state: State, of: Number) -> El {
    let Number { id, label, shown, put } = of;
    let input = el("input.input number")
        .id(&id)
        .attr("name", &id)
        .attr("type", "text")
        .attr("inputmode", "numeric")
        .attr("autocomplete", "off")
        .attr("value", &state.peek(&shown))
        .on("input", move |event| state.edit(|document| put(document, &typed(&event))));
    // An emptied field is ours again, and says so once it is left.
    let left = RwSignal::new(());
    let input = input.on("blur", move |_| left.set(()));
    if let Some(native) = input.element().dyn_ref::<HtmlInputElement>().cloned() {
        let element = input.element().clone();
        follow(Box::new(move || {
            left.track();
            let now = state.read(&shown);
            if native.value() != now && !browser::has_focus(&element) {
                native.set_value(&now);
            }
        }));
    }
    el("div.percent").child(el("label").attr("for", &id).t(label)).child(input)
}

fn own_row(document: &Document, table: BandTable, at: i32) -> Option<u32> {
    own_rows(document, table).find(|row| document.text(Slot { section: OwnBand::SECTION, row: Some(*row), field: "at" }) == at.to_string())
}

/// Writes an own figure down; one that is ours needs no row.
fn put(document: &mut Document, table: BandTable, at: i32, end: &'static str, ours: i32, typed: &str) {
    let slot = |row, field| Slot { section: OwnBand::SECTION, row: Some(row), field };
    let row = own_row(document, table, at).unwrap_or_else(|| {
        let row = document.add_row(OwnBand::SECTION);
        document.set(slot(row, "table"), table.name());
        document.set(slot(row, "at"), &at.to_string());
        row
    });
    document.set(slot(row, end), if typed.trim() == ours.to_string() { "" } else { typed });
    if !document.has(slot(row, "low")) && !document.has(slot(row, "high")) {
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
