//! Programmes of other countries: which fit the answers, found by words, filters and order, side by side.
//!
//! A row of the table is made once for every programme and stays; what is not shown is hidden. To make rows anew
//! for every letter that is typed would take ten times as long.

mod beside;
mod extras;
mod table;
mod tools;

use std::time::Duration;

use leptos::prelude::*;

use super::{introduction, print_button};
use crate::ui::components::button;
use crate::ui::components::text::hint;
use crate::ui::components::{Announcer, Folded, Rows, SectionFields, question};
use crate::ui::route::Route;
use crate::ui::view::{handler, live};
use crate::ui::{State, browser, count, places, say, t, words};
use hsmp::assess::Assessment;
use hsmp::assess::programmes::exchange::Rates;
use hsmp::assess::programmes::view::{Sort, View, properties};
use hsmp::assess::programmes::{Match, Verdict, matches, search, settles};
use hsmp::export;
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::profile::{Answers, Document, Elsewhere, Favourite, OwnRate, Slot};
use hsmp::quantity::sorted;
use hsmp::rulebook::programmes::{PLACES, PROGRAMMES, Programme};

/// How long a view must rest before it is remembered.
const REST: Duration = Duration::from_millis(300);

/// What the page shows: a signal for each thing that changes alone, and what follows from them.
#[derive(Clone, Copy)]
struct Page {
    state: State,
    /// Words to find.
    query: RwSignal<String>,
    /// What rows must have, a bit a filter.
    filters: RwSignal<u32>,
    /// The order of the rows, and whether it is the other way round.
    sort: RwSignal<(Sort, bool)>,
    /// What stands side by side.
    compare: RwSignal<Vec<usize>>,
    /// Measures on which programmes side by side are not compared, a bit each.
    spared: RwSignal<u32>,
    /// Whether incomes are drawn, or amounts asked for once.
    incomes: RwSignal<bool>,
    /// Every programme beside the person.
    found: Memo<Vec<Match>>,
    /// What each row has, a bit a filter.
    has: Memo<Vec<u32>>,
    /// Which rows the words find.
    named: Memo<Vec<bool>>,
    /// The rows shown, in order.
    order: Memo<Vec<usize>>,
}

impl Page {
    fn new(state: State) -> Self {
        let View { filters, sort, reverse, compare } = View::parse(Route::view_of_hash(&browser::hash()));
        let text = |own: &Programme| search::words(own, &[place(own), " ", t(own.kind.label())].concat());
        // What each programme is found by, and all rows by country.
        let texts: Vec<String> = PROGRAMMES.iter().map(text).collect();
        let alphabet = sorted(0..PROGRAMMES.len(), |row| words().language().sort_key(place(&PROGRAMMES[*row])));
        let (query, filters, compare) = (RwSignal::new(places::words_here()), RwSignal::new(filters), RwSignal::new(compare));
        let sort = RwSignal::new((sort, reverse));
        // Every edit makes a new one: comparing them would cost more than it could save.
        let found = Memo::new_with_compare(move |_| state.assessment.with(matches), |_, _| true);
        let has = Memo::new(move |_| {
            let marks = state.read(marks);
            let is_marked = |one: &Match| marks.iter().any(|(_, id)| *id == one.programme.id());
            found.with(|found| found.iter().map(|one| properties(one, is_marked(one))).collect::<Vec<_>>())
        });
        let named = Memo::new(move |_| query.with(|query| search::found(&texts, query)));
        let order = Memo::new(move |_| {
            let (sort, reverse) = sort.get();
            let view = View { filters: filters.get(), sort, reverse, ..View::default() };
            state.assessment.with(|all| {
                let rates = Rates::of(&all.profile, all.on);
                found.with(|found| named.with(|named| has.with(|has| view.order(found, &alphabet, named, has, &rates))))
            })
        });
        let (spared, incomes) = (RwSignal::new(0), RwSignal::new(false));
        Self { state, query, filters, sort, compare, spared, incomes, found, has, named, order }
    }

    /// What is shown, as addresses write it.
    fn view(self) -> View {
        let (sort, reverse) = self.sort.get();
        View { filters: self.filters.get(), sort, reverse, compare: self.compare.get() }
    }

    fn put_beside(self, row: usize) {
        let mut view = View { compare: self.compare.get_untracked(), ..View::default() };
        view.put_beside(row);
        self.compare.set(view.compare);
    }

    fn sort_by(self, sort: Sort) {
        let (before, reverse) = self.sort.get_untracked();
        let mut view = View { sort: before, reverse, ..View::default() };
        view.sort_by(sort);
        self.sort.set((view.sort, view.reverse));
    }

    /// Marks a programme, or takes its mark away.
    fn mark(self, programme: &Programme) {
        if self.filters.get_untracked() & 8 != 0 {
            // The row goes, and with it the button that has the focus.
            browser::focus(tools::SEARCH);
        }
        let id = programme.id();
        let known = self.state.peek(marks).into_iter().find(|(_, known)| *known == id).map(|(row, _)| row);
        self.state.edit(|document| match known {
            Some(row) => document.remove_row(Favourite::SECTION, row),
            None => {
                let row = document.add_row(Favourite::SECTION);
                document.set(marked(row), &id);
            }
        });
    }

    /// The rows shown, as a table file.
    fn export(self) {
        let text = self.state.assessment.with_untracked(|all| {
            self.found.with_untracked(|found| {
                let rows: Vec<&Match> = self.order.with_untracked(|order| order.iter().filter_map(|row| found.get(*row)).collect());
                export::programmes::csv(&rows, &Rates::of(&all.profile, all.on), words())
            })
        });
        browser::download("programmes.csv", text.as_bytes());
    }

    /// Writes the view into the address, so that it is there again after the page was loaded anew. The words stay in
    /// the tab: an address is sent on, and stands in the browser's history.
    fn remember(self) {
        let turns = StoredValue::new(0_u32);
        Effect::new(move || {
            let (address, words) = (self.view().address(), self.query.get());
            let turn = turns.get_value() + 1;
            turns.set_value(turn);
            // Browsers refuse to write addresses at every letter: only where the view has come to rest.
            let rested = move || {
                if turns.try_get_value() == Some(turn) {
                    write(&address, &words);
                }
            };
            set_timeout(rested, REST);
        });
    }
}

fn write(view: &str, words: &str) {
    let hash = browser::hash();
    let query = if view.is_empty() { "" } else { "?" };
    let now = [&Route::Programmes.href(), query, view].concat();
    if Route::of_hash(&hash) == Route::Programmes {
        if hash != now {
            browser::replace_hash(&now);
        }
        places::keep_words(words.trim());
    }
}

/// The name of a programme's country.
fn place(programme: &Programme) -> &'static str {
    programme.country_name().map_or("", t)
}

fn marked(row: u32) -> Slot {
    Favourite::PROGRAMME.in_row(row)
}

/// The programmes that the person marked, each with its row in the document.
fn marks(document: &Document) -> Vec<(u32, String)> {
    document.rows(Favourite::SECTION).into_iter().map(|row| (row, document.text(marked(row)))).collect()
}

/// The programmes of other countries.
pub fn programmes(state: State) -> AnyView {
    let what = Message::new(key!("programmes-page.lead")).with("count", count(PROGRAMMES.len())).with("countries", count(PLACES.len()));
    let page = Page::new(state);
    page.remember();
    let export = handler(move |_| page.export());
    view! {
        {introduction(say(&what))}
        <Answer page/>
        <Folded title=key!("programmes-page.questions") class="no-print">
            {hint(t(key!("programmes-page.taken-over")))}
            <SectionFields section=Elsewhere::SECTION class="programmes-fields"/>
        </Folded>
        <div>
            <tools::Tools page/>
            <beside::Beside page/>
            <tools::Shown page/>
            <table::Programmes page/>
            <div class="actions no-print" id="after-table" tabindex="-1">
                {button("button", t(key!("programmes-page.export")), export)}
                {print_button("button")}
            </div>
            <extras::Plot page/>
        </div>
        <extras::Folded
            id="rates"
            title=key!("programmes-page.rates.title")
            meaning=key!("programmes-page.rates.hint")
            page
            draw=extras::rates
        >
            <div class="no-print">
                <Rows section=OwnRate::SECTION/>
            </div>
        </extras::Folded>
    }
    .into_any()
}

/// How many programmes fit, in a sentence; none where nothing is known yet.
pub(in crate::ui) fn answer_line(all: &Assessment) -> Option<String> {
    let found = matches(all);
    found.iter().any(|one| one.verdict != Verdict::Open).then(|| line(&found))
}

fn line(found: &[Match]) -> String {
    let number = |verdict| count(found.iter().filter(|one| one.verdict == verdict).count());
    let open = number(Verdict::Open);
    let text = if open == count(PROGRAMMES.len()) { key!("programmes-page.nothing") } else { key!("programmes-page.answer") };
    say(&Message::new(text).with("meets", number(Verdict::Meets)).with("not", number(Verdict::DoesNot)).with("open", open))
}

/// How many programmes fit, and the question whose answer would settle most.
#[component]
fn Answer(page: Page) -> AnyView {
    let text = live(move || page.found.with(|found| line(found)));
    let asked = move || page.found.with(|found| settles(found).map(|settles| settles.slot));
    let settles = move || {
        let settles = asked().map(|slot| {
            let ask = handler(move |_| {
                // A question of yes and no is a group: its first choice takes the focus.
                let (asked, yes) = (slot.path(), [&slot.path(), ".yes"].concat());
                browser::focus(if browser::element(&yes).is_some() { &yes } else { &asked });
            });
            let text = Message::new(key!("programmes-page.settles")).with("question", question(slot));
            view! {
                <p>
                    {say(&text)}
                    " "
                    {button("button no-print", t(key!("programmes-page.answer-it")), ask)}
                </p>
            }
            .into_any()
        });
        settles.into_any()
    };
    view! {
        <div class="programmes-answer">
            <p class="verdict-line">{text}</p>
            <Announcer summary=text/>
            {hint(t(key!("programmes-page.authorities")))}
            {move || settles()}
        </div>
    }
    .into_any()
}

/// A text with a programme's name and country: several countries have programmes of one name.
fn named(text: Key, programme: &Programme) -> String {
    say(&Message::new(text).with("name", words().list(&[programme.name, place(programme)])))
}
