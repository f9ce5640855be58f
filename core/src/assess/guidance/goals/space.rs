//! Every set of changes there is, what each comes to, and which are minimal.

use super::ladders::{LADDERS, Ladder, WORK, ladders, moved_by};
use super::{Change, Lacking, Way, after, put};
use crate::assess::points::assumptions::Assumptions;
use crate::assess::points::{Line, Term, Worth, together, worth};
use crate::profile::{Document, Profile, Reading};
use crate::quantity::{Date, Interval, Points, sorted};

/// Every set of changes there is, numbered: a place on each ladder, and a time.
pub(super) struct Space {
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

impl Space {
    pub(super) fn new(document: &Document, profile: &Profile, assumed: &Assumptions, on: Date, horizon: i32, goes_on: bool) -> Self {
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
    pub(super) fn size(&self) -> usize {
        self.totals.iter().flatten().count()
    }

    fn rung(&self, place: usize, ladder: usize) -> usize {
        place / self.strides[ladder] % self.ladders[ladder].len()
    }

    pub(super) fn months_of(&self, place: usize) -> i32 {
        self.times[place % self.times.len()]
    }

    pub(super) fn changes(&self, place: usize) -> Vec<Change> {
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
                // The lowest rung is no change.
                if let Some(change) = self.ladders[*ladder][*rung].0 {
                    put(&mut tried, profile, change, self.times[time], self.on);
                }
            }
            tried
        };
        let length = |ladder: usize| self.ladders[ladder].len();
        let mut parts: Vec<Part> = Vec::new();
        for basis in assumed.counted() {
            let moved = basis.measures.iter().map(|measure| moved_by(measure.reads));
            let timed = moved.clone().any(|(_, timed)| timed);
            let mut moving: Vec<usize> = sorted(moved.flat_map(|(ladders, _)| ladders.iter().copied()), |ladder| *ladder);
            moving.dedup();
            let line = |worth: Worth| Term::of(basis, worth).line(assumed.scale);
            let mut part = Part::new(moving.iter().map(|ladder| (*ladder, length(*ladder))), if timed { at.len() } else { 1 });
            for place in 0..part.combinations() {
                let rungs: Vec<(usize, usize)> = part.rungs(place).collect();
                for (time, (on, _)) in at.iter().enumerate().take(part.times) {
                    part.add(worth(basis, &changed(time, &rungs), assumed, *on), &line);
                }
            }
            parts.push(part);
        }
        let table = combine(&mut parts, assumed.scale);

        let mut totals = Vec::with_capacity(self.ladders.iter().map(Vec::len).product::<usize>() * self.times.len());
        let mut rungs = [0; LADDERS];
        let mut places = vec![0; self.times.len()];
        loop {
            let longest = rungs.iter().zip(&self.ladders).map(|(rung, ladder)| ladder[*rung].1).max().unwrap_or(0);
            // What time does not move stands in its row once.
            let still = parts.iter().filter(|part| part.times == 1).filter_map(|part| part.row(&rungs).first()).sum();
            places.fill(still);
            for part in parts.iter().filter(|part| part.times > 1) {
                places.iter_mut().zip(part.row(&rungs)).for_each(|(place, number)| *place += number);
            }
            let total = |place: &usize| table.get(*place).copied().unwrap_or(Interval::exactly(0));
            totals.extend(self.times.iter().zip(&places).map(|(months, place)| (longest <= *months).then(|| total(place))));
            // The next combination, in the order of the numbering: the last ladder turns first.
            let Some(turn) = (0..LADDERS).rev().find(|ladder| rungs[*ladder] + 1 < length(*ladder)) else { return totals };
            rungs[turn] += 1;
            rungs[turn + 1..].fill(0);
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

    pub(super) fn way(&self, place: usize) -> Way {
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

/// A criterion by itself: what it is worth for every combination of the changes that move it, at every time that
/// makes a difference.
struct Part {
    /// The ladders that move it, each with its length.
    ladders: Vec<(usize, usize)>,
    times: usize,
    /// The different worths, and what each gives.
    worths: Vec<Worth>,
    lines: Vec<Line>,
    /// By combination and time: which worth, and later how far that is along in the table of totals.
    numbers: Vec<usize>,
}

impl Part {
    fn new(ladders: impl Iterator<Item = (usize, usize)>, times: usize) -> Self {
        Self { ladders: ladders.collect(), times, worths: Vec::new(), lines: Vec::new(), numbers: Vec::new() }
    }

    fn combinations(&self) -> usize {
        self.ladders.iter().map(|(_, length)| length).product()
    }

    /// The rung on each ladder in a combination; the last ladder turns first.
    fn rungs(&self, combination: usize) -> impl Iterator<Item = (usize, usize)> {
        let mut stride = self.combinations();
        self.ladders.iter().map(move |(ladder, length)| {
            stride /= length;
            (*ladder, combination / stride % length)
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

    /// Its numbers at every time, for a rung on each of all ladders.
    fn row(&self, rungs: &[usize; LADDERS]) -> &[usize] {
        let combination = self.ladders.iter().fold(0, |place, (ladder, length)| place * length + rungs[*ladder]);
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
