//! The steps one after another: each from the days of those it waits for.

mod absence;
mod durations;
mod permanent;
mod slack;
mod tax;
mod temporary;

pub(super) use absence::days_away;
pub(in crate::assess) use absence::unbroken;
pub(super) use durations::{Days, When, worked_before};
pub(super) use slack::waited_for;

use durations::{Figure, Says};
use slack::Course;

use crate::assess::Assessment;
use crate::assess::eligibility::documents::{Group, all_of};
use crate::assess::plan::{Kind, Progress, Stage, days, terms};
use crate::explain::Step;
use crate::key;
use crate::message::Message;
use crate::profile::{Count, Ground, Severity};
use crate::quantity::{Date, Interval, Tri};
use crate::rulebook::{Ref, kind, rules};

/// The steps in sequence: a step that is done implies those before it.
const CHAIN: [Kind; 11] = [
    Kind::Legalise,
    Kind::Translate,
    Kind::Apply,
    Kind::Decision,
    Kind::Visa,
    Kind::Enter,
    Kind::TrpApply,
    Kind::TrpDecision,
    Kind::Card,
    Kind::PrpApply,
    Kind::PrpDecision,
];

/// The steps of a plan, in no order yet, and the term of the first temporary permit in months.
pub(super) fn stages(all: &Assessment, ground: Ground, counts: Tri) -> (Vec<Stage>, i32) {
    let mut planner = Planner { all, ground, stages: Vec::new() };
    let ready = planner.papers();
    let (arrived, visited) = planner.arrival(ready);
    let granted = planner.temporary(arrived, visited);
    let [first, extension] = terms(ground, all.on);
    let term = all.profile.journey.term.map_or(first, |Count(months)| months.min(first));
    planner.permanent(granted, [term, extension], counts);
    planner.taxes();
    planner.slack(Course::Fast);
    planner.slack(Course::Slow);
    (planner.stages, term)
}

struct Planner<'a> {
    all: &'a Assessment,
    ground: Ground,
    stages: Vec<Stage>,
}

impl Planner<'_> {
    fn is_programme(&self) -> bool {
        self.days().is_programme()
    }

    fn is_here(&self) -> bool {
        self.all.profile.journey.here == Some(true)
    }

    fn days(&self) -> Days<'_> {
        Days { all: self.all, ground: self.ground }
    }

    fn count(&self, rule: Ref<kind::Count>) -> Figure<i32> {
        self.days().count(rule)
    }

    fn range(&self, rule: Ref<kind::Range>) -> Figure<Interval<i32>> {
        self.days().range(rule)
    }

    /// Whether the permit that is held is another one than the plan is for. Its days are no steps of the plan:
    /// the years on it may not count, and it ends on a day of its own.
    fn holds_another(&self) -> bool {
        self.all.profile.permits.held.is_some_and(|held| held != self.ground)
    }

    /// The day a step was done on, if it was.
    fn real(&self, kind: Kind) -> Option<Date> {
        let (done, own) = (&self.all.profile.done, &self.all.profile.days);
        let past = |date: Option<Date>| date.filter(|date| *date <= self.all.on);
        let other = own.trp_from.filter(|_| self.holds_another());
        let of_this = |date: Option<Date>| date.filter(|date| other.is_none_or(|other| *date > other));
        match kind {
            Kind::Legalise => done.legalised,
            Kind::Translate => done.translated,
            Kind::Medical => done.medical,
            Kind::Apply => done.applied,
            Kind::Decision => done.decided,
            Kind::Visa => done.visa,
            Kind::Enter => done.entered,
            Kind::Register => done.registered,
            Kind::TrpApply => of_this(done.trp_applied),
            Kind::TrpDecision => past(own.trp_from).filter(|_| other.is_none()),
            // The card of the other permit came after that one began too: it is this one's if this one was applied for.
            Kind::Card => done.card.filter(|card| other.is_none() || of_this(done.trp_applied).is_some_and(|applied| *card >= applied)),
            // Applying for the permanent permit on another permit is no step of this plan.
            Kind::PrpApply => done.prp_applied.filter(|_| other.is_none() || of_this(done.trp_applied).is_some()),
            Kind::PrpDecision => past(own.prp_from),
            _ => None,
        }
    }

    /// The first real day of a step that comes after.
    fn later_real(&self, kind: Kind) -> Option<Date> {
        let first = match kind {
            Kind::Medical => Kind::TrpApply,
            Kind::Register => Kind::TrpDecision,
            // Work is allowed from the card on.
            Kind::Work => Kind::Card,
            Kind::TrpExtend => Kind::PrpApply,
            _ => *CHAIN.get(CHAIN.iter().position(|known| *known == kind)? + 1)?,
        };
        CHAIN.iter().skip_while(|known| **known != first).find_map(|later| self.real(*later))
    }

    /// Whether an impossible day was entered: then nothing else counts as the step being done.
    fn is_refused(&self, kind: Kind) -> bool {
        let is_refused = |slot| self.all.problems.iter().any(|problem| problem.slot == slot && problem.severity == Severity::Refused);
        kind.slot().is_some_and(is_refused)
    }

    /// Whether the papers say that a step is done.
    fn on_paper(&self, kind: Kind) -> bool {
        let profile = &self.all.profile;
        let listed = |paper, group| all_of(&self.all.documents, paper, group) == Some(Tri::Yes);
        match kind {
            Kind::Legalise => listed(key!("paper.legalisation"), Some(Group::Degrees)),
            Kind::Translate => listed(key!("paper.translation"), None),
            Kind::Medical => listed(key!("paper.medical"), None),
            // The certificate implies the application and the decision.
            Kind::Apply | Kind::Decision => profile.days.programme == Some(true),
            // The card is there once the permit is older than the longest wait for it.
            Kind::Card | Kind::Work => {
                self.real(Kind::TrpDecision).is_some_and(|from| from.plus_days(self.count(rules::TRP_UNPAID).value) < self.all.on)
            }
            Kind::PrpCard => {
                self.real(Kind::PrpDecision).is_some_and(|from| from.plus_days(self.count(rules::PRP_UNPAID).value) < self.all.on)
            }
            _ => false,
        }
    }

    /// Adds a step that waits for others, and gives its days.
    fn put(&mut self, kind: Kind, planned: When, after: &[Kind], says: Says) -> When {
        self.put_round(kind, 0, planned, after, says)
    }

    fn put_round(&mut self, kind: Kind, round: u8, planned: When, after: &[Kind], says: Says) -> When {
        let today = self.all.on;
        let (progress, when) = match (self.real(kind), self.later_real(kind)) {
            (Some(date), _) => (Progress::Done(date), When::set(Interval::exactly(date))),
            (None, Some(later)) => (Progress::Passed, When::set(Interval::exactly(later))),
            (None, None) if self.on_paper(kind) && !self.is_refused(kind) => {
                let since = self.all.profile.journey.start.map_or(today, |start| start.max(today));
                (Progress::Passed, When::set(Interval::exactly(since)))
            }
            // A day of residence that is over is a fact.
            (None, None) if kind == Kind::TaxResident && planned.days.high <= today => {
                (if planned.days.is_exact() { Progress::Done(planned.days.high) } else { Progress::Passed }, planned)
            }
            // What ends or falls due by itself does not wait for today.
            (None, None) if kind.is_due() => (Progress::Ahead, planned),
            (None, None) => (Progress::Ahead, planned.map(|date| date.max(today))),
        };
        // Those who decide have a last day too; what follows from its passing was not found. Papers and a visa that
        // should have come by our days, and did not, say that the plan's start is not the real one. The medical certificate can wait for its time.
        let is_awaited =
            matches!(kind, Kind::Decision | Kind::TrpDecision | Kind::PrpDecision) || (kind.is_paper() && kind != Kind::Medical);
        let overdue = (is_awaited && progress == Progress::Ahead && planned.days.high < today).then_some(planned.days.high);
        let late = progress == Progress::Ahead && (planned.late || overdue.is_some());
        let waits: Vec<Kind> = after.iter().copied().filter(|kind| self.stages.iter().any(|stage| stage.kind == *kind)).collect();
        let estimate = progress == Progress::Ahead && when.estimate;
        let by = says.by.filter(|_| progress == Progress::Ahead);
        let mut why = Step::new(kind.said(progress), days(when.days));
        why = match progress {
            _ if kind == Kind::TaxResident => why.how(says.how),
            Progress::Done(_) => why.how(key!("journey.how.done")),
            Progress::Passed => why.how(key!("journey.how.passed")),
            Progress::Ahead => match overdue {
                Some(overdue) => why.how(Message::new(key!("journey.how.overdue")).with("date", overdue).with("how", says.how)),
                None => why.how(says.how),
            },
        };
        for cite in says.cites {
            why = why.cite(cite);
        }
        if progress == Progress::Ahead {
            for before in self.stages.iter().filter(|stage| waits.contains(&stage.kind) && stage.round == 0) {
                why = why.from(Step::new(before.kind.label(), days(before.when)));
            }
            if let Some(by) = by.filter(|by| *by != when.days) {
                let mut last = Step::new(key!("journey.deadline"), days(by));
                if let Some(worked) = by.is_exact().then(|| worked_before(by.low)).flatten() {
                    last = last.how(Message::new(key!("journey.how.day-off")).with("date", worked));
                }
                why = why.from(last);
            }
            if let Some(overdue) = overdue {
                why = why.from(Step::new(key!("journey.overdue"), overdue));
            } else if late {
                why = why.from(Step::new(key!("journey.late"), Tri::Yes).how(key!("timeline-page.late")));
            }
            if estimate {
                why = why.from(Step::new(key!("journey.estimate"), Tri::Yes).how(key!("note.lunar-estimate")));
            }
        }
        self.stages.push(Stage {
            kind,
            round,
            progress,
            when: when.days,
            by,
            estimate,
            late,
            overdue,
            slack: None,
            slack_slow: None,
            critical: false,
            critical_slow: false,
            after: waits,
            why,
        });
        When { estimate, late, ..when }
    }
}
