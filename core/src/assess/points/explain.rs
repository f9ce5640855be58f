//! Why the points lie where they lie.

use super::record::{Found, Measured, degree_band, measured};
use super::{Share, Worth};
use crate::assess::points::assumptions::{Assumptions, Basis, Measure};
use crate::assess::with_figures;
use crate::explain::Step;
use crate::key;
use crate::message::{Arg, Key, Message};
use crate::profile::{BandTable, DegreeLevel, Position, Profile};
use crate::quantity::{Date, Interval, Points, Tri};
use crate::rulebook::{Unit, rules};

pub(super) struct Explaining<'a> {
    pub(super) profile: &'a Profile,
    pub(super) assumed: &'a Assumptions,
    pub(super) on: Date,
}

impl Explaining<'_> {
    pub(super) fn total(&self, total: Interval<Points>, shares: &[Share]) -> Step {
        let published = self.assumed.counted().filter(|basis| basis.maximum.published).map(|basis| basis.maximum.used);
        let known = published.fold(Interval::exactly(0), |sum, points| sum + points);
        let rest = Interval { low: self.assumed.scale - known.high, high: self.assumed.scale - known.low };
        let how = if self.assumed.counted().all(|basis| basis.maximum.published) {
            key!("how.total-known").into()
        } else {
            with_figures(key!("how.total")).with("rest", rest)
        };
        let mut why = Step::new(key!("points.total"), total).how(how);
        for cite in &self.assumed.cites {
            why = why.cite(*cite);
        }
        for (share, basis) in shares.iter().zip(self.assumed.counted()) {
            why = why.from(self.share(share, basis));
        }
        why
    }

    fn share(&self, share: &Share, basis: &Basis) -> Step {
        let step = Step::new(share.criterion.name(), share.points);
        if share.own {
            return step.how(key!("how.own-points"));
        }
        let text = match (basis.is_assumed(), share.worth.unit) {
            (true, Unit::Percent) => key!("how.share"),
            (true, Unit::Points) => key!("how.share-points"),
            (false, Unit::Percent) => key!("how.share-known"),
            (false, Unit::Points) => key!("how.share-known-points"),
        };
        let mut bound = Step::new(key!("points.maximum"), share.maximum);
        if basis.maximum.used != basis.maximum.ours {
            bound = bound.how(key!("how.own-assumption"));
        }
        if let Some(cite) = basis.maximum.cite {
            bound = bound.cite(cite);
        }
        let mut step = step.how(worth(text, share.worth).with("maximum", share.maximum)).from(bound);
        let found = measured(basis, self.profile, self.assumed, self.on);
        for (measure, found) in basis.measures.iter().zip(&found) {
            step.inputs.extend(self.measure(measure, basis.unit, found));
        }
        step
    }

    fn measure(&self, measure: &Measure, unit: Unit, measured: &Measured) -> Vec<Step> {
        match &measured.found {
            Found::Work { start, years } => vec![self.work(measure, *start, *years)],
            Found::Position(position) => self.position(measure, *position),
            Found::Degrees => self.degrees(measure, unit),
            Found::Certificates(count) => vec![table(Step::new(key!("points.certificates"), *count), measure, BandTable::Certificates)],
            Found::Kinds(kinds, count) => vec![self.kinds(measure, kinds, *count)],
            Found::Language => {
                let best = Step::new(key!("points.best-language"), brings(unit, measured.range));
                vec![table(table(best, measure, BandTable::OtherLanguage), measure, BandTable::Azerbaijani)]
            }
        }
    }

    fn work(&self, measure: &Measure, start: Date, years: Interval<i32>) -> Step {
        let counted = Step::new(key!("points.years"), years).how(Message::new(key!("how.years")).with("from", start).with("to", self.on));
        let mut counted = table(counted, measure, BandTable::Years);
        if let Some(window) = rules::POINTS_EXPERIENCE_WINDOW.on_or_latest(self.on) {
            counted = counted.cite(window.cite);
        }
        if self.profile.jobs.iter().any(|job| job.hours != Some(crate::profile::Hours::Full)) {
            counted = table(counted, measure, BandTable::Hours);
        }
        counted
    }

    fn position(&self, measure: &Measure, position: Interval<i32>) -> Vec<Step> {
        if self.profile.jobs.is_empty() {
            return Vec::new();
        }
        let name = |level: i32| {
            let position = usize::try_from(level).ok().and_then(|index| Position::ALL.get(index));
            position.map_or(Position::Ordinary, |position| *position).label()
        };
        let Interval { low, high } = position;
        let step = if low == high {
            Step::new(key!("points.position"), name(low))
        } else {
            let range = Message::new(key!("points.from-to")).with("low", name(low)).with("high", name(high));
            Step::new(key!("points.position"), range)
        };
        vec![table(step, measure, BandTable::Position)]
    }

    fn degrees(&self, measure: &Measure, unit: Unit) -> Vec<Step> {
        if self.profile.degrees.is_empty() {
            let step = match self.profile.you.has_degree {
                Some(false) => Step::new(key!("points.degree"), key!("points.no-degree")),
                _ => Step::unknown(key!("points.degree")),
            };
            return vec![table(step, measure, BandTable::Related)];
        }
        let step = |degree: &crate::profile::Degree| {
            let name = degree.level.map_or(key!("points.degree"), DegreeLevel::label);
            let question = key!("profile.degrees.related");
            let related = degree.related.map_or(Step::unknown(question), |yes| Step::new(question, Tri::from(yes)));
            let used = if degree.related == Some(false) { BandTable::Unrelated } else { BandTable::Related };
            table(Step::new(name, brings(unit, degree_band(degree, measure))).from(related), measure, used)
        };
        self.profile.degrees.iter().map(step).collect()
    }

    fn kinds(&self, measure: &Measure, kinds: &[Interval<i32>; 5], count: Interval<i32>) -> Step {
        let own = &self.profile.achievements;
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
        let mut step = table(Step::new(key!("points.kinds"), count), measure, BandTable::Kinds);
        // Whether publications count hangs on a rule only where there are some.
        let enough = rules::POINTS_ACHIEVEMENTS_PUBLICATIONS.on_or_latest(self.on);
        if let Some(enough) = enough.filter(|_| kinds[1].high > 0) {
            step = step.cite(enough.cite);
        }
        questions.into_iter().fold(step, |step, (question, value)| match value {
            Some(value) => step.answer(question, value),
            None => step.from(Step::unknown(question)),
        })
    }
}

/// Cites a table, and says so where the person has put other figures in its place.
fn table(step: Step, measure: &Measure, table: BandTable) -> Step {
    let Some(table) = measure.table(table) else { return step };
    let step = if table.is_own() && step.how.is_none() { step.how(key!("how.own-assumption")) } else { step };
    match table.cite {
        Some(cite) => step.cite(cite),
        None => step,
    }
}

/// Something a record brings, in a text for percents or for points.
fn worth(text: Key, worth: Worth) -> Message {
    let Interval { low, high } = worth.range;
    match worth.unit {
        Unit::Percent => Message::new(text).with("low", i64::from(low)).with("high", i64::from(high)),
        Unit::Points => Message::new(text).with("points", worth.range),
    }
}

fn brings(unit: Unit, range: Interval<i32>) -> Message {
    let text = if unit == Unit::Points { key!("points.points") } else { key!("points.percent") };
    worth(text, Worth { unit, range })
}
