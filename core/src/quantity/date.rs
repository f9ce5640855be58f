use std::fmt;

use super::{EndOfMonth, SpanError};

/// A civil date in the Gregorian calendar, years 1 to 9999: no time of day, no time zone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(time::Date);

/// Day of the week.
pub use time::Weekday;

/// Why a text or three numbers are not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Not of a form that is read here.
    #[error("not a date; write it as 2026-01-31")]
    NotADate,
    /// A year of two digits, where another number could be the year as well.
    #[error("write the year with four digits")]
    ShortYear,
    /// The month has no such day, or there is no such month.
    #[error("there is no such day")]
    NoSuchDay,
}

impl Date {
    /// The first date that can be named.
    pub const MIN: Self = Self(first_of_year(1));

    /// The date of a year, month (1 to 12) and day of the month.
    ///
    /// # Errors
    /// [`DateError::NoSuchDay`] where the calendar has no such day.
    pub fn new(year: i32, month: u8, day: u8) -> Result<Self, DateError> {
        if !(1..=9999).contains(&year) {
            return Err(DateError::NotADate);
        }
        let month = time::Month::try_from(month).map_err(|_| DateError::NoSuchDay)?;
        time::Date::from_calendar_date(year, month, day).map(Self).map_err(|_| DateError::NoSuchDay)
    }

    /// The date of a Julian day number. For dates known when the program is built.
    ///
    /// Numbers outside years 1 to 9999 give the first date.
    pub const fn from_julian_day(day: i32) -> Self {
        match time::Date::from_julian_day(day) {
            Ok(date) => Self(date),
            Err(_) => Self::MIN,
        }
    }

    /// 1 January; years outside 1 to 9999 are brought to the nearest.
    pub const fn first_of(year: i32) -> Self {
        Self(first_of_year(year))
    }

    /// 31 December; years outside 1 to 9999 are brought to the nearest.
    pub fn last_of(year: i32) -> Self {
        Self::new(year.clamp(1, 9999), 12, 31).unwrap_or(Self::MIN)
    }

    /// Reads `2026-07-02`.
    ///
    /// # Errors
    /// Another form, or a day that does not exist.
    pub fn parse_iso(text: &str) -> Result<Self, DateError> {
        let mut parts = text.split('-');
        let (Some(y), Some(m), Some(d), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
            return Err(DateError::NotADate);
        };
        if (y.len(), m.len(), d.len()) != (4, 2, 2) {
            return Err(DateError::NotADate);
        }
        Self::new(number(y)?, small(m)?, small(d)?)
    }

    /// As people here write it, in numbers: `2.7.2026`.
    pub fn typed(self) -> String {
        format!("{}.{}.{:04}", self.day(), self.month(), self.year())
    }

    /// Calendar year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// Month of the year, 1 to 12.
    pub fn month(self) -> u8 {
        self.0.month() as u8
    }

    /// Day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.0.day()
    }

    /// Day of the week.
    pub fn weekday(self) -> Weekday {
        self.0.weekday()
    }

    /// The date some days later, or earlier where `days` is negative; stays within years 1 to 9999.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        let day = self.0.to_julian_day().saturating_add(days);
        Self(time::Date::from_julian_day(day.clamp(Self::MIN.0.to_julian_day(), Self::last_of(9999).0.to_julian_day())).unwrap_or(self.0))
    }

    /// How many days lie from this date to another: 1 from a day to the next, negative backwards.
    pub fn days_until(self, later: Self) -> i32 {
        later.0.to_julian_day() - self.0.to_julian_day()
    }

    /// The same day of the month some months later (or earlier).
    ///
    /// # Errors
    /// [`SpanError::Ambiguous`] under [`EndOfMonth::Refuse`] where that month has no such day;
    /// [`SpanError::OutOfRange`] beyond years 1 to 9999.
    pub fn plus_months(self, months: i32, end: EndOfMonth) -> Result<Self, SpanError> {
        let count = (self.year() * 12 + i32::from(self.month()) - 1).checked_add(months).ok_or(SpanError::OutOfRange)?;
        let (year, month) = (count.div_euclid(12), u8::try_from(count.rem_euclid(12) + 1).unwrap_or(1));
        if !(1..=9999).contains(&year) {
            return Err(SpanError::OutOfRange);
        }
        let last = days_in_month(year, month);
        let day = self.day();
        if day <= last {
            return Self::new(year, month, day).map_err(|_| SpanError::OutOfRange);
        }
        let end_of_month = Self::new(year, month, last).map_err(|_| SpanError::OutOfRange)?;
        match end {
            EndOfMonth::Down => Ok(end_of_month),
            EndOfMonth::Up => Ok(end_of_month.plus_days(1)),
            EndOfMonth::Refuse => Err(SpanError::Ambiguous),
        }
    }
}

const fn first_of_year(year: i32) -> time::Date {
    let year = if year < 1 {
        1
    } else if year > 9999 {
        9999
    } else {
        year
    };
    match time::Date::from_ordinal_date(year, 1) {
        Ok(date) => date,
        Err(_) => time::Date::MIN,
    }
}

/// How many days a month has.
fn days_in_month(year: i32, month: u8) -> u8 {
    time::Month::try_from(month).map_or(31, |month| month.length(year))
}

fn number(text: &str) -> Result<i32, DateError> {
    if text.bytes().all(|b| b.is_ascii_digit()) { text.parse().map_err(|_| DateError::NotADate) } else { Err(DateError::NotADate) }
}

fn small(text: &str) -> Result<u8, DateError> {
    u8::try_from(number(text)?).map_err(|_| DateError::NoSuchDay)
}

/// `2026-07-02`: for files and receipts, not for readers.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
