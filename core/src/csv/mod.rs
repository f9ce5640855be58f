//! Tables as text (RFC 4180), read and written in one place.
//!
//! `csv-core` parses them line by line, so that each problem can name its line, and a quote that is never closed
//! spoils only its own line (docs/decisions/0056-csv-core-reads-tables.md).

use csv_core::{ReadFieldResult, ReaderBuilder, Terminator};

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
pub(crate) fn records<'a>(lines: &'a [&'a str], separator: u8) -> impl Iterator<Item = Record<'a>> {
    let mut reader = ReaderBuilder::new().delimiter(separator).terminator(Terminator::Any(b'\n')).build();
    let mut rest = lines;
    std::iter::from_fn(move || {
        let number = lines.len() - rest.len() + 1;
        // The parser skips empty lines.
        let (cells, length) = match rest.first()?.trim() {
            "" => (Some(Vec::new()), 1),
            _ => cells(&mut reader, rest, separator).map_or((None, 1), |(cells, length)| (Some(cells), length)),
        };
        let (lines, below) = rest.split_at(length);
        rest = below;
        Some(Record { number, lines, cells })
    })
}

/// The cells of the record that begins with the first line, and how many lines it takes.
fn cells(reader: &mut csv_core::Reader, lines: &[&str], separator: u8) -> Option<(Vec<String>, usize)> {
    reader.reset();
    let (mut cells, mut cell, mut buffer, mut at_start) = (Vec::new(), Vec::new(), [0; 64], true);
    for (above, line) in lines.iter().enumerate() {
        for mut rest in [line.as_bytes(), b"\n"] {
            // An empty input would mean the end of the file.
            while !rest.is_empty() {
                let first = rest.first().copied().unwrap_or_default();
                // Blanks before a quote do not belong to the cell.
                if at_start && matches!(first, b' ' | b'\t') && first != separator {
                    rest = rest.get(1..)?;
                    continue;
                }
                let (result, read, written) = reader.read_field(rest, &mut buffer);
                rest = rest.get(read..)?;
                cell.extend_from_slice(buffer.get(..written)?);
                at_start = matches!(result, ReadFieldResult::Field { .. });
                if at_start {
                    cells.push(String::from_utf8(std::mem::take(&mut cell)).ok()?);
                }
                if result == (ReadFieldResult::Field { record_end: true }) {
                    return Some((cells, above + 1));
                }
            }
        }
    }
    None
}

/// Writes records, and guards each cell against being run as a formula.
pub(crate) struct Writer {
    text: String,
    quotes_all: bool,
    end_of_line: &'static str,
}

impl Writer {
    /// Quotes only where needed, and lines that end with a line feed.
    pub(crate) fn plain() -> Self {
        Self { text: String::new(), quotes_all: false, end_of_line: "\n" }
    }

    /// What every spreadsheet reads correctly: a byte order mark, every cell in quotes, and the line ends of
    /// RFC 4180.
    pub(crate) fn for_spreadsheets() -> Self {
        Self { text: "\u{feff}".to_owned(), quotes_all: true, end_of_line: "\r\n" }
    }

    pub(crate) fn record(&mut self, cells: &[impl AsRef<str>]) {
        for (index, cell) in cells.iter().map(AsRef::as_ref).enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            let quoted = self.quotes_all || cell.contains([',', ';', '"', '\n', '\r', '\t']);
            let quote = if quoted { "\"" } else { "" };
            let guard = if cell.starts_with(FORMULA) { GUARD } else { "" };
            self.text.push_str(quote);
            self.text.push_str(guard);
            self.text.push_str(&cell.replace('"', "\"\""));
            self.text.push_str(quote);
        }
        self.text.push_str(self.end_of_line);
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }
}
