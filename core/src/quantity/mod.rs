//! Exact quantities: money, rates, points, ranges, answers of three kinds, civil dates.
//!
//! Nothing here knows the law or the web, and nothing is a floating-point number.

mod date;
mod interval;
mod money;
mod rate;
mod span;
mod tri;

pub use date::{Date, DateError, Weekday};
pub use interval::Interval;
pub use money::{Money, MoneyError};
pub use rate::{Rate, RateError, Rounding};
pub use span::{EndOfMonth, Span, SpanError};
pub use tri::Tri;

serialize_as_text! { Date, Money, Rate }

/// Whole points of the programme's assessment.
pub type Points = i32;

/// Values in the order of a key; equal ones stay as they came.
pub fn sorted<T, K: Ord>(values: impl IntoIterator<Item = T>, key: impl FnMut(&T) -> K) -> Vec<T> {
    let mut list: Vec<T> = values.into_iter().collect();
    list.sort_by_key(key);
    list
}
