//! Points a person knows, in the place of our bands; and what they say of the maxima.

use crate::assess::points::assumptions::{Assumptions, Basis};
use crate::key;
use crate::message::Message;
use crate::profile::{Problem, Profile, Severity, Slot};
use crate::quantity::{Interval, Points};

/// Puts the person's own points in the place of our bands, and says which the scale does not allow. Those are not
/// used.
pub(in crate::assess) fn own_points(assumed: &mut Assumptions, profile: &Profile) -> Vec<Problem> {
    let given = |basis: &Basis| basis.own_points().and_then(|slot| profile.own_points.own(slot));
    for basis in assumed.criteria.iter_mut().filter(|basis| basis.counts) {
        basis.own = given(basis);
    }
    let refused =
        |slot: Slot, text, most: Points| Problem { slot, severity: Severity::Refused, message: Message::new(text).with("most", most) };
    let mut problems = Vec::new();
    // Not more than a published maximum allows.
    for basis in assumed.criteria.iter_mut().filter(|basis| basis.maximum.published) {
        let most = basis.maximum.used.high;
        if basis.own.is_some_and(|own| own > most) {
            basis.own = None;
            problems.extend(basis.own_points().map(|slot| refused(slot, key!("problem.too-many-points"), most)));
        }
    }
    // The others share the rest; where together they exceed it nobody can say which one is wrong.
    let published = assumed.counted().filter(|basis| basis.maximum.published);
    let rest = assumed.scale - published.map(|basis| basis.maximum.used.low.max(basis.own.unwrap_or(0))).sum::<Points>();
    let shared = |basis: &&mut Basis| !basis.maximum.published && basis.own.is_some();
    if assumed.criteria.iter_mut().filter(shared).filter_map(|basis| basis.own).sum::<Points>() > rest {
        let mut last = None;
        for basis in assumed.criteria.iter_mut().filter(shared) {
            basis.own = None;
            last = basis.own_points();
        }
        problems.extend(last.map(|slot| refused(slot, key!("problem.own-points-too-many"), rest)));
    }
    share(assumed);
    problems
}

/// The maxima that are left once own figures are known.
///
/// An own figure rules out maxima that could not give it; one beyond our assumption shows the assumption wrong, and
/// the other assumed maxima give way.
fn share(assumed: &mut Assumptions) {
    for basis in &mut assumed.criteria {
        let (own, used) = (basis.own.unwrap_or(0), basis.maximum.used);
        basis.maximum.left = Interval { low: used.low.max(own), high: used.high.max(own) };
    }
    let least = assumed.counted().map(|basis| basis.maximum.left.low).sum::<Points>();
    let mut excess = least - assumed.scale;
    // From the last; those that are published only once the others cannot give way any more.
    for published in [false, true] {
        for basis in assumed.criteria.iter_mut().rev().filter(|basis| basis.counts && basis.maximum.published == published) {
            let low = basis.maximum.left.low;
            basis.maximum.left.low = (low - excess.max(0)).max(basis.own.unwrap_or(0));
            excess -= low - basis.maximum.left.low;
        }
    }
}
