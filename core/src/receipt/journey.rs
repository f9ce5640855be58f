use serde_json::{Value, json};

use crate::assess::journey::{Journey, Progress, Stage};

/// The plan with every date.
pub(super) fn plan(journey: &Journey) -> Value {
    json!({
        "ground": journey.ground,
        "term": journey.term,
        "counts": journey.counts,
        "steps": journey.stages.iter().map(stage).collect::<Vec<_>>(),
        "warnings": journey.warnings,
        "unchecked": journey.unchecked,
        "family": journey.family,
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
