//! Questions with their controls, and rows of them.

use std::cell::Cell;
use std::rc::Rc;

use hsmp::assess::with_figures;
use hsmp::key;
use hsmp::profile::{Answers, Conditions, Document, Elsewhere, Income, Pay, Slot, Stay};
use hsmp_app::ui::components::{Announcements, QuestionField, Rows, SectionFields, summary};
use hsmp_app::ui::{say, t};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlInputElement, HtmlSelectElement, window};

use crate::support::{Mounted, by_id, focused, mount, next_frame};

const EMPTY: &str = r#"{"schema":1}"#;
const PASSPORT: Slot = Conditions::PASSPORT_UNTIL;
const MEDICAL: Slot = Conditions::MEDICAL;
const SECTOR: Slot = Pay::SECTOR;
const GROSS: Slot = Pay::GROSS;

/// A slip is said when the person has finished, not while they type, and what they typed stays.
#[wasm_bindgen_test]
async fn a_slip_is_said_on_leaving_and_stays_to_be_mended() {
    let page = mount(EMPTY, |_| view! { <QuestionField at=PASSPORT/> }.into_any());
    let (input, message) = (by_id("conditions.passport_until"), by_id("conditions.passport_until-message"));
    page.type_into(PASSPORT, "31.2.2031");
    next_frame().await;
    assert_eq!((page.text(&message), page.attribute(&input, "aria-invalid")), (String::new(), None), "said too early");
    page.leave(PASSPORT);
    page.until("the slip is marked", |page| page.attribute(&input, "aria-invalid").as_deref() == Some("true")).await;
    assert_eq!(page.text(&message), t(key!("problem.no-such-day")));
    assert!(page.attribute(&input, "aria-describedby").unwrap().contains("conditions.passport_until-message"));
    assert_eq!(page.one::<HtmlInputElement>(&input).value(), "31.2.2031");
    assert_eq!(page.state.peek(|document| document.text(PASSPORT)), "31.2.2031");

    page.type_into(PASSPORT, "28.2.2031");
    page.leave(PASSPORT);
    page.until("the mark is gone", |page| page.attribute(&input, "aria-invalid").is_none()).await;
    assert_eq!(page.text(&message), "");
    assert!(page.state.peek(Document::to_json).contains("\"2031-02-28\""));
}

/// A control without a name of its own is nothing to a screen reader, and no browser may learn
/// what stands in it.
#[wasm_bindgen_test]
fn every_control_is_named_and_private() {
    for section in hsmp::profile::SECTIONS.iter().filter(|section| !section.list) {
        let page = mount(EMPTY, |_| view! { <SectionFields section=section.name/> }.into_any());
        assert_eq!(page.count(".field"), u32::try_from(section.fields.len()).unwrap());
        for known in section.fields {
            let path = known.slot.path();
            let controls = format!("[name='{path}']");
            assert!(page.count(&controls) > 0, "{path} has no control");
            assert_eq!(page.count(&controls), page.count(&format!("{controls}[autocomplete=off]")), "{path}");
            let label = if page.count(&format!("fieldset {controls}")) > 0 { "legend" } else { "label" };
            assert!(page.texts(label).contains(&say(&with_figures(known.label))), "{path} has no label");
        }
    }
}

/// One fact is asked once: which citizenship answers whether it is this one. What was answered stays to be changed.
#[wasm_bindgen_test]
async fn a_question_that_is_answered_elsewhere_hides_and_an_answered_one_stays() {
    let shown = |name: &str| format!(".field:not([hidden]) [name='{name}']");
    let page = mount(EMPTY, |_| {
        view! {
            <SectionFields section="you"/>
            <SectionFields section="income"/>
        }
        .into_any()
    });
    assert!(page.count(&shown("you.azerbaijani")) > 0 && page.count(&shown("you.stateless")) > 0);
    assert_eq!(page.count(&shown("income.rent_dwelling")), 0);
    page.state.edit(|document| {
        document.set(Elsewhere::NATIONALITY, "IN");
        document.set(Income::RENT, "100");
    });
    page.until("citizenship is known", |page| page.count(&shown("you.azerbaijani")) == 0).await;
    assert!(page.count(&shown("you.stateless")) == 0 && page.count(&shown("you.has_degree")) > 0);
    page.until("rent is explained", |page| page.count(&shown("income.rent_dwelling")) > 0).await;
    page.state.edit(|document| document.set(Income::RENT_DWELLING, "yes"));
    page.state.edit(|document| document.set(Income::RENT, ""));
    next_frame().await;
    next_frame().await;
    assert!(page.count(&shown("income.rent_dwelling")) > 0, "an answer was hidden");
}

/// Yes, no, not sure: each is one press, and the last takes the answer back.
#[wasm_bindgen_test]
fn a_choice_of_yes_no_or_open_is_an_answer() {
    let page = mount(EMPTY, |_| view! { <QuestionField at=MEDICAL/> }.into_any());
    let answer = || page.state.peek(|document| document.text(MEDICAL));
    assert_eq!(page.text("legend"), t(key!("profile.conditions.medical")));
    assert!(page.one::<HtmlInputElement>(&by_id("conditions.medical.open")).checked());
    for (id, text) in [("yes", "yes"), ("no", "no"), ("open", "")] {
        page.press(&by_id(&format!("conditions.medical.{id}")));
        assert_eq!(answer(), text);
        assert_eq!(page.count("input:checked"), 1);
    }
    assert!(!page.state.peek(|document| document.has(MEDICAL)), "an open answer is none");
}

/// An answer of a later version that this one does not offer must not be lost by being looked at.
#[wasm_bindgen_test]
fn an_answer_that_is_not_offered_is_kept_and_shown() {
    let page = mount(r#"{"schema":1,"pay":{"sector":"space"}}"#, |_| view! { <QuestionField at=SECTOR/> }.into_any());
    assert_eq!(page.attribute("option[selected]", "value").as_deref(), Some("space"));
    assert_eq!(page.text(&by_id("pay.sector-message")), t(key!("problem.not-a-choice")));
    page.choose(SECTOR, "private");
    assert_eq!(page.state.peek(|document| document.text(SECTOR)), "private");
}

/// Money has its unit beside it, and what was entered earlier stands in the field.
#[wasm_bindgen_test]
fn an_amount_stands_with_its_unit() {
    let page =
        mount(r#"{"schema":1,"pay":{"gross":{"amount":"2500.50","currency":"AZN"}}}"#, |_| view! { <QuestionField at=GROSS/> }.into_any());
    assert_eq!(page.one::<HtmlInputElement>("input").value(), "2500.50");
    assert_eq!((page.text(".unit").as_str(), page.attribute("input", "inputmode").as_deref()), ("AZN", Some("decimal")));
}

/// Adding goes on in the new row; typing in a row must not draw the rows anew, or the letter typed
/// next would go nowhere.
#[wasm_bindgen_test]
async fn rows_are_added_and_stay_while_they_are_filled_in() {
    let page = mount(EMPTY, |_| view! { <Rows section="stays"/> }.into_any());
    page.press(&by_id("stays-add"));
    page.until("the first field of the new row has the focus", |_| focused() == "stays.1.country").await;
    let input: HtmlInputElement = page.one(&by_id("stays.1.from"));
    page.type_into(Stay::FROM.in_row(1), "1.2.2026");
    page.choose(Stay::COUNTRY.in_row(1), "AZ");
    next_frame().await;
    assert!(input.is_connected(), "the row was drawn anew while it was being filled in");
    page.press(&by_id("stays-add"));
    page.until("there are two rows", |page| page.count("section.row") == 2).await;
    assert_eq!(page.texts("h3"), ["Stay 1", "Stay 2"]);
    assert_eq!(page.one::<HtmlInputElement>(&by_id("stays.1.from")).value(), "1.2.2026");
}

/// A row removed by mistake comes back as it was.
/// Forms of hundreds of rows would take minutes: some are drawn at a time, and all can be reached.
#[wasm_bindgen_test]
async fn of_many_rows_some_are_drawn_at_a_time() {
    let rows: Vec<String> = (1..=60).map(|id| format!(r#"{{"id":{id},"country":"AZ"}}"#)).collect();
    let profile = format!(r#"{{"schema":2,"stays":[{}]}}"#, rows.join(","));
    let page = mount(&profile, |_| view! { <Rows section="stays"/> }.into_any());
    let heads = |page: &Mounted| page.texts(".row-head h3");
    assert_eq!((heads(&page).len(), heads(&page).first().cloned()), (25, Some("Stay 1".to_owned())));
    let later = |page: &Mounted| page.one::<web_sys::HtmlElement>(".other-years .button:last-of-type").click();
    later(&page);
    page.until("the next rows are drawn", |page| heads(page).first().is_some_and(|name| name == "Stay 26")).await;
    // A new row is drawn, with those beside it, and has the focus.
    page.one::<web_sys::HtmlElement>("#stays-add").click();
    page.until("the last rows are drawn", |page| heads(page).last().is_some_and(|name| name == "Stay 61")).await;
    assert_eq!(heads(&page).len(), 11);
    next_frame().await;
    assert!(focused().starts_with("stays.") && focused().ends_with(".country"), "{}", focused());
    assert_eq!(page.texts(".other-years").len(), 1);
}

#[wasm_bindgen_test]
async fn a_removed_row_can_be_brought_back() {
    let profile = r#"{"schema":1,"stays":[{"id":1,"country":"AZ","from":"2026-01-01"},{"id":2,"country":"TR","from":"soon"}]}"#;
    let page = mount(profile, |_| view! { <Announcements/> <Rows section="stays"/> }.into_any());
    let before = page.state.peek(Document::clone);
    page.press("[aria-label='Remove: Stay 2']");
    page.until("one row is left", |page| page.count("section.row") == 1).await;
    page.until("the focus is where it can be undone", |_| focused() == "stays-undo").await;
    assert_eq!(page.text(".undo"), "Removed. Undo");
    page.until("it is said", |page| page.text("[role=status]").contains("Removed.")).await;
    page.press_named("Undo");
    page.until("the row is back", |page| page.count("section.row") == 2).await;
    assert_eq!(page.state.peek(Document::clone), before);
    page.until("the focus is back", |_| focused() == "stays-add").await;
    assert_eq!(page.count(".undo"), 0);
}

/// Bringing a row back must not take away what was answered since, however often and in whatever order.
#[wasm_bindgen_test]
async fn an_answer_given_after_a_removal_is_not_undone() {
    let profile = r#"{"schema":1,"stays":[{"id":1,"country":"AZ","from":"2026-01-01"},{"id":2,"country":"GE"}]}"#;
    let page = mount(profile, |_| view! { <Rows section="stays"/> }.into_any());
    let rows = |page: &Mounted| page.state.peek(|document| document.rows("stays"));
    page.press("[aria-label='Remove: Stay 1']");
    page.until("it can be undone", |page| page.count(".undo") == 1).await;
    page.press("[aria-label='Remove: Stay 1']");
    page.state.edit(|document| document.set(GROSS, "3200"));
    page.press("#stays-add");
    page.until("one is added", |page| rows(page) == [1]).await;
    page.press(".undo .button");
    page.until("the last is back, beside the new one", |page| rows(page) == [2, 1]).await;
    page.press(".undo .button");
    page.until("both are back", |page| rows(page).len() == 3 && page.count(".undo") == 0).await;
    let countries = rows(&page).into_iter().map(|row| page.state.peek(|document| document.text(Stay::COUNTRY.in_row(row))));
    assert_eq!(countries.collect::<Vec<_>>(), ["AZ", "GE", ""]);
    assert_eq!(page.state.peek(|document| document.text(GROSS)), "3200.00");
}

/// Letters typed one by one stand as they are typed, whatever else changes, until the field is left.
#[wasm_bindgen_test]
async fn what_is_being_typed_stays_while_other_answers_change() {
    let page = mount(EMPTY, |_| view! { <SectionFields section="pay"/> }.into_any());
    let input: HtmlInputElement = page.one(&by_id("pay.gross"));
    // Nobody types before the page was drawn.
    next_frame().await;
    input.focus().unwrap();
    page.type_into(GROSS, "32,5");
    input.set_selection_range(2, 2).unwrap();
    page.state.edit(|document| document.set(SECTOR, "private"));
    next_frame().await;
    next_frame().await;
    assert_eq!((focused().as_str(), input.value().as_str()), ("pay.gross", "32,5"));
    assert_eq!(input.selection_start().unwrap(), Some(2), "the caret moved");
    page.leave(GROSS);
    page.until("the answer as it is kept", |_| input.value() == "32.50").await;
    // An answer that comes from elsewhere, as from another tab or by undoing, is shown.
    page.state.edit(|document| document.set(GROSS, "4000"));
    page.until("the other answer", |_| input.value() == "4000.00").await;
    page.until("the other choice", |page| page.one::<HtmlSelectElement>(&by_id("pay.sector")).value() == "private").await;
    page.state.edit(|document| document.set(SECTOR, ""));
    page.until("no choice", |page| page.one::<HtmlSelectElement>(&by_id("pay.sector")).value().is_empty()).await;
}

/// A field that goes while it has the focus still tells that it was left; that must reach nothing that is gone.
#[wasm_bindgen_test]
async fn a_field_in_use_can_be_taken_away() {
    let profile = r#"{"schema":1,"stays":[{"id":1,"country":"AZ","from":"2026-01-01"},{"id":2,"country":"TR"}]}"#;
    let faults = Rc::new(Cell::new(0));
    let counted = Rc::clone(&faults);
    let watch = Closure::<dyn FnMut()>::new(move || counted.set(counted.get() + 1));
    window().unwrap().add_event_listener_with_callback("error", watch.as_ref().unchecked_ref()).unwrap();
    let page = mount(profile, |_| view! { <Rows section="stays"/> }.into_any());
    let input: HtmlInputElement = page.one(&by_id("stays.1.from"));
    input.focus().unwrap();
    page.type_into(Stay::FROM.in_row(1), "1.2.");
    page.state.edit(|document| document.remove_row("stays", 1));
    page.until("the row is gone", |page| page.count("section.row") == 1).await;
    assert_eq!(page.texts("h3"), ["Stay 1"], "the other row has another number now");
    assert!(page.one::<HtmlInputElement>(&by_id("stays.2.from")).is_connected());
    let other: HtmlInputElement = page.one(&by_id("stays.2.from"));
    other.focus().unwrap();
    drop(page);
    next_frame().await;
    window().unwrap().remove_event_listener_with_callback("error", watch.as_ref().unchecked_ref()).unwrap();
    assert_eq!(faults.get(), 0);
}

/// Somebody who looks at another year's pay must not take it for this year's.
#[wasm_bindgen_test]
fn pay_of_another_year_says_its_year() {
    let profile =
        |year: u32| format!(r#"{{"schema":1,"pay":{{"gross":{{"amount":"3000.00","currency":"AZN"}},"sector":"private","year":{year}}}}}"#);
    let said = |year: u32| {
        let page = mount(&profile(year), summary::answers);
        page.texts("dd").into_iter().find(|text| text.contains("AZN")).unwrap_or_default()
    };
    assert!(said(2025).ends_with("a month in 2025"), "{}", said(2025));
    assert!(said(2026).ends_with("a month"), "{}", said(2026));
}
