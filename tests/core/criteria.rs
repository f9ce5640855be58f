//! The points table is data: a made-up one of six criteria, with bands in points, in the place of the rulebook's. If
//! a criterion's name, or how many there are, stood anywhere in the program, it would show here first, and not on
//! the day on which the official table is found.

mod splits;
mod table;

use std::collections::BTreeSet;

use hsmp::assess::guidance::answers::StopProof;
use hsmp::assess::guidance::goals::{Aim, apply, goals_under};
use hsmp::assess::guidance::guide::{Goal, guide, stop_proof};
use hsmp::assess::points::assumptions::{Assumptions, BandStep, Basis, Maximum, Measure, Table};
use hsmp::assess::points::{Criterion, Points, Verdict, Worth, assess_under as points_under, uncertainty};
use hsmp::assess::{Assessment, assess, assess_under};
use hsmp::message::Key;
use hsmp::profile::{BandTable, Document, Reading};
use hsmp::quantity::{Date, Interval};
use hsmp::rulebook::{Join, Reads, Unit};
use proptest::prelude::*;
use toml::Value;

use self::table::table_of;
use crate::refusals::rules;
use crate::support::{date, document, everybody, files, path, people, read, today};

const SIX: &str = "tests/core/fixtures/six-criteria.toml";

// --- A rule file read as a table, apart from the build ---

fn six() -> Assumptions {
    table_of(SIX)
}

/// Without where it stands.
fn bare(mut assumed: Assumptions) -> Assumptions {
    assumed.cites.clear();
    for basis in &mut assumed.criteria {
        (basis.evaluator, basis.maximum.cite) = (None, None);
        basis.measures.iter_mut().flat_map(|measure| &mut measure.tables).for_each(|table| table.cite = None);
    }
    assumed
}

// --- All lives under the made-up table ---

fn life(name: &str) -> Document {
    people().into_iter().find(|(known, _)| known == name).unwrap().1
}

fn points(ours: &Assumptions, document: &Document, on: Date) -> Points {
    points_under(ours, &Reading::of(document, on).profile, on)
}

fn sound(found: &Points, life: &str) {
    let Interval { low, high } = found.total;
    assert!(0 <= low && low <= high && high <= found.scale, "{life}: {:?}", found.total);
    assert_eq!(found.verdict, Verdict::of(found.total, found.pass_mark), "{life}");
    for share in &found.shares {
        let (points, maximum) = (share.points, share.maximum);
        assert!(0 <= points.low && points.low <= points.high && points.high <= maximum.high, "{life}: {share:?}");
    }
    let named: Vec<Key> = found.why.inputs.iter().map(|step| step.name.key).collect();
    assert_eq!(named, found.shares.iter().map(|share| share.criterion.name()).collect::<Vec<_>>(), "{life}");
}

#[test]
fn every_life_is_assessed_under_six_criteria() {
    let ours = six();
    let ids: Vec<&str> = ours.criteria.iter().map(|basis| basis.criterion.id()).collect();
    assert_eq!(ids.len(), 6);
    let lives = everybody();
    assert!(lives.len() > 150);
    let mut verdicts = BTreeSet::new();
    for (name, document) in &lives {
        let all = assess_under(&ours, document, today());
        let found = &all.points;
        sound(found, name);
        verdicts.insert(found.verdict.name());
        assert_eq!(found.shares.iter().map(|share| share.criterion.id()).collect::<Vec<_>>(), ids, "{name}");
        assert_eq!(found.other_reading, None, "{name}: nothing hangs on a reading");
        // All maxima are known: the total is the sum of the criteria.
        let sum = found.shares.iter().map(|share| share.points).fold(Interval::exactly(0), |sum, one| sum + one);
        assert_eq!(found.total, sum, "{name}");
        let parts = uncertainty::parts_of(&all);
        assert_eq!(parts.iter().map(|part| part.points).sum::<i32>(), found.total.high - found.total.low, "{name}: {parts:?}");
        questions(&all, document, name);
        for year in 1..4 {
            sound(&points(&ours, document, today().plus_days(365 * year)), name);
        }
    }
    assert_eq!(verdicts.len(), 3, "only {verdicts:?} among all lives");
}

/// The next question is open and matters, and where none is said to matter none does.
fn questions(all: &Assessment, document: &Document, name: &str) {
    assert_eq!(stop_proof(document, all, &[]) == StopProof::Decided, all.points.verdict != Verdict::Depends, "{name}");
    for question in guide(document, all, Goal::Qualify, &[]).questions {
        assert!(!document.has(question.slot), "{name}: {} is answered", question.slot.path());
    }
}

#[test]
fn goals_are_sought_under_six_criteria() {
    let ours = six();
    let mut ways = 0;
    for (name, document) in everybody().into_iter().step_by(9) {
        for aim in [Aim::Low, Aim::High] {
            let found = goals_under(&ours, &document, today(), aim);
            let now = points(&ours, &document, today());
            assert_eq!((found.now, found.reached), (now.total, aim.reached(now.total, 70)), "{name}");
            let profile = Reading::of(&document, today()).profile;
            for way in found.sets {
                // Entered as answers, the set comes to what it promises.
                let mut done = document.clone();
                apply(&mut done, &profile, &way.changes, way.months, today());
                assert_eq!(points(&ours, &done, way.on).total, way.total, "{name}: {:?}", way.changes);
                assert!(aim.reached(way.total, 70) && way.smaller.iter().all(|(_, total)| !aim.reached(*total, 70)), "{name}");
                ways += 1;
            }
        }
    }
    assert!(ways > 20, "{ways}");
}

/// Worked out by hand from the fixture.
#[test]
fn lives_worked_out_by_hand_under_six_criteria() {
    let ours = six();
    let of = |name: &str| {
        let found = points(&ours, &life(name), today());
        let shares: Vec<(i32, i32)> = found.shares.iter().map(|share| (share.points.low, share.points.high)).collect();
        ((found.total.low, found.total.high), found.verdict, shares)
    };
    // 15 years: 30. Leading: all of 10. A doctorate: 25. Three certificates: 70 to 75 % of 5. Five kinds, which is
    // better than having led: 20. Azerbaijani at C2: 10.
    let everything = vec![(30, 30), (10, 10), (25, 25), (3, 4), (20, 20), (10, 10)];
    assert_eq!(of("everything-and-languages"), ((98, 99), Verdict::Above, everything));
    // 11 years and 9 months: 24. Senior: 50 to 60 % of 10. A master's: 20. No certificate. Publications and leadership:
    // 14, more than the 2 to 4 for the position. Languages not said: anything.
    let engineer = vec![(24, 24), (5, 6), (20, 20), (0, 0), (14, 14), (0, 10)];
    assert_eq!(of("engineer"), ((63, 74), Verdict::Depends, engineer));
    // Six jobs at once are one: 5 years, 14. Ordinary: 20 % of 10. Neither degree nor certificate nor achievement.
    let jobs = vec![(14, 14), (2, 2), (0, 0), (0, 0), (0, 0), (0, 10)];
    assert_eq!(of("three-half-and-three-small-jobs"), ((16, 26), Verdict::Below, jobs));
}

/// Own figures: three of the criteria have questions for them, the others have none and are left alone.
#[test]
fn own_figures_are_found_by_the_name_of_the_criterion() {
    let ours = six();
    let of = |own: serde_json::Value| {
        let all = assess_under(&ours, &document(serde_json::json!({ "own_points": own })), today());
        let own =
            all.points.shares.iter().filter(|share| share.own).map(|share| (share.criterion.id(), share.points.low)).collect::<Vec<_>>();
        (own, all.problems.iter().map(|problem| problem.slot.path()).collect::<Vec<_>>())
    };
    assert_eq!(of(serde_json::json!({ "experience": 30, "languages": 10 })), (vec![("experience", 30), ("languages", 10)], vec![]));
    // Every maximum is published here: none gives way.
    assert_eq!(of(serde_json::json!({ "education": 26 })), (vec![], vec!["own_points.education".to_owned()]));
}

/// The rulebook's own table through the same door: no life comes out otherwise than by the rulebook.
#[test]
fn the_rulebooks_table_swapped_in_changes_nothing() {
    let ours = Assumptions::ours(today());
    for (name, document) in everybody() {
        assert_eq!(assess_under(&ours, &document, today()), assess(&document, today()), "{name}");
    }
}

// --- Every split, by brute force ---

/// A table by date: the rulebook's holds from Decision 99 on, and stands in before it.
#[test]
fn the_table_is_looked_up_by_date() {
    assert!(path(SIX).exists());
    assert_eq!(Assumptions::ours(date("2025-04-03")), Assumptions::ours(today()));
    let cites = Assumptions::ours(today()).cites;
    assert_eq!(cites.iter().map(|cite| cite.rule().id).collect::<Vec<_>>(), ["points.scale", "points.pass-mark", "points.criteria"]);
}
