//! The order of the steps, and the days to spare.

use super::*;

proptest! {
    /// Steps wait for those before them; nothing that is to be done lies in the past; ends are in order.
    #[test]
    fn a_plan_is_in_order(answers in answers()) {
        let plan = plan(answers);
        for stage in &plan.stages {
            prop_assert!(stage.when.low <= stage.when.high, "{:?}", stage.kind);
            if stage.progress == Progress::Ahead && stage.kind.is_action() && stage.by != Some(stage.when) {
                prop_assert!(stage.when.low >= plan.on, "{:?} in the past", stage.kind);
            }
            for kind in &stage.after {
                let before = plan.stage(*kind).unwrap();
                let is_met = before.when.low <= stage.when.low && before.when.high <= stage.when.high;
                prop_assert!(is_met || stage.progress != Progress::Ahead || before.progress == Progress::Passed, "{:?} before {kind:?}", stage.kind);
            }
            if let Some(by) = stage.by {
                prop_assert!(by.low <= by.high, "{:?}", stage.kind);
            }
        }
        let days: Vec<Date> = plan.stages.iter().map(|stage| stage.when.low).collect();
        prop_assert!(days.is_sorted());
    }

    /// Who begins later is not done earlier.
    #[test]
    fn a_later_start_brings_nothing_forward(answers in answers(), later in 1i32..200) {
        let first = plan(answers.clone());
        let mut moved = answers;
        let start = moved["journey"]["start"].as_str().map_or(date(ON), date);
        moved["journey"]["start"] = json!(start.plus_days(later).to_string());
        let second = plan(moved);
        for stage in &first.stages {
            if let Some(other) = second.stages.iter().find(|other| other.id() == stage.id()) {
                prop_assert!(other.when.low >= stage.when.low && other.when.high >= stage.when.high, "{:?}", stage.kind);
            }
        }
    }

    /// Being late by the slack moves nothing, by a day more moves the card.
    #[test]
    fn slack_is_what_it_says(start in 0i32..300, field in 0usize..4) {
        let field = ["legalise_days", "translate_days", "medical_days", "visa_days"][field];
        let kind = [("legalise_days", Kind::Legalise), ("translate_days", Kind::Translate), ("medical_days", Kind::Medical), ("visa_days", Kind::Visa)];
        let kind = kind.iter().find(|(name, _)| *name == field).unwrap().1;
        let with = |days: i32| {
            let mut own = json!({ "start": date(ON).plus_days(start).to_string(), "legalise_days": 10, "translate_days": 5, "medical_days": 3, "visa_days": 7 });
            own[field] = json!(days);
            plan(json!({ "journey": own }))
        };
        let base = match field { "legalise_days" => 10, "translate_days" => 5, "medical_days" => 3, _ => 7 };
        let own = with(base);
        let slack = stage(&own, kind).slack.unwrap();
        let card = |plan: &Plan| stage(plan, Kind::Card).when.low;
        prop_assert_eq!(card(&with(base + slack)), card(&own), "{} days late", slack);
        prop_assert!(card(&with(base + slack + 1)) > card(&own), "{} days late", slack + 1);
    }
}

fn answers() -> impl Strategy<Value = Value> {
    let ground = prop::sample::select(&Ground::ALL);
    (ground, -60i32..400, prop::option::of(1i32..=365), prop::option::of(1i32..=36), any::<bool>(), 0usize..6, prop::option::of(0i32..120))
        .prop_map(|(ground, start, stay, term, here, done, enter)| {
            let day = |days: i32| date(ON).plus_days(days).to_string();
            let mut journey = json!({ "ground": ground.name(), "start": day(start), "here": here });
            if let Some(stay) = stay {
                journey["visa_stay"] = json!(stay);
            }
            if let Some(term) = term {
                journey["term"] = json!(term);
            }
            if let Some(enter) = enter {
                journey["enter_on"] = json!(day(enter));
            }
            let steps = ["legalised", "translated", "applied", "decided", "visa"];
            let done = steps.iter().take(done).enumerate().map(|(place, step)| ((*step).to_owned(), json!(day(place as i32 - 20))));
            json!({ "journey": journey, "done": done.collect::<serde_json::Map<_, _>>() })
        })
}

#[test]
fn what_sets_the_pace_is_a_chain_down_to_the_first_step() {
    let own = plan(json!({}));
    let paced: Vec<Kind> = own.stages.iter().filter(|stage| stage.critical).map(|stage| stage.kind).collect();
    let expected = [
        Kind::Legalise,
        Kind::Translate,
        Kind::Apply,
        Kind::Decision,
        Kind::Visa,
        Kind::Enter,
        Kind::TrpApply,
        Kind::TrpDecision,
        Kind::Card,
    ];
    assert_eq!(paced, expected);
    // A planned entry far ahead sets the pace itself: what comes before has time.
    let late = plan(json!({ "journey": { "enter_on": "2027-12-01" } }));
    assert!(stage(&late, Kind::Enter).critical && !stage(&late, Kind::Visa).critical);
    assert!(stage(&late, Kind::Legalise).slack.unwrap() > 200);
}

/// Every step says where its days come from.
#[test]
fn every_date_has_its_reason() {
    for ground in Ground::ALL {
        for stage in plan(json!({ "journey": { "ground": ground.name(), "visa_stay": 90 } })).stages {
            assert!(stage.why.how.is_some() && stage.why.value.is_some(), "{ground:?} {:?}", stage.kind);
            let rests = !stage.why.cites.is_empty() || !stage.why.inputs.is_empty();
            assert!(rests, "{ground:?} {:?}: neither rule nor step", stage.kind);
        }
    }
}

/// Of what can be begun, first what has a last day that is near, then what sets the pace.
#[test]
fn what_comes_next_is_what_holds_everything_up() {
    let next = |answers: Value| plan(answers).next_text().map(|text| text.key);
    let kind = |answers: Value| plan(answers).next().map(|stage| stage.kind);
    // The medical certificate is there sooner, the legalisation sets the pace.
    assert_eq!(kind(json!({})), Some(Kind::Legalise));
    assert_eq!(next(json!({})), Some(key!("timeline-page.next-pace")));
    // While others decide, the certificate can be seen to.
    assert_eq!(kind(json!({ "done": { "applied": "2026-11-20" } })), Some(Kind::Medical));
    let waiting = json!({ "done": { "applied": "2026-11-20", "medical": "2026-11-20" } });
    assert_eq!((kind(waiting.clone()), next(waiting)), (Some(Kind::Visa), Some(key!("timeline-page.next-wait"))));
    let late = json!({ "done": { "applied": "2026-09-30", "medical": "2026-11-20" } });
    assert_eq!(next(late), Some(key!("timeline-page.next-late")));
    // A last day of the law comes before the pace.
    assert_eq!(kind(json!({ "done": { "entered": "2026-11-20", "medical": "2026-11-20" } })), Some(Kind::Register));
    let registered = json!({ "done": { "entered": "2026-11-20", "registered": "2026-11-21", "medical": "2026-11-20" } });
    assert_eq!(kind(registered), Some(Kind::TrpApply));
    // A window that opens later, and what waiting in it costs.
    let window = json!({ "days": { "trp_from": "2026-08-31" } });
    assert_eq!((kind(window.clone()), next(window)), (Some(Kind::PrpApply), Some(key!("timeline-page.next-window"))));
}

proptest! {
    /// Where everything takes its longest, being late by the slack of that course moves nothing, by a day more
    /// moves the latest card.
    #[test]
    fn slack_of_the_slow_course_is_what_it_says(start in 0i32..300, field in 0usize..4, here in any::<bool>()) {
        let (field, kind, most) = [
            ("legalise_days", Kind::Legalise, 60), ("translate_days", Kind::Translate, 14), ("medical_days", Kind::Medical, 10), ("visa_days", Kind::Visa, 30),
        ][if here { field % 3 } else { field }];
        let with = |days: Option<i32>| {
            let mut own = json!({ "start": date(ON).plus_days(start).to_string(), "here": here });
            if let Some(days) = days {
                own[field] = json!(days);
            }
            plan(json!({ "journey": own }))
        };
        let own = with(None);
        let slack = stage(&own, kind).slack_slow.unwrap();
        let card = |plan: &Plan| stage(plan, Kind::Card).when.high;
        prop_assert_eq!(card(&with(Some(most + slack))), card(&own), "{} days late", slack);
        prop_assert!(card(&with(Some(most + slack + 1))) > card(&own), "{} days late", slack + 1);
    }
}

/// By the earliest course a certificate may have weeks to spare, while its slow end holds everything up.
#[test]
fn days_to_spare_are_those_of_both_courses() {
    let own = plan(json!({ "done": { "decided": "2026-11-20" }, "journey": { "here": true, "speed": "fifteen" } }));
    let medical = stage(&own, Kind::Medical);
    assert!(medical.critical && medical.critical_slow);
    let both = plan(json!({ "done": { "applied": "2026-11-20" }, "journey": { "here": true, "medical_days": 30 } }));
    // The decision comes on 18 December at best, and at worst in January; the certificate on 24 December.
    let medical = stage(&both, Kind::Medical);
    assert_eq!((medical.slack.map(|days| days > 0), medical.critical, medical.critical_slow), (Some(false), true, false));
    assert!(medical.spare().unwrap().high > 0);
    assert_eq!(medical.spare_text(medical.spare().unwrap()).unwrap().key, key!("timeline-page.may-pace-slack"));
}
