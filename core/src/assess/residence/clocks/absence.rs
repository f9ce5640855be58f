//! Absence with a permit: within a rolling window, or within a year from the grant.

use super::{Case, Clock, Counted, Kind, Limit, State, said};
use crate::assess::eligibility::highly_skilled;
use crate::assess::residence::presence::{Presence, RollingWindow};
use crate::explain::Step;
use crate::key;
use crate::message::Message;
use crate::profile::Days;
use crate::quantity::{Date, EndOfMonth, Interval, Tri};
use crate::rulebook::rules;

impl Case<'_> {
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
        let (state, passed_on, says) = status([broken, perhaps, planned, both], latest, is_soon);
        self.clock(kind, state, Counted { used, latest, passed_on, since }, limit, says)
    }

    /// Days there could have been abroad up to the date, and those planned after it.
    fn with_planned(&self, possible: &Presence, known: &Presence) -> Presence {
        let planned = known.within(self.on.plus_days(1), self.horizon);
        Presence::of(possible.periods().iter().chain(planned.periods()).copied())
    }

    pub(super) fn trp_absence(&self) -> Clock {
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
    pub(super) fn continuity(&self) -> Clock {
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
    pub(super) fn loss(&self) -> Clock {
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
        // An absence until the year's end starts a new count.
        let latest = latest.map(|day| if day.plus_days(1) >= next { next.plus_days(limit.value - 1) } else { day });
        let is_soon = limit.value - used.high <= self.warning();
        let since = vec![(key!("profile.days.prp_from"), granted), (key!("clock.year"), first)];
        let (state, passed_on, says) = status([broken, perhaps, planned, both], latest, is_soon);
        self.clock(kind, state, Counted { used, latest, passed_on, since }, limit, says)
    }
}

/// The status of a limit on absence. `passed` holds the days on which it is passed for certain, perhaps, by planned
/// stays, or by those together with days that nobody has accounted for.
fn status(passed: [Option<Date>; 4], latest: Option<Date>, is_soon: bool) -> (State, Option<Date>, Message) {
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
