//! A table that scrolls by itself where it is wider than the page.

use crate::ui::dom::{El, el};

/// A table under construction.
pub struct Table {
    table: El,
    head: El,
    body: El,
}

impl Default for Table {
    fn default() -> Self {
        Self::new()
    }
}

impl Table {
    /// An empty table.
    pub fn new() -> Self {
        Self { table: el("table"), head: el("thead"), body: el("tbody") }
    }

    /// What the table is about.
    #[must_use]
    pub fn caption(mut self, text: &str) -> Self {
        self.table = self.table.child(el("caption").text(text));
        self
    }

    /// The columns' names.
    #[must_use]
    pub fn head(mut self, names: &[&str]) -> Self {
        let cells = names.iter().map(|name| el("th").attr("scope", "col").text(name));
        self.head = self.head.child(el("tr").children(cells));
        self
    }

    /// A row: its name, then its cells.
    #[must_use]
    pub fn row(self, class: &str, name: El, cells: impl IntoIterator<Item = El>) -> Self {
        let header = el("th").attr("scope", "row").child(name);
        let cells = cells.into_iter().map(|cell| el("td").child(cell));
        self.any_row(el("tr").class(class).child(header).children(cells))
    }

    /// A row of texts.
    #[must_use]
    pub fn texts(self, class: &str, name: &str, cells: &[String]) -> Self {
        self.row(class, el("span").text(name), cells.iter().map(|cell| el("span").text(cell)))
    }

    /// A row made elsewhere.
    #[must_use]
    pub fn any_row(mut self, row: El) -> Self {
        self.body = self.body.child(row);
        self
    }

    /// The table, ready: `class` names its kind, `name` what it is about.
    pub fn done(self, class: &str, name: &str) -> El {
        // It can be reached by keyboard, so that it can be scrolled by keyboard.
        let table = self.table.class(class).child(self.head).child(self.body);
        el("div.table-wrap").attr("tabindex", "0").attr("role", "region").attr("aria-label", name).child(table)
    }
}
