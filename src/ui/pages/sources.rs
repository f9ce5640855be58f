use crate::assess::documents::in_list;
use crate::key;
use crate::message::{Key, Message};
use crate::profile::Country;
use crate::quantity::Date;
use crate::rulebook::{Band, Bracket, Content, Dated, HASH, Other, RULES, Rule, SOURCE_COUNT, Standing, Unit, review_due};
use crate::ui::components::{source, standing};
use crate::ui::dom::{El, el, p};
use crate::ui::{State, figure, say, t, words};

/// Every rule with all its values, and every source; first what should have been looked at again by now.
#[inline(never)]
pub fn sources(state: State) -> Vec<El> {
    let meanings: [(Standing, Key); 5] = [
        (Standing::Law, key!("standing.meaning.law")),
        (Standing::Reported, key!("standing.meaning.reported")),
        (Standing::Professional, key!("standing.meaning.professional")),
        (Standing::Claimed, key!("standing.meaning.claimed")),
        (Standing::Assumption, key!("standing.meaning.assumption")),
    ];
    let legend = meanings.map(|(one, meaning)| el("li").child(standing(one)).text(" ").t(meaning));
    vec![
        p("lead", key!("sources-page.lead")),
        el("ul.plain standings").children(legend),
        freshness(state.today),
        el("h2").t(key!("sources-page.rules")),
        el("div").children(RULES.iter().map(rule_details)),
        el("h2").t(key!("sources-page.sources")),
        el("ul.sources").children((0..SOURCE_COUNT).filter_map(source)),
        el("p.aside").t(key!("report.rulebook")).text(" ").child(el("code").text(HASH)),
    ]
}

/// The values that are past their review, or that there are none.
fn freshness(today: Date) -> El {
    let due: Vec<El> = review_due(today).filter_map(|(rule, value)| Some((rule, value.review_text(today)?))).map(one_due).collect();
    let part = el("section").child(el("h2").t(key!("freshness.title")));
    if due.is_empty() {
        return part.child(p("", key!("freshness.none-due")));
    }
    part.child(p("", key!("freshness.due"))).child(el("ul").children(due))
}

fn one_due((rule, text): (&Rule, Message)) -> El {
    el("li").t(rule.name).text(". ").say(&text)
}

/// A rule with all its values, closed until it is opened.
pub(super) fn rule_details(rule: &'static Rule) -> El {
    let article = (!rule.article.is_empty()).then(|| el("p").text(rule.article));
    // A number says most: it need not be looked for.
    let number = rule.values.last().filter(|value| matches!(value.content, Content::Count(_)));
    let summary =
        el("summary").t(rule.name).maybe(number.map(|value| {
            el("span").text(": ").child(el("strong").text(&content(&value.content))).text(" ").child(standing(value.standing))
        }));
    el("details.rule").child(summary).maybe(article).children(rule.values.iter().map(value))
}

fn value(value: &'static Dated) -> El {
    let figure = el("p").child(standing(value.standing)).text(" ").child(el("strong").text(&content(&value.content)));
    let other = |other: &'static Other| {
        let line =
            el("p").child(standing(other.standing)).text(" ").t(other.name).text(" ").child(el("strong").text(&content(&other.content)));
        el("li").child(line).child(cited(other.sources))
    };
    let others = el("ul.others").children(value.others.iter().map(other));
    el("div.value")
        .child(figure)
        .child(el("p").say(&value.validity()))
        .children(value.doubts().map(|text| p("doubt", text)))
        .child(cited(value.sources))
        .maybe((!value.others.is_empty()).then(|| el("div").child(p("", key!("sources-page.others"))).child(others)))
}

pub(super) fn cited(numbers: &'static [u8]) -> El {
    el("ul.sources").children(numbers.iter().filter_map(|number| source(*number)))
}

pub(super) fn content(content: &Content) -> String {
    match content {
        Content::Brackets(brackets) => {
            let slice = |bracket: &Bracket| {
                say(&Message::new(key!("content.bracket")).with("over", bracket.over).with("base", bracket.base).with("rate", bracket.rate))
            };
            joined(brackets.iter().map(slice))
        }
        Content::Money(amount) => figure(*amount),
        Content::Rate(rate) => figure(*rate),
        Content::Count(count) => figure(*count),
        Content::Range(range) => figure(*range),
        Content::Bands(bands) => {
            let text = if bands.unit == Unit::Points { key!("content.band-points") } else { key!("content.band") };
            let band = |band: &Band| say(&Message::new(text).with("at", band.at).with("low", band.low).with("high", band.high));
            joined(bands.steps.iter().map(band))
        }
        Content::Criteria(criteria) => joined(criteria.iter().map(|criterion| t(criterion.name).to_owned())),
        Content::MonthDays(days) => joined(days.iter().map(|(month, day)| words().day_of_year(*month, *day))),
        Content::Countries(codes) => {
            joined(Country::all().filter(|country| in_list(codes, *country)).map(|country| t(country.name()).to_owned()))
        }
        Content::Tiers(tiers) => joined(
            tiers.iter().map(|tier| say(&Message::new(key!("content.tier")).with("months", tier.months).with("amount", tier.amount))),
        ),
        Content::Exchange(rates) => joined(rates.quotes.iter().map(|own| {
            let (of, base) = if rates.for_one { (own.currency, rates.base) } else { (rates.base, own.currency) };
            let text = Message::new(key!("content.exchange")).with("figure", own.figure());
            say(&text.with("currency", of.to_owned()).with("base", base.to_owned()))
        })),
        Content::Dates([]) => t(key!("content.none")).to_owned(),
        Content::Dates(dates) => joined(dates.iter().map(|date| words().date(*date))),
        Content::Statement => t(key!("content.statement")).to_owned(),
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}
