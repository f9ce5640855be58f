//! Reads the locale files, checks that every language says the same things, and lays each
//! language out as one catalogue: a line a text, in the order of the sorted keys.
//!
//! Shared by the build script (which turns keys into numbers), the post-build step (which
//! writes the catalogues the browser loads) and the tests that prove the checks fail.

use std::collections::BTreeMap;
use std::path::Path;

/// The languages of the product with the plural categories each needs, in catalogue order.
/// Categories after the required ones fall back to `other` where a text leaves them out.
pub const LANGUAGES: &[Language] = &[
    Language { code: "en", required: &["one", "other"], forms: &["one", "other"] },
    Language { code: "fr", required: &["one", "other"], forms: &["one", "many", "other"] },
];

const CATEGORIES: &[&str] = &["zero", "one", "two", "few", "many", "other"];

/// Families of texts that the overview does not need: they follow the first load, with the sources.
const LATE: &[&str] = &[
    "about.",
    "agenda.",
    "assumptions-page.",
    "boot.",
    "self-employment-page.",
    "business.",
    "calendar.",
    "choice.",
    "clock.",
    "condition.",
    "requirements-page.",
    "conflict.",
    "content.",
    "country.",
    "documents-page.",
    "family-page.",
    "fee.",
    "example.",
    "family.",
    "freshness.",
    "goal.",
    "goals-page.",
    "guide.",
    "hint.",
    "how.",
    "income-page.",
    "income.",
    "import.",
    "timeline-page.",
    "journey.",
    "month-short.",
    "not-known.",
    "note.",
    "page.title.",
    "paper.",
    "notice.",
    "pay.",
    "payslip-page.",
    "permit.",
    "permits-page.",
    "plan.",
    "points-page.",
    "points.",
    "problem.",
    "answers-page.",
    "programmes-page.",
    "programmes.",
    "profile.",
    "rates.",
    "reading.",
    "report.",
    "tax-residence-page.",
    "residency.",
    "rows.",
    "rule-valid.",
    "rule.",
    "section.",
    "checks-page.",
    "source.",
    "sources-page.",
    "standing.",
    "stay-limits-page.",
    "strip.",
    "pay-page.",
    "timeline.",
    "time.",
    "unknown.",
    "verdict.",
    "what-if.",
];

/// Of these families, what the overview needs: its title, and the question that is asked first.
const EARLY: &[&str] = &["page.title.start", "page.title.summary"];

/// Separates the plural forms of one text, and marks a text that has them by standing first.
pub const FORM: char = '\u{1f}';

/// A language and its plural forms.
pub struct Language {
    /// BCP 47 code, also the name of its file.
    pub code: &'static str,
    /// Plural categories every counted text must have.
    pub required: &'static [&'static str],
    /// All plural categories, in the order they stand in a catalogue.
    pub forms: &'static [&'static str],
}

/// Every text of every language, checked.
pub struct Catalogues {
    /// All keys, sorted. A text's number is its place here.
    pub keys: Vec<String>,
    /// For each language of [`LANGUAGES`], its texts in the order of `keys`.
    pub texts: Vec<Vec<String>>,
}

impl Catalogues {
    /// The file the browser loads: a text a line.
    #[allow(dead_code, reason = "each includer uses its own part")]
    pub fn file(&self, language: usize) -> String {
        self.lines(language, false)
    }

    /// The file that follows it, with the texts that no answer needs: the same lines, the others empty.
    #[allow(dead_code, reason = "each includer uses its own part")]
    pub fn details(&self, language: usize) -> String {
        self.lines(language, true)
    }

    fn lines(&self, language: usize, late: bool) -> String {
        let line = |(key, text): (&String, &String)| {
            let is_late = LATE.iter().any(|family| key.starts_with(family)) && !EARLY.contains(&key.as_str());
            if is_late == late { text.clone() } else { String::new() }
        };
        self.keys.iter().zip(&self.texts[language]).map(line).collect::<Vec<_>>().join("\n")
    }

    /// One text by name, for pages built before the application runs.
    #[allow(dead_code, reason = "each includer uses its own part")]
    pub fn text(&self, language: usize, key: &str) -> Option<&str> {
        let index = self.keys.binary_search_by(|k| k.as_str().cmp(key)).ok()?;
        self.texts[language].get(index).map(String::as_str)
    }
}

/// Reads `<folder>/<code>.toml` for each language.
///
/// # Errors
/// Every fault found: unreadable files, a key one language lacks, a plural form that is
/// missing or foreign, placeholders that differ between languages, an empty text.
pub fn load(folder: &Path) -> Result<Catalogues, Vec<String>> {
    let mut files = Vec::new();
    for language in LANGUAGES {
        let path = folder.join(format!("{}.toml", language.code));
        match std::fs::read_to_string(&path) {
            Ok(text) => files.push((language.code, text)),
            Err(error) => return Err(vec![format!("{}: {error}", path.display())]),
        }
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(c, t)| (*c, t.as_str())).collect();
    compile(&files)
}

/// The same from texts in memory: `(language code, TOML)`.
///
/// # Errors
/// As [`load`].
pub fn compile(files: &[(&str, &str)]) -> Result<Catalogues, Vec<String>> {
    let mut faults = Vec::new();
    let mut maps: Vec<(&Language, BTreeMap<String, String>)> = Vec::new();
    for (code, text) in files {
        let Some(language) = LANGUAGES.iter().find(|l| l.code == *code) else {
            faults.push(format!("{code}: not a language of the product"));
            continue;
        };
        let mut map = BTreeMap::new();
        match text.parse::<toml::Table>() {
            Ok(table) => flatten(language, "", &table, &mut map, &mut faults),
            Err(error) => faults.push(format!("{code}.toml: {error}")),
        }
        maps.push((language, map));
    }
    let Some((_, reference)) = maps.first() else {
        return Err(vec!["no language".to_owned()]);
    };
    for (language, map) in &maps {
        let code = language.code;
        for (key, text) in reference {
            match map.get(key) {
                None => faults.push(format!("{code}.toml: no text for '{key}'")),
                Some(own) => {
                    let (want, have) = (placeholders(text), placeholders(own));
                    if want != have {
                        faults.push(format!("{code}.toml: '{key}' has the placeholders {have:?}, not {want:?}"));
                    }
                    if own.starts_with(FORM) != text.starts_with(FORM) {
                        faults.push(format!("{code}.toml: '{key}' is counted in one language and not in the other"));
                    }
                }
            }
        }
        for key in map.keys().filter(|key| !reference.contains_key(*key)) {
            faults.push(format!("{code}.toml: '{key}' is in no other language"));
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let keys: Vec<String> = reference.keys().cloned().collect();
    let texts = maps.iter().map(|(_, map)| map.values().cloned().collect()).collect();
    Ok(Catalogues { keys, texts })
}

fn flatten(language: &Language, prefix: &str, table: &toml::Table, map: &mut BTreeMap<String, String>, faults: &mut Vec<String>) {
    let code = language.code;
    for (name, value) in table {
        let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        match value {
            toml::Value::String(text) => {
                if text.trim().is_empty() {
                    faults.push(format!("{code}.toml: '{key}' is empty"));
                }
                map.insert(key, text.trim().replace('\n', " "));
            }
            toml::Value::Table(forms) if !forms.is_empty() && forms.keys().all(|k| CATEGORIES.contains(&k.as_str())) => {
                map.insert(key.clone(), plural(language, &key, forms, faults));
            }
            toml::Value::Table(inner) => flatten(language, &key, inner, map, faults),
            other => faults.push(format!("{code}.toml: '{key}' is {}, not a text", other.type_str())),
        }
    }
}

fn plural(language: &Language, key: &str, forms: &toml::Table, faults: &mut Vec<String>) -> String {
    let code = language.code;
    for name in forms.keys().filter(|name| !language.forms.contains(&name.as_str())) {
        faults.push(format!("{code}.toml: '{key}' has the form '{name}', which this language does not use"));
    }
    for name in language.required.iter().filter(|name| !forms.contains_key(**name)) {
        faults.push(format!("{code}.toml: '{key}' lacks the form '{name}'"));
    }
    for (name, form) in forms {
        match form.as_str() {
            Some(text) if !text.trim().is_empty() => {}
            Some(_) => faults.push(format!("{code}.toml: '{key}.{name}' is empty")),
            None => faults.push(format!("{code}.toml: '{key}.{name}' is {}, not a text", form.type_str())),
        }
    }
    let form = |name: &str| forms.get(name).and_then(toml::Value::as_str);
    // A line break within a text would shift every text after it in the catalogue.
    let text = |name: &str| form(name).or(form("other")).unwrap_or_default().trim().replace('\n', " ");
    language.forms.iter().map(|name| format!("{FORM}{}", text(name))).collect()
}

/// The names in braces, sorted, each once.
fn placeholders(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect();
    names.sort_unstable();
    names.dedup();
    names
}
