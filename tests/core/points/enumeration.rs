//! The points of one complete life, from the rule file and by enumeration, apart from the program.

use super::*;

pub(super) struct Rules {
    pub(super) pass: i32,
    pub(super) scale: i32,
    pub(super) experience: i32,
    pub(super) window: i32,
    pub(super) enough: i32,
    /// Education, achievements, languages where they are scored.
    pub(super) maxima: [(i32, i32); 3],
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

pub(super) fn rules() -> Rules {
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
pub(super) fn percents(table: &str, level: i32) -> (i32, i32) {
    thread_local! {
        static STEPS: RefCell<HashMap<String, Vec<Vec<i32>>>> = RefCell::default();
    }
    STEPS.with_borrow_mut(|known| {
        let read = || value_of(table).as_array().unwrap().iter().map(numbers).collect();
        let step = known.entry(table.to_owned()).or_insert_with(read).iter().rfind(|step| step[0] <= level).unwrap();
        (step[1], step[2])
    })
}

pub(super) fn add(a: (i32, i32), b: (i32, i32)) -> (i32, i32) {
    ((a.0 + b.0).min(100), (a.1 + b.1).min(100))
}

/// Every whole point a share may come to: percent of a maximum, the low end down, the high end up.
pub(super) fn whole_points(percent: (i32, i32), maximum: i32) -> std::ops::RangeInclusive<i32> {
    let high = percent.1 * maximum;
    percent.0 * maximum / 100..=high / 100 + i32::from(high % 100 > 0)
}

/// First and last day, in the speciality or not, position, and how much of each day counts in percent.
pub(super) type WorkedDays = (Date, Date, bool, i32, i32);

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Life {
    /// None: no degree. Level from 1 to 4, in the speciality or not.
    pub(super) degrees: Vec<(i32, bool)>,
    pub(super) certificates: i32,
    pub(super) jobs: Vec<WorkedDays>,
    pub(super) kinds: i32,
    /// Azerbaijani or not, level; none where languages are not a criterion.
    pub(super) languages: Option<Vec<(bool, i32)>>,
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
pub(super) fn totals(life: &Life, rules: &Rules) -> (i32, i32) {
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
