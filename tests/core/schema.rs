//! The published JSON Schema: partners write profiles by it, so it must be the program's own and
//! must let through exactly what the program reads.

use hsmp::profile::{Kind, SECTIONS, json_schema};
use serde_json::{Value, json};

use crate::json_schema::faults;
use crate::support::read;

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
