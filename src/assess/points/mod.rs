//! Where the points lie against the pass mark, under every allowed assumption.
//!
//! Only the experience criterion's maximum is published. How the other points are shared among
//! the criteria, and how many points a record earns, are assumptions; the total is the exact range
//! over all of them.

mod explain;
mod record;
mod split;
pub mod width;

pub(super) use record::{Percent, achievements, education, experience, languages};
pub(super) use split::Sum;

use explain::Explaining;
use record::Record;

use super::assumptions::Assumptions;
use crate::explain::Step;
use crate::key;
use crate::message::{Key, Message};
use crate::profile::{Problem, Profile, Severity, Slot};
use crate::quantity::{Date, Interval, Points as Count};

/// What state bodies give points for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Criterion {
    /// Work experience in the relevant field: the one criterion that is published.
    Experience,
    /// Degrees and certificates.
    Education,
    /// Patents, publications, leadership, awards.
    Achievements,
    /// Languages, under the reading that they are a criterion of their own.
    Languages,
}

impl Criterion {
    /// All, in the order they are shown.
    pub const ALL: [Self; 4] = [Self::Experience, Self::Education, Self::Achievements, Self::Languages];

    /// Its name's text.
    pub const fn name(self) -> Key {
        match self {
            Self::Experience => key!("criterion.experience"),
            Self::Education => key!("criterion.education"),
            Self::Achievements => key!("criterion.achievements"),
            Self::Languages => key!("criterion.languages"),
        }
    }

    /// Its name in receipts.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Experience => "experience",
            Self::Education => "education",
            Self::Achievements => "achievements",
            Self::Languages => "languages",
        }
    }
}

/// One criterion's part of the total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Which criterion.
    pub criterion: Criterion,
    /// The most it can give.
    pub maximum: Interval<Count>,
    /// Which part of that, in percent, this profile may be given.
    pub percent: Interval<i32>,
    /// What it can give for this profile.
    pub points: Interval<Count>,
    /// Whether the person gave the figure.
    pub own: bool,
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
    /// The criteria; languages only where they are one.
    pub shares: Vec<Share>,
    /// The total under the other answer to whether languages are a criterion; none where the person's own maxima
    /// leave no room for it.
    pub other_reading: Option<Interval<Count>>,
    /// Why.
    pub why: Step,
}

/// The points of a profile on a date.
pub fn assess(profile: &Profile, on: Date) -> Points {
    let assumed = Assumptions::of(profile, on);
    let record = Record::of(profile, &assumed, on);
    let sum = sum(profile, &assumed, &record);
    let total = sum.total();
    let share = |criterion: Criterion| {
        let index = criterion as usize;
        let maximum = sum.feasible(index);
        // More of a maximum never gives less.
        let points = Interval { low: sum.points(index, maximum.low).low, high: sum.points(index, maximum.high).high };
        Share { criterion, maximum, percent: sum.percent[index], points, own: sum.own[index].is_some() }
    };
    let shares: Vec<Share> =
        Criterion::ALL.into_iter().filter(|criterion| *criterion != Criterion::Languages || assumed.languages).map(share).collect();
    let why = Explaining { profile, assumed: &assumed, record: &record, on }.total(total, &shares);
    Points {
        total,
        pass_mark: assumed.pass_mark,
        scale: assumed.scale,
        verdict: Verdict::of(total, assumed.pass_mark),
        shares,
        other_reading: Assumptions::of_other_reading(profile, on).map(|assumed| total_of(profile, &assumed, on)),
        why,
    }
}

/// The total alone, without what is needed to explain it.
pub fn total_of(profile: &Profile, assumed: &Assumptions, on: Date) -> Interval<Count> {
    sum(profile, assumed, &Record::of(profile, assumed, on)).total()
}

fn sum(profile: &Profile, assumed: &Assumptions, record: &Record) -> Sum {
    sum_of(profile, assumed, record.percent())
}

/// What the total is made of, for given shares in percent.
pub(super) fn sum_of(profile: &Profile, assumed: &Assumptions, percent: [Percent; 4]) -> Sum {
    let own = own_points(profile, assumed);
    let maxima = split::with_own(assumed.maxima.map(|maximum| maximum.used), &own, assumed.scale);
    Sum { percent, own, maxima, scale: assumed.scale }
}

/// Own figures, without those that cannot be right.
fn own_points(profile: &Profile, assumed: &Assumptions) -> [Option<Count>; 4] {
    let own = &profile.own_points;
    let [experience, education, achievements, languages] = [
        own.experience.map(|count| count.0),
        own.education.map(|count| count.0),
        own.achievements.map(|count| count.0),
        own.languages.map(|count| count.0).filter(|_| assumed.languages),
    ];
    let experience = experience.filter(|points| *points <= assumed.maxima[0].used.high);
    // Together they share the rest; where they exceed it nobody can say which one is wrong.
    let together = education.unwrap_or(0) + achievements.unwrap_or(0) + languages.unwrap_or(0);
    let fits = together <= rest(assumed, experience);
    [experience, education.filter(|_| fits), achievements.filter(|_| fits), languages.filter(|_| fits)]
}

/// The most that all criteria but the first can have together.
fn rest(assumed: &Assumptions, experience: Option<Count>) -> Count {
    assumed.scale - assumed.maxima[0].used.low.max(experience.unwrap_or(0))
}

/// Own figures that the scale does not allow. They are not used.
pub fn problems(profile: &Profile, on: Date) -> Vec<Problem> {
    let assumed = Assumptions::of(profile, on);
    let own = &profile.own_points;
    let used = own_points(profile, &assumed);
    let refused = |field, message| Problem { slot: Slot { section: "own_points", row: None, field }, severity: Severity::Refused, message };
    let mut problems = Assumptions::problems(profile, on);
    if own.experience.is_some() && used[0].is_none() {
        let most = assumed.maxima[0].used.high;
        problems.push(refused("experience", Message::new(key!("problem.too-many-points")).with("most", most)));
    }
    let given = [own.education.is_some(), own.achievements.is_some(), own.languages.is_some() && assumed.languages];
    if (1..4).any(|index| given[index - 1] && used[index].is_none()) {
        let field = ["education", "achievements", "languages"].into_iter().zip(given).rev().find(|(_, given)| *given);
        let most = rest(&assumed, used[0]);
        let message = Message::new(key!("problem.own-points-too-many")).with("most", most);
        problems.extend(field.map(|(field, _)| refused(field, message)));
    }
    problems
}
