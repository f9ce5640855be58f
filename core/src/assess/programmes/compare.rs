//! Programmes side by side: which is worse than another on everything that counts, and where each lies by
//! amount and term.

use std::cmp::Ordering;

use super::exchange::Rates;
use crate::rulebook::programmes::{Citizenship, Length, PROGRAMMES, Per, Programme};

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
                let (a, b) = (worth(a, rates)?, worth(b, rates)?);
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

/// Whether what a programme asks for is income, and what it is worth in order: incomes by the year. None where
/// no amount is stated, or its currency has no rate.
pub(super) fn worth(programme: &Programme, rates: &Rates<'_>) -> Option<(bool, i64)> {
    let sum = programme.sum()?;
    let amount = if sum.per == Per::Month { sum.amount.times(12) } else { sum.amount };
    Some((matches!(sum.per, Per::Month | Per::Year), rates.worth(sum.currency)?.in_order(amount)))
}

/// Whether a programme is worse than another on at least one of the measures and better on none; none where
/// one of them is not known.
pub fn is_worse(own: &Programme, than: &Programme, on: &[Measure], rates: &Rates<'_>) -> Option<bool> {
    let compared: Option<Vec<Ordering>> = on.iter().map(|measure| measure.of(own, than, rates)).collect();
    compared.map(|found| found.contains(&Ordering::Less) && !found.contains(&Ordering::Greater))
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
pub fn plot(rows: &[usize], incomes: bool, rates: &Rates<'_>) -> Vec<Dot> {
    let mut dots: Vec<Dot> = Vec::new();
    for index in rows {
        let Some(programme) = PROGRAMMES.get(*index) else { continue };
        let Some((_, value)) = worth(programme, rates).filter(|(income, _)| *income == incomes) else { continue };
        let days = i64::from(programme.longest.days().min(LONGEST * 365));
        let up = if programme.longest == Length::Permanent { 1000 } else { days * 900 / i64::from(LONGEST * 365) };
        dots.push(Dot { index: *index, across: doublings(value), up });
    }
    let least = dots.iter().map(|dot| dot.across).min().unwrap_or(0);
    let width = (dots.iter().map(|dot| dot.across).max().unwrap_or(0) - least).max(1);
    for dot in &mut dots {
        dot.across = (dot.across - least) * 1000 / width;
    }
    dots
}

/// How often something must be doubled to come to a value, in thousandths; between doublings as if in a line.
fn doublings(value: i64) -> i64 {
    let value = value.max(1).unsigned_abs();
    let whole = value.ilog2();
    let rest = (u128::from(value - (1 << whole)) * 1000) >> whole;
    i64::from(whole) * 1000 + i64::try_from(rest).unwrap_or(0)
}
