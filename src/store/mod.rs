//! What stays on the device: the profiles and a few preferences, in the browser's localStorage; in a partner's page
//! in the tab only, or nowhere ([`Place`]).
//!
//! Only this module touches storage. Every access can fail: denied, full, damaged by another
//! program. None of that may lose what the person typed, so a failure is a value that is shown.

use gloo_storage::{LocalStorage, SessionStorage, Storage};
use wasm_bindgen::JsValue;

use hsmp::profile::rescued::{BETWEEN_DAMAGED, DAMAGED, OURS};
use hsmp::text::Language;

mod device;
mod lasting;
mod lock;
mod profiles;
mod vault;

pub use device::{Deleted, Device, Found, Merged};
pub use lasting::{Lasting, ask_to_keep, is_webkit, look_whether_kept, may_ask_unasked};
pub use lock::with_lock;
pub use profiles::{Known, ProfileId, is_profile, is_wipe, known, put_back, remember_open, take_off};
pub use vault::{can_lock, derive_key, pbkdf2, random_bytes};

const LANGUAGE: &str = "hsmp/v1/language";
const THEME: &str = "hsmp/v1/theme";
const TOLD: &str = "hsmp/v1/told";
const RESULTS: &str = "hsmp/v1/results";
const LOCK_AFTER: &str = "hsmp/v1/lock-after";

// Each time all windows are to lock, another text lies here.
const LOCK_NOW: &str = "hsmp/v1/lock-now";

/// A trial, as long as the tab is open.
pub const KEPT_TRIAL: &str = "hsmp/v1/trial";

/// The last steps that can be taken back, as long as the tab is open.
pub const KEPT_STEPS: &str = "hsmp/v1/steps";

/// The words of searches, as long as the tab is open: before the names of the entries of its history.
pub const KEPT_WORDS: &str = "hsmp/v1/words";

// The start script reads the language under this name too.
const CARRIED_LANGUAGE: &str = "language";
const CARRIED_PROFILE: &str = "profile";

/// Why something was not saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSaved {
    /// The browser does not let this page store anything.
    #[error("the browser denies storage")]
    Denied,
    /// The browser refused this write: no space is left, or storing was forbidden meanwhile.
    #[error("the browser refused to store")]
    Refused,
    /// The browser has something stored and cannot read it. It must not be overwritten.
    #[error("the browser cannot read what is stored")]
    Unreadable,
    /// A later version's profile is saved here.
    #[error("a later version has stored a profile")]
    Newer,
    /// The profile has been locked with another passphrase.
    #[error("the profile is locked")]
    Locked,
    /// The page around the frame wants nothing stored.
    #[error("nothing is to be stored")]
    Unwanted,
}

/// Where this page keeps what it stores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On the device.
    Device,
    /// In this tab, until it is closed.
    Tab,
    /// Nowhere.
    Nowhere,
}

impl Place {
    /// The device; in a partner's page what that page asked for, and nowhere if it did not ask.
    pub fn of_page() -> Self {
        let root = web_sys::window().and_then(|window| window.document()?.document_element());
        let Some(frame) = root.filter(|root| root.has_attribute("data-embed")) else { return Self::Device };
        match frame.get_attribute("data-embed-storage").as_deref() {
            Some("device") => Self::Device,
            Some("session") => Self::Tab,
            _ => Self::Nowhere,
        }
    }
}

/// When a profile with a passphrase is locked by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockAfter {
    /// As soon as the page is out of sight.
    Hidden,
    /// After so many minutes in which nobody used the page.
    Minutes(u8),
}

impl LockAfter {
    /// All, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Hidden, Self::Minutes(5), Self::Minutes(15), Self::Minutes(60)];

    /// Its name in storage and in the page.
    pub fn name(self) -> String {
        match self {
            Self::Hidden => "hidden".to_owned(),
            Self::Minutes(minutes) => minutes.to_string(),
        }
    }
}

/// The browser's colours or the person's choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// As the device is set.
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// All, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// Its name in storage and in the page.
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// The storage, if the browser gives it to this page.
///
/// `LocalStorage` panics where it does not, and a permission can be withdrawn at any time, so every access begins
/// here. Its own `get` and `delete` also panic where the browser's storage is damaged, and it stores texts in quotes
/// that the start script does not expect; so what it wraps is used.
fn storage() -> Result<web_sys::Storage, NotSaved> {
    match Place::of_page() {
        Place::Nowhere => return Err(NotSaved::Unwanted),
        Place::Tab => return tab_storage().ok_or(NotSaved::Denied),
        Place::Device => {}
    }
    // The browser's getter throws where storage is denied.
    let is_there = web_sys::window().is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))));
    if is_there { Ok(LocalStorage::raw()) } else { Err(NotSaved::Denied) }
}

/// Reads a text; none where nothing was stored.
///
/// # Errors
/// Where the browser does not say what is stored. It may be anything, so nothing may be written over it.
fn read(key: &str) -> Result<Option<String>, NotSaved> {
    storage()?.get_item(key).map_err(|_| NotSaved::Unreadable)
}

/// Writes a text.
///
/// # Errors
/// Where the browser refuses it; what was there before is still there.
fn write(key: &str, text: &str) -> Result<(), NotSaved> {
    storage()?.set_item(key, text).map_err(|_| NotSaved::Refused)
}

fn delete(key: &str) {
    if let Ok(storage) = storage() {
        // What cannot be deleted is shown as still being there.
        drop(storage.remove_item(key));
    }
}

/// Why nothing can be stored, where that is so.
pub fn why_none() -> Option<NotSaved> {
    storage().err()
}

/// Keeps damaged text under a name of its own.
///
/// # Errors
/// Where there is no place for it; it stays where it was then, and nothing is saved over it.
fn set_aside(key: &str, text: &str) -> Result<(), NotSaved> {
    let kept = read(DAMAGED)?.unwrap_or_default();
    if !kept.split(BETWEEN_DAMAGED).any(|known| known == text) {
        let all = if kept.is_empty() { text.to_owned() } else { format!("{kept}{BETWEEN_DAMAGED}{text}") };
        write(DAMAGED, &all)?;
    }
    delete(key);
    Ok(())
}

/// What was set aside, as it was found; nothing where there is none.
pub fn damaged() -> String {
    read(DAMAGED).ok().flatten().unwrap_or_default()
}

/// Deletes what was set aside.
pub fn delete_damaged() {
    delete(DAMAGED);
}

/// Deletes everything this program ever stored on the device; whether nothing of it is left.
pub fn delete_everything() -> bool {
    forget_tab();
    for key in keys() {
        delete(&key);
    }
    // Where the browser gives no storage, nothing was ever stored.
    keys().is_empty() && tab_storage().is_none_or(|storage| ours(&storage).is_empty())
}

/// Deletes what only this tab kept.
pub fn forget_tab() {
    if let Some(storage) = tab_storage() {
        for key in ours(&storage) {
            drop(storage.remove_item(&key));
        }
    }
}

/// The names of everything of ours on the device.
fn keys() -> Vec<String> {
    storage().map(|storage| ours(&storage)).unwrap_or_default()
}

fn ours(storage: &web_sys::Storage) -> Vec<String> {
    let names = (0..storage.length().unwrap_or_default()).filter_map(|place| storage.key(place).ok().flatten());
    names.filter(|name| name.starts_with(OURS)).collect()
}

/// Keeps a text until the tab is closed; an empty one is none. Where that fails a reload forgets it, as it would have
/// without.
pub fn keep_in_tab(key: &str, text: &str) {
    if let Some(storage) = tab_storage() {
        drop(if text.is_empty() { storage.remove_item(key) } else { storage.set_item(key, text) });
    }
}

/// What was kept in this tab; nothing where there is none.
pub fn kept_in_tab(key: &str) -> String {
    tab_storage().and_then(|storage| storage.get_item(key).ok().flatten()).unwrap_or_default()
}

/// As [`storage`].
fn tab_storage() -> Option<web_sys::Storage> {
    if Place::of_page() == Place::Nowhere {
        return None;
    }
    let is_there = web_sys::window().is_some_and(|window| matches!(window.session_storage(), Ok(Some(_))));
    is_there.then(SessionStorage::raw)
}

/// Remembers the language; whether that worked.
pub fn save_language(language: Language) -> bool {
    write(LANGUAGE, language.code()).is_ok()
}

/// Remembers the colours; where storage is denied they last until the page is closed.
pub fn save_theme(theme: Theme) {
    let _ = write(THEME, theme.name());
}

/// The colours chosen before.
pub fn theme() -> Theme {
    let name = read(THEME).ok().flatten();
    Theme::ALL.into_iter().find(|theme| Some(theme.name()) == name.as_deref()).unwrap_or(Theme::System)
}

/// Whether the person wants results only when they ask for them.
pub fn are_results_asked_for() -> bool {
    read(RESULTS).ok().flatten().is_some_and(|results| !results.is_empty())
}

/// Remembers it; where storage is denied it lasts until the page is closed.
pub fn save_results_asked_for(are_asked_for: bool) {
    let _ = write(RESULTS, if are_asked_for { "asked" } else { "" });
}

/// Whether the person has been told, on this device, where what is saved lies.
pub fn is_told() -> bool {
    read(TOLD).ok().flatten().is_some()
}

/// Remembers that they have. Where that fails they are told again the next time.
pub fn tell() {
    let _ = write(TOLD, "where");
}

/// When profiles with a passphrase are locked by themselves; after a quarter of an hour until something else is chosen.
pub fn lock_after() -> LockAfter {
    let name = read(LOCK_AFTER).ok().flatten();
    LockAfter::ALL.into_iter().find(|after| Some(after.name()) == name).unwrap_or(LockAfter::Minutes(15))
}

/// Remembers when. Where that fails it stays as it was.
pub fn save_lock_after(after: LockAfter) {
    let _ = write(LOCK_AFTER, &after.name());
}

/// Tells all other windows to lock.
pub fn lock_elsewhere() {
    let _ = write(LOCK_NOW, &js_sys::Date::now().to_string());
}

/// Whether a change of storage in another window is that all are to lock.
pub fn is_lock(event: &web_sys::StorageEvent) -> bool {
    event.key().is_some_and(|key| key == LOCK_NOW) && event.new_value().is_some()
}

/// Takes unsaved answers and the language across a reload, where storage is denied: they travel
/// in this tab's history entry, which never leaves the browser, and are taken out of it at once. Answers are a
/// profile's text, or a locked one as it is stored; none where they are saved.
pub fn carry_over(profile: Option<&str>, language: Language) {
    let carried = js_sys::Object::new();
    let put = |name: &str, value: &str| js_sys::Reflect::set(&carried, &name.into(), &value.into());
    let filled = put(CARRIED_PROFILE, profile.unwrap_or_default()).and(put(CARRIED_LANGUAGE, language.code()));
    if let (Ok(_), Some(Ok(history))) = (filled, web_sys::window().map(|window| window.history())) {
        // Without a history entry the reload loses the answers; the person was told they are not saved.
        drop(history.replace_state_with_url(&carried, "", None));
    }
}

fn carried_over() -> Option<String> {
    let history = web_sys::window()?.history().ok()?;
    let state = history.state().ok()?;
    let text = js_sys::Reflect::get(&state, &CARRIED_PROFILE.into()).ok()?.as_string()?;
    drop(history.replace_state_with_url(&JsValue::NULL, "", None));
    Some(text)
}
