//! Stays as CSV: taken in from what people keep in tables, and handed out again.

use serde_json::Value;

use super::{Answer, Answers, Country, Document, Purpose, Slot, Stay};
use crate::key;
use crate::message::Message;
use crate::quantity::{Date, DateError};

/// The columns in the order they are written, and taken where a file names none.
const COLUMNS: [Slot; 4] = [Stay::COUNTRY, Stay::FROM, Stay::TO, Stay::PURPOSE];

/// The most lines that are taken at once: far more than a life of travel, and few enough for a phone.
const MOST_LINES: usize = 2_000;

/// What countries and purposes are called besides their codes, which only the reader's language knows.
pub struct Names<'a> {
    /// The country of a name.
    pub country: &'a dyn Fn(&str) -> Option<Country>,
    /// The purpose of a name.
    pub purpose: &'a dyn Fn(&str) -> Option<Purpose>,
}

/// A line that cannot be taken over as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// Its number in the text, from 1.
    pub number: usize,
    /// The line itself.
    pub text: String,
    /// What is wrong and what to do.
    pub why: Message,
}

/// What a text holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// Stays that can be taken over.
    pub stays: Vec<Stay>,
    /// How many lines name a stay that is there already.
    pub doubles: usize,
    /// Lines that cannot be taken over.
    pub bad: Vec<BadLine>,
    /// The lines that say how to read the others: what separates cells, and the columns' names.
    pub head: Vec<String>,
    /// Why nothing is taken over, where the text as a whole cannot be.
    pub refused: Option<Message>,
    /// What else to know of the text: columns that are not used, dates that look turned round.
    pub notes: Vec<Message>,
}

impl Import {
    /// What is left once the good lines are taken over: the bad ones, under their head.
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

/// Reads stays from a text: commas, semicolons or tabs, quoted cells, the columns in any order. `known`
/// are the stays that are there already.
pub fn import_stays(text: &str, known: &[Stay], names: &Names<'_>) -> Import {
    let mut import = Import::default();
    // Some programs begin a file with a mark that nobody sees.
    let lines = lines(text.trim_start_matches('\u{feff}'));
    let named = lines.first().and_then(|line| named_separator(line));
    let first = lines.iter().find(|line| !line.trim().is_empty()).copied().unwrap_or_default();
    let separator = named.unwrap_or_else(|| separator_of(first));
    let mut rest = lines.as_slice();
    if named.is_some() {
        import.head.push(first.to_owned());
        rest = rest.get(1..).unwrap_or_default();
    }
    let mut places: [Option<usize>; 4] = [Some(0), Some(1), Some(2), Some(3)];
    // In order, so that a stay is found among thousands at once.
    let mut keys = Vec::new();
    for stay in known {
        is_new(&mut keys, stay);
    }
    let (mut is_first, mut taken) = (true, 0);
    while !rest.is_empty() {
        let number = lines.len() - rest.len() + 1;
        let record = record(rest, separator);
        // A quote that is never closed ends with its line, so that those below are still read.
        let (own, below) = rest.split_at(record.as_ref().map_or(1, |(_, lines)| *lines));
        rest = below;
        if own.iter().all(|line| is_blank(line, separator)) {
            continue;
        }
        taken += 1;
        if taken > MOST_LINES {
            let most = i64::try_from(MOST_LINES).unwrap_or(i64::MAX);
            return Import { refused: Some(Message::new(key!("import.too-many")).with("most", most)), ..Import::default() };
        }
        let line = own.join("\n");
        let Some((cells, _)) = record else {
            import.bad.push(BadLine { number, text: line, why: key!("import.open-quote").into() });
            is_first = false;
            continue;
        };
        if std::mem::take(&mut is_first)
            && let Some(found) = header(&cells)
        {
            places = found;
            taken = 0;
            import.head.push(line);
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
                import.bad.push(BadLine { number, text: line, why });
            }
        }
    }
    // What is left must not be read with another separator than it was here.
    let left = import.bad.first().and_then(|bad| bad.text.split('\n').next());
    if import.head.is_empty() && left.is_some_and(|line| separator_of(line) != separator) {
        import.head.push(format!("sep={separator}"));
    }
    import
}

/// Lines, whatever ends them: a line feed, a carriage return, or both.
fn lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    for line in text.split('\n') {
        lines.extend(line.strip_suffix('\r').unwrap_or(line).split('\r'));
    }
    lines
}

/// Whether a line holds nothing but separators.
fn is_blank(line: &str, separator: char) -> bool {
    line.chars().all(|c| c == separator || c == '"' || c.is_whitespace())
}

/// A stay's place and days, whatever the purpose.
type StayKey = (Option<Country>, Option<Date>, Option<Date>);

/// Whether a stay is not among these in order yet; then it is put there.
fn is_new(keys: &mut Vec<StayKey>, stay: &Stay) -> bool {
    let key = (stay.country, stay.from, stay.to);
    let place = keys.binary_search(&key);
    if let Err(place) = place {
        keys.insert(place, key);
    }
    place.is_err()
}

/// What `sep=;` names, as one program writes it before all else.
fn named_separator(line: &str) -> Option<char> {
    let (name, separator) = line.split_at_checked(4)?;
    let mut separator = separator.chars();
    let found = separator.next().filter(|c| *c != '"')?;
    (name.eq_ignore_ascii_case("sep=") && separator.next().is_none()).then_some(found)
}

/// Whether a cell is no day as it stands, but is one with the month before the day.
fn is_month_first(cell: &str) -> bool {
    let parts: Vec<&str> = cell.trim().split(['.', '/', '-', ' ']).collect();
    let &[month, day, year] = parts.as_slice() else { return false };
    Date::parse_typed(cell) == Err(DateError::NoSuchDay) && Date::parse_typed(&[day, month, year].join(".")).is_ok()
}

/// Whichever stands most often in the first line outside quotes.
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

/// The columns a line names, if it names the country and a day, without which it is no header.
fn header(cells: &[String]) -> Option<[Option<usize>; 4]> {
    let place = |name: &str| cells.iter().position(|cell| cell.trim().eq_ignore_ascii_case(name));
    let places = COLUMNS.map(|column| place(column.field));
    (places[0].is_some() && (places[1].is_some() || places[2].is_some())).then_some(places)
}

/// The named columns that are not ours.
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

/// The cells that begin with a line, and how many lines they take: a quoted cell may go over several. A
/// quote opens only where a cell begins. Nothing where it is never closed.
fn record(lines: &[&str], separator: char) -> Option<(Vec<String>, usize)> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    for (above, line) in lines.iter().enumerate() {
        let mut chars = line.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                // Two quotes within quotes are one quote.
                '"' if quoted && chars.peek() == Some(&'"') => {
                    cell.push('"');
                    chars.next();
                }
                '"' if quoted => quoted = false,
                '"' if cell.is_empty() => quoted = true,
                c if quoted => cell.push(c),
                c if c == separator => cells.push(std::mem::take(&mut cell)),
                c if c.is_whitespace() && cell.is_empty() => {}
                c => cell.push(c),
            }
        }
        if !quoted {
            cells.push(cell);
            return Some((cells, above + 1));
        }
        cell.push('\n');
    }
    None
}

fn stay_of(cells: &[String], places: [Option<usize>; 4], names: &Names<'_>) -> Result<Stay, Message> {
    let cell = |column: usize| {
        let text = places[column].and_then(|place| cells.get(place)).map_or("", |cell| cell.trim());
        // What was put before a cell so that no table program takes it for a formula.
        text.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA)).unwrap_or(text)
    };
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

/// How cells begin that table programs run as formulas.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// All stays of a document as CSV, also those that cannot be used yet.
pub fn export_stays(document: &Document) -> String {
    let mut text = COLUMNS.map(|column| column.field).join(",");
    for row in document.rows(Stay::SECTION) {
        for (place, slot) in COLUMNS.into_iter().enumerate() {
            text.push(if place == 0 { '\n' } else { ',' });
            text.push_str(&safe(&document.plain(slot.in_row(row))));
        }
    }
    text.push('\n');
    text
}

/// A cell that no program runs, and that reads back as it was.
fn safe(text: &str) -> String {
    let mark = if text.starts_with(FORMULA) { "'" } else { "" };
    if text.contains([',', ';', '"', '\n', '\r', '\t']) {
        format!("\"{mark}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{mark}{text}")
    }
}
