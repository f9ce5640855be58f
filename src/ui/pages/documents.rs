use crate::ui::reactive::*;

use super::part;
use crate::assess::Assessment;
use crate::assess::documents::{Group, Item};
use crate::key;
use crate::message::Message;
use crate::profile::{Paper, Plan, Slot};
use crate::quantity::Tri;
use crate::ui::components::{field, papers_line, status, why_button};
use crate::ui::dom::{El, Parts, button, el, link, p};
use crate::ui::route::Route;
use crate::ui::{State, browser, say, t};

/// The papers that are needed, how far each is, and what to look out for.
#[inline(never)]
pub fn documents(state: State) -> Vec<El> {
    let progress =
        el("div.progress").dynamic(move || state.assessment.with(|all| vec![el("p.verdict-line").text(&papers_line(all)), bar(all)]));
    // Which lines there are hangs on rows of other pages; here only what stands in them changes, so a
    // field that is being used stays.
    let lines = Memo::new(move |_| {
        state.assessment.with(|all| all.documents.items.iter().map(|item| (item.group as u8, item.paper, item.slot)).collect::<Vec<_>>())
    });
    let list = el("div").dynamic(move || {
        let lines = lines.get();
        let group = |group: Group| {
            let places: Vec<usize> = lines.iter().enumerate().filter(|(_, line)| line.0 == group as u8).map(|(place, _)| place).collect();
            (!places.is_empty()).then(|| part(id_of(group), group.name()).child(rows_of(state, &places)))
        };
        Group::ALL.into_iter().filter_map(group).collect()
    });
    let print = button("button no-print", key!("report.print"), |_| browser::print());
    let plan = field(state, Slot { section: Plan::SECTION, row: None, field: "apply_on" });
    let add = el("p.hint no-print").child(link(&Route::Profile.href(), t(key!("documents-page.add"))));
    Parts::of(p("lead", key!("documents-page.lead"))).one(progress).maybe(plan).one(add).one(print).one(list).done()
}

const fn id_of(group: Group) -> &'static str {
    match group {
        Group::Person => "papers",
        Group::Degrees => "degrees",
        Group::Certificates => "certificates",
        Group::Jobs => "jobs",
        Group::Achievements => "achievements",
        Group::Languages => "languages",
        Group::Family => "family",
    }
}

fn bar(all: &Assessment) -> El {
    let (done, asked) = (all.documents.done.to_string(), all.documents.asked.max(1).to_string());
    el("progress").attr("value", &done).attr("max", &asked).attr("aria-label", &papers_line(all))
}

/// The lines of a group; a row's lines stand together under its name.
fn rows_of(state: State, places: &[usize]) -> El {
    let subject = |place: usize| {
        state.assessment.with_untracked(|all| all.documents.items.get(place).and_then(|item| item.subject.clone()).map(|text| say(&text)))
    };
    let mut list = el("ul.plain papers");
    let mut before = None;
    for place in places {
        let own = subject(*place);
        let head = own.clone().filter(|_| own != before).map(|name| el("h3").text(&name));
        before = own;
        list = list.child(line(state, *place, head));
    }
    list
}

fn line(state: State, place: usize, head: Option<El>) -> El {
    let item =
        move |look: &dyn Fn(&Item) -> Vec<El>| state.assessment.with(|all| all.documents.items.get(place).map(look).unwrap_or_default());
    let slot = state.assessment.with_untracked(|all| all.documents.items.get(place).and_then(|item| item.slot));
    let control = slot.and_then(|slot| field(state, slot));
    // A date of its own decides whether the medical certificate is still valid.
    let until = slot.filter(|slot| slot.path() == "papers.medical").and_then(|slot| field(state, Slot { field: "medical_until", ..slot }));
    let passport = slot.is_none().then(|| {
        let fields = ["passport_until", "second_passport_until"];
        el("div.row-fields")
            .children(fields.into_iter().filter_map(|name| field(state, Slot { section: "conditions", row: None, field: name })))
    });
    let told = el("div.paper-told").dynamic(move || item(&|item| told(state, item)));
    let controls = el("div.paper-state").children(control).children(until).maybe(passport);
    el("li.paper").maybe(head).child(told).child(controls)
}

/// What is said about a line: whether it is done, what to do, and why.
fn told(state: State, item: &Item) -> Vec<El> {
    let done = match (item.is_done(), item.state) {
        (true, _) => Tri::Yes,
        (false, Some(Paper::Missing)) => Tri::No,
        (false, _) if item.valid == Some(Tri::No) => Tri::No,
        (false, _) => Tri::Unknown,
    };
    // In the words of the answer; a paper in hand that is no longer valid is missing.
    let word = match (done, item.state) {
        (Tri::No, Some(Paper::Ready | Paper::NotNeeded) | None) => key!("status.missing"),
        (_, Some(state)) => state.label(),
        (_, None) => key!("status.open"),
    };
    let optional = (!item.asked).then(|| p("hint", key!("documents-page.helps")));
    let name =
        el("p").child(el("strong").t(item.paper)).text(" ").child(status(done, [word; 3])).text(" ").child(why_button(state, &item.why));
    let advice = item.advice.iter().map(|text: &Message| el("p.hint").say(text));
    Parts::of(name).maybe(optional).all(advice.collect()).done()
}
