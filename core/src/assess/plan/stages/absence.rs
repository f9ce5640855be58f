//! Days abroad, and what they do to the years before the permanent permit.

use crate::assess::Assessment;
use crate::assess::residence::presence::{Presence, RollingWindow};
use crate::assess::residence::{countries_abroad, days_in};
use crate::profile::{Counting, Country};
use crate::quantity::{Date, EndOfMonth, Interval};
use crate::rulebook::{Ref, kind, rules};

/// Days for which a stay abroad is entered, planned ones too, and none in Azerbaijan.
pub(in crate::assess::plan) fn days_away(all: &Assessment) -> Presence {
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
