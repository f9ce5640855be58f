//! A box to tick.

use leptos::prelude::*;

use crate::ui::view::Contents;

/// A box to tick with its label.
#[component]
pub fn Tick(
    /// Its id.
    id: String,
    /// The classes of what holds both.
    #[prop(default = "tick")]
    class: &'static str,
    /// Whether it is ticked.
    checked: Signal<bool>,
    /// Whether it cannot be ticked now.
    #[prop(optional)]
    disabled: Option<Signal<bool>>,
    /// What is done where it is ticked or no longer.
    change: Box<dyn FnMut(web_sys::Event) + Send>,
    /// The label.
    children: Contents,
) -> AnyView {
    view! {
        <div class=class>
            <input
                type="checkbox"
                id=id.clone()
                prop:checked=checked
                disabled=move || disabled.is_some_and(|disabled| disabled.get())
                on:change=change
            />
            <label for=id>{children.0}</label>
        </div>
    }
    .into_any()
}
