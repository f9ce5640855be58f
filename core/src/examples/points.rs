//! Rows about the points: facts and the points they give.

use super::Unreadable;
use super::facts::facts;
use super::kinds::{Columns, Outcome, compared, date};
use super::table::Row;
use crate::assess::points;
use crate::profile::Reading;
use crate::quantity::Date;

/// The name lets other rows and the tests refer to this person.
pub(super) const COLUMNS: Columns = [&["name", "facts"], &["low", "high", "verdict"]];

/// The date of all these rows: bands and windows depend on it.
const POINTS_ON: &str = "2026-11-21";

/// Some rows have answers that cannot be used on purpose: they count as not given.
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
