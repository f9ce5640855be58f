//! A button that says what it does.

use leptos::prelude::*;
use web_sys::MouseEvent;

/// A button that says what it does.
pub fn button(class: &'static str, text: impl Into<String>, act: Box<dyn FnMut(MouseEvent) + Send>) -> AnyView {
    let text = text.into();
    view! {
        <button class=class type="button" on:click=act>
            {text}
        </button>
    }
    .into_any()
}
