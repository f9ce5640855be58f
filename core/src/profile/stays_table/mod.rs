//! Stays from and to tables, as people keep them in spreadsheets. What is read stands in docs/READING.md.

mod encoding;
mod file;
mod known;
mod layout;
mod order;
mod words;

pub use encoding::{CodePage, Decode, TableText, read_table, utf_text};
pub use file::export_stays;
pub use known::Overlap;
pub use layout::{Asked, Places};
pub use order::Undecided;

use super::answer::used;
use super::{Answers, Country, Document, Order, Slot, Stay, WrittenDate};
use crate::csv::{lines, unguarded};
use crate::key;
use crate::message::Message;
use crate::quantity::{Date, DateError};
use layout::Layout;
use order::InOrder;

/// The columns in the order in which they are written, and read from a file that does not say another.
const COLUMNS: [Slot; 4] = [Stay::COUNTRY, Stay::FROM, Stay::TO, Stay::PURPOSE];

/// The most lines in one import: more than a lifetime of travel, and few enough for a phone.
const MOST_LINES: usize = 2_000;

/// A line that cannot be imported as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// Its number in the text, from 1.
    pub number: usize,
    /// The line itself.
    pub text: String,
    /// What is wrong and what to do.
    pub why: Message,
}

/// What the person said of a text that does not say it itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Whether the day or the month stands first.
    pub order: Option<Order>,
    /// Which column is which.
    pub places: Option<Places>,
}

/// What was found in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// The stays that can be imported beside those that are known.
    pub stays: Vec<Stay>,
    /// The stays that would replace known ones.
    pub overlaps: Vec<Overlap>,
    /// How many lines repeat a stay that is already there.
    pub doubles: usize,
    /// The lines that cannot be imported.
    pub bad: Vec<BadLine>,
    /// The lines that say how to read the others: the separator and the header.
    pub head: Vec<String>,
    /// The order in which the dates were read, if any depends on it: what is left must be read in the same.
    pub order: Option<Order>,
    /// A date that can be read in two ways, if the list as a whole does not say which is meant: ask.
    pub undecided: Option<Undecided>,
    /// The columns, if the text does not say which is which: ask.
    pub asked: Option<Asked>,
    /// Why the text as a whole is refused.
    pub refused: Option<Message>,
    /// Other remarks: columns and lines that are not used, stays that share days with known ones, and in which
    /// order the dates are read where that is not plain.
    pub notes: Vec<Message>,
}

impl Import {
    /// Whether a text holds a header, a title or nothing that is used, and nothing that is wrong either.
    pub fn is_nothing(&self) -> bool {
        let is_asked = self.undecided.is_some() || self.asked.is_some() || self.refused.is_some();
        let is_found = !(self.stays.is_empty() && self.overlaps.is_empty() && self.bad.is_empty()) || self.doubles > 0;
        let has_text = !(self.head.is_empty() && self.notes.is_empty());
        has_text && !is_asked && !is_found
    }

    /// What is left after the import: the bad lines, under their header.
    pub fn rest(&self) -> String {
        let mut rest = String::new();
        for line in self.head.iter().filter(|_| !self.bad.is_empty()).chain(self.bad.iter().map(|bad| &bad.text)) {
            rest.push_str(line);
            rest.push('\n');
        }
        rest
    }

    /// Adds the stays to a document. They replace the known ones they overlap with, except in the `kept` overlaps.
    pub fn take_over(&self, document: &mut Document, kept: &[usize]) {
        for (_, overlap) in self.overlaps.iter().enumerate().filter(|(place, _)| !kept.contains(place)) {
            let mut ids = overlap.known.iter().map(|stay| stay.id);
            for stay in &overlap.rows {
                let id = ids.next().unwrap_or_else(|| document.add_row(Stay::SECTION));
                write(document, id, stay);
            }
            for id in ids {
                document.remove_row(Stay::SECTION, id);
            }
        }
        for stay in &self.stays {
            let id = document.add_row(Stay::SECTION);
            write(document, id, stay);
        }
    }
}

/// Writes a stay into a row. Where the table says no purpose, a known one stays.
fn write(document: &mut Document, id: u32, stay: &Stay) {
    let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    document.set(Stay::COUNTRY.in_row(id), stay.country.map_or("", Country::code));
    document.set(Stay::FROM.in_row(id), &date(stay.from));
    document.set(Stay::TO.in_row(id), &date(stay.to));
    if let Some(purpose) = stay.purpose {
        document.set(Stay::PURPOSE.in_row(id), purpose.name());
    }
}

/// Reads stays from a text, whatever its separator and the order of its columns. `known` are the stays that are
/// already there.
///
/// The dates of a list are all read in one order of day and month: the one that its lines allow. If both are
/// possible, the person must say which; until then no stay is taken, and [`Import::undecided`] says what to ask.
/// The same holds for columns that cannot be told apart: [`Import::asked`].
pub fn import_stays(text: &str, known: &[Stay], told: Told) -> Import {
    let lines = lines(text);
    let layout = Layout::of(&lines, told.places);
    let mut import =
        Import { head: layout.head.clone(), asked: layout.asked, notes: layout.notes, refused: layout.refused, ..Import::default() };
    let Some(places) = layout.places.filter(|_| import.refused.is_none()) else { return import };
    if layout.rows.len() > MOST_LINES {
        return Import { refused: Some(Message::new(key!("import.too-many")).with("most", counted(MOST_LINES))), ..Import::default() };
    }
    let order = match order::order_of(&layout.rows, places) {
        InOrder::Any => None,
        InOrder::Known(order) => Some(order),
        InOrder::Proved(number) => {
            import.notes.push(Message::new(key!("import.month-first")).with("number", counted(number)));
            Some(Order::MonthFirst)
        }
        InOrder::Undecided(date) => {
            import.undecided = Some(date);
            let Some(order) = told.order else { return import };
            Some(order)
        }
    };
    import.order = order;
    let mut stays = Vec::new();
    for line in layout.rows {
        match stay_of(&line, places, order) {
            Ok(stay) => stays.push(stay),
            Err(why) => import.bad.push(BadLine { number: line.number, text: line.text, why }),
        }
    }
    known::sort(&mut import, stays, known);
    import.head = layout::head_of_rest(&import, layout.separator, places);
    import
}

/// A number as texts take it.
fn counted(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A line that is not blank.
struct Line {
    number: usize,
    text: String,
    /// Its cells, unless a quote is never closed.
    cells: Option<Vec<String>>,
}

impl Line {
    fn cells(&self) -> &[String] {
        self.cells.as_deref().unwrap_or_default()
    }

    /// What stands in one of the table's columns.
    fn at(&self, place: usize) -> &str {
        self.cells().get(place).map_or("", |cell| unguarded(cell.trim()))
    }

    /// What stands in one of our columns.
    fn cell(&self, places: Places, column: usize) -> &str {
        places[column].map_or("", |place| self.at(place))
    }
}

/// A date of the list, in its order. Where no date depends on one, each has one reading.
fn date_of(text: &str, order: Option<Order>) -> Result<Option<Date>, Message> {
    if text.is_empty() {
        return Ok(None);
    }
    let written = WrittenDate::read(text);
    let date = written.and_then(|written| match order {
        Some(order) => written.in_order(order).ok_or(DateError::NoSuchDay),
        None => Ok(written.date()),
    });
    used(date).map(Some)
}

fn stay_of(line: &Line, places: Places, order: Option<Order>) -> Result<Stay, Message> {
    if line.cells.is_none() {
        return Err(key!("import.open-quote").into());
    }
    let cell = |column| line.cell(places, column);
    let country = match cell(0) {
        "" => return Err(key!("import.no-country").into()),
        text => Country::named(text),
    };
    let Some(country) = country else {
        return Err(Message::new(key!("import.not-a-country")).with("text", cell(0).to_owned()));
    };
    let last = cell(2);
    let (from, to) = (date_of(cell(1), order)?, if words::is_open(last) { None } else { date_of(last, order)? });
    let Some(from) = from else { return Err(key!("import.no-first-day").into()) };
    if to.is_some_and(|to| to < from) {
        return Err(key!("import.end-before-start").into());
    }
    let purpose = match cell(3) {
        "" => None,
        text => Some(words::purpose(text).ok_or_else(|| Message::new(key!("import.not-a-purpose")).with("text", text.to_owned()))?),
    };
    Ok(Stay { country: Some(country), from: Some(from), to, purpose, ..Stay::default() })
}
