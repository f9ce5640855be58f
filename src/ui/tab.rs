//! What only this tab knows outlives a reload, which phones do by themselves: a trial, and the last steps that can be
//! taken back. The browser keeps it until the tab is closed.

use std::sync::Arc;

use leptos::prelude::*;

use super::undo::{ALL_ANSWERS, Undo};
use super::{State, Trial, browser};
use crate::store::{self, KEPT_STEPS, KEPT_TRIAL};
use hsmp::profile::{Document, Later, Section};
use hsmp::quantity::Date;

/// Between the parts of what is kept. No text of a profile has this sign: JSON writes it as an escape.
const BETWEEN: &str = "\u{1e}";

/// How many steps are kept: each needs the room of two profiles.
const MOST_STEPS: usize = 5;

/// Brings back what was kept.
pub(super) fn recall(state: State) {
    if let Some(trial) = kept_trial(state) {
        state.go_on_trying(trial.0, trial.1);
    }
    let kept = store::kept_in_tab(KEPT_STEPS);
    // What was done to another profile is not taken back in this one.
    let (of, steps) = kept.split_once('\n').unwrap_or_default();
    let steps: Vec<Undo> = steps.split('\n').filter(|_| of == open(state)).filter_map(step).collect();
    if !steps.is_empty() {
        state.undos.set(steps);
    }
    // What could not be saved before, and what another window saved while this one started.
    state.synchronise();
}

/// Keeps what there is: the page is hidden or left.
pub(super) fn keep(state: State) {
    // What led to a fault would lead to it again, and what is locked lies nowhere in the clear.
    let is_sound = !browser::has_panicked() && !state.has_key();
    let trial = state.trial.get_untracked().filter(|_| is_sound).map(|Trial { base, on, is_example }| {
        let copy = state.peek(line);
        [open(state), on.to_string(), is_example.to_string(), line(&base), copy].join(BETWEEN)
    });
    store::keep_in_tab(KEPT_TRIAL, &trial.unwrap_or_default());
    let steps = state.undos.with_untracked(|undos| {
        let last = undos.iter().skip(undos.len().saturating_sub(MOST_STEPS)).filter(|_| is_sound);
        let one = |Undo { of, is_tried, before, after }: &Undo| [*of, &is_tried.to_string(), &line(before), &line(after)].join(BETWEEN);
        last.map(one).collect::<Vec<_>>().join("\n")
    });
    let steps = if steps.is_empty() { steps } else { format!("{}\n{steps}", open(state)) };
    store::keep_in_tab(KEPT_STEPS, &steps);
}

/// The number of the profile that is open.
fn open(state: State) -> String {
    state.open_profile().id.to_string()
}

/// A profile in one line. Within its texts line breaks are escaped.
fn line(document: &Document) -> String {
    document.to_json().replace('\n', "")
}

/// The trial, and its copy, together with what was saved since.
fn kept_trial(state: State) -> Option<(Trial, Document)> {
    let kept = store::kept_in_tab(KEPT_TRIAL);
    let [of, on, is_example, was, copy] = parts(&kept)?;
    if of != open(state) {
        return None;
    }
    let (on, was, copy) = (Date::parse_iso(on).ok()?, Document::parse(was).ok()?, Document::parse(copy).ok()?);
    let is_example = is_example == "true";
    let base = state.saved_answers();
    let copy = if is_example { copy } else { base.merged(&was, &copy, Later::Other) };
    Some((Trial { base, on, is_example }, copy))
}

fn step(kept: &str) -> Option<Undo> {
    let [of, is_tried, before, after] = parts(kept)?;
    let of = if of == ALL_ANSWERS { ALL_ANSWERS } else { Section::named(of)?.name };
    let [before, after] = [before, after].map(|text| Document::parse(text).map(Arc::new));
    Some(Undo { of, is_tried: is_tried == "true", before: before.ok()?, after: after.ok()? })
}

fn parts<const N: usize>(kept: &str) -> Option<[&str; N]> {
    kept.split(BETWEEN).collect::<Vec<_>>().try_into().ok()
}
