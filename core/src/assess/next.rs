//! Which open answer is worth giving next: citizenship, then the one that can narrow the verdict
//! most, until no answer can change it; then those that settle a condition, pay, or residence.

use super::Assessment;
use super::answers::{Settled, Trial, settled};
use super::eligibility::Open;
use super::points::Verdict;
use super::residency::Because;
use crate::profile::{Document, Profile, Section, Slot};

/// A question worth answering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// Where the answer goes. For a section with rows and no row number: a first row is wanted.
    pub slot: Slot,
    /// By how many points the best answer narrows the range; 0 for questions that settle something else.
    pub narrows: i32,
    /// Whether some answer to it alone decides the verdict.
    pub decides: bool,
}

/// What is worth asking, and whether the verdict still hangs on answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Next {
    /// The question most worth answering; none when every answer that matters is given.
    pub question: Option<Question>,
    /// Whether any answers left could change the verdict on the points.
    pub settled: Settled,
}

/// Asked before all others.
const FIRST: (&str, &str) = ("you", "azerbaijani");

/// Asked last, after what settles the conditions.
const LAST: [(&str, &str); 2] = [("stays", "from"), ("pay", "gross")];

/// What to ask next. Those in `skipped` are passed over: a person may not know, or not want to say.
pub fn next(document: &Document, all: &Assessment, skipped: &[Slot]) -> Next {
    let Assessment { on, profile, points, assumed, .. } = all;
    let trial = Trial { assumed, on: *on };
    // What was answered but cannot be used is said elsewhere, and not asked again.
    let open = trial.open(profile);
    let mut passed = skipped.to_vec();
    // Nor is a first row, where there are rows that do not count yet.
    let is_there = |slot: &Slot| document.has(*slot) || slot.row.is_none() && !document.rows(slot.section).is_empty();
    passed.extend(open.iter().filter(|slot| is_there(slot)));
    let settled = settled(profile, points, trial, &passed);
    let first = settling(document, FIRST.0, FIRST.1, skipped);
    let scored = || match settled {
        Settled::No => scored(profile, points.total.high - points.total.low, points.pass_mark, trial, &open, &passed),
        Settled::Decided | Settled::Unpublished => None,
    };
    // The programme is for others than citizens: for them nothing else needs to be asked first.
    let question = first
        .or_else(scored)
        .or_else(|| condition(document, all, skipped))
        .or_else(|| LAST.iter().find_map(|(section, field)| settling(document, section, field, skipped)))
        .or_else(|| residence(all, skipped));
    Next { question, settled }
}

/// Of the open answers the one that can decide the verdict, or else narrows the range most.
fn scored(profile: &Profile, width: i32, mark: i32, trial: Trial<'_>, open: &[Slot], passed: &[Slot]) -> Option<Question> {
    let ask = |slot: Slot| {
        let totals: Vec<_> = trial.tries(profile, slot).iter().map(|tried| trial.total(tried)).collect();
        let narrows = totals.iter().map(|total| width - (total.high - total.low)).max().unwrap_or(0);
        Question { slot, narrows, decides: totals.iter().any(|total| Verdict::of(*total, mark) != Verdict::Depends) }
    };
    let rank = |question: &Question| (question.decides, question.narrows);
    // Of equals the first, so that questions come in the order of the form.
    let asked = open.iter().filter(|slot| !passed.contains(slot)).map(|slot| ask(*slot));
    let best = asked.reduce(|best, next| if rank(&next) > rank(&best) { next } else { best })?;
    if best.narrows > 0 {
        return Some(best);
    }
    // No answer by itself does anything, but some together do: the first of those.
    let mut matters = None;
    for well in [true, false] {
        let mut before = trial.total(profile);
        trial.complete(profile, well, passed, &mut |slot, filled| {
            let after = trial.total(filled);
            if before != after && matters.is_none() && open.contains(&slot) {
                matters = Some(slot);
            }
            before = after;
        });
    }
    let slot = matters.unwrap_or(best.slot);
    Some(Question { slot, narrows: 0, decides: false })
}

/// The answer that the first open condition hangs on.
fn condition(document: &Document, all: &Assessment, skipped: &[Slot]) -> Option<Question> {
    all.eligibility.conditions.iter().filter(|condition| condition.demanded).find_map(|condition| match condition.open {
        Some(Open::Unanswered(slot)) if !document.has(slot) && !skipped.contains(&slot) => {
            Some(Question { slot, narrows: 0, decides: false })
        }
        _ => None,
    })
}

fn settling(document: &Document, section: &str, field: &str, skipped: &[Slot]) -> Option<Question> {
    let section = Section::named(section)?;
    let field = section.field(field)?;
    let slot = Slot { section: section.name, row: None, field: field.name };
    let answered = if section.list { !document.rows(section.name).is_empty() } else { document.has(slot) };
    (!answered && !skipped.contains(&slot)).then_some(Question { slot, narrows: 0, decides: false })
}

/// The answer that tax residence is open for.
fn residence(all: &Assessment, skipped: &[Slot]) -> Option<Question> {
    match all.residency.as_ref().ok()?.outcome.because {
        Because::Unanswered(slot) if !skipped.contains(&slot) => Some(Question { slot, narrows: 0, decides: false }),
        _ => None,
    }
}
