//! Two to five programmes side by side.

use crate::ui::reactive::*;

use super::table::verdict_status;
use super::{Page, part, place};
use crate::assess::programmes::compare::{Measure, is_worse};
use crate::assess::programmes::exchange::Rates;
use crate::assess::programmes::view::View;
use crate::assess::programmes::why::short;
use crate::assess::programmes::{HSMP, Match};
use crate::key;
use crate::message::{Key, Message};
use crate::rulebook::programmes::PROGRAMMES;
use crate::text::tri;
use crate::ui::components::{Table, standing};
use crate::ui::dom::{El, Parts, button, el, follow};
use crate::ui::{browser, say, t};
use web_sys::HtmlInputElement;

const fn label(measure: Measure) -> Key {
    match measure {
        Measure::Sum => key!("programmes-page.column.sum"),
        Measure::Term => key!("programmes-page.column.term"),
        Measure::Family => key!("programmes-page.column.family"),
        Measure::Citizenship => key!("programmes-page.column.citizenship"),
    }
}

const fn id(measure: Measure) -> &'static str {
    match measure {
        Measure::Sum => "compare-sum",
        Measure::Term => "compare-term",
        Measure::Family => "compare-family",
        Measure::Citizenship => "compare-citizenship",
    }
}

pub(super) fn beside(page: &Page) -> El {
    let (state, view) = (page.state, page.view);
    let measures = RwSignal::new(Measure::ALL.to_vec());
    let hsmp = check(
        "compare-hsmp",
        key!("programmes-page.compare.hsmp"),
        move || view.with(View::has_hsmp),
        move || view.update(|view| view.put_beside(HSMP, !view.has_hsmp())),
    );
    let on = Measure::ALL.map(|measure| {
        check(
            id(measure),
            label(measure),
            move || measures.with(|chosen| chosen.contains(&measure)),
            move || {
                measures.update(|chosen| match chosen.iter().position(|known| *known == measure) {
                    Some(place) => drop(chosen.remove(place)),
                    None => chosen.push(measure),
                });
            },
        )
    });
    let on = el("fieldset").class("field programmes-on").child(el("legend").t(key!("programmes-page.compare.on"))).children(on);
    let too_few = move || view.with(|view| view.compare.len() < 2);
    let on = el("div").attr_live("hidden", move || too_few().then(String::new)).child(on);
    let own = page.clone();
    let table = move || match own.chosen().as_slice() {
        [] => vec![el("p").class("hint").t(key!("programmes-page.compare.hint"))],
        chosen => vec![side_by_side(view, chosen)],
    };
    let own = page.clone();
    let worse = move || match own.chosen().as_slice() {
        [] | [_] => Vec::new(),
        chosen => measures.with(|measures| state.assessment.with(|all| worse(chosen, measures, &Rates::of(&all.profile, all.on)))),
    };
    part("compare", key!("programmes-page.compare.title"))
        .child(el("div").class("no-print").child(hsmp))
        .child(el("div").dynamic(table))
        .child(on)
        .child(el("div").attr("role", "status").dynamic(worse))
}

/// A tick box that follows what it reads.
fn check(id: &str, label: Key, is_on: impl Fn() -> bool + 'static, turn: impl Fn() + 'static) -> El {
    let input = el("input").attr("type", "checkbox").id(id).on("change", move |_| turn());
    if let Some(native) = input.cast::<HtmlInputElement>() {
        follow(Box::new(move || native.set_checked(is_on())));
    }
    el("div").class("programmes-filter").child(input).child(el("label").attr("for", id).t(label))
}

/// A row a column of the table, a column a programme; rows that differ are marked.
fn side_by_side(view: RwSignal<View>, own: &[Match]) -> El {
    let title = t(key!("programmes-page.compare.title"));
    let mut table = Table::new();
    let names = el("tr").child(el("td")).children(own.iter().map(|one| {
        let id = one.programme.id;
        let about = Message::new(key!("programmes-page.compare.take-away")).with("name", one.programme.name.to_owned());
        let remove = button("button quiet no-print", key!("rows.remove"), move |_| {
            view.update(|view| view.put_beside(id, false));
            browser::next_frame(|| browser::focus("compare"));
        })
        .attr("aria-label", &say(&about));
        el("th")
            .attr("scope", "col")
            .child(el("span").class("programme-place").text(place(one.programme)))
            .child(el("span").class("programme-name").attr("lang", "en").text(one.programme.name))
            .child(remove)
    }));
    table = table.any_row(names);
    let rows: [(Key, Vec<String>); 6] = [
        (key!("programmes-page.column.sum"), own.iter().map(|one| say(&one.programme.asks())).collect()),
        (key!("programmes-page.column.term"), own.iter().map(|one| say(&one.programme.term())).collect()),
        (key!("programmes-page.column.family"), own.iter().map(|one| t(tri(one.programme.dependants.into())).to_owned()).collect()),
        (key!("programmes-page.column.citizenship"), own.iter().map(|one| say(&one.programme.citizenship.text())).collect()),
        (key!("programmes-page.column.kind"), own.iter().map(|one| t(one.programme.kind.label()).to_owned()).collect()),
        (
            key!("programmes-page.column.short"),
            own.iter().map(|one| one.short().map_or_else(String::new, |(sum, compared)| say(&short(sum, compared)))).collect(),
        ),
    ];
    let verdicts = own.iter().map(|one| verdict_status(one.verdict));
    table = table.row("", el("span").t(key!("programmes-page.column.match")), verdicts);
    for (name, cells) in rows {
        let differs = cells.iter().any(|cell| Some(cell) != cells.first());
        let mark = differs.then(|| el("span").class("differs").t(key!("programmes-page.compare.differs")));
        let head = el("span").t(name).text(" ").maybe(mark);
        table = table.row(if differs { "differing" } else { "" }, head, cells.iter().map(|cell| el("span").text(cell)));
    }
    let sure = own.iter().map(|one| standing(one.programme.standing));
    table.row("", el("span").t(key!("programmes-page.column.source")), sure).done("beside", title)
}

/// Which of them are worse than another on everything chosen.
fn worse(own: &[Match], measures: &[Measure], rates: &Rates<'_>) -> Vec<El> {
    let name = |one: &Match| {
        // Several countries have a programme of the same name.
        let same = PROGRAMMES.iter().filter(|other| other.name == one.programme.name).count() > 1;
        if same { format!("{} ({})", one.programme.name, place(one.programme)) } else { one.programme.name.to_owned() }
    };
    let mut lines = Parts::default();
    let mut none = true;
    for one in own {
        if let Some(than) = own.iter().find(|than| is_worse(one.programme, than.programme, measures, rates)) {
            let text = Message::new(key!("programmes-page.compare.worse")).with("name", name(one)).with("than", name(than));
            lines = lines.one(el("p").say(&text));
            none = false;
        }
    }
    lines.maybe(none.then(|| el("p").class("hint").t(key!("programmes-page.compare.not-worse")))).done()
}
