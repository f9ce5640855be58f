//! What is taken for granted where nothing is published: the rulebook's indicative bands and maxima,
//! or the person's own in their place.

use crate::key;
use crate::message::{Key, Message};
use crate::profile::{BandTable, Count as Answer, OwnBand, OwnMaxima, Problem, Profile, Severity, Slot};
use crate::quantity::{Date, Interval, Points};
use crate::rulebook::kind::{Bands, Count, Range};
use crate::rulebook::{Citation, Ref, rules};

use super::points::Criterion;

/// A step of a table of bands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BandStep {
    /// From which level on.
    pub at: i32,
    /// The percents in use.
    pub used: Interval<i32>,
    /// The rulebook's.
    pub ours: Interval<i32>,
}

/// A table of bands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Which.
    pub table: BandTable,
    /// Where it stands in the rulebook.
    pub cite: Option<Citation>,
    /// Its steps, the lowest first.
    pub steps: Vec<BandStep>,
}

impl Table {
    /// The percents at a level: those of the last step that is reached.
    pub fn at(&self, level: i32) -> Interval<i32> {
        let reached = self.steps.iter().rev().find(|step| step.at <= level);
        reached.map_or(Interval { low: 0, high: 100 }, |step| step.used)
    }

    /// The percents that any of some levels may have.
    pub fn over(&self, levels: Interval<i32>) -> Interval<i32> {
        // Bands rise, so the ends of the levels give the ends of the percents.
        Interval { low: self.at(levels.low).low, high: self.at(levels.high).high }
    }

    /// The highest level it knows.
    pub fn top(&self) -> i32 {
        self.steps.last().map_or(0, |step| step.at)
    }
}

/// What the maximum of a criterion may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Maximum {
    /// Which criterion's.
    pub criterion: Criterion,
    /// The range in use.
    pub used: Interval<Points>,
    /// The rulebook's.
    pub ours: Interval<Points>,
    /// Where it stands in the rulebook.
    pub cite: Option<Citation>,
}

/// Everything the points rest on besides the answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumptions {
    /// Points there are.
    pub scale: Points,
    /// Points needed.
    pub pass_mark: Points,
    /// Years of work looked back on.
    pub window: i32,
    /// Indexed publications that surely count.
    pub enough_publications: i32,
    /// Whether languages are a criterion of their own.
    pub languages: bool,
    /// By [`Criterion::ALL`].
    pub maxima: [Maximum; 4],
    /// By [`BandTable::ALL`].
    pub tables: Vec<Table>,
}

impl Assumptions {
    /// Those a profile is assessed under on a date.
    pub fn of(profile: &Profile, on: Date) -> Self {
        Self::checked(profile, on).0
    }

    /// The same under the other answer to whether languages are a criterion; none where the person's own
    /// maxima leave no room for it.
    pub fn of_other_reading(profile: &Profile, on: Date) -> Option<Self> {
        let mut other = profile.clone();
        other.assumptions.languages_scored = Some(profile.assumptions.languages_scored != Some(true));
        let (assumed, problems) = Self::checked(&other, on);
        problems.iter().all(|problem| problem.slot.section != OwnMaxima::SECTION).then_some(assumed)
    }

    /// Own figures that cannot be used.
    pub fn problems(profile: &Profile, on: Date) -> Vec<Problem> {
        Self::checked(profile, on).1
    }

    /// A table by name.
    pub fn table(&self, table: BandTable) -> &Table {
        &self.tables[table as usize]
    }

    #[inline(never)]
    fn checked(profile: &Profile, on: Date) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let whole = |rule: Ref<Count>| rule.on_or_latest(on).map_or(0, |found| found.value);
        let languages = profile.assumptions.languages_scored == Some(true);
        let scale = whole(rules::POINTS_SCALE);
        let (maxima, fault) = maxima(profile, languages, scale, on);
        problems.extend(fault);
        let tables = BandTable::ALL.iter().map(|table| own_table(*table, &profile.bands, on, &mut problems)).collect();
        let all = Self {
            scale,
            pass_mark: whole(rules::POINTS_PASS_MARK),
            window: whole(rules::POINTS_EXPERIENCE_WINDOW),
            enough_publications: whole(rules::POINTS_ACHIEVEMENTS_PUBLICATIONS),
            languages,
            maxima,
            tables,
        };
        (all, problems)
    }
}

/// The rule of a table.
pub fn rule_of(table: BandTable) -> Ref<Bands> {
    match table {
        BandTable::Years => rules::POINTS_EXPERIENCE_YEARS,
        BandTable::Position => rules::POINTS_EXPERIENCE_POSITION,
        BandTable::Hours => rules::POINTS_EXPERIENCE_HOURS,
        BandTable::Related => rules::POINTS_EDUCATION_RELATED,
        BandTable::Unrelated => rules::POINTS_EDUCATION_UNRELATED,
        BandTable::Certificates => rules::POINTS_EDUCATION_CERTIFICATES,
        BandTable::Kinds => rules::POINTS_ACHIEVEMENTS_KINDS,
        BandTable::Azerbaijani => rules::POINTS_LANGUAGES_AZERBAIJANI,
        BandTable::OtherLanguage => rules::POINTS_LANGUAGES_OTHER,
    }
}

/// The fields for the least and the most a criterion's maximum may be.
pub const fn ends_of(criterion: Criterion) -> [Slot; 2] {
    let fields = match criterion {
        Criterion::Experience => ["experience_least", "experience_most"],
        Criterion::Education => ["education_least", "education_most"],
        Criterion::Achievements => ["achievements_least", "achievements_most"],
        Criterion::Languages => ["languages_least", "languages_most"],
    };
    [Slot { section: "assumptions", row: None, field: fields[0] }, Slot { section: "assumptions", row: None, field: fields[1] }]
}

fn maxima(profile: &Profile, languages: bool, scale: Points, on: Date) -> ([Maximum; 4], Option<Problem>) {
    let own = &profile.assumptions;
    let range = |rule: Ref<Range>| match rule.on_or_latest(on) {
        Some(found) => (found.value, Some(found.cite)),
        None => (Interval { low: 0, high: scale }, None),
    };
    let one = |criterion: Criterion| {
        let (ours, cite) = match criterion {
            Criterion::Experience => match rules::POINTS_EXPERIENCE_MAXIMUM.on_or_latest(on) {
                Some(found) => (Interval::exactly(found.value), Some(found.cite)),
                None => (Interval { low: 0, high: scale }, None),
            },
            Criterion::Education => range(rules::POINTS_EDUCATION_MAXIMUM),
            Criterion::Achievements => range(rules::POINTS_ACHIEVEMENTS_MAXIMUM),
            Criterion::Languages if languages => range(rules::POINTS_LANGUAGES_MAXIMUM),
            Criterion::Languages => (Interval::exactly(0), None),
        };
        let (least, most) = match criterion {
            Criterion::Experience => (own.experience_least, own.experience_most),
            Criterion::Education => (own.education_least, own.education_most),
            Criterion::Achievements => (own.achievements_least, own.achievements_most),
            Criterion::Languages if languages => (own.languages_least, own.languages_most),
            Criterion::Languages => (None, None),
        };
        let end = |own: Option<Answer<0, 100>>, ours| own.map_or(ours, |own| own.0);
        let used = Interval { low: end(least, ours.low), high: end(most, ours.high) };
        Maximum { criterion, used, ours, cite }
    };
    let found = Criterion::ALL.map(one);
    let reversed = found.iter().find(|maximum| maximum.used.low > maximum.used.high).map(|maximum| maximum.criterion);
    let sum = |end: fn(&Maximum) -> Points| found.iter().map(end).sum::<Points>();
    let fits = sum(|maximum| maximum.used.low) <= scale && scale <= sum(|maximum| maximum.used.high);
    if reversed.is_none() && fits {
        return (found, None);
    }
    let changed = reversed.or_else(|| found.iter().find(|maximum| maximum.used != maximum.ours).map(|maximum| maximum.criterion));
    let slot = ends_of(changed.unwrap_or(Criterion::Education));
    let most_given = [own.experience_most, own.education_most, own.achievements_most, own.languages_most];
    let slot = slot[usize::from(most_given[changed.unwrap_or(Criterion::Education) as usize].is_some())];
    let text = if reversed.is_some() { key!("problem.ends-reversed") } else { key!("problem.maxima-do-not-fit") };
    let problem = Problem { slot, severity: Severity::Refused, message: Message::new(text).with("scale", scale) };
    (found.map(|maximum| Maximum { used: maximum.ours, ..maximum }), Some(problem))
}

fn own_table(table: BandTable, own: &[OwnBand], on: Date, problems: &mut Vec<Problem>) -> Table {
    let found = rule_of(table).on_or_latest(on);
    let bands = found.map_or(&[][..], |found| found.value);
    let mut steps: Vec<BandStep> = bands
        .iter()
        .map(|band| {
            let ours = Interval { low: band.low, high: band.high };
            BandStep { at: band.at, used: ours, ours }
        })
        .collect();
    let mut last = None;
    for band in own.iter().filter(|band| band.table == Some(table)) {
        let refused = |field, message: Key| Problem {
            slot: Slot { section: "bands", row: Some(band.id), field },
            severity: Severity::Refused,
            message: message.into(),
        };
        match steps.iter_mut().find(|step| band.at.is_some_and(|at| at.0 == step.at)) {
            Some(step) => {
                step.used =
                    Interval { low: band.low.map_or(step.used.low, |own| own.0), high: band.high.map_or(step.used.high, |own| own.0) };
                last = Some(refused(if band.high.is_some() { "high" } else { "low" }, key!("problem.bands-must-rise")));
            }
            None => problems.push(refused("at", key!("problem.no-such-band"))),
        }
    }
    let rises = |pair: &[BandStep]| pair[0].used.low <= pair[1].used.low && pair[0].used.high <= pair[1].used.high;
    if !steps.windows(2).all(rises) || steps.iter().any(|step| step.used.low > step.used.high) {
        // A higher step that counts less would make every range of answers wrong.
        problems.extend(last);
        for step in &mut steps {
            step.used = step.ours;
        }
    }
    Table { table, cite: found.map(|found| found.cite), steps }
}
