//! What a change led to, said to those who hear the page.

use std::time::Duration;

use leptos::prelude::*;

use crate::ui::view::live;

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
    let said = RwSignal::new(String::new());
    let known = StoredValue::new(summary.get_untracked());
    Effect::new(move || {
        let now = summary.get();
        if known.with_value(|known| *known == now) {
            return;
        }
        known.set_value(now.clone());
        // The page may have been left meanwhile: nothing of it is asked any more.
        let announce = move || {
            if known.try_with_value(|known| *known == now) == Some(true) {
                said.set(now);
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
