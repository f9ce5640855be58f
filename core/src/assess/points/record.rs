//! What a person has done, as what each criterion gives for it.

use super::assumptions::{Assumptions, Basis, Measure};
use super::tally::Tally;
use crate::profile::{BandTable, Cefr, Degree, DegreeLevel, Hours, Job, LanguageSkill, Profile, Tongue};
use crate::quantity::{Date, Interval, Points};
use crate::rulebook::{Join, Unit};

/// What a record brings in one criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Worth {
    /// In what it is told.
    pub unit: Unit,
    /// The least and the most.
    pub range: Interval<i32>,
}

impl Worth {
    /// The whole points it may come to if the criterion's maximum is so much: rounded outwards, and never more.
    pub(super) fn of_maximum(self, maximum: Points) -> Interval<Points> {
        let points = |percent: i32, up: i32| (maximum * percent + up) / 100;
        match self.unit {
            Unit::Percent => Interval { low: points(self.range.low, 0), high: points(self.range.high, 99) },
            Unit::Points => Interval { low: self.range.low.min(maximum), high: self.range.high.min(maximum) },
        }
    }
}

/// One way to read a record, with what was found.
#[derive(Clone, Debug)]
pub(super) struct Measured {
    pub(super) found: Found,
    /// What it gives, in the criterion's unit.
    pub(super) range: Interval<i32>,
}

/// What a reading found.
#[derive(Clone, Debug)]
pub(super) enum Found {
    /// First day looked back on, and full years from then on, part time for what it may count.
    Work { start: Date, years: Interval<i32> },
    /// The highest position: 0 to 2.
    Position(Interval<i32>),
    /// The best degree.
    Degrees,
    /// How many valid certificates in the speciality.
    Certificates(Interval<i32>),
    /// Kinds of achievement: patents, publications, leadership, awards, technical accomplishments, 0 to 1 each; and
    /// how many in all.
    Kinds([Interval<i32>; 5], Interval<i32>),
    /// The best language.
    Language,
}

/// What a record brings in a criterion.
pub(in crate::assess) fn worth(basis: &Basis, profile: &Profile, assumed: &Assumptions, on: Date) -> Worth {
    worth_of(basis, measured(basis, profile, assumed, on).iter().map(|measured| measured.range))
}

/// The same from what each measure gives.
pub(super) fn worth_of(basis: &Basis, ranges: impl Iterator<Item = Interval<i32>>) -> Worth {
    let found = basis.measures.iter().map(|measure| measure.join).zip(ranges);
    let range = found.reduce(|(join, before), (next, range)| (join, joined(basis.unit, before, next, range)));
    Worth { unit: basis.unit, range: range.map_or(Interval::exactly(0), |(_, range)| range) }
}

/// The same with what each reading found.
pub(super) fn measured(basis: &Basis, profile: &Profile, assumed: &Assumptions, on: Date) -> Vec<Measured> {
    let measured = |measure| Tally::of(measure, profile, assumed, on).measured(measure, basis.unit, profile, assumed);
    basis.measures.iter().map(measured).collect()
}

fn joined(unit: Unit, before: Interval<i32>, join: Join, range: Interval<i32>) -> Interval<i32> {
    match (join, unit) {
        (Join::Best, _) => best(before, range),
        (Join::Add, Unit::Points) => before + range,
        (Join::Add, Unit::Percent) => Interval { low: (before.low + range.low).min(100), high: (before.high + range.high).min(100) },
    }
}

pub(super) fn best(a: Interval<i32>, b: Interval<i32>) -> Interval<i32> {
    Interval { low: a.low.max(b.low), high: a.high.max(b.high) }
}

/// What share of full time a job surely counts for, and may count for, in percent. Without weights every job counts in
/// full.
pub(super) fn weight(job: &Job, measure: &Measure) -> Interval<i32> {
    match (measure.table(BandTable::Hours), job.hours) {
        (None, _) => Interval::exactly(100),
        (Some(table), Some(Hours::Less)) => table.at(0),
        (Some(table), Some(Hours::Half)) => table.at(1),
        (Some(table), Some(Hours::Full)) => table.at(2),
        (Some(table), None) => table.over(Interval { low: 0, high: 2 }),
    }
}

/// Whole years in a number of days, a year being 365¼ days and a day begun being a day: any
/// three years from 1 January to 31 December are three, with or without a leap year among them.
pub(super) fn full_years(days: i32) -> i32 {
    (days * 4 + 3) / 1461
}

/// The highest level of a degree.
pub(super) const DEGREES: i32 = DegreeLevel::ALL.len() as i32;

/// What a degree brings.
pub(super) fn degree_band(degree: &Degree, measure: &Measure) -> Interval<i32> {
    let levels = degree.level.map_or(Interval { low: 1, high: DEGREES }, |level| Interval::exactly(level as i32 + 1));
    let [related, unrelated] = [BandTable::Related, BandTable::Unrelated].map(|table| measure.over(table, levels));
    match degree.related {
        Some(true) => related,
        Some(false) => unrelated,
        None => related.hull(unrelated),
    }
}

/// Kinds of achievement, each there, perhaps there, or not there.
pub(super) fn kinds(profile: &Profile, assumed: &Assumptions) -> [Interval<i32>; 5] {
    let own = &profile.achievements;
    let [patents, filed, published, indexed] = [
        own.patents.map(|count| count.0),
        own.patents_filed.map(|count| count.0),
        own.publications.map(|count| count.0),
        own.indexed.map(|count| count.0),
    ];
    let surely = |known: bool, perhaps: bool| Interval { low: i32::from(known), high: i32::from(known || perhaps) };
    let open = |count: Option<i32>| count.is_none_or(|count| count > 0);
    let yes = |answer: Option<bool>| surely(answer == Some(true), answer.is_none());
    [
        // A patent applied for may count.
        surely(patents.is_some_and(|count| count > 0), open(patents) || open(filed)),
        surely(
            indexed.is_some_and(|count| count >= assumed.enough_publications),
            open(published) || indexed.is_some_and(|count| count > 0),
        ),
        yes(own.leadership),
        yes(own.awards),
        // Open-source work may count as a technical accomplishment.
        surely(own.technical == Some(true), own.technical.is_none() || own.open_source != Some(false)),
    ]
}

/// What a language brings.
pub(super) fn language_band(skill: &LanguageSkill, measure: &Measure) -> Interval<i32> {
    let levels = skill.level.map_or(Interval { low: 1, high: LANGUAGE_LEVELS }, |level| Interval::exactly(level as i32 + 1));
    let [azerbaijani, other] = [BandTable::Azerbaijani, BandTable::OtherLanguage].map(|table| measure.over(table, levels));
    match skill.language {
        Some(Tongue::Azerbaijani) => azerbaijani,
        Some(_) => other,
        None => azerbaijani.hull(other),
    }
}

/// The highest level of a language.
const LANGUAGE_LEVELS: i32 = Cefr::ALL.len() as i32;
