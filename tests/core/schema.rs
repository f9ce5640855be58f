//! The published JSON Schema: partners write profiles by it, so it must be the program's own and
//! must let through exactly what the program reads.

use hsmp::profile::{Kind, SECTIONS, json_schema};
use serde_json::{Value, json};

use crate::support::read;

/// Enough of JSON Schema 2020-12 for the words that ours uses; another word is an error, so that
/// nothing goes unchecked.
fn faults(schema: &Value, value: &Value, place: &str, found: &mut Vec<String>) {
    for (word, wanted) in schema.as_object().unwrap() {
        let fine = match word.as_str() {
            "$schema" | "$id" | "title" | "description" => true,
            "additionalProperties" => wanted == true,
            "type" => match wanted.as_str().unwrap() {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "integer" => value.is_i64() || value.is_u64(),
                "boolean" => value.is_boolean(),
                other => panic!("type {other} is not checked here"),
            },
            "const" => value == wanted,
            "enum" => wanted.as_array().unwrap().contains(value),
            "minimum" => value.as_i64().is_none_or(|number| number >= wanted.as_i64().unwrap()),
            "maximum" => value.as_i64().is_none_or(|number| number <= wanted.as_i64().unwrap()),
            "format" => {
                assert_eq!(wanted, "date", "formats checked here");
                value.as_str().is_none_or(|text| hsmp::quantity::Date::parse_iso(text).is_ok())
            }
            "maxLength" => value.as_str().is_none_or(|text| text.chars().count() as i64 <= wanted.as_i64().unwrap()),
            "pattern" => value.as_str().is_none_or(|text| matches(wanted.as_str().unwrap(), text)),
            "required" => wanted.as_array().unwrap().iter().all(|name| value.get(name.as_str().unwrap()).is_some()),
            "properties" => {
                for (name, schema) in wanted.as_object().unwrap() {
                    if let Some(value) = value.get(name) {
                        faults(schema, value, &format!("{place}.{name}"), found);
                    }
                }
                true
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    faults(wanted, item, &format!("{place}.{index}"), found);
                }
                true
            }
            other => panic!("the word {other} is not checked here"),
        };
        if !fine {
            found.push(format!("{place}: {value} against {word} {wanted}"));
        }
    }
}

/// The patterns in use, by hand.
fn matches(pattern: &str, text: &str) -> bool {
    match pattern {
        "^[A-Z]{2}$" => text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase()),
        "^[0-9]+\\.[0-9]{2}$" => text.split_once('.').is_some_and(|(whole, fraction)| {
            !whole.is_empty() && fraction.len() == 2 && (whole.to_owned() + fraction).bytes().all(|b| b.is_ascii_digit())
        }),
        "^[0-9]{1,4}(\\.[0-9]{1,10})?$" => {
            let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
            let digits = |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
            digits(whole, 4) && digits(fraction, 10)
        }
        other => panic!("the pattern {other} is not checked here"),
    }
}

fn validate(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    faults(&json_schema(), value, "", &mut found);
    found
}

fn sample() -> Value {
    serde_json::from_str(&read("examples/profiles/sample.json")).unwrap()
}

#[test]
fn the_published_schema_is_the_programs() {
    let published: Value = serde_json::from_str(&read("public/schema/profile.v2.json")).unwrap();
    assert_eq!(published, json_schema(), "run `cargo run --package hsmp -- schema > public/schema/profile.v2.json`");
}

/// Who wrote profiles by an earlier schema still finds it, and what was valid by it still is.
#[test]
fn earlier_schemas_stay_published() {
    let schema: Value = serde_json::from_str(&read("public/schema/profile.v1.json")).unwrap();
    let profile: Value = serde_json::from_str(&read("tests/core/fixtures/profile-v1.json")).unwrap();
    let mut found = Vec::new();
    faults(&schema, &profile, "", &mut found);
    assert_eq!(found, [""; 0]);
    let now = hsmp::profile::Document::parse(&profile.to_string()).unwrap();
    assert_eq!(validate(&serde_json::from_str(&now.to_json()).unwrap()), [""; 0]);
}

#[test]
fn every_question_is_in_the_schema() {
    let schema = json_schema();
    for section in SECTIONS {
        let own = &schema["properties"][section.name];
        let row = if section.list { &own["items"] } else { own };
        for field in section.fields {
            assert!(row["properties"].get(field.name()).is_some(), "{}.{}", section.name, field.name());
        }
    }
}

#[test]
fn the_sample_and_every_life_are_valid() {
    assert_eq!(validate(&sample()), [""; 0]);
    for (name, document) in crate::support::everybody() {
        assert_eq!(validate(&serde_json::from_str(&document.to_json()).unwrap()), [""; 0], "{name}");
    }
    assert_eq!(validate(&json!({ "schema": 2 })), [""; 0]);
}

/// For each field, what the program refuses the schema refuses too.
#[test]
fn a_wrong_answer_in_any_field_is_refused_by_the_schema() {
    for section in SECTIONS {
        for field in section.fields {
            for wrong in wrong(field.kind) {
                let mut value = sample();
                let row = if section.list { &mut value[section.name][0] } else { &mut value[section.name] };
                row[field.name()] = wrong.clone();
                assert!(!validate(&value).is_empty(), "{}.{} = {wrong}", section.name, field.name());
            }
        }
    }
    assert!(!validate(&json!({})).is_empty() && !validate(&json!({ "schema": 3 })).is_empty() && !validate(&json!([])).is_empty());
}

/// Answers that are not of a kind. (`null` is no answer at all: the program reads it as such, and never writes it.)
pub(crate) fn wrong(kind: Kind) -> Vec<Value> {
    match kind {
        Kind::Date => vec![json!("2026-02-30"), json!("soon"), json!(2026), json!(true)],
        Kind::Year => vec![json!("2026"), json!(1899), json!(2101), json!(2026.5)],
        Kind::Money => vec![
            json!("100"),
            json!(100),
            json!({ "amount": "-1.00", "currency": "AZN" }),
            json!({ "amount": "1.001", "currency": "AZN" }),
            json!({ "amount": "1.00", "currency": "USD" }),
            json!({ "amount": 1, "currency": "AZN" }),
            json!({ "currency": "AZN" }),
        ],
        Kind::YesNo => vec![json!("yes"), json!(1)],
        Kind::Choice(_) => vec![json!("Master"), json!(1), json!([])],
        Kind::Count { min, max } => vec![json!(min - 1), json!(max + 1), json!("1"), json!(1.5)],
        Kind::Label => vec![json!("x".repeat(81)), json!(7), json!(true)],
        Kind::Amount => vec![json!("-1.00"), json!("1.001"), json!(1), json!({ "amount": "1.00", "currency": "USD" })],
        Kind::ExchangeRate => vec![json!("1,7x"), json!("0.00000000001"), json!("10001"), json!(1.7)],
        Kind::Country => vec![json!("Atlantis"), json!(1)],
    }
}
