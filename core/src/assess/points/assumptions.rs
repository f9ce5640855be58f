//! What is taken for granted where nothing is published: the rulebook's criteria with their maxima and bands, or
//! the person's own figures in their place.

use crate::key;
use crate::message::{Key, Message};
use crate::profile::{BandTable, OwnBand, OwnMaxima, OwnPoints, Problem, Profile, Severity, Slot};
use crate::quantity::{Date, Interval, Points};
use crate::rulebook::kind::Count;
use crate::rulebook::{self, Citation, Join, Reads, Ref, Standing, Unit, rules};

use super::{Criterion, own_points};

/// A step of a table of bands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BandStep {
    /// From which level on.
    pub at: i32,
    /// The figures in use.
    pub used: Interval<i32>,
    /// The rulebook's.
    pub ours: Interval<i32>,
}

impl BandStep {
    /// A step with the rulebook's figures.
    pub const fn ours(at: i32, ours: Interval<i32>) -> Self {
        Self { at, used: ours, ours }
    }
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
    /// The figures at a level: those of the last step that is reached.
    pub fn at(&self, level: i32) -> Interval<i32> {
        let reached = self.steps.iter().rev().find(|step| step.at <= level);
        reached.map_or(NOTHING, |step| step.used)
    }

    /// The figures that any of some levels may have.
    pub fn over(&self, levels: Interval<i32>) -> Interval<i32> {
        // Bands rise, so the ends of the levels give the ends of the figures.
        Interval { low: self.at(levels.low).low, high: self.at(levels.high).high }
    }

    /// The highest level it knows.
    pub fn top(&self) -> i32 {
        self.steps.last().map_or(0, |step| step.at)
    }

    /// Whether the person has put other figures in its place.
    pub fn is_own(&self) -> bool {
        self.steps.iter().any(|step| step.used != step.ours)
    }

    fn is_assumed(&self) -> bool {
        self.cite.is_none_or(|cite| cite.standing() == Standing::Assumption)
    }
}

/// What a table gives that is not there.
const NOTHING: Interval<i32> = Interval { low: 0, high: 0 };

/// A way to read a record, with what each level gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// What is read.
    pub reads: Reads,
    /// How it joins the measures before it.
    pub join: Join,
    /// Its tables.
    pub tables: Vec<Table>,
}

impl Measure {
    /// One of its tables.
    pub fn table(&self, table: BandTable) -> Option<&Table> {
        self.tables.iter().find(|known| known.table == table)
    }

    /// What one of its tables gives at some levels; nothing where it has no such table.
    pub fn over(&self, table: BandTable, levels: Interval<i32>) -> Interval<i32> {
        self.table(table).map_or(NOTHING, |table| table.over(levels))
    }
}

/// What the maximum of a criterion may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Maximum {
    /// The range in use.
    pub used: Interval<Points>,
    /// What is left of it once the person's own points are known.
    pub left: Interval<Points>,
    /// The rulebook's.
    pub ours: Interval<Points>,
    /// Where it stands in the rulebook.
    pub cite: Option<Citation>,
    /// Whether it is published: then a person's own points cannot be more. Others give way to them.
    pub published: bool,
}

impl Maximum {
    /// One of the rulebook.
    pub const fn ours(ours: Interval<Points>, cite: Option<Citation>, published: bool) -> Self {
        Self { used: ours, left: ours, ours, cite, published }
    }
}

/// What the points of a criterion rest on besides the answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// Which criterion.
    pub criterion: Criterion,
    /// Its number in the official table.
    pub number: Option<u8>,
    /// Who gives the points.
    pub evaluator: Option<Citation>,
    /// The question that decides whether it is a criterion at all.
    pub only_if: Option<&'static str>,
    /// Whether it is one under the reading in use.
    pub counts: bool,
    /// The most it can give.
    pub maximum: Maximum,
    /// The person's own points, in the place of what the bands give.
    pub own: Option<Points>,
    /// In what its bands are told.
    pub unit: Unit,
    /// How a record is measured.
    pub measures: Vec<Measure>,
}

impl Basis {
    /// Whether what it gives is our assumption.
    pub fn is_assumed(&self) -> bool {
        !self.maximum.published || self.tables().any(Table::is_assumed)
    }

    /// All its tables.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.measures.iter().flat_map(|measure| &measure.tables)
    }

    /// The field for the person's own points, where there is such a question.
    pub fn own_points(&self) -> Option<Slot> {
        Slot::parse(&format!("{}.{}", OwnPoints::SECTION, self.criterion.id()))
    }

    /// The fields for the least and the most its maximum may be, where there are such questions.
    pub fn ends(&self) -> Option<[Slot; 2]> {
        let end = |end: &str| maxima_slot(&format!("{}_{end}", self.criterion.id()));
        Some([end("least")?, end("most")?])
    }
}

/// A question about the maxima by name: the rulebook names questions, and so do its criteria.
fn maxima_slot(question: &str) -> Option<Slot> {
    Slot::parse(&format!("{}.{question}", OwnMaxima::SECTION))
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
    /// What points are given for, also what is a criterion only under another reading.
    pub criteria: Vec<Basis>,
    /// Where the scale, the mark and the criteria stand in the rulebook.
    pub cites: Vec<Citation>,
}

impl Assumptions {
    /// Those a profile is assessed under on a date.
    pub fn of(profile: &Profile, on: Date) -> Self {
        Self::ours(on).with_own(profile).0
    }

    /// The rulebook's, without any own figure.
    pub fn ours(on: Date) -> Self {
        let whole = |rule: Ref<Count>| rule.on_or_latest(on).map_or(0, |found| found.value);
        let criteria = rules::POINTS_CRITERIA.on_or_latest(on);
        let list = criteria.map_or(&[][..], |found| found.value);
        let cites = [
            rules::POINTS_SCALE.on_or_latest(on).map(|found| found.cite),
            rules::POINTS_PASS_MARK.on_or_latest(on).map(|found| found.cite),
            criteria.map(|found| found.cite),
        ];
        let scale = whole(rules::POINTS_SCALE);
        Self {
            scale,
            pass_mark: whole(rules::POINTS_PASS_MARK),
            window: whole(rules::POINTS_EXPERIENCE_WINDOW),
            enough_publications: whole(rules::POINTS_ACHIEVEMENTS_PUBLICATIONS),
            criteria: list.iter().map(|criterion| basis(criterion, scale, on)).collect(),
            cites: cites.into_iter().flatten().collect(),
        }
    }

    /// The same with the person's own figures, and those of them that cannot be used.
    #[must_use]
    pub fn with_own(self, profile: &Profile) -> (Self, Vec<Problem>) {
        self.read_as(profile, false)
    }

    /// The same under the other answer to which criteria there are; none where the person's own maxima leave no
    /// room for it, or where nothing hangs on an answer.
    #[must_use]
    pub fn of_other_reading(self, profile: &Profile) -> Option<Self> {
        self.question()?;
        let (assumed, problems) = self.read_as(profile, true);
        problems.iter().all(|problem| problem.slot.section != OwnMaxima::SECTION).then_some(assumed)
    }

    fn read_as(mut self, profile: &Profile, other: bool) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        for basis in &mut self.criteria {
            let yes = |question| maxima_slot(question).and_then(|slot| profile.assumptions.own(slot)) == Some(1);
            basis.counts = basis.only_if.is_none_or(|question| yes(question) != other);
        }
        problems.extend(self.own_maxima(profile));
        for table in BandTable::ALL {
            self.own_bands(table, &profile.bands, &mut problems);
        }
        problems.extend(own_points(&mut self, profile));
        (self, problems)
    }

    /// The criteria there are under the reading in use.
    pub fn counted(&self) -> impl Iterator<Item = &Basis> + Clone {
        self.criteria.iter().filter(|basis| basis.counts)
    }

    /// Every table of a name, whether its criterion counts or not.
    pub fn tables(&self, table: BandTable) -> impl Iterator<Item = &Table> {
        self.criteria.iter().flat_map(Basis::tables).filter(move |known| known.table == table)
    }

    /// The question that decides which criteria there are.
    pub fn question(&self) -> Option<Slot> {
        self.criteria.iter().find_map(|basis| basis.only_if).and_then(maxima_slot)
    }

    /// All ways in which the criteria there are read a record.
    pub fn measures(&self) -> impl Iterator<Item = &Measure> {
        self.counted().flat_map(|basis| &basis.measures)
    }

    /// The criteria that read a record in one of some ways.
    pub fn reading<'a>(&'a self, ways: &'a [Reads]) -> impl Iterator<Item = &'a Basis> {
        self.counted().filter(|basis| basis.measures.iter().any(|measure| ways.contains(&measure.reads)))
    }

    /// Puts own maxima in the place of ours, if together they can make the scale.
    fn own_maxima(&mut self, profile: &Profile) -> Option<Problem> {
        let own = |slot: Slot| profile.assumptions.own(slot);
        for basis in self.criteria.iter_mut().filter(|basis| basis.counts) {
            let Some(ends) = basis.ends() else { continue };
            let (ours, [least, most]) = (basis.maximum.ours, ends.map(own));
            basis.maximum.used = Interval { low: least.unwrap_or(ours.low), high: most.unwrap_or(ours.high) };
        }
        let reversed = self.counted().find(|basis| basis.maximum.used.low > basis.maximum.used.high);
        let sum = |end: fn(&Maximum) -> Points| self.counted().map(|basis| end(&basis.maximum)).sum::<Points>();
        if reversed.is_none() && sum(|maximum| maximum.used.low) <= self.scale && self.scale <= sum(|maximum| maximum.used.high) {
            return None;
        }
        let changed = reversed.or_else(|| self.counted().find(|basis| basis.maximum.used != basis.maximum.ours));
        let slot = changed.and_then(|basis| {
            let [least, most] = basis.ends()?;
            Some(if own(most).is_some() { most } else { least })
        });
        let text = if reversed.is_some() { key!("problem.ends-reversed") } else { key!("problem.maxima-do-not-fit") };
        let message = Message::new(text).with("scale", self.scale);
        for basis in &mut self.criteria {
            basis.maximum.used = basis.maximum.ours;
        }
        slot.map(|slot| Problem { slot, severity: Severity::Refused, message })
    }

    /// Puts own bands in the place of ours, in every table of that name.
    fn own_bands(&mut self, table: BandTable, own: &[OwnBand], problems: &mut Vec<Problem>) {
        let refused = |band: &OwnBand, slot: Slot, message: Key| Problem {
            slot: slot.in_row(band.id),
            severity: Severity::Refused,
            message: message.into(),
        };
        let own: Vec<&OwnBand> = own.iter().filter(|band| band.table == Some(table)).collect();
        if own.is_empty() {
            return;
        }
        let is_there =
            |band: &OwnBand| self.tables(table).flat_map(|table| &table.steps).any(|step| band.at.is_some_and(|at| at.0 == step.at));
        problems.extend(own.iter().filter(|band| !is_there(band)).map(|band| refused(band, OwnBand::AT, key!("problem.no-such-band"))));
        let tables = self.criteria.iter_mut().flat_map(|basis| &mut basis.measures).flat_map(|measure| &mut measure.tables);
        for known in tables.filter(|known| known.table == table) {
            let mut last = None;
            for band in &own {
                let Some(step) = known.steps.iter_mut().find(|step| band.at.is_some_and(|at| at.0 == step.at)) else { continue };
                let Interval { low, high } = step.used;
                step.used = Interval { low: band.low.map_or(low, |own| own.0), high: band.high.map_or(high, |own| own.0) };
                last = Some(refused(band, if band.high.is_some() { OwnBand::HIGH } else { OwnBand::LOW }, key!("problem.bands-must-rise")));
            }
            let rises = |pair: &[BandStep]| pair[0].used.low <= pair[1].used.low && pair[0].used.high <= pair[1].used.high;
            if !known.steps.windows(2).all(rises) || known.steps.iter().any(|step| step.used.low > step.used.high) {
                // A higher step that counts less would make every range of answers wrong.
                problems.extend(last);
                for step in &mut known.steps {
                    step.used = step.ours;
                }
            }
        }
    }
}

/// A criterion of the rulebook, with what it names looked up.
fn basis(criterion: &rulebook::Criterion, scale: Points, on: Date) -> Basis {
    let maximum = criterion.maximum.on_or_latest(on);
    let ours = maximum.map_or(Interval { low: 0, high: scale }, |found| found.value);
    let cite = maximum.map(|found| found.cite);
    let mut unit = Unit::Percent;
    let mut table = |(name, bands): &(&str, Ref<rulebook::kind::Bands>)| {
        let table = BandTable::from_name(name)?;
        let found = bands.on_or_latest(on)?;
        // All have the same but the weights of jobs, which are told in percent always.
        if found.value.unit == Unit::Points {
            unit = Unit::Points;
        }
        let step = |band: &rulebook::Band| BandStep::ours(band.at, Interval { low: band.low, high: band.high });
        Some(Table { table, cite: Some(found.cite), steps: found.value.steps.iter().map(step).collect() })
    };
    let mut measures = Vec::with_capacity(criterion.measures.len());
    for measure in criterion.measures {
        let tables = measure.tables.iter().filter_map(&mut table).collect();
        measures.push(Measure { reads: measure.reads, join: measure.join, tables });
    }
    Basis {
        criterion: Criterion::new(criterion.id, criterion.name),
        number: criterion.number,
        evaluator: criterion.evaluator.and_then(|rule| rule.on_or_latest(on)).map(|found| found.cite),
        only_if: criterion.only_if,
        counts: criterion.only_if.is_none(),
        maximum: Maximum::ours(ours, cite, cite.is_some_and(|cite| cite.standing() != Standing::Assumption)),
        own: None,
        unit,
        measures,
    }
}
