//! What the rows of a record bring together. Rows are counted in and out one by one, so that trying another row, or
//! another answer in one, costs the same however many there are.

use std::ops::Range;

use super::assumptions::{Assumptions, Basis, Measure, Table};
use super::record::{DEGREES, Found, Measured, best, degree_band, full_years, kinds, language_band, weight, worth_of};
use super::split::Sum;
use super::{Term, Worth};
use crate::profile::{BandTable, Job, Position, Profile};
use crate::quantity::{Date, EndOfMonth, Interval, Points};
use crate::rulebook::{Reads, Unit};

/// What one measure finds in the rows it reads.
pub(super) struct Tally {
    /// How many rows there are.
    rows: i32,
    /// First day looked back on.
    start: Date,
    on: Date,
    found: Rows,
}

enum Rows {
    /// What surely counts, and what may count.
    Work(Days, Days),
    /// Levels of positions that were surely held, and that may have been.
    Position(Counts, Counts),
    /// The least and the greatest that each row may bring, of which the best counts.
    Best(Counts, Counts),
    /// How many surely count, and how many may.
    Number(i32, i32),
    /// Nothing that stands in rows.
    Nothing,
}

/// How often each of a few figures is there.
#[derive(Default)]
struct Counts(Vec<(i32, i32)>);

impl Counts {
    fn count(&mut self, figure: i32, by: i32) {
        match self.0.iter_mut().find(|(known, _)| *known == figure) {
            Some(known) => known.1 += by,
            None => self.0.push((figure, by)),
        }
    }

    fn greatest(&self) -> Option<i32> {
        self.0.iter().filter(|(_, count)| *count > 0).map(|(figure, _)| *figure).max()
    }
}

/// The days of the years looked back on: on each the shares of all jobs together, of which no more than full time
/// counts.
struct Days {
    shares: Vec<i32>,
    /// What counts of all days, in hundredths of a day.
    counted: i32,
    /// Work on days that were full already, not in the shares yet: when a try is over it goes as it came.
    waiting: Option<(Range<usize>, i32)>,
}

const FULL_TIME: i32 = 100;

impl Days {
    /// From `first` to `last`, with the jobs that are there: first day, last day and share of each.
    fn of(jobs: impl Iterator<Item = (Date, Date, i32)>, first: Date, last: Date) -> Self {
        let length = usize::try_from(first.days_until(last) + 1).unwrap_or(0);
        // What each day has more than the day before.
        let mut shares = vec![0; length + 1];
        for (days, share) in jobs.filter_map(|(from, to, share)| Some((place(from, to, first, last)?, share))) {
            shares[days.start] += share;
            shares[days.end] -= share;
        }
        shares.truncate(length);
        let mut together = 0;
        let mut counted = 0;
        for share in &mut shares {
            together += *share;
            *share = together;
            counted += together.min(FULL_TIME);
        }
        Self { shares, counted, waiting: None }
    }

    fn count(&mut self, days: Range<usize>, share: i32) {
        match self.waiting.take() {
            Some((waiting, more)) if waiting == days && more == -share => return,
            Some((waiting, more)) => self.put(waiting, more),
            None => {}
        }
        let is_full = usize::try_from(self.counted / FULL_TIME) == Ok(self.shares.len());
        if is_full && share >= 0 {
            self.waiting = Some((days, share));
        } else {
            self.put(days, share);
        }
    }

    fn put(&mut self, days: Range<usize>, share: i32) {
        for day in self.shares.get_mut(days).into_iter().flatten() {
            self.counted -= (*day).min(FULL_TIME);
            *day += share;
            self.counted += (*day).min(FULL_TIME);
        }
    }

    fn years(&self) -> i32 {
        full_years(self.counted / FULL_TIME)
    }
}

/// Which of the days from `first` to `last` lie between two others.
fn place(from: Date, to: Date, first: Date, last: Date) -> Option<Range<usize>> {
    let (from, to) = (from.max(first), to.min(last));
    let start = usize::try_from(first.days_until(from)).ok()?;
    let end = usize::try_from(first.days_until(to) + 1).ok()?;
    (start < end).then_some(start..end)
}

/// The highest level of a position.
const HIGHEST_POSITION: i32 = Position::ALL.len() as i32 - 1;

impl Tally {
    /// The rows of a profile.
    pub(super) fn of(measure: &Measure, profile: &Profile, assumed: &Assumptions, on: Date) -> Self {
        let start = on.plus_months(-12 * assumed.window, EndOfMonth::Down).unwrap_or(Date::MIN);
        let mut tally = Self { rows: 0, start, on, found: Rows::Nothing };
        tally.found = match measure.reads {
            Reads::Work => {
                tally.rows = i32::try_from(profile.jobs.len()).unwrap_or(i32::MAX);
                let certain = profile.jobs.iter().filter_map(|job| tally.surely_worked(job, measure));
                let possible = profile.jobs.iter().filter_map(|job| tally.perhaps_worked(job, measure));
                Rows::Work(Days::of(certain, start, on), Days::of(possible, start, on))
            }
            Reads::Position => Rows::Position(Counts::default(), Counts::default()),
            Reads::Degree | Reads::Language => Rows::Best(Counts::default(), Counts::default()),
            Reads::Certificates => Rows::Number(0, 0),
            Reads::Kinds => Rows::Nothing,
        };
        if measure.reads != Reads::Work {
            tally.count(measure, profile, 1);
        }
        tally
    }

    /// Counts all rows of a profile in (1) or out (-1).
    fn count(&mut self, measure: &Measure, profile: &Profile, by: i32) {
        let rows = match measure.reads {
            Reads::Work => {
                profile.jobs.iter().for_each(|job| self.work(job, measure, by));
                profile.jobs.len()
            }
            Reads::Position => {
                profile.jobs.iter().for_each(|job| self.position(job, by));
                profile.jobs.len()
            }
            Reads::Degree => {
                profile.degrees.iter().for_each(|degree| self.brings(degree_band(degree, measure), by));
                profile.degrees.len()
            }
            Reads::Language => {
                profile.languages.iter().for_each(|skill| self.brings(language_band(skill, measure), by));
                profile.languages.len()
            }
            Reads::Certificates => {
                let valid = profile.certificates.iter().filter(|certificate| certificate.until.is_none_or(|until| until >= self.on));
                if let Rows::Number(certain, possible) = &mut self.found {
                    for certificate in valid {
                        *certain += if certificate.related == Some(true) { by } else { 0 };
                        *possible += if certificate.related != Some(false) { by } else { 0 };
                    }
                }
                profile.certificates.len()
            }
            Reads::Kinds => 0,
        };
        self.rows += by * i32::try_from(rows).unwrap_or(i32::MAX);
    }

    fn surely_worked(&self, job: &Job, measure: &Measure) -> Option<(Date, Date, i32)> {
        Some((job.from?, job.to.unwrap_or(self.on), weight(job, measure).low)).filter(|_| job.related == Some(true))
    }

    fn perhaps_worked(&self, job: &Job, measure: &Measure) -> Option<(Date, Date, i32)> {
        let work = (job.from.unwrap_or(self.start), job.to.unwrap_or(self.on), weight(job, measure).high);
        Some(work).filter(|_| job.related != Some(false))
    }

    fn work(&mut self, job: &Job, measure: &Measure, by: i32) {
        let (first, last) = (self.start, self.on);
        let both = [self.surely_worked(job, measure), self.perhaps_worked(job, measure)];
        let Rows::Work(certain, possible) = &mut self.found else { return };
        for (days, work) in [certain, possible].into_iter().zip(both) {
            let Some((from, to, share)) = work else { continue };
            if let Some(place) = place(from, to, first, last) {
                days.count(place, by * share);
            }
        }
    }

    /// The position held in related work within the window.
    ///
    /// Without a first day a job that has ended was surely held; one that lasts may not have begun.
    fn position(&mut self, job: &Job, by: i32) {
        let is_in_window = job.to.is_none_or(|to| to >= self.start);
        let has_begun = job.from.is_some() || job.to.is_some_and(|to| to <= self.on);
        let level = |position: Position| position as i32;
        let Rows::Position(certain, possible) = &mut self.found else { return };
        if is_in_window && has_begun && job.related == Some(true) {
            certain.count(job.position.map_or(0, level), by);
        }
        if is_in_window && job.related != Some(false) {
            possible.count(job.position.map_or(HIGHEST_POSITION, level), by);
        }
    }

    fn brings(&mut self, range: Interval<i32>, by: i32) {
        if let Rows::Best(low, high) = &mut self.found {
            low.count(range.low, by);
            high.count(range.high, by);
        }
    }

    /// What is found, with the answers that stand in no row.
    pub(super) fn measured(&self, measure: &Measure, unit: Unit, profile: &Profile, assumed: &Assumptions) -> Measured {
        let none = self.rows == 0;
        let you = &profile.you;
        match (measure.reads, &self.found) {
            (Reads::Work, Rows::Work(certain, possible)) => {
                let years = match you.has_worked {
                    Some(false) if none => Interval::exactly(0),
                    _ if none => Interval { low: 0, high: assumed.window },
                    _ => Interval { low: certain.years(), high: possible.years() },
                };
                Measured { found: Found::Work { start: self.start, years }, range: measure.over(BandTable::Years, years) }
            }
            (Reads::Position, Rows::Position(certain, possible)) => {
                let position = match you.has_worked {
                    Some(false) if none => Interval::exactly(0),
                    _ if none => Interval { low: 0, high: HIGHEST_POSITION },
                    _ => Interval { low: certain.greatest().unwrap_or(0), high: possible.greatest().unwrap_or(0) },
                };
                Measured { found: Found::Position(position), range: measure.over(BandTable::Position, position) }
            }
            (Reads::Certificates, Rows::Number(certain, possible)) => {
                let count = match you.has_certificates {
                    Some(false) if none => Interval::exactly(0),
                    _ if none => Interval { low: 0, high: measure.table(BandTable::Certificates).map_or(0, Table::top) },
                    _ => Interval { low: *certain, high: *possible },
                };
                Measured { found: Found::Certificates(count), range: measure.over(BandTable::Certificates, count) }
            }
            (Reads::Degree, Rows::Best(low, high)) => {
                // The best degree counts; which one is best may itself be open.
                let [related, unrelated] =
                    [BandTable::Related, BandTable::Unrelated].map(|table| move |levels| measure.over(table, levels));
                let nothing = related(Interval::exactly(0));
                let range = match you.has_degree {
                    Some(false) if none => nothing,
                    _ if none => {
                        let highest = Interval::exactly(DEGREES);
                        Interval { low: nothing.low, high: best(related(highest), unrelated(highest)).high }
                    }
                    _ => best_of(nothing, low, high),
                };
                Measured { found: Found::Degrees, range }
            }
            (Reads::Language, Rows::Best(low, high)) => {
                // The best language counts; what is not said may be anything.
                let range = if none {
                    let most = measure.tables.iter().map(|table| table.at(table.top()).high).max();
                    Interval { low: 0, high: if unit == Unit::Percent { 100 } else { most.unwrap_or(0) } }
                } else {
                    // Where no other language counts, none of them is as good as no Azerbaijani.
                    let has_other = measure.table(BandTable::OtherLanguage).is_some();
                    let other = if has_other { BandTable::OtherLanguage } else { BandTable::Azerbaijani };
                    best_of(measure.over(other, Interval::exactly(0)), low, high)
                };
                Measured { found: Found::Language, range }
            }
            _ => {
                let kinds = kinds(profile, assumed);
                let count = kinds.iter().copied().fold(Interval::exactly(0), |sum, kind| sum + kind);
                Measured { found: Found::Kinds(kinds, count), range: measure.over(BandTable::Kinds, count) }
            }
        }
    }
}

fn best_of(nothing: Interval<i32>, low: &Counts, high: &Counts) -> Interval<i32> {
    best(nothing, Interval { low: low.greatest().unwrap_or(nothing.low), high: high.greatest().unwrap_or(nothing.high) })
}

/// All criteria there are, each with the rows counted in. The totals that were worked out are kept: few differ.
pub(in crate::assess) struct Ledger<'a> {
    assumed: &'a Assumptions,
    criteria: Vec<(&'a Basis, Vec<Tally>)>,
    totals: Vec<(Vec<Worth>, Interval<Points>)>,
}

impl<'a> Ledger<'a> {
    pub(in crate::assess) fn of(profile: &Profile, assumed: &'a Assumptions, on: Date) -> Self {
        let tallies = |basis: &'a Basis| basis.measures.iter().map(|measure| Tally::of(measure, profile, assumed, on)).collect();
        Self { assumed, criteria: assumed.counted().map(|basis| (basis, tallies(basis))).collect(), totals: Vec::new() }
    }

    /// Counts all rows of a profile in (1) or out (-1).
    pub(in crate::assess) fn count(&mut self, rows: &Profile, by: i32) {
        for (basis, tallies) in &mut self.criteria {
            tallies.iter_mut().zip(&basis.measures).for_each(|(tally, measure)| tally.count(measure, rows, by));
        }
    }

    /// What the record brings in one of the criteria; the answers that stand in no row are those of `own`.
    pub(in crate::assess) fn worth(&self, index: usize, own: &Profile) -> Option<Worth> {
        let (basis, tallies) = self.criteria.get(index)?;
        let measured = tallies.iter().zip(&basis.measures);
        let measured = measured.map(|(tally, measure)| tally.measured(measure, basis.unit, own, self.assumed).range);
        Some(worth_of(basis, measured))
    }

    fn worths(&self, own: &Profile) -> Vec<Worth> {
        (0..self.criteria.len()).filter_map(|index| self.worth(index, own)).collect()
    }

    /// What goes into the total.
    pub(super) fn sum(&self, own: &Profile) -> Sum {
        self.sum_of(&self.worths(own))
    }

    fn sum_of(&self, worths: &[Worth]) -> Sum {
        let terms = self.criteria.iter().zip(worths).map(|((basis, _), worth)| Term::of(basis, *worth));
        Sum(terms.collect(), self.assumed.scale)
    }

    /// The total.
    pub(in crate::assess) fn total(&mut self, own: &Profile) -> Interval<Points> {
        let worths = self.worths(own);
        if let Some((_, total)) = self.totals.iter().rev().find(|(known, _)| *known == worths) {
            return *total;
        }
        let total = self.sum_of(&worths).total();
        self.totals.push((worths, total));
        total
    }

    /// The total with some rows besides.
    pub(in crate::assess) fn total_with(&mut self, rows: &Profile) -> Interval<Points> {
        self.count(rows, 1);
        let total = self.total(rows);
        self.count(rows, -1);
        total
    }
}
