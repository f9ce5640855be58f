use serde_json::{Value, json};

use super::{message, step};
use crate::assess::journey::{Age, FamilyStep, Journey, Progress, Stage, Track, Warning};
use crate::profile::Relation;
use crate::quantity::{Date, Interval};

/// The plan with every date.
pub(super) fn plan(journey: &Journey) -> Value {
    json!({
        "ground": journey.ground.name(),
        "term": journey.term,
        "counts": journey.counts.name(),
        "steps": journey.stages.iter().map(stage).collect::<Vec<_>>(),
        "warnings": journey.warnings.iter().map(warning).collect::<Vec<_>>(),
        "unchecked": journey.unchecked.iter().map(|slot| slot.path()).collect::<Vec<_>>(),
        "family": journey.family.iter().map(track).collect::<Vec<_>>(),
    })
}

fn days(range: Interval<Date>) -> Value {
    json!([range.low.to_string(), range.high.to_string()])
}

fn stage(stage: &Stage) -> Value {
    json!({
        "step": stage.id(),
        "done": match stage.progress {
            Progress::Done(date) => json!(date.to_string()),
            Progress::Passed => json!(true),
            Progress::Ahead => json!(false),
        },
        "when": days(stage.when),
        "by": stage.by.map(days),
        "estimate": stage.estimate,
        "overdue": stage.overdue.map(|date| date.to_string()),
        "late": stage.late,
        "slack": stage.slack,
        "slack_slow": stage.slack_slow,
        "critical": stage.critical,
        "critical_slow": stage.critical_slow,
        "after": stage.after.iter().map(|kind| kind.name()).collect::<Vec<_>>(),
        "why": step(&stage.why),
    })
}

fn warning(warning: &Warning) -> Value {
    json!({
        "risk": warning.risk.name(),
        "certain": warning.certain,
        "on": warning.on.to_string(),
        "step": warning.stage.name(),
        "says": message(&warning.says),
        "why": step(&warning.why),
    })
}

fn track(track: &Track) -> Value {
    let one = |own: &FamilyStep| json!({ "step": own.kind.name(), "done": own.done, "when": days(own.when), "by": own.by.map(days), "why": step(&own.why) });
    let age = |age: &Age| json!({ "age": age.age, "on": age.on.to_string(), "younger": age.younger.name() });
    json!({
        "row": track.id,
        "relation": track.relation.map(Relation::name),
        "steps": track.steps.iter().map(one).collect::<Vec<_>>(),
        "ages": track.ages.iter().map(age).collect::<Vec<_>>(),
        "outside_quota": track.outside_quota.name(),
        "why": step(&track.why),
    })
}
