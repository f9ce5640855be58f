//! Answers in a link: what was chosen comes back exactly, nothing else goes along, and damage is found.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hsmp::profile::share::{self, LinkFault, MOST_LETTERS_OF_LINK, NotShared, SHARED, Shared, derivation};
use hsmp::profile::vault::Key;
use hsmp::profile::{Answers, Document, DocumentFault, Job, OpenFault, Pay, SECTIONS, Section, You};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::document;
use crate::support::{files, read};

const PAGE: &str = "https://example.org/hsmp/";

fn sections(names: &[&str]) -> Vec<&'static Section> {
    names.iter().map(|name| Section::named(name).unwrap()).collect()
}

fn all() -> Vec<&'static Section> {
    SECTIONS.iter().collect()
}

fn link(page: &str, document: &Document, chosen: &[&Section]) -> Result<String, NotShared> {
    share::link(page, document, chosen, None)
}

/// What a link without a passphrase holds.
fn opened(text: &str) -> Result<Document, LinkFault> {
    share::opened(text).map(|shared| match shared {
        Shared::Open(document) => document,
        Shared::Locked(_) => panic!("{text} is locked"),
    })
}

fn locked(document: &Document, key: &Key) -> String {
    let link = share::link(PAGE, document, &all(), Some((key, [5; 12]))).unwrap();
    link.split_once(SHARED).unwrap().1.to_owned()
}

/// What stands behind the mark in a link of ours.
fn sent(document: &Document, chosen: &[&Section]) -> String {
    let link = link(PAGE, document, chosen).unwrap();
    link.strip_prefix(&format!("{PAGE}{SHARED}")).unwrap().to_owned()
}

/// A link of ours with other contents.
fn with_contents(form: u8, contents: &[u8]) -> String {
    let sum = [&[form], contents]
        .concat()
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    URL_SAFE_NO_PAD.encode([&[form], sum.to_be_bytes().as_slice(), contents].concat())
}

fn person() -> Document {
    document(json!({
        "later": { "of": "another version" },
        "you": { "azerbaijani": false, "later": [1.50] },
        "jobs": [{ "id": 4, "from": "2020-01-01", "role": "Developer" }, { "id": 7 }],
        "pay": { "gross": { "amount": "3000.00", "currency": "AZN", "per": "month" } },
    }))
}

#[test]
fn what_was_chosen_comes_back_and_nothing_else() {
    let text = sent(&person(), &sections(&["you", "jobs"]));
    let expected = document(json!({
        "you": { "azerbaijani": false, "later": [1.50] },
        "jobs": [{ "id": 4, "from": "2020-01-01", "role": "Developer" }],
    }));
    assert_eq!(opened(&text), Ok(expected.clone()));
    assert_eq!(sections(&["you", "jobs", "pay"]).iter().map(|section| expected.count_answers(section)).collect::<Vec<_>>(), [1, 2, 0]);
    let written = String::from_utf8_lossy(&URL_SAFE_NO_PAD.decode(text).unwrap()).into_owned();
    assert!(!written.contains("3000") && !written.contains("another version"), "{written}");
}

#[test]
fn nothing_chosen_is_nothing_shared() {
    assert_eq!(link(PAGE, &person(), &[]), Err(NotShared::Nothing));
    assert_eq!(link(PAGE, &person(), &sections(&["stays", "family"])), Err(NotShared::Nothing));
    // A row in which nothing was answered, and an answer that was taken back.
    let mut empty = document(json!({ "jobs": [{ "id": 1 }] }));
    empty.set(You::AZERBAIJANI, "no");
    empty.set(You::AZERBAIJANI, "");
    assert_eq!(link(PAGE, &empty, &all()), Err(NotShared::Nothing));
}

/// Everybody among the examples fits into a link, but for the sample in which every question is answered.
#[test]
fn lives_fit_into_links() {
    let lives = ["examples/scenarios", "examples/profiles"].iter().flat_map(|folder| files(folder, ".json"));
    for (name, text) in lives {
        let life = Document::parse(&text).unwrap();
        let made = link(PAGE, &life, &all());
        if name.ends_with("sample.json") {
            assert!(matches!(made, Err(NotShared::TooLong { letters }) if letters > MOST_LETTERS_OF_LINK), "{made:?}");
            let chosen = &all()[..SECTIONS.len() / 2];
            assert_eq!(opened(&sent(&life, chosen)), Ok(life.only(chosen)));
        } else {
            let made = made.unwrap();
            assert!(made.len() <= MOST_LETTERS_OF_LINK / 2, "{name}: {}", made.len());
            assert_eq!(opened(made.split_once(SHARED).unwrap().1), Ok(life), "{name}");
        }
    }
}

#[test]
fn a_link_is_as_long_as_it_may_be_and_no_longer() {
    let long = |letters: usize| document(json!({ "you": { "later": "x".repeat(letters) } }));
    let fits = (5000..6000).rev().find(|letters| link(PAGE, &long(*letters), &all()).is_ok()).unwrap();
    let longest = link(PAGE, &long(fits), &all()).unwrap();
    assert!((MOST_LETTERS_OF_LINK - 3..=MOST_LETTERS_OF_LINK).contains(&longest.len()), "{}", longest.len());
    let Err(NotShared::TooLong { letters }) = link(PAGE, &long(fits + 1), &all()) else { panic!("no fault") };
    assert!((MOST_LETTERS_OF_LINK + 1..MOST_LETTERS_OF_LINK + 4).contains(&letters), "{letters}");
    assert_eq!(opened(&"A".repeat(MOST_LETTERS_OF_LINK + 1)), Err(LinkFault::TooLong));
}

/// Links of every released version are read for ever.
#[test]
fn released_links_are_still_read() {
    let released = read("tests/core/fixtures/link-v1.txt");
    let mut life = Document::default();
    life.set(You::AZERBAIJANI, "no");
    life.set(Pay::GROSS, "3000");
    assert_eq!(opened(released.trim()), Ok(life.clone()));
    assert_eq!(sent(&life, &all()), released.trim(), "what is written has changed: keep the old file beside a new one");
}

#[test]
fn every_fault_is_told_apart() {
    let text = sent(&person(), &all());
    for (text, fault) in [
        ("", LinkFault::Empty),
        ("?", LinkFault::Empty),
        ("hello", LinkFault::Damaged),
        (&text[..text.len() - 1], LinkFault::Damaged),
        (&text[..3], LinkFault::Damaged),
        (&text[1..], LinkFault::Damaged),
        (&text.to_ascii_lowercase(), LinkFault::Damaged),
        (&text.replacen('Q', "=", 1), LinkFault::Damaged),
        (&with_contents(9, b"of a later version"), LinkFault::Newer),
        (&with_contents(1, b"{\"schema\":9}"), LinkFault::Unread(OpenFault::Unread(DocumentFault::Newer(9)))),
        (&with_contents(1, b"[]"), LinkFault::Unread(OpenFault::Unread(DocumentFault::NotAProfile { at: "schema" }))),
        (&with_contents(1, b"{"), LinkFault::Unread(OpenFault::Unread(DocumentFault::NotJson { line: 1 }))),
        (&with_contents(1, b"\xff"), LinkFault::Damaged),
    ] {
        assert_eq!(opened(text), Err(fault), "{text}");
    }
    assert_eq!(LinkFault::Damaged.to_string(), "the link was cut off or changed on its way; ask for it again");
}

#[test]
fn a_passphrase_locks_the_answers() {
    let key = |salt, bytes| Key::new(derivation([salt; 16]), [bytes; 32]);
    let text = locked(&person(), &key(1, 2));
    let bytes = URL_SAFE_NO_PAD.decode(&text).unwrap();
    assert!(!String::from_utf8_lossy(&bytes).contains("Developer"));
    let Ok(Shared::Locked(sealed)) = share::opened(&text) else { panic!("not locked") };
    assert_eq!(*sealed.derivation(), derivation([1; 16]));
    assert_eq!(sealed.derivation().iterations, 600_000, "links that are under way could no longer be opened");
    assert_eq!(sealed.unlock(&key(1, 2)), Ok(person().only(&all())));
    assert_eq!(sealed.unlock(&key(1, 3)), Err(LinkFault::WrongPassphrase));
    // Salt, nonce and answers changed, with a sum that fits.
    for place in [9, 30, 40, bytes.len() - 1] {
        let mut changed = bytes.clone();
        changed[place] ^= 1;
        let Ok(Shared::Locked(changed)) = share::opened(&with_contents(2, &changed[9..])) else { panic!("not locked") };
        assert_eq!(changed.unlock(&key(1, 2)), Err(LinkFault::WrongPassphrase), "byte {place}");
    }
    assert_eq!(share::opened(&with_contents(2, &[0; 27])), Err(LinkFault::Damaged));
    assert_eq!(share::opened(&text[..text.len() - 2]), Err(LinkFault::Damaged));
    assert_eq!(share::link(PAGE, &Document::default(), &all(), Some((&key(1, 2), [0; 12]))), Err(NotShared::Nothing));
}

/// Older answers are brought to the present form, as from a file.
#[test]
fn an_older_schema_is_migrated() {
    let text = with_contents(1, br#"{"schema":1,"pay":{"insured":true},"later":1}"#);
    let expected = json!({ "schema": 2, "pay": { "unemployment": true, "medical": true }, "later": 1 });
    assert_eq!(opened(&text), Ok(Document::parse(&expected.to_string()).unwrap()));
}

#[test]
fn what_is_hung_on_by_mails_and_chats_does_not_count() {
    let text = sent(&person(), &all());
    for tail in [".", ")", "?utm_source=mail", "&fbclid=abc", "%3Ffbclid%3Dx", " Look at this!", "\u{a0}", "»", "/"] {
        assert_eq!(opened(&format!("{text}{tail}")), opened(&text), "{tail}");
    }
}

/// Any answers anywhere, with some that only later versions know.
fn any_life() -> impl Strategy<Value = Document> {
    let answer = (any::<prop::sample::Index>(), 1..=3u32, "\\PC{0,12}");
    let later = prop::option::of("\\PC{0,8}");
    (prop::collection::vec(answer, 0..24), later).prop_map(|(answers, later)| {
        let mut life =
            document(later.map_or(json!({}), |text| json!({ "you": { "later": text }, "jobs": [{ "id": 2, "later": [text] }] })));
        for (place, row, text) in answers {
            let section = &SECTIONS[place.index(SECTIONS.len())];
            let field = place.get(section.fields);
            life.set(field.slot.in_row(section.list.then_some(row)), &text);
        }
        life
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    /// Of any answers, any sections.
    #[test]
    fn any_choice_comes_back_exactly(life in any_life(), chosen in prop::sample::subsequence(all(), 0..=SECTIONS.len())) {
        let expected = life.only(&chosen);
        match link(PAGE, &life, &chosen) {
            Err(NotShared::Nothing) => prop_assert!(expected.is_empty()),
            made => prop_assert_eq!(opened(made.unwrap().split_once(SHARED).unwrap().1), Ok(expected.clone())),
        }
        for section in SECTIONS {
            let count = if chosen.iter().any(|one| one.name == section.name) { life.count_answers(section) } else { 0 };
            prop_assert_eq!(expected.count_answers(section), count);
        }
        let others: Vec<Value> = serde_json::from_str::<Value>(&expected.to_json()).unwrap().as_object().unwrap().keys()
            .filter(|name| *name != "schema" && !chosen.iter().any(|section| section.name == name.as_str()))
            .map(|name| Value::from(name.as_str())).collect();
        prop_assert_eq!(others, Vec::<Value>::new());
    }

    /// One letter changed, left out or put in anywhere, or the end cut off.
    #[test]
    fn damage_is_found(life in any_life(), place in any::<prop::sample::Index>(), letter in "[A-Za-z0-9_-]", how in 0..4) {
        let mut life = life;
        life.set(Job::ROLE.in_row(1), "Developer");
        let text = sent(&life, &all());
        let at = place.index(text.len());
        let damaged = match how {
            0 => format!("{}{letter}{}", &text[..at], &text[at + 1..]),
            1 => format!("{}{}", &text[..at], &text[at + 1..]),
            2 => format!("{}{letter}{}", &text[..at], &text[at..]),
            _ => text[..at].to_owned(),
        };
        prop_assert!(damaged == text || opened(&damaged).is_err(), "{} of {}", damaged, &text);
        // Behind its end, too.
        let longer = text + &letter;
        prop_assert!(opened(&longer).is_err());
        let key = Key::new(derivation([1; 16]), [2; 32]);
        let text = locked(&life, &key);
        let cut = &text[..at.min(text.len() - 1)];
        prop_assert!(share::opened(cut).is_err());
        let Ok(Shared::Locked(sealed)) = share::opened(&text) else { return Err(TestCaseError::fail("not locked")) };
        prop_assert_eq!(sealed.unlock(&key), Ok(life.only(&all())));
    }

    /// Nothing that anybody puts into an address stops the program.
    #[test]
    fn any_text_is_opened_or_refused(text in any::<String>(), letters in "[A-Za-z0-9_-]{0,60}", contents in "\\PC{0,60}") {
        for text in [text.clone(), letters, with_contents(1, contents.as_bytes()), with_contents(1, format!("{{\"schema\":2,{text}}}").as_bytes())] {
            if let Ok(Shared::Open(life)) = share::opened(&text) {
                prop_assert_eq!(Document::parse(&life.to_json()), Ok(life));
            }
        }
    }
}
