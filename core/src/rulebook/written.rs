//! The value of a rule as the command line and receipts write it, in no language in particular.

use std::fmt;

use super::{Band, Bracket, Content, Criterion, Join, Measure, Tier, Unit, values};
use crate::quantity::Date;

impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&written(self))
    }
}

/// A value of this rulebook that is written so: an earlier program's receipt states values as text.
pub fn value_written(text: &str) -> Option<&'static Content> {
    let contents = values().flat_map(|(_, value)| std::iter::once(&value.content).chain(value.others.iter().map(|other| &other.content)));
    contents.into_iter().find(|content| written(content) == text)
}

/// `1 experience: at most points.experience.maximum; years = points.experience.years`
fn criterion(criterion: &Criterion) -> String {
    let measure = |(index, measure): (usize, &Measure)| {
        let tables = measure.tables.iter().map(|(table, bands)| format!("{table} = {}", bands.rule().id)).collect::<Vec<_>>().join(", ");
        let join = match measure.join {
            _ if index == 0 => "",
            Join::Add => "and ",
            Join::Best => "or ",
        };
        format!("{join}{tables}")
    };
    let number = criterion.number.map(|number| format!("{number} ")).unwrap_or_default();
    let only_if = criterion.only_if.map(|question| format!(" (only if {question})")).unwrap_or_default();
    let measures = criterion.measures.iter().enumerate().map(measure).collect::<Vec<_>>().join(" ");
    format!("{number}{}{only_if}, at most {}: {measures}", criterion.id, criterion.maximum.rule().id)
}

fn written(content: &Content) -> String {
    match content {
        Content::Brackets(brackets) => {
            let slice = |bracket: &Bracket| format!("over {}: {} + {}", bracket.over, bracket.base, bracket.rate);
            brackets.iter().map(slice).collect::<Vec<_>>().join("; ")
        }
        Content::Money(amount) => format!("{amount} AZN"),
        Content::Rate(rate) => rate.to_string(),
        Content::Count(count) => count.to_string(),
        Content::Range(range) => format!("{} to {}", range.low, range.high),
        Content::Bands(bands) => {
            let unit = if bands.unit == Unit::Points { "points" } else { "%" };
            let band = |band: &Band| format!("from {}: {} to {} {unit}", band.at, band.low, band.high);
            bands.steps.iter().map(band).collect::<Vec<_>>().join("; ")
        }
        Content::Criteria(criteria) => criteria.iter().map(criterion).collect::<Vec<_>>().join("; "),
        Content::MonthDays(days) => days.iter().map(|(month, day)| format!("{month:02}-{day:02}")).collect::<Vec<_>>().join(" "),
        Content::Countries(codes) => (*codes).to_owned(),
        Content::Tiers(tiers) => {
            let tier = |tier: &Tier| format!("up to {} months: {} AZN", tier.months, tier.amount);
            tiers.iter().map(tier).collect::<Vec<_>>().join("; ")
        }
        Content::Exchange(rates) => {
            let (base, quote) = (rates.base, |(figure, from, to): (String, &str, &str)| format!("1 {from} = {figure} {to}"));
            let quotes = rates
                .quotes
                .iter()
                .map(|own| if rates.for_one { (own.figure(), base, own.currency) } else { (own.figure(), own.currency, base) });
            quotes.map(quote).collect::<Vec<_>>().join("; ")
        }
        Content::Dates([]) => "none".to_owned(),
        Content::Dates(dates) => dates.iter().map(Date::to_string).collect::<Vec<_>>().join(" "),
        Content::Statement => "a statement".to_owned(),
    }
}
