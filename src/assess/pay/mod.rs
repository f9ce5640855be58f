//! What a month's pay leads to beyond its payslip: back from net to gross, cliffs, a whole year,
//! other years and sectors.

mod cliffs;
mod reverse;
mod year;

pub use cliffs::{Cliff, Curve, Point, Segment, cliffs, curve};
pub use reverse::gross_for;
pub(super) use year::by_any_table;
pub use year::{Abroad, JobYear, Totals, YearOfPay, abroad, year};

use super::payroll::{Payslip, Terms, payslip};
use crate::profile::Sector;
use crate::quantity::Date;

/// The years that are put side by side.
pub const YEARS: std::ops::RangeInclusive<i32> = 2025..=2028;

/// The same pay in several years.
pub fn in_years(terms: Terms) -> Vec<Payslip> {
    YEARS.map(|year| payslip(Terms { month: Date::first_of(year), ..terms })).collect()
}

/// The same pay in every sector.
pub fn in_sectors(terms: Terms) -> Vec<Payslip> {
    Sector::ALL.iter().map(|sector| payslip(Terms { sector: *sector, ..terms })).collect()
}
