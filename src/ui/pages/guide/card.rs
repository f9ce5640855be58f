//! The card with a question, with the questions of a row, or with the rows entered so far.

use leptos::prelude::*;

use super::Place;
use crate::ui::components::QuestionField;
use crate::ui::components::rows::{add_name, row_name};
use crate::ui::components::text::paragraph;
use crate::ui::view::{handler, live};
use crate::ui::{State, say, t, titled};
use hsmp::assess::guidance::guide::{Question, row_fields};
use hsmp::key;
use hsmp::message::Key;
use hsmp::profile::{
    Certificate, Degree, Elsewhere, Employer, Field, ForeignIncome, Job, Kind, LanguageSkill, Relative, Section, Slot, You,
};

/// One question.
pub(super) fn one(place: Place, question: Question) -> AnyView {
    let slot = question.slot;
    let state = place.state;
    let is_answered = Signal::derive(move || state.read(|document| document.has(slot)));
    let advance = handler(move |_| place.advance(question));
    let topic = match slot.row {
        Some(row) => name_of(state, slot.section, row),
        // Other countries ask about it too, but it is a fact about the person.
        None if slot == Elsewhere::NATIONALITY => t(title(You::SECTION)).to_owned(),
        None => t(title(slot.section)).to_owned(),
    };
    view! {
        <h2 id="guide-title" class="guide-topic" tabindex="-1">
            {topic}
        </h2>
        <div class="guide-question">
            <QuestionField at=slot why=why(place, question) is_bare=true/>
        </div>
        <div class="actions">
            <button type="button" class=class(is_answered) on:click=advance>
                {live(move || t(if is_answered.get() { key!("guide.next") } else { key!("guide.skip") }))}
            </button>
            {place.back_button()}
        </div>
    }
    .into_any()
}

/// The questions of a row.
pub(super) fn row(place: Place, question: Question, id: u32) -> AnyView {
    let state = place.state;
    let section = question.slot.section;
    let is_filled = Signal::derive(move || state.read(|document| !document.is_blank(section, id)));
    let save = handler(move |_| place.save(question, id));
    let field = |known: &Field| view! { <QuestionField at=known.slot.in_row(id) is_bare=true/> }.into_any();
    let fields: Vec<AnyView> = row_fields(section).into_iter().map(field).collect();
    view! {
        {heading(name_of(state, section, id))}
        <p class="hint why-asked">{why(place, question)}</p>
        <div class="row-fields">
            {fields}
        </div>
        <div class="actions">
            <button type="button" class=class(is_filled) on:click=save>
                {live(move || t(if is_filled.get() { key!("guide.save") } else { key!("guide.skip") }))}
            </button>
            {place.back_button()}
        </div>
    }
    .into_any()
}

/// The rows entered so far, and whether there is one more.
pub(super) fn more(place: Place, question: Question) -> AnyView {
    let section = question.slot.section;
    let rows: Vec<AnyView> = place.state.peek(|document| {
        let line = |(index, id): (usize, u32)| {
            let label = label_of(section, id).map(|slot| document.text(slot)).filter(|label| !label.is_empty());
            let name = label.map_or_else(|| row_name(section, index), |label| titled(&row_name(section, index), &label));
            view! { <li>{name}</li> }.into_any()
        };
        document.rows(section).into_iter().enumerate().map(line).collect()
    });
    let another = handler(move |_| place.another(question));
    let on = handler(move |_| place.leave(None));
    view! {
        {heading(t(title(section)).to_owned())}
        {paragraph(t(key!("guide.yours")))}
        <ul class="guide-rows">{rows}</ul>
        <div class="actions">
            <button type="button" class="button primary" on:click=on>
                {t(enough(section))}
            </button>
            <button type="button" class="button" on:click=another>
                {t(add_name(section))}
            </button>
            {place.back_button()}
        </div>
    }
    .into_any()
}

/// What the card is about. It takes the focus where there is no control to begin with.
pub(super) fn heading(text: String) -> AnyView {
    view! {
        <h2 id="guide-title" tabindex="-1">
            {text}
        </h2>
    }
    .into_any()
}

fn why(place: Place, question: Question) -> String {
    let mark = place.state.assessment.with_untracked(|all| all.points.pass_mark);
    say(&question.why(place.goal, mark))
}

/// The one button that leads on is prominent once there is an answer.
fn class(is_answered: Signal<bool>) -> Signal<String> {
    live(move || if is_answered.get() { "button primary" } else { "button" })
}

fn title(section: &str) -> Key {
    Section::named(section).map_or(key!("page.guide"), |section| section.title)
}

/// The name of a row, also of one that is not there yet.
fn name_of(state: State, section: &str, id: u32) -> String {
    let index = state.peek(|document| {
        let rows = document.rows(section);
        rows.iter().position(|row| *row == id).unwrap_or(rows.len())
    });
    row_name(section, index)
}

/// Where a row's own name stands, for sections that have one.
fn label_of(section: &str, id: u32) -> Option<Slot> {
    let section = Section::named(section)?;
    let field = section.fields.iter().find(|field| field.kind == Kind::Label)?;
    Some(field.slot.in_row(id))
}

/// What stands on the button for no more rows.
fn enough(section: &str) -> Key {
    match section {
        Degree::SECTION => key!("guide.no-more.degrees"),
        Certificate::SECTION => key!("guide.no-more.certificates"),
        Job::SECTION => key!("guide.no-more.jobs"),
        LanguageSkill::SECTION => key!("guide.no-more.languages"),
        Relative::SECTION => key!("guide.no-more.family"),
        Employer::SECTION => key!("guide.no-more.employers"),
        ForeignIncome::SECTION => key!("guide.no-more.foreign"),
        _ => key!("guide.no-more.stays"),
    }
}
