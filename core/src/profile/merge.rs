//! Two windows' answers brought together, answer by answer.

use serde_json::{Map, Value};

use super::numbers::{Numbered, next_number, row_number};
use super::{Document, SECTIONS};

type Object = Map<String, Value>;

/// Whose answer stands where both windows changed the same one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Later {
    /// That of the document on which [`Document::merged`] is called.
    Own,
    /// That of the other one.
    Other,
}

impl Document {
    /// These answers and another window's, where both began with `base`.
    ///
    /// What only one of them changed, added or took away is changed, added or taken away. Of an answer that both
    /// changed, the later one stands. A row that one took away and the other changed stays. Rows that both added
    /// under the same number are both kept; the other window's gets a new one.
    ///
    /// ```
    /// use hsmp::profile::{Answers, Days, Document, Later, You};
    ///
    /// let base = Document::default();
    /// let (mut own, mut other) = (base.clone(), base.clone());
    /// own.set(You::AZERBAIJANI, "no");
    /// other.set(Days::YEAR, "2027");
    /// let both = own.merged(&base, &other, Later::Own);
    /// assert_eq!((both.text(You::AZERBAIJANI), both.text(Days::YEAR)), ("no".to_owned(), "2027".to_owned()));
    /// ```
    #[must_use]
    pub fn merged(&self, base: &Self, other: &Self, later: Later) -> Self {
        Self(members([&base.0, &self.0, &other.0], later, section))
    }
}

impl Document {
    /// What was answered since `base`, of which everything was deleted: no part of a row that stood there is left.
    #[must_use]
    pub fn since_deleted(&self, base: &Self) -> Self {
        let mut own = self.merged(base, &Self::default(), Later::Own);
        for section in SECTIONS.iter().filter(|section| section.list) {
            let deleted = Numbered::of(base.list(section.name));
            if let Some(Value::Array(rows)) = own.0.get_mut(section.name) {
                rows.retain(|row| row_number(row).is_none_or(|id| deleted.get(id).is_none()));
            }
        }
        own
    }
}

/// A value as it was, as we have it, and as the other window has it.
type Three<'a> = [Option<&'a Value>; 3];

/// What to do with a value that both windows changed.
type Both = fn(Three<'_>, Later) -> Option<Value>;

fn changed([base, own, other]: Three<'_>, later: Later, both: Both) -> Option<Value> {
    if own == other || base == other {
        own.cloned()
    } else if base == own {
        other.cloned()
    } else {
        both([base, own, other], later)
    }
}

/// An answer is one thing, also where it has parts, such as an amount and its currency.
fn answer([_, own, other]: Three<'_>, later: Later) -> Option<Value> {
    if later == Later::Own { own } else { other }.cloned()
}

/// A section that both windows changed: by its answers or by its rows.
fn section([base, own, other]: Three<'_>, later: Later) -> Option<Value> {
    // Without answers it may be missing or empty.
    let is = |of: fn(&Value) -> bool| [own, other].into_iter().flatten().all(of);
    let merged = if is(Value::is_object) {
        let none = Object::new();
        let objects = [base, own, other].map(|value| value.and_then(Value::as_object).unwrap_or(&none));
        Value::Object(members(objects, later, answer))
    } else if is(is_rows) {
        Value::Array(rows([base, own, other].map(|value| value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()), later))
    } else {
        return answer([base, own, other], later);
    };
    let is_left_out = own.is_none() || other.is_none();
    let is_empty = merged.as_object().is_some_and(Object::is_empty) || merged.as_array().is_some_and(Vec::is_empty);
    (!(is_left_out && is_empty)).then_some(merged)
}

fn members([base, own, other]: [&Object; 3], later: Later, both: Both) -> Object {
    // In the other window's order: it is the stored one.
    let names = other.keys().chain(own.keys().filter(|name| !other.contains_key(*name)));
    let member = |name: &String| Some((name.clone(), changed([base, own, other].map(|object| object.get(name)), later, both)?));
    names.filter_map(member).collect()
}

fn is_rows(value: &Value) -> bool {
    value.as_array().is_some_and(|rows| rows.iter().all(|row| row_number(row).is_some()))
}

fn numbers_and_rows(rows: &[Value]) -> impl Iterator<Item = (u32, &Value)> {
    rows.iter().filter_map(|row| Some((row_number(row)?, row)))
}

fn rows([base, own, other]: [&[Value]; 3], later: Later) -> Vec<Value> {
    let numbered = |rows| Numbered::of(numbers_and_rows(rows));
    let [was, here, there] = [base, own, other].map(numbered);
    let mut taken: Vec<u32> = own.iter().chain(other).filter_map(row_number).collect();
    let mut merged: Vec<Value> = Vec::new();
    for (id, row) in numbers_and_rows(other) {
        match (was.get(id), here.get(id)) {
            (Some(was), Some(here)) => merged.extend(changed([Some(was), Some(here), Some(row)], later, section)),
            // Taken away here, and not touched there.
            (Some(was), None) if was == row => {}
            (None, Some(here)) if here != row => {
                let new = next_number(&taken);
                taken.push(new);
                let mut row = row.clone();
                if let Value::Object(row) = &mut row {
                    row.insert("id".to_owned(), new.into());
                }
                merged.push(row);
            }
            _ => merged.push(row.clone()),
        }
    }
    for (id, row) in numbers_and_rows(own) {
        match (was.get(id), there.get(id)) {
            (Some(was), None) if was == row => {}
            (Some(_), Some(_)) => {}
            (None, Some(there)) if there == row => {}
            _ => merged.push(row.clone()),
        }
    }
    merged
}
