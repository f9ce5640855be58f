//! The answers and the device: what is saved, what another window saved, and what is deleted.

use leptos::prelude::*;

use super::app::show_title;
use super::state::{Saved, State, Trial};
use super::walk::Walk;
use super::{browser, late, words};
use crate::store::{self, Deleted, Device, Merged, NotSaved};
use hsmp::profile::{Answers as _, Document, Later, Slot};
use hsmp::quantity::Date;

impl State {
    pub(super) fn save_soon(self) {
        if !self.is_pending.get_value() {
            self.is_pending.set_value(true);
            browser::after_paint(move || self.synchronise());
        }
    }

    /// Brings these answers and those on the device together, while no other window does the same. What does that
    /// comes with the second module; before it is there, nothing can be answered.
    pub fn synchronise(self) {
        if words().has_details() {
            late::synchronise(self);
        }
    }

    /// The same without waiting for other windows, if anything is still to be saved: the page is being left.
    pub fn save_what_is_pending(self) {
        if self.is_pending.get_value() && words().has_details() {
            late::save(self);
        }
    }

    /// Keeps what only this tab knows where a reload finds it.
    pub fn keep_in_tab(self) {
        if words().has_details() {
            late::keep(self);
        }
    }

    /// Saves at once. For what comes with the second module.
    pub(super) fn save_now(self) {
        // After a fault the memory cannot be trusted.
        if browser::has_panicked() {
            return;
        }
        self.is_pending.set_value(false);
        self.save_by(Device::save);
    }

    /// Stores the answers in some way, and says what became of it.
    pub(super) fn save_by(self, save: impl FnOnce(&mut Device, &Document, Date) -> Result<Option<Merged>, NotSaved>) {
        if self.is_locked.get_untracked() {
            return;
        }
        let today = self.today.get_untracked();
        let revision = self.revision();
        let save = |own: &Document| self.device.try_update_value(|device| save(device, own, today)).unwrap_or(Err(NotSaved::Refused));
        let outcome = self.trial.with_untracked(|trial| match trial {
            Some(trial) => save(&trial.base),
            None => self.peek(save),
        });
        let before = self.saved.get_untracked();
        let now = match outcome {
            // Nothing was to be done.
            Ok(None) if before == Saved::Unchanged && self.revision() == revision => before,
            Ok(None) => Saved::Yes,
            Ok(Some(merged)) => {
                self.take_over(merged);
                Saved::Yes
            }
            // Another window gave it another passphrase.
            Err(NotSaved::Locked) => return self.lock(),
            Err(why) => Saved::No(why),
        };
        // The same said again would be read aloud with every letter typed.
        if before != now {
            self.saved.set(now);
        }
    }

    fn revision(self) -> u64 {
        self.device.with_value(|device| device.header().revision())
    }

    /// Shows what another window saved, together with what was answered here.
    fn take_over(self, merged: Merged) {
        if merged.earlier.is_some() {
            self.earlier.set(Some(merged.clone()));
        }
        self.show_name();
        if merged.deleted.is_some() {
            // Nothing of what was deleted may come back from here.
            self.earlier.set(Some(merged.clone()));
            self.undos.set(Vec::new());
        }
        if merged.deleted == Some(Deleted::All) {
            self.forget_all_but_answers();
        }
        let document = merged.document;
        let trial = self.trial.get_untracked();
        let Some(trial) = trial else { return self.take(document) };
        // The copy goes on with the new answers, and what it is compared with has changed. Rows that were added to
        // both get new numbers in the copy: what is saved keeps its own.
        let copy = self.peek(|copy| match (trial.is_example, merged.deleted.is_some()) {
            (true, _) => copy.clone(),
            (false, true) => copy.since_deleted(&trial.base),
            (false, false) => document.merged(&trial.base, copy, Later::Other),
        });
        self.trial.set(Some(Trial { base: document, ..trial }));
        self.take(copy);
    }

    /// The answers of two windows that answered the same question, while a later answer stands as it was then; or
    /// that another window deleted everything, until something is answered.
    pub fn earlier_answers(self) -> Option<Merged> {
        let merged = self.earlier.get()?;
        if merged.deleted.is_some() {
            self.read(|_| ());
            return Some(merged).filter(|merged| self.saved_answers() == merged.document);
        }
        let stands = |earlier: &Document| {
            let now = |slot: &Slot| self.read(|now| now.text(*slot)) == merged.document.text(*slot);
            merged.document.differences(earlier).iter().any(now)
        };
        merged.earlier.as_ref().is_some_and(stands).then_some(merged)
    }

    /// Of questions answered in two windows: brings the earlier answers back, or leaves the later ones.
    pub fn settle_earlier(self, is_wanted: bool) {
        let Some(Merged { document, earlier: Some(earlier), .. }) = self.earlier.try_update(Option::take).flatten() else { return };
        if is_wanted {
            let answers = document.differences(&earlier).into_iter().map(|slot| (slot, earlier.text(slot)));
            self.edit(|own| answers.for_each(|(slot, text)| own.set(slot, &text)));
        }
    }

    /// Deletes everything, and begins anew; whether nothing is left on the device.
    pub fn delete_everything(self) -> bool {
        let is_gone = store::delete_everything();
        browser::tell_start_script("hsmp-wiped");
        self.begin_anew(Device::default(), Document::default());
        self.deleted.set(None);
        self.saved.set(store::why_none().map_or(Saved::Unchanged, Saved::No));
        is_gone
    }

    /// Another window deleted everything: nothing is left here either.
    pub fn wiped(self) {
        store::forget_tab();
        self.begin_anew(Device::default(), Document::default());
        self.deleted.set(None);
        self.earlier.set(Some(Merged { document: Document::default(), earlier: None, deleted: Some(Deleted::All) }));
    }

    /// Shows another profile, with nothing of the one before.
    pub(super) fn begin_anew(self, device: Device, document: Document) {
        self.device.set_value(device);
        self.order.set_value(None);
        self.is_pending.set_value(false);
        self.is_restored.set(false);
        self.is_locked.set(false);
        self.unread.set(String::new());
        self.earlier.set(None);
        self.forget_all_but_answers();
        self.trial.set(None);
        self.why.set(None);
        self.show_name();
        self.take(document);
        self.recalculate();
    }

    fn forget_all_but_answers(self) {
        self.undos.set(Vec::new());
        self.walk.set(Walk::default());
    }

    /// Takes note that profiles may have come, gone or got other names.
    pub fn show_name(self) {
        let name = self.device.with_value(|device| device.header().name().to_owned());
        if self.name.get_untracked() != name {
            self.name.set(name);
            show_title(self);
        }
        self.profiles.update(|profiles| *profiles += 1);
    }
}
