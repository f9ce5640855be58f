//! Permits, the plan and its duties.

use std::fmt::Write as _;

use super::Summary;
use super::words::{list, range, said};
use crate::assess::Assessment;
use crate::assess::permits::{Condition, Due, Fee, Missing, Permit, PermitOption, State, duties, permit_options};
use crate::assess::plan::{Plan, Progress, Stage, Track};
use crate::profile::Relation;
use crate::quantity::Tri;

impl Summary {
    pub(super) fn permits(&mut self, all: &Assessment) {
        let ways = permit_options(all);
        for (permit, title) in
            [(Permit::Temporary, "temporary permit"), (Permit::Permanent, "permanent permit"), (Permit::Citizenship, "citizenship")]
        {
            let own: Vec<&PermitOption> = ways.iter().filter(|way| way.permit == permit).collect();
            self.title(title);
            for way in own.iter().filter(|way| way.state != State::NotForMe) {
                let terms = way.terms.map(|[first, extension]| format!(", {first} and {extension} months")).unwrap_or_default();
                let left = |met: Tri| way.conditions.iter().filter(move |condition| condition.met == met);
                let not: Vec<String> = left(Tri::No).map(asked).collect();
                let open: Vec<String> = left(Tri::Unknown).map(asked).collect();
                let not = if not.is_empty() { String::new() } else { format!("; not met: {}", list(not)) };
                let open = if open.is_empty() { String::new() } else { format!("; open: {}", list(open)) };
                self.line(format_args!("{}: {}{terms}{not}{open}", way.id(), way.state.name()));
            }
            let rest: Vec<String> = own.iter().filter(|way| way.state == State::NotForMe).map(|way| way.id()).collect();
            if !rest.is_empty() {
                self.line(format_args!("{}: {}", State::NotForMe.name(), list(rest)));
            }
        }
    }

    pub(super) fn plan(&mut self, plan: &Plan) {
        self.title(format_args!(
            "plan: {}, {} months, counts for the permanent permit: {}",
            plan.ground.name(),
            plan.term,
            plan.counts.name()
        ));
        for stage in &plan.stages {
            self.line(stage_line(stage));
        }
        for warning in &plan.warnings {
            let certain = if warning.certain { "certain" } else { "possible" };
            self.line(format_args!("! {} {certain} {} {}: {}", warning.risk.name(), warning.on, warning.stage.name(), said(&warning.says)));
        }
        if !plan.unchecked.is_empty() {
            self.line(format_args!("unchecked: {}", list(plan.unchecked.iter().map(|slot| slot.path()))));
        }
        for track in &plan.family {
            self.line(track_line(track));
        }
    }

    pub(super) fn duties(&mut self, all: &Assessment, plan: &Plan) {
        let duties = duties(all, plan);
        self.title("duties");
        if let Some(bill) = &duties.first {
            for (due, fee) in &bill.lines {
                let of = match due {
                    Due::Own => "own".to_owned(),
                    Due::Relative(row, relation) => format!("{row} {}", relation.map_or("open", Relation::name)),
                };
                self.line(format_args!("{of}, first permit: {}", amount(fee)));
            }
            let whole = if bill.whole { "" } else { " of what is known" };
            self.line(format_args!("together{whole}: {}", range(bill.sum)));
        }
        if let Some(fee) = &duties.extension {
            self.line(format_args!("own, extension: {}", amount(fee)));
        }
        if let Some(fee) = &duties.permanent {
            self.line(format_args!("own, permanent permit: {}", amount(fee)));
        }
    }
}

/// `trp-apply 2027-02-20..2027-04-16 ~ by 2027-03-21..2027-05-15, slack 1, critical`
fn stage_line(stage: &Stage) -> String {
    let mut line = format!("{} ", stage.id());
    match stage.progress {
        Progress::Done(on) => {
            let _ = write!(line, "{on} done");
        }
        Progress::Passed => line.push_str("done, day not entered"),
        Progress::Ahead => line.push_str(&range(stage.when)),
    }
    if stage.is_estimate() {
        line.push_str(" ~");
    }
    if let Some(by) = stage.by {
        let _ = write!(line, " by {}", range(by));
    }
    match stage.slack.zip(stage.slack_slow) {
        Some((fast, slow)) if fast == slow => {
            let _ = write!(line, ", slack {fast}");
        }
        Some((fast, slow)) => {
            let _ = write!(line, ", slack {fast}, slow {slow}");
        }
        None => {}
    }
    match (stage.critical, stage.critical_slow) {
        (true, true) => line.push_str(", critical"),
        (true, false) => line.push_str(", critical if fast"),
        (false, true) => line.push_str(", critical if slow"),
        (false, false) => {}
    }
    if let Some(overdue) = stage.overdue {
        let _ = write!(line, ", overdue since {overdue}");
    }
    line
}

fn track_line(track: &Track) -> String {
    let mut line = format!("{} {}:", track.id, track.relation.map_or("open", Relation::name));
    for step in &track.steps {
        let when = if step.done { "done".to_owned() } else { range(step.when) };
        let mark = if step.estimate && !step.done { " ~" } else { "" };
        let by = step.by.map(|by| format!(" by {}", range(by))).unwrap_or_default();
        let _ = write!(line, " {} {when}{mark}{by},", step.kind.name());
    }
    for age in &track.ages {
        let _ = write!(line, " {} on {} (younger: {}),", age.age, age.on, age.younger.name());
    }
    let _ = write!(line, " outside the quota: {}", track.outside_quota.name());
    line
}

/// What a condition asks, and what is short.
fn asked(condition: &Condition) -> String {
    let short: Vec<String> = condition
        .missing
        .iter()
        .map(|(slot, missing)| {
            let much = match missing {
                Missing::Amount(amount) => amount.to_string(),
                Missing::Number(number) => number.to_string(),
                Missing::Until(date) => date.to_string(),
            };
            format!("{} {much}", slot.field)
        })
        .collect();
    let short = if short.is_empty() { String::new() } else { format!(" [{}]", list(short)) };
    let open = condition.open.map(|slot| format!(" ({})", slot.path())).unwrap_or_default();
    let name = condition.name.key.name();
    format!("{}{short}{open}", name.strip_prefix("permit.condition.").unwrap_or(name))
}

fn amount(fee: &Fee) -> String {
    let term = fee.term.map(|months| format!("{months} months, ")).unwrap_or_default();
    format!("{term}{}", fee.amount.map_or_else(|| "not known".to_owned(), range))
}
