//! Tables as text (RFC 4180), read and written in one place with `csv-core`.
//!
//! It reads line by line, so that a quote which is never closed costs its own line only, and each problem
//! can name its line.

use std::borrow::Cow;

use csv_core::{QuoteStyle, ReadFieldResult, ReaderBuilder, Terminator, WriterBuilder};

/// How cells begin that spreadsheets run as formulas. Some skip a leading tab or line break, and some take
/// the full-width forms for the signs themselves.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// A cell that no spreadsheet runs: an apostrophe makes it text.
fn guarded(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(FORMULA) { format!("'{cell}").into() } else { cell.into() }
}

/// The cell as it was before it was guarded.
pub(crate) fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA)).unwrap_or(cell)
}

/// Lines, whether they end with a line feed, a carriage return, or both.
pub(crate) fn lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    // Some programs begin a file with a byte order mark.
    for line in text.trim_start_matches('\u{feff}').split('\n') {
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
        // The parser passes over empty lines.
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
    let (mut cells, mut cell, mut at_start) = (Vec::new(), Vec::new(), true);
    for (above, line) in lines.iter().enumerate() {
        let line = [line.as_bytes(), b"\n"].concat();
        let mut buffer = vec![0; line.len()];
        let mut rest = line.as_slice();
        while !rest.is_empty() {
            // Blanks before a quote are no part of the cell.
            while let [blank @ (b' ' | b'\t'), more @ ..] = rest
                && at_start
                && *blank != separator
            {
                rest = more;
            }
            let (result, read, written) = reader.read_field(rest, &mut buffer);
            rest = rest.get(read..)?;
            cell.extend_from_slice(buffer.get(..written)?);
            at_start = matches!(result, ReadFieldResult::Field { .. });
            if let ReadFieldResult::Field { record_end } = result {
                cells.push(String::from_utf8(std::mem::take(&mut cell)).ok()?);
                if record_end {
                    return Some((cells, above + 1));
                }
            }
        }
    }
    None
}

/// Writes records. Whatever a cell holds, no spreadsheet takes it for a formula.
pub(crate) struct Writer {
    core: csv_core::Writer,
    text: Vec<u8>,
}

impl Writer {
    /// Quotes where they are needed, and lines that end with a line feed.
    pub(crate) fn plain() -> Self {
        Self { core: WriterBuilder::new().terminator(Terminator::Any(b'\n')).build(), text: Vec::new() }
    }

    /// What spreadsheets of any make read rightly: a byte order mark, every cell in quotes, and lines that end as
    /// RFC 4180 asks.
    pub(crate) fn for_spreadsheets() -> Self {
        let core = WriterBuilder::new().terminator(Terminator::CRLF).quote_style(QuoteStyle::Always).build();
        Self { core, text: "\u{feff}".into() }
    }

    pub(crate) fn record(&mut self, cells: &[impl AsRef<str>]) {
        for (index, cell) in cells.iter().enumerate() {
            let cell = guarded(cell.as_ref());
            // Room for the separator, a quote at each end, and a second one for each quote within.
            let mut buffer = vec![0; 2 * cell.len() + 4];
            let before = if index == 0 { 0 } else { self.core.delimiter(&mut buffer).1 };
            let (_, _, own) = self.core.field(cell.as_bytes(), buffer.get_mut(before..).unwrap_or_default());
            self.text.extend(buffer.iter().take(before + own));
        }
        let mut end = [0; 4];
        let (_, length) = self.core.terminator(&mut end);
        self.text.extend(end.iter().take(length));
    }

    pub(crate) fn finish(self) -> String {
        String::from_utf8(self.text).unwrap_or_default()
    }
}
