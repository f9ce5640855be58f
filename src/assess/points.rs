//! Where the points lie against the pass mark, under every allowed assumption.
//!
//! Only the experience criterion's maximum is published. How the other 65 points are split
//! between education and achievements, and how many points a record earns, are assumptions of
//! the rulebook; the total is the exact range over all of them.

use crate::explain::Step;
use crate::key;
use crate::message::{Arg, Key, Message};
use crate::profile::{Degree, DegreeLevel, Job, OwnPoints, Position, Problem, Profile, Severity, Slot};
use crate::quantity::{Date, EndOfMonth, Interval, Points as Count};
use crate::rulebook::kind::Bands;
use crate::rulebook::{Ref, rules};

use super::presence::Presence;
use super::with_figures;

/// What state bodies give points for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Criterion {
    /// Work experience in the relevant field: the one criterion that is published.
    Experience,
    /// Degrees and certificates.
    Education,
    /// Patents, publications, leadership, awards.
    Achievements,
}

impl Criterion {
    /// All, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Experience, Self::Education, Self::Achievements];

    /// Its name's text.
    pub const fn name(self) -> Key {
        match self {
            Self::Experience => key!("criterion.experience"),
            Self::Education => key!("criterion.education"),
            Self::Achievements => key!("criterion.achievements"),
        }
    }

    /// Its name in receipts.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Experience => "experience",
            Self::Education => "education",
            Self::Achievements => "achievements",
        }
    }
}

/// One criterion's part of the total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Which criterion.
    pub criterion: Criterion,
    /// The most it can give.
    pub maximum: Interval<Count>,
    /// What it can give for this profile.
    pub points: Interval<Count>,
    /// Whether the person gave the figure.
    pub own: bool,
}

/// How the total lies to the pass mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// At or over it under every assumption.
    Above,
    /// Over it under some, below under others.
    Depends,
    /// Below it under every assumption.
    Below,
}

impl Verdict {
    /// The word used in files and receipts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Above => "above",
            Self::Depends => "depends",
            Self::Below => "below",
        }
    }
}

/// The result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Points {
    /// Least and greatest total that can be given.
    pub total: Interval<Count>,
    /// Points needed.
    pub pass_mark: Count,
    /// Points there are.
    pub scale: Count,
    /// How they compare.
    pub verdict: Verdict,
    /// The criteria.
    pub shares: Vec<Share>,
    /// The criterion that most of the width comes from; none if the total is exact.
    pub decides: Option<Criterion>,
    /// Why.
    pub why: Step,
}

/// A share of a criterion's maximum in percent, and why.
struct Band {
    percent: Interval<Count>,
    why: Vec<Step>,
}

/// The points of a profile on a date.
pub fn assess(profile: &Profile, on: Date) -> Points {
    let scale = whole(rules::POINTS_SCALE, on);
    let pass_mark = whole(rules::POINTS_PASS_MARK, on);
    let experience_maximum = whole(rules::POINTS_EXPERIENCE_MAXIMUM, on);
    let rest = whole(rules::POINTS_REST, on);

    let experience = experience(profile, on);
    let education = education(profile, on);
    let achievements = achievements(profile, on);
    let own = own_points(&profile.own_points, on);
    let splits = splits(&own, rest, on);

    let at = |band: &Band, own: Option<Count>, maximum: Count| own.map_or_else(|| of_maximum(band.percent, maximum), Interval::exactly);
    let experience_points = at(&experience, own[0], experience_maximum);
    let mut totals: Option<Interval<Count>> = None;
    let mut parts: [Option<Interval<Count>>; 2] = [None, None];
    for split in splits.low..=splits.high {
        let pair = [at(&education, own[1], split), at(&achievements, own[2], rest - split)];
        let total = experience_points + pair[0] + pair[1];
        totals = Some(totals.map_or(total, |so_far| so_far.hull(total)));
        for (part, points) in parts.iter_mut().zip(pair) {
            *part = Some(part.map_or(points, |so_far| so_far.hull(points)));
        }
    }
    let nothing = Interval::exactly(0);
    let total = totals.unwrap_or(nothing);
    let total = Interval { low: total.low.min(scale), high: total.high.min(scale) };
    let maxima = [Interval::exactly(experience_maximum), splits, Interval { low: rest - splits.high, high: rest - splits.low }];
    let points = [experience_points, parts[0].unwrap_or(nothing), parts[1].unwrap_or(nothing)];
    let shares: Vec<Share> = (0..3)
        .map(|index| Share { criterion: Criterion::ALL[index], maximum: maxima[index], points: points[index], own: own[index].is_some() })
        .collect();
    let verdict = if total.low >= pass_mark {
        Verdict::Above
    } else if total.high < pass_mark {
        Verdict::Below
    } else {
        Verdict::Depends
    };
    let width = |share: &Share| share.points.high - share.points.low;
    // The first of equals, so that the answer does not hang on the order of a sort.
    let decides = shares.iter().rev().max_by_key(|share| width(share)).filter(|share| width(share) > 0).map(|share| share.criterion);

    let mut why = Step::new(key!("points.total"), total).how(with_figures(key!("how.total")).with("rest", rest));
    for cite in [rules::POINTS_SCALE.on_or_latest(on), rules::POINTS_PASS_MARK.on_or_latest(on), rules::POINTS_REST.on_or_latest(on)]
        .into_iter()
        .flatten()
    {
        why = why.cite(cite.cite);
    }
    for (share, band) in shares.iter().zip([experience, education, achievements]) {
        why = why.from(explain(share, band, on));
    }
    Points { total, pass_mark, scale, verdict, shares, decides, why }
}

fn explain(share: &Share, band: Band, on: Date) -> Step {
    let step = Step::new(share.criterion.name(), share.points);
    if share.own {
        return step.how(key!("how.own-points"));
    }
    let mut step = step.how(
        Message::new(key!("how.share"))
            .with("low", i64::from(band.percent.low))
            .with("high", i64::from(band.percent.high))
            .with("maximum", share.maximum),
    );
    let maximum = match share.criterion {
        Criterion::Experience => rules::POINTS_EXPERIENCE_MAXIMUM.on_or_latest(on).map(|found| found.cite),
        Criterion::Education | Criterion::Achievements => rules::POINTS_EDUCATION_MAXIMUM.on_or_latest(on).map(|found| found.cite),
    };
    if let Some(cite) = maximum {
        step = step.from(Step::new(key!("points.maximum"), share.maximum).cite(cite));
    }
    step.inputs.extend(band.why);
    step
}

/// Own figures, without those that cannot be right.
fn own_points(own: &OwnPoints, on: Date) -> [Option<Count>; 3] {
    let (experience, education, achievements) = (own.experience.map(|c| c.0), own.education.map(|c| c.0), own.achievements.map(|c| c.0));
    let (most, rest) = (whole(rules::POINTS_EXPERIENCE_MAXIMUM, on), whole(rules::POINTS_REST, on));
    let experience = experience.filter(|points| *points <= most);
    // Together they share the rest; where they exceed it nobody can say which one is wrong.
    let fits = education.unwrap_or(0) + achievements.unwrap_or(0) <= rest;
    [experience, education.filter(|_| fits), achievements.filter(|_| fits)]
}

fn whole(rule: Ref<crate::rulebook::kind::Count>, on: Date) -> Count {
    rule.on_or_latest(on).map_or(0, |found| found.value)
}

/// Own figures that the scale does not allow. They are not used.
pub fn problems(own: &OwnPoints, on: Date) -> Vec<Problem> {
    let used = own_points(own, on);
    let refused = |field, message| Problem { slot: Slot { section: "own_points", row: None, field }, severity: Severity::Refused, message };
    let mut problems = Vec::new();
    if own.experience.is_some() && used[0].is_none() {
        let most = whole(rules::POINTS_EXPERIENCE_MAXIMUM, on);
        problems.push(refused("experience", Message::new(key!("problem.too-many-points")).with("most", most)));
    }
    if own.education.is_some() && used[1].is_none() || own.achievements.is_some() && used[2].is_none() {
        let field = if own.achievements.is_some() { "achievements" } else { "education" };
        problems.push(refused(field, Message::new(key!("problem.own-points-too-many")).with("most", whole(rules::POINTS_REST, on))));
    }
    problems
}

/// The maxima education may have. An own figure rules out splits that could not give it; one
/// beyond our assumption shows the assumption wrong and moves it.
fn splits(own: &[Option<Count>; 3], rest: Count, on: Date) -> Interval<Count> {
    let assumed = rules::POINTS_EDUCATION_MAXIMUM.on_or_latest(on).map_or(Interval { low: 0, high: rest }, |found| found.value);
    let least = own[1].unwrap_or(0);
    let most = rest - own[2].unwrap_or(0);
    let low = assumed.low.max(least).min(most.max(0));
    Interval { low, high: assumed.high.max(least).min(most).max(low) }
}

/// The whole points that a share in percent may come to: rounded outwards.
fn of_maximum(percent: Interval<Count>, maximum: Count) -> Interval<Count> {
    let points = |percent: Count, up: Count| (maximum * percent + up) / 100;
    Interval { low: points(percent.low, 0), high: points(percent.high, 99) }
}

/// The last band whose level is reached.
fn band_at(rule: Ref<Bands>, level: i32, on: Date) -> Interval<Count> {
    let bands = rule.on_or_latest(on).map_or(&[][..], |found| found.value);
    bands
        .iter()
        .rev()
        .find(|band| band.at <= level)
        .map_or(Interval { low: 0, high: 100 }, |band| Interval { low: band.low, high: band.high })
}

fn cited(step: Step, rule: Ref<Bands>, on: Date) -> Step {
    match rule.on_or_latest(on) {
        Some(found) => step.cite(found.cite),
        None => step,
    }
}

// --- Experience ---

fn experience(profile: &Profile, on: Date) -> Band {
    let window = rules::POINTS_EXPERIENCE_WINDOW.on_or_latest(on);
    let length = window.map_or(0, |found| found.value);
    let start = on.plus_months(-12 * length, EndOfMonth::Down).unwrap_or(Date::MIN);
    let years = if profile.jobs.is_empty() {
        match profile.you.has_worked {
            Some(false) => Interval::exactly(0),
            _ => Interval { low: 0, high: length },
        }
    } else {
        let days = |jobs: &mut dyn Iterator<Item = (Date, Date)>| full_years(Presence::of(jobs).days_within(start, on));
        let certain =
            profile.jobs.iter().filter(|job| job.related == Some(true)).filter_map(|job| job.from.zip(Some(job.to.unwrap_or(on))));
        let possible =
            profile.jobs.iter().filter(|job| job.related != Some(false)).map(|job| (job.from.unwrap_or(start), job.to.unwrap_or(on)));
        Interval { low: days(&mut certain.into_iter()), high: days(&mut possible.into_iter()) }
    };
    let positions = positions(&profile.jobs, start);
    let low =
        band_at(rules::POINTS_EXPERIENCE_YEARS, years.low, on).low + band_at(rules::POINTS_EXPERIENCE_POSITION, positions.low, on).low;
    let high =
        band_at(rules::POINTS_EXPERIENCE_YEARS, years.high, on).high + band_at(rules::POINTS_EXPERIENCE_POSITION, positions.high, on).high;
    let percent = if profile.jobs.is_empty() && profile.you.has_worked != Some(false) {
        Interval { low: low.min(100), high: 100 }
    } else {
        Interval { low: low.min(100), high: high.min(100) }
    };
    let mut counted = cited(Step::new(key!("points.years"), years), rules::POINTS_EXPERIENCE_YEARS, on)
        .how(Message::new(key!("how.years")).with("from", start).with("to", on));
    if let Some(window) = window {
        counted = counted.cite(window.cite);
    }
    let mut why = vec![counted];
    if !profile.jobs.is_empty() {
        let highest = [Position::Ordinary, Position::Senior, Position::Leading];
        let name = |level: i32| usize::try_from(level).ok().and_then(|index| highest.get(index)).map_or(Position::Ordinary, |p| *p).label();
        let step = if positions.is_exact() {
            Step::new(key!("points.position"), name(positions.low))
        } else {
            let range = Message::new(key!("points.from-to")).with("low", name(positions.low)).with("high", name(positions.high));
            Step::new(key!("points.position"), range)
        };
        why.push(cited(step, rules::POINTS_EXPERIENCE_POSITION, on));
    }
    Band { percent, why }
}

/// Whole years in a number of days, a year being 365¼ days and a day begun being a day: any
/// three years from 1 January to 31 December are three, with or without a leap year among them.
fn full_years(days: i32) -> i32 {
    (days * 4 + 3) / 1461
}

/// The highest position held in related work within the window: least and greatest possible.
fn positions(jobs: &[Job], window: Date) -> Interval<i32> {
    let in_window = |job: &&Job| job.to.is_none_or(|to| to >= window);
    let level = |position: Position| match position {
        Position::Ordinary => 0,
        Position::Senior => 1,
        Position::Leading => 2,
    };
    let certain = jobs.iter().filter(in_window).filter(|job| job.related == Some(true) && job.from.is_some());
    let possible = jobs.iter().filter(in_window).filter(|job| job.related != Some(false));
    Interval {
        low: certain.map(|job| job.position.map_or(0, level)).max().unwrap_or(0),
        high: possible.map(|job| job.position.map_or(2, level)).max().unwrap_or(0),
    }
}

// --- Education ---

fn education(profile: &Profile, on: Date) -> Band {
    let none = band_at(rules::POINTS_EDUCATION_RELATED, 0, on);
    if profile.degrees.is_empty() {
        let step = match profile.you.has_degree {
            Some(false) => Step::new(key!("points.degree"), key!("points.no-degree")),
            _ => Step::unknown(key!("points.degree")),
        };
        let percent = if profile.you.has_degree == Some(false) { none } else { Interval { low: none.low, high: 100 } };
        return Band { percent, why: vec![cited(step, rules::POINTS_EDUCATION_RELATED, on)] };
    }
    let bands: Vec<Interval<Count>> = profile.degrees.iter().map(|degree| degree_band(degree, on)).collect();
    // The best degree counts; which one is best may itself be open.
    let percent = Interval {
        low: bands.iter().map(|band| band.low).max().unwrap_or(0),
        high: bands.iter().map(|band| band.high).max().unwrap_or(100),
    };
    let why = profile.degrees.iter().zip(&bands).map(|(degree, band)| {
        let name = degree.level.map_or(key!("points.degree"), DegreeLevel::label);
        let value = Message::new(key!("points.percent")).with("low", i64::from(band.low)).with("high", i64::from(band.high));
        let related = degree.related.map_or(Step::unknown(key!("profile.degrees.related")), |yes| {
            Step::new(key!("profile.degrees.related"), crate::quantity::Tri::from(yes))
        });
        let rule = if degree.related == Some(false) { rules::POINTS_EDUCATION_UNRELATED } else { rules::POINTS_EDUCATION_RELATED };
        cited(Step::new(name, value).from(related), rule, on)
    });
    Band { percent, why: why.collect() }
}

fn degree_band(degree: &Degree, on: Date) -> Interval<Count> {
    let levels = match degree.level {
        None => 1..=4,
        Some(DegreeLevel::Vocational) => 1..=1,
        Some(DegreeLevel::Bachelor) => 2..=2,
        Some(DegreeLevel::Master) => 3..=3,
        Some(DegreeLevel::Doctorate) => 4..=4,
    };
    let related = levels.clone().map(|level| band_at(rules::POINTS_EDUCATION_RELATED, level, on)).reduce(Interval::hull);
    let unrelated = levels.map(|level| band_at(rules::POINTS_EDUCATION_UNRELATED, level, on)).reduce(Interval::hull);
    let band = match degree.related {
        Some(true) => related,
        Some(false) => unrelated,
        None => related.zip(unrelated).map(|(a, b)| a.hull(b)),
    };
    band.unwrap_or(Interval { low: 0, high: 100 })
}

// --- Achievements ---

fn achievements(profile: &Profile, on: Date) -> Band {
    let own = &profile.achievements;
    let kinds = [
        (key!("profile.achievements.patents"), own.patents.map(|c| c.0 > 0), own.patents.map(|c| Arg::from(c.0))),
        (key!("profile.achievements.publications"), own.publications.map(|c| c.0 > 0), own.publications.map(|c| Arg::from(c.0))),
        (key!("profile.achievements.leadership"), own.leadership, own.leadership.map(tri)),
        (key!("profile.achievements.awards"), own.awards, own.awards.map(tri)),
    ];
    let count = |wanted: &[Option<bool>]| i32::try_from(kinds.iter().filter(|(_, has, _)| wanted.contains(has)).count()).unwrap_or(0);
    let range = Interval { low: count(&[Some(true)]), high: count(&[Some(true), None]) };
    let percent = Interval {
        low: band_at(rules::POINTS_ACHIEVEMENTS_KINDS, range.low, on).low,
        high: band_at(rules::POINTS_ACHIEVEMENTS_KINDS, range.high, on).high,
    };
    let mut step = cited(Step::new(key!("points.kinds"), range), rules::POINTS_ACHIEVEMENTS_KINDS, on);
    for (question, _, value) in kinds {
        step = match value {
            Some(value) => step.answer(question, value),
            None => step.from(Step::unknown(question)),
        };
    }
    Band { percent, why: vec![step] }
}

fn tri(answer: bool) -> Arg {
    crate::quantity::Tri::from(answer).into()
}
