//! The profile in storage, which several windows of this program may share.

use std::sync::Arc;

use hsmp::profile::{Document, DocumentFault, Later};

use super::{NotSaved, PROFILE, carried_over, read, set_aside, write};

/// How long after a write another window may store answers without having seen that write, in milliseconds.
/// Browsers pass changes of storage on between their processes with a delay.
const UNSEEN: f64 = 300.0;

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
    /// A profile of a later version of this program: it must not be overwritten.
    Newer(u64),
    /// The browser does not let us look.
    NotRead(NotSaved),
}

/// What became of the answers when another window had saved something too.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// The answers of both.
    pub document: Document,
    /// The same with the earlier answer wherever both windows answered the same question.
    pub earlier: Option<Document>,
    /// Whether another window deleted everything. What was only here yet is left.
    pub is_deleted: bool,
}

/// The profile on the device, as this window last saw it. Storage is the truth: whatever another window made of it
/// is read before anything is written.
#[derive(Debug, Default)]
pub struct Device {
    /// The stored text; none where nothing is stored that this version can read.
    text: Option<String>,
    /// What it says.
    document: Arc<Document>,
    /// What was there before this window's last writes, and when it began to write.
    before: Option<(Arc<Document>, f64)>,
}

impl Device {
    /// Looks at what is stored. What cannot be read is set aside before anything can overwrite it.
    pub fn load() -> (Self, Found) {
        let carried = carried_over();
        let mut device = Self::default();
        let found = device.look();
        (device, carried.map_or(found, Found::Carried))
    }

    fn look(&mut self) -> Found {
        let text = match read(PROFILE) {
            Ok(Some(text)) => text,
            Ok(None) => return Found::Nothing,
            Err(why) => return Found::NotRead(why),
        };
        match Document::parse(&text) {
            Ok(document) => {
                (self.text, self.document) = (Some(text), Arc::new(document.clone()));
                Found::Profile(document)
            }
            Err(DocumentFault::Newer(schema)) => Found::Newer(schema),
            Err(DocumentFault::NotJson | DocumentFault::NotAProfile) => {
                // Where that fails, saving fails too, and that is said.
                let _ = set_aside(&text);
                Found::Damaged
            }
        }
    }

    /// Stores this window's answers, together with what other windows stored meanwhile. Where nothing is new on
    /// either side, nothing is written. What was written is read back.
    ///
    /// # Errors
    /// [`NotSaved`]; what was stored before is still there then.
    pub fn save(&mut self, own: &Document) -> Result<Option<Merged>, NotSaved> {
        let stored = read(PROFILE)?;
        let merged = if stored == self.text { None } else { self.merged(own, stored)? };
        let document = merged.as_ref().map_or(own, |merged| &merged.document);
        // No text is needed to say that nothing was answered.
        if *document != *self.document || self.text.is_none() && !document.is_empty() {
            self.write(document)?;
        }
        Ok(merged)
    }

    fn write(&mut self, document: &Document) -> Result<(), NotSaved> {
        self.remember_before();
        let text = document.to_json();
        write(PROFILE, &text)?;
        if read(PROFILE)?.as_ref() != Some(&text) {
            return Err(NotSaved::Refused);
        }
        (self.text, self.document) = (Some(text), Arc::new(document.clone()));
        Ok(())
    }

    /// Our answers and what another window stored, or took away.
    fn merged(&mut self, own: &Document, stored: Option<String>) -> Result<Option<Merged>, NotSaved> {
        self.forget_before();
        let Some(text) = stored else {
            let document = own.since_deleted(&self.document);
            *self = Self::default();
            return Ok(Some(Merged { document, earlier: None, is_deleted: true }));
        };
        let other = match Document::parse(&text) {
            Ok(other) => other,
            // A window of a later version stored it.
            Err(DocumentFault::Newer(_)) => return Err(NotSaved::Newer),
            // Damaged text that found no place yet is not overwritten either.
            Err(DocumentFault::NotJson | DocumentFault::NotAProfile) => {
                set_aside(&text)?;
                self.text = None;
                return Ok(None);
            }
        };
        let base = self.before.as_ref().map_or(&self.document, |(before, _)| before);
        // What this window has not stored yet was answered last.
        let (later, other_way) = if *own == *self.document { (Later::Other, Later::Own) } else { (Later::Own, Later::Other) };
        let [document, earlier] = [later, other_way].map(|later| own.merged(base, &other, later));
        let earlier = Some(earlier).filter(|earlier| *earlier != document);
        *self = Self { text: Some(text), document: Arc::new(other), before: None };
        Ok(Some(Merged { document, earlier, is_deleted: false }))
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
