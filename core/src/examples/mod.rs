//! Worked examples: rows of CSV with what goes in and what must come out (format in docs/RULES.md).
//!
//! The same rows run in the tests, on the command line, and on the app's self-test page.

mod dates;
mod facts;
mod journey;
mod kinds;
mod papers;
mod pay;
mod permits;
mod points;
mod programmes;
mod residence;
mod table;
mod tax;

pub use facts::facts;

/// A cell with another result than the file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Line in the file, from 1.
    pub line: usize,
    /// Column name.
    pub column: &'static str,
    /// What the file says.
    pub expected: String,
    /// What was worked out.
    pub got: String,
}

/// A row as it came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Line in the file, from 1.
    pub line: usize,
    /// What goes in and what must come out, as the file has it, without empty cells.
    pub cells: Vec<(&'static str, String)>,
    /// Where that comes from; empty where the file does not say.
    pub source: String,
    /// Where it differs; nothing where it is right.
    pub differences: Vec<Difference>,
}

/// The result of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Rows in which every asserted cell agrees.
    pub passed: usize,
    /// Rows with a difference.
    pub failed: usize,
    /// All rows in order.
    pub rows: Vec<Checked>,
}

impl Report {
    /// The differences, row by row.
    pub fn differences(&self) -> impl Iterator<Item = &Difference> {
        self.rows.iter().flat_map(|row| &row.differences)
    }
}

/// Why a file cannot be run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// The name of the file does not begin with a kind.
    #[error("the file's name must begin with one of {}, then '.' or '-'", kinds::names())]
    Kind,
    /// The header lacks a column, or has one that the kind does not know.
    #[error("header: {0}")]
    Header(String),
    /// A row has another number of cells than the header; its line.
    #[error("line {0}: another number of cells than the header")]
    Row(usize),
    /// A quote is opened and never closed; the line of its row.
    #[error("line {0}: a quote is opened and never closed")]
    Quote(usize),
    /// A cell does not have the form of its column; line and column.
    #[error("line {0}: the cell '{1}' is not of the form this column has")]
    Cell(usize, &'static str),
}

/// Runs the rows of a table. The name of the file tells the kind.
///
/// # Errors
/// [`Unreadable`]; no row is run then.
pub fn check(name: &str, text: &str) -> Result<Report, Unreadable> {
    let kind = kinds::of_file(name.rsplit_once('/').map_or(name, |(_, file)| file)).ok_or(Unreadable::Kind)?;
    let table = table::Table::parse(text, kind.columns)?;
    let mut report = Report::default();
    for row in table.rows() {
        let differences = (kind.run)(&row)?;
        if differences.is_empty() {
            report.passed += 1;
        } else {
            report.failed += 1;
        }
        report.rows.push(Checked { line: row.line, cells: row.filled(), source: row.source().to_owned(), differences });
    }
    Ok(report)
}

/// Name and text of each file in the pack that the build makes for the self-test page.
pub fn files(pack: &str) -> impl Iterator<Item = (&str, &str)> {
    pack.split('\u{1e}').filter_map(|file| file.split_once('\n'))
}
