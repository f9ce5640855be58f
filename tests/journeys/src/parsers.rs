//! Two readers of calendar files, each written by other people: a file counts as right when both read it
//! alike.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// What a calendar holds after these files were imported one after the other: the events in order of their
/// names. Fails where either reader finds a fault, or where the two differ.
pub fn imported(files: &[&Path]) -> Vec<Value> {
    let own = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("parsers").join(name);
    let python = run(Command::new(tool("HSMP_ICALENDAR_PYTHON")).arg(own("read.py")).args(files));
    tool("HSMP_ICAL_JS");
    let javascript = run(Command::new("node").arg(own("read.mjs")).args(files));
    assert_eq!(python, javascript, "icalendar and ical.js read different things");
    python
}

/// Writes a calendar file for the readers, in a folder of its own.
pub fn written(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    path
}

fn tool(variable: &str) -> PathBuf {
    let path = std::env::var_os(variable).map(PathBuf::from).filter(|path| path.exists());
    path.unwrap_or_else(|| panic!("{variable} leads nowhere; run 'make setup' and start the tests with scripts/with-tools.sh"))
}

fn run(command: &mut Command) -> Vec<Value> {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{command:?}: {error}"))
}
