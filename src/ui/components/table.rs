//! A table that scrolls by itself where it is wider than the page.

use leptos::prelude::*;

/// A table that scrolls by itself where it is wider than the page.
#[component]
pub fn DataTable(
    /// Its kind, for the style.
    class: &'static str,
    /// What it is about, for those who do not see it.
    name: String,
    /// What it is about, for all.
    #[prop(optional)]
    caption: Option<String>,
    /// The columns' names.
    head: Vec<&'static str>,
    /// Names of columns after the first that are words of the person's own.
    #[prop(optional)]
    own: Vec<String>,
    /// The rows, as [`row`] and [`text_row`] make them.
    rows: Vec<AnyView>,
) -> AnyView {
    let caption = caption.map(|text| view! { <caption>{text}</caption> });
    let mut names: Vec<String> = head.into_iter().map(str::to_owned).collect();
    let second = names.len().min(1);
    names.splice(second..second, own);
    let names: Vec<AnyView> = names.into_iter().map(|name| view! { <th scope="col">{name}</th> }.into_any()).collect();
    // It can be reached by keyboard, so that it can be scrolled by keyboard.
    view! {
        <div class="table-wrap" tabindex="0" role="region" aria-label=name>
            <table class=class>
                {caption}
                <thead>
                    <tr>{names}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A row of a table: its name, then its cells.
pub fn row(class: &'static str, name: impl IntoAny, cells: impl IntoIterator<Item = AnyView>) -> AnyView {
    let cells: Vec<AnyView> = cells.into_iter().map(|cell| view! { <td>{cell}</td> }.into_any()).collect();
    view! {
        <tr class=class>
            <th scope="row">{name.into_any()}</th>
            {cells}
        </tr>
    }
    .into_any()
}

/// A row of texts.
pub fn text_row(class: &'static str, name: String, cells: impl IntoIterator<Item = String>) -> AnyView {
    row(class, name, cells.into_iter().map(IntoAny::into_any))
}
