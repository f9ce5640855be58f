//! A profile as it lies in storage and in files of several: nothing is lost on the way, and damage is found.

use hsmp::profile::{Answers, Document, DocumentFault, Header, MOST_PROFILES, OpenFault, Opened, Stored, You, write_profiles};
use hsmp::quantity::Date;
use proptest::prelude::*;

use crate::support::read;

fn day() -> Date {
    Date::new(2026, 11, 28).unwrap()
}

fn answered() -> Document {
    let mut document = Document::default();
    document.set(You::AZERBAIJANI, "no");
    document
}

fn sealed() -> String {
    let mut header = Header::default();
    header.set_name("Plan B");
    header.set_reference("A-17");
    header.count_save(day());
    header.seal(&answered())
}

#[test]
fn what_is_stored_comes_back_with_its_header() {
    let (mut header, document) = Stored::open(&sealed()).unwrap();
    assert_eq!(document, answered());
    assert_eq!((header.name(), header.reference(), header.revision()), ("Plan B", "A-17", 1));
    assert_eq!((header.created(), header.changed()), (Some(day()), Some(day())));
    header.count_save(day().plus_days(3));
    let (again, _) = Stored::open(&header.seal(&document)).unwrap();
    assert_eq!((again.revision(), again.created(), again.changed()), (2, Some(day()), Some(day().plus_days(3))));
}

/// The text of each version that was ever released is read for ever.
#[test]
fn released_envelopes_are_still_read() {
    let (header, document) = Stored::open(&read("tests/core/fixtures/stored-v1.txt")).unwrap();
    assert_eq!((header.name(), document), ("Plan B", answered()));
    assert_eq!(sealed(), read("tests/core/fixtures/stored-v1.txt"), "what is written has changed: keep the old file beside a new one");
}

#[test]
fn a_name_is_one_short_line() {
    let mut header = Header::default();
    header.set_name(&format!("  a\nb\u{202e}c {}", "x".repeat(200)));
    assert_eq!(header.name().chars().count(), 80);
    assert!(header.name().starts_with("a bc x"), "{}", header.name());
    header.set_name("   ");
    assert_eq!(header.name(), "");
}

#[test]
fn what_a_later_version_wrote_beside_a_profile_is_kept() {
    let text = sealed().replacen("\"name\"", "\"colour\": \"red\",\n  \"name\"", 1);
    let (mut header, document) = Stored::open(&text).unwrap();
    header.count_save(day());
    assert!(header.seal(&document).contains("\"colour\": \"red\""));
}

#[test]
fn a_later_version_is_recognised_before_anything_is_read() {
    for later in [sealed().replacen("\"envelope\": 1", "\"envelope\": 2", 1), sealed().replacen("\"schema\": 2", "\"schema\": 3", 1)] {
        let body = later.find("\n}\n").unwrap() + 3;
        assert!(matches!(Stored::parse(&format!("{}sealed in some later way", &later[..body])), Err(DocumentFault::Newer(2 | 3))));
    }
}

#[test]
fn several_profiles_travel_in_one_file() {
    let mut header = Header::default();
    header.set_name("Spouse");
    header.set_reference("B");
    let profiles = vec![(header.clone(), answered()), (Header::default(), Document::default())];
    let Ok(Opened::Several { profiles: found, unread: 0, .. }) = Opened::read(&write_profiles(&profiles, &[])) else {
        panic!("not several")
    };
    let told = found.iter().map(|(header, document)| (header.name(), header.reference(), document.clone()));
    assert_eq!(told.collect::<Vec<_>>(), [("Spouse", "B", answered()), ("", "", Document::default())]);
    assert_eq!(Opened::read(&answered().to_json()), Ok(Opened::One(answered())));
}

/// One is reminded of a backup after thirty days with a change, or after many; not again before as much has happened.
#[test]
fn a_backup_is_due_after_a_month_or_many_changes() {
    let due = |header: &Header, days: i32| header.is_backup_due(day().plus_days(days));
    let mut header = Header::default();
    assert!(!due(&header, 400), "nothing was saved");
    header.count_save(day());
    assert_eq!([29, 30].map(|days| due(&header, days)), [false, true]);
    for note in [Header::note_backup, Header::note_reminder] {
        note(&mut header, day().plus_days(30));
        header.count_save(day().plus_days(30));
        assert!(!due(&header, 400), "nothing has changed since");
        header.count_save(day().plus_days(31));
        assert_eq!([59, 60].map(|days| due(&header, days)), [false, true]);
        (0..298).for_each(|_| header.count_save(day().plus_days(31)));
        assert!(!due(&header, 31));
        header.count_save(day().plus_days(31));
        assert!(due(&header, 31));
    }
    let (mut kept, _) = Stored::open(&header.seal(&answered())).unwrap();
    assert_eq!((kept.backup(), due(&kept, 31)), (Some(day().plus_days(30)), true));
    kept.note_backup(day().plus_days(32));
    kept.count_save(day().plus_days(32));
    assert_eq!((kept.backup(), due(&kept, 400)), (Some(day().plus_days(32)), false));
}

/// Every refusal names the line or the part, and of several profiles none is opened where one cannot be read.
#[test]
fn a_file_that_cannot_be_opened_says_where() {
    let broken = "{\n  \"schema\": 2,\n  \"you\": {\n";
    assert_eq!(Opened::read(broken), Err(OpenFault::Unread(DocumentFault::NotJson { line: 4 })));
    assert_eq!(Opened::read("{\"schema\": 2, \"jobs\": {}}"), Err(OpenFault::Unread(DocumentFault::NotAProfile { at: "jobs" })));
    assert_eq!(Opened::read("{\"you\": {}}"), Err(OpenFault::Unread(DocumentFault::NotAProfile { at: "schema" })));
    for list in ["[]", "5", "[5]", "[{\"name\": \"x\"}]", "[{\"profile\": {\"schema\": 2}}, {\"profile\": 5}]"] {
        assert!(
            matches!(Opened::read(&format!("{{\"profiles\": {list}}}")), Err(OpenFault::Unread(DocumentFault::NotAProfile { .. }))),
            "{list}"
        );
    }
    let mut many = vec![(Header::default(), Document::default()); MOST_PROFILES + 1];
    assert!(Opened::read(&write_profiles(&many, &[])).is_err());
    many.pop();
    assert!(Opened::read(&write_profiles(&many, &[])).is_ok());
    let deep = format!("{{\"schema\": 2, \"x\": {}1{}}}", "[".repeat(32), "]".repeat(32));
    assert!(matches!(Opened::read(&deep), Err(OpenFault::Unread(DocumentFault::NotJson { .. }))));
    assert_eq!(Opened::read(&" ".repeat(1_000_001)), Err(OpenFault::TooLong));
    let longest = format!("{{\"schema\": 2}}{}", " ".repeat(1_000_000 - 13));
    assert_eq!(Opened::read(&longest), Ok(Opened::One(Document::default())));
    assert_eq!(Document::open(&longest), Ok(Document::default()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, ..ProptestConfig::default() })]

    /// Any answers and names come back.
    #[test]
    fn any_profile_comes_back(name in ".{0,100}", text in ".{0,60}", number in any::<u32>()) {
        let mut header = Header::default();
        header.set_name(&name);
        let mut document = answered();
        document.set(You::STATELESS, &text);
        document.set(hsmp::profile::Achievements::PATENTS, &number.to_string());
        let (found, read) = Stored::open(&header.seal(&document)).unwrap();
        prop_assert_eq!(found.name(), header.name());
        prop_assert_eq!(&read, &document);
        let Ok(Opened::Several { profiles: several, .. }) = Opened::read(&write_profiles(&[(header.clone(), document.clone())], &[])) else {
            return Err(TestCaseError::fail("not several"));
        };
        prop_assert_eq!((several[0].0.name(), &several[0].1), (header.name(), &document));
    }

    /// One byte changed in the answers, or the end cut off, is found.
    #[test]
    fn damage_is_found(place in any::<prop::sample::Index>(), by in 1..=127_u8, cut in any::<bool>()) {
        let text = sealed();
        let body = text.find("\n}\n").unwrap() + 3;
        let place = body + place.index(text.len() - body);
        let damaged = if cut { text[..place].to_owned() } else {
            let mut bytes = text.into_bytes();
            bytes[place] = (bytes[place] ^ by) & 0x7f;
            String::from_utf8(bytes).unwrap()
        };
        prop_assert!(damaged == sealed() || Stored::open(&damaged).is_err());
    }

    /// Nothing that anybody stores or opens stops the program.
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,200}") {
        let _ = Stored::open(&text);
        let _ = Stored::open(&format!("{{\n  \"envelope\": 1{text}\n}}\n{text}"));
        let _ = Opened::read(&text);
        let _ = Opened::read(&format!("{{\"profiles\": [{text}]}}"));
    }
}
