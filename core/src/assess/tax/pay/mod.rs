//! What a month's pay leads to beyond its payslip: back from net to gross, cliffs, a whole year,
//! other years and sectors.

mod cliffs;
mod reverse;
mod year;

pub use cliffs::{Cliff, Curve, Point, Segment, cliffs, curve};
pub use reverse::gross_for;
pub use year::{Abroad, JobYear, Totals, YearOfPay, abroad, year};
pub(super) use year::{by_any_table, cites_abroad};

use super::payroll::{Payslip, Schedule, Terms, payslip};
use crate::profile::Sector;
use crate::quantity::{Date, Money};
use crate::rulebook::NotKnown;

/// The years that are put side by side.
pub const YEARS: std::ops::RangeInclusive<i32> = 2025..=2028;

/// The same pay under other circumstances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// Worked out.
    pub slip: Payslip,
    /// Whether it is the person's own case.
    pub own: bool,
    /// How much more it leaves than the person's own.
    pub more: Result<Money, NotKnown>,
}

fn compared(own: Terms, terms: Terms, is_own: bool) -> Compared {
    let slip = payslip(terms);
    let more = slip.net.and_then(|net| Ok(net - Schedule::of(own).net(own.gross)?));
    Compared { more: if is_own { Ok(Money::ZERO) } else { more }, own: is_own, slip }
}

/// The same pay in several years.
pub fn in_years(terms: Terms) -> Vec<Compared> {
    YEARS.map(|year| compared(terms, Terms { month: Date::first_of(year), ..terms }, year == terms.month.year())).collect()
}

/// The same pay in every sector.
pub fn in_sectors(terms: Terms) -> Vec<Compared> {
    Sector::ALL.iter().map(|sector| compared(terms, Terms { sector: *sector, ..terms }, *sector == terms.sector)).collect()
}
