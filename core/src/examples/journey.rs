//! Rows about the journey: facts as answers, then a column a step.

use super::kinds::{Outcome, compared, date};
use super::table::Row;
use super::{Difference, Unreadable};
use crate::assess::journey::{Journey, Kind, Progress, Stage, journey};
use crate::assess::{Assessment, assess};
use crate::profile::{Answers, Document, SECTIONS, Severity, Slot};
use crate::quantity::{Date, Interval};

/// The facts, the day, and a column a step.
pub(super) const COLUMNS: &[&str] = &[
    "facts",
    "on",
    Kind::Legalise.name(),
    Kind::Translate.name(),
    Kind::Medical.name(),
    Kind::Apply.name(),
    Kind::Decision.name(),
    Kind::Visa.name(),
    Kind::Enter.name(),
    Kind::Register.name(),
    Kind::TrpApply.name(),
    Kind::TrpDecision.name(),
    Kind::Card.name(),
    Kind::TrpEnd.name(),
    Kind::TrpExtend.name(),
    Kind::PrpApply.name(),
    Kind::PrpDecision.name(),
    Kind::Citizenship.name(),
    Kind::CertificateEnd.name(),
    Kind::TaxResident.name(),
    Kind::TaxReturn.name(),
];

/// Answers written as `journey.start=2026-12-01 days.kazakhstan=yes family.1.relation=child`. The rows of a section
/// are numbered from 1 without a gap.
fn facts(text: &str) -> Option<Document> {
    let mut document = Document::default();
    for fact in text.split_whitespace() {
        let (place, answer) = fact.split_once('=')?;
        let (section, rest) = place.split_once('.')?;
        let section = SECTIONS.iter().find(|known| known.name == section)?;
        let (row, field) = match section.list {
            true => rest.split_once('.').and_then(|(row, field)| Some((Some(row.parse::<u32>().ok()?), field)))?,
            false => (None, rest),
        };
        let field = section.field(field)?.name;
        if let Some(row) = row.filter(|row| !document.rows(section.name).contains(row))
            && document.add_row(section.name) != row
        {
            return None;
        }
        document.set(Slot { section: section.name, row, field }, answer);
    }
    Some(document)
}

/// The assessment of a row's facts. An answer that cannot be used would be passed over, and the row would
/// check something else: it is refused.
pub(super) fn answered(row: &Row<'_>, on: Date) -> Result<Assessment, Unreadable> {
    let all = assess(&row.read("facts", facts)?, on);
    if all.problems.iter().any(|problem| problem.severity == Severity::Refused) {
        return Err(Unreadable::Cell(row.line(), "facts"));
    }
    Ok(all)
}

pub(super) fn row(row: &Row<'_>) -> Outcome {
    let all = answered(row, row.read("on", date)?)?;
    let way = journey(&all);
    let named = |kind: &Kind| COLUMNS.iter().find(|column| **column == kind.name()).copied();
    compared(Kind::ALL.iter().filter_map(|kind| Some((*kind, named(kind)?))).map(|(kind, column)| cell(row, &way, kind, column)))
}

fn cell(row: &Row<'_>, way: &Journey, kind: Kind, column: &'static str) -> Option<Difference> {
    row.compare(column, way.stage(kind).map_or_else(|| "none".to_owned(), shown))
}

/// `2027-01-05..2027-02-10 by 2027-03-01 ~`
fn shown(stage: &Stage) -> String {
    if stage.progress == Progress::Passed {
        return "done".to_owned();
    }
    let mut text = range(stage.when);
    if let Some(by) = stage.by.filter(|_| stage.kind.can_be_late()) {
        text.push_str(" by ");
        text.push_str(&range(by));
    }
    if stage.is_estimate() {
        text.push_str(" ~");
    }
    text
}

fn range(days: Interval<Date>) -> String {
    if days.is_exact() { days.low.to_string() } else { format!("{}..{}", days.low, days.high) }
}
