//! A file of several profiles, each with its name.

use serde_json::{Map, Value, json};

use super::limits::within_limits;
use super::rescued::{is_storage, profiles_of};
use super::{Document, DocumentFault, Header, MOST_BYTES, OpenFault, json};

/// The most profiles that are kept or opened.
pub const MOST_PROFILES: usize = 100;

/// What a file holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Opened {
    /// The answers of one person.
    One(Document),
    /// Several profiles with their names.
    Several {
        /// Each of them.
        profiles: Vec<(Header, Document)>,
        /// How many more there are that cannot be read.
        unread: usize,
    },
}

/// Writes all profiles into one file.
pub fn write_profiles(profiles: &[(Header, Document)]) -> String {
    let one = |(header, document): &(Header, Document)| json!({ "name": header.name(), "reference": header.reference(), "created": header.created().map(|date| date.to_string()), "profile": document });
    json::write(&json!({ "hsmp": "profiles", "profiles": profiles.iter().map(one).collect::<Vec<_>>() }))
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
        let list = list.as_array().filter(|list| list.len() <= MOST_PROFILES && !list.is_empty()).ok_or(not_profiles)?;
        list.iter()
            .map(|one| one.as_object().ok_or(not_profiles).and_then(named))
            .collect::<Result<_, _>>()
            .map(|profiles| Self::Several { profiles, unread: 0 })
    }
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
