//! What left this page, as the browser counts it.

use leptos::prelude::*;

use crate::ui::view::live;
use crate::ui::{browser, say, t};
use hsmp::key;
use hsmp::message::{Key, Message};

/// What left and what was stopped, and where people read how to check it and what cannot be seen.
pub fn requests() -> AnyView {
    let counted = RwSignal::new(browser::requests());
    window_event_listener_untyped("hsmp-requests", move |_| counted.set(browser::requests()));
    let told = live(move || {
        let (left, stopped) = counted.get();
        let said = |text: Key, count: u32| say(&Message::new(text).with("count", count));
        let left = if left == 0 { t(key!("shell.no-requests")).to_owned() } else { said(key!("shell.requests"), left) };
        if stopped == 0 { left } else { format!("{left} {}", said(key!("shell.stopped"), stopped)) }
    });
    view! {
        <span>
            {told}
            " "
            <a class="no-print" href="#/about/check">
                {t(key!("shell.check"))}
            </a>
        </span>
    }
    .into_any()
}
