//! Working days of Azerbaijan: rest days are worked out from the holidays and the rules that move them.
//!
//! Labour Code 105.5: a rest day that falls on a non-working holiday moves to the next working
//! day. 105.6: so does a feast (Ramazan, Qurban) that falls on another non-working holiday.
//! 20 January is a day of mourning, not a holiday, and moves nothing. Cabinet swaps come last.

use super::kind::Dates;
use super::{NotKnown, Ref, Standing, rules};
use crate::quantity::{Date, Weekday};

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
        if !year.rest.contains(&date) && !is_weekend(date) || year.is_worked_weekend(date) {
            left -= 1;
        }
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
    Ok(!year.rest.contains(&date) && !is_weekend(date) || year.is_worked_weekend(date))
}

impl Year {
    fn of(number: i32) -> Result<Self, NotKnown> {
        let start = Date::first_of(number);
        let fixed = rules::CALENDAR_FIXED_HOLIDAYS.on(start)?;
        let mourning = rules::CALENDAR_MOURNING.on(start)?;
        let novruz = rules::CALENDAR_NOVRUZ.on(start)?;
        let feasts = [rules::CALENDAR_RAMAZAN, rules::CALENDAR_QURBAN].map(|rule| rule.on(start));
        let [ramazan, qurban] = feasts;
        let (ramazan, qurban) = (ramazan?, qurban?);
        let off = rules::CALENDAR_EXTRA_OFF.on(start)?;
        let worked = rules::CALENDAR_EXTRA_WORKED.on(start)?;

        let is = |list: &[(u8, u8)], date: Date| list.contains(&(date.month(), date.day()));
        let mut rest = Vec::new();
        let mut owed = 0;
        // 31 December of the year before can move its rest day into this one.
        let mut date = start.plus_days(-1);
        while date <= Date::last_of(number) {
            let holiday = is(fixed.value, date) || is(novruz.value, date);
            let feast = ramazan.value.contains(&date) || qurban.value.contains(&date);
            let mourned = is(mourning.value, date);
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
        rest.extend(off.value);
        rest.retain(|date| !worked.value.contains(date));
        let estimated = [novruz.cite, ramazan.cite, qurban.cite, off.cite].iter().any(|cite| cite.standing() == Standing::Assumption);
        Ok(Self { number, rest, certainty: if estimated { Certainty::Estimated } else { Certainty::Official } })
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
