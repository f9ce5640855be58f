//! What lay in a browser's storage comes back from the file that is handed out after a fault.

use hsmp::profile::rescued::{COPIES, DAMAGED, FIRST, MARK, PROFILES};
use hsmp::profile::{Achievements, Answers, Document, DocumentFault, Header, MOST_PROFILES, OpenFault, Opened, read_json};
use hsmp::quantity::Date;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// A profile of which the name and an answer are known.
fn one(name: &str, patents: u32) -> (Header, Document) {
    let mut header = Header::default();
    header.set_name(name);
    header.count_save(Date::new(2026, 11, 28).unwrap());
    let mut document = Document::default();
    document.set(Achievements::PATENTS, &patents.to_string());
    (header, document)
}

fn sealed(name: &str, patents: u32) -> String {
    let (header, document) = one(name, patents);
    header.seal(&document)
}

/// What a file gives: each profile's name and number of patents, and how many are unread.
fn told(file: &Value) -> Result<(Vec<(String, String)>, usize), OpenFault> {
    match Opened::read(&file.to_string())? {
        Opened::One(_) => panic!("one profile"),
        Opened::Several { profiles, unread, .. } => {
            let tell = |(header, document): (Header, Document)| (header.name().to_owned(), document.text(Achievements::PATENTS));
            Ok((profiles.into_iter().map(tell).collect(), unread))
        }
    }
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(name, patents)| ((*name).to_owned(), (*patents).to_owned())).collect()
}

#[test]
fn all_that_lay_in_storage_comes_back() {
    let (_, earlier) = one("", 9);
    let file = json!({
        "hsmp/v1/open": "2",
        "hsmp/v1/profile/1": sealed("Me", 1),
        "hsmp/v1/copy/1": sealed("Me", 0),
        "hsmp/v1/profile/2": sealed("Spouse", 2),
        FIRST: MARK,
    });
    assert_eq!(told(&file), Ok((pairs(&[("Me", "1"), ("Spouse", "2")]), 0)));
    // A version before several profiles stored the only one.
    assert_eq!(told(&json!({ FIRST: earlier.to_json() })), Ok((pairs(&[("", "9")]), 0)));
    assert_eq!(told(&json!({ FIRST: r#"{"schema":1,"achievements":{"patents":4}}"# })), Ok((pairs(&[("", "4")]), 0)));
}

/// A damaged profile costs none of the others; its last good text stands in, and what is left out is counted.
#[test]
fn what_is_damaged_is_left_out_and_counted() {
    let torn = sealed("Me", 1).replace("\"patents\": 1", "\"patents\": 7");
    let mut file = json!({ "hsmp/v1/profile/1": torn, "hsmp/v1/profile/2": sealed("Spouse", 2) });
    assert_eq!(told(&file), Ok((pairs(&[("Spouse", "2")]), 1)));
    file["hsmp/v1/copy/1"] = sealed("Me", 0).into();
    assert_eq!(told(&file), Ok((pairs(&[("Me", "0"), ("Spouse", "2")]), 1)));
    // It was set aside, and there was no room to put the good one in its place.
    file.as_object_mut().unwrap().shift_remove("hsmp/v1/profile/1");
    file[DAMAGED] = "torn\u{1e}torn too".into();
    assert_eq!(told(&file), Ok((pairs(&[("Me", "0"), ("Spouse", "2")]), 2)));
}

#[test]
fn a_file_with_nothing_sound_in_it_is_refused() {
    let nothing = Err(OpenFault::Unread(DocumentFault::NotAProfile { at: FIRST }));
    for file in [json!({ "hsmp/v1/profile/1": "torn" }), json!({ DAMAGED: "torn" }), json!({ FIRST: MARK }), json!({ FIRST: 5 })] {
        assert_eq!(told(&file), nothing, "{file}");
    }
    let of = |count: usize| (0..count).map(|number| (format!("{PROFILES}{number}"), sealed("", 1).into())).collect::<Map<_, Value>>();
    assert_eq!(told(&of(MOST_PROFILES).into()).unwrap().0.len(), MOST_PROFILES);
    assert_eq!(told(&of(MOST_PROFILES + 1).into()), nothing);
}

/// Of a later version nothing is opened, whatever else there is.
#[test]
fn a_file_of_a_later_version_is_refused() {
    let newer = sealed("Me", 1).replace("\"schema\": 2", "\"schema\": 3");
    let file = json!({ "hsmp/v1/profile/1": newer, "hsmp/v1/copy/1": sealed("Me", 0), "hsmp/v1/profile/2": sealed("Spouse", 2) });
    assert_eq!(told(&file), Err(OpenFault::Unread(DocumentFault::Newer(3))));
    assert_eq!(told(&json!({ FIRST: r#"{"schema":99}"# })), Err(OpenFault::Unread(DocumentFault::Newer(99))));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, ..ProptestConfig::default() })]

    /// Whatever profiles there are, each that is whole comes back as it was, and each that is not is counted.
    #[test]
    fn any_profiles_come_back(all in prop::collection::vec(("[^\\p{C}]{0,20}", 0..=1_000_u32, any::<bool>()), 1..8)) {
        let stored = |(number, (name, patents, whole)): (usize, &(String, u32, bool))| {
            let text = sealed(name, *patents);
            let text = if *whole { text } else { text[..text.len() / 2].to_owned() };
            (format!("{PROFILES}{number}"), Value::from(text))
        };
        let file: Map<String, Value> = all.iter().enumerate().map(stored).collect();
        let whole: Vec<_> = all.iter().filter(|(_, _, whole)| *whole).map(|(name, patents, _)| (one(name, *patents).0.name().to_owned(), patents.to_string())).collect();
        let unread = all.len() - whole.len();
        prop_assert_eq!(told(&file.into()).ok(), Some((whole, unread)).filter(|(whole, _)| !whole.is_empty()));
    }

    /// Nothing that stands in such a file stops the program.
    #[test]
    fn any_stored_text_is_read_or_refused(text in "\\PC{0,200}", name in prop::sample::select(vec![FIRST, DAMAGED, "hsmp/v1/profile/1", "hsmp/v1/copy/1", COPIES, "hsmp/v1/"])) {
        let file = json!({ name: text }).to_string();
        let _ = Opened::read(&file);
        prop_assert!(read_json(&file).is_ok());
    }
}
