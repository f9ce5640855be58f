//! Stays from and to CSV, as people keep them in spreadsheets.

use serde_json::Value;

use super::{Answer, Answers, Country, Document, Purpose, Slot, Stay};
use crate::csv::{Writer, lines, records, unguarded};
use crate::key;
use crate::message::Message;
use crate::quantity::{Date, DateError};

/// The columns in the order in which they are written, and read from a file without a header.
const COLUMNS: [Slot; 4] = [Stay::COUNTRY, Stay::FROM, Stay::TO, Stay::PURPOSE];

/// The most lines in one import: more than a lifetime of travel, and few enough for a phone.
const MOST_LINES: usize = 2_000;

/// Finds countries and purposes by their names in the language of the reader.
pub struct Names<'a> {
    /// The country with this name.
    pub country: &'a dyn Fn(&str) -> Option<Country>,
    /// The purpose with this name.
    pub purpose: &'a dyn Fn(&str) -> Option<Purpose>,
}

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
    /// Why the text as a whole is refused.
    pub refused: Option<Message>,
    /// Other remarks: unused columns, dates with the month first.
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
pub fn import_stays(text: &str, known: &[Stay], names: &Names<'_>) -> Import {
    let mut import = Import::default();
    let lines = lines(text);
    let named = lines.first().and_then(|line| named_separator(line));
    let first = lines.iter().find(|line| !line.trim().is_empty()).copied().unwrap_or_default();
    let separator = named.unwrap_or_else(|| separator_of(first));
    if named.is_some() {
        import.head.push(first.to_owned());
    }
    let mut places: [Option<usize>; 4] = [Some(0), Some(1), Some(2), Some(3)];
    // Sorted, so that a stay is found quickly among thousands.
    let mut keys = Vec::new();
    for stay in known {
        is_new(&mut keys, stay);
    }
    let (mut is_first, mut taken) = (true, 0);
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
        match stay_of(&cells, places, names) {
            Ok(stay) if !is_new(&mut keys, &stay) => import.doubles += 1,
            Ok(stay) => import.stays.push(stay),
            Err(why) => {
                let note = Message::from(key!("import.month-first"));
                if why.key == key!("problem.no-such-day") && cells.iter().any(|cell| is_month_first(cell)) && !import.notes.contains(&note)
                {
                    import.notes.push(note);
                }
                import.bad.push(BadLine { number, text, why });
            }
        }
    }
    // The rest must be read with the same separator again, even if its first line suggests another.
    let left = import.bad.first().and_then(|bad| bad.text.split('\n').next());
    if import.head.is_empty() && left.is_some_and(|line| separator_of(line) != separator) {
        import.head.push(format!("sep={separator}"));
    }
    import
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

/// Whether a cell is a date only if the month is read first.
fn is_month_first(cell: &str) -> bool {
    let parts: Vec<&str> = cell.trim().split(['.', '/', '-', ' ']).collect();
    let &[month, day, year] = parts.as_slice() else { return false };
    Date::parse_typed(cell) == Err(DateError::NoSuchDay) && Date::parse_typed(&[day, month, year].join(".")).is_ok()
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
fn header(cells: &[String]) -> Option<[Option<usize>; 4]> {
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

fn stay_of(cells: &[String], places: [Option<usize>; 4], names: &Names<'_>) -> Result<Stay, Message> {
    let cell = |column: usize| places[column].and_then(|place| cells.get(place)).map_or("", |cell| unguarded(cell.trim()));
    let date = |column: usize| match cell(column) {
        "" => Ok(None),
        text => Date::read(&Value::from(text)).map(Some),
    };
    let country = match cell(0) {
        "" => return Err(key!("import.no-country").into()),
        text => Country::from_code(&text.to_ascii_uppercase()).or_else(|| (names.country)(text)),
    };
    let Some(country) = country else {
        return Err(Message::new(key!("import.not-a-country")).with("text", cell(0).to_owned()));
    };
    let (from, to) = (date(1)?, date(2)?);
    let Some(from) = from else { return Err(key!("import.no-first-day").into()) };
    if to.is_some_and(|to| to < from) {
        return Err(key!("import.end-before-start").into());
    }
    let purpose = match cell(3) {
        "" => None,
        text => {
            let known = Purpose::ALL.iter().copied().find(|purpose| purpose.name().eq_ignore_ascii_case(text));
            Some(
                known
                    .or_else(|| (names.purpose)(text))
                    .ok_or_else(|| Message::new(key!("import.not-a-purpose")).with("text", text.to_owned()))?,
            )
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
