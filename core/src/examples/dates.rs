//! Rows about dates: working days, and years and months from a day.

use super::kinds::{Columns, Outcome, compared, date};
use super::table::Row;
use crate::quantity::{EndOfMonth, Span, SpanError};
use crate::rulebook::business_days_after;

pub(super) const BUSINESS_DAYS: Columns = [&["from", "days"], &["result"]];
pub(super) const DATE_ADD: Columns = [&["date", "add", "rounding"], &["result"]];

pub(super) fn business_days(row: &Row<'_>) -> Outcome {
    let from = row.read("from", date)?;
    let days = row.read("days", |text| text.parse().ok())?;
    let result = business_days_after(from, days).map_or_else(|_| "not known".to_owned(), |end| end.date.to_string());
    compared([row.compare("result", result)])
}

pub(super) fn date_add(row: &Row<'_>) -> Outcome {
    let from = row.read("date", date)?;
    let span = row.read("add", |text| Span::parse(text).ok())?;
    let end = row.read("rounding", |text| match text {
        "up" => Some(EndOfMonth::Up),
        "down" => Some(EndOfMonth::Down),
        "refuse" => Some(EndOfMonth::Refuse),
        _ => None,
    })?;
    let result = match span.after(from, end) {
        Ok(date) => date.to_string(),
        Err(SpanError::Ambiguous) => "ambiguous".to_owned(),
        Err(SpanError::OutOfRange | SpanError::NotASpan) => "out of range".to_owned(),
    };
    compared([row.compare("result", result)])
}
