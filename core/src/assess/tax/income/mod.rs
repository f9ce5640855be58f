//! Income beside pay, income from abroad, and what residence costs on all of it.

mod foreign;
mod local;

pub use local::beside_pay;

use foreign::foreign_line;

use crate::assess::residence::residency::Residency;
use crate::assess::tax::pay::{self, YearOfPay, by_any_table, cites_abroad};
use crate::assess::tax::payroll::{self, MONTHS, ROUNDING, Terms};
use crate::explain::Step;
use crate::key;
use crate::message::{Arg, Key, Message};
use crate::profile::{Country, Profile};
use crate::quantity::{Date, Interval, Money, Rate, Tri};
use crate::rulebook::{Citation, Found, NotKnown, or_not_known, rules};
use serde::Serialize;

/// A tax, or the rule that is not known for the year.
pub type Tax = Result<Interval<Money>, NotKnown>;

/// An income of a year and what is taken of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Its name.
    pub name: Message,
    /// Before tax.
    pub amount: Money,
    /// Of a resident.
    #[serde(serialize_with = "or_not_known")]
    pub resident: Tax,
    /// Of a non-resident.
    #[serde(serialize_with = "or_not_known")]
    pub non_resident: Tax,
    /// How much more a resident pays. Narrower than the two ranges where an open answer moves both alike.
    #[serde(skip)]
    pub more: Tax,
    /// Why, for the resident and for the non-resident.
    pub why: Step,
}

/// Why an income from abroad is not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Its kind is not said.
    Kind,
    /// Its amount is not said.
    Amount,
    /// Its currency is not said.
    Currency,
    /// What the currency is worth is not said.
    Rate,
}

impl Missing {
    /// What to enter.
    pub const fn text(self) -> Key {
        match self {
            Self::Kind => key!("income.missing.kind"),
            Self::Amount => key!("income.missing.amount"),
            Self::Currency => key!("income.missing.currency"),
            Self::Rate => key!("income.missing.rate"),
        }
    }
}

/// An income from abroad.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// The row's number in the profile.
    pub id: u32,
    /// Where it comes from.
    pub country: Option<Country>,
    /// Whether a treaty against double taxation is listed.
    pub treaty: Tri,
    /// What is taken of it, or what has to be said first.
    pub line: Result<Line, Missing>,
}

/// When pay has covered the cost of residence, if each further day in the country brings a day's net pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BreakEven {
    /// Days beyond the limit.
    pub days: Interval<i32>,
    /// Counted from the year's first day in the country.
    pub day: Interval<i32>,
    /// Whether that is within the year.
    pub within: Tri,
}

/// All income of a year but one's own business, for a resident and for a non-resident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearOfIncome {
    /// The year.
    pub year: i32,
    /// Whether the person is a resident in it, by what is entered.
    pub is_resident: Tri,
    /// Income from Azerbaijan.
    pub local: Vec<Line>,
    /// Income from abroad.
    pub foreign: Vec<Foreign>,
    /// Tax of a resident.
    pub resident: Tax,
    /// Tax of a non-resident.
    pub non_resident: Tax,
    /// What residence costs: how much more a resident pays.
    pub more: Tax,
    /// None where it costs nothing, without pay here, and where a rule is not known.
    pub break_even: Option<BreakEven>,
    /// Residence begins beyond this many days.
    pub limit: Option<i32>,
    /// The list of treaties, with the day it was known on.
    pub treaties: Option<Citation>,
}

impl YearOfIncome {
    /// Everything that counts.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.local.iter().chain(self.foreign.iter().filter_map(|row| row.line.as_ref().ok()))
    }

    /// Whether an income from abroad is not counted yet.
    pub fn is_partial(&self) -> bool {
        self.foreign.iter().any(|row| row.line.is_err())
    }
}

/// All income of the year of the pay.
pub fn assess(profile: &Profile, residency: &Result<Residency, NotKnown>, on: Date) -> YearOfIncome {
    let year = payroll::month_of(profile, on).year();
    let first = Date::first_of(year);
    let pay = pay::year(profile, on);
    let mut local = Vec::new();
    local.extend(pay.as_ref().and_then(|pay| pay_line(profile, pay, on)));
    local.extend(beside_pay(&profile.income, first));
    let nothing = Ok(Interval::exactly(Money::ZERO));
    let mut all = YearOfIncome {
        year,
        is_resident: payroll::resident(profile, residency, on, year),
        local,
        foreign: profile.foreign.iter().map(|row| foreign_line(row, first)).collect(),
        resident: nothing,
        non_resident: nothing,
        more: nothing,
        break_even: None,
        limit: rules::RESIDENCY_DAYS.on(first).ok().map(|limit| limit.value),
        treaties: rules::FOREIGN_TREATIES.latest().map(|found| found.cite),
    };
    all.resident = all.lines().fold(nothing, |sum, line| add(sum, line.resident));
    all.non_resident = all.lines().fold(nothing, |sum, line| add(sum, line.non_resident));
    all.more = all.lines().fold(nothing, |sum, line| add(sum, line.more));
    // Pay from an employer abroad is not what the payslip leaves.
    let net = pay.filter(|_| profile.pay.employer_abroad != Some(true)).and_then(|pay| pay.totals.net.ok());
    all.break_even = break_even(&all, net.unwrap_or_default());
    all
}

/// Days of net pay that make up for what residence costs, each begun day counted.
fn break_even(all: &YearOfIncome, net: Money) -> Option<BreakEven> {
    let (more, limit) = (all.more.ok()?, all.limit?);
    if net <= Money::ZERO || more.high <= Money::ZERO {
        return None;
    }
    let days = Date::first_of(all.year).days_until(Date::last_of(all.year)) + 1;
    let net = i128::from(net.qepik());
    let needed = |amount: Money| {
        let total = i128::from(amount.or_zero().qepik()) * i128::from(days);
        i32::try_from((total + net - 1) / net).unwrap_or(i32::MAX)
    };
    let needed = Interval { low: needed(more.low), high: needed(more.high) };
    let day = Interval { low: limit.saturating_add(needed.low), high: limit.saturating_add(needed.high) };
    let within = if day.high <= days {
        Tri::Yes
    } else if day.low > days {
        Tri::No
    } else {
        Tri::Unknown
    };
    Some(BreakEven { days: needed, day, within })
}

/// Pay of all employers in Azerbaijan.
fn pay_line(profile: &Profile, year: &YearOfPay, on: Date) -> Option<Line> {
    let name = key!("income.pay");
    let main = Terms::of(profile, on)?;
    let mut why = Step::unknown(name).how(key!("how.income.pay"));
    let nothing: Tax = Ok(Interval::exactly(Money::ZERO));
    let (mut resident, mut non_resident) = (nothing, nothing);
    for (place, job) in year.jobs.iter().enumerate() {
        if place == 0 && profile.pay.employer_abroad == Some(true) {
            why.cites.extend(cites_abroad(main.month));
            let last = Terms { gross: job.bonus.as_ref().map_or(main.gross, |slip| slip.terms.gross), ..main };
            let months = by_any_table(main).and_then(|month| Ok(times(month, MONTHS - 1) + by_any_table(last)?));
            resident = add(resident, months);
        } else {
            why.inputs.extend(job.month.employee.first().map(|line| line.why.clone()));
            let tax = job.totals.taken[0].map(Interval::exactly);
            resident = add(resident, tax);
            non_resident = add(non_resident, tax);
        }
    }
    let more = difference(resident, non_resident);
    Some(Line { name: name.into(), amount: year.totals.gross, resident, non_resident, more, why: ranged(why, resident) })
}

fn add(a: Tax, b: Tax) -> Tax {
    Ok(a? + b?)
}

/// How much more a resident pays, where the two ranges are independent.
fn difference(resident: Tax, non_resident: Tax) -> Tax {
    let (resident, other) = (resident?, non_resident?);
    Ok(Interval { low: resident.low - other.high, high: resident.high - other.low })
}

fn times(tax: Interval<Money>, count: i64) -> Interval<Money> {
    Interval { low: tax.low.times(count), high: tax.high.times(count) }
}

/// What residence costs in tax over a year, as a sentence: more, nothing, or from less to more.
pub fn cost_of_residence(year: i32, more: Interval<Money>) -> Message {
    let text = if more.high <= Money::ZERO {
        Message::new(key!("income-page.no-more"))
    } else if more.low < Money::ZERO {
        Message::new(key!("income-page.less-or-more")).with("less", Money::ZERO - more.low).with("more", more.high)
    } else {
        Message::new(key!("income-page.more")).with("more", range(more))
    };
    text.with("year", Arg::Year(year))
}

/// A range of amounts as a text; an amount by itself where it is one.
pub fn range(range: Interval<Money>) -> Arg {
    if range.is_exact() {
        return range.low.into();
    }
    Message::new(key!("income.range")).with("low", range.low).with("high", range.high).into()
}

type Percent = Result<Found<Rate>, NotKnown>;

/// The tax at each of several rates, of which one applies: from the least to the greatest.
fn at_any(rates: &[Percent], amount: Money) -> Tax {
    let mut all: Option<Interval<Money>> = None;
    for rate in rates {
        let tax = Interval::exactly((*rate)?.value.apply(amount, ROUNDING));
        all = Some(all.map_or(tax, |all| all.hull(tax)));
    }
    Ok(all.unwrap_or(Interval::exactly(Money::ZERO)))
}

fn ranged(step: Step, tax: Tax) -> Step {
    Step { value: tax.ok().map(range), ..step }
}

fn cite<T>(found: Result<Found<T>, NotKnown>) -> Option<Citation> {
    found.ok().map(|found| found.cite)
}
