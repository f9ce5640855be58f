//! Reads what people call the columns and cells of a table of stays, refuses a word that means two things in one
//! place, and writes them as Rust constants.

use std::collections::BTreeMap;

use super::locales::Catalogues;
use super::programmes::{fold, records};

const COLUMNS: [&str; 8] = ["meaning", "en", "fr", "az", "tr", "ru", "de", "ar"];

/// The meanings of each place, with the locale files' texts that are words of that place too.
const TABLES: [(&str, &[&str], &str); 5] = [
    ("COLUMN_NAMES", &["country", "from", "to", "purpose"], "profile.stays"),
    ("BESIDE_NAMES", &["beside"], ""),
    ("OPEN_WORDS", &["open"], ""),
    ("TOTAL_WORDS", &["total"], ""),
    ("PURPOSE_NAMES", &["work", "family", "business", "tourism", "study", "transit", "other"], "choice.purpose"),
];

/// The tables' source code: a line for each word, with the number of its meaning.
///
/// # Errors
/// Every fault found.
pub fn compile(table: &str, texts: &Catalogues) -> Result<String, Vec<String>> {
    let mut faults = Vec::new();
    let rows = records("stay-words.csv", table, &COLUMNS, &mut faults);
    let mut code = String::new();
    for (name, meanings, prefix) in TABLES {
        let mut words = BTreeMap::new();
        for (number, meaning) in meanings.iter().enumerate() {
            let own = (0..texts.languages.len()).filter_map(|language| texts.text(language, &format!("{prefix}.{meaning}")));
            let Some(row) = rows.iter().find(|row| row[0] == *meaning) else {
                faults.push(format!("stay-words.csv: no row '{meaning}'"));
                continue;
            };
            for word in own.chain(row[1..].iter().flat_map(|cell| cell.split(" / "))) {
                let folded = fold(word);
                // A sign such as the hyphen has no letters to fold.
                let word = if folded.is_empty() { word.trim().to_owned() } else { folded };
                if words.insert(word.clone(), number).is_some_and(|other| other != number) {
                    faults.push(format!("stay-words.csv: '{word}' has two meanings"));
                }
            }
        }
        words.remove("");
        let words: String = words.iter().map(|(word, number)| format!("\n{word}={number}")).collect();
        code.push_str(&format!("const {name}: &str = {words:?};\n"));
    }
    for row in rows.iter().filter(|row| !TABLES.iter().any(|(_, meanings, _)| meanings.contains(&row[0].as_str()))) {
        faults.push(format!("stay-words.csv: '{}' is no meaning", row[0]));
    }
    if faults.is_empty() { Ok(code) } else { Err(faults) }
}
