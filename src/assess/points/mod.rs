//! Where the points lie against the pass mark, under every allowed assumption.
//!
//! Only the experience criterion's maximum is published. How the other points are shared among
//! the criteria, and how many points a record earns, are assumptions; the total is the exact range
//! over all of them.

mod explain;
mod record;
mod split;
pub mod width;

pub use record::Worth;
pub(super) use record::worth;
pub(super) use split::{Line, Sum, together};

use explain::Explaining;

use super::assumptions::{Assumptions, Basis};
use crate::explain::Step;
use crate::key;
use crate::message::{Key, Message};
use crate::profile::{Problem, Profile, Severity, Slot};
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

/// How the total lies to the pass mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// At or over it under every assumption.
    Above,
    /// Over it under some, below under others.
    Depends,
    /// Below it under every assumption.
    Below,
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

    /// The word used in files and receipts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Above => "above",
            Self::Depends => "depends",
            Self::Below => "below",
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
    let share = |(index, basis): (usize, &Basis)| {
        let maximum = sum.feasible(index);
        // More of a maximum never gives less.
        let points = Interval { low: sum.points(index, maximum.low).low, high: sum.points(index, maximum.high).high };
        let own = sum.own[index].is_some();
        Share { criterion: basis.criterion, maximum, worth: sum.worth[index], points, own, assumed: !own && basis.is_assumed() }
    };
    let shares: Vec<Share> = assumed.counted().enumerate().map(share).collect();
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
    sum_of(profile, assumed, assumed.counted().map(|basis| worth(basis, profile, assumed, on)).collect())
}

/// What the total is made of, for what each criterion is worth.
pub(super) fn sum_of(profile: &Profile, assumed: &Assumptions, worth: Vec<Worth>) -> Sum {
    let own = own_points(profile, assumed);
    let maxima = assumed.counted().map(|basis| (basis.maximum.used, basis.maximum.published)).collect();
    let maxima = split::with_own(maxima, &own, assumed.scale);
    Sum { worth, own, maxima, scale: assumed.scale }
}

/// What the person gives as their own figure for a criterion.
fn given(profile: &Profile, basis: &Basis) -> Option<Count> {
    profile.own_points.own(basis.criterion.id())
}

/// Own figures, without those that cannot be right.
fn own_points(profile: &Profile, assumed: &Assumptions) -> Vec<Option<Count>> {
    // Not more than a published maximum allows.
    let allowed = |basis: &Basis| given(profile, basis).filter(|points| !basis.maximum.published || *points <= basis.maximum.used.high);
    // The others share the rest; where together they exceed it nobody can say which one is wrong.
    let shared = assumed.counted().filter(|basis| !basis.maximum.published).filter_map(|basis| given(profile, basis)).sum::<Count>();
    let fits = shared <= rest(profile, assumed);
    assumed.counted().map(|basis| allowed(basis).filter(|_| basis.maximum.published || fits)).collect()
}

/// The most that all criteria without a published maximum can have together.
fn rest(profile: &Profile, assumed: &Assumptions) -> Count {
    let published = assumed.counted().filter(|basis| basis.maximum.published);
    let least = published.map(|basis| {
        let own = given(profile, basis).filter(|points| *points <= basis.maximum.used.high);
        basis.maximum.used.low.max(own.unwrap_or(0))
    });
    assumed.scale - least.sum::<Count>()
}

/// Own figures that the scale does not allow. They are not used.
pub fn problems(profile: &Profile, assumed: &Assumptions) -> Vec<Problem> {
    let refused = |slot: Slot, message| Problem { slot, severity: Severity::Refused, message };
    let used = own_points(profile, assumed);
    let unused = assumed.counted().zip(&used).filter(|(basis, used)| given(profile, basis).is_some() && used.is_none());
    let (published, shared): (Vec<_>, Vec<_>) = unused.map(|(basis, _)| basis).partition(|basis| basis.maximum.published);
    let too_many = |basis: &Basis| {
        let message = Message::new(key!("problem.too-many-points")).with("most", basis.maximum.used.high);
        Some(refused(basis.own_points()?, message))
    };
    let mut problems: Vec<Problem> = published.into_iter().filter_map(too_many).collect();
    let last = shared.last().and_then(|basis| basis.own_points());
    let message = Message::new(key!("problem.own-points-too-many")).with("most", rest(profile, assumed));
    problems.extend(last.map(|slot| refused(slot, message)));
    problems
}
