//! Working days: a deadline told too late is a right lost. The official calendars of 2025 and
//! 2026 must follow from the rules, and counting must agree with going day by day.

use std::collections::BTreeSet;

use hsmp::quantity::{Date, Weekday};
use hsmp::rulebook::{CalendarError, Certainty, business_days_after, is_business_day};

use crate::support::date;

fn weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn days(year: i32) -> impl Iterator<Item = Date> {
    (0..=Date::first_of(year).days_until(Date::last_of(year))).map(move |day| Date::first_of(year).plus_days(day))
}

const FIXED: [&str; 10] = ["01-01", "01-02", "03-08", "05-09", "05-28", "06-15", "06-26", "11-08", "11-09", "12-31"];
const NOVRUZ: [&str; 5] = ["03-20", "03-21", "03-22", "03-23", "03-24"];

struct Year {
    number: i32,
    feasts: [&'static str; 4],
    /// Weekdays off beyond the holidays themselves, as published (2025, 2026) or worked out by hand.
    extra: &'static [&'static str],
    /// Weekends the Cabinet had worked.
    worked: &'static [&'static str],
}

/// 2025: moved days by Labour Code 105.5 less 10 March and 1 April, which the Cabinet had worked; 3 January, 27 and
/// 28 March and 27 June, which it gave; and 29 January, the day of the municipal elections. 2026: the official
/// production calendar. 2027 and 2028: by hand from 105.5, with the feasts by the Umm al-Qura calendar.
const YEARS: [Year; 4] = [
    Year {
        number: 2025,
        feasts: ["03-30", "03-31", "06-06", "06-07"],
        extra: &["01-03", "01-29", "03-25", "03-26", "03-27", "03-28", "06-09", "06-16", "06-27", "11-10", "11-11"],
        worked: &["06-21"],
    },
    Year {
        number: 2026,
        feasts: ["03-20", "03-21", "05-27", "05-28"],
        extra: &["03-09", "03-25", "03-26", "03-27", "03-30", "05-11", "05-29", "11-10"],
        worked: &[],
    },
    Year {
        number: 2027,
        feasts: ["03-09", "03-10", "05-16", "05-17"],
        extra: &["01-04", "03-25", "03-26", "05-10", "05-18", "06-28"],
        worked: &[],
    },
    Year {
        number: 2028,
        feasts: ["02-26", "02-27", "05-05", "05-06"],
        extra: &["01-03", "01-04", "02-28", "02-29", "05-08", "05-29"],
        worked: &[],
    },
];

fn dates<'a>(year: &Year, days: impl IntoIterator<Item = &'a &'static str>) -> BTreeSet<Date> {
    days.into_iter().map(|day| date(&format!("{}-{day}", year.number))).collect()
}

/// The days off of a year on weekdays, from the lists above alone.
fn off(year: &Year) -> BTreeSet<Date> {
    let all = FIXED.iter().chain(&NOVRUZ).chain(&year.feasts).chain(year.extra).chain(&["01-20"]);
    dates(year, all).into_iter().filter(|date| !weekend(*date)).collect()
}

/// The weekends of all years on which people work.
fn worked() -> BTreeSet<Date> {
    YEARS.iter().flat_map(|year| dates(year, year.worked)).collect()
}

#[test]
fn rest_days_of_each_year_follow_from_the_rules() {
    for year in &YEARS {
        let worked_out: BTreeSet<Date> = days(year.number).filter(|day| !weekend(*day) && !is_business_day(*day).unwrap()).collect();
        let missing: Vec<_> = off(year).difference(&worked_out).copied().collect();
        let surplus: Vec<_> = worked_out.difference(&off(year)).copied().collect();
        assert!(missing.is_empty() && surplus.is_empty(), "{}: not found {missing:?}, not official {surplus:?}", year.number);
    }
}

#[test]
fn saturdays_and_sundays_are_free_unless_the_cabinet_had_them_worked() {
    let worked = worked();
    for day in (2025..=2028).flat_map(days).filter(|day| weekend(*day)) {
        assert_eq!(is_business_day(day), Ok(worked.contains(&day)), "{day}");
    }
}

/// From every day of the four years, every length that matters to the programme and more.
#[test]
fn counting_agrees_with_going_day_by_day() {
    let off: BTreeSet<Date> = YEARS.iter().flat_map(off).collect();
    let worked = worked();
    let works = |day: &Date| worked.contains(day) || !weekend(*day) && !off.contains(day);
    let working: Vec<Date> = (2025..=2028).flat_map(days).filter(works).collect();
    for from in (2025..=2028).flat_map(days) {
        let first = working.partition_point(|day| *day <= from);
        for length in [1u16, 2, 5, 10, 15, 20, 30, 60] {
            match (working.get(first + usize::from(length) - 1), business_days_after(from, length)) {
                (Some(end), Ok(found)) => assert_eq!(found.date, *end, "{length} working days after {from}"),
                (None, Err(CalendarError::NotKnown(_))) => {}
                (expected, found) => panic!("{length} working days after {from}: {found:?}, not {expected:?}"),
            }
        }
    }
}

#[test]
fn the_programmes_twenty_days_are_right_to_the_day() {
    // Worked by hand on the calendar of March 2026: 9, 20 to 27 and 30 are free.
    assert_eq!(business_days_after(date("2026-03-02"), 20).unwrap().date, date("2026-04-09"));
    assert_eq!(business_days_after(date("2026-03-02"), 0).unwrap().date, date("2026-03-02"));
}

/// Feasts that nobody has set yet must not be shown as official.
#[test]
fn years_without_a_decision_are_estimates() {
    for (from, length, certainty) in [
        ("2025-12-01", 5, Certainty::Official),
        ("2025-12-01", 40, Certainty::Official),
        ("2026-12-01", 5, Certainty::Official),
        ("2026-12-21", 20, Certainty::Estimated),
        ("2027-02-01", 5, Certainty::Estimated),
        ("2028-02-01", 5, Certainty::Estimated),
    ] {
        assert_eq!(business_days_after(date(from), length).unwrap().certainty, certainty, "{length} from {from}");
    }
}

#[test]
fn a_year_without_calendar_is_not_known_rather_than_guessed() {
    for day in ["2024-12-31", "2029-01-01", "2024-06-03", "2035-06-03", "0001-01-01", "9999-12-31"] {
        let missing = is_business_day(date(day)).unwrap_err();
        assert!(missing.rule().id.starts_with("calendar."), "{day}");
        assert_eq!((missing.from, missing.to), (date("2025-01-01"), Some(date("2028-12-31"))));
        assert!(matches!(business_days_after(date(day), 5), Err(CalendarError::NotKnown(_))), "{day}");
    }
    assert!(matches!(business_days_after(date("2028-12-20"), 20), Err(CalendarError::NotKnown(_))), "it leaves the years known");
    assert!(matches!(business_days_after(date("2025-01-01"), u16::MAX), Err(CalendarError::NotKnown(_))));
}
