//! Answers that somebody shared in a link: what is in it, and the choice to open it. The start script has taken it out
//! of the address.

use leptos::prelude::*;

use super::vault;
use crate::store;
use crate::ui::components::tell;
use crate::ui::components::text::{hint, lead, notice, paragraph};
use crate::ui::route::Route;
use crate::ui::view::{anew, handler, version};
use crate::ui::{State, browser, count, say, t};
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::profile::share::{LinkFault, Locked, Shared, opened};
use hsmp::profile::{Document, DocumentFault, MOST_PROFILES, OpenFault, SECTIONS};

/// What somebody shared.
pub fn shared(state: State) -> AnyView {
    let changed = version(move || state.shared.get());
    anew(move || changed.get(), move |_| contents(state))
}

fn contents(state: State) -> AnyView {
    let text = state.shared.get_untracked();
    if text.is_empty() {
        return without(key!("shared.gone"));
    }
    match opened(&text) {
        Ok(Shared::Open(document)) => preview(state, document),
        Ok(Shared::Locked(locked)) => unlock(state, locked),
        Err(why) => without(fault(why)),
    }
}

fn fault(why: LinkFault) -> Key {
    match why {
        LinkFault::Damaged => key!("shared.damaged"),
        LinkFault::WrongPassphrase => key!("shared.wrong"),
        LinkFault::Newer | LinkFault::Unread(OpenFault::Unread(DocumentFault::Newer(_))) => key!("shared.newer"),
        LinkFault::Empty | LinkFault::TooLong | LinkFault::Unread(_) => key!("shared.foreign"),
    }
}

/// The question for the passphrase, and then what is in it.
fn unlock(state: State, locked: Locked) -> AnyView {
    let unlocked = RwSignal::new(None::<Document>);
    let is_open = version(move || unlocked.with(Option::is_some));
    anew(
        move || is_open.get(),
        move |_| match unlocked.get_untracked() {
            Some(document) => preview(state, document),
            None => ask(state, locked.clone(), unlocked),
        },
    )
}

fn ask(state: State, locked: Locked, unlocked: RwSignal<Option<Document>>) -> AnyView {
    vault::ask(key!("shared.locked"), key!("shared.unlock"), move |form, passphrase| {
        let locked = locked.clone();
        let derivation = locked.derivation().clone();
        store::derive_key(passphrase, derivation, move |key| {
            match key.ok_or(key!("vault.no-cryptography")).and_then(|key| locked.unlock(&key).map_err(fault)) {
                Ok(document) => {
                    // The page may have been left meanwhile.
                    if unlocked.try_set(Some(document)).is_none() {
                        tell(state, t(key!("shared.unlocked")));
                        request_animation_frame(|| browser::focus("page-title"));
                    }
                }
                Err(why) => form.fail(why),
            }
        });
    })
}

/// Why there is nothing to open, and the way on.
fn without(why: Key) -> AnyView {
    view! {
        {paragraph(t(why))}
        <p>
            <a class="button primary" href=Route::Summary.href()>
                {t(key!("unknown.back"))}
            </a>
        </p>
    }
    .into_any()
}

/// What is in it, before anything is saved.
fn preview(state: State, document: Document) -> AnyView {
    if document.is_empty() {
        return without(key!("shared.foreign"));
    }
    let sections = SECTIONS.iter().filter_map(|section| {
        let answers = document.count_answers(section);
        let line = Message::new(key!("share.section")).with("name", section.title).with("count", count(answers));
        (answers > 0).then(|| view! { <li>{say(&line)}</li> }.into_any())
    });
    let sections: Vec<AnyView> = sections.collect();
    let changed = version(move || (state.can_switch(), state.profiles.get()));
    let choice = anew(move || changed.get(), move |_| choice(state, &document));
    view! {
        {lead(t(key!("shared.lead")))}
        <div class="sharing">
            <h2>{t(key!("shared.contents"))}</h2>
            <ul>{sections}</ul>
            {paragraph(t(key!("shared.text")))}
            {hint(t(key!("shared.history")))}
        </div>
        <div>{choice}</div>
    }
    .into_any()
}

/// Opening it or not, and what stands in the way.
fn choice(state: State, document: &Document) -> AnyView {
    let discard = handler(move |_| state.shared.set(String::new()));
    let document = document.clone();
    let open = move || {
        let open = handler(move |_| {
            state.begin_profile(Some(t(key!("shared.name"))), document.clone());
            state.shared.set(String::new());
        });
        view! {
            <a class="button primary" href=Route::Summary.href() on:click=open>
                {t(key!("shared.open"))}
            </a>
        }
        .into_any()
    };
    let is_full = state.known_profiles().len() >= MOST_PROFILES;
    let (obstacle, open) = match (is_full, state.can_switch()) {
        (true, _) => (Some(say(&Message::new(key!("shared.full")).with("most", count(MOST_PROFILES)))), None),
        (false, false) => (Some(t(key!("profiles.trial")).to_owned()), None),
        (false, true) => (None, Some(open())),
    };
    let manage = is_full.then(|| view! { <p><a href=Route::Profiles.href()>{t(key!("profiles.manage"))}</a></p> }.into_any());
    view! {
        <div>
            {obstacle.map(notice)}
            {manage}
            <div class="actions">
                {open}
                <a class="button" href=Route::Summary.href() on:click=discard>
                    {t(key!("shared.discard"))}
                </a>
            </div>
        </div>
    }
    .into_any()
}
