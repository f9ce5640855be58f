//! Where the width of the range comes from: each open answer and each assumption with its part.
//!
//! One walks from the life and the assumptions that give the least total to those that give the
//! greatest, changing one thing at a time: first the open answers in the order of the form, then the
//! bands of each criterion, then the maxima. What each step adds is its part; together they are the
//! width, exactly. Another order of steps would share the width otherwise.

use super::split::Sum;
use super::{Criterion, sum};
use crate::assess::Assessment;
use crate::assess::guidance::answers::Trial;
use crate::profile::{Profile, Slot};
use crate::quantity::{Points, sorted};

/// What a part of the width comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// An answer that is not given.
    Answer(Slot),
    /// How many points a known record brings, which nobody publishes.
    Bands(Criterion),
    /// How the scale is shared among the criteria, which nobody publishes.
    Maxima,
}

/// A part of the width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it comes from.
    pub cause: Cause,
    /// How many points.
    pub points: Points,
}

/// The parts of the width of an assessment.
pub fn parts_of(all: &Assessment) -> Vec<Part> {
    parts(&all.profile, Trial { assumed: &all.assumed, on: all.on })
}

/// The parts of the width, the widest first; they add up to it.
pub fn parts(profile: &Profile, trial: Trial<'_>) -> Vec<Part> {
    let start = sum(profile, trial.assumed, trial.on);
    let total = start.total();
    let lowest = start.lowest();
    let low_at = |sum: &Sum| sum.0.iter().zip(&lowest).map(|(term, maximum)| term.points(*maximum).low).sum::<Points>();
    let mut parts = Vec::new();
    let mut reached = total.low;
    let (ledger, filled) = trial.complete(profile, true, &[], &mut |slot, ledger, filled| {
        let now = low_at(&ledger.sum(filled));
        parts.push(Part { cause: Cause::Answer(slot), points: now - reached });
        reached = now;
    });
    let full = ledger.sum(&filled);
    let mut all_high = 0;
    for (index, basis) in trial.assumed.counted().enumerate() {
        let high = start.0[index].points(lowest[index]).high;
        parts.push(Part { cause: Cause::Bands(basis.criterion), points: high - full.0[index].points(lowest[index]).low });
        all_high += high;
    }
    parts.push(Part { cause: Cause::Maxima, points: total.high - all_high });
    sorted(parts.into_iter().filter(|part| part.points != 0), |part| -part.points)
}
