//! Points against an enumeration written apart from the program: every completion of the open
//! answers, every split, every whole point. A range too narrow is a false promise or a false
//! refusal; one too wide tells a person nothing.

use std::cell::RefCell;
use std::collections::HashMap;

use hsmp::assess::guidance::answers::Trial;
use hsmp::assess::points::assumptions::Assumptions;
use hsmp::assess::points::{Points, Verdict, assess, uncertainty};
use hsmp::profile::{Answers, Reading, SECTIONS};
use hsmp::quantity::{Date, Interval};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{date, document, read, today};

// --- The rule file, read apart from the build ---

struct Rules {
    pass: i32,
    scale: i32,
    experience: i32,
    window: i32,
    enough: i32,
    /// Education, achievements, languages where they are scored.
    maxima: [(i32, i32); 3],
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
    let range = |id: String| {
        let ends = numbers(&value_of(&id));
        (ends[0], ends[1])
    };
    Rules {
        pass: count("points.pass-mark"),
        scale: count("points.scale"),
        experience: count("points.experience.maximum"),
        window: count("points.experience.window"),
        enough: count("points.achievements.publications"),
        maxima: ["education", "achievements", "languages"].map(|name| range(format!("points.{name}.maximum"))),
    }
}

/// The percents at a level: those of the highest step not above it.
fn percents(table: &str, level: i32) -> (i32, i32) {
    thread_local! {
        static STEPS: RefCell<HashMap<String, Vec<Vec<i32>>>> = RefCell::default();
    }
    STEPS.with_borrow_mut(|known| {
        let read = || value_of(table).as_array().unwrap().iter().map(numbers).collect();
        let step = known.entry(table.to_owned()).or_insert_with(read).iter().rfind(|step| step[0] <= level).unwrap();
        (step[1], step[2])
    })
}

fn add(a: (i32, i32), b: (i32, i32)) -> (i32, i32) {
    ((a.0 + b.0).min(100), (a.1 + b.1).min(100))
}

/// Every whole point a share may come to: percent of a maximum, the low end down, the high end up.
fn whole_points(percent: (i32, i32), maximum: i32) -> std::ops::RangeInclusive<i32> {
    let high = percent.1 * maximum;
    percent.0 * maximum / 100..=high / 100 + i32::from(high % 100 > 0)
}

// --- A life with every answer given ---

/// First and last day, in the speciality or not, position, and how much of each day counts in percent.
type WorkedDays = (Date, Date, bool, i32, i32);

#[derive(Clone, Debug, PartialEq)]
struct Life {
    /// None: no degree. Level from 1 to 4, in the speciality or not.
    degrees: Vec<(i32, bool)>,
    certificates: i32,
    jobs: Vec<WorkedDays>,
    kinds: i32,
    /// Azerbaijani or not, level; none where languages are not a criterion.
    languages: Option<Vec<(bool, i32)>>,
}

/// Full years of related work, counted day by day.
fn years(life: &Life, rules: &Rules) -> i32 {
    thread_local! {
        static KNOWN: RefCell<HashMap<Vec<WorkedDays>, i32>> = RefCell::default();
    }
    if let Some(years) = KNOWN.with_borrow(|known| known.get(&life.jobs).copied()) {
        return years;
    }
    let on = today();
    let start = Date::new(on.year() - rules.window, on.month(), on.day()).unwrap();
    let worked = |day: Date| {
        let jobs = life.jobs.iter().filter(|(from, to, related, ..)| *related && *from <= day && day <= *to);
        jobs.map(|job| job.4).sum::<i32>().min(100)
    };
    let days = (0..=start.days_until(on)).map(|day| worked(start.plus_days(day))).sum::<i32>() / 100;
    // The fewest days that some years in a row can have: every fourth year is a leap year.
    let years = (0..=rules.window).rev().find(|years| days >= 365 * years + years / 4).unwrap();
    KNOWN.with_borrow_mut(|known| known.insert(life.jobs.clone(), years));
    years
}

/// All totals a life may be given.
fn totals(life: &Life, rules: &Rules) -> (i32, i32) {
    let on = today();
    let start = Date::new(on.year() - rules.window, on.month(), on.day()).unwrap();
    let position =
        life.jobs.iter().filter(|(_, to, related, ..)| *related && *to >= start).map(|(_, _, _, position, _)| *position).max().unwrap_or(0);
    let experience = add(percents("points.experience.years", years(life, rules)), percents("points.experience.position", position));
    let related = |level| percents("points.education.related", level);
    let degrees =
        life.degrees.iter().map(|(level, own)| if *own { related(*level) } else { percents("points.education.unrelated", *level) });
    let degrees = degrees.fold(related(0), |a, b| (a.0.max(b.0), a.1.max(b.1)));
    let education = add(degrees, percents("points.education.certificates", life.certificates));
    let achievements = percents("points.achievements.kinds", life.kinds);
    let language =
        |(own, level): &(bool, i32)| percents(if *own { "points.languages.azerbaijani" } else { "points.languages.other" }, *level);
    let languages = life
        .languages
        .as_ref()
        .map(|rows| rows.iter().map(language).fold(percents("points.languages.other", 0), |a, b| (a.0.max(b.0), a.1.max(b.1))));
    let [education_maximum, achievements_maximum, languages_maximum] = rules.maxima;
    let languages_maximum = if languages.is_some() { languages_maximum } else { (0, 0) };
    let (mut least, mut most) = (i32::MAX, i32::MIN);
    for first in education_maximum.0..=education_maximum.1 {
        for last in languages_maximum.0..=languages_maximum.1 {
            let middle = rules.scale - rules.experience - first - last;
            if !(achievements_maximum.0..=achievements_maximum.1).contains(&middle) {
                continue;
            }
            let parts = [(experience, rules.experience), (education, first), (achievements, middle), (languages.unwrap_or((0, 0)), last)];
            least = least.min(parts.iter().map(|(percent, maximum)| *whole_points(*percent, *maximum).start()).sum());
            most = most.max(parts.iter().map(|(percent, maximum)| *whole_points(*percent, *maximum).end()).sum());
        }
    }
    (least, most)
}

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

    /// Own maxima: every whole choice that adds up to the scale, by counting all of them.
    #[test]
    fn own_maxima_are_worked_through_one_by_one(
        told in told(),
        ends in prop::array::uniform3((0..70i32, 0..25i32)),
        first in (20..45i32, 0..6i32),
    ) {
        let mut sections = told.sections();
        let scored = told.languages.is_some();
        let own = |range: (i32, i32)| (range.0, range.0 + range.1);
        let (experience, [education, achievements, languages]) = (own(first), ends.map(own));
        let mut assumptions = json!({ "languages_scored": scored });
        for (name, (least, most)) in [("experience", experience), ("education", education), ("achievements", achievements), ("languages", languages)] {
            assumptions[format!("{name}_least")] = json!(least);
            assumptions[format!("{name}_most")] = json!(most.min(100));
        }
        sections["assumptions"] = assumptions;
        let found = points(&sections);
        let languages = if scored { languages } else { (0, 0) };
        // The shares in percent do not hang on the maxima.
        let percent: Vec<Interval<i32>> = found.shares.iter().map(|share| share.worth.range).collect();
        let mut best: Option<(i32, i32)> = None;
        for a in experience.0..=experience.1 {
            for b in education.0..=education.1 {
                for d in languages.0..=languages.1 {
                    let c = 100 - a - b - d;
                    if (achievements.0..=achievements.1).contains(&c) {
                        let ends = |percent: &Interval<i32>, maximum| {
                            let points = whole_points((percent.low, percent.high), maximum);
                            (*points.start(), *points.end())
                        };
                        let all = percent.iter().zip([a, b, c, d]).map(|(percent, maximum)| ends(percent, maximum));
                        let (low, high) = all.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
                        best = Some(best.map_or((low, high), |(least, most)| (least.min(low), most.max(high))));
                    }
                }
            }
        }
        match best {
            Some((low, high)) => prop_assert_eq!(found.total, Interval { low, high }),
            // No choice adds up: refused by name, and ours are used.
            None => {
                let all = hsmp::assess::assess(&document(sections), today());
                prop_assert!(all.problems.iter().any(|problem| problem.slot.section == "assumptions"));
                prop_assert_eq!(found.shares[0].maximum, Interval::exactly(35));
            }
        }
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
            let job = (extra.0, extra.1, Some(true), extra.3, extra.4);
            better.jobs = Some(jobs.iter().cloned().chain([job]).collect());
            prop_assert!(no_lower(points(&better.sections()).total, before), "one more job in the speciality");
        }
        if told.said[which] == Some(false) {
            let mut better = told.clone();
            better.said[which] = Some(true);
            prop_assert!(no_lower(points(&better.sections()).total, before), "an achievement more");
        }
        if let Some(count) = told.counts[which] {
            let mut better = told.clone();
            better.counts[which] = Some(count + 3);
            if which == 3 {
                better.counts[2] = better.counts[2].map(|all| all.max(count + 3));
            }
            prop_assert!(no_lower(points(&better.sections()).total, before), "more of the same");
        }
        if let Some(certificates) = &told.certificates {
            let mut better = told.clone();
            better.certificates = Some(certificates.iter().copied().chain([Some(true)]).collect());
            prop_assert!(no_lower(points(&better.sections()).total, before), "one more certificate");
        }
        if let Some(jobs) = told.jobs.clone().filter(|jobs| jobs.first().is_some_and(|job| job.4.is_some_and(|hours| hours < 2))) {
            let mut better = told.clone();
            let mut more = jobs;
            more[0].4 = Some(2);
            better.jobs = Some(more);
            prop_assert!(no_lower(points(&better.sections()).total, before), "full time in place of part time");
        }
        if let Some(languages) = told.languages.clone().filter(|rows| rows[0].1.is_some_and(|level| level < 5)) {
            let mut better = told.clone();
            let mut raised = languages;
            raised[0].1 = raised[0].1.map(|level| level + 1);
            better.languages = Some(raised);
            prop_assert!(no_lower(points(&better.sections()).total, before), "a language better known");
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
                    let slot = field.slot.in_row(row);
                    // No last day says that the job lasts: an answer, not a missing one.
                    if base.has(slot) || (section.name, field.name()) == ("jobs", "to") {
                        continue;
                    }
                    let answers: Vec<&str> = match field.kind {
                        hsmp::profile::Kind::YesNo => vec!["yes", "no"],
                        hsmp::profile::Kind::Choice(choices) => choices.iter().map(|choice| choice.name).collect(),
                        // No more are indexed than published.
                        hsmp::profile::Kind::Count { .. } if field.name() == "publications" && told.counts[3].is_some() => vec!["5", "17"],
                        hsmp::profile::Kind::Count { .. } if field.name() == "indexed" && told.counts[2].is_some() => {
                            if told.counts[2] == Some(5) { vec!["0", "1", "4"] } else { vec!["0"] }
                        }
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
        // Languages would be a fourth criterion.
        let mut sections = Told { languages: None, ..told }.sections();
        sections["own_points"] = json!({ "experience": experience });
        let one = points(&sections);
        prop_assert_eq!(share(&one, "experience"), (Interval::exactly(experience), true));
        prop_assert!(!share(&one, "education").1 && !share(&one, "achievements").1);
        sections["own_points"] = json!({ "education": education });
        prop_assert_eq!(share(&points(&sections), "education"), (Interval::exactly(education), true));
        sections["own_points"] = json!({ "achievements": achievements });
        prop_assert_eq!(share(&points(&sections), "achievements"), (Interval::exactly(achievements), true));
        sections["own_points"] = json!({ "experience": experience, "education": education, "achievements": achievements });
        let all = points(&sections);
        let sum = experience + education + achievements;
        prop_assert_eq!(all.total, Interval::exactly(sum));
        prop_assert_eq!(all.verdict, if sum >= 70 { Verdict::Above } else { Verdict::Below });
    }
}

/// Last days from 2024 to 2026.
fn last_day() -> impl Strategy<Value = Date> {
    (0..1_000i32).prop_map(|days| date("2024-01-01").plus_days(days))
}

fn share(points: &Points, criterion: &str) -> (Interval<i32>, bool) {
    let share = points.shares.iter().find(|share| share.criterion.id() == criterion).unwrap();
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
            &json!({ "own_points": { "experience": experience, "education": 20 }, "achievements": { "patents": 0, "patents_filed": 0, "publications": 0, "leadership": false, "awards": false, "technical": false, "open_source": false } }),
        )
    };
    assert_eq!((most(35).total.high, most(35).verdict), (64, Verdict::Below));
    assert_eq!(points(&json!({ "own_points": { "experience": 4 } })).total, Interval { low: 4, high: 69 });
    assert_eq!(points(&json!({ "own_points": { "experience": 4 } })).verdict, Verdict::Below);
    assert_eq!(points(&json!({ "own_points": { "experience": 5 } })).verdict, Verdict::Depends);
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
