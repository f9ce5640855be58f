//! Profiles: nothing a person entered is lost, nothing that cannot be is used, and each such
//! answer is named.

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

#[test]
fn impossible_answers_are_named() {
    let pay = |amount: &str, currency: &str| json!({ "pay": { "gross": { "amount": amount, "currency": currency } } });
    refused(json!({ "conditions": { "passport_until": "2026-02-30" } }), "conditions.passport_until", "problem.no-such-day");
    refused(json!({ "conditions": { "passport_until": "in May" } }), "conditions.passport_until", "problem.not-a-date");
    refused(json!({ "conditions": { "passport_until": "2226-02-20" } }), "conditions.passport_until", "problem.out-of-range");
    refused(pay("-1.00", "AZN"), "pay.gross", "problem.negative");
    refused(pay("10000000.01", "AZN"), "pay.gross", "problem.too-much");
    refused(pay("99999999999999999999.00", "AZN"), "pay.gross", "problem.too-much");
    refused(pay("1.001", "AZN"), "pay.gross", "problem.too-fine");
    refused(pay("much", "AZN"), "pay.gross", "problem.not-an-amount");
    refused(pay("1.00", "USD"), "pay.gross", "problem.not-manat");
    assert_eq!(problems(pay("10000000.00", "AZN")), []);
    assert_eq!(problems(pay("0.00", "AZN")), []);
    refused(json!({ "achievements": { "patents": 1000 } }), "achievements.patents", "problem.out-of-range");
    refused(json!({ "achievements": { "patents": -1 } }), "achievements.patents", "problem.out-of-range");
    refused(json!({ "degrees": [{ "id": 1, "country": "ZZ" }] }), "degrees.1.country", "problem.not-a-country");
    refused(json!({ "jobs": [{ "id": 7, "from": "2020-01-02", "to": "2020-01-01" }] }), "jobs.7.to", "problem.end-before-start");
    noted(json!({ "degrees": [{ "id": 1, "year": 2027 }] }), "degrees.1.year", "problem.planned-degree");
    noted(json!({ "jobs": [{ "id": 7, "from": "2026-11-22" }] }), "jobs.7.from", "problem.planned-job");
    noted(json!({ "certificates": [{ "id": 1, "until": "2026-11-20" }] }), "certificates.1.until", "problem.expired");
    noted(json!({ "plan": { "apply_on": "2026-11-20" } }), "plan.apply_on", "problem.past-plan");
    noted(json!({ "you": { "speciality": "it" }, "degrees": [{ "id": 4, "field": "it" }] }), "degrees.4.related", "problem.same-field");
    refused(json!({ "you": { "azerbaijani": true, "stateless": true } }), "you.stateless", "problem.citizen-and-stateless");
    refused(json!({ "achievements": { "publications": 2, "indexed": 3 } }), "achievements.indexed", "problem.more-indexed");
    refused(json!({ "family": [{ "id": 3, "born": "2026-11-22" }] }), "family.3.born", "problem.not-born");
    refused(json!({ "jobs": [{ "id": 7, "role": "x".repeat(81) }] }), "jobs.7.role", "problem.too-long");
    refused(json!({ "assumptions": { "education_least": 50 } }), "assumptions.education_least", "problem.ends-reversed");
    refused(
        json!({ "assumptions": { "education_most": 40, "achievements_most": 20 } }),
        "assumptions.education_most",
        "problem.maxima-do-not-fit",
    );
    refused(json!({ "bands": [{ "id": 2, "table": "years", "at": 5, "low": 10 }] }), "bands.2.low", "problem.bands-must-rise");
    refused(json!({ "bands": [{ "id": 2, "table": "years", "at": 6, "low": 10 }] }), "bands.2.at", "problem.no-such-band");
    refused(
        json!({ "stays": [{ "id": 7, "country": "AZ", "from": "2026-01-02", "to": "2026-01-01" }] }),
        "stays.7.to",
        "problem.end-before-start",
    );
    assert_eq!(problems(json!({ "jobs": [{ "id": 7, "from": "2026-11-21", "to": "2026-11-21" }] })), [], "a day is a job");
    // Half a stay is not counted, and the person must know; a row just added needs no reproach.
    refused(json!({ "stays": [{ "id": 7, "country": "AZ" }] }), "stays.7.from", "problem.stay-incomplete");
    refused(json!({ "stays": [{ "id": 7, "from": "2026-01-02", "to": "2026-01-03" }] }), "stays.7.country", "problem.stay-incomplete");
    refused(json!({ "stays": [{ "id": 7, "country": "AZ", "from": "soon" }] }), "stays.7.from", "problem.not-a-date");
    assert_eq!(problems(json!({ "stays": [{ "id": 7 }] })), []);
}

fn stays(list: &[(&str, &str, Option<&str>)]) -> Value {
    let row = |(country, from, to): &(&str, &str, Option<&str>)| match to {
        Some(to) => json!({ "country": country, "from": from, "to": to }),
        None => json!({ "country": country, "from": from }),
    };
    json!({ "stays": list.iter().map(row).collect::<Vec<_>>() })
}

#[test]
fn stays_worth_a_look_are_noted_and_used() {
    noted(stays(&[("AZ", "2026-01-01", None)]), "stays.1.to", "problem.open-stay");
    noted(stays(&[("AZ", "2026-11-22", Some("2026-12-01"))]), "stays.1.from", "problem.planned-stay");
    noted(
        stays(&[("AZ", "2026-01-01", Some("2026-01-10")), ("AZ", "2026-01-10", Some("2026-01-12"))]),
        "stays.2.from",
        "problem.overlap-same",
    );
    noted(
        stays(&[("AZ", "2026-01-01", Some("2026-01-10")), ("TR", "2026-01-09", Some("2026-01-12"))]),
        "stays.2.from",
        "problem.overlap-other",
    );
    // Whatever order they were entered in, the later stay is the one that overlaps.
    noted(
        stays(&[("TR", "2026-01-09", Some("2026-01-12")), ("AZ", "2026-01-01", Some("2026-01-10"))]),
        "stays.1.from",
        "problem.overlap-other",
    );
    // A long stay overlaps also what begins long after a shorter one.
    noted(
        stays(&[
            ("AZ", "2026-01-01", Some("2026-03-10")),
            ("GE", "2025-01-02", Some("2025-01-03")),
            ("AZ", "2026-03-01", Some("2026-03-05")),
        ]),
        "stays.3.from",
        "problem.overlap-same",
    );
    // The day of travel counts in both countries and is no slip.
    assert_eq!(problems(stays(&[("AZ", "2026-01-01", Some("2026-01-10")), ("TR", "2026-01-10", Some("2026-01-12"))])), []);
    assert_eq!(problems(stays(&[("AZ", "2026-01-01", Some("2026-01-10")), ("AZ", "2026-01-11", Some("2026-01-12"))])), []);
}

/// "Not counted" must be true: a row that is refused may not widen the range either.
#[test]
fn rows_that_are_refused_change_no_result() {
    let on = today();
    let base = json!({ "you": { "azerbaijani": false, "has_degree": false, "has_worked": false } });
    let plain = hsmp::assess::assess(&document(base.clone()), on);
    for (section, row) in [
        ("jobs", json!({ "from": "2027-01-01", "related": true, "position": "leading" })),
        ("jobs", json!({ "from": "2020-01-01", "to": "2010-01-01", "related": true, "position": "leading" })),
        ("degrees", json!({ "level": "doctorate", "related": true, "year": 2027 })),
        ("stays", json!({ "country": "AZ", "from": "2026-12-31", "to": "2026-01-01" })),
    ] {
        let mut sections = base.clone();
        sections[section] = json!([row]);
        let with = hsmp::assess::assess(&document(sections), on);
        assert_eq!(with.points.total, plain.points.total, "{row}");
        assert_eq!(with.residency.unwrap().outcome, plain.residency.as_ref().unwrap().outcome, "{row}");
        assert_eq!(with.problems.len(), 1, "{row}");
    }
}

// --- Rows and versions ---

#[test]
fn every_row_gets_a_number_of_its_own() {
    let numbers = |rows: Value| document(json!({ "jobs": rows })).rows("jobs");
    assert_eq!(numbers(json!([{}, {}, {}])), [1, 2, 3]);
    assert_eq!(numbers(json!([{ "id": 5 }, {}, { "id": 2 }])), [5, 6, 2]);
    assert_eq!(numbers(json!([{ "id": 0 }, { "id": -1 }, { "id": "x" }, { "id": 1.5 }])), [1, 2, 3, 4]);
    assert_eq!(numbers(json!([{ "id": 3 }, { "id": 3 }])), [3, 4]);
    assert_eq!(numbers(json!([{ "id": u32::MAX }, {}])), [u32::MAX, 1], "no number after the last");
    let mut document = document(json!({ "jobs": [{ "id": u32::MAX }] }));
    assert_eq!(document.add_row("jobs"), 1);
    document.remove_row("jobs", u32::MAX);
    assert_eq!((document.add_row("jobs"), document.rows("jobs")), (2, vec![1, 2]));
    assert_eq!(Document::default().add_row("stays"), 1);
}

#[test]
fn what_is_no_profile_is_refused_and_what_is_newer_says_so() {
    for (text, fault) in [
        ("", DocumentFault::NotJson),
        ("{\"schema\": 1", DocumentFault::NotJson),
        ("[]", DocumentFault::NotAProfile),
        ("{}", DocumentFault::NotAProfile),
        ("{\"schema\": \"1\"}", DocumentFault::NotAProfile),
        ("{\"schema\": 0}", DocumentFault::NotAProfile),
        ("{\"schema\": -1}", DocumentFault::NotAProfile),
        ("{\"schema\": 3}", DocumentFault::Newer(3)),
        ("{\"schema\": 18446744073709551615}", DocumentFault::Newer(u64::MAX)),
        ("{\"schema\": 1, \"you\": []}", DocumentFault::NotAProfile),
        ("{\"schema\": 1, \"jobs\": {}}", DocumentFault::NotAProfile),
        ("{\"schema\": 1, \"jobs\": [1]}", DocumentFault::NotAProfile),
        ("{\"schema\": 1, \"pay\": null}", DocumentFault::NotAProfile),
        ("{\"schema\": 1, \"you\": {\"stateless\": true, \"stateless\": false}}", DocumentFault::NotJson),
    ] {
        assert_eq!(Document::parse(text), Err(fault), "{text}");
    }
    let deep = format!("{{\"schema\": 1, \"x\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(Document::parse(&deep), Err(DocumentFault::NotJson), "a file made to crash the reader");
}

/// Schema 1 as it was published: such files exist on people's disks and must open for ever.
#[test]
fn the_golden_file_of_schema_2_is_read_whole() {
    let document = Document::parse(&read("examples/profiles/sample.json")).unwrap();
    let reading = Reading::of(&document, date("2026-03-15"));
    let refused: Vec<_> = reading.problems.iter().filter(|problem| problem.severity == Severity::Refused).collect();
    assert_eq!(refused, Vec::<&Problem>::new());
    for section in SECTIONS {
        let rows: Vec<Option<u32>> = if section.list { document.rows(section.name).into_iter().map(Some).collect() } else { vec![None] };
        assert!(!rows.is_empty(), "{} has no row", section.name);
        for field in section.fields {
            assert!(rows.iter().any(|row| document.has(field.slot.in_row(*row))), "{}.{} is not filled", section.name, field.name());
        }
    }
    let profile = reading.profile;
    assert_eq!((profile.jobs.len(), profile.stays.len(), profile.degrees.len()), (2, 2, 1));
    assert_eq!(profile.you.azerbaijani, Some(false));
    assert_eq!(profile.pay.gross, Some(hsmp::quantity::Money::from_manat(3200)));
    assert_eq!(profile.jobs[1].from, Some(date("2019-09-16")));
}

/// Schema 1 asked about two insurances at once; everything else is kept as it stands.
#[test]
fn a_profile_of_schema_1_becomes_one_of_schema_2() {
    let old: Value = serde_json::from_str(&read("tests/core/fixtures/profile-v1.json")).unwrap();
    let now = |old: &Value| serde_json::from_str::<Value>(&Document::parse(&old.to_string()).unwrap().to_json()).unwrap();
    let expected = |answer: Option<Value>| {
        let mut expected = old.clone();
        expected["schema"] = json!(2);
        let pay = expected["pay"].as_object_mut().unwrap();
        pay.shift_remove("insured");
        if let Some(answer) = answer {
            pay.insert("unemployment".to_owned(), answer.clone());
            pay.insert("medical".to_owned(), answer);
        }
        expected
    };
    assert_eq!(old["pay"]["insured"], json!(true));
    assert_eq!(now(&old), expected(Some(json!(true))));
    let with = |answer: Value| {
        let mut old = old.clone();
        old["pay"]["insured"] = answer;
        old
    };
    // What cannot be read is no reason to lose it.
    for answer in [json!(false), json!("perhaps")] {
        assert_eq!(now(&with(answer.clone())), expected(Some(answer)));
    }
    let mut open = old.clone();
    open["pay"].as_object_mut().unwrap().shift_remove("insured");
    assert_eq!(now(&open), expected(None));
    assert_eq!(now(&json!({ "schema": 1 })), json!({ "schema": 2 }));
    assert_eq!(now(&now(&old)), now(&old), "read again it stays as it is");
}

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
