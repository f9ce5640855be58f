//! What several tests need: the repository's files and short ways to build what is tested.

use std::path::{Path, PathBuf};

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
