//! An assessment as JSON: what went in, what came out and why, so that anybody can work it out again.

mod names;
mod papers;
mod permits;
mod plan;
mod results;
mod rules_used;
mod summary;
mod verify;
mod years;

pub use results::{Line, Shown};
pub use rules_used::{RuleChange, Used};
pub use summary::summary;
pub use verify::{Mismatch, ReceiptFault, Verified, verify};
pub use years::{Years, years};

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::assess::eligibility::documents::{Documents, Item};
use crate::assess::eligibility::{Condition, Open};
use crate::assess::guidance::goals::{Aim, ChangeSet, Goals, goals};
use crate::assess::guidance::guide::{Goal, guide, stop_proof};
use crate::assess::guidance::outlook::outlook;
use crate::assess::plan::{Plan, plan_of};
use crate::assess::points::uncertainty::{Cause, Part, parts_of as parts};
use crate::assess::programmes::{self, Match};
use crate::assess::residence::clocks::clocks;
use crate::assess::residence::planning::{Leaving, Planning, planning};
use crate::assess::residence::residency::Residency;
use crate::assess::tax::business::{self, YearOfBusiness};
use crate::assess::tax::income::{self, Foreign, YearOfIncome};
use crate::assess::tax::pay::{self, JobYear, Totals, YearOfPay};
use crate::assess::tax::payroll::{self, Pay, Payslip};
use crate::assess::{Assessment, assess, points};
use crate::message::Message;
use crate::profile::{Document, write_json};
use crate::quantity::Date;
use crate::rulebook::{HASH, NotKnown};

/// The version of the receipt's form.
pub const RECEIPT: u64 = 1;

/// The receipt of a profile's assessment on a date.
pub fn receipt(document: &Document, on: Date) -> Value {
    receipt_of(document, &assess(document, on))
}

/// The main results of a profile's assessment on a date, each with one cell.
pub fn results(document: &Document, on: Date) -> Vec<Line> {
    let all = assess(document, on);
    let found = Value::Object(main_results(&all, &plan_of(&all)));
    results::lines(&[&found], &names::Names::of(&all))
}

/// The receipt as a file: what the page saves and the command line prints, to the byte.
pub fn receipt_file(document: &Document, on: Date) -> String {
    write_json(&receipt(document, on)) + "\n"
}

fn receipt_of(document: &Document, all: &Assessment) -> Value {
    let assessment = assessment(document, all);
    json!({
        "receipt": RECEIPT,
        "program": env!("CARGO_PKG_VERSION"),
        "rulebook": HASH,
        "on": all.on,
        "profile": document,
        "rules": rules_used::used(&assessment),
        "assessment": assessment,
    })
}

/// What people come for; the rest of a receipt follows it.
fn main_results(all: &Assessment, plan: &Plan) -> Map<String, Value> {
    let parts = [
        ("points", points_value(&all.points)),
        ("conditions", all.eligibility.conditions.iter().map(condition).collect()),
        ("residency", all.residency.as_ref().map_or_else(|missing| json!(missing), residency)),
        ("pay", all.pay.as_ref().map_or(Value::Null, pay_value)),
        ("permits", permits::found(all)),
        ("plan", plan::plan(plan)),
    ];
    parts.into_iter().map(|(name, part)| (name.to_owned(), part)).collect()
}

fn assessment(document: &Document, all: &Assessment) -> Value {
    let problems = all.problems.iter().map(
        |problem| json!({ "slot": problem.slot, "message": problem.message, "used": problem.severity == crate::profile::Severity::Note }),
    );
    let asked = guide(document, all, Goal::Qualify, &[]).next();
    let plan = plan_of(all);
    let parts = [
        ("width", parts(all).iter().map(part).collect()),
        ("outlook", outlook(document, all.on).iter().map(|year| json!([year.on, year.points.total])).collect()),
        ("goals", Aim::ALL.iter().map(|aim| (aim.name().to_owned(), reached(&goals(document, all.on, *aim)))).collect()),
        ("documents", papers(&all.documents)),
        ("family", json!(all.family.members)),
        (
            "employer_abroad",
            pay::abroad(&all.profile, &all.residency, all.on)
                .map_or(Value::Null, |abroad| json!({ "exempt": abroad.exempt, "tax_of_a_resident": known(&abroad.tax) })),
        ),
        ("planning", all.residency.as_ref().map_or(Value::Null, |residency| planned(&planning(&all.profile, all.on, residency)))),
        ("clocks", json!(clocks(&all.profile, all.on))),
        ("year", pay::year(&all.profile, all.on).map_or(Value::Null, |year| year_of_pay(&year))),
        ("business", business::assess(&all.profile, all.on).map_or(Value::Null, |year| year_of_business(&year))),
        ("income", year_of_income(&income::assess(&all.profile, &all.residency, all.on))),
        ("duties", permits::due(all, &plan)),
        ("permit_papers", papers::listed(all, &plan)),
        ("programmes", programmes::matches(all).iter().map(programme).collect()),
        ("next", json!(asked.map(|question| question.slot))),
        ("settled", json!(stop_proof(document, all, &[]).name())),
        ("problems", problems.collect()),
    ];
    let mut found = main_results(all, &plan);
    found.extend(parts.into_iter().map(|(name, part)| (name.to_owned(), part)));
    found.into()
}

fn pay_value(pay: &Pay) -> Value {
    let others = pay.others.iter().map(|(name, other)| json!({ "reading": name, "net": known(&other.net) }));
    json!({ "payslip": payslip(&pay.payslip), "assumed": pay.assumed, "other_readings": others.collect::<Vec<_>>() })
}

fn programme(one: &Match) -> Value {
    json!({
        "id": one.programme.id(),
        "verdict": one.verdict,
        "short": one.short().map(|(sum, compared)| json!({ "sum": sum.to_string(), "by_rates": compared.about })),
        "open": one.open().map(programmes::Open::name).collect::<Vec<_>>(),
    })
}

fn points_value(points: &points::Points) -> Value {
    let shares = points
        .shares
        .iter()
        .map(|share| json!({ "criterion": share.criterion.id(), "points": share.points, "maximum": share.maximum, "own": share.own }));
    json!({
        "total": points.total,
        "pass_mark": points.pass_mark,
        "scale": points.scale,
        "verdict": points.verdict,
        "other_reading": points.other_reading,
        "shares": shares.collect::<Vec<_>>(),
        "why": points.why,
    })
}

fn part(part: &Part) -> Value {
    let cause = match part.cause {
        Cause::Answer(slot) => format!("answer {}", slot.path()),
        Cause::Bands(criterion) => format!("bands {}", criterion.id()),
        Cause::Maxima => "maxima".to_owned(),
    };
    json!({ "cause": cause, "points": part.points })
}

fn reached(goals: &Goals) -> Value {
    let way = |way: &ChangeSet| {
        let changes: Vec<Message> = way.changes.iter().map(|change| change.text()).collect();
        json!({ "changes": changes, "on": way.on, "points": way.total, "smaller_tried": way.tried })
    };
    json!({ "reached": goals.reached, "found": goals.found, "tried": goals.tried, "ways": goals.sets.iter().map(way).collect::<Vec<_>>() })
}

fn papers(documents: &Documents) -> Value {
    let item = |item: &Item| {
        json!({
            "paper": item.paper,
            "of": item.subject,
            "state": item.state,
            "asked": item.asked,
            "valid": item.valid,
        })
    };
    json!({
        "apply_on": documents.apply,
        "done": documents.done,
        "asked": documents.asked,
        "items": documents.items.iter().map(item).collect::<Vec<_>>(),
    })
}

fn condition(condition: &Condition) -> Value {
    let open = condition.open.map(|open| match open {
        Open::Unanswered(slot) => format!("unanswered {}", slot.path()),
        Open::Points => "points".to_owned(),
        Open::Authorities => "authorities".to_owned(),
    });
    json!({ "id": condition.id, "met": condition.met, "open": open, "why": condition.why })
}

fn residency(residency: &Residency) -> Value {
    json!({
        "year": residency.year,
        "outcome": residency.outcome,
        "other": residency.other,
        "becomes_on": residency.becomes_on,
        "days_left": residency.days_left,
        "assumed": residency.assumed,
    })
}

fn payslip(payslip: &Payslip) -> Value {
    let lines = |lines: &[payroll::Line]| lines.iter().map(|line| (line.id.to_owned(), known(&line.amount))).collect::<Map<_, _>>();
    json!({
        "month": format!("{:04}-{:02}", payslip.terms.month.year(), payslip.terms.month.month()),
        "sector": payslip.terms.sector,
        "gross": payslip.terms.gross,
        "employee": lines(&payslip.employee),
        "employer": lines(&payslip.employer),
        "net": known(&payslip.net),
        "cost": known(&payslip.cost),
        "why": payslip.why,
    })
}

fn planned(planning: &Planning) -> Value {
    let leaving = match planning.leaving {
        Leaving::Nothing => Value::Null,
        Leaving::NonResident { from, .. } => json!({ "non_resident_from": from }),
        Leaving::Resident => json!("resident"),
        Leaving::Open { from, .. } => json!({ "open_from": from }),
    };
    let countings = planning
        .countings
        .iter()
        .map(|(counting, outcome)| json!({ "counting": counting, "days": outcome.days, "resident": outcome.resident }));
    json!({
        "days": planning.days,
        "latest_exit": planning.latest_exit,
        "passed_on": planning.passed_on,
        "leaving": leaving,
        "countings": countings.collect::<Vec<_>>(),
    })
}

fn year_of_pay(year: &YearOfPay) -> Value {
    let totals = |totals: Totals| {
        let taken = totals.taken.each_ref().map(known);
        json!({ "gross": totals.gross, "taken": taken, "net": known(&totals.net), "cost": known(&totals.cost) })
    };
    let job = |job: &JobYear| json!({ "name": job.name, "month": payslip(&job.month), "totals": totals(job.totals) });
    json!({ "year": year.year, "jobs": year.jobs.iter().map(job).collect::<Vec<_>>(), "totals": totals(year.totals) })
}

fn year_of_business(year: &YearOfBusiness) -> Value {
    json!({
        "year": year.year,
        "profit": year.profit,
        "social": known(&year.social.0),
        "medical": known(&year.medical.0),
        "regimes": year.regimes,
    })
}

fn year_of_income(year: &YearOfIncome) -> Value {
    let foreign = |row: &Foreign| {
        json!({
            "row": row.id,
            "treaty": row.treaty,
            "line": row.line.as_ref().map_or_else(|missing| json!({ "missing": missing.text() }), |line| json!(line)),
        })
    };
    json!({
        "year": year.year,
        "local": year.local,
        "foreign": year.foreign.iter().map(foreign).collect::<Vec<_>>(),
        "resident": known(&year.resident),
        "non_resident": known(&year.non_resident),
        "more": known(&year.more),
        "break_even": year.break_even.map(|even| even.days),
    })
}

/// What was found, or why it is not known.
fn known<T: Serialize>(found: &Result<T, NotKnown>) -> Value {
    found.as_ref().map_or_else(|missing| json!(missing), |found| json!(found))
}
