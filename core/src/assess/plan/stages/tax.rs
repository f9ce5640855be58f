//! Tax residence, and the return after its first year.

use super::Planner;
use super::durations::{Says, When};
use crate::assess::plan::{Kind, Progress};
use crate::assess::residence::days_in;
use crate::key;
use crate::message::Message;
use crate::profile::{Counting, Country, Stay};
use crate::quantity::{Date, Interval};
use crate::rulebook::rules;

impl Planner<'_> {
    /// Tax residence by days for a person who stays from the entry on, and the return after that year.
    pub(super) fn taxes(&mut self) {
        let today = self.all.on;
        let entered = self.stages.iter().find(|stage| stage.kind == Kind::Enter && stage.progress != Progress::Passed);
        let stays = || self.all.profile.stays.iter().filter(|stay| stay.is_here() && stay.from.is_some_and(|from| from <= today));
        let is_present = || stays().any(|stay| stay.to.is_none_or(|to| to >= today));
        let from = match entered {
            // If the entry is done and stays are entered, the stays decide.
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

    /// The day on which a person who stays from a day on passes the limit, this year or the next.
    pub(super) fn resident_on(&self, from: Date, limit: i32) -> Option<Date> {
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
}
