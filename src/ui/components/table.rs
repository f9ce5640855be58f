//! Tables. On phones the rows of a wide one are cards, each value beside the name of its column; what is wider
//! than the page all the same scrolls by itself.

use leptos::prelude::*;

use crate::ui::{t, words};
use hsmp::key;
use hsmp::message::Key;
use hsmp::quantity::Money;
use hsmp::rulebook::NotKnown;

/// From this many columns on, a table does not fit on a phone.
const WIDE: usize = 4;

/// A row of a table.
pub enum Row {
    /// Its class, its name and its cells, as [`row`] and [`text_row`] make it.
    Cells(&'static str, AnyView, Vec<AnyView>),
    /// The name of the rows that follow.
    Group(&'static str),
    /// A row that is drawn elsewhere.
    Drawn(AnyView),
}

/// A table.
#[component]
pub fn DataTable(
    /// Its kind, for the style.
    class: &'static str,
    /// What it is about, for those who do not see it.
    name: String,
    /// Whether that is shown to all.
    #[prop(optional)]
    is_captioned: bool,
    /// What all its amounts are in, so that no cell has to say it.
    #[prop(optional)]
    unit: Option<&'static str>,
    /// The columns' names.
    head: Vec<Key>,
    /// Names of columns after the first that are words of the person's own.
    #[prop(optional)]
    own: Vec<String>,
    /// The rows.
    rows: Vec<Row>,
) -> AnyView {
    let unit = unit.map(|unit| {
        view! {
            " "
            <span class="unit">{unit}</span>
        }
        .into_any()
    });
    // A unit alone is no name.
    let (label, caption) = if is_captioned { (None, name.clone()) } else { (Some(name.clone()), String::new()) };
    let caption = (is_captioned || unit.is_some()).then(|| view! { <caption>{caption} {unit}</caption> }.into_any());
    let mut names: Vec<String> = head.into_iter().map(|name| t(name).to_owned()).collect();
    let second = names.len().min(1);
    names.splice(second..second, own);
    let is_wide = names.len() >= WIDE;
    let class = if is_wide { format!("{class} cards") } else { class.to_owned() };
    // A row that is drawn as a card would no longer be a row to screen readers.
    let role = move |role: &'static str| is_wide.then_some(role);
    let rows: Vec<AnyView> = rows.into_iter().map(|row| drawn(row, &names, is_wide)).collect();
    let names = names.into_iter().map(|name| view! { <th scope="col" role=role("columnheader")>{name}</th> }.into_any());
    let names: Vec<AnyView> = names.collect();
    // It can be reached by keyboard, so that it can be scrolled by keyboard.
    view! {
        <div class="table-wrap" tabindex="0" role="region" aria-label=name>
            <table class=class role=role("table") aria-label=label>
                {caption}
                <thead role=role("rowgroup")>
                    <tr role=role("row")>{names}</tr>
                </thead>
                <tbody role=role("rowgroup")>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn drawn(row: Row, names: &[String], is_wide: bool) -> AnyView {
    let role = |role: &'static str| is_wide.then_some(role);
    let (class, name, cells) = match row {
        Row::Cells(class, name, cells) => (class, name, cells),
        Row::Drawn(row) => return row,
        Row::Group(name) => {
            let width = names.len().to_string();
            let group = view! {
                <tr class="group" role=role("row")>
                    <th scope="colgroup" colspan=width>
                        {name}
                    </th>
                </tr>
            };
            return group.into_any();
        }
    };
    let cell = |(place, cell): (usize, AnyView)| {
        let label = names.get(place + 1).filter(|_| is_wide).cloned();
        view! {
            <td role=role("cell") data-label=label>
                {cell}
            </td>
        }
        .into_any()
    };
    let cells: Vec<AnyView> = cells.into_iter().enumerate().map(cell).collect();
    view! {
        <tr class=class role=role("row")>
            <th scope="row" role=role("rowheader")>
                {name}
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

/// A row of a table: its name, then its cells.
pub fn row(class: &'static str, name: AnyView, cells: Vec<AnyView>) -> Row {
    Row::Cells(class, name, cells)
}

/// A row of texts.
pub fn text_row(class: &'static str, name: String, cells: Vec<String>) -> Row {
    row(class, name.into_any(), cells.into_iter().map(IntoAny::into_any).collect())
}

/// An amount for a table that says once that all are in manat.
pub fn manat(amount: Result<Money, NotKnown>) -> String {
    amount.map_or_else(|_| t(key!("explain.not-known")).to_owned(), |amount| words().decimal(amount))
}

/// Results side by side: those that differ first, and the others folded, for they would hide them.
pub fn differing_first(class: &'static str, head: Key, own: &[String], [differing, same]: [Vec<Row>; 2], same_title: String) -> AnyView {
    let table = |name: Key, rows: Vec<Row>| {
        let name = t(name).to_owned();
        view! { <DataTable class name own=own.to_vec() head=vec![head] rows/> }.into_any()
    };
    let differing = (!differing.is_empty()).then(|| table(key!("profiles.compare-table"), differing));
    let same = (!same.is_empty()).then(|| {
        view! {
            <details class="folded">
                <summary>{same_title}</summary>
                {table(key!("profiles.compare-rest-table"), same)}
            </details>
        }
        .into_any()
    });
    view! {
        <div>
            {differing}
            {same}
        </div>
    }
    .into_any()
}
