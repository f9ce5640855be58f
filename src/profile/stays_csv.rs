//! Stays as CSV: taken in from what people keep in tables, and handed out again.

use super::{Answer, Answers, Country, Document, Json, Purpose, Section, Slot, Stay};
use crate::key;
use crate::message::Message;
use crate::quantity::Date;

/// The columns in the order they are written, and taken where a file names none.
const COLUMNS: [&str; 4] = ["country", "from", "to", "purpose"];

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
    /// The line with the columns' names, where there is one.
    pub header: Option<String>,
}

impl Import {
    /// What is left once the good lines are taken over: the bad ones, under their header.
    pub fn rest(&self) -> String {
        let mut rest = String::new();
        for line in self.header.iter().filter(|_| !self.bad.is_empty()).chain(self.bad.iter().map(|bad| &bad.text)) {
            rest.push_str(line);
            rest.push('\n');
        }
        rest
    }

    /// Adds the stays to a document.
    pub fn take_over(&self, document: &mut Document) {
        for stay in &self.stays {
            let id = document.add_row(Stay::SECTION);
            for (field, text) in cells(stay) {
                document.set(Slot { section: Stay::SECTION, row: Some(id), field }, &text);
            }
        }
    }
}

/// A stay's cells, in the order of the columns.
fn cells(stay: &Stay) -> [(&'static str, String); 4] {
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
    let text = text.trim_start_matches('\u{feff}');
    let separator = separator_of(text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default());
    let mut places: [Option<usize>; 4] = [Some(0), Some(1), Some(2), Some(3)];
    let mut is_first = true;
    for (number, line, cells) in records(text, separator) {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if std::mem::take(&mut is_first)
            && let Some(found) = header(&cells)
        {
            places = found;
            import.header = Some(line);
            continue;
        }
        match stay_of(&cells, places, names) {
            Ok(stay) if known.iter().chain(&import.stays).any(|other| is_same(other, &stay)) => import.doubles += 1,
            Ok(stay) => import.stays.push(stay),
            Err(why) => import.bad.push(BadLine { number, text: line, why }),
        }
    }
    import
}

/// The same place and days, whatever the purpose.
fn is_same(one: &Stay, other: &Stay) -> bool {
    (one.country, one.from, one.to) == (other.country, other.from, other.to)
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

/// The columns a line names, if it names the two that no stay can do without.
fn header(cells: &[String]) -> Option<[Option<usize>; 4]> {
    let place = |name: &str| cells.iter().position(|cell| cell.trim().eq_ignore_ascii_case(name));
    let places = COLUMNS.map(place);
    (places[0].is_some() && places[1].is_some()).then_some(places)
}

/// The records of a text: number of the first line, the lines as they stand, the cells. A quoted cell may
/// go over several lines.
fn records(text: &str, separator: char) -> Vec<(usize, String, Vec<String>)> {
    let mut records = Vec::new();
    let (mut cells, mut raw, mut cell) = (Vec::new(), String::new(), String::new());
    let (mut number, mut line, mut quoted) = (1, 1, false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        line += usize::from(c == '\n');
        if c == '\n' && !quoted {
            cells.push(std::mem::take(&mut cell));
            records.push((number, std::mem::take(&mut raw).trim_end_matches('\r').to_owned(), std::mem::take(&mut cells)));
            number = line;
            continue;
        }
        raw.push(c);
        match c {
            // Two quotes within quotes are one quote.
            '"' if quoted && chars.peek() == Some(&'"') => {
                cell.push('"');
                raw.push('"');
                chars.next();
            }
            '"' => quoted = !quoted,
            c if c == separator && !quoted => cells.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    cells.push(cell);
    // A quote that is never closed takes in the end of the last line.
    records.push((number, raw.trim_end_matches(['\r', '\n']).to_owned(), cells));
    records
}

fn stay_of(cells: &[String], places: [Option<usize>; 4], names: &Names<'_>) -> Result<Stay, Message> {
    let cell = |column: usize| {
        let text = places[column].and_then(|place| cells.get(place)).map_or("", |cell| cell.trim());
        // What was put before a cell so that no table program takes it for a formula.
        text.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA)).unwrap_or(text)
    };
    let date = |column: usize| match cell(column) {
        "" => Ok(None),
        text => Date::read(&Json::text(text)).map(Some),
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
const FORMULA: [char; 5] = ['=', '+', '-', '@', '\t'];

/// All stays of a document as CSV, also those that cannot be used yet.
pub fn export_stays(document: &Document) -> String {
    let mut text = COLUMNS.join(",");
    let fields = Section::named(Stay::SECTION).map_or(&[][..], |section| section.fields);
    for row in document.rows(Stay::SECTION) {
        for (place, name) in COLUMNS.iter().enumerate() {
            text.push(if place == 0 { '\n' } else { ',' });
            let Some(field) = fields.iter().find(|field| field.name == *name) else { continue };
            let slot = Slot { section: Stay::SECTION, row: Some(row), field: field.name };
            text.push_str(&safe(&document.plain(slot)));
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
