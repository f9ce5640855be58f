//! What a person is warned of in time.

use super::*;

/// 46.1.2: valid three months beyond the end of the permit asked for.
#[test]
fn a_passport_must_outlast_the_permit() {
    let with = |until: &str, term: i32| {
        plan(
            json!({ "done": { "trp_applied": ON }, "journey": { "term": term, "speed": "fifteen" }, "conditions": { "passport_until": until } }),
        )
    };
    // Who has applied already is past the check.
    assert_eq!(warning(&with("2027-01-01", 12), Risk::Passport), None);
    let with = |until: &str| {
        plan(
            json!({ "journey": { "ground": "property", "start": ON, "legalise_days": 0, "translate_days": 0, "visa_days": 0, "medical_days": 0, "speed": "fifteen" }, "conditions": { "passport_until": until } }),
        )
    };
    let granted = stage(&with("2030-01-01"), Kind::TrpDecision).when;
    assert!(granted.is_exact());
    // 15 working days after 24 November 2026, then 12 months, then 3.
    assert_eq!(granted.low, date("2026-12-15"));
    assert_eq!(warning(&with("2028-03-15"), Risk::Passport), None);
    let short = with("2028-03-14");
    let found = warning(&short, Risk::Passport).unwrap();
    assert!(found.certain);
    assert_eq!(found.on, date("2028-03-14"));
    assert!(plan(json!({})).unchecked.iter().any(|slot| slot.path() == "conditions.passport_until"));
}

#[test]
fn papers_that_end_before_they_are_needed_are_named() {
    let with = |medical: &str, diploma: &str| plan(json!({ "papers": { "medical_until": medical, "diploma_until": diploma } }));
    let used = stage(&plan(json!({})), Kind::TrpApply).when;
    let filed = stage(&plan(json!({})), Kind::Apply).when;
    let text = |date: Date| date.to_string();
    let fine = with(&text(used.high), &text(filed.high));
    assert_eq!((warning(&fine, Risk::Medical), warning(&fine, Risk::Diploma)), (None, None));
    let close = with(&text(used.high.plus_days(-1)), &text(filed.high.plus_days(-1)));
    assert_eq!(warning(&close, Risk::Medical).map(|warning| warning.certain), Some(false));
    assert_eq!(warning(&close, Risk::Diploma).map(|warning| warning.certain), Some(false));
    let gone = with(&text(used.low.plus_days(-1)), &text(filed.low.plus_days(-1)));
    assert_eq!(warning(&gone, Risk::Medical).map(|warning| warning.certain), Some(true));
    assert_eq!(warning(&gone, Risk::Diploma).map(|warning| warning.certain), Some(true));
}

#[test]
fn a_child_who_grows_up_on_the_way_is_named() {
    let with = |born: Date| plan(json!({ "family": [{ "id": 1, "relation": "child", "born": born.to_string() }] }));
    let applied = with(date("2015-01-01")).family[0].step(Kind::TrpApply).unwrap().when;
    let birthday = |on: Date, age: i32| Date::new(on.year() - age, on.month(), on.day()).unwrap();
    for (age, place) in [(18, 0), (23, 1)] {
        // On the first possible day: too old. On the day after the last: still younger.
        let cases = [
            (applied.low, Tri::No),
            (applied.low.plus_days(1), Tri::Unknown),
            (applied.high, Tri::Unknown),
            (applied.high.plus_days(1), Tri::Yes),
        ];
        for (on, younger) in cases {
            let own = with(birthday(on, age));
            assert_eq!(own.family[0].ages[place].younger, younger, "{age} on {on}");
            assert!(own.warnings.iter().any(|warning| warning.risk == Risk::Age && warning.on == on), "{age} on {on}");
        }
    }
    // The holder's own permit comes first, and a spouse's work permit stands outside the quota for the programme.
    let own = plan(json!({ "family": [{ "id": 1, "relation": "spouse" }] }));
    let track = &own.family[0];
    assert!(track.step(Kind::TrpApply).unwrap().when.low >= stage(&own, Kind::TrpDecision).when.low);
    assert_eq!(track.outside_quota, Tri::Yes);
    let other = plan(json!({ "journey": { "ground": "work-permit" }, "family": [{ "id": 1, "relation": "spouse" }] }));
    assert_eq!(other.family[0].outside_quota, Tri::No);
}

#[test]
fn planned_absence_breaks_continuity_on_the_ninety_first_day() {
    let granted = stage(&plan(json!({})), Kind::TrpDecision).when.low;
    let with = |ground: &str, days: i32| {
        let from = granted.plus_days(30);
        let stay = json!([{ "id": 1, "country": "TR", "from": from.to_string(), "to": from.plus_days(days - 1).to_string() }]);
        plan(json!({ "journey": { "ground": ground }, "stays": stay }))
    };
    assert_eq!(warning(&with("programme", 90), Risk::Absence), None);
    let broken = with("programme", 91);
    assert_eq!(warning(&broken, Risk::Absence).map(|warning| warning.on), Some(granted.plus_days(30 + 90)));
    // For a permit that leads nowhere further the permit itself is at stake.
    assert!(warning(&with("study", 120), Risk::Absence).is_some());
}

#[test]
fn last_days_that_pass_are_said() {
    let with = |stay: i32| plan(json!({ "journey": { "visa_stay": stay } }));
    // 30 days before the end of a stay of 30 days lies before the entry.
    let late = |plan: &Plan| warning(plan, Risk::Deadline).map(|warning| (warning.stage, warning.certain));
    assert_eq!(late(&with(30)), Some((Kind::TrpApply, true)));
    assert_eq!(late(&with(31)), None);
    // Somebody who entered long ago and never registered.
    let missed = plan(json!({ "done": { "entered": "2026-10-01" } }));
    assert_eq!(late(&missed), Some((Kind::Register, true)));
    let soon = plan(json!({ "done": { "entered": "2026-11-20" } }));
    assert_eq!(late(&soon), Some((Kind::Register, false)));
}

#[test]
fn an_application_before_the_papers_is_said() {
    let with = |on: &str| plan(json!({ "plan": { "apply_on": on } }));
    assert_eq!(warning(&with("2026-12-01"), Risk::Papers).map(|warning| warning.certain), Some(true));
    assert_eq!(warning(&with("2026-12-20"), Risk::Papers).map(|warning| warning.certain), Some(false));
    assert_eq!(warning(&with("2027-03-01"), Risk::Papers), None);
}

/// The authorities have days too. That nothing came is no reason to show nothing.
#[test]
fn a_decision_that_is_due_is_said_to_be() {
    // 30 working days after 30 September 2026: 9 and 10 November are off.
    let late = plan(json!({ "done": { "applied": "2026-09-30" } }));
    let decision = stage(&late, Kind::Decision);
    assert_eq!((decision.when, decision.overdue), (Interval::exactly(date(ON)), Some(date("2026-11-13"))));
    let found = warning(&late, Risk::Deadline).unwrap();
    assert_eq!((found.stage, found.on, found.certain), (Kind::Decision, date("2026-11-13"), true));
    // Due today, it is not late yet.
    let due = plan(json!({ "done": { "applied": "2026-10-09" } }));
    assert_eq!((stage(&due, Kind::Decision).when.high, stage(&due, Kind::Decision).overdue), (date(ON), None));
}

/// What needs no translation takes no days after what is legalised.
#[test]
fn papers_to_legalise_can_wait_longer_where_nothing_is_translated() {
    let with = |days: i32, translated: bool| {
        plan(json!({
            "conditions": { "translations": translated },
            "journey": { "ground": "study", "legalise_days": days, "translate_days": 7, "medical_days": 1, "visa_days": 20, "enter_on": "2027-01-31" },
        }))
    };
    for translated in [true, false] {
        let own = with(21, translated);
        let slack = stage(&own, Kind::Legalise).slack.unwrap();
        assert_eq!(slack, if translated { 27 } else { 20 });
        let card = |plan: &Plan| stage(plan, Kind::Card).when.low;
        assert_eq!(card(&with(21 + slack, translated)), card(&own));
        assert!(card(&with(22 + slack, translated)) > card(&own));
    }
}

/// 40.0.6, 42.1 and 42.4: where the stay ends too soon a highly skilled migrant can ask for a longer one.
#[test]
fn a_stay_that_ends_too_soon_can_be_made_longer() {
    // The 19 April 2027 is a Monday: 3 working days before it, asked on Wednesday, 14 April.
    let with = |ground: &str, until: &str| plan(json!({ "journey": { "ground": ground, "here": true, "stay_until": until } }));
    let own = with("programme", "2027-04-19");
    let found = warning(&own, Risk::Stay).unwrap();
    assert_eq!((found.on, found.certain), (date("2027-04-14"), false));
    assert!(found.says.args.contains(&("days", 60.into())), "{:?}", found.says);
    assert_eq!(warning(&with("property", "2027-01-04"), Risk::Stay), None, "the words name highly skilled migrants");
    assert_eq!(warning(&with("programme", "2027-12-31"), Risk::Stay), None, "there is time");
}

/// 26.2: a business visa allows 180 days at most. More is said, and still reckoned with.
#[test]
fn a_longer_stay_than_a_business_visa_allows_is_said() {
    let said = |ground: &str, days: i32| {
        let all = assess(&document(json!({ "journey": { "ground": ground, "visa_stay": days } })), date(ON));
        all.problems.iter().any(|problem| problem.slot.path() == "journey.visa_stay")
    };
    assert!(said("programme", 181) && !said("programme", 180) && !said("property", 181));
}

/// One length of time is not from one to another.
#[test]
fn a_length_that_is_set_is_said_once() {
    for ground in ["property", "programme"] {
        for (speed, days) in [("fifteen", "35"), ("twenty", "60")] {
            let own = plan(json!({ "journey": { "ground": ground, "speed": speed, "prp_days": days } }));
            for stage in &own.stages {
                let how = stage.why.how.as_ref().unwrap();
                let of = |name: &str| how.args.iter().find(|(own, _)| *own == name).map(|(_, value)| value.clone());
                let is_range = ["range", "trp-decision", "trp-decision-faster", "prp-decision"]
                    .iter()
                    .any(|name| how.key.name() == format!("journey.how.{name}"));
                assert!(!is_range || of("least") != of("most"), "{how:?}");
            }
        }
    }
}

#[test]
fn a_term_longer_than_the_ground_allows_is_said() {
    let asked = |ground: &str, term: i32| {
        let all = assess(&document(json!({ "journey": { "ground": ground, "term": term } })), date(ON));
        let said = all
            .problems
            .iter()
            .any(|problem| problem.message.key == key!("problem.term-too-long") && problem.slot.path() == "journey.term");
        (said, plan_of(&all).term)
    };
    assert_eq!([asked("programme", 36), asked("programme", 48)], [(false, 36), (true, 36)]);
    assert_eq!([asked("property", 12), asked("property", 13)], [(false, 12), (true, 12)]);
}
