//! Several windows with the same answers: none loses what another saved.

use hsmp::profile::{Achievements, Answers, Document, Job, Slot, You};
use hsmp_app::store::{Deleted, Device, Found, NotSaved, with_lock};
use hsmp_app::ui::State;
use hsmp_app::ui::components::QuestionField;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlInputElement, window};

use crate::support::{FIRST_PROFILE, by_id, day, empty_storage, focused, found, mount, next_frame, opened};

/// The lock of all windows.
const LOCK: &str = "hsmp/v1/profile";
const PATENTS: Slot = Achievements::PATENTS;
const PUBLICATIONS: Slot = Achievements::PUBLICATIONS;

fn with(answers: &[(Slot, &str)]) -> Document {
    let mut document = Document::default();
    for (slot, text) in answers {
        document.set(*slot, text);
    }
    document
}

/// Two windows that were opened on the same answers.
fn two() -> [(Device, Document); 2] {
    empty_storage();
    let base = with(&[(PATENTS, "1"), (You::AZERBAIJANI, "no")]);
    assert_eq!(opened().save(&base, day()), Ok(None));
    [opened(), opened()].map(|device| (device, base.clone()))
}

fn stored() -> Document {
    let Found::Profile(document) = found() else { panic!("nothing is stored") };
    document
}

#[wasm_bindgen_test]
fn edits_of_two_windows_are_both_stored() {
    let [(mut first, mut one), (mut second, mut two)] = two();
    one.set(PUBLICATIONS, "12");
    two.set(You::AZERBAIJANI, "yes");
    assert_eq!(first.save(&one, day()), Ok(None));
    let merged = second.save(&two, day()).unwrap().unwrap();
    let both = with(&[(PATENTS, "1"), (You::AZERBAIJANI, "yes"), (PUBLICATIONS, "12")]);
    assert_eq!((merged.earlier, stored().differences(&both)), (None, vec![]));
    // The first window looks, and has them too; then there is nothing left to do.
    let seen = first.save(&one, day()).unwrap().unwrap();
    assert_eq!(seen.document, merged.document);
    assert_eq!((first.save(&seen.document, day()), second.save(&merged.document, day())), (Ok(None), Ok(None)));
}

/// The browser may show one window's write to another only after that has written too.
#[wasm_bindgen_test]
fn a_write_that_was_not_seen_in_time_is_not_lost() {
    let [(mut first, mut one), (mut second, mut two)] = two();
    let storage = window().unwrap().local_storage().unwrap().unwrap();
    let before = storage.get_item(FIRST_PROFILE).unwrap().unwrap();
    one.set(PUBLICATIONS, "12");
    first.save(&one, day()).unwrap();
    // The second window still sees what was there before.
    storage.set_item(FIRST_PROFILE, &before).unwrap();
    two.set(You::AZERBAIJANI, "yes");
    assert_eq!(second.save(&two, day()), Ok(None));
    assert_eq!(stored(), two, "the first window's answer is gone for now");
    // It hears of the change, and looks.
    first.save(&one, day()).unwrap();
    let both = with(&[(PATENTS, "1"), (You::AZERBAIJANI, "yes"), (PUBLICATIONS, "12")]);
    assert_eq!(stored().differences(&both), []);
}

#[wasm_bindgen_test]
fn of_one_answer_the_later_is_stored_and_the_earlier_kept_at_hand() {
    let [(mut first, mut one), (mut second, mut two)] = two();
    one.set(PATENTS, "2");
    two.set(PATENTS, "3");
    first.save(&one, day()).unwrap();
    let merged = second.save(&two, day()).unwrap().unwrap();
    assert_eq!((stored().text(PATENTS), merged.earlier.unwrap().text(PATENTS)), ("3".to_owned(), "2".to_owned()));
    // The first window has stored its answer before: the other one is later.
    assert_eq!(first.save(&one, day()).unwrap().unwrap().document.text(PATENTS), "3");
}

#[wasm_bindgen_test]
fn what_was_deleted_elsewhere_stays_deleted() {
    let [(mut first, one), (mut second, mut two)] = two();
    empty_storage();
    assert_eq!(first.save(&one, day()).unwrap().unwrap().document, Document::default());
    assert_eq!(found(), Found::Nothing, "looking stores nothing");
    two.set(PUBLICATIONS, "12");
    second.save(&two, day()).unwrap();
    assert_eq!(stored(), with(&[(PUBLICATIONS, "12")]), "only what was answered after the deletion");
}

/// A row that was being changed when everything was deleted elsewhere is deleted too, not only its other answers.
#[wasm_bindgen_test]
fn no_row_comes_back_with_what_was_typed_into_it() {
    empty_storage();
    let [role, from] = [Job::ROLE.in_row(1), Job::FROM.in_row(1)];
    let base = with(&[(role, "chemist"), (from, "2020-01-01"), (PATENTS, "1")]);
    let mut window = opened();
    window.save(&base, day()).unwrap();
    let mut own = base.clone();
    own.set(role, "physicist");
    own.set(Job::ROLE.in_row(2), "new");
    empty_storage();
    let merged = window.save(&own, day()).unwrap().unwrap();
    assert_eq!((merged.deleted, &merged.document), (Some(Deleted::All), &with(&[(Job::ROLE.in_row(2), "new")])));
}

/// A row added to a copy that is tried out, and one that another window saved under the same number, are two.
#[wasm_bindgen_test]
async fn a_row_of_a_trial_and_one_of_another_window_are_two() {
    let page = mount(r#"{"schema":2,"jobs":[{"id":1,"role":"first"}]}"#, |_| view! { <p></p> }.into_any());
    let state = page.state;
    state.edit(|_| ());
    state.save_what_is_pending();
    let mut elsewhere = state.saved_answers();
    let role = Job::ROLE.in_row(2);
    state.try_out(state.today.get_untracked(), |copy| copy.set(role, "tried"));
    elsewhere.set(role, "saved elsewhere");
    elsewhere.set(Job::FROM.in_row(2), "2010-01-01");
    opened().save(&elsewhere, day()).unwrap();
    state.synchronise();
    page.until("the other window's row is there", |_| state.saved_answers() == elsewhere).await;
    state.end_trial(true);
    state.save_what_is_pending();
    let kept = stored();
    let jobs: Vec<_> =
        kept.rows(Job::SECTION).into_iter().map(|id| (kept.text(Job::ROLE.in_row(id)), kept.has(Job::FROM.in_row(id)))).collect();
    assert_eq!(jobs, [("first".to_owned(), false), ("tried".to_owned(), false), ("saved elsewhere".to_owned(), true)]);
}

/// Storage that takes a text and does not keep it must not pass for storage.
#[wasm_bindgen_test]
fn what_is_not_found_again_is_not_saved() {
    let [(mut first, mut one), _] = two();
    one.set(PUBLICATIONS, "12");
    let prototype = js_sys::Reflect::get(&window().unwrap(), &"Storage".into()).unwrap();
    let prototype = js_sys::Reflect::get(&prototype, &"prototype".into()).unwrap();
    let whole = js_sys::Reflect::get(&prototype, &"setItem".into()).unwrap();
    js_sys::Reflect::set(&prototype, &"setItem".into(), &js_sys::Function::new_no_args("")).unwrap();
    let outcome = first.save(&one, day());
    js_sys::Reflect::set(&prototype, &"setItem".into(), &whole).unwrap();
    assert_eq!(outcome, Err(NotSaved::Refused));
    assert_eq!(first.save(&one, day()), Ok(None), "it is tried again");
    assert_eq!(stored(), one);
}

/// A window waits for another one's lock, and for no other lock.
#[wasm_bindgen_test]
async fn one_window_at_a_time_works_on_the_profile() {
    let hold = js_sys::Function::new_with_args(
        "name",
        "return new Promise((held) => navigator.locks.request(name, () => new Promise((free) => held(free))))",
    );
    let held = |name: &str| wasm_bindgen_futures::JsFuture::from(js_sys::Promise::from(hold.call1(&"".into(), &name.into()).unwrap()));
    let done = RwSignal::new(0);
    let free: js_sys::Function = held(LOCK).await.unwrap().into();
    with_lock(move || done.update(|done| *done += 1));
    for _ in 0..5 {
        next_frame().await;
    }
    assert_eq!(done.get_untracked(), 0, "the lock is taken");
    free.call0(&"".into()).unwrap();
    for _ in 0..90 {
        next_frame().await;
    }
    assert_eq!(done.get_untracked(), 1);
    // A window that sleeps with the lock in hand must not keep the others from saving.
    let free: js_sys::Function = held(LOCK).await.unwrap().into();
    with_lock(move || done.update(|done| *done += 1));
    for _ in 0..90 {
        next_frame().await;
    }
    assert_eq!(done.get_untracked(), 2);
    free.call0(&"".into()).unwrap();
}

/// A browser without locks, or one that refuses them, must still save.
#[wasm_bindgen_test]
async fn without_locks_the_work_is_done_all_the_same() {
    let locks = js_sys::Reflect::get(&window().unwrap().navigator(), &"locks".into()).unwrap();
    let kind = js_sys::Reflect::get_prototype_of(&locks).unwrap();
    let whole = js_sys::Reflect::get(&kind, &"request".into()).unwrap();
    for body in ["return Promise.reject(new DOMException('no', 'SecurityError'))", "throw new DOMException('no', 'SecurityError')"] {
        js_sys::Reflect::set(&kind, &"request".into(), &js_sys::Function::new_no_args(body)).unwrap();
        let times = RwSignal::new(0);
        with_lock(move || times.update(|times| *times += 1));
        for _ in 0..5 {
            next_frame().await;
        }
        assert_eq!(times.get_untracked(), 1, "{body}");
    }
    js_sys::Reflect::set(&kind, &"request".into(), &whole).unwrap();
}

/// Another window's answers appear without taking away the focus or what is being typed.
#[wasm_bindgen_test]
async fn what_is_being_typed_stays_when_another_window_saves() {
    let fields = |_: State| {
        view! {
            <main>
                <QuestionField at=PATENTS/>
                <QuestionField at=PUBLICATIONS/>
            </main>
        }
        .into_any()
    };
    let page = mount(r#"{"schema":2}"#, fields);
    let state = page.state;
    let field: HtmlInputElement = page.one(&by_id(&PATENTS.path()));
    field.focus().unwrap();
    page.type_into(PATENTS, "1x");
    state.save_what_is_pending();
    let mut elsewhere = stored();
    elsewhere.set(PUBLICATIONS, "12");
    opened().save(&elsewhere, day()).unwrap();
    state.synchronise();
    page.until("the answer of the other window is shown", |page| {
        page.one::<HtmlInputElement>(&by_id(&PUBLICATIONS.path())).value() == "12"
    })
    .await;
    assert_eq!((field.value().as_str(), focused()), ("1x", PATENTS.path()));
    assert!(field.is_connected() && page.one::<HtmlElement>("main").contains(Some(&field)), "it is the same field");
}
