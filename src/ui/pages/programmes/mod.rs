//! Programmes of other countries: which fit the answers, found by words, filters and order, side by side.

mod beside;
mod extras;
mod filters;
mod table;

use crate::ui::reactive::*;

use super::part;
use crate::assess::programmes::exchange::Rates;
use crate::assess::programmes::search::{Words, found as named};
use crate::assess::programmes::view::{Filter, Row, View};
use crate::assess::programmes::{Match, Verdict, matches, settles};
use crate::key;
use crate::message::Message;
use crate::profile::{Answers, Country, Document, Elsewhere, Favourite, Slot};
use crate::quantity::sorted;
use crate::rulebook::programmes::{PLACES, PROGRAMMES, Programme};
use crate::sheet;
use crate::ui::components::{question, section_fields};
use crate::ui::dom::{El, Parts, button, el, follow, p};
use crate::ui::route::Route;
use crate::ui::{State, browser, count, t, words};

/// What the page's parts share.
#[derive(Clone)]
struct Page {
    state: State,
    /// Every programme beside the person.
    found: Memo<Vec<Match>>,
    /// What is shown, and in which order.
    view: RwSignal<View>,
    /// The rows shown, by their numbers, in order.
    order: Memo<Vec<usize>>,
    /// How many rows each filter would show.
    counts: Memo<Vec<(Filter, usize)>>,
}

/// The name of a programme's country.
fn place(programme: &Programme) -> &'static str {
    Country::from_code(programme.country).map_or("", |country| t(country.name()))
}

/// A programme's favourite row, if the person marked it.
fn favourite(document: &Document, programme: &Programme) -> Option<u32> {
    let is_it = |row: &u32| document.text(Slot { section: Favourite::SECTION, row: Some(*row), field: "programme" }) == programme.id;
    document.rows(Favourite::SECTION).into_iter().find(is_it)
}

/// Marks a programme, or takes the mark away.
fn mark(state: State, programme: &'static Programme) {
    state.edit(|document| match favourite(document, programme) {
        Some(row) => document.remove_row(Favourite::SECTION, row),
        None => {
            let row = document.add_row(Favourite::SECTION);
            document.set(Slot { section: Favourite::SECTION, row: Some(row), field: "programme" }, programme.id);
        }
    });
}

impl Page {
    /// The programmes that stand side by side, in the order they were chosen.
    fn chosen(&self) -> Vec<Match> {
        let (found, view) = (self.found, self.view);
        let find = |id: &&str| found.with(|found| found.iter().find(|one| one.programme.id == *id).cloned());
        view.with(|view| view.compare.iter().filter_map(find).collect())
    }

    fn new(state: State) -> Self {
        let found = Memo::new_with_compare(move |_| state.assessment.with(matches), |_, _| true);
        let view = RwSignal::new(View::parse(Route::view_of_hash(&browser::hash())));
        let alphabet = sorted(0..PROGRAMMES.len(), |index| words().language().sort_key(place(&PROGRAMMES[*index])));
        let mut places = vec![0; PROGRAMMES.len()];
        for (place, index) in alphabet.into_iter().enumerate() {
            places[index] = place;
        }
        let texts: Vec<Words> = PROGRAMMES.iter().map(|own| Words::of(own, &format!("{} {}", place(own), t(own.kind.label())))).collect();
        let query = Memo::new(move |_| view.with(|view| view.query.clone()));
        let by_name = Memo::new(move |_| query.with(|query| named(&texts, query)));
        let marks = Memo::new(move |_| {
            state.read(|document| PROGRAMMES.iter().map(|own| favourite(document, own).is_some()).collect::<Vec<bool>>())
        });
        // One look at everything that decides what is shown.
        let shown = Memo::new_with_compare(
            move |_| {
                found.with(|found| {
                    let row = |(index, found)| Row {
                        found,
                        named: by_name.with(|named| named[index]),
                        favourite: marks.with(|marks| marks[index]),
                        country: places[index],
                    };
                    let rows: Vec<Row<'_>> = found.iter().enumerate().map(row).collect();
                    view.with(|view| state.assessment.with(|all| (view.order(&rows, &Rates::of(&all.profile, all.on)), view.counts(&rows))))
                })
            },
            |_, _| true,
        );
        let order = Memo::new(move |_| shown.with(|(order, _)| order.clone()));
        let counts = Memo::new(move |_| shown.with(|(_, counts)| counts.clone()));
        Self { state, found, view, order, counts }
    }

    /// Writes the view into the address, so that it is there again after the page was loaded anew.
    fn remember(&self) {
        let view = self.view;
        let before = RwSignal::new(view.with_untracked(View::address));
        follow(Box::new(move || {
            let now = view.with(View::address);
            if before.get_untracked() != now {
                let href = Route::Programmes.href();
                browser::replace_hash(&if now.is_empty() { href } else { format!("{href}?{now}") });
                before.set(now);
            }
        }));
    }
}

/// The programmes of other countries.
#[inline(never)]
pub fn programmes(state: State) -> Vec<El> {
    let page = Page::new(state);
    page.remember();
    let found = page.found;
    let lead = Message::new(key!("programmes-page.lead")).with("count", count(PROGRAMMES.len())).with("countries", count(PLACES.len()));
    let answer = el("div").class("programmes-answer").dynamic(move || found.with(|found| answer(found)));
    let untouched = state.peek(|document| document.is_untouched(Elsewhere::SECTION));
    let questions = el("details")
        .class("folded no-print programmes-questions")
        .flag("open", untouched)
        .id("questions")
        .child(el("summary").t(key!("programmes-page.questions")))
        .child(p("hint", key!("programmes-page.taken-over")))
        .child(section_fields(state, Elsewhere::SECTION).class("programmes-fields"));
    vec![
        el("p").class("lead").say(&lead),
        answer,
        questions,
        filters::filters(&page),
        table::table(&page),
        actions(&page),
        beside::beside(&page),
        extras::plot(&page),
        extras::rates(&page),
    ]
}

/// How many fit, and which answer would settle most.
fn answer(found: &[Match]) -> Vec<El> {
    let number = |verdict| count(found.iter().filter(|one| one.verdict == verdict).count());
    let text = Message::new(key!("programmes-page.answer"))
        .with("meets", number(Verdict::Meets))
        .with("not", number(Verdict::DoesNot))
        .with("open", number(Verdict::Open));
    let ask = settles(found).map(|settles| {
        let text = Message::new(key!("programmes-page.settles")).with("question", question(settles.slot));
        let id = settles.slot.path();
        let go = button("button no-print", key!("programmes-page.answer-it"), move |_| {
            // A question of yes and no is a group: its first choice takes the focus.
            let yes = format!("{id}.yes");
            browser::focus(if browser::element(&yes).is_some() { &yes } else { &id });
        });
        el("p").class("programmes-ask").say(&text).text(" ").child(go)
    });
    Parts::of(el("p").class("verdict-line").attr("role", "status").say(&text))
        .one(p("hint", key!("programmes-page.authorities")))
        .maybe(ask)
        .done()
}

/// The table as a file, and on paper.
fn actions(page: &Page) -> El {
    let Page { state, found, order, .. } = page.clone();
    let save = button("button", key!("programmes-page.export"), move |_| {
        let text = found.with_untracked(|found| {
            let rows = order.get_untracked();
            let rows = rows.iter().filter_map(|index| found.get(*index));
            state.assessment.with_untracked(|all| sheet::csv(rows, &Rates::of(&all.profile, all.on), words()))
        });
        browser::download("programmes.csv", &text);
    });
    el("div").class("actions no-print").child(save).child(button("button", key!("report.print"), |_| browser::print()))
}

/// A part that is made when it is opened first.
fn later(id: &str, title: crate::message::Key, make: impl Fn() -> Vec<El> + 'static) -> El {
    let opened = RwSignal::new(false);
    el("details")
        .class("folded")
        .id(id)
        .child(el("summary").child(el("h2").t(title)))
        .child(el("div").dynamic(move || if opened.get() { make() } else { Vec::new() }))
        .on("toggle", move |_| {
            if !opened.get_untracked() {
                opened.set(true);
            }
        })
}
