//! A section with rows: add, fill in, take away. Taking away can be undone.

use leptos::prelude::*;

use super::button::button;
use super::field::QuestionField;
use super::icon::{Icon, Symbol};
use super::undo::undo_offer;
use crate::ui::view::{dynamic, handler, keyed_list, live, use_state};
use crate::ui::{browser, count, say, t};
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

/// How many rows are drawn at once: the forms of thousands would take minutes.
const MOST_DRAWN: usize = 25;

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
    // What has the focus is drawn, or gone, after this event.
    let focus = |id: StoredValue<String>| request_animation_frame(move || id.with_value(|id| browser::focus(id)));

    let remove = move |id: u32| {
        state.edit_with_undo(section, |state| state.edit(|document| document.remove_row(section, id)));
        focus(undo_id);
    };
    // The first of those that are drawn; after rows were taken away there may be none so far down.
    let chosen = RwSignal::new(0);
    let first_drawn = Memo::new(move |_| chosen.get().min(ids.with(Vec::len).saturating_sub(1) / MOST_DRAWN * MOST_DRAWN));
    let keys = move || ids.with(|ids| ids.iter().skip(first_drawn.get()).take(MOST_DRAWN).copied().map(u64::from).collect());
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
            focus(add_id);
        });
        undo_offer(undo_id.get_value(), undo)
    };
    let add = handler(move |_| {
        let id = state.add_row(section);
        // It is the last.
        chosen.set(usize::MAX);
        // The row is drawn after this event.
        request_animation_frame(move || {
            if let Some(first) = first {
                browser::focus(&first.in_row(id).path());
            }
        });
    });
    let pager = dynamic(move || {
        let (first, all) = (first_drawn.get(), ids.with(Vec::len));
        (all > MOST_DRAWN).then(|| pager(chosen, first, all)).into_any()
    });
    view! {
        <div class="rows">
            <div class="row-list">
                {keyed_list(keys, row)}
            </div>
            <div>{pager}</div>
            <div role="status">{move || state.can_undo(section).then(undo).into_any()}</div>
            <button class="button" type="button" id=add_id.get_value() on:click=add>
                <Icon symbol=Symbol::Plus/>
                {t(add_name(section))}
            </button>
        </div>
    }
    .into_any()
}

/// Which of many rows are drawn, and buttons that draw those before and after them.
fn pager(chosen: RwSignal<usize>, first: usize, all: usize) -> AnyView {
    let end = all.min(first + MOST_DRAWN);
    let shown = Message::new(key!("rows.shown")).with("from", count(first + 1)).with("to", count(end)).with("all", count(all));
    let go = |text, is_possible: bool, to| is_possible.then(|| button("button quiet", t(text), handler(move |_| chosen.set(to))));
    view! {
        <p class="other-years no-print" role="status">
            {say(&shown)}
            " "
            {go(key!("rows.before"), first > 0, first.saturating_sub(MOST_DRAWN))}
            {go(key!("rows.after"), end < all, end)}
        </p>
    }
    .into_any()
}
