//! Rows about the points: facts as answers, and what comes out of them.

use super::Unreadable;
use super::facts::facts;
use super::kinds::{Columns, Outcome, compared, date};
use super::table::Row;
use crate::assess::points;
use crate::profile::Reading;
use crate::quantity::Date;

/// A name, so that other rows and the tests can speak of this person.
pub(super) const COLUMNS: Columns = [&["name", "facts"], &["low", "high", "verdict"]];

/// The date of the points examples: bands and windows of a row hang on it, so it is fixed.
const POINTS_ON: &str = "2026-11-21";

/// Answers that cannot be used are part of some rows: they count as not given.
pub(super) fn row(row: &Row<'_>) -> Outcome {
    if row.cell("name").is_empty() {
        return Err(Unreadable::Cell(row.line(), "name"));
    }
    let document = row.read("facts", facts)?;
    let on = date(POINTS_ON).unwrap_or(Date::MIN);
    let result = points::assess(&Reading::of(&document, on).profile, on);
    compared([
        row.compare("low", result.total.low.to_string()),
        row.compare("high", result.total.high.to_string()),
        row.compare("verdict", result.verdict.name().to_owned()),
    ])
}
