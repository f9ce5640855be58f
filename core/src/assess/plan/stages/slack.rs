//! How long each step can wait, and which steps set the pace.

use super::Planner;
use crate::assess::plan::{Kind, Progress, Stage};
use crate::profile::Count;
use crate::quantity::{Date, Interval};
use crate::rulebook::{latest_safe_start, latest_start, rules};

/// One end of every range: everything as fast as possible, or as slow.
#[derive(Clone, Copy)]
pub(super) enum Course {
    Fast,
    Slow,
}

impl Course {
    fn of<T>(self, range: Interval<T>) -> T {
        match self {
            Self::Fast => range.low,
            Self::Slow => range.high,
        }
    }
}

/// The steps ahead that a step waits for; behind one that is done those before it, such as papers still to be
/// legalised behind their translation.
pub(in crate::assess::plan) fn waited_for<'a>(stages: &'a [Stage], own: &Stage) -> Vec<&'a Stage> {
    let before = own.after.iter().filter_map(|kind| stages.iter().find(|stage| stage.kind == *kind));
    before.flat_map(|stage| if stage.progress == Progress::Ahead { vec![stage] } else { waited_for(stages, stage) }).collect()
}

impl Planner<'_> {
    /// How long each step up to the card can wait: in a course, backwards from its card.
    pub(super) fn slack(&mut self, course: Course) {
        let end = |kind: Kind, stages: &[Stage]| {
            stages.iter().find(|stage| stage.kind == kind && stage.progress == Progress::Ahead).map(|stage| course.of(stage.when))
        };
        let own = &self.all.profile.journey;
        let Some(card) = end(Kind::Card, &self.stages) else { return };
        let (least, most, _) = self.days().decision();
        let working = course.of(Interval { low: least, high: most });
        let least = self.count(rules::PROGRAMME_REVIEW_TIME).value;
        let review = course.of(Interval { low: least, high: least + self.count(rules::PROGRAMME_REVIEW_EXTENSION).value });
        let latest_start = |by: Date, days: i32| match course {
            Course::Fast => latest_start(by, days),
            Course::Slow => latest_safe_start(by, days),
        };
        let takes = |own: Option<Count<0, 365>>, rule| own.map_or_else(|| course.of(self.range(rule).value), |own| own.0);
        let visa_days = takes(own.visa_days, rules::JOURNEY_VISA_DAYS);
        // What is translated already takes no more days after what is legalised.
        let translated = end(Kind::Translate, &self.stages).is_none();
        let translate_days = if translated { 0 } else { takes(own.translate_days, rules::JOURNEY_TRANSLATE_DAYS) };
        let trp_apply = latest_start(card, working);
        let after_papers = match (self.is_here(), self.is_programme()) {
            (true, false) => trp_apply,
            (true, true) => latest_start(trp_apply, review),
            (false, false) => trp_apply.plus_days(-visa_days),
            (false, true) => latest_start(trp_apply.plus_days(-visa_days), review),
        };
        let decision = if self.is_here() { trp_apply } else { trp_apply.plus_days(-visa_days) };
        let latest = [
            (Kind::Legalise, after_papers.plus_days(-translate_days)),
            (Kind::Translate, after_papers),
            (Kind::Medical, trp_apply),
            (Kind::Apply, after_papers),
            (Kind::Decision, decision),
            (Kind::Visa, trp_apply),
            (Kind::Enter, trp_apply),
            (Kind::TrpApply, trp_apply),
            (Kind::TrpDecision, card),
            (Kind::Card, card),
        ];
        for (kind, latest) in latest {
            if let Some(stage) = self.stages.iter_mut().find(|stage| stage.kind == kind && stage.progress == Progress::Ahead) {
                let days = course.of(stage.when).days_until(latest).max(0);
                match course {
                    Course::Fast => stage.slack = Some(days),
                    Course::Slow => stage.slack_slow = Some(days),
                }
            }
        }
        self.critical(course);
    }

    /// Marks what a course's card follows from: backwards, of the steps a step waits for the one that comes
    /// last, as long as the step begins when that one ends.
    pub(super) fn critical(&mut self, course: Course) {
        let mut next = Some(Kind::Card);
        while let Some(kind) = next {
            let Some(place) = self.stages.iter().position(|stage| stage.kind == kind && stage.progress == Progress::Ahead) else { return };
            match course {
                Course::Fast => self.stages[place].critical = true,
                Course::Slow => self.stages[place].critical_slow = true,
            }
            let own = &self.stages[place];
            let last = waited_for(&self.stages, own).into_iter().max_by_key(|stage| course.of(stage.when));
            // A step that waits for a day of its own, such as a planned entry, is not driven by what comes before.
            let waits = matches!(kind, Kind::Apply | Kind::Enter | Kind::TrpApply);
            next = last.filter(|stage| !waits || course.of(stage.when) == course.of(own.when)).map(|stage| stage.kind);
        }
    }
}
