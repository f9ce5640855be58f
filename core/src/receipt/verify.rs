use serde_json::Value;

use super::{RECEIPT, receipt};
use crate::profile::{Document, DocumentFault, read_json};
use crate::quantity::Date;

/// A place where a receipt says something else than this program works out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// Where, `assessment.points.total.0`.
    pub path: String,
    /// What the receipt says.
    pub stated: String,
    /// What was worked out.
    pub got: String,
}

/// Why a receipt cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptFault {
    /// Not JSON.
    #[error("this is not JSON, it is cut off, or a name stands in it twice")]
    NotJson,
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
pub fn verify(text: &str) -> Result<Vec<Mismatch>, ReceiptFault> {
    // A name twice could show a reader one thing and be worked out as another.
    let stated = read_json(text).map_err(|_| ReceiptFault::NotJson)?;
    if stated.get("receipt").and_then(Value::as_u64) != Some(RECEIPT) {
        return Err(ReceiptFault::NotAReceipt);
    }
    let profile = stated.get("profile").ok_or(ReceiptFault::NotAReceipt)?;
    let document = Document::parse(&profile.to_string()).map_err(ReceiptFault::Profile)?;
    let on = stated.get("on").and_then(Value::as_str).and_then(|text| Date::parse_iso(text).ok()).ok_or(ReceiptFault::Date)?;
    let mut mismatches = Vec::new();
    compare("", Some(&stated), Some(&receipt(&document, on)), &mut mismatches);
    Ok(mismatches)
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
            mismatches.push(Mismatch { path: path.to_owned(), stated: shown(stated), got: shown(got) });
        }
    }
}
