//! A place on the page for one component, and what a person does with it.

use std::cell::Cell;
use std::rc::Rc;

use hsmp::profile::{Document, Header, Slot};
use hsmp::quantity::Date;
use hsmp::text::{Catalogue, Language};
use hsmp_app::store::{Device, Found};
use hsmp_app::ui::components::Announcements;
use hsmp_app::ui::{State, set_words};
use js_sys::Promise;
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, HtmlSelectElement, Storage, window};

/// How many frames a change may take to show.
const FRAMES: usize = 120;

/// A component on the page. It goes when this is dropped.
pub(crate) struct Mounted {
    view: Option<UnmountHandle<AnyViewState>>,
    /// Everything the component made.
    pub(crate) root: Element,
    /// What the screens share.
    pub(crate) state: State,
}

/// The device's storage, emptied.
pub(crate) fn empty_storage() -> Storage {
    let storage = window().unwrap().local_storage().unwrap().unwrap();
    storage.clear().unwrap();
    storage
}

/// The day in all component tests.
pub(crate) fn day() -> Date {
    Date::new(2026, 6, 1).unwrap()
}

/// Where the first profile lies.
pub(crate) const FIRST_PROFILE: &str = "hsmp/v1/profile/1";

/// A profile as a window stores it.
pub(crate) fn sealed(document: &Document) -> String {
    Header::default().seal(document)
}

/// A window that was just opened.
pub(crate) fn opened() -> Device {
    Device::load().0
}

/// What such a window finds.
pub(crate) fn found() -> Found {
    Device::load().1
}

/// Shows a component for a profile on 1 June 2026, in English, with an empty storage.
pub(crate) fn mount(profile: &str, component: impl FnOnce(State) -> AnyView + 'static) -> Mounted {
    set_words(Catalogue::built_in(Language::English));
    empty_storage();
    let document = Document::parse(profile).expect("a profile");
    let page = window().unwrap().document().unwrap();
    let root: HtmlElement = page.create_element("div").unwrap().dyn_into().unwrap();
    page.body().unwrap().append_child(&root).unwrap();
    let made = Rc::new(Cell::new(None));
    let place = Rc::clone(&made);
    let view = mount_to(root.clone(), move || {
        let state = State::with(Device::default(), Found::Profile(document), day());
        place.set(Some(state));
        provide_context(state);
        view! {
            {component(state)}
            <Announcements/>
        }
        .into_any()
    });
    Mounted { view: Some(view), root: root.into(), state: made.take().unwrap() }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        drop(self.view.take());
        self.root.remove();
    }
}

impl Mounted {
    /// The one element a selector names.
    pub(crate) fn one<T: JsCast>(&self, selector: &str) -> T {
        let found = self.root.query_selector(selector).unwrap();
        let found = found.unwrap_or_else(|| panic!("no {selector} in {}", self.root.inner_html()));
        found.dyn_into().unwrap_or_else(|_| panic!("{selector} is another kind of element"))
    }

    /// How many elements a selector names.
    pub(crate) fn count(&self, selector: &str) -> u32 {
        self.root.query_selector_all(selector).unwrap().length()
    }

    /// The texts of the elements a selector names.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        let list = self.root.query_selector_all(selector).unwrap();
        (0..list.length()).filter_map(|index| list.item(index)?.text_content()).collect()
    }

    /// What an element says.
    pub(crate) fn text(&self, selector: &str) -> String {
        self.one::<Element>(selector).text_content().unwrap_or_default()
    }

    /// An attribute of an element.
    pub(crate) fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.one::<Element>(selector).get_attribute(name)
    }

    /// Presses a button.
    pub(crate) fn press(&self, selector: &str) {
        self.one::<HtmlElement>(selector).click();
    }

    /// Presses the button with this text.
    pub(crate) fn press_named(&self, text: &str) {
        let list = self.root.query_selector_all("button").unwrap();
        let button = (0..list.length()).filter_map(|index| list.item(index)).find(|node| node.text_content().as_deref() == Some(text));
        button.unwrap_or_else(|| panic!("no button '{text}'")).dyn_into::<HtmlElement>().unwrap().click();
    }

    /// Types into a field; the field keeps the focus.
    pub(crate) fn type_into(&self, slot: Slot, text: &str) {
        let input: HtmlInputElement = self.one(&by_id(&slot.path()));
        input.set_value(text);
        happen(&input, "input");
    }

    /// Leaves a field.
    pub(crate) fn leave(&self, slot: Slot) {
        happen(&self.one::<Element>(&by_id(&slot.path())), "blur");
    }

    /// Chooses from a list.
    pub(crate) fn choose(&self, slot: Slot, value: &str) {
        let select: HtmlSelectElement = self.one(&by_id(&slot.path()));
        select.set_value(value);
        happen(&select, "change");
    }

    /// Waits until something is so.
    pub(crate) async fn until(&self, what: &str, so: impl Fn(&Self) -> bool) {
        for _ in 0..FRAMES {
            if so(self) {
                return;
            }
            next_frame().await;
        }
        panic!("never: {what}; there is {}", self.root.inner_html());
    }
}

/// A selector for an id with dots.
pub(crate) fn by_id(id: &str) -> String {
    format!("[id='{id}']")
}

/// The id of what has the focus.
pub(crate) fn focused() -> String {
    window().unwrap().document().unwrap().active_element().map(|element| element.id()).unwrap_or_default()
}

fn happen(element: &Element, event: &str) {
    element.dispatch_event(&Event::new(event).unwrap()).unwrap();
}

/// Until the page was drawn: what follows from an event has happened then.
pub(crate) async fn next_frame() {
    let promise = Promise::new(&mut |done, _| {
        window().unwrap().request_animation_frame(&done).unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}
