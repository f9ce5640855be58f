//! Receipts: anybody can work one out again, and a figure, an answer or a rulebook that was
//! changed afterwards is found and named.

use hsmp::profile::Document;
use hsmp::receipt::{ReceiptFault, receipt, verify};
use hsmp::rulebook::HASH;
use serde_json::{Value, json};

use crate::support::{date, files, people, today};

fn documents() -> Vec<(String, Document)> {
    let profiles = files("examples/profiles", ".json").into_iter().map(|(name, text)| (name, Document::parse(&text).unwrap()));
    people().into_iter().chain(profiles).collect()
}

fn sample() -> Value {
    let text = crate::support::read("examples/profiles/engineer.json");
    receipt(&Document::parse(&text).unwrap(), date("2026-03-15"))
}

/// The paths at which a changed receipt differs.
fn found(changed: &Value) -> Vec<String> {
    verify(&changed.to_string()).unwrap().into_iter().map(|mismatch| mismatch.path).collect()
}

#[test]
fn a_receipt_of_any_profile_on_any_day_is_right() {
    for (name, document) in documents() {
        for on in ["2019-01-01", "2024-02-29", "2026-11-21", "2033-06-30"] {
            let receipt = receipt(&document, date(on));
            assert_eq!(verify(&receipt.to_string()), Ok(vec![]), "{name} on {on}");
            assert_eq!(verify(&serde_json::to_string_pretty(&receipt).unwrap()), Ok(vec![]), "{name} on {on}, pretty");
        }
    }
}

#[test]
fn the_same_answers_give_the_same_bytes() {
    for (name, document) in documents() {
        let first = receipt(&document, today()).to_string();
        let again = receipt(&Document::parse(&document.to_json()).unwrap(), today()).to_string();
        assert_eq!(first, again, "{name}");
    }
}

#[test]
fn a_receipt_says_what_it_rests_on() {
    let receipt = sample();
    assert_eq!(receipt["rulebook"], json!(HASH));
    assert_eq!(HASH.len(), 64);
    assert_eq!(receipt["on"], json!("2026-03-15"));
    assert_eq!(receipt["program"], json!(env!("CARGO_PKG_VERSION")));
    let why = &receipt["assessment"]["points"]["why"];
    assert!(why["rules"].as_array().is_some_and(|rules| rules.iter().all(|rule| !rule["sources"].as_array().unwrap().is_empty())), "{why}");
}

/// A partner's check of a permit or a duty reads them here, not on a page.
#[test]
fn permits_and_duties_are_in_receipts() {
    let document = Document::parse(&crate::support::read("examples/scenarios/09-investor-china.json")).unwrap();
    let all = &receipt(&document, date("2026-11-24"))["assessment"];
    let ways = all["permits"].as_array().unwrap();
    assert_eq!(ways.len(), 31, "18 grounds, 12 of the permanent permit, citizenship");
    let company = ways.iter().find(|way| way["way"] == "prp.company").unwrap();
    assert_eq!(company["state"], "reachable");
    let conditions = company["conditions"].as_array().unwrap();
    assert!(conditions.iter().any(|condition| condition["missing"] == json!([["permits.capital", "50000.00"]])), "{company}");
    assert!(conditions.iter().any(|condition| condition["open"] == "permits.company_turnover"), "{company}");
    assert_eq!(all["duties"]["first"]["lines"][0]["amount"], json!(["320.00", "320.00"]));
    assert_eq!(all["duties"]["extension"]["amount"], json!(["480.00", "480.00"]));
    assert_eq!(all["duties"]["permanent"]["amount"], Value::Null, "not known for 35 days");
}

/// Every number and word of the assessment is compared: each is changed in turn.
#[test]
fn a_change_anywhere_in_the_assessment_is_found_there() {
    fn leaves(value: &Value, pointer: &str, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => map.iter().for_each(|(name, value)| leaves(value, &format!("{pointer}/{name}"), found)),
            Value::Array(list) => list.iter().enumerate().for_each(|(index, value)| leaves(value, &format!("{pointer}/{index}"), found)),
            _ => found.push(pointer.to_owned()),
        }
    }
    let right = sample();
    let mut pointers = Vec::new();
    leaves(&right["assessment"], "/assessment", &mut pointers);
    assert!(pointers.len() > 300, "{}", pointers.len());
    // Every seventh is enough, each part of the assessment has dozens.
    for pointer in pointers.iter().step_by(7) {
        let mut changed = right.clone();
        let leaf = changed.pointer_mut(pointer).unwrap();
        *leaf = match &*leaf {
            Value::Number(number) => json!(number.as_i64().unwrap() + 1),
            Value::Bool(yes) => json!(!yes),
            Value::Null => json!("something"),
            other => json!(format!("{} ", other.as_str().unwrap())),
        };
        assert_eq!(found(&changed), [pointer[1..].replace('/', ".")]);
    }
}

#[test]
fn a_changed_figure_is_named_with_both_values() {
    let mut changed = sample();
    changed["assessment"]["pay"]["payslip"]["net"] = json!("9999.99");
    let mismatches = verify(&changed.to_string()).unwrap();
    let [mismatch] = mismatches.as_slice() else { panic!("{mismatches:?}") };
    assert_eq!(mismatch.path, "assessment.pay.payslip.net");
    assert_eq!(mismatch.stated, "\"9999.99\"");
    assert_eq!(mismatch.got, sample()["assessment"]["pay"]["payslip"]["net"].to_string());
}

/// Another answer than the one assessed shows in what follows from it.
#[test]
fn a_changed_answer_is_found() {
    let mut changed = sample();
    changed["profile"]["degrees"][0]["level"] = json!("doctorate");
    assert!(found(&changed).iter().any(|path| path.starts_with("assessment.points.total")), "{:?}", found(&changed));
    let mut changed = sample();
    changed["profile"]["pay"]["gross"]["amount"] = json!("3200.01");
    assert!(found(&changed).contains(&"assessment.pay.payslip.gross".to_owned()));
    let mut changed = sample();
    changed["on"] = json!("2027-03-15");
    assert!(!found(&changed).is_empty());
}

#[test]
fn parts_left_out_or_added_are_found() {
    let mut changed = sample();
    changed["assessment"]["conditions"].as_array_mut().unwrap().pop();
    assert!(found(&changed).iter().all(|path| path.starts_with("assessment.conditions.11")) && !found(&changed).is_empty());
    let mut changed = sample();
    changed.as_object_mut().unwrap().shift_remove("assessment");
    assert_eq!(found(&changed), ["assessment"]);
    let mut changed = sample();
    changed["assessment"]["bonus"] = json!("approved");
    assert_eq!(found(&changed), ["assessment.bonus"]);
}

/// A receipt of another rulebook or program is not called wrong without saying why.
#[test]
fn a_foreign_rulebook_or_program_is_named() {
    let mut changed = sample();
    changed["rulebook"] = json!("0".repeat(64));
    assert_eq!(found(&changed), ["rulebook"]);
    let mut changed = sample();
    changed["program"] = json!("9.9.9");
    assert_eq!(found(&changed), ["program"]);
}

#[test]
fn what_is_no_receipt_is_refused() {
    let without = |change: &dyn Fn(&mut Value)| {
        let mut receipt = sample();
        change(&mut receipt);
        verify(&receipt.to_string()).unwrap_err()
    };
    assert_eq!(verify(""), Err(ReceiptFault::NotJson));
    assert_eq!(verify("{}"), Err(ReceiptFault::NotAReceipt));
    assert_eq!(without(&|r| r["receipt"] = json!(2)), ReceiptFault::NotAReceipt);
    assert_eq!(without(&|r| drop(r.as_object_mut().unwrap().shift_remove("profile"))), ReceiptFault::NotAReceipt);
    assert_eq!(without(&|r| r["on"] = json!("15 March 2026")), ReceiptFault::Date);
    assert!(matches!(without(&|r| r["profile"] = json!([])), ReceiptFault::Profile(_)));
    assert!(matches!(without(&|r| r["profile"]["schema"] = json!(3)), ReceiptFault::Profile(_)));
}

/// What is added, taken away or said twice makes another receipt, whatever a parser makes of it.
#[test]
fn additions_removals_and_doubled_names_are_found() {
    let document = Document::parse(r#"{"schema":1,"achievements":{"patents":-0},"later":1e400}"#).unwrap();
    let text = serde_json::to_string(&receipt(&document, date("2026-11-21"))).unwrap();
    assert_eq!(verify(&text), Ok(vec![]), "numbers come through to the digit");
    assert!(!verify(&text.replacen("\"on\":", "\"note\":null,\"on\":", 1)).unwrap().is_empty());
    assert!(!verify(&text.replacen("\"verdict\":\"depends\",", "", 1)).unwrap().is_empty());
    assert!(verify(&text.replacen("\"verdict\":", "\"verdict\":\"above\",\"verdict\":", 1)).is_err());
}
