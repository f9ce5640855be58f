//! The main results of several receipts side by side.

use serde_json::Value;

use super::names::Names;
use crate::assess::permits::State;
use crate::assess::points::Verdict;
use crate::key;
use crate::message::{Arg, Key, Message};
use crate::quantity::{Date, Interval, Money, Tri};

/// A result of each receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub name: Arg,
    /// What each says; none where it says nothing of it.
    pub cells: Vec<Option<Shown>>,
}

impl Line {
    /// Whether all say the same.
    pub fn is_same(&self) -> bool {
        self.cells.iter().all(|cell| *cell == self.cells[0])
    }
}

/// How a result is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// As a figure or a text.
    As(Arg),
    /// As a day, or the first and the last day possible.
    Days(Interval<Date>),
}

/// Lines for all results that one of the assessments has; permits that are open to none are left out.
pub(super) fn lines(all: &[&Value], names: &Names) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut line = |name: Arg, read: &dyn Fn(&Value) -> Option<Shown>| {
        let cells: Vec<Option<Shown>> = all.iter().map(|one| read(one)).collect();
        if cells.iter().any(Option::is_some) {
            lines.push(Line { name, cells });
        }
    };
    line(key!("page.points").into(), &|all| {
        missing(&all["points"]).or_else(|| Some(Shown::As(Arg::Points(points(&all["points"]["total"])?))))
    });
    line(key!("receipts.verdict").into(), &|all| {
        let name = match Verdict::from_name(all["points"]["verdict"].as_str()?)? {
            Verdict::Above => key!("status.above"),
            Verdict::Depends => key!("status.depends"),
            Verdict::Below => key!("status.below"),
        };
        Some(text(name))
    });
    for id in ids(all, "/points/shares", "criterion") {
        let share = |all: &Value| Some(Shown::As(Arg::Points(points(&named(&all["points"]["shares"], "criterion", &id)?["points"])?)));
        line(names.criterion(&id), &share);
    }
    for id in ids(all, "/conditions", "id") {
        let condition = |all: &Value| {
            let condition = named(&all["conditions"], "id", &id)?;
            missing(condition).or_else(|| Some(text(met(condition["met"].as_str()?)?)))
        };
        line(names.condition(&id), &condition);
    }
    line(key!("page.tax-residence").into(), &|all| {
        let residency = &all["residency"];
        missing(residency).or_else(|| Some(Shown::As(Arg::Tri(Tri::from_name(residency["outcome"]["resident"].as_str()?)?))))
    });
    line(key!("pay.net").into(), &|all| {
        let net = &all["pay"]["payslip"]["net"];
        missing(net).or_else(|| Some(Shown::As(Arg::Money(Money::parse(net.as_str()?).ok()?))))
    });
    for id in ids(all, "/permits", "way") {
        let state = |all: &Value| {
            let way = named(&all["permits"], "way", &id)?;
            missing(way).or_else(|| Some(text(State::from_name(way["state"].as_str()?)?.label())))
        };
        if all.iter().any(|one| named(&one["permits"], "way", &id).is_some_and(|way| way["state"] != State::NotForMe.name())) {
            line(names.permit(&id), &state);
        }
    }
    for id in ids(all, "/plan/steps", "step") {
        let when = |all: &Value| {
            let when = &named(&all["plan"]["steps"], "step", &id)?["when"];
            let day = |place: usize| Date::parse_iso(when[place].as_str()?).ok();
            Some(Shown::Days(Interval { low: day(0)?, high: day(1)? }))
        };
        line(names.step(&id), &when);
    }
    lines
}

fn text(key: Key) -> Shown {
    Shown::As(Message::from(key).into())
}

/// That a result is not known, where a rule for its date is missing.
fn missing(value: &Value) -> Option<Shown> {
    value.get("not_known").map(|_| text(key!("explain.not-known")))
}

fn met(name: &str) -> Option<Key> {
    Some(match Tri::from_name(name)? {
        Tri::Yes => key!("status.met"),
        Tri::No => key!("status.not-met"),
        Tri::Unknown => key!("status.open"),
    })
}

fn points(value: &Value) -> Option<Interval<i32>> {
    let end = |place: usize| value[place].as_i64().and_then(|number| i32::try_from(number).ok());
    Some(Interval { low: end(0)?, high: end(1)? })
}

/// The names that rows of a list have, in order, those of the first assessment first.
fn ids(all: &[&Value], list: &str, name: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let rows = all.iter().filter_map(|one| one.pointer(list)?.as_array()).flatten();
    for id in rows.filter_map(|row| row[name].as_str()) {
        if !found.iter().any(|known| known == id) {
            found.push(id.to_owned());
        }
    }
    found
}

/// The row of a list that has a name.
pub(super) fn named<'a>(list: &'a Value, name: &str, id: &str) -> Option<&'a Value> {
    list.as_array()?.iter().find(|row| row[name] == id)
}
