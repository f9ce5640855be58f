use serde_json::Value;

use super::names::Names;
use super::results::{Line, lines};
use super::rules_used::{RuleChange, changes};
use super::{RECEIPT, receipt_of};
use crate::assess::assess;
use crate::message::Arg;
use crate::profile::{Document, DocumentFault, MOST_BYTES, read_json};
use crate::quantity::Date;
use crate::rulebook::HASH;

/// What came of working a receipt out again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Its date.
    pub on: Date,
    /// The version of the program that made it, as it says.
    pub program: String,
    /// Whether that is another one than this.
    pub is_other_program: bool,
    /// Whether it was made under other rules than today's.
    pub are_other_rules: bool,
    /// Every place where it says something else than what was worked out.
    pub mismatches: Vec<Mismatch>,
    /// The main results: what it says, and what was worked out.
    pub results: Vec<Line>,
    /// The rules that differ, as it says and as they are now. None where it names no rules.
    pub rules: Option<Vec<RuleChange>>,
}

/// A place where a receipt says something else than this program works out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// Where, `assessment.points.total.0`.
    pub path: String,
    /// What it is about, where that has a name.
    pub name: Option<Arg>,
    /// What the receipt says.
    pub stated: String,
    /// What was worked out.
    pub got: String,
}

/// Why a receipt cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptFault {
    /// More than [`MOST_BYTES`].
    #[error("larger than {} MB, the most that is opened", MOST_BYTES / 1_000_000)]
    TooLong,
    /// Not JSON.
    #[error("line {line}: this is not JSON, it is cut off, or a name stands in it twice")]
    NotJson {
        /// The line of the fault, from 1.
        line: usize,
    },
    /// Not a receipt of a form this program knows.
    #[error("this is not a receipt that this version can read ('receipt' must be 1)")]
    NotAReceipt,
    /// Its profile cannot be read.
    #[error("the receipt's profile cannot be read: {0}")]
    Profile(DocumentFault),
    /// Its date is not a date.
    #[error("the receipt's date ('on') is not a date of the form 2026-01-31")]
    Date,
}

/// Works a receipt out again from its profile and date.
///
/// # Errors
/// [`ReceiptFault`] where that cannot be tried.
pub fn verify(text: &str) -> Result<Verified, ReceiptFault> {
    if text.len() > MOST_BYTES {
        return Err(ReceiptFault::TooLong);
    }
    // A name twice could show a reader one thing and be worked out as another.
    let stated = read_json(text).map_err(|fault| ReceiptFault::NotJson { line: fault.line().max(1) })?;
    if stated.get("receipt").and_then(Value::as_u64) != Some(RECEIPT) {
        return Err(ReceiptFault::NotAReceipt);
    }
    let profile = stated.get("profile").ok_or(ReceiptFault::NotAReceipt)?;
    let document = Document::parse(&profile.to_string()).map_err(ReceiptFault::Profile)?;
    let on = stated.get("on").and_then(Value::as_str).and_then(|text| Date::parse_iso(text).ok()).ok_or(ReceiptFault::Date)?;
    let all = assess(&document, on);
    let (names, got) = (Names::of(&all), receipt_of(&document, &all));
    let mut mismatches = Vec::new();
    compare("", Some(&stated), Some(&got), &mut mismatches);
    for mismatch in &mut mismatches {
        mismatch.name = names.of_path(&stated, &mismatch.path);
    }
    Ok(Verified {
        on,
        program: stated["program"].as_str().unwrap_or_default().to_owned(),
        is_other_program: stated["program"] != got["program"],
        are_other_rules: stated["rulebook"] != HASH,
        mismatches,
        results: lines(&[&stated["assessment"], &got["assessment"]], &names),
        rules: stated.get("rules").map(|rules| changes(rules, &got["rules"])),
    })
}

/// Absent is not the same as `null`: a receipt with anything added or taken away is another one.
fn compare(path: &str, stated: Option<&Value>, got: Option<&Value>, mismatches: &mut Vec<Mismatch>) {
    let below = |name: &dyn std::fmt::Display| if path.is_empty() { name.to_string() } else { format!("{path}.{name}") };
    match (stated, got) {
        (Some(Value::Object(a)), Some(Value::Object(b))) => {
            let names = a.keys().chain(b.keys().filter(|name| !a.contains_key(*name)));
            for name in names {
                compare(&below(name), a.get(name), b.get(name), mismatches);
            }
        }
        (Some(Value::Array(a)), Some(Value::Array(b))) => {
            for index in 0..a.len().max(b.len()) {
                compare(&below(&index), a.get(index), b.get(index), mismatches);
            }
        }
        _ if stated == got => {}
        _ => {
            let shown = |value: Option<&Value>| value.map_or_else(|| "nothing".to_owned(), Value::to_string);
            mismatches.push(Mismatch { path: path.to_owned(), name: None, stated: shown(stated), got: shown(got) });
        }
    }
}
