//! What lies in a browser's storage, by name: the start script hands it out as a file after a fault of the program's
//! own, when nothing is trusted to understand it.

use serde_json::{Map, Value};

use super::limits::within_limits;
use super::several::MOST_PROFILES;
use super::{Document, DocumentFault, Header, OpenFault, Opened, Stored};

/// All names of ours begin so.
pub const OURS: &str = "hsmp/v1/";

/// Where versions before several profiles kept the only one. Now it says that a later version has been here, in a way
/// that those refuse to write over.
pub const FIRST: &str = "hsmp/v1/profile";

/// What stands there now: a profile of a schema that no version before several profiles knows.
pub const MARK: &str = r#"{"schema":3}"#;

/// Where each profile lies, before its number.
pub const PROFILES: &str = "hsmp/v1/profile/";

/// Where the last good text of each profile lies, before its number.
pub const COPIES: &str = "hsmp/v1/copy/";

/// Where damaged texts lie that were set aside.
pub const DAMAGED: &str = "hsmp/v1/damaged";

/// Between the damaged texts.
pub const BETWEEN_DAMAGED: char = '\u{1e}';

/// Whether an object is such a file.
pub(super) fn is_storage(value: &Map<String, Value>) -> bool {
    value.keys().any(|name| name.starts_with(OURS))
}

/// All profiles in it. A damaged one does not cost the others: its last good text stands in, if there is one.
///
/// # Errors
/// [`OpenFault`] where a later version wrote one, where one is beyond the limits, or where none can be read.
pub(super) fn profiles_of(stored: &Map<String, Value>) -> Result<Opened, OpenFault> {
    let text = |name: &str| stored.get(name).and_then(Value::as_str);
    let mut found = Vec::new();
    if let Some(text) = text(FIRST).filter(|text| *text != MARK) {
        found.push(Document::parse(text).map(|document| (Header::default(), document)));
    }
    let mut numbers: Vec<&str> = stored.keys().filter_map(|name| name.strip_prefix(PROFILES).or(name.strip_prefix(COPIES))).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let mut locked = Vec::new();
    for number in numbers {
        let own = text(&format!("{PROFILES}{number}"));
        let mut read = own.map(Stored::open);
        let copy = text(&format!("{COPIES}{number}"));
        if !matches!(read, Some(Ok(_) | Err(DocumentFault::Newer(_) | DocumentFault::Locked))) {
            match copy.map(Stored::open) {
                Some(Err(DocumentFault::Locked)) => locked.extend(copy.map(str::to_owned)),
                good => found.extend(good.filter(Result::is_ok)),
            }
        }
        if matches!(read, Some(Err(DocumentFault::Locked))) {
            locked.extend(own.map(str::to_owned));
            read = None;
        }
        found.extend(read);
    }
    let mut unread = text(DAMAGED).unwrap_or_default().split(BETWEEN_DAMAGED).filter(|text| !text.is_empty()).count();
    let mut profiles = Vec::new();
    for one in found {
        match one {
            Ok((header, document)) => profiles.push((header, within_limits(document)?)),
            Err(newer @ DocumentFault::Newer(_)) => return Err(OpenFault::Unread(newer)),
            Err(_) => unread += 1,
        }
    }
    match profiles.len() + locked.len() {
        1..=MOST_PROFILES => Ok(Opened::Several { profiles, locked, unread }),
        _ => Err(OpenFault::Unread(DocumentFault::NotAProfile { at: FIRST })),
    }
}
