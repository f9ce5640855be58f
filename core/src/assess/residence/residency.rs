//! Tax residence of a calendar year (Tax Code 13.2.5 and 13.2.6), and the same under the
//! repealed twelve-month wording that websites still repeat.

use super::presence::{Presence, Spell};
use crate::assess::with_figures;
use crate::explain::Step;
use crate::key;
use crate::message::{Arg, Key, Message};
use crate::profile::{Counting, Country, Excluded, Home, Profile, Purpose, Slot, Stay, Ties, You};
use crate::quantity::{Date, EndOfMonth, Interval, Tri};
use crate::rulebook::{Found, NotKnown, rules};
use serde::Serialize;

named_enum! {
    /// Over which period days are counted.
    Period {
        /// The calendar year: the law since 2002.
        CalendarYear = "calendar-year",
        /// Any twelve months that end in the year: the repealed wording.
        TwelveMonths = "twelve-months",
    }
}

/// What decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// More than the limit of days in Azerbaijan.
    Days,
    /// In the state service abroad.
    StateService,
    /// A non-resident by definition.
    Excluded,
    /// Every stay of the year was only to pass through.
    Transit,
    /// More than the limit of days in one other country.
    LongAbroad,
    /// One of the tie-breakers; its question.
    Tie(Key),
    /// Either many days in one other country, or a tie-breaker: both lead to the same; its question.
    TieOrLongAbroad(Key),
    /// Two answers that cannot both count, and no rule says which comes first.
    Clash,
    /// No stay has been entered.
    NoStays,
    /// It hangs on how long a stay that is still open lasts.
    OpenStay,
    /// An answer is missing.
    Unanswered(Slot),
}

/// The result under one way of counting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// How days are counted.
    pub period: Period,
    /// Days in Azerbaijan: least, and most if an open stay lasts.
    pub days: Interval<i32>,
    /// Whether the person is a resident.
    pub resident: Tri,
    /// What decides.
    #[serde(skip)]
    pub because: Because,
    /// Why, down to the sources.
    pub why: Step,
}

/// Days present in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// 1 to 12.
    pub month: u8,
    /// Days up to the date of the assessment.
    pub past: i32,
    /// Days entered for later, and those on which an open stay may last.
    pub planned: i32,
}

/// The result for a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Residency {
    /// The date of the assessment.
    pub on: Date,
    /// The year.
    pub year: i32,
    /// Residence begins beyond this many days.
    pub limit: i32,
    /// The calendar year: what the product goes by.
    pub outcome: Outcome,
    /// The repealed wording, for comparison.
    pub other: Outcome,
    /// The day on which the limit is passed, if the stays entered pass it or an open one would.
    pub becomes_on: Option<Date>,
    /// Days beyond those entered that can be spent without passing the limit.
    pub days_left: i32,
    /// What was taken for answers that nobody gave.
    pub assumed: Vec<Key>,
    /// Days present, month by month.
    pub months: Vec<Month>,
    /// Days in Azerbaijan as entered, an open stay up to the year's end.
    pub possible: Presence,
}

/// Tax residence in a year, as known on a date.
///
/// # Errors
/// [`NotKnown`] for a year before the rule.
pub fn assess(profile: &Profile, on: Date, year: i32) -> Result<Residency, NotKnown> {
    let case = Case::new(profile, &profile.stays, on, year, counting(profile))?;
    let (first, last) = (Date::first_of(year), Date::last_of(year));
    let limit = case.limit.value;
    let outcome = case.outcome(Period::CalendarYear);
    let deciding = match outcome.because {
        Because::Days => Some(&case.certain),
        Because::OpenStay => Some(&case.possible),
        _ => None,
    };
    let (mut certain, mut possible) = (case.certain.tally(), case.possible.tally());
    let (mut certain_before, mut possible_before) = (certain.up_to(first.plus_days(-1)), possible.up_to(first.plus_days(-1)));
    let months = (1..=12u8)
        .filter_map(|month| {
            let start = Date::new(year, month, 1).ok()?;
            let end = start.plus_months(1, EndOfMonth::Down).ok()?.plus_days(-1);
            let reached = certain.up_to(end.min(on).max(start.plus_days(-1)));
            let past = reached - certain_before;
            certain_before = certain.up_to(end);
            let days = possible.up_to(end);
            let planned = days - possible_before - past;
            possible_before = days;
            Some(Month { month, past, planned })
        })
        .collect();
    Ok(Residency {
        on,
        year,
        limit,
        becomes_on: deciding.and_then(|days| days.nth_day(limit + 1, first, last)),
        other: case.outcome(Period::TwelveMonths),
        outcome,
        days_left: (limit - case.certain.days_within(first, last)).max(0),
        assumed: case.assumed(),
        months,
        possible: case.possible,
    })
}

/// How a person's days are counted: their answer, or both end days.
pub fn counting(profile: &Profile) -> Counting {
    profile.days.counting.unwrap_or(Counting::BothEnds)
}

/// What one way to spend the year leads to, in short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Days in Azerbaijan; the least where a stay is still open.
    pub days: i32,
    /// Whether the person is a resident.
    pub resident: Tri,
    /// What decides.
    pub because: Because,
    /// The day on which the limit is passed.
    pub passed_on: Option<Date>,
}

/// The calendar year's result for other stays or another way of counting than the profile's own. Open
/// stays last until the date of the assessment.
pub(super) fn judge(profile: &Profile, stays: &[Stay], on: Date, year: i32, counting: Counting) -> Result<Judged, NotKnown> {
    let case = Case::new(profile, stays, on, year, counting)?;
    let days = case.count(Period::CalendarYear, &case.certain);
    let (resident, because) = case.finding(Period::CalendarYear, days);
    let passed_on = case.certain.nth_day(case.limit.value + 1, Date::first_of(year), Date::last_of(year));
    Ok(Judged { days, resident, because, passed_on })
}

/// One person's year, with what is needed more than once.
struct Case<'a> {
    profile: &'a Profile,
    /// Whether any stay that can be used was entered, of whatever year.
    has_stays: bool,
    /// The stays that can matter for the year.
    stays: Vec<Stay>,
    on: Date,
    year: i32,
    counting: Counting,
    limit: Found<i32>,
    /// Days in Azerbaijan; an open stay counts up to the date of the assessment.
    certain: Presence,
    /// Days in Azerbaijan if open stays last to the year's end.
    possible: Presence,
}

/// What one number of days leads to.
type Finding = (Tri, Because);

impl<'a> Case<'a> {
    fn new(profile: &'a Profile, stays: &[Stay], on: Date, year: i32, counting: Counting) -> Result<Self, NotKnown> {
        let (first, last) = (Date::first_of(year), Date::last_of(year));
        let limit = rules::RESIDENCY_DAYS.on(last)?;
        let has_stays = stays.iter().any(|stay| stay.country.is_some() && stay.from.is_some());
        // Twelve months that end in the year reach back into the one before; a stay that touches one of
        // the year is one stay with it.
        let (earliest, latest) = (first.plus_days(-367), last.plus_days(1));
        let matters = |stay: &&Stay| stay.from.is_some_and(|from| from <= latest) && stay.to.is_none_or(|to| to >= earliest);
        let stays: Vec<Stay> = stays.iter().filter(matters).cloned().collect();
        let certain = days_in(&stays, Country::AZERBAIJAN, on, counting);
        let possible = days_in(&stays, Country::AZERBAIJAN, last.max(on), counting);
        Ok(Self { profile, has_stays, stays, on, year, counting, limit, certain, possible })
    }

    /// Rare answers that are taken for no until they are given, and answers taken for another year too.
    fn assumed(&self) -> Vec<Key> {
        let ties = &self.profile.ties;
        let mut assumed = Vec::new();
        if ties.excluded.is_none() && !self.is_transit() {
            assumed.push(key!("residency.assumed.excluded"));
        }
        if ties.state_service.is_none() {
            assumed.push(key!("residency.assumed.state-service"));
        }
        if self.year != self.on.year() && *ties != Ties::default() {
            assumed.push(key!("residency.assumed.other-year"));
        }
        assumed
    }

    fn outcome(&self, period: Period) -> Outcome {
        let days = Interval { low: self.count(period, &self.certain), high: self.count(period, &self.possible) };
        let (low, high) = (self.finding(period, days.low), self.finding(period, days.high));
        // Where both lead to the same, what holds already is what decides.
        let (resident, because) = if low.0 == high.0 { low } else { (Tri::Unknown, Because::OpenStay) };
        let why = self.explain(period, days, resident, because);
        Outcome { period, days, resident, because, why }
    }

    /// Days that count under a way of counting.
    fn count(&self, period: Period, presence: &Presence) -> i32 {
        match period {
            Period::CalendarYear => presence.days_within(Date::first_of(self.year), Date::last_of(self.year)),
            Period::TwelveMonths => most_in_twelve_months(presence, self.year),
        }
    }

    /// Whether the law names the person a non-resident, however long the stay.
    fn excluded(&self) -> Tri {
        let ties = &self.profile.ties;
        match ties.excluded {
            // Who does business here is not covered (13.2.6.4).
            Some(Excluded::Diplomat | Excluded::Organisation) => !Tri::from(ties.business),
            Some(Excluded::Transit) => Tri::Yes,
            Some(Excluded::None) | None => self.is_transit().into(),
        }
    }

    /// Whether every stay in Azerbaijan in the year was only to pass through.
    fn is_transit(&self) -> bool {
        let (first, last) = (Date::first_of(self.year), Date::last_of(self.year));
        let is_here = |stay: &&Stay| stay.is_here() && stay.from.is_some_and(|from| from <= last) && stay.to.is_none_or(|to| to >= first);
        let mut here = self.stays.iter().filter(is_here).peekable();
        here.peek().is_some() && here.all(|stay| stay.purpose == Some(Purpose::Transit))
    }

    /// The tests in the order of the law.
    fn finding(&self, period: Period, days: i32) -> Finding {
        let ties = &self.profile.ties;
        match self.excluded() {
            // No rule says which of the two comes first.
            Tri::Yes if ties.state_service == Some(true) => (Tri::Unknown, Because::Clash),
            Tri::Yes if matches!(ties.excluded, Some(Excluded::None) | None) => (Tri::No, Because::Transit),
            Tri::Yes => (Tri::No, Because::Excluded),
            Tri::No => self.tests(period, days),
            Tri::Unknown => match self.tests(period, days) {
                (Tri::No, because) => (Tri::No, because),
                _ => (Tri::Unknown, Because::Unanswered(Ties::BUSINESS)),
            },
        }
    }

    /// The tests of those whom the law does not name.
    fn tests(&self, period: Period, days: i32) -> Finding {
        if days > self.limit.value {
            return (Tri::Yes, Because::Days);
        }
        if self.profile.ties.state_service == Some(true) {
            return (Tri::Yes, Because::StateService);
        }
        if !self.has_stays {
            return (Tri::Unknown, Because::NoStays);
        }
        match self.long_abroad(period) {
            Tri::Yes => (Tri::No, Because::LongAbroad),
            Tri::No => self.tie_breakers(),
            // Either the other country decides against residence, or the tie-breakers decide.
            Tri::Unknown => match self.tie_breakers() {
                (Tri::No, Because::Tie(question)) => (Tri::No, Because::TieOrLongAbroad(question)),
                _ => (Tri::Unknown, Because::Unanswered(Ties::LONG_ABROAD)),
            },
        }
    }

    /// Whether more than the limit of days were spent in one other country.
    fn long_abroad(&self, period: Period) -> Tri {
        let mut most = 0;
        let mut all = self.certain.periods().to_vec();
        for country in countries_abroad(&self.stays) {
            let presence = days_in(&self.stays, country, self.on, self.counting);
            // Only more than the limit decides, so fewer days in all need no closer look.
            if period == Period::CalendarYear || presence.days_within(Date::MIN, Date::last_of(self.year)) > self.limit.value {
                most = most.max(self.count(period, &presence));
            }
            all.extend_from_slice(presence.periods());
        }
        if most > self.limit.value {
            return Tri::Yes;
        }
        if let Some(answer) = self.profile.ties.long_abroad {
            return answer.into();
        }
        // Days nobody has accounted for could all have been spent in that one country.
        let (first, last) = (Date::first_of(self.year), Date::last_of(self.year));
        let open = first.days_until(last) + 1 - Presence::of(all).days_within(first, last);
        if period == Period::CalendarYear && most + open <= self.limit.value { Tri::No } else { Tri::Unknown }
    }

    /// Home, then interests, then usual living, then citizenship: the first that decides.
    fn tie_breakers(&self) -> Finding {
        let ties = &self.profile.ties;
        for (slot, answer) in [
            (Ties::PERMANENT_HOME, ties.permanent_home),
            (Ties::VITAL_INTERESTS, ties.vital_interests),
            (Ties::USUAL_HOME, ties.usual_home),
        ] {
            let question = slot.question().map_or(key!("residency.tie"), |question| question.label);
            match answer {
                None => return (Tri::Unknown, Because::Unanswered(slot)),
                Some(Home::Azerbaijan) => return (Tri::Yes, Because::Tie(question)),
                Some(Home::Abroad) => return (Tri::No, Because::Tie(question)),
                Some(Home::Undecided) => {}
            }
        }
        let citizenship = You::AZERBAIJANI;
        match self.profile.you.azerbaijani {
            None => (Tri::Unknown, Because::Unanswered(citizenship)),
            Some(citizen) => (citizen.into(), Because::Tie(key!("profile.you.azerbaijani"))),
        }
    }

    fn explain(&self, period: Period, days: Interval<i32>, resident: Tri, because: Because) -> Step {
        let last = Date::last_of(self.year);
        let how = match because {
            Because::Days => key!("how.residency.days"),
            Because::StateService => key!("how.residency.state-service"),
            Because::Excluded => key!("how.residency.excluded"),
            Because::Transit => key!("how.residency.transit"),
            Because::LongAbroad => key!("how.residency.long-abroad"),
            Because::Tie(_) => key!("how.residency.tie"),
            Because::TieOrLongAbroad(_) => key!("how.residency.tie-or-long-abroad"),
            Because::Clash => key!("how.residency.clash"),
            Because::NoStays => key!("how.residency.no-stays"),
            Because::OpenStay => key!("how.residency.open-stay"),
            Because::Unanswered(_) => key!("how.residency.unanswered"),
        };
        let mut how = Message::new(how).with("limit", self.limit.value);
        match because {
            Because::Tie(question) | Because::TieOrLongAbroad(question) => how = how.with("question", with_figures(question)),
            Because::Unanswered(slot) => {
                let question = slot.question().map_or(key!("residency.tie"), |question| question.label);
                how = how.with("question", with_figures(question));
            }
            _ => {}
        }
        let counted = match period {
            Period::CalendarYear => key!("residency.days.calendar-year"),
            Period::TwelveMonths => key!("residency.days.twelve-months"),
        };
        let mut count = Step::new(Message::new(counted).with("year", Arg::Year(self.year)), days).cite(self.limit.cite);
        let window = match period {
            Period::CalendarYear => rules::RESIDENCY_WINDOW.on(last),
            Period::TwelveMonths => rules::RESIDENCY_WINDOW.read_as("twelve-months", last),
        };
        let counting = match self.counting {
            Counting::BothEnds => rules::RESIDENCY_COUNTING.on(last),
            other => rules::RESIDENCY_COUNTING.read_as(other.name(), last),
        };
        for rule in [window, counting].into_iter().flatten() {
            count = count.cite(rule.cite);
        }
        let mut step = Step::new(key!("residency.resident"), resident).how(how).from(count);
        let decisive = match because {
            Because::StateService => Some(rules::RESIDENCY_STATE_SERVICE),
            Because::Excluded | Because::Transit | Because::Clash => Some(rules::RESIDENCY_EXCLUDED),
            Because::Unanswered(Ties::BUSINESS) => Some(rules::RESIDENCY_EXCLUDED_BUSINESS),
            Because::LongAbroad | Because::Tie(_) | Because::TieOrLongAbroad(_) | Because::Unanswered(_) => {
                Some(rules::RESIDENCY_TIE_BREAKERS)
            }
            Because::Days | Because::NoStays | Because::OpenStay => None,
        };
        let consequence = match resident {
            Tri::Yes => Some(rules::RESIDENCY_WORLDWIDE),
            Tri::No => Some(rules::RESIDENCY_LOCAL_ONLY),
            Tri::Unknown => None,
        };
        if let (Tri::Yes, Ok(leaving), Ok(due)) = (resident, rules::RESIDENCY_LEAVING.on(last), rules::RESIDENCY_RETURN.on(last)) {
            step = step.cite(leaving.cite).cite(due.cite);
        }
        for rule in [decisive, consequence].into_iter().flatten() {
            if let Ok(found) = rule.on(last) {
                step = step.cite(found.cite);
            }
        }
        step
    }
}

/// The days of a person's stays in a country; a stay whose end is not known lasts until `open_end`.
pub(in crate::assess) fn days_in(stays: &[Stay], country: Country, open_end: Date, counting: Counting) -> Presence {
    let stays = stays.iter().filter(|stay| stay.country == Some(country));
    Presence::counted(stays.filter_map(|stay| spell_of(stay, open_end)), counting)
}

/// A stay as a spell; one whose end is not known lasts until `open_end`.
pub(super) fn spell_of(stay: &Stay, open_end: Date) -> Option<Spell> {
    stay.from.map(|from| Spell { from, to: stay.to.unwrap_or(open_end), open: stay.to.is_none() })
}

/// The countries of stays other than Azerbaijan, each once.
pub(in crate::assess) fn countries_abroad(stays: &[Stay]) -> Vec<Country> {
    let mut countries: Vec<Country> = Vec::new();
    for country in stays.iter().filter_map(|stay| stay.country) {
        if country != Country::AZERBAIJAN && !countries.contains(&country) {
            countries.push(country);
        }
    }
    countries
}

/// The most days in any twelve months that end in a year: one pass, since both ends only move forward.
fn most_in_twelve_months(presence: &Presence, year: i32) -> i32 {
    let first = Date::first_of(year);
    let (mut came, mut gone) = (presence.tally(), presence.tally());
    let mut most = 0;
    for day in 0..=first.days_until(Date::last_of(year)) {
        let end = first.plus_days(day);
        let before = end.plus_months(-12, EndOfMonth::Down).unwrap_or(Date::MIN);
        most = most.max(came.up_to(end) - gone.up_to(before));
    }
    most
}
