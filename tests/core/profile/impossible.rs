//! Answers that cannot be.

use super::*;

#[test]
fn impossible_answers_are_named() {
    let pay = |amount: &str, currency: &str| json!({ "pay": { "gross": { "amount": amount, "currency": currency } } });
    refused(json!({ "conditions": { "passport_until": "2026-02-30" } }), "conditions.passport_until", "problem.no-such-day");
    refused(json!({ "conditions": { "passport_until": "in May" } }), "conditions.passport_until", "problem.not-a-date");
    refused(json!({ "conditions": { "passport_until": "2226-02-20" } }), "conditions.passport_until", "problem.date-out-of-range");
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
