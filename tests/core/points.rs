//! Points against an enumeration written apart from the program: every completion of the open
//! answers, every split, every whole point. A range too narrow is a false promise or a false
//! refusal; one too wide tells a person nothing.

mod better;
mod enumeration;
mod own;

use std::cell::RefCell;
use std::collections::HashMap;

use hsmp::assess::guidance::answers::Trial;
use hsmp::assess::points::assumptions::Assumptions;
use hsmp::assess::points::{Points, Verdict, assess, uncertainty};
use hsmp::profile::{Answers, Reading, SECTIONS};
use hsmp::quantity::{Date, Interval};
use hsmp::rulebook::Standing;
use proptest::prelude::*;
use serde_json::{Value, json};

use self::enumeration::{Life, Rules, WorkedDays, percents, rules, totals, whole_points};
use crate::support::{date, document, read, today};

// --- The rule file, read apart from the build ---

// --- A life with every answer given ---

const LEVELS: [&str; 4] = ["vocational", "bachelor", "master", "doctorate"];
const POSITIONS: [&str; 3] = ["ordinary", "senior", "leading"];
const HOURS: [&str; 3] = ["less", "half", "full"];
const CEFR: [&str; 6] = ["a1", "a2", "b1", "b2", "c1", "c2"];
const TONGUES: [&str; 2] = ["azerbaijani", "russian"];

/// First and last day, in the speciality or not, position, hours; the last four may be open.
type Job = (Date, Option<Date>, Option<bool>, Option<usize>, Option<usize>);

/// A profile in which some answers are open.
#[derive(Clone, Debug)]
struct Told {
    degrees: Option<Vec<(Option<usize>, Option<bool>)>>,
    certificates: Option<Vec<Option<bool>>>,
    jobs: Option<Vec<Job>>,
    /// Patents, applied for, publications, indexed.
    counts: [Option<i32>; 4],
    /// Leadership, awards, technical, open source.
    said: [Option<bool>; 4],
    /// None: languages are not a criterion. Azerbaijani (0) or another, and the level.
    languages: Option<Vec<(Option<usize>, Option<usize>)>>,
}

const COUNTS: [&str; 4] = ["patents", "patents_filed", "publications", "indexed"];
const SAID: [&str; 4] = ["leadership", "awards", "technical", "open_source"];

impl Told {
    fn sections(&self) -> Value {
        let mut sections = json!({ "you": {}, "achievements": {} });
        match &self.degrees {
            Some(degrees) if degrees.is_empty() => sections["you"]["has_degree"] = json!(false),
            Some(degrees) => {
                let rows = degrees.iter().map(|(level, related)| {
                    row([("level", level.map(|level| json!(LEVELS[level]))), ("related", related.map(Value::from))])
                });
                sections["degrees"] = rows.collect();
            }
            None => {}
        }
        match &self.certificates {
            Some(rows) if rows.is_empty() => sections["you"]["has_certificates"] = json!(false),
            Some(rows) => sections["certificates"] = rows.iter().map(|related| row([("related", related.map(Value::from))])).collect(),
            None => {}
        }
        match &self.jobs {
            Some(jobs) if jobs.is_empty() => sections["you"]["has_worked"] = json!(false),
            Some(jobs) => {
                let rows = jobs.iter().map(|(from, to, related, position, hours)| {
                    row([
                        ("from", Some(json!(from.to_string()))),
                        ("to", to.map(|to| json!(to.to_string()))),
                        ("related", related.map(Value::from)),
                        ("position", position.map(|position| json!(POSITIONS[position]))),
                        ("hours", hours.map(|hours| json!(HOURS[hours]))),
                    ])
                });
                sections["jobs"] = rows.collect();
            }
            None => {}
        }
        for (name, count) in COUNTS.iter().zip(self.counts) {
            if let Some(count) = count {
                sections["achievements"][name] = json!(count);
            }
        }
        for (name, said) in SAID.iter().zip(self.said) {
            if let Some(said) = said {
                sections["achievements"][name] = json!(said);
            }
        }
        if let Some(rows) = &self.languages {
            sections["assumptions"] = json!({ "languages_scored": true });
            let rows = rows.iter().map(|(tongue, level)| {
                row([("language", tongue.map(|tongue| json!(TONGUES[tongue]))), ("level", level.map(|level| json!(CEFR[level])))])
            });
            sections["languages"] = rows.collect();
        }
        sections
    }

    /// How many kinds of achievement there may be: every way to complete the answers, and both ways
    /// to judge what may or may not count.
    fn kinds(&self, rules: &Rules) -> (i32, i32) {
        let [patents, filed, published, indexed] = self.counts.map(|count| count.map_or(vec![0, 1, 5], |count| vec![count]));
        let [leadership, awards, technical, open_source] = self.said.map(choices);
        let mut kinds: [Vec<i32>; 5] = Default::default();
        for patents in &patents {
            for filed in &filed {
                kinds[0].extend(if *patents > 0 { vec![1] } else { (0..=i32::from(*filed > 0)).collect() });
            }
        }
        for published in &published {
            for indexed in &indexed {
                if indexed <= published {
                    kinds[1].extend(if *indexed >= rules.enough { vec![1] } else { (0..=i32::from(*published > 0)).collect() });
                }
            }
        }
        kinds[2].extend(leadership.iter().map(|yes| i32::from(*yes)));
        kinds[3].extend(awards.iter().map(|yes| i32::from(*yes)));
        for technical in &technical {
            for open_source in &open_source {
                kinds[4].extend(if *technical { vec![1] } else { (0..=i32::from(*open_source)).collect() });
            }
        }
        (kinds.iter().map(|kind| kind.iter().min().unwrap()).sum(), kinds.iter().map(|kind| kind.iter().max().unwrap()).sum())
    }

    /// Every life this may be. What is open altogether may be nothing, or anything: its ends are enough.
    fn lives(&self, rules: &Rules) -> Vec<Life> {
        let degrees: Vec<Vec<(i32, bool)>> = match &self.degrees {
            None => (1..=4).flat_map(|level| [vec![(level, true)], vec![(level, false)]]).chain([vec![]]).collect(),
            Some(degrees) => product(degrees.iter().map(|(level, related)| {
                let levels = level.map_or(vec![1, 2, 3, 4], |level| vec![level as i32 + 1]);
                levels.into_iter().flat_map(|level| choices(*related).into_iter().map(move |related| (level, related))).collect()
            })),
        };
        let certificates: Vec<i32> = match &self.certificates {
            None => (0..=4).collect(),
            Some(rows) => {
                let sure = rows.iter().filter(|related| **related == Some(true)).count() as i32;
                (sure..=sure + rows.iter().filter(|related| related.is_none()).count() as i32).collect()
            }
        };
        let jobs: Vec<Vec<WorkedDays>> = match &self.jobs {
            None => vec![vec![], vec![(date("2000-01-01"), today(), true, 2, 100)]],
            Some(jobs) => product(jobs.iter().map(|(from, to, related, position, hours)| {
                let positions = position.map_or(vec![0, 1, 2], |position| vec![position as i32]);
                let hours = hours.map_or(vec![0, 1, 2], |hours| vec![hours as i32]);
                let weights: Vec<i32> = hours
                    .iter()
                    .flat_map(|hours| {
                        let (low, high) = percents("points.experience.hours", *hours);
                        [low, high]
                    })
                    .collect();
                // How much counts only moves the years one way: the ends are enough.
                let weights = [*weights.iter().min().unwrap(), *weights.iter().max().unwrap()];
                let to = to.unwrap_or(today());
                let mut all = Vec::new();
                for position in positions {
                    for related in choices(*related) {
                        all.extend(weights.map(|weight| (*from, to, related, position, weight)));
                    }
                }
                all
            })),
        };
        let languages: Vec<Option<Vec<(bool, i32)>>> = match &self.languages {
            None => vec![None],
            Some(rows) => product(rows.iter().map(|(tongue, level)| {
                let tongues = tongue.map_or(vec![true, false], |tongue| vec![tongue == 0]);
                let levels = level.map_or((1..=6).collect(), |level| vec![level as i32 + 1]);
                tongues.into_iter().flat_map(|own| levels.iter().map(move |level| (own, *level)).collect::<Vec<_>>()).collect()
            }))
            .into_iter()
            .map(Some)
            .collect(),
        };
        let (fewest, most) = self.kinds(rules);
        let mut lives = Vec::new();
        // Each criterion moves the total by itself, so lives that differ in one from the others are enough.
        let base = |degrees: &Vec<(i32, bool)>, certificates: i32, jobs: &Vec<_>, languages: &Option<Vec<_>>, kinds: i32| Life {
            degrees: degrees.clone(),
            certificates,
            jobs: jobs.clone(),
            kinds,
            languages: languages.clone(),
        };
        for degrees in &degrees {
            for certificates in [certificates[0], *certificates.last().unwrap()] {
                for jobs in &jobs {
                    for languages in &languages {
                        lives.extend([fewest, most].map(|kinds| base(degrees, certificates, jobs, languages, kinds)));
                    }
                }
            }
        }
        lives
    }
}

fn row<const N: usize>(answers: [(&str, Option<Value>); N]) -> Value {
    answers.into_iter().filter_map(|(name, answer)| Some((name.to_owned(), answer?))).collect()
}

fn choices(answer: Option<bool>) -> Vec<bool> {
    answer.map_or(vec![false, true], |answer| vec![answer])
}

/// Every way to take one of each.
fn product<T: Clone>(choices: impl Iterator<Item = Vec<T>>) -> Vec<Vec<T>> {
    choices.fold(vec![Vec::new()], |taken, next| {
        taken.iter().flat_map(|taken| next.iter().map(move |one| taken.iter().cloned().chain([one.clone()]).collect())).collect()
    })
}

fn points(sections: &Value) -> Points {
    assess(&Reading::of(&document(sections.clone()), today()).profile, today())
}

fn job() -> impl Strategy<Value = Job> {
    (0..9_000i32, prop::option::of(0..5_000i32), prop::option::of(any::<bool>()), prop::option::of(0..3usize), prop::option::of(0..3usize))
        .prop_map(|(start, length, related, position, hours)| {
            let from = date("2001-01-01").plus_days(start);
            (from, length.map(|length| from.plus_days(length)), related, position, hours)
        })
}

fn told() -> impl Strategy<Value = Told> {
    let maybe = || prop::option::of(any::<bool>());
    let degree = (prop::option::of(0..4usize), maybe());
    let count = |counts: &'static [i32]| prop::option::of(prop::sample::select(counts));
    (
        prop::option::of(prop::collection::vec(degree, 0..3)),
        prop::option::of(prop::collection::vec(maybe(), 0..5)),
        prop::option::of(prop::collection::vec(job(), 0..3)),
        (count(&[0, 1]), count(&[0, 1]), count(&[0, 1, 5]), count(&[0, 1, 3, 5])),
        [maybe(), maybe(), maybe(), maybe()],
        prop::option::weighted(0.3, prop::collection::vec((prop::option::of(0..2usize), prop::option::of(0..6usize)), 1..3)),
    )
        .prop_map(|(degrees, certificates, jobs, (patents, filed, published, indexed), said, languages)| {
            // More indexed than published is refused, which other tests look at.
            let indexed = indexed.filter(|indexed| published.is_none_or(|published| *indexed <= published));
            Told { degrees, certificates, jobs, counts: [patents, filed, published, indexed], said, languages }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_range_is_exactly_what_enumeration_gives(told in told()) {
        let rules = rules();
        let mut lives = told.lives(&rules);
        lives.dedup();
        let all: Vec<(i32, i32)> = lives.iter().map(|life| totals(life, &rules)).collect();
        let low = all.iter().map(|(low, _)| *low).min().unwrap();
        let high = all.iter().map(|(_, high)| *high).max().unwrap();
        let found = points(&told.sections());
        prop_assert_eq!(found.total, Interval { low, high }, "{}", told.sections());
        let verdict = if low >= rules.pass { Verdict::Above } else if high < rules.pass { Verdict::Below } else { Verdict::Depends };
        prop_assert_eq!(found.verdict, verdict);
    }

    /// What the page says the width comes from must be all of it, and nothing twice.
    #[test]
    fn the_parts_of_the_width_add_up_to_it(told in told()) {
        let profile = Reading::of(&document(told.sections()), today()).profile;
        let assumed = Assumptions::of(&profile, today());
        let total = assess(&profile, today()).total;
        let parts = uncertainty::parts(&profile, Trial { assumed: &assumed, on: today() });
        prop_assert_eq!(parts.iter().map(|part| part.points).sum::<i32>(), total.high - total.low, "{:?}", parts);
        prop_assert!(parts.iter().all(|part| part.points > 0), "{parts:?}");
        prop_assert!(parts.is_sorted_by(|a, b| a.points >= b.points));
        let answers = parts.iter().filter(|part| matches!(part.cause, uncertainty::Cause::Answer(slot) if profile.has(slot)));
        prop_assert_eq!(answers.count(), 0, "a given answer is not open");
    }
}

/// Last days from 2024 to 2026.
fn last_day() -> impl Strategy<Value = Date> {
    (0..1_000i32).prop_map(|days| date("2024-01-01").plus_days(days))
}

#[test]
fn the_verdict_turns_exactly_at_the_mark() {
    let verdict = |experience, education, achievements| {
        points(&json!({ "own_points": { "experience": experience, "education": education, "achievements": achievements } })).verdict
    };
    assert_eq!(verdict(30, 25, 15), Verdict::Above, "70 is enough");
    assert_eq!(verdict(30, 25, 14), Verdict::Below, "69 is not");
    // 30 and 40 are given, achievements are open: 70 and up.
    let open = json!({ "own_points": { "experience": 30, "education": 40 } });
    assert_eq!((points(&open).total.low, points(&open).verdict), (70, Verdict::Above));
    let open = json!({ "own_points": { "experience": 29, "education": 40 } });
    assert_eq!((points(&open).total.low, points(&open).verdict), (69, Verdict::Depends));
    // The most there can be is 69 or 70.
    let most = |experience| {
        points(
            &json!({ "own_points": { "experience": experience, "education": 20 }, "achievements": { "patents": 0, "patents_filed": 0, "publications": 0, "leadership": false, "awards": false, "technical": false, "open_source": false } }),
        )
    };
    assert_eq!((most(35).total.high, most(35).verdict), (64, Verdict::Below));
    assert_eq!(points(&json!({ "own_points": { "experience": 4 } })).total, Interval { low: 4, high: 69 });
    assert_eq!(points(&json!({ "own_points": { "experience": 4 } })).verdict, Verdict::Below);
    assert_eq!(points(&json!({ "own_points": { "experience": 5 } })).verdict, Verdict::Depends);
}

/// A slip in the last day must not pass for work that lasts until today.
#[test]
fn a_job_whose_last_day_cannot_be_read_is_not_counted() {
    let job =
        |to: &str| points(&json!({ "jobs": [{ "id": 1, "from": "2000-01-01", "to": to, "related": true, "position": "ordinary" }] })).total;
    assert_eq!(job("2026-02-30"), points(&json!({})).total, "nothing is known of it");
    assert!(job("2001-02-28").high < points(&json!({})).total.high);
}
