//! What only some people look for, folded away under its name.

use leptos::prelude::*;

use crate::ui::t;
use crate::ui::view::Contents;
use hsmp::message::Key;

/// What only some people look for, folded away under its name.
#[component]
pub fn Folded(
    /// Its id, which an address can name.
    #[prop(optional)]
    id: Option<&'static str>,
    /// Its name.
    title: Key,
    /// Its classes.
    #[prop(optional)]
    class: &'static str,
    /// Whether it is not shown.
    #[prop(optional)]
    hidden: Option<Signal<bool>>,
    /// Whether it is open at first.
    #[prop(optional)]
    open: bool,
    /// What is folded away.
    children: Contents,
) -> AnyView {
    view! {
        <details
            class=if class.is_empty() { "folded".to_owned() } else { format!("folded {class}") }
            id=id
            open=open
            hidden=move || hidden.is_some_and(|hidden| hidden.get())
        >
            <summary>{t(title)}</summary>
            {children.0}
        </details>
    }
    .into_any()
}
