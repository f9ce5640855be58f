//! Rows about the taxes of a year: of a business, and of income beside pay.

use super::kinds::{Columns, Outcome, compared, money, optional, range, yes_no};
use super::table::Row;
use crate::assess::tax::business::{Regime, year_of};
use crate::assess::tax::income::beside_pay;
use crate::profile::{Business, Count, DividendsFrom, Income, InterestFrom, Place};
use crate::quantity::{Date, Interval, Money, Tri};
use crate::rulebook::NotKnown;

pub(super) const BUSINESS: Columns = [
    &[
        "year",
        "regime",
        "turnover",
        "expenses",
        "region",
        "staff",
        "listed_percent",
        "insurance_debt",
        "citizen",
        "former_employer",
        "trade",
        "registered_percent",
        "park",
    ],
    &["open", "income_tax", "social", "medical"],
];
pub(super) const INCOME: Columns = [&["year", "residency", "kind", "from", "amount"], &["tax"]];

/// Whoever does not meet the conditions of a relief pays the general tax.
pub(super) fn business(row: &Row<'_>) -> Outcome {
    let own = Business {
        turnover: Some(row.read("turnover", money)?),
        expenses: row.read("expenses", optional(money))?,
        staff: row.read("staff", optional(|text| text.parse().ok()))?.map(Count),
        listed: row.read("listed_percent", optional(|text| text.parse().ok()))?.map(Count),
        insurance_debt: row.read("insurance_debt", optional(yes_no))?,
        former_employer: row.read("former_employer", optional(yes_no))?,
        vat: Some(false),
        trade: row.read("trade", optional(yes_no))?,
        registered: row.read("registered_percent", optional(|text| text.parse().ok()))?.map(Count),
        park: row.read("park", optional(yes_no))?,
        place: row.read("region", optional(Place::from_name))?,
        ..Business::default()
    };
    let regime = row.read("regime", Regime::from_name)?;
    let citizen = row.read("citizen", optional(yes_no))?;
    let Some(year) = year_of(&own, citizen, row.read("year", |text| text.parse().ok())?) else { return compared([]) };
    let of = |regime: Regime| year.regimes.iter().find(|taken| taken.regime == regime);
    let taken = match of(regime) {
        Some(taken) if taken.open != Tri::No && taken.tax.is_ok() => Some(taken),
        _ if regime == Regime::Simplified => None,
        _ => of(Regime::General),
    };
    let none = |amount: Result<Money, NotKnown>| amount.map_or_else(|_| "none".to_owned(), |amount| amount.to_string());
    compared([
        row.compare("open", of(regime).map_or("none", |taken| taken.open.name()).to_owned()),
        row.compare("income_tax", taken.map_or_else(|| "none".to_owned(), |taken| none(taken.tax))),
        row.compare("social", none(year.social.0)),
        row.compare("medical", none(year.medical.0)),
    ])
}

/// Dividends, interest or rent of a year, from the given source.
pub(super) fn income(row: &Row<'_>) -> Outcome {
    let amount = Some(row.read("amount", money)?);
    let dwelling = |text: &str| match text {
        "dwelling" => Some(true),
        "other" => Some(false),
        _ => None,
    };
    let own = match row.cell("kind") {
        "dividends" => {
            Income { dividends: amount, dividends_from: row.read("from", optional(DividendsFrom::from_name))?, ..Income::default() }
        }
        "interest" => Income { interest: amount, interest_from: row.read("from", optional(InterestFrom::from_name))?, ..Income::default() },
        "rent" => Income { rent: amount, rent_dwelling: row.read("from", optional(dwelling))?, ..Income::default() },
        _ => return row.read("kind", |_| None),
    };
    let resident = row.read("residency", |text| match text {
        "resident" => Some(true),
        "non-resident" => Some(false),
        _ => None,
    })?;
    let year = row.read("year", |text| text.parse().ok())?;
    // Nothing is due on nothing.
    let tax = beside_pay(&own, Date::first_of(year))
        .first()
        .map_or(Ok(Interval::exactly(Money::ZERO)), |line| if resident { line.resident } else { line.non_resident });
    compared([row.compare("tax", tax.map_or_else(|_| "not known".to_owned(), range))])
}
