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

/// Puts values in order of a key; equal ones stay as they came.
///
/// For the short lists of this program: the standard library's sorts weigh two kilobytes each.
pub fn sorted<T, K: Ord>(values: impl IntoIterator<Item = T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut list: Vec<T> = Vec::new();
    for value in values {
        let own = key(&value);
        let place = list.partition_point(|other| key(other) <= own);
        list.insert(place, value);
    }
    list
}
