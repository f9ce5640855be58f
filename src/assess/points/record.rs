//! What a person has done, as shares of each criterion's maximum in percent.

use super::super::assumptions::{Assumptions, Table};
use crate::profile::{BandTable, Degree, DegreeLevel, Hours, Job, LanguageSkill, Position, Profile, Tongue};
use crate::quantity::{Date, EndOfMonth, Interval, sorted};

/// A share of a criterion's maximum in percent.
pub(in crate::assess) type Percent = Interval<i32>;

/// Nothing is known of it.
const ANYTHING: Percent = Interval { low: 0, high: 100 };

/// All of it.
#[derive(Clone, Debug)]
pub(super) struct Record {
    pub(super) experience: Experience,
    pub(super) education: Education,
    pub(super) achievements: Achievements,
    pub(super) languages: Percent,
}

impl Record {
    pub(super) fn of(profile: &Profile, assumed: &Assumptions, on: Date) -> Self {
        Self {
            experience: experience(profile, assumed, on),
            education: education(profile, assumed, on),
            achievements: achievements(profile, assumed),
            languages: languages(profile, assumed),
        }
    }

    /// By criterion.
    pub(super) fn percent(&self) -> [Percent; 4] {
        [self.experience.percent, self.education.percent, self.achievements.percent, self.languages]
    }
}

/// Related work within the years looked back on.
#[derive(Clone, Debug)]
pub(in crate::assess) struct Experience {
    /// First day looked back on.
    pub(super) start: Date,
    /// Full years, part time for what it may count.
    pub(super) years: Interval<i32>,
    /// The highest position: 0 to 2.
    pub(super) position: Interval<i32>,
    /// Share of the maximum.
    pub(in crate::assess) percent: Percent,
}

pub(in crate::assess) fn experience(profile: &Profile, assumed: &Assumptions, on: Date) -> Experience {
    let start = on.plus_months(-12 * assumed.window, EndOfMonth::Down).unwrap_or(Date::MIN);
    let (years, position) = match (profile.jobs.is_empty(), profile.you.has_worked) {
        (true, Some(false)) => (Interval::exactly(0), Interval::exactly(0)),
        (true, _) => (Interval { low: 0, high: assumed.window }, Interval { low: 0, high: 2 }),
        (false, _) => (years(&profile.jobs, assumed, start, on), positions(&profile.jobs, start, on)),
    };
    let percent = added(assumed.table(BandTable::Years).over(years), assumed.table(BandTable::Position).over(position));
    Experience { start, years, position, percent }
}

fn added(base: Percent, more: Percent) -> Percent {
    Interval { low: (base.low + more.low).min(100), high: (base.high + more.high).min(100) }
}

/// Full years that surely count, and that may count.
fn years(jobs: &[Job], assumed: &Assumptions, start: Date, on: Date) -> Interval<i32> {
    let table = assumed.table(BandTable::Hours);
    let weight = |job: &Job| match job.hours {
        Some(Hours::Less) => table.at(0),
        Some(Hours::Half) => table.at(1),
        Some(Hours::Full) => table.at(2),
        None => table.over(Interval { low: 0, high: 2 }),
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
        high: possible.map(|job| job.position.map_or(2, level)).max().unwrap_or(0),
    }
}

/// Degrees and certificates.
#[derive(Clone, Debug)]
pub(in crate::assess) struct Education {
    /// What each degree brings, in the order of the rows.
    pub(super) degrees: Vec<Percent>,
    /// How many valid certificates in the speciality.
    pub(super) certificates: Interval<i32>,
    /// Share of the maximum.
    pub(in crate::assess) percent: Percent,
}

pub(in crate::assess) fn education(profile: &Profile, assumed: &Assumptions, on: Date) -> Education {
    let none = assumed.table(BandTable::Related).at(0);
    let degrees: Vec<Percent> = profile.degrees.iter().map(|degree| degree_band(degree, assumed)).collect();
    let base = match (degrees.is_empty(), profile.you.has_degree) {
        (true, Some(false)) => none,
        (true, _) => Interval { low: none.low, high: assumed.table(BandTable::Related).at(4).high },
        // The best degree counts; which one is best may itself be open.
        (false, _) => degrees.iter().copied().fold(none, best),
    };
    let table = assumed.table(BandTable::Certificates);
    let certificates = certificates(profile, table, on);
    Education { degrees, certificates, percent: added(base, table.over(certificates)) }
}

fn best(a: Percent, b: Percent) -> Percent {
    Interval { low: a.low.max(b.low), high: a.high.max(b.high) }
}

fn certificates(profile: &Profile, table: &Table, on: Date) -> Interval<i32> {
    if profile.certificates.is_empty() {
        let high = if profile.you.has_certificates == Some(false) { 0 } else { table.top() };
        return Interval { low: 0, high };
    }
    let valid = || profile.certificates.iter().filter(|certificate| certificate.until.is_none_or(|until| until >= on));
    let count = |certain: bool| {
        let counts = |related: Option<bool>| if certain { related == Some(true) } else { related != Some(false) };
        i32::try_from(valid().filter(|certificate| counts(certificate.related)).count()).unwrap_or(i32::MAX)
    };
    Interval { low: count(true), high: count(false) }
}

fn degree_band(degree: &Degree, assumed: &Assumptions) -> Percent {
    let levels = match degree.level {
        None => Interval { low: 1, high: 4 },
        Some(DegreeLevel::Vocational) => Interval::exactly(1),
        Some(DegreeLevel::Bachelor) => Interval::exactly(2),
        Some(DegreeLevel::Master) => Interval::exactly(3),
        Some(DegreeLevel::Doctorate) => Interval::exactly(4),
    };
    let [related, unrelated] = [BandTable::Related, BandTable::Unrelated].map(|table| assumed.table(table).over(levels));
    match degree.related {
        Some(true) => related,
        Some(false) => unrelated,
        None => related.hull(unrelated),
    }
}

/// Kinds of achievement, each there, perhaps there, or not there.
#[derive(Clone, Debug)]
pub(in crate::assess) struct Achievements {
    /// Patents, publications, leadership, awards, technical accomplishments: 0 to 1 each.
    pub(super) kinds: [Interval<i32>; 5],
    /// How many in all.
    pub(super) count: Interval<i32>,
    /// Share of the maximum.
    pub(in crate::assess) percent: Percent,
}

pub(in crate::assess) fn achievements(profile: &Profile, assumed: &Assumptions) -> Achievements {
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
    let kinds = [
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
    ];
    let count = kinds.iter().copied().fold(Interval::exactly(0), |sum, kind| sum + kind);
    Achievements { kinds, count, percent: assumed.table(BandTable::Kinds).over(count) }
}

/// The best language counts; what is not said may be anything.
pub(in crate::assess) fn languages(profile: &Profile, assumed: &Assumptions) -> Percent {
    if profile.languages.is_empty() {
        return ANYTHING;
    }
    let none = assumed.table(BandTable::OtherLanguage).at(0);
    profile.languages.iter().map(|skill| language_band(skill, assumed)).fold(none, best)
}

fn language_band(skill: &LanguageSkill, assumed: &Assumptions) -> Percent {
    let levels = skill.level.map_or(Interval { low: 1, high: 6 }, |level| Interval::exactly(level as i32 + 1));
    let [azerbaijani, other] = [BandTable::Azerbaijani, BandTable::OtherLanguage].map(|table| assumed.table(table).over(levels));
    match skill.language {
        Some(Tongue::Azerbaijani) => azerbaijani,
        Some(_) => other,
        None => azerbaijani.hull(other),
    }
}
