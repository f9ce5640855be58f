//! One person's year under the tests of the law, in their order.

use super::{Outcome, Period, Reason};
use crate::assess::residence::presence::Presence;
use crate::assess::residence::stays::{countries_abroad, days_in};
use crate::key;
use crate::message::Key;
use crate::profile::{Counting, Country, Excluded, Home, Profile, Purpose, Stay, Ties, You};
use crate::quantity::{Date, EndOfMonth, Interval, Tri};
use crate::rulebook::{Found, NotKnown, rules};

/// One person's year, with what is needed more than once.
pub(super) struct Case<'a> {
    pub(super) profile: &'a Profile,
    /// Whether any stay that can be used was entered, of whatever year.
    has_stays: bool,
    /// The stays that can matter for the year.
    stays: Vec<Stay>,
    on: Date,
    pub(super) year: i32,
    pub(super) counting: Counting,
    pub(super) limit: Found<i32>,
    /// Days in Azerbaijan; an open stay counts up to the date of the assessment.
    pub(super) certain: Presence,
    /// Days in Azerbaijan if open stays last to the year's end.
    pub(super) possible: Presence,
}

/// What one number of days leads to.
pub(super) type Finding = (Tri, Reason);

impl<'a> Case<'a> {
    pub(super) fn new(profile: &'a Profile, stays: &[Stay], on: Date, year: i32, counting: Counting) -> Result<Self, NotKnown> {
        let last = Date::last_of(year);
        let limit = rules::RESIDENCY_DAYS.on(last)?;
        let has_stays = stays.iter().any(|stay| stay.country.is_some() && stay.from.is_some());
        let stays = stays_that_matter(stays, year);
        let certain = days_in(&stays, Country::AZERBAIJAN, on, counting);
        let possible = days_in(&stays, Country::AZERBAIJAN, last.max(on), counting);
        Ok(Self { profile, has_stays, stays, on, year, counting, limit, certain, possible })
    }

    /// Rare answers that count as no until given, and answers that are carried over to another year.
    pub(super) fn assumed(&self) -> Vec<Key> {
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

    pub(super) fn outcome(&self, period: Period) -> Outcome {
        let days = Interval { low: self.count(period, &self.certain), high: self.count(period, &self.possible) };
        let (low, high) = (self.finding(period, days.low), self.finding(period, days.high));
        // If both lead to the same, the reason that holds already decides.
        let (resident, because) = if low.0 == high.0 { low } else { (Tri::Unknown, Reason::OpenStay) };
        let why = self.explain(period, days, resident, because);
        Outcome { period, days, resident, because, why }
    }

    /// Days that count under a way of counting.
    pub(super) fn count(&self, period: Period, presence: &Presence) -> i32 {
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
    pub(super) fn finding(&self, period: Period, days: i32) -> Finding {
        let ties = &self.profile.ties;
        match self.excluded() {
            // No rule says which of the two comes first.
            Tri::Yes if ties.state_service == Some(true) => (Tri::Unknown, Reason::Clash),
            Tri::Yes if matches!(ties.excluded, Some(Excluded::None) | None) => (Tri::No, Reason::Transit),
            Tri::Yes => (Tri::No, Reason::Excluded),
            Tri::No => self.tests(period, days),
            Tri::Unknown => match self.tests(period, days) {
                (Tri::No, because) => (Tri::No, because),
                _ => (Tri::Unknown, Reason::Unanswered(Ties::BUSINESS)),
            },
        }
    }

    /// The tests for everyone whom the law does not name a non-resident.
    fn tests(&self, period: Period, days: i32) -> Finding {
        if days > self.limit.value {
            return (Tri::Yes, Reason::Days);
        }
        if self.profile.ties.state_service == Some(true) {
            return (Tri::Yes, Reason::StateService);
        }
        if !self.has_stays {
            return (Tri::Unknown, Reason::NoStays);
        }
        match self.long_abroad(period) {
            Tri::Yes => (Tri::No, Reason::LongAbroad),
            Tri::No => self.tie_breakers(),
            // Either the other country decides against residence, or the tie-breakers decide.
            Tri::Unknown => match self.tie_breakers() {
                (Tri::No, Reason::Tie(question)) => (Tri::No, Reason::TieOrLongAbroad(question)),
                _ => (Tri::Unknown, Reason::Unanswered(Ties::LONG_ABROAD)),
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
                None => return (Tri::Unknown, Reason::Unanswered(slot)),
                Some(Home::Azerbaijan) => return (Tri::Yes, Reason::Tie(question)),
                Some(Home::Abroad) => return (Tri::No, Reason::Tie(question)),
                Some(Home::Undecided) => {}
            }
        }
        let citizenship = You::AZERBAIJANI;
        match self.profile.you.azerbaijani {
            None => (Tri::Unknown, Reason::Unanswered(citizenship)),
            Some(citizen) => (citizen.into(), Reason::Tie(key!("profile.you.azerbaijani"))),
        }
    }
}

/// The stays that can matter for a year. Twelve months that end in it reach back into the one before; a stay that
/// touches one of the year is one stay with it.
pub(in crate::assess::residence) fn stays_that_matter(stays: &[Stay], year: i32) -> Vec<Stay> {
    let (earliest, latest) = (Date::first_of(year).plus_days(-367), Date::last_of(year).plus_days(1));
    let matters = |stay: &&Stay| stay.from.is_some_and(|from| from <= latest) && stay.to.is_none_or(|to| to >= earliest);
    stays.iter().filter(matters).cloned().collect()
}

/// The most days in any twelve months that end in a year: one pass, since both ends only move forward.
fn most_in_twelve_months(presence: &Presence, year: i32) -> i32 {
    let first = Date::first_of(year);
    let (mut came, mut gone) = (presence.running_count(), presence.running_count());
    let mut most = 0;
    for day in 0..=first.days_until(Date::last_of(year)) {
        let end = first.plus_days(day);
        let before = end.plus_months(-12, EndOfMonth::Down).unwrap_or(Date::MIN);
        most = most.max(came.up_to(end) - gone.up_to(before));
    }
    most
}
