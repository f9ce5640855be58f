use serde_json::{Map, Value, json};

use super::answer::MOST_LETTERS;
use super::{Kind, SCHEMA, SECTIONS, Section};

/// The JSON Schema (2020-12) of a profile, from the same list of questions as the form.
pub fn json_schema() -> Value {
    let mut properties = Map::from_iter([("schema".to_owned(), json!({ "const": SCHEMA }))]);
    for section in SECTIONS {
        let row = row(section);
        let value = if section.list { json!({ "type": "array", "items": row }) } else { row };
        properties.insert(section.name.to_owned(), value);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "HSMP Calculator profile",
        "type": "object",
        "required": ["schema"],
        "properties": properties,
        "additionalProperties": true,
    })
}

fn row(section: &Section) -> Value {
    let mut properties: Map<String, Value> = section.fields.iter().map(|field| (field.name().to_owned(), answer(field.kind))).collect();
    if section.list {
        properties.insert("id".to_owned(), json!({ "type": "integer", "minimum": 1 }));
    }
    json!({ "type": "object", "properties": properties, "additionalProperties": true })
}

fn answer(kind: Kind) -> Value {
    match kind {
        Kind::Date => json!({ "type": "string", "format": "date" }),
        Kind::Year => json!({ "type": "integer", "minimum": 1900, "maximum": 2100 }),
        Kind::Money => json!({
            "type": "object",
            "required": ["amount", "currency"],
            "properties": { "amount": { "type": "string", "pattern": "^[0-9]+\\.[0-9]{2}$" }, "currency": { "const": "AZN" } },
        }),
        Kind::Amount => json!({ "type": "string", "pattern": "^[0-9]+\\.[0-9]{2}$" }),
        Kind::ExchangeRate => json!({ "type": "string", "pattern": "^[0-9]{1,4}(\\.[0-9]{1,10})?$" }),
        Kind::YesNo => json!({ "type": "boolean" }),
        Kind::Choice(choices) => json!({ "enum": choices.iter().map(|choice| choice.name).collect::<Vec<_>>() }),
        Kind::Count { min, max } => json!({ "type": "integer", "minimum": min, "maximum": max }),
        Kind::Label => json!({ "type": "string", "maxLength": MOST_LETTERS }),
        Kind::Country => json!({ "type": "string", "pattern": "^[A-Z]{2}$" }),
    }
}
