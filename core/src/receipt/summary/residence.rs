//! The days of a person, and the limits that run.

use std::fmt::Write as _;

use super::Summary;
use super::words::{list, not_known, range};
use crate::assess::Assessment;
use crate::assess::residence::clocks::clocks;
use crate::assess::residence::planning::{Leaving, planning};

impl Summary {
    pub(super) fn residence(&mut self, all: &Assessment) {
        let residency = match &all.residency {
            Ok(residency) => residency,
            Err(missing) => {
                self.title("residence");
                return self.line(not_known(*missing));
            }
        };
        self.title(format_args!("residence {}", residency.year));
        for outcome in [&residency.outcome, &residency.other] {
            self.line(format_args!("{}: {} days, resident {}", outcome.period.name(), range(outcome.days), outcome.resident.name()));
        }
        if let Some(on) = residency.becomes_on {
            self.line(format_args!("becomes resident on {on}"));
        }
        self.line(format_args!("days left: {}", residency.days_left));
        let planned = planning(&all.profile, all.on, residency);
        let mut days = format!("planning: {} days", range(planned.days));
        let dates = [("latest exit", planned.latest_exit), ("passed on", planned.passed_on)];
        dates.iter().filter_map(|(name, date)| Some((name, (*date)?))).for_each(|(name, date)| {
            let _ = write!(days, ", {name} {date}");
        });
        match planned.leaving {
            Leaving::Nothing => {}
            Leaving::NonResident { from, .. } => days.push_str(&format!(", non-resident from {from}")),
            Leaving::Resident => days.push_str(", resident after leaving"),
            Leaving::Open { from, .. } => days.push_str(&format!(", open from {from}")),
        }
        self.line(days);
        let countings =
            planned.countings.iter().map(|(counting, judged)| format!("{} {} {}", counting.name(), judged.days, judged.resident.name()));
        self.line(format_args!("countings: {}", list(countings)));
        for clock in clocks(&all.profile, all.on) {
            let mut line = format!("clock {}: {}", clock.kind.name(), clock.state.name());
            if clock.runs() {
                let _ = write!(line, ", used {} of {}", range(clock.used), clock.allowed);
            }
            let dates = [("latest", clock.latest), ("passed on", clock.passed_on)];
            dates.iter().filter_map(|(name, date)| Some((name, (*date)?))).for_each(|(name, date)| {
                let _ = write!(line, ", {name} {date}");
            });
            self.line(line);
        }
    }
}
