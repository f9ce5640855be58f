//! The answers as they were given, section by section.

use leptos::prelude::*;

use crate::ui::components::{answer_text, row_name};
use crate::ui::{say, t};
use hsmp::assess::with_figures;
use hsmp::profile::{Answer as _, Document, Favourite, OwnBand, OwnMaxima, Paper, SECTIONS, Section, Slot};

/// Every section with an answer; none where nothing was answered. How far documents are stands with the documents,
/// and what we assume is no answer.
pub(super) fn answers(document: &Document) -> Option<AnyView> {
    let sections = SECTIONS.iter().filter(|section| ![OwnMaxima::SECTION, OwnBand::SECTION, Favourite::SECTION].contains(&section.name));
    let sections: Vec<AnyView> = sections.filter_map(|section| one(document, section)).collect();
    (!sections.is_empty()).then(|| view! { <div class="report-answers">{sections}</div> }.into_any())
}

fn one(document: &Document, section: &Section) -> Option<AnyView> {
    let rows: Vec<Option<u32>> = if section.list { document.rows(section.name).into_iter().map(Some).collect() } else { vec![None] };
    let row = |(place, row): (usize, Option<u32>)| {
        let fields = section.fields.iter().filter(|field| field.kind != Paper::KIND);
        let slots = fields.map(|field| field.slot.in_row(row)).filter(|slot| document.has(*slot));
        let lines: Vec<AnyView> = slots.map(|slot| line(document, slot)).collect();
        let name = row.map(|_| view! { <h4>{row_name(section.name, place)}</h4> }.into_any());
        (!lines.is_empty()).then(|| {
            view! {
                <div class="report-row">
                    {name}
                    <dl>{lines}</dl>
                </div>
            }
            .into_any()
        })
    };
    let rows: Vec<AnyView> = rows.into_iter().enumerate().filter_map(row).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section>
                <h3>{t(section.title)}</h3>
                {rows}
            </section>
        }
        .into_any()
    })
}

fn line(document: &Document, slot: Slot) -> AnyView {
    view! {
        <div class="report-answer">
            <dt>{say(&with_figures(slot.label()))}</dt>
            <dd translate="no">{answer_text(document, slot)}</dd>
        </div>
    }
    .into_any()
}
