//! Working days: exact where the calendar is set, a range between all possible calendars where it is not.

use super::*;

/// Days off in 2027 and 2028 with the feasts where a decision may put them: typed from the Labour Code, and
/// moved by its two rules, without looking at how the program does it.
fn off(shifts: [i32; 2]) -> BTreeSet<Date> {
    let mut off = BTreeSet::new();
    for (year, ramazan, qurban) in [(2027, "2027-03-09", "2027-05-16"), (2028, "2028-02-26", "2028-05-05")] {
        let fixed = [
            "01-01", "01-02", "03-08", "03-20", "03-21", "03-22", "03-23", "03-24", "05-09", "05-28", "06-15", "06-26", "11-08", "11-09",
            "12-31",
        ];
        let fixed: Vec<Date> = fixed.iter().map(|day| date(&format!("{year}-{day}"))).collect();
        let mut owed = Vec::new();
        let two = |first: &str, shift| [date(first).plus_days(shift), date(first).plus_days(shift + 1)];
        let feasts: Vec<Date> = [two(ramazan, shifts[0]), two(qurban, shifts[1])].concat();
        let rest = |day: Date| matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        for day in fixed.iter().chain(&feasts) {
            off.insert(*day);
        }
        off.insert(date(&format!("{year}-01-20")));
        // A holiday of the year before that fell on a weekend: 31 December 2027 is a Friday, 2026 a Thursday.
        for day in fixed.iter().chain(&feasts) {
            if rest(*day) {
                owed.push(*day);
            }
        }
        for day in feasts.iter().filter(|day| fixed.contains(day)) {
            owed.push(*day);
        }
        owed.sort();
        let holidays = off.clone();
        for day in owed {
            let mut next = day.plus_days(1);
            while rest(next) || holidays.contains(&next) || off.contains(&next) {
                next = next.plus_days(1);
            }
            off.insert(next);
        }
    }
    off
}

fn counted(from: Date, days: i32, off: &BTreeSet<Date>) -> Date {
    let (mut day, mut left) = (from, days);
    while left > 0 {
        day = day.plus_days(1);
        left -= i32::from(!matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !off.contains(&day));
    }
    day
}

#[test]
fn working_days_of_years_not_set_lie_between_the_possible_calendars() {
    let shifts: Vec<[i32; 2]> = (-1..=1).flat_map(|a| (-1..=1).map(move |b| [a, b])).collect();
    let calendars: Vec<BTreeSet<Date>> = shifts.iter().map(|shifts| off(*shifts)).collect();
    let mut from = date("2027-01-01");
    let mut wide = 0;
    while from < date("2028-08-01") {
        for days in [10, 15, 20, 30] {
            let ends: Vec<Date> = calendars.iter().map(|off| counted(from, days, off)).collect();
            let expected = Interval { low: *ends.iter().min().unwrap(), high: *ends.iter().max().unwrap() };
            let found = business_days_range(from, days);
            assert_eq!((found.date, found.certainty), (expected, Certainty::Estimated), "{days} after {from}");
            wide += i32::from(!expected.is_exact());
        }
        from = from.plus_days(1);
    }
    assert!(wide > 20, "feasts near a period must widen it, not only {wide} times");
}

#[test]
fn working_days_of_years_that_are_set_are_exact() {
    let mut from = date("2025-01-01");
    while from < date("2026-10-01") {
        for days in [0, 5, 10, 20, 30] {
            let found = business_days_range(from, days);
            let expected = business_days_after(from, u16::try_from(days).unwrap()).unwrap().date;
            assert_eq!((found.date, found.certainty), (Interval::exactly(expected), Certainty::Official), "{days} after {from}");
        }
        from = from.plus_days(3);
    }
}

/// Years without any estimate: no feast at best, four days more at worst, never a refusal.
#[test]
fn later_years_have_a_range_too() {
    for from in ["2029-02-01", "2031-06-01", "2034-11-20"].map(date) {
        let found = business_days_range(from, 60);
        let without = counted(from, 60, &BTreeSet::new());
        assert!(found.date.low >= without && found.date.high > found.date.low);
        assert!(found.date.low.days_until(found.date.high) <= 15, "{from}: {:?}", found.date);
        assert_eq!(found.certainty, Certainty::Estimated);
    }
}

proptest! {
    #[test]
    fn the_latest_start_is_the_last_day_that_still_does(day in 0i32..1400, days in 1i32..45) {
        let by = date("2025-03-01").plus_days(day);
        let start = latest_start(by, days);
        prop_assert!(business_days_range(start, days).date.low <= by, "{start} is too late for {by}");
        prop_assert!(business_days_range(start.plus_days(1), days).date.low > by, "{start} is not the last for {by}");
    }
}

/// Who relies on a last day that is a day off may be a day late.
#[test]
fn a_last_day_on_a_day_off_names_the_safe_day() {
    let held = json!({ "held": "citizen-family", "permit_until": "2027-02-28" });
    let own = plan(json!({ "permits": held, "days": { "trp_from": "2024-02-29" }, "journey": { "here": true } }));
    assert_eq!(stage(&own, Kind::PrpApply).by, Some(Interval::exactly(date("2026-11-28"))));
    let found = warning(&own, Risk::Deadline).unwrap();
    assert!(found.says.args.contains(&("worked", date("2026-11-27").into())), "{:?}", found.says);
}

proptest! {
    #[test]
    fn the_latest_safe_start_is_the_last_that_is_safe(day in 0i32..1400, days in 1i32..45) {
        let by = date("2025-03-01").plus_days(day);
        let start = latest_safe_start(by, days);
        prop_assert!(business_days_range(start, days).date.high <= by, "{start} is too late for {by}");
        for later in 1..10 {
            prop_assert!(business_days_range(start.plus_days(later), days).date.high > by, "{start} is not the last for {by}");
        }
    }
}
