//! The frame around every page, and how it all begins.

use std::cell::Cell;

use crate::ui::reactive::*;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Event;

use super::components::{Symbol, announcer, icon, resident_line, trial_panel, verdict_line, why_dialog};
use super::dom::{El, Parts, button, el, link, p, typed};
use super::pages;
use super::route::Route;
use super::state::{Saved, State};
use super::{browser, say, set_words, t, words};
use crate::assess::residency::Because;
use crate::key;
use crate::message::Message;
use crate::store::{self, NotSaved, Theme};
use crate::text::{Catalogue, Language};

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
    let mount = browser::element("app").ok_or("page")?;
    // Set already only if the page was started before, and then it will do.
    drop(any_spawner::Executor::init_wasm_bindgen());
    let owner = Owner::new();
    owner.with(|| {
        let state = State::load();
        STATE.with(|place| place.set(Some(state)));
        drop(El::existing(mount.into()).children(app(state, examples)));
    });
    // The page lives as long as the tab.
    std::mem::forget(owner);
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
    }
}

fn app(state: State, examples: Option<String>) -> [El; 7] {
    follow_address(state);
    follow_other_tabs(state);
    let skip = link("#main", t(key!("shell.skip"))).class("skip").on("click", |event| {
        event.prevent_default();
        browser::focus("page-title");
    });
    let main = el("main").id("main").dynamic(move || {
        // The page about the data is left as it is: on it the answers are replaced, and it says so.
        if state.route.get() != Route::About || !words().has_details() {
            state.generation();
        }
        page(state, state.route.get(), examples.as_deref())
    });
    [
        skip,
        header(state),
        notices(state),
        trial_panel(state),
        main,
        footer(state),
        el("div").child(announcer(move || results(state)).id("announcer")).child(why_dialog(state)),
    ]
}

fn page(state: State, route: Route, examples: Option<&str>) -> Vec<El> {
    // The overview is whole with the first load. The other pages wait for their longer texts, and
    // for the second module, which is there when these are.
    if route != Route::Overview && !words().has_details() {
        return Vec::new();
    }
    let (title, contents) = match route {
        Route::Overview => (key!("page.title.overview"), pages::overview(state)),
        Route::Profile => (key!("page.title.profile"), pages::profile(state)),
        Route::Points => (key!("page.title.points"), pages::points(state)),
        Route::Goals => (key!("page.title.goals"), pages::goals(state)),
        Route::Assumptions => (key!("page.title.assumptions"), pages::assumptions(state)),
        Route::Conditions => (key!("page.title.conditions"), pages::conditions(state)),
        Route::Family => (key!("page.title.family"), pages::family(state)),
        Route::Permits => (key!("page.title.permits"), pages::permits(state)),
        Route::Journey => (key!("page.title.journey"), pages::journey(state)),
        Route::Programmes => (key!("page.title.programmes"), pages::programmes(state)),
        Route::Documents => (key!("page.title.documents"), pages::documents(state)),
        Route::Residency => (key!("page.title.residency"), pages::residency(state)),
        Route::Tax => (key!("page.title.tax"), pages::tax(state)),
        Route::Payslip => (key!("page.title.payslip"), pages::payslip(state)),
        Route::Business => (key!("page.title.business"), pages::business(state)),
        Route::Income => (key!("page.title.income"), pages::income(state)),
        Route::Report => (key!("page.title.report"), pages::report(state)),
        Route::Sources => (key!("page.title.sources"), pages::sources(state)),
        Route::SelfTest => (key!("page.title.self-test"), pages::self_test(state, examples)),
        Route::About => (key!("page.title.about"), pages::about(state)),
        #[cfg(debug_assertions)]
        Route::Gallery => (key!("app.name"), pages::gallery(state)),
        Route::Unknown => (key!("page.title.unknown"), pages::unknown()),
    };
    let heading = el("h1").id("page-title").attr("tabindex", "-1").t(title);
    Parts::of(heading).all(contents).done()
}

/// The address decides the page; the page's heading takes the focus, so that a keyboard and a
/// screen reader begin where the new page begins.
fn follow_address(state: State) {
    let title = |route: Route| browser::set_title(&format!("{} – {}", t(route.name()), t(key!("app.name"))));
    title(state.route.get_untracked());
    browser::listen("hashchange", move |_| {
        let hash = browser::hash();
        let route = Route::of_hash(&hash);
        if route != state.route.get_untracked() {
            state.why.set(None);
            state.route.set(route);
            title(route);
        } else if route == Route::Programmes {
            // Another view of the same page.
            state.redraw();
        }
        arrive(&hash);
    });
    // A link to where one is changes no address; the focus goes where the link says all the same.
    browser::listen("click", move |event| {
        if let Some(href) = browser::link_of(&event).filter(|href| *href == browser::hash()) {
            arrive(&href);
        }
    });
}

/// Puts the focus on the part that an address names, or on the page's heading.
fn arrive(hash: &str) {
    let part = Route::part_of_hash(hash).map(str::to_owned);
    // A new page is drawn after this event.
    browser::next_frame(move || match part.filter(|part| browser::element(part).is_some()) {
        Some(part) => browser::focus(&part),
        None => {
            browser::focus("page-title");
            browser::scroll_to_top();
        }
    });
}

fn follow_other_tabs(state: State) {
    browser::listen("storage", move |event| {
        if let Some(document) = store::changed_elsewhere(&event) {
            state.adopt(document);
        }
    });
}

fn header(state: State) -> El {
    let symbol = |route: Route| match route {
        Route::Profile => Symbol::Person,
        Route::Points => Symbol::Points,
        Route::Residency => Symbol::Calendar,
        Route::Tax => Symbol::Money,
        _ => Symbol::Home,
    };
    let links = Route::MAIN.map(|route| {
        let here = move || (state.route.get() == route).then(|| "page".to_owned());
        let name = el("span").t(route.name());
        el("li").child(link(&route.href(), "").attr_live("aria-current", here).child(icon(symbol(route))).child(name))
    });
    el("header.top")
        .child(link(&Route::Overview.href(), t(key!("app.name"))).class("brand"))
        .child(el("div.tools").children(language_choice(state)))
        .child(el("nav.main-nav").attr("aria-label", t(key!("shell.nav"))).child(el("ul").children(links)))
}

/// A small choice in the header, named for screen readers.
fn tool(id: &str, name: &str, options: impl IntoIterator<Item = El>, choose: impl FnMut(Event) + 'static) -> [El; 2] {
    let label = el("label.tool-name").attr("for", id).text(name);
    [label, el("select").id(id).class("tool").attr("autocomplete", "off").children(options).on("change", choose)]
}

fn language_choice(state: State) -> [El; 2] {
    let choose = move |event: Event| {
        let Some(language) = Language::from_code(&typed(&event)) else { return };
        // The texts of a language are loaded at the start only: after it the page makes no request.
        // Answers that could not be saved must survive the new start.
        let saved = store::save_language(language);
        state.reload(language, saved);
    };
    let options = Language::ALL.map(|language| {
        let code = language.code();
        el("option").attr("value", code).attr("lang", code).flag("selected", language == words().language()).text(language.own_name())
    });
    tool("language", t(key!("shell.language")), options, choose)
}

fn theme_choice() -> [El; 2] {
    let choose = |event: Event| {
        let name = typed(&event);
        if let Some(theme) = Theme::ALL.into_iter().find(|theme| theme.name() == name) {
            browser::set_theme(theme);
            store::save_theme(theme);
        }
    };
    let chosen = store::theme();
    let name = |theme: Theme| match theme {
        Theme::System => key!("shell.theme.system"),
        Theme::Light => key!("shell.theme.light"),
        Theme::Dark => key!("shell.theme.dark"),
    };
    let options = Theme::ALL.map(|theme| el("option").attr("value", theme.name()).flag("selected", theme == chosen).t(name(theme)));
    tool("theme", t(key!("shell.colours")), options, choose)
}

/// What must be known before anything else: answers that are not saved, or that were damaged.
fn notices(state: State) -> El {
    let not_saved = move || {
        // The words come with the details.
        state.details.track();
        let Saved::No(why) = state.saved.get() else { return Vec::new() };
        if !words().has_details() {
            return Vec::new();
        }
        let text = match why {
            NotSaved::Denied => key!("notice.denied"),
            NotSaved::Refused => key!("notice.refused"),
            NotSaved::Newer => key!("notice.newer"),
        };
        let copy = button("button", key!("notice.download"), move |_| pages::download_profile(state));
        vec![notice(key!("notice.not-saved"), text).child(copy)]
    };
    let set_aside = move || {
        // Looked at again after each save: all may have been deleted elsewhere on the page.
        state.saved.track();
        state.details.track();
        if store::damaged().is_empty() || !words().has_details() {
            return Vec::new();
        }
        let take = button("button", key!("notice.download-damaged"), |_| browser::download("hsmp-damaged.txt", &store::damaged()));
        let delete = button("button", key!("notice.delete-damaged"), move |_| {
            store::delete_damaged();
            state.saved.update(|_| ());
            // The button that had the focus is gone.
            browser::focus("page-title");
        });
        vec![notice(key!("notice.damaged"), key!("notice.damaged-kept")).child(take).child(delete)]
    };
    el("div").attr("role", "alert").child(el("div").dynamic(not_saved)).child(el("div").dynamic(set_aside))
}

fn notice(title: crate::message::Key, text: crate::message::Key) -> El {
    let words = el("p").child(el("strong").t(title)).text(" ").t(text);
    el("div.notice").child(icon(Symbol::Warning)).child(words)
}

fn footer(state: State) -> El {
    let links = Route::MORE.map(|route| el("li").child(link(&route.href(), t(route.name()))));
    // Counted by the browser, not claimed by us; looked at again whenever the answers change.
    let requests = move || {
        state.assessment.track();
        match browser::requests().saturating_sub(state.details.get()) {
            0 => t(key!("shell.no-requests")).to_owned(),
            some => say(&Message::new(key!("shell.requests")).with("count", some)),
        }
    };
    let saved = move || {
        state.details.track();
        let text = match state.saved.get() {
            Saved::Yes => key!("shell.saved"),
            Saved::Unchanged => key!("shell.saves"),
            Saved::No(_) => key!("notice.not-saved"),
        };
        let text = if state.trial.with(Option::is_some) { key!("what-if.not-saved") } else { text };
        t(text).to_owned()
    };
    let private = el("span").live(requests).text(" ").live(saved);
    el("footer.foot")
        .child(el("p.private").child(icon(Symbol::Lock)).child(private))
        .child(el("nav").attr("aria-label", t(key!("shell.more"))).child(el("ul").children(links)))
        .child(el("div.tools").children(theme_choice()))
        .child(p("aside", key!("shell.no-advice")))
}

/// What the answers led to.
fn results(state: State) -> String {
    state.assessment.with(|all| {
        let counted = all.residency.as_ref().ok().filter(|residency| residency.outcome.because != Because::NoStays);
        let residency = counted.map(resident_line);
        let net = all.pay.as_ref().and_then(|pay| pay.payslip.net.ok());
        let net = net.map(|net| say(&Message::new(key!("overview.net.month")).with("net", net)));
        [Some(verdict_line(&all.points)), residency, net].into_iter().flatten().collect::<Vec<_>>().join(" ")
    })
}
