//! Every set of changes there is, what each comes to, and which are minimal.

use super::ladders::{CERTIFICATES, DEGREE, LADDERS, LANGUAGE, LEADERSHIP, Ladder, PATENT, PUBLICATIONS, TECHNICAL, WORK, ladders};
use super::{Change, Lacking, Way, after, put};
use crate::assess::assumptions::Assumptions;
use crate::assess::points::{Percent, Sum, achievements, education, experience, languages, sum_of};
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
        let mut kinds = [0, 1, 2, 3].map(Kinds::new);
        let sum = |index: usize, percent: Percent| {
            let mut all = [Interval::exactly(0); 4];
            all[index] = percent;
            sum_of(profile, assumed, all)
        };
        let mut over_time = |[first, second]: [usize; 2], criterion: usize, percent: fn(&Profile, &Assumptions, Date) -> Percent| {
            let mut numbers = Vec::new();
            for first_rung in 0..length(first) {
                for second_rung in 0..length(second) {
                    for (time, (on, _)) in at.iter().enumerate() {
                        let changed = changed(time, &[(first, first_rung), (second, second_rung)]);
                        numbers.push(kinds[criterion].number(percent(&changed, assumed, *on), &sum));
                    }
                }
            }
            numbers
        };
        let by_experience = over_time([LEADERSHIP, WORK], 0, |profile, assumed, on| experience(profile, assumed, on).percent);
        let by_education = over_time([DEGREE, CERTIFICATES], 1, |profile, assumed, on| education(profile, assumed, on).percent);
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
