//! Profiles: nothing a person entered is lost, nothing that cannot be is used, and each such
//! answer is named.

mod impossible;
mod merging;
mod rescued;
mod share;
mod stored;
mod vault;
mod versions;

use hsmp::assess::guidance::guide::{Goal, guide};
use hsmp::profile::{Achievements, Answers, Document, DocumentFault, Job, Kind, Pay, Problem, Reading, SECTIONS, Severity, Ties, You};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{date, document, read, today};

fn problems(sections: Value) -> Vec<Problem> {
    hsmp::assess::assess(&document(sections), today()).problems
}

/// The only problem: its place, whether the answer is used, and its text's name.
fn only(sections: Value) -> (String, Severity, &'static str) {
    let found = problems(sections.clone());
    let [problem] = found.as_slice() else { panic!("{sections}: {found:?}") };
    (problem.slot.path(), problem.severity, problem.message.key.name())
}

fn refused(sections: Value, path: &str, text: &str) {
    assert_eq!(only(sections), (path.to_owned(), Severity::Refused, text));
}

fn noted(sections: Value, path: &str, text: &str) {
    assert_eq!(only(sections), (path.to_owned(), Severity::Note, text));
}

// --- Nothing is lost ---

/// Files stay comparable line by line.
#[test]
fn an_answer_taken_back_leaves_the_others_in_their_order() {
    let mut document = document(json!({ "you": { "stateless": false, "azerbaijani": false, "later": 1.50, "has_degree": true } }));
    document.set(You::STATELESS, "");
    let lines: String = document.to_json().split_whitespace().collect();
    assert_eq!(lines, r#"{"schema":2,"you":{"azerbaijani":false,"later":1.5,"has_degree":true}}"#);
}

#[test]
fn what_this_version_does_not_know_is_kept_at_every_level() {
    let text = json!({
        "schema": 2,
        "later_section": { "a": [1, { "b": null }] },
        "later_text": "kept",
        "you": { "azerbaijani": false, "later": { "deep": [true] } },
        "jobs": [{ "id": 4, "from": "2020-01-01", "later": 1.5 }, { "employer": "kept too" }],
        "pay": { "gross": { "amount": "1000.00", "currency": "AZN", "per": "month" }, "later": [] },
    });
    let mut document = Document::parse(&text.to_string()).unwrap();
    document.set(You::HAS_DEGREE, "yes");
    document.set(Job::RELATED.in_row(4), "no");
    document.set(Pay::SECTOR, "private");
    document.set(Ties::LONG_ABROAD, "yes");
    let again = Document::parse(&document.to_json()).unwrap();
    assert_eq!(again, document);
    let value = serde_json::from_str::<Value>(&again.to_json()).unwrap();
    let mut expected = text;
    expected["you"]["has_degree"] = json!(true);
    expected["jobs"][0]["related"] = json!(false);
    expected["jobs"][1]["id"] = json!(5);
    expected["pay"]["sector"] = json!("private");
    expected["ties"] = json!({ "long_abroad": true });
    assert_eq!(value, expected);
}

#[test]
fn every_field_takes_an_answer_shows_it_and_gives_it_up() {
    for section in SECTIONS {
        for field in section.fields {
            let mut document = Document::default();
            let row = section.list.then(|| document.add_row(section.name));
            let slot = field.slot.in_row(row);
            let typed = match field.kind {
                Kind::Date => "2.7.2020",
                Kind::Year => "2020",
                Kind::Money => "1 234,5",
                Kind::YesNo => "yes",
                Kind::Choice(choices) => choices[0].name,
                Kind::Count { min, .. } if min > 3 => "2020",
                Kind::Count { .. } => "3",
                Kind::Country => "TR",
                Kind::Label => "Physics, Lyon",
                Kind::Amount => "1 234,50",
                Kind::ExchangeRate => "0,0203",
            };
            let shown = match field.kind {
                Kind::Money | Kind::Amount => "1234.50",
                Kind::ExchangeRate => "0.0203",
                _ => typed,
            };
            assert!(!document.has(slot) && document.text(slot).is_empty(), "{}", slot.path());
            document.set(slot, typed);
            assert_eq!(document.text(slot), shown, "{}", slot.path());
            let refused = Reading::of(&document, today())
                .problems
                .iter()
                .any(|problem| problem.severity == Severity::Refused && problem.slot == slot);
            assert!(!refused, "{}", slot.path());
            assert_eq!(Document::parse(&document.to_json()), Ok(document.clone()), "{}", slot.path());
            document.set(slot, "  ");
            assert!(!document.has(slot), "{}", slot.path());
        }
    }
}

#[test]
fn a_slip_of_the_pen_is_kept_as_typed_and_named() {
    for section in SECTIONS {
        for field in section.fields {
            let mut document = Document::default();
            let row = section.list.then(|| document.add_row(section.name));
            let slot = field.slot.in_row(row);
            // Words of one's own can be any, but not without end.
            let typed = if field.kind == Kind::Label { "oops 1".repeat(20) } else { "oops 1".to_owned() };
            document.set(slot, &typed);
            assert_eq!(document.text(slot), typed, "{}", slot.path());
            let found = Reading::of(&document, today()).problems;
            assert!(
                found.iter().any(|problem| problem.slot == slot && problem.severity == Severity::Refused),
                "{}: {found:?}",
                slot.path()
            );
            assert_eq!(Document::parse(&document.to_json()).unwrap().text(slot), typed, "{}", slot.path());
        }
    }
}

/// A file written by hand or by another program.
#[test]
fn a_value_of_the_wrong_type_is_a_problem_of_its_slot_and_stays() {
    for section in SECTIONS {
        for field in section.fields {
            for wrong in crate::schema::wrong(field.kind) {
                let row = json!({ "id": 1, field.name(): wrong });
                let sections = if section.list { json!({ section.name: [row] }) } else { json!({ section.name: row }) };
                let document = document(sections.clone());
                let slot = field.slot.in_row(section.list.then_some(1));
                let reading = Reading::of(&document, today());
                let refused: Vec<_> = reading.problems.iter().filter(|problem| problem.severity == Severity::Refused).collect();
                assert_eq!(refused.iter().filter(|problem| problem.slot == slot).count(), 1, "{sections}: {:?}", reading.problems);
                let value = serde_json::from_str::<Value>(&document.to_json()).unwrap();
                let own = if section.list { &value[section.name][0] } else { &value[section.name] };
                assert_eq!(own[field.name()], wrong, "{}", slot.path());
            }
        }
    }
}

// --- Answers that cannot be ---

// --- Rows and versions ---

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[a-z0-9.-]{0,10}".prop_map(Value::from),
        Just(json!("2026-07-02")),
        Just(json!({ "amount": "12.5", "currency": "AZN" })),
    ];
    leaf.prop_recursive(2, 12, 4, |inner| prop_oneof![prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from), inner])
}

fn row() -> impl Strategy<Value = Value> {
    let names: Vec<&str> = SECTIONS.iter().flat_map(|section| section.fields).map(|field| field.name()).chain(["id", "later"]).collect();
    prop::collection::vec((prop::sample::select(names), value()), 0..6)
        .prop_map(|pairs| pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// How many sections have rows, or have not.
fn sections(list: bool) -> usize {
    SECTIONS.iter().filter(|section| section.list == list).count()
}

/// What pages work out beside the assessment.
fn late(document: &Document) {
    let profile = Reading::of(document, today()).profile;
    let _ = (hsmp::assess::tax::pay::year(&profile, today()), hsmp::assess::tax::business::assess(&profile, today()));
    let residency = hsmp::assess::residence::residency::assess(&profile, today(), today().year());
    let _ = hsmp::assess::tax::income::assess(&profile, &residency, today());
    if let Some(terms) = hsmp::assess::tax::payroll::Terms::of(&profile, today()) {
        let schedule = hsmp::assess::tax::payroll::Schedule::of(terms);
        let _ = hsmp::assess::tax::pay::gross_for(&schedule, profile.pay.wanted.unwrap_or_default());
        let _ = hsmp::assess::tax::pay::curve(&schedule, terms.gross);
    }
}

proptest! {
    /// Whatever stands in a file of the right form, it opens, is assessed, and is saved unchanged.
    #[test]
    fn any_answers_are_kept_and_never_crash_the_assessment(groups in prop::collection::vec(row(), sections(false)), rows in prop::collection::vec(prop::collection::vec(row(), 0..3), sections(true))) {
        let (mut groups, mut rows) = (groups.into_iter(), rows.into_iter());
        let mut sections = json!({});
        for section in SECTIONS {
            sections[section.name] = if section.list { rows.next().unwrap().into() } else { groups.next().unwrap() };
        }
        let document = document(sections);
        prop_assert_eq!(Document::parse(&document.to_json()), Ok(document.clone()));
        let all = hsmp::assess::assess(&document, today());
        prop_assert!(all.points.total.low <= all.points.total.high);
        for goal in Goal::ALL {
            let _ = guide(&document, &all, goal, &[]);
        }
        late(&document);
        let _ = hsmp::assess::residence::clocks::clocks(&all.profile, all.on);
        let planning = all.residency.map(|residency| hsmp::assess::residence::planning::planning(&all.profile, all.on, &residency)).unwrap();
        prop_assert!(planning.days.low <= planning.days.high);
    }

    #[test]
    fn any_typed_text_can_be_put_anywhere(typed in "\\PC{0,16}") {
        let mut document = Document::default();
        for section in SECTIONS {
            let row = section.list.then(|| document.add_row(section.name));
            for field in section.fields {
                document.set(field.slot.in_row(row), &typed);
            }
        }
        prop_assert_eq!(Document::parse(&document.to_json()), Ok(document.clone()));
        let _ = hsmp::assess::assess(&document, today());
        late(&document);
    }
}

/// The form of a row that is not there yet leaves nothing behind until something is answered in it.
#[test]
fn a_row_comes_to_be_with_its_first_answer() {
    let mut own = document(serde_json::json!({}));
    let row = own.next_row("jobs");
    let (role, patents) = (Job::ROLE.in_row(row), Achievements::PATENTS.in_row(row));
    own.set(role, "");
    assert_eq!((own.rows("jobs"), own.is_blank("jobs", 1)), (Vec::new(), true));
    own.set(role, "Programmer");
    assert_eq!((own.rows("jobs"), own.is_blank("jobs", 1), own.next_row("jobs")), (vec![1], false, 2));
    own.set(role, "");
    assert_eq!((own.rows("jobs"), own.is_blank("jobs", 1)), (vec![1], true));
    // Questions that are asked once have no rows.
    own.set(patents, "3");
    assert_eq!(Document::parse(&own.to_json()), Ok(own));
}
