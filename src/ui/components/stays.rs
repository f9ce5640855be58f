//! Stays as a list: those of a year in a table, one at a time in a form. Hundreds of forms at once would
//! make every change slow.

use crate::ui::reactive::*;

use super::field::field;
use super::icon::{Symbol, icon};
use crate::assess::diary::{Diary, Row, diary};
use crate::key;
use crate::message::{Arg, Message};
use crate::profile::{Answers, Country, Days, Document, Kind, Problem, Section, Severity, Slot, Stay};
use crate::quantity::Date;
use crate::ui::dom::{El, Parts, button, el};
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
}

const fn slot(row: u32, field: &'static str) -> Slot {
    Slot { section: Stay::SECTION, row: Some(row), field }
}

impl Editor {
    /// Begins with the first stay that needs mending, if any: a slip is said where it stands.
    pub fn new(state: State) -> Self {
        let is_slip = |problem: &&Problem| problem.slot.section == Stay::SECTION && problem.severity == Severity::Refused;
        let slip = state.assessment.with_untracked(|all| all.problems.iter().find(is_slip).and_then(|problem| problem.slot.row));
        Self { state, open: RwSignal::new(slip), removed: RwSignal::new(None) }
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

    /// Opens a stay's form.
    pub fn change(self, id: u32) {
        self.removed.set(None);
        self.open.set(Some(id));
        // The form is drawn after this event.
        browser::next_frame(move || browser::focus(&slot(id, "country").path()));
    }

    /// Takes a stay away; it can be brought back.
    pub fn remove(self, id: u32) {
        let before = self.state.peek(Document::clone);
        self.state.edit(|document| document.remove_row(Stay::SECTION, id));
        self.removed.set(Some((before, self.state.peek(Document::clone))));
        self.close();
    }

    fn close(self) {
        self.open.set(None);
        browser::focus(ADD);
    }

    fn undo(self) -> Vec<El> {
        let Some((before, after)) = self.removed.get() else { return Vec::new() };
        // Once something else was answered, going back would take that away.
        if self.state.read(|now| *now != after) {
            return Vec::new();
        }
        let back = button("button", key!("rows.undo"), move |_| {
            let before = before.clone();
            self.removed.set(None);
            self.state.edit(|document| *document = before);
            self.state.redraw();
            browser::next_frame(|| browser::focus(ADD));
        });
        vec![el("p").class("undo").t(key!("rows.removed")).text(" ").child(back)]
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
    let listed = Memo::new(move |_| {
        state.assessment.with(|all| {
            let diary = state.read(|document| diary(document, &all.profile, all.on, year.get()));
            // What is to be said about each stay, found in one pass over all there is to say.
            let said = all.problems.iter().filter(|problem| problem.slot.section == Stay::SECTION).cloned().collect::<Vec<Problem>>();
            (diary, said)
        })
    });
    let table = el("div").dynamic(move || listed.with(|(diary, said)| table(state, editor, diary, said, year.get_untracked())));
    let form = el("div").dynamic(move || editor.open.get().map(|id| form(state, editor, id)).into_iter().collect());
    let add = el("button").class("button").attr("type", "button").id(ADD).child(icon(Symbol::Plus)).t(key!("rows.add-stay"));
    el("div")
        .class("rows stay-rows")
        .child(table)
        .child(form)
        .child(el("div").attr("role", "status").dynamic(move || editor.undo()))
        .child(add.on("click", move |_| editor.add()))
}

fn form(state: State, editor: Editor, id: u32) -> El {
    let fields = Section::named(Stay::SECTION).map_or(&[][..], |section| section.fields);
    let controls = fields.iter().filter_map(|known| field(state, slot(id, known.name)));
    let remove = el("button").class("button quiet").attr("type", "button").child(icon(Symbol::Bin)).t(key!("rows.remove"));
    let actions = el("div")
        .class("actions")
        .child(button("button", key!("calendar.done"), move |_| editor.close()))
        .child(remove.on("click", move |_| editor.remove(id)));
    el("section")
        .class("row no-print")
        .attr("aria-label", t(key!("calendar.change")))
        .child(el("div").class("row-fields").children(controls))
        .child(actions)
}

fn table(state: State, editor: Editor, diary: &Diary, said: &[Problem], year: i32) -> Vec<El> {
    if diary.rows.is_empty() && diary.years.is_empty() {
        return Vec::new();
    }
    let name = say(&Message::new(key!("calendar.list")).with("year", Arg::Year(year)));
    let head = [key!("profile.stays.country"), key!("profile.stays.from"), key!("profile.stays.to"), key!("calendar.days")];
    let head = el("tr").children(head.map(|key| el("th").attr("scope", "col").t(key)));
    let mut body = el("tbody");
    for row in &diary.rows {
        let own: Vec<&Problem> = said.iter().filter(|problem| problem.slot.row == Some(row.id)).collect();
        body = body.child(line(state, editor, row)).maybe((!own.is_empty()).then(|| notes(&own)));
    }
    let list = el("table").class("stay-table").child(el("caption").text(&name)).child(el("thead").child(head)).child(body);
    let wrap = el("div").class("table-wrap").attr("tabindex", "0").attr("role", "region").attr("aria-label", &name).child(list);
    let none = diary.rows.is_empty().then(|| el("p").class("hint").say(&Message::new(key!("calendar.none")).with("year", Arg::Year(year))));
    let shown = (!diary.rows.is_empty()).then_some(wrap);
    Parts::default().maybe(none).maybe(shown).maybe(others(state, diary)).done()
}

fn line(state: State, editor: Editor, row: &Row) -> El {
    let id = row.id;
    // Days as people type them take the least room; what cannot be used yet stands as it was typed.
    let typed = |field: &'static str| state.peek(|document| document.text(slot(id, field)));
    let country = row.country.map_or_else(|| typed("country"), |country| t(country.name()).to_owned());
    let to = if row.to.is_none() && row.days.is_some() { t(key!("calendar.open")).to_owned() } else { typed("to") };
    let purpose = row.purpose.map(|purpose| el("span").class("hint").text(" ").t(purpose.label()));
    let name = say(&Message::new(key!("calendar.change-one")).with("stay", stay_name(row.country, row.from, row.to)));
    let change = el("button").class("pick").attr("type", "button").attr("aria-label", &name).text(&country);
    el("tr")
        .child(el("th").attr("scope", "row").child(change.on("click", move |_| editor.change(id))).maybe(purpose))
        .child(el("td").text(&typed("from")))
        .child(el("td").text(&to))
        .child(el("td").text(&row.days.map(figure).unwrap_or_default()))
}

/// What is to be said about a stay, in a row of its own below it.
fn notes(said: &[&Problem]) -> El {
    let text: Vec<String> = said.iter().map(|problem| say(&problem.message)).collect();
    el("tr").class("stay-note").child(el("td").attr("colspan", "4").text(&text.join(" ")))
}

/// Other years with stays, to be looked at instead.
fn others(state: State, diary: &Diary) -> Option<El> {
    let slot = Slot { section: Days::SECTION, row: None, field: "year" };
    let Some(Kind::Count { min, max }) = slot.question().map(|question| question.kind) else { return None };
    let one = |(year, stays): &(i32, usize)| {
        let year = *year;
        let text = say(&Message::new(key!("calendar.year")).with("year", Arg::Year(year)).with("count", count(*stays)));
        if (min..=max).contains(&year) {
            el("button")
                .class("button quiet")
                .attr("type", "button")
                .text(&text)
                .on("click", move |_| state.edit(|document| document.set(slot, &year.to_string())))
        } else {
            el("span").text(&text)
        }
    };
    (!diary.years.is_empty())
        .then(|| el("p").class("other-years no-print").t(key!("calendar.other-years")).text(" ").children(diary.years.iter().map(one)))
}
