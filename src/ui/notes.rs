//! What is said once, quietly, at the foot of the page: where the answers lie, and that a backup is due. At its head it
//! would move what the person is just typing into.

use leptos::prelude::*;

use super::components::button;
use super::components::text::paragraph;
use super::route::Route;
use super::state::{Saved, State};
use super::view::handler;
use super::{browser, pages, t, words};
use crate::store;
use hsmp::key;
use hsmp::profile::Header;

/// The note that is to be read now, if any.
pub fn notes(state: State) -> AnyView {
    let is_told = RwSignal::new(store::is_told());
    // Before anything is saved there is nothing to keep.
    let is_asked = StoredValue::new(false);
    Effect::new(move |_| {
        if is_saved(state) && store::may_ask_unasked() && !is_asked.get_value() {
            is_asked.set_value(true);
            // The page about the data says what became of it.
            store::ask_to_keep(|_| ());
        }
    });
    let update = RwSignal::new(browser::update());
    window_event_listener_untyped("hsmp-update", move |_| update.set(browser::update()));
    // Whether the person has asked for it: then the page follows.
    let is_taken = StoredValue::new(false);
    let note = move || {
        let update = update.get();
        if update == "replaced" && is_taken.get_value() {
            load_again(state);
        } else if !update.is_empty() {
            return Some(newer(state, &update, is_taken));
        }
        if is_saved(state) && !is_told.get() {
            return Some(where_saved(is_told));
        }
        let is_due = is_kept(state) && header(state).is_backup_due(state.today.get());
        is_due.then(|| backup(state))
    };
    view! { <div class="no-print">{move || note().into_any()}</div> }.into_any()
}

/// Whether an answer was saved since the page was opened.
fn is_saved(state: State) -> bool {
    state.saved.get() == Saved::Yes && state.read(|own| !own.is_empty())
}

/// Whether the answers are on the device and nothing else is to be said of them.
fn is_kept(state: State) -> bool {
    !matches!(state.saved.get(), Saved::No(_)) && state.trial.with(Option::is_none)
}

/// What stands beside the open profile, which each change of the answers may have changed.
fn header(state: State) -> Header {
    state.profiles.track();
    state.read(|_| ());
    state.open_profile().header
}

/// Another version is there. The person decides when to go on with it.
fn newer(state: State, update: &str, is_taken: StoredValue<bool>) -> AnyView {
    let is_ready = update == "ready";
    let text = match update {
        "ready" => key!("notes.update-ready"),
        "expired" => key!("notes.update-expired"),
        _ => key!("notes.update-replaced"),
    };
    let take = handler(move |_| {
        is_taken.set_value(true);
        if is_ready {
            browser::tell_start_script("hsmp-take-update");
        } else {
            load_again(state);
        }
    });
    view! {
        <section class="notice" id="note-update" aria-label=t(key!("notes.update"))>
            {paragraph(t(text))}
            {button("button", t(key!("notes.update")), take)}
        </section>
    }
    .into_any()
}

/// Nothing is lost: what is not saved goes along.
fn load_again(state: State) {
    state.reload(words().language(), true);
}

fn where_saved(is_told: RwSignal<bool>) -> AnyView {
    let hide = move || {
        store::tell();
        is_told.set(true);
    };
    let close = handler(move |_| {
        hide();
        // The button that had the focus is gone.
        browser::focus("page-title");
    });
    let follow = handler(move |_: web_sys::MouseEvent| hide());
    let webkit = store::is_webkit().then(|| paragraph(t(key!("about.webkit"))));
    view! {
        <section class="notice" id="note-where" aria-label=t(key!("notes.where"))>
            {paragraph(t(key!("notes.saved")))}
            {webkit}
            <a class="button" href=format!("{}/data", Route::About.href()) on:click=follow>
                {t(key!("notes.where"))}
            </a>
            {button("button", t(key!("notes.hide")), close)}
        </section>
    }
    .into_any()
}

fn backup(state: State) -> AnyView {
    let download = handler(move |_| {
        pages::download_profile(state);
        browser::focus("page-title");
    });
    let later = handler(move |_| {
        let today = state.today.get_untracked();
        state.change_header(|header| header.note_reminder(today));
        browser::focus("page-title");
    });
    view! {
        <section class="notice" id="note-backup" aria-label=t(key!("notice.download"))>
            {paragraph(t(key!("notes.backup")))}
            {button("button", t(key!("notice.download")), download)}
            {button("button", t(key!("notes.later")), later)}
        </section>
    }
    .into_any()
}
