use leptos::prelude::*;

use crate::ui::components::status::standing;
use crate::ui::components::text::{doubt, lead, paragraph};
use crate::ui::components::why::source;
use crate::ui::view::each;
use crate::ui::{State, figure, say, t, titled, words};
use hsmp::assess::eligibility::documents::in_list;
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::profile::Country;
use hsmp::quantity::Date;
use hsmp::rulebook::{Band, Bracket, Content, Dated, HASH, Other, RULES, Rule, SOURCE_COUNT, Standing, Unit, review_due};

/// Every rule with all its values, and every source; first what should have been looked at again by now.
pub fn sources(state: State) -> AnyView {
    let meanings: [(Standing, Key); 5] = [
        (Standing::Law, key!("standing.meaning.law")),
        (Standing::Reported, key!("standing.meaning.reported")),
        (Standing::Professional, key!("standing.meaning.professional")),
        (Standing::Claimed, key!("standing.meaning.claimed")),
        (Standing::Assumption, key!("standing.meaning.assumption")),
    ];
    let legend = each(&meanings, |(one, meaning)| view! { <li>{standing(one)} " " {t(meaning)}</li> }.into_any());
    view! {
        {lead(t(key!("sources-page.lead")))}
        <ul class="plain standings">{legend}</ul>
        {freshness(state.today.get_untracked())}
        <h2>{t(key!("sources-page.rules"))}</h2>
        <div>{RULES.iter().map(rule_entry).collect::<Vec<_>>()}</div>
        <h2>{t(key!("sources-page.sources"))}</h2>
        <ul class="sources">{(0..SOURCE_COUNT).filter_map(source).collect::<Vec<_>>()}</ul>
        {rulebook()}
    }
    .into_any()
}

/// Which rulebook the page rests on: two pages with the same hash know the same law.
pub(super) fn rulebook() -> AnyView {
    view! {
        <p class="aside">
            {t(key!("report.rulebook"))}
            " "
            <code>{HASH}</code>
        </p>
    }
    .into_any()
}

/// The values that are past their review, or that there are none.
fn freshness(today: Date) -> AnyView {
    let due = review_due(today).filter_map(|(rule, value)| Some((rule, value.review_text(today)?)));
    let due: Vec<AnyView> = due.map(|(rule, text)| view! { <li>{t(rule.name)} ". " {say(&text)}</li> }.into_any()).collect();
    let text = if due.is_empty() { key!("freshness.none-due") } else { key!("freshness.due") };
    let list = (!due.is_empty()).then(|| view! { <ul>{due}</ul> }.into_any());
    view! {
        <section>
            <h2>{t(key!("freshness.title"))}</h2>
            {paragraph(t(text))}
            {list}
        </section>
    }
    .into_any()
}

/// A rule with all its values, closed until it is opened.
pub(super) fn rule_entry(rule: &'static Rule) -> AnyView {
    let article = rule.article.map(|article| paragraph(t(article)));
    // A number says most: it need not be looked for.
    let number = rule.values.last().filter(|value| matches!(value.content, Content::Count(_)));
    let name = number.map_or_else(|| t(rule.name).to_owned(), |value| titled(t(rule.name), &content(&value.content)));
    let number = number.map(|value| standing(value.standing));
    view! {
        <details class="rule">
            <summary>{name} " " {number}</summary>
            {article}
            {rule.values.iter().map(value).collect::<Vec<_>>()}
        </details>
    }
    .into_any()
}

fn value(value: &'static Dated) -> AnyView {
    let other = |other: &'static Other| {
        view! {
            <li>
                <p>
                    {standing(other.standing)}
                    " "
                    {t(other.name)}
                    " "
                    <strong>{content(&other.content)}</strong>
                </p>
                {source_list(other.sources)}
            </li>
        }
        .into_any()
    };
    let others = (!value.others.is_empty()).then(|| {
        view! {
            <div>
                {paragraph(t(key!("sources-page.others")))}
                <ul class="others">{value.others.iter().map(other).collect::<Vec<_>>()}</ul>
            </div>
        }
        .into_any()
    });
    let doubts: Vec<AnyView> = value.doubts().map(|text| doubt(t(text))).collect();
    view! {
        <div class="value">
            <p>
                {standing(value.standing)}
                " "
                <strong>{content(&value.content)}</strong>
            </p>
            {paragraph(say(&value.validity()))}
            {doubts}
            {source_list(value.sources)}
            {others}
        </div>
    }
    .into_any()
}

/// Sources by their numbers.
pub(super) fn source_list(numbers: &'static [u8]) -> AnyView {
    view! { <ul class="sources">{numbers.iter().filter_map(|number| source(*number)).collect::<Vec<_>>()}</ul> }.into_any()
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
            let text = Message::new(key!("content.exchange")).with("figure", words().number(&own.figure()));
            say(&text.with("currency", of.to_owned()).with("base", base.to_owned()))
        })),
        Content::Dates([]) => t(key!("content.none")).to_owned(),
        Content::Dates(dates) => joined(dates.iter().map(|date| words().date(*date))),
        Content::Statement => t(key!("content.statement")).to_owned(),
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    words().list(&parts.collect::<Vec<_>>())
}
