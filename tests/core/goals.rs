//! What would get a person over the line, against a search written apart from the program: every set
//! of changes is entered as answers, assessed on its day, and compared with every other. A set that is
//! not minimal sends somebody to university for nothing; one that is missed withholds the shorter way.

use hsmp::assess::guidance::goals::{Aim, Change, Goals, Lacking, SHOWN, apply, goals};
use hsmp::assess::points::assess;
use hsmp::profile::{DegreeLevel, Reading};
use hsmp::quantity::{Date, EndOfMonth, Interval};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{document, people, read, today};

fn months(id: &str) -> i32 {
    let file: toml::Table = read("rules/goals.toml").parse().unwrap();
    let rule = file["rule"].as_array().unwrap().iter().find(|rule| rule["id"].as_str() == Some(id)).unwrap();
    rule["value"][0]["count"].as_integer().unwrap() as i32
}

fn after(months: i32) -> Date {
    today().plus_months(months, EndOfMonth::Up).unwrap()
}

fn total(sections: &Value, on: Date) -> Interval<i32> {
    assess(&Reading::of(&document(sections.clone()), on).profile, on).total
}

/// One step of a kind of change: how long it takes, and the answers with it.
type Rung = (i32, Box<dyn Fn(&mut Value, i32)>);

fn push(sections: &mut Value, section: &str, row: Value) {
    let rows = &mut sections[section];
    if rows.is_null() {
        *rows = json!([]);
    }
    rows.as_array_mut().unwrap().push(row);
}

fn job(sections: &mut Value, length: i32, position: &str) {
    let row = json!({ "from": today().plus_days(1).to_string(), "to": after(length).to_string(), "related": true, "position": position, "hours": "full" });
    push(sections, "jobs", row);
    sections["you"]["has_worked"] = json!(true);
}

/// What there is to do for the small lives below: their kinds of change, each with its steps.
fn kinds(life: &Life) -> Vec<Vec<Rung>> {
    let mut all: Vec<Vec<Rung>> = Vec::new();
    let nothing = || -> Vec<Rung> { vec![(0, Box::new(|_, _| {}))] };
    // A master's degree in the speciality, then a doctorate.
    let mut degrees = nothing();
    let (master, doctorate) = (months("goal.master"), months("goal.doctorate"));
    if life.degree < 3 {
        degrees.push((master, Box::new(|s, _| push(s, "degrees", json!({ "level": "master", "related": true })))));
    }
    let before = if life.degree < 3 { master } else { 0 };
    degrees.push((before + doctorate, Box::new(|s, _| push(s, "degrees", json!({ "level": "doctorate", "related": true })))));
    all.push(degrees);
    let certificate = months("goal.certificate");
    let mut certificates = nothing();
    for count in 1..=3 - life.certificates {
        certificates.push((
            count * certificate,
            Box::new(move |s, _| (0..count).for_each(|_| push(s, "certificates", json!({ "related": true })))),
        ));
    }
    all.push(certificates);
    let mut leadership = nothing();
    let year = months("goal.leadership");
    leadership.push((
        year,
        Box::new(move |s, _| {
            job(s, year, "leading");
            s["achievements"]["leadership"] = json!(true);
        }),
    ));
    all.push(leadership);
    let mut publications = nothing();
    for count in 1..=3 - life.indexed {
        let indexed = life.indexed + count;
        publications.push((
            count * months("goal.publication"),
            Box::new(move |s, _| {
                s["achievements"]["publications"] = json!(indexed);
                s["achievements"]["indexed"] = json!(indexed);
            }),
        ));
    }
    all.push(publications);
    let mut work = nothing();
    if !life.goes_on {
        work.push((0, Box::new(|s, months| job(s, months, "ordinary"))));
    }
    all.push(work);
    all
}

/// A life with little left to choose: a patent, a technical accomplishment and no languages to learn.
#[derive(Clone, Debug)]
struct Life {
    /// 2 bachelor, 3 master.
    degree: i32,
    certificates: i32,
    indexed: i32,
    worked_years: i32,
    goes_on: bool,
    awards: bool,
}

impl Life {
    fn sections(&self) -> Value {
        let from = today().plus_months(-12 * self.worked_years, EndOfMonth::Down).unwrap();
        let mut job = json!({ "from": from.to_string(), "related": true, "position": "senior", "hours": "full" });
        if !self.goes_on {
            job["to"] = json!(today().to_string());
        }
        json!({
            "you": { "azerbaijani": false },
            "degrees": [{ "level": if self.degree == 3 { "master" } else { "bachelor" }, "related": true }],
            "certificates": (0..self.certificates).map(|_| json!({ "related": true })).collect::<Vec<_>>(),
            "jobs": [job],
            "achievements": { "patents": 1, "patents_filed": 0, "publications": self.indexed, "indexed": self.indexed,
                "leadership": false, "awards": self.awards, "technical": true, "open_source": false },
        })
    }
}

fn life() -> impl Strategy<Value = Life> {
    (2..4i32, 1..4i32, 1..4i32, 0..16i32, any::<bool>(), any::<bool>()).prop_map(
        |(degree, certificates, indexed, worked_years, goes_on, awards)| Life {
            degree,
            certificates,
            indexed,
            worked_years,
            goes_on,
            awards,
        },
    )
}

/// Every set: its place on each ladder, its months and its total.
fn every_set(life: &Life) -> Vec<(Vec<usize>, i32, Interval<i32>)> {
    let kinds = kinds(life);
    let horizon = 12 * months("goal.horizon");
    let mut times: Vec<i32> = (0..=horizon / 12).map(|year| 12 * year).collect();
    // The program also looks at the lengths of changes this life has no use for; they move nothing here.
    times.extend(kinds.iter().flatten().map(|(months, _)| *months));
    times.retain(|months| *months <= horizon);
    times.sort_unstable();
    times.dedup();
    let mut places = vec![Vec::new()];
    for kind in &kinds {
        places = places.into_iter().flat_map(|place| (0..kind.len()).map(move |rung| [place.clone(), vec![rung]].concat())).collect();
    }
    let mut sets = Vec::new();
    for place in places {
        let longest = place.iter().zip(&kinds).map(|(rung, kind)| kind[*rung].0).max().unwrap();
        for months in times.iter().filter(|months| **months >= longest) {
            let mut sections = life.sections();
            for (rung, kind) in place.iter().zip(&kinds) {
                kind[*rung].1(&mut sections, *months);
            }
            sets.push((place.clone(), *months, total(&sections, after(*months))));
        }
    }
    sets
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_minimal_sets_are_those_of_an_exhaustive_search(life in life(), aim in 0..3usize) {
        let aim = Aim::ALL[aim];
        let own = document(life.sections());
        let found = goals(&own, today(), aim);
        let sets = every_set(&life);
        let reaches = |total: Interval<i32>| match aim {
            Aim::Low => total.low >= 70,
            Aim::Middle => total.low + total.high >= 140,
            Aim::High => total.high >= 70,
        };
        prop_assert_eq!(found.reached, reaches(total(&life.sections(), today())));
        if found.reached {
            prop_assert!(found.sets.is_empty());
            return Ok(());
        }
        let passing: Vec<_> = sets.iter().filter(|(_, _, total)| reaches(*total)).collect();
        let smaller = |a: &(Vec<usize>, i32, Interval<i32>), b: &(Vec<usize>, i32, Interval<i32>)| {
            a.0.iter().zip(&b.0).all(|(a, b)| a <= b) && a.1 <= b.1 && (&a.0, a.1) != (&b.0, b.1)
        };
        let mut minimal: Vec<_> = passing.iter().filter(|set| !passing.iter().any(|other| smaller(other, set))).collect();
        minimal.sort_by_key(|(_, months, _)| *months);
        prop_assert_eq!(found.found, minimal.len(), "{:?}", minimal);
        prop_assert_eq!(found.sets.len(), minimal.len().min(SHOWN));
        let quickest: Vec<i32> = minimal.iter().map(|(_, months, _)| *months).take(SHOWN).collect();
        prop_assert_eq!(found.sets.iter().map(|way| way.months).collect::<Vec<_>>(), quickest);
        for way in &found.sets {
            prop_assert!(minimal.iter().any(|(_, months, total)| *months == way.months && *total == way.total), "{way:?}");
            // What is shown as proof is true: entered as answers, the set reaches the mark and its total.
            let mut done = own.clone();
            apply(&mut done, &Reading::of(&own, today()).profile, &way.changes, way.months, today());
            prop_assert_eq!(way.on, after(way.months));
            let then = assess(&Reading::of(&done, way.on).profile, way.on).total;
            prop_assert_eq!(then, way.total, "{:?}", way.changes);
            prop_assert!(reaches(way.total));
            prop_assert!(way.smaller.iter().all(|(_, total)| !reaches(*total)), "{way:?}");
        }
    }
}

fn permit_options(sections: Value, aim: Aim) -> Goals {
    goals(&document(sections), today(), aim)
}

/// Who has everything at the default bands still is not sure of 70: said plainly, not padded with sets.
#[test]
fn no_realistic_set_is_an_answer() {
    let (_, life) = people().into_iter().find(|(name, _)| name == "everything").unwrap();
    let found = goals(&life, today(), Aim::Low);
    assert!(!found.reached && found.sets.is_empty() && found.found == 0, "{found:?}");
    assert!(found.tried > 0 && found.horizon == 10);
    assert!(goals(&life, today(), Aim::High).reached);
}

/// A degree takes those before it along: nobody gets a doctorate four years after school.
#[test]
fn degrees_take_the_time_of_those_they_need() {
    let life = |level: Option<&str>| {
        let degrees: Vec<Value> = level.iter().map(|level| json!({ "level": level, "related": false })).collect();
        json!({ "you": { "has_degree": level.is_some(), "has_certificates": false, "has_worked": false }, "degrees": degrees,
            "own_points": { "experience": 30, "achievements": 15 } })
    };
    let quickest_with = |level: Option<&str>, wanted: DegreeLevel| {
        let found = permit_options(life(level), Aim::Middle);
        assert!(!found.sets.is_empty());
        found.sets.iter().filter(|way| way.changes.contains(&Change::Degree(wanted))).map(|way| way.months).min()
    };
    assert_eq!(quickest_with(None, DegreeLevel::Bachelor), Some(48), "four years of study");
    assert!(quickest_with(None, DegreeLevel::Master).is_none_or(|months| months == 72), "a bachelor's degree first");
    assert_eq!(quickest_with(Some("bachelor"), DegreeLevel::Master), Some(24), "in another speciality, but a bachelor's degree");
}

/// Time is a change too: who works on may need nothing else, and is not told to study.
#[test]
fn work_that_goes_on_can_be_enough() {
    let sections = json!({
        "you": { "has_certificates": false },
        "jobs": [{ "from": "2022-11-22", "related": true, "position": "leading", "hours": "full" }],
        "own_points": { "education": 40, "achievements": 12 },
    });
    let found = permit_options(sections, Aim::Middle);
    assert!(found.goes_on);
    let way = &found.sets[0];
    assert_eq!(way.changes, [Change::Work(way.months)]);
    assert!(way.smaller.iter().all(|(lacking, _)| matches!(lacking, Lacking::Months(_))));
}

/// A leading job that does not count must not hide that one that does would help.
#[test]
fn an_unrelated_leading_job_hides_no_way() {
    let life = |jobs: Value| {
        json!({ "you": { "has_certificates": false }, "degrees": [{ "level": "bachelor", "related": true }], "jobs": jobs,
            "achievements": { "patents": 0, "patents_filed": 0, "publications": 0, "indexed": 0, "leadership": true, "awards": false, "technical": false, "open_source": false } })
    };
    let job = json!({ "from": "2018-01-01", "to": "2025-12-31", "related": true, "position": "ordinary", "hours": "full" });
    let old = json!({ "from": "2005-01-01", "to": "2008-12-31", "related": false, "position": "leading", "hours": "full" });
    let (with, without) = (permit_options(life(json!([job, old])), Aim::Middle), permit_options(life(json!([job])), Aim::Middle));
    assert_eq!(with.sets, without.sets);
    assert!(!with.sets.is_empty());
}

/// Own figures stand for whole criteria: no set may promise to change them.
#[test]
fn own_figures_cannot_be_improved_upon() {
    let sections = json!({ "own_points": { "experience": 20, "education": 20, "achievements": 29 } });
    for aim in Aim::ALL {
        let found = permit_options(sections.clone(), aim);
        assert!(!found.reached && found.sets.is_empty(), "{aim:?}: {found:?}");
    }
}
