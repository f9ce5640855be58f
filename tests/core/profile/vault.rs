//! A locked profile opens with its key and with nothing else, and says nothing of its answers.

use hsmp::profile::rescued::{COPIES, PROFILES};
use hsmp::profile::vault::{Derivation, ITERATIONS, Key, VaultFault};
use hsmp::profile::{Achievements, Answers, Document, DocumentFault, Header, OpenFault, Opened, Stored, write_profiles};
use hsmp::quantity::Date;
use proptest::prelude::*;
use serde_json::json;

use crate::support::read;

const NONCE: [u8; 12] = [7; 12];

fn key() -> Key {
    Key::new(Derivation::new([9; 16]), [5; 32])
}

fn other_key() -> Key {
    Key::new(Derivation::new([9; 16]), [6; 32])
}

fn answered(patents: &str) -> Document {
    let mut document = Document::default();
    document.set(Achievements::PATENTS, patents);
    document
}

fn header() -> Header {
    let mut header = Header::default();
    header.set_name("Plan B");
    header.count_save(Date::new(2026, 11, 28).unwrap());
    header
}

fn locked() -> String {
    header().lock(&answered("17"), &key(), NONCE).unwrap()
}

fn unlock(text: &str) -> Result<Document, VaultFault> {
    Stored::parse(text).unwrap().unlock(&key())
}

/// The same text with a sum that fits, as somebody makes it who wants it to be opened.
fn forged(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from} in {text}");
    let text = text.replacen(from, to, 1);
    let (before, body) = text.split_once("\n}\n").unwrap();
    let (head, _) = before.rsplit_once("\"sum\"").unwrap();
    let sum = body.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{head}\"sum\": {sum}\n}}\n{body}")
}

#[test]
fn a_locked_profile_opens_with_its_key() {
    let text = locked();
    let stored = Stored::parse(&text).unwrap();
    assert_eq!((stored.header.name(), stored.header.is_locked()), ("Plan B", true));
    assert_eq!(stored.derivation(), Ok(Some(Derivation { iterations: ITERATIONS, salt: [9; 16] })));
    assert_eq!(stored.unlock(&key()), Ok(answered("17")));
    assert_eq!(stored.unlock(&other_key()), Err(VaultFault::NotOpened));
    assert_eq!(Stored::open(&text), Err(DocumentFault::Locked));
    for readable in ["achievements", "patents", "17"] {
        assert!(!text.split_once("\n}\n").unwrap().1.contains(readable), "{text}");
    }
    // Two texts of the same answers have nothing in common but what stands in clear.
    let again = header().lock(&answered("17"), &key(), [8; 12]).unwrap();
    assert_ne!(again.lines().last(), text.lines().last());
    // It is stored in clear again without a trace of the lock.
    let open = stored.header.seal(&answered("17"));
    assert_eq!(Stored::open(&open).map(|(header, document)| (header.is_locked(), document)), Ok((false, answered("17"))));
}

/// The locked text of each version that was ever released is opened for ever.
#[test]
fn released_locked_texts_are_still_opened() {
    let released = read("tests/core/fixtures/stored-v2-locked.txt");
    assert_eq!(unlock(&released), Ok(answered("17")));
    assert_eq!(locked(), released, "what is written has changed: keep the old file beside a new one");
}

/// Builds that know no passphrases must leave it alone: they refuse an envelope of a later version.
#[test]
fn earlier_builds_take_it_for_a_later_versions() {
    assert!(locked().starts_with("{\n  \"envelope\": 2,"), "{}", locked());
    assert_eq!(Stored::open(&forged(&locked(), "\"envelope\": 2", "\"envelope\": 3")), Err(DocumentFault::Newer(3)));
}

/// Whatever of it somebody changes, also in what stands in clear, it does not open.
#[test]
fn what_was_tampered_with_does_not_open() {
    assert_eq!(unlock(&forged(&locked(), "17", "17").replace("Plan B", "Plan B")), Ok(answered("17")), "the forger can do it right");
    let body = locked().lines().last().unwrap().to_owned();
    let first = body.chars().next().unwrap();
    let other = format!("{}{}", if first == 'A' { 'B' } else { 'A' }, &body[1..]);
    for (from, to) in [
        ("Plan B", "Plan C"),
        ("\"revision\": 1", "\"revision\": 2"),
        ("2026-11-28", "2026-11-27"),
        ("\"schema\": 2", "\"schema\": 1"),
        ("\"iterations\": 600000", "\"iterations\": 600001"),
        ("BwcHBwcHBwcHBwcH", "BwcHBwcHBwcHBwcI"),
        ("CQkJCQkJCQkJCQkJCQkJCQ==", "CQkJCQkJCQkJCQkJCQkJCA=="),
        (body.as_str(), other.as_str()),
        (body.as_str(), "not base64!"),
        (body.as_str(), ""),
        ("{\n", "{\n  \"more\": 1,\n"),
    ] {
        assert_eq!(unlock(&forged(&locked(), from, to)), Err(VaultFault::NotOpened), "{from} as {to}");
    }
}

/// Fewer repetitions would make guessing easy, and far more would stop a phone for minutes.
#[test]
fn a_lock_of_another_kind_is_refused_before_anything_is_worked_out() {
    let refused = |from: &str, to: &str| Stored::parse(&forged(&locked(), from, to)).unwrap().derivation();
    for number in ["1", "0", "599999", "10000001", "18446744073709551615"] {
        let to = format!("\"iterations\": {number}");
        assert_eq!(refused("\"iterations\": 600000", &to), Err(VaultFault::Iterations(number.parse().unwrap())));
    }
    assert_eq!(refused("\"iterations\": 600000", "\"iterations\": \"many\""), Err(VaultFault::Iterations(0)));
    assert_eq!(refused("PBKDF2-HMAC-SHA-256", "none"), Err(VaultFault::Unknown));
    assert_eq!(refused("AES-256-GCM", "AES-256-ECB"), Err(VaultFault::Unknown));
    assert_eq!(refused("BwcHBwcHBwcHBwcH", "Bwc="), Err(VaultFault::Unknown));
    assert_eq!(refused("CQkJCQkJCQkJCQkJCQkJCQ==", "CQk="), Err(VaultFault::Unknown));
}

/// Without the lock's parameters the text is no profile: it is set aside as damaged, and not read as something else.
#[test]
fn a_lock_cannot_be_taken_off() {
    let text = locked();
    let (head, rest) = text.split_once("\"vault\": {").unwrap();
    let (_, tail) = rest.split_once("},").unwrap();
    let without = format!("{head}{}", tail.trim_start()).replace("\"envelope\": 2", "\"envelope\": 1");
    assert!(matches!(Stored::open(&without), Err(DocumentFault::NotJson { .. })), "{without}");
}

#[test]
fn locked_profiles_travel_in_files_as_they_are() {
    let file = write_profiles(&[(header(), answered("1"))], &[locked()]);
    let Ok(Opened::Several { profiles, locked: found, unread: 0 }) = Opened::read(&file) else { panic!("{file}") };
    assert_eq!((profiles.len(), found), (1, vec![locked()]));
    assert!(matches!(Opened::read(&write_profiles(&[], &[locked()])), Ok(Opened::Several { .. })), "a file of one that is locked");
    let not_locked = OpenFault::Unread(DocumentFault::NotAProfile { at: "locked" });
    let weak = forged(&locked(), "\"iterations\": 600000", "\"iterations\": 1");
    for wrong in [json!(5), json!("{}"), json!(header().seal(&answered("1"))), json!(weak), json!(locked().replace("Plan", "Plam") + "x")] {
        assert_eq!(Opened::read(&json!({ "profiles": [], "locked": [wrong] }).to_string()), Err(not_locked), "{wrong}");
    }
    let later = forged(&locked(), "\"envelope\": 2", "\"envelope\": 3");
    assert_eq!(Opened::read(&write_profiles(&[], &[later])), Err(OpenFault::Unread(DocumentFault::Newer(3))));
}

/// What is handed out after a fault brings locked profiles back too, and the good copy of a damaged one.
#[test]
fn locked_profiles_come_back_from_storage() {
    let open = header().seal(&answered("1"));
    let file = json!({ format!("{PROFILES}1"): open, format!("{PROFILES}2"): locked(), format!("{COPIES}2"): locked() });
    let Ok(Opened::Several { profiles, locked: found, unread: 0 }) = Opened::read(&file.to_string()) else { panic!("{file}") };
    assert_eq!((profiles.len(), found), (1, vec![locked()]));
    let torn = locked()[..locked().len() - 9].to_owned();
    let file = json!({ format!("{PROFILES}2"): torn, format!("{COPIES}2"): locked() });
    let Ok(Opened::Several { profiles, locked: found, unread: 1 }) = Opened::read(&file.to_string()) else { panic!("{file}") };
    assert_eq!((profiles.len(), found), (0, vec![locked()]));
}

/// Nothing of a key stands in a message.
#[test]
fn a_key_is_not_shown() {
    assert_eq!(format!("{:?}", key()), "Key");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, ..ProptestConfig::default() })]

    /// Any answers come back with their key, and not with another.
    #[test]
    fn any_locked_profile_comes_back(name in ".{0,40}", text in ".{0,60}", bytes in any::<[u8; 32]>(), nonce in any::<[u8; 12]>()) {
        let mut header = header();
        header.set_name(&name);
        let document = { let mut document = Document::default(); document.set(hsmp::profile::You::STATELESS, &text); document };
        let key = Key::new(Derivation::new([1; 16]), bytes);
        let locked = header.lock(&document, &key, nonce).unwrap();
        let stored = Stored::parse(&locked).unwrap();
        prop_assert_eq!(stored.header.name(), header.name());
        prop_assert_eq!(stored.unlock(&key), Ok(document));
        prop_assert_eq!(stored.unlock(&other_key()), Err(VaultFault::NotOpened));
    }

    /// One byte changed anywhere is found, by the sum or by the cipher. (White space before the body says nothing.)
    #[test]
    fn any_change_is_found(place in any::<prop::sample::Index>(), by in 1..=127_u8) {
        let mut bytes = locked().into_bytes();
        let place = place.index(bytes.len());
        bytes[place] = (bytes[place] ^ by) & 0x7f;
        let text = String::from_utf8(bytes).unwrap();
        if let Ok(stored) = Stored::parse(&text) && let Ok(document) = stored.unlock(&key()) {
            prop_assert_eq!((stored.header, document), (Stored::parse(&locked()).unwrap().header, answered("17")));
        }
    }
}
