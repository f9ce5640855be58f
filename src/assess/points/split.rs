//! The total over every allowed way to share the scale among the criteria.

use super::Worth;
use crate::quantity::{Interval, Points};

/// What goes into a total, by criterion: what a life earns, and the maxima there may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::assess) struct Sum {
    /// What a life earns.
    pub worth: Vec<Worth>,
    /// A figure of the person's own in its place.
    pub own: Vec<Option<Points>>,
    /// What the maxima may be; some choice of them adds up to the scale.
    pub maxima: Vec<Interval<Points>>,
    /// Points there are.
    pub scale: Points,
}

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
    /// The points of one criterion if its maximum is so much.
    pub(super) fn points(&self, index: usize, maximum: Points) -> Interval<Points> {
        match self.own[index] {
            Some(own) => Interval::exactly(own),
            None => self.worth[index].of_maximum(maximum),
        }
    }

    /// One criterion over all maxima it may have.
    pub(in crate::assess) fn line(&self, index: usize) -> Line {
        let may = |maximum: &Points| self.maxima[index].contains(*maximum);
        Line((0..=self.scale).map(|maximum| Some(maximum).filter(may).map(|maximum| self.points(index, maximum))).collect())
    }

    /// Every second criterion together, from the first or the second on: two halves, so that no line of all of
    /// them but one has to be walked through for every maximum of the last.
    fn half(&self, first: usize) -> Line {
        together((first..self.worth.len()).step_by(2).map(|index| self.line(index)), self.scale)
    }

    /// The least and the greatest total.
    pub(in crate::assess) fn total(&self) -> Interval<Points> {
        self.half(0).sharing_all(&self.half(1)).unwrap_or(Interval::exactly(0))
    }

    /// The maxima that give the least total; of several choices the one that gives the last criteria least.
    pub(super) fn lowest(&self) -> Vec<Points> {
        // Before each criterion: all that stand before it, together.
        let mut before = vec![Line::nothing(self.scale)];
        for index in 0..self.worth.len() {
            before.push(before[index].with(&self.line(index)));
        }
        let mut choice = vec![0; self.worth.len()];
        let mut left = usize::try_from(self.scale).unwrap_or(0);
        for index in (0..self.worth.len()).rev() {
            let line = self.line(index);
            let sums = line.known().filter_map(|(used, points)| {
                Some((before[index].0.get(left.checked_sub(used)?).copied().flatten()?.low + points.low, used))
            });
            let used = sums.min().map_or(0, |(_, used)| used);
            choice[index] = Points::try_from(used).unwrap_or(0);
            left -= used;
        }
        choice
    }

    /// What a criterion's maximum may be, given that all add up to the scale.
    pub(super) fn feasible(&self, index: usize) -> Interval<Points> {
        let others = |end: fn(&Interval<Points>) -> Points| {
            (0..self.worth.len()).filter(|other| *other != index).map(|other| end(&self.maxima[other])).sum::<Points>()
        };
        let own = self.maxima[index];
        Interval { low: own.low.max(self.scale - others(|range| range.high)), high: own.high.min(self.scale - others(|range| range.low)) }
    }
}

/// The maxima that are left once a person's own figures are known; with each whether it is published.
///
/// An own figure rules out maxima that could not give it; one beyond our assumption shows the
/// assumption wrong, and the other assumed maxima give way.
pub(super) fn with_own(mut maxima: Vec<(Interval<Points>, bool)>, own: &[Option<Points>], scale: Points) -> Vec<Interval<Points>> {
    for ((maximum, _), own) in maxima.iter_mut().zip(own) {
        let own = own.unwrap_or(0);
        *maximum = Interval { low: maximum.low.max(own), high: maximum.high.max(own) };
    }
    // From the last; those that are published only once the others cannot give way any more.
    for published in [false, true] {
        for index in (0..maxima.len()).rev().filter(|index| maxima[*index].1 == published).collect::<Vec<_>>() {
            let excess = maxima.iter().map(|(range, _)| range.low).sum::<Points>() - scale;
            let low = &mut maxima[index].0.low;
            *low = (*low - excess.max(0)).max(own[index].unwrap_or(0));
        }
    }
    maxima.into_iter().map(|(range, _)| range).collect()
}
