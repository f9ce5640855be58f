//! Where one was on the pages to which Back and Forward lead. It is kept in memory while the page is open: an entry
//! of the history holds its number, and where the tab keeps the words of a search that stand on its page.

use leptos::prelude::{document, request_animation_frame, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, FocusOptions, HtmlElement};

use super::browser;
use super::route::Route;
use crate::store;

/// What can have the focus.
const CONTROLS: &str = "main :is(a, button, input, select, summary, textarea, [tabindex])";

/// What can be folded away.
const FOLDED: &str = "main details";

/// Where one was on a page.
#[derive(Clone)]
pub(super) struct Place {
    route: Route,
    top: f64,
    /// What was open and what was not.
    open: Vec<bool>,
    /// Which of so many controls had the focus.
    focus: Option<(usize, usize)>,
}

impl Place {
    /// Where one is now.
    pub(super) fn of(route: Route) -> Self {
        let active = document().active_element();
        let controls = all(CONTROLS);
        let focus = controls.iter().position(|control| active.as_ref() == Some(control)).map(|place| (place, controls.len()));
        let open = all(FOLDED).iter().map(|folded| folded.has_attribute("open")).collect();
        Self { route, top: window().scroll_y().unwrap_or_default(), open, focus }
    }

    /// Goes there, once the page is drawn. Where the page has become another one since, as far as that goes.
    pub(super) fn restore(self) {
        request_animation_frame(move || {
            let folded = all(FOLDED);
            if folded.len() == self.open.len() {
                for (folded, is_open) in folded.iter().zip(&self.open) {
                    // Setting an attribute of this name cannot fail.
                    drop(if *is_open { folded.set_attribute("open", "") } else { folded.remove_attribute("open") });
                }
            }
            let mut controls = all(CONTROLS);
            let known = self.focus.filter(|(_, count)| *count == controls.len()).map(|(place, _)| controls.swap_remove(place));
            let known = known.and_then(|control| control.dyn_into::<HtmlElement>().ok());
            if let Some(control) = known.or_else(|| browser::element("page-title")) {
                let options = FocusOptions::new();
                options.set_prevent_scroll(true);
                // An element that cannot take the focus leaves it where it is.
                drop(control.focus_with_options(&options));
            }
            window().scroll_to_with_x_and_y(0.0, self.top);
        });
    }
}

/// More entries than anybody makes.
const MOST: usize = 100_000;

/// The entries of the history that this page has made, by their numbers.
pub(super) struct Places {
    now: usize,
    known: Vec<Option<Place>>,
}

impl Places {
    /// Begins with the entry one is at.
    pub(super) fn begin() -> Self {
        let now = entry().unwrap_or_default();
        if entry() != Some(now) {
            name_entry(now);
        }
        Self { now, known: Vec::new() }
    }

    /// Leaves a place for another entry. If that was there before, says where one was.
    pub(super) fn pass(&mut self, left: Place, to: Route) -> Option<Place> {
        if self.known.len() <= self.now {
            self.known.resize(self.now + 1, None);
        }
        self.known[self.now] = Some(left);
        if let Some(entry) = entry() {
            self.now = entry;
            return self.known.get(entry).cloned().flatten().filter(|place| place.route == to);
        }
        // A new entry takes the place of all that came after.
        self.now += 1;
        self.known.truncate(self.now);
        name_entry(self.now);
        None
    }
}

/// The number of the entry one is at; none if it is new.
fn entry() -> Option<usize> {
    let state = window().history().ok()?.state().ok()?;
    // Ours are whole, and no greater than anybody's history is long.
    let number = state.as_f64().map(|number| number as usize).or_else(|| state.as_string()?.split(' ').next()?.parse().ok())?;
    Some(number).filter(|number| *number < MOST)
}

/// The words of a search of the entry one is at.
pub(super) fn words_here() -> String {
    words_key().map(|key| store::kept_in_tab(&key)).unwrap_or_default()
}

/// Leaves the words of a search with the entry one is at. They go with the tab, or when everything is deleted: a page
/// cannot reach into earlier entries, so these hold only the name under which the words are kept.
pub(super) fn keep_words(words: &str) {
    if words == words_here() {
        return;
    }
    if words_key().is_none() {
        // Numbers are used again; the time is not.
        put(&JsValue::from(format!("{} {}", entry().unwrap_or_default(), js_sys::Date::now())));
    }
    if let Some(key) = words_key() {
        store::keep_in_tab(&key, words);
    }
}

/// Where the tab keeps the words of the entry one is at; none where there were never any.
fn words_key() -> Option<String> {
    let state = window().history().ok()?.state().ok()?.as_string()?;
    Some(format!("{}/{}", store::KEPT_WORDS, state.split_once(' ')?.1))
}

fn name_entry(number: usize) {
    put(&JsValue::from(number as u32));
}

fn put(state: &JsValue) {
    if let Ok(history) = window().history() {
        // Refused where it is done too often: then one comes to the top of the page, and words are forgotten.
        drop(history.replace_state_with_url(state, "", None));
    }
}

/// All elements of a selector.
fn all(selector: &str) -> Vec<Element> {
    // The selectors are literals, so they are never refused.
    let Ok(list) = document().query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|place| list.get(place)?.dyn_into().ok()).collect()
}
