use serde_json::{Value, json};

use super::{citation, message, step};
use crate::assess::journey::Journey;
use crate::assess::permits::{Condition, Due, Fee, Missing, Way, duties, ways};
use crate::assess::{Assessment, permits};
use crate::profile::{Relation, Slot};

/// Every way to a permit with its conditions. Of each only the first level of its explanation: what hangs below
/// are answers, clocks and points, which stand in the receipt themselves, and dozens of ways would repeat them.
pub(super) fn found(all: &Assessment) -> Value {
    ways(all).iter().map(way).collect()
}

fn way(way: &Way) -> Value {
    json!({
        "way": way.id(),
        "state": way.state.name(),
        "terms": way.terms,
        "rules": way.why.cites.iter().map(|cite| citation(*cite)).collect::<Vec<_>>(),
        "conditions": way.conditions.iter().map(condition).collect::<Vec<_>>(),
    })
}

fn condition(condition: &Condition) -> Value {
    json!({
        "asks": message(&condition.name),
        "met": condition.met.name(),
        "can_change": condition.can_change,
        "open": condition.open.map(|slot| slot.path()),
        "missing": condition.missing.iter().map(missing).collect::<Vec<_>>(),
        "how": condition.why.how.as_ref().map(message),
        "rules": condition.why.cites.iter().map(|cite| citation(*cite)).collect::<Vec<_>>(),
    })
}

fn missing((slot, missing): &(Slot, Missing)) -> Value {
    let how_much = match missing {
        Missing::Amount(amount) => json!(amount.to_string()),
        Missing::Number(number) => json!(number),
        Missing::Until(date) => json!(date.to_string()),
    };
    json!([slot.path(), how_much])
}

/// The duties of the plan.
pub(super) fn due(all: &Assessment, plan: &Journey) -> Value {
    let duties = duties(all, plan);
    let line = |(due, fee): &(Due, Fee)| {
        let mut line = amount(fee);
        line["of"] = match due {
            Due::Own => json!("own"),
            Due::Relative(row, relation) => json!({ "row": row, "relation": relation.map(Relation::name) }),
        };
        line
    };
    let bill = |bill: &permits::Bill| {
        json!({
            "term": bill.term,
            "lines": bill.lines.iter().map(line).collect::<Vec<_>>(),
            "sum": [bill.sum.low.to_string(), bill.sum.high.to_string()],
            "whole": bill.whole,
        })
    };
    json!({
        "first": duties.first.as_ref().map(bill),
        "extension": duties.extension.as_ref().map(amount),
        "permanent": duties.permanent.as_ref().map(amount),
    })
}

fn amount(fee: &Fee) -> Value {
    json!({ "months": fee.term, "amount": fee.amount.map(|range| [range.low.to_string(), range.high.to_string()]), "why": step(&fee.why) })
}
