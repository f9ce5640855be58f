//! The device's real storage: what is saved comes back, and nothing unreadable is written over.

use hsmp::profile::{Achievements, Answers, Document, DocumentFault, Job, Slot, You};
use hsmp::text::Language;
use hsmp_app::store::{self, Found, Merged, NotSaved, Theme};
use hsmp_app::ui::components::Rows;
use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::window;

use crate::support::{FIRST_PROFILE, day, empty_storage, found, opened, sealed};

/// Where versions before this one kept the only profile.
const EARLIER: &str = "hsmp/v1/profile";
const DAMAGED: &str = "hsmp/v1/damaged";
const ENGINEER: &str = include_str!("../../examples/profiles/engineer.json");

/// Saves as a window does that was just opened.
fn save(document: &Document) -> Result<Option<Merged>, NotSaved> {
    opened().save(document, day())
}

/// A profile with an answer.
fn answered() -> Document {
    let mut document = Document::default();
    document.set(You::AZERBAIJANI, "no");
    document
}

/// What was saved comes back whole.
#[wasm_bindgen_test]
fn a_profile_is_saved_and_comes_back() {
    empty_storage();
    assert_eq!(found(), Found::Nothing);
    let document = Document::parse(ENGINEER).unwrap();
    assert_eq!(save(&document), Ok(None));
    assert_eq!(found(), Found::Profile(document));
}

/// Fields of a later version are kept on the way through this one.
#[wasm_bindgen_test]
fn what_is_not_known_is_kept() {
    let storage = empty_storage();
    storage.set_item(EARLIER, r#"{"schema":1,"you":{"mood":"good"},"later":[1,{"a":null}]}"#).unwrap();
    let Found::Profile(mut document) = found() else { panic!("not read") };
    document.set(You::AZERBAIJANI, "no");
    save(&document).unwrap();
    let text: String = storage.get_item(FIRST_PROFILE).unwrap().unwrap().split_whitespace().collect();
    assert!(
        text.contains(r#""mood":"good""#) && text.contains(r#""later":[1,{"a":null}]"#) && text.contains(r#""azerbaijani":false"#),
        "{text}"
    );
}

/// What a version before this one saved becomes the first profile, once; and that version, still open somewhere, finds
/// a schema that it does not write over.
#[wasm_bindgen_test]
fn the_profile_of_an_earlier_version_is_taken_over() {
    let storage = empty_storage();
    let engineer = Document::parse(ENGINEER).unwrap();
    for _ in 0..2 {
        storage.set_item(EARLIER, ENGINEER).unwrap();
        // The first look finds it, and the first save makes a profile of it, also if nothing was changed.
        assert_eq!(found(), Found::Profile(engineer.clone()));
        save(&engineer).unwrap();
        assert_eq!(store::known().len(), 1, "an earlier start may have been cut short");
        let left = storage.get_item(EARLIER).unwrap().unwrap();
        assert_eq!(Document::parse(&left), Err(DocumentFault::Newer(3)), "{left}");
    }
    // What an earlier version saved besides is no part of what is there.
    storage.set_item(EARLIER, &answered().to_json()).unwrap();
    assert_eq!(found(), Found::Profile(engineer.clone()));
    save(&engineer).unwrap();
    assert_eq!(store::known().len(), 2);
}

/// What is taken away before an earlier version's profile was taken over does not come back with it.
#[wasm_bindgen_test]
fn what_is_removed_at_once_stays_removed() {
    let storage = empty_storage();
    storage.set_item(EARLIER, ENGINEER).unwrap();
    let mut window = opened();
    let mut own = Document::parse(ENGINEER).unwrap();
    own.remove_row(Job::SECTION, 1);
    let merged = window.save(&own, day()).unwrap();
    assert_eq!((merged.map(|merged| merged.document), found()), (Some(own.clone()), Found::Profile(own)));
}

/// Damaged text is set aside unchanged, a second one beside the first, the same one once.
#[wasm_bindgen_test]
fn damaged_answers_are_set_aside() {
    let storage = empty_storage();
    let torn = sealed(&answered()).replace("false", "true");
    let texts =
        [(EARLIER, "{\"schema\":1,\"deg", 1), (EARLIER, "[]", 2), (FIRST_PROFILE, "{\"schema\":1,\"deg", 2), (FIRST_PROFILE, &torn, 3)];
    for (key, text, kept) in texts {
        storage.set_item(key, text).unwrap();
        assert_eq!(found(), Found::Damaged, "{text}");
        assert_eq!(storage.get_item(key).unwrap(), None);
        assert!(store::damaged().split('\u{1e}').any(|known| known == text), "{text} is lost");
        assert_eq!(store::damaged().split('\u{1e}').count(), kept);
    }
    assert_eq!(save(&answered()), Ok(None));
    assert!(storage.get_item(DAMAGED).unwrap().is_some(), "saving must not take it away");
    store::delete_damaged();
    assert_eq!(store::damaged(), "");
}

/// Damage that another program does while the page is open is not written over either.
#[wasm_bindgen_test]
fn damage_done_meanwhile_is_set_aside_too() {
    let storage = empty_storage();
    let mut device = opened();
    storage.set_item(FIRST_PROFILE, "torn").unwrap();
    assert_eq!(device.save(&answered(), day()), Ok(None));
    assert_eq!(store::damaged(), "torn");
    assert_eq!(found(), Found::Profile(answered()));
}

/// In place of damaged answers the last good copy is shown.
#[wasm_bindgen_test]
fn the_last_good_copy_stands_in() {
    let storage = empty_storage();
    save(&answered()).unwrap();
    let mut more = answered();
    more.set(Achievements::PATENTS, "3");
    save(&more).unwrap();
    storage.set_item(FIRST_PROFILE, "torn").unwrap();
    assert_eq!(found(), Found::Restored(answered()));
    assert_eq!(store::damaged(), "torn");
    assert_eq!(found(), Found::Profile(answered()), "it is what is stored now");
}

/// Without room for a copy there is none, and the answers are saved all the same.
#[wasm_bindgen_test]
fn the_answers_are_worth_more_than_their_copy() {
    let storage = empty_storage();
    save(&answered()).unwrap();
    let mut more = answered();
    more.set(Achievements::PATENTS, "3");
    save(&more).unwrap();
    let copy = storage.get_item("hsmp/v1/copy/1").unwrap().unwrap();
    let own = storage.get_item(FIRST_PROFILE).unwrap().unwrap();
    // All but the room of a few characters is taken.
    let mut filling = "x".repeat(5_200_000);
    while storage.set_item("other", &filling).is_err() {
        filling.truncate(filling.len() - 16);
    }
    more.set(Achievements::PUBLICATIONS, "1234567");
    more.set(Achievements::PATENTS, "1234567");
    assert!(own.len() + copy.len() > 100);
    assert_eq!(save(&more), Ok(None));
    assert_eq!(found(), Found::Profile(more));
    storage.clear().unwrap();
}

/// An old page must not destroy what a new one saved.
#[wasm_bindgen_test]
fn a_later_version_is_never_overwritten() {
    let later = r#"{"schema":99,"you":{}}"#;
    assert_eq!(Document::parse(later), Err(DocumentFault::Newer(99)));
    let newer = sealed(&answered()).replace("\"envelope\": 1", "\"envelope\": 99");
    for (key, text) in [(EARLIER, later), (FIRST_PROFILE, &newer)] {
        let storage = empty_storage();
        storage.set_item(key, text).unwrap();
        assert_eq!(found(), Found::Newer(99));
        assert_eq!(save(&answered()), Err(NotSaved::Newer));
        assert_eq!(storage.get_item(key).unwrap().as_deref(), Some(text));
    }
}

/// A window that was open before a later version saved something asks to be loaded again, and writes nothing.
#[wasm_bindgen_test]
fn a_window_that_meets_a_later_version_stops_writing() {
    let storage = empty_storage();
    let mut window = opened();
    window.save(&answered(), day()).unwrap();
    let mut more = answered();
    more.set(Achievements::PATENTS, "3");
    let newer = sealed(&answered()).replace("\"schema\": 2", "\"schema\": 99");
    for (key, text) in [(FIRST_PROFILE, newer.as_str()), (EARLIER, r#"{"schema":99}"#)] {
        let before = storage.get_item(key).unwrap().unwrap();
        storage.set_item(key, text).unwrap();
        assert_eq!(window.save(&more, day()), Err(NotSaved::Newer), "{key}");
        assert_eq!(storage.get_item(key).unwrap().as_deref(), Some(text));
        storage.set_item(key, &before).unwrap();
    }
}

/// A browser whose storage is damaged throws on reading and may still write: what is there must survive that.
#[wasm_bindgen_test]
fn what_the_browser_cannot_read_is_never_overwritten() {
    let storage = empty_storage();
    let text = sealed(&answered());
    storage.set_item(FIRST_PROFILE, &text).unwrap();
    storage.set_item(DAMAGED, "torn").unwrap();
    let broken = Broken::reading();
    assert!(storage.get_item(FIRST_PROFILE).is_err());
    assert_eq!(found(), Found::NotRead(NotSaved::Unreadable));
    assert_eq!(save(&answered()), Err(NotSaved::Unreadable));
    assert_eq!((store::damaged().as_str(), store::theme()), ("", Theme::System));
    drop(broken);
    assert_eq!(storage.get_item(FIRST_PROFILE).unwrap().as_deref(), Some(text.as_str()));
    assert_eq!(store::damaged(), "torn");
}

/// Only what was set aside before cannot be read: nothing is added to it, so nothing of it is lost.
#[wasm_bindgen_test]
fn what_was_set_aside_is_not_replaced_where_it_cannot_be_read() {
    let storage = empty_storage();
    storage.set_item(FIRST_PROFILE, "torn now").unwrap();
    storage.set_item(DAMAGED, "torn before").unwrap();
    let broken = Broken::reading_of(DAMAGED);
    assert_eq!(found(), Found::Damaged);
    assert_eq!(save(&answered()), Err(NotSaved::Unreadable));
    drop(broken);
    assert_eq!(storage.get_item(FIRST_PROFILE).unwrap().as_deref(), Some("torn now"));
    assert_eq!(store::damaged(), "torn before");
}

/// Storage of which one method throws, until this is dropped.
struct Broken {
    prototype: JsValue,
    method: &'static str,
    whole: JsValue,
}

impl Broken {
    /// For every key.
    fn reading() -> Self {
        Self::with("getItem", "throw new Error('storage is damaged')")
    }

    /// For one key.
    fn reading_of(key: &str) -> Self {
        Self::with("getItem", &format!("if (key === '{key}') throw new Error('storage is damaged'); return this[key] ?? null"))
    }

    fn with(method: &'static str, body: &str) -> Self {
        let kind = Reflect::get(&window().unwrap(), &"Storage".into()).unwrap();
        let prototype = Reflect::get(&kind, &"prototype".into()).unwrap();
        let whole = Reflect::get(&prototype, &method.into()).unwrap();
        Reflect::set(&prototype, &method.into(), &js_sys::Function::new_with_args("key", body)).unwrap();
        Self { prototype, method, whole }
    }
}

impl Drop for Broken {
    fn drop(&mut self) {
        Reflect::set(&self.prototype, &self.method.into(), &self.whole).unwrap();
    }
}

/// Nothing of ours is left, and nothing of others is touched.
#[wasm_bindgen_test]
fn deleting_takes_everything_of_ours() {
    let storage = empty_storage();
    storage.set_item("other", "kept").unwrap();
    storage.set_item(DAMAGED, "torn").unwrap();
    save(&answered()).unwrap();
    store::save_theme(Theme::Dark);
    assert!(store::save_language(Language::French));
    // The mark, the profile, what was damaged, the language, the colours, and what is of others.
    assert_eq!((store::theme(), storage.length().unwrap()), (Theme::Dark, 6));
    assert!(store::delete_everything());
    assert_eq!((store::theme(), storage.length().unwrap()), (Theme::System, 1));
    assert_eq!(storage.get_item("other").unwrap().as_deref(), Some("kept"));
    storage.clear().unwrap();
}

/// Where the browser deletes nothing, nobody is told that everything is gone.
#[wasm_bindgen_test]
fn what_cannot_be_deleted_is_said_to_be_there() {
    let storage = empty_storage();
    save(&answered()).unwrap();
    let broken = Broken::with("removeItem", "throw new Error('no')");
    assert!(!store::delete_everything());
    drop(broken);
    assert!(store::delete_everything());
    assert_eq!(storage.length().unwrap(), 0);
}

/// What is tried out must never pass for what was answered: not in the storage, not in a copy, not after
/// another tab saved something.
#[wasm_bindgen_test]
async fn a_trial_is_saved_only_when_it_is_kept() {
    const PATENTS: Slot = Achievements::PATENTS;
    let page = crate::support::mount(ENGINEER, |_| view! { <p></p> }.into_any());
    let state = page.state;
    let own = Document::parse(ENGINEER).unwrap();
    state.edit(|document| document.set(PATENTS, "2"));
    state.save_what_is_pending();
    let mut saved = own.clone();
    saved.set(PATENTS, "2");
    assert_eq!(found(), Found::Profile(saved.clone()));

    state.try_out(state.today.get_untracked(), |document| document.set(PATENTS, "7"));
    assert_eq!(state.peek(|document| document.text(PATENTS)), "7");
    state.edit(|document| document.set(PATENTS, "8"));
    state.save_what_is_pending();
    assert_eq!(found(), Found::Profile(saved.clone()), "an edit of the trial was saved");
    assert_eq!(state.saved_answers(), saved);
    // A second one goes on with the copy, and is still compared with what is saved.
    state.try_out(state.today.get_untracked(), |document| document.set(PATENTS, "9"));
    assert_eq!(state.saved_answers(), saved);
    // Another window saves: the trial goes on with that, and would be given up for the new answers.
    let mut elsewhere = saved.clone();
    elsewhere.set(PATENTS, "3");
    elsewhere.set(Achievements::PUBLICATIONS, "11");
    assert_eq!(save(&elsewhere), Ok(None));
    state.synchronise();
    page.until("the other window's answers are there", |_| state.saved_answers() == elsewhere).await;
    let shown = state.peek(|document| (document.text(PATENTS), document.text(Achievements::PUBLICATIONS)));
    assert_eq!(shown, ("9".to_owned(), "11".to_owned()));
    state.end_trial(false);
    assert_eq!(state.peek(Document::clone), elsewhere);

    state.try_out(state.today.get_untracked(), |document| document.set(PATENTS, "5"));
    // Kept, it takes nothing back that another window saves meanwhile.
    elsewhere.set(Achievements::PUBLICATIONS, "12");
    assert_eq!(save(&elsewhere), Ok(None));
    state.end_trial(true);
    state.save_what_is_pending();
    elsewhere.set(PATENTS, "5");
    assert_eq!(found(), Found::Profile(elsewhere.clone()));
    assert_eq!(state.peek(Document::clone), elsewhere);

    // After everything was deleted elsewhere, keeping a trial keeps what was tried and nothing else.
    state.try_out(state.today.get_untracked(), |document| document.set(PATENTS, "6"));
    store::delete_everything();
    state.synchronise();
    page.until("the deletion is seen", |_| state.saved_answers().is_empty()).await;
    state.end_trial(true);
    state.save_what_is_pending();
    let mut tried = Document::default();
    tried.set(PATENTS, "6");
    assert_eq!(found(), Found::Profile(tried));
}

/// A row taken away and brought back within a trial stays within it.
#[wasm_bindgen_test]
async fn an_undo_within_a_trial_saves_nothing() {
    let page = crate::support::mount(ENGINEER, |_| view! { <Rows section="jobs"/> }.into_any());
    let state = page.state;
    let own = Document::parse(ENGINEER).unwrap();
    state.edit(|_| ());
    state.save_what_is_pending();
    state.try_out(state.today.get_untracked(), |document| document.set(Job::POSITION.in_row(1), "leading"));
    page.one::<web_sys::HtmlElement>(".row-head .button").click();
    page.until("the row is gone", |page| page.count(".row") == 1).await;
    page.one::<web_sys::HtmlElement>(".undo .button").click();
    page.until("the row is back", |page| page.count(".row") == 2).await;
    assert_eq!(found(), Found::Profile(own), "the trial was saved");
    assert_eq!(state.peek(|document| document.text(Job::POSITION.in_row(1))), "leading");
    // What was removed from a copy is no step of another trial.
    page.one::<web_sys::HtmlElement>(".row-head .button").click();
    page.until("it can be brought back", |page| page.count(".undo") == 1).await;
    state.end_trial(false);
    state.try_out(state.today.get_untracked(), |_| ());
    page.until("the new copy is whole", |page| page.count(".row") == 2 && page.count(".undo") == 0).await;
}

/// A trial is worked out for its own day, and all pages go back to today with its end.
#[wasm_bindgen_test]
fn a_trial_has_its_own_day() {
    let page = crate::support::mount(ENGINEER, |_| view! { <p></p> }.into_any());
    let state = page.state;
    let on = |state: hsmp_app::ui::State| state.assessment.with_untracked(|all| all.on);
    assert_eq!(on(state), state.today.get_untracked());
    let later = state.today.get_untracked().plus_days(800);
    state.try_out(later, |_| ());
    assert_eq!(on(state), later);
    state.end_trial(false);
    assert_eq!(on(state), state.today.get_untracked());
}
