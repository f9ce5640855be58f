//! Every set of changes there is, what each comes to, and which are minimal.

use super::options::{KINDS, Options, WORK, moved_by, options};
use super::{Change, ChangeSet, Lacking, after, put};
use crate::assess::points::assumptions::Assumptions;
use crate::assess::points::{Ledger, Line, Term, Worth, together};
use crate::profile::{Document, Profile, Reading};
use crate::quantity::{Date, Interval, Points, sorted};

/// Every set of changes there is, numbered by the choice within each kind and by the time.
pub(super) struct Search {
    on: Date,
    options: [Options; KINDS],
    /// By how much the number grows with the next choice of a kind; the time comes last.
    strides: [usize; KINDS],
    /// Months, rising.
    times: Vec<i32>,
    /// The total of each set; none where the time is too short for its changes.
    totals: Vec<Option<Interval<Points>>>,
    goes_on: bool,
}

impl Search {
    pub(super) fn new(document: &Document, profile: &Profile, assumed: &Assumptions, on: Date, horizon: i32, goes_on: bool) -> Self {
        let options = options(profile, assumed, on, horizon, goes_on);
        let times = options.iter().flatten().map(|(_, months)| *months).chain((0..=horizon / 12).map(|year| 12 * year));
        let mut times = sorted(times.filter(|months| *months <= horizon), |months| *months);
        times.dedup();
        let mut strides = [times.len(); KINDS];
        for kind in (0..KINDS - 1).rev() {
            strides[kind] = strides[kind + 1] * options[kind + 1].len();
        }
        let mut search = Self { on, options, strides, times, totals: Vec::new(), goes_on };
        search.totals = search.work_out(document, profile, assumed);
        search
    }

    /// How many sets there are.
    pub(super) fn size(&self) -> usize {
        self.totals.iter().flatten().count()
    }

    fn choice(&self, place: usize, kind: usize) -> usize {
        place / self.strides[kind] % self.options[kind].len()
    }

    pub(super) fn months_of(&self, place: usize) -> i32 {
        self.times[place % self.times.len()]
    }

    pub(super) fn changes(&self, place: usize) -> Vec<Change> {
        let months = self.months_of(place);
        let chosen = (0..self.options.len()).map(|kind| self.options[kind][self.choice(place, kind)]);
        let longest = chosen.clone().map(|(_, months)| months).max().unwrap_or(0);
        let mut changes: Vec<Change> = chosen.filter_map(|(change, _)| change).collect();
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
        // The answers in no row, and all rows counted in: a set of changes is counted in besides and out again.
        let days = self.times.iter().map(|months| after(self.on, *months));
        let read = Reading::of_points(document, days);
        let mut at: Vec<(Profile, Ledger<'_>)> =
            read.map(|(on, profile)| (profile.without_rows(), Ledger::of(&profile, assumed, on))).collect();
        let own = profile.without_rows();
        let worth = |(base, ledger): &mut (Profile, Ledger<'_>), criterion: usize, months: i32, chosen: &[(usize, usize)]| {
            let mut tried = base.clone();
            for (kind, choice) in chosen {
                // The first choice is no change.
                if let Some(change) = self.options[*kind][*choice].0 {
                    put(&mut tried, &own, self.goes_on, change, months, self.on);
                }
            }
            ledger.count(&tried, 1);
            let worth = ledger.worth(criterion, &tried);
            ledger.count(&tried, -1);
            worth
        };
        let length = |kind: usize| self.options[kind].len();
        let mut parts: Vec<Part> = Vec::new();
        for (criterion, basis) in assumed.counted().enumerate() {
            let moved = basis.measures.iter().map(|measure| moved_by(measure.reads));
            let timed = moved.clone().any(|(_, timed)| timed);
            let mut moving: Vec<usize> = sorted(moved.flat_map(|(kinds, _)| kinds.iter().copied()), |kind| *kind);
            moving.dedup();
            let line = |worth: Worth| Term::of(basis, worth).line(assumed.scale);
            let mut part = Part::new(moving.iter().map(|kind| (*kind, length(*kind))), if timed { at.len() } else { 1 });
            for place in 0..part.combinations() {
                let chosen: Vec<(usize, usize)> = part.chosen(place).collect();
                for (at, months) in at.iter_mut().zip(&self.times).take(part.times) {
                    if let Some(worth) = worth(at, criterion, *months, &chosen) {
                        part.add(worth, &line);
                    }
                }
            }
            parts.push(part);
        }
        let table = combine(&mut parts, assumed.scale);

        let mut totals = Vec::with_capacity(self.options.iter().map(Vec::len).product::<usize>() * self.times.len());
        let mut chosen = [0; KINDS];
        let mut places = vec![0; self.times.len()];
        loop {
            let longest = chosen.iter().zip(&self.options).map(|(choice, options)| options[*choice].1).max().unwrap_or(0);
            // What time does not move stands in its row once.
            let still = parts.iter().filter(|part| part.times == 1).filter_map(|part| part.row(&chosen).first()).sum();
            places.fill(still);
            for part in parts.iter().filter(|part| part.times > 1) {
                places.iter_mut().zip(part.row(&chosen)).for_each(|(place, number)| *place += number);
            }
            let total = |place: &usize| table.get(*place).copied().unwrap_or(Interval::exactly(0));
            totals.extend(self.times.iter().zip(&places).map(|(months, place)| (longest <= *months).then(|| total(place))));
            // The next combination, in the order of the numbering: the last kind turns first.
            let Some(turn) = (0..KINDS).rev().find(|kind| chosen[*kind] + 1 < length(*kind)) else { return totals };
            chosen[turn] += 1;
            chosen[turn + 1..].fill(0);
        }
    }

    /// The sets that will do while no smaller one does.
    pub(super) fn minimal(&self, does: impl Fn(Interval<Points>) -> bool) -> Vec<usize> {
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

    /// The sets that are smaller by one step; the kind, or none for the time.
    fn neighbours(&self, place: usize) -> impl Iterator<Item = (Option<usize>, usize)> {
        let reducible = (0..self.options.len()).filter(move |kind| self.choice(place, *kind) > 0);
        let shorter = (!place.is_multiple_of(self.times.len())).then(|| (None, place - 1));
        reducible.map(move |kind| (Some(kind), place - self.strides[kind])).chain(shorter)
    }

    /// How many sets are smaller.
    fn smaller(&self, place: usize) -> usize {
        let times = place % self.times.len() + 1;
        let chosen: Vec<usize> = (0..self.options.len()).map(|kind| self.choice(place, kind) + 1).collect();
        let below = |number: usize| {
            let mut left = number / times;
            let mut other = number % times;
            for (kind, chosen) in chosen.iter().enumerate() {
                other += left % chosen * self.strides[kind];
                left /= chosen;
            }
            other
        };
        let all = chosen.iter().product::<usize>() * times;
        (0..all).map(below).filter(|other| *other != place && self.totals[*other].is_some()).count()
    }

    pub(super) fn set(&self, place: usize) -> ChangeSet {
        let months = self.months_of(place);
        let without = |(kind, smaller): (Option<usize>, usize)| {
            let total = self.totals[smaller]?;
            let lacking = match kind {
                Some(WORK) => Lacking::Change(Change::Work(months), None),
                Some(kind) => {
                    let choice = self.choice(place, kind);
                    Lacking::Change(self.options[kind][choice].0?, self.options[kind][choice - 1].0)
                }
                None => Lacking::Months(months - self.months_of(smaller)),
            };
            Some((lacking, total))
        };
        ChangeSet {
            changes: self.changes(place),
            months,
            on: after(self.on, months),
            total: self.totals[place].unwrap_or(Interval::exactly(0)),
            smaller: self.neighbours(place).filter_map(without).collect(),
            tried: self.smaller(place),
        }
    }
}

/// A criterion by itself: what it is worth for every combination of the changes that move it, at every time that
/// makes a difference.
struct Part {
    /// The kinds that move it, each with the number of its options.
    kinds: Vec<(usize, usize)>,
    times: usize,
    /// The different worths, and what each gives.
    worths: Vec<Worth>,
    lines: Vec<Line>,
    /// By combination and time: which worth, and later how far that is along in the table of totals.
    numbers: Vec<usize>,
}

impl Part {
    fn new(kinds: impl Iterator<Item = (usize, usize)>, times: usize) -> Self {
        Self { kinds: kinds.collect(), times, worths: Vec::new(), lines: Vec::new(), numbers: Vec::new() }
    }

    fn combinations(&self) -> usize {
        self.kinds.iter().map(|(_, length)| length).product()
    }

    /// The choice for each kind in a combination; the last kind turns first.
    fn chosen(&self, combination: usize) -> impl Iterator<Item = (usize, usize)> {
        let mut stride = self.combinations();
        self.kinds.iter().map(move |(kind, length)| {
            stride /= length;
            (*kind, combination / stride % length)
        })
    }

    fn add(&mut self, worth: Worth, line: &impl Fn(Worth) -> Line) {
        let known = self.worths.iter().position(|known| *known == worth).unwrap_or_else(|| {
            self.worths.push(worth);
            self.lines.push(line(worth));
            self.worths.len() - 1
        });
        self.numbers.push(known);
    }

    /// Its numbers at every time, given the choice for every kind.
    fn row(&self, chosen: &[usize; KINDS]) -> &[usize] {
        let combination = self.kinds.iter().fold(0, |place, (kind, length)| place * length + chosen[*kind]);
        &self.numbers[combination * self.times..][..self.times]
    }
}

/// The total of each combination of worths. The numbers of the parts become how far each is along in it.
fn combine(parts: &mut [Part], scale: Points) -> Vec<Interval<Points>> {
    // Two halves first: far fewer steps than all criteria each time.
    let half = |first: usize| {
        let mut lines = vec![together(std::iter::empty(), scale)];
        for part in parts.iter().skip(first).step_by(2) {
            lines = lines.iter().flat_map(|before| part.lines.iter().map(move |line| before.with(line))).collect();
        }
        lines
    };
    let (left, right) = (half(0), half(1));
    let totals = left.iter().flat_map(|a| right.iter().map(move |b| a.sharing_all(b).unwrap_or(Interval::exactly(0)))).collect();
    let mut stride = 1;
    for first in [1, 0] {
        for part in parts.iter_mut().skip(first).step_by(2).rev() {
            part.numbers.iter_mut().for_each(|number| *number *= stride);
            stride *= part.lines.len();
        }
    }
    totals
}
