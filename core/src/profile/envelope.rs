//! A profile as it lies in storage: a header that tells what it is without reading it, then the profile's own text.

use std::hash::Hasher as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use fnv::FnvHasher;
use serde_json::{Map, Value, json};

use super::answer::one_line;
use super::vault::{Derivation, Key, Lock, VaultFault};
use super::{Document, DocumentFault, MOST_LETTERS, SCHEMA, json as text_json};
use crate::quantity::Date;

/// The version of the envelope around a profile that anybody can read.
const OPEN: u64 = 1;

/// The version around a locked one. Builds that know no passphrases take it for a later version's, and leave it alone.
const LOCKED: u64 = 2;

/// Between header and profile: the header is written with a member a line, so only its end is a line of its own.
const BETWEEN: &str = "\n}\n";

/// After how many saves one is reminded of a backup. What is typed is saved as it is typed, so a first profile of some
/// length comes to about as many.
const MANY_SAVES: u64 = 300;

/// After how many days, if anything has changed.
const LONG: i32 = 30;

const SUM: &str = "sum";
const VAULT: &str = "vault";
const BACKUP: &str = "backup";
const REMINDER: &str = "reminder";

/// What stands beside a stored profile. Members of later versions are kept.
///
/// ```
/// use hsmp::profile::{Document, Header, Stored};
/// use hsmp::quantity::Date;
///
/// let mut header = Header::default();
/// header.set_name("Plan B");
/// header.count_save(Date::parse_iso("2026-11-28")?);
/// let text = header.seal(&Document::default());
/// let stored = Stored::parse(&text)?;
/// assert_eq!(stored.header.name(), "Plan B");
/// assert_eq!(stored.document()?, Document::default());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Header(Map<String, Value>);

/// A profile's text with its header, undamaged.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored<'a> {
    /// What stands beside it.
    pub header: Header,
    body: &'a str,
}

impl Header {
    /// What the person calls the profile; empty where they gave it no name.
    pub fn name(&self) -> &str {
        self.text("name")
    }

    /// A reference of the person's own, such as a file number.
    pub fn reference(&self) -> &str {
        self.text("reference")
    }

    /// How often it was saved.
    pub fn revision(&self) -> u64 {
        self.0.get("revision").and_then(Value::as_u64).unwrap_or_default()
    }

    /// The day on which it was begun.
    pub fn created(&self) -> Option<Date> {
        Date::parse_iso(self.text("created")).ok()
    }

    /// The day on which it was last saved.
    pub fn changed(&self) -> Option<Date> {
        Date::parse_iso(self.text("changed")).ok()
    }

    /// Gives it a name, in one line of at most [`MOST_LETTERS`] letters.
    pub fn set_name(&mut self, name: &str) {
        self.put_label("name", name);
    }

    /// Gives it a reference, as [`Header::set_name`].
    pub fn set_reference(&mut self, reference: &str) {
        self.put_label("reference", reference);
    }

    /// Counts another save, on a day. The first is the day on which the profile was begun.
    pub fn count_save(&mut self, on: Date) {
        if self.created().is_none() {
            self.put("created", on.to_string());
        }
        self.0.insert("revision".to_owned(), self.revision().saturating_add(1).into());
        self.put("changed", on.to_string());
    }

    /// The day of the last backup.
    pub fn backup(&self) -> Option<Date> {
        self.noted(BACKUP).map(|(day, _)| day)
    }

    /// Notes that a backup was downloaded. Saving that is no change since.
    pub fn note_backup(&mut self, on: Date) {
        self.note(BACKUP, on);
    }

    /// Notes that the person was reminded of a backup and wants none now.
    pub fn note_reminder(&mut self, on: Date) {
        self.note(REMINDER, on);
    }

    /// Whether it is time to remind the person of a backup: much has changed since the last one, or since the last
    /// reminder, or something has and it was long ago.
    pub fn is_backup_due(&self, today: Date) -> bool {
        let last = [BACKUP, REMINDER].into_iter().filter_map(|name| self.noted(name)).max_by_key(|(_, revision)| *revision);
        let Some((since, revision)) = last.or(self.created().map(|day| (day, 0))) else { return false };
        let saves = self.revision().saturating_sub(revision);
        saves >= MANY_SAVES || saves > 0 && since.days_until(today) >= LONG
    }

    fn note(&mut self, name: &str, on: Date) {
        let noted = json!({ "on": on.to_string(), "revision": self.revision().saturating_add(1) });
        self.0.insert(name.to_owned(), noted);
    }

    fn noted(&self, name: &str) -> Option<(Date, u64)> {
        let noted = self.0.get(name)?;
        Some((Date::parse_iso(noted.get("on")?.as_str()?).ok()?, noted.get("revision")?.as_u64()?))
    }

    /// The text that is stored: this header and a profile.
    pub fn seal(&self, document: &Document) -> String {
        with_sum(self.around(OPEN), &document.to_json())
    }

    /// The same with the profile locked. The nonce is 12 random bytes, others for each text.
    ///
    /// # Errors
    /// [`VaultFault::TooLong`].
    pub fn lock(&self, document: &Document, key: &Key, nonce: [u8; 12]) -> Result<String, VaultFault> {
        let lock = Lock::new(key.derivation().clone(), nonce);
        let mut header = self.around(LOCKED);
        header.insert(VAULT.to_owned(), lock.to_json());
        let body = lock.close(key, text_json::write(&header).as_bytes(), document.to_json().as_bytes())?;
        Ok(with_sum(header, &STANDARD.encode(body)))
    }

    /// Whether the profile beside it is locked.
    pub fn is_locked(&self) -> bool {
        self.0.contains_key(VAULT)
    }

    /// What stands before a profile, without a sum.
    fn around(&self, envelope: u64) -> Map<String, Value> {
        let mut header = Map::from_iter([("envelope".to_owned(), envelope.into()), ("schema".to_owned(), SCHEMA.into())]);
        header.extend(self.0.iter().filter(|(name, _)| !OWN.contains(&name.as_str())).map(|(name, value)| (name.clone(), value.clone())));
        header
    }

    fn text(&self, name: &str) -> &str {
        self.0.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    fn put(&mut self, name: &str, text: String) {
        self.0.insert(name.to_owned(), text.into());
    }

    fn put_label(&mut self, name: &str, text: &str) {
        let text: String = one_line(text).trim().chars().take(MOST_LETTERS).collect();
        match text.trim_end() {
            "" => drop(self.0.shift_remove(name)),
            text => self.put(name, text.to_owned()),
        }
    }
}

/// What is written anew with each save.
const OWN: [&str; 4] = ["envelope", "schema", VAULT, SUM];

fn with_sum(mut header: Map<String, Value>, body: &str) -> String {
    header.insert(SUM.to_owned(), sum(body.as_bytes()).into());
    format!("{}\n{body}", text_json::write(&header))
}

impl<'a> Stored<'a> {
    /// Takes a stored text apart.
    ///
    /// # Errors
    /// [`DocumentFault::Newer`] where a later version wrote it; otherwise what was stored has been damaged, cut off or
    /// changed by hand. The caller keeps the text.
    pub fn parse(text: &'a str) -> Result<Self, DocumentFault> {
        let damaged = DocumentFault::NotJson { line: 1 };
        let end = text.find(BETWEEN).ok_or(damaged)? + BETWEEN.len();
        let Value::Object(map) = text_json::read(&text[..end]).map_err(|_| damaged)? else { return Err(damaged) };
        let number = |name: &str| map.get(name).and_then(Value::as_u64);
        let envelope = if map.contains_key(VAULT) { LOCKED } else { OPEN };
        for (found, known) in [(number("envelope"), envelope), (number("schema"), SCHEMA)] {
            if let Some(found) = found.filter(|found| *found > known) {
                return Err(DocumentFault::Newer(found));
            }
        }
        let body = &text[end..];
        if number("envelope").is_none() || number(SUM) != Some(sum(body.as_bytes())) {
            return Err(damaged);
        }
        Ok(Self { header: Header(map), body })
    }

    /// Takes a stored text apart and reads the profile.
    ///
    /// # Errors
    /// As [`Stored::parse`] and [`Document::parse`].
    pub fn open(text: &'a str) -> Result<(Header, Document), DocumentFault> {
        let stored = Self::parse(text)?;
        let document = stored.document()?;
        Ok((stored.header, document))
    }

    /// The profile.
    ///
    /// # Errors
    /// [`DocumentFault::Locked`] where it needs a key, or as [`Document::parse`].
    pub fn document(&self) -> Result<Document, DocumentFault> {
        if self.header.is_locked() { Err(DocumentFault::Locked) } else { Document::parse(self.body) }
    }

    /// How the key to a locked profile is made from its passphrase; nothing where it is not locked.
    ///
    /// # Errors
    /// [`VaultFault::Unknown`] or [`VaultFault::Iterations`].
    pub fn derivation(&self) -> Result<Option<Derivation>, VaultFault> {
        self.lock().map(|lock| lock.map(|lock| lock.derivation().clone()))
    }

    /// Opens a locked profile, or reads one that is not locked.
    ///
    /// # Errors
    /// [`VaultFault`], also where what was locked is no profile.
    pub fn unlock(&self, key: &Key) -> Result<Document, VaultFault> {
        let Some(lock) = self.lock()? else { return self.document().map_err(|_| VaultFault::NotOpened) };
        let mut header = self.header.0.clone();
        header.shift_remove(SUM);
        let body = STANDARD.decode(self.body).map_err(|_| VaultFault::NotOpened)?;
        let text = lock.open(key, text_json::write(&header).as_bytes(), &body)?;
        String::from_utf8(text).ok().and_then(|text| Document::parse(&text).ok()).ok_or(VaultFault::NotOpened)
    }

    fn lock(&self) -> Result<Option<Lock>, VaultFault> {
        self.header.0.get(VAULT).map(Lock::read).transpose()
    }
}

/// A number that is another whenever one byte is: FNV-1a in 64 bits. It finds damage, and keeps nobody from forging.
pub(super) fn sum(bytes: &[u8]) -> u64 {
    let mut hasher = FnvHasher::default();
    hasher.write(bytes);
    hasher.finish()
}
