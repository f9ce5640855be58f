//! Exact quantities: money, rates, points, ranges, answers of three kinds, civil dates.
//!
//! Nothing here knows the law or the web, and nothing is a floating-point number.

mod amount;
mod date;
mod interval;
mod money;
mod plain;
mod rate;
mod span;
mod tri;

pub use amount::{MANAT, currency_in};
pub use date::{Date, DateError, Weekday};
pub use interval::Interval;
pub use money::{Money, MoneyError};
pub use plain::plain;
pub use rate::{Rate, RateError, Rounding};
pub use span::{EndOfMonth, Span, SpanError};
pub use tri::Tri;

use std::cmp::Ordering;

serialize_as_text! { Date, Money, Rate }

/// Whole points of the programme's assessment.
pub type Points = i32;

/// Values in the order of a key; equal ones stay as they came.
///
/// The standard sort, compiled once: it puts places in order, whatever stands there. A copy of it for each type of
/// value made the page 13 KB heavier (decision 0054).
pub fn sorted<T, K: Ord>(values: impl IntoIterator<Item = T>, mut key: impl FnMut(&T) -> K) -> Vec<T> {
    let mut values: Vec<Option<T>> = values.into_iter().map(Some).collect();
    let keys: Vec<K> = values.iter().flatten().map(&mut key).collect();
    let places = in_order(keys.len(), &|one, other| keys[one].cmp(&keys[other]));
    places.into_iter().filter_map(|place| values[place].take()).collect()
}

fn in_order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|one, other| compare(*one, *other));
    places
}
