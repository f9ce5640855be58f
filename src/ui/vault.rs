//! Profiles with a passphrase: giving one, opening with it, and locking, by hand or when nobody uses the page.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;

use super::components::tell;
use super::{Route, State, browser, t};
use crate::store::{self, Device, LockAfter};
use hsmp::key;
use hsmp::message::Key;
use hsmp::profile::vault::{Derivation, VaultFault};

/// How often the clock is looked at, to see whether it is time to lock.
const LOOK_EVERY: Duration = Duration::from_secs(10);

/// What shows that somebody uses the page.
const USES: [&str; 4] = ["pointerdown", "keydown", "input", "wheel"];

/// What came of a passphrase; otherwise the text that says why nothing did.
type Outcome = Result<(), Key>;

/// Whether a page shows nothing of a profile, and is there while it is locked.
pub(super) fn is_open_to_all(route: Route) -> bool {
    matches!(route, Route::Profiles | Route::Shared | Route::About | Route::Sources | Route::Checks | Route::Unknown)
}

impl State {
    /// Whether the profile has a passphrase, and is open.
    pub fn has_key(self) -> bool {
        self.device.with_value(Device::has_key)
    }

    /// Locks the profile, unless something in it is not saved.
    pub fn lock_if_open(self) {
        self.save_what_is_pending();
        if self.has_key() && !self.is_unsaved() {
            self.lock();
        }
    }

    /// Locks the profile in all windows.
    pub fn lock_everywhere(self) {
        store::lock_elsewhere();
        self.lock_if_open();
        if self.is_unsaved() {
            tell(self, t(key!("vault.not-locked")));
        }
    }

    /// Drops the answers and the key from memory, and what only this tab kept.
    pub(super) fn lock(self) {
        let (device, found) = Device::open(self.open_profile().id);
        store::forget_tab();
        self.show_profile(device, found);
        request_animation_frame(|| browser::focus("page-title"));
    }

    /// Opens the profile with its passphrase.
    pub fn unlock(self, passphrase: String, then: impl FnOnce(Outcome) + 'static) {
        let id = self.open_profile().id;
        let derivation = match self.device.with_value(Device::derivation) {
            Ok(Some(derivation)) => derivation,
            // Another window has taken the passphrase away.
            Ok(None) => return self.switch_to(id),
            Err(fault) => return then(Err(text(fault))),
        };
        store::derive_key(passphrase, derivation, move |key| {
            let Some(key) = key else { return then(Err(key!("vault.no-cryptography"))) };
            // Another profile may have been opened meanwhile.
            if self.open_profile().id != id || !self.is_locked.get_untracked() {
                return;
            }
            let mut device = self.device.try_update_value(std::mem::take).unwrap_or_default();
            match device.unlock(key) {
                Ok(found) => {
                    self.show_profile(device, found);
                    self.synchronise();
                    then(Ok(()));
                    request_animation_frame(|| browser::focus("page-title"));
                }
                Err(fault) => {
                    self.device.set_value(device);
                    then(Err(text(fault)));
                }
            }
        });
    }

    /// Gives the open profile a passphrase, or another one.
    pub fn set_passphrase(self, passphrase: String, then: impl FnOnce(Outcome) + 'static) {
        let id = self.open_profile().id;
        let Some(salt) = store::random_bytes() else { return then(Err(key!("vault.no-cryptography"))) };
        store::derive_key(passphrase, Derivation::new(salt), move |key| {
            let Some(key) = key else { return then(Err(key!("vault.no-cryptography"))) };
            if self.open_profile().id != id || self.is_locked.get_untracked() {
                return;
            }
            self.save_by(|device, own, today| device.save_with_key(own, today, Some(key)));
            if self.is_unsaved() {
                return then(Err(key!("vault.not-saved")));
            }
            // What this tab kept could be read.
            store::forget_tab();
            store::remember_open(id);
            then(Ok(()));
            self.show_name();
        });
    }

    /// Takes the passphrase away: the answers are stored as anybody can read them.
    pub fn remove_passphrase(self) {
        self.save_by(|device, own, today| device.save_with_key(own, today, None));
        self.show_name();
    }
}

fn text(fault: VaultFault) -> Key {
    match fault {
        VaultFault::NotOpened => key!("vault.wrong"),
        VaultFault::Unknown => key!("vault.unknown"),
        VaultFault::Iterations(_) | VaultFault::TooLong => key!("vault.changed"),
    }
}

/// Locks the profile by itself: when the page is out of sight, or when nobody has used it for a while.
pub(super) fn listen(state: State) {
    let used = Rc::new(Cell::new(js_sys::Date::now()));
    for name in USES {
        let used = used.clone();
        window_event_listener_untyped(name, move |_| used.set(js_sys::Date::now()));
    }
    let look = move || {
        if let LockAfter::Minutes(minutes) = store::lock_after() {
            let unused = js_sys::Date::now() - used.get();
            if unused >= f64::from(minutes) * 60_000.0 {
                state.lock_if_open();
            }
        }
    };
    let look = Rc::new(look);
    let (at_sight, at_return) = (look.clone(), look.clone());
    window_event_listener(ev::visibilitychange, move |_| {
        if document().hidden() && store::lock_after() == LockAfter::Hidden {
            state.lock_if_open();
        }
        at_sight();
    });
    window_event_listener(ev::pageshow, move |_| at_return());
    // The browser ends it with the page.
    drop(set_interval_with_handle(move || look(), LOOK_EVERY));
}
