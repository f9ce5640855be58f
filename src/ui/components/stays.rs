//! Stays as a list: those of a year in a table, one at a time in a form. Hundreds of forms at once would
//! make every change slow.

use std::cell::RefCell;

use crate::ui::reactive::*;

use super::icon::Symbol;
use super::old::{field, icon};
use crate::assess::Assessment;
use crate::assess::diary::{Row, diary};
use crate::key;
use crate::message::{Arg, Message};
use crate::profile::{Answers, Country, Days, Document, Kind, Problem, Section, Severity, Slot, Stay};
use crate::quantity::Date;
use crate::ui::dom::{El, Parts, button, el, follow, typed};
use crate::ui::{State, browser, count, figure, say, t};

/// The id of the button that adds a stay: where the focus goes when a form is gone.
const ADD: &str = "stays-add";

/// The stays under change: which is open, and what was taken away last.
#[derive(Clone, Copy)]
pub struct Editor {
    state: State,
    /// The row whose form is open.
    pub open: RwSignal<Option<u32>>,
    /// The answers before a stay was taken away, and after.
    removed: RwSignal<Option<(Document, Document)>>,
    /// The way back to where the stay was picked; none where that was the list.
    back: StoredValue<Option<Back>>,
}

/// Puts the focus where it was before.
type Back = Box<dyn Fn() + Send + Sync>;

const fn slot(row: u32, field: &'static str) -> Slot {
    Slot { section: Stay::SECTION, row: Some(row), field }
}

impl Editor {
    /// Begins with the first stay that needs mending, if any: a slip is said where it stands.
    pub fn new(state: State) -> Self {
        let is_slip = |problem: &&Problem| problem.slot.section == Stay::SECTION && problem.severity == Severity::Refused;
        let slip = state.assessment.with_untracked(|all| all.problems.iter().find(is_slip).and_then(|problem| problem.slot.row));
        Self { state, open: RwSignal::new(slip), removed: RwSignal::new(None), back: StoredValue::new(None) }
    }

    /// Adds an empty stay and opens its form.
    pub fn add(self) {
        let mut id = 0;
        self.state.edit(|document| id = document.add_row(Stay::SECTION));
        self.change(id);
    }

    /// Adds a stay in Azerbaijan and returns its row.
    pub fn add_here(self, from: Date, to: Date) -> u32 {
        let mut id = 0;
        self.removed.set(None);
        self.state.edit(|document| {
            id = document.add_row(Stay::SECTION);
            document.set(slot(id, "country"), Country::AZERBAIJAN.code());
            document.set(slot(id, "from"), &from.to_string());
            document.set(slot(id, "to"), &to.to_string());
        });
        id
    }

    /// Opens a stay's form, for somebody in the list.
    pub fn change(self, id: u32) {
        self.back.set_value(None);
        self.show(id);
    }

    /// Opens the form of a stay that was picked elsewhere; afterwards it goes back there.
    pub fn change_from(self, id: u32, back: impl Fn() + Send + Sync + 'static) {
        self.back.set_value(Some(Box::new(back)));
        self.show(id);
    }

    fn show(self, id: u32) {
        self.removed.set(None);
        self.open.set(Some(id));
        // The form is drawn after this event.
        browser::next_frame(move || browser::focus(&slot(id, "country").path()));
    }

    /// Takes away a stay that was picked elsewhere; it can be brought back there.
    pub fn remove_from(self, id: u32, back: impl Fn() + Send + Sync + 'static) {
        self.back.set_value(Some(Box::new(back)));
        self.remove(id);
    }

    /// Takes a stay away; it can be brought back.
    fn remove(self, id: u32) {
        let before = self.state.peek(Document::clone);
        self.state.edit(|document| document.remove_row(Stay::SECTION, id));
        self.removed.set(Some((before, self.state.peek(Document::clone))));
        self.close();
    }

    /// No longer offers to bring a stay back.
    pub fn forget(self) {
        self.removed.set(None);
    }

    fn close(self) {
        self.open.set(None);
        self.go_back();
    }

    fn go_back(self) {
        self.back.with_value(|back| match back {
            Some(back) => back(),
            // Drawn after this event, if it was the last stay.
            None => browser::next_frame(|| browser::focus(ADD)),
        });
    }

    /// The offer to bring back what was taken away, where it was: in the list or elsewhere.
    pub fn undo(self, is_elsewhere: bool) -> Vec<El> {
        let Some((before, after)) = self.removed.get() else { return Vec::new() };
        // Once something else was answered, going back would take that away.
        if self.back.with_value(Option::is_some) != is_elsewhere || self.state.read(|now| *now != after) {
            return Vec::new();
        }
        let back = button("button", key!("rows.undo"), move |_| {
            let before = before.clone();
            self.removed.set(None);
            self.state.edit(|document| *document = before);
            self.go_back();
        });
        vec![el("p.undo").t(key!("rows.removed")).text(" ").child(back)]
    }
}

/// A stay in words: "Azerbaijan, 1 May 2026 to 30 June 2026".
pub fn stay_name(country: Option<Country>, from: Option<Date>, to: Option<Date>) -> Message {
    match (country, from, to) {
        (Some(country), Some(from), Some(to)) => {
            Message::new(key!("calendar.stay")).with("country", country.name()).with("from", from).with("to", to)
        }
        (Some(country), Some(from), None) => Message::new(key!("calendar.stay-open")).with("country", country.name()).with("from", from),
        _ => key!("calendar.stay-unclear").into(),
    }
}

/// The stays of a year, the form of the one that is open, and a button that adds one.
pub fn stay_list(state: State, editor: Editor, year: Memo<i32>) -> El {
    let listed = move || state.assessment.with(|all| state.read(|document| lines(document, all, year.get())));
    let name = move || say(&Message::new(key!("calendar.list")).with("year", Arg::Year(year.get())));
    let head = [key!("profile.stays.country"), key!("profile.stays.from"), key!("profile.stays.to"), key!("calendar.days")];
    let mut names = el("tr");
    for name in head {
        names = names.child(el("th").attr("scope", "col").t(name));
    }
    let body = el("tbody");
    let table = el("table.stay-table")
        .child(el("caption").live(name))
        .child(el("thead").child(names))
        .child(body.clone())
        // One listener for all rows: the button that was pressed carries the number of its stay.
        .on("click", move |event| {
            if let Ok(id) = typed(&event).parse() {
                editor.change(id);
            }
        });
    let has_rows = RwSignal::new(false);
    let years = RwSignal::new(Vec::new());
    let wrap = el("div.table-wrap").attr("tabindex", "0").attr("role", "region").attr_live("aria-label", move || Some(name()));
    let wrap = wrap.child(table).attr_live("hidden", move || (!has_rows.get()).then(String::new));
    let shown = RefCell::new(Vec::<(Line, El, El)>::new());
    follow(Box::new(move || {
        let (lines, found) = listed();
        has_rows.set(!lines.is_empty());
        if years.with_untracked(|years| *years != found) {
            years.set(found);
        }
        let mut shown = shown.borrow_mut();
        if shown.len() != lines.len() {
            body.empty();
            shown.clear();
        }
        for (place, line) in lines.into_iter().enumerate() {
            // Only what has changed is drawn anew: there may be hundreds of stays.
            match shown.get_mut(place) {
                Some((before, ..)) if *before == line => {}
                Some((before, row, note)) => {
                    draw(&line, row, note);
                    *before = line;
                }
                None => {
                    let (row, note) = (el("tr"), el("tr.stay-note"));
                    draw(&line, &row, &note);
                    drop(body.clone().child(row.clone()).child(note.clone()));
                    shown.push((line, row, note));
                }
            }
        }
    }));
    let others = el("div").dynamic(move || {
        let none = Message::new(key!("calendar.none")).with("year", Arg::Year(year.get()));
        years.with(|years| {
            let none = (!has_rows.get() && !years.is_empty()).then(|| el("p.hint").say(&none));
            Parts::default().maybe(none).maybe(others(state, years)).done()
        })
    });
    let form = el("div").dynamic(move || editor.open.get().map(|id| form(state, editor, id)).into_iter().collect());
    let add = el("button.button").attr("type", "button").id(ADD).child(icon(Symbol::Plus)).t(key!("rows.add-stay"));
    el("div.rows stay-rows")
        .child(wrap)
        .child(others)
        .child(form)
        .child(el("div").attr("role", "status").dynamic(move || editor.undo(false)))
        .child(add.on("click", move |_| editor.add()))
}

/// What a row of the list says.
#[derive(PartialEq)]
struct Line {
    row: Row,
    /// Country, first and last day as they were typed, of what cannot be used yet.
    typed: [String; 3],
    /// What is to be said about it.
    notes: Vec<Message>,
}

/// The lines of a year, and how many stays there are in others.
fn lines(document: &Document, all: &Assessment, year: i32) -> (Vec<Line>, Vec<(i32, usize)>) {
    let diary = diary(document, &all.profile, all.on, year);
    let said: Vec<&Problem> = all.problems.iter().filter(|problem| problem.slot.section == Stay::SECTION).collect();
    let line = |row: Row| {
        let own = said.iter().filter(|problem| problem.slot.row == Some(row.id));
        let is_used = row.days.is_some();
        let typed = ["country", "from", "to"].map(|field| if is_used { String::new() } else { document.text(slot(row.id, field)) });
        Line { typed, notes: own.map(|problem| problem.message.clone()).collect(), row }
    };
    (diary.rows.into_iter().map(line).collect(), diary.years)
}

/// Draws a line into its row, and what is to be said into the row below.
fn draw(line: &Line, into: &El, note: &El) {
    let Line { row, typed: [country, from, to], notes } = line;
    let country = row.country.map_or(country.as_str(), |country| t(country.name()));
    // As people type them, days take the least room.
    let (from, to) = match (row.from, row.to) {
        _ if row.days.is_none() => (from.clone(), to.clone()),
        (from, to) => (from.map(Date::typed).unwrap_or_default(), to.map_or_else(|| t(key!("calendar.open")).to_owned(), Date::typed)),
    };
    let name = say(&Message::new(key!("calendar.change-one")).with("stay", stay_name(row.country, row.from, row.to)));
    let change = el("button.pick").attr("type", "button").attr("value", &row.id.to_string()).attr("aria-label", &name);
    let purpose = row.purpose.map(|purpose| el("span.hint").text(" ").t(purpose.label()));
    into.empty();
    let country = el("th").attr("scope", "row").child(change.text(country)).maybe(purpose);
    let days = row.days.map(figure).unwrap_or_default();
    drop(into.clone().child(country).child(el("td").text(&from)).child(el("td").text(&to)).child(el("td").text(&days)));
    note.empty();
    let text: Vec<String> = notes.iter().map(say).collect();
    if text.is_empty() {
        drop(note.clone().attr("hidden", ""));
    } else {
        note.remove_attr("hidden");
        drop(note.clone().child(el("td").attr("colspan", "4").text(&text.join(" "))));
    }
}

fn form(state: State, editor: Editor, id: u32) -> El {
    let fields = Section::named(Stay::SECTION).map_or(&[][..], |section| section.fields);
    let controls = fields.iter().filter_map(|known| field(state, slot(id, known.name)));
    let remove = el("button.button quiet").attr("type", "button").child(icon(Symbol::Bin)).t(key!("rows.remove"));
    let actions = el("div.actions")
        .child(button("button", key!("calendar.done"), move |_| editor.close()))
        .child(remove.on("click", move |_| editor.remove(id)));
    el("section.row no-print").attr("aria-label", t(key!("calendar.change"))).child(el("div.row-fields").children(controls)).child(actions)
}

/// Other years with stays, to be looked at instead.
fn others(state: State, years: &[(i32, usize)]) -> Option<El> {
    let slot = Slot { section: Days::SECTION, row: None, field: "year" };
    let Some(Kind::Count { min, max }) = slot.question().map(|question| question.kind) else { return None };
    let one = |(year, stays): &(i32, usize)| {
        let year = *year;
        let text = say(&Message::new(key!("calendar.year")).with("year", Arg::Year(year)).with("count", count(*stays)));
        if (min..=max).contains(&year) {
            el("button.button quiet")
                .attr("type", "button")
                .text(&text)
                .on("click", move |_| state.edit(|document| document.set(slot, &year.to_string())))
        } else {
            el("span").text(&text)
        }
    };
    (!years.is_empty()).then(|| el("p.other-years no-print").t(key!("calendar.other-years")).text(" ").children(years.iter().map(one)))
}
