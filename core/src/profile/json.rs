//! JSON as a person's document needs it: what `serde_json` reads, and nothing that is in doubt.
//!
//! Its features keep the order of members and the digits of numbers, so that a field of a later version
//! comes back as it was. But of two equal names it keeps the last, so they are looked for here.

use std::fmt;

use serde::Serialize;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// Deeper than any profile or receipt, and far from what the stack bears.
const DEEPEST: u8 = 32;

/// Reads a whole text.
///
/// # Errors
/// Where it is not JSON, has a name twice, or is nested too deeply.
pub fn read(text: &str) -> serde_json::Result<Value> {
    let mut reader = serde_json::Deserializer::from_str(text);
    Checked { depth: 0 }.deserialize(&mut reader)?;
    serde_json::from_str(text)
}

/// Writes it with a member a line.
pub fn write(value: &impl Serialize) -> String {
    // It fails only for keys that are no text, and our objects have none.
    serde_json::to_string_pretty(value).unwrap_or_default()
}

/// Goes through a value and keeps nothing of it. Numbers that are not whole come from `serde_json` as an object
/// with one member, so they count as a level.
#[derive(Clone, Copy)]
struct Checked {
    depth: u8,
}

impl Checked {
    fn below<E: Error>(self) -> Result<Self, E> {
        if self.depth == DEEPEST { Err(E::custom("nested too deeply")) } else { Ok(Self { depth: self.depth + 1 }) }
    }
}

impl<'de> DeserializeSeed<'de> for Checked {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Checked {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let below = self.below()?;
        while list.next_element_seed(below)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let below = self.below()?;
        // The object's own kind of map, so that no other has to be there.
        let mut names = Map::new();
        while let Some(name) = object.next_key::<String>()? {
            object.next_value_seed(below)?;
            if names.insert(name, Value::Null).is_some() {
                return Err(A::Error::custom("a name stands here twice"));
            }
        }
        Ok(())
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn doubtful_json_is_refused() {
        for (text, why) in [
            (r#"{"a":1,"a":2}"#, "which of the two is meant?"),
            (r#"{"a":1,"b":{"c":[{"d":1,"\u0064":2}]}}"#, "the same, deep inside and written in another way"),
            ("\"\\ud800\"", "half a character"),
            ("1 2", "two values"),
            ("01", "no number"),
            ("[1,]", "cut off"),
            ("", "nothing"),
        ] {
            assert!(read(text).is_err(), "{text}: {why}");
        }
        assert_eq!(read(r#"{"a":{"b":1},"b":{"a":1}}"#).unwrap(), json!({ "a": { "b": 1 }, "b": { "a": 1 } }));
    }

    #[test]
    fn nesting_has_an_end() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(read(&nested(32)).is_ok());
        for depth in [33, 1000, 100_000] {
            assert!(read(&nested(depth)).is_err(), "{depth}");
        }
    }

    /// Each once, in its place, to the digit. An exponent is written with its sign.
    #[test]
    fn order_and_digits_stay() {
        let text = r#"{"z":[1.10,12345678901234567890123,1e+400,-0,0.30000000000000004],"a":{"c":null,"b":[],"a":{}}}"#;
        assert_eq!(read(text).unwrap().to_string(), text);
        assert_eq!(write(&read(r#"{"b":[1,{}],"a":"ə"}"#).unwrap()), "{\n  \"b\": [\n    1,\n    {}\n  ],\n  \"a\": \"ə\"\n}");
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            r"-?(0|[1-9][0-9]{0,12})\.[0-9]{1,6}(e-[0-9])?".prop_map(|text| serde_json::from_str(&text).unwrap_or_default()),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                proptest::collection::hash_map(any::<String>(), inner, 0..6).prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(value in any_json()) {
            let again = read(&write(&value)).expect("JSON that we wrote");
            prop_assert_eq!(write(&again), write(&value));
        }

        /// Only names decide whether something that serde_json reads is refused.
        #[test]
        fn nothing_else_is_refused(text in "[\\[\\]{}:,\" \\\\0-9a-fnlrtuse.+-]{0,24}") {
            match (read(&text), serde_json::from_str::<Value>(&text)) {
                (Ok(own), Ok(other)) => prop_assert_eq!(own, other),
                (Err(_), Ok(_)) => prop_assert!(text.matches(':').count() > 1, "{}", text),
                (own, Err(_)) => prop_assert!(own.is_err(), "{}", text),
            }
        }

        #[test]
        fn arbitrary_text_never_panics(text in any::<String>()) {
            drop(read(&text));
        }
    }
}
