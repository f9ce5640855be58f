//! Rows about programmes of other countries: facts as answers, a programme, and how it stands.

use super::csv::Row;
use super::journey::answered;
use super::kinds::{Outcome, compared, date};
use crate::assess::programmes::{Match, Open, matches};
use crate::rulebook::programmes::Per;

pub(super) const COLUMNS: &[&str] = &["facts", "on", "programme", "verdict", "short", "open"];

pub(super) fn row(row: &Row<'_>) -> Outcome {
    let all = answered(row, row.read("on", date)?)?;
    let found = matches(&all);
    let one = row.read("programme", |id| found.iter().find(|one| one.programme.id() == id))?;
    compared([row.compare("verdict", one.verdict.name().to_owned()), row.compare("short", short(one)), row.compare("open", open(one))])
}

/// `410 USD month`: what is short in the programme's own currency.
fn short(one: &Match) -> String {
    let Some((sum, _)) = one.short() else { return "none".to_owned() };
    let per = match sum.per {
        Per::Month => "month",
        Per::Year => "year",
        Per::Once => "once",
        Per::Funds => "funds",
    };
    format!("{} {} {per}", sum.amount.qepik() / 100, sum.currency)
}

/// `income remote not-stated`: what is not known, in the order of the conditions.
fn open(one: &Match) -> String {
    let open = one.conditions.iter().filter_map(|condition| condition.open).map(|open| match open {
        Open::Answer(slot) => slot.field.to_owned(),
        Open::NotStated => "not-stated".to_owned(),
        Open::NoRate(currency) => format!("no-rate:{currency}"),
        Open::Authorities => "authorities".to_owned(),
    });
    let open: Vec<String> = open.collect();
    if open.is_empty() { "none".to_owned() } else { open.join(" ") }
}
