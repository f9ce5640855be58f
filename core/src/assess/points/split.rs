//! The total over every allowed way to share the scale among the criteria.

use super::Worth;
use crate::assess::points::assumptions::Basis;
use crate::quantity::{Interval, Points};

/// What goes into a total from one criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::assess) struct Term {
    /// What a life earns.
    pub worth: Worth,
    /// A figure of the person's own in its place.
    pub own: Option<Points>,
    /// What the maximum may be.
    pub maximum: Interval<Points>,
}

impl Term {
    pub(in crate::assess) fn of(basis: &Basis, worth: Worth) -> Self {
        Self { worth, own: basis.own, maximum: basis.maximum.left }
    }

    /// The points if the maximum is so much.
    pub(super) fn points(&self, maximum: Points) -> Interval<Points> {
        match self.own {
            Some(own) => Interval::exactly(own),
            None => self.worth.of_maximum(maximum),
        }
    }

    /// The points over all maxima it may have.
    pub(in crate::assess) fn line(&self, scale: Points) -> Line {
        let may = |maximum: &Points| self.maximum.contains(*maximum);
        Line((0..=scale).map(|maximum| Some(maximum).filter(may).map(|maximum| self.points(maximum))).collect())
    }
}

/// All that goes into a total, and the points there are: some choice of the maxima adds up to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sum(pub Vec<Term>, pub Points);

/// For each number of points that some criteria may have as their maxima together, the least and the
/// greatest they may give; none where they cannot have so many.
#[derive(Clone, Debug)]
pub(in crate::assess) struct Line(Vec<Option<Interval<Points>>>);

impl Line {
    /// No criterion at all.
    fn nothing(scale: Points) -> Self {
        Self((0..=scale).map(|used| (used == 0).then_some(Interval::exactly(0))).collect())
    }

    /// Two groups of criteria together: every way to share is tried.
    pub(in crate::assess) fn with(&self, other: &Self) -> Self {
        let mut together = vec![None; self.0.len()];
        for (used, own) in self.known() {
            for (more, theirs) in other.known() {
                let Some(place) = together.get_mut(used + more) else { break };
                *place = hull(*place, own + theirs);
            }
        }
        Self(together)
    }

    /// What two groups give if they share all points there are; none where they cannot.
    pub(in crate::assess) fn sharing_all(&self, other: &Self) -> Option<Interval<Points>> {
        let pairs = self.0.iter().zip(other.0.iter().rev());
        pairs.filter_map(|(own, theirs)| Some((*own)? + (*theirs)?)).reduce(Interval::hull)
    }

    fn known(&self) -> impl Iterator<Item = (usize, Interval<Points>)> {
        self.0.iter().enumerate().filter_map(|(used, points)| points.map(|points| (used, points)))
    }
}

/// Some criteria together; none use nothing of the scale and give nothing.
pub(in crate::assess) fn together(lines: impl Iterator<Item = Line>, scale: Points) -> Line {
    lines.reduce(|together, line| together.with(&line)).unwrap_or_else(|| Line::nothing(scale))
}

fn hull(so_far: Option<Interval<Points>>, more: Interval<Points>) -> Option<Interval<Points>> {
    Some(so_far.map_or(more, |so_far| so_far.hull(more)))
}

impl Sum {
    /// Every second criterion together, from the first or the second on: two halves, so that no line of all of
    /// them but one has to be walked through for every maximum of the last.
    fn half(&self, first: usize) -> Line {
        together(self.0.iter().skip(first).step_by(2).map(|term| term.line(self.1)), self.1)
    }

    /// The least and the greatest total.
    pub(super) fn total(&self) -> Interval<Points> {
        self.half(0).sharing_all(&self.half(1)).unwrap_or(Interval::exactly(0))
    }

    /// The maxima that give the least total; of several choices the one that gives the last criteria least.
    pub(super) fn lowest(&self) -> Vec<Points> {
        let lines: Vec<Line> = self.0.iter().map(|term| term.line(self.1)).collect();
        // Before each criterion: all that stand before it, together.
        let mut before = vec![Line::nothing(self.1)];
        for (index, line) in lines.iter().enumerate() {
            before.push(before[index].with(line));
        }
        let mut choice = vec![0; lines.len()];
        let mut left = usize::try_from(self.1).unwrap_or(0);
        for (index, line) in lines.iter().enumerate().rev() {
            let so_far = |used: usize| before[index].0.get(left.checked_sub(used)?).copied().flatten();
            let sums = line.known().filter_map(|(used, points)| Some((so_far(used)?.low + points.low, used)));
            let used = sums.min().map_or(0, |(_, used)| used);
            choice[index] = Points::try_from(used).unwrap_or(0);
            left -= used;
        }
        choice
    }

    /// What a criterion's maximum may be, given that all add up to the scale.
    pub(super) fn feasible(&self, index: usize) -> Interval<Points> {
        let others = |end: fn(Interval<Points>) -> Points| {
            let others = self.0.iter().enumerate().filter(|(other, _)| *other != index);
            others.map(|(_, other)| end(other.maximum)).sum::<Points>()
        };
        let own = self.0[index].maximum;
        Interval { low: own.low.max(self.1 - others(|range| range.high)), high: own.high.min(self.1 - others(|range| range.low)) }
    }
}
