use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};

/// An amount of Azerbaijani manat in whole qəpik (a hundredth of a manat).
///
/// Arithmetic saturates at the ends of `i64`: about 92 thousand million million manat, far
/// beyond what validation lets in, so that no input can make it panic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

/// Why a text is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// It has something other than digits, one separator and a leading minus.
    #[error("not an amount; write it as 1234.50")]
    NotANumber,
    /// It has more than two digits after the separator.
    #[error("an amount has at most two decimals")]
    TooFine,
    /// It does not fit.
    #[error("the amount is too large")]
    TooLarge,
}

impl Money {
    /// No money.
    pub const ZERO: Self = Self(0);

    /// An amount of `qepik` hundredths of a manat.
    pub const fn from_qepik(qepik: i64) -> Self {
        Self(qepik)
    }

    /// An amount of whole manat; saturates.
    pub const fn from_manat(manat: i64) -> Self {
        Self(manat.saturating_mul(100))
    }

    /// The amount in qəpik.
    pub const fn qepik(self) -> i64 {
        self.0
    }

    /// The larger of this amount and nothing.
    #[must_use]
    pub fn or_zero(self) -> Self {
        self.max(Self::ZERO)
    }

    /// Several times this amount; saturates.
    #[must_use]
    pub const fn times(self, count: i64) -> Self {
        Self(self.0.saturating_mul(count))
    }

    /// Reads `1234.5`, `1234,50`, `1 234.50`, `-3`.
    ///
    /// Both the point and the comma separate the fraction; where both occur, the first kind groups.
    /// Spaces of any kind may group. One kind alone groups where it can be nothing else: `100,000`, `1.234.567`.
    /// No amount has three digits after the separator, so three after each, and one to three before the first,
    /// are thousands. `0,500` is none: nobody groups a nought.
    ///
    /// # Errors
    /// Anything else, more than two decimals, or an amount that does not fit.
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let own = text.trim();
        [',', '.']
            .into_iter()
            .find_map(|separator| grouped(own, separator))
            .map_or_else(|| Self::parse_hundredths(own), |whole| Self::parse_hundredths(&whole))
    }

    /// As [`Money::parse`], without thousands that one kind of separator alone marks: for amounts in currencies
    /// that may have three decimals, where `1,500` can be one and a half.
    ///
    /// # Errors
    /// As there.
    pub fn parse_hundredths(text: &str) -> Result<Self, MoneyError> {
        let text = text.trim();
        let (negative, digits) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        // Where both separators occur, the last one begins the fraction and the other groups.
        let last = digits.rfind(['.', ',']);
        let (whole, fraction) = last.and_then(|place| Some((digits.get(..place)?, digits.get(place + 1..)?))).unwrap_or((digits, ""));
        let group = if digits.get(..last.unwrap_or(0)).is_some_and(|whole| whole.contains(',')) { ',' } else { '.' };
        let both = digits.contains('.') && digits.contains(',');
        // A group has three digits; anything else is a slip that could change the amount tenfold.
        if both && !whole.split(group).skip(1).all(|part| part.len() == 3) {
            return Err(MoneyError::NotANumber);
        }
        let spaces = [' ', '\u{a0}', '\u{202f}', '\'', if both { group } else { ' ' }];
        if !whole.starts_with(|c: char| c.is_ascii_digit()) || !fraction.bytes().all(|b| b.is_ascii_digit()) {
            return Err(MoneyError::NotANumber);
        }
        if fraction.len() > 2 {
            return Err(MoneyError::TooFine);
        }
        let mut qepik: i64 = 0;
        let scale = |value: i64, digit: u8| value.checked_mul(10).and_then(|v| v.checked_add(i64::from(digit))).ok_or(MoneyError::TooLarge);
        for c in whole.chars().filter(|c| !spaces.contains(c)) {
            let digit = u8::try_from(c).ok().filter(u8::is_ascii_digit).ok_or(MoneyError::NotANumber)?;
            qepik = scale(qepik, digit - b'0')?;
        }
        for index in 0..2 {
            qepik = scale(qepik, fraction.as_bytes().get(index).map_or(0, |b| b - b'0'))?;
        }
        Ok(Self(if negative { -qepik } else { qepik }))
    }
}

/// The text without its separators, where it is nothing but digits in groups of thousands.
fn grouped(text: &str, separator: char) -> Option<String> {
    let mut groups = text.trim_start_matches(['-', '−']).split(separator);
    let first = groups.next()?;
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !(1..=3).contains(&first.len()) || !is_digits(first) || first.starts_with('0') {
        return None;
    }
    let mut count = 0;
    for group in groups {
        if group.len() != 3 || !is_digits(group) {
            return None;
        }
        count += 1;
    }
    (count > 0).then(|| text.replace(separator, ""))
}

/// Plain decimal text, `-1234.50`: the form of files and receipts, not for readers.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", size / 100, size % 100)
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}
