//! Tables as text (RFC 4180), read and written in one place.
//!
//! The parser is our own (docs/decisions/0056-own-csv.md). It works line by line, so that each problem can name its
//! line, and a quote that is never closed spoils only its own line.

/// Spreadsheets run cells that begin with these as formulas. Some skip a leading tab or line break, and some
/// treat full-width signs like plain ones.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// Makes a cell text for spreadsheets.
const GUARD: &str = "'";

/// The cell without its guard.
pub(crate) fn unguarded(cell: &str) -> &str {
    cell.strip_prefix(GUARD).filter(|rest| rest.starts_with(FORMULA)).unwrap_or(cell)
}

/// Splits a text into lines, which may end with a line feed, a carriage return, or both.
pub(crate) fn lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    // Some programs begin a file with a byte order mark.
    for line in text.strip_prefix('\u{feff}').unwrap_or(text).split('\n') {
        lines.extend(line.strip_suffix('\r').unwrap_or(line).split('\r'));
    }
    lines
}

/// A record of a table.
pub(crate) struct Record<'a> {
    /// The number of its first line, from 1.
    pub(crate) number: usize,
    /// Its lines: a quoted cell may go over several.
    pub(crate) lines: &'a [&'a str],
    /// Its cells, where every quote is closed.
    pub(crate) cells: Option<Vec<String>>,
}

/// The records of a table. A quote that is never closed ends with its line, so that those below are still read.
pub(crate) fn records<'a>(lines: &'a [&'a str], separator: char) -> impl Iterator<Item = Record<'a>> {
    let mut rest = lines;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let number = lines.len() - rest.len() + 1;
        let (cells, length) = cells(rest, separator).map_or((None, 1), |(cells, length)| (Some(cells), length));
        let (lines, below) = rest.split_at(length);
        rest = below;
        Some(Record { number, lines, cells })
    })
}

/// The cells of the record that begins with the first line, and how many lines it takes. A quote opens only where
/// a cell begins. None if it is never closed.
fn cells(lines: &[&str], separator: char) -> Option<(Vec<String>, usize)> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    for (above, line) in lines.iter().enumerate() {
        let mut chars = line.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                // Two quotes within quotes stand for one.
                '"' if quoted && chars.peek() == Some(&'"') => {
                    cell.push('"');
                    chars.next();
                }
                '"' if quoted => quoted = false,
                '"' if cell.is_empty() => quoted = true,
                c if quoted => cell.push(c),
                c if c == separator => cells.push(std::mem::take(&mut cell)),
                // Blanks before a quote do not belong to the cell.
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

/// Writes records, and guards each cell against being run as a formula.
pub(crate) struct Writer {
    text: String,
    separator: char,
    quotes_all: bool,
}

impl Writer {
    /// Quotes only where needed, and tabs between cells.
    pub(crate) fn tabs() -> Self {
        Self { text: "\u{feff}".to_owned(), separator: '\t', quotes_all: false }
    }

    /// Every cell in quotes, and commas between them.
    pub(crate) fn commas() -> Self {
        Self { text: "\u{feff}".to_owned(), separator: ',', quotes_all: true }
    }

    pub(crate) fn record(&mut self, cells: &[impl AsRef<str>]) {
        for (index, cell) in cells.iter().map(AsRef::as_ref).enumerate() {
            if index > 0 {
                self.text.push(self.separator);
            }
            let quoted = self.quotes_all || cell.contains([',', ';', '"', '\n', '\r', '\t']);
            let quote = if quoted { "\"" } else { "" };
            let guard = if cell.starts_with(FORMULA) { GUARD } else { "" };
            self.text.push_str(quote);
            self.text.push_str(guard);
            self.text.push_str(&cell.replace('"', "\"\""));
            self.text.push_str(quote);
        }
        // The line end of RFC 4180.
        self.text.push_str("\r\n");
    }

    /// The text, which begins with a byte order mark.
    pub(crate) fn finish(self) -> String {
        self.text
    }
}
