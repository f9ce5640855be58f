//! Days in a country: stays as a set of days, so that overlaps count once and order is nothing.

use crate::quantity::{Date, sorted};

/// Separate periods in order of time, both end days present.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presence(Vec<(Date, Date)>);

impl Presence {
    /// The days of some periods in any order; a period that ends before it begins has none.
    pub fn of(periods: impl IntoIterator<Item = (Date, Date)>) -> Self {
        let periods = sorted(periods.into_iter().filter(|(from, to)| from <= to), |period| *period);
        let mut merged: Vec<(Date, Date)> = Vec::with_capacity(periods.len());
        for (from, to) in periods {
            match merged.last_mut() {
                // Periods that touch are one: a day follows the other without a gap.
                Some((_, end)) if from <= end.plus_days(1) => *end = to.max(*end),
                _ => merged.push((from, to)),
            }
        }
        Self(merged)
    }

    /// The separate periods, in order.
    pub fn periods(&self) -> &[(Date, Date)] {
        &self.0
    }

    /// How many of the days from `first` to `last` (both included) are in it.
    pub fn days_within(&self, first: Date, last: Date) -> i32 {
        let overlap = |(from, to): &(Date, Date)| (first.max(*from).days_until(last.min(*to)) + 1).max(0);
        self.0.iter().map(overlap).sum()
    }

    /// Whether a day is in it.
    pub fn contains(&self, day: Date) -> bool {
        self.days_within(day, day) == 1
    }

    /// The date on which the `count`-th day from `first` on falls, up to `last`.
    pub fn nth_day(&self, count: i32, first: Date, last: Date) -> Option<Date> {
        let mut left = count;
        for (from, to) in &self.0 {
            let (from, to) = (first.max(*from), last.min(*to));
            let days = from.days_until(to) + 1;
            if days <= 0 {
                continue;
            }
            if left <= days {
                return Some(from.plus_days(left - 1));
            }
            left -= days;
        }
        None
    }
}

/// A limit on days within any period of `length` days, both end days counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RollingWindow {
    /// Days in the period.
    pub length: i32,
    /// Days allowed within it.
    pub limit: i32,
}

impl RollingWindow {
    /// Days present in the window that ends on a date.
    pub fn used(self, presence: &Presence, on: Date) -> i32 {
        presence.days_within(on.plus_days(1 - self.length), on)
    }

    /// By how many days the limit is exceeded in the window that ends on a date.
    pub fn overstay(self, presence: &Presence, on: Date) -> i32 {
        (self.used(presence, on) - self.limit).max(0)
    }

    /// The longest stay that can begin on a date, after absence up to then.
    pub fn remaining(self, presence: &Presence, on: Date) -> i32 {
        self.latest_exit(&before(presence, on), on).map_or(0, |last| on.days_until(last) + 1)
    }

    /// The last day a person may stay who is present from a date on; none if that day is already too many.
    ///
    /// No stay lasts for ever: a stay as long as the window fills it, so the search ends there.
    pub fn latest_exit(self, presence: &Presence, on: Date) -> Option<Date> {
        let past = before(presence, on);
        let mut last = None;
        for day in 0..=self.length {
            let end = on.plus_days(day);
            let window_start = end.plus_days(1 - self.length);
            let own = window_start.max(on).days_until(end) + 1;
            if past.days_within(window_start, on.plus_days(-1)) + own > self.limit {
                break;
            }
            last = Some(end);
        }
        last
    }
}

fn before(presence: &Presence, on: Date) -> Presence {
    Presence::of(presence.periods().iter().map(|(from, to)| (*from, (*to).min(on.plus_days(-1)))))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn periods() -> impl Strategy<Value = Vec<(Date, Date)>> {
        let day = |offset| Date::first_of(2025).plus_days(offset);
        proptest::collection::vec((0..900i32, 0..120i32).prop_map(move |(start, length)| (day(start), day(start + length))), 0..12)
    }

    fn days(periods: &[(Date, Date)]) -> BTreeSet<Date> {
        periods.iter().flat_map(|(from, to)| (0..=from.days_until(*to)).map(|day| from.plus_days(day))).collect()
    }

    proptest! {
        #[test]
        fn counts_like_a_set_of_days(list in periods(), start in 0..900i32, length in 0..500i32) {
            let (first, last) = (Date::first_of(2025).plus_days(start), Date::first_of(2025).plus_days(start + length));
            let set = days(&list);
            let expected = set.iter().filter(|day| first <= **day && **day <= last).count() as i32;
            prop_assert_eq!(Presence::of(list.clone()).days_within(first, last), expected);
            let mut reversed = list;
            reversed.reverse();
            prop_assert_eq!(Presence::of(reversed).days_within(first, last), expected);
        }

        #[test]
        fn splitting_a_stay_changes_nothing(list in periods(), cut in 0..120i32) {
            let split = list.iter().flat_map(|(from, to)| {
                let middle = from.plus_days(cut.min(from.days_until(*to)));
                [(*from, middle), (middle.plus_days(1), *to)]
            });
            prop_assert_eq!(Presence::of(split), Presence::of(list.iter().copied()));
        }

        #[test]
        fn the_nth_day_is_the_nth_of_the_set(list in periods(), count in 1..300i32) {
            let (first, last) = (Date::first_of(2026), Date::last_of(2026));
            let set: Vec<Date> = days(&list).into_iter().filter(|day| (first..=last).contains(day)).collect();
            prop_assert_eq!(Presence::of(list).nth_day(count, first, last), set.get(count as usize - 1).copied());
        }

        #[test]
        fn the_latest_exit_is_found_by_trying(list in periods(), start in 0..900i32) {
            let window = RollingWindow { length: 180, limit: 90 };
            let on = Date::first_of(2025).plus_days(start);
            let past: BTreeSet<Date> = days(&list).into_iter().filter(|day| *day < on).collect();
            let mut expected = None;
            let mut present = past;
            for day in 0..=180 {
                let end = on.plus_days(day);
                present.insert(end);
                let from = end.plus_days(-179);
                if present.range(from..=end).count() > 90 {
                    break;
                }
                expected = Some(end);
            }
            prop_assert_eq!(window.latest_exit(&Presence::of(list), on), expected);
        }
    }
}
