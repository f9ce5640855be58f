//! An assessment as JSON: what went in, what came out and why, so that anybody can work it out again.

mod brief;
mod journey;
mod papers;
mod permits;
mod verify;

pub use brief::brief;
pub use verify::{Mismatch, ReceiptFault, verify};

use serde_json::{Map, Value, json};

use crate::assess::business::{self, Taken, YearOfBusiness};
use crate::assess::clocks::{Clock, clocks};
use crate::assess::documents::{Documents, Item};
use crate::assess::eligibility::{Condition, Open};
use crate::assess::family::Member;
use crate::assess::goals::{Aim, Goals, Way, goals};
use crate::assess::income::{self, Foreign, Tax, YearOfIncome};
use crate::assess::next::next;
use crate::assess::outlook::outlook;
use crate::assess::pay::{self, JobYear, Totals, YearOfPay};
use crate::assess::payroll::{Line, Payslip};
use crate::assess::planning::{Leaving, Planning, planning};
use crate::assess::points::width::{Cause, Part, parts_of as parts};
use crate::assess::programmes::{self, Match};
use crate::assess::residency::{Outcome, Residency};
use crate::assess::{Assessment, assess, points};
use crate::explain::Step;
use crate::message::{Arg, Message};
use crate::profile::{Document, Paper, Relation};
use crate::quantity::{Date, Interval, Money, Points, Tri};
use crate::rulebook::{Citation, HASH, NotKnown};

/// The version of the receipt's form.
pub const RECEIPT: u64 = 1;

/// The receipt of a profile's assessment on a date.
pub fn receipt(document: &Document, on: Date) -> Value {
    json!({
        "receipt": RECEIPT,
        "program": env!("CARGO_PKG_VERSION"),
        "rulebook": HASH,
        "on": on.to_string(),
        "profile": serde_json::from_str::<Value>(&document.to_json()).unwrap_or_default(),
        "assessment": assessment(document, &assess(document, on)),
    })
}

fn assessment(document: &Document, all: &Assessment) -> Value {
    let problems = all.problems.iter().map(|problem| {
        json!({ "slot": problem.slot.path(), "message": message(&problem.message), "used": problem.severity == crate::profile::Severity::Note })
    });
    let asked = next(document, all, &[]);
    let plan = crate::assess::journey::journey(all);
    json!({
        "points": points_value(&all.points),
        "width": parts(all).iter().map(part).collect::<Vec<_>>(),
        "outlook": outlook(document, all.on).iter().map(|year| json!([year.on.to_string(), range(year.points.total)])).collect::<Vec<_>>(),
        "goals": Aim::ALL.iter().map(|aim| (aim.name().to_owned(), reached(&goals(document, all.on, *aim)))).collect::<Map<_, _>>(),
        "documents": papers(&all.documents),
        "family": all.family.members.iter().map(member).collect::<Vec<_>>(),
        "conditions": all.eligibility.conditions.iter().map(condition).collect::<Vec<_>>(),
        "residency": all.residency.as_ref().map_or_else(|missing| not_known(*missing), residency),
        "pay": all.pay.as_ref().map(|pay| json!({
            "payslip": payslip(&pay.payslip),
            "assumed": pay.assumed.iter().map(|key| key.name()).collect::<Vec<_>>(),
            "other_readings": pay.others.iter().map(|(name, other)| json!({ "reading": name.name(), "net": known(other.net) })).collect::<Vec<_>>(),
        })),
        "employer_abroad": pay::abroad(&all.profile, &all.residency, all.on).map(|abroad| json!({
            "exempt": abroad.exempt.name(),
            "tax_of_a_resident": abroad.tax.map_or_else(not_known, |tax| json!([tax.low.to_string(), tax.high.to_string()])),
        })),
        "planning": all.residency.as_ref().ok().map(|residency| planned(&planning(&all.profile, all.on, residency))),
        "clocks": clocks(&all.profile, all.on).iter().map(clock).collect::<Vec<_>>(),
        "year": pay::year(&all.profile, all.on).map(|year| year_of_pay(&year)),
        "business": business::assess(&all.profile, all.on).map(|year| year_of_business(&year)),
        "income": year_of_income(&income::assess(&all.profile, &all.residency, all.on)),
        "permits": permits::found(all),
        "plan": journey::plan(&plan),
        "duties": permits::due(all, &plan),
        "permit_papers": papers::listed(all, &plan),
        "programmes": programmes::matches(all).iter().map(programme).collect::<Vec<_>>(),
        "next": asked.question.map(|question| question.slot.path()),
        "settled": asked.settled.name(),
        "problems": problems.collect::<Vec<_>>(),
    })
}

fn programme(one: &Match) -> Value {
    json!({
        "id": one.programme.id(),
        "verdict": one.verdict.name(),
        "short": one.short().map(|(sum, compared)| json!({ "sum": sum.to_string(), "by_rates": compared.about })),
        "open": one.open().map(programmes::Open::name).collect::<Vec<_>>(),
    })
}

fn points_value(points: &points::Points) -> Value {
    let shares = points.shares.iter().map(|share| {
        json!({ "criterion": share.criterion.id(), "points": range(share.points), "maximum": range(share.maximum), "own": share.own })
    });
    json!({
        "total": range(points.total),
        "pass_mark": points.pass_mark,
        "scale": points.scale,
        "verdict": points.verdict.name(),
        "other_reading": points.other_reading.map(range),
        "shares": shares.collect::<Vec<_>>(),
        "why": step(&points.why),
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
    let way = |way: &Way| {
        let changes: Vec<Value> = way.changes.iter().map(|change| message(&change.text())).collect();
        json!({ "changes": changes, "on": way.on.to_string(), "points": range(way.total), "smaller_tried": way.tried })
    };
    json!({ "reached": goals.reached, "found": goals.found, "tried": goals.tried, "ways": goals.ways.iter().map(way).collect::<Vec<_>>() })
}

fn papers(documents: &Documents) -> Value {
    let item = |item: &Item| {
        json!({
            "paper": item.paper.name(),
            "of": item.subject.as_ref().map(message),
            "state": item.state.map(Paper::name),
            "asked": item.asked,
            "valid": item.valid.map(Tri::name),
        })
    };
    json!({
        "apply_on": documents.apply.to_string(),
        "done": documents.done,
        "asked": documents.asked,
        "items": documents.items.iter().map(item).collect::<Vec<_>>(),
    })
}

fn member(member: &Member) -> Value {
    let limits = member.limits.map(|limits| limits.map(|limit| json!({ "age": limit.age, "on": limit.on.to_string() })));
    json!({
        "row": member.id,
        "relation": member.relation.map(Relation::name),
        "programme": member.programme.name(),
        "code": member.code.name(),
        "limits": limits.map(|limits| limits.to_vec()),
        "why": step(&member.why),
    })
}

fn condition(condition: &Condition) -> Value {
    let open = condition.open.map(|open| match open {
        Open::Unanswered(slot) => format!("unanswered {}", slot.path()),
        Open::Points => "points".to_owned(),
        Open::Authorities => "authorities".to_owned(),
    });
    json!({ "id": condition.id, "met": condition.met.name(), "open": open, "why": step(&condition.why) })
}

fn residency(residency: &Residency) -> Value {
    json!({
        "year": residency.year,
        "outcome": outcome(&residency.outcome),
        "other": outcome(&residency.other),
        "becomes_on": residency.becomes_on.map(|date| date.to_string()),
        "days_left": residency.days_left,
        "assumed": residency.assumed.iter().map(|key| key.name()).collect::<Vec<_>>(),
    })
}

fn outcome(outcome: &Outcome) -> Value {
    json!({
        "period": outcome.period.name(),
        "days": range(outcome.days),
        "resident": outcome.resident.name(),
        "why": step(&outcome.why),
    })
}

fn payslip(payslip: &Payslip) -> Value {
    let lines = |lines: &[Line]| lines.iter().map(|line| (line.id.to_owned(), known(line.amount))).collect::<Map<_, _>>();
    json!({
        "month": format!("{:04}-{:02}", payslip.terms.month.year(), payslip.terms.month.month()),
        "sector": payslip.terms.sector.name(),
        "gross": payslip.terms.gross.to_string(),
        "employee": lines(&payslip.employee),
        "employer": lines(&payslip.employer),
        "net": known(payslip.net),
        "cost": known(payslip.cost),
        "why": step(&payslip.why),
    })
}

fn planned(planning: &Planning) -> Value {
    let date = |date: Option<Date>| date.map(|date| date.to_string());
    let leaving = match planning.leaving {
        Leaving::Nothing => Value::Null,
        Leaving::NonResident { from, .. } => json!({ "non_resident_from": from.to_string() }),
        Leaving::Resident => json!("resident"),
        Leaving::Open { from, .. } => json!({ "open_from": from.to_string() }),
    };
    let countings = planning
        .countings
        .iter()
        .map(|(counting, judged)| json!({ "counting": counting.name(), "days": judged.days, "resident": judged.resident.name() }));
    json!({
        "days": range(planning.days),
        "latest_exit": date(planning.latest_exit),
        "passed_on": date(planning.passed_on),
        "leaving": leaving,
        "countings": countings.collect::<Vec<_>>(),
    })
}

fn clock(clock: &Clock) -> Value {
    json!({
        "clock": clock.kind.name(),
        "state": clock.state.name(),
        "used": range(clock.used),
        "allowed": clock.allowed,
        "latest": clock.latest.map(|date| date.to_string()),
        "passed_on": clock.passed_on.map(|date| date.to_string()),
        "why": step(&clock.why),
    })
}

fn year_of_pay(year: &YearOfPay) -> Value {
    let totals = |totals: Totals| {
        let taken = totals.taken.map(known);
        json!({ "gross": totals.gross.to_string(), "taken": taken, "net": known(totals.net), "cost": known(totals.cost) })
    };
    let job = |job: &JobYear| json!({ "name": job.name, "month": payslip(&job.month), "totals": totals(job.totals) });
    json!({ "year": year.year, "jobs": year.jobs.iter().map(job).collect::<Vec<_>>(), "totals": totals(year.totals) })
}

fn year_of_business(year: &YearOfBusiness) -> Value {
    let regime = |taken: &Taken| json!({ "regime": taken.regime.name(), "open": taken.open.name(), "tax": known(taken.tax), "left": known(taken.left), "why": step(&taken.why) });
    json!({
        "year": year.year,
        "profit": year.profit.to_string(),
        "social": known(year.social.0),
        "medical": known(year.medical.0),
        "regimes": year.regimes.iter().map(regime).collect::<Vec<_>>(),
    })
}

fn year_of_income(year: &YearOfIncome) -> Value {
    let amounts = |range: Interval<Money>| json!([range.low.to_string(), range.high.to_string()]);
    let tax = |tax: &Tax| tax.as_ref().map_or_else(|missing| not_known(*missing), |tax| amounts(*tax));
    let line = |line: &income::Line| {
        json!({
            "name": message(&line.name),
            "amount": line.amount.to_string(),
            "resident": tax(&line.resident),
            "non_resident": tax(&line.non_resident),
            "why": step(&line.why),
        })
    };
    let foreign = |row: &Foreign| {
        json!({
            "row": row.id,
            "treaty": row.treaty.name(),
            "line": row.line.as_ref().map_or_else(|missing| json!({ "missing": missing.text().name() }), line),
        })
    };
    json!({
        "year": year.year,
        "local": year.local.iter().map(line).collect::<Vec<_>>(),
        "foreign": year.foreign.iter().map(foreign).collect::<Vec<_>>(),
        "resident": tax(&year.resident),
        "non_resident": tax(&year.non_resident),
        "more": tax(&year.more),
        "break_even": year.break_even.map(|even| range(even.days)),
    })
}

fn known(amount: Result<Money, NotKnown>) -> Value {
    amount.map_or_else(not_known, |amount| json!(amount.to_string()))
}

fn not_known(missing: NotKnown) -> Value {
    json!({ "not_known": missing.rule().id, "known_from": missing.from.to_string(), "known_to": missing.to.map(|to| to.to_string()) })
}

fn range(range: Interval<Points>) -> Value {
    json!([range.low, range.high])
}

fn step(one: &Step) -> Value {
    let mut map = Map::new();
    map.insert("name".to_owned(), message(&one.name));
    map.insert("value".to_owned(), one.value.as_ref().map_or(Value::Null, arg));
    if let Some(how) = &one.how {
        map.insert("how".to_owned(), message(how));
    }
    if !one.cites.is_empty() {
        map.insert("rules".to_owned(), one.cites.iter().map(|cite| citation(*cite)).collect());
    }
    if !one.inputs.is_empty() {
        map.insert("from".to_owned(), one.inputs.iter().map(step).collect());
    }
    Value::Object(map)
}

fn citation(cite: Citation) -> Value {
    let dated = cite.dated();
    json!({
        "rule": cite.rule().id,
        "valid": [dated.from.to_string(), dated.to.map(|to| to.to_string())],
        "reading": cite.other().map(|other| other.reading),
        "standing": cite.standing().name(),
        "sources": cite.sources().map(|source| source.id).collect::<Vec<_>>(),
    })
}

fn message(message: &Message) -> Value {
    if message.args.is_empty() {
        return json!(message.key.name());
    }
    let gaps: Map<String, Value> = message.args.iter().map(|(name, value)| ((*name).to_owned(), arg(value))).collect();
    json!({ "text": message.key.name(), "with": gaps })
}

fn arg(value: &Arg) -> Value {
    match value {
        Arg::Money(amount) => json!(amount.to_string()),
        Arg::Rate(rate) => json!(rate.to_string()),
        Arg::Count(count) => json!(count),
        Arg::Points(points) => range(*points),
        Arg::Date(date) => json!(date.to_string()),
        Arg::DayOfYear(month, day) => json!(format!("{month:02}-{day:02}")),
        Arg::Tri(answer) => json!(answer.name()),
        Arg::Year(year) => json!(year),
        Arg::Text(inner) => message(inner),
        Arg::Sum(amount, currency) => json!({ "amount": amount.to_string(), "currency": currency }),
        Arg::Typed(text) => json!(text),
    }
}
