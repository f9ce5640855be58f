//! Results that wait until they are asked for.

use hsmp::assess::Assessment;
use hsmp::key;
use hsmp::profile::{Achievements, Conditions, Document, Slot};
use hsmp_app::ui::components::{QuestionField, recalculate};
use hsmp_app::ui::{State, t};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Mounted, by_id, mount, next_frame};

const EMPTY: &str = r#"{"schema":2}"#;
const PATENTS: Slot = Achievements::PATENTS;
const PASSPORT: Slot = Conditions::PASSPORT_UNTIL;

fn page() -> Mounted {
    mount(EMPTY, |state| {
        view! {
            {recalculate::bar(state)}
            {recalculate::choice()}
            <QuestionField at=PATENTS/>
            <QuestionField at=PASSPORT/>
        }
        .into_any()
    })
}

fn shown(state: State) -> Assessment {
    state.assessment.get_untracked()
}

/// Answers are taken at once, and the results stay until somebody asks.
#[wasm_bindgen_test]
async fn results_stay_until_they_are_asked_for() {
    let page = page();
    let state = page.state;
    next_frame().await;
    assert_eq!(page.count("#recalculate-line"), 0, "nobody has chosen to ask");
    let empty = shown(state);
    state.wait_with_results(true);
    page.until("there is a line", |page| page.count("#recalculate-line") == 1).await;
    assert_eq!(page.text("#recalculate-line"), t(key!("recalculate.new")));
    page.type_into(PATENTS, "0");
    page.until("the line says so", |page| page.text("#recalculate-line") == t(key!("recalculate.old"))).await;
    assert_eq!(state.peek(|document| document.text(PATENTS)), "0", "the answer was not taken");
    assert!(shown(state) == empty, "the results moved");
    page.press_named(t(key!("recalculate.ask")));
    page.until("the line says so", |page| page.text("#recalculate-line") == t(key!("recalculate.new"))).await;
    let asked = shown(state);
    assert!(asked != empty, "the results did not follow");
    // It is said together with what it led to, once.
    page.until("it is said", |page| page.text("#announcer").starts_with(t(key!("recalculate.done")))).await;

    // Without waiting they follow again.
    page.type_into(PATENTS, "9");
    next_frame().await;
    assert!(shown(state) == asked, "the results moved");
    state.wait_with_results(false);
    page.until("the line is gone", |page| page.count("#recalculate-line") == 0).await;
    assert!(shown(state) != asked, "the results did not follow");
}

/// A slip is part of answering: it is said where it happens, whatever the results do.
#[wasm_bindgen_test]
async fn a_slip_is_said_also_while_results_wait() {
    let page = page();
    page.state.wait_with_results(true);
    page.type_into(PASSPORT, "31.2.2031");
    page.leave(PASSPORT);
    let message = by_id("conditions.passport_until-message");
    page.until("the slip is said", |page| page.text(&message) == t(key!("problem.no-such-day"))).await;
}

/// Other answers as a whole have their own results: nobody has to ask for them.
#[wasm_bindgen_test]
async fn other_answers_bring_their_results() {
    let page = page();
    let state = page.state;
    state.wait_with_results(true);
    let before = shown(state);
    let other = Document::parse(include_str!("../../examples/profiles/engineer.json")).unwrap();
    state.replace(other);
    assert!(shown(state) != before, "the results of other answers are missing");
    page.until("the line is there", |page| page.count("#recalculate-line") == 1).await;
    page.until("they are of these answers", |page| page.text("#recalculate-line") == t(key!("recalculate.new"))).await;
}

/// The choice is made beside the colours and kept on the device.
#[wasm_bindgen_test]
async fn the_choice_is_kept_on_the_device() {
    let page = page();
    assert!(!hsmp_app::store::are_results_asked_for());
    let choice: web_sys::HtmlSelectElement = page.one("#results");
    choice.set_value("asked");
    choice.dispatch_event(&web_sys::Event::new("change").unwrap()).unwrap();
    page.until("there is a line", |page| page.count("#recalculate-line") == 1).await;
    assert!(hsmp_app::store::are_results_asked_for());
    choice.set_value("");
    choice.dispatch_event(&web_sys::Event::new("change").unwrap()).unwrap();
    page.until("the line is gone", |page| page.count("#recalculate-line") == 0).await;
    assert!(!hsmp_app::store::are_results_asked_for());
}
