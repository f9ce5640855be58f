//! Long lists, a part at a time: thousands of elements at once would take a page minutes.

use std::ops::Range;

use leptos::prelude::*;

use super::button::button;
use crate::ui::view::{dynamic, handler};
use crate::ui::{count, say, t};
use hsmp::key;
use hsmp::message::Message;

/// How many rows, each with controls or lines of its own, are drawn at once.
pub const MOST_ROWS_DRAWN: usize = 25;

/// Which part of a list is drawn.
#[derive(Clone, Copy)]
pub struct Pager {
    length: Memo<usize>,
    most: usize,
    /// Where the part begins that was asked for. The list may have become shorter since.
    chosen: RwSignal<usize>,
}

impl Pager {
    /// Begins with the first part.
    pub fn new(length: Memo<usize>, most: usize) -> Self {
        Self { length, most, chosen: RwSignal::new(0) }
    }

    /// What is drawn of the list.
    pub fn range(self) -> Range<usize> {
        let length = self.length.get();
        let first = self.chosen.get().min(length.saturating_sub(1) / self.most * self.most);
        first..length.min(first + self.most)
    }

    /// Goes to the end of the list, which may just be getting longer.
    pub fn go_to_end(self) {
        self.chosen.set(usize::MAX);
    }

    /// Which part is drawn, and buttons that draw the parts before and after it; nothing where all is drawn.
    pub fn view(self) -> AnyView {
        let line = dynamic(move || {
            let (Range { start, end }, all) = (self.range(), self.length.get());
            if all <= self.most {
                return ().into_any();
            }
            let shown = Message::new(key!("rows.shown")).with("from", count(start + 1)).with("to", count(end)).with("all", count(all));
            let go = |text, to| button("button quiet no-print", t(text), handler(move |_| self.chosen.set(to)));
            let before = (start > 0).then(|| go(key!("rows.before"), start.saturating_sub(self.most)));
            let after = (end < all).then(|| go(key!("rows.after"), end));
            view! { <p class="other-years">{say(&shown)} " " {before} {after}</p> }.into_any()
        });
        view! { <div role="status">{line}</div> }.into_any()
    }
}
