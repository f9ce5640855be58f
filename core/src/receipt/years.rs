//! The main results under the rules of the coming years, as far as they are known.

use serde_json::{Value, json};

use super::names::Names;
use super::results::{Line, lines};
use super::rules_used::{RuleChange, changes, used};
use super::{main_results, payslip};
use crate::assess::plan::plan_of;
use crate::assess::tax::payroll::{self, Terms};
use crate::assess::{Assessment, assess};
use crate::explain::Step;
use crate::profile::Document;
use crate::quantity::{Date, EndOfMonth};

/// How many years stand side by side.
const YEARS: i32 = 3;

/// The results of some years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Years {
    /// The days of the assessments, one a year.
    pub days: Vec<Date>,
    /// The results, a cell for each day.
    pub lines: Vec<Line>,
    /// The rules whose value changes from one year to the next, by the year in which the other one applies.
    pub changes: Vec<(i32, RuleChange)>,
}

/// The same answers on the same day of this year and the next ones. What rests on a rule that has no value for the
/// year is not known.
pub fn years(document: &Document, on: Date) -> Years {
    let days: Vec<Date> = (0..YEARS).filter_map(|ahead| on.plus_months(12 * ahead, EndOfMonth::Down).ok()).collect();
    let found: Vec<Assessment> = days.iter().map(|on| assess(document, *on)).collect();
    let results: Vec<Value> = found.iter().map(of_year).collect();
    let rules: Vec<Value> = results.iter().map(used).collect();
    let pairs = rules.iter().zip(rules.iter().skip(1)).zip(days.iter().skip(1));
    // What one year does not rest on has not changed.
    let both = |change: &RuleChange| change.values.iter().all(|values| !values.is_empty());
    let changed = pairs.flat_map(|((before, after), on)| changes(before, after).into_iter().filter(both).map(|change| (on.year(), change)));
    let changed = changed.collect();
    let lines = found.first().map(|first| lines(&results.iter().collect::<Vec<_>>(), &Names::of(first))).unwrap_or_default();
    Years { days, lines, changes: changed }
}

/// The results that belong to a year. The plan is left out: it would only begin a year later.
fn of_year(all: &Assessment) -> Value {
    let mut results = Value::from(main_results(all, &plan_of(all)));
    let unknown = || json!({ "not_known": null });
    if !is_in_force(&all.points.why, all.on) {
        results["points"] = unknown();
    }
    let places = all.eligibility.conditions.iter().enumerate().filter(|(_, condition)| !is_in_force(&condition.why, all.on));
    for (place, _) in places {
        results["conditions"][place]["not_known"] = Value::Null;
    }
    let is_over = |valid: &Value| valid[1].as_str().and_then(|last| Date::parse_iso(last).ok()).is_some_and(|last| last < all.on);
    for way in results["permits"].as_array_mut().into_iter().flatten() {
        if way["rules"].as_array().is_some_and(|rules| rules.iter().any(|rule| is_over(&rule["valid"]))) {
            way["not_known"] = Value::Null;
        }
    }
    // The month that the person chose for the payslip is of another year.
    let pay = Terms::of(&all.profile, all.on).filter(|_| all.profile.pay.employer_abroad != Some(true));
    results["pay"] = pay.map_or(Value::Null, |terms| json!({ "payslip": payslip(&payroll::payslip(Terms { month: all.on, ..terms })) }));
    results["plan"] = Value::Null;
    results
}

/// Whether all rules that an explanation rests on apply on a day; a value that is over stood in for the one that is
/// not known yet.
fn is_in_force(step: &Step, on: Date) -> bool {
    step.cites.iter().all(|cite| cite.dated().to.is_none_or(|to| to >= on)) && step.inputs.iter().all(|input| is_in_force(input, on))
}
