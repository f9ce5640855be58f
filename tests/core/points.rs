//! Points against an enumeration written apart from the program: every completion of the open
//! answers, every split, every whole point. A range too narrow is a false promise or a false
//! refusal; one too wide tells a person nothing.

use hsmp::assess::points::{Criterion, Points, Verdict, assess};
use hsmp::profile::{Reading, SECTIONS, Slot};
use hsmp::quantity::{Date, Interval};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{date, document, read, today};

// --- The rule file, read apart from the build ---

struct Rules {
    pass: i32,
    scale: i32,
    experience: i32,
    rest: i32,
    window: i32,
    split: (i32, i32),
}

fn value_of(id: &str) -> toml::Value {
    static FILE: std::sync::LazyLock<toml::Table> = std::sync::LazyLock::new(|| read("rules/points.toml").parse().unwrap());
    let rule =
        FILE["rule"].as_array().unwrap().iter().find(|rule| rule["id"].as_str() == Some(id)).unwrap_or_else(|| panic!("no rule {id}"));
    let value = &rule["value"].as_array().unwrap()[0];
    value.get("count").or(value.get("range")).or(value.get("bands")).unwrap().clone()
}

fn numbers(value: &toml::Value) -> Vec<i32> {
    value.as_array().unwrap().iter().map(|number| number.as_integer().unwrap() as i32).collect()
}

fn rules() -> Rules {
    let count = |id| value_of(id).as_integer().unwrap() as i32;
    let split = numbers(&value_of("points.education.maximum"));
    Rules {
        pass: count("points.pass-mark"),
        scale: count("points.scale"),
        experience: count("points.experience.maximum"),
        rest: count("points.rest"),
        window: count("points.experience.window"),
        split: (split[0], split[1]),
    }
}

/// The percents at a level: those of the highest step not above it.
fn percents(table: &str, level: i32) -> (i32, i32) {
    let table = value_of(table);
    let steps: Vec<Vec<i32>> = table.as_array().unwrap().iter().map(numbers).collect();
    let step = steps.iter().rfind(|step| step[0] <= level).unwrap();
    (step[1], step[2])
}

/// Every whole point a share may come to: percent of a maximum, the low end down, the high end up.
fn whole_points(percent: (i32, i32), maximum: i32) -> std::ops::RangeInclusive<i32> {
    let high = percent.1.min(100) * maximum;
    percent.0.min(100) * maximum / 100..=high / 100 + i32::from(high % 100 > 0)
}

// --- A life with every answer given ---

#[derive(Clone, Debug)]
struct Life {
    /// None: no degree. Level from 1 to 4, in the speciality or not.
    degrees: Vec<(i32, bool)>,
    jobs: Vec<(Date, Date, bool, i32)>,
    kinds: i32,
}

fn years(life: &Life, rules: &Rules) -> i32 {
    let on = today();
    let start = Date::new(on.year() - rules.window, on.month(), on.day()).unwrap();
    let worked = |day: Date| life.jobs.iter().any(|(from, to, related, _)| *related && *from <= day && day <= *to);
    let days = (0..=start.days_until(on)).filter(|day| worked(start.plus_days(*day))).count() as i32;
    // The fewest days that some years in a row can have: every fourth year is a leap year.
    (0..=rules.window).rev().find(|years| days >= 365 * years + years / 4).unwrap()
}

/// All totals a life may be given.
fn totals(life: &Life, rules: &Rules) -> (i32, i32) {
    let on = today();
    let start = Date::new(on.year() - rules.window, on.month(), on.day()).unwrap();
    let position =
        life.jobs.iter().filter(|(_, to, related, _)| *related && *to >= start).map(|(_, _, _, position)| *position).max().unwrap_or(0);
    let (length, standing) = (percents("points.experience.years", years(life, rules)), percents("points.experience.position", position));
    let experience = (length.0 + standing.0, length.1 + standing.1);
    let related = |level| percents("points.education.related", level);
    let degrees =
        life.degrees.iter().map(|(level, own)| if *own { related(*level) } else { percents("points.education.unrelated", *level) });
    let education = degrees.reduce(|a, b| (a.0.max(b.0), a.1.max(b.1))).unwrap_or_else(|| related(0));
    let achievements = percents("points.achievements.kinds", life.kinds);
    let (mut least, mut most) = (i32::MAX, i32::MIN);
    for split in rules.split.0..=rules.split.1 {
        for a in whole_points(experience, rules.experience) {
            for b in whole_points(education, split) {
                for c in whole_points(achievements, rules.rest - split) {
                    let total = (a + b + c).min(rules.scale);
                    (least, most) = (least.min(total), most.max(total));
                }
            }
        }
    }
    (least, most)
}

const LEVELS: [&str; 4] = ["vocational", "bachelor", "master", "doctorate"];
const POSITIONS: [&str; 3] = ["ordinary", "senior", "leading"];
const KINDS: [&str; 4] = ["patents", "publications", "leadership", "awards"];

/// First and last day, in the speciality or not, position; the last three may be open.
type Job = (Date, Option<Date>, Option<bool>, Option<usize>);

/// A profile in which some answers are open.
#[derive(Clone, Debug)]
struct Told {
    degrees: Option<Vec<(Option<usize>, Option<bool>)>>,
    jobs: Option<Vec<Job>>,
    kinds: [Option<bool>; 4],
}

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
        match &self.jobs {
            Some(jobs) if jobs.is_empty() => sections["you"]["has_worked"] = json!(false),
            Some(jobs) => {
                let rows = jobs.iter().map(|(from, to, related, position)| {
                    row([
                        ("from", Some(json!(from.to_string()))),
                        ("to", to.map(|to| json!(to.to_string()))),
                        ("related", related.map(Value::from)),
                        ("position", position.map(|position| json!(POSITIONS[position]))),
                    ])
                });
                sections["jobs"] = rows.collect();
            }
            None => {}
        }
        for (index, (kind, has)) in KINDS.iter().zip(self.kinds).enumerate() {
            if let Some(has) = has {
                sections["achievements"][kind] = if index < 2 { json!(i32::from(has) * 3) } else { json!(has) };
            }
        }
        sections
    }

    /// Every life this may be. What is open altogether may be nothing, or anything: its ends are enough.
    fn lives(&self) -> Vec<Life> {
        let degrees: Vec<Vec<(i32, bool)>> = match &self.degrees {
            None => (1..=4).flat_map(|level| [vec![(level, true)], vec![(level, false)]]).chain([vec![]]).collect(),
            Some(degrees) => product(degrees.iter().map(|(level, related)| {
                let levels = level.map_or(vec![1, 2, 3, 4], |level| vec![level as i32 + 1]);
                levels.into_iter().flat_map(|level| choices(*related).into_iter().map(move |related| (level, related))).collect()
            })),
        };
        let jobs: Vec<Vec<(Date, Date, bool, i32)>> = match &self.jobs {
            None => vec![vec![], vec![(date("2000-01-01"), today(), true, 2)]],
            Some(jobs) => product(jobs.iter().map(|(from, to, related, position)| {
                let positions = position.map_or(vec![0, 1, 2], |position| vec![position as i32]);
                let to = to.unwrap_or(today());
                positions
                    .into_iter()
                    .flat_map(|position| choices(*related).into_iter().map(move |related| (*from, to, related, position)))
                    .collect()
            })),
        };
        let known = self.kinds.iter().filter(|kind| **kind == Some(true)).count() as i32;
        let open = self.kinds.iter().filter(|kind| kind.is_none()).count() as i32;
        let mut lives = Vec::new();
        for degrees in &degrees {
            for jobs in &jobs {
                lives.extend((known..=known + open).map(|kinds| Life { degrees: degrees.clone(), jobs: jobs.clone(), kinds }));
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
    (0..9_000i32, prop::option::of(0..5_000i32), prop::option::of(any::<bool>()), prop::option::of(0..3usize)).prop_map(
        |(start, length, related, position)| {
            let from = date("2001-01-01").plus_days(start);
            (from, length.map(|length| from.plus_days(length)), related, position)
        },
    )
}

fn told() -> impl Strategy<Value = Told> {
    let degree = (prop::option::of(0..4usize), prop::option::of(any::<bool>()));
    (
        prop::option::of(prop::collection::vec(degree, 0..3)),
        prop::option::of(prop::collection::vec(job(), 0..3)),
        [
            prop::option::of(any::<bool>()),
            prop::option::of(any::<bool>()),
            prop::option::of(any::<bool>()),
            prop::option::of(any::<bool>()),
        ],
    )
        .prop_map(|(degrees, jobs, kinds)| Told { degrees, jobs, kinds })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_range_is_exactly_what_enumeration_gives(told in told()) {
        let rules = rules();
        let mut lives = told.lives();
        lives.dedup_by_key(|life| format!("{life:?}"));
        let all: Vec<(i32, i32)> = lives.iter().map(|life| totals(life, &rules)).collect();
        let low = all.iter().map(|(low, _)| *low).min().unwrap();
        let high = all.iter().map(|(_, high)| *high).max().unwrap();
        let found = points(&told.sections());
        prop_assert_eq!(found.total, Interval { low, high }, "{}", told.sections());
        let verdict = if low >= rules.pass { Verdict::Above } else if high < rules.pass { Verdict::Below } else { Verdict::Depends };
        prop_assert_eq!(found.verdict, verdict);
    }
}

fn within(inner: Interval<i32>, outer: Interval<i32>) -> bool {
    outer.low <= inner.low && inner.high <= outer.high
}

fn no_lower(better: Interval<i32>, worse: Interval<i32>) -> bool {
    better.low >= worse.low && better.high >= worse.high
}

proptest! {
    #[test]
    fn a_better_answer_never_costs_points(told in told(), extra in job(), which in 0..4usize) {
        let before = points(&told.sections()).total;
        if let Some(degrees) = told.degrees.clone().filter(|degrees| !degrees.is_empty()) {
            let mut better = told.clone();
            let mut raised = degrees.clone();
            if let Some(level) = raised[0].0 {
                raised[0].0 = Some((level + 1).min(3));
                better.degrees = Some(raised);
                prop_assert!(no_lower(points(&better.sections()).total, before), "a higher degree");
            }
            let mut related = degrees;
            if related[0].1 == Some(false) {
                related[0].1 = Some(true);
                better.degrees = Some(related);
                prop_assert!(no_lower(points(&better.sections()).total, before), "a degree in the speciality");
            }
        }
        if let Some(jobs) = &told.jobs {
            let mut better = told.clone();
            let job = (extra.0, extra.1, Some(true), extra.3);
            better.jobs = Some(jobs.iter().cloned().chain([job]).collect());
            prop_assert!(no_lower(points(&better.sections()).total, before), "one more job in the speciality");
        }
        if told.kinds[which] == Some(false) {
            let mut better = told.clone();
            better.kinds[which] = Some(true);
            prop_assert!(no_lower(points(&better.sections()).total, before), "an achievement more");
        }
    }

    /// Answering can only narrow: nobody is told less for having said more.
    #[test]
    fn an_answer_narrows_and_all_answers_together_give_the_open_range(told in told()) {
        let sections = told.sections();
        let base = document(sections.clone());
        let open = points(&sections).total;
        for section in SECTIONS.iter().filter(|section| ["you", "degrees", "jobs", "achievements"].contains(&section.name)) {
            let rows: Vec<Option<u32>> = if section.list { base.rows(section.name).into_iter().map(Some).collect() } else { vec![None] };
            for row in rows {
                for field in section.fields {
                    let slot = Slot { section: section.name, row, field: field.name };
                    // No last day says that the job lasts: an answer, not a missing one.
                    if base.has(slot) || (section.name, field.name) == ("jobs", "to") {
                        continue;
                    }
                    let answers: Vec<&str> = match field.kind {
                        hsmp::profile::Kind::YesNo => vec!["yes", "no"],
                        hsmp::profile::Kind::Choice(choices) => choices.iter().map(|choice| choice.name).collect(),
                        hsmp::profile::Kind::Count { .. } => vec!["0", "1", "17"],
                        _ => continue,
                    };
                    let totals: Vec<_> = answers.iter().map(|answer| {
                        let mut answered = base.clone();
                        answered.set(slot, answer);
                        assess(&Reading::of(&answered, today()).profile, today()).total
                    }).collect();
                    for (answer, total) in answers.iter().zip(&totals) {
                        prop_assert!(within(*total, open), "{} = {answer}: {total:?} is not within {open:?}", slot.path());
                    }
                    prop_assert_eq!(totals.into_iter().reduce(Interval::hull), Some(open), "{}", slot.path());
                }
            }
        }
    }

    #[test]
    fn a_first_day_given_narrows_too(start in 0..9_000i32, to in prop::option::of(last_day()), position in prop::option::of(0..3usize)) {
        let told = |from: Option<Date>| json!({ "jobs": [row([
            ("from", from.map(|from| json!(from.to_string()))),
            ("to", to.map(|to| json!(to.to_string()))),
            ("related", Some(json!(true))),
            ("position", position.map(|position| json!(POSITIONS[position]))),
        ])] });
        let from = date("1995-01-01").plus_days(start);
        prop_assert!(within(points(&told(Some(from))).total, points(&told(None)).total), "{from}");
    }

    #[test]
    fn own_figures_stand_for_the_bands(told in told(), experience in 0..=35i32, education in 0..=40i32, achievements in 0..=25i32) {
        let mut sections = told.sections();
        sections["own_points"] = json!({ "experience": experience });
        let one = points(&sections);
        prop_assert_eq!(share(&one, Criterion::Experience), (Interval::exactly(experience), true));
        prop_assert!(!share(&one, Criterion::Education).1 && !share(&one, Criterion::Achievements).1);
        sections["own_points"] = json!({ "education": education });
        prop_assert_eq!(share(&points(&sections), Criterion::Education), (Interval::exactly(education), true));
        sections["own_points"] = json!({ "achievements": achievements });
        prop_assert_eq!(share(&points(&sections), Criterion::Achievements), (Interval::exactly(achievements), true));
        sections["own_points"] = json!({ "experience": experience, "education": education, "achievements": achievements });
        let all = points(&sections);
        let sum = experience + education + achievements;
        prop_assert_eq!(all.total, Interval::exactly(sum));
        prop_assert_eq!(all.decides, None);
        prop_assert_eq!(all.verdict, if sum >= 70 { Verdict::Above } else { Verdict::Below });
    }
}

/// Last days from 2024 to 2026.
fn last_day() -> impl Strategy<Value = Date> {
    (0..1_000i32).prop_map(|days| date("2024-01-01").plus_days(days))
}

fn share(points: &Points, criterion: Criterion) -> (Interval<i32>, bool) {
    let share = points.shares.iter().find(|share| share.criterion == criterion).unwrap();
    (share.points, share.own)
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
            &json!({ "own_points": { "experience": experience, "education": 20 }, "achievements": { "patents": 0, "publications": 0, "leadership": false, "awards": false } }),
        )
    };
    assert_eq!((most(35).total.high, most(35).verdict), (64, Verdict::Below));
    assert_eq!(points(&json!({ "own_points": { "experience": 4 } })).total, Interval { low: 4, high: 69 });
    assert_eq!(points(&json!({ "own_points": { "experience": 4 } })).verdict, Verdict::Below);
    assert_eq!(points(&json!({ "own_points": { "experience": 5 } })).verdict, Verdict::Depends);
}

/// What the page calls decisive must be the widest share.
#[test]
fn what_decides_is_the_widest_criterion() {
    let decides = |sections: Value| points(&sections).decides;
    assert_eq!(decides(json!({ "own_points": { "experience": 30, "education": 25 } })), Some(Criterion::Achievements));
    assert_eq!(decides(json!({ "own_points": { "education": 25, "achievements": 25 } })), Some(Criterion::Experience));
    assert_eq!(decides(json!({ "own_points": { "experience": 30, "achievements": 25 } })), Some(Criterion::Education));
}

/// More own points than there are cannot break the calculation or pass the scale.
#[test]
fn own_figures_that_contradict_each_other_stay_on_the_scale() {
    for own in [
        json!({ "education": 65, "achievements": 65, "experience": 35 }),
        json!({ "education": 65, "achievements": 65 }),
        json!({ "achievements": 65 }),
    ] {
        let found = points(&json!({ "own_points": own }));
        assert!(0 <= found.total.low && found.total.low <= found.total.high && found.total.high <= found.scale, "{own}: {:?}", found.total);
    }
}

/// A figure beyond the scale is a slip: it is refused by name, kept, and never counted.
#[test]
fn own_points_beyond_the_scale_are_refused() {
    let refused = |own: Value| {
        let document = document(json!({ "own_points": own }));
        let all = hsmp::assess::assess(&document, today());
        let names: Vec<String> =
            all.problems.iter().map(|problem| format!("{} {}", problem.slot.path(), problem.message.key.name())).collect();
        (names.join(", "), all.points.shares.iter().filter(|share| share.own).count())
    };
    assert_eq!(refused(json!({ "experience": 36 })), ("own_points.experience problem.too-many-points".to_owned(), 0));
    assert_eq!(refused(json!({ "experience": 35 })), (String::new(), 1));
    let both = "own_points.achievements problem.own-points-too-many";
    assert_eq!(refused(json!({ "education": 40, "achievements": 26 })), (both.to_owned(), 0));
    assert_eq!(refused(json!({ "education": 40, "achievements": 25 })), (String::new(), 2));
    assert_eq!(refused(json!({ "education": 66 })), ("own_points.education problem.own-points-too-many".to_owned(), 0));
    assert_eq!(refused(json!({ "experience": 101 })), ("own_points.experience problem.out-of-range".to_owned(), 0));
}

/// A slip in the last day must not pass for work that lasts until today.
#[test]
fn a_job_whose_last_day_cannot_be_read_is_not_counted() {
    let job =
        |to: &str| points(&json!({ "jobs": [{ "id": 1, "from": "2000-01-01", "to": to, "related": true, "position": "ordinary" }] })).total;
    assert_eq!(job("2026-02-30"), points(&json!({})).total, "nothing is known of it");
    assert!(job("2001-02-28").high < points(&json!({})).total.high);
}
