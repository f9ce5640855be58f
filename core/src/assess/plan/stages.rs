//! The steps one after another: each from the days of those it waits for.

use super::{Kind, Progress, Stage, days, terms};
use crate::assess::Assessment;
use crate::assess::eligibility::documents::{Group, all_of};
use crate::assess::eligibility::family::application;
use crate::assess::residence::presence::{Presence, RollingWindow};
use crate::assess::residence::residency::{countries_abroad, days_in};
use crate::explain::Step;
use crate::key;
use crate::message::Message;
use crate::profile::{Count, Counting, Country, Ground, PrpDays, Severity, Speed, Stay};
use crate::quantity::{Date, EndOfMonth, Interval, Tri};
use crate::rulebook::{
    BusinessDays, Certainty, Citation, Ref, business_days_range, is_business_day, kind, latest_safe_start, latest_start, rules,
};

/// The steps of a way, in no order yet.
pub(super) struct Way {
    pub(super) stages: Vec<Stage>,
    /// Term of the first temporary permit, in months.
    pub(super) term: i32,
}

/// The steps that follow each other: who has done one has done those before it.
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

pub(super) fn way(all: &Assessment, ground: Ground, counts: Tri) -> Way {
    let mut maker = Maker { all, ground, stages: Vec::new() };
    let ready = maker.papers();
    let (arrived, visited) = maker.arrival(ready);
    let granted = maker.temporary(arrived, visited);
    let [first, extension] = terms(ground, all.on);
    let term = all.profile.journey.term.map_or(first, |Count(months)| months.min(first));
    maker.permanent(granted, [term, extension], counts);
    maker.taxes();
    maker.slack(Course::Fast);
    maker.slack(Course::Slow);
    Way { stages: maker.stages, term }
}

/// Days of a step, whether they rest on years whose feasts are not set, and whether on something that is overdue:
/// then they are the earliest, and how much later it will be nobody can say.
#[derive(Clone, Copy)]
pub(super) struct When {
    pub(super) days: Interval<Date>,
    pub(super) estimate: bool,
    pub(super) late: bool,
}

impl When {
    pub(super) fn set(days: Interval<Date>) -> Self {
        Self { days, estimate: false, late: false }
    }

    /// The days of a step.
    pub(super) fn of(stage: &Stage) -> Self {
        Self { days: stage.when, estimate: stage.estimate, late: stage.late }
    }

    /// Each end moved by itself.
    pub(super) fn map(self, change: impl Fn(Date) -> Date) -> Self {
        Self { days: Interval { low: change(self.days.low), high: change(self.days.high) }, ..self }
    }

    /// None of them before a day.
    pub(super) fn from(self, first: Date) -> Self {
        self.map(|date| date.max(first))
    }

    /// The later of two, end by end.
    pub(super) fn later(self, other: Self) -> Self {
        let days = Interval { low: self.days.low.max(other.days.low), high: self.days.high.max(other.days.high) };
        Self { days, estimate: self.estimate || other.estimate, late: self.late || other.late }
    }

    /// So many working days on: the least after the low end, the most after the high one.
    pub(super) fn working(self, least: i32, most: i32) -> Self {
        let ends = [(self.days.low, least), (self.days.high, most)].map(|(from, count)| business_days_range(from, count));
        let estimated = |end: &BusinessDays| end.certainty == Certainty::Estimated;
        let days = Interval { low: ends[0].date.low, high: ends[1].date.high };
        Self { days, estimate: self.estimate || ends.iter().any(estimated), ..self }
    }

    fn months(self, months: i32, end: EndOfMonth) -> Self {
        self.map(|date| date.plus_months(months, end).unwrap_or(date))
    }
}

/// A figure of the rules with where it stands.
pub(super) struct Figure<T> {
    pub(super) value: T,
    pub(super) cite: Option<Citation>,
}

/// How long things take: by the rules, or as the person says.
#[derive(Clone, Copy)]
pub(super) struct Days<'a> {
    pub(super) all: &'a Assessment,
    pub(super) ground: Ground,
}

/// The steps ahead that a step waits for; behind one that is done those before it, such as papers still to be
/// legalised behind their translation.
pub(super) fn waited_for<'a>(stages: &'a [Stage], own: &Stage) -> Vec<&'a Stage> {
    let before = own.after.iter().filter_map(|kind| stages.iter().find(|stage| stage.kind == *kind));
    before.flat_map(|stage| if stage.progress == Progress::Ahead { vec![stage] } else { waited_for(stages, stage) }).collect()
}

/// One end of every range: all as fast as it can be, or all as slow.
#[derive(Clone, Copy)]
enum Course {
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

struct Maker<'a> {
    all: &'a Assessment,
    ground: Ground,
    stages: Vec<Stage>,
}

/// What is said of a step, beside its days.
pub(super) struct Says {
    how: Message,
    cites: Vec<Citation>,
    by: Option<Interval<Date>>,
}

impl Says {
    fn how(how: impl Into<Message>) -> Self {
        Self { how: how.into(), cites: Vec::new(), by: None }
    }

    pub(super) fn cite(mut self, cite: Option<Citation>) -> Self {
        self.cites.extend(cite);
        self
    }

    /// Says besides within how many days the authorities have to decide.
    fn within(mut self, days: i32) -> Self {
        self.how = Message::new(key!("journey.how.visa")).with("how", self.how).with("days", days);
        self
    }

    fn by(mut self, by: Interval<Date>) -> Self {
        self.by = Some(by);
        self
    }

    /// As a step of an explanation, without its days.
    pub(super) fn step(self, kind: Kind) -> Step {
        let mut step = Step::unknown(kind.label()).how(self.how);
        step.cites = self.cites;
        step
    }
}

/// Days for which a stay abroad is entered, planned ones too, and none in Azerbaijan.
pub(super) fn days_away(all: &Assessment) -> Presence {
    let stays = &all.profile.stays;
    let mut abroad = Vec::new();
    for country in countries_abroad(stays) {
        abroad.extend_from_slice(days_in(stays, country, all.on, Counting::BothEnds).periods());
    }
    Presence::of(abroad).without(&days_in(stays, Country::AZERBAIJAN, all.on, Counting::BothEnds))
}

/// Where days abroad broke the years before the permanent permit: the days from which they count. At the low
/// end only days within the years themselves count, at the high end they begin anew with the return; which
/// holds was not found. Note 1 to Art. 52 knows no exception for highly skilled migrants.
pub(in crate::assess) fn unbroken(all: &Assessment, granted: Interval<Date>) -> Option<Interval<Date>> {
    let count = |rule: Ref<kind::Count>| rule.on_or_latest(all.on).map_or(0, |found| found.value);
    let away = days_away(all);
    let window = RollingWindow { length: count(rules::CLOCK_PRP_WINDOW), limit: count(rules::CLOCK_PRP_CONTINUITY) };
    let months = 12 * count(rules::CLOCK_PRP_YEARS);
    let breach = |from: Date| {
        let last = from.plus_months(months, EndOfMonth::Up).unwrap_or(from).plus_days(-1);
        window.first_breach(&away.within(from, last), from, last)
    };
    let (mut low, mut high) = (granted.low, granted.high);
    while let Some(on) = breach(low) {
        // Without the first day abroad of the window that was too much.
        low = away.nth_day(1, low.max(on.plus_days(1 - window.length)), on)?.plus_days(1);
    }
    while let Some(on) = breach(high) {
        high = away.period_of(on)?.1.plus_days(1);
    }
    (low != granted.low || high != granted.high).then(|| Interval::between(low, high.max(low)))
}

/// The last working day before a day that is none. Whether a last day moves to the next working day was not
/// found for residence permits, so this one is safe. None where the last day is worked, or its calendar not known.
pub(super) fn worked_before(last: Date) -> Option<Date> {
    let works = |date: Date| is_business_day(date).ok();
    if works(last)? {
        return None;
    }
    (1..=20).map(|days| last.plus_days(-days)).find(|date| works(*date) == Some(true))
}

impl Days<'_> {
    pub(super) fn is_programme(self) -> bool {
        self.ground == Ground::Programme
    }

    pub(super) fn count(self, rule: Ref<kind::Count>) -> Figure<i32> {
        let found = rule.on_or_latest(self.all.on);
        Figure { value: found.map_or(0, |found| found.value), cite: found.map(|found| found.cite) }
    }

    fn range(self, rule: Ref<kind::Range>) -> Figure<Interval<i32>> {
        let found = rule.on_or_latest(self.all.on);
        Figure { value: found.map_or(Interval::exactly(0), |found| found.value), cite: found.map(|found| found.cite) }
    }

    /// Something that takes as many days as the person says, or as our range.
    pub(super) fn taking(self, from: When, own: Option<Count<0, 365>>, rule: Ref<kind::Range>) -> (When, Says) {
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
    pub(super) fn decision(self) -> (i32, i32, Says) {
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

impl Maker<'_> {
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
            // Who asks for the permanent permit from another one is no step further on this plan.
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
            // With the card one may work.
            Kind::Work => Kind::Card,
            Kind::TrpExtend => Kind::PrpApply,
            _ => *CHAIN.get(CHAIN.iter().position(|known| *known == kind)? + 1)?,
        };
        CHAIN.iter().skip_while(|known| **known != first).find_map(|later| self.real(*later))
    }

    /// Whether a day was entered that cannot be: then nothing else is taken for the step being done.
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
            // Who holds the certificate has applied and been decided on.
            Kind::Apply | Kind::Decision => profile.days.programme == Some(true),
            // Who has held the permit for longer than the card can be waited for has the card.
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

    /// The papers; gives the days on which they are ready.
    fn papers(&mut self) -> When {
        let own = &self.all.profile.journey;
        let start = When::set(Interval::exactly(own.start.unwrap_or(self.all.on)));
        let (planned, says) = self.days().taking(start, own.legalise_days, rules::JOURNEY_LEGALISE_DAYS);
        let cite = rules::DOCUMENTS_LEGALISATION.on_or_latest(self.all.on).map(|found| found.cite);
        let legalised = self.put(Kind::Legalise, planned, &[], says.cite(cite));
        let (planned, says) = self.days().taking(legalised, own.translate_days, rules::JOURNEY_TRANSLATE_DAYS);
        let cite = rules::CONDITION_TRANSLATIONS.on_or_latest(self.all.on).map(|found| found.cite);
        let translated = self.put(Kind::Translate, planned, &[Kind::Legalise], says.cite(cite));
        let (planned, says) = self.days().taking(start, own.medical_days, rules::JOURNEY_MEDICAL_DAYS);
        let cite = rules::CONDITION_MEDICAL.on_or_latest(self.all.on).map(|found| found.cite);
        self.put(Kind::Medical, planned, &[], says.cite(cite));
        legalised.later(translated)
    }

    /// The programme's part, the visa and the entry: the days from which the permit can be applied for, and
    /// those of the entry, if there is one.
    fn arrival(&mut self, ready: When) -> (When, Option<When>) {
        let mut ready = ready;
        if self.is_programme() {
            let planned = self.all.profile.plan.apply_on.map(|_| application(&self.all.profile, self.all.on));
            let (when, how) = match planned {
                Some(date) => (ready.map(|day| day.max(date)), Message::new(key!("journey.how.apply-on")).with("date", date)),
                None => (ready, key!("journey.how.apply").into()),
            };
            let applied = self.put(Kind::Apply, when, &[Kind::Translate], Says::how(how));
            let least = self.count(rules::PROGRAMME_REVIEW_TIME);
            let more = self.count(rules::PROGRAMME_REVIEW_EXTENSION);
            let most = least.value + more.value;
            let how = Message::new(key!("journey.how.decision")).with("least", least.value).with("most", most);
            let says = Says::how(how).cite(least.cite).cite(more.cite);
            ready = self.put(Kind::Decision, applied.working(least.value, most), &[Kind::Apply], says);
        }
        if self.is_here() {
            return (ready, None);
        }
        let before = if self.is_programme() { Kind::Decision } else { Kind::Translate };
        let own = &self.all.profile.journey;
        let (planned, says) = self.days().taking(ready, own.visa_days, rules::JOURNEY_VISA_DAYS);
        let cite = rules::CONDITION_BUSINESS_VISA.on_or_latest(self.all.on).map(|found| found.cite);
        let says = if self.is_programme() { says.cite(cite) } else { says };
        let law = self.count(rules::VISA_DECISION);
        let says = if own.visa_days.is_none() { says.within(law.value).cite(law.cite) } else { says };
        let visa = self.put(Kind::Visa, planned, &[before], says);
        let (when, how) = match own.enter_on {
            Some(date) => (visa.map(|day| day.max(date)), Message::new(key!("journey.how.enter-on")).with("date", date)),
            None => (visa, key!("journey.how.enter").into()),
        };
        let entered = self.put(Kind::Enter, when, &[Kind::Visa], Says::how(how));
        let kazakhstan = self.all.profile.days.kazakhstan == Some(true);
        let limit = self.count(if kazakhstan { rules::CLOCK_REGISTRATION_KAZAKHSTAN } else { rules::CLOCK_REGISTRATION });
        // As the clock counts: the day of arrival is the first.
        let by = entered.map(|date| date.plus_days(limit.value - 1)).days;
        let how = Message::new(key!("journey.how.register")).with("days", limit.value);
        self.put(Kind::Register, entered, &[Kind::Enter], Says::how(how).cite(limit.cite).by(by));
        (entered, Some(entered))
    }

    /// The temporary permit; gives the days on which it begins.
    fn temporary(&mut self, arrived: When, visited: Option<When>) -> When {
        let profile = &self.all.profile;
        let medical = self.stages.iter().find(|stage| stage.kind == Kind::Medical);
        let medical = medical.filter(|stage| stage.progress != Progress::Passed).map(|stage| When::set(stage.when));
        let ready = medical.map_or(arrived, |medical| arrived.later(medical));
        let (before, visa) = (self.count(rules::TRP_BEFORE), self.count(rules::VISA_STAY));
        let ends = match (profile.journey.stay_until, visited, profile.journey.visa_stay) {
            (Some(until), ..) => Some(Interval::exactly(until)),
            (None, Some(entered), Some(Count(stay))) => Some(entered.map(|date| date.plus_days(stay - 1)).days),
            _ => None,
        };
        let how = match ends {
            Some(ends) => Message::new(key!("journey.how.trp-apply")).with("days", before.value).with("ends", days(ends)),
            None if self.is_programme() && visited.is_some() => {
                Message::new(key!("journey.how.trp-apply-visa")).with("days", before.value).with("stay", visa.value)
            }
            None => Message::new(key!("journey.how.trp-apply-open")).with("days", before.value),
        };
        let mut says = Says::how(how).cite(before.cite);
        if self.is_programme() && visited.is_some() {
            says = says.cite(visa.cite);
        }
        if let Some(Interval { low, high }) = ends {
            says = says.by(Interval { low: low.plus_days(-before.value), high: high.plus_days(-before.value) });
        }
        let last = match (self.is_here(), self.is_programme()) {
            (false, _) => Kind::Enter,
            (true, true) => Kind::Decision,
            (true, false) => Kind::Translate,
        };
        let applied = self.put(Kind::TrpApply, ready, &[last, Kind::Medical], says);
        let (least, most, says) = self.days().decision();
        let granted = self.put(Kind::TrpDecision, applied.working(least, most), &[Kind::TrpApply], says);
        let unpaid = self.count(rules::TRP_UNPAID);
        let by = granted.map(|date| date.plus_days(unpaid.value)).days;
        let how = Message::new(key!("journey.how.card")).with("days", unpaid.value);
        let card = self.put(Kind::Card, granted, &[Kind::TrpDecision], Says::how(how).cite(unpaid.cite).by(by));
        if self.is_programme() {
            let cite = rules::BENEFIT_NO_WORK_PERMIT.on_or_latest(self.all.on).map(|found| found.cite);
            self.put(Kind::Work, card, &[Kind::Card], Says::how(key!("journey.how.work")).cite(cite));
        }
        granted
    }

    /// Extensions, the permanent permit, citizenship, and the certificate's end.
    fn permanent(&mut self, granted: When, [term, extension]: [i32; 2], counts: Tri) {
        let profile = &self.all.profile;
        let (years, early) = (self.count(rules::CLOCK_PRP_YEARS), self.count(rules::PRP_BEFORE));
        let complete = |from: Date| from.plus_months(12 * years.value, EndOfMonth::Up).unwrap_or(from);
        let anew = unbroken(self.all, granted.days);
        let ripe = When { days: anew.unwrap_or(granted.days), ..granted }.map(complete);
        // The day on the card, where the person says it; otherwise worked out from the decision.
        let printed = profile
            .permits
            .permit_until
            .filter(|until| !self.holds_another() && self.real(Kind::TrpDecision).is_some_and(|from| from < *until));
        let end = |rounds: i32| match printed {
            Some(until) => When::set(Interval::exactly(until)).months(rounds * extension, EndOfMonth::Down),
            None => granted.months(term + rounds * extension, EndOfMonth::Down),
        };
        let is_short = |rounds: i32| {
            if printed.is_some() || anew.is_some() {
                end(rounds).months(-early.value, EndOfMonth::Down).days.low < ripe.days.low
            } else {
                term + rounds * extension < 12 * years.value + early.value
            }
        };
        // Whose years do not count sees the first extension; nobody needs more than a few.
        let rounds = if counts == Tri::No { 1 } else { (0..4).find(|rounds| !is_short(*rounds)).unwrap_or(4) };
        let before = self.count(rules::TRP_BEFORE);
        for round in 0..rounds {
            // A permit of a month is to be extended as soon as it begins.
            let due = end(round).map(|date| date.plus_days(-before.value)).later(granted);
            let how = Message::new(key!("journey.how.trp-extend")).with("days", before.value).with("months", extension);
            let says = Says::how(how).cite(before.cite).by(due.days);
            self.put_round(Kind::TrpExtend, u8::try_from(round + 1).unwrap_or(u8::MAX), due, &[Kind::TrpDecision], says);
        }
        let ends = end(rounds);
        let how = Message::new(key!("journey.how.trp-end")).with("months", term);
        let [first, _] = self.term_rules();
        self.put(Kind::TrpEnd, ends, &[Kind::TrpDecision], Says::how(how).cite(first));
        self.certificate();
        if counts == Tri::No {
            return;
        }
        let by = ends.months(-early.value, EndOfMonth::Down).days;
        let text = if anew.is_some() { key!("journey.how.prp-apply-anew") } else { key!("journey.how.prp-apply") };
        let how = Message::new(text).with("years", years.value).with("months", early.value);
        let how = anew.map_or(how.clone(), |from| how.with("low", from.low).with("high", from.high));
        let says = Says::how(how).cite(years.cite).cite(early.cite).by(by);
        let applied = self.put(Kind::PrpApply, ripe, &[Kind::TrpDecision], says);
        let (outer, inner) = (self.range(rules::PRP_DECISION), self.range(rules::PRP_DECISION_BETWEEN));
        let tier = match profile.journey.prp_days {
            None => outer.value,
            Some(PrpDays::ThirtyFive) => Interval::exactly(outer.value.low),
            Some(PrpDays::Forty) => Interval::exactly(inner.value.low),
            Some(PrpDays::Fifty) => Interval::exactly(inner.value.high),
            Some(PrpDays::Sixty) => Interval::exactly(outer.value.high),
        };
        let faster = self.count(rules::PRP_FASTER);
        let less = if self.is_programme() { faster.value } else { 0 };
        // Whether the days are working days was not found: the earliest day counts all, the latest working days.
        let slow = applied.working(0, tier.high);
        let days = Interval { low: applied.days.low.plus_days(tier.low - less), high: slow.days.high };
        let is_exact = tier.low - less == tier.high;
        let text = if is_exact { key!("journey.how.prp-decision-exact") } else { key!("journey.how.prp-decision") };
        let how = Message::new(text).with("least", tier.low - less).with("most", tier.high);
        let check = self.count(if self.is_programme() { rules::BENEFIT_CHECK_PERMANENT } else { rules::PRP_CHECK });
        let says = Says::how(how).cite(outer.cite).cite(faster.cite.filter(|_| self.is_programme())).cite(check.cite);
        let settled = self.put(Kind::PrpDecision, When { days, ..slow }, &[Kind::PrpApply], says);
        let unpaid = self.count(rules::PRP_UNPAID);
        let by = settled.map(|date| date.plus_days(unpaid.value)).days;
        let how = Message::new(key!("journey.how.card")).with("days", unpaid.value);
        self.put(Kind::PrpCard, settled, &[Kind::PrpDecision], Says::how(how).cite(unpaid.cite).by(by));
        let term = self.count(rules::PRP_TERM);
        let how = Message::new(key!("journey.how.prp-end")).with("years", term.value);
        let ends = settled.months(12 * term.value, EndOfMonth::Down);
        self.put(Kind::PrpEnd, ends, &[Kind::PrpDecision], Says::how(how).cite(term.cite));
        let due = ends.months(-early.value, EndOfMonth::Down);
        // Who still has a permit after that day has had it extended.
        if due.days.high >= self.all.on {
            let how = Message::new(key!("journey.how.prp-extend")).with("months", early.value);
            self.put(Kind::PrpExtend, due, &[Kind::PrpDecision], Says::how(how).cite(early.cite).by(due.days));
        }
        let years = self.count(rules::CITIZENSHIP_YEARS);
        let how = Message::new(key!("journey.how.citizenship")).with("years", years.value);
        let asks = settled.months(12 * years.value, EndOfMonth::Up);
        self.put(Kind::Citizenship, asks, &[Kind::PrpDecision], Says::how(how).cite(years.cite));
    }

    fn term_rules(&self) -> [Option<Citation>; 2] {
        let cite = |rule: Ref<kind::Count>| self.count(rule).cite;
        match self.ground {
            Ground::Programme => [cite(rules::BENEFIT_RESIDENCE_TERM); 2],
            Ground::Investment => [cite(rules::TRP_TERM_INVESTOR); 2],
            _ => [cite(rules::TRP_TERM), cite(rules::TRP_EXTENSION)],
        }
    }

    fn certificate(&mut self) {
        let decided = self.stages.iter().find(|stage| stage.kind == Kind::Decision && stage.progress != Progress::Passed);
        let Some(decided) = decided.map(When::of) else { return };
        let years = self.count(rules::PROGRAMME_CERTIFICATE);
        let how = Message::new(key!("journey.how.certificate-end")).with("years", years.value);
        let ends = decided.months(12 * years.value, EndOfMonth::Down);
        self.put(Kind::CertificateEnd, ends, &[Kind::Decision], Says::how(how).cite(years.cite));
    }

    /// Tax residence by days, for who stays from the entry on, and the return after that year.
    fn taxes(&mut self) {
        let today = self.all.on;
        let entered = self.stages.iter().find(|stage| stage.kind == Kind::Enter && stage.progress != Progress::Passed);
        let stays = || self.all.profile.stays.iter().filter(|stay| stay.is_here() && stay.from.is_some_and(|from| from <= today));
        let is_present = || stays().any(|stay| stay.to.is_none_or(|to| to >= today));
        let from = match entered {
            // Who has entered and says when they were here is taken at their word.
            Some(stage) if stage.progress == Progress::Ahead || stays().next().is_none() => When::of(stage),
            _ if is_present() => When::set(Interval::exactly(today)),
            _ => return,
        };
        let limit = self.count(rules::RESIDENCY_DAYS);
        let (Some(low), Some(high)) = (self.resident_on(from.days.low, limit.value), self.resident_on(from.days.high, limit.value)) else {
            return;
        };
        let resident = When { days: Interval::between(low, high), ..from };
        let text = if high <= today { key!("journey.how.tax-resident-since") } else { key!("journey.how.tax-resident") };
        let how = Message::new(text).with("limit", limit.value);
        self.put(Kind::TaxResident, resident, &[Kind::Enter], Says::how(how).cite(limit.cite));
        let Some(found) = rules::RESIDENCY_RETURN.on_or_latest(today) else { return };
        let Some((month, day)) = found.value.first().copied() else { return };
        let due = resident.map(|date| Date::new(date.year() + 1, month, day).unwrap_or(date));
        let says = Says::how(key!("journey.how.tax-return")).cite(Some(found.cite)).by(due.days);
        self.put(Kind::TaxReturn, due, &[Kind::TaxResident], says);
    }

    /// The day on which the limit is passed by who stays from a day on, this year or the next.
    fn resident_on(&self, from: Date, limit: i32) -> Option<Date> {
        let profile = &self.all.profile;
        let mut stays = profile.stays.clone();
        // A stay that has no end yet would end today.
        for stay in stays.iter_mut().filter(|stay| stay.is_here() && stay.to.is_none()) {
            stay.to = Some(from);
        }
        let end = Date::last_of(from.year() + 1);
        stays.push(Stay { country: Some(Country::AZERBAIJAN), from: Some(from), to: Some(end), ..Stay::default() });
        let here = days_in(&stays, Country::AZERBAIJAN, end, profile.days.counting.unwrap_or(Counting::BothEnds));
        [from.year(), from.year() + 1].into_iter().find_map(|year| here.nth_day(limit + 1, Date::first_of(year), Date::last_of(year)))
    }

    /// How long each step up to the card can wait: in a course, backwards from its card.
    fn slack(&mut self, course: Course) {
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
    fn critical(&mut self, course: Course) {
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
