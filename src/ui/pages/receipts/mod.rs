//! Receipts: one of the person's own results, anybody's to be checked, and the results under the rules of the
//! coming years.

mod check;
mod years;

use leptos::prelude::*;

use super::Part;
use super::sources::content;
use crate::ui::components::button;
use crate::ui::components::text::{lead, paragraph};
use crate::ui::view::handler;
use crate::ui::{State, browser, figure, t, words};
use hsmp::key;
use hsmp::receipt::{Line, Shown, Used, receipt_file};
use hsmp::rulebook::{Content, value_written};

/// Save a receipt, check one, and look at the coming years.
pub fn receipts(state: State) -> AnyView {
    view! {
        {lead(t(key!("receipts.lead")))}
        <Part id="save" title=key!("receipts.save-title")>
            {paragraph(t(key!("receipts.save-text")))}
            <div class="actions">{save_receipt(state)}</div>
        </Part>
        <Part id="check" title=key!("receipts.check-title")>
            {check::check()}
        </Part>
        <Part id="years" title=key!("receipts.years-title")>
            {years::years(state)}
        </Part>
    }
    .into_any()
}

/// Hands the person a receipt of what the page shows now.
pub(super) fn save_receipt(state: State) -> AnyView {
    let save = handler(move |_| {
        let text = state.peek(|document| receipt_file(document, state.date()));
        browser::download(&state.file_name("receipt", "json"), text.as_bytes());
    });
    button("button", t(key!("receipts.save")), save)
}

/// What stands in a cell of the results.
fn shown(cell: Option<&Shown>) -> String {
    match cell {
        Some(Shown::As(arg)) => figure(arg.clone()),
        Some(Shown::Days(days)) => words().days(*days),
        None => t(key!("receipts.nothing")).to_owned(),
    }
}

/// A line of results as a row of a table.
fn cells(line: &Line) -> Vec<String> {
    line.cells.iter().map(|cell| shown(cell.as_ref())).collect()
}

/// The values that a rule had.
fn values(values: &[Used]) -> String {
    if values.is_empty() {
        return t(key!("receipts.not-used")).to_owned();
    }
    words().long_list(&values.iter().map(value).collect::<Vec<_>>())
}

/// A value in the words of the page; one that today's rules do not have, as the receipt writes it. So too the
/// criteria, of which the page would say the names only.
fn value(used: &Used) -> String {
    match value_written(&used.value) {
        None | Some(Content::Criteria(_)) => used.value.clone(),
        Some(known) => content(known),
    }
}
