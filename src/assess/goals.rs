//! What would get a person over the line: every minimal set of realistic changes, with its earliest date.
//!
//! A set is minimal if no smaller one will do: fewer changes, lower ones, or less time. All sets there
//! are get tried, so that is proved and not guessed. Time counts too: while it passes, work that lasts
//! goes on, and work older than the years looked back on drops out.

use super::assumptions::Assumptions;
use super::points::{Percent, Sum, achievements, education, experience, languages, sum_of};
use crate::key;
use crate::message::{Arg, Key, Message};
use crate::profile::{Answers, BandTable, Cefr, DegreeLevel, Document, Hours, Profile, Reading, Slot, Tongue};
use crate::quantity::{Date, EndOfMonth, Interval, Points, sorted};
use crate::rulebook::kind::Count;
use crate::rulebook::{Ref, rules};

/// Which figure of the range must reach the mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// The least: over the mark under every assumption.
    Low,
    /// The middle of the range.
    Middle,
    /// The greatest: over the mark under some assumption.
    High,
}

impl Aim {
    /// All, the surest first.
    pub const ALL: [Self; 3] = [Self::Low, Self::Middle, Self::High];

    /// Its name in receipts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Middle => "middle",
            Self::High => "high",
        }
    }

    /// Whether a range reaches the mark by it.
    pub fn reached(self, total: Interval<Points>, mark: Points) -> bool {
        match self {
            Self::Low => total.low >= mark,
            Self::Middle => total.low + total.high >= 2 * mark,
            Self::High => total.high >= mark,
        }
    }
}

/// A change a person could make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// A degree in the speciality.
    Degree(DegreeLevel),
    /// So many certificates in the speciality.
    Certificates(i32),
    /// A patent granted.
    Patent,
    /// So many indexed publications.
    Publications(i32),
    /// So many months in a leading role in the field.
    Leadership(i32),
    /// A technical accomplishment that can be shown.
    Technical,
    /// Azerbaijani at a level.
    Language(Cefr),
    /// Full-time work in the field for as long as the set takes, in months.
    Work(i32),
}

impl Change {
    /// What is to be done, in words.
    pub fn text(self) -> Message {
        match self {
            Self::Degree(level) => Message::new(key!("goal.degree")).with("level", level.label()),
            Self::Certificates(count) => Message::new(key!("goal.certificates")).with("count", count),
            Self::Patent => key!("goal.patent").into(),
            Self::Publications(count) => Message::new(key!("goal.publications")).with("count", count),
            Self::Leadership(months) => Message::new(key!("goal.leadership")).with("time", time(months)),
            Self::Technical => key!("goal.technical").into(),
            Self::Language(level) => Message::new(key!("goal.language")).with("level", level.label()),
            Self::Work(months) => Message::new(key!("goal.work")).with("time", time(months)),
        }
    }
}

/// Months as years and months: `2 years`, `9 months`.
pub fn time(months: i32) -> Message {
    let (years, rest) = (months / 12, months % 12);
    let years_text = Message::new(key!("time.years")).with("count", years);
    let months_text = Message::new(key!("time.months")).with("count", rest);
    match (years, rest) {
        (_, 0) => years_text,
        (0, _) => months_text,
        _ => Message::new(key!("time.both")).with("years", years_text).with("months", months_text),
    }
}

/// A minimal set of changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// What to do; at the same time where possible.
    pub changes: Vec<Change>,
    /// Months it takes.
    pub months: i32,
    /// The earliest day on which all of it can be there.
    pub on: Date,
    /// The points then.
    pub total: Interval<Points>,
    /// What each next smaller set would come to: the change left out or lowered, or less time. None
    /// where the smaller set cannot be, as when less time is not enough for the changes.
    pub smaller: Vec<(Lacking, Interval<Points>)>,
    /// How many smaller sets there are; all were tried and none reaches the mark.
    pub tried: usize,
}

/// By what a set is smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacking {
    /// Without this change, or with the lower one in its place.
    Change(Change, Option<Change>),
    /// With this many months less.
    Months(i32),
}

/// All there is to say about getting over the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goals {
    /// Which figure is to reach the mark.
    pub aim: Aim,
    /// The points now.
    pub now: Interval<Points>,
    /// Whether it does now.
    pub reached: bool,
    /// The minimal sets, the quickest first; at most [`SHOWN`].
    pub ways: Vec<Way>,
    /// How many minimal sets there are.
    pub found: usize,
    /// How many sets were tried.
    pub tried: usize,
    /// Years looked ahead.
    pub horizon: i32,
    /// Whether work that lasts now is taken to go on.
    pub goes_on: bool,
}

/// The most sets that are worth showing.
pub const SHOWN: usize = 5;

/// The minimal sets for an aim.
pub fn goals(document: &Document, on: Date, aim: Aim) -> Goals {
    let profile = Reading::of(document, on).profile;
    let assumed = Assumptions::of(&profile, on);
    let now = super::points::total_of(&profile, &assumed, on);
    let goes_on = goes_on(&profile);
    let horizon = months(rules::GOAL_HORIZON, on);
    let reached = aim.reached(now, assumed.pass_mark);
    let mut all = Goals { aim, now, reached, ways: Vec::new(), found: 0, tried: 0, horizon, goes_on };
    if reached {
        return all;
    }
    let space = Space::new(document, &profile, &assumed, on, 12 * horizon, goes_on);
    let found = space.minimal(|total| aim.reached(total, assumed.pass_mark));
    all.tried = space.size();
    all.found = found.len();
    let quickest = sorted(found, |place| (space.months_of(*place), space.changes(*place).len(), *place));
    all.ways = quickest.into_iter().take(SHOWN).map(|place| space.way(place)).collect();
    all
}

/// Puts a set of changes among the answers, as they would stand on the day it is done.
pub fn apply(answers: &mut dyn Answers, profile: &Profile, changes: &[Change], months: i32, on: Date) {
    for change in changes {
        put(answers, profile, *change, months, on);
    }
}

fn put(answers: &mut dyn Answers, profile: &Profile, change: Change, all_months: i32, on: Date) {
    let own = &profile.achievements;
    let one = |section, field| Slot { section, row: None, field };
    let mut row = |section: &'static str, fields: &[(&'static str, &str)]| {
        let row = Some(answers.add_row(section));
        for (field, answer) in fields {
            answers.set(Slot { section, row, field }, answer);
        }
    };
    let (first, last) = (on.plus_days(1).to_string(), |months: i32| after(on, months).to_string());
    match change {
        Change::Degree(level) => {
            row("degrees", &[("level", level.name()), ("related", "yes")]);
            answers.set(one("you", "has_degree"), "yes");
        }
        Change::Certificates(count) => {
            for _ in 0..count {
                row("certificates", &[("related", "yes")]);
            }
            answers.set(one("you", "has_certificates"), "yes");
        }
        Change::Patent => {
            answers.set(one("achievements", "patents"), &(own.patents.map_or(0, |count| count.0) + 1).to_string());
        }
        Change::Publications(count) => {
            let indexed = own.indexed.map_or(0, |count| count.0) + count;
            let all = (own.publications.map_or(0, |count| count.0) + count).max(indexed);
            answers.set(one("achievements", "publications"), &all.to_string());
            answers.set(one("achievements", "indexed"), &indexed.to_string());
        }
        Change::Leadership(months) => {
            let last = last(months);
            row("jobs", &[("from", &first), ("to", &last), ("related", "yes"), ("position", "leading"), ("hours", "full")]);
            answers.set(one("achievements", "leadership"), "yes");
            answers.set(one("you", "has_worked"), "yes");
        }
        Change::Technical => answers.set(one("achievements", "technical"), "yes"),
        Change::Language(level) => row("languages", &[("language", "azerbaijani"), ("level", level.name())]),
        Change::Work(_) => {
            // Work that lasts goes on by itself.
            if !goes_on(profile) {
                row(
                    "jobs",
                    &[("from", &first), ("to", &last(all_months)), ("related", "yes"), ("position", "ordinary"), ("hours", "full")],
                );
                answers.set(one("you", "has_worked"), "yes");
            }
        }
    }
}

/// Whether the person works full time in the field and says no end.
fn goes_on(profile: &Profile) -> bool {
    profile.jobs.iter().any(|job| job.from.is_some() && job.to.is_none() && job.related == Some(true) && job.hours == Some(Hours::Full))
}

fn months(rule: Ref<Count>, on: Date) -> i32 {
    rule.on_or_latest(on).map_or(0, |found| found.value)
}

fn after(on: Date, months: i32) -> Date {
    on.plus_months(months, EndOfMonth::Up).unwrap_or(on)
}

/// A kind of change with its steps: nothing, then more and more. With each how long it takes.
type Ladder = Vec<(Option<Change>, i32)>;

/// Every set of changes there is, numbered: a place on each ladder, and a time.
struct Space {
    on: Date,
    ladders: [Ladder; LADDERS],
    /// How far apart two neighbours on a ladder stand in the numbering; the time comes last.
    strides: [usize; LADDERS],
    /// Months, rising.
    times: Vec<i32>,
    /// The total of each set; none where the time is too short for its changes.
    totals: Vec<Option<Interval<Points>>>,
    goes_on: bool,
}

/// How many kinds of change there are; the numbers of their ladders.
const LADDERS: usize = 8;
const DEGREE: usize = 0;
const CERTIFICATES: usize = 1;
const LEADERSHIP: usize = 2;
const WORK: usize = 3;
const PATENT: usize = 4;
const PUBLICATIONS: usize = 5;
const TECHNICAL: usize = 6;
const LANGUAGE: usize = 7;

impl Space {
    fn new(document: &Document, profile: &Profile, assumed: &Assumptions, on: Date, horizon: i32, goes_on: bool) -> Self {
        let ladders = ladders(profile, assumed, on, horizon, goes_on);
        let times = ladders.iter().flatten().map(|(_, months)| *months).chain((0..=horizon / 12).map(|year| 12 * year));
        let mut times = sorted(times.filter(|months| *months <= horizon), |months| *months);
        times.dedup();
        let mut strides = [times.len(); LADDERS];
        for ladder in (0..LADDERS - 1).rev() {
            strides[ladder] = strides[ladder + 1] * ladders[ladder + 1].len();
        }
        let mut space = Self { on, ladders, strides, times, totals: Vec::new(), goes_on };
        space.totals = space.work_out(document, profile, assumed);
        space
    }

    /// How many sets there are.
    fn size(&self) -> usize {
        self.totals.iter().flatten().count()
    }

    fn rung(&self, place: usize, ladder: usize) -> usize {
        place / self.strides[ladder] % self.ladders[ladder].len()
    }

    fn months_of(&self, place: usize) -> i32 {
        self.times[place % self.times.len()]
    }

    fn changes(&self, place: usize) -> Vec<Change> {
        let months = self.months_of(place);
        let rungs = (0..self.ladders.len()).map(|ladder| self.ladders[ladder][self.rung(place, ladder)]);
        let longest = rungs.clone().map(|(_, months)| months).max().unwrap_or(0);
        let mut changes: Vec<Change> = rungs.filter_map(|(change, _)| change).collect();
        match changes.iter_mut().find(|change| matches!(change, Change::Work(_))) {
            Some(work) => *work = Change::Work(months),
            // Time beyond what the changes take is work that goes on.
            None if self.goes_on && months > longest => changes.push(Change::Work(months)),
            None => {}
        }
        changes
    }

    /// The total of every set: each criterion by itself first, then all of them together.
    fn work_out(&self, document: &Document, profile: &Profile, assumed: &Assumptions) -> Vec<Option<Interval<Points>>> {
        let at: Vec<(Date, Profile)> =
            self.times.iter().map(|months| after(self.on, *months)).map(|on| (on, Reading::of(document, on).profile)).collect();
        let changed = |time: usize, rungs: &[(usize, usize)]| {
            let (_, base) = &at[time];
            let mut tried = base.clone();
            for (ladder, rung) in rungs {
                let change = match self.ladders[*ladder][*rung].0 {
                    // A rung of work that goes on by itself changes nothing.
                    Some(change) => change,
                    None => continue,
                };
                put(&mut tried, profile, change, self.times[time], self.on);
            }
            tried
        };
        let length = |ladder: usize| self.ladders[ladder].len();
        let mut kinds = [0, 1, 2, 3].map(Kinds::new);
        let sum = |index: usize, percent: Percent| {
            let mut all = [Interval::exactly(0); 4];
            all[index] = percent;
            sum_of(profile, assumed, all)
        };
        let mut by_experience = Vec::new();
        for lead in 0..length(LEADERSHIP) {
            for work in 0..length(WORK) {
                for (time, (on, _)) in at.iter().enumerate() {
                    let percent = experience(&changed(time, &[(LEADERSHIP, lead), (WORK, work)]), assumed, *on).percent;
                    by_experience.push(kinds[0].number(percent, &sum));
                }
            }
        }
        let mut by_education = Vec::new();
        for degree in 0..length(DEGREE) {
            for certificates in 0..length(CERTIFICATES) {
                for (time, (on, _)) in at.iter().enumerate() {
                    let percent = education(&changed(time, &[(DEGREE, degree), (CERTIFICATES, certificates)]), assumed, *on).percent;
                    by_education.push(kinds[1].number(percent, &sum));
                }
            }
        }
        let mut by_achievements = Vec::new();
        for lead in 0..length(LEADERSHIP) {
            for patent in 0..length(PATENT) {
                for publications in 0..length(PUBLICATIONS) {
                    for technical in 0..length(TECHNICAL) {
                        let rungs = [(LEADERSHIP, lead), (PATENT, patent), (PUBLICATIONS, publications), (TECHNICAL, technical)];
                        let percent = achievements(&changed(0, &rungs), assumed).percent;
                        by_achievements.push(kinds[2].number(percent, &sum));
                    }
                }
            }
        }
        let by_languages: Vec<usize> =
            (0..length(LANGUAGE)).map(|rung| kinds[3].number(languages(&changed(0, &[(LANGUAGE, rung)]), assumed), &sum)).collect();
        let table = Table::of(&kinds);

        let mut totals = Vec::with_capacity(self.ladders.iter().map(Vec::len).product::<usize>() * self.times.len());
        let mut rungs = [0; LADDERS];
        loop {
            let longest = rungs.iter().zip(&self.ladders).map(|(rung, ladder)| ladder[*rung].1).max().unwrap_or(0);
            let experience = (rungs[LEADERSHIP] * length(WORK) + rungs[WORK]) * self.times.len();
            let education = (rungs[DEGREE] * length(CERTIFICATES) + rungs[CERTIFICATES]) * self.times.len();
            let kind = ((rungs[LEADERSHIP] * length(PATENT) + rungs[PATENT]) * length(PUBLICATIONS) + rungs[PUBLICATIONS])
                * length(TECHNICAL)
                + rungs[TECHNICAL];
            let (achievements, languages) = (by_achievements[kind], by_languages[rungs[LANGUAGE]]);
            totals.extend(self.times.iter().enumerate().map(|(time, months)| {
                (longest <= *months)
                    .then(|| table.total(by_experience[experience + time], by_education[education + time], achievements, languages))
            }));
            // The next combination, in the order of the numbering: the last ladder turns first.
            let Some(turn) = (0..LADDERS).rev().find(|ladder| rungs[*ladder] + 1 < length(*ladder)) else { return totals };
            rungs[turn] += 1;
            rungs[turn + 1..].fill(0);
        }
    }

    /// The sets that will do while no smaller one does.
    fn minimal(&self, does: impl Fn(Interval<Points>) -> bool) -> Vec<usize> {
        // Whether this set or any smaller one does.
        let mut reached = vec![false; self.totals.len()];
        let mut found = Vec::new();
        for (place, total) in self.totals.iter().enumerate() {
            let smaller = self.neighbours(place).any(|(_, place)| reached[place]);
            reached[place] = smaller || total.is_some_and(&does);
            if reached[place] && !smaller {
                found.push(place);
            }
        }
        found
    }

    /// The sets that are smaller by one step; the ladder, or none for the time.
    fn neighbours(&self, place: usize) -> impl Iterator<Item = (Option<usize>, usize)> {
        let ladders = (0..self.ladders.len()).filter(move |ladder| self.rung(place, *ladder) > 0);
        let shorter = (!place.is_multiple_of(self.times.len())).then(|| (None, place - 1));
        ladders.map(move |ladder| (Some(ladder), place - self.strides[ladder])).chain(shorter)
    }

    /// How many sets are smaller.
    fn smaller(&self, place: usize) -> usize {
        let times = place % self.times.len() + 1;
        let rungs: Vec<usize> = (0..self.ladders.len()).map(|ladder| self.rung(place, ladder) + 1).collect();
        let below = |number: usize| {
            let mut left = number / times;
            let mut other = number % times;
            for (ladder, rungs) in rungs.iter().enumerate() {
                other += left % rungs * self.strides[ladder];
                left /= rungs;
            }
            other
        };
        let all = rungs.iter().product::<usize>() * times;
        (0..all).map(below).filter(|other| *other != place && self.totals[*other].is_some()).count()
    }

    fn way(&self, place: usize) -> Way {
        let months = self.months_of(place);
        let one = |(ladder, smaller): (Option<usize>, usize)| {
            let total = self.totals[smaller]?;
            let lacking = match ladder {
                Some(WORK) => Lacking::Change(Change::Work(months), None),
                Some(ladder) => {
                    let rung = self.rung(place, ladder);
                    Lacking::Change(self.ladders[ladder][rung].0?, self.ladders[ladder][rung - 1].0)
                }
                None => Lacking::Months(months - self.months_of(smaller)),
            };
            Some((lacking, total))
        };
        Way {
            changes: self.changes(place),
            months,
            on: after(self.on, months),
            total: self.totals[place].unwrap_or(Interval::exactly(0)),
            smaller: self.neighbours(place).filter_map(one).collect(),
            tried: self.smaller(place),
        }
    }
}

/// The different shares in percent that a criterion can have among all sets, and what each gives.
struct Kinds {
    criterion: usize,
    percents: Vec<Percent>,
    sums: Vec<Sum>,
}

impl Kinds {
    fn new(criterion: usize) -> Self {
        Self { criterion, percents: Vec::new(), sums: Vec::new() }
    }

    fn number(&mut self, percent: Percent, sum: &impl Fn(usize, Percent) -> Sum) -> usize {
        if let Some(known) = self.percents.iter().position(|known| *known == percent) {
            return known;
        }
        self.percents.push(percent);
        self.sums.push(sum(self.criterion, percent));
        self.percents.len() - 1
    }
}

/// The total of each combination of shares.
struct Table {
    lengths: [usize; 4],
    totals: Vec<Interval<Points>>,
}

impl Table {
    fn of(kinds: &[Kinds; 4]) -> Self {
        let lines = |index: usize| kinds[index].sums.iter().map(|sum| sum.line(index)).collect::<Vec<_>>();
        let [first, second, third, fourth] = [0, 1, 2, 3].map(lines);
        // Two and two together first: far fewer steps than all four each time.
        let left: Vec<_> = first.iter().flat_map(|a| third.iter().map(move |b| a.with(b))).collect();
        let right: Vec<_> = second.iter().flat_map(|a| fourth.iter().map(move |b| a.with(b))).collect();
        let totals = left.iter().flat_map(|a| right.iter().map(move |b| a.sharing_all(b).unwrap_or(Interval::exactly(0))));
        Self { lengths: [first.len(), second.len(), third.len(), fourth.len()], totals: totals.collect() }
    }

    fn total(&self, experience: usize, education: usize, achievements: usize, languages: usize) -> Interval<Points> {
        let left = experience * self.lengths[2] + achievements;
        let right = education * self.lengths[3] + languages;
        self.totals.get(left * self.lengths[1] * self.lengths[3] + right).copied().unwrap_or(Interval::exactly(0))
    }
}

/// What this person could realistically do, kind by kind.
fn ladders(profile: &Profile, assumed: &Assumptions, on: Date, horizon: i32, goes_on: bool) -> [Ladder; LADDERS] {
    let own = &profile.achievements;
    let nothing = || vec![(None, 0)];
    let single = |wanted: bool, change: Change, rule: Ref<Count>| {
        let mut ladder = nothing();
        if wanted {
            ladder.push((Some(change), months(rule, on)));
        }
        ladder
    };
    let counted = |most: i32, change: fn(i32) -> Change, rule: Ref<Count>| {
        nothing().into_iter().chain((1..=most).map(|count| (Some(change(count)), count * months(rule, on)))).collect::<Ladder>()
    };
    let certificates = i32::try_from(profile.certificates.iter().filter(|one| one.related == Some(true)).count()).unwrap_or(0);
    let known_indexed = own.indexed.map_or(0, |count| count.0);
    let leads = own.leadership == Some(true) && profile.jobs.iter().any(|job| job.position == Some(crate::profile::Position::Leading));
    let mut all: [Ladder; LADDERS] = Default::default();
    all[DEGREE] = degrees(profile, on);
    all[CERTIFICATES] =
        counted((assumed.table(BandTable::Certificates).top() - certificates).max(0), Change::Certificates, rules::GOAL_CERTIFICATE);
    all[LEADERSHIP] = single(!leads, Change::Leadership(months(rules::GOAL_LEADERSHIP, on)), rules::GOAL_LEADERSHIP);
    all[WORK] = nothing();
    if !goes_on {
        all[WORK].push((Some(Change::Work(0)), 0));
    }
    all[PATENT] = single(own.patents.is_none_or(|count| count.0 == 0), Change::Patent, rules::GOAL_PATENT);
    all[PUBLICATIONS] = counted((assumed.enough_publications - known_indexed).max(0), Change::Publications, rules::GOAL_PUBLICATION);
    all[TECHNICAL] = single(own.technical != Some(true), Change::Technical, rules::GOAL_TECHNICAL);
    all[LANGUAGE] = if assumed.languages { azerbaijani(profile, on) } else { nothing() };
    for ladder in &mut all {
        ladder.retain(|(_, months)| *months <= horizon);
    }
    all
}

/// Degrees in the speciality above the best one there is, each with those it needs before it.
fn degrees(profile: &Profile, on: Date) -> Ladder {
    let highest = |related: bool| {
        let levels = profile.degrees.iter().filter(|degree| !related || degree.related == Some(true));
        levels.filter_map(|degree| degree.level).max()
    };
    let (any, best) = (highest(false), highest(true));
    let steps = [
        (DegreeLevel::Bachelor, rules::GOAL_BACHELOR),
        (DegreeLevel::Master, rules::GOAL_MASTER),
        (DegreeLevel::Doctorate, rules::GOAL_DOCTORATE),
    ];
    let mut ladder: Ladder = vec![(None, 0)];
    let mut before = 0;
    for (level, rule) in steps {
        let own = months(rule, on);
        if best.is_none_or(|best| best < level) {
            ladder.push((Some(Change::Degree(level)), before + own));
        }
        if any.is_none_or(|any| any < level) {
            before += own;
        }
    }
    ladder
}

/// Levels of Azerbaijani above the present one, one after the other.
fn azerbaijani(profile: &Profile, on: Date) -> Ladder {
    let present =
        profile.languages.iter().filter(|skill| skill.language == Some(Tongue::Azerbaijani)).filter_map(|skill| skill.level).max();
    let above = Cefr::ALL.iter().copied().filter(|level| present.is_none_or(|present| present < *level));
    let rungs = above.enumerate().map(|(index, level)| {
        let steps = i32::try_from(index + 1).unwrap_or(i32::MAX);
        (Some(Change::Language(level)), steps * months(rules::GOAL_LANGUAGE_LEVEL, on))
    });
    std::iter::once((None, 0)).chain(rungs).collect()
}

/// A name for a smaller set: what it lacks.
impl Lacking {
    /// In words.
    pub fn text(self) -> Message {
        let without = |key: Key, change: Change| Message::new(key).with("change", Arg::from(change.text()));
        match self {
            Self::Change(change, None) => without(key!("goal.without"), change),
            Self::Change(change, Some(lower)) => without(key!("goal.only"), change).with("lower", Arg::from(lower.text())),
            Self::Months(months) => Message::new(key!("goal.earlier")).with("time", Arg::from(time(months))),
        }
    }
}
