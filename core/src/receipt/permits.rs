use serde_json::{Value, json};

use crate::assess::permits::{Condition, Due, Fee, Missing, PermitOption, duties, permit_options};
use crate::assess::plan::Plan;
use crate::assess::{Assessment, permits};
use crate::profile::Slot;

/// Every way to a permit with its conditions. Of each only the first level of its explanation: what hangs below
/// are answers, clocks and points, which stand in the receipt themselves, and dozens of ways would repeat them.
pub(super) fn found(all: &Assessment) -> Value {
    permit_options(all).iter().map(way).collect()
}

fn way(way: &PermitOption) -> Value {
    json!({
        "way": way.id(),
        "state": way.state,
        "terms": way.terms,
        "rules": way.why.cites,
        "conditions": way.conditions.iter().map(condition).collect::<Vec<_>>(),
    })
}

fn condition(condition: &Condition) -> Value {
    json!({
        "asks": condition.name,
        "met": condition.met,
        "can_change": condition.can_change,
        "open": condition.open,
        "missing": condition.missing.iter().map(missing).collect::<Vec<_>>(),
        "how": condition.why.how,
        "rules": condition.why.cites,
    })
}

fn missing((slot, missing): &(Slot, Missing)) -> Value {
    let how_much = match missing {
        Missing::Amount(amount) => json!(amount),
        Missing::Number(number) => json!(number),
        Missing::Until(date) => json!(date),
    };
    json!([slot, how_much])
}

/// The duties of the plan.
pub(super) fn due(all: &Assessment, plan: &Plan) -> Value {
    let duties = duties(all, plan);
    let line = |(due, fee): &(Due, Fee)| {
        let mut line = json!(fee);
        line["of"] = match due {
            Due::Own => json!("own"),
            Due::Relative(row, relation) => json!({ "row": row, "relation": relation }),
        };
        line
    };
    let bill = |bill: &permits::Bill| {
        json!({
            "term": bill.term,
            "lines": bill.lines.iter().map(line).collect::<Vec<_>>(),
            "sum": bill.sum,
            "whole": bill.whole,
        })
    };
    json!({
        "first": duties.first.as_ref().map(bill),
        "extension": duties.extension,
        "permanent": duties.permanent,
    })
}
