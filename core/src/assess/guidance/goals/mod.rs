//! What would get a person over the line: every minimal set of realistic changes, with its earliest date.
//!
//! A set is minimal if no smaller one will do: fewer changes, lower ones, or less time. All sets there
//! are get tried, so that is proved and not guessed. Time counts too: while it passes, work that lasts
//! goes on, and work older than the years looked back on drops out.

mod options;
mod search;

use self::search::Search;
use crate::assess::points::assumptions::Assumptions;
use crate::key;
use crate::message::{Arg, Key, Message};
use crate::profile::{
    Achievements, Answers, Cefr, Certificate, Degree, DegreeLevel, Document, Hours, Job, LanguageSkill, Profile, Reading, Slot, You,
};
use crate::quantity::{Date, EndOfMonth, Interval, Points, sorted};
use crate::rulebook::kind::Count;
use crate::rulebook::{Ref, rules};

named_enum! {
    /// Which figure of the range must reach the mark.
    Aim {
        /// The least: over the mark under every assumption.
        Low = "low",
        /// The middle of the range.
        Middle = "middle",
        /// The greatest: over the mark under some assumption.
        High = "high",
    }
}

impl Aim {
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
pub struct ChangeSet {
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
    pub sets: Vec<ChangeSet>,
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
    goals_under(&Assumptions::ours(on), document, on, aim)
}

/// The same under a table of criteria that need not be the rulebook's.
pub fn goals_under(ours: &Assumptions, document: &Document, on: Date, aim: Aim) -> Goals {
    let profile = Reading::of(document, on).profile;
    let (assumed, _) = ours.clone().with_own(&profile);
    let now = crate::assess::points::total_of(&profile, &assumed, on);
    let goes_on = goes_on(&profile);
    let horizon = months(rules::GOAL_HORIZON, on);
    let reached = aim.reached(now, assumed.pass_mark);
    let mut all = Goals { aim, now, reached, sets: Vec::new(), found: 0, tried: 0, horizon, goes_on };
    if reached {
        return all;
    }
    let search = Search::new(document, &profile, &assumed, on, 12 * horizon, goes_on);
    let found = search.minimal(|total| aim.reached(total, assumed.pass_mark));
    all.tried = search.size();
    all.found = found.len();
    let quickest = sorted(found, |place| (search.months_of(*place), search.changes(*place).len(), *place));
    all.sets = quickest.into_iter().take(SHOWN).map(|place| search.set(place)).collect();
    all
}

/// Puts a set of changes among the answers, as they would stand on the day it is done.
pub fn apply(answers: &mut dyn Answers, profile: &Profile, changes: &[Change], months: i32, on: Date) {
    let goes_on = goes_on(profile);
    for change in changes {
        put(answers, profile, goes_on, *change, months, on);
    }
}

fn put(answers: &mut dyn Answers, profile: &Profile, goes_on: bool, change: Change, all_months: i32, on: Date) {
    let own = &profile.achievements;
    let mut row = |section: &'static str, fields: &[(Slot, &str)]| {
        let row = answers.add_row(section);
        for (slot, answer) in fields {
            answers.set(slot.in_row(row), answer);
        }
    };
    let (first, last) = (on.plus_days(1).to_string(), |months: i32| after(on, months).to_string());
    match change {
        Change::Degree(level) => {
            row(
                Degree::SECTION,
                &[(Degree::LEVEL, level.name()), (Degree::RELATED, "yes"), (Degree::YEAR, &after(on, all_months).year().to_string())],
            );
            answers.set(You::HAS_DEGREE, "yes");
        }
        Change::Certificates(count) => {
            for _ in 0..count {
                row(Certificate::SECTION, &[(Certificate::RELATED, "yes")]);
            }
            answers.set(You::HAS_CERTIFICATES, "yes");
        }
        Change::Patent => {
            answers.set(Achievements::PATENTS, &(own.patents.map_or(0, |count| count.0) + 1).to_string());
        }
        Change::Publications(count) => {
            let indexed = own.indexed.map_or(0, |count| count.0) + count;
            let all = (own.publications.map_or(0, |count| count.0) + count).max(indexed);
            answers.set(Achievements::PUBLICATIONS, &all.to_string());
            answers.set(Achievements::INDEXED, &indexed.to_string());
        }
        Change::Leadership(months) => {
            let last = last(months);
            row(
                Job::SECTION,
                &[(Job::FROM, &first), (Job::TO, &last), (Job::RELATED, "yes"), (Job::POSITION, "leading"), (Job::HOURS, "full")],
            );
            answers.set(Achievements::LEADERSHIP, "yes");
            answers.set(You::HAS_WORKED, "yes");
        }
        Change::Technical => answers.set(Achievements::TECHNICAL, "yes"),
        Change::Language(level) => {
            row(LanguageSkill::SECTION, &[(LanguageSkill::LANGUAGE, "azerbaijani"), (LanguageSkill::LEVEL, level.name())])
        }
        Change::Work(_) => {
            // Work that lasts goes on by itself.
            if !goes_on {
                row(
                    Job::SECTION,
                    &[
                        (Job::FROM, &first),
                        (Job::TO, &last(all_months)),
                        (Job::RELATED, "yes"),
                        (Job::POSITION, "ordinary"),
                        (Job::HOURS, "full"),
                    ],
                );
                answers.set(You::HAS_WORKED, "yes");
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
