//! gettext's PO files: the part of the format that a file of texts needs, with the line of every entry.
//! Decision 0072 says why this is no crate.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// One text of a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Message {
    /// Where its first keyword stands.
    pub(super) line: usize,
    /// The key of the text. The head of the file has none.
    pub(super) context: Option<String>,
    pub(super) id: String,
    pub(super) plural: Option<String>,
    /// The translation, or its forms by number.
    pub(super) texts: BTreeMap<usize, String>,
    /// Whether they have numbers: `msgstr[0]`.
    pub(super) is_numbered: bool,
    /// Whether somebody has to look at it again.
    pub(super) is_fuzzy: bool,
}

/// A line and what is wrong there.
pub(super) type Fault = (usize, String);

/// A string in quotes, on one line.
pub(super) fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t");
    format!("\"{escaped}\"")
}

/// A line with a keyword.
pub(super) fn line(out: &mut String, keyword: &str, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{keyword} {}", quoted(text));
}

/// Which string of a message the next line in quotes goes on.
#[derive(Clone, Copy)]
enum Part {
    Context,
    Id,
    Plural,
    Text(usize),
}

/// Reads a file. Obsolete entries (`#~`) and other comments are left out.
pub(super) fn read(text: &str) -> Result<Vec<Message>, Fault> {
    let mut all = Vec::new();
    let (mut message, mut part, mut is_fuzzy) = (Message::default(), None, false);
    for (index, written) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let (number, line) = (index + 1, written.trim());
        let fault = |what: String| (number, what);
        if line.is_empty() || line.starts_with('#') {
            finish(&mut message, &mut part, &mut all)?;
            if line.starts_with("#~") {
                is_fuzzy = false;
            } else if let Some(flags) = line.strip_prefix("#,") {
                is_fuzzy |= flags.split(',').any(|flag| flag.trim() == "fuzzy");
            }
            continue;
        }
        let (keyword, string) = line.split_at(line.find('"').ok_or_else(|| fault(format!("no text in double quotes: {line}")))?);
        let string = unquoted(string).map_err(fault)?;
        let next = match keyword.trim() {
            "" => {
                let part = part.ok_or_else(|| fault("a text in quotes that belongs to nothing before it".to_owned()))?;
                string_of(&mut message, part).push_str(&string);
                continue;
            }
            "msgctxt" => Part::Context,
            "msgid" => Part::Id,
            "msgid_plural" => Part::Plural,
            "msgstr" => Part::Text(0),
            other => {
                let form = other.strip_prefix("msgstr[").and_then(|rest| rest.strip_suffix(']')).and_then(|form| form.parse().ok());
                message.is_numbered = true;
                Part::Text(form.ok_or_else(|| fault(format!("'{other}' is no keyword of a PO file")))?)
            }
        };
        // A message begins with its context, or with its text where it has none.
        let begins = matches!(next, Part::Context) || matches!(next, Part::Id) && !matches!(part, Some(Part::Context));
        if begins {
            finish(&mut message, &mut part, &mut all)?;
            message = Message { line: number, is_fuzzy: std::mem::take(&mut is_fuzzy), ..Message::default() };
        } else if part.is_none() {
            return Err(fault(format!("'{}' without 'msgctxt' or 'msgid' before it", keyword.trim())));
        }
        let is_again = match next {
            Part::Plural => message.plural.is_some(),
            Part::Text(form) => message.texts.contains_key(&form),
            Part::Context | Part::Id => false,
        };
        if is_again {
            return Err(fault(format!("'{}' stands twice in one entry", keyword.trim())));
        }
        string_of(&mut message, next).push_str(&string);
        part = Some(next);
    }
    finish(&mut message, &mut part, &mut all)?;
    Ok(all)
}

fn finish(message: &mut Message, part: &mut Option<Part>, all: &mut Vec<Message>) -> Result<(), Fault> {
    match part.take() {
        None => Ok(()),
        Some(Part::Text(_)) => {
            all.push(std::mem::take(message));
            Ok(())
        }
        Some(_) => Err((message.line, "the entry has no 'msgstr'".to_owned())),
    }
}

fn string_of(message: &mut Message, part: Part) -> &mut String {
    match part {
        Part::Context => message.context.get_or_insert_default(),
        Part::Id => &mut message.id,
        Part::Plural => message.plural.get_or_insert_default(),
        Part::Text(form) => message.texts.entry(form).or_default(),
    }
}

fn unquoted(string: &str) -> Result<String, String> {
    let inner = string.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let inner = inner.ok_or_else(|| format!("no closing quote: {string}"))?;
    let (mut text, mut signs) = (String::new(), inner.chars());
    while let Some(sign) = signs.next() {
        text.push(match sign {
            '"' => return Err(format!("a quote within a text must be written \\\": {string}")),
            '\\' => match signs.next() {
                Some('n') => '\n',
                Some('t') => '\t',
                Some('r') => '\r',
                Some(sign @ ('"' | '\\')) => sign,
                Some(other) => return Err(format!("'\\{other}' is not known in a PO file")),
                None => return Err(format!("no closing quote: {string}")),
            },
            sign => sign,
        });
    }
    Ok(text)
}
