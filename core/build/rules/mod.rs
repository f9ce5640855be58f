//! Reads the rule files, refuses what is not whole, and writes the rulebook as Rust constants.
//!
//! Shared by the build script and by the tests that prove each refusal.

mod criteria;
mod values;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use sha2::{Digest, Sha256};
use toml::{Table, Value};

const STANDINGS: &[&str] = &["law", "reported", "professional", "claimed", "assumption"];

/// The kinds of value, each a key of its own.
const KINDS: &[&str] = &[
    "brackets",
    "money",
    "rate",
    "count",
    "range",
    "bands",
    "criteria",
    "month-days",
    "dates",
    "countries",
    "tiers",
    "exchange",
    "statement",
];

/// Reads every `*.toml` of a folder and returns the rulebook's source code. Tables beside them (`*.csv`) only
/// count for the hash.
///
/// # Errors
/// Every fault found, each with its file and rule.
pub fn load(folder: &Path, texts: &[String]) -> Result<String, Vec<String>> {
    let files = read_folder(folder)?;
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    compile(&files, texts)
}

/// The sources as the page shows them, a line each: title, publisher, address, when seen.
///
/// # Errors
/// A file that cannot be read or is not TOML.
#[allow(dead_code, reason = "each includer uses its own part")]
pub fn source_lines(folder: &Path) -> Result<String, Vec<String>> {
    let mut lines = String::new();
    each_source(folder, |source| {
        let part = |name| text(source, name).unwrap_or_default();
        let _ = write!(lines, "\n{}\u{1f}{}\u{1f}{}\u{1f}{}", part("title"), part("publisher"), part("url"), part("seen"));
    })?;
    Ok(lines)
}

/// The ids of the sources, in the order of their numbers.
///
/// # Errors
/// As [`source_lines`].
#[allow(dead_code, reason = "each includer uses its own part")]
pub fn source_ids(folder: &Path) -> Result<Vec<String>, Vec<String>> {
    let mut ids = Vec::new();
    each_source(folder, |source| ids.push(text(source, "id").unwrap_or_default().to_owned()))?;
    Ok(ids)
}

/// Where the rules stand in the law: the id of each that says so, and what it says.
///
/// # Errors
/// As [`source_lines`].
#[allow(dead_code, reason = "each includer uses its own part")]
pub fn articles(folder: &Path) -> Result<Vec<(String, String)>, Vec<String>> {
    let mut articles = Vec::new();
    each(folder, "rule", |rule| {
        if let (Some(id), Some(article)) = (text(rule, "id"), text(rule, "article")) {
            articles.push((id.to_owned(), article.to_owned()));
        }
    })?;
    Ok(articles)
}

fn each_source(folder: &Path, take: impl FnMut(&Table)) -> Result<(), Vec<String>> {
    each(folder, "source", take)
}

fn each(folder: &Path, kind: &str, mut take: impl FnMut(&Table)) -> Result<(), Vec<String>> {
    for (name, text) in read_folder(folder)?.into_iter().filter(|(name, _)| is_toml(name)) {
        let table = text.parse::<Table>().map_err(|error| vec![format!("{name}: {error}")])?;
        list(&table, kind).for_each(&mut take);
    }
    Ok(())
}

fn is_toml(name: &str) -> bool {
    name.ends_with(".toml")
}

fn read_folder(folder: &Path) -> Result<Vec<(String, String)>, Vec<String>> {
    let entries = std::fs::read_dir(folder).map_err(|error| vec![format!("{}: {error}", folder.display())])?;
    let mut paths: Vec<_> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "toml" || e == "csv")).collect();
    paths.sort();
    let read = |path: std::path::PathBuf| {
        let text = std::fs::read_to_string(&path).map_err(|error| vec![format!("{}: {error}", path.display())])?;
        Ok((path.file_name().unwrap_or_default().to_string_lossy().into_owned(), text))
    };
    paths.into_iter().map(read).collect()
}

/// The same from texts in memory: `(file name, TOML)`, and the text keys that exist.
///
/// # Errors
/// As [`load`].
pub fn compile(files: &[(&str, &str)], texts: &[String]) -> Result<String, Vec<String>> {
    let mut compiler = Compiler { texts, sources: Vec::new(), faults: Vec::new(), rules: BTreeMap::new() };
    let mut hash = Sha256::new();
    let mut tables = Vec::new();
    for (name, text) in files {
        hash.update(name.as_bytes());
        hash.update([0]);
        hash.update(text.as_bytes());
        if !is_toml(name) {
            continue;
        }
        match text.parse::<Table>() {
            Ok(table) => tables.push((*name, table)),
            Err(error) => compiler.faults.push(format!("{name}: {error}")),
        }
    }
    let mut source_code = String::new();
    for (name, table) in &tables {
        for key in table.keys().filter(|key| !["source", "rule"].contains(&key.as_str())) {
            compiler.faults.push(format!("{name}: unknown table '{key}'; known are [[source]] and [[rule]]"));
        }
        for entry in list(table, "source") {
            compiler.source(name, entry, &mut source_code);
        }
    }
    for (name, table) in &tables {
        for entry in list(table, "rule") {
            compiler.rule(name, entry);
        }
    }
    compiler.faults.extend(criteria::check(&tables));
    if !compiler.faults.is_empty() {
        return Err(compiler.faults);
    }
    let digest: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(compiler.write(&source_code, &digest))
}

fn list<'a>(table: &'a Table, name: &str) -> impl Iterator<Item = &'a Table> {
    table.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table)
}

fn text<'a>(table: &'a Table, name: &str) -> Option<&'a str> {
    table.get(name).and_then(Value::as_str)
}

struct Compiler<'a> {
    texts: &'a [String],
    sources: Vec<String>,
    faults: Vec<String>,
    /// Rule id to (kind, code).
    rules: BTreeMap<String, (&'static str, String)>,
}

impl Compiler<'_> {
    fn source(&mut self, file: &str, entry: &Table, code: &mut String) {
        let Some(id) = text(entry, "id") else {
            self.faults.push(format!("{file}: a source without id"));
            return;
        };
        if self.sources.iter().any(|known| known == id) {
            self.faults.push(format!("{file}: source '{id}' stands twice"));
        }
        for field in ["title", "publisher", "standing", "seen"] {
            if text(entry, field).is_none_or(str::is_empty) {
                self.faults.push(format!("{file}: source '{id}' has no {field}"));
            }
        }
        let place = format!("{file}: source '{id}'");
        for key in entry.keys().filter(|key| !["id", "title", "publisher", "url", "standing", "seen"].contains(&key.as_str())) {
            self.faults.push(format!("{place}: unknown key '{key}'"));
        }
        let standing = self.standing(&place, entry);
        let part = |name| text(entry, name).unwrap_or_default();
        let _ = writeln!(
            code,
            "    Source {{ id: {id:?}, title: {:?}, publisher: {:?}, url: {:?}, standing: {standing}, seen: {:?} }},",
            part("title"),
            part("publisher"),
            part("url"),
            part("seen"),
        );
        self.sources.push(id.to_owned());
    }

    fn standing(&mut self, place: &str, entry: &Table) -> String {
        match text(entry, "standing") {
            Some(name) if STANDINGS.contains(&name) => format!("Standing::{}", camel(name)),
            other => {
                self.faults.push(format!("{place}: standing {other:?} is none of {STANDINGS:?}"));
                String::new()
            }
        }
    }

    fn key(&mut self, place: &str, name: &str) -> String {
        match self.texts.binary_search_by(|known| known.as_str().cmp(name)) {
            Ok(index) => format!("Key::at({index})"),
            Err(_) => {
                self.faults.push(format!("{place}: the locale files have no text '{name}'"));
                String::new()
            }
        }
    }

    fn rule(&mut self, file: &str, entry: &Table) {
        let Some(id) = text(entry, "id") else {
            self.faults.push(format!("{file}: a rule without id"));
            return;
        };
        let place = format!("{file}: rule '{id}'");
        let name = self.key(&place, &format!("rule.{id}"));
        let mut values = String::new();
        let mut kind = "";
        let mut previous: Option<(i32, Option<i32>)> = None;
        self.known_keys(&place, entry, &["id", "article", "value"]);
        for value in list(entry, "value") {
            self.known_keys(&place, value, &["from", "to", "review", "standing", "sources", "note", "conflict", "other", "unit"]);
            let (Some(from), to) = (day(value.get("from")), value.get("to").map(|to| day(Some(to)))) else {
                self.faults.push(format!("{place}: a value without a date in 'from'"));
                continue;
            };
            if to == Some(None) {
                self.faults.push(format!("{place}: 'to' is not a date"));
                continue;
            }
            let to = to.flatten();
            self.validity(&place, previous, from, to);
            previous = Some((from, to));
            let (own, content) = self.content(&place, value);
            if kind.is_empty() {
                kind = own;
            } else if kind != own {
                self.faults.push(format!("{place}: one value is {kind}, another {own}"));
            }
            let statement = self.statement(&place, value);
            let note = text(value, "note").map(|note| self.key(&place, &format!("note.{note}")));
            let conflict = text(value, "conflict").map(|conflict| self.key(&place, &format!("conflict.{conflict}")));
            let mut others = String::new();
            for other in list(value, "other") {
                self.known_keys(&place, other, &["reading", "standing", "sources", "unit"]);
                let reading = text(other, "reading").unwrap_or_default();
                let reading_key = self.key(&place, &format!("reading.{reading}"));
                let (_, content) = self.content(&place, other);
                let statement = self.statement(&place, other);
                let _ = write!(others, "Other {{ reading: {reading:?}, name: {reading_key}, {statement}, content: {content} }}, ");
            }
            if conflict.is_some() && others.is_empty() {
                self.faults.push(format!("{place}: a conflict holds both values, but there is no 'other'"));
            }
            let review = value.get("review").and_then(|review| day(Some(review)));
            let Some(review) = review else {
                self.faults.push(format!("{place}: a value without a date in 'review'"));
                continue;
            };
            let to = to.map_or("None".to_owned(), |to| format!("Some(Date::from_julian_day({to}))"));
            let _ = writeln!(
                values,
                "        Dated {{ from: Date::from_julian_day({from}), to: {to}, review: Date::from_julian_day({review}), {statement}, note: {}, conflict: {}, content: {content}, others: &[{others}] }},",
                option(note),
                option(conflict),
            );
        }
        if previous.is_none() {
            self.faults.push(format!("{place}: no value"));
        }
        let article = option(text(entry, "article").map(|_| self.key(&place, &format!("article.{id}"))));
        let code = format!("    Rule {{ id: {id:?}, name: {name}, article: {article}, values: &[\n{values}    ] }},\n");
        if self.rules.insert(id.to_owned(), (kind, code)).is_some() {
            self.faults.push(format!("{place}: stands twice"));
        }
    }

    /// A misspelt key would be passed over in silence.
    fn known_keys(&mut self, place: &str, table: &Table, known: &[&str]) {
        for key in table.keys().filter(|key| !known.contains(&key.as_str()) && !KINDS.contains(&key.as_str())) {
            self.faults.push(format!("{place}: unknown key '{key}'; known are {known:?} and one of {KINDS:?}"));
        }
    }

    /// Values follow each other day by day: no gap, no overlap, nothing after an open end.
    fn validity(&mut self, place: &str, previous: Option<(i32, Option<i32>)>, from: i32, to: Option<i32>) {
        if to.is_some_and(|to| to < from) {
            self.faults.push(format!("{place}: a value ends before it begins"));
        }
        match previous {
            Some((_, None)) => self.faults.push(format!("{place}: a value follows one without end (overlap)")),
            Some((_, Some(end))) if from <= end => self.faults.push(format!("{place}: two values overlap")),
            Some((_, Some(end))) if from > end + 1 => {
                self.faults.push(format!("{place}: a gap of {} days between two values", from - end - 1))
            }
            _ => {}
        }
    }

    fn statement(&mut self, place: &str, value: &Table) -> String {
        let standing = self.standing(place, value);
        let mut ids = Vec::new();
        for source in value.get("sources").and_then(Value::as_array).into_iter().flatten() {
            let name = source.as_str().unwrap_or_default();
            match self.sources.iter().position(|known| known == name) {
                Some(index) => ids.push(index.to_string()),
                None => self.faults.push(format!("{place}: unknown source '{name}'")),
            }
        }
        if ids.is_empty() {
            self.faults.push(format!("{place}: a value without source"));
        }
        format!("standing: {standing}, sources: &[{}]", ids.join(", "))
    }

    fn content(&mut self, place: &str, value: &Table) -> (&'static str, String) {
        let present: Vec<&&str> = KINDS.iter().filter(|kind| value.contains_key(**kind)).collect();
        let [kind] = present.as_slice() else {
            self.faults.push(format!("{place}: a value has {present:?}; exactly one of {KINDS:?} is needed"));
            return ("", String::new());
        };
        let content = &value[**kind];
        let unit = text(value, "unit");
        if value.contains_key("unit") && (**kind != "bands" || !matches!(unit, Some("points" | "percent"))) {
            self.faults.push(format!("{place}: a unit is \"percent\" or \"points\", and only bands have one"));
        }
        let code = match **kind {
            "brackets" => values::brackets(content).map(|code| format!("Content::Brackets(&[{code}])")),
            "money" => content.as_str().and_then(values::qepik).map(|amount| format!("Content::Money(Money::from_qepik({amount}))")),
            "rate" => content.as_str().and_then(values::rate).map(|rate| format!("Content::Rate({rate})")),
            "count" => content.as_integer().map(|count| format!("Content::Count({count})")),
            "range" => values::integers(content).and_then(|ends| match ends[..] {
                [low, high] if low <= high => Some(format!("Content::Range(Interval {{ low: {low}, high: {high} }})")),
                _ => None,
            }),
            "bands" => values::bands(content, unit == Some("points")).map(|code| format!("Content::Bands({code})")),
            "criteria" => criteria::code(content, &mut |name| self.key(place, name)).map(|code| format!("Content::Criteria(&[{code}])")),
            "month-days" => values::month_days(content).map(|code| format!("Content::MonthDays(&[{code}])")),
            "tiers" => values::tiers(content).map(|code| format!("Content::Tiers(&[{code}])")),
            "exchange" => values::exchange(content).map(|code| format!("Content::Exchange(&{code})")),
            "countries" => values::countries(content).map(|code| format!("Content::Countries({code:?})")),
            "dates" => values::dates(content).map(|code| format!("Content::Dates(&[{code}])")),
            _ => content.as_bool().filter(|yes| *yes).map(|_| "Content::Statement".to_owned()),
        };
        if code.is_none() {
            self.faults.push(format!("{place}: '{kind} = {content}' is not of the form that kind has (docs/RULES.md)"));
        }
        (**kind, code.unwrap_or_default())
    }

    fn write(&self, source_code: &str, digest: &str) -> String {
        let mut code = format!("/// SHA-256 of the rule files.\npub const HASH: &str = {digest:?};\n\n");
        let _ = writeln!(code, "/// Every source.\npub static SOURCES: [Source; {}] = [\n{source_code}];\n", self.sources.len());
        let _ = writeln!(code, "/// Every rule, sorted by id.\npub static RULES: [Rule; {}] = [", self.rules.len());
        for (_, rule) in self.rules.values() {
            code.push_str(rule);
        }
        code.push_str("];\n\n");
        for (index, (id, (kind, _))) in self.rules.iter().enumerate() {
            let constant = constant(id);
            let _ = writeln!(code, "/// `{id}`\npub const {constant}: Ref<kind::{}> = Ref::to({index});", camel(kind));
        }
        code
    }
}

/// The name of a rule's constant.
fn constant(id: &str) -> String {
    id.replace(['.', '-'], "_").to_uppercase()
}

fn option(code: Option<String>) -> String {
    code.map_or("None".to_owned(), |code| format!("Some({code})"))
}

fn camel(name: &str) -> String {
    name.split('-').map(|word| word[..1].to_uppercase() + &word[1..]).collect()
}

/// The Julian day number of a TOML date.
fn day(value: Option<&Value>) -> Option<i32> {
    let date = value?.as_datetime()?.date?;
    let month = time::Month::try_from(date.month).ok()?;
    Some(time::Date::from_calendar_date(date.year.into(), month, date.day).ok()?.to_julian_day())
}
