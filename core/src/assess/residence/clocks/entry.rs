//! What runs from the day of entry: a stay without visa, and the registration.

use super::{Case, Clock, Counted, Kind, State, said};
use crate::key;
use crate::message::Message;
use crate::profile::Days;
use crate::quantity::{Date, Interval};
use crate::rulebook::rules;

impl Case<'_> {
    /// The stay of the day, or the next one that is planned.
    fn stay(&self) -> Option<(Date, Date)> {
        self.here.periods().iter().copied().find(|(_, to)| *to >= self.on)
    }

    /// Whether a stay has no last day yet.
    fn is_open(&self, (from, to): (Date, Date)) -> bool {
        let of_it = |first: Date| from <= first && first <= to;
        self.profile.stays.iter().any(|stay| stay.is_here() && stay.to.is_none() && stay.from.is_some_and(of_it))
    }

    pub(super) fn visa_free(&self) -> Clock {
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

    pub(super) fn registration(&self) -> Clock {
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
}
