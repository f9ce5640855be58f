//! Where a little more before tax leaves less after it, and how much of each further manat is taken.

use crate::assess::tax::payroll::{Schedule, reached};
use crate::quantity::Money;
use crate::rulebook::NotKnown;

/// A pay above which a qəpik more leaves less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cliff {
    /// The last pay before the fall.
    pub at: Money,
    /// How much less a qəpik more leaves.
    pub loss: Money,
    /// The least pay above it that leaves as much again.
    pub recovered: Money,
}

impl Cliff {
    /// How much less a pay in the gap leaves than the last one before the fall; none for a pay outside it.
    ///
    /// # Errors
    /// Where a rule is not known for the month.
    pub fn missing(&self, schedule: &Schedule, gross: Money) -> Result<Option<Money>, NotKnown> {
        if gross <= self.at || self.recovered <= gross {
            return Ok(None);
        }
        Ok(Some(schedule.net(self.at)? - schedule.net(gross)?))
    }
}

/// What roundings alone can take away: of a qəpik more, each of the four amounts may take one.
const ROUNDINGS: Money = Money::from_qepik(3);

const QEPIK: Money = Money::from_qepik(1);

/// Every cliff, ascending.
///
/// # Errors
/// Where a rule is not known for the month.
pub fn cliffs(schedule: &Schedule) -> Result<Vec<Cliff>, NotKnown> {
    let mut found = Vec::new();
    for at in schedule.edges()? {
        let before = schedule.net(at)?;
        let loss = before - schedule.net(at + QEPIK)?;
        if loss <= ROUNDINGS {
            continue;
        }
        // No charge falls when pay rises, so net pay never rises faster than gross: as much more gross as net
        // is missing is never too much.
        let mut recovered = at + QEPIK;
        loop {
            let missing = before - schedule.net(recovered)?;
            if missing <= Money::ZERO {
                break;
            }
            recovered = recovered + missing;
        }
        found.push(Cliff { at, loss, recovered });
    }
    Ok(found)
}

/// How much is taken, over a range of pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Curve {
    /// Parts with one rate on each further manat.
    pub segments: Vec<Segment>,
    /// Pay in equal steps.
    pub points: Vec<Point>,
    /// The greatest pay looked at.
    pub top: Money,
}

/// A range of pay with one rate on each further manat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Above this pay,
    pub from: Money,
    /// up to this one.
    pub to: Money,
    /// Taken of each further manat, in hundredths of a percent.
    pub marginal: i32,
    /// Taken of all pay at its end, in hundredths of a percent.
    pub average: i32,
}

/// A pay and what is taken of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// Before tax.
    pub gross: Money,
    /// Taken of all of it, in hundredths of a percent.
    pub average: i32,
}

/// How many steps a curve has.
const STEPS: i64 = 60;

/// What is shown beyond the last edge of the rules.
const ROOM: Money = Money::from_manat(4000);

/// How much is taken of pay up to half as much again as a person's own, and beyond the last edge of the rules.
///
/// # Errors
/// Where a rule is not known for the month.
pub fn curve(schedule: &Schedule, own: Money) -> Result<Curve, NotKnown> {
    let edges = schedule.edges()?;
    let last = edges.last().copied().unwrap_or_default();
    let reach = (last.qepik() + ROOM.qepik()).max(own.qepik() / 2 * 3);
    let thousand = Money::from_manat(1000).qepik();
    let top = Money::from_qepik((reach + thousand - 1) / thousand * thousand);
    let mut segments = Vec::new();
    for (place, from) in edges.iter().enumerate() {
        let to = edges.get(place + 1).copied().unwrap_or(top);
        segments.push(Segment { from: *from, to, marginal: marginal(schedule, *from + QEPIK)?, average: average(schedule, to)? });
    }
    let mut points = Vec::new();
    for step in 1..=STEPS {
        let gross = Money::from_qepik(top.qepik() * step / STEPS);
        points.push(Point { gross, average: average(schedule, gross)? });
    }
    Ok(Curve { segments, points, top })
}

/// Of each further manat: the sum of the rates that are reached.
fn marginal(schedule: &Schedule, gross: Money) -> Result<i32, NotKnown> {
    let taxable = schedule.taxable(gross)?;
    let mut sum = if taxable > Money::ZERO { hundredths(schedule.tax?.value, taxable) } else { 0 };
    for (rates, due) in schedule.employee.iter().zip(schedule.dues) {
        if due?.is_on_pay() {
            sum += hundredths(rates.as_ref().map_err(|missing| *missing)?.value, gross);
        }
    }
    Ok(sum)
}

fn hundredths(brackets: &[crate::rulebook::Bracket], amount: Money) -> i32 {
    let rate = reached(brackets, amount).map(|bracket| bracket.rate);
    rate.map_or(0, |rate| i32::try_from(i64::from(rate.of) * 10_000 / i64::from(rate.parts.max(1))).unwrap_or(0))
}

fn average(schedule: &Schedule, gross: Money) -> Result<i32, NotKnown> {
    let taken = (gross - schedule.net(gross)?).qepik();
    Ok(i32::try_from(taken * 10_000 / gross.qepik().max(1)).unwrap_or(0))
}
