//! The weight of the delivery against its budget.

use std::path::Path;

use crate::{Fault, Result, dist, read};

/// First load, brotli, in bytes: above this the build fails. (1 KB = 1000 B.)
pub const LIMIT: u64 = 200_000;

/// First load, brotli, in bytes: above this the report warns.
pub const WARN: u64 = 195_000;

/// What every start loads, first and then, brotli, in bytes: above this the build fails. The pages as such kept within
/// 520,000; several windows, reading what people write, tables from elsewhere, taking steps back, several profiles,
/// receipts, passphrases, links that share, the frame for partners, and terms explained in six languages came on top
/// (docs/PERFORMANCE.md).
pub const LIMIT_OF_ALL: u64 = 750_000;

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

/// When a file is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Load {
    /// Before the answers.
    First,
    /// At every start too, when the answers are on the screen.
    Follows,
    /// Now and then, or never by the application.
    Other,
}

type Files = Vec<(String, Weight, Load)>;

/// The files of a delivery with their weights.
pub struct Report {
    files: Files,
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
            files.push((name.clone(), Weight { raw, gzip: copy("gz"), brotli: copy("br") }, Load::Other));
        }
        mark(&mut files, Load::First, FIRST)?;
        mark(&mut files, Load::Follows, FOLLOWS)?;
        Ok(Self { files })
    }

    /// What a first visit loads before it shows answers.
    pub fn total(&self) -> Weight {
        self.sum(Load::First)
    }

    /// What every start loads: the first load and what follows.
    pub fn all(&self) -> Weight {
        let (first, follows) = (self.total(), self.sum(Load::Follows));
        Weight { raw: first.raw + follows.raw, gzip: first.gzip + follows.gzip, brotli: first.brotli + follows.brotli }
    }

    /// What the budgets say.
    pub fn verdict(&self) -> Verdict {
        if self.all().brotli > LIMIT_OF_ALL { Verdict::Fail } else { verdict(self.total().brotli) }
    }

    fn sum(&self, when: Load) -> Weight {
        let mut total = Weight::default();
        for (_, weight, _) in self.files.iter().filter(|(_, _, load)| *load == when) {
            total.raw += weight.raw;
            total.gzip += weight.gzip;
            total.brotli += weight.brotli;
        }
        total
    }

    /// The table for people.
    pub fn table(&self) -> String {
        let mut text = format!("{:<44} {:>9} {:>9} {:>9}\n", "file (* first load, + follows)", "raw", "gzip", "brotli");
        for (name, weight, load) in &self.files {
            let sign = match load {
                Load::First => '*',
                Load::Follows => '+',
                Load::Other => ' ',
            };
            text.push_str(&row(&format!("{sign} {name}"), *weight));
        }
        text.push_str(&row("follows, when the answers are there", self.sum(Load::Follows)));
        text.push_str(&row("first load", self.total()));
        text.push_str(&row("every start", self.all()));
        text.push_str(&match self.verdict() {
            Verdict::Fine => format!("within the budget: {WARN} B warn, {LIMIT} B fail, {LIMIT_OF_ALL} B for every start\n"),
            Verdict::Warn => format!("WARNING: above {WARN} B; at {LIMIT} B the build fails\n"),
            Verdict::Fail => {
                format!("TOO HEAVY: above {LIMIT} B, or {LIMIT_OF_ALL} B for every start; see what the last change added, or change LIMIT in xtask/src/size.rs with a reason\n")
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

/// Start and end of the names of a kind of file. Of several languages the heaviest counts: the
/// budget holds for each.
type Kind = (&'static str, &'static str);

/// Page, start script, glue, module, style and one catalogue.
const FIRST: &[Kind] =
    &[("index.html", ""), ("boot-", ".js"), ("hsmp-app-", ".js"), ("hsmp-app_bg-", ".wasm"), ("app-", ".css"), ("locale-", ".txt")];

/// The second module, its style, and one language's details.
const FOLLOWS: &[Kind] = &[("pages-", ".wasm"), ("pages-", ".css"), ("details-", ".txt")];

/// Every kind must be found, or a renamed file would leave the budget unseen.
fn mark(files: &mut Files, when: Load, kinds: &[Kind]) -> Result<()> {
    for (start, end) in kinds {
        let of_kind = files.iter_mut().filter(|(name, ..)| name.starts_with(start) && name.ends_with(end));
        let Some(file) = of_kind.max_by_key(|(_, weight, _)| weight.brotli) else {
            return Err(Fault::new(format!("dist/ has no file '{start}…{end}'; run 'make build', or adapt xtask/src/size.rs")));
        };
        file.2 = when;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[(&str, u64)]) -> Files {
        names.iter().map(|(name, brotli)| ((*name).to_owned(), Weight { raw: 0, gzip: 0, brotli: *brotli }, Load::Other)).collect()
    }

    fn delivery() -> Files {
        files(&[
            ("app-1.css", 1),
            ("boot-1.js", 1),
            ("details-en-1.txt", 9),
            ("details-fr-1.txt", 8),
            ("hsmp-app-1.js", 1),
            ("hsmp-app_bg-1.wasm", 1),
            ("index.html", 1),
            ("locale-en-1.txt", 5),
            ("locale-fr-1.txt", 7),
            ("pages-1.css", 2),
            ("pages-1.wasm", 40),
            ("robots.txt", 1),
        ])
    }

    fn marked(files: &Files, when: Load) -> Vec<&str> {
        files.iter().filter(|(_, _, load)| *load == when).map(|(name, ..)| name.as_str()).collect()
    }

    #[test]
    fn the_first_load_counts_the_heaviest_language_only() {
        let mut files = delivery();
        assert_eq!(mark(&mut files, Load::First, FIRST), Ok(()));
        let first = marked(&files, Load::First);
        assert_eq!(first, ["app-1.css", "boot-1.js", "hsmp-app-1.js", "hsmp-app_bg-1.wasm", "index.html", "locale-fr-1.txt"]);
    }

    #[test]
    fn what_follows_is_weighed_apart() {
        let mut files = delivery();
        assert_eq!((mark(&mut files, Load::First, FIRST), mark(&mut files, Load::Follows, FOLLOWS)), (Ok(()), Ok(())));
        assert_eq!(marked(&files, Load::Follows), ["details-en-1.txt", "pages-1.css", "pages-1.wasm"]);
        let report = Report { files };
        assert_eq!((report.total().brotli, report.sum(Load::Follows).brotli), (12, 51));
    }

    #[test]
    fn a_missing_kind_is_a_fault_and_not_a_light_delivery() {
        let mut files = delivery();
        files.retain(|(name, ..)| !name.starts_with("pages-"));
        assert_eq!(mark(&mut files, Load::First, FIRST), Ok(()));
        assert!(mark(&mut files, Load::Follows, FOLLOWS).is_err());
    }

    #[test]
    fn what_follows_has_a_limit_too() {
        let report = |follows| {
            let mut files = files(&[("first", 1), ("then", follows)]);
            (files[0].2, files[1].2) = (Load::First, Load::Follows);
            Report { files }.verdict()
        };
        assert_eq!((report(LIMIT_OF_ALL - 1), report(LIMIT_OF_ALL)), (Verdict::Fine, Verdict::Fail));
    }

    #[test]
    fn the_limit_itself_is_allowed() {
        assert_eq!((verdict(WARN), verdict(LIMIT), verdict(LIMIT + 1)), (Verdict::Fine, Verdict::Warn, Verdict::Fail));
    }
}
