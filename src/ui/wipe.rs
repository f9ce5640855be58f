//! Deleting everything at once, from any page, by a shortcut that nobody presses by accident.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;

use super::{State, browser, t};
use hsmp::key;

/// How long the second press may take.
const AGAIN_WITHIN: Duration = Duration::from_secs(4);

/// Listens for the shortcut for as long as the page lives.
pub fn listen(state: State) {
    window_event_listener(ev::keydown, move |event| {
        let is_shortcut = (event.ctrl_key() || event.meta_key()) && event.shift_key() && event.key() == "Backspace";
        if !is_shortcut || event.repeat() {
            return;
        }
        event.prevent_default();
        if state.is_wipe_asked.get_untracked() {
            wipe(state);
        } else {
            state.is_wipe_asked.set(true);
            set_timeout(move || state.is_wipe_asked.set(false), AGAIN_WITHIN);
        }
    });
}

/// Deletes everything, and shows the first page as somebody sees it who has never been here.
fn wipe(state: State) {
    state.is_wipe_asked.set(false);
    let is_gone = state.delete_everything();
    let home = state.home();
    browser::replace_hash(&home.href());
    state.route.set(home);
    state.redraw();
    state.said.set(t(if is_gone { key!("about.delete.done") } else { key!("about.delete.failed") }).to_owned());
    request_animation_frame(|| browser::focus("page-title"));
}

/// What the first press leads to.
pub fn asked(state: State) -> AnyView {
    let text = move || state.is_wipe_asked.get().then(|| view! { <p class="notice">{t(key!("about.delete.again"))}</p> }.into_any());
    view! { <div>{move || text().into_any()}</div> }.into_any()
}
