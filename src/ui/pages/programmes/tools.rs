//! Words, filters and order.

use leptos::prelude::*;
use web_sys::Event;

use super::Page;
use crate::ui::components::search::search_field;
use crate::ui::components::{Announcer, Tick};
use crate::ui::view::{handler, live};
use crate::ui::{browser, count, say, t};
use hsmp::assess::programmes::view::{FILTERS, KINDS, MOST_COMPARED, Sort};
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::rulebook::programmes::PROGRAMMES;

/// The field for words.
pub(super) const SEARCH: &str = "programmes-search";

/// The tools above the table.
#[component]
pub(super) fn Tools(page: Page) -> AnyView {
    let Page { query, filters, sort, .. } = page;
    let reverse = handler(move |_| sort.update(|(_, reverse)| *reverse = !*reverse));
    let counts = Memo::new(move |_| {
        let view = page.view();
        page.named.with(|named| page.has.with(|has| view.counts(named, has).to_vec()))
    });
    let filter = |(bit, (name, label)): (usize, &(&'static str, Key))| {
        let label = *label;
        let number = live(move || counts.with(|counts| counts.get(bit).map(ToString::to_string).unwrap_or_default()));
        let checked = Signal::derive(move || filters.get() & 1 << bit != 0);
        let change = handler(move |_| filters.update(|filters| *filters ^= 1 << bit));
        view! {
            <Tick id=["filter-", name].concat() checked change>
                {t(label)}
                " "
                <span class="number">
                    <span>{number}</span>
                </span>
            </Tick>
        }
        .into_any()
    };
    let (few, kinds) = FILTERS.split_at(KINDS as usize);
    let few: Vec<AnyView> = few.iter().enumerate().map(filter).collect();
    let kinds: Vec<AnyView> = kinds.iter().enumerate().map(|(place, own)| filter((place + KINDS as usize, own))).collect();
    let number = live(move || match filters.get().count_ones() {
        0 => String::new(),
        number => [" (", &number.to_string(), ")"].concat(),
    });
    view! {
        <div class="no-print programmes-tools">
            <div class="field">
                {search_field(SEARCH, t(key!("programmes-page.search")), query)}
            </div>
            <div class="programmes-sort">
                <div class="field">
                    <label for="programmes-sort">{t(key!("programmes-page.sort"))}</label>
                    <SortChoice page/>
                </div>
                <button
                    class="button"
                    type="button"
                    aria-pressed=live(move || sort.get().1.to_string())
                    on:click=reverse
                >
                    {t(key!("programmes-page.reverse"))}
                </button>
            </div>
            <details class="folded">
                <summary>
                    {t(key!("programmes-page.filters"))}
                    <span>{number}</span>
                </summary>
                <fieldset class="field programmes-filters">
                    <legend>{t(key!("programmes-page.must"))}</legend>
                    {few}
                </fieldset>
                <fieldset class="field programmes-filters">
                    <legend>{t(key!("programmes-page.column.kind"))}</legend>
                    {kinds}
                </fieldset>
            </details>
        </div>
    }
    .into_any()
}

#[component]
fn SortChoice(page: Page) -> AnyView {
    let place = move || Sort::ALL.iter().position(|(sort, ..)| *sort == page.sort.get().0).unwrap_or(0).to_string();
    let chosen = untrack(place);
    let option = |(number, (_, _, name)): (usize, &(Sort, &str, Key))| {
        let value = number.to_string();
        view! {
            <option value=value.clone() selected=value == chosen>
                {t(*name)}
            </option>
        }
        .into_any()
    };
    let choose = handler(move |event: Event| {
        let chosen = event_target_value(&event).parse().ok().and_then(|number: usize| Sort::ALL.get(number));
        page.sort.set((chosen.map_or(Sort::Match, |(sort, ..)| *sort), false));
    });
    view! {
        <select class="input" id="programmes-sort" autocomplete="off" prop:value=live(place) on:change=choose>
            {Sort::ALL.iter().enumerate().map(option).collect::<Vec<_>>()}
        </select>
    }
    .into_any()
}

/// The line above the table: how many are shown, and where one can go from here.
#[component]
pub(super) fn Shown(page: Page) -> AnyView {
    let Page { query, filters, compare, order, .. } = page;
    let told = live(move || {
        let shown = order.with(Vec::len);
        let text = Message::new(key!("programmes-page.shown")).with("shown", count(shown)).with("count", count(PROGRAMMES.len()));
        let none = if shown == 0 { t(key!("programmes-page.none")) } else { "" };
        [&say(&text), " ", none].concat()
    });
    let hint = live(move || match compare.with(Vec::len) {
        0 | 1 => t(key!("programmes-page.compare.hint")),
        MOST_COMPARED => t(key!("programmes-page.compare.full")),
        _ => "",
    });
    let clear = handler(move |_| {
        query.set(String::new());
        filters.set(0);
        browser::focus(SEARCH);
    });
    let go = handler(|_| browser::go_to("compare"));
    let past = handler(|_| browser::go_to("after-table"));
    view! {
        <div class="programmes-shown">
            <p id="programmes-told">{told}</p>
            <Announcer summary=told/>
            <button
                class="button"
                type="button"
                hidden=move || filters.get() == 0 && query.with(String::is_empty)
                on:click=clear
            >
                {t(key!("programmes-page.clear"))}
            </button>
            <button class="button primary" type="button" hidden=move || compare.with(Vec::is_empty) on:click=go>
                {t(key!("programmes-page.compare.title"))}
            </button>
            <p class="hint no-print">
                <span>{hint}</span>
            </p>
            <button class="past" type="button" on:click=past>
                {t(key!("programmes-page.past"))}
            </button>
        </div>
    }
    .into_any()
}
