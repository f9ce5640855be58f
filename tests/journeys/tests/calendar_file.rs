//! The calendar file, as programs of other people read it: a plan that imports wrongly, or twice, would send
//! people to offices on wrong days.

use hsmp::assess::assess;
use hsmp::assess::plan::plan_of;
use hsmp::export::calendar;
use hsmp::export::icalendar::{Event, Status, write};
use hsmp::profile::Document;
use hsmp::quantity::Date;
use hsmp::text::{Catalogue, Language};
use journeys::parsers::{imported, written};
use serde_json::{Value, json};

fn date(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

fn folder(name: &str) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("hsmp-calendar-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// What a reader must find of an event.
fn expected(event: &Event) -> Value {
    let status = match event.status {
        Status::Confirmed => "CONFIRMED",
        Status::Tentative => "TENTATIVE",
        Status::Cancelled => "CANCELLED",
    };
    let mut remind = event.remind.clone();
    remind.sort_unstable();
    json!({
        "uid": event.uid,
        "first": event.first.to_string(),
        "end": event.last.plus_days(1).to_string(),
        "title": event.title,
        "text": event.text,
        "status": status,
        "remind": remind,
    })
}

fn all_expected(events: &[Event]) -> Vec<Value> {
    let mut kept: Vec<&Event> = events.iter().filter(|event| event.status != Status::Cancelled).collect();
    kept.sort_by(|a, b| a.uid.cmp(&b.uid));
    kept.into_iter().map(expected).collect()
}

/// Long lines, escapes, and letters of two to four bytes at every place where a line may be cut.
#[test]
fn both_readers_find_what_was_written() {
    let long = "Şəhadətnamə; öz, \\ yolu 📅 ".repeat(12);
    let event = |number: usize| Event {
        uid: format!("event-{number:02}@example.invalid"),
        first: date("2027-12-31"),
        last: date(if number.is_multiple_of(2) { "2027-12-31" } else { "2028-02-29" }),
        title: long.chars().skip(number).take(90).collect::<String>().trim().to_owned(),
        text: format!("{}\n\nzweite Zeile, „so“; und\\n noch eine", "x".repeat(number)),
        remind: vec![30, 7, 1],
        status: if number.is_multiple_of(3) { Status::Tentative } else { Status::Confirmed },
    };
    let events: Vec<Event> = (0..80).map(event).collect();
    let folder = folder("written");
    let file = written(&folder, "a.ics", &write("Plan, mein; Plan\\", "az", date("2026-11-24"), &events));
    assert_eq!(imported(&[&file]), all_expected(&events));
    std::fs::remove_dir_all(folder).unwrap();
}

/// The plan itself, in every language, imported again a week later with moved dates and a step done.
#[test]
fn a_second_import_takes_the_place_of_the_first() {
    let folder = folder("twice");
    let plan = |answers: Value, on: &str, language: Language, follows_another: bool| {
        let mut profile = json!({ "schema": 1, "family": [{ "id": 1, "relation": "child", "born": "2008-02-29" }] });
        for (section, value) in answers.as_object().unwrap() {
            profile[section] = value.clone();
        }
        let document = Document::parse(&profile.to_string()).unwrap();
        let plan = plan_of(&assess(&document, date(on)));
        let words = Catalogue::built_in(language);
        (calendar::events(&plan, None, &words), calendar::file(&plan, None, &words, follows_another))
    };
    for language in Language::ALL {
        let (before, first) =
            plan(json!({ "journey": { "start": "2026-12-01", "visa_stay": 90, "term": 12 } }), "2026-11-24", language, false);
        let moved = json!({
            "journey": { "start": "2026-12-01", "visa_stay": 60, "term": 12 },
            "done": { "applied": "2026-11-20", "medical": "2026-11-28" },
        });
        let (after, second) = plan(moved, "2026-12-01", language, true);
        let code = language.code();
        let files = [written(&folder, &format!("{code}-1.ics"), &first), written(&folder, &format!("{code}-2.ics"), &second)];
        assert_eq!(imported(&[&files[0]]), all_expected(&before), "{code}");
        assert!(!first.contains("CANCELLED") && second.contains("CANCELLED"), "{code}");
        // Imported twice, nothing doubles.
        assert_eq!(imported(&[&files[0], &files[0]]), all_expected(&before), "{code}");
        // The later plan stands, whichever is imported last.
        assert_eq!(imported(&[&files[0], &files[1]]), all_expected(&after), "{code}");
        assert_eq!(imported(&[&files[1], &files[0]]), all_expected(&after), "{code}");
        assert_ne!(all_expected(&before), all_expected(&after));
    }
    std::fs::remove_dir_all(folder).unwrap();
}
