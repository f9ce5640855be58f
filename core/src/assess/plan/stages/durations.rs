//! How long steps take, by the rules or as the person says, and the days that follow.

use crate::assess::Assessment;
use crate::assess::plan::{Kind, Stage};
use crate::explain::Step;
use crate::key;
use crate::message::Message;
use crate::profile::{Count, Ground, Speed};
use crate::quantity::{Date, EndOfMonth, Interval};
use crate::rulebook::{BusinessDays, Certainty, Citation, Ref, business_days_range, is_business_day, kind, rules};

/// Days of a step, whether they rest on years whose feasts are not set, and whether on something that is overdue:
/// then they are the earliest, and how much later it will be nobody can say.
#[derive(Clone, Copy)]
pub(in crate::assess::plan) struct When {
    pub(in crate::assess::plan) days: Interval<Date>,
    pub(in crate::assess::plan) estimate: bool,
    pub(in crate::assess::plan) late: bool,
}

impl When {
    pub(in crate::assess::plan) fn set(days: Interval<Date>) -> Self {
        Self { days, estimate: false, late: false }
    }

    /// The days of a step.
    pub(in crate::assess::plan) fn of(stage: &Stage) -> Self {
        Self { days: stage.when, estimate: stage.estimate, late: stage.late }
    }

    /// Each end moved by itself.
    pub(in crate::assess::plan) fn map(self, change: impl Fn(Date) -> Date) -> Self {
        Self { days: Interval { low: change(self.days.low), high: change(self.days.high) }, ..self }
    }

    /// None of them before a day.
    pub(in crate::assess::plan) fn from(self, first: Date) -> Self {
        self.map(|date| date.max(first))
    }

    /// The later of two, end by end.
    pub(in crate::assess::plan) fn later(self, other: Self) -> Self {
        let days = Interval { low: self.days.low.max(other.days.low), high: self.days.high.max(other.days.high) };
        Self { days, estimate: self.estimate || other.estimate, late: self.late || other.late }
    }

    /// So many working days on: the least after the low end, the most after the high one.
    pub(in crate::assess::plan) fn working(self, least: i32, most: i32) -> Self {
        let ends = [(self.days.low, least), (self.days.high, most)].map(|(from, count)| business_days_range(from, count));
        let estimated = |end: &BusinessDays| end.certainty == Certainty::Estimated;
        let days = Interval { low: ends[0].date.low, high: ends[1].date.high };
        Self { days, estimate: self.estimate || ends.iter().any(estimated), ..self }
    }

    pub(super) fn months(self, months: i32, end: EndOfMonth) -> Self {
        self.map(|date| date.plus_months(months, end).unwrap_or(date))
    }
}

/// A figure of the rules with where it stands.
pub(in crate::assess::plan) struct Figure<T> {
    pub(in crate::assess::plan) value: T,
    pub(in crate::assess::plan) cite: Option<Citation>,
}

/// How long things take: by the rules, or as the person says.
#[derive(Clone, Copy)]
pub(in crate::assess::plan) struct Days<'a> {
    pub(in crate::assess::plan) all: &'a Assessment,
    pub(in crate::assess::plan) ground: Ground,
}

impl Days<'_> {
    pub(in crate::assess::plan) fn is_programme(self) -> bool {
        self.ground == Ground::Programme
    }

    pub(in crate::assess::plan) fn count(self, rule: Ref<kind::Count>) -> Figure<i32> {
        let found = rule.on_or_latest(self.all.on);
        Figure { value: found.map_or(0, |found| found.value), cite: found.map(|found| found.cite) }
    }

    pub(super) fn range(self, rule: Ref<kind::Range>) -> Figure<Interval<i32>> {
        let found = rule.on_or_latest(self.all.on);
        Figure { value: found.map_or(Interval::exactly(0), |found| found.value), cite: found.map(|found| found.cite) }
    }

    /// Something that takes as many days as the person says, or as our range.
    pub(in crate::assess::plan) fn taking(self, from: When, own: Option<Count<0, 365>>, rule: Ref<kind::Range>) -> (When, Says) {
        if let Some(Count(own)) = own {
            let says = Says::how(Message::new(key!("journey.how.own")).with("days", own));
            return (from.map(|date| date.plus_days(own)), says);
        }
        let figure = self.range(rule);
        let Interval { low, high } = figure.value;
        let days = Interval { low: from.days.low.plus_days(low), high: from.days.high.plus_days(high) };
        let text = if low == high { key!("journey.how.range-exact") } else { key!("journey.how.range") };
        let how = Message::new(text).with("least", low).with("most", high);
        (When { days, ..from }, Says::how(how).cite(figure.cite))
    }

    /// Working days until a temporary permit is decided on, the least and the most, and what is said of it.
    pub(in crate::assess::plan) fn decision(self) -> (i32, i32, Says) {
        let figure = self.range(rules::TRP_DECISION);
        let Interval { low, high } = match self.all.profile.journey.speed {
            Some(Speed::Fifteen) => Interval::exactly(figure.value.low),
            Some(Speed::Twenty) => Interval::exactly(figure.value.high),
            None => figure.value,
        };
        // How much faster the whole decision is for the programme stands in a draft only: it counts for the earliest
        // day. Law is the shorter security check within it (47.6), which is cited.
        let faster = self.count(rules::TRP_FASTER);
        let less = if self.is_programme() { faster.value } else { 0 };
        let text = match (self.is_programme(), low == high) {
            (true, _) => key!("journey.how.trp-decision-faster"),
            (false, false) => key!("journey.how.trp-decision"),
            (false, true) => key!("journey.how.trp-decision-exact"),
        };
        let how = Message::new(text).with("least", low - less).with("most", high).with("faster", faster.value);
        let check = self.count(if self.is_programme() { rules::BENEFIT_CHECK_TEMPORARY } else { rules::TRP_CHECK });
        (low - less, high, Says::how(how).cite(figure.cite).cite(faster.cite.filter(|_| self.is_programme())).cite(check.cite))
    }
}

/// What is said about a step besides its days.
pub(in crate::assess::plan) struct Says {
    pub(super) how: Message,
    pub(super) cites: Vec<Citation>,
    pub(super) by: Option<Interval<Date>>,
}

impl Says {
    pub(super) fn how(how: impl Into<Message>) -> Self {
        Self { how: how.into(), cites: Vec::new(), by: None }
    }

    pub(in crate::assess::plan) fn cite(mut self, cite: Option<Citation>) -> Self {
        self.cites.extend(cite);
        self
    }

    /// Adds within how many days the authorities have to decide.
    pub(super) fn within(mut self, days: i32) -> Self {
        self.how = Message::new(key!("journey.how.visa")).with("how", self.how).with("days", days);
        self
    }

    pub(super) fn by(mut self, by: Interval<Date>) -> Self {
        self.by = Some(by);
        self
    }

    /// As a step of an explanation, without its days.
    pub(in crate::assess::plan) fn step(self, kind: Kind) -> Step {
        let mut step = Step::unknown(kind.label()).how(self.how);
        step.cites = self.cites;
        step
    }
}

/// The last working day before a day that is none. Whether a last day moves to the next working day was not
/// found for residence permits, so this one is safe. None where the last day is worked, or its calendar not known.
pub(in crate::assess::plan) fn worked_before(last: Date) -> Option<Date> {
    let works = |date: Date| is_business_day(date).ok();
    if works(last)? {
        return None;
    }
    (1..=20).map(|days| last.plus_days(-days)).find(|date| works(*date) == Some(true))
}
