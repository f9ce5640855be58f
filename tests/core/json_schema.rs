//! Whether a value fits a JSON Schema. The journeys use it too.

use serde_json::Value;

/// Enough of JSON Schema 2020-12 for the words that ours uses; another word is an error, so that
/// nothing goes unchecked.
pub fn faults(schema: &Value, value: &Value, place: &str, found: &mut Vec<String>) {
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
        "^[0-9a-fA-F]{6}$" => text.len() == 6 && text.bytes().all(|b| b.is_ascii_hexdigit()),
        "^[A-Za-z0-9_-]{1,64}$" => (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b)),
        other => panic!("the pattern {other} is not checked here"),
    }
}
