//! A section with rows: add, fill in, take away. Taking away can be undone.

use leptos::prelude::*;

use super::field::QuestionField;
use super::icon::{Icon, Symbol};
use crate::ui::view::{handler, live, use_state};
use crate::ui::{browser, count, say, t};
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::profile::{Answer, Answers, Document, Field, Paper, Section, Slot};

/// The texts of a section with rows: the name of one row, with a gap for its number, and what stands
/// on the button that adds one.
fn texts(section: &str) -> [Key; 2] {
    match section {
        "degrees" => [key!("rows.degree"), key!("rows.add-degree")],
        "certificates" => [key!("rows.certificate"), key!("rows.add-certificate")],
        "jobs" => [key!("rows.job"), key!("rows.add-job")],
        "languages" => [key!("rows.language"), key!("rows.add-language")],
        "family" => [key!("rows.relative"), key!("rows.add-relative")],
        "employers" => [key!("rows.employer"), key!("rows.add-employer")],
        "foreign" => [key!("rows.foreign"), key!("rows.add-foreign")],
        "exchange" => [key!("rows.rate"), key!("rows.add-rate")],
        _ => [key!("rows.stay"), key!("rows.add-stay")],
    }
}

/// What stands on the button that adds a row.
pub fn add_name(section: &str) -> Key {
    texts(section)[1]
}

/// The name of a row by its place.
pub fn row_name(section: &str, index: usize) -> String {
    say(&Message::new(texts(section)[0]).with("number", count(index + 1)))
}

/// The rows of a section. How far a row's papers are is asked in the list of papers.
#[component]
pub fn Rows(
    /// The section.
    section: &'static str,
) -> AnyView {
    let state = use_state();
    let fields = Section::named(section).map_or(&[][..], |section| section.fields);
    let fields: Vec<&'static Field> = fields.iter().filter(|field| field.kind != Paper::KIND).collect();
    let first = fields.first().map_or("", |field| field.name);
    let ids = Memo::new(move |_| state.read(|document| document.rows(section)));
    // The answers before a row was taken away, and after.
    let removed = RwSignal::new(None::<(Document, Document)>);
    let [add_id, undo_id] = ["add", "undo"].map(|end| StoredValue::new(format!("{section}-{end}")));
    // What has the focus is drawn, or gone, after this event.
    let focus = |id: StoredValue<String>| request_animation_frame(move || id.with_value(|id| browser::focus(id)));

    let remove = move |id: u32| {
        let before = state.peek(Document::clone);
        state.edit(|document| document.remove_row(section, id));
        removed.set(Some((before, state.peek(Document::clone))));
        focus(undo_id);
    };
    let row = move |place_of: ReadSignal<usize>, id: u32| {
        let name = live(move || row_name(section, place_of.get()));
        let remove_name = live(move || say(&Message::new(key!("rows.remove-one")).with("row", name.get())));
        let remove = handler(move |_| remove(id));
        let field = |known: &&Field| view! { <QuestionField at=Slot { section, row: Some(id), field: known.name } /> }.into_any();
        view! {
            <section class="row" aria-label=name>
                <div class="row-head">
                    <h3>{name}</h3>
                    <button class="button quiet" type="button" aria-label=remove_name on:click=remove>
                        <Icon symbol=Symbol::Bin/>
                        {t(key!("rows.remove"))}
                    </button>
                </div>
                <div class="row-fields">{fields.iter().map(field).collect::<Vec<_>>()}</div>
            </section>
        }
        .into_any()
    };

    // Once something else was answered, going back would take that away.
    let can_undo = Memo::new(move |_| removed.with(|removed| removed.as_ref().is_some_and(|(_, after)| state.read(|now| now == after))));
    let undo = move || {
        let undo = handler(move |_| {
            if let Some((before, _)) = removed.try_update(Option::take).flatten() {
                // Within a trial it stays a trial.
                state.edit(|document| *document = before);
            }
            focus(add_id);
        });
        view! {
            <p class="undo">
                {t(key!("rows.removed"))}
                " "
                <button class="button" type="button" id=undo_id.get_value() on:click=undo>
                    {t(key!("rows.undo"))}
                </button>
            </p>
        }
    };
    let add = handler(move |_| {
        removed.set(None);
        let mut id = 0;
        state.edit(|document| id = document.add_row(section));
        let target = Slot { section, row: Some(id), field: first }.path();
        // The row is drawn after this event.
        request_animation_frame(move || browser::focus(&target));
    });
    view! {
        <div class="rows">
            <div class="row-list">
                <ForEnumerate each=move || ids.get() key=|id| *id children=row/>
            </div>
            <div role="status">{move || can_undo.get().then(undo).into_any()}</div>
            <button class="button" type="button" id=add_id.get_value() on:click=add>
                <Icon symbol=Symbol::Plus/>
                {t(add_name(section))}
            </button>
        </div>
    }
    .into_any()
}
