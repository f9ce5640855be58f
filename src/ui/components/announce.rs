//! What a change led to, said aloud where it happens elsewhere than where a person is.

use std::time::Duration;

use leptos::prelude::*;

use crate::ui::browser;
use crate::ui::view::{live, use_state};

/// How long nothing may change before a change is announced.
const PAUSE: Duration = Duration::from_millis(800);

/// Says once, politely and after a pause, what a change of answers led to. What stands on the page at the
/// start is read there; only changes are announced, and of quick changes only the last.
#[component]
pub fn Announcer(
    /// What is said.
    summary: Signal<String>,
    /// The id of the place where it is said.
    #[prop(optional)]
    id: Option<&'static str>,
) -> AnyView {
    announcer(id, summary, Some(summary.get_untracked()), move || summary.get_untracked())
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
    announcer(None, changes, None, move || browser::text_of(of))
}

/// Says what there is to say when nothing it follows has changed for a while. What it begins with, if that is not
/// known yet, is what there is once the page is drawn.
fn announcer(
    id: Option<&'static str>,
    follows: Signal<String>,
    begins_with: Option<String>,
    text: impl Fn() -> String + Copy + Send + Sync + 'static,
) -> AnyView {
    let said = RwSignal::new(String::new());
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
                    known.set_value(Some(now.clone()));
                    said.set(now);
                }
            }
        };
        set_timeout(announce, PAUSE);
    });
    view! {
        <p class="visually-hidden" id=id role="status" aria-live="polite">
            {live(move || said.get())}
        </p>
    }
    .into_any()
}
