//! Reads the locale folders, checks that every language says the same things, and lays each
//! language out as one catalogue: a line a text, in the order of the sorted keys.
//!
//! A language is a folder: `_language.toml` says how it writes, the other files hold its texts by area.
//!
//! Shared by the build script (which turns keys into numbers), the post-build step (which
//! writes the catalogues the browser loads) and the tests that prove the checks fail.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The language whose keys and placeholders the others must have, and whose files say which texts may follow
/// the first load.
const REFERENCE: &str = "en";

/// How a language counts. Its rule for numbers is code: `core/src/text/plural.rs`.
#[derive(Debug, PartialEq, Eq)]
pub struct Plural {
    /// Its name in `_language.toml`.
    pub name: &'static str,
    /// Plural categories every counted text must have. The others fall back to `other` where a text leaves them out.
    pub required: &'static [&'static str],
    /// All plural categories, in the order they stand in a catalogue.
    pub forms: &'static [&'static str],
    /// Which of them a number takes, as the PO files of translators say it.
    #[allow(dead_code, reason = "each includer uses its own part")]
    pub gettext: &'static str,
}

const PLURALS: &[Plural] = &[
    Plural { name: "english", required: &["one", "other"], forms: &["one", "other"], gettext: "(n != 1)" },
    Plural {
        name: "french",
        required: &["one", "other"],
        forms: &["one", "many", "other"],
        gettext: "(n < 2 ? 0 : n % 1000000 == 0 ? 1 : 2)",
    },
    // `other` is for fractions alone, and nothing is counted in fractions.
    Plural {
        name: "russian",
        required: &["one", "few", "many"],
        forms: &["one", "few", "many"],
        gettext: "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)",
    },
    Plural {
        name: "arabic",
        required: &["one", "two", "few", "many", "other"],
        forms: CATEGORIES,
        gettext: "(n<3 ? n : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)",
    },
];

const WEEK_STARTS: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The names of plural forms. A table that has no other names is one counted text.
pub const CATEGORIES: &[&str] = &["zero", "one", "two", "few", "many", "other"];

/// Separates the plural forms of one text, and marks a text that has them by standing first.
pub const FORM: char = '\u{1f}';

/// A language and how it writes.
#[derive(Debug)]
#[allow(dead_code, reason = "each includer uses its own part")]
pub struct Language {
    /// BCP 47 code, also the name of its folder.
    pub code: String,
    /// Its name in English, and in the code.
    pub english: String,
    /// Its own name for itself.
    pub name: String,
    /// Between whole and fraction.
    pub decimal: char,
    /// Between groups of three digits.
    pub group: char,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// How it counts.
    pub plural: &'static Plural,
    /// The first day of the week in its calendars: 0 is Monday.
    pub week_start: usize,
    /// Its letters in order, each as its capital and its small form. Empty where accented letters stand with those
    /// without and the order of Unicode does for the rest.
    pub alphabet: Vec<[char; 2]>,
}

/// The files of a language, as text.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    /// Its name.
    pub code: String,
    /// Each file's name without `.toml`, and its text; `_language` among them.
    pub files: Vec<(String, String)>,
}

/// Every text of every language, checked.
#[derive(Debug)]
pub struct Catalogues {
    /// The languages, the reference first.
    #[allow(dead_code, reason = "each includer uses its own part")]
    pub languages: Vec<Language>,
    /// All keys, sorted. A text's number is its place here.
    pub keys: Vec<String>,
    /// For each language, its texts in the order of `keys`.
    pub texts: Vec<Vec<String>>,
    /// The keys that may follow the first load.
    deferred: BTreeSet<String>,
}

impl Catalogues {
    /// The file the browser loads: a text a line.
    #[allow(dead_code, reason = "each includer uses its own part")]
    pub fn file(&self, language: usize) -> String {
        self.lines(language, false)
    }

    /// The file that follows it, with the texts that the first screen does not need: the same lines, the others empty.
    #[allow(dead_code, reason = "each includer uses its own part")]
    pub fn details(&self, language: usize) -> String {
        self.lines(language, true)
    }

    fn lines(&self, language: usize, deferred: bool) -> String {
        let line = |(key, text): (&String, &String)| if self.deferred.contains(key) == deferred { text.clone() } else { String::new() };
        self.keys.iter().zip(&self.texts[language]).map(line).collect::<Vec<_>>().join("\n")
    }

    /// Takes out the texts whose names begin so: each in every language, in their order.
    #[allow(dead_code, reason = "each includer uses its own part")]
    pub fn take(&mut self, prefix: &str) -> Vec<Vec<String>> {
        let mut taken = Vec::new();
        while let Some(index) = self.keys.iter().position(|key| key.starts_with(prefix)) {
            self.deferred.remove(&self.keys.remove(index));
            taken.push(self.texts.iter_mut().map(|texts| texts.remove(index)).collect());
        }
        taken
    }

    /// Adds a text in every language, to follow the first load.
    #[allow(dead_code, reason = "each includer uses its own part")]
    pub fn add(&mut self, key: String, texts: Vec<String>) {
        let Err(index) = self.keys.binary_search(&key) else { return };
        for (all, text) in self.texts.iter_mut().zip(texts) {
            all.insert(index, text);
        }
        self.deferred.insert(key.clone());
        self.keys.insert(index, key);
    }

    /// One text by name, for pages built before the application runs.
    #[allow(dead_code, reason = "each includer uses its own part")]
    pub fn text(&self, language: usize, key: &str) -> Option<&str> {
        let index = self.keys.binary_search_by(|k| k.as_str().cmp(key)).ok()?;
        self.texts[language].get(index).map(String::as_str)
    }
}

/// Reads `<folder>/<code>/*.toml` for each language.
///
/// # Errors
/// Every fault found: unreadable files, a key one language lacks or has twice, a plural form that is
/// missing or foreign, placeholders that differ between languages, an empty text.
pub fn load(folder: &Path) -> Result<Catalogues, Vec<String>> {
    let read = |path: &Path| std::fs::read_to_string(path).map_err(|error| vec![format!("{}: {error}", path.display())]);
    let mut folders = Vec::new();
    for language in entries(folder)? {
        let mut files = Vec::new();
        for path in entries(&language)?.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "toml")) {
            files.push((path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), read(&path)?));
        }
        folders.push(Folder { code: language.file_name().unwrap_or_default().to_string_lossy().into_owned(), files });
    }
    compile(folders)
}

/// What is in a folder, by name.
fn entries(folder: &Path) -> Result<Vec<std::path::PathBuf>, Vec<String>> {
    let all = std::fs::read_dir(folder).map_err(|error| vec![format!("{}: {error}", folder.display())])?;
    let mut paths: Vec<_> = all.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}

/// The same from texts in memory.
///
/// # Errors
/// As [`load`].
pub fn compile(mut folders: Vec<Folder>) -> Result<Catalogues, Vec<String>> {
    folders.retain(|folder| !is_draft(folder));
    folders.sort_by_key(|folder| (folder.code != REFERENCE, folder.code.clone()));
    if folders.first().is_none_or(|folder| folder.code != REFERENCE) {
        return Err(vec![format!("locales: no folder '{REFERENCE}', which the others are compared with")]);
    }
    let mut faults = Vec::new();
    let read: Vec<Texts> = folders.iter().filter_map(|folder| Texts::read(folder, &mut faults)).collect();
    if let Some((reference, others)) = read.split_first() {
        for other in others {
            compare(reference, other, &mut faults);
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let keys = read.first().map(|first| first.map.keys().cloned().collect()).unwrap_or_default();
    let deferred = read.first().map(|first| first.deferred.clone()).unwrap_or_default();
    let texts = read.iter().map(|texts| texts.map.values().cloned().collect()).collect();
    let languages = read.into_iter().map(|texts| texts.language).collect();
    Ok(Catalogues { languages, keys, texts, deferred })
}

/// Whether a language is still being translated: `draft = true` keeps it out of the product, so that it need not be whole.
fn is_draft(folder: &Folder) -> bool {
    let own = folder.files.iter().find(|(name, _)| name == "_language").and_then(|(_, text)| text.parse::<toml::Table>().ok());
    own.is_some_and(|table| table.get("draft").and_then(toml::Value::as_bool) == Some(true))
}

/// A language as it was read.
struct Texts {
    language: Language,
    map: BTreeMap<String, String>,
    deferred: BTreeSet<String>,
}

impl Texts {
    fn read(folder: &Folder, faults: &mut Vec<String>) -> Option<Self> {
        let code = &folder.code;
        let mut language = None;
        let mut tables = Vec::new();
        for (name, text) in &folder.files {
            match text.parse::<toml::Table>() {
                Ok(table) if name == "_language" => match describe(code, &table) {
                    Ok(found) => language = Some(found),
                    Err(fault) => faults.push(fault),
                },
                Ok(table) => tables.push((name, table)),
                Err(error) => faults.push(format!("{code}/{name}.toml: {error}")),
            }
        }
        let Some(language) = language else {
            faults.push(format!("{code}/_language.toml: is missing or wrong"));
            return None;
        };
        let (mut map, mut deferred) = (BTreeMap::new(), BTreeSet::new());
        for (name, mut table) in tables {
            let is_deferred = table.remove("deferred").is_some_and(|value| value == toml::Value::Boolean(true));
            let mut own = BTreeMap::new();
            flatten(&language, "", &table, &mut own, faults);
            for (key, text) in own {
                if is_deferred {
                    deferred.insert(key.clone());
                }
                if map.insert(key.clone(), text).is_some() {
                    faults.push(format!("{code}/{name}.toml: '{key}' stands in another file too"));
                }
            }
        }
        Some(Self { language, map, deferred })
    }
}

/// Reads `_language.toml`.
///
/// # Errors
/// What is missing or wrong in it.
pub fn describe(code: &str, table: &toml::Table) -> Result<Language, String> {
    let fault = |what: &str| format!("{code}/_language.toml: {what}");
    let text = |key: &str| table.get(key).and_then(toml::Value::as_str).ok_or_else(|| fault(&format!("'{key}' is missing")));
    let sign = |key: &str| {
        let mut signs = text(key)?.chars();
        signs.next().filter(|_| signs.next().is_none()).ok_or_else(|| fault(&format!("'{key}' must be one character")))
    };
    let plural = text("plural")?;
    let plural = PLURALS.iter().find(|known| known.name == plural);
    let names: Vec<&str> = PLURALS.iter().map(|known| known.name).collect();
    let direction = text("direction")?;
    if !["ltr", "rtl"].contains(&direction) {
        return Err(fault("'direction' must be 'ltr' or 'rtl'"));
    }
    let week_start = text("week-start")?;
    let week_start = WEEK_STARTS.iter().position(|day| *day == week_start);
    let letter = |pair: &str| <[char; 2]>::try_from(pair.chars().collect::<Vec<_>>());
    let alphabet = table.get("alphabet").and_then(toml::Value::as_str).unwrap_or_default();
    let alphabet: Result<Vec<_>, _> = alphabet.split_whitespace().map(letter).collect();
    Ok(Language {
        code: code.to_owned(),
        english: text("english")?.to_owned(),
        name: text("name")?.to_owned(),
        decimal: sign("decimal")?,
        group: sign("group")?,
        direction: direction.to_owned(),
        plural: plural.ok_or_else(|| fault(&format!("'plural' must be one of {names:?}, or a new one in core/build/locales.rs")))?,
        week_start: week_start.ok_or_else(|| fault(&format!("'week-start' must be one of {WEEK_STARTS:?}")))?,
        alphabet: alphabet.map_err(|_| fault("'alphabet' must be pairs of a capital and its small letter, such as 'Aa Bb'"))?,
    })
}

/// What one language says and another does not.
fn compare(reference: &Texts, other: &Texts, faults: &mut Vec<String>) {
    let code = &other.language.code;
    for (key, text) in &reference.map {
        let Some(own) = other.map.get(key) else {
            faults.push(format!("{code}: no text for '{key}'"));
            continue;
        };
        let (want, have) = (placeholders(text), placeholders(own));
        if want != have {
            faults.push(format!("{code}: '{key}' has the placeholders {have:?}, not {want:?}"));
        }
        if own.starts_with(FORM) != text.starts_with(FORM) {
            faults.push(format!("{code}: '{key}' is counted in one language and not in the other"));
        }
    }
    for key in other.map.keys().filter(|key| !reference.map.contains_key(*key)) {
        faults.push(format!("{code}: '{key}' is in no other language"));
    }
}

fn flatten(language: &Language, prefix: &str, table: &toml::Table, map: &mut BTreeMap<String, String>, faults: &mut Vec<String>) {
    let code = &language.code;
    for (name, value) in table {
        let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        match value {
            toml::Value::String(text) => {
                if text.trim().is_empty() {
                    faults.push(format!("{code}: '{key}' is empty"));
                }
                map.insert(key, text.trim().replace('\n', " "));
            }
            toml::Value::Table(forms) if !forms.is_empty() && forms.keys().all(|k| CATEGORIES.contains(&k.as_str())) => {
                map.insert(key.clone(), plural(language, &key, forms, faults));
            }
            toml::Value::Table(inner) => flatten(language, &key, inner, map, faults),
            other => faults.push(format!("{code}: '{key}' is {}, not a text", other.type_str())),
        }
    }
}

fn plural(language: &Language, key: &str, forms: &toml::Table, faults: &mut Vec<String>) -> String {
    let code = &language.code;
    for name in forms.keys().filter(|name| !language.plural.forms.contains(&name.as_str())) {
        faults.push(format!("{code}: '{key}' has the form '{name}', which this language does not use"));
    }
    for name in language.plural.required.iter().filter(|name| !forms.contains_key(**name)) {
        faults.push(format!("{code}: '{key}' lacks the form '{name}'"));
    }
    for (name, form) in forms {
        match form.as_str() {
            Some(text) if !text.trim().is_empty() => {}
            Some(_) => faults.push(format!("{code}: '{key}.{name}' is empty")),
            None => faults.push(format!("{code}: '{key}.{name}' is {}, not a text", form.type_str())),
        }
    }
    let form = |name: &str| forms.get(name).and_then(toml::Value::as_str);
    // A line break within a text would shift every text after it in the catalogue.
    let text = |name: &str| form(name).or(form("other")).unwrap_or_default().trim().replace('\n', " ");
    language.plural.forms.iter().map(|name| format!("{FORM}{}", text(name))).collect()
}

/// The names in braces, sorted, each once.
pub fn placeholders(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect();
    names.sort_unstable();
    names.dedup();
    names
}
