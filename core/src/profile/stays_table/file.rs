//! All stays as a file that spreadsheets open (docs/decisions/0060-stays-file-for-spreadsheets.md).

use super::COLUMNS;
use crate::csv::Writer;
use crate::profile::{Document, Stay};

/// All stays of a document as a table, even those that cannot be used yet: UTF-16 with tabs, which every
/// spreadsheet opens in columns.
pub fn export_stays(document: &Document) -> Vec<u8> {
    let mut file = Writer::tabs();
    file.record(&COLUMNS.map(|column| column.field));
    for row in document.rows(Stay::SECTION) {
        file.record(&COLUMNS.map(|column| document.plain(column.in_row(row))));
    }
    file.finish().encode_utf16().flat_map(u16::to_le_bytes).collect()
}
