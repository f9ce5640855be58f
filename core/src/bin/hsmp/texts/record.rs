//! Which English text each translation belongs to: `locales/<code>/_source.txt`, a short hash a text.
//!
//! Where the English has changed since, the hash no longer agrees and the translation is stale. The build does not
//! read the file, so it weighs nothing in the product.

use std::collections::BTreeMap;
use std::hash::Hasher as _;
use std::path::{Path, PathBuf};

use super::folder::{Entry, Locale, Text};

const HEAD: &str = "# The English text that each translation belongs to, as a hash: 'hsmp texts' writes and compares it.\n";

/// The record of one language.
#[derive(Debug)]
pub(super) struct Record {
    path: PathBuf,
    hashes: BTreeMap<String, String>,
}

impl Record {
    /// Reads it; a language without one has none of its texts recorded.
    pub(super) fn read(root: &Path, code: &str) -> Result<Self, String> {
        let path = root.join(code).join("_source.txt");
        let text = match std::fs::read_to_string(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            read => read.map_err(|error| format!("{}: {error}", path.display()))?,
        };
        let mut hashes = BTreeMap::new();
        for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let (key, hash) = line.split_once(' ').ok_or_else(|| format!("{}:{}: not a key and a hash", path.display(), index + 1))?;
            hashes.insert(key.to_owned(), hash.to_owned());
        }
        Ok(Self { path, hashes })
    }

    /// Whether a translation belongs to this English text.
    pub(super) fn is_of(&self, english: &Entry) -> bool {
        self.hashes.get(&english.key).is_some_and(|own| *own == hash(&english.text))
    }

    /// The translation of this English text is right.
    pub(super) fn note(&mut self, english: &Entry) {
        self.note_as(&english.key, &english.text);
    }

    /// The translation of a key belongs to this English text, which may be an older one.
    pub(super) fn note_as(&mut self, key: &str, english: &Text) {
        self.hashes.insert(key.to_owned(), hash(english));
    }

    /// The translation of a key has to be looked at.
    pub(super) fn doubt(&mut self, key: &str) {
        self.hashes.remove(key);
    }

    /// Forgets the keys that English no longer has.
    pub(super) fn keep_only(&mut self, english: &Locale) {
        self.hashes.retain(|key, _| english.text(key).is_some());
    }

    /// Writes it, a line a key, sorted.
    pub(super) fn write(&self) -> Result<(), String> {
        let lines: String = self.hashes.iter().map(|(key, hash)| format!("{key} {hash}\n")).collect();
        std::fs::write(&self.path, format!("{HEAD}{lines}")).map_err(|error| format!("{}: {error}", self.path.display()))
    }
}

/// The last eight hexadecimal digits of FNV-1a: nobody attacks it, and a change is missed once in four thousand million.
fn hash(text: &Text) -> String {
    let mut hasher = fnv::FnvHasher::default();
    hasher.write(text.all().join("\u{1f}").as_bytes());
    format!("{:08x}", hasher.finish() & 0xffff_ffff)
}
