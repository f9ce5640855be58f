//! Rows about papers: facts, a permit, and the articles that apply to this person.

use super::facts::answered;
use super::kinds::{Columns, Outcome, compared, date};
use super::table::Row;
use crate::assess::eligibility::papers::{Purpose, lists};
use crate::assess::plan::plan_of;
use crate::quantity::Tri;

pub(super) const COLUMNS: Columns = [&["facts", "on", "permit"], &["asked"]];

pub(super) fn row(row: &Row<'_>) -> Outcome {
    let all = answered(row, row.read("on", date)?)?;
    let permit = row.read("permit", Purpose::from_name)?;
    let lists = lists(&all, &plan_of(&all));
    let lines = lists.iter().filter(|list| list.purpose == permit).flat_map(|list| &list.lines);
    // In the order of the law; a question mark if it depends on an open answer.
    let asked = lines.filter_map(|line| match line.asked {
        Tri::Yes => Some(line.article.to_owned()),
        Tri::Unknown => Some(format!("{}?", line.article)),
        Tri::No => None,
    });
    let asked: Vec<String> = asked.collect();
    compared([row.compare("asked", if asked.is_empty() { "none".to_owned() } else { asked.join(" ") })])
}
