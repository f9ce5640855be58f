use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::numbers::{Numbered, next_in_order, next_number, number_of, place, row_number};
use super::questions::{Answers, Field, Section};
use super::{Degree, Job, SCHEMA, SECTIONS, json};
use crate::key;
use crate::message::Key;
use crate::quantity::sorted;

/// An object's members, in their order.
type Object = Map<String, Value>;

/// A person's answers as JSON, exactly as entered.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Document(pub(super) Object);

/// The place of one answer. Each question has a constant with its place, such as `Days::TRP_FROM`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Slot {
    /// Section name.
    pub section: &'static str,
    /// Row number, where the section has rows.
    pub row: Option<u32>,
    /// Field name.
    pub field: &'static str,
}

/// As its path.
impl Serialize for Slot {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.path())
    }
}

impl Slot {
    /// The question asked here.
    pub fn question(&self) -> Option<&'static Field> {
        Section::named(self.section)?.field(self.field)
    }

    /// The text of that question.
    pub fn label(&self) -> Key {
        self.question().map_or(key!("field.not-answered"), |question| question.label)
    }

    /// The same question in a row of its section.
    #[must_use]
    pub fn in_row(self, row: impl Into<Option<u32>>) -> Self {
        Self { row: row.into(), ..self }
    }

    /// The same question in no particular row: equal to the question's constant.
    #[must_use]
    pub const fn in_no_row(self) -> Self {
        Self { row: None, ..self }
    }

    /// Reads what [`Slot::path`] writes, of a question that exists.
    pub fn parse(path: &str) -> Option<Self> {
        let (section, rest) = path.split_once('.')?;
        let section = Section::named(section)?;
        let (row, field) = match rest.split_once('.').filter(|_| section.list) {
            Some((row, field)) => (Some(row.parse().ok()?), field),
            None => (None, rest),
        };
        Some(section.field(field)?.slot.in_row(row))
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentFault {
    /// Not JSON, or cut off.
    #[error("line {line}: not JSON, cut off, or with a name twice")]
    NotJson {
        /// The line where reading stopped.
        line: usize,
    },
    /// JSON, but not a profile: no `schema`, or a section of the wrong form.
    #[error("'{at}': not as in a profile; `hsmp sample` prints one")]
    NotAProfile {
        /// The member that is missing or of the wrong form.
        at: &'static str,
    },
    /// Written by a later version of this program; the number is its schema.
    #[error("written by a later version (schema {0}); use that version")]
    Newer(u64),
    /// Locked with a passphrase.
    #[error("locked with a passphrase; open it in the calculator and save it unlocked")]
    Locked,
}

/// What has no number of a schema is nothing of ours.
const NO_SCHEMA: DocumentFault = DocumentFault::NotAProfile { at: "schema" };

/// Steps from one schema to the next. Schema 1 is the first that was published, so the first step makes
/// 2 from 1, and so on. A step must keep what it does not know.
const MIGRATIONS: &[fn(&mut Object)] = &[part_insurances];

/// Schema 2 asks about unemployment and medical insurance one by one; before, one answer was for both.
fn part_insurances(map: &mut Object) {
    let Some(Value::Object(pay)) = map.get_mut("pay") else { return };
    let Some(answer) = pay.get("insured").cloned() else { return };
    pay.shift_remove("insured");
    for insurance in ["unemployment", "medical"] {
        pay.entry(insurance).or_insert_with(|| answer.clone());
    }
}

impl Default for Document {
    fn default() -> Self {
        Self(Map::from_iter([("schema".to_owned(), SCHEMA.into())]))
    }
}

impl Document {
    /// Reads a saved or opened profile and brings it to the present schema.
    ///
    /// # Errors
    /// [`DocumentFault`]; the caller keeps the text.
    pub fn parse(text: &str) -> Result<Self, DocumentFault> {
        let value = json::read(text).map_err(|error| DocumentFault::NotJson { line: error.line() })?;
        let Value::Object(mut map) = value else { return Err(NO_SCHEMA) };
        migrate(&mut map, SCHEMA, MIGRATIONS)?;
        let mut document = Self(map);
        document.drop_nulls();
        document.check_form()?;
        document.number_rows();
        Ok(document)
    }

    /// The text of a file or of the device's storage.
    pub fn to_json(&self) -> String {
        json::write(self)
    }

    /// Whether nothing has been answered.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|(name, value)| match value {
            Value::Object(group) => group.is_empty(),
            Value::Array(rows) => rows.is_empty(),
            _ => name == "schema",
        })
    }

    /// Whether nothing has been answered in a section without rows.
    pub fn is_untouched(&self, section: &str) -> bool {
        self.group(section).is_none_or(Map::is_empty)
    }

    /// What stands in a slot, as it is put into a form; empty where nothing does.
    pub fn text(&self, slot: Slot) -> String {
        let Some(question) = slot.question() else { return String::new() };
        self.value(slot).map(|value| question.kind.show(value)).unwrap_or_default()
    }

    /// What stands in a slot as it is written down, for other files; empty where nothing does.
    pub fn plain(&self, slot: Slot) -> String {
        match self.value(slot) {
            Some(Value::String(text)) => text.clone(),
            Some(other) => json::write(other),
            None => String::new(),
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

    /// Whether a section has any rows.
    pub fn has_rows(&self, section: &str) -> bool {
        self.list(section).next().is_some()
    }

    /// Whether a section has a row of a number.
    pub fn has_row(&self, section: &str, id: u32) -> bool {
        self.find(section, id).is_some()
    }

    /// The number that the next row of a section will have.
    pub fn next_row(&self, section: &str) -> u32 {
        next_number(&self.rows(section))
    }

    /// Adds an empty row whose number leaves a gap after the others, if there are so many numbers.
    pub fn add_row_after(&mut self, section: &str, gap: u32) -> u32 {
        let next = self.next_row(section);
        let id = next.checked_add(gap).filter(|id| !self.has_row(section, *id)).unwrap_or(next);
        self.push_row(section, id);
        id
    }

    /// Whether nothing was answered in a row, or there is none.
    pub fn is_blank(&self, section: &str, id: u32) -> bool {
        self.find(section, id).is_none_or(|row| row.keys().all(|name| name == "id"))
    }

    /// Takes a row away.
    pub fn remove_row(&mut self, section: &str, id: u32) {
        if let Some(Value::Array(rows)) = self.0.get_mut(section) {
            rows.retain(|row| row_number(row) != Some(id));
        }
    }

    /// Every slot whose answer differs, in the order of the form.
    pub fn differences(&self, other: &Self) -> Vec<Slot> {
        let mut slots = Vec::new();
        for section in SECTIONS {
            let mut compare = |row: Option<u32>, own: Option<&Object>, other: Option<&Object>| {
                let differs = |field: &str| own.and_then(|row| row.get(field)) != other.and_then(|row| row.get(field));
                slots.extend(section.slots(row).filter(|slot| differs(slot.field)));
            };
            if !section.list {
                compare(None, self.group(section.name), other.group(section.name));
                continue;
            }
            let [own, theirs] = [self, other].map(|document| Numbered::of(document.list(section.name)));
            for (id, row) in self.list(section.name) {
                compare(Some(id), Some(row), theirs.get(id));
            }
            for (id, row) in other.list(section.name).filter(|(id, _)| own.get(*id).is_none()) {
                compare(Some(id), None, Some(row));
            }
        }
        slots
    }

    /// These answers with the degrees and jobs that another document has besides, but nothing else of it.
    #[must_use]
    pub fn with_plans_of(&self, other: &Self) -> Self {
        let mut planned = self.clone();
        for section in SECTIONS.iter().filter(|section| matches!(section.name, Degree::SECTION | Job::SECTION)) {
            let own = sorted(self.rows(section.name), |id| *id);
            let mut numbers = own.clone();
            for (_, answers) in other.list(section.name).filter(|(row, _)| own.binary_search(row).is_err()) {
                let id = next_in_order(&numbers);
                planned.push_row(section.name, id);
                numbers.insert(numbers.partition_point(|known| *known < id), id);
                for field in section.fields {
                    let text = answers.get(field.name()).map(|value| field.kind.show(value));
                    planned.set(field.slot.in_row(id), &text.unwrap_or_default());
                }
            }
        }
        planned
    }

    pub(super) fn group(&self, section: &str) -> Option<&Object> {
        self.0.get(section)?.as_object()
    }

    pub(super) fn list(&self, section: &str) -> impl Iterator<Item = (u32, &Object)> {
        let rows = self.0.get(section).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        rows.iter().filter_map(|row| Some((row_number(row)?, row.as_object()?)))
    }

    fn value(&self, slot: Slot) -> Option<&Value> {
        self.beside(slot)?.get(slot.field)
    }

    /// The answers of a slot's section or row.
    pub(super) fn beside(&self, slot: Slot) -> Option<&Object> {
        match slot.row {
            None => self.group(slot.section),
            Some(id) => self.find(slot.section, id),
        }
    }

    fn find(&self, section: &str, id: u32) -> Option<&Object> {
        let rows = self.0.get(section)?.as_array()?;
        rows.get(place(rows, id, number_of)?)?.as_object()
    }

    fn push_row(&mut self, section: &str, id: u32) {
        if let Value::Array(rows) = self.0.entry(section).or_insert_with(|| Value::Array(Vec::new())) {
            rows.push(Value::Object(Map::from_iter([("id".to_owned(), id.into())])));
        }
    }

    fn row_mut(&mut self, slot: Slot) -> Option<&mut Object> {
        let row = match slot.row {
            None => self.0.entry(slot.section).or_insert_with(|| Value::Object(Map::new())),
            Some(id) => match self.0.get_mut(slot.section)? {
                Value::Array(rows) => {
                    let place = place(rows, id, number_of)?;
                    rows.get_mut(place)?
                }
                _ => return None,
            },
        };
        match row {
            Value::Object(row) => Some(row),
            _ => None,
        }
    }

    fn check_form(&self) -> Result<(), DocumentFault> {
        for section in SECTIONS {
            let right = match self.0.get(section.name) {
                None => true,
                Some(Value::Array(rows)) => section.list && rows.iter().all(|row| row.as_object().is_some()),
                Some(value) => !section.list && value.as_object().is_some(),
            };
            if !right {
                return Err(DocumentFault::NotAProfile { at: section.name });
            }
        }
        Ok(())
    }

    /// `null` is no answer, and no row. Fields that this version does not know keep theirs.
    fn drop_nulls(&mut self) {
        for section in SECTIONS {
            let without = |answers: &mut Value| {
                if let Value::Object(answers) = answers {
                    answers.retain(|name, value| !value.is_null() || !section.fields.iter().any(|field| field.name() == name));
                }
            };
            match self.0.get_mut(section.name) {
                Some(Value::Array(rows)) => {
                    rows.retain(|row| !row.is_null());
                    rows.iter_mut().for_each(without);
                }
                Some(answers) => without(answers),
                None => {}
            }
        }
    }

    /// Every row gets a number of its own: files written by hand need not have any.
    fn number_rows(&mut self) {
        for section in SECTIONS.iter().filter(|section| section.list) {
            let Some(Value::Array(rows)) = self.0.get_mut(section.name) else { continue };
            // In order, so that it is found quickly whether a number is taken and which is the greatest.
            let mut taken: Vec<u32> = Vec::new();
            for row in rows.iter_mut() {
                let own = row_number(row).filter(|id| *id > 0 && taken.binary_search(id).is_err());
                let id = own.unwrap_or_else(|| next_in_order(&taken));
                taken.insert(taken.partition_point(|known| *known < id), id);
                if let Value::Object(row) = row {
                    row.insert("id".to_owned(), id.into());
                }
            }
        }
    }
}

impl Answers for Document {
    fn set(&mut self, slot: Slot, typed: &str) {
        let Some(question) = slot.question() else { return };
        let value = question.kind.write(typed);
        // A row is created with its first answer.
        let is_list = Section::named(slot.section).is_some_and(|section| section.list);
        let is_first = value.is_some() && is_list;
        if let Some(id) = slot.row.filter(|id| is_first && !self.has_row(slot.section, *id)) {
            self.push_row(slot.section, id);
        }
        let Some(row) = self.row_mut(slot) else { return };
        match value {
            Some(value) => row.insert(slot.field.to_owned(), value),
            None => row.shift_remove(slot.field),
        };
    }

    fn add_row(&mut self, section: &'static str) -> u32 {
        self.add_row_after(section, 0)
    }
}

fn migrate(map: &mut Object, present: u64, steps: &[fn(&mut Object)]) -> Result<(), DocumentFault> {
    let found = map.get("schema").and_then(Value::as_u64).ok_or(NO_SCHEMA)?;
    if found > present {
        return Err(DocumentFault::Newer(found));
    }
    // The last step leads to the present schema, so the steps needed are the last ones.
    let missing = usize::try_from(present - found).unwrap_or(usize::MAX);
    let first = steps.len().checked_sub(missing).ok_or(NO_SCHEMA)?;
    for step in &steps[first..] {
        step(map);
    }
    map.insert("schema".to_owned(), present.into());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn migrations_run_in_order_and_only_those_needed() {
        let first: fn(&mut Object) = |map| drop(map.insert("trail".to_owned(), "a".into()));
        let second: fn(&mut Object) = |map| {
            let trail = map.get("trail").and_then(Value::as_str).unwrap_or_default().to_owned() + "b";
            map.insert("trail".to_owned(), trail.into());
        };
        let start = |schema: u64| Map::from_iter([("schema".to_owned(), schema.into()), ("later".to_owned(), json!([1]))]);
        for (from, trail) in [(1, Some("ab")), (2, Some("b")), (3, None)] {
            let mut map = start(from);
            assert_eq!(migrate(&mut map, 3, &[first, second]), Ok(()));
            assert_eq!(map.get("trail").and_then(Value::as_str), trail, "from schema {from}");
            assert_eq!(map.get("schema").and_then(Value::as_u64), Some(3));
            assert_eq!(map.get("later"), Some(&json!([1])), "a step lost what it does not know");
        }
        assert_eq!(migrate(&mut start(4), 3, &[first, second]), Err(DocumentFault::Newer(4)));
        assert_eq!(migrate(&mut start(0), 3, &[first, second]), Err(NO_SCHEMA));
    }
}
