//! Rows about permits: facts, a ground and its state. Rows about duties.

use super::Unreadable;
use super::facts::answered;
use super::kinds::{Columns, Outcome, compared, date, range, yes_no};
use super::table::Row;
use crate::assess::permits::{Age, Fee, Missing, Payer, fee, permanent_fee, permit_options};
use crate::profile::Speed;
use crate::quantity::{Date, Tri};
use crate::rulebook::rules;

pub(super) const PERMIT: Columns = [&["facts", "on", "ground"], &["state", "missing", "term", "extension"]];
pub(super) const FEE: Columns = [&["permit", "term", "age", "student", "speed", "programme"], &["fee"]];

pub(super) fn permit(row: &Row<'_>) -> Outcome {
    let all = answered(row, row.read("on", date)?)?;
    let ways = permit_options(&all);
    let way = row.read("ground", |id| ways.iter().find(|way| way.id() == id))?;
    let missing = way.conditions.iter().flat_map(|condition| &condition.missing).map(|(slot, missing)| match missing {
        Missing::Amount(amount) => format!("{}:{amount}", slot.field),
        Missing::Number(number) => format!("{}:{number}", slot.field),
        Missing::Until(date) => format!("{}:{date}", slot.field),
    });
    let missing: Vec<String> = missing.collect();
    let missing = if missing.is_empty() { "none".to_owned() } else { missing.join(" ") };
    let [term, extension] = way.terms.map_or([String::new(), String::new()], |terms| terms.map(|months| months.to_string()));
    compared([
        row.compare("state", way.state.name().to_owned()),
        row.compare("missing", missing),
        row.compare("term", term),
        row.compare("extension", extension),
    ])
}

pub(super) fn duty(row: &Row<'_>) -> Outcome {
    // The examples use the duties in force since the latest rule began.
    let on = rules::DUTY_PROGRAMME_COLUMN.rule().values.last().map_or(Date::MIN, |value| value.from);
    let age = row.read("age", |text| text.parse::<u8>().ok())?;
    let minor = rules::DUTY_MINOR_AGE.on_or_latest(on).is_some_and(|found| i32::from(age) < found.value);
    let age = if minor { Age::Minor } else { Age::Adult };
    let found = match row.cell("permit") {
        "prp" => permanent_fee(age, row.cell("speed") == "sixty", on),
        "trp" => {
            let term = row.read("term", |text| text.parse().ok())?;
            let student = Tri::from(row.read("student", yes_no)?);
            let speed = row.read("speed", |text| match text {
                "" => Some(None),
                _ => Speed::from_name(text).map(Some),
            })?;
            fee(Payer { age, student, programme: row.read("programme", yes_no)?, protected: false }, term, speed, on)
        }
        _ => return Err(Unreadable::Cell(row.line(), "permit")),
    };
    compared([row.compare("fee", shown(&found))])
}

fn shown(fee: &Fee) -> String {
    fee.amount.map_or_else(|| "not known".to_owned(), range)
}
