//! Where am I tax resident, and how long may I stay away?

pub mod clocks;
pub mod day_calendar;
pub mod planning;
pub mod presence;
pub mod residency;
mod stays;

pub(super) use stays::{countries_abroad, days_in};
