//! A section with rows: add, fill in, take away. Taking away can be undone.

use std::cell::RefCell;
use std::rc::Rc;

use crate::ui::reactive::*;

use super::field::field_in;
use super::icon::{Symbol, icon};
use crate::key;
use crate::message::{Key, Message};
use crate::profile::{Answer, Answers, Document, Field, Paper, Section, Slot};
use crate::ui::dom::{El, button, el};
use crate::ui::{State, browser, count, say, t};

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

/// The name of a row by its place.
pub fn row_name(section: &str, index: usize) -> String {
    say(&Message::new(texts(section)[0]).with("number", count(index + 1)))
}

/// The rows of a section. How far a row's papers are is asked in the list of papers. `place` begins the
/// names of the controls, where the same rows may stand on a page twice.
pub fn rows(state: State, section: &'static str, place: &'static str) -> El {
    let fields = Section::named(section).map_or(&[][..], |section| section.fields);
    let fields: Vec<&'static Field> = fields.iter().filter(|field| field.kind != Paper::KIND).collect();
    let first = fields.first().map_or("", |field| field.name);
    let ids = Memo::new(move |_| state.read(|document| document.rows(section)));
    let removed = RwSignal::new(false);
    // The answers before a row was taken away, and after.
    let kept = Rc::new(RefCell::new((Document::default(), Document::default())));
    let undone = Rc::clone(&kept);
    let add_id = format!("{place}{section}-add");
    let (focus_id, undo_id) = (add_id.clone(), add_id.clone());
    let row = move |(index, id): (usize, u32)| {
        let name = row_name(section, index);
        let (focus_id, kept) = (focus_id.clone(), Rc::clone(&kept));
        let remove = el("button.button quiet")
            .attr("type", "button")
            .attr("aria-label", &say(&Message::new(key!("rows.remove-one")).with("row", name.clone())))
            .child(icon(Symbol::Bin))
            .t(key!("rows.remove"))
            .on("click", move |_| {
                let before = state.peek(Document::clone);
                state.edit(|document| document.remove_row(section, id));
                kept.replace((before, state.peek(Document::clone)));
                removed.set(true);
                browser::focus(&focus_id);
            });
        el("section.row").attr("aria-label", &name).child(el("div.row-head").child(el("h3").text(&name)).child(remove)).child(
            el("div.row-fields")
                .children(fields.iter().filter_map(|known| field_in(state, Slot { section, row: Some(id), field: known.name }, place))),
        )
    };
    let undo = move || {
        // Once something else was answered, going back would take that away.
        if !removed.get() || state.read(|now| *now != undone.borrow().1) {
            return Vec::new();
        }
        let (focus_id, undone) = (undo_id.clone(), Rc::clone(&undone));
        let undo = button("button", key!("rows.undo"), move |_| {
            removed.set(false);
            let before = undone.take().0;
            // Within a trial it stays a trial.
            state.edit(|document| *document = before);
            state.redraw();
            // The form is drawn anew, so the button that had the focus is gone.
            let focus_id = focus_id.clone();
            browser::next_frame(move || browser::focus(&focus_id));
        });
        vec![el("p.undo").t(key!("rows.removed")).text(" ").child(undo)]
    };
    let add = el("button.button").attr("type", "button").id(&add_id).child(icon(Symbol::Plus)).text(t(texts(section)[1])).on(
        "click",
        move |_| {
            removed.set(false);
            let mut id = 0;
            state.edit(|document| id = document.add_row(section));
            let target = format!("{place}{}", Slot { section, row: Some(id), field: first }.path());
            // The row is drawn after this event.
            browser::next_frame(move || browser::focus(&target));
        },
    );
    el("div.rows")
        .child(el("div.row-list").dynamic(move || ids.get().into_iter().enumerate().map(&row).collect()))
        .child(el("div").attr("role", "status").dynamic(undo))
        .child(add)
}
