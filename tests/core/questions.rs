//! Which question comes next, and the proof that none is left, against every answer there could be.
//! A wrong stop hides the answer that would have decided it; a wrong question wastes a person's patience.

use hsmp::assess::guidance::answers::{StopProof, Trial};
use hsmp::assess::guidance::guide::{Goal, Question, Worth, guide, stop_proof};
use hsmp::assess::points::{Verdict, assess as points};
use hsmp::assess::{Assessment, assess};
use hsmp::profile::{
    Achievements, Answers, Certificate, Degree, Document, Field, Job, Kind, Reading, SECTIONS, Scored, Section, Slot, You,
};
use hsmp::quantity::Interval;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{document, everybody, today};

/// Every answer to the questions that stay open in the small lives below.
fn all_answers(slot: Slot) -> Vec<String> {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    match (slot.section, slot.field) {
        ("degrees", "level") => words(&["vocational", "bachelor", "master", "doctorate"]),
        ("jobs", "position") => words(&["ordinary", "senior", "leading"]),
        ("jobs", "hours") => words(&["less", "half", "full"]),
        // Every month is enough: a band begins with a year.
        ("jobs", "from") => (1995..=2026)
            .flat_map(|year| (1..=12).map(move |month| format!("{year}-{month:02}-22")))
            .filter(|day| *day <= today().to_string())
            .collect(),
        ("achievements", "patents" | "patents_filed" | "publications" | "indexed") => (0..=6).map(|count| count.to_string()).collect(),
        _ => words(&["yes", "no"]),
    }
}

fn total(document: &Document) -> Interval<i32> {
    points(&Reading::of(document, today()).profile, today()).total
}

/// What is asked next of someone who wants to know whether they qualify.
fn next(document: &Document, all: &Assessment, passed: &[Slot]) -> Option<Question> {
    guide(document, all, Goal::Qualify, passed).next()
}

/// By how much the best answer alone narrows the range.
fn narrows(question: Question) -> i32 {
    match question.worth {
        Worth::Narrows(points) => points,
        _ => 0,
    }
}

fn with(document: &Document, slot: Slot, answer: &str) -> Document {
    let mut answered = document.clone();
    answered.set(slot, answer);
    answered
}

/// All ways to answer everything.
fn completions(document: &Document, open: &[Slot]) -> Vec<Document> {
    let Some((slot, rest)) = open.split_first() else { return vec![document.clone()] };
    all_answers(*slot).iter().flat_map(|answer| completions(&with(document, *slot, answer), rest)).collect()
}

const LEVELS: [&str; 4] = ["vocational", "bachelor", "master", "doctorate"];
const POSITIONS: [&str; 3] = ["ordinary", "senior", "leading"];

/// A complete life from which some answers are taken away again.
fn small() -> impl Strategy<Value = (Value, Vec<Slot>)> {
    let questions = vec![
        Degree::LEVEL.in_row(1),
        Degree::RELATED.in_row(1),
        Certificate::RELATED.in_row(1),
        Job::RELATED.in_row(1),
        Job::POSITION.in_row(1),
        Job::HOURS.in_row(1),
        Achievements::PATENTS,
        Achievements::PATENTS_FILED,
        Achievements::LEADERSHIP,
        Achievements::AWARDS,
        Achievements::TECHNICAL,
        Achievements::OPEN_SOURCE,
    ];
    let own = prop::option::weighted(0.6, (10..36i32, 20..35i32));
    (prop::sample::subsequence(questions, 0..=4), 1..=4usize, any::<[bool; 5]>(), 0..3usize, 0..16i32, own).prop_map(
        |(open, level, yes, position, years, own)| {
            let from = today().plus_days(-365 * years).to_string();
            let mut sections = json!({
                "you": { "azerbaijani": false, "speciality": "it" },
                "degrees": [{ "id": 1, "level": LEVELS[level - 1], "related": yes[0] }],
                "certificates": [{ "id": 1, "related": yes[1] }],
                "jobs": [{ "id": 1, "from": from, "related": true, "position": POSITIONS[position], "hours": "full" }],
                "achievements": { "patents": 0, "patents_filed": 0, "publications": 5, "indexed": 3, "leadership": yes[2], "awards": yes[3],
                    "technical": yes[4], "open_source": false },
            });
            if let Some((experience, education)) = own {
                // With two figures known the rest can decide: otherwise most small lives hang on what nobody publishes.
                sections["own_points"] = json!({ "experience": experience, "education": education });
            }
            for slot in &open {
                let place = if slot.row.is_some() { &mut sections[slot.section][0] } else { &mut sections[slot.section] };
                place.as_object_mut().unwrap().shift_remove(slot.field);
            }
            (sections, open)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn the_stop_is_proved_and_the_question_is_the_best((sections, open) in small()) {
        let base = document(sections);
        let all: Assessment = assess(&base, today());
        let (found, proof) = (next(&base, &all, &[]), stop_proof(&base, &all, &[]));
        let totals: Vec<Interval<i32>> = completions(&base, &open).iter().map(total).collect();
        let depends = all.points.verdict == Verdict::Depends;
        let can_change = depends && totals.iter().any(|total| Verdict::of(*total, 70) != Verdict::Depends);
        prop_assert_eq!(proof, if !depends { StopProof::Decided } else if can_change { StopProof::No } else { StopProof::Unpublished });
        if totals.iter().all(|total| *total == all.points.total) {
            // What is still asked settles something else.
            prop_assert!(found.is_none_or(|question| !open.contains(&question.slot)), "{:?}", found);
            return Ok(());
        }
        // As long as answers can narrow the range they are asked for, whatever becomes of the verdict.
        let width = all.points.total.high - all.points.total.low;
        let worth = |slot: Slot| {
            let totals: Vec<_> = all_answers(slot).iter().map(|answer| total(&with(&base, slot, answer))).collect();
            let decides = depends && totals.iter().any(|total| Verdict::of(*total, 70) != Verdict::Depends);
            (decides, totals.iter().map(|total| width - (total.high - total.low)).max().unwrap())
        };
        let question = found.unwrap();
        let best = open.iter().map(|slot| worth(*slot)).max().unwrap();
        prop_assert!(open.contains(&question.slot), "{question:?}");
        let expected = match worth(question.slot) {
            (true, _) => Worth::Decides,
            (false, 0) => Worth::Together,
            (false, points) => Worth::Narrows(points),
        };
        prop_assert_eq!(question.worth, expected);
        if best.1 > 0 {
            prop_assert_eq!(worth(question.slot), best, "{:?} was asked", question.slot.path());
        }
    }

    /// Nothing is called done while an answer by itself would narrow the range, whatever was passed over before.
    #[test]
    fn done_means_that_no_answer_narrows_the_range(
        life in prop::sample::select(lives()),
        take_away in prop::collection::vec(any::<prop::sample::Index>(), 0..12),
        pass in prop::collection::vec(any::<prop::sample::Index>(), 0..4),
    ) {
        let mut own = life;
        let given: Vec<Slot> = fields(|scored| scored == Scored::Open)
            .into_iter()
            .flat_map(|(section, field)| places(&own, section, field))
            .filter(|slot| own.has(*slot))
            .collect();
        for index in take_away.iter().filter(|_| !given.is_empty()) {
            own.set(*index.get(&given), "");
        }
        own.set(You::AZERBAIJANI, "no");
        let all = assess(&own, today());
        let trial = Trial { assumed: &all.assumed, on: today() };
        let open = trial.open(&all.profile);
        let passed: Vec<Slot> = pass.iter().filter(|_| !open.is_empty()).map(|index| *index.get(&open)).collect();
        let left: Vec<Slot> = guide(&own, &all, Goal::Qualify, &passed).questions.iter().map(|question| question.slot).collect();
        let width = |total: Interval<i32>| total.high - total.low;
        for slot in open.into_iter().filter(|slot| !passed.contains(slot) && !own.has(*slot)) {
            if slot.row.is_none() && !own.rows(slot.section).is_empty() {
                continue;
            }
            let best = trial.tries(&all.profile, slot).iter().map(|tried| width(trial.total(tried))).min();
            if best.is_some_and(|best| best < width(all.points.total)) {
                prop_assert!(left.contains(&slot), "{} would narrow the range and is not asked", slot.path());
            }
        }
    }

    /// A first day may lie anywhere: the ends of every band must be among the days that are tried.
    #[test]
    fn a_first_day_is_worth_what_its_best_day_is(last in prop::option::of(0..6000i32), related in any::<bool>()) {
        let mut job = json!({ "id": 1, "related": related, "position": "senior", "hours": "full" });
        if let Some(days) = last {
            job["to"] = json!(today().plus_days(-days).to_string());
        }
        let base = document(json!({ "you": { "azerbaijani": false, "speciality": "it", "has_degree": false, "has_certificates": false }, "jobs": [job],
            "own_points": { "education": 40, "achievements": 15 } }));
        let all = assess(&base, today());
        let found = next(&base, &all, &[]);
        let slot = Job::FROM.in_row(1);
        let width = all.points.total.high - all.points.total.low;
        let possible = all_answers(slot).into_iter().filter(|day| last.is_none_or(|days| *day <= today().plus_days(-days).to_string()));
        let best = possible.map(|day| total(&with(&base, slot, &day))).map(|total| width - (total.high - total.low)).max().unwrap_or(0);
        if let Some(question) = found.filter(|question| question.slot == slot && question.worth != Worth::Decides) {
            prop_assert!(narrows(question) >= best, "{question:?} is worth less than {best}");
        }
    }
}

/// What a first row can bring is what all rows together can: with one certificate tried for three the proof
/// would have been false.
#[test]
fn several_first_rows_can_decide() {
    let own = document(json!({
        "you": { "azerbaijani": false, "has_certificates": true },
        "degrees": [{ "id": 1, "level": "master", "related": true }],
        "own_points": { "experience": 35, "achievements": 8 },
        "assumptions": { "education_least": 45, "education_most": 45, "achievements_least": 20, "achievements_most": 20 },
    }));
    assert_eq!(stop_proof(&own, &assess(&own, today()), &[]), StopProof::No);
}

/// Own bands may lift another language above Azerbaijani: what an answer is worth then hangs on the next one.
#[test]
fn own_bands_that_cross_do_not_break_the_proof() {
    let life = |languages: Value| {
        document(json!({
            "you": { "azerbaijani": false },
            "own_points": { "experience": 35, "education": 30, "achievements": 0 },
            "assumptions": { "languages_scored": true, "languages_least": 5, "languages_most": 5 },
            "bands": [{ "id": 1, "table": "other-language", "at": 6, "low": 100, "high": 100 }],
            "languages": languages,
        }))
    };
    let proof = |own: &Document| stop_proof(own, &assess(own, today()), &[]);
    assert_eq!(
        points(&Reading::of(&life(json!([{ "id": 1, "language": "english", "level": "c2" }])), today()).profile, today()).total.low,
        70
    );
    assert_eq!(proof(&life(json!([]))), StopProof::No);
    assert_eq!(proof(&life(json!([{ "id": 1 }]))), StopProof::No);
}

/// A row that is planned, or cannot be read, is there: asking for a first one again and again would never end.
#[test]
fn a_row_that_does_not_count_yet_is_not_asked_for_again() {
    for job in [json!({ "id": 1, "from": "2030-01-01" }), json!({ "id": 1, "from": "2020-01-01", "to": "abc" })] {
        let own = document(json!({ "you": { "azerbaijani": false, "has_worked": true }, "jobs": [job] }));
        let asked = guide(&own, &assess(&own, today()), Goal::Qualify, &[]).questions;
        assert!(asked.iter().all(|question| question.slot.section != "jobs"), "{asked:?}");
    }
}

// --- Which answers move the points: said where each question is defined ---

/// Answers to try in the place of one: of every choice, from both ends of what can be counted, of days before and
/// after; none at all, and one that cannot be read.
fn values(kind: Kind) -> Vec<String> {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let own = match kind {
        Kind::YesNo => words(&["yes", "no"]),
        Kind::Choice(choices) => choices.iter().map(|choice| choice.name.to_owned()).collect(),
        Kind::Count { min, max } => [min, min + 1, i32::midpoint(min, max), max].map(|count| count.to_string()).to_vec(),
        Kind::Date => words(&["1975-06-30", "2012-02-29", "2019-01-01", "2024-05-05", "2026-11-20", "2026-11-22", "2031-01-01"]),
        Kind::Year => words(&["1999", "2020", "2026", "2027", "2040"]),
        Kind::Money | Kind::Amount => words(&["0", "1234.50", "90000"]),
        Kind::ExchangeRate => words(&["0.5", "1.7"]),
        Kind::Label => words(&["x", "Something else"]),
        Kind::Country => words(&["AZ", "FR", "IN", "TR"]),
    };
    own.into_iter().chain(words(&["", "?!"])).collect()
}

fn lives() -> Vec<Document> {
    everybody().into_iter().map(|(_, document)| document).collect()
}

fn fields(scored: impl Fn(Scored) -> bool) -> Vec<(&'static Section, &'static Field)> {
    let all = SECTIONS.iter().flat_map(|section| section.fields.iter().map(move |field| (section, field)));
    all.filter(|(_, field)| scored(field.scored)).collect()
}

/// Where a question can be answered in a document: once, or in every row.
fn places(document: &Document, section: &Section, field: &Field) -> Vec<Slot> {
    let rows = if section.list { document.rows(section.name).into_iter().map(Some).collect() } else { vec![None] };
    rows.into_iter().map(|row| field.slot.in_row(row)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// An answer that moves the points and is not marked would not be asked for, and the program would prove that
    /// nothing is open. One after the other, in a random order, all answers without a mark are changed.
    #[test]
    fn an_answer_without_a_mark_moves_no_total(
        life in prop::sample::select(lives()),
        order in Just(fields(|scored| scored == Scored::No)).prop_shuffle(),
        choices in prop::collection::vec(any::<prop::sample::Index>(), 24),
    ) {
        let mut changed = life;
        // Rows of which nothing is scored can come and go.
        for section in SECTIONS.iter().filter(|section| section.list && section.fields.iter().all(|field| field.scored == Scored::No)) {
            changed.add_row(section.name);
        }
        let before = points(&Reading::of(&changed, today()).profile, today());
        for ((section, field), choice) in order.into_iter().zip(choices.iter().cycle()) {
            for slot in places(&changed, section, field) {
                let values = values(field.kind);
                changed.set(slot, choice.get(&values).as_str());
                let after = points(&Reading::of(&changed, today()).profile, today());
                prop_assert_eq!((after.total, after.other_reading), (before.total, before.other_reading), "{} moves the points", slot.path());
            }
        }
    }
}

/// A mark on an answer that moves nothing would have people asked in vain.
#[test]
fn every_marked_answer_moves_some_total() {
    let lives = lives();
    for (section, field) in fields(|scored| scored != Scored::No) {
        let moves = |life: &Document| {
            let before = total(life);
            places(life, section, field)
                .into_iter()
                .any(|slot| values(field.kind).iter().any(|value| total(&with(life, slot, value)) != before))
        };
        assert!(lives.iter().any(moves), "{}.{} moves no total of any life", section.name, field.name());
    }
}

/// What is open follows from the marks: every answer marked as open while it is not given, and no other.
#[test]
fn what_is_open_follows_from_the_marks() {
    let all: Document = document(json!({
        "you": { "has_degree": true, "has_certificates": true, "has_worked": true },
        "degrees": [{}], "certificates": [{}], "jobs": [{}], "languages": [{}],
        "assumptions": { "languages_scored": true },
    }));
    let known = assess(&all, today());
    let open = Trial { assumed: &known.assumed, on: today() }.open(&known.profile);
    let marked: Vec<String> = fields(|scored| scored == Scored::Open)
        .into_iter()
        .flat_map(|(section, field)| places(&all, section, field))
        .filter(|slot| slot.section != "you")
        .map(|slot| slot.path())
        .collect();
    assert_eq!(open.iter().map(Slot::path).collect::<Vec<_>>(), marked);
}
