//! Rows about the journey: facts, then one column a step.

use super::Difference;
use super::facts::answered;
use super::kinds::{Columns, Outcome, compared, date};
use super::table::Row;
use crate::assess::plan::{Kind, Plan, Progress, Stage, plan_of};
use crate::quantity::{Date, Interval};

pub(super) const COLUMNS: Columns = [&["facts", "on"], STEPS];

const STEPS: &[&str] = &[
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

pub(super) fn row(row: &Row<'_>) -> Outcome {
    let all = answered(row, row.read("on", date)?)?;
    let way = plan_of(&all);
    let named = |kind: &Kind| STEPS.iter().find(|column| **column == kind.name()).copied();
    compared(Kind::ALL.iter().filter_map(|kind| Some((*kind, named(kind)?))).map(|(kind, column)| cell(row, &way, kind, column)))
}

fn cell(row: &Row<'_>, way: &Plan, kind: Kind, column: &'static str) -> Option<Difference> {
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
