//! "Recalculate when I ask": the line that says which answers the results are from, and the button.

use leptos::ev;
use leptos::prelude::*;

use super::announce::{Announcer, tell_with_results};
use super::button::button;
use crate::store;
use crate::ui::view::{handler, live, use_state};
use crate::ui::{State, t};
use hsmp::key;
use hsmp::message::Key;

/// The line and the button, for whoever has chosen to ask. It stands there also while there is nothing to ask for: a
/// line that comes and goes would move what the person is reading.
pub fn bar(state: State) -> AnyView {
    let are_old = Memo::new(move |_| state.assessment.are_old());
    let name = |are_old| t(if are_old { key!("recalculate.old") } else { key!("recalculate.new") });
    let line = live(move || name(are_old.get()));
    // That they have become old is said once, when the person pauses.
    let said = live(move || if are_old.get() { name(true) } else { "" });
    let contents = move || {
        state.assessment.wait().then(|| {
            let ask = handler(move |_| recalculate(state));
            view! {
                <section class="recalculate" aria-label=t(key!("recalculate.results"))>
                    <p id="recalculate-line">{line}</p>
                    <p class="hint" id="recalculate-keys">
                        {t(key!("recalculate.keys"))}
                    </p>
                    {button("button", t(key!("recalculate.ask")), ask)}
                </section>
            }
            .into_any()
        })
    };
    view! {
        <div class="recalculate-place no-print">{move || contents().into_any()}</div>
        <Announcer summary=said/>
    }
    .into_any()
}

/// Works the results out from the answers as they are, and says so together with what they are.
pub fn recalculate(state: State) {
    state.recalculate();
    tell_with_results(state, t(key!("recalculate.done")));
}

/// Remembers the choice, and listens for the keys that ask from any field, for as long as the page lives.
pub fn listen(state: State) {
    if store::are_results_asked_for() {
        state.wait_with_results(true);
    }
    window_event_listener(ev::keydown, move |event| {
        let are_keys = (event.ctrl_key() || event.meta_key()) && event.key() == "Enter" && !event.repeat();
        if are_keys && untrack(|| state.assessment.wait()) {
            event.prevent_default();
            recalculate(state);
        }
    });
}

/// The choice between the two, beside that of the colours.
pub fn choice() -> AnyView {
    let state = use_state();
    let chosen = live(move || if state.assessment.wait() { "asked" } else { "" });
    let choose = handler(move |event: web_sys::Event| {
        let waits = !event_target_value(&event).is_empty();
        store::save_results_asked_for(waits);
        state.wait_with_results(waits);
    });
    let option = |value: &'static str, name: Key| {
        view! {
            <option value=value>
                {t(name)}
            </option>
        }
        .into_any()
    };
    view! {
        <label class="tool-name" for="results">
            {t(key!("recalculate.results"))}
        </label>
        <select id="results" class="tool" autocomplete="off" prop:value=chosen on:change=choose>
            {option("", key!("recalculate.typing"))}
            {option("asked", key!("recalculate.asking"))}
        </select>
    }
    .into_any()
}
