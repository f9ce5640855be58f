//! Income from abroad, less the tax paid there.

use super::{Foreign, Line, Missing, Percent, at_any, cite, ranged, times};
use crate::assess::eligibility::documents::in_list;
use crate::assess::tax::pay::{by_any_table, cites_abroad};
use crate::assess::tax::payroll::{MONTHS, Terms};
use crate::explain::Step;
use crate::key;
use crate::message::Message;
use crate::profile::{Amount, Currency, ForeignIncome, ForeignKind, Sector};
use crate::quantity::{Date, Interval, Money, Tri};
use crate::rulebook::{Citation, rules};

/// An income from abroad: taxed here if resident, less what was paid abroad.
pub(super) fn foreign_line(row: &ForeignIncome, on: Date) -> Foreign {
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
