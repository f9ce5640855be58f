//! The calendar file: what a calendar program reads must be what was written, and a later file of the same
//! plan must take the place of an earlier one.

use hsmp::assess::assess;
use hsmp::assess::plan::plan_of;
use hsmp::export::calendar;
use hsmp::export::icalendar::{Event, Status, write};
use hsmp::text::{Catalogue, Language};
use proptest::prelude::*;

use crate::support::{date, document};

/// Lines put together again, as RFC 5545 says: a fold is a line end and one space.
fn unfolded(file: &str) -> Vec<String> {
    file.replace("\r\n ", "").split("\r\n").filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The value of a text property, its escapes taken back.
fn value(lines: &[String], name: &str) -> String {
    let line = lines.iter().find(|line| line.starts_with(&format!("{name}:")) || line.starts_with(&format!("{name};"))).unwrap();
    let mut value = String::new();
    let mut chars = line.split_once(':').unwrap().1.chars();
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            ('\\', Some('n' | 'N')) => value.push('\n'),
            ('\\', Some(other)) => value.push(other),
            (c, _) => value.push(c),
        }
    }
    value
}

fn event(title: &str, text: &str) -> Event {
    let day = date("2028-02-28");
    Event {
        uid: "a@b.invalid".to_owned(),
        first: day,
        last: day,
        title: title.to_owned(),
        text: text.to_owned(),
        remind: vec![7],
        status: Status::Tentative,
    }
}

#[test]
fn the_end_is_the_day_after_the_last() {
    for (first, last, end) in
        [("2027-12-31", "2027-12-31", "20280101"), ("2028-02-28", "2028-02-28", "20280229"), ("2028-02-28", "2028-02-29", "20280301")]
    {
        let event = Event { first: date(first), last: date(last), ..event("a", "") };
        let lines = unfolded(&write("plan", "en", date("2026-11-24"), &[event]));
        assert!(lines.contains(&format!("DTSTART;VALUE=DATE:{}", first.replace('-', ""))), "{lines:?}");
        assert!(lines.contains(&format!("DTEND;VALUE=DATE:{end}")), "{lines:?}");
    }
}

/// A program finds the event by its name and keeps the one with the higher number.
#[test]
fn a_later_file_has_higher_numbers_under_the_same_names() {
    let numbers = |stamp| {
        let lines = unfolded(&write("plan", "en", date(stamp), &[event("a", "")]));
        let number: i32 = value(&lines, "SEQUENCE").parse().unwrap();
        (value(&lines, "UID"), number, value(&lines, "DTSTAMP"))
    };
    let (first, second) = (numbers("2026-11-24"), numbers("2026-11-25"));
    assert_eq!(first.0, second.0);
    assert!(second.1 > first.1 && second.2 > first.2);
    assert_eq!(numbers("1999-01-01").1, 0);
}

proptest! {
    #[test]
    fn what_is_written_is_what_is_read(title in "\\PC{1,120}", text in "[\\PC\n]{0,300}") {
        let file = write("Plan; of, a\\b", "az", date("2026-11-24"), &[event(&title, &text)]);
        prop_assert!(!file.replace("\r\n", "").contains(['\r', '\n']));
        for line in file.split("\r\n") {
            prop_assert!(line.len() <= 75, "{} octets", line.len());
        }
        let lines = unfolded(&file);
        prop_assert_eq!(value(&lines, "SUMMARY"), title);
        prop_assert_eq!(value(&lines, "X-WR-CALNAME"), "Plan; of, a\\b");
        if !text.is_empty() {
            prop_assert_eq!(value(&lines, "DESCRIPTION"), text);
        }
    }
}

/// Dates move when a step is done later; the names must not.
#[test]
fn a_plan_keeps_the_names_of_its_events_when_it_moves() {
    let words = Catalogue::built_in(Language::English);
    let uids = |start: &str, name: Option<&str>| -> Vec<String> {
        let plan = plan_of(&assess(&document(serde_json::json!({ "journey": { "start": start, "visa_stay": 90 } })), date("2026-11-24")));
        calendar::events(&plan, name, &words).into_iter().map(|event| event.uid).collect()
    };
    let mut first = uids("2026-12-01", None);
    let mut second = uids("2027-02-15", None);
    first.sort();
    second.sort();
    assert_eq!(first, second);
    first.dedup();
    assert_eq!(first.len(), second.len(), "two events of one plan share a name");
    // Several people's plans can stand in one calendar.
    assert!(uids("2026-12-01", Some("Ana")).iter().all(|uid| !first.contains(uid)));
}

/// Counted from the midnight with which a whole day begins, so that it rings at nine that morning.
#[test]
fn reminders_come_at_nine_in_the_morning() {
    for (days, trigger) in [(30, "-P29DT15H"), (7, "-P6DT15H"), (1, "-PT15H"), (0, "PT9H"), (-3, "PT9H")] {
        let lines = unfolded(&write("plan", "en", date("2026-11-24"), &[Event { remind: vec![days], ..event("a", "") }]));
        assert_eq!(value(&lines, "TRIGGER"), trigger, "{days} days before");
    }
}

/// Nothing was there before: whoever takes the plan into a calendar for the first time sees nothing struck out.
#[test]
fn a_first_file_cancels_nothing() {
    let words = Catalogue::built_in(Language::English);
    let done = serde_json::json!({ "journey": { "visa_stay": 90 }, "done": { "registered": "2026-11-20", "trp_applied": "2026-11-22" } });
    for answers in [serde_json::json!({ "journey": { "start": "2026-12-01" } }), done] {
        let plan = plan_of(&assess(&document(answers), date("2026-11-27")));
        let cancelled = |follows_another| {
            let lines = unfolded(&calendar::file(&plan, None, &words, follows_another));
            lines.iter().filter(|line| *line == "STATUS:CANCELLED").count()
        };
        assert_eq!(cancelled(false), 0);
        assert!(cancelled(true) > 0);
    }
}

/// Whoever imports the plan is reminded before each last day.
#[test]
fn every_last_day_has_a_reminder() {
    let words = Catalogue::built_in(Language::French);
    let plan = plan_of(&assess(&document(serde_json::json!({ "journey": { "visa_stay": 90, "term": 12 } })), date("2026-11-24")));
    let events = calendar::events(&plan, None, &words);
    for stage in plan.stages.iter().filter(|stage| stage.by.is_some()) {
        let by = stage.by.unwrap().low;
        assert!(events.iter().any(|event| event.first == by && !event.remind.is_empty()), "{:?}", stage.kind);
    }
}

/// A reminder of something that is done would send a person to an office for nothing.
#[test]
fn what_is_done_is_taken_out_of_the_calendar() {
    let words = Catalogue::built_in(Language::English);
    let with = |answers| {
        let plan = plan_of(&assess(&document(answers), date("2026-11-24")));
        calendar::events(&plan, None, &words)
    };
    let before = with(serde_json::json!({ "journey": { "visa_stay": 90 } }));
    let after =
        with(serde_json::json!({ "journey": { "visa_stay": 90 }, "done": { "registered": "2026-11-20", "trp_applied": "2026-11-22" } }));
    for id in ["register-by-", "trp-apply-by-", "visa-"] {
        let find = |events: &[Event]| events.iter().find(|event| event.uid.starts_with(id)).map(|event| event.status);
        assert!(matches!(find(&before), Some(Status::Tentative | Status::Confirmed)), "{id}");
        assert_eq!(find(&after), Some(Status::Cancelled), "{id}");
    }
}
