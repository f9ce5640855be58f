//! Which profiles there are on the device, and which of them this window shows.

use hsmp::profile::{Document, DocumentFault, Header, Stored};
use hsmp::quantity::Date;

use super::{Found, NotSaved, delete, keep_in_tab, keys, kept_in_tab, read, set_aside, write};

/// Where versions before this one kept the only profile. Now it says that this version has been here, in a way that
/// those refuse to write over.
const FIRST: &str = "hsmp/v1/profile";

/// What stands there: a profile of a schema that no version before this one knows.
const MARK: &str = r#"{"schema":3}"#;

const PROFILES: &str = "hsmp/v1/profile/";

/// The last good text of each profile.
const COPIES: &str = "hsmp/v1/copy/";

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
        format!("{PROFILES}{}", self.0)
    }

    /// Where its last good text lies.
    pub(super) fn copy_key(self) -> String {
        format!("{COPIES}{}", self.0)
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
    /// Its answers; none where they cannot be read.
    pub fn document(&self) -> Option<Document> {
        let text = read(&self.id.key()).ok().flatten()?;
        Stored::parse(&text).ok()?.document().ok()
    }
}

/// The numbers of all profiles.
fn known_ids() -> Vec<ProfileId> {
    let mut ids: Vec<ProfileId> = keys().iter().filter_map(|key| ProfileId::parse(key.strip_prefix(PROFILES)?)).collect();
    ids.sort_unstable();
    ids
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
    wanted.or(known.first().copied()).unwrap_or_default()
}

/// Remembers what this tab shows. Where that fails, the first profile is shown the next time.
pub fn remember_open(id: ProfileId) {
    keep_in_tab(OPEN, &id.0.to_string());
    let _ = write(OPEN, &id.0.to_string());
}

/// Takes over what a version before this one saved: the profile gets a header and a number. Where that cannot be done,
/// what there is to say.
pub(super) fn take_over_first(today: Date) -> Option<Found> {
    let text = match read(FIRST) {
        Ok(Some(text)) if text != MARK => text,
        Ok(_) => return None,
        Err(why) => return Some(Found::NotRead(why)),
    };
    match Document::parse(&text) {
        Ok(document) => {
            let is_there = |id: ProfileId| {
                let stored = read(&id.key()).ok().flatten()?;
                Some(Stored::parse(&stored).ok()?.document().ok()? == document)
            };
            let id = match is_there(ProfileId::default()) {
                // An earlier start was cut short.
                Some(true) | None => ProfileId::default(),
                Some(false) => ProfileId::new(2),
            };
            let mut header = Header::new(today);
            header.count_save(today);
            // What was there stays until the new one is.
            match write(&id.key(), &header.seal(&document)).and_then(|()| write(FIRST, MARK)) {
                Ok(()) => None,
                Err(_) => Some(Found::Carried(document)),
            }
        }
        Err(DocumentFault::Newer(schema)) => Some(Found::Newer(schema)),
        Err(_) => {
            // Where that fails, saving fails too, and that is said.
            let is_aside = set_aside(FIRST, &text).is_ok();
            // Other profiles are no worse for it.
            (!is_aside || known_ids().is_empty()).then_some(Found::Damaged)
        }
    }
}

/// Says that this version has been here.
///
/// # Errors
/// Where a later version has been here, or the browser refuses.
pub(super) fn mark() -> Result<(), NotSaved> {
    match read(FIRST)? {
        Some(text) if text == MARK => Ok(()),
        Some(text) => match Document::parse(&text) {
            Err(DocumentFault::Newer(_)) => Err(NotSaved::Newer),
            Ok(_) => Ok(()),
            Err(_) => set_aside(FIRST, &text),
        },
        None => write(FIRST, MARK),
    }
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
