use crate::ui::reactive::*;

use super::part;
use crate::assess::Assessment;
use crate::assess::documents::{Group, Item};
use crate::assess::journey::journey;
use crate::assess::papers::{Line, List, Purpose, lists, questions};
use crate::explain::Step;
use crate::key;
use crate::message::{Key, Message};
use crate::profile::{Paper, Plan, Slot};
use crate::quantity::Tri;
use crate::rulebook::Citation;
use crate::ui::components::{field, papers_line, question, standing, status, why_button};
use crate::ui::dom::{El, Parts, button, el, link, p};
use crate::ui::route::Route;
use crate::ui::{State, browser, count, say, t};

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
    let listed = listed(state);
    Parts::of(p("lead", key!("documents-page.lead"))).one(progress).maybe(plan).one(add).one(print).one(list).all(listed).done()
}

/// What the law asks for, permit by permit, after the questions that decide it.
fn listed(state: State) -> Vec<El> {
    // Every edit makes new ones: comparing them would cost more than it could save.
    let found = Memo::new_with_compare(move |_| state.assessment.with(|all| lists(all, &journey(all))), |_, _| true);
    // Only the ground decides which questions there are, so one that is being used stays.
    let asked = Memo::new(move |_| found.with(questions));
    let fields = el("div").dynamic(move || asked.get().into_iter().filter_map(|slot| field(state, slot)).collect());
    let ground = el("p.hint")
        .live(move || found.with(|lists| say(&Message::new(key!("documents-page.ground")).with("ground", lists[0].ground.label()))));
    let change = el("p.hint no-print").child(link(&Route::Journey.href(), t(key!("page.journey"))));
    let family = el("p.hint no-print").child(link(&Route::Family.href(), t(key!("documents-page.rows"))));
    let deciding = part("deciding", key!("documents-page.questions")).child(ground).child(change).child(family).child(fields);
    Parts::of(deciding).all(Purpose::ALL.into_iter().map(|purpose| one_list(state, found, purpose)).collect()).done()
}

/// A list of the law: how far it is, its papers, those that are not asked of this person, and what holds for all.
fn one_list(state: State, found: Memo<[List; 3]>, purpose: Purpose) -> El {
    let of = move |lists: &[List; 3]| lists.iter().position(|list| list.purpose == purpose).unwrap_or_default();
    let head = el("div.progress").dynamic(move || {
        found.with(|lists| {
            let list = &lists[of(lists)];
            let [done, asked, _] = list.counts();
            let answer = say(&list.answer());
            let here = (purpose == Purpose::Visa && state.assessment.with(|all| all.profile.journey.here == Some(true)))
                .then(|| p("hint", key!("documents-page.here")));
            Parts::of(el("p.verdict-line").text(&answer)).one(meter(done, asked, &answer)).maybe(here).done()
        })
    });
    // Which lines there are changes with other answers; what stands in them does not make them anew.
    let places = Memo::new(move |_| {
        found.with(|lists| {
            let lines = lists[of(lists)].lines.iter().enumerate();
            lines.map(|(place, line)| (place, line.slot, line.asked != Tri::No)).collect::<Vec<_>>()
        })
    });
    let papers = el("ul.plain papers").dynamic(move || {
        let shown = places.get().into_iter().filter(|(_, _, asked)| *asked);
        shown
            .map(|(place, slot, _)| listed_line(state, move |look| found.with(|lists| look(&lists[of(lists)].lines[place])), slot))
            .collect()
    });
    let left = move || found.with(|lists| lists[of(lists)].asked(Tri::No).count());
    let not = el("details.folded on-paper")
        .attr_live("hidden", move || (left() == 0).then(String::new))
        .child(el("summary").live(move || say(&Message::new(key!("documents-page.not-asked")).with("count", count(left())))))
        .child(el("ul").dynamic(move || found.with(|lists| lists[of(lists)].asked(Tri::No).map(|line| not_asked(state, line)).collect())));
    let notes = el("ul").dynamic(move || {
        let note = |(text, cite): &(Message, Citation)| {
            el("li").say(text).text(" ").child(el("span.hint").text(cite.rule().article)).text(" ").child(standing(cite.standing()))
        };
        found.with(|lists| lists[of(lists)].notes.iter().map(note).collect())
    });
    let fold =
        el("details.folded on-paper").child(el("summary").t(key!("documents-page.one-by-one"))).child(papers).child(not).child(notes);
    part(purpose.section(), purpose.title()).child(head).child(fold)
}

fn listed_line(state: State, line: impl Fn(&dyn Fn(&Line) -> Vec<El>) -> Vec<El> + 'static, slot: Option<Slot>) -> El {
    let told = el("div.paper-told").dynamic(move || line(&|line| told_of(state, line)));
    let control = match slot {
        Some(slot) => field(state, slot),
        None => Some(el("p.hint no-print").child(link(&format!("{}/papers", Route::Documents.href()), t(key!("documents-page.above"))))),
    };
    el("li.paper").child(told).child(el("div.paper-state").children(control))
}

/// What is said about a line of the law.
fn told_of(state: State, line: &Line) -> Vec<El> {
    let name = name_line(state, line.name, line.is_done(), line.state, line.valid, &line.why);
    let article = el("p.hint").say(&Message::new(key!("paper.article")).with("article", line.article.to_owned()));
    let open = (line.asked == Tri::Unknown).then(|| {
        let asked = line.open.map(question);
        let text = asked.map(|asked| Message::new(key!("documents-page.open")).with("question", asked));
        el("p.hint").child(status(Tri::Unknown, [key!("paper.asked.open"); 3])).text(" ").text(&text.as_ref().map(say).unwrap_or_default())
    });
    let said = line.whom.iter().chain(&line.advice).map(|text| el("p.hint").say(text));
    Parts::of(name).one(article).maybe(open).all(said.collect()).done()
}

fn not_asked(state: State, line: &Line) -> El {
    let because = line.because.as_ref().map(say).unwrap_or_default();
    let article = el("span.hint").say(&Message::new(key!("paper.article")).with("article", line.article.to_owned()));
    el("li")
        .child(el("strong").t(line.name))
        .text(" ")
        .child(article)
        .text(" ")
        .text(&because)
        .text(" ")
        .child(why_button(state, &line.why))
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
    meter(all.documents.done, all.documents.asked, &papers_line(all))
}

fn meter(done: usize, asked: usize, label: &str) -> El {
    el("progress").attr("value", &done.to_string()).attr("max", &asked.max(1).to_string()).attr("aria-label", label)
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
    let name = name_line(state, item.paper, item.is_done(), item.state, item.valid, &item.why);
    let optional = (!item.asked).then(|| p("hint", key!("documents-page.helps")));
    let advice = item.advice.iter().map(|text: &Message| el("p.hint").say(text));
    Parts::of(name).maybe(optional).all(advice.collect()).done()
}

/// A paper's name, how far it is, and why it is there.
fn name_line(state: State, name: Key, is_done: bool, answer: Option<Paper>, valid: Option<Tri>, why: &Step) -> El {
    let done = match (is_done, answer) {
        (true, _) => Tri::Yes,
        (false, Some(Paper::Missing)) => Tri::No,
        (false, _) if valid == Some(Tri::No) => Tri::No,
        (false, _) => Tri::Unknown,
    };
    // In the words of the answer; a paper in hand that is no longer valid is missing.
    let word = match (done, answer) {
        (Tri::No, Some(Paper::Ready | Paper::NotNeeded) | None) => key!("status.missing"),
        (_, Some(answer)) => answer.label(),
        (_, None) => key!("status.open"),
    };
    el("p").child(el("strong").t(name)).text(" ").child(status(done, [word; 3])).text(" ").child(why_button(state, why))
}
