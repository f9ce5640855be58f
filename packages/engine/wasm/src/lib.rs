//! The core as a module for JavaScript. Texts go in and out; the files of the package make objects and errors of them.

use std::fmt::Display;

use hsmp::assess::assess as assess_on;
use hsmp::assess::plan::plan_of;
use hsmp::export::calendar as calendar_file;
use hsmp::profile::{Document, OpenFault, Problem, SCHEMA, Severity, json_schema, write_json};
use hsmp::quantity::Date;
use hsmp::receipt::{self, Mismatch, ReceiptFault, Shown};
use hsmp::rulebook::HASH;
use hsmp::text::{Catalogue, Language};
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

/// What JavaScript catches: code and text of a fault, as JSON.
type Result<T> = std::result::Result<T, JsValue>;

fn fault(code: &str, message: &dyn Display) -> JsValue {
    JsValue::from_str(&json!({ "code": code, "message": message.to_string() }).to_string())
}

fn open(profile: &str) -> Result<Document> {
    // Editors of Windows begin a file with a byte order mark.
    let profile = profile.strip_prefix('\u{feff}').unwrap_or(profile);
    Document::open(profile).map_err(|why| fault(why.code(), &why))
}

fn date(text: &str) -> Result<Date> {
    Date::parse_iso(text).map_err(|why| fault("date", &format!("'{text}': {why}")))
}

/// The receipt of a profile on a date: the bytes of `hsmp assess --format json`.
///
/// # Errors
/// Where the profile or the date cannot be read.
#[wasm_bindgen]
pub fn assess(profile: &str, on: &str) -> Result<String> {
    Ok(receipt::receipt_file(&open(profile)?, date(on)?))
}

/// What comes of working a receipt out again, as JSON.
///
/// # Errors
/// Where that cannot be tried.
#[wasm_bindgen]
pub fn verify(receipt: &str) -> Result<String> {
    let found = receipt::verify(receipt).map_err(|why| fault(code(why), &why))?;
    let mismatch = |one: &Mismatch| json!({ "path": one.path, "stated": one.stated, "got": one.got });
    let told = json!({
        "valid": found.mismatches.is_empty(),
        "on": found.on,
        "program": found.program,
        "otherProgram": found.is_other_program,
        "otherRules": found.are_other_rules,
        "mismatches": found.mismatches.iter().map(mismatch).collect::<Vec<_>>(),
    });
    Ok(told.to_string())
}

fn code(why: ReceiptFault) -> &'static str {
    match why {
        ReceiptFault::TooLong => "too-long",
        ReceiptFault::NotJson { .. } => "not-json",
        ReceiptFault::NotAReceipt => "not-a-receipt",
        ReceiptFault::Profile(why) => OpenFault::Unread(why).code(),
        ReceiptFault::Date => "date",
    }
}

/// The JSON Schema of a profile: the bytes of `hsmp schema`.
#[wasm_bindgen]
pub fn schema() -> String {
    write_json(&json_schema()) + "\n"
}

/// Which program and rules these are, as JSON.
#[wasm_bindgen]
pub fn about() -> String {
    let languages = Language::ALL.map(Language::code);
    json!({ "program": env!("CARGO_PKG_VERSION"), "rulebook": HASH, "schema": SCHEMA, "languages": languages }).to_string()
}

/// A language with its texts. They stand in files of their own, so that nobody loads a language they do not show.
#[wasm_bindgen]
pub struct Words(Catalogue);

#[wasm_bindgen]
impl Words {
    /// A language of the two files that the core's build makes of its texts.
    ///
    /// # Errors
    /// Where there is no such language, or the files belong to another build.
    #[wasm_bindgen(constructor)]
    pub fn new(code: &str, texts: &str, details: &str) -> Result<Words> {
        let words = Language::from_code(code).and_then(|language| Catalogue::new(language, texts));
        let words = words.ok_or_else(|| fault("language", &format!("the texts of '{code}' belong to another version")))?;
        words.add_details(details);
        Ok(Self(words))
    }

    /// The main results of a profile in words, as JSON.
    ///
    /// # Errors
    /// Where the profile or the date cannot be read.
    pub fn results(&self, profile: &str, on: &str) -> Result<String> {
        let (document, on, words) = (open(profile)?, date(on)?, &self.0);
        let line = |line: &receipt::Line| {
            let text = match line.cells.first()?.as_ref()? {
                Shown::As(arg) => words.arg(arg),
                Shown::Days(days) => words.days(*days),
            };
            Some(json!({ "name": words.arg(&line.name), "text": text }))
        };
        Ok(Value::from_iter(receipt::results(&document, on).iter().filter_map(line)).to_string())
    }

    /// The problems of a profile on a date, as JSON.
    ///
    /// # Errors
    /// Where the profile or the date cannot be read.
    pub fn check(&self, profile: &str, on: &str) -> Result<String> {
        let (document, on, words) = (open(profile)?, date(on)?, &self.0);
        let problem = |problem: &Problem| {
            json!({
                "slot": problem.slot,
                "question": words.get(problem.slot.label()),
                "used": problem.severity == Severity::Note,
                "message": words.say(&problem.message),
            })
        };
        Ok(Value::from_iter(assess_on(&document, on).problems.iter().map(problem)).to_string())
    }

    /// The calendar file of a profile's plan: the bytes of `hsmp calendar`.
    ///
    /// # Errors
    /// Where the profile or the date cannot be read.
    pub fn calendar(&self, profile: &str, on: &str, again: bool) -> Result<String> {
        let (document, on) = (open(profile)?, date(on)?);
        let all = assess_on(&document, on);
        let name = all.profile.journey.name.as_ref().map(|name| name.0.as_str());
        Ok(calendar_file::file(&plan_of(&all), name, &self.0, again))
    }
}
