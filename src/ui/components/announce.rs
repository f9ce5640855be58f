//! What a change led to, said aloud where it happens elsewhere than where a person is. There is one place that
//! speaks, whatever there is to say: several would talk over each other.

use std::time::Duration;

use leptos::prelude::*;

use crate::ui::view::{live, use_state};
use crate::ui::{State, browser};

/// How long nothing may change before a change is announced.
const PAUSE: Duration = Duration::from_millis(800);

/// How long what is to be said waits for what else is to be said.
const MOMENT: Duration = Duration::from_millis(100);

/// The place that speaks. It is there from the start: screen readers overlook what comes with its text.
#[component]
pub fn Announcements() -> AnyView {
    let state = use_state();
    view! {
        <p class="visually-hidden" id="announcer" role="status" aria-live="polite">
            {live(move || state.said.get())}
        </p>
    }
    .into_any()
}

/// Says something at once.
pub fn tell(state: State, text: &str) {
    tell_after(state, text, MOMENT);
}

/// Says something when what follows from the answers is said.
pub fn tell_with_results(state: State, text: &str) {
    tell_after(state, text, PAUSE + MOMENT);
}

fn tell_after(state: State, text: &str, wait: Duration) {
    let is_waiting = state.to_say.with_value(|to_say| !to_say.is_empty());
    state.to_say.update_value(|to_say| {
        if !to_say.contains(text) {
            to_say.push_str(if is_waiting { " " } else { "" });
            to_say.push_str(text);
        }
    });
    if !is_waiting && !text.is_empty() {
        // The same text would not be said again, if it still stood there.
        state.said.set(String::new());
        set_timeout(move || state.said.set(state.to_say.try_update_value(std::mem::take).unwrap_or_default()), wait);
    }
}

/// Says once, politely and after a pause, what a change of answers led to. What stands on the page at the
/// start is read there; only changes are announced, and of quick changes only the last.
#[component]
pub fn Announcer(
    /// What is said.
    summary: Signal<String>,
) -> AnyView {
    announcer(summary, Some(summary.get_untracked()), move || summary.get_untracked())
}

/// The same for a part of the page that follows the answers: what stands in it is said once it has come to rest. A
/// part that is announced by itself is read out at every key that is pressed.
#[component]
pub fn Spoken(
    /// The id of the part.
    of: &'static str,
    /// What else it follows.
    #[prop(optional)]
    with: Option<Signal<String>>,
) -> AnyView {
    let state = use_state();
    let changes = live(move || {
        state.assessment.track();
        with.map(|with| with.get()).unwrap_or_default()
    });
    announcer(changes, None, move || browser::text_of(of))
}

/// Says what there is to say when nothing it follows has changed for a while. What it begins with, if that is not
/// known yet, is what there is once the page is drawn.
fn announcer(follows: Signal<String>, begins_with: Option<String>, text: impl Fn() -> String + Copy + Send + Sync + 'static) -> AnyView {
    let state = use_state();
    let known = StoredValue::new(begins_with);
    let turn = StoredValue::new(0u32);
    Effect::new(move || {
        follows.track();
        let own = turn.get_value() + 1;
        turn.set_value(own);
        // The page may have been left meanwhile: nothing of it is asked any more.
        let is_last = move || turn.try_get_value() == Some(own);
        if own == 1 {
            request_animation_frame(move || {
                if known.try_with_value(Option::is_none) == Some(true) {
                    known.set_value(Some(text()));
                }
            });
        }
        let announce = move || {
            if is_last() {
                let now = text();
                if known.with_value(|known| known.as_ref() != Some(&now)) {
                    tell(state, &now);
                    known.set_value(Some(now));
                }
            }
        };
        set_timeout(announce, PAUSE);
    });
    ().into_any()
}
