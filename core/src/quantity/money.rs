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
    /// It has something other than digits, separators, a leading minus and a currency.
    #[error("not an amount; write it as 1234.50")]
    NotANumber,
    /// It has more than two digits after the separator.
    #[error("an amount has at most two decimals")]
    TooFine,
    /// Its digits stand in groups that are not of three.
    #[error("thousands have three digits; write it as 1234.50")]
    Groups,
    /// Another currency stands beside it.
    #[error("an amount in another currency")]
    OtherCurrency,
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
