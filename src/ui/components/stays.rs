//! Stays as a list: those of a year in a table, one at a time in a form. Hundreds of forms at once would
//! make every change slow.

use leptos::prelude::*;

use super::announce::tell_with_results;
use super::button::button;
use super::field::QuestionField;
use super::icon::{Icon, Symbol};
use super::rows::tell_added;
use super::text::hint;
use super::undo::undo_offer;
use crate::ui::view::{anew, dynamic, each, handler, keyed_list, live, use_state};
use crate::ui::{State, browser, count, figure, say, t};
use hsmp::assess::Assessment;
use hsmp::assess::residence::day_calendar::{Row, stay_list};
use hsmp::key;
use hsmp::message::{Arg, Message};
use hsmp::profile::{Answers, Country, Days, Document, Field, Kind, Problem, Severity, Slot, Stay};
use hsmp::quantity::Date;

/// The id of the button that adds a stay: where the focus goes when a form is gone.
const ADD: &str = "stays-add";

/// The id of the button that brings a stay back.
const UNDO: &str = "stays-undo";

/// The stays under change: which is open, and where one was taken away last.
#[derive(Clone, Copy)]
pub struct Editor {
    state: State,
    /// The row whose form is open.
    pub open: RwSignal<Option<u32>>,
    /// Whether the last stay that was taken away had been picked elsewhere than in the list.
    was_elsewhere: RwSignal<bool>,
    /// The way back to where the stay was picked; none where that was the list.
    back: StoredValue<Option<Back>>,
}

/// Puts the focus where it was before.
type Back = Box<dyn Fn() + Send + Sync>;

impl Editor {
    /// Begins with the first stay that needs mending, if any: a slip is said where it stands.
    pub fn new(state: State) -> Self {
        let is_slip = |problem: &&Problem| problem.slot.section == Stay::SECTION && problem.severity == Severity::Refused;
        let slip = state.assessment.now_untracked(|all| all.problems.iter().find(is_slip).and_then(|problem| problem.slot.row));
        Self { state, open: RwSignal::new(slip), was_elsewhere: RwSignal::new(false), back: StoredValue::new(None) }
    }

    /// Adds an empty stay and opens its form.
    pub fn add(self) {
        self.change(self.state.add_row(Stay::SECTION));
        tell_added(self.state, Stay::SECTION);
    }

    /// Adds a stay in Azerbaijan and returns its row.
    pub fn add_here(self, from: Date, to: Date) -> u32 {
        let mut id = 0;
        self.forget();
        self.state.edit(|document| {
            id = document.add_row(Stay::SECTION);
            document.set(Stay::COUNTRY.in_row(id), Country::AZERBAIJAN.code());
            document.set(Stay::FROM.in_row(id), &from.to_string());
            document.set(Stay::TO.in_row(id), &to.to_string());
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
        self.was_elsewhere.set(false);
        self.open.set(Some(id));
        // The form is drawn after this event.
        request_animation_frame(move || browser::focus(&Stay::COUNTRY.in_row(id).path()));
    }

    /// Takes away a stay that was picked elsewhere; it can be brought back there.
    pub fn remove_from(self, id: u32, back: impl Fn() + Send + Sync + 'static) {
        self.back.set_value(Some(Box::new(back)));
        self.remove(id);
    }

    /// Takes a stay away; it can be brought back.
    fn remove(self, id: u32) {
        self.was_elsewhere.set(self.back.with_value(Option::is_some));
        self.state.edit_with_undo(Stay::SECTION, |state| state.edit(|document| document.remove_row(Stay::SECTION, id)));
        tell_with_results(self.state, t(key!("rows.removed")));
        self.close();
    }

    /// No longer offers to bring a stay back elsewhere than in the list.
    pub fn forget(self) {
        self.back.set_value(None);
        self.was_elsewhere.set(false);
    }

    fn close(self) {
        self.open.set(None);
        self.go_back();
    }

    fn go_back(self) {
        self.back.with_value(|back| match back {
            Some(back) => back(),
            // Drawn after this event, if it was the last stay.
            None => request_animation_frame(|| browser::focus(ADD)),
        });
    }

    /// The offer to bring back what was taken away, where it was: in the list or elsewhere.
    pub fn undo(self, is_elsewhere: bool) -> AnyView {
        let can = move || self.state.can_undo(Stay::SECTION) && self.was_elsewhere.get() == is_elsewhere;
        let offer = move || {
            let back = handler(move |_| {
                self.state.undo(Stay::SECTION);
                tell_with_results(self.state, t(key!("rows.back")));
                self.go_back();
            });
            undo_offer(UNDO.to_owned(), back)
        };
        view! { <div>{move || can().then(offer).into_any()}</div> }.into_any()
    }
}

/// A stay in words: "Azerbaijan, 1 May 2026 to 30 June 2026".
pub fn stay_name(country: Option<Country>, from: Option<Date>, to: Option<Date>) -> Message {
    Stay { country, from, to, ..Stay::default() }.name()
}

/// The stays of a year, the form of the one that is open, and a button that adds one.
#[component]
pub fn StayList(
    /// Which is open, and what was taken away.
    editor: Editor,
    /// The year that is listed.
    year: Memo<i32>,
) -> AnyView {
    let state = use_state();
    // Only what has changed is drawn anew: there may be hundreds of stays.
    let listed = Memo::new(move |before: Option<&Listed>| {
        state.assessment.now(|all| state.read(|document| Listed::after(before, document, all, year.get())))
    });
    let has_rows = Memo::new(move |_| listed.with(|listed| !listed.lines.is_empty()));
    let name = live(move || say(&Message::new(key!("calendar.list")).with("year", Arg::Year(year.get()))));
    let head = [key!("profile.stays.country"), key!("profile.stays.from"), key!("profile.stays.to"), key!("calendar.days")];
    let keys = move || listed.with(|listed| listed.lines.iter().map(|(key, _)| *key).collect());
    let line =
        move |key: u64| listed.with_untracked(|listed| listed.lines.iter().find(|(own, _)| *own == key).map(|(_, line)| line.clone()));
    let row = move |key: u64| line(key).map(|line| view! { <StayRow editor line/> }.into_any()).into_any();
    let head = each(&head, |name| view! { <th scope="col">{t(name)}</th> }.into_any());
    let others = dynamic(move || {
        let none = Message::new(key!("calendar.none")).with("year", Arg::Year(year.get()));
        let has_rows = has_rows.get();
        listed.with(|listed| {
            let none = (!has_rows && !listed.years.is_empty()).then(|| hint(say(&none)));
            view! {
                {none}
                {others(state, &listed.years)}
            }
            .into_any()
        })
    });
    let form = anew(move || editor.open.get(), move |open| open.map(|id| view! { <StayForm editor id/> }.into_any()).into_any());
    let add = handler(move |_| editor.add());
    // Before the first stay it is the one thing to do.
    let is_first = move || state.read(|document| !document.has_rows(Stay::SECTION));
    let add_class = live(move || if is_first() { "button primary" } else { "button" });
    view! {
        <div class="rows stay-rows">
            <div class="table-wrap" tabindex="0" role="region" aria-label=name hidden=move || !has_rows.get()>
                <table class="stay-table">
                    <caption>{name}</caption>
                    <thead>
                        <tr>{head}</tr>
                    </thead>
                    <tbody>{keyed_list(keys, row)}</tbody>
                </table>
            </div>
            <div>{others}</div>
            <div>{form}</div>
            {editor.undo(false)}
            <button class=add_class type="button" id=ADD on:click=add>
                <Icon symbol=Symbol::Plus/>
                {t(key!("rows.add-stay"))}
            </button>
        </div>
    }
    .into_any()
}

/// The stays of a year as they are listed, and how many there are in others.
#[derive(PartialEq)]
struct Listed {
    /// Each with a key, which is another one when anything in the line is.
    lines: Vec<(u64, Line)>,
    /// The key of the next line that changes.
    next: u64,
    years: Vec<(i32, usize)>,
}

/// A row of the list. It is put into words only when it is drawn: of hundreds of rows an edit changes one.
#[derive(Clone, PartialEq)]
struct Line {
    row: Row,
    /// Country, first and last day of a stay that cannot be used yet, as they were typed.
    typed: [String; 3],
    /// What is to be said about it.
    notes: Vec<Message>,
}

impl Listed {
    fn after(before: Option<&Self>, document: &Document, all: &Assessment, year: i32) -> Self {
        let list = stay_list(document, &all.profile, all.on, year);
        let said: Vec<&Problem> = all.problems.iter().filter(|problem| problem.slot.section == Stay::SECTION).collect();
        let known = before.map(|before| before.lines.as_slice()).unwrap_or_default();
        let mut next = before.map_or(0, |before| before.next);
        let line = |(place, row): (usize, Row)| {
            let typed = |slot: Slot| if row.days.is_none() { document.text(slot.in_row(row.id)) } else { String::new() };
            let notes = said.iter().filter(|problem| problem.slot.row == Some(row.id)).map(|problem| problem.message.clone()).collect();
            let line = Line { typed: [Stay::COUNTRY, Stay::FROM, Stay::TO].map(typed), notes, row };
            // Most lines are the same, in the same place.
            let same = known.get(place).into_iter().chain(known).find(|(_, known)| *known == line);
            let key = same.map_or_else(
                || {
                    next += 1;
                    next
                },
                |(key, _)| *key,
            );
            (key, line)
        };
        let lines = list.rows.into_iter().enumerate().map(line).collect();
        Self { lines, next, years: list.years }
    }
}

/// A stay in its row, and what is to be said about it in the row below.
#[component]
fn StayRow(editor: Editor, line: Line) -> AnyView {
    let Line { row: Row { id, country, from, to, purpose, days }, typed, notes } = line;
    let label = say(&Message::new(key!("calendar.change-one")).with("stay", stay_name(country, from, to)));
    let [typed_country, typed_from, typed_to] = typed;
    let country = country.map_or(typed_country, |country| t(country.name()).to_owned());
    // As people type them, days take the least room.
    let (from, to) = match days {
        None => (typed_from, typed_to),
        Some(_) => (from.map(Date::typed).unwrap_or_default(), to.map_or_else(|| t(key!("calendar.open")).to_owned(), Date::typed)),
    };
    let change = handler(move |_| editor.change(id));
    let purpose = purpose.map(|purpose| view! { <span class="hint">" " {t(purpose.label())}</span> }.into_any());
    let has_none = notes.is_empty();
    let notes = notes.iter().map(say).collect::<Vec<_>>().join(" ");
    let notes = (!has_none).then(|| view! { <td colspan="4">{notes}</td> }.into_any());
    view! {
        <tr>
            <th scope="row">
                <button class="pick" type="button" aria-label=label on:click=change>
                    {country}
                </button>
                {purpose}
            </th>
            <td>{from}</td>
            <td>{to}</td>
            <td>{days.map(figure).unwrap_or_default()}</td>
        </tr>
        <tr class="stay-note" hidden=has_none>
            {notes}
        </tr>
    }
    .into_any()
}

#[component]
fn StayForm(editor: Editor, id: u32) -> AnyView {
    let field = |known: &Field| view! { <QuestionField at=known.slot.in_row(id)/> }.into_any();
    let close = handler(move |_| editor.close());
    let remove = handler(move |_| editor.remove(id));
    view! {
        <section class="row no-print" aria-label=t(key!("calendar.change"))>
            <div class="row-fields">{Stay::FIELDS.iter().map(field).collect::<Vec<_>>()}</div>
            <div class="actions">
                {button("button", t(key!("calendar.done")), close)}
                <button class="button quiet" type="button" on:click=remove>
                    <Icon symbol=Symbol::Bin/>
                    {t(key!("rows.remove"))}
                </button>
            </div>
        </section>
    }
    .into_any()
}

/// Other years with stays, to be looked at instead.
fn others(state: State, years: &[(i32, usize)]) -> Option<AnyView> {
    let slot = Days::YEAR;
    let Some(Kind::Count { min, max }) = slot.question().map(|question| question.kind) else { return None };
    let one = |(year, stays): &(i32, usize)| {
        let year = *year;
        let text = say(&Message::new(key!("calendar.year")).with("year", Arg::Year(year)).with("count", count(*stays)));
        if (min..=max).contains(&year) {
            let look = handler(move |_| state.edit(|document| document.set(slot, &year.to_string())));
            button("button quiet", text, look)
        } else {
            view! { <span>{text}</span> }.into_any()
        }
    };
    (!years.is_empty()).then(|| {
        let years: Vec<AnyView> = years.iter().map(one).collect();
        view! { <p class="other-years no-print">{t(key!("calendar.other-years"))} " " {years}</p> }.into_any()
    })
}
