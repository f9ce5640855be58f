//! What was found in the box, before it is taken.

use leptos::prelude::*;

use super::Table;
use crate::ui::components::Tick;
use crate::ui::components::text::{doubt, paragraph};
use crate::ui::view::{anew, handler};
use crate::ui::{count, say, t, words};
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::profile::{Import, Overlap, Stay};

/// How many bad lines are named; the box holds them all.
const MOST_NAMED: usize = 20;

/// How many stays are shown before they are taken: enough to see that columns and dates are read rightly.
const MOST_SHOWN: usize = 5;

/// What is wrong with the text as a whole, how many stays there are and the first of them, how many are there
/// already, and each line that cannot be read.
pub(super) fn report(found: &Import) -> AnyView {
    let number = |text: Key, number: usize| (number > 0).then(|| paragraph(say(&Message::new(text).with("count", count(number)))));
    let refused = found.refused.as_ref().map(|why| view! { <p class="message wrong">{say(why)}</p> }.into_any());
    let notes = (!found.notes.is_empty()).then(|| {
        let notes = found.notes.iter().take(MOST_NAMED).map(|note| doubt(say(note)));
        view! { <div>{notes.collect::<Vec<_>>()}</div> }.into_any()
    });
    let first = (!found.stays.is_empty()).then(|| {
        let first = found.stays.iter().take(MOST_SHOWN).map(|stay| view! { <li>{say(&stay.name())}</li> }.into_any());
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
    let is_nothing = found.is_nothing().then(|| paragraph(t(key!("import.nothing"))));
    view! {
        {refused}
        {notes}
        {is_nothing}
        {number(key!("import.found"), found.stays.len())}
        {first}
        {number(key!("import.doubles"), found.doubles)}
        {bad}
    }
    .into_any()
}

/// The stays that would replace known ones, each with its tick.
pub(super) fn overlaps(table: Table) -> AnyView {
    let all = move || table.found.with(|found| found.overlaps.clone());
    anew(all, move |all| {
        if all.is_empty() {
            return ().into_any();
        }
        let ticks: Vec<AnyView> = all.iter().enumerate().map(|(place, overlap)| tick(table, place, overlap)).collect();
        view! {
            <fieldset class="replaced">
                <legend>{t(key!("import.replaces"))}</legend>
                {ticks}
            </fieldset>
        }
        .into_any()
    })
}

fn tick(table: Table, place: usize, overlap: &Overlap) -> AnyView {
    let checked = Signal::derive(move || table.kept.with(|kept| !kept.contains(&place)));
    let change = handler(move |_| {
        table.kept.update(|kept| {
            let before = kept.len();
            kept.retain(|other| *other != place);
            if kept.len() == before {
                kept.push(place);
            }
        });
    });
    let named = |stays: &[Stay]| words().long_list(&stays.iter().map(|stay| say(&stay.name())).collect::<Vec<_>>());
    let text = Message::new(key!("import.replace")).with("known", named(&overlap.known)).with("stay", named(&overlap.rows));
    view! {
        <Tick id=format!("replace-{place}") checked change>
            {say(&text)}
        </Tick>
    }
    .into_any()
}
