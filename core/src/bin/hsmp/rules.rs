//! Every rule value in one list, for reviewers.

use std::fmt::Write as _;

use hsmp::quantity::Date;
use hsmp::rulebook::programmes::{Need, PROGRAMMES};
use hsmp::rulebook::{Content, Criterion, HASH, Join, Measure, SOURCES, Unit, review_due, values};
use hsmp::text::{Catalogue, Language, tri};

/// The rules; with a date, only the values that should have been reviewed by then.
pub(crate) fn list(stale_by: Option<Date>) -> String {
    let words = Catalogue::built_in(Language::English);
    let mut text = format!("rulebook {HASH}\n");
    let values: Vec<_> = match stale_by {
        Some(by) => review_due(by).collect(),
        None => values().collect(),
    };
    for (rule, value) in values {
        let to = value.to.map_or_else(|| "on".to_owned(), |to| format!("to {to}"));
        let _ = writeln!(text, "\n{} — {}", rule.id, words.get(rule.name));
        let _ = writeln!(text, "  from {} {to}: {}", value.from, content(&value.content));
        let _ = writeln!(text, "  {}; review by {}{}", value.standing.name(), value.review, article(rule.article));
        sources(&mut text, "  ", value.sources);
        for note in value.note.iter().chain(&value.conflict) {
            let _ = writeln!(text, "  note: {}", words.get(*note));
        }
        for other in value.others {
            let _ = writeln!(text, "  other reading '{}' ({}): {}", other.reading, other.standing.name(), content(&other.content));
            sources(&mut text, "    ", other.sources);
        }
    }
    text
}

/// The programmes of other countries: a line each, then what the table they are from does not tell.
pub(crate) fn programmes() -> String {
    let words = Catalogue::built_in(Language::English);
    let mut text = format!("rulebook {HASH}\n\n");
    let mut untold = Vec::new();
    for own in &PROGRAMMES {
        let place = own.country_name().map_or("", |name| words.get(name));
        let (term, family, citizenship) =
            (words.say(&own.term()), words.get(tri(own.dependants.into())), words.say(&own.citizenship.text()));
        let need = words.say(&own.asks());
        let _ = writeln!(
            text,
            "{} {place}, {}: {need}; {term}; family {family}; citizenship {citizenship}; {}",
            own.id(),
            own.name,
            own.standing.name()
        );
        for note in own.notes() {
            let _ = writeln!(text, "  note: {}", words.get(*note));
        }
        if let Need::Text(column, cell) = own.need {
            untold.push(format!("{} {}: {cell}", own.id(), words.get(column.label())));
        }
    }
    let _ = writeln!(
        text,
        "\n{} programmes; in {} the table has words instead of a figure, cut off by its page:",
        PROGRAMMES.len(),
        untold.len()
    );
    for line in untold {
        let _ = writeln!(text, "  {line}");
    }
    text
}

fn article(article: &str) -> String {
    if article.is_empty() { String::new() } else { format!("; {article}") }
}

fn sources(text: &mut String, indent: &str, numbers: &[u8]) {
    for source in numbers.iter().filter_map(|number| SOURCES.get(usize::from(*number))) {
        let _ = writeln!(text, "{indent}source: {} ({}, seen {}) {}", source.title, source.publisher, source.seen, source.url);
    }
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

fn content(content: &Content) -> String {
    match content {
        Content::Brackets(brackets) => {
            let slice = |bracket: &hsmp::rulebook::Bracket| format!("over {}: {} + {}", bracket.over, bracket.base, bracket.rate);
            brackets.iter().map(slice).collect::<Vec<_>>().join("; ")
        }
        Content::Money(amount) => format!("{amount} AZN"),
        Content::Rate(rate) => rate.to_string(),
        Content::Count(count) => count.to_string(),
        Content::Range(range) => format!("{} to {}", range.low, range.high),
        Content::Bands(bands) => {
            let unit = if bands.unit == Unit::Points { "points" } else { "%" };
            let band = |band: &hsmp::rulebook::Band| format!("from {}: {} to {} {unit}", band.at, band.low, band.high);
            bands.steps.iter().map(band).collect::<Vec<_>>().join("; ")
        }
        Content::Criteria(criteria) => criteria.iter().map(criterion).collect::<Vec<_>>().join("; "),
        Content::MonthDays(days) => days.iter().map(|(month, day)| format!("{month:02}-{day:02}")).collect::<Vec<_>>().join(" "),
        Content::Countries(codes) => (*codes).to_owned(),
        Content::Tiers(tiers) => {
            let tier = |tier: &hsmp::rulebook::Tier| format!("up to {} months: {} AZN", tier.months, tier.amount);
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
