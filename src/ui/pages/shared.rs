//! Answers that somebody shared in a link: what is in it, and the choice to open it. The start script has taken it out
//! of the address.

use leptos::prelude::*;

use crate::ui::components::text::{lead, notice, paragraph};
use crate::ui::route::Route;
use crate::ui::view::{anew, handler, version};
use crate::ui::{State, count, say, t};
use hsmp::key;
use hsmp::message::Message;
use hsmp::profile::share::{LinkFault, opened};
use hsmp::profile::{Document, DocumentFault, MOST_PROFILES, OpenFault, SECTIONS};

/// What somebody shared.
pub fn shared(state: State) -> AnyView {
    let changed = version(move || (state.shared.get(), state.can_switch(), state.profiles.get()));
    anew(move || changed.get(), move |_| contents(state))
}

fn contents(state: State) -> AnyView {
    let text = state.shared.get_untracked();
    if text.is_empty() {
        return without(key!("shared.gone").into());
    }
    match opened(&text) {
        Ok(document) if document.is_empty() => without(key!("shared.foreign").into()),
        Ok(document) => preview(state, document),
        Err(LinkFault::Damaged) => without(key!("shared.damaged").into()),
        Err(LinkFault::Newer | LinkFault::Unread(OpenFault::Unread(DocumentFault::Newer(_)))) => without(key!("shared.newer").into()),
        Err(LinkFault::Empty | LinkFault::TooLong | LinkFault::Unread(_)) => without(key!("shared.foreign").into()),
    }
}

/// Why there is nothing to open, and the way on.
fn without(why: Message) -> AnyView {
    view! {
        {paragraph(say(&why))}
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
    let sections = SECTIONS.iter().filter_map(|section| {
        let answers = document.count_answers(section);
        let line = Message::new(key!("share.section")).with("name", section.title).with("count", count(answers));
        (answers > 0).then(|| view! { <li>{say(&line)}</li> }.into_any())
    });
    let sections: Vec<AnyView> = sections.collect();
    let is_full = state.known_profiles().len() >= MOST_PROFILES;
    let discard = handler(move |_| state.shared.set(String::new()));
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
    let (obstacle, open) = match (is_full, state.can_switch()) {
        (true, _) => (Some(say(&Message::new(key!("shared.full")).with("most", count(MOST_PROFILES)))), None),
        (false, false) => (Some(t(key!("profiles.trial")).to_owned()), None),
        (false, true) => (None, Some(open())),
    };
    let manage = is_full.then(|| view! { <p><a href=Route::Profiles.href()>{t(key!("profiles.manage"))}</a></p> }.into_any());
    view! {
        {lead(t(key!("shared.lead")))}
        <h2>{t(key!("shared.contents"))}</h2>
        <ul>{sections}</ul>
        {paragraph(t(key!("shared.text")))}
        {obstacle.map(notice)}
        {manage}
        <div class="actions">
            {open}
            <a class="button" href=Route::Summary.href() on:click=discard>
                {t(key!("shared.discard"))}
            </a>
        </div>
    }
    .into_any()
}
