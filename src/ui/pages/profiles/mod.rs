//! The profiles on this device: their names, copies, and two of them side by side.

mod compare;
mod share;
mod shared;
mod vault;

pub use shared::shared;
pub use vault::unlock;

use leptos::prelude::*;

use super::Part;
use crate::store::Known;
use crate::ui::components::button;
use crate::ui::components::profile_menu::label;
use crate::ui::components::text::{hint, lead, paragraph};
use crate::ui::route::Route;
use crate::ui::view::{anew, handler, live, version};
use crate::ui::{State, browser, say, t};
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::profile::{Document, Header, MOST_LETTERS, write_profiles};

/// The file of all profiles.
const ALL_FILE: &str = "hsmp-profiles.json";

/// All profiles, and what can be done with each.
pub fn profiles(state: State) -> AnyView {
    let changed = version(move || (state.profiles.get(), state.can_switch(), state.is_locked.get()));
    let list = anew(move || changed.get(), move |_| list(state));
    view! {
        {lead(t(key!("profiles.lead")))}
        <p class="notice" hidden=move || state.can_switch()>
            {t(key!("profiles.trial"))}
        </p>
        <div>{list}</div>
        <Part id="compare" title=key!("profiles.compare")>
            {compare::compare(state)}
        </Part>
        {(!state.is_locked.get_untracked()).then(|| share::share(state))}
        <Part id="more" title=key!("profiles.files")>
            {paragraph(t(key!("profiles.files-text")))}
            <div class="actions">{button("button", t(key!("profiles.save-all")), handler(move |_| save_all(state)))}</div>
            <p>
                <a href=format!("{}/data", Route::About.href())>{t(key!("profiles.open-file"))}</a>
            </p>
        </Part>
    }
    .into_any()
}

fn list(state: State) -> AnyView {
    let open = state.open_profile();
    let known = state.known_profiles();
    let others: Vec<AnyView> = known.iter().filter(|one| one.id != open.id).map(|one| other(state, one)).collect();
    let is_free = state.can_switch();
    let begin = handler(move |_| {
        state.begin_profile(None, Document::default());
        request_animation_frame(|| browser::focus("profile-name"));
    });
    let duplicate = handler(move |_| {
        state.duplicate();
        request_animation_frame(|| browser::focus("profile-name"));
    });
    let delete = handler(move |_| {
        state.delete_profile(state.open_profile().id);
        request_animation_frame(|| browser::focus("page-title"));
    });
    let is_stored = known.len() > 1 || open.header.revision() > 0;
    let is_locked = state.is_locked.get_untracked();
    let day = open.header.changed().map(|date| hint(say(&Message::new(key!("profiles.changed")).with("date", date))));
    view! {
        <div>
            {deleted(state)}
            <section class="card profile-open" aria-labelledby="profile-open-title">
                <h2 id="profile-open-title">
                    <span translate="no">{label(&open)}</span>
                    " "
                    <span class="tag">{t(if is_locked { key!("vault.tag") } else { key!("profiles.is-open") })}</span>
                </h2>
                {day}
                {if is_locked { vault::unlock(state) } else { labels(state) }}
                {(is_free && !is_locked).then(|| vault::settings(state))}
                <div class="actions">
                    {(is_free && !is_locked).then(|| button("button", t(key!("profiles.duplicate")), duplicate))}
                    {(is_free && is_stored).then(|| button("button danger", t(key!("profiles.delete")), delete))}
                </div>
            </section>
            <ul class="profile-list">{others}</ul>
            <div class="actions">{is_free.then(|| button("button primary", t(key!("profiles.new")), begin))}</div>
        </div>
    }
    .into_any()
}

/// Its name and its reference.
fn labels(state: State) -> AnyView {
    view! {
        <div>
            {text_field(state, "profile-name", key!("profiles.name"), key!("profiles.name-hint"), Header::name, Header::set_name)}
            {text_field(
                state,
                "profile-reference",
                key!("profiles.reference"),
                key!("profiles.reference-hint"),
                Header::reference,
                Header::set_reference,
            )}
        </div>
    }
    .into_any()
}

/// A profile that is not open.
fn other(state: State, one: &Known) -> AnyView {
    let id = one.id;
    let open = handler(move |_| {
        state.switch_to(id);
        request_animation_frame(|| browser::focus("page-title"));
    });
    let delete = handler(move |_| {
        state.delete_profile(id);
        request_animation_frame(|| browser::focus("page-title"));
    });
    let name = label(one);
    let named = |action: Key| say(&Message::new(action).with("name", name.clone()));
    let is_free = state.can_switch();
    let reference = Some(one.header.reference().to_owned()).filter(|text| !text.is_empty());
    let day = one.header.changed().map(|date| hint(say(&Message::new(key!("profiles.changed")).with("date", date))));
    let (open_name, delete_name) = (named(key!("profiles.open-named")), named(key!("profiles.delete-named")));
    view! {
        <li class="card">
            <h3>
                <span translate="no">{name.clone()}</span>
                {one.header.is_locked().then(|| view! { " " <span class="tag">{t(key!("vault.tag"))}</span> })}
            </h3>
            {reference.map(|text| view! { <p translate="no">{text}</p> })}
            {day}
            <div class="actions" hidden=!is_free>
                <button type="button" class="button" aria-label=open_name on:click=open>
                    {t(key!("profiles.open"))}
                </button>
                <button type="button" class="button danger" aria-label=delete_name on:click=delete>
                    {t(key!("profiles.delete"))}
                </button>
            </div>
        </li>
    }
    .into_any()
}

/// What was deleted last, and the way back.
fn deleted(state: State) -> Option<AnyView> {
    let deleted = state.deleted.get_untracked()?;
    let text = if deleted.name.is_empty() {
        t(key!("profiles.deleted")).to_owned()
    } else {
        say(&Message::new(key!("profiles.deleted-named")).with("name", deleted.name))
    };
    let undo = handler(move |_| {
        state.bring_back();
        request_animation_frame(|| browser::focus("page-title"));
    });
    let view = view! {
        <div class="notice" role="status">
            <p>{text}</p>
            {button("button", t(key!("profiles.undo")), undo)}
        </div>
    };
    Some(view.into_any())
}

/// A line of the person's own that stands beside the open profile. It is stored when the field is left.
fn text_field(state: State, id: &'static str, name: Key, text: Key, read: fn(&Header) -> &str, write: fn(&mut Header, &str)) -> AnyView {
    let hint_id = format!("{id}-hint");
    let value = live(move || {
        state.profiles.track();
        read(&state.open_profile().header).to_owned()
    });
    let change = handler(move |event: web_sys::Event| {
        let typed = event_target_value(&event);
        state.change_header(|header| write(header, &typed));
    });
    view! {
        <div class="field">
            <label for=id>{t(name)}</label>
            <p class="hint" id=hint_id.clone()>
                {t(text)}
            </p>
            <input
                class="input"
                id=id
                type="text"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                translate="no"
                maxlength=MOST_LETTERS.to_string()
                aria-describedby=hint_id
                prop:value=value
                on:change=change
            />
        </div>
    }
    .into_any()
}

fn save_all(state: State) {
    state.save_what_is_pending();
    let open = state.open_profile();
    let is_open = |one: &Known| one.id == open.id && !state.is_locked.get_untracked() && !state.has_key();
    let known = state.known_profiles();
    let readable = known.iter().filter_map(|one| {
        let document = if is_open(one) { state.saved_answers() } else { one.document()? };
        Some((one.header.clone(), document))
    });
    let readable: Vec<_> = readable.collect();
    let locked: Vec<_> = known.iter().filter(|one| !is_open(one)).filter_map(Known::locked_text).collect();
    browser::download(ALL_FILE, write_profiles(&readable, &locked).as_bytes());
    state.note_backup_of_all();
}
