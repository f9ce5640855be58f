//! Who of the family is covered, and until when.

use super::*;

fn child(born: &str, apply: &str) -> hsmp::assess::eligibility::family::Member {
    of(json!({ "plan": { "apply_on": apply }, "family": [{ "id": 1, "relation": "child", "born": born }] })).members.remove(0)
}

#[test]
fn a_child_is_covered_up_to_the_birthday_and_not_on_it() {
    // 23 November 2026 is a Monday; twenty and thirty business days end on 18 December and, past new year, on 6 January.
    let apply = "2026-11-23";
    let decision = of(json!({ "plan": { "apply_on": apply }, "family": [{ "id": 1 }] })).decision.unwrap();
    let ends = [20, 30].map(|days| business_days_after(date(apply), days).unwrap().date);
    assert_eq!(decision, Interval { low: ends[0], high: ends[1] });
    let at = |born: &str| {
        let member = child(born, apply);
        (member.programme, member.code, member.limits.unwrap().map(|limit| limit.when))
    };
    assert_eq!(at("2003-11-23"), (Tri::No, Tri::No, [When::Before, When::Before]), "23 on the day itself");
    assert_eq!(
        at("2003-11-24"),
        (Tri::Unknown, Tri::No, [When::WhileWaiting, When::Before]),
        "23 the day after: which day counts is not known"
    );
    let last = ends[1];
    let birthday = |date: Date, age: i32| format!("{:04}-{:02}-{:02}", date.year() - age, date.month(), date.day());
    assert_eq!(at(&birthday(last, 23)).2[0], When::WhileWaiting, "23 on the last day for the decision");
    assert_eq!(at(&birthday(last.plus_days(1), 23)).2[0], When::After);
    assert_eq!(at("2008-11-23"), (Tri::Yes, Tri::No, [When::After, When::Before]), "18 on the day itself");
    assert_eq!(at("2008-11-24").1, Tri::Unknown, "18 the day after");
    assert_eq!(at(&birthday(last.plus_days(1), 18)), (Tri::Yes, Tri::Yes, [When::After, When::After]));
}

/// Who was born on 29 February reaches an age on 28 February: the earlier, safer day.
/// Who waits for a decision has applied on a day that nothing moves any more; a late decision comes today at best.
#[test]
fn a_real_application_decides_over_a_planned_one() {
    let with = |done: Value| of(json!({ "done": done, "plan": { "apply_on": "2027-03-01" }, "family": [{ "id": 1 }] }));
    let waits = with(json!({ "applied": "2026-11-16" }));
    assert_eq!(waits.apply, date("2026-11-16"));
    assert_eq!(waits.decision, Some(Interval { low: date("2026-12-14"), high: date("2026-12-28") }));
    let late = with(json!({ "applied": "2026-09-30" }));
    assert_eq!(late.decision, Some(Interval::exactly(today())));
    assert_eq!(with(json!({ "applied": "2026-09-30", "decided": "2026-11-02" })).apply, date("2027-03-01"));
}

#[test]
fn a_leap_day_child_ages_on_the_earlier_day() {
    let member = child("2008-02-29", "2026-11-23");
    assert_eq!(member.limits.unwrap().map(|limit| limit.on), [date("2031-02-28"), date("2026-02-28")]);
    assert_eq!(child("2008-02-29", "2026-11-23").limits.unwrap()[1].when, When::Before);
}

#[test]
fn each_relation_is_covered_as_the_readings_say() {
    let covered = |relation: Value| {
        let mut row = json!({ "id": 1, "born": "2000-01-01" });
        if !relation.is_null() {
            row["relation"] = relation;
        }
        let member = of(json!({ "family": [row] })).members.remove(0);
        (member.programme, member.code, member.open.map(|slot| slot.field))
    };
    assert_eq!(covered(json!("spouse")), (Tri::Yes, Tri::Yes, None));
    assert_eq!(covered(json!("child")), (Tri::No, Tri::No, None));
    assert_eq!(covered(json!("disabled-child")), (Tri::Unknown, Tri::Yes, None), "the Code covers an adult child with a disability");
    assert_eq!(covered(json!("parent")), (Tri::Unknown, Tri::Yes, None));
    assert_eq!(covered(Value::Null), (Tri::Unknown, Tri::Unknown, Some("relation")));
    let unborn = of(json!({ "family": [{ "id": 1, "relation": "child" }] })).members.remove(0);
    assert_eq!((unborn.programme, unborn.open.map(|slot| slot.field)), (Tri::Unknown, Some("born")));
}

/// Years whose calendar nobody knows give no day for the decision, and no false certainty.
#[test]
fn a_decision_beyond_the_known_calendar_is_not_dated() {
    let found = of(json!({ "plan": { "apply_on": "2040-03-01" }, "family": [{ "id": 1, "relation": "child", "born": "2020-01-01" }] }));
    assert_eq!(found.decision, None);
    // Born in 2020, 18 in 2038 and 23 in 2043.
    assert_eq!(found.members[0].limits.unwrap().map(|limit| limit.when), [When::Unknown, When::Before]);
}
