//! The tables of the worked examples: CSV with comment lines.

use crate::csv::{self, records};

use super::kinds::Columns;
use super::{Difference, Unreadable};

/// A column for readers; a file may leave it out.
const SOURCE: &str = "source";

pub(super) struct Table {
    /// For each known column, its place in the file.
    places: Vec<(&'static str, usize)>,
    /// The place of the source.
    source: Option<usize>,
    rows: Vec<(usize, Vec<String>)>,
}

/// One row; cells by column name.
pub(super) struct Row<'a> {
    table: &'a Table,
    /// Line in the file, from 1.
    pub(super) line: usize,
    cells: &'a [String],
}

impl Table {
    pub(super) fn parse(text: &str, columns: Columns) -> Result<Self, Unreadable> {
        let mut lines = csv::lines(text);
        for line in lines.iter_mut().filter(|line| line.trim_start().starts_with('#')) {
            *line = "";
        }
        let mut rows = Vec::new();
        for record in records(&lines, ',').filter(|record| record.lines.iter().any(|line| !line.trim().is_empty())) {
            let cells = record.cells.ok_or(Unreadable::Quote(record.number))?;
            rows.push((record.number, cells.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>()));
        }
        if rows.is_empty() {
            return Err(Unreadable::Header("the file is empty".to_owned()));
        }
        let (_, header) = rows.remove(0);
        if let Some((index, name)) = header.iter().enumerate().find(|(index, name)| header[..*index].contains(name)) {
            return Err(Unreadable::Header(format!("column '{name}' stands twice (again as number {})", index + 1)));
        }
        let mut places = Vec::new();
        for column in columns.iter().copied().flatten() {
            match header.iter().position(|name| name == column) {
                Some(place) => places.push((*column, place)),
                None => return Err(Unreadable::Header(format!("no column '{column}'"))),
            }
        }
        if let Some(name) = header.iter().find(|name| *name != SOURCE && !columns.iter().any(|columns| columns.contains(&name.as_str()))) {
            return Err(Unreadable::Header(format!("unknown column '{name}'")));
        }
        match rows.iter().find(|(_, row)| row.len() != header.len()) {
            Some((line, _)) => Err(Unreadable::Row(*line)),
            None => Ok(Self { places, source: header.iter().position(|name| name == SOURCE), rows }),
        }
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row { table: self, line: *line, cells })
    }
}

impl Row<'_> {
    /// The text of a cell, which may be empty.
    pub(super) fn cell(&self, column: &'static str) -> &str {
        let place = self.table.places.iter().find(|(name, _)| *name == column).map(|(_, place)| *place);
        place.and_then(|place| self.cells.get(place)).map_or("", String::as_str)
    }

    /// Where it comes from.
    pub(super) fn source(&self) -> &str {
        self.table.source.and_then(|place| self.cells.get(place)).map_or("", String::as_str)
    }

    /// Its cells that are not empty, by column name.
    pub(super) fn filled(&self) -> Vec<(&'static str, String)> {
        let cells = self.table.places.iter().filter_map(|(name, place)| Some((*name, self.cells.get(*place)?.clone())));
        cells.filter(|(_, cell)| !cell.is_empty()).collect()
    }

    /// Its line in the file, from 1.
    pub(super) fn line(&self) -> usize {
        self.line
    }

    /// Reads a cell of a certain form.
    pub(super) fn read<T>(&self, column: &'static str, read: impl FnOnce(&str) -> Option<T>) -> Result<T, Unreadable> {
        read(self.cell(column)).ok_or(Unreadable::Cell(self.line, column))
    }

    /// The difference, if the cell asserts another result.
    pub(super) fn compare(&self, column: &'static str, got: String) -> Option<Difference> {
        let expected = self.cell(column);
        (!expected.is_empty() && expected != got).then(|| Difference { line: self.line, column, expected: expected.to_owned(), got })
    }
}
