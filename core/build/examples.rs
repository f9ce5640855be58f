//! Packs the worked examples into one file for the self-test page.

use std::path::{Path, PathBuf};

/// Begins each file in the pack; its name and a line break follow, then its text.
const FILE: char = '\u{1e}';

/// All tables of a folder. Comments stay in the repository.
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
        packed.push_str(&format!("{FILE}{name}\n{}", without_comments(&text)));
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

/// A text without its comments, which are for those who keep the files. Line numbers stay as they are.
fn without_comments(text: &str) -> String {
    text.lines().map(|line| if line.starts_with('#') { "\n".to_owned() } else { format!("{line}\n") }).collect()
}
