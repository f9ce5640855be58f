//! The profiles in the header: which is open, the others, and a way to begin one.

use leptos::prelude::*;
use web_sys::HtmlElement;

use super::button;
use super::icon::{Icon, Symbol};
use crate::store::Known;
use crate::ui::route::Route;
use crate::ui::view::{handler, live, use_state};
use crate::ui::{State, browser, late, say, t, words};
use hsmp::key;
use hsmp::message::Message;
use hsmp::profile::Document;

const MENU: &str = "profiles-menu";

/// A button that names the open profile, and the menu that it opens. Both come with the second module; their place is
/// kept free.
#[component]
pub fn ProfileMenu() -> AnyView {
    let state = use_state();
    let contents = move || {
        state.details.track();
        words().has_details().then(|| late::profile_menu(state)).into_any()
    };
    view! { <div class="profile-place">{move || contents()}</div> }.into_any()
}

/// The button and the menu.
pub fn menu(state: State) -> AnyView {
    let name = live(move || {
        let name = state.name.get();
        if name.is_empty() { t(key!("page.profiles")).to_owned() } else { name }
    });
    view! {
        <button type="button" class="tool profile-tool" popovertarget=MENU>
            <Icon symbol=Symbol::Person/>
            <span translate="no" class=move || state.name.with(String::is_empty).then_some("unnamed")>
                {name}
            </span>
        </button>
        <div id=MENU popover="auto" class="menu card">
            {move || contents(state)}
        </div>
    }
    .into_any()
}

/// All profiles, to open one, and the ways to more.
fn contents(state: State) -> AnyView {
    let known = state.known_profiles();
    let open = state.open_profile().id;
    let entry = |one: Known| {
        let choose = handler(move |_| {
            close();
            state.switch_to(one.id);
            request_animation_frame(|| browser::focus("page-title"));
        });
        let is_open = one.id == open;
        let is_locked = if is_open { state.is_locked.get() } else { one.header.is_locked() };
        view! {
            <li>
                <button
                    type="button"
                    class="menu-entry"
                    translate="no"
                    aria-current=is_open.then_some("true")
                    disabled=move || !state.can_switch()
                    on:click=choose
                >
                    {label(&one)}
                    {is_locked.then(|| view! { " " <span class="tag">{t(key!("vault.tag"))}</span> })}
                </button>
            </li>
        }
        .into_any()
    };
    let entries: Vec<AnyView> = known.into_iter().map(entry).collect();
    let begin = handler(move |_| {
        close();
        state.begin_profile(None, Document::default());
    });
    let manage = handler(|_| close());
    let lock = handler(move |_| {
        close();
        state.lock_everywhere();
    });
    view! {
        <div>
            <p class="foot-group">{t(key!("page.profiles"))}</p>
            <ul class="menu-entries">{entries}</ul>
            <p class="hint" hidden=move || state.can_switch()>
                {t(key!("profiles.trial"))}
            </p>
            <div class="actions" hidden=move || !state.can_switch()>
                <a class="button" href=Route::Profiles.href() on:click=begin>
                    {t(key!("profiles.new"))}
                </a>
                {(!state.is_locked.get() && state.has_key()).then(|| button("button", t(key!("vault.lock-now")), lock))}
            </div>
            <p>
                <a href=Route::Profiles.href() on:click=manage>
                    {t(key!("profiles.manage"))}
                </a>
            </p>
        </div>
    }
    .into_any()
}

/// What a profile is called: by its name, or else by the day on which it was begun.
pub fn label(one: &Known) -> String {
    match (one.header.name(), one.header.created()) {
        ("", Some(date)) => say(&Message::new(key!("profiles.of-day")).with("date", date)),
        ("", None) => t(key!("profiles.unnamed")).to_owned(),
        (name, _) => name.to_owned(),
    }
}

fn close() {
    if let Some(menu) = browser::element(MENU) {
        // Refused where it is closed already.
        drop(HtmlElement::hide_popover(&menu));
    }
}
