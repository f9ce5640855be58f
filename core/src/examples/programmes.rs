//! Rows about programmes of other countries: facts, a programme, and whether it fits.

use super::facts::answered;
use super::kinds::{Columns, Outcome, compared, date};
use super::table::Row;
use crate::assess::programmes::{Open, matches};

pub(super) const COLUMNS: Columns = [&["facts", "on", "programme"], &["verdict", "short", "open"]];

pub(super) fn row(row: &Row<'_>) -> Outcome {
    let all = answered(row, row.read("on", date)?)?;
    let found = matches(&all);
    let one = row.read("programme", |id| found.iter().find(|one| one.programme.id() == id))?;
    let short = one.short().map_or_else(|| "none".to_owned(), |(sum, _)| sum.to_string());
    let open: Vec<String> = one.open().map(Open::name).collect();
    let open = if open.is_empty() { "none".to_owned() } else { open.join(" ") };
    compared([row.compare("verdict", one.verdict.name().to_owned()), row.compare("short", short), row.compare("open", open)])
}
