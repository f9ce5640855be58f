//! Packs the worked examples into one file for the self-test page.

use std::path::{Path, PathBuf};

/// Begins each file in the pack; its name and a line break follow, then its text.
const FILE: char = '\u{1e}';

/// All tables of a folder. Comments and the `source` column stay in the repository,
/// where a reviewer reads them.
///
/// # Errors
/// A file that cannot be read.
pub fn pack(folder: &Path) -> Result<String, Vec<String>> {
    let mut paths = Vec::new();
    collect(folder, &mut paths)?;
    paths.sort();
    let mut packed = String::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).map_err(|error| vec![format!("{}: {error}", path.display())])?;
        let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        packed.push_str(&format!("{FILE}{name}\n{}", without_sources(&text)));
    }
    Ok(packed)
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<(), Vec<String>> {
    let entries = std::fs::read_dir(folder).map_err(|error| vec![format!("{}: {error}", folder.display())])?;
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|end| end == "csv") {
            paths.push(path);
        }
    }
    Ok(())
}

/// The source is the last column of every kind, so a row is cut at the comma that ends the
/// column before it. Line numbers stay as they are.
fn without_sources(text: &str) -> String {
    let columns = text.lines().find(|line| !line.starts_with('#')).map_or(0, |header| header.split(',').count());
    let cut = |line: &str| {
        if line.starts_with('#') || line.is_empty() {
            return String::new();
        }
        line.split(',').take(columns.saturating_sub(1)).collect::<Vec<_>>().join(",")
    };
    text.lines().map(|line| cut(line) + "\n").collect()
}
