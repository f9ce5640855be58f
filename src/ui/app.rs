//! How it all begins, and which page stands in the frame.

use std::cell::Cell;

use leptos::ev;
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;

use super::components::{Announcements, Announcer, TrialPanel, WhyDialog, net_text, resident_line, unread_stays, verdict_line};
use super::frame::Header;
use super::places::{Place, Places};
use super::route::Route;
use super::state::State;
use super::view::{anew, handler, live, use_state, version};
use super::{browser, late, pages, set_words, t, words};
use crate::store;
use hsmp::assess::residence::residency::Reason;
use hsmp::key;
use hsmp::message::Key;
use hsmp::text::{Catalogue, Language};

/// Begins: called by the start script with the language, the texts of its catalogue, and the
/// worked examples where the address asks for them (they are not part of the first load).
///
/// # Errors
/// A language or catalogue that does not belong to this build.
#[wasm_bindgen]
pub fn start(language: &str, catalogue: &str, examples: Option<String>) -> Result<(), String> {
    browser::report_panics();
    let language = Language::from_code(language).ok_or("language")?;
    set_words(Catalogue::new(language, catalogue).ok_or("catalogue")?);
    let place = browser::element("app").ok_or("page")?;
    let page = mount_to(place, move || {
        let state = State::load();
        STATE.with(|place| place.set(Some(state)));
        provide_context(state);
        follow_address(state);
        follow_device(state);
        provide_context(pages::Examples(examples));
        view! { <App/> }
    });
    // The page lives as long as the tab.
    page.forget();
    Ok(())
}

thread_local! {
    static STATE: Cell<Option<State>> = const { Cell::new(None) };
}

/// The texts that are not needed to show answers, and the sources: they follow the first load.
#[wasm_bindgen]
pub fn details(file: &str) {
    words().add_details(file);
    if let Some(state) = STATE.with(Cell::get) {
        state.details_arrived();
        late::recall(state);
        // What the address names was not there before.
        arrive_at_part(&browser::hash());
    }
}

/// Answers that somebody shared: the start script has taken them out of the address.
#[wasm_bindgen]
pub fn shared(text: &str) {
    if let Some(state) = STATE.with(Cell::get) {
        state.shared.set(text.to_owned());
    }
}

/// Everything that is shown.
#[component]
pub fn App() -> AnyView {
    let state = use_state();
    let skip = handler(|event: web_sys::MouseEvent| {
        event.prevent_default();
        browser::focus("page-title");
    });
    let shown = version(move || {
        let route = state.route.get();
        // The page about the data is left as it is: on it the answers are replaced, and it says so.
        let generation = (route != Route::About || !words().has_details()).then(|| (state.generation(), state.is_locked.get()));
        (route, generation)
    });
    let page = anew(move || shown.get(), move |_| page(state, state.route.get_untracked()));
    // Both need texts that come with the details.
    let part = move |part: fn(State) -> AnyView| {
        state.details.track();
        words().has_details().then(|| part(state)).into_any()
    };
    // A calculator in a partner's page has none.
    let header = move || (!state.is_one_calculator()).then(|| view! { <Header/> }).into_any();
    let (notices, recalculate, footer) = (move || part(late::notices), move || part(late::recalculate), move || part(late::footer));
    view! {
        <a class="skip" href="#main" on:click=skip>
            {t(key!("shell.skip"))}
        </a>
        {move || header()}
        <div role="alert">{move || notices()}</div>
        <div class="recalculate-part">{move || recalculate()}</div>
        <TrialPanel/>
        <main id="main">{page}</main>
        <div>{move || footer()}</div>
        <div>
            <Announcements/>
            <Announcer summary=live(move || results(state))/>
            <WhyDialog/>
        </div>
    }
    .into_any()
}

fn page(state: State, route: Route) -> AnyView {
    if state.is_first_screen(route) {
        return headed(pages::summary_title(state), pages::summary(state));
    }
    // The others wait for their longer texts, and for the second module, which is there when these are.
    if !words().has_details() {
        return view! {
            <p class="loading" role="status">
                {t(key!("shell.loading"))}
            </p>
        }
        .into_any();
    }
    late::page(state, route)
}

/// A page under its heading, which takes the focus when the page is opened.
pub(super) fn headed(title: Key, contents: AnyView) -> AnyView {
    view! {
        <h1 id="page-title" tabindex="-1">
            {t(title)}
        </h1>
        {contents}
    }
    .into_any()
}

/// The page and the profile in the window's title.
pub(super) fn show_title(state: State) {
    let mut title = t(state.route.get_untracked().name()).to_owned();
    let name = state.name.get_untracked();
    for part in [name.as_str(), t(key!("app.name"))].into_iter().filter(|part| !part.is_empty()) {
        title.push_str(" – ");
        title.push_str(part);
    }
    document().set_title(&title);
}

/// The address decides the page; the page's heading takes the focus, so that a keyboard and a
/// screen reader begin where the new page begins. Back and Forward lead to where one was.
fn follow_address(state: State) {
    show_title(state);
    let places = StoredValue::new(Places::begin());
    window_event_listener(ev::hashchange, move |_| {
        let hash = browser::hash();
        let route = Route::of_hash(&hash);
        // The page that is left is still there.
        let left = Place::of(state.route.get_untracked());
        let was_here = places.try_update_value(|places| places.pass(left, route)).flatten();
        if route != state.route.get_untracked() {
            state.why.set(None);
            state.route.set(route);
            show_title(state);
        } else if matches!(route, Route::Programmes | Route::Guide) {
            // Another view of the same page.
            state.redraw();
        }
        match was_here {
            Some(place) => place.restore(),
            None => arrive(&hash),
        }
    });
    // A link to where one is changes no address; the focus goes where the link says all the same.
    window_event_listener(ev::click, move |event| {
        if let Some(href) = browser::link_of(&event).filter(|href| *href == browser::hash()) {
            arrive(&href);
        }
    });
}

/// Puts the focus on the part that an address names, or on the page's heading.
fn arrive(hash: &str) {
    let part = Route::part_of_hash(hash);
    // A new page is drawn after this event.
    request_animation_frame(move || match part.filter(|part| browser::element(part).is_some()) {
        Some(part) => browser::go_to(&part),
        None => {
            browser::focus("page-title");
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    });
}

/// The same at the start, where only a part that the address names takes the focus: who has just opened the
/// page begins at its top.
fn arrive_at_part(hash: &str) {
    if Route::part_of_hash(hash).is_some() {
        arrive(hash);
    }
}

/// Storage is the truth. Whenever another window has changed it, or this one comes back from where it could not
/// notice (another tab, the way back through the history), it is looked at again, and so is the clock. What is not
/// saved yet is saved when the page is left.
fn follow_device(state: State) {
    window_event_listener(ev::storage, move |event| {
        if store::is_wipe(&event) {
            late::wiped(state);
        } else if store::is_lock(&event) {
            late::lock(state);
        } else if store::is_profile(&event) {
            state.profiles.update(|profiles| *profiles += 1);
            state.synchronise();
        }
    });
    let look = move || {
        state.look_at_clock();
        state.synchronise();
    };
    window_event_listener_untyped("pageshow", move |event| {
        if browser::has_come_back(&event) {
            look();
        }
    });
    let leave = move || {
        state.save_what_is_pending();
        state.keep_in_tab();
    };
    window_event_listener_untyped("pagehide", move |_| leave());
    window_event_listener_untyped("visibilitychange", move |_| {
        if document().hidden() {
            leave();
        } else {
            look();
        }
    });
    follow_clock(state);
}

/// A new day begins at midnight also on a page that nobody touches.
fn follow_clock(state: State) {
    set_timeout(
        move || {
            state.look_at_clock();
            follow_clock(state);
        },
        browser::until_midnight(),
    );
}

/// What the answers led to.
fn results(state: State) -> String {
    state.assessment.with(|all| {
        let counted = all.residency.as_ref().ok().filter(|residency| residency.outcome.because != Reason::NoStays);
        let residency = counted.map(|one| resident_line(one, unread_stays(all)));
        let known = all.pay.as_ref().filter(|pay| pay.payslip.net.is_ok());
        let net = known.map(|pay| net_text(&pay.payslip, state.today.get().year()));
        [Some(verdict_line(&all.points)), residency, net].into_iter().flatten().collect::<Vec<_>>().join(" ")
    })
}
