//! The table: rows and columns on wide screens, cards on phones, from the same elements.

use std::cell::RefCell;

use crate::ui::reactive::*;

use super::filters::column;
use super::{Page, favourite, mark, place};
use crate::assess::programmes::exchange::Compared;
use crate::assess::programmes::view::{MOST_COMPARED, Sort};
use crate::assess::programmes::why::{short, why};
use crate::assess::programmes::{Match, Verdict};
use crate::key;
use crate::message::{Key, Message};
use crate::quantity::Tri;
use crate::rulebook::Standing;
use crate::rulebook::programmes::{Need, PROGRAMMES, Programme, Sum};
use crate::text::tri;
use crate::ui::components::{Symbol, icon, standing, status, why_of};
use crate::ui::dom::{El, el, follow, p};
use crate::ui::{count, say, t};
use web_sys::HtmlInputElement;

/// Columns in the order they stand, after the marks.
const COLUMNS: [Sort; 6] = [Sort::Country, Sort::Match, Sort::Sum, Sort::Term, Sort::Family, Sort::Citizenship];

pub(super) fn table(page: &Page) -> El {
    let rows: Vec<El> = (0..PROGRAMMES.len()).map(|index| row(page, index)).collect();
    // Roles are named because the look of cards takes them away.
    let body = el("tbody").attr("role", "rowgroup").children(rows.iter().cloned());
    let (order, element) = (page.order, body.clone());
    let before = RefCell::new((0..rows.len()).collect::<Vec<usize>>());
    follow(Box::new(move || {
        let now = order.get();
        if *before.borrow() == now {
            return;
        }
        for (index, row) in rows.iter().enumerate() {
            match now.contains(&index) {
                true => row.remove_attr("hidden"),
                false => drop(row.clone().attr("hidden", "")),
            }
        }
        for index in &now {
            // A row that stands there already moves.
            drop(rows.get(*index).map(|row| element.element().append_child(row.element())));
        }
        before.replace(now);
    }));
    let view = page.view;
    let head = |sort: Sort| {
        let direction =
            move || view.with(|view| (view.sort == sort).then(|| if view.reverse { "descending" } else { "ascending" }.to_owned()));
        let turn =
            el("button").attr("type", "button").class("sort").t(column(sort)).on("click", move |_| view.update(|view| view.sort_by(sort)));
        el("th").attr("scope", "col").attr("role", "columnheader").attr_live("aria-sort", direction).child(turn)
    };
    let marks = el("th")
        .attr("scope", "col")
        .attr("role", "columnheader")
        .child(el("span").class("visually-hidden").t(key!("programmes-page.marks")));
    let heads = el("tr").attr("role", "row").child(marks).children(COLUMNS.map(head));
    let name = t(key!("programmes-page.table"));
    let table = el("table")
        .class("programmes")
        .attr("role", "table")
        .attr("aria-label", name)
        .child(el("thead").attr("role", "rowgroup").child(heads))
        .child(body);
    let cut = PROGRAMMES.iter().flat_map(|own| own.needs).filter(|(_, need)| matches!(need, Need::Text(_))).count();
    let cut = Message::new(key!("programmes-page.cut-off")).with("count", count(cut));
    el("div")
        .class("table-wrap")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", name)
        .child(table)
        .child(el("p").class("hint").say(&cut))
}

fn row(page: &Page, index: usize) -> El {
    let programme = &PROGRAMMES[index];
    let cell = |of: Key| el("td").attr("role", "cell").attr("data-label", t(of));
    let known = (programme.standing != Standing::Claimed).then(|| standing(programme.standing));
    let name = el("th")
        .attr("scope", "row")
        .attr("role", "rowheader")
        .child(el("span").class("programme-place").text(place(programme)))
        .child(el("span").class("programme-name").attr("lang", "en").text(programme.name))
        .child(el("span").class("programme-kind").t(programme.kind.label()))
        .maybe(known)
        .children(programme.notes.iter().map(|note| p("doubt", *note)));
    el("tr")
        .attr("role", "row")
        .child(el("td").attr("role", "cell").class("marks").child(star(page, programme)).child(beside(page, programme)))
        .child(name)
        .child(verdict(page, index).attr("data-label", t(column(Sort::Match))))
        .child(cell(column(Sort::Sum)).say(&programme.asks()))
        .child(cell(column(Sort::Term)).say(&programme.term()))
        .child(cell(column(Sort::Family)).t(tri(programme.dependants.into())))
        .child(cell(column(Sort::Citizenship)).say(&programme.citizenship.text()))
}

/// How a programme stands, and what is short. Drawn anew only where that has changed.
fn verdict(page: &Page, index: usize) -> El {
    let Page { state, found, .. } = page.clone();
    let now = Memo::new(move |_| found.with(|found| found.get(index).map(stands)));
    let name = Message::new(key!("programmes.name")).with("name", PROGRAMMES[index].name.to_owned());
    el("td").attr("role", "cell").dynamic(move || {
        let Some((verdict, missing)) = now.get() else { return Vec::new() };
        let line = el("span").child(verdict_status(verdict)).maybe(missing.map(|text| el("span").class("short").text(&text)));
        let step = move || found.with_untracked(|found| state.assessment.with_untracked(|all| found.get(index).map(|one| why(all, one))));
        vec![line, why_of(state, name.clone(), step)]
    })
}

fn stands(one: &Match) -> (Verdict, Option<String>) {
    (one.verdict, one.short().map(|(sum, compared): (Sum, &Compared)| say(&short(sum, compared))))
}

pub(super) fn verdict_status(verdict: Verdict) -> El {
    let met = match verdict {
        Verdict::Meets => Tri::Yes,
        Verdict::Open => Tri::Unknown,
        Verdict::DoesNot => Tri::No,
    };
    status(met, [Verdict::Meets.label(), Verdict::DoesNot.label(), Verdict::Open.label()])
}

/// Marks a programme as a favourite.
fn star(page: &Page, programme: &'static Programme) -> El {
    let state = page.state;
    let name = say(&Message::new(key!("programmes-page.mark")).with("name", programme.name.to_owned()));
    let is_on = Memo::new(move |_| state.read(|document| favourite(document, programme).is_some()));
    el("button")
        .attr("type", "button")
        .class("star")
        .attr("aria-label", &name)
        .attr_live("aria-pressed", move || Some(is_on.get().to_string()))
        .child(icon(Symbol::Star))
        .on("click", move |_| mark(state, programme))
}

/// Puts a programme beside others.
fn beside(page: &Page, programme: &'static Programme) -> El {
    let view = page.view;
    let name = say(&Message::new(key!("programmes-page.beside")).with("name", programme.name.to_owned()));
    let is_on = Memo::new(move |_| view.with(|view| view.compare.contains(&programme.id)));
    let is_full = Memo::new(move |_| view.with(|view| view.compare.len() >= MOST_COMPARED));
    let input = el("input")
        .attr("type", "checkbox")
        .attr("aria-label", &name)
        .attr_live("disabled", move || (is_full.get() && !is_on.get()).then(String::new))
        .on("change", move |_| view.update(|view| view.put_beside(programme.id, !view.compare.contains(&programme.id))));
    if let Some(native) = input.cast::<HtmlInputElement>() {
        follow(Box::new(move || native.set_checked(is_on.get())));
    }
    el("label").class("beside-choice").child(input).child(el("span").attr("aria-hidden", "true").t(key!("programmes-page.compare.short")))
}
