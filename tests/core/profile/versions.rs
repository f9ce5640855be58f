//! Rows, and profiles of other versions.

use super::*;

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
    let not_json = |line| DocumentFault::NotJson { line };
    let not_as_in = |at| DocumentFault::NotAProfile { at };
    for (text, fault) in [
        ("", not_json(1)),
        ("{\"schema\": 1,\n", not_json(2)),
        ("[]", not_as_in("schema")),
        ("{}", not_as_in("schema")),
        ("{\"schema\": \"1\"}", not_as_in("schema")),
        ("{\"schema\": 0}", not_as_in("schema")),
        ("{\"schema\": -1}", not_as_in("schema")),
        ("{\"schema\": 3}", DocumentFault::Newer(3)),
        ("{\"schema\": 18446744073709551615}", DocumentFault::Newer(u64::MAX)),
        ("{\"schema\": 1, \"you\": []}", not_as_in("you")),
        ("{\"schema\": 1, \"jobs\": {}}", not_as_in("jobs")),
        ("{\"schema\": 1, \"jobs\": [1]}", not_as_in("jobs")),
        ("{\"schema\": 1, \"pay\": null}", not_as_in("pay")),
        ("{\"schema\": 1, \"you\": {\"stateless\": true, \"stateless\": false}}", not_json(1)),
    ] {
        assert_eq!(Document::parse(text), Err(fault), "{text}");
    }
    let deep = format!("{{\"schema\": 1, \"x\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(Document::parse(&deep), Err(not_json(1)), "a file made to crash the reader");
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
