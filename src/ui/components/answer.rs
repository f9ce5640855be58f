//! An answer as words.

use crate::ui::t;
use hsmp::key;
use hsmp::profile::{Country, Document, Kind, Slot};

/// An answer as a person would read it, or that there is none.
pub fn answer_text(document: &Document, slot: Slot) -> String {
    let text = document.text(slot);
    match slot.question().map(|question| question.kind) {
        _ if text.is_empty() => t(key!("field.not-answered")).to_owned(),
        Some(Kind::YesNo) => t(if text == "yes" { key!("tri.yes") } else { key!("tri.no") }).to_owned(),
        Some(Kind::Choice(choices)) => choices.iter().find(|choice| choice.name == text).map_or(text, |choice| t(choice.label).to_owned()),
        Some(Kind::Country) => Country::from_code(&text).map_or(text, |country| t(country.name()).to_owned()),
        _ => text,
    }
}
