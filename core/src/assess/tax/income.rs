//! Income beside pay, income from abroad, and what residence costs on all of it.

use super::pay::{self, YearOfPay, by_any_table, cites_abroad};
use super::payroll::{self, MONTHS, ROUNDING, Terms, not_known};
use crate::assess::eligibility::documents::in_list;
use crate::assess::residence::residency::Residency;
use crate::explain::Step;
use crate::key;
use crate::message::{Arg, Key, Message};
use crate::profile::{Amount, Country, Currency, DividendsFrom, ForeignIncome, ForeignKind, Income, InterestFrom, Profile, Sector};
use crate::quantity::{Date, Interval, Money, Rate, Tri};
use crate::rulebook::{Citation, Found, NotKnown, Ref, kind, or_not_known, rules};
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

/// When pay has earned back what residence costs, if each further day in the country brings a day's net pay.
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

/// How much more the one is, where neither says anything of the other.
fn difference(resident: Tax, non_resident: Tax) -> Tax {
    let (resident, other) = (resident?, non_resident?);
    Ok(Interval { low: resident.low - other.high, high: resident.high - other.low })
}

fn times(tax: Interval<Money>, count: i64) -> Interval<Money> {
    Interval { low: tax.low.times(count), high: tax.high.times(count) }
}

type Percent = Result<Found<Rate>, NotKnown>;

/// Dividends, interest, rent and other income from Azerbaijan, in the year of the day.
pub fn beside_pay(own: &Income, on: Date) -> Vec<Line> {
    let asked = |amount: Option<Money>| amount.filter(|amount| *amount > Money::ZERO);
    let mut lines = Vec::new();
    lines.extend(asked(own.dividends).map(|amount| dividends(own.dividends_from, amount, on)));
    lines.extend(asked(own.interest).map(|amount| interest(own.interest_from, amount, on)));
    let (dwelling, rent) = (rules::INCOME_RENT_DWELLING.on(on), rules::INCOME_RENT.on(on));
    let abroad = rules::NON_RESIDENT_RENT.on(on);
    lines.extend(asked(own.rent).map(|amount| {
        let at = |rates: &[Percent], others: &[Percent]| at_rates(key!("profile.income.rent"), amount, rates, others);
        let (home, else_let) = (at(&[dwelling], &[dwelling, abroad]), at(&[rent], &[abroad]));
        match own.rent_dwelling {
            Some(true) => home,
            Some(false) => else_let,
            None => {
                let more = home.more.and_then(|more| Ok(more.hull(else_let.more?)));
                Line { more, ..at(&[dwelling, rent], &[dwelling, abroad]) }
            }
        }
    }));
    // Of a non-resident: as for services, or as for other income.
    let (other, services) = (rules::INCOME_OTHER.on(on), rules::NON_RESIDENT_SERVICES.on(on));
    lines.extend(asked(own.other).map(|amount| at_rates(key!("profile.income.other"), amount, &[other], &[other, services])));
    lines
}

/// An income at one of several rates.
fn at_rates(name: Key, amount: Money, rates: &[Percent], others: &[Percent]) -> Line {
    let (resident, non_resident) = (at_any(rates, amount), at_any(others, amount));
    let mut why = match rates {
        [rate] => explained(name, resident, *rate, amount),
        _ => ranged(Step::unknown(name), resident).how(key!("how.income.unsaid")),
    };
    if rates.len() > 1 {
        why.cites.extend(rates.iter().filter_map(|rate| cite(*rate)));
    }
    // Who pays the same may still do so by another article.
    let how = if others.len() > 1 { key!("how.income.either") } else { key!("how.income.one-rate") };
    let mut other = ranged(Step::unknown(key!("income.non-resident")), non_resident).how(how);
    other.cites.extend(others.iter().filter_map(|rate| cite(*rate)));
    Line { name: name.into(), amount, resident, non_resident, more: difference(resident, non_resident), why: why.from(other) }
}

/// Dividends: exempt, or at their rate. Of non-residents the same.
fn dividends(from: Option<DividendsFrom>, amount: Money, on: Date) -> Line {
    let free = |from: DividendsFrom| match from {
        DividendsFrom::SmallCompany => free_in(rules::INCOME_SMALL_COMPANY, on),
        DividendsFrom::Listed => free_in(rules::INCOME_LISTED, on),
        DividendsFrom::TechnologyPark => free_in(rules::INCOME_PARK_DIVIDENDS, on),
        DividendsFrom::Other => (Tri::No, None),
    };
    let of = |from: DividendsFrom, rate: Rate| {
        let (free, cite) = free(from);
        Taxed { tax: unless(free, rate.apply(amount, ROUNDING)), free: Money::ZERO, cites: cite.into_iter().collect() }
    };
    let all = from.map_or(DividendsFrom::ALL.to_vec(), |from| vec![from]);
    capital(
        key!("profile.income.dividends"),
        amount,
        rules::INCOME_DIVIDENDS.on(on),
        &|rate| all.iter().map(|from| of(*from, rate)).collect(),
        on,
    )
}

/// Interest: the same, and of deposits in manat a part is exempt each month.
fn interest(from: Option<InterestFrom>, amount: Money, on: Date) -> Line {
    let deposit = |rate: Rate| match rules::INCOME_DEPOSIT.on(on) {
        Ok(free) => {
            let year = free.value.times(MONTHS);
            let tax = Interval::exactly(rate.apply((amount - year).or_zero(), ROUNDING));
            Taxed { tax, free: free.value, cites: vec![free.cite] }
        }
        // Deposits had another exemption before, which we do not work out.
        Err(_) => Taxed { tax: unless(Tri::Unknown, rate.apply(amount, ROUNDING)), free: Money::ZERO, cites: Vec::new() },
    };
    let of = |from: InterestFrom, rate: Rate| {
        let full = rate.apply(amount, ROUNDING);
        match from {
            InterestFrom::Deposit => deposit(rate),
            InterestFrom::LongDeposit => match free_in(rules::INCOME_LONG_DEPOSIT, on) {
                (Tri::No, _) => deposit(rate),
                (free, cite) => Taxed { tax: unless(free, full), free: Money::ZERO, cites: cite.into_iter().collect() },
            },
            InterestFrom::Listed => {
                let (free, cite) = free_in(rules::INCOME_LISTED, on);
                Taxed { tax: unless(free, full), free: Money::ZERO, cites: cite.into_iter().collect() }
            }
            InterestFrom::Other => Taxed { tax: Interval::exactly(full), free: Money::ZERO, cites: Vec::new() },
        }
    };
    let all = from.map_or(InterestFrom::ALL.to_vec(), |from| vec![from]);
    capital(
        key!("profile.income.interest"),
        amount,
        rules::INCOME_INTEREST.on(on),
        &|rate| all.iter().map(|from| of(*from, rate)).collect(),
        on,
    )
}

/// The tax on an income that may be exempt.
struct Taxed {
    tax: Interval<Money>,
    /// Exempt each month.
    free: Money,
    cites: Vec<Citation>,
}

/// Whether an exemption holds throughout the year of the day, in none of it, or in a part or nobody knows.
/// One that the law gives for a term has ended after its last day.
fn free_in<K: kind::Kind>(rule: Ref<K>, on: Date) -> (Tri, Option<Citation>) {
    let (first, last) = (Date::first_of(on.year()), Date::last_of(on.year()));
    match (rule.on(first), rule.on(last)) {
        (Ok(found), Ok(_)) => (Tri::Yes, Some(found.cite)),
        (Ok(found), Err(_)) | (Err(_), Ok(found)) => (Tri::Unknown, Some(found.cite)),
        (Err(missing), Err(_)) => (if missing.to.is_some_and(|to| to < first) { Tri::No } else { Tri::Unknown }, None),
    }
}

/// A tax that is not due where it is exempt.
fn unless(free: Tri, tax: Money) -> Interval<Money> {
    Interval { low: if free == Tri::No { tax } else { Money::ZERO }, high: if free == Tri::Yes { Money::ZERO } else { tax } }
}

/// Dividends or interest, of which one of several taxes is due.
fn capital(name: Key, amount: Money, rate: Percent, taxes: &dyn Fn(Rate) -> Vec<Taxed>, on: Date) -> Line {
    let rate = match rate {
        Ok(rate) => rate,
        Err(missing) => {
            let why = Step::unknown(name).how(not_known(missing));
            return Line { name: name.into(), amount, resident: Err(missing), non_resident: Err(missing), more: Err(missing), why };
        }
    };
    let all = taxes(rate.value);
    let full = rate.value.apply(amount, ROUNDING);
    let tax = all.iter().map(|one| one.tax).reduce(Interval::hull).unwrap_or(Interval::exactly(full));
    let at = |key: Key| Message::new(key).with("rate", rate.value).with("amount", amount);
    let how = match all.as_slice() {
        [one] if one.free > Money::ZERO => {
            at(key!("how.income.deposit")).with("free", one.free).with("taxed", (amount - one.free.times(MONTHS)).or_zero())
        }
        [one] if one.tax == Interval::exactly(full) => at(key!("how.income.rate")),
        [one] if one.tax.is_exact() => key!("how.income.exempt").into(),
        [_] => key!("how.income.part-year").into(),
        _ => key!("how.income.unsaid").into(),
    };
    let mut why = ranged(Step::unknown(name), Ok(tax)).how(how).cite(rate.cite);
    for cite in all.iter().flat_map(|one| &one.cites) {
        if !why.cites.contains(cite) {
            why.cites.push(*cite);
        }
    }
    why.cites.extend(cite(rules::NON_RESIDENT_CAPITAL.on(on)));
    // Whatever it comes from, both pay the same.
    let more = Ok(Interval::exactly(Money::ZERO));
    Line { name: name.into(), amount, resident: Ok(tax), non_resident: Ok(tax), more, why }
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

fn ranged(step: Step, tax: Tax) -> Step {
    Step { value: tax.ok().map(range), ..step }
}

/// An income from abroad: taxed here if resident, less what was paid abroad.
fn foreign_line(row: &ForeignIncome, on: Date) -> Foreign {
    let treaties = rules::FOREIGN_TREATIES.latest();
    let treaty = row.country.zip(treaties).map_or(Tri::Unknown, |(country, found)| in_list(found.value, country).into());
    let line = converted(row).map(|(kind, amount, paid)| taxed_here(row, kind, amount, paid, on));
    Foreign { id: row.id, country: row.country, treaty, line }
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
        ForeignKind::Pay => (&[], None),
        ForeignKind::Business => (&[rules::BUSINESS_GENERAL.on(on)], None),
        ForeignKind::Dividends => (&[rules::INCOME_DIVIDENDS.on(on), other], capital()),
        ForeignKind::Interest => (&[rules::INCOME_INTEREST.on(on), other], capital()),
        ForeignKind::Rent => (&[rules::INCOME_RENT_DWELLING.on(on), rules::INCOME_RENT.on(on), other], capital()),
        ForeignKind::Other => (&[other], None),
    };
    let tax = if kind == ForeignKind::Pay {
        let month = Money::from_qepik(amount.qepik() / MONTHS);
        by_any_table(Terms::plain(on, Sector::Private, month)).map(|month| times(month, MONTHS))
    } else {
        at_any(rates, amount)
    };
    let credited = |tax: Money| tax - paid.min(tax);
    let due = tax.map(|tax| Interval { low: credited(tax.low), high: credited(tax.high) });
    let how = match (kind, rates.len()) {
        (ForeignKind::Pay, _) => key!("how.income.by-month"),
        (_, 1) => key!("how.income.one-rate"),
        _ => key!("how.income.either"),
    };
    let mut before = ranged(Step::unknown(key!("income.before-credit")), tax).how(how);
    before.cites.extend(rates.iter().filter_map(|rate| cite(*rate)).chain(doubt));
    if kind == ForeignKind::Pay {
        before.cites.extend(cites_abroad(on));
    }
    let paid = row.tax.map(|_| Message::new(key!("how.income.foreign")).with("paid", paid));
    let mut why = ranged(Step::unknown(kind.label()), due).how(paid.unwrap_or_else(|| key!("how.income.nothing-paid").into()));
    why.cites.extend(
        [rules::FOREIGN_CREDIT.on(on), rules::RESIDENCY_WORLDWIDE.on(on), rules::RESIDENCY_LOCAL_ONLY.on(on)].into_iter().filter_map(cite),
    );
    why = why.from(before).from(in_manat(row, amount));
    Line { name: kind.label().into(), amount, resident: due, non_resident: Ok(Interval::exactly(Money::ZERO)), more: due, why }
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
