//! Paragraphs by what they are for. Each is one function for all places: its markup, written out at every
//! place, would be code at every place.

use leptos::prelude::*;

/// A paragraph.
pub fn paragraph(text: impl Into<String>) -> AnyView {
    let text = text.into();
    view! { <p>{text}</p> }.into_any()
}

/// What a page is for, or what it says in short.
pub fn lead(text: impl Into<String>) -> AnyView {
    of_class("lead", text.into())
}

/// Help beside what it is about.
pub fn hint(text: impl Into<String>) -> AnyView {
    of_class("hint", text.into())
}

/// What makes a statement uncertain.
pub fn doubt(text: impl Into<String>) -> AnyView {
    of_class("doubt", text.into())
}

/// What must not be overlooked.
pub fn notice(text: impl Into<String>) -> AnyView {
    of_class("notice-text", text.into())
}

/// The answer of a page in a line.
pub fn verdict_line(text: impl Into<String>) -> AnyView {
    of_class("verdict-line", text.into())
}

/// A remark in passing.
pub fn aside(text: impl Into<String>) -> AnyView {
    of_class("aside", text.into())
}

fn of_class(class: &'static str, text: String) -> AnyView {
    view! { <p class=class>{text}</p> }.into_any()
}
