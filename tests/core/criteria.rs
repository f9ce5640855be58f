//! The points table is data: a made-up one of six criteria, with bands in points, in the place of the rulebook's. If
//! a criterion's name, or how many there are, stood anywhere in the program, it would show here first, and not on
//! the day on which the official table is found.

use std::collections::BTreeSet;

use hsmp::assess::answers::Settled;
use hsmp::assess::assumptions::{Assumptions, BandStep, Basis, Maximum, Measure, Table};
use hsmp::assess::goals::{Aim, apply, goals_under};
use hsmp::assess::guide::{Goal, guide, settled};
use hsmp::assess::points::{Criterion, Points, Verdict, Worth, assess_under as points_under, width};
use hsmp::assess::{Assessment, assess, assess_under};
use hsmp::message::Key;
use hsmp::profile::{BandTable, Document, Reading};
use hsmp::quantity::{Date, Interval};
use hsmp::rulebook::{Join, Reads, Unit};
use proptest::prelude::*;
use toml::Value;

use crate::refusals::rules;
use crate::support::{date, document, everybody, files, path, people, read, today};

const SIX: &str = "tests/core/fixtures/six-criteria.toml";

// --- A rule file read as a table, apart from the build ---

struct File(toml::Table);

impl File {
    fn value(&self, id: &str) -> &toml::Table {
        let rule = self.0["rule"].as_array().unwrap().iter().find(|rule| rule["id"].as_str() == Some(id));
        rule.unwrap_or_else(|| panic!("no rule {id}"))["value"][0].as_table().unwrap()
    }

    fn count(&self, id: &str) -> i32 {
        self.value(id)["count"].as_integer().unwrap() as i32
    }

    fn maximum(&self, id: &str) -> Maximum {
        let value = self.value(id);
        let ours = match value.get("range") {
            Some(ends) => Interval { low: ends[0].as_integer().unwrap() as i32, high: ends[1].as_integer().unwrap() as i32 },
            None => Interval::exactly(self.count(id)),
        };
        Maximum::ours(ours, None, value["standing"].as_str() != Some("assumption"))
    }

    fn basis(&self, criterion: &toml::Table) -> Basis {
        let id: &'static str = criterion["id"].as_str().unwrap().to_owned().leak();
        let name = Key::named(&format!("criterion.{id}")).or(Key::named("points.maximum")).unwrap();
        let mut unit = Unit::Percent;
        let mut measures = Vec::new();
        for measure in criterion["measures"].as_array().unwrap() {
            let reads = match measure["reads"].as_str().unwrap() {
                "work" => Reads::Work,
                "position" => Reads::Position,
                "degree" => Reads::Degree,
                "certificates" => Reads::Certificates,
                "kinds" => Reads::Kinds,
                "language" => Reads::Language,
                other => panic!("{other}"),
            };
            let join = if measure.get("join").and_then(Value::as_str) == Some("best") { Join::Best } else { Join::Add };
            let mut tables = Vec::new();
            for table in BandTable::ALL {
                let Some(rule) = measure.get(table.name()) else { continue };
                let value = self.value(rule.as_str().unwrap());
                if value.get("unit").and_then(Value::as_str) == Some("points") {
                    unit = Unit::Points;
                }
                let rows = value["bands"].as_array().unwrap().iter();
                let figure = |row: &Value, place: usize| row[place].as_integer().unwrap() as i32;
                let step = |row: &Value| BandStep::ours(figure(row, 0), Interval { low: figure(row, 1), high: figure(row, 2) });
                tables.push(Table { table, cite: None, steps: rows.map(step).collect() });
            }
            measures.push(Measure { reads, join, tables });
        }
        let only_if = criterion.get("only-if").map(|question| &*question.as_str().unwrap().to_owned().leak());
        Basis {
            criterion: Criterion::new(id, name),
            number: criterion.get("number").map(|number| number.as_integer().unwrap() as u8),
            evaluator: None,
            only_if,
            counts: only_if.is_none(),
            maximum: self.maximum(criterion["maximum"].as_str().unwrap()),
            own: None,
            unit,
            measures,
        }
    }

    fn table(&self) -> Assumptions {
        let criteria = self.value("points.criteria")["criteria"].as_array().unwrap();
        Assumptions {
            scale: self.count("points.scale"),
            pass_mark: self.count("points.pass-mark"),
            window: self.count("points.experience.window"),
            enough_publications: self.count("points.achievements.publications"),
            criteria: criteria.iter().map(|criterion| self.basis(criterion.as_table().unwrap())).collect(),
            cites: Vec::new(),
        }
    }
}

fn table_of(file: &str) -> Assumptions {
    File(read(file).parse().unwrap()).table()
}

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

/// What is swapped below is what the build makes of the file: nothing else stands between.
#[test]
fn the_rulebook_is_its_file() {
    assert_eq!(bare(Assumptions::ours(today())), bare(table_of("rules/points.toml")));
}

/// The build takes the made-up file in the place of the real one, and it has every rule the program names: so the
/// official table needs that file, and the texts of its names.
#[test]
fn the_build_takes_six_criteria_and_no_code_misses_a_rule() {
    let names = (0..).map(|index| Key::at(index).name()).take_while(|name| !name.is_empty()).map(str::to_owned);
    let fixture = read(SIX);
    let new = fixture.lines().filter_map(|line| line.strip_prefix("id = \"")).map(|id| format!("rule.{}", id.trim_end_matches('"')));
    let criteria = six().criteria.into_iter().map(|basis| format!("criterion.{}", basis.criterion.id()));
    let texts: BTreeSet<String> = names.chain(new).chain(criteria).collect();
    let texts: Vec<String> = texts.into_iter().collect();
    let code = rules::compile(&[("points.toml", &fixture)], &texts).unwrap_or_else(|faults| panic!("{faults:#?}"));
    let mut named = BTreeSet::new();
    for (_, text) in files("core/src", ".rs").into_iter().chain(files("src", ".rs")) {
        for (place, _) in text.match_indices("rules::POINTS_") {
            let rest = &text[place + "rules::".len()..];
            named.insert(rest.split(|c: char| !(c.is_ascii_uppercase() || c == '_')).next().unwrap().to_owned());
        }
    }
    assert!(named.contains("POINTS_SCALE"), "{named:?}");
    for name in named {
        assert!(code.contains(&format!("pub const {name}: ")), "the program names {name}, which a points table need not have");
    }
}

/// Only an answer can decide whether something is a criterion.
#[test]
fn a_question_that_decides_about_criteria_is_a_question() {
    for basis in Assumptions::ours(today()).criteria {
        if let Some(question) = basis.only_if {
            let field = hsmp::profile::Section::named("assumptions").unwrap().field(question);
            assert_eq!(field.unwrap_or_else(|| panic!("no question {question}")).kind, hsmp::profile::Kind::YesNo);
        }
    }
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
        let parts = width::parts_of(&all);
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
    assert_eq!(settled(document, all, &[]) == Settled::Decided, all.points.verdict != Verdict::Depends, "{name}");
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
            for way in found.ways {
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

/// The six criteria with maxima of which only their sum is known.
fn loose() -> Assumptions {
    let mut ours = six();
    for (basis, (low, high)) in ours.criteria.iter_mut().zip([(28, 30), (5, 12), (22, 26), (3, 6), (18, 22), (8, 12)]) {
        let range = Interval { low, high };
        basis.maximum = Maximum::ours(range, None, false);
    }
    ours
}

/// Every whole point that a worth may come to, of a maximum.
fn whole(worth: Worth, maximum: i32) -> (i32, i32) {
    match worth.unit {
        Unit::Percent => (
            worth.range.low * maximum / 100,
            (worth.range.high * maximum).div_euclid(100) + i32::from(worth.range.high * maximum % 100 > 0),
        ),
        Unit::Points => (worth.range.low.min(maximum), worth.range.high.min(maximum)),
    }
}

/// The least and the greatest sum over every choice of maxima that makes the scale.
fn by_force(found: &Points, ours: &Assumptions) -> (i32, i32) {
    fn go(rest: &[(Worth, Interval<i32>)], left: i32, sum: (i32, i32), best: &mut (i32, i32)) {
        match rest.split_first() {
            None if left == 0 => *best = (best.0.min(sum.0), best.1.max(sum.1)),
            None => {}
            Some(((worth, range), rest)) => {
                for maximum in range.low..=range.high.min(left) {
                    let (low, high) = whole(*worth, maximum);
                    go(rest, left - maximum, (sum.0 + low, sum.1 + high), best);
                }
            }
        }
    }
    let all: Vec<(Worth, Interval<i32>)> =
        found.shares.iter().zip(&ours.criteria).map(|(share, basis)| (share.worth, basis.maximum.ours)).collect();
    let mut best = (i32::MAX, i32::MIN);
    go(&all, ours.scale, (0, 0), &mut best);
    best
}

#[test]
fn every_split_of_six_maxima_is_worked_through() {
    let ours = loose();
    for (name, document) in everybody().into_iter().step_by(3).filter(|(name, _)| !name.starts_with("own-")) {
        let profile = Reading::of(&document, today()).profile;
        let bare = profile.own_points == Default::default() && profile.assumptions == Default::default() && profile.bands.is_empty();
        let all = assess_under(&ours, &document, today());
        sound(&all.points, &name);
        let parts = width::parts_of(&all);
        assert_eq!(parts.iter().map(|part| part.points).sum::<i32>(), all.points.total.high - all.points.total.low, "{name}");
        if bare {
            let (low, high) = by_force(&all.points, &ours);
            assert_eq!(all.points.total, Interval { low, high }, "{name}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Bands in points are points, however the scale is shared; where a maximum is less than they are, they give
    /// all of it.
    #[test]
    fn bands_in_points_give_those_points_whatever_the_split(
        figures in prop::collection::vec((0..12i32, 0..6i32), 5),
        education in (20..40i32, 0..20i32),
        level in 0..5usize,
    ) {
        let mut ours = Assumptions::ours(today());
        // Rising figures, in points.
        let mut last = Interval::exactly(0);
        let steps: Vec<BandStep> = figures.iter().zip(0..).map(|((more, wider), at)| {
            last = Interval { low: last.low + more, high: (last.low + more + wider).max(last.high) };
            BandStep::ours(at, last)
        }).collect();
        let basis = ours.criteria.iter_mut().find(|basis| basis.criterion.id() == "education").unwrap();
        basis.unit = Unit::Points;
        basis.measures.truncate(1);
        basis.measures[0].tables = vec![Table { table: BandTable::Related, cite: None, steps: steps.clone() }];
        let range = Interval { low: education.0, high: (education.0 + education.1).min(55) };
        basis.maximum = Maximum::ours(range, None, false);
        let degrees = match ["", "vocational", "bachelor", "master", "doctorate"][level] {
            "" => serde_json::json!([]),
            name => serde_json::json!([{ "id": 1, "level": name, "related": true }]),
        };
        let life = document(serde_json::json!({ "you": { "has_degree": level > 0, "has_certificates": false, "has_worked": false }, "degrees": degrees,
            "achievements": { "patents": 0, "patents_filed": 0, "publications": 0, "indexed": 0, "leadership": false, "awards": false,
                "technical": false, "open_source": false } }));
        let found = points(&ours, &life, today());
        let share = found.shares.iter().find(|share| share.criterion.id() == "education").unwrap();
        let wanted = steps[level].ours;
        prop_assert_eq!(share.worth, Worth { unit: Unit::Points, range: wanted });
        prop_assert_eq!(share.points, Interval { low: wanted.low.min(share.maximum.low), high: wanted.high.min(share.maximum.high) });
        if wanted.high <= share.maximum.low {
            prop_assert_eq!(share.points, wanted, "the same under every split");
        }
        let ours = { let mut only = ours; only.criteria.retain(|basis| basis.only_if.is_none()); only };
        let (low, high) = by_force(&found, &ours);
        prop_assert_eq!(found.total, Interval { low, high });
    }
}

/// A table by date: the rulebook's holds from Decision 99 on, and stands in before it.
#[test]
fn the_table_is_looked_up_by_date() {
    assert!(path(SIX).exists());
    assert_eq!(Assumptions::ours(date("2025-04-03")), Assumptions::ours(today()));
    let cites = Assumptions::ours(today()).cites;
    assert_eq!(cites.iter().map(|cite| cite.rule().id).collect::<Vec<_>>(), ["points.scale", "points.pass-mark", "points.criteria"]);
}
