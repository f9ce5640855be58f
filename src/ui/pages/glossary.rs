//! All terms, to be searched.

use leptos::prelude::*;

use crate::ui::components::search::search_field;
use crate::ui::components::terms::entry;
use crate::ui::components::text::lead;
use crate::ui::components::{Announcer, button};
use crate::ui::view::{handler, live};
use crate::ui::{State, browser, count, say, t, words};
use hsmp::assess::programmes::search::found;
use hsmp::key;
use hsmp::message::{Message, fold};
use hsmp::quantity::sorted;
use hsmp::rulebook::terms::TERMS;

/// The field for words.
const SEARCH: &str = "words-search";

/// What terms mean, by the language's alphabet.
///
/// Each entry is made once; what is not found is hidden.
pub fn glossary(_: State) -> AnyView {
    let terms = sorted(&TERMS, |term| words().language().sort_key(t(term.name)));
    let texts: Vec<String> = terms.iter().map(|term| fold(&[t(term.name), " ", term.official, " ", t(term.means)].concat())).collect();
    let query = RwSignal::new(String::new());
    let shown = Memo::new(move |_| query.with(|query| found(&texts, query)));
    let entries: Vec<AnyView> = terms
        .into_iter()
        .enumerate()
        .map(|(place, term)| entry(term, Some(Signal::derive(move || shown.with(|shown| shown.get(place) != Some(&true))))))
        .collect();
    let told = live(move || match shown.with(|shown| shown.iter().filter(|is_shown| **is_shown).count()) {
        0 => t(key!("words-page.none")).to_owned(),
        number => say(&Message::new(key!("words-page.found")).with("count", count(number))),
    });
    let clear = handler(move |_| {
        query.set(String::new());
        browser::focus(SEARCH);
    });
    view! {
        {lead(t(key!("words-page.lead")))}
        <div class="field no-print">
            {search_field(SEARCH, t(key!("words-page.search")), query)}
        </div>
        <p class="aside no-print" id="words-told">
            {told}
        </p>
        <Announcer summary=told/>
        <div class="no-print" hidden=move || query.with(String::is_empty)>
            {button("button", t(key!("programmes-page.clear")), clear)}
        </div>
        <dl class="terms">{entries}</dl>
    }
    .into_any()
}
