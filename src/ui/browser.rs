//! The few things asked of the browser itself.

use std::cell::Cell;
use std::time::Duration;

use leptos::prelude::{document, request_animation_frame, set_timeout, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, HtmlElement, HtmlInputElement};

use crate::store::Theme;
use hsmp::message::{Key, Message};
use hsmp::profile::MOST_BYTES;
use hsmp::quantity::Date;

/// Today where the person is, by the device's clock and time zone.
pub(super) fn today() -> Date {
    let now = js_sys::Date::new_0();
    let part = |number: u32| u8::try_from(number).unwrap_or(1);
    let year = i32::try_from(now.get_full_year()).unwrap_or(1970);
    Date::new(year, part(now.get_month() + 1), part(now.get_date())).unwrap_or(Date::MIN)
}

/// Milliseconds since the page was loaded.
pub(super) fn milliseconds() -> u32 {
    // Less than a person's life, so it fits.
    window().performance().map_or(0, |performance| performance.now() as u32)
}

/// How long it is until a new day begins where the person is, and a second more.
pub(super) fn until_midnight() -> Duration {
    let now = js_sys::Date::new_0();
    let passed = (now.get_hours() * 60 + now.get_minutes()) * 60 + now.get_seconds();
    Duration::from_secs(u64::from((24 * 60 * 60u32).saturating_sub(passed) + 1))
}

/// Does something once what has changed is on the screen. In a page that is not shown nothing is painted, so there
/// it is done at once.
pub(super) fn after_paint(act: impl FnOnce() + 'static) {
    if document().hidden() {
        return act();
    }
    request_animation_frame(move || set_timeout(act, Duration::ZERO));
}

/// Whether a page that is shown comes back from the history as it was left, and is not newly loaded.
pub(super) fn has_come_back(shown: &Event) -> bool {
    js_sys::Reflect::get(shown, &"persisted".into()).is_ok_and(|persisted| persisted.is_truthy())
}

/// Whether the person is at something on the page: a field, a button.
pub(super) fn is_page_used() -> bool {
    // The selector is a literal, so it is never refused.
    let is_used = |element: web_sys::Element| matches!(element.closest("main"), Ok(Some(_))) && element.id() != "page-title";
    document().active_element().is_some_and(is_used)
}

/// The address's hash.
pub(super) fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// Puts another hash into the address without leaving the page or asking anybody; what the history entry holds
/// stays.
pub(super) fn replace_hash(hash: &str) {
    if let Ok(history) = window().history() {
        let state = history.state().unwrap_or(JsValue::NULL);
        // Refused where it is done too often: the view is then only not remembered.
        drop(history.replace_state_with_url(&state, "", Some(hash)));
    }
}

/// The address of the page without what stands behind `?` and `#`.
pub(super) fn page_address() -> String {
    let address = window().location().href().unwrap_or_default();
    address.split(['#', '?']).next().unwrap_or_default().to_owned()
}

/// Copies the text of a field, and says whether that was possible. The text is selected, so that the person can copy it
/// where the page may not.
pub(super) fn copy(id: &str, then: impl FnOnce(bool) + 'static) {
    let Some(field) = element(id).and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) else { return };
    field.select();
    let clipboard = window().navigator().clipboard();
    // There is none on a page that came without encryption.
    if clipboard.is_undefined() {
        return then(false);
    }
    let copied = clipboard.write_text(&field.value());
    wasm_bindgen_futures::spawn_local(async move { then(wasm_bindgen_futures::JsFuture::from(copied).await.is_ok()) });
}

/// The element of an id.
pub(super) fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// What an element says, as it is shown; nothing where it is not there.
pub(super) fn text_of(id: &str) -> String {
    element(id).map(|element| element.inner_text()).unwrap_or_default()
}

/// Shows the colours chosen.
pub(super) fn set_theme(theme: Theme) {
    if let Some(root) = document().document_element() {
        // Setting an attribute of the page's root element cannot fail.
        drop(if theme == Theme::System { root.remove_attribute("data-theme") } else { root.set_attribute("data-theme", theme.name()) });
    }
}

/// What stands on the page's root element, where the scripts that run before this program leave what they know.
pub(super) fn on_root(name: &str) -> Option<String> {
    document().document_element()?.get_attribute(name)
}

/// The id of this build: the program that makes the delivery writes it into the page.
pub(super) fn build() -> String {
    on_root("data-build").unwrap_or_default()
}

/// Moves the focus to an element; what it is folded away in is opened.
pub(super) fn focus(id: &str) {
    if let Some(element) = element(id) {
        open_folded(&element);
        // An element that cannot take the focus leaves it where it is.
        drop(element.focus());
    }
}

/// Goes to a part of the page: its beginning is shown below the top edge, and it has the focus. (Left to
/// itself, a browser shows what takes the focus in the middle.)
pub(super) fn go_to(id: &str) {
    if let Some(part) = element(id) {
        open_folded(&part);
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // An element that cannot take the focus leaves it where it is.
        drop(part.focus_with_options(&options));
        part.scroll_into_view_with_bool(true);
    }
}

/// Opens what an element is folded away in.
fn open_folded(element: &HtmlElement) {
    // The selector is a literal, so it is never refused.
    while let Ok(Some(folded)) = element.closest("details:not([open])") {
        if folded.set_attribute("open", "").is_err() {
            break;
        }
    }
}

/// Where the link leads that was clicked, as it is written in the page.
pub(super) fn link_of(event: &Event) -> Option<String> {
    let clicked = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    // The selector is a literal, so it is never refused.
    clicked.closest("a").ok()??.get_attribute("href")
}

/// Loads the page again.
pub(super) fn reload() {
    drop(window().location().reload());
}

/// Opens the browser's print dialogue.
pub(super) fn print() {
    drop(window().print());
}

/// What the start script has counted since it locked the page: requests that left, and addresses to which the browser
/// stopped some.
pub(super) fn requests() -> (u32, u32) {
    let count = |name: &str| on_root(name).and_then(|number| number.parse().ok()).unwrap_or_default();
    (count("data-left"), count("data-stopped"))
}

/// What the start script knows of another version: "ready" to take over, "replaced" this one, or this one has
/// "expired".
pub(super) fn update() -> String {
    on_root("data-update").unwrap_or_default()
}

/// Tells the start script something.
pub(super) fn tell_start_script(what: &str) {
    if let Ok(event) = Event::new(what) {
        drop(window().dispatch_event(&event));
    }
}

/// Tells the script of the frame (`public/frame.js`) something, as JSON.
pub(super) fn tell_frame(message: &str) {
    let init = web_sys::CustomEventInit::new();
    init.set_detail(&message.into());
    if let Ok(event) = web_sys::CustomEvent::new_with_event_init_dict("hsmp-embed", &init) {
        drop(window().dispatch_event(&event));
    }
}

/// Puts a length into the style, under a name that begins with `--`.
pub(super) fn set_length(name: &str, pixels: f64) {
    if let Some(root) = document().document_element().and_then(|root| root.dyn_into::<HtmlElement>().ok()) {
        // A length is never refused.
        drop(root.style().set_property(name, &format!("{pixels}px")));
    }
}

/// How far below the top edge of the window something stands that was pressed; nothing where that is in a dialogue.
pub(super) fn top_of_pressed(event: &Event) -> Option<f64> {
    let pressed = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    // The selector is a literal, so it is never refused.
    let is_outside = matches!(pressed.closest("dialog"), Ok(None));
    is_outside.then(|| pressed.get_bounding_client_rect().top())
}

/// Opens an address beside this page, which learns nothing of it.
pub(super) fn open_beside(href: &str) {
    // A browser that opens nothing leaves the page as it is.
    drop(follow_link(&[("href", href), ("target", "_blank"), ("rel", "noopener noreferrer")]));
}

/// Follows a link that stands nowhere on the page.
fn follow_link(attributes: &[(&str, &str)]) -> Result<(), JsValue> {
    let link: HtmlElement = document().create_element("a")?.dyn_into()?;
    for (name, value) in attributes {
        link.set_attribute(name, value)?;
    }
    link.click();
    Ok(())
}

/// Hands the person a file. The browser keeps it on the device.
pub(super) fn download(name: &str, bytes: &[u8]) {
    let try_it = || -> Result<(), JsValue> {
        let blob = web_sys::Blob::new_with_u8_array_sequence(&js_sys::Array::of1(&js_sys::Uint8Array::from(bytes)))?;
        let url = web_sys::Url::create_object_url_with_blob(&blob)?;
        follow_link(&[("href", &url), ("download", name)])?;
        // Some browsers begin to read it only after a while.
        set_timeout(move || drop(web_sys::Url::revoke_object_url(&url)), Duration::from_secs(60));
        Ok(())
    };
    // A browser without downloads shows nothing; the answers are still on the page.
    drop(try_it());
}

/// That a file is too large, with the most there may be.
pub(super) fn largest(text: Key) -> Message {
    Message::new(text).with("megabytes", i64::try_from(MOST_BYTES / 1_000_000).unwrap_or(i64::MAX))
}

/// What a person chose to open.
pub(super) enum Chosen {
    /// More than any file of ours.
    TooLarge,
    /// Not to be read.
    NotRead,
    /// What it holds.
    Bytes(Vec<u8>),
}

/// Reads the file that was chosen in a control. The same file can be chosen again.
pub(super) fn read_chosen(event: &Event, then: impl FnOnce(Chosen) + 'static) {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some((input, file)) = input.and_then(|input| input.files()?.get(0).map(|file| (input, file))) else { return };
    if file.size() > MOST_BYTES as f64 {
        then(Chosen::TooLarge);
        return;
    }
    wasm_bindgen_futures::spawn_local(async move {
        let bytes = wasm_bindgen_futures::JsFuture::from(file.array_buffer()).await;
        input.set_value("");
        then(bytes.map_or(Chosen::NotRead, |bytes| Chosen::Bytes(js_sys::Uint8Array::new(&bytes).to_vec())));
    });
}

/// The text of bytes in one of the encodings that the browser knows.
pub(super) fn decoded(bytes: &[u8], encoding: &str) -> Option<String> {
    web_sys::TextDecoder::new_with_label(encoding).ok()?.decode_with_u8_array(bytes).ok()
}

thread_local! {
    static PANICKED: Cell<bool> = const { Cell::new(false) };
}

/// Whether there was a panic.
pub(super) fn has_panicked() -> bool {
    PANICKED.get()
}

/// Tells the start script of a panic: it freezes the page and offers to load it again. Where in the program it
/// happened stands on the page's root; what the panic says is not passed on: it could hold what the person typed.
pub(super) fn report_panics() {
    std::panic::set_hook(Box::new(|panic| {
        PANICKED.set(true);
        if let Some((place, root)) = panic.location().zip(document().document_element()) {
            drop(root.set_attribute("data-panic", &place.to_string()));
        }
        tell_start_script("hsmp-panic");
    }));
}

/// A number below another, at random.
pub fn random_below(limit: u32) -> u32 {
    // `random` gives less than 1.
    (js_sys::Math::random() * f64::from(limit)) as u32
}
