//! Several profiles: oneself, a spouse, a plan B, the clients of an adviser. One is open in a window.

use leptos::prelude::*;

use super::state::{Saved, State};
use super::{browser, count, say, t};
use crate::store::{self, Device, Found, Known, ProfileId};
use hsmp::key;
use hsmp::message::Message;
use hsmp::profile::{Document, Header, MOST_PROFILES};
use hsmp::text::unmarked;

/// A profile that was deleted in this window.
#[derive(Clone, Debug)]
pub struct DeletedProfile {
    /// Which.
    pub id: ProfileId,
    /// What it was called.
    pub name: String,
    /// What was stored.
    text: String,
}

/// Why profiles from a file were not added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddFault {
    /// There would be more than may be.
    TooMany,
    /// The browser does not take them.
    NotSaved,
}

/// The most numbers among which that of a new profile is chosen.
const MOST_NUMBERS: u32 = 1_000_000_000;

impl State {
    /// The profiles on the device. The open one is among them also before anything of it is saved.
    pub fn known_profiles(self) -> Vec<Known> {
        self.profiles.track();
        let mut known = store::known();
        let open = self.open_profile();
        match known.iter_mut().find(|one| one.id == open.id) {
            Some(found) => *found = open,
            None => known.push(open),
        }
        known
    }

    /// The profile that is open, with what stands beside it.
    pub fn open_profile(self) -> Known {
        self.device.with_value(|device| Known { id: device.id(), header: device.header().clone() })
    }

    /// Whether another profile can be opened: not while something is tried out in this one.
    pub fn can_switch(self) -> bool {
        self.trial.with(Option::is_none)
    }

    /// Opens another profile.
    pub fn switch_to(self, id: ProfileId) {
        self.save_what_is_pending();
        let (device, found) = Device::open(id);
        self.show_profile(device, found);
    }

    /// Begins a profile, with answers that stand already or with none; without a name it gets a number. Nothing happens
    /// where there are as many as there may be.
    pub fn begin_profile(self, name: Option<&str>, document: Document) {
        self.begin_on(|_, id| Device::fresh(id), name, document);
    }

    fn begin_on(self, make: impl FnOnce(&Device, ProfileId) -> Device, name: Option<&str>, document: Document) {
        let already = self.known_profiles().len();
        if already >= MOST_PROFILES {
            return;
        }
        self.save_what_is_pending();
        let device = self.device.with_value(|open| make(open, new_id()));
        self.show_profile(device, Found::Profile(document));
        // It is there at once, also for other windows.
        let numbered = || unmarked(&say(&Message::new(key!("profiles.numbered")).with("number", count(already + 1))));
        let name = name.map_or_else(numbered, str::to_owned);
        self.change_header(|header| header.set_name(&name));
    }

    /// Begins a profile with the same answers as the open one, and the same passphrase.
    pub fn duplicate(self) {
        self.begin_on(Device::fresh_with_same_key, Some(t(key!("profiles.copy"))), self.saved_answers());
    }

    /// Changes the name or the reference of the open profile.
    pub fn change_header(self, change: impl FnOnce(&mut Header)) {
        self.save_by(|device, own, today| device.save_header(own, today, change));
        self.show_name();
    }

    /// Notes that a backup of the open profile was downloaded. What was never saved stays so.
    pub fn note_backup(self) {
        let today = self.today.get_untracked();
        if self.open_profile().header.revision() > 0 {
            self.change_header(|header| header.note_backup(today));
        }
    }

    /// The same of all profiles that can be read.
    pub fn note_backup_of_all(self) {
        let today = self.today.get_untracked();
        for one in store::known().into_iter().filter(|one| one.id != self.open_profile().id && one.document().is_some()) {
            if let (mut device, Found::Profile(document)) = Device::open(one.id) {
                // Where that fails the reminder comes too early, and nothing else is lost.
                drop(device.save_header(&document, today, |header| header.note_backup(today)));
            }
        }
        self.note_backup();
    }

    /// Adds profiles from a file, and locked ones as they were stored; how many there were. The open one
    /// stays open, unless nobody has done anything with it yet.
    ///
    /// # Errors
    /// [`AddFault`]; nothing is added then.
    pub fn add_profiles(self, profiles: &[(Header, Document)], locked: &[String]) -> Result<usize, AddFault> {
        if self.known_profiles().len() + profiles.len() + locked.len() > MOST_PROFILES {
            return Err(AddFault::TooMany);
        }
        let today = self.today.get_untracked();
        let mut added = Vec::new();
        let add = |(header, document): &(Header, Document)| {
            let mut device = Device::fresh(new_id());
            let copy = |new: &mut Header| {
                new.set_name(header.name());
                new.set_reference(header.reference());
            };
            added.push(device.id());
            device.save_header(document, today, copy).map(drop)
        };
        let mut outcome = profiles.iter().try_for_each(add);
        for text in locked {
            let id = new_id();
            added.push(id);
            outcome = outcome.and_then(|()| store::put_back(id, text));
        }
        if outcome.is_err() {
            for id in added {
                store::take_off(id);
            }
            return Err(AddFault::NotSaved);
        }
        let is_untouched = self.open_profile().header.revision() == 0 && self.peek(Document::is_empty);
        match added.first() {
            Some(first) if is_untouched => self.switch_to(*first),
            _ => self.show_name(),
        }
        Ok(added.len())
    }

    /// The name of a file of the open profile: what it is, and the profile's name or else the day.
    pub fn file_name(self, kind: &str, ending: &str) -> String {
        let letters = |text: &str| text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
        let name = match letters(&self.name.get_untracked()) {
            name if name.is_empty() => self.today.get_untracked().to_string(),
            name => name,
        };
        format!("hsmp-{kind}-{name}.{ending}")
    }

    /// Deletes a profile. Until the page is closed it can be brought back.
    pub fn delete_profile(self, id: ProfileId) {
        self.save_what_is_pending();
        let Some(known) = self.known_profiles().into_iter().find(|one| one.id == id) else { return };
        let Some(text) = store::take_off(id) else { return };
        self.deleted.set(Some(DeletedProfile { id, name: known.header.name().to_owned(), text }));
        if self.open_profile().id == id {
            let next = store::known().first().map(|one| one.id).unwrap_or_default();
            let (device, found) = Device::open(next);
            self.show_profile(device, found);
        }
        self.show_name();
    }

    /// Brings back the profile that was deleted last, and opens it.
    pub fn bring_back(self) {
        let Some(deleted) = self.deleted.get_untracked() else { return };
        if let Err(why) = store::put_back(deleted.id, &deleted.text) {
            self.saved.set(Saved::No(why));
            return;
        }
        self.deleted.set(None);
        self.switch_to(deleted.id);
    }

    pub(super) fn show_profile(self, device: Device, found: Found) {
        store::remember_open(device.id());
        self.saved.set(found.not_saved().map_or(Saved::Unchanged, Saved::No));
        self.begin_anew(device, found.document());
        self.is_restored.set(matches!(found, Found::Restored(_)));
        self.is_locked.set(found == Found::Locked);
        // What could not be saved before.
        self.is_pending.set_value(matches!(found, Found::Carried(_)));
        self.redraw();
    }
}

fn new_id() -> ProfileId {
    ProfileId::new(browser::random_below(MOST_NUMBERS))
}
