//! A section with rows: add, fill in, take away. Taking away can be undone.

use leptos::prelude::*;

use super::announce::tell_with_results;
use super::field::QuestionField;
use super::icon::{Icon, Symbol};
use super::pager::{MOST_ROWS_DRAWN, Pager};
use super::undo::undo_offer;
use crate::ui::view::{handler, keyed_list, live, use_state};
use crate::ui::{State, browser, count, say, t};
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::profile::{Answer, Certificate, Degree, Employer, ForeignIncome, Job, LanguageSkill, OwnRate, Paper, Relative, Section, Slot};

/// The texts of a section with rows: the name of one row, with a gap for its number, and what stands
/// on the button that adds one.
fn texts(section: &str) -> [Key; 2] {
    match section {
        Degree::SECTION => [key!("rows.degree"), key!("rows.add-degree")],
        Certificate::SECTION => [key!("rows.certificate"), key!("rows.add-certificate")],
        Job::SECTION => [key!("rows.job"), key!("rows.add-job")],
        LanguageSkill::SECTION => [key!("rows.language"), key!("rows.add-language")],
        Relative::SECTION => [key!("rows.relative"), key!("rows.add-relative")],
        Employer::SECTION => [key!("rows.employer"), key!("rows.add-employer")],
        ForeignIncome::SECTION => [key!("rows.foreign"), key!("rows.add-foreign")],
        OwnRate::SECTION => [key!("rows.rate"), key!("rows.add-rate")],
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

/// Says that a row was added, the last of its section.
pub fn tell_added(state: State, section: &str) {
    let last = state.peek(|document| document.rows(section).len()).saturating_sub(1);
    tell_with_results(state, &say(&Message::new(key!("rows.added")).with("row", row_name(section, last))));
}

/// The rows of a section. How far a row's papers are is asked in the list of papers.
#[component]
pub fn Rows(
    /// The section.
    section: &'static str,
) -> AnyView {
    let state = use_state();
    let fields = Section::named(section).into_iter().flat_map(|section| section.fields);
    let slots: Vec<Slot> = fields.filter(|field| field.kind != Paper::KIND).map(|field| field.slot).collect();
    let first = slots.first().copied();
    let ids = Memo::new(move |_| state.read(|document| document.rows(section)));
    let [add_id, undo_id] = ["add", "undo"].map(|end| StoredValue::new(format!("{section}-{end}")));
    // What has the focus is drawn, or gone, after this event; and so may all of this be, where the page is drawn anew.
    let focus = |id: StoredValue<String>| {
        let id = id.get_value();
        request_animation_frame(move || browser::focus(&id));
    };

    let remove = move |id: u32| {
        state.edit_with_undo(section, |state| state.edit(|document| document.remove_row(section, id)));
        tell_with_results(state, t(key!("rows.removed")));
        focus(undo_id);
    };
    let pager = Pager::new(Memo::new(move |_| ids.with(Vec::len)), MOST_ROWS_DRAWN);
    let keys = move || ids.with(|ids| ids.get(pager.range()).into_iter().flatten().copied().map(u64::from).collect());
    let row = move |key: u64| {
        // Keys are numbers of rows, which are shorter.
        let id = key as u32;
        // It changes when a row before this one goes.
        let place = move || ids.with(|ids| ids.iter().position(|row| *row == id)).unwrap_or_default();
        let name = live(move || row_name(section, place()));
        let remove_name = live(move || say(&Message::new(key!("rows.remove-one")).with("row", name.get())));
        let remove = handler(move |_| remove(id));
        let field = |slot: &Slot| view! { <QuestionField at=slot.in_row(id)/> }.into_any();
        view! {
            <section class="row" aria-label=name>
                <div class="row-head">
                    <h3>{name}</h3>
                    <button class="button quiet" type="button" aria-label=remove_name on:click=remove>
                        <Icon symbol=Symbol::Bin/>
                        {t(key!("rows.remove"))}
                    </button>
                </div>
                <div class="row-fields">{slots.iter().map(field).collect::<Vec<_>>()}</div>
            </section>
        }
        .into_any()
    };

    let undo = move || {
        let undo = handler(move |_| {
            state.undo(section);
            tell_with_results(state, t(key!("rows.back")));
            focus(add_id);
        });
        undo_offer(undo_id.get_value(), undo)
    };
    let add = handler(move |_| {
        let id = state.add_row(section);
        tell_added(state, section);
        pager.go_to_end();
        // The row is drawn after this event.
        request_animation_frame(move || {
            if let Some(first) = first {
                browser::focus(&first.in_row(id).path());
            }
        });
    });
    view! {
        <div class="rows">
            <div class="row-list">
                {keyed_list(keys, row)}
            </div>
            {pager.view()}
            <div>{move || state.can_undo(section).then(undo).into_any()}</div>
            <button class="button" type="button" id=add_id.get_value() on:click=add>
                <Icon symbol=Symbol::Plus/>
                {t(add_name(section))}
            </button>
        </div>
    }
    .into_any()
}
