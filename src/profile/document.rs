use std::sync::LazyLock;

use serde_json::{Map, Value, json};

use super::fields::{Field, Section};
use super::{SCHEMA, SECTIONS};

/// A person's answers as JSON, exactly as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Document(Map<String, Value>);

/// The place of one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Slot {
    /// Section name.
    pub section: &'static str,
    /// Row number, where the section has rows.
    pub row: Option<u32>,
    /// Field name.
    pub field: &'static str,
}

impl Slot {
    /// The question asked here.
    pub fn question(&self) -> Option<&'static Field> {
        Section::named(self.section)?.field(self.field)
    }

    /// `stays.3.from`: for identifiers on a page, and for receipts.
    pub fn path(&self) -> String {
        match self.row {
            Some(row) => format!("{}.{row}.{}", self.section, self.field),
            None => format!("{}.{}", self.section, self.field),
        }
    }
}

/// Why a text is not a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentFault {
    /// Not JSON, or cut off.
    NotJson,
    /// JSON, but not a profile: no `schema`, or a section of the wrong form.
    NotAProfile,
    /// Written by a later version of this program; the number is its schema.
    Newer(u64),
}

/// Steps from one schema to the next: the first makes 1 from 0, and so on. Schema 1 is the
/// first that was published, so there is none yet. A step must keep what it does not know.
const MIGRATIONS: &[fn(&mut Map<String, Value>)] = &[];

impl Default for Document {
    fn default() -> Self {
        Self(Map::from_iter([("schema".to_owned(), json!(SCHEMA))]))
    }
}

impl Document {
    /// Reads a saved or opened profile and brings it to the present schema.
    ///
    /// # Errors
    /// [`DocumentFault`]; the caller keeps the text.
    pub fn parse(text: &str) -> Result<Self, DocumentFault> {
        let value: Value = serde_json::from_str(text).map_err(|_| DocumentFault::NotJson)?;
        let Value::Object(mut map) = value else { return Err(DocumentFault::NotAProfile) };
        migrate(&mut map, SCHEMA, MIGRATIONS)?;
        let mut document = Self(map);
        document.check_form()?;
        document.number_rows();
        Ok(document)
    }

    /// The text of a file or of the device's storage.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(&self.0).unwrap_or_default()
    }

    /// The answers as a JSON value, for receipts.
    pub fn to_value(&self) -> Value {
        Value::Object(self.0.clone())
    }

    /// Whether nothing has been answered.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|(name, value)| match value {
            Value::Object(group) => group.is_empty(),
            Value::Array(rows) => rows.is_empty(),
            _ => name == "schema",
        })
    }

    /// What stands in a slot, as it is put into a form; empty where nothing does.
    pub fn text(&self, slot: Slot) -> String {
        let Some(question) = slot.question() else { return String::new() };
        self.value(slot).map(|value| question.kind.show(value)).unwrap_or_default()
    }

    /// Puts what a person typed or chose into a slot; nothing typed takes the answer away.
    pub fn set(&mut self, slot: Slot, typed: &str) {
        let Some(question) = slot.question() else { return };
        let value = question.kind.write(typed);
        let Some(row) = self.row_mut(slot) else { return };
        match value {
            Some(value) => drop(row.insert(slot.field.to_owned(), value)),
            None => drop(row.shift_remove(slot.field)),
        }
    }

    /// Whether a slot holds anything.
    pub fn has(&self, slot: Slot) -> bool {
        self.value(slot).is_some()
    }

    /// The numbers of a section's rows, in order.
    pub fn rows(&self, section: &str) -> Vec<u32> {
        self.list(section).map(|(id, _)| id).collect()
    }

    /// Adds an empty row to a section and returns its number.
    pub fn add_row(&mut self, section: &'static str) -> u32 {
        let id = next_number(&self.rows(section));
        if let Value::Array(rows) = self.0.entry(section).or_insert_with(|| json!([])) {
            rows.push(json!({ "id": id }));
        }
        id
    }

    /// Takes a row away.
    pub fn remove_row(&mut self, section: &str, id: u32) {
        if let Some(Value::Array(rows)) = self.0.get_mut(section) {
            rows.retain(|row| row_number(row) != Some(id));
        }
    }

    pub(super) fn group(&self, section: &str) -> &Map<String, Value> {
        static NONE: LazyLock<Map<String, Value>> = LazyLock::new(Map::new);
        self.0.get(section).and_then(Value::as_object).unwrap_or(&NONE)
    }

    pub(super) fn list(&self, section: &str) -> impl Iterator<Item = (u32, &Map<String, Value>)> {
        let rows = self.0.get(section).and_then(Value::as_array).into_iter().flatten();
        rows.filter_map(|row| Some((row_number(row)?, row.as_object()?)))
    }

    fn value(&self, slot: Slot) -> Option<&Value> {
        match slot.row {
            None => self.group(slot.section).get(slot.field),
            Some(id) => self.list(slot.section).find(|(row, _)| *row == id)?.1.get(slot.field),
        }
    }

    fn row_mut(&mut self, slot: Slot) -> Option<&mut Map<String, Value>> {
        match slot.row {
            None => self.0.entry(slot.section).or_insert_with(|| json!({})).as_object_mut(),
            Some(id) => {
                let rows = self.0.get_mut(slot.section)?.as_array_mut()?;
                rows.iter_mut().find(|row| row_number(row) == Some(id))?.as_object_mut()
            }
        }
    }

    fn check_form(&self) -> Result<(), DocumentFault> {
        for section in SECTIONS {
            let right = match self.0.get(section.name) {
                None => true,
                Some(Value::Array(rows)) => section.list && rows.iter().all(Value::is_object),
                Some(value) => !section.list && value.is_object(),
            };
            if !right {
                return Err(DocumentFault::NotAProfile);
            }
        }
        Ok(())
    }

    /// Every row gets a number of its own: files written by hand need not have any.
    fn number_rows(&mut self) {
        for section in SECTIONS.iter().filter(|section| section.list) {
            let Some(Value::Array(rows)) = self.0.get_mut(section.name) else { continue };
            let mut taken: Vec<u32> = Vec::new();
            for row in rows.iter_mut() {
                let own = row_number(row).filter(|id| *id > 0 && !taken.contains(id));
                let id = own.unwrap_or_else(|| next_number(&taken));
                taken.push(id);
                row["id"] = json!(id);
            }
        }
    }
}

/// One more than the greatest; where that is the last there is, the least that is free.
fn next_number(taken: &[u32]) -> u32 {
    let after = taken.iter().max().map_or(Some(1), |greatest| greatest.checked_add(1));
    after.or_else(|| (1..u32::MAX).find(|id| !taken.contains(id))).unwrap_or(u32::MAX)
}

fn row_number(row: &Value) -> Option<u32> {
    u32::try_from(row.get("id")?.as_u64()?).ok()
}

fn migrate(map: &mut Map<String, Value>, present: u64, steps: &[fn(&mut Map<String, Value>)]) -> Result<(), DocumentFault> {
    let found = map.get("schema").and_then(Value::as_u64).ok_or(DocumentFault::NotAProfile)?;
    if found > present {
        return Err(DocumentFault::Newer(found));
    }
    // The last step leads to the present schema, so the steps needed are the last ones.
    let missing = usize::try_from(present - found).unwrap_or(usize::MAX);
    let first = steps.len().checked_sub(missing).ok_or(DocumentFault::NotAProfile)?;
    for step in &steps[first..] {
        step(map);
    }
    map.insert("schema".to_owned(), json!(present));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn migrations_run_in_order_and_only_those_needed() {
        let first: fn(&mut Map<String, Value>) = |map| drop(map.insert("trail".to_owned(), json!("a")));
        let second: fn(&mut Map<String, Value>) = |map| {
            let trail = map.get("trail").and_then(Value::as_str).unwrap_or_default().to_owned() + "b";
            map.insert("trail".to_owned(), json!(trail));
        };
        let start = |schema: u64| Map::from_iter([("schema".to_owned(), json!(schema)), ("later".to_owned(), json!([1]))]);
        for (from, trail) in [(1, Some("ab")), (2, Some("b")), (3, None)] {
            let mut map = start(from);
            assert_eq!(migrate(&mut map, 3, &[first, second]), Ok(()));
            assert_eq!(map.get("trail").and_then(Value::as_str), trail, "from schema {from}");
            assert_eq!(map["schema"], json!(3));
            assert_eq!(map["later"], json!([1]), "a step lost what it does not know");
        }
        assert_eq!(migrate(&mut start(4), 3, &[first, second]), Err(DocumentFault::Newer(4)));
        assert_eq!(migrate(&mut start(0), 3, &[first, second]), Err(DocumentFault::NotAProfile));
    }
}
