use std::ops::Add;

use serde::{Serialize, Serializer};

/// All values from `low` to `high`, both included.
///
/// What is known exactly is an interval of one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval<T> {
    /// The least value that is possible.
    pub low: T,
    /// The greatest value that is possible.
    pub high: T,
}

/// `[low, high]`
impl<T: Serialize> Serialize for Interval<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [&self.low, &self.high].serialize(serializer)
    }
}

impl<T: Copy + Ord> Interval<T> {
    /// The values between two ends, given in either order.
    pub fn between(a: T, b: T) -> Self {
        Self { low: a.min(b), high: a.max(b) }
    }

    /// One known value.
    pub fn exactly(value: T) -> Self {
        Self { low: value, high: value }
    }

    /// Whether only one value is possible.
    pub fn is_exact(&self) -> bool {
        self.low == self.high
    }

    /// Whether a value is possible.
    pub fn contains(&self, value: T) -> bool {
        self.low <= value && value <= self.high
    }

    /// The least interval that holds both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.max(other.high) }
    }
}

impl<T: Add<Output = T>> Add for Interval<T> {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { low: self.low + other.low, high: self.high + other.high }
    }
}
