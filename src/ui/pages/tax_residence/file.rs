//! Stays from a table and to a table. What cannot be read stays in the box to be corrected.

use leptos::prelude::*;
use web_sys::Event;

use crate::ui::browser::{Chosen, largest};
use crate::ui::components::text::{doubt, hint, paragraph};
use crate::ui::components::{Spoken, stay_name};
use crate::ui::view::{handler, live, use_state};
use crate::ui::{browser, count, say, t, words};
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::profile::{Import, Order, Purpose, Stay, export_stays, import_stays};

/// The file that stays are saved in. Its name says nothing about the person.
const FILE: &str = "stays.csv";

/// How many bad lines are named; the box holds them all.
const MOST_NAMED: usize = 20;

/// How many stays are shown before they are taken: enough to see that columns and dates are read rightly.
const MOST_SHOWN: usize = 5;

/// What was put into the box for tables and is not taken yet: a context of the application, kept in memory while
/// the page is open.
#[derive(Clone, Copy)]
pub struct Unread(pub RwSignal<String>);

/// Taking stays in from a table, and handing them out.
#[component]
pub(super) fn Exchange() -> AnyView {
    let state = use_state();
    // Outlives the page: what could not be read waits here until it is mended or thrown away.
    let draft = use_context::<Unread>().map_or_else(|| RwSignal::new(String::new()), |unread| unread.0);
    let is_waiting = draft.with_untracked(|text| !text.is_empty());
    let told = RwSignal::new(String::new());
    // In which order the dates are read where the list does not say. What is left of a list keeps that list's order.
    let order = RwSignal::new(Order::DayFirst);
    let found = Memo::new(move |_| {
        let text = draft.get();
        let order = Some(order.get());
        state.assessment.with(|all| {
            if text.trim().is_empty() { Import::default() } else { import_stays(&text, &all.profile.stays, &purpose_named, order) }
        })
    });
    let choose = handler(move |event: Event| {
        order.set(Order::DayFirst);
        open(&event, told, draft);
    });
    let write = handler(move |event: Event| {
        told.set(String::new());
        draft.set(event_target_value(&event));
    });
    let take = handler(move |_| {
        let found = found.get_untracked();
        state.edit(|document| found.take_over(document));
        told.set(t(if found.bad.is_empty() { key!("import.taken-all") } else { key!("import.taken") }).to_owned());
        order.set(found.order.unwrap_or(Order::DayFirst));
        draft.set(found.rest());
        request_animation_frame(|| browser::focus("stays-text"));
    });
    let discard = handler(move |_| {
        told.set(String::new());
        draft.set(String::new());
        browser::focus("stays-text");
    });
    let is_empty = Memo::new(move |_| state.read(|document| !document.has_rows(Stay::SECTION)));
    let save = handler(move |_| browser::download(FILE, &state.peek(export_stays)));
    view! {
        <details class="exchange no-print" open=is_waiting>
            <summary>{t(key!("import.title"))}</summary>
            {hint(t(key!("import.hint")))}
            <p class="example">
                <code>{t(key!("import.example-here"))}</code>
                <code>{t(key!("import.example-abroad"))}</code>
            </p>
            <div class="field">
                <label for="stays-text">{t(key!("import.text"))}</label>
                <div>
                    <textarea
                        class="input"
                        id="stays-text"
                        rows="5"
                        autocomplete="off"
                        spellcheck="false"
                        translate="no"
                        aria-describedby="stays-found"
                        prop:value=live(move || draft.get())
                        on:input=write
                    ></textarea>
                </div>
            </div>
            <div class="file">
                <label for="stays-file">{t(key!("import.file"))}</label>
                <input
                    class="input"
                    id="stays-file"
                    type="file"
                    accept="text/csv,.csv,.txt,.tsv"
                    on:change=choose
                />
            </div>
            <p role="status">{live(move || told.get())}</p>
            <div id="stays-found" class="prose">
                {move || found.with(report)}
            </div>
            <Spoken of="stays-found" with=live(move || draft.get())/>
            <div class="actions">
                <button
                    class="button primary"
                    type="button"
                    hidden=move || found.with(|found| found.stays.is_empty())
                    on:click=take
                >
                    {t(key!("import.take"))}
                </button>
                <button class="button" type="button" hidden=move || draft.with(String::is_empty) on:click=discard>
                    {t(key!("import.discard"))}
                </button>
            </div>
        </details>
        <button class="button quiet no-print" type="button" hidden=move || is_empty.get() on:click=save>
            {t(key!("import.save"))}
        </button>
    }
    .into_any()
}

/// What is wrong with the text as a whole, how many stays there are and the first of them, how many are there
/// already, and each line that cannot be read.
fn report(found: &Import) -> AnyView {
    let number = |text: Key, number: usize| (number > 0).then(|| paragraph(say(&Message::new(text).with("count", count(number)))));
    let refused = found.refused.as_ref().map(|why| view! { <p class="message wrong">{say(why)}</p> }.into_any());
    let notes = (!found.notes.is_empty()).then(|| {
        let notes = found.notes.iter().take(MOST_NAMED).map(|note| doubt(say(note)));
        view! { <div>{notes.collect::<Vec<_>>()}</div> }.into_any()
    });
    let first = (!found.stays.is_empty()).then(|| {
        let first = found.stays.iter().take(MOST_SHOWN);
        let first = first.map(|stay| view! { <li>{say(&stay_name(stay.country, stay.from, stay.to))}</li> }.into_any());
        view! { <ul class="plain">{first.collect::<Vec<_>>()}</ul> }.into_any()
    });
    let bad = (!found.bad.is_empty()).then(|| {
        let bad = found.bad.iter().take(MOST_NAMED).map(|bad| {
            let why = Message::new(key!("import.bad")).with("number", count(bad.number)).with("why", bad.why.clone());
            let text = bad.text.clone();
            view! {
                <li>
                    <span class="message wrong">{say(&why)}</span>
                    <code>{text}</code>
                </li>
            }
            .into_any()
        });
        view! { <ul class="plain bad-lines">{bad.collect::<Vec<_>>()}</ul> }.into_any()
    });
    view! {
        {refused}
        {notes}
        {number(key!("import.found"), found.stays.len())}
        {first}
        {number(key!("import.doubles"), found.doubles)}
        {bad}
    }
    .into_any()
}

/// The purpose of a name in the language of the page, whatever its accents.
fn purpose_named(name: &str) -> Option<Purpose> {
    let plain = words().language().sort_key(name);
    Purpose::ALL.iter().copied().find(|purpose| words().language().sort_key(t(purpose.label())) == plain)
}

/// Puts a file's text into the box.
fn open(event: &Event, told: RwSignal<String>, draft: RwSignal<String>) {
    browser::read_chosen(event, move |chosen| {
        told.set(match &chosen {
            Chosen::TooLarge => say(&largest(key!("import.too-large"))),
            Chosen::NotText => t(key!("import.not-text")).to_owned(),
            Chosen::Text(_) => String::new(),
        });
        // What stands in the box is kept where the file gives nothing to put there.
        if let Chosen::Text(text) = chosen {
            draft.set(text);
        }
    });
}
