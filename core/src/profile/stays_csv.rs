//! Stays from and to CSV, as people keep them in spreadsheets.

use super::answer::used;
use super::{Answers, Country, Document, Order, Purpose, Slot, Stay, WrittenDate};
use crate::csv::{Writer, lines, records, unguarded};
use crate::key;
use crate::message::Message;
use crate::quantity::{Date, DateError};

/// The columns in the order in which they are written, and read from a file without a header.
const COLUMNS: [Slot; 4] = [Stay::COUNTRY, Stay::FROM, Stay::TO, Stay::PURPOSE];

/// The most lines in one import: more than a lifetime of travel, and few enough for a phone.
const MOST_LINES: usize = 2_000;

/// Finds a purpose by its name in the language of the reader.
pub type PurposeNamed<'a> = &'a dyn Fn(&str) -> Option<Purpose>;

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

/// A date of a list that does not say whether the day or the month stands first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecided {
    /// The number of its line, from 1.
    pub number: usize,
    /// The date as it is written.
    pub text: String,
    /// What it is with the day first.
    pub day_first: Date,
    /// What it is with the month first.
    pub month_first: Date,
}

/// What was found in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// The stays that can be imported.
    pub stays: Vec<Stay>,
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
    /// Why the text as a whole is refused.
    pub refused: Option<Message>,
    /// Other remarks: unused columns, and in which order the dates are read where that is not plain.
    pub notes: Vec<Message>,
}

impl Import {
    /// What is left after the import: the bad lines, under their header.
    pub fn rest(&self) -> String {
        let mut rest = String::new();
        for line in self.head.iter().filter(|_| !self.bad.is_empty()).chain(self.bad.iter().map(|bad| &bad.text)) {
            rest.push_str(line);
            rest.push('\n');
        }
        rest
    }

    /// Adds the stays to a document.
    pub fn take_over(&self, document: &mut Document) {
        for stay in &self.stays {
            let id = document.add_row(Stay::SECTION);
            for (slot, text) in cells(stay) {
                document.set(slot.in_row(id), &text);
            }
        }
    }
}

/// A stay's cells, in the order of the columns.
fn cells(stay: &Stay) -> [(Slot, String); 4] {
    let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let country = stay.country.map_or("", Country::code);
    let purpose = stay.purpose.map_or("", Purpose::name);
    [(COLUMNS[0], country.to_owned()), (COLUMNS[1], date(stay.from)), (COLUMNS[2], date(stay.to)), (COLUMNS[3], purpose.to_owned())]
}

/// Reads stays from a text with commas, semicolons or tabs, and with its columns in any order. `known` are the
/// stays that are already there.
///
/// The dates of a list are all read in one order of day and month: the one that its lines allow. If both are
/// possible, `order` decides; without it no stay is taken, and [`Import::undecided`] says what to ask.
pub fn import_stays(text: &str, known: &[Stay], purpose: PurposeNamed<'_>, order: Option<Order>) -> Import {
    let mut import = Import::default();
    let lines = lines(text);
    let named = lines.first().and_then(|line| named_separator(line));
    let first = lines.iter().find(|line| !line.trim().is_empty()).copied().unwrap_or_default();
    let separator = named.unwrap_or_else(|| separator_of(first));
    if named.is_some() {
        import.head.push(first.to_owned());
    }
    let mut places: Places = [Some(0), Some(1), Some(2), Some(3)];
    let (mut is_first, mut taken, mut rows) = (true, 0, Vec::new());
    for record in records(&lines, separator).skip(import.head.len()) {
        if record.lines.iter().all(|line| is_blank(line, separator)) {
            continue;
        }
        taken += 1;
        if taken > MOST_LINES {
            let most = i64::try_from(MOST_LINES).unwrap_or(i64::MAX);
            return Import { refused: Some(Message::new(key!("import.too-many")).with("most", most)), ..Import::default() };
        }
        let (number, text) = (record.number, record.lines.join("\n"));
        let Some(cells) = record.cells else {
            import.bad.push(BadLine { number, text, why: key!("import.open-quote").into() });
            is_first = false;
            continue;
        };
        if std::mem::take(&mut is_first)
            && let Some(found) = header(&cells)
        {
            places = found;
            taken = 0;
            import.head.push(text);
            import.notes = unused(&cells);
            if places[2].is_none() {
                import.refused = Some(key!("import.no-last-column").into());
                return import;
            }
            continue;
        }
        rows.push(Line { number, text, cells });
    }
    import.take_stays(rows, places, known, purpose, order);
    // The rest must be read with the same separator again, even if its first line suggests another.
    let left = import.bad.first().and_then(|bad| bad.text.split('\n').next());
    if import.head.is_empty() && left.is_some_and(|line| separator_of(line) != separator) {
        import.head.push(format!("sep={separator}"));
    }
    import
}

/// A line of the list that is not blank.
struct Line {
    number: usize,
    text: String,
    cells: Vec<String>,
}

impl Line {
    fn cell(&self, places: Places, column: usize) -> &str {
        places[column].and_then(|place| self.cells.get(place)).map_or("", |cell| unguarded(cell.trim()))
    }
}

/// Where each column stands.
type Places = [Option<usize>; 4];

impl Import {
    /// Reads each line, once it is known in which order all dates stand.
    fn take_stays(&mut self, lines: Vec<Line>, places: Places, known: &[Stay], purpose: PurposeNamed<'_>, chosen: Option<Order>) {
        let order = match order_of(&lines, places) {
            InOrder::Any => None,
            InOrder::Known(order) => Some(order),
            InOrder::Proved(number) => {
                let number = i64::try_from(number).unwrap_or(i64::MAX);
                self.notes.push(Message::new(key!("import.month-first")).with("number", number));
                Some(Order::MonthFirst)
            }
            InOrder::Undecided(date) => {
                let both = [date.day_first, date.month_first];
                let text = date.text.clone();
                self.undecided = Some(date);
                let Some(chosen) = chosen else { return };
                let [one, other] = if chosen == Order::DayFirst { both } else { [both[1], both[0]] };
                self.notes.push(Message::new(key!("import.either-order")).with("text", text).with("one", one).with("other", other));
                Some(chosen)
            }
        };
        self.order = order;
        // Sorted, so that a stay is found quickly among thousands.
        let mut keys = Vec::new();
        for stay in known {
            is_new(&mut keys, stay);
        }
        for line in lines {
            match stay_of(&line, places, purpose, order) {
                Ok(stay) if !is_new(&mut keys, &stay) => self.doubles += 1,
                Ok(stay) => self.stays.push(stay),
                Err(why) => self.bad.push(BadLine { number: line.number, text: line.text, why }),
            }
        }
        // Quotes that are never closed were found before.
        self.bad.sort_by_key(|bad| bad.number);
    }
}

/// What a list says about the order of day and month.
enum InOrder {
    /// No date depends on it.
    Any,
    /// This one.
    Known(Order),
    /// The month first: the line of this number has no other reading.
    Proved(usize),
    /// Both are possible, or each is for some lines only.
    Undecided(Undecided),
}

/// An order is out if a line makes no sense in it, but does in the other: there is no such day, or the stay ends
/// before it begins.
fn order_of(lines: &[Line], places: Places) -> InOrder {
    let (mut without_day_first, mut without_month_first, mut either, mut is_dotted) = (None, None, None, true);
    for line in lines {
        let [from, to] = [1, 2].map(|column| WrittenDate::read(line.cell(places, column)).ok());
        let fits = |order| {
            let [from, to] = [from, to].map(|date| date.map(|date| date.in_order(order)));
            !matches!((from, to), (Some(None), _) | (_, Some(None))) && from.flatten().zip(to.flatten()).is_none_or(|(from, to)| from <= to)
        };
        match (fits(Order::DayFirst), fits(Order::MonthFirst)) {
            (true, false) => without_month_first = Some(line.number),
            (false, true) if without_day_first.is_none() => without_day_first = Some(line.number),
            _ => {}
        }
        for (column, date) in [(1, from), (2, to)] {
            let Some(date) = date.filter(|date| date.depends_on_order()) else { continue };
            is_dotted &= date.other().is_none();
            if either.is_none()
                && let (Some(day_first), Some(month_first)) = (date.in_order(Order::DayFirst), date.in_order(Order::MonthFirst))
            {
                let text = line.cell(places, column).to_owned();
                either = Some(Undecided { number: line.number, text, day_first, month_first });
            }
        }
    }
    match (without_day_first, without_month_first, either) {
        (Some(line), None, _) => InOrder::Proved(line),
        (None, Some(_), _) => InOrder::Known(Order::DayFirst),
        // With points the day stands first.
        (None, None, Some(_)) if is_dotted => InOrder::Known(Order::DayFirst),
        (_, _, Some(date)) => InOrder::Undecided(date),
        (_, _, None) => InOrder::Any,
    }
}

/// Whether a line holds nothing but separators.
fn is_blank(line: &str, separator: char) -> bool {
    line.chars().all(|c| c == separator || c == '"' || c.is_whitespace())
}

/// What makes two stays the same: the purpose does not count.
type StayKey = (Option<Country>, Option<Date>, Option<Date>);

/// Adds a stay to the sorted keys; false if it is there already.
fn is_new(keys: &mut Vec<StayKey>, stay: &Stay) -> bool {
    let key = (stay.country, stay.from, stay.to);
    let place = keys.binary_search(&key);
    if let Err(place) = place {
        keys.insert(place, key);
    }
    place.is_err()
}

/// The separator in a first line such as `sep=;`, which Excel writes.
fn named_separator(line: &str) -> Option<char> {
    let (name, separator) = line.split_at_checked(4)?;
    let mut separator = separator.chars();
    let found = separator.next().filter(|c| *c != '"')?;
    (name.eq_ignore_ascii_case("sep=") && separator.next().is_none()).then_some(found)
}

/// The most frequent separator outside quotes.
fn separator_of(line: &str) -> char {
    let count = |separator: char| {
        let mut quoted = false;
        let outside = line.chars().filter(|c| {
            quoted ^= *c == '"';
            !quoted && *c == separator
        });
        outside.count()
    };
    let (comma, semicolon, tab) = (count(','), count(';'), count('\t'));
    if tab > comma && tab >= semicolon {
        '\t'
    } else if semicolon > comma {
        ';'
    } else {
        ','
    }
}

/// The places of the columns, if the line is a header: it must name the country and a date.
fn header(cells: &[String]) -> Option<Places> {
    let place = |name: &str| cells.iter().position(|cell| cell.trim().eq_ignore_ascii_case(name));
    let places = COLUMNS.map(|column| place(column.field));
    (places[0].is_some() && (places[1].is_some() || places[2].is_some())).then_some(places)
}

/// A note for each column that is not used.
fn unused(cells: &[String]) -> Vec<Message> {
    let mut notes = Vec::new();
    for cell in cells {
        let name = cell.trim();
        if !name.is_empty() && !COLUMNS.iter().any(|column| column.field.eq_ignore_ascii_case(name)) {
            notes.push(Message::new(key!("import.unused-column")).with("text", name.to_owned()));
        }
    }
    notes
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

fn stay_of(line: &Line, places: Places, purpose: PurposeNamed<'_>, order: Option<Order>) -> Result<Stay, Message> {
    let cell = |column| line.cell(places, column);
    let country = match cell(0) {
        "" => return Err(key!("import.no-country").into()),
        text => Country::named(text),
    };
    let Some(country) = country else {
        return Err(Message::new(key!("import.not-a-country")).with("text", cell(0).to_owned()));
    };
    let (from, to) = (date_of(cell(1), order)?, date_of(cell(2), order)?);
    let Some(from) = from else { return Err(key!("import.no-first-day").into()) };
    if to.is_some_and(|to| to < from) {
        return Err(key!("import.end-before-start").into());
    }
    let purpose = match cell(3) {
        "" => None,
        text => {
            let known = Purpose::ALL.iter().copied().find(|purpose| purpose.name().eq_ignore_ascii_case(text));
            Some(known.or_else(|| purpose(text)).ok_or_else(|| Message::new(key!("import.not-a-purpose")).with("text", text.to_owned()))?)
        }
    };
    Ok(Stay { country: Some(country), from: Some(from), to, purpose, ..Stay::default() })
}

/// All stays of a document as CSV, even those that cannot be used yet.
pub fn export_stays(document: &Document) -> String {
    let mut file = Writer::plain();
    file.record(&COLUMNS.map(|column| column.field));
    for row in document.rows(Stay::SECTION) {
        file.record(&COLUMNS.map(|column| document.plain(column.in_row(row))));
    }
    file.finish()
}
