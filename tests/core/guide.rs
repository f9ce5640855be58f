//! The guided questions: what each goal asks, that every question has its place, and that following them ends.

use std::collections::BTreeSet;

use hsmp::assess::assess;
use hsmp::assess::guidance::answers::{StopProof, Trial};
use hsmp::assess::guidance::guide::{Goal, OTHER, Question, Questions, Worth, guide, stop_proof};
use hsmp::assess::permits::{Permit, PermitOption, State, permit_options};
use hsmp::profile::{Answers, Document, Elsewhere, Kind, Permits, SECTIONS, Section, Slot, You};
use serde_json::json;

use crate::support::{document, today};

/// Nobody is asked about their work who came to be told that citizens need no permit.
#[test]
fn citizenship_comes_first_and_ends_it_for_citizens() {
    let empty = document(json!({}));
    let all = assess(&empty, today());
    for goal in Goal::ALL {
        let asked: Vec<String> = guide(&empty, &all, goal, &[]).questions.iter().map(|question| question.slot.path()).take(2).collect();
        assert_eq!(asked[0], "elsewhere.nationality");
        // Whether it is Azerbaijan's is asked of who does not say which.
        let passed = [Elsewhere::NATIONALITY];
        let next = guide(&empty, &all, goal, &passed).next().unwrap();
        assert_eq!(next.slot.path(), "you.azerbaijani");
    }
    assert_eq!(stop_proof(&empty, &all, &[]), StopProof::No);
    let citizen = document(json!({ "you": { "azerbaijani": true } }));
    let all = assess(&citizen, today());
    let left = Goal::ALL.map(|goal| guide(&citizen, &all, goal, &[]).questions.len());
    assert!(left[0] == 0 && left[3] == 0, "{left:?}");
    assert!(left[1] > 0 && left[2] > 0 && left[4] > 0, "{left:?}");
}

/// Three questions ask about citizenship; one answer is enough.
#[test]
fn citizenship_is_asked_once() {
    for (country, azerbaijani, kazakhstan) in [("AZ", true, false), ("KZ", false, true), ("IN", false, false)] {
        let own = document(json!({ "elsewhere": { "nationality": country } }));
        let all = assess(&own, today());
        assert_eq!((all.profile.you.azerbaijani, all.profile.days.kazakhstan), (Some(azerbaijani), Some(kazakhstan)), "{country}");
        for goal in Goal::ALL {
            let asked = guide(&own, &all, goal, &[]).questions;
            let again = |question: &Question| ["azerbaijani", "stateless", "kazakhstan", "nationality"].contains(&question.slot.field);
            assert!(!asked.iter().any(again), "{country} {goal:?}: {asked:?}");
        }
    }
    // An answer to one of them is kept: some people hold two citizenships.
    let both = document(json!({ "elsewhere": { "nationality": "TR" }, "you": { "azerbaijani": true } }));
    assert_eq!(assess(&both, today()).profile.you.azerbaijani, Some(true));
    let odd = document(json!({ "elsewhere": { "nationality": "AZ" }, "you": { "azerbaijani": false } }));
    let problems = assess(&odd, today()).problems;
    assert!(problems.iter().any(|problem| problem.slot.path() == "elsewhere.nationality"), "{problems:?}");
}

/// One of the answers to a question; `which` chooses it.
fn some_answer(slot: Slot, which: usize) -> String {
    match slot.question().unwrap().kind {
        Kind::Date => ["2015-03-01", "2026-11-22", "2031-01-01"][which % 3].to_owned(),
        Kind::Year => "2020".to_owned(),
        Kind::Money | Kind::Amount | Kind::ExchangeRate => ["3000", "90000"][which % 2].to_owned(),
        Kind::Country => ["AZ", "TR", "KZ"][which % 3].to_owned(),
        Kind::Count { min, max } => i32::try_from(which % 4).unwrap().clamp(min, max).to_string(),
        Kind::Choice(choices) => choices[which % choices.len()].name.to_owned(),
        Kind::YesNo => if which.is_multiple_of(2) { "yes" } else { "no" }.to_owned(),
        Kind::Label => "x".to_owned(),
    }
}

/// Goes through a goal's questions to the end and returns what was asked: each is answered, or passed over where
/// `passes` says so.
fn walk(goal: Goal, own: &mut Document, which: impl Fn(usize) -> usize, passes: impl Fn(usize) -> bool) -> Vec<Slot> {
    let (mut asked, mut passed): (Vec<Slot>, Vec<Slot>) = (Vec::new(), Vec::new());
    while let Some(question) = guide(own, &assess(own, today()), goal, &passed).next() {
        let mut slot = question.slot;
        assert!(!asked.contains(&slot), "{} was asked twice", slot.path());
        asked.push(slot);
        assert!(asked.len() < 120, "{asked:?}");
        let number = asked.len();
        if passes(number) {
            passed.push(slot);
            continue;
        }
        if slot.row.is_none() && Section::named(slot.section).unwrap().list {
            // A row is filled in as a whole, but for its end.
            slot.row = Some(own.add_row(slot.section));
            for field in Section::named(slot.section).unwrap().fields.iter().filter(|field| field.name() != "to") {
                slot.field = field.name();
                own.set(slot, &some_answer(slot, which(number)));
            }
            continue;
        }
        own.set(slot, &some_answer(slot, which(number)));
    }
    asked
}

/// Following the questions must end, whatever is answered or skipped: with the proof, then with nothing left to ask.
#[test]
fn the_questions_come_to_an_end() {
    for goal in Goal::ALL {
        for which in 0..4usize {
            for skip in [0, 2, 3, 1] {
                let mut own = document(json!({ "you": { "azerbaijani": false } }));
                walk(goal, &mut own, |_| which, |number| skip > 0 && number % skip == 0);
                if goal == Goal::Qualify && skip == 0 {
                    let all = assess(&own, today());
                    assert_ne!(stop_proof(&own, &all, &[]), StopProof::No);
                    let trial = Trial { assumed: &all.assumed, on: today() };
                    let total = all.points.total;
                    let can_narrow = |slot: &Slot| trial.tries(&all.profile, *slot).iter().any(|tried| trial.total(tried) != total);
                    // Rows for a time to come are there, and do not count yet.
                    let mut open = trial.open(&all.profile).into_iter().filter(|slot| own.rows(slot.section).is_empty());
                    assert!(!open.any(|slot| can_narrow(&slot)), "{total:?} could be narrower");
                }
            }
        }
    }
}

/// "Which permit?" asked 49 questions of people of whom a dozen settle it.
#[test]
fn who_applies_for_the_first_time_is_asked_little_about_permits() {
    let empty = document(json!({}));
    let start = guide(&empty, &assess(&empty, today()), Goal::Permit, &[]).questions;
    assert!(start.len() <= 15, "{start:?}");
    let mut own = document(json!({ "you": { "azerbaijani": false } }));
    let no = |slot: Slot| match slot.question().unwrap().kind {
        Kind::Choice(choices) => choices.iter().find(|choice| choice.name == "none").map(|choice| choice.name),
        Kind::YesNo => Some("no"),
        _ => None,
    };
    let (mut asked, mut passed): (Vec<String>, Vec<Slot>) = (Vec::new(), Vec::new());
    let mut left = usize::MAX;
    while let Some(question) = guide(&own, &assess(&own, today()), Goal::Permit, &passed).next() {
        // Every "no" leaves less to ask.
        let now = guide(&own, &assess(&own, today()), Goal::Permit, &passed).questions.len();
        assert!(now < left, "{asked:?}");
        left = now;
        asked.push(question.slot.path());
        match no(question.slot) {
            Some(no) => own.set(question.slot, no),
            // Which permit is held, and who comes along: nothing to say.
            None => passed.push(question.slot),
        }
    }
    assert!(asked.len() <= 15, "{asked:?}");
    // And no answer that decides a temporary permit was left out.
    let found = permit_options(&assess(&own, today()));
    let open = found.iter().filter(|way| way.permit == Permit::Temporary && way.state == State::Open);
    let undecided: Vec<String> = open.filter(|way| way.conditions.iter().any(|one| one.open.is_some())).map(PermitOption::id).collect();
    assert_eq!(undecided, Vec::<String>::new());
}

/// The details of a ground follow from its first question: after a yes, or where it was passed over.
#[test]
fn details_of_a_ground_are_asked_after_its_first_question() {
    let asks = |answers: serde_json::Value, passed: &[Slot], path: &str| {
        let own = document(answers);
        let asked = guide(&own, &assess(&own, today()), Goal::Permit, passed).questions;
        asked.iter().any(|question| question.slot.path() == path)
    };
    let life = |permits: serde_json::Value| json!({ "you": { "azerbaijani": false }, "permits": permits });
    for (path, yes) in [
        ("permits.property", json!({ "assets": true })),
        ("permits.capital", json!({ "post": "majority" })),
        ("permits.full_time", json!({ "entrepreneur": true })),
        ("permits.means", json!({ "held": "property" })),
        ("days.trp_from", json!({ "held": "property" })),
    ] {
        assert!(asks(life(yes), &[], path), "{path}");
        assert!(!asks(life(json!({})), &[], path), "{path}");
    }
    assert!(asks(life(json!({})), &[Permits::ASSETS], "permits.property"));
    assert!(!asks(life(json!({ "assets": false })), &[Permits::ASSETS], "permits.property"));
    assert!(asks(life(json!({})), &[], "permits.assets"));
}

/// Who skips a question must still be told when the rest cannot change anything.
#[test]
fn skipped_questions_are_not_asked_again() {
    let mut empty = document(json!({ "you": { "azerbaijani": false } }));
    let skipped = walk(Goal::Qualify, &mut empty, |_| 0, |_| true);
    assert_eq!(stop_proof(&empty, &assess(&empty, today()), &skipped), StopProof::Unpublished);
}

/// A verdict that no answer can change was where the guide used to stop, with a range that could still halve.
#[test]
fn the_guide_goes_on_after_the_verdict_is_settled() {
    let own = document(json!({
        "you": { "azerbaijani": false, "speciality": "it", "has_certificates": false },
        "degrees": [{ "level": "bachelor", "related": true }],
        "jobs": [{ "from": "2017-07-01", "related": true, "position": "senior", "hours": "full" }],
    }));
    let all = assess(&own, today());
    assert_eq!(stop_proof(&own, &all, &[]), StopProof::Unpublished);
    let question = guide(&own, &all, Goal::Qualify, &[]).next().unwrap();
    assert!(question.slot.section == "achievements" && matches!(question.worth, Worth::Narrows(_)), "{question:?}");
}

/// Each question has its place: in one goal, or among those that are no goal's.
#[test]
fn every_question_belongs_to_one_goal() {
    for section in SECTIONS {
        for field in section.fields {
            let slot = field.slot;
            let holds = |questions: &&Questions| match questions {
                Questions::All(section) => *section == slot.section,
                Questions::These(slots) => slots.contains(&slot),
            };
            let named = |lists: &[Questions]| lists.iter().filter(holds).count();
            let places = Goal::ALL.map(|goal| named(goal.lists())).iter().sum::<usize>() + named(OTHER);
            assert_eq!(places, 1, "{}", slot.path());
            assert_eq!(Goal::of(slot).is_none(), named(OTHER) == 1, "{}", slot.path());
        }
    }
    // And each list is of one section.
    for questions in Goal::ALL.iter().flat_map(|goal| goal.lists()).chain(OTHER) {
        let section = Section::named(questions.section()).unwrap();
        if let Questions::These(slots) = questions {
            assert!(slots.iter().all(|slot| slot.section == section.name), "{slots:?}");
        }
    }
}

/// Every question of a goal comes up in some life, or it stands in a list for nothing. (The fields of a row are
/// asked together with the first.)
#[test]
fn every_question_of_a_goal_is_asked_of_somebody() {
    let mut asked: BTreeSet<(&str, &str)> = BTreeSet::new();
    for goal in Goal::ALL {
        // Different answers, and different ones passed over, lead through different questions.
        for seed in 0..90usize {
            let mut own = document(json!({}));
            if seed % 5 > 0 {
                own.set(You::AZERBAIJANI, "no");
            }
            let noise = |number: usize| (number * 31 + seed * 17 + number * seed) / 3;
            let slots = walk(goal, &mut own, noise, |number| seed == 85 || seed % 3 > 0 && noise(number) % 4 == seed % 4);
            asked.extend(slots.iter().map(|slot| (slot.section, slot.field)));
        }
    }
    let of_goals = SECTIONS.iter().filter(|section| !section.list).flat_map(|section| section.fields);
    let of_goals = of_goals.map(|field| field.slot);
    let never: Vec<String> =
        of_goals.filter(|slot| Goal::of(*slot).is_some() && !asked.contains(&(slot.section, slot.field))).map(|slot| slot.path()).collect();
    assert_eq!(never, Vec::<String>::new(), "asked of nobody");
    let lists: Vec<&str> = SECTIONS.iter().filter(|section| section.list).map(|section| section.name).collect();
    let without: Vec<&&str> = lists.iter().filter(|name| !asked.iter().any(|(section, _)| section == *name)).collect();
    assert_eq!(without, [&"favourites", &"exchange", &"bands"]);
}
