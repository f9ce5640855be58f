//! The frame around every page: head, navigation, notices and foot.

use leptos::prelude::*;

use super::components::recalculate;
use super::components::requests::requests;
use super::components::text::aside;
use super::components::{Icon, ProfileMenu, Symbol, button, earlier, terms};
use super::route::{Group, Route};
use super::state::{Saved, State};
use super::view::{Contents, anew, handler, live, use_state, version};
use super::{browser, embed, notes, pages, t, wipe, words};
use crate::store::{self, NotSaved, Theme};
use hsmp::key;
use hsmp::message::Key;
use hsmp::text::Language;

/// The product's name, the language and the navigation.
#[component]
pub(super) fn Header() -> AnyView {
    let state = use_state();
    let links: Vec<AnyView> = Group::ALL.iter().map(|group| group_link(state, *group)).collect();
    let group = version(move || state.route.get().group());
    let second_level =
        anew(move || group.get(), move |_| state.route.get_untracked().group().map(|group| pages_of(state, group)).into_any());
    // A partner's page chooses the language of its frame.
    let profiles = state.has_profiles().then(|| view! { <ProfileMenu/> });
    let language = state.embedded.with_untracked(Option::is_none).then(|| view! { <LanguageChoice/> });
    let tools = view! {
        <div class="tools">
            {profiles}
            {language}
        </div>
    };
    view! {
        <header class="top">
            <a href=Route::Summary.href() class="brand">
                {t(key!("app.name"))}
            </a>
            {tools}
            <nav class="main-nav" aria-label=t(key!("shell.nav"))>
                <ul>{links}</ul>
            </nav>
        </header>
        <div class="second-level no-print">{second_level}</div>
    }
    .into_any()
}

/// A group in the main navigation: it leads to the group's first page.
fn group_link(state: State, group: Group) -> AnyView {
    let symbol = match group {
        Group::Summary => Symbol::Home,
        Group::Eligibility => Symbol::Points,
        Group::Moving => Symbol::Case,
        Group::Tax => Symbol::Money,
        Group::More => Symbol::More,
    };
    let first = group.pages()[0];
    let here = move || match state.route.get() {
        route if route == first => Some("page"),
        route if route.group() == Some(group) => Some("true"),
        _ => None,
    };
    view! {
        <li>
            <a href=first.href() aria-current=here>
                <Icon symbol/>
                <span>{t(group.name())}</span>
            </a>
        </li>
    }
    .into_any()
}

/// The pages of a group, side by side.
fn pages_of(state: State, group: Group) -> AnyView {
    let link = |route: Route| {
        view! {
            <li>
                <a href=route.href() aria-current=move || (state.route.get() == route).then_some("page")>
                    {t(route.name())}
                </a>
            </li>
        }
        .into_any()
    };
    let links: Vec<AnyView> = state.pages_of(group).map(|route| link(*route)).collect();
    view! {
        <nav class="sub-nav" aria-label=t(group.name())>
            <ul>{links}</ul>
        </nav>
    }
    .into_any()
}

/// A small choice in the header, named for screen readers.
#[component]
fn Tool(id: &'static str, name: &'static str, options: Vec<AnyView>, choose: Box<dyn FnMut(web_sys::Event) + Send>) -> AnyView {
    view! {
        <label class="tool-name" for=id>
            {name}
        </label>
        <select id=id class="tool" autocomplete="off" on:change=choose>
            {options}
        </select>
    }
    .into_any()
}

#[component]
fn LanguageChoice() -> AnyView {
    let state = use_state();
    let choose = handler(move |event: web_sys::Event| {
        let Some(language) = Language::from_code(&event_target_value(&event)) else { return };
        // The texts of a language are loaded at the start only: after it the page makes no request.
        // Answers that could not be saved must survive the new start.
        let saved = store::save_language(language);
        state.reload(language, saved);
    });
    let option = |language: Language| {
        let code = language.code();
        view! {
            <option value=code lang=code selected=language == words().language()>
                {language.own_name()}
            </option>
        }
        .into_any()
    };
    let options = Language::ALL.into_iter().map(option).collect();
    view! { <Tool id="language" name=t(key!("shell.language")) options choose/> }.into_any()
}

#[component]
fn ThemeChoice() -> AnyView {
    let choose = handler(|event: web_sys::Event| {
        let name = event_target_value(&event);
        if let Some(theme) = Theme::ALL.into_iter().find(|theme| theme.name() == name) {
            browser::set_theme(theme);
            store::save_theme(theme);
        }
    });
    let chosen = store::theme();
    let name = |theme: Theme| match theme {
        Theme::System => key!("shell.theme.system"),
        Theme::Light => key!("shell.theme.light"),
        Theme::Dark => key!("shell.theme.dark"),
    };
    let option = |theme: Theme| {
        view! {
            <option value=theme.name() selected=theme == chosen>
                {t(name(theme))}
            </option>
        }
        .into_any()
    };
    let options = Theme::ALL.into_iter().map(option).collect();
    view! { <Tool id="theme" name=t(key!("shell.colours")) options choose/> }.into_any()
}

/// What must be known before anything else: answers that are not saved, or that were damaged.
pub(super) fn notices(state: State) -> AnyView {
    let not_saved = move || {
        let text = match state.saved.get() {
            // That nothing is to be stored is as it should be, and stands at the foot.
            Saved::Unchanged | Saved::Yes | Saved::No(NotSaved::Unwanted) => return None,
            Saved::No(NotSaved::Denied) => key!("notice.denied"),
            Saved::No(NotSaved::Refused) => key!("notice.refused"),
            Saved::No(NotSaved::Unreadable) => key!("notice.unreadable"),
            Saved::No(NotSaved::Newer) => key!("notice.newer"),
            Saved::No(NotSaved::Locked) => key!("vault.locked"),
        };
        let copy = handler(move |_| pages::download_profile(state));
        let notice = view! {
            <Notice title=key!("notice.not-saved") text>
                {button("button", t(key!("notice.download")), copy)}
            </Notice>
        };
        Some(notice.into_any())
    };
    let set_aside = move || {
        // Looked at again after each save: all may have been deleted elsewhere on the page.
        state.saved.track();
        (!store::damaged().is_empty()).then(|| {
            let take = handler(|_| browser::download("hsmp-damaged.txt", store::damaged().as_bytes()));
            let delete = handler(move |_| {
                store::delete_damaged();
                state.saved.update(|_| ());
                // The button that had the focus is gone.
                browser::focus("page-title");
            });
            let text = if state.is_restored.get() { key!("notice.restored") } else { key!("notice.damaged-kept") };
            view! {
                <Notice title=key!("notice.damaged") text>
                    {button("button", t(key!("notice.download-damaged")), take)}
                    {button("button", t(key!("notice.delete-damaged")), delete)}
                </Notice>
            }
            .into_any()
        })
    };
    let offer = move || state.earlier_answers().map(|merged| earlier::offer(state, &merged));
    view! {
        <div>
            {wipe::asked(state)}
            <div>{move || not_saved().into_any()}</div>
            <div>{move || set_aside().into_any()}</div>
            <div>{move || offer().into_any()}</div>
            {embed::fault(state)}
        </div>
    }
    .into_any()
}

#[component]
fn Notice(title: Key, text: Key, children: Contents) -> AnyView {
    view! {
        <div class="notice">
            <Icon symbol=Symbol::Warning/>
            <p>
                <strong>{t(title)}</strong>
                " "
                {t(text)}
            </p>
            {children.0}
        </div>
    }
    .into_any()
}

/// What follows every page: its terms, all pages, what left the device, and what this is not.
pub(super) fn footer(state: State) -> AnyView {
    view! {
        {terms::of_page(state)}
        {foot(state)}
    }
    .into_any()
}

fn foot(state: State) -> AnyView {
    if let Some(embedded) = state.embedded.get() {
        return embed::foot(state, embedded);
    }
    let saved = live(move || {
        let text = match state.saved.get() {
            Saved::Yes => key!("shell.saved"),
            Saved::Unchanged => key!("shell.saves"),
            Saved::No(_) => key!("notice.not-saved"),
        };
        let text = if state.trial.with(Option::is_some) { key!("what-if.not-saved") } else { text };
        t(text).to_owned()
    });
    view! {
        <footer class="foot">
            {notes::notes(state)}
            <p class="private">
                <Icon symbol=Symbol::Lock/>
                <span>{requests()} " " {saved}</span>
            </p>
            {all_pages(state)}
            <div class="tools">
                <ThemeChoice/>
                {recalculate::choice()}
            </div>
            {aside(t(key!("shell.no-advice")))}
        </footer>
    }
    .into_any()
}

/// All pages, by group.
pub(super) fn all_pages(state: State) -> AnyView {
    let groups: Vec<AnyView> = Group::ALL.iter().map(|group| foot_group(state, *group)).collect();
    view! {
        <nav class="foot-groups no-print" aria-label=t(key!("shell.all-pages"))>
            {groups}
        </nav>
    }
    .into_any()
}

/// All pages of a group, under its name.
fn foot_group(state: State, group: Group) -> AnyView {
    let links = state.pages_of(group).map(|route| view! { <li><a href=route.href()>{t(route.name())}</a></li> }.into_any());
    let links: Vec<AnyView> = links.collect();
    view! {
        <div>
            <p class="foot-group">{t(group.name())}</p>
            <ul>{links}</ul>
        </div>
    }
    .into_any()
}
