//! The dated plan: from the first paper to citizenship, with the earliest and latest day of every step.
//!
//! What lies ahead is a range: at its low end everything goes as fast as it can, at its high end
//! everything takes as long as the law or our assumptions allow, and the person never waits. A step that is
//! done has its real day, and all that follows moves with it. For the pages that show it alone: not part of
//! an `Assessment`.

mod family;
mod stage;
mod stages;
mod warnings;

pub use family::{Age, FamilyStep, Track};
pub use stage::{Kind, Progress, Stage};
pub(super) use stages::unbroken;
pub use warnings::{Risk, Warning};

use super::Assessment;
use crate::key;
use crate::message::{Arg, Message};
use crate::profile::{Count, Done, Ground, Journey, Problem, Profile, ResidentRelative, Severity, Slot};
use crate::quantity::{Date, Interval, Tri, sorted};
use crate::rulebook::rules;

/// The whole plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The day of the assessment.
    pub on: Date,
    /// The ground of the temporary permit.
    pub ground: Ground,
    /// Term of the first temporary permit, in months.
    pub term: i32,
    /// Whether years on this permit count for a permanent one.
    pub counts: Tri,
    /// The steps, by their earliest days.
    pub stages: Vec<Stage>,
    /// What could go wrong.
    pub warnings: Vec<Warning>,
    /// Answers without which something could not be looked at.
    pub unchecked: Vec<Slot>,
    /// Each family member's own steps.
    pub family: Vec<Track>,
}

impl Plan {
    /// A step, if the plan has it; of several extensions the first.
    pub fn stage(&self, kind: Kind) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.kind == kind)
    }

    /// The step that is to be done next. Of what can be begun now: first what has a last day that is near, then
    /// what sets the pace, then the rest. Where nothing can, what comes first.
    pub fn next(&self) -> Option<&Stage> {
        // Whether a past return was filed is not asked.
        let is_over = |stage: &Stage| stage.kind == Kind::TaxReturn && stage.by.is_some_and(|by| by.high < self.on);
        let open = || self.stages.iter().filter(|stage| stage.progress == Progress::Ahead && stage.kind.is_action() && !is_over(stage));
        let now = || open().filter(|stage| self.can_begin(stage));
        let soon = self.on.plus_days(rules::CLOCK_WARNING.on_or_latest(self.on).map_or(0, |found| found.value));
        let near = now().filter_map(|stage| stage.by.filter(|by| by.low <= soon).map(|by| (by.low, stage)));
        let near = near.min_by_key(|(by, _)| *by).map(|(_, stage)| stage);
        let paced = || now().find(|stage| stage.critical).or_else(|| now().find(|stage| stage.critical_slow));
        near.or_else(paced).or_else(|| now().next()).or_else(|| open().next())
    }

    /// Whether nothing has to come before a step any more, nor a day of its own.
    fn can_begin(&self, stage: &Stage) -> bool {
        // The days of papers are those on which they are there, not those on which they are asked for.
        self.is_free(stage) && (stage.kind.is_paper() || stage.when.low <= self.on)
    }

    fn is_free(&self, stage: &Stage) -> bool {
        stages::waited_for(&self.stages, stage).is_empty()
    }

    /// What is to be done next, when, and what waiting would cost.
    pub fn next_text(&self) -> Option<Message> {
        let stage = self.next()?;
        let text = |key| Message::new(key).with("step", stage.name());
        let when = days(stage.when);
        let overdue = stage.overdue.map(|overdue| text(key!("timeline-page.next-overdue")).with("date", overdue));
        Some(match (overdue, stage.by) {
            (Some(overdue), _) => overdue,
            // The step waits for a day of its own.
            (None, by) if self.is_free(stage) && !stage.kind.is_due() && stage.when.low > self.on && !stage.kind.is_paper() => match by {
                Some(by) => text(key!("timeline-page.next-window")).with("from", when).with("date", days(by)),
                None => text(key!("timeline-page.next-from")).with("from", when),
            },
            (None, _) if stage.late => text(key!("timeline-page.next-late")).with("date", stage.when.low),
            (None, _) if !self.is_free(stage) => text(key!("timeline-page.next-wait")).with("date", when),
            (None, Some(by)) => text(key!("timeline-page.next-by")).with("date", days(by)),
            (None, None) if stage.critical => text(key!("timeline-page.next-pace")).with("date", when),
            (None, None) => text(key!("timeline-page.next")).with("date", when),
        })
    }
}

/// The plan of an assessment.
pub fn plan_of(all: &Assessment) -> Plan {
    let ground = planned_ground(&all.profile);
    let counts = counts(&all.profile, ground);
    let (stages, term) = stages::stages(all, ground, counts);
    let stages = sorted(stages, |stage| (stage.when.low, stage.when.high, stage.kind));
    let family = family::tracks(all, ground, &stages);
    let mut plan = Plan { on: all.on, ground, term, counts, stages, warnings: Vec::new(), unchecked: Vec::new(), family };
    (plan.warnings, plan.unchecked) = warnings::look(all, &plan);
    plan
}

/// The ground a plan is for. After an application on the portal it is the programme's, whatever permit is held
/// meanwhile.
pub fn planned_ground(profile: &Profile) -> Ground {
    let applied = profile.done.applied.or(profile.done.decided).map(|_| Ground::Programme);
    profile.journey.ground.or(applied).or(profile.permits.held).unwrap_or(Ground::Programme)
}

/// What was answered about the plan that its ground does not allow, and what was done before there was a
/// programme: such a day is taken away.
pub fn problems(profile: &mut Profile, on: Date) -> Vec<Problem> {
    let mut problems = Vec::new();
    let founded = rules::PROGRAMME_FOUNDED.latest().map(|found| found.cite.dated().from);
    for (slot, day) in [(Done::APPLIED, &mut profile.done.applied), (Done::DECIDED, &mut profile.done.decided)] {
        if let Some(founded) = founded.filter(|founded| day.is_some_and(|day| day < *founded)) {
            *day = None;
            let message = Message::new(key!("problem.before-programme")).with("date", founded);
            problems.push(Problem { slot, severity: Severity::Refused, message });
        }
    }
    let ground = planned_ground(profile);
    let [most, _] = terms(ground, on);
    let asked = profile.journey.term.filter(|asked| asked.0 > most);
    let says = |asked: Count<1, 60>| {
        Message::new(key!("problem.term-too-long")).with("asked", asked.0).with("months", most).with("ground", ground.label())
    };
    let slot = Journey::TERM;
    problems.extend(asked.map(|asked| Problem { slot, severity: Severity::Note, message: says(asked) }));
    // The programme is entered on a business visa.
    let longest = rules::VISA_STAY.on_or_latest(on).map(|found| found.value).filter(|_| ground == Ground::Programme);
    if let Some((stay, days)) = profile.journey.visa_stay.zip(longest).filter(|(stay, days)| stay.0 > *days) {
        let message = Message::new(key!("problem.visa-stay-too-long")).with("asked", stay.0).with("days", days);
        let slot = Journey::VISA_STAY;
        problems.push(Problem { slot, severity: Severity::Note, message });
    }
    problems
}

/// Whether years on a permit of this ground count for a permanent one: those of Art. 45.1.1 to 45.1.7 do, the
/// programme's 45.1.4-1 among them. Those of a family member (45.1.5) do not where the relative's own permit rests on
/// 45.1.8 to 45.1.11, which is not asked; who holds a permanent permit has none of these. Whether 45.1.7-1 lies in
/// "45.1.1 to 45.1.7" the words do not settle: it comes after 45.1.7, so we do not count it.
pub fn counts(profile: &Profile, ground: Ground) -> Tri {
    match ground {
        Ground::ResidentFamily if profile.permits.resident_relative != Some(ResidentRelative::Permanent) => Tri::Unknown,
        Ground::Programme
        | Ground::CitizenFamily
        | Ground::Investment
        | Ground::Property
        | Ground::Deposit
        | Ground::Securities
        | Ground::HighLevel
        | Ground::Invited
        | Ground::ResidentFamily
        | Ground::BranchHead
        | Ground::Company
        | Ground::Entrepreneur => Tri::Yes,
        Ground::ExemptGroup | Ground::WorkPermit | Ground::Study | Ground::Religion | Ground::Protection | Ground::Treaty => Tri::No,
    }
}

/// Longest first term and longest extension of a temporary permit, in months.
pub fn terms(ground: Ground, on: Date) -> [i32; 2] {
    let months = |rule: crate::rulebook::Ref<crate::rulebook::kind::Count>| rule.on_or_latest(on).map_or(0, |found| found.value);
    match ground {
        Ground::Programme => [12 * months(rules::BENEFIT_RESIDENCE_TERM); 2],
        Ground::Investment => [months(rules::TRP_TERM_INVESTOR); 2],
        _ => [months(rules::TRP_TERM), months(rules::TRP_EXTENSION)],
    }
}

/// A day, or from one day to another.
pub fn days(range: Interval<Date>) -> Arg {
    if range.is_exact() {
        return range.low.into();
    }
    Arg::from(Message::new(key!("journey.between")).with("from", range.low).with("to", range.high))
}
