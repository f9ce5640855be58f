//! Programmes side by side: which is worse than another on everything that counts, and where each lies by
//! amount and term.

use std::cmp::Ordering;

use super::exchange::Rates;
use crate::rulebook::programmes::{Citizenship, Length, Per, Programme, Sum};

/// Something programmes can be better or worse on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The amount: less is better. Incomes and amounts asked for once are not compared with each other.
    Sum,
    /// The longest term: longer is better.
    Term,
    /// Family: allowed is better.
    Family,
    /// Citizenship: sooner is better, and any better than none.
    Citizenship,
}

impl Measure {
    /// All.
    pub const ALL: [Self; 4] = [Self::Sum, Self::Term, Self::Family, Self::Citizenship];

    /// How `a` is to `b`: greater is better. None where it is not known.
    fn of(self, a: &Programme, b: &Programme, rates: &Rates<'_>) -> Option<Ordering> {
        match self {
            Self::Sum => {
                let (a, b) = (yearly(a.sum()?, rates)?, yearly(b.sum()?, rates)?);
                (a.0 == b.0).then(|| b.1.cmp(&a.1))
            }
            Self::Term => Some(a.longest.days().cmp(&b.longest.days())),
            Self::Family => Some(a.dependants.cmp(&b.dependants)),
            Self::Citizenship => match (a.citizenship, b.citizenship) {
                (Citizenship::NotStated, _) | (_, Citizenship::NotStated) => None,
                (Citizenship::After(a), Citizenship::After(b)) => Some(b.cmp(&a)),
                (Citizenship::No, Citizenship::No) => Some(Ordering::Equal),
                (Citizenship::No, _) => Some(Ordering::Less),
                (_, Citizenship::No) => Some(Ordering::Greater),
                // After how long is not said of one of them.
                _ => None,
            },
        }
    }
}

/// Whether an amount is income, and what it is worth in order.
fn yearly(sum: Sum, rates: &Rates<'_>) -> Option<(bool, i64)> {
    let amount = if sum.per == Per::Month { sum.amount.times(12) } else { sum.amount };
    Some((matches!(sum.per, Per::Month | Per::Year), rates.worth(sum.currency)?.in_order(amount)))
}

/// Whether a programme is worse than another on at least one of the measures and better on none. What is not
/// known is neither, and says so by a no.
pub fn is_worse(own: &Programme, than: &Programme, on: &[Measure], rates: &Rates<'_>) -> bool {
    let compared: Option<Vec<Ordering>> = on.iter().map(|measure| measure.of(own, than, rates)).collect();
    compared.is_some_and(|found| found.contains(&Ordering::Less) && !found.contains(&Ordering::Greater))
}

/// A programme in a drawing of amounts against terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dot {
    /// The row in the table.
    pub index: usize,
    /// Where the amount lies between the least and the greatest, in thousandths, by doublings.
    pub across: i64,
    /// Where the longest term lies between none and [`LONGEST`], in thousandths; without end is 1000.
    pub up: i64,
}

/// The longest term that the drawing tells apart, in years; without end stands above it.
pub const LONGEST: i32 = 20;

/// Where programmes lie by the amount, of incomes or of amounts asked for once, and by their longest term.
pub fn plot<'a>(programmes: impl Iterator<Item = (usize, &'a Programme)>, incomes: bool, rates: &Rates<'_>) -> Vec<Dot> {
    let worth = |programme: &Programme| programme.sum().and_then(|sum| yearly(sum, rates)).filter(|(income, _)| *income == incomes);
    let found: Vec<(usize, &Programme, i64)> =
        programmes.filter_map(|(index, programme)| Some((index, programme, doublings(worth(programme)?.1)))).collect();
    let least = found.iter().map(|(.., value)| *value).min().unwrap_or(0);
    let width = (found.iter().map(|(.., value)| *value).max().unwrap_or(0) - least).max(1);
    let up = |length: Length| match length {
        Length::Permanent => 1000,
        other => i64::from(other.days().min(LONGEST * 365)) * 900 / i64::from(LONGEST * 365),
    };
    found
        .into_iter()
        .map(|(index, programme, value)| Dot { index, across: (value - least) * 1000 / width, up: up(programme.longest) })
        .collect()
}

/// How often something must be doubled to come to a value, in thousandths; between doublings as if in a line.
fn doublings(value: i64) -> i64 {
    let value = value.max(1).unsigned_abs();
    let whole = value.ilog2();
    let rest = (u128::from(value - (1 << whole)) * 1000) >> whole;
    i64::from(whole) * 1000 + i64::try_from(rest).unwrap_or(0)
}
