//! A person's answers in a cell of a table.

use super::Unreadable;
use super::table::Row;
use crate::assess::{Assessment, assess};
use crate::profile::{Answers, Document, Section, Severity, Slot};
use crate::quantity::Date;

/// Answers written as `journey.start=2026-12-01 days.kazakhstan=yes family.1.relation=child`. The rows of a section
/// are numbered from 1 without a gap. A row without answers is `certificates.1.related=`.
///
/// None where a question is unknown or a row is skipped.
pub fn facts(text: &str) -> Option<Document> {
    let mut document = Document::default();
    for fact in text.split_whitespace() {
        let (place, answer) = fact.split_once('=')?;
        let slot = Slot::parse(place)?;
        if slot.row.is_none() && Section::named(slot.section)?.list {
            return None;
        }
        if let Some(row) = slot.row.filter(|row| !document.has_row(slot.section, *row))
            && document.add_row(slot.section) != row
        {
            return None;
        }
        document.set(slot, answer);
    }
    Some(document)
}

/// The assessment of a row's facts. An answer that cannot be used is refused: without it the row would check
/// something else.
pub(super) fn answered(row: &Row<'_>, on: Date) -> Result<Assessment, Unreadable> {
    let all = assess(&row.read("facts", facts)?, on);
    if all.problems.iter().any(|problem| problem.severity == Severity::Refused) {
        return Err(Unreadable::Cell(row.line(), "facts"));
    }
    Ok(all)
}
