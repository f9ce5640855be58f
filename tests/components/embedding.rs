//! The calculator in a partner's page: what is shown, where answers go, and what the page around it hears.

use std::cell::RefCell;
use std::rc::Rc;

use hsmp::key;
use hsmp::profile::{Answers, Document, Journey, Pay, Slot, You};
use hsmp::receipt::receipt_file;
use hsmp_app::store::{self, NotSaved, Place};
use hsmp_app::ui::embed::Calculator;
use hsmp_app::ui::{App, Route, Saved, t};
use js_sys::JSON;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{CustomEvent, Element, Event, HtmlElement, Storage, window};

use crate::support::{Mounted, by_id, day, mount, next_frame};

const EMPTY: &str = r#"{"schema":2}"#;
const GROSS: Slot = Pay::GROSS;

/// What the script of the frame leaves on the root element, until this is dropped.
struct Frame(Vec<&'static str>);

impl Frame {
    fn with(settings: &[(&'static str, &str)]) -> Self {
        settings.iter().for_each(|(name, value)| root().set_attribute(name, value).unwrap());
        Self(settings.iter().map(|(name, _)| *name).collect())
    }

    fn of(calculator: &str, storage: &str) -> Self {
        Self::with(&[("data-embed", calculator), ("data-embed-storage", storage)])
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        self.0.iter().for_each(|name| root().remove_attribute(name).unwrap());
        root().remove_attribute("style").unwrap();
    }
}

fn root() -> HtmlElement {
    window().unwrap().document().unwrap().document_element().unwrap().dyn_into().unwrap()
}

fn storages() -> [Storage; 2] {
    let window = window().unwrap();
    [window.local_storage().unwrap().unwrap(), window.session_storage().unwrap().unwrap()]
}

/// Everything that is shown of a frame, at one of our pages.
fn show(route: Route, profile: &str) -> Mounted {
    storages()[1].clear().unwrap();
    mount(profile, move |state| {
        state.route.set(route);
        view! { <App/> }.into_any()
    })
}

/// What the script of the frame hears.
struct Heard {
    messages: Rc<RefCell<Vec<String>>>,
    listener: Closure<dyn FnMut(CustomEvent)>,
}

impl Heard {
    fn begin() -> Self {
        let messages = Rc::new(RefCell::new(Vec::new()));
        let own = Rc::clone(&messages);
        let listener = Closure::new(move |event: CustomEvent| own.borrow_mut().push(event.detail().as_string().unwrap()));
        window().unwrap().add_event_listener_with_callback("hsmp-embed", listener.as_ref().unchecked_ref()).unwrap();
        Self { messages, listener }
    }

    fn all(&self) -> Vec<String> {
        self.messages.borrow().clone()
    }
}

impl Drop for Heard {
    fn drop(&mut self) {
        window().unwrap().remove_event_listener_with_callback("hsmp-embed", self.listener.as_ref().unchecked_ref()).unwrap();
    }
}

async fn frames(count: usize) {
    for _ in 0..count {
        next_frame().await;
    }
}

/// Each question stands alone: no navigation of ours, and its answer before any of its fields.
#[wasm_bindgen_test]
async fn each_calculator_shows_its_answer_first_and_no_navigation() {
    for calculator in Calculator::ALL.into_iter().filter(|calculator| *calculator != Calculator::Full) {
        let _frame = Frame::of(calculator.name(), "none");
        let page = show(calculator.home(), EMPTY);
        let name = calculator.name();
        page.until(name, |page| page.count(".embed-foot") == 1).await;
        assert_eq!(page.count("header, .main-nav, .sub-nav, .foot-groups, #theme, #language"), 0, "{name}");
        assert_eq!(page.text("h1"), t(calculator.home().title()), "{name}");
        let answer: Element = page.one("main :is(.verdict, .verdict-line, .lead, .plan-who)");
        let fields = page.root.query_selector_all("main :is(input, textarea, fieldset)").unwrap();
        assert!(fields.length() > 0, "{name} asks nothing");
        let first = fields.item(0).unwrap();
        let follows = answer.compare_document_position(&first) & web_sys::Node::DOCUMENT_POSITION_FOLLOWING;
        assert_ne!(follows, 0, "{name}: a field before the answer");
        assert!(!page.texts("button").iter().any(|text| text == t(key!("report.print"))), "{name}: frames cannot print");
    }
}

/// What the answer needs and another page asks stands below it; elsewhere there is a way back.
#[wasm_bindgen_test]
async fn no_other_page_is_needed_and_none_is_a_dead_end() {
    let _frame = Frame::of("pay", "none");
    let page = show(Route::Pay, EMPTY);
    page.until("it is drawn", |page| page.count(".embed-foot") == 1).await;
    assert_eq!(page.count("#embed-questions fieldset"), 1);
    assert_eq!(page.count(&by_id(&format!("{}.yes", You::AZERBAIJANI.path()))), 1);
    assert_eq!(page.count(".embed-back"), 0);
    for route in [Route::Summary, Route::Answers, Route::About, Route::Profiles] {
        page.state.route.set(route);
        page.until("the way back", |page| page.count(".embed-back") == 1).await;
        assert_eq!(page.attribute(".embed-back a", "href").as_deref(), Some("#/pay"));
        assert_eq!(page.text(".embed-back"), "Back to “Take-home pay”");
    }
    page.until("one profile only", |page| page.text("main").contains(t(key!("embed.no-profiles")))).await;
}

/// All of the calculator has its navigation, and profiles only where they are saved.
#[wasm_bindgen_test]
async fn the_full_calculator_has_its_navigation() {
    for (storage, profiles) in [("device", 1), ("session", 0), ("none", 0)] {
        let _frame = Frame::of("full", storage);
        let page = show(Route::Pay, EMPTY);
        page.until("it is drawn", |page| page.count(".embed-foot") == 1).await;
        assert_eq!((page.count(".main-nav"), page.count(".embed-foot .foot-groups"), page.count(".embed-back")), (1, 1, 0));
        assert_eq!(page.count(".profile-place"), profiles, "{storage}");
        assert_eq!(page.count(".foot-groups a[href='#/profiles']"), profiles, "{storage}");
        assert_eq!(page.count("#language"), 0, "the page around it chooses");
    }
}

/// Nothing is stored, asked or remembered, and nobody is alarmed: it is meant so.
#[wasm_bindgen_test]
async fn storage_none_touches_no_storage() {
    let frame = Frame::of("pay", "none");
    let page = show(Route::Pay, EMPTY);
    page.until("it is drawn", |page| page.count(".embed-foot") == 1).await;
    page.type_into(GROSS, "3000");
    page.until("the answer", |page| page.text("main").contains("2,")).await;
    page.state.save_what_is_pending();
    page.state.keep_in_tab();
    store::save_theme(store::Theme::Dark);
    store::tell();
    store::keep_in_tab("hsmp/v1/words/1", "words");
    let kept = RwSignal::new(None);
    store::ask_to_keep(move |lasting| kept.set(Some(lasting)));
    frames(3).await;
    assert_eq!(kept.get_untracked(), Some(store::Lasting::Unknown), "the browser is not asked");
    assert_eq!(storages().map(|storage| storage.length().unwrap()), [0, 0]);
    assert_eq!(page.state.saved.get_untracked(), Saved::No(NotSaved::Unwanted));
    assert_eq!(page.count(".notice"), 0, "{}", page.root.inner_html());
    assert!(page.text(".embed-foot").contains(t(key!("embed.stored.nowhere"))));
    assert!(store::delete_everything());
    drop(frame);
    assert_eq!(Place::of_page(), Place::Device);
}

/// A frame without the setting stores nothing either.
#[wasm_bindgen_test]
fn without_a_setting_nothing_is_stored() {
    let _frame = Frame::with(&[("data-embed", "pay")]);
    assert_eq!(Place::of_page(), Place::Nowhere);
    assert_eq!(store::why_none(), Some(NotSaved::Unwanted));
}

/// In the tab, or on the device.
#[wasm_bindgen_test]
async fn answers_go_where_the_page_around_asks() {
    for (storage, text, lengths) in
        [("session", key!("embed.stored.tab"), [false, true]), ("device", key!("embed.stored.device"), [true, false])]
    {
        let _frame = Frame::of("pay", storage);
        let page = show(Route::Pay, EMPTY);
        page.until("it is drawn", |page| page.count(".embed-foot") == 1).await;
        page.type_into(GROSS, "3000");
        page.state.save_what_is_pending();
        assert_eq!(page.state.saved.get_untracked(), Saved::Yes, "{storage}");
        let holds = storages().map(|storage| storage.get_item("hsmp/v1/profile/1").unwrap().is_some_and(|text| text.contains("3000")));
        assert_eq!(holds, lengths, "{storage}");
        assert!(page.text(".embed-foot").contains(t(text)), "{storage}");
        assert!(store::delete_everything());
    }
}

/// What is wrong is said, and never leaves a blank.
#[wasm_bindgen_test]
async fn faults_are_said_and_the_calculator_works() {
    {
        let _frame = Frame::with(&[("data-embed", ""), ("data-embed-fault", "calculator")]);
        let page = show(Route::Summary, EMPTY);
        page.until("the choice", |page| page.count(".embed-choice a") == 7).await;
        assert!(page.text("main").contains(t(key!("embed.unknown.text"))));
        page.press(".embed-choice a[href='#/pay']");
        page.state.route.set(Route::Pay);
        page.until("the calculator", |page| page.count(&by_id(&GROSS.path())) == 1).await;
        assert_eq!(page.count(".embed-choice, .embed-back"), 0);
        // The address is another now; the next test begins without.
        window().unwrap().location().set_hash("").unwrap();
    }
    for (fault, said) in [("language", "so you see English"), ("setting", "works all the same")] {
        let _frame = Frame::with(&[("data-embed", "pay"), ("data-embed-fault", fault)]);
        let page = show(Route::Pay, EMPTY);
        page.until("it is said", |page| page.text("[role='alert']").contains(said)).await;
        assert_eq!(page.count(&by_id(&GROSS.path())), 1);
    }
}

/// The page around the frame hears how far one is, in whole numbers, and that there is a result.
#[wasm_bindgen_test]
async fn steps_and_the_end_say_nothing_of_the_answers() {
    let heard = Heard::begin();
    let _frame = Frame::of("pay", "none");
    let page = show(Route::Pay, EMPTY);
    page.until("the first step", |_| heard.all().len() == 1).await;
    page.type_into(GROSS, "3456");
    page.until("the end", |_| heard.all().len() == 3).await;
    page.type_into(GROSS, "4567");
    frames(5).await;
    let expected = [r#"{"type":"step","index":0,"total":3}"#, r#"{"type":"step","index":1,"total":3}"#, r#"{"type":"completed"}"#];
    assert_eq!(heard.all(), expected);
}

/// Every calculator tells its end, and none before there is an answer.
#[wasm_bindgen_test]
async fn a_plan_is_complete_once_it_has_a_beginning() {
    let heard = Heard::begin();
    let _frame = Frame::of("plan", "none");
    let page = show(Route::Timeline, EMPTY);
    page.until("the first step", |_| heard.all().len() == 1).await;
    page.state.edit(|document| document.set(Journey::START, "2026-09-01"));
    page.until("the end", |_| heard.all().last().is_some_and(|last| last.contains("completed"))).await;
}

/// The result goes only to a host that may have it, which the button names, and only after the click.
#[wasm_bindgen_test]
async fn the_result_is_sent_only_at_the_click() {
    let heard = Heard::begin();
    let _frame = Frame::of("pay", "none");
    let page = show(Route::Pay, EMPTY);
    page.until("it is drawn", |page| page.count(".embed-foot") == 1).await;
    page.type_into(GROSS, "3000");
    frames(3).await;
    assert_eq!(page.count(".embed-send"), 0, "nobody may have it");
    let _host = Frame::with(&[("data-embed-host", "https://partner.example")]);
    window().unwrap().dispatch_event(&Event::new("hsmp-embed-host").unwrap()).unwrap();
    page.until("it is offered", |page| page.count(".embed-send button") == 1).await;
    assert_eq!(page.text(".embed-send button"), "Send the result to https://partner.example");
    assert!(page.text(".embed-send").contains("gets your answers"));
    assert!(!heard.all().iter().any(|message| message.contains("result") || message.contains("3000")), "{:?}", heard.all());
    page.press(".embed-send button");
    let last = heard.all().pop().unwrap();
    let message = JSON::parse(&last).unwrap();
    let part = |name: &str| js_sys::Reflect::get(&message, &name.into()).unwrap().as_string().unwrap();
    let expected = page.state.peek(|document| receipt_file(document, day()));
    assert_eq!((part("type"), part("receipt")), ("result".to_owned(), expected));
}

/// The full calculator opens without answers; with them only where there are some, and only at the click.
#[wasm_bindgen_test]
async fn the_way_out_carries_answers_only_at_the_click() {
    let _frame = Frame::of("pay", "none");
    let page = show(Route::Pay, EMPTY);
    page.until("it is drawn", |page| page.count(".embed-foot") == 1).await;
    let link = |name: &str| page.attribute("#embed-open", name);
    assert_eq!([link("href"), link("target"), link("rel")].map(Option::unwrap_or_default), ["./", "_blank", "noopener"]);
    let with_answers = || page.texts(".embed-foot span:not([hidden]) > button");
    assert_eq!(with_answers(), [""; 0]);
    page.type_into(GROSS, "3000");
    page.until("the choice", |_| with_answers() == ["Open it with my answers"]).await;
    assert!(!page.root.inner_html().contains("#/shared"));

    // Stopped before the browser opens it.
    let opened = Rc::new(RefCell::new(Vec::new()));
    let own = Rc::clone(&opened);
    let stop = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        event.prevent_default();
        own.borrow_mut().push(event.target().unwrap().unchecked_into::<Element>().get_attribute("href").unwrap());
    });
    let click = js_sys::Function::new_with_args(
        "hear",
        "const before = HTMLElement.prototype.click; HTMLElement.prototype.click = function () { \
         if (this.tagName === 'A' && !this.isConnected) { this.addEventListener('click', hear); } before.call(this); }; \
         return () => { HTMLElement.prototype.click = before; };",
    );
    let restore = click.call1(&wasm_bindgen::JsValue::NULL, stop.as_ref()).unwrap();
    page.press_named("Open it with my answers");
    // A life that fills an address.
    let long = "x".repeat(9_000);
    let mut document = page.state.peek(Document::clone);
    document.set(Journey::NAME, &long);
    page.state.replace(document);
    page.press_named("Open it with my answers");
    page.until("it is said", |page| page.count("#embed-too-long button") == 1).await;
    js_sys::Function::from(restore).call0(&wasm_bindgen::JsValue::NULL).unwrap();
    assert_eq!(opened.borrow().len(), 1);
    assert!(opened.borrow()[0].starts_with("./#/shared/"), "{opened:?}");
}

/// An explanation opens beside what was pressed, however high the frame is.
#[wasm_bindgen_test]
async fn explanations_open_beside_their_button() {
    let _frame = Frame::of("pay", "none");
    let page = show(Route::Pay, r#"{"schema":2,"pay":{"gross":"3000"}}"#);
    page.until("it is drawn", |page| page.count(".embed-foot") == 1).await;
    let top = page.one::<Element>("main .why").get_bounding_client_rect().top();
    page.press("main .why");
    page.until("it is open", |page| page.count("dialog[open] .steps") == 1).await;
    let set = || root().style().get_property_value("--dialog-top").unwrap();
    let before = set();
    let number: f64 = before.trim_end_matches("px").parse().unwrap();
    assert!((number - top).abs() < 100.0, "{number} for {top}");
    // What is pressed in it does not move it.
    page.press("dialog[open] summary");
    assert_eq!(set(), before);
}
