//! Answers in a link: the parts of a profile that somebody chose to send, written behind `#` in an address.
//!
//! Behind [`SHARED`] stands URL-safe base64 of a byte for the form, a sum of that and of all that follows, and the
//! answers as JSON, on request locked with a passphrase. No version may move the first two: a damaged link is so told
//! from one of a later version.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

use super::envelope::sum;
use super::vault::{Derivation, Key, Lock};
use super::{Document, OpenFault, SECTIONS, Section};

/// What stands in an address before the answers.
pub const SHARED: &str = "#/shared/";

/// The most letters of a link. Longer ones are cut off on the way: by some mail programs after 8,192 bytes.
pub const MOST_LETTERS_OF_LINK: usize = 8_000;

/// Answers that everybody who has the link can read.
const PLAIN: u8 = 1;

/// Answers locked with a passphrase: salt and nonce stand before them. The number of repetitions belongs to the form, so
/// that nobody can lower it.
const LOCKED: u8 = 2;
const ITERATIONS: u32 = 600_000;
const SALT: usize = 16;
const NONCE: usize = 12;

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
    /// The passphrase is another than that of the link.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// Whole, but what it holds is no profile that this version opens.
    #[error("{0}")]
    Unread(OpenFault),
}

/// What a link holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Shared {
    /// Answers.
    Open(Document),
    /// Answers for which a passphrase is needed.
    Locked(Locked),
}

/// Answers that are locked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked {
    lock: Lock,
    /// What stands before them in clear.
    beside: Vec<u8>,
    answers: Vec<u8>,
}

/// How the key to a link is made from a passphrase, with 16 random bytes.
pub fn derivation(salt: [u8; SALT]) -> Derivation {
    Derivation { iterations: ITERATIONS, salt }
}

/// A link to a page that holds the answers in these sections and nothing else. With a key of [`derivation`] and 12 random bytes
/// they are locked.
///
/// # Errors
/// [`NotShared`].
///
/// ```
/// use hsmp::profile::share::{Shared, link, opened};
/// use hsmp::profile::{Answers, Document, Pay, Section, You};
///
/// let mut document = Document::default();
/// document.set(You::AZERBAIJANI, "no");
/// document.set(Pay::GROSS, "3000");
/// let chosen: Vec<_> = Section::named("you").into_iter().collect();
/// let link = link("https://example.org/", &document, &chosen, None)?;
/// let (_, text) = link.split_once("#/shared/").ok_or("no link")?;
/// let Shared::Open(sent) = opened(text)? else { return Err("locked".into()) };
/// assert!(sent.has(You::AZERBAIJANI) && !sent.has(Pay::GROSS));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn link(page: &str, document: &Document, sections: &[&Section], lock: Option<(&Key, [u8; NONCE])>) -> Result<String, NotShared> {
    let chosen = document.only(sections);
    if chosen.is_empty() {
        return Err(NotShared::Nothing);
    }
    // It fails only for keys that are no text, and ours are.
    let json = serde_json::to_string(&chosen).unwrap_or_default();
    let (form, contents) = match lock {
        None => (PLAIN, json.into_bytes()),
        Some((key, nonce)) => {
            let beside = [&[LOCKED], key.derivation().salt.as_slice(), &nonce].concat();
            let lock = Lock::new(key.derivation().clone(), nonce);
            // Refused only where it is far too long for a link.
            let locked = lock.close(key, &beside, json.as_bytes()).map_err(|_| NotShared::TooLong { letters: json.len() })?;
            (LOCKED, [&beside[1..], &locked].concat())
        }
    };
    let bytes = [&[form], sum_of(form, &contents).as_slice(), &contents].concat();
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
pub fn opened(text: &str) -> Result<Shared, LinkFault> {
    let is_ours = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let text = text.split(|c| !is_ours(c)).next().unwrap_or_default();
    match text.len() {
        0 => return Err(LinkFault::Empty),
        1..=MOST_LETTERS_OF_LINK => {}
        _ => return Err(LinkFault::TooLong),
    }
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| LinkFault::Damaged)?;
    let (form, rest) = bytes.split_first().ok_or(LinkFault::Damaged)?;
    let (found, contents) = rest.split_first_chunk().ok_or(LinkFault::Damaged)?;
    if *found != sum_of(*form, contents) {
        return Err(LinkFault::Damaged);
    }
    match *form {
        PLAIN => read(contents).map(Shared::Open),
        LOCKED => {
            let (salt, rest) = contents.split_first_chunk::<SALT>().ok_or(LinkFault::Damaged)?;
            let (nonce, answers) = rest.split_first_chunk::<NONCE>().ok_or(LinkFault::Damaged)?;
            let beside = [&[LOCKED], salt.as_slice(), nonce].concat();
            let lock = Lock::new(derivation(*salt), *nonce);
            Ok(Shared::Locked(Locked { lock, beside, answers: answers.to_owned() }))
        }
        _ => Err(LinkFault::Newer),
    }
}

impl Locked {
    /// How the key is made from the passphrase.
    pub fn derivation(&self) -> &Derivation {
        self.lock.derivation()
    }

    /// Unlocks the answers.
    ///
    /// # Errors
    /// [`LinkFault::WrongPassphrase`], or what keeps the answers from being read.
    pub fn unlock(&self, key: &Key) -> Result<Document, LinkFault> {
        let json = self.lock.open(key, &self.beside, &self.answers).map_err(|_| LinkFault::WrongPassphrase)?;
        read(&json)
    }
}

fn read(json: &[u8]) -> Result<Document, LinkFault> {
    let json = std::str::from_utf8(json).map_err(|_| LinkFault::Damaged)?;
    Document::open(json).map_err(LinkFault::Unread)
}

/// Another whenever one letter of the link is.
fn sum_of(form: u8, contents: &[u8]) -> [u8; 8] {
    sum(&[&[form], contents].concat()).to_be_bytes()
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
