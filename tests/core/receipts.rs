//! Receipts: anybody can work one out again, and a figure, an answer or a rulebook that was
//! changed afterwards is found and named.

use hsmp::message::Arg;
use hsmp::profile::Document;
use hsmp::receipt::{ReceiptFault, Shown, Used, Years, receipt, receipt_file, results, verify, years};
use hsmp::rulebook::{HASH, value_written, values};
use hsmp::text::{Catalogue, Language};
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
    verify(&changed.to_string()).unwrap().mismatches.into_iter().map(|mismatch| mismatch.path).collect()
}

#[test]
fn a_receipt_of_any_profile_on_any_day_is_right() {
    for (name, document) in documents() {
        for on in ["2019-01-01", "2024-02-29", "2026-11-21", "2033-06-30"] {
            let receipt = receipt(&document, date(on));
            assert_eq!(verify(&receipt.to_string()).unwrap().mismatches, [], "{name} on {on}");
            assert_eq!(verify(&receipt_file(&document, date(on))).unwrap().mismatches, [], "{name} on {on}, as a file");
        }
    }
}

#[test]
fn main_results_are_those_of_the_receipt() {
    for (name, document) in documents() {
        let compared = verify(&receipt_file(&document, today())).unwrap().results;
        let own = results(&document, today());
        assert!(own.len() > 10, "{name}");
        assert_eq!(own.iter().map(|line| (&line.name, &line.cells[0])).collect::<Vec<_>>(), {
            compared.iter().map(|line| (&line.name, &line.cells[0])).collect::<Vec<_>>()
        });
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
    let mismatches = verify(&changed.to_string()).unwrap().mismatches;
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
    assert_eq!(verify(""), Err(ReceiptFault::NotJson { line: 1 }));
    assert_eq!(verify("{\n\n\"on\": 1,,\n}"), Err(ReceiptFault::NotJson { line: 3 }));
    assert_eq!(verify(&" ".repeat(1_000_001)), Err(ReceiptFault::TooLong));
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
    assert_eq!(verify(&text).unwrap().mismatches, [], "numbers come through to the digit");
    assert!(!verify(&text.replacen("\"on\":", "\"note\":null,\"on\":", 1)).unwrap().mismatches.is_empty());
    assert!(!verify(&text.replacen("\"verdict\":\"depends\",", "", 1)).unwrap().mismatches.is_empty());
    assert!(verify(&text.replacen("\"verdict\":", "\"verdict\":\"above\",\"verdict\":", 1)).is_err());
}

/// A receipt of the sample that was made when a rate was another one: the results that follow from it say so, and
/// the rule is named with both values.
#[test]
fn a_changed_rule_is_shown_with_what_it_changes() {
    let mut old = sample();
    old["rulebook"] = json!("0".repeat(64));
    old["assessment"]["pay"]["payslip"]["net"] = json!("2800.00");
    old["assessment"]["points"]["pass_mark"] = json!(65);
    let rules = old["rules"].as_array_mut().unwrap();
    let mark = rules.iter_mut().find(|rule| rule["rule"] == "points.pass-mark").unwrap();
    assert_eq!(mark["value"], "70");
    mark["value"] = json!("65");
    let gone = json!({ "rule": "income-tax.of-old", "reading": null, "valid": ["2020-01-01", "2020-12-31"], "value": "14%" });
    rules.push(gone);
    let found = verify(&old.to_string()).unwrap();
    assert!(found.are_other_rules && !found.is_other_program);
    let named = |arg: &Arg| Catalogue::built_in(Language::English).arg(arg);
    let differing: Vec<String> = found.results.iter().filter(|line| !line.is_same()).map(|line| named(&line.name)).collect();
    assert_eq!(differing, ["Net pay"]);
    let changes = found.rules.unwrap();
    let told = |values: &[Used]| values.iter().map(|used| used.value.clone()).collect::<Vec<_>>().join(", ");
    let told: Vec<_> = changes.iter().map(|change| (named(&change.name), told(&change.values[0]), told(&change.values[1]))).collect();
    let of_old = ("income-tax.of-old".to_owned(), "14%".to_owned(), String::new());
    assert_eq!(told, [("Pass mark".to_owned(), "65".to_owned(), "70".to_owned()), of_old]);
}

/// A frame hands a receipt to the site around it only up to a length, which leaves room for every life.
#[test]
fn a_receipt_fits_into_a_message_of_the_frame() {
    let schema: Value = serde_json::from_str(&crate::support::read("public/schema/embed-v1.schema.json")).unwrap();
    let most = schema.pointer("/$defs/result/properties/receipt/maxLength").unwrap().as_u64().unwrap();
    for (file, form) in [("public/frame.js", "MOST_OF_RECEIPT = "), ("packages/embed/hsmp-calculator.js", "receipt.length <= ")] {
        assert!(crate::support::read(file).contains(&format!("{form}{most}")), "{file} knows another length");
    }
    for (name, document) in documents() {
        let length = receipt_file(&document, today()).encode_utf16().count() as u64;
        assert!(length * 8 < most, "the receipt of {name} has {length} of {most} characters");
    }
}

/// So a page can say the values of a receipt in its own words.
#[test]
fn a_stated_value_leads_to_the_value_it_states() {
    for (rule, value) in values() {
        let stated = value.content.to_string();
        let found = value_written(&stated).unwrap_or_else(|| panic!("{}: '{stated}' is not found", rule.id));
        assert_eq!(found.to_string(), stated);
    }
    assert!(value_written("13.7%").is_none());
}

#[test]
fn each_rule_that_is_cited_stands_in_a_receipt_with_its_value() {
    let receipt = sample();
    let rules = receipt["rules"].as_array().unwrap();
    assert!(rules.len() > 50, "{}", rules.len());
    let mut cited = 0;
    let mut look = vec![&receipt["assessment"]];
    while let Some(value) = look.pop() {
        look.extend(value.as_array().into_iter().flatten());
        look.extend(value.as_object().into_iter().flat_map(|object| object.values()));
        if value["rule"].is_string() && value["valid"].is_array() {
            cited += 1;
            let same = |rule: &&Value| ["rule", "valid", "reading"].iter().all(|name| rule[name] == value[name]);
            assert_eq!(rules.iter().filter(same).count(), 1, "{value}");
        }
    }
    assert!(cited > 200, "{cited}");
    let rate = rules.iter().find(|rule| rule["rule"] == "income-tax.private").unwrap();
    assert_eq!(rate["valid"], json!(["2026-01-01", "2026-12-31"]));
    assert_eq!(rate["value"], "over 0.00: 0.00 + 3%; over 2500.00: 75.00 + 10%; over 8000.00: 625.00 + 14%");
}

/// What differs is called by its name where it has one.
#[test]
fn places_that_differ_have_names() {
    let named = |pointer: &str, value: Value| {
        let mut changed = sample();
        *changed.pointer_mut(pointer).unwrap() = value;
        let found = verify(&changed.to_string()).unwrap().mismatches;
        assert_eq!(found.len(), 1, "{pointer}");
        Catalogue::built_in(Language::English).arg(found[0].name.as_ref().unwrap())
    };
    assert_eq!(named("/assessment/points/total/0", json!(99)), "Points");
    assert_eq!(named("/assessment/points/shares/1/points/0", json!(99)), "Education");
    assert_eq!(named("/assessment/conditions/0/met", json!("no")), "Foreign citizenship, or statelessness");
    assert_eq!(named("/assessment/permits/0/state", json!("available")), "Highly Skilled Migrant Programme");
    assert_eq!(named("/assessment/clocks/0/used/0", json!(3)), "Stay limits");
    assert_eq!(named("/program", json!("9")), "Version of the program");
}

/// The pay of a year whose rate is not known is not known, and nothing else stands in for it.
#[test]
fn the_years_ahead_say_what_is_not_known() {
    let document = Document::parse(&crate::support::read("examples/profiles/engineer.json")).unwrap();
    let ahead = years(&document, date("2026-03-15"));
    assert_eq!(ahead.days, ["2026-03-15", "2027-03-15", "2028-03-15"].map(date));
    let words = Catalogue::built_in(Language::English);
    let net = |years: &Years| {
        let line = years.lines.iter().find(|line| words.arg(&line.name) == "Net pay").unwrap();
        let cell = |cell: &Option<Shown>| match cell {
            Some(Shown::As(arg)) => words.arg(arg),
            Some(Shown::Days(days)) => words.days(*days),
            None => String::new(),
        };
        line.cells.iter().map(cell).collect::<Vec<_>>()
    };
    // Of 3200 a month: the first 2500 are taxed at 3, 5 and 7%, 700 at 10%; 322 of insurance.
    assert_eq!(net(&ahead), ["2,733.00\u{a0}AZN", "2,683.00\u{a0}AZN", "2,633.00\u{a0}AZN"]);
    let tax = ahead.changes.iter().filter(|(_, change)| words.arg(&change.name).starts_with("Income tax, private"));
    let tax: Vec<_> = tax.map(|(year, change)| (*year, change.values[1][0].value.starts_with("over 0.00: 0.00 + 5%"))).collect();
    assert_eq!(tax, [(2027, true), (2028, false)]);
    // The tables begin later.
    let before = years(&document, date("2018-03-15"));
    assert_eq!(net(&before)[0], "not known");
}
