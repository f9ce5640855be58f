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

/// Whole points of the programme's assessment.
pub type Points = i32;
