//! The other clocks that run on the same calendar: absence with a permit, stays without visa, registration.
//! For the page about residence alone.

mod absence;
mod entry;

use crate::assess::residence::presence::Presence;
use crate::assess::residence::stays::{countries_abroad, days_in};
use crate::explain::Step;
use crate::key;
use crate::message::{Key, Message};
use crate::profile::{Counting, Country, Profile, Slot, Stay};
use crate::quantity::{Date, Interval};
use crate::rulebook::kind::Count;
use crate::rulebook::{Citation, Ref, doubts, rules};
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

/// The status of a clock.
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
    /// Its status.
    pub state: State,
    /// Days used: those entered, and those there could be besides.
    pub used: Interval<i32>,
    /// Days allowed.
    pub allowed: i32,
    /// Days left, counted with care.
    #[serde(skip)]
    pub left: i32,
    /// The last day within the limit if the absence or stay goes on from tomorrow; the deadline of a registration.
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
        doubts(&self.why.cites)
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

/// A limit with the rules it comes from.
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

fn said(text: Key, date: Date) -> Message {
    Message::new(text).with("date", date)
}
