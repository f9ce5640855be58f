//! Days in a country: stays as a set of days, so that overlaps count once and order is nothing.

use crate::profile::Counting;
use crate::quantity::{Date, sorted};

/// A stay as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spell {
    /// First day.
    pub from: Date,
    /// Last day, or the last day looked at where nobody has left yet.
    pub to: Date,
    /// Whether nobody has left yet: then there is no day of departure.
    pub open: bool,
}

/// Separate periods in order of time, both end days present.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presence(Vec<(Date, Date)>);

impl Presence {
    /// The days of some periods in any order; a period that ends before it begins has none.
    pub fn of(periods: impl IntoIterator<Item = (Date, Date)>) -> Self {
        Self::counted(periods.into_iter().map(|(from, to)| Spell { from, to, open: true }), Counting::BothEnds)
    }

    /// The days of stays in one country that count. Stays that touch or overlap are one stay first, so a
    /// stay entered in two parts has one day of departure.
    pub fn counted(spells: impl IntoIterator<Item = Spell>, counting: Counting) -> Self {
        let spells = sorted(spells.into_iter().filter(|spell| spell.from <= spell.to), |spell| (spell.from, spell.to));
        let mut merged: Vec<Spell> = Vec::with_capacity(spells.len());
        for spell in spells {
            match merged.last_mut() {
                // Periods that touch are one: a day follows the other without a gap.
                Some(last) if spell.from <= last.to.plus_days(1) => {
                    if spell.to > last.to {
                        (last.to, last.open) = (spell.to, spell.open);
                    } else if spell.to == last.to {
                        last.open |= spell.open;
                    }
                }
                _ => merged.push(spell),
            }
        }
        let days = |spell: Spell| {
            let departs = counting != Counting::BothEnds && !spell.open;
            let is_kept = counting == Counting::EntryOnly && spell.from == spell.to;
            let to = if departs && !is_kept { spell.to.plus_days(-1) } else { spell.to };
            (spell.from <= to).then_some((spell.from, to))
        };
        Self(merged.into_iter().filter_map(days).collect())
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
        self.period_of(day).is_some()
    }

    /// The separate period that a day is in.
    pub fn period_of(&self, day: Date) -> Option<(Date, Date)> {
        self.0.iter().copied().find(|(from, to)| *from <= day && day <= *to)
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

    /// Those of its days that lie from `first` to `last`.
    #[must_use]
    pub fn within(&self, first: Date, last: Date) -> Self {
        let cut = |(from, to): &(Date, Date)| (first.max(*from), last.min(*to));
        Self(self.0.iter().map(cut).filter(|(from, to)| from <= to).collect())
    }

    /// The days from `first` to `last` that are not in it.
    #[must_use]
    pub fn outside(&self, first: Date, last: Date) -> Self {
        let mut gaps = Vec::with_capacity(self.0.len() + 1);
        let mut next = first;
        for (from, to) in self.within(first, last).0 {
            if next < from {
                gaps.push((next, from.plus_days(-1)));
            }
            next = to.plus_days(1);
        }
        if next <= last {
            gaps.push((next, last));
        }
        Self(gaps)
    }

    /// Its days that are not in another one.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let mut left = Vec::with_capacity(self.0.len());
        // Both are in order of time, so what lies before a period is passed once.
        let mut rest = other.0.as_slice();
        for (from, to) in &self.0 {
            while rest.first().is_some_and(|(_, end)| end < from) {
                rest = &rest[1..];
            }
            let mut next = *from;
            for (start, end) in rest.iter().take_while(|(start, _)| start <= to) {
                if next < *start {
                    left.push((next, start.plus_days(-1)));
                }
                next = end.plus_days(1);
            }
            if next <= *to {
                left.push((next, *to));
            }
        }
        Self(left)
    }

    /// A count of days that only moves forward.
    pub fn running_count(&self) -> RunningCount<'_> {
        RunningCount { periods: &self.0, before: 0 }
    }
}

/// Counts days up to a date that only moves forward: one pass over the periods, however often it is asked.
#[derive(Clone, Debug)]
pub struct RunningCount<'a> {
    periods: &'a [(Date, Date)],
    before: i32,
}

impl RunningCount<'_> {
    /// How many days there are up to a date, that day included. No date may be earlier than the one before.
    pub fn up_to(&mut self, day: Date) -> i32 {
        while let [(from, to), rest @ ..] = self.periods
            && *to <= day
        {
            self.before += from.days_until(*to) + 1;
            self.periods = rest;
        }
        self.before + self.periods.first().map_or(0, |(from, _)| (from.days_until(day) + 1).max(0))
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
        let all = past.days_within(Date::MIN, on);
        let mut gone = past.running_count();
        let mut last = None;
        for day in 0..=self.length {
            let end = on.plus_days(day);
            let own = (day + 1).min(self.length);
            if all - gone.up_to(end.plus_days(-self.length)) + own > self.limit {
                break;
            }
            last = Some(end);
        }
        last
    }

    /// The first day from `first` to `last` in whose window there are more days than allowed.
    pub fn first_breach(self, presence: &Presence, first: Date, last: Date) -> Option<Date> {
        let (mut came, mut gone) = (presence.running_count(), presence.running_count());
        let days = first.days_until(last);
        (0..=days).map(|day| first.plus_days(day)).find(|day| came.up_to(*day) - gone.up_to(day.plus_days(-self.length)) > self.limit)
    }
}

fn before(presence: &Presence, on: Date) -> Presence {
    presence.within(Date::MIN, on.plus_days(-1))
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

        /// Stays that touch or overlap are one stay, whatever order or parts they are entered in; then the
        /// convention takes its days. Worked out here day by day.
        #[test]
        fn conventions_count_like_days_looked_at_one_by_one(list in periods(), open in 0..900i32, has_open in any::<bool>(), cut in 0..120i32) {
            let start = Date::first_of(2025);
            let spell = |from: Date, to: Date| Spell { from, to, open: false };
            let mut spells: Vec<Spell> = list.iter().map(|(from, to)| spell(*from, *to)).collect();
            let today = start.plus_days(1100);
            if has_open {
                spells.push(Spell { from: start.plus_days(open), to: today, open: true });
            }
            let there = |day: Date| spells.iter().any(|spell| spell.from <= day && day <= spell.to);
            let leaves = |day: Date| there(day) && !there(day.plus_days(1)) && !(has_open && day == today);
            for counting in Counting::ALL {
                let expected: BTreeSet<Date> = (0..1200).map(|day| start.plus_days(day)).filter(|day| {
                    let is_alone = !there(day.plus_days(-1));
                    there(*day) && match counting {
                        Counting::BothEnds => true,
                        Counting::EntryOnly => !leaves(*day) || is_alone,
                        Counting::Midnight => !leaves(*day),
                    }
                }).collect();
                let counted = Presence::counted(spells.iter().copied(), counting);
                prop_assert_eq!(days(counted.periods()), expected, "{:?}", counting);
                let mut parts: Vec<Spell> = spells.iter().flat_map(|whole| {
                    let middle = whole.from.plus_days(cut.min(whole.from.days_until(whole.to)));
                    [spell(whole.from, middle), Spell { from: middle.plus_days(1), ..*whole }, *whole]
                }).collect();
                parts.reverse();
                prop_assert_eq!(Presence::counted(parts, counting), counted, "split, doubled and turned round, {:?}", counting);
            }
        }

        #[test]
        fn cutting_and_taking_away_agree_with_sets(list in periods(), other in periods(), start in 0..900i32, length in 0..500i32) {
            let (first, last) = (Date::first_of(2025).plus_days(start), Date::first_of(2025).plus_days(start + length));
            let (own, taken) = (days(&list), days(&other));
            let (presence, away) = (Presence::of(list), Presence::of(other));
            let all = days(&[(first, last)]);
            prop_assert_eq!(days(presence.within(first, last).periods()), own.intersection(&all).copied().collect::<BTreeSet<_>>());
            prop_assert_eq!(days(presence.outside(first, last).periods()), all.difference(&own).copied().collect::<BTreeSet<_>>());
            prop_assert_eq!(days(presence.without(&away).periods()), own.difference(&taken).copied().collect::<BTreeSet<_>>());
            let mut running_count = presence.running_count();
            for day in 0..1100 {
                let day = Date::first_of(2025).plus_days(day);
                prop_assert_eq!(running_count.up_to(day), own.range(..=day).count() as i32);
            }
        }

        #[test]
        fn the_first_breach_is_the_first_window_too_full(list in periods(), start in 0..900i32, limit in 1..120i32) {
            let window = RollingWindow { length: 180, limit };
            let (first, last) = (Date::first_of(2025).plus_days(start), Date::first_of(2025).plus_days(start + 200));
            let set = days(&list);
            let expected = (0..=200).map(|day| first.plus_days(day)).find(|day| set.range(day.plus_days(-179)..=*day).count() as i32 > limit);
            prop_assert_eq!(window.first_breach(&Presence::of(list), first, last), expected);
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
