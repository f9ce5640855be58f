//! All journeys: a file for each thing that people do.

#![allow(clippy::panic, clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on says so by stopping")]

mod attack_matrix;
mod back;
mod calendar_file;
mod canaries;
mod configurator;
mod days;
mod ears;
mod embed;
mod eyes;
mod guide;
mod installed;
mod life;
mod offline;
mod over_the_line;
mod pages;
mod panic;
mod pay;
mod personas;
mod phones;
mod plan;
mod privacy;
mod profiles;
mod programmes;
mod receipts;
mod sealed;
mod second_module;
mod share;
mod start;
mod terms;
mod translation;
mod trouble;
mod vault;
mod windows;

#[path = "../../core/json_schema.rs"]
mod json_schema;

/// A file that is not named above would never run.
#[test]
fn every_file_of_journeys_is_named() {
    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests")).unwrap();
    for file in files.map(|entry| entry.unwrap().path()) {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(name == "main" || include_str!("main.rs").contains(&format!("\nmod {name};")), "main.rs does not name '{name}'");
    }
}
