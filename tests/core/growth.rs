//! Many rows: what is worked out row by row comes to the same as working everything out anew for each try, rows are
//! found whatever their order, and what comes from a file has limits.

use hsmp::assess::assess;
use hsmp::assess::guidance::answers::{StopProof, Trial};
use hsmp::assess::guidance::guide::{Goal, Worth, guide, stop_proof};
use hsmp::assess::points::Verdict;
use hsmp::assess::points::uncertainty::parts_of;
use hsmp::profile::{Answers, Degree, Document, LanguageSkill, MOST_BYTES, MOST_ROWS, OpenFault, Profile, SECTIONS, Slot, Stay};
use hsmp::quantity::Interval;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::support::{document, today};

/// Fills in all that is open, each time trying with the whole profile: the slow way, and what moved on it.
fn complete(trial: Trial<'_>, profile: &Profile, well: bool, skipped: &[Slot]) -> (Interval<i32>, Vec<Slot>) {
    let mut filled = profile.clone();
    let (mut done, mut moved) = (skipped.to_vec(), Vec::new());
    while let Some(slot) = trial.open(&filled).into_iter().find(|slot| !done.contains(slot)) {
        done.push(slot);
        let mut tries = trial.tries(&filled, slot);
        let neighbour = match slot.in_no_row() {
            Degree::LEVEL => Some((Degree::RELATED.in_row(slot.row), ["yes", "no"])),
            LanguageSkill::LANGUAGE => Some((LanguageSkill::LEVEL.in_row(slot.row), ["c2", "a1"])),
            _ => None,
        };
        if let Some((neighbour, answers)) = neighbour.filter(|(neighbour, _)| !filled.has(*neighbour)) {
            for tried in tries.clone() {
                tries.extend(answers.iter().map(|answer| {
                    let mut both = tried.clone();
                    both.set(neighbour, answer);
                    both
                }));
            }
        }
        let rank = |tried: &Profile| {
            let total = trial.total(tried);
            if well { (total.low, total.high) } else { (-total.high, -total.low) }
        };
        let before = trial.total(&filled);
        if let Some(best) = tries.into_iter().reduce(|best, next| if rank(&next) > rank(&best) { next } else { best }) {
            filled = best;
        }
        if trial.total(&filled) != before {
            moved.push(slot);
        }
    }
    (trial.total(&filled), moved)
}

/// A row of which each answer is there or not.
fn row(answers: Vec<(&'static str, Vec<Value>)>) -> impl Strategy<Value = Value> {
    let answer =
        |(name, values): (&'static str, Vec<Value>)| prop::option::of(prop::sample::select(values)).prop_map(move |value| (name, value));
    answers.into_iter().map(answer).collect::<Vec<_>>().prop_map(|answers| {
        Value::Object(answers.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect::<Map<_, _>>())
    })
}

fn life() -> impl Strategy<Value = Document> {
    let yes = || vec![json!(true), json!(false)];
    let days = || ["2012-03-01", "2018-05-20", "2022-08-31", "2025-01-01", "2027-01-01"].map(Value::from).to_vec();
    let words = |words: &[&str]| words.iter().map(|word| json!(word)).collect::<Vec<Value>>();
    let rows = |answers| prop::collection::vec(row(answers), 0..4);
    let degrees = rows(vec![("level", words(&["vocational", "bachelor", "doctorate"])), ("related", yes())]);
    let certificates = rows(vec![("related", yes()), ("until", days())]);
    let jobs = rows(vec![
        ("from", days()),
        ("to", days()),
        ("related", yes()),
        ("position", words(&["ordinary", "leading"])),
        ("hours", words(&["full", "half", "less"])),
    ]);
    let languages = rows(vec![("language", words(&["azerbaijani", "english"])), ("level", words(&["a1", "b2", "c2"]))]);
    let you = row(vec![("has_degree", yes()), ("has_certificates", yes()), ("has_worked", yes())]);
    let other = row(vec![("languages_scored", yes())]);
    let achievements = row(vec![("patents", vec![json!(0), json!(2)]), ("indexed", vec![json!(1), json!(4)]), ("awards", yes())]);
    (degrees, certificates, jobs, languages, you, other, achievements).prop_map(
        |(degrees, certificates, jobs, languages, you, other, own)| {
            document(json!({
                "you": you, "degrees": degrees, "certificates": certificates, "jobs": jobs, "languages": languages,
                "assumptions": other, "achievements": own,
            }))
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn counting_rows_in_and_out_is_working_everything_out_anew(own in life()) {
        let all = assess(&own, today());
        let trial = Trial { assumed: &all.assumed, on: all.on };
        // A row that is there but cannot be used has a message at its field: no other is asked for.
        let is_closed = |slot: &Slot| own.has(*slot) || (slot.row.is_none() && own.has_rows(slot.section));
        let open = trial.open(&all.profile);
        let closed: Vec<Slot> = open.iter().copied().filter(is_closed).collect();
        let [(best, mut moved), (worst, others)] = [true, false].map(|well| complete(trial, &all.profile, well, &closed));
        moved.extend(others);
        let points = &all.points;
        let expected = match points.verdict {
            Verdict::Depends if best.low < points.pass_mark && worst.high >= points.pass_mark => StopProof::Unpublished,
            Verdict::Depends => StopProof::No,
            _ => StopProof::Decided,
        };
        prop_assert_eq!(stop_proof(&own, &all, &[]), expected);
        // Each open answer with what the best try of the whole profile narrows.
        let width = points.total.high - points.total.low;
        let asked = guide(&own, &all, Goal::Qualify, &[]).questions;
        for slot in open.iter().filter(|slot| !is_closed(slot)) {
            let totals: Vec<_> = trial.tries(&all.profile, *slot).iter().map(|tried| trial.total(tried)).collect();
            let narrows = totals.iter().map(|total| width - (total.high - total.low)).max().unwrap_or(0);
            let decides = |total: &Interval<i32>| points.verdict == Verdict::Depends && Verdict::of(*total, points.pass_mark) != Verdict::Depends;
            let worth = if totals.iter().any(decides) {
                Some(Worth::Decides)
            } else if narrows > 0 {
                Some(Worth::Narrows(narrows))
            } else {
                moved.contains(slot).then_some(Worth::Together)
            };
            let found = asked.iter().find(|question| question.slot == *slot).map(|question| question.worth);
            // What moves nothing may still be asked for another reason.
            prop_assert!(found == worth || (worth.is_none() && found == Some(Worth::Needed)), "{}: {found:?}, not {worth:?}", slot.path());
        }
        let parts: i32 = parts_of(&all).iter().map(|part| part.points).sum();
        prop_assert_eq!(parts, width);
    }

    /// Halving finds a row where rows are in order, and looking through them where they are not.
    #[test]
    fn rows_are_found_in_any_order(ids in prop::collection::vec(1..40u32, 0..12), other in prop::collection::vec(1..40u32, 0..12)) {
        let rows = |ids: &[u32]| document(json!({ "stays": ids.iter().map(|id| json!({ "id": id, "country": "AZ" })).collect::<Vec<_>>() }));
        let (mut own, other) = (rows(&ids), rows(&other));
        let numbers = own.rows(Stay::SECTION);
        for id in 0..60 {
            prop_assert_eq!(own.has_row(Stay::SECTION, id), numbers.contains(&id));
            prop_assert_eq!(own.has(Stay::COUNTRY.in_row(id)), numbers.contains(&id));
        }
        let slots: Vec<Slot> = own.differences(&other);
        let theirs = other.rows(Stay::SECTION);
        let expected = numbers.iter().filter(|id| !theirs.contains(id)).chain(theirs.iter().filter(|id| !numbers.contains(id)));
        prop_assert_eq!(slots, expected.map(|id| Stay::COUNTRY.in_row(*id)).collect::<Vec<_>>());
        for id in numbers {
            own.set(Stay::COUNTRY.in_row(id), "TR");
            prop_assert_eq!(own.text(Stay::COUNTRY.in_row(id)), "TR");
        }
    }
}

#[test]
fn files_have_limits_and_stored_text_has_none() {
    for section in SECTIONS.iter().filter(|section| section.list) {
        let text = |rows: usize| format!(r#"{{"schema": 2, "{}": [{}]}}"#, section.name, vec!["{}"; rows].join(","));
        assert!(Document::open(&text(MOST_ROWS)).is_ok());
        let beyond = text(MOST_ROWS + 1);
        let fault = Document::open(&beyond).unwrap_err();
        assert_eq!(fault, OpenFault::TooManyRows(section));
        assert!(fault.to_string().contains("10000"), "{fault}");
        assert_eq!(Document::parse(&beyond).unwrap().rows(section.name).len(), MOST_ROWS + 1, "what is stored stays readable");
    }
    let long = format!(r#"{{"schema": 2, "note": "{}"}}"#, "x".repeat(MOST_BYTES));
    assert_eq!(Document::open(&long), Err(OpenFault::TooLong));
    assert!(Document::parse(&long).is_ok());
    assert!(Document::open(&Document::default().to_json()).is_ok());
}
