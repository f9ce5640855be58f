//! Packs the worked examples into the program, for the self-test page.

use std::path::Path;

/// A table of `(file name, text)`; comments and the `source` column stay in the repository,
/// where a reviewer reads them.
///
/// # Errors
/// A file that cannot be read.
pub fn load(folder: &Path) -> Result<String, Vec<String>> {
    let entries = std::fs::read_dir(folder).map_err(|error| vec![format!("{}: {error}", folder.display())])?;
    let mut paths: Vec<_> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "csv")).collect();
    paths.sort();
    let mut table = String::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).map_err(|error| vec![format!("{}: {error}", path.display())])?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        table.push_str(&format!("    ({name:?}, {:?}),\n", without_sources(&text)));
    }
    Ok(format!("/// The worked examples: file name and rows.\npub(crate) static EXAMPLES: &[(&str, &str)] = &[\n{table}];\n"))
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
