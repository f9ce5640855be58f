//! The rules that a receipt's results rest on, with their values: whoever works it out later under other rules can
//! say which have changed.

use serde_json::{Value, json};

use crate::message::{Arg, Message};
use crate::quantity::Date;
use crate::rulebook::{Content, Dated, RULES, Rule};

/// A value of a rule, as a receipt states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Used {
    /// First day.
    pub from: Option<Date>,
    /// Last day; none while it is in force.
    pub to: Option<Date>,
    /// The value, as [`Content`] writes it.
    pub value: String,
}

/// A rule that is not the same in two receipts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleChange {
    /// The rule's name; its id where this rulebook does not know it.
    pub name: Arg,
    /// Its values in both; none where nothing rests on it.
    pub values: [Vec<Used>; 2],
}

/// Every rule that is cited somewhere in an assessment, each once, in the order of the rulebook.
pub(super) fn used(assessment: &Value) -> Value {
    let mut cited = Vec::new();
    collect(assessment, &mut cited);
    let values = RULES.iter().flat_map(|rule| rule.values.iter().map(move |value| (rule, value)));
    let readings = values.flat_map(|(rule, value)| {
        let others = value.others.iter().map(move |other| (rule, value, Some(other.reading), &other.content));
        std::iter::once((rule, value, None, &value.content)).chain(others)
    });
    let is_cited = |(rule, value, reading, _): &(&Rule, &Dated, Option<&str>, &Content)| {
        cited.contains(&(rule.id, value.from.to_string().as_str(), *reading))
    };
    readings
        .filter(is_cited)
        .map(|(rule, value, reading, content)| {
            json!({ "rule": rule.id, "reading": reading, "valid": [value.from, value.to], "value": content.to_string() })
        })
        .collect()
}

/// What a citation names: the rule, the first day of its value, and the reading.
type Cited<'a> = (&'a str, &'a str, Option<&'a str>);

fn collect<'a>(value: &'a Value, cited: &mut Vec<Cited<'a>>) {
    if let (Some(rule), Some(from)) = (value["rule"].as_str(), value["valid"][0].as_str()) {
        let own = (rule, from, value["reading"].as_str());
        if !cited.contains(&own) {
            cited.push(own);
        }
    }
    match value {
        Value::Array(list) => list.iter().for_each(|one| collect(one, cited)),
        Value::Object(object) => object.values().for_each(|one| collect(one, cited)),
        _ => {}
    }
}

/// The rules whose values differ.
pub(super) fn changes(before: &Value, after: &Value) -> Vec<RuleChange> {
    let lists = [before, after].map(|list| list.as_array().map_or(&[][..], Vec::as_slice));
    let mut seen: Vec<(&str, Option<&str>)> = Vec::new();
    for one in lists.iter().flat_map(|list| list.iter()) {
        let own = (one["rule"].as_str().unwrap_or_default(), one["reading"].as_str());
        if !seen.contains(&own) {
            seen.push(own);
        }
    }
    let change = |(rule, reading): (&str, Option<&str>)| {
        let of = |list: &[Value]| {
            list.iter().filter(|one| one["rule"] == rule && one["reading"].as_str() == reading).map(stated).collect::<Vec<_>>()
        };
        RuleChange { name: name(rule, reading), values: lists.map(of) }
    };
    seen.into_iter().map(change).filter(|change| change.values[0] != change.values[1]).collect()
}

fn stated(one: &Value) -> Used {
    let day = |place: usize| one["valid"][place].as_str().and_then(|text| Date::parse_iso(text).ok());
    Used { from: day(0), to: day(1), value: one["value"].as_str().unwrap_or_default().to_owned() }
}

fn name(id: &str, reading: Option<&str>) -> Arg {
    let Some(rule) = RULES.iter().find(|rule| rule.id == id) else { return Arg::Typed(id.to_owned()) };
    let others = || rule.values.iter().flat_map(|value| value.others);
    let other = reading.and_then(|reading| others().find(|other| other.reading == reading));
    Message::from(other.map_or(rule.name, |other| other.name)).into()
}
