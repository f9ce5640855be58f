//! A file of several profiles, each with its name.

use serde_json::{Map, Value, json};

use super::limits::within_limits;
use super::rescued::{is_storage, profiles_of};
use super::{Document, DocumentFault, Header, MOST_BYTES, OpenFault, Stored, json};

/// The most profiles that are kept or opened.
pub const MOST_PROFILES: usize = 100;

const LOCKED: &str = "locked";

/// What a file holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Opened {
    /// The answers of one person.
    One(Document),
    /// Several profiles with their names.
    Several {
        /// Each of them that can be read.
        profiles: Vec<(Header, Document)>,
        /// Those that are locked with a passphrase, as they are stored.
        locked: Vec<String>,
        /// How many more there are that cannot be read.
        unread: usize,
    },
}

/// Writes all profiles into one file; locked ones as they are stored.
pub fn write_profiles(profiles: &[(Header, Document)], locked: &[String]) -> String {
    let one = |(header, document): &(Header, Document)| json!({ "name": header.name(), "reference": header.reference(), "created": header.created().map(|date| date.to_string()), "profile": document });
    let mut file = json!({ "hsmp": "profiles", "profiles": profiles.iter().map(one).collect::<Vec<_>>() });
    if !locked.is_empty() {
        file[LOCKED] = locked.into();
    }
    json::write(&file)
}

impl Opened {
    /// Reads a file of one profile, of several, or of all that lay in a browser's storage, within the limits.
    ///
    /// # Errors
    /// [`OpenFault`]; of several profiles none is opened where one cannot be read. Only what lay in storage may have
    /// been damaged there, and is opened without what was.
    pub fn read(text: &str) -> Result<Self, OpenFault> {
        if text.len() > MOST_BYTES {
            return Err(OpenFault::TooLong);
        }
        let value = json::read(text).map_err(|error| OpenFault::Unread(DocumentFault::NotJson { line: error.line() }))?;
        let several = value.as_object().filter(|file| !file.contains_key("schema"));
        if let Some(stored) = several.filter(|file| is_storage(file)) {
            return profiles_of(stored);
        }
        let Some(list) = several.and_then(|file| file.get("profiles")) else {
            return Document::open(text).map(Self::One);
        };
        let not_profiles = OpenFault::Unread(DocumentFault::NotAProfile { at: "profiles" });
        let list = list.as_array().ok_or(not_profiles)?;
        let profiles = list.iter().map(|one| one.as_object().ok_or(not_profiles).and_then(named)).collect::<Result<Vec<_>, _>>()?;
        let list = several.and_then(|file| file.get(LOCKED)).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let locked = list.iter().map(locked).collect::<Result<Vec<_>, _>>()?;
        match profiles.len() + locked.len() {
            1..=MOST_PROFILES => Ok(Self::Several { profiles, locked, unread: 0 }),
            _ => Err(not_profiles),
        }
    }
}

/// A locked profile that is whole, as far as that shows without the passphrase.
fn locked(one: &Value) -> Result<String, OpenFault> {
    let not_locked = OpenFault::Unread(DocumentFault::NotAProfile { at: LOCKED });
    let text = one.as_str().ok_or(not_locked)?;
    let stored = Stored::parse(text)
        .map_err(|fault| if matches!(fault, DocumentFault::Newer(_)) { OpenFault::Unread(fault) } else { not_locked })?;
    if matches!(stored.derivation(), Ok(Some(_))) { Ok(text.to_owned()) } else { Err(not_locked) }
}

fn named(one: &Map<String, Value>) -> Result<(Header, Document), OpenFault> {
    let text = |name: &str| one.get(name).and_then(Value::as_str).unwrap_or_default();
    let profile = one.get("profile").ok_or(OpenFault::Unread(DocumentFault::NotAProfile { at: "profile" }))?;
    let document = Document::parse(&json::write(profile)).map_err(OpenFault::Unread)?;
    let mut header = Header::default();
    header.set_name(text("name"));
    header.set_reference(text("reference"));
    within_limits(document).map(|document| (header, document))
}
