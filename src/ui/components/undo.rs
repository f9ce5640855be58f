//! The offer to bring back what was removed.

use leptos::prelude::*;
use web_sys::MouseEvent;

use crate::ui::t;
use hsmp::key;

/// That something was removed, and the button that brings it back.
pub fn undo_offer(id: String, undo: Box<dyn FnMut(MouseEvent) + Send>) -> AnyView {
    view! {
        <p class="undo">
            {t(key!("rows.removed"))}
            " "
            <button class="button" type="button" id=id on:click=undo>
                {t(key!("rows.undo"))}
            </button>
        </p>
    }
    .into_any()
}
