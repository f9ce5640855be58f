//! What a rule's value can be.

use super::{Ref, kind};
use crate::message::Key;
use crate::quantity::{Date, Interval, Money, Points, Rate};

/// The value of a rule.
#[derive(Clone, Copy, Debug)]
pub enum Content {
    /// Rates by slices of a monthly amount.
    Brackets(&'static [Bracket]),
    /// An amount.
    Money(Money),
    /// A share.
    Rate(Rate),
    /// A whole number; the rule's name says of what.
    Count(i32),
    /// A number known only to lie in a range.
    Range(Interval<Points>),
    /// What a criterion gives by level.
    Bands(Bands),
    /// What points are given for.
    Criteria(&'static [Criterion]),
    /// Days of every year: month and day.
    MonthDays(&'static [(u8, u8)]),
    /// Dates.
    Dates(&'static [Date]),
    /// Countries by their two-letter codes, joined.
    Countries(&'static str),
    /// Amounts by term.
    Tiers(&'static [Tier]),
    /// What currencies are worth on one day.
    Exchange(&'static Exchange),
    /// A sentence; its text is the rule's name.
    Statement,
}

/// What currencies are worth in one of them.
#[derive(Debug, PartialEq, Eq)]
pub struct Exchange {
    /// ISO 4217 code of the currency the others are told in.
    pub base: &'static str,
    /// Whether the figures are units of each currency for one of the base; else units of the base for one of each.
    pub for_one: bool,
    /// The others.
    pub quotes: &'static [Quote],
}

/// A figure as printed: its digits without the point, and 10 to the number of its decimals.
#[derive(Debug, PartialEq, Eq)]
pub struct Quote {
    /// ISO 4217 code.
    pub currency: &'static str,
    /// The digits, never nothing.
    pub digits: u64,
    /// The power of ten.
    pub scale: u64,
}

/// A slice of a monthly amount: what lies over `over` is charged at `rate`, on top of `base`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bracket {
    /// Where the slice begins (not included).
    pub over: Money,
    /// What is charged on everything below.
    pub base: Money,
    /// What is charged on each manat above.
    pub rate: Rate,
}

/// What is to be paid for a term of up to so many months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tier {
    /// The longest term.
    pub months: i32,
    /// What is to be paid.
    pub amount: Money,
}

/// What a criterion gives, level by level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bands {
    /// What the figures are.
    pub unit: Unit,
    /// The steps, the lowest first.
    pub steps: &'static [Band],
}

/// In what bands are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Percent of the criterion's maximum.
    Percent,
    /// Points, whatever the maximum is.
    Points,
}

/// From a level upwards, what a criterion gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// The least level.
    pub at: i32,
    /// The least it gives.
    pub low: i32,
    /// The most.
    pub high: i32,
}

/// Something points are given for.
#[derive(Clone, Copy, Debug)]
pub struct Criterion {
    /// Stable name; questions about own figures are found by it.
    pub id: &'static str,
    /// Its name in plain words.
    pub name: Key,
    /// Its number in the official table, where that is known.
    pub number: Option<u8>,
    /// Who gives the points, where that is known.
    pub evaluator: Option<Ref<kind::Statement>>,
    /// The question, of those about assumptions, that must be answered with yes for it to be a criterion at all.
    pub only_if: Option<&'static str>,
    /// The most it can give.
    pub maximum: Ref<kind::Maximum>,
    /// How a record is measured, the first one first.
    pub measures: &'static [Measure],
}

/// A way to read a record, with what each level gives.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// What is read.
    pub reads: Reads,
    /// How it joins the measures before it.
    pub join: Join,
    /// Its tables by name; one it could use and does not name gives nothing.
    pub tables: &'static [(&'static str, Ref<kind::Bands>)],
}

/// The ways to read a record. A new one needs code; a new table of criteria does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// Full years of related work in the window (`years`), part time for what it counts (`hours`).
    Work,
    /// Highest position held in it.
    Position,
    /// Highest degree, in the speciality (`related`) or outside it (`unrelated`).
    Degree,
    /// Number of valid certificates in the speciality.
    Certificates,
    /// Number of different kinds of achievement.
    Kinds,
    /// Best language: `azerbaijani`, or another one (`other-language`).
    Language,
}

/// How a measure joins those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// On top of them.
    Add,
    /// The better one counts.
    Best,
}

impl Quote {
    /// The figure as the source prints it.
    pub fn figure(&self) -> String {
        let (whole, rest, width) = (self.digits / self.scale, self.digits % self.scale, self.scale.ilog10() as usize);
        if width == 0 { whole.to_string() } else { format!("{whole}.{rest:0width$}") }
    }
}

impl Exchange {
    /// What one unit of a currency is worth in the base, as a fraction.
    pub fn worth(&self, currency: &str) -> Option<(u64, u64)> {
        let quote = self.quotes.iter().find(|quote| quote.currency == currency)?;
        Some(if self.for_one { (quote.scale, quote.digits) } else { (quote.digits, quote.scale) })
    }
}
