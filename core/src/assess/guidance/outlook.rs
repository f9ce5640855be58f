//! What time does to the points: the same answers on the same day of each of the coming years.

use crate::assess::points::{self, Points};
use crate::profile::{Document, Reading};
use crate::quantity::{Date, EndOfMonth};
use crate::rulebook::rules;

/// The points on one day to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    /// The day.
    pub on: Date,
    /// The points then, if work that lasts goes on and what is planned comes true.
    pub points: Points,
}

/// Today, then each year ahead as far as one looks. The years of work looked back on slide along.
pub fn outlook(document: &Document, on: Date) -> Vec<Year> {
    let horizon = rules::GOAL_HORIZON.on_or_latest(on).map_or(0, |found| found.value);
    let days = (0..=horizon).filter_map(|ahead| on.plus_months(12 * ahead, EndOfMonth::Down).ok());
    Reading::of_points(document, days).map(|(on, profile)| Year { on, points: points::assess(&profile, on) }).collect()
}
