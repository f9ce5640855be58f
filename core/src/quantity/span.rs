use super::Date;

/// Which date is meant where a month is too short: 31 January plus one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndOfMonth {
    /// The last day of the month.
    Down,
    /// The first day of the month after.
    Up,
    /// None: the caller must ask.
    Refuse,
}

/// A length of calendar time. Years and months are added first and rounded once, then days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// Years and months, in months.
    pub months: i32,
    /// Days.
    pub days: i32,
}

/// Why a date plus a length of time is not a date, or a text not a length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SpanError {
    /// The month has no such day and the rule does not say which is meant.
    #[error("the month has no such day, and the rule does not say which day is meant")]
    Ambiguous,
    /// Outside years 1 to 9999.
    #[error("the date lies outside the years 1 to 9999")]
    OutOfRange,
    /// Not of the form `+1y2m10d`.
    #[error("not a length of time; write it as +1y2m10d")]
    NotASpan,
}

impl Span {
    /// Reads `+1y2m10d`, `-3m`, `+10d`; each part may be missing, not all.
    ///
    /// # Errors
    /// [`SpanError::NotASpan`] for anything else.
    pub fn parse(text: &str) -> Result<Self, SpanError> {
        let later = text.strip_prefix('+').map(|rest| (1, rest));
        let (sign, mut rest) = later.or_else(|| text.strip_prefix('-').map(|rest| (-1, rest))).ok_or(SpanError::NotASpan)?;
        if rest.is_empty() {
            return Err(SpanError::NotASpan);
        }
        let mut span = Self::default();
        for (unit, scale) in [('y', 12), ('m', 1), ('d', 0)] {
            let Some((count, after)) = rest.split_once(unit) else { continue };
            // The number type would also read a second sign.
            let digits = count.bytes().all(|b| b.is_ascii_digit());
            let count: i32 = count.parse::<u16>().ok().filter(|_| digits).ok_or(SpanError::NotASpan)?.into();
            rest = after;
            if scale == 0 {
                span.days = sign * count;
            } else {
                span.months += sign * count * scale;
            }
        }
        if rest.is_empty() { Ok(span) } else { Err(SpanError::NotASpan) }
    }

    /// The date this long after another.
    ///
    /// # Errors
    /// As [`Date::plus_months`].
    pub fn after(self, date: Date, end: EndOfMonth) -> Result<Date, SpanError> {
        let moved = date.plus_months(self.months, end)?;
        let result = moved.plus_days(self.days);
        if moved.days_until(result) == self.days { Ok(result) } else { Err(SpanError::OutOfRange) }
    }
}
