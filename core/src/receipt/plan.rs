use serde_json::{Value, json};

use crate::assess::plan::{Plan, Progress, Stage};

/// The plan with every date.
pub(super) fn plan(plan: &Plan) -> Value {
    json!({
        "ground": plan.ground,
        "term": plan.term,
        "counts": plan.counts,
        "steps": plan.stages.iter().map(stage).collect::<Vec<_>>(),
        "warnings": plan.warnings,
        "unchecked": plan.unchecked,
        "family": plan.family,
    })
}

fn stage(stage: &Stage) -> Value {
    json!({
        "step": stage.id(),
        "done": match stage.progress {
            Progress::Done(date) => json!(date),
            Progress::Passed => json!(true),
            Progress::Ahead => json!(false),
        },
        "when": stage.when,
        "by": stage.by,
        "estimate": stage.estimate,
        "overdue": stage.overdue,
        "late": stage.late,
        "slack": stage.slack,
        "slack_slow": stage.slack_slow,
        "critical": stage.critical,
        "critical_slow": stage.critical_slow,
        "after": stage.after,
        "why": stage.why,
    })
}
