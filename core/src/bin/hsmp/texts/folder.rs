//! One language's folder: its texts in the order of its files, and the files with other texts in them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml_edit::{DocumentMut, InlineTable, Item, Table, TableLike, Value};

use super::locales::{CATEGORIES, Language, describe};

/// The language the others are translated from.
pub(super) const REFERENCE: &str = "en";

/// A text, or its plural forms by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Text {
    Plain(String),
    Counted(Vec<(String, String)>),
}

impl Text {
    pub(super) const fn is_counted(&self) -> bool {
        matches!(self, Self::Counted(_))
    }

    /// One plural form.
    pub(super) fn form(&self, name: &str) -> Option<&str> {
        match self {
            Self::Plain(_) => None,
            Self::Counted(forms) => forms.iter().find(|(own, _)| own == name).map(|(_, text)| text.as_str()),
        }
    }

    /// The text, or each of its forms.
    pub(super) fn all(&self) -> Vec<&str> {
        match self {
            Self::Plain(text) => vec![text],
            Self::Counted(forms) => forms.iter().map(|(_, text)| text.as_str()).collect(),
        }
    }

    /// The text, or the form for most numbers.
    pub(super) fn sample(&self) -> &str {
        self.all().last().copied().unwrap_or_default()
    }

    /// In characters, of the longest form. What stands in brackets is not counted: it may be the official term.
    pub(super) fn length(&self) -> usize {
        let length = |text: &&str| {
            let mut depth = 0usize;
            let is_outside = |sign: &char| {
                depth = if *sign == '(' { depth + 1 } else { depth };
                let is_outside = depth == 0;
                depth = if *sign == ')' { depth.saturating_sub(1) } else { depth };
                is_outside
            };
            text.chars().filter(is_outside).count()
        };
        self.all().iter().map(length).max().unwrap_or(0)
    }

    /// On one line, for people.
    pub(super) fn shown(&self) -> String {
        self.all().join(" | ")
    }
}

/// A text in its place.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) key: String,
    /// Its file's name without `.toml`.
    pub(super) file: String,
    /// What a comment above it, or above its section, tells translators.
    pub(super) note: String,
    pub(super) text: Text,
}

/// A language as its folder has it.
#[derive(Debug)]
pub(super) struct Locale {
    pub(super) language: Language,
    folder: PathBuf,
    files: BTreeMap<String, DocumentMut>,
    pub(super) entries: Vec<Entry>,
    places: BTreeMap<String, usize>,
}

/// The codes of all languages, drafts too, sorted.
pub(super) fn codes(root: &Path) -> Result<Vec<String>, String> {
    let all = std::fs::read_dir(root).map_err(|error| format!("{}: {error}", root.display()))?;
    let mut codes: Vec<String> =
        all.flatten().filter(|entry| entry.path().is_dir()).map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    codes.sort();
    Ok(codes)
}

impl Locale {
    /// Reads `<root>/<code>/*.toml`.
    pub(super) fn read(root: &Path, code: &str) -> Result<Self, String> {
        let folder = root.join(code);
        let about = folder.join("_language.toml");
        let text = std::fs::read_to_string(&about).map_err(|_| {
            let known = codes(root).unwrap_or_default().join(", ");
            format!("'{code}' is no language here; there are: {known}. To begin one, write {} as docs/TRANSLATING.md says", about.display())
        })?;
        let table = text.parse().map_err(|error| format!("{}: {error}", about.display()))?;
        let language = describe(code, &table)?;
        let mut locale = Self { language, folder: folder.clone(), files: BTreeMap::new(), entries: Vec::new(), places: BTreeMap::new() };
        let all = std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let mut paths: Vec<PathBuf> =
            all.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect();
        paths.sort();
        for path in paths.iter().filter(|path| **path != about) {
            let fault = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
            let text = std::fs::read_to_string(path).map_err(|error| fault(&error))?;
            let document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| fault(&error))?;
            let file = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            collect(&file, "", &comment(document.as_table().decor().prefix()), document.as_table(), &mut locale.entries);
            locale.files.insert(file, document);
        }
        locale.places = locale.entries.iter().enumerate().map(|(index, entry)| (entry.key.clone(), index)).collect();
        Ok(locale)
    }

    /// The text of a key.
    pub(super) fn text(&self, key: &str) -> Option<&Text> {
        self.place(key).map(|entry| &entry.text)
    }

    fn place(&self, key: &str) -> Option<&Entry> {
        self.places.get(key).and_then(|index| self.entries.get(*index))
    }

    /// The files that change when these texts stand in this folder, with their contents.
    ///
    /// A file that has its texts already keeps its order and comments. One that lacks some, or has others, is laid out
    /// as the English.
    pub(super) fn with(&self, english: &Self, texts: &BTreeMap<String, Text>) -> Result<Vec<(PathBuf, String)>, String> {
        let mut changed = Vec::new();
        for (name, template) in &english.files {
            let new: Vec<(&str, &Text)> = english
                .entries
                .iter()
                .filter(|entry| entry.file == *name)
                .filter_map(|entry| Some((entry.key.as_str(), texts.get(&entry.key).or_else(|| self.text(&entry.key))?)))
                .collect();
            let is_here = |locale: &Self, key: &str| locale.place(key).is_some_and(|entry| entry.file == *name);
            let is_complete = new.iter().all(|(key, _)| is_here(self, key));
            // A text that English has in another file by now would otherwise stand twice.
            let is_tidy = self.entries.iter().filter(|own| own.file == *name).all(|own| is_here(english, &own.key));
            let mut document = match self.files.get(name).filter(|_| is_complete && is_tidy) {
                Some(own) => own.clone(),
                None if new.is_empty() => continue,
                None => laid_out(template, &new),
            };
            for (key, text) in new {
                put(&mut document, key, text)?;
            }
            let text = document.to_string();
            if self.files.get(name).is_none_or(|own| own.to_string() != text) {
                changed.push((self.folder.join(format!("{name}.toml")), text));
            }
        }
        Ok(changed)
    }
}

/// The lines of a comment without their signs.
fn comment(prefix: Option<&toml_edit::RawString>) -> String {
    let lines = prefix.and_then(toml_edit::RawString::as_str).unwrap_or_default().lines();
    let notes = lines.filter_map(|line| line.trim().strip_prefix('#')).map(|line| line.trim_matches(['-', ' ']));
    notes.collect::<Vec<_>>().join(" ")
}

fn forms(table: &dyn TableLike) -> Option<Vec<(String, String)>> {
    let forms = table.iter().map(|(name, item)| Some((name.to_owned(), item.as_str()?.to_owned()))).collect::<Option<Vec<_>>>()?;
    Some(forms).filter(|forms| !forms.is_empty() && forms.iter().all(|(name, _)| CATEGORIES.contains(&name.as_str())))
}

fn collect(file: &str, prefix: &str, note: &str, table: &dyn TableLike, entries: &mut Vec<Entry>) {
    for (name, item) in table.iter() {
        let key = if prefix.is_empty() { name.to_owned() } else { format!("{prefix}.{name}") };
        let own = item
            .as_table()
            .map_or_else(|| table.key(name).map(|key| comment(key.leaf_decor().prefix())), |table| Some(comment(table.decor().prefix())));
        let note = own.filter(|own| !own.is_empty()).unwrap_or_else(|| note.to_owned());
        let mut add = |text| entries.push(Entry { key: key.clone(), file: file.to_owned(), note: note.clone(), text });
        if let Some(text) = item.as_str() {
            add(Text::Plain(text.to_owned()));
        } else if let Some(inner) = item.as_table_like() {
            match forms(inner) {
                Some(forms) => add(Text::Counted(forms)),
                None => collect(file, &key, &note, inner, entries),
            }
        }
    }
}

/// The English file with the texts of these keys alone.
fn laid_out(template: &DocumentMut, texts: &[(&str, &Text)]) -> DocumentMut {
    let mut document = template.clone();
    prune(document.as_table_mut(), "", &|key| texts.iter().any(|(own, _)| *own == key));
    // Which texts follow the first load is said in English alone, above the first section.
    document.to_string().trim_start().parse().unwrap_or(document)
}

fn prune(table: &mut Table, prefix: &str, is_kept: &dyn Fn(&str) -> bool) {
    let names: Vec<String> = table.iter().map(|(name, _)| name.to_owned()).collect();
    for name in names {
        let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        let Some(item) = table.get_mut(&name) else { continue };
        let goes = match item.as_table_mut().filter(|inner| forms(*inner).is_none()) {
            Some(inner) => {
                prune(inner, &key, is_kept);
                inner.is_empty()
            }
            None => !is_kept(&key),
        };
        if goes {
            table.remove(&name);
        }
    }
}

/// Puts a text where its key stands. What is there already keeps its form.
fn put(document: &mut DocumentMut, key: &str, text: &Text) -> Result<(), String> {
    let lost = || format!("'{key}' has no place in its file");
    let mut item = document.as_item_mut();
    for name in key.split('.') {
        item = item.as_table_like_mut().and_then(|table| table.get_mut(name)).ok_or_else(lost)?;
    }
    match text {
        Text::Plain(text) => write(item, text),
        Text::Counted(forms) => {
            let table = item.as_table_like_mut().ok_or_else(lost)?;
            let is_same = table.iter().map(|(name, _)| name).eq(forms.iter().map(|(name, _)| name.as_str()));
            if !is_same {
                table.clear();
                for (name, text) in forms {
                    table.insert(name, Item::Value(quoted(text)));
                }
            }
            for (name, text) in forms {
                write(table.get_mut(name).ok_or_else(lost)?, text);
            }
            if !is_same && let Some(inline) = item.as_inline_table_mut() {
                InlineTable::fmt(inline);
            }
        }
    }
    Ok(())
}

fn write(item: &mut Item, text: &str) {
    if item.as_str() == Some(text) {
        return;
    }
    let mut value = quoted(text);
    if let Some(old) = item.as_value() {
        *value.decor_mut() = old.decor().clone();
    }
    *item = Item::Value(value);
}

/// In double quotes, as all texts are.
fn quoted(text: &str) -> Value {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"").parse().unwrap_or_else(|_| Value::from(text))
}
