//! What several tests need: the repository's files and short ways to build what is tested.

use std::path::{Path, PathBuf};

use hsmp::examples::facts;
use hsmp::profile::Document;
use hsmp::quantity::Date;

/// The repository's top.
pub(crate) const TOP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// A path from the repository's top.
pub(crate) fn path(relative: &str) -> PathBuf {
    Path::new(TOP).join(relative)
}

/// The text of a file of the repository.
pub(crate) fn read(relative: &str) -> String {
    let path = path(relative);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every file below a folder whose name ends so, as (path from the top, text), in order.
pub(crate) fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![path(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())).flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                let name = path.strip_prefix(TOP).unwrap().to_string_lossy().into_owned();
                found.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// The people of the worked examples on points, by name.
pub(crate) fn people() -> Vec<(String, Document)> {
    let text = read("examples/points/points-lives.csv");
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.unwrap());
    rows.map(|row| (row[0].to_owned(), facts(&row[1]).unwrap_or_else(|| panic!("{row:?}")))).collect()
}

/// Everybody there is: people of the worked examples, scenarios and profiles, by name.
pub(crate) fn everybody() -> Vec<(String, Document)> {
    let profiles = ["examples/scenarios", "examples/profiles"].iter().flat_map(|folder| files(folder, ".json"));
    people().into_iter().chain(profiles.map(|(name, text)| (name, Document::parse(&text).unwrap()))).collect()
}

/// A date written `2026-07-02`.
pub(crate) fn date(text: &str) -> Date {
    Date::parse_iso(text).unwrap_or_else(|_| panic!("{text} is no date"))
}

/// The date on which lives are assessed.
pub(crate) fn today() -> Date {
    date("2026-11-21")
}

/// A document of the present schema with these sections.
pub(crate) fn document(sections: serde_json::Value) -> Document {
    let mut value = serde_json::json!({ "schema": hsmp::profile::SCHEMA });
    for (name, section) in sections.as_object().unwrap() {
        value[name] = section.clone();
    }
    Document::parse(&value.to_string()).unwrap()
}
