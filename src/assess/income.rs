//! Income beside pay, income from abroad, and what residence costs on all of it.

use super::pay::{self, by_any_table};
use super::payroll::{Terms, not_known};
use crate::explain::Step;
use crate::key;
use crate::message::{Arg, Key, Message};
use crate::profile::{Amount, Country, Currency, ForeignIncome, ForeignKind, Profile, Sector};
use crate::quantity::{Date, Interval, Money, Rate, Rounding, Tri};
use crate::rulebook::{Citation, Found, NotKnown, rules};

/// Each amount by itself, as for pay.
const ROUNDING: Rounding = Rounding::HalfUp;

/// A tax, or the rule that is not known for the year.
pub type Tax = Result<Interval<Money>, NotKnown>;

/// An income of a year and what is taken of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its name.
    pub name: Message,
    /// Before tax.
    pub amount: Money,
    /// Of a resident.
    pub resident: Tax,
    /// Of a non-resident.
    pub non_resident: Tax,
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

/// All income of a year, for a resident and for a non-resident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearOfIncome {
    /// The year.
    pub year: i32,
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
    /// After how many days beyond the limit pay has earned that back: the break-even. None without pay.
    pub break_even: Option<Interval<i32>>,
    /// Residence begins beyond this many days.
    pub limit: Option<i32>,
    /// Days of the year beyond the limit.
    pub days_beyond: i32,
    /// The list of treaties, with the day it was known on.
    pub treaties: Option<Citation>,
}

/// All income of the year of the pay.
pub fn assess(profile: &Profile, on: Date) -> YearOfIncome {
    let year = profile.pay.year.map_or(on.year(), |year| year.0);
    let first = Date::first_of(year);
    let mut local = Vec::new();
    local.extend(pay_line(profile, on));
    local.extend(other_lines(profile, first));
    let foreign: Vec<Foreign> = profile.foreign.iter().map(|row| foreign_line(row, first)).collect();
    let lines = || local.iter().chain(foreign.iter().filter_map(|row| row.line.as_ref().ok()));
    let sum = |of: fn(&Line) -> &Tax| {
        lines().map(of).try_fold(Interval::exactly(Money::ZERO), |sum, tax| tax.as_ref().map(|tax| sum + *tax).map_err(|missing| *missing))
    };
    let (resident, non_resident) = (sum(|line| &line.resident), sum(|line| &line.non_resident));
    let more = resident.and_then(|resident| {
        let other = non_resident?;
        Ok(Interval { low: resident.low - other.high, high: resident.high - other.low })
    });
    let limit = rules::RESIDENCY_DAYS.on(first).ok().map(|limit| limit.value);
    let days = first.days_until(Date::last_of(year)) + 1;
    let break_even = more.ok().and_then(|more| days_to_earn(profile, on, more, days));
    YearOfIncome {
        year,
        local,
        foreign,
        resident,
        non_resident,
        more,
        break_even,
        limit,
        days_beyond: days - limit.unwrap_or(days),
        treaties: rules::FOREIGN_TREATIES.latest().map(|found| found.cite),
    }
}

/// Days of net pay that make up for an amount, each begun day counted.
fn days_to_earn(profile: &Profile, on: Date, more: Interval<Money>, days: i32) -> Option<Interval<i32>> {
    let net = pay::year(profile, on)?.totals.ok()?.net.qepik();
    let needed = |amount: Money| {
        let total = i128::from(amount.or_zero().qepik()) * i128::from(days);
        i32::try_from((total + i128::from(net) - 1) / i128::from(net)).unwrap_or(i32::MAX)
    };
    (net > 0).then(|| Interval { low: needed(more.low), high: needed(more.high) })
}

/// Pay of all employers in Azerbaijan.
fn pay_line(profile: &Profile, on: Date) -> Option<Line> {
    let name = key!("income.pay");
    let year = pay::year(profile, on)?;
    let main = Terms::of(profile, on)?;
    let mut why = Step::unknown(name);
    why.inputs.extend(year.jobs.iter().filter_map(|job| job.month.employee.first()).map(|line| line.why.clone()));
    let mut amount = Money::ZERO;
    let mut resident: Tax = Ok(Interval::exactly(Money::ZERO));
    let mut non_resident = resident;
    for (place, job) in year.jobs.iter().enumerate() {
        let tax: Tax = job.totals.map(|totals| Interval::exactly(totals.taken[0]));
        let (here, there) = if place == 0 && profile.pay.employer_abroad == Some(true) {
            why.cites.extend(rules::INCOME_TAX_EMPLOYER_ABROAD.on(main.month).ok().map(|found| found.cite));
            why.cites.extend(rules::FOREIGN_PAY.on(main.month).ok().map(|found| found.cite));
            let bonus = job.bonus.as_ref().map_or(main.gross, |slip| slip.terms.gross);
            let months = by_any_table(main).and_then(|month| Ok(times(month, 11) + by_any_table(Terms { gross: bonus, ..main })?));
            (months, Ok(Interval::exactly(Money::ZERO)))
        } else {
            (tax, tax)
        };
        amount = amount + job.totals.map_or(Money::ZERO, |totals| totals.gross);
        resident = add(resident, here);
        non_resident = add(non_resident, there);
    }
    let why = Step { value: resident.ok().filter(Interval::is_exact).map(|tax| tax.low.into()), ..why };
    Some(Line { name: name.into(), amount, resident, non_resident, why: why.how(key!("how.income.pay")) })
}

fn add(a: Tax, b: Tax) -> Tax {
    Ok(a? + b?)
}

fn times(tax: Interval<Money>, count: i64) -> Interval<Money> {
    let times = |amount: Money| Money::from_qepik(amount.qepik().saturating_mul(count));
    Interval { low: times(tax.low), high: times(tax.high) }
}

type Percent = Result<Found<Rate>, NotKnown>;

/// Dividends, interest, rent and other income from Azerbaijan.
fn other_lines(profile: &Profile, on: Date) -> Vec<Line> {
    let own = &profile.income;
    let other = rules::INCOME_OTHER.on(on);
    let (dividends, interest, rent) = (rules::INCOME_DIVIDENDS.on(on), rules::INCOME_INTEREST.on(on), rules::INCOME_RENT.on(on));
    let kinds: [(Option<Money>, Key, Percent, [Percent; 2]); 4] = [
        (own.dividends, key!("profile.income.dividends"), dividends, [dividends; 2]),
        (own.interest, key!("profile.income.interest"), interest, [interest; 2]),
        (own.rent, key!("profile.income.rent"), rent, [rent, rules::NON_RESIDENT_RENT.on(on)]),
        // Of a non-resident: as for services, or as for other income.
        (own.other, key!("profile.income.other"), other, [other, rules::NON_RESIDENT_SERVICES.on(on)]),
    ];
    let mut lines = Vec::new();
    for (amount, name, resident, others) in kinds {
        let Some(amount) = amount.filter(|amount| *amount > Money::ZERO) else { continue };
        let tax = at_any(&[resident], amount);
        let non_resident = at_any(&others, amount);
        let mut why = explained(name, tax, resident, amount);
        if non_resident != tax {
            let mut other = ranged(Step::unknown(key!("income.non-resident")), non_resident).how(key!("how.income.either"));
            other.cites.extend(others.iter().filter_map(|rate| cite(*rate)));
            why = why.from(other);
        }
        lines.push(Line { name: name.into(), amount, resident: tax, non_resident, why });
    }
    lines
}

/// The tax at each of several rates, of which one applies: from the least to the greatest.
fn at_any(rates: &[Percent], amount: Money) -> Tax {
    let mut all: Option<Interval<Money>> = None;
    for rate in rates {
        let one = Interval::exactly((*rate)?.value.apply(amount, ROUNDING));
        all = Some(all.map_or(one, |all| all.hull(one)));
    }
    Ok(all.unwrap_or(Interval::exactly(Money::ZERO)))
}

/// A tax at one rate.
fn explained(name: Key, tax: Tax, rate: Percent, amount: Money) -> Step {
    match rate {
        Ok(rate) => {
            let how = Message::new(key!("how.income.rate")).with("rate", rate.value).with("amount", amount);
            ranged(Step::unknown(name), tax).how(how).cite(rate.cite)
        }
        Err(missing) => Step::unknown(name).how(not_known(missing)),
    }
}

/// A range of amounts as a text; an amount by itself where it is one.
pub fn range(range: Interval<Money>) -> Arg {
    if range.is_exact() {
        return range.low.into();
    }
    Message::new(key!("income.range")).with("low", range.low).with("high", range.high).into()
}

fn ranged(step: Step, tax: Tax) -> Step {
    Step { value: tax.ok().map(range), ..step }
}

/// An income from abroad: taxed here if resident, less what was paid abroad.
fn foreign_line(row: &ForeignIncome, on: Date) -> Foreign {
    let treaty = row.country.map_or(Tri::Unknown, |country| {
        let listed = |found: Found<&'static str>| found.value.as_bytes().chunks(2).any(|code| code == country.code().as_bytes());
        rules::FOREIGN_TREATIES.latest().map_or(Tri::Unknown, |found| listed(found).into())
    });
    Foreign {
        id: row.id,
        country: row.country,
        treaty,
        line: converted(row).map(|(kind, amount, paid)| taxed_here(row, kind, amount, paid, on)),
    }
}

/// Kind, amount and tax paid abroad, in manat.
fn converted(row: &ForeignIncome) -> Result<(ForeignKind, Money, Money), Missing> {
    let kind = row.kind.ok_or(Missing::Kind)?;
    let amount = row.amount.ok_or(Missing::Amount)?;
    let paid = row.tax.unwrap_or(Amount(Money::ZERO));
    if row.currency == Some(Currency::Azn) {
        return Ok((kind, amount.0, paid.0));
    }
    row.currency.ok_or(Missing::Currency)?;
    let rate = row.rate.ok_or(Missing::Rate)?;
    Ok((kind, rate.of(amount), rate.of(paid)))
}

fn taxed_here(row: &ForeignIncome, kind: ForeignKind, amount: Money, paid: Money, on: Date) -> Line {
    let other = rules::INCOME_OTHER.on(on);
    let capital = || cite(rules::FOREIGN_CAPITAL.on(on));
    let (rates, doubt): (&[Percent], Option<Citation>) = match kind {
        ForeignKind::Pay => (&[], cite(rules::FOREIGN_PAY.on(on))),
        ForeignKind::Business => (&[rules::BUSINESS_GENERAL.on(on)], None),
        ForeignKind::Dividends => (&[rules::INCOME_DIVIDENDS.on(on), other], capital()),
        ForeignKind::Interest => (&[rules::INCOME_INTEREST.on(on), other], capital()),
        ForeignKind::Rent => (&[rules::INCOME_RENT.on(on), other], capital()),
        ForeignKind::Other => (&[other], None),
    };
    let tax = if kind == ForeignKind::Pay {
        // Twelve equal months by each table, without exemption: no employer here gives one.
        let month = Money::from_qepik(amount.qepik() / 12);
        by_any_table(Terms { main_workplace: false, ..Terms::plain(on, Sector::Private, month) }).map(|month| times(month, 12))
    } else {
        at_any(rates, amount)
    };
    let credited = |tax: Money| tax - paid.min(tax);
    let due = tax.map(|tax| Interval { low: credited(tax.low), high: credited(tax.high) });
    let mut before = ranged(Step::unknown(key!("income.before-credit")), tax).how(if rates.len() == 1 {
        Message::new(key!("how.income.one-rate"))
    } else {
        key!("how.income.either").into()
    });
    before.cites.extend(rates.iter().filter_map(|rate| cite(*rate)).chain(doubt));
    let mut why = ranged(Step::unknown(kind.label()), due).how(Message::new(key!("how.income.foreign")).with("paid", paid));
    why.cites.extend(cite(rules::FOREIGN_CREDIT.on(on)));
    why = why.from(before).from(in_manat(row, amount));
    Line { name: kind.label().into(), amount, resident: due, non_resident: Ok(Interval::exactly(Money::ZERO)), why }
}

fn cite<T>(found: Result<Found<T>, NotKnown>) -> Option<Citation> {
    found.ok().map(|found| found.cite)
}

/// What the amount is in manat, by the rate the person entered.
fn in_manat(row: &ForeignIncome, amount: Money) -> Step {
    let step = Step::new(key!("income.in-manat"), amount);
    match (row.rate, row.rate_on) {
        _ if row.currency == Some(Currency::Azn) => step,
        (Some(rate), Some(day)) => step.how(Message::new(key!("how.income.rate-of")).with("rate", rate.to_string()).with("date", day)),
        (Some(rate), None) => step.how(Message::new(key!("how.income.rate-undated")).with("rate", rate.to_string())),
        (None, _) => step,
    }
}
