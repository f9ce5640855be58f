//! The points table: criteria with their maxima and measures. What they name must be there, be of the right
//! kind, and together make the scale.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use toml::{Table, Value};

use super::values::integers;
use super::{camel, constant, day, list, text};

/// The ways to read a record, each with the tables it may use. The program knows these (`rulebook::Reads`).
const READS: &[(&str, &[&str])] = &[
    ("work", &["years", "hours"]),
    ("position", &["position"]),
    ("degree", &["related", "unrelated"]),
    ("certificates", &["certificates"]),
    ("kinds", &["kinds"]),
    ("language", &["azerbaijani", "other-language"]),
];

/// How a measure joins those before it.
const JOINS: &[&str] = &["add", "best"];

/// A table that says how much of a job counts, not what it gives.
const WEIGHTS: &str = "hours";

/// The criteria as code; none where they are not of their form.
pub(super) fn code(value: &Value, key: &mut dyn FnMut(&str) -> String) -> Option<String> {
    let mut code = String::new();
    let mut ids = BTreeSet::new();
    let mut last = 0;
    for criterion in value.as_array().filter(|all| !all.is_empty())? {
        let criterion = criterion.as_table()?;
        let known = ["id", "number", "evaluator", "only-if", "maximum", "measures"];
        let id = text(criterion, "id").filter(|id| is_name(id) && ids.insert(id.to_owned()))?;
        if criterion.keys().any(|key| !known.contains(&key.as_str())) {
            return None;
        }
        let number = match criterion.get("number") {
            Some(number) => Some(number.as_integer().filter(|number| (last + 1..=99).contains(number))?),
            None => None,
        };
        last = number.unwrap_or(last);
        let evaluator = match criterion.get("evaluator") {
            Some(rule) => Some(constant(rule.as_str()?)),
            None => None,
        };
        let question = match criterion.get("only-if") {
            Some(question) => Some(question.as_str()?),
            None => None,
        };
        if let Some(question) = question {
            // The question itself is found by its text: the build knows no questions.
            key(&format!("profile.assumptions.{question}"));
        }
        let name = key(&format!("criterion.{id}"));
        let maximum = constant(text(criterion, "maximum")?);
        let measures = measures(criterion.get("measures")?)?;
        let _ = write!(
            code,
            "Criterion {{ id: {id:?}, name: {name}, number: {number:?}, evaluator: {}, only_if: {question:?}, maximum: {maximum}.as_kind(), measures: &[{measures}] }}, ",
            super::option(evaluator),
        );
    }
    Some(code)
}

fn is_name(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b == b'_')
}

fn measures(value: &Value) -> Option<String> {
    let mut code = String::new();
    for (index, measure) in value.as_array().filter(|all| !all.is_empty())?.iter().enumerate() {
        let measure = measure.as_table()?;
        let (reads, tables) = READS.iter().find(|(reads, _)| Some(*reads) == text(measure, "reads"))?;
        // The first has nothing to join.
        let join = match (index, measure.get("join")) {
            (0, None) => "add",
            (1.., Some(join)) => JOINS.iter().find(|known| Some(**known) == join.as_str())?,
            _ => return None,
        };
        let named: Vec<&&str> = tables.iter().filter(|table| measure.contains_key(**table)).collect();
        if named.is_empty() || measure.keys().any(|key| !["reads", "join"].contains(&key.as_str()) && !tables.contains(&key.as_str())) {
            return None;
        }
        let mut uses = String::new();
        for table in named {
            let _ = write!(uses, "({table:?}, {}), ", constant(text(measure, table)?));
        }
        let _ = write!(code, "Measure {{ reads: Reads::{}, join: Join::{}, tables: &[{uses}] }}, ", camel(reads), camel(join));
    }
    Some(code)
}

/// A value of a rule, and from when to when it holds.
struct Dated<'a> {
    from: i32,
    to: i32,
    value: &'a Table,
}

/// All rules by their raw text.
struct Rules<'a>(Vec<(&'a str, Vec<Dated<'a>>)>);

impl<'a> Rules<'a> {
    fn values(&self, id: &str) -> Option<&[Dated<'a>]> {
        self.0.iter().find(|(known, _)| *known == id).map(|(_, values)| values.as_slice())
    }

    /// What holds on a day, or the latest where nothing does: as the program looks it up.
    fn on(&self, id: &str, date: i32) -> Option<&'a Table> {
        let values = self.values(id)?;
        let found = values.iter().find(|dated| dated.from <= date && date <= dated.to).or(values.last())?;
        Some(found.value)
    }
}

/// Whether what the criteria name is there and fits together, on every day on which something changes.
pub(super) fn check(files: &[(&str, Table)]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut rules = Rules(Vec::new());
    for (_, table) in files {
        for rule in list(table, "rule") {
            let value = |value: &'_ Table| (day(value.get("from")), value.get("to").and_then(|to| day(Some(to))));
            let values = list(rule, "value").filter_map(|own| match value(own) {
                (Some(from), to) => Some(Dated { from, to: to.unwrap_or(i32::MAX), value: own }),
                (None, _) => None,
            });
            rules.0.push((text(rule, "id").unwrap_or_default(), values.collect()));
        }
    }
    for (file, table) in files {
        for rule in list(table, "rule") {
            let id = text(rule, "id").unwrap_or_default();
            for own in rules.values(id).into_iter().flatten().filter(|own| own.value.contains_key("criteria")) {
                let found = one_table(&rules, own);
                faults.extend(found.into_iter().map(|fault| format!("{file}: rule '{id}': {fault}")));
            }
        }
    }
    faults
}

fn one_table(rules: &Rules<'_>, own: &Dated<'_>) -> BTreeSet<String> {
    let mut faults = BTreeSet::new();
    let criteria: Vec<&Table> = list(own.value, "criteria").collect();
    let named = |id: &str, kinds: &[&str], faults: &mut BTreeSet<String>| {
        let values = rules.values(id).unwrap_or_default();
        if values.is_empty() || values.iter().any(|dated| !kinds.iter().any(|kind| dated.value.contains_key(*kind))) {
            faults.insert(format!("'{id}' is no rule of kind {kinds:?}"));
        }
    };
    let mut days = BTreeSet::from([own.from]);
    let mut note = |id: &str| {
        let values = rules.values(id).unwrap_or_default();
        days.extend(values.iter().map(|dated| dated.from).filter(|from| (own.from..=own.to).contains(from)));
    };
    note("points.scale");
    for criterion in &criteria {
        let maximum = text(criterion, "maximum").unwrap_or_default();
        named(maximum, &["count", "range"], &mut faults);
        note(maximum);
        if let Some(evaluator) = text(criterion, "evaluator") {
            named(evaluator, &["statement"], &mut faults);
        }
        for (_, bands) in tables(criterion) {
            named(bands, &["bands"], &mut faults);
            note(bands);
        }
    }
    let questions: BTreeSet<&str> = criteria.iter().filter_map(|criterion| text(criterion, "only-if")).collect();
    if questions.len() > 1 {
        faults.insert(format!("one question decides which criteria there are, not {questions:?}"));
    }
    if faults.is_empty() {
        days.iter().for_each(|date| on_day(rules, &criteria, *date, &mut faults));
    }
    faults
}

/// The bands that a criterion's measures name, each with the table it stands for.
fn tables(criterion: &Table) -> impl Iterator<Item = (&str, &str)> {
    list(criterion, "measures").flat_map(|measure| {
        let names = measure.iter().filter(|(key, _)| !["reads", "join"].contains(&key.as_str()));
        names.filter_map(|(key, bands)| Some((key.as_str(), bands.as_str()?)))
    })
}

fn on_day(rules: &Rules<'_>, criteria: &[&Table], date: i32, faults: &mut BTreeSet<String>) {
    let whole = |value: &Table| value.get("count").and_then(Value::as_integer);
    let range = |id: &str| {
        let value = rules.on(id, date)?;
        let ends = value.get("range").and_then(integers);
        Some(match (whole(value), ends.as_deref()) {
            (Some(exactly), _) => (exactly, exactly),
            (None, Some([low, high])) => (*low, *high),
            _ => return None,
        })
    };
    let maximum = |criterion: &Table| range(text(criterion, "maximum").unwrap_or_default()).unwrap_or_default();
    for criterion in criteria {
        let id = text(criterion, "id").unwrap_or_default();
        let mut units = BTreeSet::new();
        for (table, bands) in tables(criterion) {
            let Some(value) = rules.on(bands, date) else { continue };
            let unit = text(value, "unit").unwrap_or("percent");
            if table == WEIGHTS {
                if unit != "percent" {
                    faults.insert(format!("'{bands}' says what part of a job counts, in percent"));
                }
                continue;
            }
            units.insert(unit);
            let last = value.get("bands").and_then(Value::as_array).and_then(|rows| integers(rows.last()?));
            let most = last.and_then(|row| row.last().copied()).unwrap_or_default();
            if unit == "points" && most > maximum(criterion).1 {
                faults.insert(format!("'{bands}' gives {most} points, more than the maximum of '{id}'"));
            }
        }
        if units.len() > 1 {
            faults.insert(format!("the bands of '{id}' are partly in percent and partly in points"));
        }
    }
    let Some((scale, _)) = range("points.scale") else {
        faults.insert("there is no 'points.scale'".to_owned());
        return;
    };
    // With and without those that hang on a question.
    for all in [true, false] {
        let counted = criteria.iter().filter(|criterion| all || !criterion.contains_key("only-if"));
        let (low, high) = counted.map(|criterion| maximum(criterion)).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        if !(low..=high).contains(&scale) {
            faults.insert(format!("the maxima make {low} to {high}, not the scale of {scale}"));
        }
    }
}
