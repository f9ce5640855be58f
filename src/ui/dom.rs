//! Builds the page: elements of one type, and places that follow the reactive graph.
//!
//! What the pages that are not Leptos views yet are built with; it goes with the last of them
//! ([`super::bridge`]). What changes is named by `live`, `attr_live` and `dynamic`, each an effect of
//! Leptos' reactive graph that is cleaned up with its owner.

use crate::ui::reactive::*;
use std::cell::RefCell;
use wasm_bindgen::closure::Closure;

use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{Document, Element, Event};

use super::{say, t};
use crate::message::{Key, Message};

/// An element of the page.
#[derive(Clone, Debug)]
pub struct El(Element);

fn document() -> Document {
    // This module runs in a page, and a page has both.
    web_sys::window().and_then(|window| window.document()).expect_throw("a page")
}

/// A new HTML element. Behind a point stand its classes: `p.hint`, `details.folded no-print`.
#[inline(never)]
pub fn el(kind: &str) -> El {
    make("http://www.w3.org/1999/xhtml", kind)
}

/// A new SVG element, named as by [`el`].
pub fn svg(kind: &str) -> El {
    make("http://www.w3.org/2000/svg", kind)
}

#[inline(never)]
fn make(namespace: &str, kind: &str) -> El {
    let (tag, classes) = kind.split_once('.').unwrap_or((kind, ""));
    // Only a name with a forbidden letter is refused, and names are literals of this program.
    let made = El(document().create_element_ns(Some(namespace), tag).ok().expect_throw("a literal name"));
    if classes.is_empty() { made } else { made.class(classes) }
}

/// Runs now, and again whenever what it read has changed, as long as its owner lives.
#[inline(never)]
pub fn follow(run: Box<dyn Fn()>) {
    // The effect stops when its handle is dropped, so the owner keeps it.
    StoredValue::new_local(RenderEffect::new(move |_: Option<()>| run()));
}

impl El {
    /// An element that is already on the page.
    pub fn existing(element: Element) -> Self {
        Self(element)
    }

    /// The browser's element.
    pub fn element(&self) -> &Element {
        &self.0
    }

    /// The browser's element as a more special kind; the literal tag decides whether it is one.
    pub fn cast<T: JsCast + Clone>(&self) -> Option<T> {
        self.0.dyn_ref::<T>().cloned()
    }

    /// Sets an attribute.
    #[must_use]
    #[inline(never)]
    pub fn attr(self, name: &str, value: &str) -> Self {
        // Refused only for names with forbidden letters; names are literals of this program.
        drop(self.0.set_attribute(name, value));
        self
    }

    /// Sets an attribute that is there or not.
    #[must_use]
    pub fn flag(self, name: &str, on: bool) -> Self {
        if on { self.attr(name, "") } else { self }
    }

    /// Sets the classes.
    #[must_use]
    #[inline(never)]
    pub fn class(self, names: &str) -> Self {
        self.attr("class", names)
    }

    /// Sets the id.
    #[must_use]
    #[inline(never)]
    pub fn id(self, id: &str) -> Self {
        self.attr("id", id)
    }

    /// An attribute that follows what it reads; absent where there is no value.
    #[must_use]
    pub fn attr_live(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        self.attr_boxed(name, Box::new(value))
    }

    #[inline(never)]
    fn attr_boxed(self, name: &'static str, value: Box<dyn Fn() -> Option<String>>) -> Self {
        let element = self.0.clone();
        let shown = RefCell::new(None);
        follow(Box::new(move || {
            let now = value();
            // Set to what it is already, it would still cost the browser a look at the page's style.
            if *shown.borrow() == now {
                return;
            }
            // As above: the names are ours.
            drop(match &now {
                Some(value) => element.set_attribute(name, value),
                None => element.remove_attribute(name),
            });
            shown.replace(now);
        }));
        self
    }

    /// Appends text.
    #[must_use]
    #[inline(never)]
    pub fn text(self, text: &str) -> Self {
        // Appending fails only where the result would not be a tree.
        drop(self.0.append_child(&document().create_text_node(text)));
        self
    }

    /// Appends a text of the locale files.
    #[must_use]
    #[inline(never)]
    pub fn t(self, key: Key) -> Self {
        self.text(t(key))
    }

    /// Appends a text with its gaps filled.
    #[must_use]
    #[inline(never)]
    pub fn say(self, message: &Message) -> Self {
        self.text(&say(message))
    }

    /// Appends text that follows what it reads.
    #[must_use]
    pub fn live(self, text: impl Fn() -> String + 'static) -> Self {
        self.live_boxed(Box::new(text))
    }

    #[inline(never)]
    fn live_boxed(self, text: Box<dyn Fn() -> String>) -> Self {
        let node = document().create_text_node("");
        drop(self.0.append_child(&node));
        let shown = RefCell::new(String::new());
        follow(Box::new(move || {
            let now = text();
            // A change that changes nothing would still be read aloud.
            if *shown.borrow() != now {
                node.set_data(&now);
                shown.replace(now);
            }
        }));
        self
    }

    /// Appends an element.
    #[must_use]
    #[inline(never)]
    pub fn child(self, child: El) -> Self {
        drop(self.0.append_child(&child.0));
        self
    }

    /// Appends an element, if there is one.
    #[must_use]
    #[inline(never)]
    pub fn maybe(self, child: Option<El>) -> Self {
        match child {
            Some(child) => self.child(child),
            None => self,
        }
    }

    /// Appends elements.
    #[must_use]
    pub fn children(self, children: impl IntoIterator<Item = El>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// Gives the element contents that follow what they read: all of them are made anew.
    ///
    /// So nothing a person is typing into may stand in here.
    #[must_use]
    pub fn dynamic(self, contents: impl Fn() -> Vec<El> + 'static) -> Self {
        self.dynamic_boxed(Box::new(contents))
    }

    #[inline(never)]
    fn dynamic_boxed(self, contents: Box<dyn Fn() -> Vec<El>>) -> Self {
        let element = self.0.clone();
        follow(Box::new(move || {
            let contents = contents();
            element.set_text_content(None);
            for child in contents {
                drop(element.append_child(&child.0));
            }
        }));
        self
    }

    /// Takes an attribute away.
    #[inline(never)]
    pub fn remove_attr(&self, name: &str) {
        // As above: names are literals of this program.
        drop(self.0.remove_attribute(name));
    }

    /// Sets an attribute that is there or not, or takes it away.
    #[inline(never)]
    pub fn toggle(&self, name: &str, on: bool) {
        // As above.
        drop(self.0.toggle_attribute_with_force(name, on));
    }

    /// Takes away what the element holds.
    #[inline(never)]
    pub fn empty(&self) {
        self.0.set_text_content(None);
    }

    /// Does something on an event.
    #[must_use]
    pub fn on(self, event: &str, act: impl FnMut(Event) + 'static) -> Self {
        self.on_boxed(event, Box::new(act))
    }

    #[inline(never)]
    fn on_boxed(self, event: &str, act: Box<dyn FnMut(Event)>) -> Self {
        // It goes with the element and not with the owner: a field that is taken out of the page while it is
        // used still tells that it was left, and what it tells it to must be there.
        let listener = Closure::wrap(act).into_js_value();
        // Adding a listener cannot fail.
        drop(self.0.add_event_listener_with_callback(event, listener.unchecked_ref()));
        self
    }
}

/// Elements one after another, where a place takes several. (Chains of iterators weigh ten times as much.)
#[derive(Default)]
pub struct Parts(Vec<El>);

impl Parts {
    /// Begins with one.
    pub fn of(first: El) -> Self {
        Self::default().one(first)
    }

    /// One more.
    #[must_use]
    #[inline(never)]
    pub fn one(mut self, part: El) -> Self {
        self.0.push(part);
        self
    }

    /// One more, if there is one.
    #[must_use]
    #[inline(never)]
    pub fn maybe(mut self, part: Option<El>) -> Self {
        self.0.extend(part);
        self
    }

    /// Several more.
    #[must_use]
    #[inline(never)]
    pub fn all(mut self, mut parts: Vec<El>) -> Self {
        self.0.append(&mut parts);
        self
    }

    /// All of them.
    pub fn done(self) -> Vec<El> {
        self.0
    }
}

/// What a person typed or chose, from the control an event happened on.
pub fn typed(event: &Event) -> String {
    let value = event.target().and_then(|target| js_sys::Reflect::get(&target, &"value".into()).ok());
    value.and_then(|value| value.as_string()).unwrap_or_default()
}

/// A paragraph of the locale files.
#[inline(never)]
pub fn p(class: &str, key: Key) -> El {
    el("p").class(class).t(key)
}

/// A button with a text.
pub fn button(class: &str, key: Key, act: impl FnMut(Event) + 'static) -> El {
    el("button").class(class).attr("type", "button").t(key).on("click", act)
}

/// A link to a page of this program.
#[inline(never)]
pub fn link(href: &str, text: &str) -> El {
    el("a").attr("href", href).text(text)
}
