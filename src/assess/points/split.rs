//! The total over every allowed way to share the scale among the criteria.

use super::Criterion;
use crate::quantity::{Interval, Points};

/// How many criteria there can be.
const CRITERIA: usize = Criterion::ALL.len();

/// What goes into a total: the share of each maximum a life earns, and the maxima there may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::assess) struct Sum {
    /// Percent of the maximum, by criterion.
    pub percent: [Interval<i32>; CRITERIA],
    /// A figure of the person's own in its place.
    pub own: [Option<Points>; CRITERIA],
    /// What the maxima may be; some choice of them adds up to the scale.
    pub maxima: [Interval<Points>; CRITERIA],
    /// Points there are.
    pub scale: Points,
}

/// For each number of points that some criteria may have as their maxima together, the least and the
/// greatest they may give; none where they cannot have so many.
#[derive(Clone, Debug)]
pub(in crate::assess) struct Line(Vec<Option<Interval<Points>>>);

impl Line {
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

fn hull(so_far: Option<Interval<Points>>, more: Interval<Points>) -> Option<Interval<Points>> {
    Some(so_far.map_or(more, |so_far| so_far.hull(more)))
}

impl Sum {
    /// The points of one criterion if its maximum is so much.
    pub(super) fn points(&self, index: usize, maximum: Points) -> Interval<Points> {
        match self.own[index] {
            Some(own) => Interval::exactly(own),
            None => of_maximum(self.percent[index], maximum),
        }
    }

    /// One criterion over all maxima it may have.
    pub(in crate::assess) fn line(&self, index: usize) -> Line {
        let may = |maximum: &Points| self.maxima[index].contains(*maximum);
        Line((0..=self.scale).map(|maximum| Some(maximum).filter(may).map(|maximum| self.points(index, maximum))).collect())
    }

    /// The least and the greatest total.
    pub(in crate::assess) fn total(&self) -> Interval<Points> {
        let [first, second, third, fourth] = [0, 1, 2, 3].map(|index| self.line(index));
        first.with(&third).sharing_all(&second.with(&fourth)).unwrap_or(Interval::exactly(0))
    }

    /// The maxima that give the least total; of several choices the one that gives the last criteria least.
    pub(super) fn lowest(&self) -> [Points; CRITERIA] {
        let lines = [0, 1, 2, 3].map(|index| self.line(index));
        let mut choice = [0; CRITERIA];
        let mut left = usize::try_from(self.scale).unwrap_or(0);
        for index in (1..CRITERIA).rev() {
            let before = lines[1..index].iter().fold(lines[0].clone(), |before, line| before.with(line));
            let sums = lines[index]
                .known()
                .filter_map(|(used, points)| Some((before.0.get(left.checked_sub(used)?).copied().flatten()?.low + points.low, used)));
            let used = sums.min().map_or(0, |(_, used)| used);
            choice[index] = Points::try_from(used).unwrap_or(0);
            left -= used;
        }
        choice[0] = Points::try_from(left).unwrap_or(0);
        choice
    }

    /// What a criterion's maximum may be, given that all add up to the scale.
    pub(super) fn feasible(&self, index: usize) -> Interval<Points> {
        let others = |end: fn(&Interval<Points>) -> Points| {
            (0..CRITERIA).filter(|other| *other != index).map(|other| end(&self.maxima[other])).sum::<Points>()
        };
        let own = self.maxima[index];
        Interval { low: own.low.max(self.scale - others(|range| range.high)), high: own.high.min(self.scale - others(|range| range.low)) }
    }
}

/// The whole points that a share in percent may come to: rounded outwards.
fn of_maximum(percent: Interval<i32>, maximum: Points) -> Interval<Points> {
    let points = |percent: i32, up: i32| (maximum * percent + up) / 100;
    Interval { low: points(percent.low, 0), high: points(percent.high, 99) }
}

/// The maxima that are left once a person's own figures are known.
///
/// An own figure rules out maxima that could not give it; one beyond our assumption shows the
/// assumption wrong, and the other assumed maxima give way.
pub(super) fn with_own(
    mut maxima: [Interval<Points>; CRITERIA],
    own: &[Option<Points>; CRITERIA],
    scale: Points,
) -> [Interval<Points>; CRITERIA] {
    for (maximum, own) in maxima.iter_mut().zip(own) {
        let own = own.unwrap_or(0);
        *maximum = Interval { low: maximum.low.max(own), high: maximum.high.max(own) };
    }
    // From the last: the first criterion's maximum is published.
    for index in (0..CRITERIA).rev() {
        let excess = maxima.iter().map(|range| range.low).sum::<Points>() - scale;
        let least = own[index].unwrap_or(0);
        maxima[index].low = (maxima[index].low - excess.max(0)).max(least);
    }
    maxima
}
