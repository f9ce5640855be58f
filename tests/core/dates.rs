//! Dates against jiff, every day of two centuries: a wrong weekday or month end would move
//! deadlines, residence days and working days of everybody.

use hsmp::quantity::{Date, DateError, EndOfMonth, Span, SpanError, Weekday};
use jiff::ToSpan as _;
use jiff::civil;
use proptest::prelude::*;

fn ours(date: civil::Date) -> Date {
    Date::new(date.year().into(), date.month() as u8, date.day() as u8).unwrap()
}

fn theirs(date: Date) -> civil::Date {
    civil::date(date.year() as i16, date.month() as i8, date.day() as i8)
}

fn every_day() -> impl Iterator<Item = civil::Date> {
    let end = civil::date(2100, 12, 31);
    civil::date(1900, 1, 1).series(1.day()).take_while(move |day| *day <= end)
}

#[test]
fn every_day_has_the_right_weekday_neighbour_number_and_text() {
    let start = Date::new(1900, 1, 1).unwrap();
    let mut count = 0;
    for (index, day) in every_day().enumerate() {
        let own = ours(day);
        let weekday = match day.weekday() {
            civil::Weekday::Monday => Weekday::Monday,
            civil::Weekday::Tuesday => Weekday::Tuesday,
            civil::Weekday::Wednesday => Weekday::Wednesday,
            civil::Weekday::Thursday => Weekday::Thursday,
            civil::Weekday::Friday => Weekday::Friday,
            civil::Weekday::Saturday => Weekday::Saturday,
            civil::Weekday::Sunday => Weekday::Sunday,
        };
        assert_eq!(own.weekday(), weekday, "{day}");
        assert_eq!((own.year(), own.month(), own.day()), (day.year().into(), day.month() as u8, day.day() as u8));
        assert_eq!(start.days_until(own), index as i32, "{day}");
        assert_eq!(own.days_until(start), -(index as i32), "{day}");
        assert_eq!(start.plus_days(index as i32), own, "{day}");
        assert_eq!(theirs(own.plus_days(1)), day.tomorrow().unwrap(), "after {day}");
        assert_eq!(theirs(own.plus_days(-1)), day.yesterday().unwrap(), "before {day}");
        assert_eq!(own.to_string(), day.to_string());
        assert_eq!(Date::parse_iso(&day.to_string()), Ok(own));
        count += 1;
    }
    assert_eq!(count, 73_414, "201 years of 365 days and 49 leap days");
}

/// The three rules at month ends, from jiff's clamping alone.
#[test]
fn months_are_added_to_every_day_under_each_rule() {
    for day in every_day() {
        for months in [1, 13, -1] {
            let clamped = day.checked_add(months.months()).unwrap();
            let exact = clamped.day() == day.day();
            let after = if exact { clamped } else { clamped.tomorrow().unwrap() };
            let own = ours(day);
            assert_eq!(own.plus_months(months, EndOfMonth::Down), Ok(ours(clamped)), "{day} {months:+}");
            assert_eq!(own.plus_months(months, EndOfMonth::Up), Ok(ours(after)), "{day} {months:+}");
            let refused = if exact { Ok(ours(clamped)) } else { Err(SpanError::Ambiguous) };
            assert_eq!(own.plus_months(months, EndOfMonth::Refuse), refused, "{day} {months:+}");
        }
    }
}

#[test]
fn days_that_do_not_exist_are_refused() {
    for text in
        ["2026-02-29", "2100-02-29", "1900-02-29", "2026-02-30", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "2026-01-32"]
    {
        assert_eq!(Date::parse_iso(text), Err(DateError::NoSuchDay), "{text}");
    }
    assert!(Date::parse_iso("2024-02-29").is_ok() && Date::parse_iso("2000-02-29").is_ok());
    for text in ["0000-01-01", "2026-7-2", "26-07-02", "2026-07-02 ", "02.07.2026", "2026-07", "+026-07-02", "2026-07-02-"] {
        assert_eq!(Date::parse_iso(text), Err(DateError::NotADate), "{text:?}");
    }
    assert!(Date::new(10_000, 1, 1).is_err() && Date::new(0, 1, 1).is_err() && Date::new(-1, 1, 1).is_err());
}

#[test]
fn years_that_cannot_be_named_are_brought_to_the_nearest() {
    let day = |year, month, day| Date::new(year, month, day).unwrap();
    for (year, nearest) in [(-5, 1), (0, 1), (1, 1), (2, 2), (2026, 2026), (9998, 9998), (9999, 9999), (10_000, 9999), (i32::MAX, 9999)] {
        assert_eq!(Date::first_of(year), day(nearest, 1, 1), "{year}");
        assert_eq!(Date::last_of(year), day(nearest, 12, 31), "{year}");
    }
    assert_eq!(day(2026, 7, 2).typed(), "2.7.2026");
    assert_eq!(format!("{:?}", day(2026, 7, 2)), "2026-07-02");
}

#[test]
fn lengths_of_time_are_read_exactly_or_not_at_all() {
    assert_eq!(Span::parse("+1y2m10d"), Ok(Span { months: 14, days: 10 }));
    assert_eq!(Span::parse("-3m"), Ok(Span { months: -3, days: 0 }));
    assert_eq!(Span::parse("-1y10d"), Ok(Span { months: -12, days: -10 }));
    for text in ["", "+", "1y", "+1", "+y", "+1m1y", "+1d1m", "+1y+2m", "++1y", "+1y 2m", "+1x", "+1y2m10d5", "+99999y", "+1.5y", "−1y"] {
        assert_eq!(Span::parse(text), Err(SpanError::NotASpan), "{text:?}");
    }
}

proptest! {
    #[test]
    fn the_ends_of_time_do_not_panic(year in 1..=9999i32, month in 1..=12u8, day in 1..=28u8, days in any::<i32>(), months in any::<i32>()) {
        let date = Date::new(year, month, day).unwrap();
        let moved = date.plus_days(days);
        prop_assert!(Date::MIN <= moved && moved <= Date::last_of(9999));
        for end in [EndOfMonth::Down, EndOfMonth::Up, EndOfMonth::Refuse] {
            match date.plus_months(months, end) {
                Ok(moved) => prop_assert_eq!((moved.year() - year) * 12 + i32::from(moved.month()) - i32::from(month), months),
                Err(error) => prop_assert_eq!(error, SpanError::OutOfRange),
            }
        }
        let _ = Span { months, days }.after(date, EndOfMonth::Up);
    }

    #[test]
    fn there_and_back_is_the_same_day(a in 0..3_000_000i32, b in 0..3_000_000i32) {
        let (a, b) = (Date::MIN.plus_days(a), Date::MIN.plus_days(b));
        prop_assert_eq!(a.plus_days(a.days_until(b)), b);
        prop_assert_eq!(a.cmp(&b), 0.cmp(&a.days_until(b)));
        prop_assert_eq!(Date::parse_iso(&a.to_string()), Ok(a));
    }

    #[test]
    fn spans_agree_with_jiff(offset in 0..73_000i32, years in 0..50i32, months in 0..30i32, days in 0..2000i32, forwards in any::<bool>()) {
        let date = Date::new(1900, 1, 1).unwrap().plus_days(offset);
        let sign = if forwards { '+' } else { '-' };
        let span = Span::parse(&format!("{sign}{years}y{months}m{days}d")).unwrap();
        let factor = if forwards { 1 } else { -1 };
        let expected = theirs(date).checked_add((factor * (12 * years + months)).months()).unwrap().checked_add((factor * days).days()).unwrap();
        prop_assert_eq!(span.after(date, EndOfMonth::Down), Ok(ours(expected)));
    }

    #[test]
    fn any_text_is_read_or_refused_without_panic(text in "\\PC{0,14}", digits in "[0-9 ./-]{0,12}") {
        for text in [text, digits] {
            let _ = Span::parse(&text);
            if let Ok(date) = Date::parse_iso(&text) {
                prop_assert_eq!(date.to_string(), text.clone());
            }
        }
    }
}
