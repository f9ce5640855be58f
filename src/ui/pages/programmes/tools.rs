//! Words, filters and order.

use super::{code, fill, numbered, set, set_checked, tick, turn};
use crate::assess::programmes::view::{FILTERS, KINDS, MOST_COMPARED, Sort, View};
use crate::key;
use crate::message::{Key, Message};
use crate::rulebook::programmes::PROGRAMMES;
use crate::ui::dom::{El, el, typed};
use crate::ui::{count, say, t};
use web_sys::{HtmlInputElement, HtmlSelectElement};

/// The field for words.
pub(super) const SEARCH: &str = "programmes-search";

/// What of the tools changes.
pub(super) struct Tools {
    search: El,
    sort: El,
    reverse: El,
    clear: El,
    beside: El,
    hint: El,
    number: El,
    told: El,
    /// What is told now: the same said again would be read aloud.
    text: String,
    filters: Vec<Filter>,
}

/// A filter's box, and the number of rows it would show.
struct Filter {
    input: El,
    number: El,
    now: Option<usize>,
}

/// The tools, the line that stands above the table, and what of them changes.
pub(super) fn tools() -> (El, El, Tools) {
    let search = el("input.input")
        .id(SEARCH)
        .attr("type", "search")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .on("input", |event| turn(|shown| shown.view.query = typed(&event)));
    let mut sort = el("select.input").id("programmes-sort").attr("autocomplete", "off");
    for (number, (_, _, name)) in Sort::ALL.iter().enumerate() {
        sort = sort.child(el("option").attr("value", &number.to_string()).t(*name));
    }
    let sort = sort.on("change", |event| {
        let chosen = typed(&event).parse().ok().and_then(|number: usize| Sort::ALL.get(number));
        turn(|shown| (shown.view.sort, shown.view.reverse) = (chosen.map_or(Sort::Match, |(sort, ..)| *sort), false));
    });
    let (mut few, mut kinds) = (group(key!("programmes-page.must")), group(key!("programmes-page.column.kind")));
    let mut filters = Vec::with_capacity(FILTERS.len());
    for (bit, (name, label)) in FILTERS.iter().enumerate() {
        let number = el("span.number");
        let label = el("label").t(*label).text(" ").child(number.clone());
        let (input, part) = tick(&["filter-", name].concat(), &numbered("f", bit), label);
        if bit < KINDS as usize {
            few = few.child(part)
        } else {
            kinds = kinds.child(part)
        }
        filters.push(Filter { input, number, now: None });
    }
    let number = el("span");
    let reverse = code("button.button", key!("programmes-page.reverse"), "r");
    let clear = code("button.button", key!("programmes-page.clear"), "c");
    let beside = code("button.button primary", key!("programmes-page.compare.title"), "g");
    let told = el("p").attr("role", "status");
    let field = |id: &str, name, control: &El| el("div.field").child(el("label").attr("for", id).t(name)).child(control.clone());
    let part = el("div.no-print programmes-tools")
        .child(field(SEARCH, key!("programmes-page.search"), &search))
        .child(el("div.programmes-sort").child(field("programmes-sort", key!("programmes-page.sort"), &sort)).child(reverse.clone()))
        .child(el("details.folded").child(el("summary").t(key!("programmes-page.filters")).child(number.clone())).child(few).child(kinds));
    let hint = el("p.hint no-print");
    let past = code("button.past", key!("programmes-page.past"), "k");
    let row = el("div.programmes-shown").child(told.clone()).child(clear.clone()).child(beside.clone()).child(hint.clone()).child(past);
    (part, row, Tools { search, sort, reverse, clear, beside, hint, number, told, text: String::new(), filters })
}

fn group(name: Key) -> El {
    el("fieldset.field programmes-filters").child(el("legend").t(name))
}

impl Tools {
    pub(super) fn draw(&mut self, view: &View, counts: &[usize], shown: usize) {
        if let Some(native) = self.search.cast::<HtmlInputElement>()
            // Written anew, the place where somebody types would be lost.
            && native.value() != view.query
        {
            native.set_value(&view.query);
        }
        if let Some(native) = self.sort.cast::<HtmlSelectElement>() {
            native.set_value(&Sort::ALL.iter().position(|(sort, ..)| *sort == view.sort).unwrap_or(0).to_string());
        }
        set(&self.reverse, "aria-pressed", Some(if view.reverse { "true" } else { "false" }));
        self.clear.toggle("hidden", view.filters == 0 && view.query.is_empty());
        self.beside.toggle("hidden", view.compare.is_empty());
        let hint = match view.compare.len() {
            0 | 1 => t(key!("programmes-page.compare.hint")),
            MOST_COMPARED => t(key!("programmes-page.compare.full")),
            _ => "",
        };
        fill(&self.hint, vec![el("span").text(hint)]);
        let number = view.filters.count_ones();
        fill(&self.number, if number == 0 { Vec::new() } else { vec![el("span").text(&[" (", &number.to_string(), ")"].concat())] });
        for (bit, (filter, own)) in self.filters.iter_mut().zip(counts).enumerate() {
            set_checked(&filter.input, view.filters & 1 << bit != 0);
            if filter.now != Some(*own) {
                fill(&filter.number, vec![el("span").text(&own.to_string())]);
                filter.now = Some(*own);
            }
        }
        let text = Message::new(key!("programmes-page.shown")).with("shown", count(shown)).with("count", count(PROGRAMMES.len()));
        let none = if shown == 0 { t(key!("programmes-page.none")) } else { "" };
        let text = [&say(&text), " ", none].concat();
        if text != self.text {
            self.told.empty();
            drop(self.told.clone().text(&text));
            self.text = text;
        }
    }
}
