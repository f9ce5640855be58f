//! A field for words to search by.

use leptos::prelude::*;
use web_sys::Event;

use crate::ui::view::{handler, live};

/// The field with its label. What is typed is no word of ours, and nobody else is to know it: no spelling, no
/// translation, nothing the browser remembers.
pub fn search_field(id: &'static str, label: &'static str, query: RwSignal<String>) -> AnyView {
    let search = handler(move |event: Event| query.set(event_target_value(&event)));
    view! {
        <label for=id>{label}</label>
        <input
            class="input"
            id=id
            type="search"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            translate="no"
            prop:value=live(move || query.get())
            on:input=search
        />
    }
    .into_any()
}
