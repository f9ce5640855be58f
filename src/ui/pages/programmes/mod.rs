//! Programmes of other countries: which fit the answers, found by words, filters and order, side by side.
//!
//! The page is drawn once and then brought to what is shown, by hand: a hundred rows with signals, closures and
//! listeners of their own would weigh and cost several times as much. What can be clicked carries its meaning as
//! its value, a letter and a number, and one listener takes them all.

mod beside;
mod extras;
mod table;
mod tools;

use std::cell::RefCell;

use crate::ui::reactive::*;

use crate::assess::programmes::exchange::Rates;
use crate::assess::programmes::view::{Sort, View, properties};
use crate::assess::programmes::why::why;
use crate::assess::programmes::{Match, Verdict, matches, search, settles};
use crate::key;
use crate::message::Message;
use crate::profile::{Answers, Document, Elsewhere, Favourite, Slot};
use crate::quantity::sorted;
use crate::rulebook::programmes::{PLACES, PROGRAMMES, Programme};
use crate::sheet;
use crate::ui::components::{question, section_fields};
use crate::ui::dom::{El, el, follow, p};
use crate::ui::route::Route;
use crate::ui::{State, browser, count, say, t, words};
use wasm_bindgen::JsCast;

/// How long a view must rest before it is remembered, in milliseconds.
const REST: i32 = 300;

/// What the page shows, and where.
struct Shown {
    state: State,
    /// What each programme is found by.
    texts: Vec<String>,
    /// All rows by country.
    alphabet: Vec<usize>,
    /// Every programme beside the person.
    found: Vec<Match>,
    /// What each row has, a bit a filter.
    has: Vec<u32>,
    view: View,
    /// The rows shown, in order.
    order: Vec<usize>,
    /// Measures on which programmes side by side are not compared, a bit each.
    spared: u32,
    /// Whether incomes are drawn, or amounts asked for once.
    incomes: bool,
    /// The question whose answer would settle most.
    asked: String,
    /// How often it was drawn.
    turns: u32,
    answer: El,
    tools: tools::Tools,
    table: table::Drawn,
    beside: beside::Drawn,
    plot: El,
    rates: El,
}

thread_local! {
    /// One page at a time.
    static SHOWN: RefCell<Option<Shown>> = const { RefCell::new(None) };
}

/// Changes what is shown, and draws it.
fn turn(change: impl FnOnce(&mut Shown)) {
    SHOWN.with_borrow_mut(|shown| {
        if let Some(shown) = shown {
            change(shown);
            shown.draw();
        }
    });
}

/// The name of a programme's country.
fn place(programme: &Programme) -> &'static str {
    programme.country_name().map_or("", t)
}

fn marked(row: u32) -> Slot {
    Slot { section: Favourite::SECTION, row: Some(row), field: "programme" }
}

/// The programmes that the person marked, each with its row in the document.
fn marks(document: &Document) -> Vec<(u32, String)> {
    document.rows(Favourite::SECTION).into_iter().map(|row| (row, document.text(marked(row)))).collect()
}

impl Shown {
    /// Does what was clicked.
    #[inline(never)]
    fn act(&mut self, code: &str) {
        let number = code.get(1..).and_then(|number| number.parse::<usize>().ok()).unwrap_or(0);
        let view = &mut self.view;
        match code.get(..1) {
            Some("s") => view.sort_by(Sort::ALL.get(number).map_or(Sort::Match, |(sort, ..)| *sort)),
            Some("r") => view.reverse = !view.reverse,
            Some("f") => view.filters ^= 1 << number,
            Some("b") => view.put_beside(number),
            Some("h") => view.put_beside(PROGRAMMES.iter().position(|own| own.is_hsmp()).unwrap_or(0)),
            Some("o") => self.spared ^= 1 << number,
            Some("p") => self.incomes = number > 0,
            Some("c") => {
                (view.query, view.filters) = (String::new(), 0);
                browser::focus(tools::SEARCH);
            }
            Some("x") => {
                view.put_beside(number);
                browser::focus("compare");
            }
            Some("g") => browser::focus("compare"),
            Some("k") => browser::focus("after-table"),
            Some("a") => {
                // A question of yes and no is a group: its first choice takes the focus.
                let yes = [self.asked.as_str(), ".yes"].concat();
                browser::focus(if browser::element(&yes).is_some() { &yes } else { &self.asked });
            }
            Some("w") => {
                let step = self.state.assessment.with_untracked(|all| self.found.get(number).map(|one| why(all, one)));
                self.state.why.set(step);
            }
            Some("m") => {
                let Some(programme) = PROGRAMMES.get(number) else { return };
                if view.filters & 8 != 0 {
                    // The row goes, and with it the button that has the focus.
                    browser::focus(tools::SEARCH);
                }
                self.state.edit(|document| match marks(document).into_iter().find(|(_, id)| *id == programme.id()) {
                    Some((row, _)) => document.remove_row(Favourite::SECTION, row),
                    None => {
                        let row = document.add_row(Favourite::SECTION);
                        document.set(marked(row), &programme.id());
                    }
                });
            }
            Some("e") => self.export(),
            Some("i") => browser::print(),
            _ => return,
        }
        self.draw();
    }

    /// The rows shown, as a table file.
    fn export(&self) {
        let rows: Vec<&Match> = self.order.iter().filter_map(|row| self.found.get(*row)).collect();
        let text = self.state.assessment.with_untracked(|all| sheet::csv(&rows, &Rates::of(&all.profile, all.on), words()));
        browser::download("programmes.csv", &text);
    }

    /// Works out what is shown, and brings the page to it.
    #[inline(never)]
    fn draw(&mut self) {
        let named = search::found(&self.texts, &self.view.query);
        let state = self.state;
        state.assessment.with_untracked(|all| {
            let rates = Rates::of(&all.profile, all.on);
            self.order = self.view.order(&self.found, &self.alphabet, &named, &self.has, &rates);
            let counts = self.view.counts(&named, &self.has);
            self.tools.draw(&self.view, &counts, self.order.len());
            self.table.draw(&self.view, &self.order, &self.found, &self.has);
            let chosen: Vec<&Match> = self.view.compare.iter().filter_map(|row| self.found.get(*row)).collect();
            self.beside.draw(&self.view, &chosen, self.spared, &rates);
            extras::draw_plot(&self.plot, &self.order, self.incomes, &rates);
            extras::draw_rates(&self.rates, &rates);
        });
        self.turns += 1;
        let turns = self.turns;
        // Browsers refuse to write addresses at every letter: only where the view has come to rest.
        browser::after(REST, move || {
            SHOWN.with_borrow(|shown| shown.as_ref().filter(|shown| shown.turns == turns).map(Self::remember));
        });
    }

    /// Writes the view into the address, so that it is there again after the page was loaded anew.
    fn remember(&self) {
        let (hash, address) = (browser::hash(), self.view.address());
        let query = if address.is_empty() { "" } else { "?" };
        let now = [&Route::Programmes.href(), query, &address].concat();
        if hash != now && Route::of_hash(&hash) == Route::Programmes {
            browser::replace_hash(&now);
        }
    }

    /// Takes over answers.
    fn answered(&mut self, found: Vec<Match>, marks: &[(u32, String)]) {
        let is_marked = |one: &Match| marks.iter().any(|(_, id)| *id == one.programme.id());
        self.has = found.iter().map(|one| properties(one, is_marked(one))).collect();
        self.found = found;
        let number = |verdict| count(self.found.iter().filter(|one| one.verdict == verdict).count());
        let open = number(Verdict::Open);
        let text = if open == count(PROGRAMMES.len()) { key!("programmes-page.nothing") } else { key!("programmes-page.answer") };
        let text = Message::new(text).with("meets", number(Verdict::Meets)).with("not", number(Verdict::DoesNot)).with("open", open);
        let mut parts = vec![el("p.verdict-line").attr("role", "status").say(&text), p("hint", key!("programmes-page.authorities"))];
        if let Some(slot) = settles(&self.found).map(|settles| settles.slot) {
            self.asked = slot.path();
            let text = Message::new(key!("programmes-page.settles")).with("question", question(slot));
            parts.push(el("p").say(&text).text(" ").child(code("button.button no-print", key!("programmes-page.answer-it"), "a")));
        }
        fill(&self.answer, parts);
        self.draw();
    }
}

/// The programmes of other countries.
#[inline(never)]
pub fn programmes(state: State) -> Vec<El> {
    let lead = Message::new(key!("programmes-page.lead")).with("count", count(PROGRAMMES.len())).with("countries", count(PLACES.len()));
    let questions = el("details.folded no-print")
        .child(el("summary").t(key!("programmes-page.questions")))
        .child(p("hint", key!("programmes-page.taken-over")))
        .child(section_fields(state, Elsewhere::SECTION).class("programmes-fields"));
    let view = View::parse(Route::view_of_hash(&browser::hash()));
    let (tools_part, shown_part, tools) = tools::tools();
    let (table_part, table) = table::table();
    let (beside_part, beside) = beside::beside();
    let (plot_part, plot) = extras::plot();
    let (rates_part, rates) = extras::rates(state);
    let answer = clicked(el("div.programmes-answer"));
    let actions = el("div.actions no-print")
        .id("after-table")
        .attr("tabindex", "-1")
        .child(code("button.button", key!("programmes-page.export"), "e"))
        .child(code("button.button", key!("report.print"), "i"));
    let page = clicked(el("div")).child(tools_part).child(beside_part).child(shown_part).child(table_part).child(actions).child(plot_part);
    let text = |own: &Programme| search::words(own, &[place(own), " ", t(own.kind.label())].concat());
    let shown = Shown {
        state,
        texts: PROGRAMMES.iter().map(text).collect(),
        alphabet: sorted(0..PROGRAMMES.len(), |row| words().language().sort_key(place(&PROGRAMMES[*row]))),
        found: Vec::new(),
        has: Vec::new(),
        view,
        order: Vec::new(),
        spared: 0,
        incomes: false,
        asked: String::new(),
        turns: 0,
        answer: answer.clone(),
        tools,
        table,
        beside,
        plot,
        rates,
    };
    SHOWN.set(Some(shown));
    follow(Box::new(move || {
        let found = state.assessment.with(matches);
        let marks = state.read(marks);
        SHOWN.with_borrow_mut(|shown| shown.as_mut().map(|shown| shown.answered(found, &marks)));
    }));
    vec![el("p.lead").say(&lead), answer.clone(), questions, page, rates_part]
}

/// Takes the clicks on everything within.
fn clicked(part: El) -> El {
    part.on("click", |event| {
        // What was hit may be a drawing within a button.
        // Clicks on a page's elements have elements as their targets.
        let target = event.target().map(|target| target.unchecked_into::<web_sys::Element>());
        let meant = target.and_then(|target| target.closest("[value]").ok().flatten());
        let code = meant.and_then(|meant| js_sys::Reflect::get(&meant, &"value".into()).ok()?.as_string());
        if let Some(code) = code {
            SHOWN.with_borrow_mut(|shown| shown.as_mut().map(|shown| shown.act(&code)));
        }
    })
}

/// An element that says what it does and carries what it means.
fn code(tag: &str, text: crate::message::Key, code: &str) -> El {
    el(tag).attr("type", "button").attr("value", code).t(text)
}

/// A letter and a number, as a value that is clicked.
fn numbered(letter: &str, number: usize) -> String {
    [letter, &number.to_string()].concat()
}

/// A box to tick with its label.
fn tick(id: &str, code: &str, label: El) -> (El, El) {
    let input = el("input").attr("type", "checkbox").id(id).attr("value", code);
    (input.clone(), el("div.programmes-filter").child(input).child(label.attr("for", id)))
}

/// Puts other contents into an element.
fn fill(element: &El, contents: Vec<El>) {
    element.empty();
    drop(element.clone().children(contents));
}

/// Sets an attribute, or takes it away.
fn set(element: &El, name: &str, value: Option<&str>) {
    match value {
        Some(value) => drop(element.clone().attr(name, value)),
        None => element.remove_attr(name),
    }
}

fn set_checked(input: &El, is_on: bool) {
    if let Some(native) = input.cast::<web_sys::HtmlInputElement>() {
        native.set_checked(is_on);
    }
}

/// A text with a programme's name and country: several countries have programmes of one name.
fn named(text: crate::message::Key, programme: &Programme) -> String {
    say(&Message::new(text).with("name", [programme.name, ", ", place(programme)].concat()))
}
