//! What happens around the application: the steps after cargo that make the delivery, the one
//! source of the header policy, the size budget, the audit of what the module may ask of its
//! host, and the static server for people and for tests.

use std::fmt;
use std::path::{Path, PathBuf};

pub mod audit;
mod bind;
mod compress;
pub mod dist;
pub mod headers;
mod imports;
pub mod links;
pub mod manifest;
mod minify;
mod page;
pub mod sbom;
pub mod server;
pub mod size;
mod split;

#[path = "../../core/build/citations.rs"]
mod citations;

#[path = "../../core/build/examples.rs"]
mod examples;

#[path = "../../core/build/rules/mod.rs"]
#[allow(dead_code, reason = "each includer uses its own part")]
mod rules;

// The same file the application's build script uses: what it numbers, this writes.
#[path = "../../core/build/locales.rs"]
#[allow(dead_code, reason = "each includer uses its own part")]
mod locales;

/// What went wrong and what to do about it, as one text for a person.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault(String);

impl Fault {
    /// A fault with this text. Name the file and the remedy.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Fault {}

/// The result of a step.
pub type Result<T> = std::result::Result<T, Fault>;

/// The root of the project: the folder that holds Trunk.toml, from the package that cargo runs or
/// from the current folder upwards. Found when it is needed and not fixed when this is compiled,
/// because several clones may share one target folder.
pub fn root() -> PathBuf {
    let start = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).or_else(|| std::env::current_dir().ok()).unwrap_or_default();
    start.ancestors().find(|folder| folder.join("Trunk.toml").is_file()).map_or_else(|| start.clone(), Path::to_path_buf)
}

/// Where the delivery stands after `make build`.
pub fn dist_folder() -> PathBuf {
    root().join("dist")
}

/// A module that is none.
fn unreadable(error: &wasmparser::Error) -> Fault {
    Fault::new(format!("the module cannot be read: {error}; build it again with 'make build'"))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|error| Fault::new(format!("{}: cannot be read: {error}", path.display())))
}

fn read_text(path: &Path) -> Result<String> {
    String::from_utf8(read(path)?).map_err(|_| Fault::new(format!("{}: is not UTF-8; save it as UTF-8", path.display())))
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::write(path, bytes).map_err(|error| Fault::new(format!("{}: cannot be written: {error}", path.display())))
}

fn remove(folder: &Path) -> Result<()> {
    std::fs::remove_dir_all(folder).map_err(|error| Fault::new(format!("{}: cannot be removed: {error}", folder.display())))
}

/// An empty folder, whatever was there.
fn clear(folder: &Path) -> Result<()> {
    if folder.exists() {
        remove(folder)?;
    }
    std::fs::create_dir_all(folder).map_err(|error| Fault::new(format!("{}: cannot be made: {error}", folder.display())))
}

/// The names of the files directly in a folder, sorted.
fn file_names(folder: &Path) -> Result<Vec<String>> {
    names(folder, std::fs::FileType::is_file)
}

/// The names of the folders directly in a folder, sorted.
fn folder_names(folder: &Path) -> Result<Vec<String>> {
    names(folder, std::fs::FileType::is_dir)
}

fn names(folder: &Path, is_wanted: impl Fn(&std::fs::FileType) -> bool) -> Result<Vec<String>> {
    let fault = |error: std::io::Error| Fault::new(format!("{}: cannot be listed: {error}; run 'make build' first", folder.display()));
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(fault)? {
        let entry = entry.map_err(fault)?;
        if is_wanted(&entry.file_type().map_err(fault)?) {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}
