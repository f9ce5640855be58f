//! What people call columns and cells, in the languages of `rules/stay-words.csv` and of the locale files.

use super::COLUMNS;
use crate::message::fold;
use crate::profile::Purpose;
use crate::quantity::plain;

include!(concat!(env!("OUT_DIR"), "/stay_words.rs"));

/// The number of a word's meaning in a table of words.
fn meaning(table: &str, word: &str) -> Option<usize> {
    let (_, after) = table.split_once(&format!("\n{word}="))?;
    after.split('\n').next()?.parse().ok()
}

/// The column that a name stands for: by the whole name, or without such words as “date”.
pub(super) fn column(name: &str) -> Option<usize> {
    let folded = fold(name);
    if folded.is_empty() {
        return None;
    }
    let own = || folded.split(' ').filter(|word| meaning(BESIDE_NAMES, word).is_none()).collect::<Vec<_>>().join(" ");
    let found = meaning(COLUMN_NAMES, &folded).or_else(|| meaning(COLUMN_NAMES, &own()));
    found.filter(|column| *column < COLUMNS.len())
}

/// Whether a cell for the last day says that there is none yet.
pub(super) fn is_open(cell: &str) -> bool {
    let folded = fold(cell);
    meaning(OPEN_WORDS, if folded.is_empty() { plain(cell) } else { folded }.as_str()).is_some()
}

/// Whether a line's first cell says that it sums up the others.
pub(super) fn is_total(cell: &str) -> bool {
    let folded = fold(cell);
    let first = folded.split(' ').next().unwrap_or_default();
    !first.is_empty() && (meaning(TOTAL_WORDS, &folded).is_some() || meaning(TOTAL_WORDS, first).is_some())
}

/// The purpose of a name.
pub(super) fn purpose(cell: &str) -> Option<Purpose> {
    let own = Purpose::ALL.iter().copied().find(|purpose| purpose.name().eq_ignore_ascii_case(cell));
    own.or_else(|| Purpose::ALL.get(meaning(PURPOSE_NAMES, &fold(cell))?).copied())
}
