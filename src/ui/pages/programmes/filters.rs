//! Words, filters and order.

use crate::ui::reactive::*;

use super::Page;
use crate::assess::programmes::Verdict;
use crate::assess::programmes::view::{Filter, Sort, View};
use crate::key;
use crate::message::{Key, Message};
use crate::rulebook::programmes::PROGRAMMES;
use crate::ui::dom::{El, button, el, follow, typed};
use crate::ui::{browser, count, say, t};
use web_sys::HtmlInputElement;

const fn label(filter: Filter) -> Key {
    match filter {
        Filter::Verdict(verdict) => verdict.label(),
        Filter::Kind(kind) => kind.label(),
        Filter::Family => key!("programmes-page.filter.family"),
        Filter::Citizenship => key!("programmes-page.filter.citizenship"),
        Filter::Permanent => key!("programmes-page.filter.permanent"),
        Filter::Favourite => key!("programmes-page.filter.favourite"),
    }
}

/// The name of a column that rows can be put in order by.
pub(super) const fn column(sort: Sort) -> Key {
    match sort {
        Sort::Match => key!("programmes-page.column.match"),
        Sort::Country => key!("programmes-page.column.country"),
        Sort::Sum => key!("programmes-page.column.sum"),
        Sort::Term => key!("programmes-page.column.term"),
        Sort::Family => key!("programmes-page.column.family"),
        Sort::Citizenship => key!("programmes-page.column.citizenship"),
    }
}

pub(super) fn filters(page: &Page) -> El {
    let (view, order) = (page.view, page.order);
    let shown = move || {
        let number = order.with(Vec::len);
        let text = Message::new(key!("programmes-page.shown")).with("shown", count(number)).with("count", count(PROGRAMMES.len()));
        if number == 0 { format!("{} {}", say(&text), t(key!("programmes-page.none"))) } else { say(&text) }
    };
    let is_narrowed = move || view.with(|view| !view.filters.is_empty() || !view.query.is_empty());
    let search = el("input")
        .class("input")
        .id("programmes-search")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("value", &view.with_untracked(|view| view.query.clone()))
        .on("input", move |event| view.update(|view| view.query = typed(&event)));
    if let Some(native) = search.cast::<HtmlInputElement>() {
        follow(Box::new(move || {
            let now = view.with(|view| view.query.clone());
            if native.value() != now {
                native.set_value(&now);
            }
        }));
    }
    let clear = button("button", key!("programmes-page.clear"), move |_| {
        view.update(|view| {
            view.query = String::new();
            view.filters = Vec::new();
        });
        browser::focus("programmes-search");
    })
    .attr_live("hidden", move || (!is_narrowed()).then(String::new));
    let few = [Filter::Family, Filter::Citizenship, Filter::Permanent, Filter::Favourite];
    let few = few.into_iter().chain(Verdict::ALL.map(Filter::Verdict));
    let kinds = Filter::all().filter(|filter| matches!(filter, Filter::Kind(_)));
    let begun = view.with_untracked(|view| !view.filters.is_empty());
    let more = el("details")
        .class("folded")
        .flag("open", begun)
        .child(el("summary").t(key!("programmes-page.filters")))
        .child(el("div").class("programmes-filters").children(few.map(|filter| one(page, filter))))
        .child(el("div").class("programmes-filters").children(kinds.map(|filter| one(page, filter))));
    el("div")
        .class("no-print programmes-tools")
        .child(el("div").class("field").child(el("label").attr("for", "programmes-search").t(key!("programmes-page.search"))).child(search))
        .child(sorting(view))
        .child(more)
        .child(el("div").class("programmes-shown").child(el("p").attr("role", "status").live(shown)).child(clear))
}

/// A filter with the number of rows it would show.
fn one(page: &Page, filter: Filter) -> El {
    let (view, counts) = (page.view, page.counts);
    let id = format!("filter-{}", filter.name());
    let number = move || counts.with(|counts| counts.iter().find(|(known, _)| *known == filter).map_or(0, |(_, number)| *number));
    let is_on = move || view.with(|view| view.filters.contains(&filter));
    let input = el("input")
        .attr("type", "checkbox")
        .id(&id)
        .on("change", move |_| view.update(|view| view.switch(filter, !view.filters.contains(&filter))));
    if let Some(native) = input.cast::<HtmlInputElement>() {
        follow(Box::new(move || native.set_checked(is_on())));
    }
    let label =
        el("label").attr("for", &id).t(label(filter)).text(" ").child(el("span").class("number").live(move || number().to_string()));
    el("div").class("programmes-filter").child(input).child(label)
}

/// The order, for where the table has no heads.
fn sorting(view: RwSignal<View>) -> El {
    let option = |sort: Sort| {
        let is_chosen = view.with_untracked(|view| view.sort == sort);
        el("option").attr("value", sort.name()).flag("selected", is_chosen).t(column(sort))
    };
    let choose = move |event| {
        let name = typed(&event);
        if let Some(sort) = Sort::ALL.into_iter().find(|sort| sort.name() == name) {
            view.update(|view| {
                view.sort = sort;
                view.reverse = false;
            });
        }
    };
    let select =
        el("select").class("input").id("programmes-sort").attr("autocomplete", "off").children(Sort::ALL.map(option)).on("change", choose);
    let turn = button("button", key!("programmes-page.reverse"), move |_| view.update(|view| view.reverse = !view.reverse))
        .attr_live("aria-pressed", move || Some(view.with(|view| view.reverse).to_string()));
    let field = el("div").class("field").child(el("label").attr("for", "programmes-sort").t(key!("programmes-page.sort"))).child(select);
    el("div").class("programmes-sort").child(field).child(turn)
}
