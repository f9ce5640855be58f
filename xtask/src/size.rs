//! The weight of the delivery against its budget.

use std::path::Path;

use crate::{Fault, Result, dist, read};

/// First load, brotli, in bytes: above this the build fails. (1 KB = 1000 B.)
pub const LIMIT: u64 = 150_000;

/// First load, brotli, in bytes: above this the report warns.
pub const WARN: u64 = 120_000;

/// The weights of one file in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weight {
    /// As it is.
    pub raw: u64,
    /// Compressed by gzip.
    pub gzip: u64,
    /// Compressed by brotli.
    pub brotli: u64,
}

/// What the budget says about a first load.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Within the budget.
    Fine,
    /// Near its end.
    Warn,
    /// Above it.
    Fail,
}

/// The files of a delivery with their weights, and the first load.
pub struct Report {
    files: Vec<(String, Weight, bool)>,
    total: Weight,
}

impl Report {
    /// Weighs the delivery in a folder.
    ///
    /// # Errors
    /// When the folder holds no delivery.
    pub fn of(folder: &Path) -> Result<Self> {
        let mut files = Vec::new();
        for name in dist::delivered(folder)? {
            let weigh = |name: &str| read(&folder.join(name)).map(|bytes| bytes.len() as u64);
            let raw = weigh(&name)?;
            // A file without compressed copies is served as it is.
            let copy = |ending: &str| weigh(&format!("{name}.{ending}")).unwrap_or(raw);
            files.push((name.clone(), Weight { raw, gzip: copy("gz"), brotli: copy("br") }, false));
        }
        mark_first_load(&mut files)?;
        let mut total = Weight::default();
        for (_, weight, _) in files.iter().filter(|(_, _, first)| *first) {
            total.raw += weight.raw;
            total.gzip += weight.gzip;
            total.brotli += weight.brotli;
        }
        Ok(Self { files, total })
    }

    /// What a first visit loads.
    pub fn total(&self) -> Weight {
        self.total
    }

    /// The table for people.
    pub fn table(&self) -> String {
        let mut text = format!("{:<44} {:>9} {:>9} {:>9}\n", "file (* first load)", "raw", "gzip", "brotli");
        for (name, weight, first) in &self.files {
            text.push_str(&row(&format!("{} {name}", if *first { '*' } else { ' ' }), *weight));
        }
        text.push_str(&row("first load", self.total));
        text.push_str(&match verdict(self.total.brotli) {
            Verdict::Fine => format!("within the budget: {WARN} B warn, {LIMIT} B fail\n"),
            Verdict::Warn => format!("WARNING: above {WARN} B; at {LIMIT} B the build fails\n"),
            Verdict::Fail => {
                format!("TOO HEAVY: above {LIMIT} B; see what the last change added, or change LIMIT in xtask/src/size.rs with a reason\n")
            }
        });
        text
    }
}

/// The budget's verdict on a first load of so many bytes.
pub fn verdict(brotli: u64) -> Verdict {
    match brotli {
        bytes if bytes > LIMIT => Verdict::Fail,
        bytes if bytes > WARN => Verdict::Warn,
        _ => Verdict::Fine,
    }
}

fn row(name: &str, weight: Weight) -> String {
    format!("{name:<44} {:>9} {:>9} {:>9}\n", weight.raw, weight.gzip, weight.brotli)
}

/// Page, start script, glue, module, style and one catalogue. Of the catalogues the heaviest
/// counts: the budget holds for every language.
fn mark_first_load(files: &mut [(String, Weight, bool)]) -> Result<()> {
    let heaviest = files.iter().filter(|(name, ..)| name.starts_with("locale-")).max_by_key(|(_, weight, _)| weight.brotli);
    let heaviest = heaviest.map(|(name, ..)| name.clone()).unwrap_or_default();
    // Every kind must be found, or a renamed file would leave the budget unseen.
    let kinds: [(&str, &str); 6] =
        [("index.html", ""), ("boot-", ".js"), ("hsmp-app-", ".js"), ("hsmp-app_bg-", ".wasm"), ("app-", ".css"), (&heaviest, "")];
    for (start, end) in kinds {
        let found = files.iter_mut().find(|(name, ..)| !start.is_empty() && name.starts_with(start) && name.ends_with(end));
        let Some(file) = found else {
            return Err(Fault::new(format!("dist/ has no file '{start}…{end}'; run 'make build', or adapt xtask/src/size.rs")));
        };
        file.2 = true;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[(&str, u64)]) -> Vec<(String, Weight, bool)> {
        names.iter().map(|(name, brotli)| ((*name).to_owned(), Weight { raw: 0, gzip: 0, brotli: *brotli }, false)).collect()
    }

    #[test]
    fn the_first_load_counts_the_heaviest_language_only() {
        let mut files = files(&[
            ("app-1.css", 1),
            ("boot-1.js", 1),
            ("hsmp-app-1.js", 1),
            ("hsmp-app_bg-1.wasm", 1),
            ("index.html", 1),
            ("locale-en-1.txt", 5),
            ("locale-fr-1.txt", 7),
            ("robots.txt", 1),
        ]);
        assert_eq!(mark_first_load(&mut files), Ok(()));
        let first: Vec<&str> = files.iter().filter(|(_, _, first)| *first).map(|(name, ..)| name.as_str()).collect();
        assert_eq!(first, ["app-1.css", "boot-1.js", "hsmp-app-1.js", "hsmp-app_bg-1.wasm", "index.html", "locale-fr-1.txt"]);
    }

    #[test]
    fn a_missing_kind_is_a_fault_and_not_a_light_delivery() {
        assert!(mark_first_load(&mut files(&[("index.html", 1), ("locale-en-1.txt", 1)])).is_err());
    }

    #[test]
    fn the_limit_itself_is_allowed() {
        assert_eq!((verdict(WARN), verdict(LIMIT), verdict(LIMIT + 1)), (Verdict::Fine, Verdict::Warn, Verdict::Fail));
    }
}
