//! From net to gross: every pay before tax that leaves exactly an amount.
//!
//! Some pay always does. No charge falls when pay rises, so a qəpik more before tax leaves at most one
//! more after it: on the way up net pay passes every amount. Where a cliff sends it back, it passes
//! amounts twice, and more than one pay leaves the same.

use crate::assess::tax::payroll::Schedule;
use crate::profile::MOST_PAY;
use crate::quantity::Money;
use crate::rulebook::NotKnown;

/// How far around the place where net pay passes the wanted amount all solutions lie, in qəpik.
///
/// Each of the four amounts taken is rounded by itself, so net pay strays by at most 2 qəpik from a
/// straight line whose slope is 0.69 or more: 4 / 0.69 on either side, doubled for the search itself.
const AROUND: i64 = 16;

/// Every pay before tax that leaves exactly a net amount, ascending; none only where that pay would be
/// more than [`MOST_PAY`].
///
/// # Errors
/// Where a rule is not known for the month.
pub fn gross_for(schedule: &Schedule, net: Money) -> Result<Vec<Money>, NotKnown> {
    let edges = schedule.edges()?;
    let mut found = Vec::new();
    if schedule.net(Money::ZERO)? == net {
        found.push(Money::ZERO);
    }
    for (place, edge) in edges.iter().enumerate() {
        let first = edge.qepik() + 1;
        let last = edges.get(place + 1).map_or(MOST_PAY.qepik(), |next| next.qepik());
        // Between two edges net pay rises, but for roundings.
        let (mut low, mut high) = (first, last);
        while low < high {
            let middle = i64::midpoint(low, high);
            if schedule.net(Money::from_qepik(middle))? < net {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for qepik in (low - AROUND).max(first)..=(low + AROUND).min(last) {
            let gross = Money::from_qepik(qepik);
            if schedule.net(gross)? == net {
                found.push(gross);
            }
        }
    }
    Ok(found)
}
