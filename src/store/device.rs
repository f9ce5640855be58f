//! A profile in storage, which several windows of this program may share.

use std::sync::Arc;

use hsmp::profile::vault::{Derivation, Key, VaultFault};
use hsmp::profile::{Document, DocumentFault, Header, Later, Stored};
use hsmp::quantity::Date;

use super::profiles::{ProfileId, is_all_gone, look_at_first, mark, take_over_first, to_open};
use super::vault::Keyring;
use super::{NotSaved, carried_over, delete, read, set_aside, write};

/// How long after a write another window may store answers without having seen that write, in milliseconds.
/// Browsers pass changes of storage on between their processes with a delay.
const UNSEEN: f64 = 300.0;

/// How old the last good text becomes before it is replaced, in milliseconds. A fault that spoils the answers bit by
/// bit must not spoil it too.
const COPY_AFTER: f64 = 300_000.0;

/// What was on the device at the start.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// Nothing was saved yet.
    Nothing,
    /// A profile.
    Profile(Document),
    /// Answers that could not be saved and were taken across a reload.
    Carried(Document),
    /// Something that cannot be read. It has been set aside, and stays until it is deleted.
    Damaged,
    /// The same, and the last good text took its place.
    Restored(Document),
    /// A profile that needs its passphrase.
    Locked,
    /// A profile of a later version of this program: it must not be overwritten.
    Newer(u64),
    /// The browser does not let us look.
    NotRead(NotSaved),
}

impl Found {
    /// The answers to begin with.
    pub fn document(&self) -> Document {
        match self {
            Self::Profile(document) | Self::Restored(document) | Self::Carried(document) => document.clone(),
            Self::Nothing | Self::Damaged | Self::Locked | Self::Newer(_) | Self::NotRead(_) => Document::default(),
        }
    }

    /// Why nothing will be saved, where that is known already.
    pub fn not_saved(&self) -> Option<NotSaved> {
        match self {
            Self::NotRead(why) => Some(*why),
            Self::Newer(_) => Some(NotSaved::Newer),
            Self::Nothing | Self::Profile(_) | Self::Damaged | Self::Locked | Self::Restored(_) | Self::Carried(_) => None,
        }
    }
}

/// What became of the answers when another window had saved something too.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// The answers of both.
    pub document: Document,
    /// The same with the earlier answer wherever both windows answered the same question.
    pub earlier: Option<Document>,
    /// What another window deleted.
    pub deleted: Option<Deleted>,
}

/// What another window deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deleted {
    /// This profile. What was only here yet is left.
    Profile,
    /// Everything.
    All,
}

/// A profile on the device, as this window last saw it. Storage is the truth: whatever another window made of it
/// is read before anything is written.
#[derive(Debug, Default)]
pub struct Device {
    id: ProfileId,
    header: Header,
    /// The stored text; none where nothing is stored that this version can read.
    text: Option<String>,
    /// What it says.
    document: Arc<Document>,
    /// What was there before this window's last writes, and when it began to write.
    before: Option<(Arc<Document>, f64)>,
    /// When the last good text was kept.
    copied: Option<f64>,
    /// The key to a profile with a passphrase. It is nowhere but here.
    key: Option<Keyring>,
    /// A locked profile that could not be saved and was taken across a reload.
    carried: Option<String>,
    /// Whether the last good text took the place of a damaged one.
    is_restored: bool,
}

impl Device {
    /// Looks at what is stored. What cannot be read is set aside before anything can overwrite it.
    pub fn load() -> (Self, Found) {
        let carried = carried_over();
        let (mut device, found) = match look_at_first() {
            None => Self::open(to_open()),
            // What is removed before the first save must not come back with it.
            Some(found) => (Self { document: Arc::new(found.document()), ..Self::default() }, found),
        };
        let document = carried.as_deref().and_then(|text| Document::parse(text).ok());
        device.carried = carried.filter(|text| found == Found::Locked && Stored::parse(text).is_ok());
        (device, document.map_or(found, Found::Carried))
    }

    /// A profile with nothing in it yet.
    pub fn fresh(id: ProfileId) -> Self {
        Self { id, ..Self::default() }
    }

    /// Opens a profile.
    pub fn open(id: ProfileId) -> (Self, Found) {
        let mut device = Self::fresh(id);
        let found = device.look();
        (device, found)
    }

    /// Which profile it is.
    pub fn id(&self) -> ProfileId {
        self.id
    }

    /// What stands beside the profile.
    pub fn header(&self) -> &Header {
        &self.header
    }

    fn look(&mut self) -> Found {
        let key = self.id.key();
        let text = match read(&key) {
            Ok(Some(text)) => text,
            Ok(None) => return Found::Nothing,
            Err(why) => return Found::NotRead(why),
        };
        match self.take(text) {
            Ok(document) if self.is_restored => Found::Restored(document),
            Ok(document) => Found::Profile(document),
            Err((DocumentFault::Newer(schema), _)) => Found::Newer(schema),
            Err((DocumentFault::Locked, text)) => {
                self.header = Stored::parse(&text).map(|stored| stored.header).unwrap_or_default();
                Found::Locked
            }
            Err((_, text)) => {
                // Where that fails, saving fails too, and that is said.
                if set_aside(&key, &text).is_err() {
                    return Found::Damaged;
                }
                let copy = read(&self.id.copy_key()).ok().flatten();
                let is_good = |copy: &String| matches!(Stored::open(copy), Ok(_) | Err(DocumentFault::Locked));
                self.is_restored = copy.filter(is_good).is_some_and(|copy| write(&key, &copy).is_ok());
                if self.is_restored { self.look() } else { Found::Damaged }
            }
        }
    }

    /// How the key to this profile is made from its passphrase; nothing where it has none.
    ///
    /// # Errors
    /// As [`Stored::derivation`].
    pub fn derivation(&self) -> Result<Option<Derivation>, VaultFault> {
        let text = self.carried.clone().or_else(|| read(&self.id.key()).ok().flatten());
        text.and_then(|text| Stored::parse(&text).map(|stored| stored.derivation()).ok()).unwrap_or(Ok(None))
    }

    /// Whether this profile has a passphrase, and is open.
    pub fn has_key(&self) -> bool {
        self.key.is_some()
    }

    /// A profile with nothing in it yet, that the same passphrase opens.
    pub fn fresh_with_same_key(&self, id: ProfileId) -> Self {
        Self { key: self.key.clone(), ..Self::fresh(id) }
    }

    /// Opens a locked profile.
    ///
    /// # Errors
    /// [`VaultFault`]; it stays locked then.
    pub fn unlock(&mut self, key: Key) -> Result<Found, VaultFault> {
        let key = Keyring::new(key);
        let unlocked = |text: String| Stored::parse(&text).map_or(Ok(None), |stored| key.unlock(&stored).map(Some));
        let carried = self.carried.clone().map_or(Ok(None), unlocked)?;
        // Whether it is the key to what is stored is found out before it is kept.
        read(&self.id.key()).ok().flatten().map_or(Ok(None), unlocked)?;
        self.key = Some(key);
        self.carried = None;
        let found = self.look();
        Ok(carried.map_or(found, Found::Carried))
    }

    /// Stores this window's answers, locked with a key from now on, or locked no more.
    ///
    /// # Errors
    /// As [`Device::save`]; all is then as it was.
    pub fn save_with_key(&mut self, own: &Document, today: Date, key: Option<Key>) -> Result<Option<Merged>, NotSaved> {
        let merged = self.look_again(own, today)?;
        let before = std::mem::replace(&mut self.key, key.map(Keyring::new));
        self.copied = Some(js_sys::Date::now());
        if let Err(why) = self.write(merged.as_ref().map_or(own, |merged| &merged.document), today) {
            self.key = before;
            return Err(why);
        }
        // The last good text can be read, or is locked with a passphrase that is no more.
        delete(&self.id.copy_key());
        Ok(merged)
    }

    /// A profile's text to be taken across a reload.
    pub fn text_to_carry(&self, document: &Document) -> Option<String> {
        if self.has_key() { self.sealed(document).ok() } else { Some(document.to_json()) }
    }

    fn sealed(&self, document: &Document) -> Result<String, NotSaved> {
        match &self.key {
            Some(key) => key.lock(&self.header, document).ok_or(NotSaved::Refused),
            None => Ok(self.header.seal(document)),
        }
    }

    /// Takes a stored text for what this window knows; the text again where it cannot be read.
    fn take(&mut self, text: String) -> Result<Document, (DocumentFault, String)> {
        match self.read(&text) {
            Ok((header, document)) => {
                // Another window may have taken the passphrase away.
                self.key.take_if(|_| !header.is_locked());
                (self.text, self.document, self.header) = (Some(text), Arc::new(document.clone()), header);
                Ok(document)
            }
            Err(fault) => Err((fault, text)),
        }
    }

    fn read(&self, text: &str) -> Result<(Header, Document), DocumentFault> {
        let stored = Stored::parse(text)?;
        let document = match &self.key {
            // Another window may have given it another passphrase.
            Some(key) if stored.header.is_locked() => key.unlock(&stored).map_err(|_| DocumentFault::Locked)?,
            _ => stored.document()?,
        };
        Ok((stored.header, document))
    }

    /// Stores this window's answers, together with what other windows stored meanwhile. Where nothing is new on
    /// either side, nothing is written. What was written is read back.
    ///
    /// # Errors
    /// [`NotSaved`]; what was stored before is still there then.
    pub fn save(&mut self, own: &Document, today: Date) -> Result<Option<Merged>, NotSaved> {
        let merged = self.look_again(own, today)?;
        let document = merged.as_ref().map_or(own, |merged| &merged.document);
        // No text is needed to say that nothing was answered.
        if *document != *self.document || self.text.is_none() && !document.is_empty() {
            self.write(document, today)?;
        }
        Ok(merged)
    }

    /// Changes what stands beside the profile, and stores it together with this window's answers.
    ///
    /// # Errors
    /// As [`Device::save`].
    pub fn save_header(&mut self, own: &Document, today: Date, change: impl FnOnce(&mut Header)) -> Result<Option<Merged>, NotSaved> {
        let merged = self.look_again(own, today)?;
        change(&mut self.header);
        self.write(merged.as_ref().map_or(own, |merged| &merged.document), today)?;
        Ok(merged)
    }

    fn look_again(&mut self, own: &Document, today: Date) -> Result<Option<Merged>, NotSaved> {
        take_over_first(today)?;
        let stored = read(&self.id.key())?;
        if stored == self.text { Ok(None) } else { self.merged(own, stored) }
    }

    fn write(&mut self, document: &Document, today: Date) -> Result<(), NotSaved> {
        mark()?;
        self.remember_before();
        self.keep_copy();
        let key = self.id.key();
        self.header.count_save(today);
        let text = self.sealed(document)?;
        if write(&key, &text).is_err() {
            // The present answers are worth more than what they were before.
            delete(&self.id.copy_key());
            write(&key, &text)?;
        }
        if read(&key)?.as_ref() != Some(&text) {
            return Err(NotSaved::Refused);
        }
        (self.text, self.document) = (Some(text), Arc::new(document.clone()));
        Ok(())
    }

    /// Keeps the text that is about to be replaced: it was read without fault.
    fn keep_copy(&mut self) {
        let now = js_sys::Date::now();
        let Some(text) = self.text.as_ref().filter(|_| self.copied.is_none_or(|then| now - then > COPY_AFTER)) else { return };
        // Without room for it there is none.
        let _ = write(&self.id.copy_key(), text);
        self.copied = Some(now);
    }

    /// Our answers and what another window stored, or took away.
    fn merged(&mut self, own: &Document, stored: Option<String>) -> Result<Option<Merged>, NotSaved> {
        self.forget_before();
        let Some(text) = stored else {
            let document = own.since_deleted(&self.document);
            let deleted = Some(if is_all_gone() { Deleted::All } else { Deleted::Profile });
            // The name goes with everything else.
            let header = if deleted == Some(Deleted::All) { Header::default() } else { self.header.clone() };
            *self = Self { id: self.id, header, key: self.key.take(), ..Self::default() };
            return Ok(Some(Merged { document, earlier: None, deleted }));
        };
        let base = self.before.as_ref().map_or(&self.document, |(before, _)| before).clone();
        // What this window has not stored yet was answered last.
        let (later, other_way) = if *own == *self.document { (Later::Other, Later::Own) } else { (Later::Own, Later::Other) };
        let other = match self.take(text) {
            Ok(other) => other,
            // A window of a later version stored it.
            Err((DocumentFault::Newer(_), _)) => return Err(NotSaved::Newer),
            Err((DocumentFault::Locked, _)) => return Err(NotSaved::Locked),
            // Damaged text that found no place yet is not overwritten either.
            Err((_, text)) => {
                set_aside(&self.id.key(), &text)?;
                self.text = None;
                return Ok(None);
            }
        };
        self.before = None;
        let [document, earlier] = [later, other_way].map(|later| own.merged(&base, &other, later));
        let earlier = Some(earlier).filter(|earlier| *earlier != document);
        Ok(Some(Merged { document, earlier, deleted: None }))
    }

    /// Another window may not see this write at once, and store answers on top of what was there before.
    fn remember_before(&mut self) {
        self.forget_before();
        if self.before.is_none() {
            self.before = Some((self.document.clone(), js_sys::Date::now()));
        }
    }

    fn forget_before(&mut self) {
        self.before.take_if(|(_, since)| js_sys::Date::now() - *since > UNSEEN);
    }
}
