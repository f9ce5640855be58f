//! A language as a PO file, and such a file as texts.
//!
//! The key of a text is its context, so that two texts with the same English stay two. A stale translation is marked
//! fuzzy, which every editor of such files knows. A plural form that a language may leave out is written as the form
//! that stands in for it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::folder::{Entry, Locale, Text};
use super::locales::{Plural, placeholders};
use super::po::{self, Fault, Message};
use super::record::Record;

/// How gettext says it, for the forms in the order of [`Plural::forms`].
fn rule(plural: &Plural) -> String {
    format!("nplurals={}; plural={};", plural.forms.len(), plural.gettext)
}

/// All texts of a language beside the English.
pub(super) fn export(english: &Locale, own: &Locale, record: &Record) -> String {
    let language = &own.language;
    let mut out = format!("# The texts of the HSMP calculator in {}. How to translate them: docs/TRANSLATING.md\n", language.english);
    out.push_str("msgid \"\"\nmsgstr \"\"\n");
    for line in [
        "Project-Id-Version: hsmp".to_owned(),
        format!("Language: {}", language.code),
        "MIME-Version: 1.0".to_owned(),
        "Content-Type: text/plain; charset=UTF-8".to_owned(),
        "Content-Transfer-Encoding: 8bit".to_owned(),
        format!("Plural-Forms: {}", rule(language.plural)),
    ] {
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(out, "{}", po::quoted(&format!("{line}\n")));
    }
    for entry in &english.entries {
        let text = own.text(&entry.key);
        let has_gaps = entry.text.all().iter().any(|text| text.contains('{'));
        let mut flags = Vec::new();
        if text.is_some() && !record.is_of(entry) {
            flags.push("fuzzy");
        }
        // Editors and msgfmt then compare the placeholders.
        if has_gaps {
            flags.push("python-brace-format");
        }
        out.push('\n');
        if !entry.note.is_empty() {
            let _ = writeln!(out, "#. {}", entry.note);
        }
        let _ = writeln!(out, "#: locales/en/{}.toml", entry.file);
        if !flags.is_empty() {
            let _ = writeln!(out, "#, {}", flags.join(", "));
        }
        po::line(&mut out, "msgctxt", &entry.key);
        match &entry.text {
            Text::Plain(id) => {
                po::line(&mut out, "msgid", id);
                po::line(&mut out, "msgstr", text.map(Text::sample).unwrap_or_default());
            }
            Text::Counted(_) => {
                po::line(&mut out, "msgid", entry.text.form("one").unwrap_or_default());
                po::line(&mut out, "msgid_plural", entry.text.form("other").unwrap_or_default());
                for (index, form) in language.plural.forms.iter().enumerate() {
                    let text = text.and_then(|text| text.form(form).or(text.form("other"))).unwrap_or_default();
                    po::line(&mut out, &format!("msgstr[{index}]"), text);
                }
            }
        }
    }
    out
}

/// The texts of a file, all checked, and the record brought up to them. What is not translated is left as it is.
pub(super) fn import(
    english: &Locale,
    own: &Locale,
    messages: &[Message],
    record: &mut Record,
) -> Result<BTreeMap<String, Text>, Vec<Fault>> {
    let (mut texts, mut seen, mut faults) = (BTreeMap::new(), BTreeSet::new(), Vec::new());
    let entries: BTreeMap<&str, &Entry> = english.entries.iter().map(|entry| (entry.key.as_str(), entry)).collect();
    if messages.is_empty() {
        faults.push((1, "the file has no texts".to_owned()));
    }
    for message in messages {
        let mut fault = |what: String| faults.push((message.line, what));
        let Some(key) = message.context.as_deref() else {
            match head(own, message) {
                Ok(()) => {}
                Err(what) => fault(what),
            }
            continue;
        };
        let Some(entry) = entries.get(key) else {
            fault(format!("'{key}' is not the key of a text; get a new file with 'hsmp texts --export {}'", own.language.code));
            continue;
        };
        if !seen.insert(key) {
            fault(format!("'{key}' stands twice"));
            continue;
        }
        match translation(own, entry, message) {
            Err(what) => fault(format!("'{key}' {what}")),
            Ok(None) => {}
            Ok(Some(text)) => {
                let source = match &message.plural {
                    None => Text::Plain(message.id.clone()),
                    Some(plural) => Text::Counted(vec![("one".to_owned(), message.id.clone()), ("other".to_owned(), plural.clone())]),
                };
                if !message.is_fuzzy {
                    record.note_as(key, &source);
                } else if record.is_of(entry) {
                    record.doubt(key);
                }
                texts.insert(key.to_owned(), text);
            }
        }
    }
    record.keep_only(english);
    if faults.is_empty() { Ok(texts) } else { Err(faults) }
}

/// What stands at the top of a file must fit the language.
fn head(own: &Locale, message: &Message) -> Result<(), String> {
    if !message.id.is_empty() {
        return Err("an entry without 'msgctxt', which says the key of the text".to_owned());
    }
    let text = message.texts.get(&0).map(String::as_str).unwrap_or_default();
    let field = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
    let code = &own.language.code;
    if let Some(other) = field("Language:").filter(|other| other != code) {
        return Err(format!("the file is for the language '{other}', not '{code}'"));
    }
    let tight = |rule: &str| rule.chars().filter(|sign| !sign.is_whitespace() && *sign != ';').collect::<String>();
    let rule = rule(own.language.plural);
    match field("Plural-Forms:") {
        Some(other) if tight(other) != tight(&rule) => Err(format!("Plural-Forms must be: {rule}")),
        _ => Ok(()),
    }
}

/// The translation in a message, if there is one.
fn translation(own: &Locale, entry: &Entry, message: &Message) -> Result<Option<Text>, String> {
    let plural = own.language.plural;
    if message.texts.values().any(|text| text.trim().contains(['\n', '\r', '\t'])) {
        return Err("has a line break or a tab in its translation".to_owned());
    }
    let texts: Vec<&str> = message.texts.values().map(|text| text.trim()).collect();
    if message.plural.is_some() != entry.text.is_counted() || message.is_numbered != entry.text.is_counted() {
        let want = if entry.text.is_counted() {
            "is counted: it needs 'msgid_plural' and 'msgstr[0]' onwards"
        } else {
            "is not counted: it needs one 'msgstr'"
        };
        return Err(want.to_owned());
    }
    if texts.iter().all(|text| text.is_empty()) {
        return Ok(None);
    }
    let text = if entry.text.is_counted() {
        let numbers: Vec<usize> = message.texts.keys().copied().collect();
        if numbers != (0..plural.forms.len()).collect::<Vec<_>>() {
            return Err(format!("needs {} plural forms, msgstr[0] to msgstr[{}]", plural.forms.len(), plural.forms.len() - 1));
        }
        let form = |name: &str| plural.forms.iter().zip(&texts).find(|(own, _)| **own == name).map(|(_, text)| *text).unwrap_or_default();
        if let Some(name) = plural.required.iter().find(|name| form(name).is_empty()) {
            return Err(format!("lacks the plural form '{name}'"));
        }
        let before = own.text(&entry.key);
        // What may be left out and says nothing of its own stays left out.
        let is_written = |name: &str| {
            plural.required.contains(&name)
                || !form(name).is_empty() && (form(name) != form("other") || before.is_some_and(|text| text.form(name).is_some()))
        };
        let forms: Vec<(String, String)> =
            plural.forms.iter().filter(|name| is_written(name)).map(|name| ((*name).to_owned(), form(name).to_owned())).collect();
        Text::Counted(in_order_of(forms, before))
    } else {
        Text::Plain(texts.concat())
    };
    let gaps = |text: &Text| placeholders(&text.all().concat()).into_iter().map(str::to_owned).collect::<Vec<_>>();
    let (want, have) = (gaps(&entry.text), gaps(&text));
    if want != have {
        return Err(format!("has the placeholders {have:?}, not {want:?}"));
    }
    Ok(Some(text))
}

/// Forms in the order in which the file has them, so that nothing is written anew for their order alone.
fn in_order_of(mut forms: Vec<(String, String)>, before: Option<&Text>) -> Vec<(String, String)> {
    if let Some(Text::Counted(old)) = before {
        let place = |name: &str| old.iter().position(|(own, _)| own == name).unwrap_or(usize::MAX);
        forms.sort_by_key(|(name, _)| place(name));
    }
    forms
}
