//! Days that a person entered.

use super::*;

#[test]
fn real_days_move_the_rest() {
    let own = plan(json!({ "done": { "applied": "2026-11-02" }, "journey": { "visa_days": 10 } }));
    assert_eq!(stage(&own, Kind::Apply).progress, Progress::Done(date("2026-11-02")));
    assert_eq!(stage(&own, Kind::Legalise).progress, Progress::Passed);
    // 20 working days after Monday 2 November 2026: 9 and 10 November are free (8 November is a Sunday).
    assert_eq!(stage(&own, Kind::Decision).when.low, date("2026-12-02"));
    assert_eq!(stage(&own, Kind::Visa).when.low, date("2026-12-12"));
    // A permit that is there makes everything before it past.
    let held = plan(json!({ "days": { "trp_from": "2026-08-31" } }));
    assert_eq!(stage(&held, Kind::TrpDecision).progress, Progress::Done(date("2026-08-31")));
    for kind in [Kind::Apply, Kind::Enter, Kind::Register, Kind::TrpApply, Kind::Medical, Kind::Card] {
        assert_eq!(stage(&held, kind).progress, Progress::Passed, "{kind:?}");
    }
    assert_eq!(held.next().map(|stage| stage.kind), Some(Kind::PrpApply));
}

#[test]
fn a_day_to_come_or_out_of_order_is_not_taken_as_done() {
    let all = |done: Value| assess(&document(json!({ "done": done })), date(ON));
    let ahead = all(json!({ "applied": "2026-11-25" }));
    assert_eq!(ahead.profile.done.applied, None);
    assert_eq!(ahead.problems.len(), 1);
    let early = all(json!({ "applied": "2026-11-20", "decided": "2026-11-19" }));
    assert_eq!((early.profile.done.applied, early.profile.done.decided), (Some(date("2026-11-20")), None));
    // The certificate of health can be older than everything else.
    assert!(all(json!({ "legalised": "2026-11-20", "medical": "2026-10-01" })).problems.is_empty());
}

#[test]
fn papers_that_are_ready_are_not_planned_again() {
    let own = plan(json!({
        "degrees": [{ "id": 1, "level": "master", "legalisation": "ready", "translation": "not-needed" }],
        "papers": { "medical": "ready", "medical_translation": "not-needed" },
    }));
    for kind in [Kind::Legalise, Kind::Translate, Kind::Medical] {
        assert_eq!(stage(&own, kind).progress, Progress::Passed, "{kind:?}");
    }
    assert_eq!(stage(&own, Kind::Apply).when, Interval::exactly(date(ON)));
}

/// A permit on another ground is no step of the plan: its years may not count (Art. 52.1).
#[test]
fn days_of_another_permit_are_not_those_of_the_plan() {
    let with = |held: &str, ground: &str| {
        plan(json!({
            "permits": { "held": held, "permit_until": "2027-03-31" }, "days": { "trp_from": "2025-03-31" },
            "done": { "trp_applied": "2025-03-01", "card": "2025-04-10" }, "journey": { "ground": ground, "here": true },
        }))
    };
    let own = with("property", "property");
    assert_eq!(stage(&own, Kind::TrpDecision).progress, Progress::Done(date("2025-03-31")));
    assert_eq!(stage(&own, Kind::PrpApply).when.low, date("2027-03-31"));
    let other = with("work-permit", "property");
    for kind in [Kind::TrpApply, Kind::TrpDecision, Kind::Card] {
        assert_eq!(stage(&other, kind).progress, Progress::Ahead, "{kind:?}");
    }
    assert!(stage(&other, Kind::PrpApply).when.low > date("2028-11-24"));
    assert!(stage(&other, Kind::TrpEnd).when.low > date("2027-11-24"), "the last day of the other permit is none of this one");
}

/// What waits for something overdue has an earliest day and no more, and says so.
#[test]
fn what_is_overdue_leaves_no_firm_day_behind_it() {
    let late = plan(json!({ "done": { "applied": "2026-09-30" } }));
    for own in late.stages.iter().filter(|stage| stage.progress == Progress::Ahead && stage.kind != Kind::Medical) {
        assert!(own.late && own.is_estimate(), "{:?}", own.kind);
        assert!(own.said() != own.when.low.into(), "{:?}", own.kind);
    }
    assert_eq!(stage(&late, Kind::Decision).why.how.as_ref().unwrap().key, key!("journey.how.overdue"));
    assert!(!stage(&late, Kind::Medical).late);
    // In time, nothing is late.
    assert!(plan(json!({ "done": { "applied": "2026-10-09" } })).stages.iter().all(|stage| !stage.late));
    // The permanent permit's decision is overdue: citizenship is no firm day five years from today.
    let held = json!({ "permits": { "held": "property" }, "days": { "trp_from": "2023-01-10" }, "done": { "prp_applied": "2025-02-03" } });
    let own = plan(held);
    assert!(stage(&own, Kind::PrpDecision).overdue.is_some() && stage(&own, Kind::Citizenship).is_estimate());
}

/// A start so far back that all should be there long since is no plan from today.
#[test]
fn a_start_long_ago_with_nothing_done_is_said() {
    let old = plan(json!({ "journey": { "start": "1999-01-01" } }));
    let found: Vec<Kind> =
        old.warnings.iter().filter(|warning| warning.says.key == key!("journey.warn.overdue-paper")).map(|warning| warning.stage).collect();
    assert_eq!(found, [Kind::Legalise]);
    assert!(stage(&old, Kind::Card).late);
    // 60 days is the longest range for papers: only then are they overdue.
    let from = |days: i32| plan(json!({ "journey": { "start": date(ON).plus_days(-days).to_string() }, "done": { "medical": ON } }));
    assert_eq!(stage(&from(60), Kind::Legalise).overdue, None);
    assert_eq!(stage(&from(61), Kind::Legalise).overdue, Some(date(ON).plus_days(-1)));
    let notes = |start: &str| assess(&document(json!({ "journey": { "start": start } })), date(ON)).problems;
    assert!(notes("2036-11-24").is_empty());
    assert_eq!(notes("2036-11-25").first().map(|problem| problem.severity), Some(Severity::Note));
}

/// Papers that need no translation, but to be legalised, hold the application up all the same.
#[test]
fn what_lies_behind_a_step_that_is_done_is_waited_for() {
    let own = plan(json!({ "conditions": { "translations": true }, "done": { "medical": ON } }));
    assert_eq!(stage(&own, Kind::Translate).progress, Progress::Passed);
    assert!(stage(&own, Kind::Legalise).critical && stage(&own, Kind::Legalise).critical_slow);
    assert_eq!(own.next().map(|stage| stage.kind), Some(Kind::Legalise));
}

/// Days that cannot be are named with the day they contradict, and none of them makes a step done.
#[test]
fn days_that_contradict_each_other_are_not_used() {
    let refused = |answers: Value| {
        let all = assess(&document(answers), date(ON));
        let one = |problem: &Problem| (problem.slot.path(), problem.message.key.name());
        all.problems.iter().filter(|problem| problem.severity == Severity::Refused).map(one).collect::<Vec<_>>()
    };
    let of = |path: &str, text: &'static str| vec![(path.to_owned(), text)];
    // The order that founded the programme is of 6 June 2024.
    assert_eq!(refused(json!({ "done": { "decided": "2024-06-05" } })), of("done.decided", "problem.before-programme"));
    assert!(refused(json!({ "done": { "decided": "2024-06-06" } })).is_empty());
    let permit = |done: Value| json!({ "permits": { "held": "property" }, "days": { "trp_from": "2026-03-02" }, "done": done });
    assert_eq!(refused(permit(json!({ "card": "2026-03-01" }))), of("done.card", "problem.done-too-early"));
    assert_eq!(refused(permit(json!({ "trp_applied": "2026-03-03" }))), of("done.trp_applied", "problem.done-too-late"));
    assert_eq!(refused(permit(json!({ "prp_applied": "2026-03-01" }))), of("done.prp_applied", "problem.done-too-early"));
    assert!(refused(permit(json!({ "trp_applied": "2026-03-02", "card": "2026-03-02" }))).is_empty());
    // The days of another permit contradict nothing.
    let mut other = permit(json!({ "trp_applied": "2026-03-03" }));
    other["journey"] = json!({ "ground": "programme" });
    assert!(refused(other).is_empty());
    // Both days are named.
    let all = assess(&document(json!({ "done": { "applied": "2026-11-20", "decided": "2026-11-19" } })), date(ON));
    let names: Vec<&str> = all.problems[0].message.args.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["own", "step", "date"]);
    // The certificate is held, but on the day that was entered nobody can have been decided on.
    let own = plan(json!({ "days": { "programme": true }, "done": { "decided": "2020-01-01" } }));
    assert_eq!(stage(&own, Kind::Decision).progress, Progress::Ahead);
}

/// Nobody is born tomorrow, holds a permit of tomorrow, or one that has ended.
#[test]
fn days_that_cannot_be_decide_nothing() {
    let all = |answers: Value| assess(&document(answers), date(ON));
    let refused = |all: &Assessment, path: &str| {
        all.problems.iter().any(|problem| problem.slot.path() == path && problem.severity == Severity::Refused)
    };
    let unborn = all(json!({ "permits": { "born": "2026-11-25" } }));
    assert!(refused(&unborn, "permits.born") && unborn.profile.permits.born.is_none());
    let to_come = all(json!({ "days": { "prp_from": "2026-11-25" } }));
    assert_eq!(to_come.problems.iter().map(|problem| problem.severity).collect::<Vec<_>>(), [Severity::Note]);
    let years = |all: &Assessment| permit_options(all).pop().unwrap().conditions[0].met;
    assert_eq!(years(&to_come), Tri::Unknown, "from a permit that is to come no day can be counted");
    let granted = all(json!({ "days": { "prp_from": ON } }));
    assert!(granted.problems.is_empty());
    assert_eq!(years(&granted), Tri::No);
    let state = |until: &str| {
        let all = all(json!({
            "permits": {
                "held": "property", "permit_until": until, "language": true, "means": true,
                "property": { "amount": "200000.00", "currency": "AZN" },
            },
            "days": { "trp_from": "2023-11-24" },
        }));
        (refused(&all, "permits.permit_until"), permit_options(&all).into_iter().find(|way| way.id() == "prp.property").unwrap().state)
    };
    assert_eq!(state("2027-11-24"), (false, State::Available));
    assert_eq!(state("2026-11-23"), (true, State::Open), "an ended permit is none, unless it was extended");
    assert_eq!(state("2023-11-24"), (true, State::Open));
}
