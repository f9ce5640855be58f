//! Tax residence of a calendar year (Tax Code 13.2.5 and 13.2.6), and the same under the
//! repealed twelve-month wording that websites still repeat.

mod case;
mod explain;

use case::Case;
pub(super) use case::stays_that_matter;

use crate::assess::residence::presence::Presence;
use crate::explain::Step;
use crate::message::Key;
use crate::profile::{Counting, Profile, Slot, Stay};
use crate::quantity::{Date, EndOfMonth, Interval, Tri};
use crate::rulebook::NotKnown;
use serde::Serialize;

named_enum! {
    /// Over which period days are counted.
    Period {
        /// The calendar year: the law since 2002.
        CalendarYear = "calendar-year",
        /// Any twelve months that end in the year: the repealed wording.
        TwelveMonths = "twelve-months",
    }
}

/// What decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// More than the limit of days in Azerbaijan.
    Days,
    /// In the state service abroad.
    StateService,
    /// A non-resident by definition.
    Excluded,
    /// Every stay of the year was only to pass through.
    Transit,
    /// More than the limit of days in one other country.
    LongAbroad,
    /// One of the tie-breakers; its question.
    Tie(Key),
    /// Either many days in one other country, or a tie-breaker: both lead to the same; its question.
    TieOrLongAbroad(Key),
    /// Two answers that cannot both count, and no rule says which comes first.
    Clash,
    /// No stay has been entered.
    NoStays,
    /// It hangs on how long a stay that is still open lasts.
    OpenStay,
    /// An answer is missing.
    Unanswered(Slot),
}

/// The result under one way of counting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// How days are counted.
    pub period: Period,
    /// Days in Azerbaijan: least, and most if an open stay lasts.
    pub days: Interval<i32>,
    /// Whether the person is a resident.
    pub resident: Tri,
    /// What decides.
    #[serde(skip)]
    pub because: Reason,
    /// Why, down to the sources.
    pub why: Step,
}

/// Days present in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// 1 to 12.
    pub month: u8,
    /// Days up to the date of the assessment.
    pub past: i32,
    /// Days entered for later, and those on which an open stay may last.
    pub planned: i32,
}

/// The result for a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Residency {
    /// The date of the assessment.
    pub on: Date,
    /// The year.
    pub year: i32,
    /// Residence begins beyond this many days.
    pub limit: i32,
    /// The calendar year: what the product goes by.
    pub outcome: Outcome,
    /// The repealed wording, for comparison.
    pub other: Outcome,
    /// The day on which the limit is passed, if the stays entered pass it or an open one would.
    pub becomes_on: Option<Date>,
    /// Days beyond those entered that can be spent without passing the limit.
    pub days_left: i32,
    /// What was taken for answers that nobody gave.
    pub assumed: Vec<Key>,
    /// Days present, month by month.
    pub months: Vec<Month>,
    /// Days in Azerbaijan as entered, an open stay up to the year's end.
    pub possible: Presence,
}

/// Tax residence in a year, as known on a date.
///
/// # Errors
/// [`NotKnown`] for a year before the rule.
pub fn assess(profile: &Profile, on: Date, year: i32) -> Result<Residency, NotKnown> {
    let case = Case::new(profile, &profile.stays, on, year, counting(profile))?;
    let (first, last) = (Date::first_of(year), Date::last_of(year));
    let limit = case.limit.value;
    let outcome = case.outcome(Period::CalendarYear);
    let deciding = match outcome.because {
        Reason::Days => Some(&case.certain),
        Reason::OpenStay => Some(&case.possible),
        _ => None,
    };
    let (mut certain, mut possible) = (case.certain.running_count(), case.possible.running_count());
    let (mut certain_before, mut possible_before) = (certain.up_to(first.plus_days(-1)), possible.up_to(first.plus_days(-1)));
    let months = (1..=12u8)
        .filter_map(|month| {
            let start = Date::new(year, month, 1).ok()?;
            let end = start.plus_months(1, EndOfMonth::Down).ok()?.plus_days(-1);
            let reached = certain.up_to(end.min(on).max(start.plus_days(-1)));
            let past = reached - certain_before;
            certain_before = certain.up_to(end);
            let days = possible.up_to(end);
            let planned = days - possible_before - past;
            possible_before = days;
            Some(Month { month, past, planned })
        })
        .collect();
    Ok(Residency {
        on,
        year,
        limit,
        becomes_on: deciding.and_then(|days| days.nth_day(limit + 1, first, last)),
        other: case.outcome(Period::TwelveMonths),
        outcome,
        days_left: (limit - case.certain.days_within(first, last)).max(0),
        assumed: case.assumed(),
        months,
        possible: case.possible,
    })
}

/// How a person's days are counted: their answer, or both end days.
pub fn counting(profile: &Profile) -> Counting {
    profile.days.counting.unwrap_or(Counting::BothEnds)
}

/// What a year's stays lead to, in short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearOutcome {
    /// Days in Azerbaijan; the least where a stay is still open.
    pub days: i32,
    /// Whether the person is a resident.
    pub resident: Tri,
    /// What decides.
    pub because: Reason,
    /// The day on which the limit is passed.
    pub passed_on: Option<Date>,
}

/// The calendar year's result for other stays or another way of counting than the profile's own. Open
/// stays last until the date of the assessment.
pub(super) fn year_outcome(profile: &Profile, stays: &[Stay], on: Date, year: i32, counting: Counting) -> Result<YearOutcome, NotKnown> {
    let case = Case::new(profile, stays, on, year, counting)?;
    let days = case.count(Period::CalendarYear, &case.certain);
    let (resident, because) = case.finding(Period::CalendarYear, days);
    let passed_on = case.certain.nth_day(case.limit.value + 1, Date::first_of(year), Date::last_of(year));
    Ok(YearOutcome { days, resident, because, passed_on })
}
