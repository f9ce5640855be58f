//! Explanations on paper: sources stand once at the end, and everything before names them by number.

use std::cell::RefCell;

use leptos::prelude::*;

use crate::ui::components::status::standing;
use crate::ui::components::why::{doubts, source, tree};
use crate::ui::{say, t};
use hsmp::explain::Step;
use hsmp::quantity::{Date, sorted};
use hsmp::rulebook::Citation;

/// The sources that the document names, in the order of their first mention.
#[derive(Default)]
pub(super) struct Numbers(RefCell<Vec<u8>>);

impl Numbers {
    /// The number of a source in this document, from 1.
    fn of(&self, source: u8) -> usize {
        let mut known = self.0.borrow_mut();
        let place = known.iter().position(|known| *known == source).unwrap_or_else(|| {
            known.push(source);
            known.len() - 1
        });
        place + 1
    }

    /// "[1, 3]"; nothing where no source is named.
    fn marks(&self, sources: impl Iterator<Item = u8>) -> String {
        let mut numbers = sorted(sources.map(|source| self.of(source)), |number| *number);
        numbers.dedup();
        let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        if numbers.is_empty() { String::new() } else { format!(" [{}]", numbers.join(", ")) }
    }

    /// The sources of the rules that the first step of an explanation cites, or else of the steps below it.
    pub(super) fn of_tree(&self, step: &Step) -> String {
        let mut cites: Vec<&Citation> = step.cites.iter().collect();
        if cites.is_empty() {
            cites = step.inputs.iter().flat_map(|input| &input.cites).collect();
        }
        self.marks(cites.into_iter().flat_map(|cite| cite.source_numbers().iter().copied()))
    }

    /// An explanation in full: every figure, how it was worked out, and by which rules.
    pub(super) fn tree(&self, step: &Step, on: Date) -> AnyView {
        tree(step, &|cite, _| self.rule(cite, on))
    }

    /// A rule in a line: how far it can be relied on, its name, article, validity and sources; then its doubts.
    fn rule(&self, cite: Citation, on: Date) -> AnyView {
        let dated = cite.dated();
        let article = cite.rule().article.map_or("", t);
        let end = if article.is_empty() { "" } else { ". " };
        let line =
            format!(" {}. {article}{end}{}{}", t(cite.name()), say(&dated.validity()), self.marks(cite.source_numbers().iter().copied()));
        view! {
            <div class="report-rule">
                <p>{standing(cite.standing())} {line}</p>
                {doubts(cite, on)}
            </div>
        }
        .into_any()
    }

    /// The numbered sources.
    pub(super) fn list(&self) -> AnyView {
        let list: Vec<AnyView> = self.0.borrow().iter().filter_map(|number| source(*number)).collect();
        view! { <ol class="sources">{list}</ol> }.into_any()
    }
}
