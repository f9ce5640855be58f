//! Which open answer is worth giving next: citizenship, then the one that can narrow the points
//! most, then those that settle a condition, pay, or residence.

use super::residency::Because;
use super::{Assessment, points};
use crate::profile::{Document, Kind, Profile, Reading, SECTIONS, Slot};

/// A question worth answering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// Where the answer goes. For a section with rows and no row number: a first row is wanted.
    pub slot: Slot,
    /// By how many points the best answer narrows the range; 0 for questions that settle something else.
    pub narrows: i32,
}

/// The sections whose answers move the points.
const SCORED: [&str; 4] = ["you", "degrees", "jobs", "achievements"];

/// Asked before all others.
const FIRST: (&str, &str) = ("you", "azerbaijani");

/// Asked in this order once no answer can narrow the points.
const SETTLING: [(&str, &str); 8] = [
    ("conditions", "in_field"),
    ("conditions", "passport_until"),
    ("conditions", "diplomas"),
    ("conditions", "translations"),
    ("conditions", "medical"),
    ("conditions", "business_visa"),
    ("stays", "from"),
    ("pay", "gross"),
];

/// The question most worth answering; none when every answer that matters is given.
///
/// Those in `skipped` are passed over: a person may not know, or not want to say.
pub fn question(document: &Document, all: &Assessment, skipped: &[Slot]) -> Option<Question> {
    let Assessment { on, profile, points, .. } = all;
    let on = *on;
    let width = points.total.high - points.total.low;
    let width_of = |tried: &Document| {
        let total = points::assess(&Reading::of(tried, on).profile, on).total;
        total.high - total.low
    };
    let narrowed = |slot: Slot| {
        let widths = tries(document, slot);
        widths.iter().map(width_of).min().map_or(0, |least| width - least)
    };
    // The programme is for others than citizens: for them nothing else needs to be asked first.
    let first = settling(document, FIRST.0, FIRST.1, skipped);
    if first.is_some() {
        return first;
    }
    let open = open_slots(document, profile).into_iter().filter(|slot| !skipped.contains(slot));
    let best = open.map(|slot| Question { slot, narrows: narrowed(slot) });
    // Of equals the first, so that questions come in the order of the form.
    let best = best.reduce(|best, next| if next.narrows > best.narrows { next } else { best }).filter(|question| question.narrows > 0);
    best.or_else(|| {
        SETTLING.iter().find_map(|(section, field)| settling(document, section, field, skipped)).or_else(|| residence(all, skipped))
    })
}

fn open_slots(document: &Document, profile: &Profile) -> Vec<Slot> {
    let mut slots = Vec::new();
    let owns = &profile.own_points;
    let given = [("degrees", owns.education.is_some()), ("jobs", owns.experience.is_some()), ("achievements", owns.achievements.is_some())];
    for section in SECTIONS.iter().filter(|section| SCORED.contains(&section.name)) {
        if given.contains(&(section.name, true)) {
            continue;
        }
        let rows: Vec<_> = if section.list { document.rows(section.name).into_iter().map(Some).collect() } else { vec![None] };
        if section.list && rows.is_empty() && is_wanted(profile, section.name) {
            slots.extend(section.fields.first().map(|field| Slot { section: section.name, row: None, field: field.name }));
        }
        for row in rows {
            let slots_here = section.fields.iter().map(|field| Slot { section: section.name, row, field: field.name });
            slots.extend(slots_here.filter(|slot| !document.has(*slot) && !is_open_end(*slot) && !said_by_rows(profile, *slot)));
        }
    }
    slots
}

/// Whether the person has said that there is something to enter.
fn is_wanted(profile: &Profile, section: &str) -> bool {
    match section {
        "degrees" => profile.you.has_degree == Some(true),
        _ => profile.you.has_worked == Some(true),
    }
}

/// A row that counts answers whether there is one.
fn said_by_rows(profile: &Profile, slot: Slot) -> bool {
    match (slot.section, slot.field) {
        ("you", "has_degree") => !profile.degrees.is_empty(),
        ("you", "has_worked") => !profile.jobs.is_empty(),
        _ => false,
    }
}

/// The document with each answer worth trying in a slot; a first row is tried as a whole.
fn tries(document: &Document, slot: Slot) -> Vec<Document> {
    let first_row: &[&[(&str, &str)]] = match (slot.section, slot.row) {
        ("degrees", None) => &[&[("level", "doctorate"), ("related", "yes")], &[("level", "vocational"), ("related", "no")]],
        ("jobs", None) => {
            &[&[("from", "2000-01-01"), ("related", "yes"), ("position", "leading")], &[("from", "2000-01-01"), ("related", "no")]]
        }
        _ => &[],
    };
    if !first_row.is_empty() {
        let filled = first_row.iter().map(|answers| {
            let mut tried = document.clone();
            let row = Some(tried.add_row(slot.section));
            for (field, answer) in *answers {
                let field = SECTIONS.iter().find(|s| s.name == slot.section).and_then(|s| s.field(field)).map_or(slot.field, |f| f.name);
                tried.set(Slot { section: slot.section, row, field }, answer);
            }
            tried
        });
        return filled.collect();
    }
    let answered = samples(slot).into_iter().map(|answer| {
        let mut tried = document.clone();
        tried.set(slot, &answer);
        tried
    });
    answered.collect()
}

/// No last day means that a job lasts: an answer, not a missing one.
fn is_open_end(slot: Slot) -> bool {
    (slot.section, slot.field) == ("jobs", "to")
}

/// Answers to try, enough to reach the ends of every band.
fn samples(slot: Slot) -> Vec<String> {
    let text = |name: &str| name.to_owned();
    match slot.question().map(|question| question.kind) {
        Some(Kind::YesNo) => vec![text("yes"), text("no")],
        Some(Kind::Choice(choices)) => choices.iter().map(|choice| text(choice.name)).collect(),
        Some(Kind::Count { .. }) => vec![text("0"), text("1")],
        Some(Kind::Date) => vec![text("2000-01-01"), text("2010-01-01"), text("2020-01-01"), text("2025-01-01")],
        Some(Kind::Year | Kind::Money | Kind::Country) | None => Vec::new(),
    }
}

fn settling(document: &Document, section: &str, field: &str, skipped: &[Slot]) -> Option<Question> {
    let section = SECTIONS.iter().find(|known| known.name == section)?;
    let field = section.field(field)?;
    let slot = Slot { section: section.name, row: None, field: field.name };
    let answered = if section.list { !document.rows(section.name).is_empty() } else { document.has(slot) };
    (!answered && !skipped.contains(&slot)).then_some(Question { slot, narrows: 0 })
}

/// The answer that tax residence is open for.
fn residence(all: &Assessment, skipped: &[Slot]) -> Option<Question> {
    match all.residency.as_ref().ok()?.outcome.because {
        Because::Unanswered(slot) if !skipped.contains(&slot) => Some(Question { slot, narrows: 0 }),
        _ => None,
    }
}
