//! The components under the names and with the element type of pages that are not Leptos views yet. Each is
//! made in its own module and only handed on here; this file goes with the last such page.

use leptos::prelude::*;

use super::charts;
use crate::assess::Assessment;
use crate::assess::outlook::Year;
use crate::assess::pay::Curve;
use crate::assess::points::{Points, Share, Verdict};
use crate::assess::residency::Residency;
use crate::explain::Step;
use crate::message::{Key, Message};
use crate::profile::Slot;
use crate::quantity::{Date, Money, Tri};
use crate::rulebook::Standing;
use crate::ui::State;
use crate::ui::bridge::IntoPart;
use crate::ui::dom::{El, el};
use crate::ui::view::live;

use super::{
    Announcer, Calendar, Editor, Icon, NextQuestion, QuestionField, Rows, SectionFields, StayList, Strip, Summary, Symbol, WhyDialog,
    rates, status as marks, summary as lines, timeline as drawing, why,
};
use crate::assess::journey::Journey;

/// See [`Announcer`].
pub fn announcer(summary: impl Fn() -> String + Send + Sync + 'static) -> El {
    view! { <Announcer summary=live(summary)/> }.into_any().into()
}

/// See [`Calendar`].
pub fn calendar(_: State, editor: Editor, year: Memo<i32>, passed_on: impl Fn() -> Option<Date> + Send + Sync + 'static) -> El {
    view! { <Calendar editor year passed_on=Signal::derive(passed_on)/> }.into_any().into()
}

/// See [`StayList`].
pub fn stay_list(_: State, editor: Editor, year: Memo<i32>) -> El {
    view! { <StayList editor year/> }.into_any().into()
}

/// See [`charts::behind`].
pub fn behind(table: El) -> El {
    charts::behind(table.into_part()).into()
}

/// See [`charts::outlook_chart`].
pub fn outlook_chart(years: &[Year]) -> El {
    charts::outlook_chart(years).into()
}

/// See [`charts::points_bar`].
pub fn points_bar(points: &Points, full: bool) -> El {
    charts::points_bar(points, full).into()
}

/// See [`charts::points_behind`].
pub fn points_behind(points: &Points) -> El {
    charts::points_behind(points).into()
}

/// See [`charts::share_line`].
pub fn share_line(share: &Share) -> El {
    charts::share_line(share).into()
}

/// See [`charts::year_strip`].
pub fn year_strip(residency: &Residency, today: Date) -> El {
    charts::year_strip(residency, today).into()
}

/// See [`rates::rates_chart`].
pub fn rates_chart(curve: &Curve, own: Money) -> El {
    rates::rates_chart(curve, own).into()
}

/// See [`drawing::Timeline`].
pub fn timeline(way: Memo<Journey>) -> El {
    view! { <drawing::Timeline way/> }.into_any().into()
}

/// See [`QuestionField`].
pub fn field(state: State, slot: Slot) -> Option<El> {
    field_in(state, slot, "")
}

/// See [`QuestionField`].
pub fn field_in(_: State, slot: Slot, place: &'static str) -> Option<El> {
    slot.question()?;
    Some(view! { <QuestionField at=slot place/> }.into_any().into())
}

/// See [`SectionFields`].
pub fn section_fields(_: State, section: &'static str) -> El {
    view! { <SectionFields section/> }.into_any().into()
}

/// See [`Icon`].
pub fn icon(symbol: Symbol) -> El {
    view! { <Icon symbol/> }.into_any().into()
}

/// See [`NextQuestion`].
pub fn next_question(_: State) -> El {
    view! { <NextQuestion/> }.into_any().into()
}

/// See [`Rows`].
pub fn rows(_: State, section: &'static str, place: &'static str) -> El {
    view! { <Rows section place/> }.into_any().into()
}

/// See [`marks::status`].
pub fn status(state: Tri, names: [Key; 3]) -> El {
    marks::status(state, names).into()
}

/// See [`marks::standing`].
pub fn standing(standing: Standing) -> El {
    marks::standing(standing).into()
}

/// See [`marks::assumed`].
pub fn assumed(figures: El, is_assumed: bool) -> El {
    if is_assumed { figures.text(" ").child(standing(Standing::Assumption)).attr("data-assumed", "") } else { figures }
}

/// See [`lines::decides`].
pub fn decides(_: State, all: &Assessment) -> El {
    lines::decides(all).into()
}

/// See [`lines::headline`].
pub fn headline(_: State, name: &str, value: &str, step: &Step) -> El {
    lines::headline(name.to_owned(), value.to_owned(), step).into()
}

/// See [`lines::objection`].
pub fn objection() -> El {
    lines::objection().into()
}

/// See [`Strip`].
pub fn strip(_: State) -> El {
    view! { <Strip/> }.into_any().into()
}

/// See [`Summary`].
pub fn summary(_: State) -> El {
    view! { <Summary/> }.into_any().into()
}

/// See [`lines::verdict`].
pub fn verdict(points: &Points) -> El {
    lines::verdict(points).into()
}

/// See [`lines::verdict_status`].
pub fn verdict_status(verdict: Verdict) -> El {
    lines::verdict_status(verdict).into()
}

/// See [`why::source`].
pub fn source(number: u8) -> Option<El> {
    why::source(number).map(El::from)
}

/// See [`why::step_tree`].
pub fn step_tree(step: &Step, on: Date, paper: bool) -> El {
    why::step_tree(step, on, paper).into()
}

/// See [`why::why_button`].
pub fn why_button(_: State, step: &Step) -> El {
    why::why_button(step).into()
}

/// See [`why::why_of`].
pub fn why_of(_: State, name: Message, find: impl Fn() -> Option<Step> + Send + 'static) -> El {
    why::why_of(name, find).into()
}

/// See [`WhyDialog`].
pub fn why_dialog(_: State) -> El {
    view! { <WhyDialog/> }.into_any().into()
}

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
