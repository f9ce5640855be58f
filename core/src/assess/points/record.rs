//! What a person has done, as what each criterion gives for it.

use super::assumptions::{Assumptions, Basis, Measure, Table};
use crate::profile::{BandTable, Cefr, Degree, DegreeLevel, Hours, Job, LanguageSkill, Position, Profile, Tongue};
use crate::quantity::{Date, EndOfMonth, Interval, Points, sorted};
use crate::rulebook::{Join, Reads, Unit};

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
    /// What each degree brings, in the order of the rows.
    Degrees(Vec<Interval<i32>>),
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
    let found = basis.measures.iter().map(|measure| (measure.join, read(measure, basis.unit, profile, assumed, on).range));
    let range = found.reduce(|(join, before), (next, range)| (join, joined(basis.unit, before, next, range)));
    Worth { unit: basis.unit, range: range.map_or(Interval::exactly(0), |(_, range)| range) }
}

/// The same with what each reading found.
pub(super) fn measured(basis: &Basis, profile: &Profile, assumed: &Assumptions, on: Date) -> Vec<Measured> {
    basis.measures.iter().map(|measure| read(measure, basis.unit, profile, assumed, on)).collect()
}

fn joined(unit: Unit, before: Interval<i32>, join: Join, range: Interval<i32>) -> Interval<i32> {
    match (join, unit) {
        (Join::Best, _) => best(before, range),
        (Join::Add, Unit::Points) => before + range,
        (Join::Add, Unit::Percent) => Interval { low: (before.low + range.low).min(100), high: (before.high + range.high).min(100) },
    }
}

fn best(a: Interval<i32>, b: Interval<i32>) -> Interval<i32> {
    Interval { low: a.low.max(b.low), high: a.high.max(b.high) }
}

fn read(measure: &Measure, unit: Unit, profile: &Profile, assumed: &Assumptions, on: Date) -> Measured {
    match measure.reads {
        Reads::Work => {
            let start = on.plus_months(-12 * assumed.window, EndOfMonth::Down).unwrap_or(Date::MIN);
            let years = match (profile.jobs.is_empty(), profile.you.has_worked) {
                (true, Some(false)) => Interval::exactly(0),
                (true, _) => Interval { low: 0, high: assumed.window },
                (false, _) => years(&profile.jobs, measure, start, on),
            };
            Measured { found: Found::Work { start, years }, range: measure.over(BandTable::Years, years) }
        }
        Reads::Position => {
            let start = on.plus_months(-12 * assumed.window, EndOfMonth::Down).unwrap_or(Date::MIN);
            let position = match (profile.jobs.is_empty(), profile.you.has_worked) {
                (true, Some(false)) => Interval::exactly(0),
                (true, _) => Interval { low: 0, high: HIGHEST_POSITION },
                (false, _) => positions(&profile.jobs, start, on),
            };
            Measured { found: Found::Position(position), range: measure.over(BandTable::Position, position) }
        }
        Reads::Degree => degrees(measure, profile),
        Reads::Certificates => {
            let count = certificates(profile, measure, on);
            Measured { found: Found::Certificates(count), range: measure.over(BandTable::Certificates, count) }
        }
        Reads::Kinds => {
            let kinds = kinds(profile, assumed);
            let count = kinds.iter().copied().fold(Interval::exactly(0), |sum, kind| sum + kind);
            Measured { found: Found::Kinds(kinds, count), range: measure.over(BandTable::Kinds, count) }
        }
        Reads::Language => Measured { found: Found::Language, range: languages(measure, unit, profile) },
    }
}

/// The highest level of a position.
const HIGHEST_POSITION: i32 = Position::ALL.len() as i32 - 1;

/// Full years that surely count, and that may count.
fn years(jobs: &[Job], measure: &Measure, start: Date, on: Date) -> Interval<i32> {
    // Without weights every job counts in full.
    let weights = measure.table(BandTable::Hours);
    let weight = |job: &Job| match (weights, job.hours) {
        (None, _) => Interval::exactly(100),
        (Some(table), Some(Hours::Less)) => table.at(0),
        (Some(table), Some(Hours::Half)) => table.at(1),
        (Some(table), Some(Hours::Full)) => table.at(2),
        (Some(table), None) => table.over(Interval { low: 0, high: 2 }),
    };
    let certain = jobs.iter().filter(|job| job.related == Some(true));
    let certain = certain.filter_map(|job| Some((job.from?, job.to.unwrap_or(on), weight(job).low)));
    let possible = jobs.iter().filter(|job| job.related != Some(false));
    let possible = possible.map(|job| (job.from.unwrap_or(start), job.to.unwrap_or(on), weight(job).high));
    Interval { low: full_years(counted_days(certain, start, on)), high: full_years(counted_days(possible, start, on)) }
}

/// Days worked from `first` to `last`: at each moment the shares of all jobs together, but never
/// more than full time.
fn counted_days(jobs: impl Iterator<Item = (Date, Date, i32)>, first: Date, last: Date) -> i32 {
    let jobs: Vec<(Date, Date, i32)> =
        jobs.map(|(from, to, weight)| (from.max(first), to.min(last).plus_days(1), weight)).filter(|(from, end, _)| from < end).collect();
    let edges = sorted(jobs.iter().flat_map(|(from, end, _)| [*from, *end]), |edge| *edge);
    let stretch = |pair: &[Date]| {
        let together: i32 = jobs.iter().filter(|(from, end, _)| *from <= pair[0] && pair[1] <= *end).map(|(_, _, weight)| weight).sum();
        pair[0].days_until(pair[1]) * together.min(100)
    };
    edges.windows(2).map(stretch).sum::<i32>() / 100
}

/// Whole years in a number of days, a year being 365¼ days and a day begun being a day: any
/// three years from 1 January to 31 December are three, with or without a leap year among them.
fn full_years(days: i32) -> i32 {
    (days * 4 + 3) / 1461
}

/// The highest position held in related work within the window: least and greatest possible.
///
/// Without a first day a job that has ended was surely held; one that lasts may not have begun.
fn positions(jobs: &[Job], window: Date, on: Date) -> Interval<i32> {
    let in_window = |job: &&Job| job.to.is_none_or(|to| to >= window);
    let begun = |job: &&Job| job.from.is_some() || job.to.is_some_and(|to| to <= on);
    let level = |position: Position| position as i32;
    let certain = jobs.iter().filter(in_window).filter(|job| job.related == Some(true)).filter(begun);
    let possible = jobs.iter().filter(in_window).filter(|job| job.related != Some(false));
    Interval {
        low: certain.map(|job| job.position.map_or(0, level)).max().unwrap_or(0),
        high: possible.map(|job| job.position.map_or(HIGHEST_POSITION, level)).max().unwrap_or(0),
    }
}

/// The best degree counts; which one is best may itself be open.
fn degrees(measure: &Measure, profile: &Profile) -> Measured {
    let [related, unrelated] = [BandTable::Related, BandTable::Unrelated].map(|table| move |levels| measure.over(table, levels));
    let none = related(Interval::exactly(0));
    let degrees: Vec<Interval<i32>> = profile.degrees.iter().map(|degree| degree_band(degree, &related, &unrelated)).collect();
    let range = match (degrees.is_empty(), profile.you.has_degree) {
        (true, Some(false)) => none,
        (true, _) => {
            let highest = Interval::exactly(DEGREES);
            Interval { low: none.low, high: best(related(highest), unrelated(highest)).high }
        }
        (false, _) => degrees.iter().copied().fold(none, best),
    };
    Measured { found: Found::Degrees(degrees), range }
}

/// The highest level of a degree.
const DEGREES: i32 = DegreeLevel::ALL.len() as i32;

fn certificates(profile: &Profile, measure: &Measure, on: Date) -> Interval<i32> {
    if profile.certificates.is_empty() {
        let top = measure.table(BandTable::Certificates).map_or(0, Table::top);
        let high = if profile.you.has_certificates == Some(false) { 0 } else { top };
        return Interval { low: 0, high };
    }
    let valid = || profile.certificates.iter().filter(|certificate| certificate.until.is_none_or(|until| until >= on));
    let count = |certain: bool| {
        let counts = |related: Option<bool>| if certain { related == Some(true) } else { related != Some(false) };
        i32::try_from(valid().filter(|certificate| counts(certificate.related)).count()).unwrap_or(i32::MAX)
    };
    Interval { low: count(true), high: count(false) }
}

fn degree_band(
    degree: &Degree,
    related: &impl Fn(Interval<i32>) -> Interval<i32>,
    unrelated: &impl Fn(Interval<i32>) -> Interval<i32>,
) -> Interval<i32> {
    let levels = degree.level.map_or(Interval { low: 1, high: DEGREES }, |level| Interval::exactly(level as i32 + 1));
    match degree.related {
        Some(true) => related(levels),
        Some(false) => unrelated(levels),
        None => related(levels).hull(unrelated(levels)),
    }
}

/// Kinds of achievement, each there, perhaps there, or not there.
fn kinds(profile: &Profile, assumed: &Assumptions) -> [Interval<i32>; 5] {
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

/// The best language counts; what is not said may be anything.
fn languages(measure: &Measure, unit: Unit, profile: &Profile) -> Interval<i32> {
    if profile.languages.is_empty() {
        let most = measure.tables.iter().map(|table| table.at(table.top()).high).max();
        return Interval { low: 0, high: if unit == Unit::Percent { 100 } else { most.unwrap_or(0) } };
    }
    // Where no other language counts, none of them is as good as no Azerbaijani.
    let other = if measure.table(BandTable::OtherLanguage).is_some() { BandTable::OtherLanguage } else { BandTable::Azerbaijani };
    let none = measure.over(other, Interval::exactly(0));
    profile.languages.iter().map(|skill| language_band(skill, measure)).fold(none, best)
}

fn language_band(skill: &LanguageSkill, measure: &Measure) -> Interval<i32> {
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
