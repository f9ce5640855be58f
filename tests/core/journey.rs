//! The plan with every date. Who trusts a date that is a day late misses a deadline, so dates are found
//! again by counting day by day, and slack by trying to be late.

mod course;
mod entered;
mod permits;
mod warnings;
mod working_days;

use std::collections::BTreeSet;

use hsmp::assess::permits::{Condition, State, duties, permit_options, settles};
use hsmp::assess::plan::{Kind, Plan, Progress, Risk, Stage, Warning, plan_of};
use hsmp::assess::{Assessment, assess};
use hsmp::key;
use hsmp::message::Message;
use hsmp::profile::{Ground, Permits, Problem, Severity};
use hsmp::quantity::{Date, EndOfMonth, Interval, Money, Tri, Weekday};
use hsmp::rulebook::{Certainty, business_days_after, business_days_range, latest_safe_start, latest_start};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{date, document};

const ON: &str = "2026-11-24";

fn plan(answers: Value) -> Plan {
    plan_of(&assess(&document(answers), date(ON)))
}

fn stage(plan: &Plan, kind: Kind) -> &Stage {
    plan.stage(kind).unwrap_or_else(|| panic!("no {kind:?}"))
}

fn warning(plan: &Plan, risk: Risk) -> Option<&Warning> {
    plan.warnings.iter().find(|warning| warning.risk == risk)
}
