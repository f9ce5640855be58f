//! The other clocks that run on the same calendar: absence with a permit, stays without visa, registration.
//! For the page about residence alone.

use super::presence::{Presence, RollingWindow};
use super::residency::{countries_abroad, days_in};
use crate::assess::eligibility::highly_skilled;
use crate::explain::Step;
use crate::key;
use crate::message::{Key, Message};
use crate::profile::{Counting, Country, Days, Profile, Slot, Stay};
use crate::quantity::{Date, EndOfMonth, Interval, Tri};
use crate::rulebook::kind::Count;
use crate::rulebook::{Citation, Ref, rules};
use serde::{Serialize, Serializer};

named_enum! {
    /// A clock.
    Kind = "clock." {
        /// Absence with a temporary permit.
        TrpAbsence = "trp-absence",
        /// Residence without a break, before a permanent permit.
        PrpContinuity = "prp-continuity",
        /// Absence with a permanent permit.
        PrpLoss = "prp-loss",
        /// A stay without visa or permit.
        VisaFree = "visa-free",
        /// Registering the place of stay.
        Registration = "registration",
    }
}

/// How a clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Within the limit, with days to spare.
    Fine,
    /// Within the limit, but not for long; or something is to be done.
    Warning,
    /// The limit was passed.
    Broken,
    /// Within or beyond the limit, depending on days nobody has accounted for, or on what no rule says.
    Open,
    /// The rule does not apply to this person.
    Exempt,
    /// The answer is missing without which it cannot be asked.
    Missing(Slot),
    /// There is nothing to count yet.
    Idle,
}

impl State {
    /// The name in worked examples.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::Warning => "warning",
            Self::Broken => "broken",
            Self::Open => "open",
            Self::Exempt => "exempt",
            Self::Missing(_) => "missing",
            Self::Idle => "idle",
        }
    }
}

impl Serialize for State {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// One clock on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Clock {
    /// Which.
    #[serde(rename = "clock")]
    pub kind: Kind,
    /// How it stands.
    pub state: State,
    /// Days used: those entered, and those there could be besides.
    pub used: Interval<i32>,
    /// Days allowed.
    pub allowed: i32,
    /// Days left, counted with care.
    #[serde(skip)]
    pub left: i32,
    /// The last day that is still within the limit for who goes on from tomorrow; for a registration its
    /// deadline.
    pub latest: Option<Date>,
    /// The day on which the limit was passed, or will be with the stays that are planned.
    pub passed_on: Option<Date>,
    /// What is to be said.
    #[serde(skip)]
    pub says: Message,
    /// Why, down to the sources.
    pub why: Step,
}

impl Clock {
    /// Whether there is anything to count.
    pub fn runs(&self) -> bool {
        !matches!(self.state, State::Missing(_) | State::Idle)
    }

    /// What is not known of the rules it rests on, each once.
    pub fn doubts(&self) -> Vec<Key> {
        let mut doubts: Vec<Key> = Vec::new();
        for doubt in self.why.cites.iter().flat_map(|cite| cite.dated().doubts()) {
            if !doubts.contains(&doubt) {
                doubts.push(doubt);
            }
        }
        doubts
    }
}

/// All clocks that run for a person. None for a citizen: the Migration Code's limits are for foreigners.
pub fn clocks(profile: &Profile, on: Date) -> Vec<Clock> {
    if profile.you.azerbaijani == Some(true) {
        return Vec::new();
    }
    let case = Case::new(profile, on);
    vec![case.trp_absence(), case.continuity(), case.loss(), case.visa_free(), case.registration()]
}

struct Case<'a> {
    profile: &'a Profile,
    on: Date,
    /// Days in Azerbaijan, an open stay up to the date.
    here: Presence,
    /// Days for which a stay in another country is entered, and none in Azerbaijan.
    away: Presence,
    /// The last day for which anything is entered.
    horizon: Date,
}

/// What a limit was found to be.
struct Limit {
    value: i32,
    cites: Vec<Citation>,
}

impl<'a> Case<'a> {
    fn new(profile: &'a Profile, on: Date) -> Self {
        // The answer on counting is about the Tax Code; these limits are those of another law.
        let counting = Counting::BothEnds;
        let stays: Vec<Stay> = profile.stays.iter().map(|stay| begun(stay, on)).collect();
        let here = days_in(&stays, Country::AZERBAIJAN, on, counting);
        let mut abroad = Vec::new();
        for country in countries_abroad(&profile.stays) {
            abroad.extend_from_slice(days_in(&profile.stays, country, on, counting).periods());
        }
        let away = Presence::of(abroad).without(&here);
        let ends = [&here, &away].into_iter().filter_map(|presence| presence.periods().last().map(|(_, to)| *to));
        let horizon = ends.fold(on, Date::max);
        Self { profile, on, here, away, horizon }
    }

    fn limit(&self, rule: Ref<Count>) -> Limit {
        // These rules have one value each; for days before it, that one stands in.
        rule.on_or_latest(self.on)
            .map_or(Limit { value: 0, cites: Vec::new() }, |found| Limit { value: found.value, cites: vec![found.cite] })
    }

    /// A clock that cannot run yet.
    fn idle(&self, kind: Kind, state: State, limit: Limit) -> Clock {
        let says = match state {
            State::Missing(slot) => Message::new(key!("clock.says.missing")).with("question", slot.label()),
            _ => key!("clock.says.idle").into(),
        };
        self.clock(kind, state, Counted::default(), limit, says)
    }

    fn clock(&self, kind: Kind, state: State, counted: Counted, limit: Limit, says: Message) -> Clock {
        let name = Message::new(key!("clock.days")).with("clock", kind.label());
        let mut why = match state {
            State::Missing(_) | State::Idle => Step::unknown(name),
            _ => Step::new(name, counted.used),
        };
        why = why.how(says.clone());
        for cite in limit.cites {
            why = why.cite(cite);
        }
        for (question, date) in counted.since {
            why = why.answer(question, date);
        }
        let left = (limit.value - counted.used.high).max(0);
        Clock {
            kind,
            state,
            used: counted.used,
            allowed: limit.value,
            left,
            latest: counted.latest,
            passed_on: counted.passed_on,
            says,
            why,
        }
    }

    /// Absence of more than so many days within a window, since the permit.
    fn absence(&self, kind: Kind, since: Date, first: Date, limit: Limit, window: RollingWindow) -> Clock {
        // Days without a stay in Azerbaijan may all have been spent abroad.
        let possible = self.here.outside(first, self.on);
        let known = self.away.within(first, self.horizon);
        let used = Interval { low: window.used(&known, self.on), high: window.used(&possible, self.on) };
        let broken = window.first_breach(&known, first, self.on);
        let perhaps = window.first_breach(&possible, first, self.on);
        let ahead = |away: &Presence| window.first_breach(away, self.on.plus_days(1), self.horizon);
        let (planned, both) = (ahead(&known), ahead(&self.with_planned(&possible, &known)));
        let latest = window.latest_exit(&possible, self.on.plus_days(1));
        let since = vec![(key!("profile.days.trp_from"), since)];
        let is_soon = window.limit - used.high <= self.warning();
        let (state, passed_on, says) = stands([broken, perhaps, planned, both], latest, is_soon);
        self.clock(kind, state, Counted { used, latest, passed_on, since }, limit, says)
    }

    /// Days there could have been abroad up to the date, and those planned after it.
    fn with_planned(&self, possible: &Presence, known: &Presence) -> Presence {
        let planned = known.within(self.on.plus_days(1), self.horizon);
        Presence::of(possible.periods().iter().chain(planned.periods()).copied())
    }

    fn trp_absence(&self) -> Clock {
        let mut limit = self.limit(rules::CLOCK_TRP_ABSENCE);
        let length = self.limit(rules::CLOCK_TRP_WINDOW);
        let window = RollingWindow { length: length.value, limit: limit.value };
        limit.cites.extend(length.cites);
        let kind = Kind::TrpAbsence;
        let Some(since) = self.profile.days.trp_from else { return self.idle(kind, State::Missing(Days::TRP_FROM), limit) };
        if since > self.on {
            return self.idle(kind, State::Idle, limit);
        }
        // Art. 50.3 names the person, whatever the ground of the permit.
        let highly_skilled = highly_skilled(self.profile);
        if highly_skilled == Tri::Yes
            && let Ok(found) = rules::BENEFIT_ABSENCE.on(self.on)
        {
            limit.cites.push(found.cite);
            let mut clock = self.absence(kind, since, since, limit, window);
            (clock.state, clock.latest, clock.passed_on) = (State::Exempt, None, None);
            clock.says = key!("clock.says.exempt").into();
            clock.why = clock.why.how(clock.says.clone());
            return clock;
        }
        let mut clock = self.absence(kind, since, since, limit, window);
        if let (Tri::Unknown, State::Broken, Some(day)) = (highly_skilled, clock.state, clock.passed_on) {
            clock.state = State::Open;
            clock.says = said(key!("clock.says.broken-unless"), day);
            clock.why = clock.why.how(clock.says.clone());
        }
        clock
    }

    /// Two years on a temporary permit, not more than so many days abroad within any window of them.
    fn continuity(&self) -> Clock {
        let mut limit = self.limit(rules::CLOCK_PRP_CONTINUITY);
        let length = self.limit(rules::CLOCK_PRP_WINDOW);
        let years = self.limit(rules::CLOCK_PRP_YEARS);
        let window = RollingWindow { length: length.value, limit: limit.value };
        limit.cites.extend(length.cites);
        limit.cites.extend(years.cites);
        let kind = Kind::PrpContinuity;
        if self.profile.days.prp_from.is_some_and(|granted| granted <= self.on) {
            return self.idle(kind, State::Idle, limit);
        }
        let Some(since) = self.profile.days.trp_from else { return self.idle(kind, State::Missing(Days::TRP_FROM), limit) };
        if since > self.on {
            return self.idle(kind, State::Idle, limit);
        }
        let back = self.on.plus_months(-12 * years.value, EndOfMonth::Down).map_or(since, |day| day.plus_days(1));
        let complete = since.plus_months(12 * years.value, EndOfMonth::Up).unwrap_or(since);
        let mut clock = self.absence(kind, since, since.max(back), limit, window);
        clock.why = clock.why.from(Step::new(key!("clock.complete"), complete));
        clock
    }

    /// More than so many days abroad in any one year counted from the grant.
    fn loss(&self) -> Clock {
        let limit = self.limit(rules::CLOCK_PRP_LOSS);
        let kind = Kind::PrpLoss;
        let Some(granted) = self.profile.days.prp_from else { return self.idle(kind, State::Missing(Days::PRP_FROM), limit) };
        if granted > self.on {
            return self.idle(kind, State::Idle, limit);
        }
        let anniversary = |year: i32| granted.plus_months(12 * year, EndOfMonth::Up).unwrap_or(Date::last_of(9999));
        let possible = self.here.outside(granted, self.on);
        let known = self.away.within(granted, self.horizon);
        let mixed = self.with_planned(&possible, &known);
        let (mut broken, mut perhaps, mut planned, mut both) = (None, None, None, None);
        let mut year = 0;
        let (mut first, mut next) = (granted, anniversary(1));
        let mut present = (first, next);
        while first <= self.horizon {
            let last = next.plus_days(-1);
            // A window as long as the year, over the days of that year alone, counts the year.
            let window = RollingWindow { length: first.days_until(next), limit: limit.value };
            let of_year = known.within(first, last);
            broken = broken.or_else(|| window.first_breach(&of_year, first, last.min(self.on)));
            perhaps = perhaps.or_else(|| window.first_breach(&possible.within(first, last), first, last.min(self.on)));
            let ahead = first.max(self.on.plus_days(1));
            planned = planned.or_else(|| window.first_breach(&of_year, ahead, last));
            both = both.or_else(|| window.first_breach(&mixed.within(first, last), ahead, last));
            if first <= self.on {
                present = (first, next);
            }
            year += 1;
            (first, next) = (next, anniversary(year + 1));
        }
        let (first, next) = present;
        let used = Interval { low: known.days_within(first, self.on), high: possible.days_within(first, self.on) };
        let window = RollingWindow { length: first.days_until(next), limit: limit.value };
        let latest = window.latest_exit(&possible.within(first, self.on), self.on.plus_days(1));
        // Who is away to the year's end begins to count anew.
        let latest = latest.map(|day| if day.plus_days(1) >= next { next.plus_days(limit.value - 1) } else { day });
        let is_soon = limit.value - used.high <= self.warning();
        let since = vec![(key!("profile.days.prp_from"), granted), (key!("clock.year"), first)];
        let (state, passed_on, says) = stands([broken, perhaps, planned, both], latest, is_soon);
        self.clock(kind, state, Counted { used, latest, passed_on, since }, limit, says)
    }

    /// The stay of the day, or the next one that is planned.
    fn stay(&self) -> Option<(Date, Date)> {
        self.here.periods().iter().copied().find(|(_, to)| *to >= self.on)
    }

    /// Whether a stay has no last day yet.
    fn is_open(&self, (from, to): (Date, Date)) -> bool {
        let of_it = |first: Date| from <= first && first <= to;
        self.profile.stays.iter().any(|stay| stay.is_here() && stay.to.is_none() && stay.from.is_some_and(of_it))
    }

    fn visa_free(&self) -> Clock {
        let limit = self.limit(rules::CLOCK_VISA_FREE);
        let kind = Kind::VisaFree;
        match self.profile.days.visa_free {
            None => return self.idle(kind, State::Missing(Days::VISA_FREE), limit),
            Some(false) => {
                let says = key!("clock.says.has-visa").into();
                return self.clock(kind, State::Exempt, Counted::default(), limit, says);
            }
            Some(true) => {}
        }
        let Some((from, to)) = self.stay() else { return self.idle(kind, State::Idle, limit) };
        let latest = from.plus_days(limit.value - 1);
        let passes = latest.plus_days(1);
        // Of a stay that is planned all days count, of one that lasts those up to today.
        let own = from.days_until(if from > self.on { to } else { to.min(self.on) }) + 1;
        let all = self.here.days_within(Date::MIN, if from > self.on { to } else { self.on });
        let used = Interval { low: own, high: all };
        let since = vec![(key!("clock.stay"), from)];
        let (state, passed_on, says) = if passes <= self.on && to > latest {
            (State::Broken, Some(passes), said(key!("clock.says.broken"), passes))
        } else if to > latest && all > own && all > limit.value {
            // Should other stays count, the limit lies behind; should they not, it lies ahead.
            (State::Open, Some(passes), said(key!("clock.says.planned-other-stays"), passes))
        } else if to > latest {
            (State::Warning, Some(passes), said(key!("clock.says.planned"), passes))
        } else if all > limit.value {
            (State::Open, None, said(key!("clock.says.other-stays"), latest))
        } else {
            let is_soon = limit.value - all <= self.warning();
            (if is_soon { State::Warning } else { State::Fine }, None, said(key!("clock.says.stay-until"), latest))
        };
        self.clock(kind, state, Counted { used, latest: Some(latest), passed_on, since }, limit, says)
    }

    fn registration(&self) -> Clock {
        let from_kazakhstan = self.profile.days.kazakhstan == Some(true);
        let mut limit = self.limit(if from_kazakhstan { rules::CLOCK_REGISTRATION_KAZAKHSTAN } else { rules::CLOCK_REGISTRATION });
        limit.cites.extend(self.limit(rules::CLOCK_NEW_ADDRESS).cites);
        let kind = Kind::Registration;
        let Some(stay) = self.stay() else { return self.idle(kind, State::Idle, limit) };
        let (from, to) = stay;
        // The day of arrival counts as the first: the earlier of the two ways to count is safe.
        let deadline = from.plus_days(limit.value - 1);
        let used = Interval::exactly(from.days_until(if from > self.on { to } else { to.min(self.on) }) + 1);
        let since = vec![(key!("clock.stay"), from)];
        let lasts = self.is_open(stay) || to > deadline;
        let (state, latest, says) = if !lasts {
            (State::Fine, None, Message::new(key!("clock.says.no-registration")).with("days", limit.value))
        } else if deadline >= self.on {
            (State::Warning, Some(deadline), said(key!("clock.says.register"), deadline))
        } else {
            (State::Open, Some(deadline), said(key!("clock.says.registered"), deadline))
        };
        self.clock(kind, state, Counted { used, latest, passed_on: None, since }, limit, says)
    }

    fn warning(&self) -> i32 {
        self.limit(rules::CLOCK_WARNING).value
    }
}

/// A stay to come whose end is not known has its first day at least.
fn begun(stay: &Stay, on: Date) -> Stay {
    let to = stay.to.or(stay.from.filter(|from| *from > on));
    Stay { to, ..stay.clone() }
}

/// What was counted.
struct Counted {
    used: Interval<i32>,
    latest: Option<Date>,
    passed_on: Option<Date>,
    /// The dates it rests on, under the questions or names they stand for.
    since: Vec<(Key, Date)>,
}

impl Default for Counted {
    fn default() -> Self {
        Self { used: Interval::exactly(0), latest: None, passed_on: None, since: Vec::new() }
    }
}

/// How a limit on absence stands: passed for certain, perhaps, by what is planned, or by that and what
/// nobody has accounted for, each with its day.
fn stands(passed: [Option<Date>; 4], latest: Option<Date>, is_soon: bool) -> (State, Option<Date>, Message) {
    match passed {
        [Some(day), ..] => (State::Broken, Some(day), said(key!("clock.says.broken"), day)),
        [None, Some(day), ..] => (State::Open, Some(day), said(key!("clock.says.perhaps"), day)),
        [None, None, Some(day), _] => (State::Warning, Some(day), said(key!("clock.says.planned"), day)),
        [None, None, None, Some(day)] => (State::Open, Some(day), said(key!("clock.says.perhaps-planned"), day)),
        [None, None, None, None] => {
            let says = latest.map_or(key!("clock.says.none-left").into(), |day| said(key!("clock.says.away-until"), day));
            (if is_soon { State::Warning } else { State::Fine }, None, says)
        }
    }
}

fn said(text: Key, date: Date) -> Message {
    Message::new(text).with("date", date)
}
