//! Why the points lie where they lie.

use super::record::Record;
use super::{Criterion, Share};
use crate::assess::assumptions::Assumptions;
use crate::assess::with_figures;
use crate::explain::Step;
use crate::key;
use crate::message::{Arg, Message};
use crate::profile::{BandTable, DegreeLevel, Position, Profile};
use crate::quantity::{Date, Interval, Points, Tri};
use crate::rulebook::rules;

pub(super) struct Explaining<'a> {
    pub(super) profile: &'a Profile,
    pub(super) assumed: &'a Assumptions,
    pub(super) record: &'a Record,
    pub(super) on: Date,
}

impl Explaining<'_> {
    pub(super) fn total(&self, total: Interval<Points>, shares: &[Share]) -> Step {
        let on = self.on;
        let experience = self.assumed.maxima[0].used;
        let rest = Interval { low: self.assumed.scale - experience.high, high: self.assumed.scale - experience.low };
        let mut why = Step::new(key!("points.total"), total).how(with_figures(key!("how.total")).with("rest", rest));
        let cited = [rules::POINTS_SCALE.on_or_latest(on), rules::POINTS_PASS_MARK.on_or_latest(on), rules::POINTS_REST.on_or_latest(on)];
        for found in cited.into_iter().flatten() {
            why = why.cite(found.cite);
        }
        for share in shares {
            why = why.from(self.share(share));
        }
        why
    }

    fn share(&self, share: &Share) -> Step {
        let step = Step::new(share.criterion.name(), share.points);
        if share.own {
            return step.how(key!("how.own-points"));
        }
        let how = percents(key!("how.share"), share.percent).with("maximum", share.maximum);
        let maximum = &self.assumed.maxima[share.criterion as usize];
        let mut bound = Step::new(key!("points.maximum"), share.maximum);
        if maximum.used != maximum.ours {
            bound = bound.how(key!("how.own-assumption"));
        }
        if let Some(cite) = maximum.cite {
            bound = bound.cite(cite);
        }
        let mut step = step.how(how).from(bound);
        step.inputs.extend(match share.criterion {
            Criterion::Experience => self.experience(),
            Criterion::Education => self.education(),
            Criterion::Achievements => vec![self.achievements()],
            Criterion::Languages => self.languages(),
        });
        step
    }

    /// Cites a table, and says so where the person has put other figures in its place.
    fn table(&self, step: Step, table: BandTable) -> Step {
        let table = self.assumed.table(table);
        let step = if table.steps.iter().any(|step| step.used != step.ours) && step.how.is_none() {
            step.how(key!("how.own-assumption"))
        } else {
            step
        };
        match table.cite {
            Some(cite) => step.cite(cite),
            None => step,
        }
    }

    fn experience(&self) -> Vec<Step> {
        let found = &self.record.experience;
        let counted =
            Step::new(key!("points.years"), found.years).how(Message::new(key!("how.years")).with("from", found.start).with("to", self.on));
        let mut counted = self.table(counted, BandTable::Years);
        if let Some(window) = rules::POINTS_EXPERIENCE_WINDOW.on_or_latest(self.on) {
            counted = counted.cite(window.cite);
        }
        if self.profile.jobs.iter().any(|job| job.hours != Some(crate::profile::Hours::Full)) {
            counted = self.table(counted, BandTable::Hours);
        }
        if self.profile.jobs.is_empty() {
            return vec![counted];
        }
        let name = |level: i32| {
            let position = usize::try_from(level).ok().and_then(|index| Position::ALL.get(index));
            position.map_or(Position::Ordinary, |position| *position).label()
        };
        let Interval { low, high } = found.position;
        let step = if low == high {
            Step::new(key!("points.position"), name(low))
        } else {
            let range = Message::new(key!("points.from-to")).with("low", name(low)).with("high", name(high));
            Step::new(key!("points.position"), range)
        };
        vec![counted, self.table(step, BandTable::Position)]
    }

    fn education(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        if self.profile.degrees.is_empty() {
            let step = match self.profile.you.has_degree {
                Some(false) => Step::new(key!("points.degree"), key!("points.no-degree")),
                _ => Step::unknown(key!("points.degree")),
            };
            steps.push(self.table(step, BandTable::Related));
        }
        for (degree, band) in self.profile.degrees.iter().zip(&self.record.education.degrees) {
            let name = degree.level.map_or(key!("points.degree"), DegreeLevel::label);
            let question = key!("profile.degrees.related");
            let related = degree.related.map_or(Step::unknown(question), |yes| Step::new(question, Tri::from(yes)));
            let table = if degree.related == Some(false) { BandTable::Unrelated } else { BandTable::Related };
            steps.push(self.table(Step::new(name, percents(key!("points.percent"), *band)).from(related), table));
        }
        let certificates = Step::new(key!("points.certificates"), self.record.education.certificates);
        steps.push(self.table(certificates, BandTable::Certificates));
        steps
    }

    fn achievements(&self) -> Step {
        let own = &self.profile.achievements;
        let found = &self.record.achievements;
        let tri = |answer: Option<bool>| answer.map(|answer| Arg::from(Tri::from(answer)));
        let questions = [
            (key!("profile.achievements.patents"), own.patents.map(|count| Arg::from(count.0))),
            (key!("profile.achievements.patents_filed"), own.patents_filed.map(|count| Arg::from(count.0))),
            (key!("profile.achievements.publications"), own.publications.map(|count| Arg::from(count.0))),
            (key!("profile.achievements.indexed"), own.indexed.map(|count| Arg::from(count.0))),
            (key!("profile.achievements.leadership"), tri(own.leadership)),
            (key!("profile.achievements.awards"), tri(own.awards)),
            (key!("profile.achievements.technical"), tri(own.technical)),
            (key!("profile.achievements.open_source"), tri(own.open_source)),
        ];
        let mut step = self.table(Step::new(key!("points.kinds"), found.count), BandTable::Kinds);
        // Whether publications count hangs on a rule only where there are some.
        let enough = rules::POINTS_ACHIEVEMENTS_PUBLICATIONS.on_or_latest(self.on);
        if let Some(enough) = enough.filter(|_| found.kinds[1].high > 0) {
            step = step.cite(enough.cite);
        }
        questions.into_iter().fold(step, |step, (question, value)| match value {
            Some(value) => step.answer(question, value),
            None => step.from(Step::unknown(question)),
        })
    }

    fn languages(&self) -> Vec<Step> {
        let best = Step::new(key!("points.best-language"), percents(key!("points.percent"), self.record.languages));
        vec![self.table(self.table(best, BandTable::OtherLanguage), BandTable::Azerbaijani)]
    }
}

fn percents(text: crate::message::Key, percent: Interval<i32>) -> Message {
    Message::new(text).with("low", i64::from(percent.low)).with("high", i64::from(percent.high))
}
