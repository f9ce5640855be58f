//! Several profiles on one device.

use hsmp::profile::{Achievements, Answers, Document, Header, Slot};
use hsmp_app::store::{self, Deleted, Device, Found, NotSaved};
use hsmp_app::ui::profiles::AddFault;
use hsmp_app::ui::{Saved, State};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Mounted, day, empty_storage, found, mount};

const PATENTS: Slot = Achievements::PATENTS;

fn page() -> Mounted {
    mount(r#"{"schema":2}"#, |_| view! { <p></p> }.into_any())
}

fn patents(state: State) -> String {
    state.peek(|document| document.text(PATENTS))
}

/// The names of all profiles, in alphabetical order.
fn names() -> Vec<String> {
    let mut names: Vec<String> = store::known().iter().map(|one| one.header.name().to_owned()).collect();
    names.sort();
    names
}

/// Each profile has its own answers, name and steps to take back; the one that was open last is open the next time.
#[wasm_bindgen_test]
fn each_profile_keeps_its_own_answers() {
    let page = page();
    let state = page.state;
    state.edit(|document| document.set(PATENTS, "1"));
    state.change_header(|header| header.set_name("Me"));
    let me = state.open_profile().id;
    state.begin_profile(Some("Spouse"), Document::default());
    let spouse = state.open_profile().id;
    assert_eq!((patents(state).as_str(), state.name.get_untracked().as_str()), ("", "Spouse"));
    state.edit_with_undo("all", |state| state.edit(|document| document.set(PATENTS, "2")));
    state.switch_to(me);
    assert_eq!((patents(state).as_str(), state.name.get_untracked().as_str()), ("1", "Me"));
    assert!(!untrack(|| state.can_undo("all")), "a step of the other profile");
    state.duplicate();
    state.edit(|document| document.set(PATENTS, "3"));
    state.switch_to(spouse);
    assert_eq!((patents(state).as_str(), names()), ("2", vec!["Copy".to_owned(), "Me".to_owned(), "Spouse".to_owned()]));
    let Found::Profile(document) = found() else { panic!("not found") };
    assert_eq!(document.text(PATENTS), "2");
    store::delete_everything();
}

#[wasm_bindgen_test]
fn a_deleted_profile_can_be_brought_back() {
    let page = page();
    let state = page.state;
    state.edit(|document| document.set(PATENTS, "1"));
    state.change_header(|header| header.set_name("Me"));
    state.begin_profile(Some("Plan B"), Document::default());
    state.edit(|document| document.set(PATENTS, "2"));
    let plan = state.open_profile().id;
    state.delete_profile(plan);
    assert_eq!((names(), patents(state).as_str()), (vec!["Me".to_owned()], "1"));
    state.bring_back();
    assert_eq!((names(), patents(state).as_str()), (vec!["Me".to_owned(), "Plan B".to_owned()], "2"));
    // The last one can be deleted too; then one begins anew.
    for one in store::known() {
        state.delete_profile(one.id);
    }
    assert_eq!((names(), patents(state).as_str()), (vec![], ""));
    state.edit(|document| document.set(PATENTS, "4"));
    state.save_what_is_pending();
    assert_eq!(names(), [""]);
    store::delete_everything();
}

/// Nothing of a profile that was deleted in another window comes back, and the others stay.
#[wasm_bindgen_test]
fn another_window_may_delete_one_profile_or_all() {
    let page = page();
    let state = page.state;
    state.edit(|document| document.set(PATENTS, "1"));
    state.save_what_is_pending();
    let first = state.open_profile().id;
    state.begin_profile(Some("Other"), Document::default());
    state.switch_to(first);
    store::take_off(first);
    state.edit(|_| ());
    state.save_what_is_pending();
    let told = untrack(|| state.earlier_answers()).and_then(|merged| merged.deleted);
    assert_eq!((told, patents(state).as_str(), names()), (Some(Deleted::Profile), "", vec!["Other".to_owned()]));
    state.edit(|document| document.set(PATENTS, "5"));
    state.save_what_is_pending();
    // Everything: what is tried out and what could be taken back go too.
    state.edit_with_undo("all", |state| state.edit(|document| document.set(PATENTS, "6")));
    state.try_out(day(), |document| document.set(PATENTS, "7"));
    store::delete_everything();
    state.wiped();
    assert!(state.trial.with_untracked(Option::is_none) && !untrack(|| state.can_undo("all")));
    assert_eq!((patents(state).as_str(), names()), ("", vec![]));
    let told = untrack(|| state.earlier_answers()).and_then(|merged| merged.deleted);
    assert_eq!(told, Some(Deleted::All));
}

/// Of a file of several either all are added or none, and the open one stays open.
#[wasm_bindgen_test]
fn profiles_from_a_file_are_added_whole() {
    let page = page();
    let state = page.state;
    state.edit(|document| document.set(PATENTS, "1"));
    state.save_what_is_pending();
    let one = |name: &str| {
        let mut header = Header::default();
        header.set_name(name);
        let mut document = Document::default();
        document.set(PATENTS, "9");
        (header, document)
    };
    assert_eq!(state.add_profiles(&[one("A"), one("B")], &[]), Ok(2));
    assert_eq!((names(), patents(state).as_str()), (vec![String::new(), "A".to_owned(), "B".to_owned()], "1"));
    assert_eq!(store::known().iter().filter_map(|one| one.document()).filter(|document| document.text(PATENTS) == "9").count(), 2);
    assert_eq!(state.add_profiles(&vec![one("C"); 98], &[]), Err(AddFault::TooMany));
    // A later version has been here: nothing may be written.
    empty_storage().set_item("hsmp/v1/profile", r#"{"schema":99}"#).unwrap();
    assert_eq!(state.add_profiles(&[one("D")], &[]), Err(AddFault::NotSaved));
    assert_eq!(names(), Vec::<String>::new());
    empty_storage();
}

/// Two windows may give a profile a name and answer in it.
#[wasm_bindgen_test]
fn a_name_and_answers_of_two_windows_are_both_stored() {
    let page = page();
    let state = page.state;
    state.edit(|document| document.set(PATENTS, "1"));
    state.save_what_is_pending();
    let mut other = Device::load().0;
    let Found::Profile(mut document) = found() else { panic!("not found") };
    state.change_header(|header| header.set_name("Me"));
    document.set(Achievements::PUBLICATIONS, "12");
    other.save(&document, day()).unwrap();
    assert_eq!((names(), other.header().name()), (vec!["Me".to_owned()], "Me"));
    state.edit(|_| ());
    state.save_what_is_pending();
    assert_eq!((state.saved.get_untracked(), state.peek(|own| own.text(Achievements::PUBLICATIONS))), (Saved::Yes, "12".to_owned()));
    store::delete_everything();
}

/// A profile that a later version saved is shown empty, and not written over.
#[wasm_bindgen_test]
fn a_profile_of_a_later_version_can_be_passed_over() {
    let page = page();
    let state = page.state;
    state.edit(|document| document.set(PATENTS, "1"));
    state.save_what_is_pending();
    let first = state.open_profile().id;
    state.begin_profile(None, Document::default());
    let second = state.open_profile().id;
    state.switch_to(first);
    let storage = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    let newer = storage.get_item(&second.key()).unwrap().unwrap().replace("\"envelope\": 1", "\"envelope\": 99");
    storage.set_item(&second.key(), &newer).unwrap();
    state.switch_to(second);
    assert_eq!(state.saved.get_untracked(), Saved::No(NotSaved::Newer));
    state.switch_to(first);
    assert_eq!((state.saved.get_untracked(), patents(state).as_str()), (Saved::Unchanged, "1"));
    assert_eq!(storage.get_item(&second.key()).unwrap(), Some(newer));
    store::delete_everything();
}

/// Whoever opens a damaged profile sees its last good copy, and is told so.
#[wasm_bindgen_test]
fn a_damaged_profile_is_opened_from_its_copy() {
    let page = page();
    let state = page.state;
    state.edit(|document| document.set(PATENTS, "1"));
    state.save_what_is_pending();
    let first = state.open_profile().id;
    state.change_header(|header| header.set_name("Me"));
    state.begin_profile(None, Document::default());
    let storage = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    storage.set_item(&first.key(), "torn").unwrap();
    state.switch_to(first);
    assert_eq!((patents(state).as_str(), state.is_restored.get_untracked()), ("1", true));
    store::delete_everything();
}

/// The name of a file says what the profile is called, or else the day.
#[wasm_bindgen_test]
fn files_are_named_after_the_profile_or_the_day() {
    let page = page();
    let state = page.state;
    assert_eq!(state.file_name("plan", "ics"), "hsmp-plan-2026-06-01.ics");
    state.change_header(|header| header.set_name("Əli / plan: B"));
    assert_eq!(state.file_name("plan", "ics"), "hsmp-plan-Əli-plan-B.ics");
    store::delete_everything();
}
