//! Reads the terms that are explained and which page uses which, refuses what is not whole, and writes both as Rust
//! constants.

use std::fmt::Write as _;

use super::programmes::records;

const TERMS: [&str; 3] = ["id", "official", "place"];

const PAGES: [&str; 2] = ["page", "terms"];

/// The tables' source code.
///
/// # Errors
/// Every fault found, each with its row.
pub fn compile(terms: &str, pages: &str, texts: &[String]) -> Result<String, Vec<String>> {
    let mut faults = Vec::new();
    let rows = records("terms.csv", terms, &TERMS, &mut faults);
    let lists = records("pages.csv", pages, &PAGES, &mut faults);
    let ids: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    let mut code = format!("/// Every term that is explained.\npub static TERMS: [Term; {}] = [\n", rows.len());
    for (number, [id, official, place]) in rows.iter().filter_map(|row| <&[String; 3]>::try_from(row.as_slice()).ok()).enumerate() {
        if ids[..number].contains(&id.as_str()) {
            faults.push(format!("terms.csv: '{id}' stands twice"));
        }
        // Nobody could check a term of which nobody knows where it stands.
        if official.is_empty() != place.is_empty() {
            faults.push(format!("terms.csv: '{id}' has an official term without a place, or a place without one"));
        }
        let mut key = |part: &str| {
            let name = format!("term.{id}.{part}");
            texts.binary_search(&name).unwrap_or_else(|_| {
                faults.push(format!("terms.csv: the locale files have no text '{name}'"));
                0
            })
        };
        let (name, means) = (key("name"), key("means"));
        let _ = writeln!(code, "    Term {{ id: {id:?}, name: Key::at({name}), means: Key::at({means}), official: {official:?} }},");
    }
    for text in texts.iter().filter_map(|text| text.strip_prefix("term.")?.strip_suffix(".name")).filter(|id| !ids.contains(id)) {
        faults.push(format!("terms.csv: the locale files explain '{text}', which is no term"));
    }
    let _ = writeln!(code, "];\n\nstatic PAGES: [(&str, &[u8]); {}] = [", lists.len());
    let mut used = vec![false; ids.len()];
    for (number, list) in lists.iter().enumerate() {
        let page = &list[0];
        if lists[..number].iter().any(|other| other[0] == *page) {
            faults.push(format!("pages.csv: '{page}' stands twice"));
        }
        if texts.binary_search(&format!("page.{page}")).is_err() {
            faults.push(format!("pages.csv: '{page}' is no page"));
        }
        let mut numbers: Vec<usize> = Vec::new();
        for id in list[1].split(' ') {
            match ids.iter().position(|known| *known == id) {
                Some(term) if numbers.contains(&term) => faults.push(format!("pages.csv: '{page}' has '{id}' twice")),
                Some(term) => numbers.push(term),
                None => faults.push(format!("pages.csv: '{page}' has '{id}', which is no term")),
            }
        }
        numbers.iter().for_each(|term| used[*term] = true);
        let _ = writeln!(code, "    ({page:?}, &{numbers:?}),");
    }
    code.push_str("];\n");
    faults.extend(ids.iter().zip(used).filter(|(_, used)| !used).map(|(id, _)| format!("pages.csv: '{id}' is on no page")));
    if faults.is_empty() { Ok(code) } else { Err(faults) }
}
