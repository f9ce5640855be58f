//! Working days of Azerbaijan: rest days are worked out from the holidays and the rules that move them.
//!
//! Labour Code 105.5: a rest day that falls on a non-working holiday moves to the next working
//! day. 105.6: so does a feast (Ramazan, Qurban) that falls on another non-working holiday.
//! 20 January is a day of mourning, not a holiday, and moves nothing. Cabinet swaps come last.

use super::kind::Dates;
use super::{NotKnown, Ref, Standing, rules};
use crate::quantity::{Date, Interval, Weekday};

/// Whether the days counted over rest on a published calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// The Cabinet has set that year's feasts.
    Official,
    /// It has not: feasts are estimated and the Cabinet may still swap days.
    Estimated,
}

/// The day on which a period of working days ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BusinessDay {
    /// That day.
    pub date: Date,
    /// How sure the calendar is up to then.
    pub certainty: Certainty,
}

/// The days on which a period of working days may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BusinessDays {
    /// The earliest and the latest; the same where the calendar is set.
    pub date: Interval<Date>,
    /// How sure the calendar is up to then.
    pub certainty: Certainty,
}

/// Why working days cannot be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarError {
    /// The period leaves the years whose calendar is known.
    NotKnown(NotKnown),
    /// More days than fit into those years.
    TooMany,
}

struct Year {
    number: i32,
    rest: Vec<Date>,
    certainty: Certainty,
}

/// How many days an estimated feast may fall earlier or later than estimated.
const FEAST_MARGIN: i32 = 1;

/// The working day on which a period ends that starts the day after `from` (Civil Code 368, 370).
///
/// # Errors
/// [`CalendarError`] where the calendar is not known that far.
pub fn business_days_after(from: Date, days: u16) -> Result<BusinessDay, CalendarError> {
    let mut year = Year::of(from.year()).map_err(CalendarError::NotKnown)?;
    let mut certainty = year.certainty;
    let mut date = from;
    let mut left = days;
    while left > 0 {
        date = date.plus_days(1);
        if date.year() != year.number {
            year = Year::of(date.year()).map_err(CalendarError::NotKnown)?;
            if year.certainty == Certainty::Estimated {
                certainty = Certainty::Estimated;
            }
        }
        left -= u16::from(year.is_worked(date));
        if date >= Date::last_of(9999) {
            return Err(CalendarError::TooMany);
        }
    }
    Ok(BusinessDay { date, certainty })
}

/// Whether people work on a date.
///
/// # Errors
/// [`NotKnown`] for a year whose calendar is not known.
pub fn is_business_day(date: Date) -> Result<bool, NotKnown> {
    let year = Year::of(date.year())?;
    Ok(year.is_worked(date))
}

/// The days on which a period of working days may end that starts the day after `from`. Feasts of a year
/// that are not set may fall a day beside their estimate. For years without estimate the earliest day
/// leaves feasts out, and the latest adds as many working days as they have days.
pub fn business_days_range(from: Date, days: i32) -> BusinessDays {
    let count = |shifts: [i32; 2], days: i32| {
        let (mut date, mut left, mut year) = (from, days, Year::guess(from.year(), shifts));
        let mut certainty = year.certainty;
        while left > 0 && date < Date::last_of(9999) {
            date = date.plus_days(1);
            if date.year() != year.number {
                year = Year::guess(date.year(), shifts);
                if year.certainty == Certainty::Estimated {
                    certainty = Certainty::Estimated;
                }
            }
            left -= i32::from(year.is_worked(date));
        }
        (date, certainty)
    };
    let (date, certainty) = count([0, 0], days);
    let mut range = Interval::exactly(date);
    if certainty == Certainty::Official {
        return BusinessDays { date: range, certainty };
    }
    for shifts in shifts_within(from, date) {
        range = range.hull(Interval::exactly(count(shifts, days).0));
    }
    if (from.year()..=date.year()).any(|year| feasts_of(year).is_none()) {
        range = range.hull(Interval::exactly(count([0, 0], days + UNKNOWN_FEAST_DAYS).0));
    }
    BusinessDays { date: range, certainty }
}

/// The latest day from which a period of working days can start so as to end, by the calendar that
/// is kindest, on a given day at the latest.
pub fn latest_start(by: Date, days: i32) -> Date {
    let back = |shifts: [i32; 2]| {
        let (mut date, mut left, mut year) = (by, days, Year::guess(by.year(), shifts));
        while left > 0 && date > Date::MIN {
            if date.year() != year.number {
                year = Year::guess(date.year(), shifts);
            }
            left -= i32::from(year.is_worked(date));
            date = date.plus_days(-1);
        }
        date
    };
    let first = back([0, 0]);
    shifts_within(first, by).into_iter().map(back).fold(first, Date::max)
}

/// The latest day from which a period of working days can start so as to end, by the calendar that is hardest, on
/// a given day at the latest.
pub fn latest_safe_start(by: Date, days: i32) -> Date {
    // The hardest calendar ends no sooner than the kindest, so this one is not too early.
    let mut start = latest_start(by, days);
    while start > Date::MIN && business_days_range(start, days).date.high > by {
        start = start.plus_days(-1);
    }
    start
}

/// Working days that the two feasts of a year can take, where their dates are not even estimated.
const UNKNOWN_FEAST_DAYS: i32 = 4;

/// The dates of Ramazan and Qurban in a year, and whether they are only estimated.
fn feasts_of(year: i32) -> Option<([&'static [Date]; 2], bool)> {
    let start = Date::first_of(year);
    let [ramazan, qurban] = [rules::CALENDAR_RAMAZAN.on(start).ok()?, rules::CALENDAR_QURBAN.on(start).ok()?];
    let estimated = [ramazan.cite, qurban.cite].iter().any(|cite| cite.standing() == Standing::Assumption);
    Some(([ramazan.value, qurban.value], estimated))
}

/// How the estimated feasts in or near a period may be shifted, other than not at all: only those that can
/// touch the period are.
fn shifts_within(from: Date, to: Date) -> Vec<[i32; 2]> {
    // A moved rest day follows its feast within a long weekend.
    let near = |dates: &[Date]| dates.iter().any(|date| from.plus_days(-10) <= *date && *date <= to.plus_days(10));
    let mut may = [false; 2];
    for year in from.year()..=to.year() {
        if let Some((feasts, true)) = feasts_of(year) {
            may = [may[0] || near(feasts[0]), may[1] || near(feasts[1])];
        }
    }
    let steps = |may: bool| if may { -FEAST_MARGIN..=FEAST_MARGIN } else { 0..=0 };
    let mut shifts = Vec::new();
    for ramazan in steps(may[0]) {
        for qurban in steps(may[1]) {
            if (ramazan, qurban) != (0, 0) {
                shifts.push([ramazan, qurban]);
            }
        }
    }
    shifts
}

/// What makes up a year's rest days.
struct Holidays<'a> {
    fixed: &'a [(u8, u8)],
    mourning: &'a [(u8, u8)],
    novruz: &'a [(u8, u8)],
    feasts: Vec<Date>,
    off: &'a [Date],
    worked: &'a [Date],
}

impl Holidays<'_> {
    /// Every day of the year that is no weekend and not worked, and moved rest days.
    fn rest(&self, number: i32) -> Vec<Date> {
        let is = |list: &[(u8, u8)], date: Date| list.contains(&(date.month(), date.day()));
        let mut rest = Vec::new();
        let mut owed = 0;
        // 31 December of the year before can move its rest day into this one.
        let mut date = Date::first_of(number).plus_days(-1);
        while date <= Date::last_of(number) {
            let holiday = is(self.fixed, date) || is(self.novruz, date);
            let feast = self.feasts.contains(&date);
            let mourned = is(self.mourning, date);
            if (holiday || feast) && is_weekend(date) {
                owed += 1;
            }
            if holiday && feast {
                owed += 1;
            }
            if holiday || feast || mourned {
                rest.push(date);
            } else if owed > 0 && !is_weekend(date) {
                owed -= 1;
                rest.push(date);
            }
            date = date.plus_days(1);
        }
        rest.extend(self.off);
        rest.retain(|date| !self.worked.contains(date));
        rest
    }
}

impl Year {
    fn of(number: i32) -> Result<Self, NotKnown> {
        let start = Date::first_of(number);
        let novruz = rules::CALENDAR_NOVRUZ.on(start)?;
        let (ramazan, qurban) = (rules::CALENDAR_RAMAZAN.on(start)?, rules::CALENDAR_QURBAN.on(start)?);
        let off = rules::CALENDAR_EXTRA_OFF.on(start)?;
        let holidays = Holidays {
            fixed: rules::CALENDAR_FIXED_HOLIDAYS.on(start)?.value,
            mourning: rules::CALENDAR_MOURNING.on(start)?.value,
            novruz: novruz.value,
            feasts: [ramazan.value, qurban.value].concat(),
            off: off.value,
            worked: rules::CALENDAR_EXTRA_WORKED.on(start)?.value,
        };
        let estimated = [novruz.cite, ramazan.cite, qurban.cite, off.cite].iter().any(|cite| cite.standing() == Standing::Assumption);
        let certainty = if estimated { Certainty::Estimated } else { Certainty::Official };
        Ok(Self { number, rest: holidays.rest(number), certainty })
    }

    /// Any year: estimated feasts shifted by so many days; without feasts where there is no estimate.
    fn guess(number: i32, shifts: [i32; 2]) -> Self {
        if shifts == [0, 0]
            && let Ok(year) = Self::of(number)
        {
            return year;
        }
        let start = Date::first_of(number);
        let days = |rule: Ref<super::kind::MonthDays>| rule.on_or_latest(start).map_or(&[][..], |found| found.value);
        let listed = |rule: Ref<Dates>| rule.on(start).map_or(&[][..], |found| found.value);
        let feasts = feasts_of(number).map_or_else(Vec::new, |(feasts, estimated)| {
            let moved = feasts.iter().zip(shifts).map(|(dates, shift)| (dates, if estimated { shift } else { 0 }));
            moved.flat_map(|(dates, shift)| dates.iter().map(move |date| date.plus_days(shift))).collect()
        });
        let holidays = Holidays {
            fixed: days(rules::CALENDAR_FIXED_HOLIDAYS),
            mourning: days(rules::CALENDAR_MOURNING),
            novruz: days(rules::CALENDAR_NOVRUZ),
            feasts,
            off: listed(rules::CALENDAR_EXTRA_OFF),
            worked: listed(rules::CALENDAR_EXTRA_WORKED),
        };
        let certainty = if Self::is_official(number) { Certainty::Official } else { Certainty::Estimated };
        Self { number, rest: holidays.rest(number), certainty }
    }

    /// Whether the feasts of a year are set.
    fn is_official(number: i32) -> bool {
        feasts_of(number).is_some_and(|(_, estimated)| !estimated)
    }

    fn is_worked(&self, date: Date) -> bool {
        !self.rest.contains(&date) && !is_weekend(date) || self.is_worked_weekend(date)
    }

    /// A Saturday or Sunday that the Cabinet made a working day.
    fn is_worked_weekend(&self, date: Date) -> bool {
        let worked: Ref<Dates> = rules::CALENDAR_EXTRA_WORKED;
        worked.on(date).is_ok_and(|found| is_weekend(date) && found.value.contains(&date))
    }
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}
