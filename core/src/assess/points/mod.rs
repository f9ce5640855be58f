//! Where the points lie against the pass mark, under every allowed assumption.
//!
//! Only the experience criterion's maximum is published. How the other points are shared among
//! the criteria, and how many points a record earns, are assumptions; the total is the exact range
//! over all of them.

pub mod assumptions;
mod explain;
mod own;
mod record;
mod split;
mod tally;
pub mod uncertainty;

pub(super) use own::own_points;
pub use record::Worth;
use record::worth;
pub(super) use split::{Line, Term, together};
pub(super) use tally::Ledger;

use explain::Explaining;
use split::Sum;

use super::points::assumptions::{Assumptions, Basis};
use crate::explain::Step;
use crate::message::Key;
use crate::profile::Profile;
use crate::quantity::{Date, Interval, Points as Count};

/// Something that points are given for: the rulebook says what there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Criterion {
    id: &'static str,
    name: Key,
}

impl Criterion {
    /// One by its name in rules and receipts, and its name's text.
    pub const fn new(id: &'static str, name: Key) -> Self {
        Self { id, name }
    }

    /// Its name's text.
    pub const fn name(self) -> Key {
        self.name
    }

    /// Its name in receipts.
    pub const fn id(self) -> &'static str {
        self.id
    }
}

/// One criterion's part of the total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Which criterion.
    pub criterion: Criterion,
    /// The most it can give.
    pub maximum: Interval<Count>,
    /// What this profile may be given by the bands.
    pub worth: Worth,
    /// What it can give for this profile.
    pub points: Interval<Count>,
    /// Whether the person gave the figure.
    pub own: bool,
    /// Whether it rests on our assumptions.
    pub assumed: bool,
}

named_enum! {
    /// How the total lies to the pass mark.
    Verdict {
        /// At or over it under every assumption.
        Above = "above",
        /// Over it under some, below under others.
        Depends = "depends",
        /// Below it under every assumption.
        Below = "below",
    }
}

impl Verdict {
    /// How a total compares with the mark.
    pub fn of(total: Interval<Count>, pass_mark: Count) -> Self {
        if total.low >= pass_mark {
            Self::Above
        } else if total.high < pass_mark {
            Self::Below
        } else {
            Self::Depends
        }
    }
}

/// The result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Points {
    /// Least and greatest total that can be given.
    pub total: Interval<Count>,
    /// Points needed.
    pub pass_mark: Count,
    /// Points there are.
    pub scale: Count,
    /// How they compare.
    pub verdict: Verdict,
    /// The criteria there are under the reading in use.
    pub shares: Vec<Share>,
    /// The total under the other answer to which criteria there are; none where the person's own maxima leave no
    /// room for it, or where the rulebook leaves nothing to answer.
    pub other_reading: Option<Interval<Count>>,
    /// Why.
    pub why: Step,
}

/// The points of a profile on a date.
pub fn assess(profile: &Profile, on: Date) -> Points {
    assess_under(&Assumptions::ours(on), profile, on)
}

/// The same under a table of criteria that need not be the rulebook's.
pub fn assess_under(ours: &Assumptions, profile: &Profile, on: Date) -> Points {
    points_of(ours, &ours.clone().with_own(profile).0, profile, on)
}

/// The same where the person's own figures are in their place already.
pub(super) fn points_of(ours: &Assumptions, assumed: &Assumptions, profile: &Profile, on: Date) -> Points {
    let sum = sum(profile, assumed, on);
    let total = sum.total();
    let share = |(index, (basis, term)): (usize, (&Basis, &Term))| {
        let maximum = sum.feasible(index);
        // More of a maximum never gives less.
        let points = Interval { low: term.points(maximum.low).low, high: term.points(maximum.high).high };
        let own = term.own.is_some();
        Share { criterion: basis.criterion, maximum, worth: term.worth, points, own, assumed: !own && basis.is_assumed() }
    };
    let shares: Vec<Share> = assumed.counted().zip(&sum.0).enumerate().map(share).collect();
    let why = Explaining { profile, assumed, on }.total(total, &shares);
    Points {
        total,
        pass_mark: assumed.pass_mark,
        scale: assumed.scale,
        verdict: Verdict::of(total, assumed.pass_mark),
        shares,
        other_reading: ours.clone().of_other_reading(profile).map(|assumed| total_of(profile, &assumed, on)),
        why,
    }
}

/// The total alone, without what is needed to explain it.
pub fn total_of(profile: &Profile, assumed: &Assumptions, on: Date) -> Interval<Count> {
    sum(profile, assumed, on).total()
}

fn sum(profile: &Profile, assumed: &Assumptions, on: Date) -> Sum {
    Sum(assumed.counted().map(|basis| Term::of(basis, worth(basis, profile, assumed, on))).collect(), assumed.scale)
}
