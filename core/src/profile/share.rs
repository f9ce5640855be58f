//! Answers in a link: the parts of a profile that somebody chose to send, written behind `#` in an address.
//!
//! Behind [`SHARED`] stands URL-safe base64 of a byte for the form, a sum of that and of all that follows, and the
//! answers as JSON. No version may move the first two: a damaged link is so told from one of a later version.

use std::hash::Hasher as _;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use fnv::FnvHasher;
use serde_json::{Map, Value};

use super::{Document, OpenFault, SECTIONS, Section};

/// What stands in an address before the answers.
pub const SHARED: &str = "#/shared/";

/// The most letters of a link. Longer ones are cut off on the way: by some mail programs after 8,192 bytes.
pub const MOST_LETTERS_OF_LINK: usize = 8_000;

/// Answers that everybody who has the link can read.
const PLAIN: u8 = 1;

/// Why no link was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotShared {
    /// No answer was chosen.
    #[error("no answers were chosen")]
    Nothing,
    /// It would have more letters than [`MOST_LETTERS_OF_LINK`].
    #[error("{letters} characters; a link may have {MOST_LETTERS_OF_LINK}, so choose less or send a file")]
    TooLong {
        /// How many it would have.
        letters: usize,
    },
}

/// Why a link was not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkFault {
    /// Nothing stands where the answers should be.
    #[error("there are no answers in this link")]
    Empty,
    /// More than any link of ours.
    #[error("longer than any link of this program")]
    TooLong,
    /// Not as it was made.
    #[error("the link was cut off or changed on its way; ask for it again")]
    Damaged,
    /// Made by a later version of this program.
    #[error("the link was made by a later version; use that version")]
    Newer,
    /// Whole, but what it holds is no profile that this version opens.
    #[error("{0}")]
    Unread(OpenFault),
}

/// A link to a page that holds the answers in these sections and nothing else.
///
/// # Errors
/// [`NotShared`].
///
/// ```
/// use hsmp::profile::share::{link, opened};
/// use hsmp::profile::{Answers, Document, Pay, Section, You};
///
/// let mut document = Document::default();
/// document.set(You::AZERBAIJANI, "no");
/// document.set(Pay::GROSS, "3000");
/// let chosen: Vec<_> = Section::named("you").into_iter().collect();
/// let link = link("https://example.org/", &document, &chosen)?;
/// let (_, text) = link.split_once("#/shared/").ok_or("no link")?;
/// let sent = opened(text)?;
/// assert!(sent.has(You::AZERBAIJANI) && !sent.has(Pay::GROSS));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn link(page: &str, document: &Document, sections: &[&Section]) -> Result<String, NotShared> {
    let chosen = document.only(sections);
    if chosen.is_empty() {
        return Err(NotShared::Nothing);
    }
    // It fails only for keys that are no text, and ours are.
    let json = serde_json::to_string(&chosen).unwrap_or_default();
    let bytes = [&[PLAIN], sum(PLAIN, json.as_bytes()).as_slice(), json.as_bytes()].concat();
    let link = format!("{page}{SHARED}{}", URL_SAFE_NO_PAD.encode(bytes));
    match link.chars().count() {
        ..=MOST_LETTERS_OF_LINK => Ok(link),
        letters => Err(NotShared::TooLong { letters }),
    }
}

/// The answers in the part of a link behind [`SHARED`]. What a mail or a chat has hung on, a full stop or a `&…` that
/// follows people about, does not count.
///
/// # Errors
/// [`LinkFault`].
pub fn opened(text: &str) -> Result<Document, LinkFault> {
    let is_ours = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let text = text.split(|c| !is_ours(c)).next().unwrap_or_default();
    match text.len() {
        0 => return Err(LinkFault::Empty),
        ..=MOST_LETTERS_OF_LINK => {}
        _ => return Err(LinkFault::TooLong),
    }
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| LinkFault::Damaged)?;
    let (form, rest) = bytes.split_first().ok_or(LinkFault::Damaged)?;
    let (found, json) = rest.split_first_chunk().ok_or(LinkFault::Damaged)?;
    if *found != sum(*form, json) {
        return Err(LinkFault::Damaged);
    }
    if *form != PLAIN {
        return Err(LinkFault::Newer);
    }
    let json = std::str::from_utf8(json).map_err(|_| LinkFault::Damaged)?;
    Document::open(json).map_err(LinkFault::Unread)
}

/// Another whenever one letter of the link is: FNV-1a in 64 bits. It finds damage, and keeps nobody from forging.
fn sum(form: u8, rest: &[u8]) -> [u8; 8] {
    let mut hasher = FnvHasher::default();
    hasher.write_u8(form);
    hasher.write(rest);
    hasher.finish().to_be_bytes()
}

impl Document {
    /// The answers in some sections, with what later versions ask there, and nothing else.
    #[must_use]
    pub fn only(&self, sections: &[&Section]) -> Self {
        let mut only = Self::default();
        for section in SECTIONS.iter().filter(|section| sections.iter().any(|chosen| chosen.name == section.name)) {
            let answers = match self.0.get(section.name) {
                Some(Value::Array(rows)) => {
                    rows.iter().filter(|row| row.as_object().is_some_and(is_answered)).cloned().collect::<Vec<_>>().into()
                }
                Some(Value::Object(group)) => group.clone().into(),
                _ => continue,
            };
            if !(answers == Value::Array(Vec::new()) || answers == Value::Object(Map::new())) {
                only.0.insert(section.name.to_owned(), answers);
            }
        }
        only
    }

    /// How many questions of a section are answered, in all of its rows.
    pub fn count_answers(&self, section: &Section) -> usize {
        let rows: Vec<Option<u32>> = if section.list { self.rows(section.name).into_iter().map(Some).collect() } else { vec![None] };
        rows.into_iter().flat_map(|row| section.slots(row)).filter(|slot| self.has(*slot)).count()
    }
}

/// Whether anything stands in a row beside its number.
fn is_answered(row: &Map<String, Value>) -> bool {
    row.keys().any(|name| name != "id")
}
