//! Dividends, interest, rent and other income from Azerbaijan.

use super::{Line, Percent, Tax, at_any, cite, difference, ranged};
use crate::assess::tax::payroll::{MONTHS, ROUNDING, not_known};
use crate::explain::Step;
use crate::key;
use crate::message::{Key, Message};
use crate::profile::{DividendsFrom, Income, InterestFrom};
use crate::quantity::{Date, Interval, Money, Rate, Tri};
use crate::rulebook::{Citation, Ref, kind, rules};

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
    // The same amount may rest on another article.
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

/// The tax that is due, none where it is exempt.
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
    let tax = all.iter().map(|taxed| taxed.tax).reduce(Interval::hull).unwrap_or(Interval::exactly(full));
    let at = |key: Key| Message::new(key).with("rate", rate.value).with("amount", amount);
    let how = match all.as_slice() {
        [taxed] if taxed.free > Money::ZERO => {
            at(key!("how.income.deposit")).with("free", taxed.free).with("taxed", (amount - taxed.free.times(MONTHS)).or_zero())
        }
        [taxed] if taxed.tax == Interval::exactly(full) => at(key!("how.income.rate")),
        [taxed] if taxed.tax.is_exact() => key!("how.income.exempt").into(),
        [_] => key!("how.income.part-year").into(),
        _ => key!("how.income.unsaid").into(),
    };
    let mut why = ranged(Step::unknown(name), Ok(tax)).how(how).cite(rate.cite);
    for cite in all.iter().flat_map(|taxed| &taxed.cites) {
        if !why.cites.contains(cite) {
            why.cites.push(*cite);
        }
    }
    why.cites.extend(cite(rules::NON_RESIDENT_CAPITAL.on(on)));
    // Residents and non-residents pay the same.
    let more = Ok(Interval::exactly(Money::ZERO));
    Line { name: name.into(), amount, resident: Ok(tax), non_resident: Ok(tax), more, why }
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
