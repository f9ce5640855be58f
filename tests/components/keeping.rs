//! How answers are kept: what the browser is asked, what the person is told, and when.

use hsmp::profile::{Achievements, Answers, Slot};
use hsmp_app::store::{self, Found, NotSaved, Theme};
use hsmp_app::ui::notes::notes;
use hsmp_app::ui::{Saved, State};
use js_sys::{Array, Function, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::window;

use crate::support::{Mounted, day, empty_storage, found, mount, next_frame, opened};

const PATENTS: Slot = Achievements::PATENTS;
const EMPTY: &str = r#"{"schema":2}"#;

fn save(state: State, patents: &str) {
    state.edit(|document| document.set(PATENTS, patents));
    state.save_what_is_pending();
}

fn page() -> Mounted {
    mount(EMPTY, notes)
}

async fn frames(count: usize) {
    for _ in 0..count {
        next_frame().await;
    }
}

/// A property of an object is another until this is dropped.
struct Replaced {
    of: Object,
    name: &'static str,
    before: JsValue,
}

impl Replaced {
    /// A value or, where there is one, what gets it.
    fn with(of: Object, name: &'static str, part: &str, by: &JsValue) -> Self {
        let before = Object::get_own_property_descriptor(&of, &name.into());
        let now = Object::new();
        Reflect::set(&now, &part.into(), by).unwrap();
        Reflect::set(&now, &"configurable".into(), &true.into()).unwrap();
        Object::define_property(&of, &name.into(), &now);
        Self { of, name, before }
    }
}

impl Drop for Replaced {
    fn drop(&mut self) {
        Object::define_property(&self.of, &self.name.into(), &Object::from(self.before.clone()));
    }
}

/// What the storage manager is asked goes to a list, and the answer is a given one.
fn asked(answer: &str) -> (Replaced, Array) {
    let manager = Reflect::get(&window().unwrap().navigator(), &"storage".into()).unwrap();
    let kind = Reflect::get_prototype_of(&manager).unwrap();
    let list = Array::new();
    let by = Function::new_with_args("list", &format!("return () => {{ list.push('persist'); return {answer}; }}"));
    let by = by.call1(&JsValue::NULL, &list).unwrap();
    (Replaced::with(kind, "persist", "value", &by), list)
}

/// Where the answers lie is said after the first save, and never again on this device once it was read.
#[wasm_bindgen_test]
async fn where_answers_are_kept_is_said_once_after_the_first_save() {
    let page = page();
    frames(2).await;
    assert_eq!(page.count(".notice"), 0, "nothing was saved yet");
    save(page.state, "1");
    page.until("it is said", |page| page.count("#note-where") == 1).await;
    assert!(page.text("#note-where").starts_with("Saved on this device only, in this browser."));
    assert_eq!(page.attribute("#note-where a", "href").as_deref(), Some("#/about/data"));
    page.press_named("Got it");
    page.until("it is gone", |page| page.count(".notice") == 0).await;
    assert!(store::is_told());
    save(page.state, "2");
    frames(2).await;
    assert_eq!(page.count(".notice"), 0);
    // Whoever deletes everything is told anew.
    assert!(store::delete_everything());
    assert!(!store::is_told());
}

/// The browser is asked to keep what is saved once something is, once, and not at the start.
#[wasm_bindgen_test]
async fn the_browser_is_asked_to_keep_answers_after_the_first_save() {
    let (_replaced, asked) = asked("Promise.resolve(true)");
    let page = page();
    frames(3).await;
    assert_eq!(asked.length(), 0);
    save(page.state, "1");
    frames(3).await;
    save(page.state, "2");
    frames(3).await;
    assert_eq!(asked.length(), 1);
    store::delete_everything();
}

/// Where the browser asks the person about it, only a button does.
#[wasm_bindgen_test]
async fn a_browser_that_would_open_a_question_is_not_asked() {
    let (_replaced, asked) = asked("Promise.resolve(true)");
    let navigator = Reflect::get_prototype_of(&window().unwrap().navigator()).unwrap();
    let firefox = Replaced::with(navigator, "vendor", "get", &Function::new_no_args("return ''"));
    assert!(!store::may_ask_unasked() && !store::is_webkit());
    let page = page();
    save(page.state, "1");
    frames(3).await;
    assert_eq!(asked.length(), 0);
    drop(firefox);
    assert!(store::may_ask_unasked());
    store::delete_everything();
}

/// What the browser answers, refuses or cannot answer is told as it is.
#[wasm_bindgen_test]
async fn what_the_browser_promises_is_told_as_it_is() {
    use store::Lasting;
    for (answer, expected) in [
        ("Promise.resolve(true)", Lasting::Promised),
        ("Promise.resolve(false)", Lasting::MayGo),
        ("Promise.reject(new TypeError('not secure'))", Lasting::Unknown),
        ("(() => { throw new TypeError('not here') })()", Lasting::Unknown),
        ("undefined", Lasting::Unknown),
    ] {
        let (_replaced, _) = asked(answer);
        let says = RwSignal::new(None);
        store::ask_to_keep(move |lasting| says.set(Some(lasting)));
        frames(3).await;
        assert_eq!(says.get_untracked(), Some(expected), "{answer}");
    }
}

/// Safari deletes what nobody comes back to: there, and only there, that is said.
#[wasm_bindgen_test]
async fn the_seven_days_of_safari_are_said_in_safari() {
    let hint = "seven days";
    let navigator = || Reflect::get_prototype_of(&window().unwrap().navigator()).unwrap();
    for (vendor, is_said) in [("Apple Computer, Inc.", true), ("Google Inc.", false), ("", false)] {
        let _replaced = Replaced::with(navigator(), "vendor", "get", &Function::new_no_args(&format!("return '{vendor}'")));
        let page = page();
        save(page.state, "1");
        page.until("it is said", |page| page.count("#note-where") == 1).await;
        assert_eq!(page.text("#note-where").contains(hint), is_said, "{vendor}");
        store::delete_everything();
    }
}

/// A month after the last backup, with a change since, one is offered. It can be put off; a downloaded one ends it.
#[wasm_bindgen_test]
async fn a_backup_is_offered_after_a_month() {
    let page = page();
    let state = page.state;
    store::tell();
    save(state, "1");
    frames(2).await;
    assert_eq!(page.count(".notice"), 1, "it was not told when the page was opened");
    page.press_named("Got it");
    state.today.set(day().plus_days(29));
    frames(2).await;
    assert_eq!(page.count(".notice"), 0);
    state.today.set(day().plus_days(30));
    page.until("a backup is offered", |page| page.count("#note-backup") == 1).await;
    page.press_named("Not now");
    page.until("it is put off", |page| page.count(".notice") == 0).await;
    state.today.set(day().plus_days(90));
    save(state, "2");
    page.until("it is offered again", |page| page.count("#note-backup") == 1).await;
    page.press_named("Download a backup");
    page.until("it is gone", |page| page.count(".notice") == 0).await;
    assert_eq!(opened().header().backup(), Some(day().plus_days(90)));
    assert_eq!(state.saved.get_untracked(), Saved::Yes);
    store::delete_everything();
}

/// A file of all profiles is a backup of each; of what was never saved there is none.
#[wasm_bindgen_test]
fn a_file_of_all_profiles_is_a_backup_of_each() {
    let page = page();
    let state = page.state;
    state.note_backup();
    assert_eq!(store::known(), []);
    save(state, "1");
    state.begin_profile(Some("Spouse"), hsmp::profile::Document::default());
    save(state, "2");
    state.note_backup_of_all();
    let backups: Vec<_> = store::known().iter().map(|one| (one.header.backup(), one.document().unwrap().text(PATENTS))).collect();
    assert_eq!(backups.len(), 2);
    assert!(backups.iter().all(|(backup, _)| *backup == Some(day())), "{backups:?}");
    assert!(backups.iter().any(|(_, patents)| patents == "1") && backups.iter().any(|(_, patents)| patents == "2"), "{backups:?}");
    store::delete_everything();
}

/// In a frame or a private window the browser may throw where its storage is only looked at.
#[wasm_bindgen_test]
fn a_storage_getter_that_throws_is_storage_denied() {
    empty_storage();
    let page = page();
    let throwing = Function::new_no_args("throw new DOMException('denied', 'SecurityError')");
    let replaced: Vec<Replaced> =
        ["localStorage", "sessionStorage"].map(|name| Replaced::with(window().unwrap().into(), name, "get", &throwing)).into();
    assert!(store::why_none() == Some(NotSaved::Denied) && store::known().is_empty() && !store::is_told());
    assert_eq!((found(), store::theme(), store::damaged()), (Found::NotRead(NotSaved::Denied), Theme::System, String::new()));
    save(page.state, "1");
    assert_eq!(page.state.saved.get_untracked(), Saved::No(NotSaved::Denied));
    assert_eq!(page.state.peek(|own| own.text(PATENTS)), "1", "it stays on the page");
    assert!(store::delete_everything(), "nothing was ever stored");
    drop(replaced);
    save(page.state, "2");
    assert_eq!(page.state.saved.get_untracked(), Saved::Yes);
    store::delete_everything();
}

/// A window that is left or loaded again puts nothing old over what another one saved.
#[wasm_bindgen_test]
fn a_window_that_is_left_writes_over_nothing() {
    let page = page();
    let state = page.state;
    save(state, "1");
    let mut other = opened();
    let mut elsewhere = state.saved_answers();
    elsewhere.set(Achievements::PUBLICATIONS, "12");
    other.save(&elsewhere, day()).unwrap();
    // Nothing was answered here since.
    state.save_what_is_pending();
    assert_eq!(found(), Found::Profile(elsewhere.clone()));
    state.edit(|document| document.set(PATENTS, "3"));
    state.save_what_is_pending();
    elsewhere.set(PATENTS, "3");
    let Found::Profile(stored) = found() else { panic!("nothing is stored") };
    assert_eq!(stored.differences(&elsewhere), []);
    store::delete_everything();
}
