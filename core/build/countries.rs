//! Reads the codes and other names of countries, refuses what is not whole or means two, and writes them as Rust
//! constants.

use std::collections::BTreeMap;

use super::locales::Catalogues;
use super::programmes::{NAMES, fold_name, records};

const COLUMNS: [&str; 4] = ["code", "alpha3", "number", "names"];

/// The tables' source code: the two-letter codes, the texts of the names, and everything else a country is called.
///
/// # Errors
/// Every fault found, each with its row.
pub fn compile(table: &str, names: &str, texts: &Catalogues) -> Result<String, Vec<String>> {
    let mut faults = Vec::new();
    let rows = records("countries.csv", table, &COLUMNS, &mut faults);
    let others = records("country-names.csv", names, &NAMES, &mut faults);
    let (mut codes, mut keys, mut called) = (String::new(), String::new(), BTreeMap::new());
    for [code, alpha3, number, names] in rows.iter().filter_map(|row| <&[String; 4]>::try_from(row.as_slice()).ok()) {
        let is_capitals = |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_uppercase());
        let is_number = number.is_empty() || number.len() == 3 && number.bytes().all(|byte| byte.is_ascii_digit());
        if !is_capitals(code, 2) || !is_capitals(alpha3, 3) || !is_number {
            faults.push(format!("countries.csv: '{code},{alpha3},{number}' are not two letters, three letters and three digits"));
        }
        let key = format!("country.{code}");
        let Ok(place) = texts.keys.binary_search(&key) else {
            faults.push(format!("countries.csv: the locale files have no text '{key}'"));
            continue;
        };
        codes.push_str(code);
        keys.push_str(&format!("Key::at({place}), "));
        let own = (0..texts.languages.len()).filter_map(|language| texts.text(language, &key));
        let other = others.iter().filter(|row| row[0] == *code).flat_map(|row| &row[1..]).flat_map(|names| names.split(" / "));
        // Abbreviations in other languages are some other country's code.
        let other = other.filter(|name| fold_name(name).len() > 3);
        for name in own.chain([alpha3.as_str(), number]).chain(names.split(" / ")).chain(other) {
            let name = fold_name(name);
            if let Some(other) = called.insert(name.clone(), code).filter(|other| *other != code && !name.is_empty()) {
                faults.push(format!("countries.csv: '{name}' is both {other} and {code}"));
            }
        }
    }
    let sorted = codes.as_bytes().chunks(2).is_sorted_by(|one, other| one < other);
    if !sorted {
        faults.push("countries.csv: the codes are not sorted, or one stands twice".to_owned());
    }
    called.retain(|name, _| !name.is_empty());
    let called: String = called.iter().map(|(name, code)| format!("\n{name}={code}")).collect();
    let count = codes.len() / 2;
    let code = format!("const CODES: &str = {codes:?};\nconst NAMES: [Key; {count}] = [{keys}];\nconst CALLED: &str = {called:?};\n");
    if faults.is_empty() { Ok(code) } else { Err(faults) }
}
