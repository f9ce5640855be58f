//! The texts of locales/ for people who translate them: out as a PO file, back in, and what is left to do.
//!
//! It reads the folders of the clone it runs in and not the texts built into the program, so that it sees what has
//! been written since, and a language that is not whole yet.

mod ease;
mod exchange;
mod folder;
mod po;
mod record;

// How a language counts is said where the build reads it.
#[path = "../../../../build/locales.rs"]
#[allow(dead_code, reason = "each includer uses its own part")]
mod locales;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use lexopt::Parser;
use lexopt::prelude::*;

use crate::{print, read, remark};
use folder::{Entry, Locale, REFERENCE};
use record::Record;

/// An English text of at most so many characters that is no sentence is a label: it stands on a button, in a menu or
/// over a column, and must fit beside others on a phone of 320 pixels.
const LABEL: usize = 40;

/// Terms that are explained stand on lines of their own, whatever their length.
const EXPLAINED: &str = "term.";

/// How long the translation of a label may be: half as long again as the English, and twelve characters.
const fn longest(english: usize) -> usize {
    english + english / 2 + 12
}

type Outcome = Result<ExitCode, Box<dyn Error>>;

/// Runs `hsmp texts`.
pub(crate) fn texts(mut arguments: Parser) -> Outcome {
    let what = arguments.next()?;
    let mut values = Vec::new();
    let asked = match what {
        Some(Long(name)) => name.to_owned(),
        Some(other) => return Err(other.unexpected().into()),
        None => return Err("texts needs one of --export, --import, --check, --done, --ease; see hsmp --help".into()),
    };
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(value) => values.push(value.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    match (asked.as_str(), values.as_slice()) {
        ("export", [code]) => export(code),
        ("export", _) => Err("--export needs a language: texts --export az".into()),
        ("import", [code, file]) => import(code, file),
        ("import", _) => Err("--import needs a language and a file: texts --import az az.po".into()),
        ("check", []) => check(&translations()?),
        ("check", [code]) => check(&[(*code).to_owned()]),
        ("check", _) => Err("--check takes one language, or none for all: texts --check az".into()),
        ("done", [code, keys @ ..]) => done(code, keys),
        ("done", []) => Err("--done needs a language: texts --done az [KEY...]".into()),
        ("ease", []) => ease(),
        ("ease", _) => Err("--ease takes nothing else".into()),
        (other, _) => Err(format!("texts has no --{other}; see hsmp --help").into()),
    }
}

/// The folder of all languages, in the clone around the current folder.
fn root() -> Result<PathBuf, Box<dyn Error>> {
    let here = std::env::current_dir().map_err(|error| format!("the current folder: {error}"))?;
    let root = here.ancestors().map(|folder| folder.join("locales")).find(|folder| folder.join(REFERENCE).join("_language.toml").is_file());
    root.ok_or_else(|| "texts works in a clone of the repository: no locales/en here or in a folder above".into())
}

/// The codes of all languages but English, drafts too.
fn translations() -> Result<Vec<String>, Box<dyn Error>> {
    Ok(folder::codes(&root()?)?.into_iter().filter(|code| code != REFERENCE).collect())
}

/// English and a language, with the record of which English each of its texts belongs to.
fn both(code: &str) -> Result<(Locale, Locale, Record), Box<dyn Error>> {
    if code == REFERENCE {
        return Err("English is what the others are translated from; change it in locales/en".into());
    }
    let root = root()?;
    Ok((Locale::read(&root, REFERENCE)?, Locale::read(&root, code)?, Record::read(&root, code)?))
}

fn export(code: &str) -> Outcome {
    let (english, own, record) = both(code)?;
    print(exchange::export(&english, &own, &record).trim_end())
}

fn import(code: &str, file: &str) -> Outcome {
    let (english, own, mut record) = both(code)?;
    let text = read(file)?;
    let read = po::read(&text).map_err(|(line, fault)| format!("{file}:{line}: {fault}"))?;
    let new = exchange::import(&english, &own, &read, &mut record).map_err(|faults| {
        let lines: Vec<String> = faults.iter().map(|(line, fault)| format!("{file}:{line}: {fault}")).collect();
        format!("{}\nnothing was changed", lines.join("\n"))
    })?;
    let changed = new.iter().filter(|(key, text)| own.text(key) != Some(text)).count();
    let files = own.with(&english, &new)?;
    for (path, text) in &files {
        std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    record.write()?;
    print(&format!("{changed} texts changed in {} files", files.len()))
}

/// One thing that is left to do.
struct Finding<'a> {
    english: &'a Entry,
    what: String,
    own: Option<String>,
}

fn findings<'a>(english: &'a Locale, own: &Locale, record: &Record) -> Vec<Finding<'a>> {
    let mut found = Vec::new();
    for entry in &english.entries {
        let mut find = |what: &str, own: Option<String>| found.push(Finding { english: entry, what: what.to_owned(), own });
        let Some(text) = own.text(&entry.key) else {
            find("missing", None);
            continue;
        };
        for form in own.language.plural.required.iter().filter(|form| text.is_counted() && text.form(form).is_none()) {
            find(&format!("missing form '{form}'"), Some(text.shown()));
        }
        if !record.is_of(entry) {
            find("stale", Some(text.shown()));
        }
        let (limit, length) = (longest(entry.text.length()), text.length());
        let is_label = !entry.key.starts_with(EXPLAINED) && entry.text.length() <= LABEL;
        if is_label && !ease::is_prose(entry.text.sample()) && length > limit {
            find(&format!("too long: {length} characters, at most {limit}"), Some(text.shown()));
        }
    }
    found
}

fn check(codes: &[String]) -> Outcome {
    let mut is_fine = true;
    for code in codes {
        let (english, own, record) = both(code)?;
        let found = findings(&english, &own, &record);
        for Finding { english, what, own } in &found {
            print(&format!("{code}/{}.toml: {}: {what}\n  en: {}", english.file, english.key, english.text.shown()))?;
            if let Some(own) = own {
                print(&format!("  {code}: {own}"))?;
            }
        }
        let count = |start: &str| found.iter().filter(|finding| finding.what.starts_with(start)).count();
        print(&format!("{code}: {} missing, {} stale, {} too long", count("missing"), count("stale"), count("too long")))?;
        is_fine &= found.is_empty();
    }
    Ok(if is_fine { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn done(code: &str, keys: &[&str]) -> Outcome {
    let (english, own, mut record) = both(code)?;
    for key in keys {
        if !english.entries.iter().any(|entry| entry.key == *key || is_below(&entry.key, key)) {
            return Err(format!("'{key}' is no key of a text and no section").into());
        }
    }
    let is_meant = |entry: &&Entry| keys.is_empty() || keys.iter().any(|key| entry.key == *key || is_below(&entry.key, key));
    let mut count = 0;
    for entry in english.entries.iter().filter(is_meant) {
        if own.text(&entry.key).is_some() {
            count += usize::from(!record.is_of(entry));
            record.note(entry);
        } else {
            remark(&format!("{}: has no text in this language yet", entry.key));
        }
    }
    record.keep_only(&english);
    record.write()?;
    print(&format!("{count} texts newly belong to the English of today"))
}

fn is_below(key: &str, section: &str) -> bool {
    key.strip_prefix(section).is_some_and(|rest| rest.starts_with('.'))
}

fn ease() -> Outcome {
    let root = root()?;
    let mut codes = folder::codes(&root)?;
    codes.sort_by_key(|code| (code != REFERENCE, code.clone()));
    let locales = codes.iter().map(|code| Locale::read(&root, code)).collect::<Result<Vec<_>, _>>()?;
    print(ease::report(&locales).trim_end())
}
