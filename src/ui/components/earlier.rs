//! What another window did to these answers: a question was answered in both, where the later answer stands and the
//! earlier one can be brought back, or everything was deleted.

use leptos::prelude::*;

use super::button::button;
use super::trial::list_of_changes;
use crate::store::{Deleted, Merged};
use crate::ui::view::handler;
use crate::ui::{State, browser, t};
use hsmp::key;

/// What was deleted, or which answers took the place of earlier ones, and a button for each way on.
pub fn offer(state: State, Merged { document, earlier, deleted }: &Merged) -> AnyView {
    if let Some(deleted) = deleted {
        let text = match deleted {
            Deleted::All => key!("windows.deleted"),
            Deleted::Profile => key!("windows.deleted-profile"),
        };
        return view! { <p class="notice">{t(text)}</p> }.into_any();
    }
    let Some(earlier) = earlier else { return ().into_any() };
    let end = |is_wanted: bool| {
        handler(move |_| {
            state.settle_earlier(is_wanted);
            // The button that had the focus is gone.
            browser::focus("page-title");
        })
    };
    view! {
        <div class="notice">
            <p>
                <strong>{t(key!("windows.title"))}</strong>
                " "
                {t(key!("windows.text"))}
            </p>
            {list_of_changes(earlier, document)}
            {button("button", t(key!("windows.bring-back")), end(true))}
            {button("button", t(key!("windows.keep")), end(false))}
        </div>
    }
    .into_any()
}
