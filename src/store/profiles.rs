//! Which profiles there are on the device, and which of them this window shows.

use hsmp::profile::rescued::{COPIES, FIRST, MARK, PROFILES};
use hsmp::profile::{Document, DocumentFault, Header, Stored};
use hsmp::quantity::Date;

use super::{Found, NotSaved, delete, keep_in_tab, kept_in_tab, keys, read, set_aside, write};

/// The profile that a window of this tab shows, and the last one that any window opened.
const OPEN: &str = "hsmp/v1/open";

/// Which profile, on this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ProfileId(u32);

/// The profile of somebody who never made another. All windows begin with the same one.
impl Default for ProfileId {
    fn default() -> Self {
        Self(1)
    }
}

impl std::fmt::Display for ProfileId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl ProfileId {
    /// A number that no profile has yet. Two windows may ask at the same moment, so it is not simply the next.
    pub fn new(random: u32) -> Self {
        let taken = known_ids();
        let mut id = Self(random.max(2));
        while taken.contains(&id) {
            id.0 = id.0.wrapping_add(1).max(2);
        }
        id
    }

    /// Where the profile lies.
    pub fn key(self) -> String {
        format!("{PROFILES}{self}")
    }

    /// Where its last good text lies.
    pub(super) fn copy_key(self) -> String {
        format!("{COPIES}{self}")
    }

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok().map(Self)
    }
}

/// A profile on the device.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// Which.
    pub id: ProfileId,
    /// What stands beside it.
    pub header: Header,
}

impl Known {
    /// As it is stored, where it is locked with a passphrase.
    pub fn locked_text(&self) -> Option<String> {
        read(&self.id.key()).ok().flatten().filter(|text| Stored::parse(text).is_ok_and(|stored| stored.header.is_locked()))
    }

    /// Its answers; none where they cannot be read.
    pub fn document(&self) -> Option<Document> {
        let text = read(&self.id.key()).ok().flatten()?;
        Stored::open(&text).ok().map(|(_, document)| document)
    }
}

/// The numbers of all profiles, in no particular order.
fn known_ids() -> Vec<ProfileId> {
    keys().iter().filter_map(|key| ProfileId::parse(key.strip_prefix(PROFILES)?)).collect()
}

/// All profiles, those of the same day in no particular order. What cannot be read has no name; who opens it is told why.
pub fn known() -> Vec<Known> {
    let one = |id: ProfileId| {
        let text = read(&id.key()).ok().flatten().unwrap_or_default();
        Known { id, header: Stored::parse(&text).map(|stored| stored.header).unwrap_or_default() }
    };
    let mut known: Vec<Known> = known_ids().into_iter().map(one).collect();
    known.sort_by_key(|one| (one.header.created(), one.id));
    known
}

/// The profile to show: the one of this tab, else the one opened last, else the first that there is.
pub(super) fn to_open() -> ProfileId {
    let known = known_ids();
    let last = read(OPEN).ok().flatten().unwrap_or_default();
    let wanted = [kept_in_tab(OPEN), last].into_iter().filter_map(|text| ProfileId::parse(&text)).find(|id| known.contains(id));
    wanted.or(known.into_iter().min()).unwrap_or_default()
}

/// Remembers what this tab shows. Where that fails, the first profile is shown the next time.
pub fn remember_open(id: ProfileId) {
    keep_in_tab(OPEN, &id.to_string());
    let _ = write(OPEN, &id.to_string());
}

/// What a version before this one saved, where there is anything to say of it at the start.
pub(super) fn look_at_first() -> Option<Found> {
    let text = match read(FIRST) {
        Ok(Some(text)) if text != MARK => text,
        Ok(_) => return None,
        Err(why) => return Some(Found::NotRead(why)),
    };
    let is_only = known_ids().is_empty();
    match Document::parse(&text) {
        Ok(document) => is_only.then_some(Found::Profile(document)),
        Err(DocumentFault::Newer(schema)) => Some(Found::Newer(schema)),
        Err(_) => {
            // Where that fails, saving fails too, and that is said.
            let is_aside = set_aside(FIRST, &text).is_ok();
            (!is_aside || is_only).then_some(Found::Damaged)
        }
    }
}

/// Makes a profile of what a version before this one saved.
///
/// # Errors
/// Where a later version has been here, or the browser refuses; what was there is still there then.
pub(super) fn take_over_first(today: Date) -> Result<(), NotSaved> {
    let Some(text) = read(FIRST)?.filter(|text| text != MARK) else { return Ok(()) };
    let document = match Document::parse(&text) {
        Ok(document) => document,
        Err(DocumentFault::Newer(_)) => return Err(NotSaved::Newer),
        Err(_) => return set_aside(FIRST, &text),
    };
    let first = Known { id: ProfileId::default(), header: Header::default() };
    let id = match read(&first.id.key())? {
        // An earlier start may have been cut short.
        Some(_) if first.document().as_ref() != Some(&document) => ProfileId::new(2),
        _ => first.id,
    };
    let mut header = first.header;
    header.count_save(today);
    // What was there stays until the new one is.
    write(&id.key(), &header.seal(&document))?;
    write(FIRST, MARK)
}

/// Says that this version has been here.
///
/// # Errors
/// Where the browser refuses.
pub(super) fn mark() -> Result<(), NotSaved> {
    if read(FIRST)?.is_none() { write(FIRST, MARK) } else { Ok(()) }
}

/// Whether everything was deleted, by this window or another.
pub fn is_all_gone() -> bool {
    matches!(read(FIRST), Ok(None))
}

/// Whether a change of storage in another window is that everything was deleted.
pub fn is_wipe(event: &web_sys::StorageEvent) -> bool {
    event.key().is_none_or(|key| key == FIRST) && is_all_gone()
}

/// Whether a change of storage in another window is about a profile.
pub fn is_profile(event: &web_sys::StorageEvent) -> bool {
    // Clearing everything has no key.
    event.key().is_none_or(|key| key.starts_with(FIRST))
}

/// Takes a profile off the device; its text, with which [`put_back`] brings it back.
pub fn take_off(id: ProfileId) -> Option<String> {
    let text = read(&id.key()).ok().flatten()?;
    delete(&id.key());
    delete(&id.copy_key());
    Some(text)
}

/// Brings back what was taken off.
///
/// # Errors
/// Where the browser refuses it.
pub fn put_back(id: ProfileId, text: &str) -> Result<(), NotSaved> {
    write(&id.key(), text)
}
