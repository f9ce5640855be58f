//! A business of one's own: every regime side by side.

use leptos::prelude::*;

use super::with_why;
use crate::ui::components::status::status;
use crate::ui::components::table::{manat, row, text_row};
use crate::ui::components::text::{doubt, hint, lead, paragraph, verdict_line};
use crate::ui::components::{DataTable, QuestionField, SectionFields, amount};
use crate::ui::pages::permits::statement;
use crate::ui::pages::sources::source_list;
use crate::ui::pages::{Columns, Part};
use crate::ui::view::{dynamic, each};
use crate::ui::{State, say, t, words};
use hsmp::assess::tax::business::{self, Taken, YearOfBusiness};
use hsmp::explain::Step;
use hsmp::key;
use hsmp::message::{Arg, Key, Message};
use hsmp::profile::{Business, Pay};
use hsmp::quantity::{MANAT, Money};
use hsmp::rulebook::{NotKnown, Rule, rules};

/// What one's own business leaves under each regime.
pub fn self_employment(state: State) -> AnyView {
    let result = dynamic(move || {
        state.assessment.with(|all| match business::assess(&all.profile, all.on) {
            Some(year) => answer(&year),
            None => lead(t(key!("self-employment-page.empty"))),
        })
    });
    let form = view! {
        <Part id="business" title=key!("section.business") class="no-print">
            <SectionFields section=Business::SECTION/>
            <QuestionField at=Pay::YEAR/>
        </Part>
    };
    view! {
        <Columns first=view! { <div>{result}</div> }.into_any() second=form.into_any()/>
    }
    .into_any()
}

fn answer(year: &YearOfBusiness) -> AnyView {
    let best = year.best().map(|(taken, left)| {
        let text = Message::new(key!("self-employment-page.best")).with("regime", taken.regime.label()).with("left", left);
        verdict_line(say(&text))
    });
    let perhaps = year.perhaps().map(|(taken, left)| {
        let text = Message::new(key!("self-employment-page.perhaps")).with("regime", taken.regime.label()).with("left", left);
        paragraph(say(&text))
    });
    let title = Message::new(key!("self-employment-page.title")).with("year", Arg::Year(year.year)).with("turnover", year.turnover);
    let title = title.with("profit", year.profit);
    let assumed: Vec<AnyView> = year.assumed.iter().map(|text| doubt(say(text))).collect();
    let regimes: Vec<AnyView> = year.regimes.iter().map(one).collect();
    let doubts = [key!("self-employment-page.deducted"), key!("self-employment-page.twelve"), key!("self-employment-page.residence")];
    let doubts = each(&doubts, |text| doubt(t(text)));
    view! {
        {best}
        {perhaps}
        {paragraph(say(&title))}
        {assumed}
        <Part id="regimes" title=key!("self-employment-page.regimes")>
            <ul class="plain regimes">{regimes}</ul>
        </Part>
        {others()}
        {insurance(year)}
        {doubts}
    }
    .into_any()
}

/// A regime: whether it is open, what it takes, and what is left.
fn one(taken: &Taken) -> AnyView {
    let names: [Key; 3] = [key!("business.status.yes"), key!("business.status.no"), key!("business.status.open")];
    let line = |name: AnyView, value: Result<Money, NotKnown>| {
        view! {
            <p class="slip-line">
                {name}
                <span class="amount">{amount(value)}</span>
            </p>
        }
        .into_any()
    };
    let left = view! { <span>{t(key!("self-employment-page.left"))}</span> };
    view! {
        <li class="card regime">
            <h3>{t(taken.regime.label())} " " {status(taken.open, names)}</h3>
            {hint(say(&taken.reason))}
            {line(with_why(t(key!("business.tax")).to_owned(), &taken.why), taken.tax)}
            {line(left.into_any(), taken.left)}
        </li>
    }
    .into_any()
}

/// Reliefs that are not worked out, with their sources.
fn others() -> AnyView {
    let all = [
        rules::BUSINESS_STARTUP.rule(),
        rules::BUSINESS_INVESTMENT.rule(),
        rules::BUSINESS_NAKHCHIVAN.rule(),
        rules::BUSINESS_LIBERATED.rule(),
    ];
    let all = each(&all, |rule: &'static Rule| {
        let sources = rule.values.last().map(|value| source_list(value.sources));
        view! {
            <li>
                {statement(rule)}
                {sources}
            </li>
        }
        .into_any()
    });
    view! {
        <Part id="other-reliefs" title=key!("self-employment-page.others")>
            <ul class="statements">{all}</ul>
        </Part>
    }
    .into_any()
}

fn insurance(year: &YearOfBusiness) -> AnyView {
    let due =
        |name: Key, (due, why): &(Result<Money, NotKnown>, Step)| row("", with_why(t(name).to_owned(), why), vec![manat(*due).into_any()]);
    let title = t(key!("self-employment-page.insurance")).to_owned();
    let head = vec![key!("pay-page.line"), key!("pay-page.amount")];
    let rows = vec![
        due(key!("pay.social"), &year.social),
        due(key!("pay.medical"), &year.medical),
        text_row("", t(key!("self-employment-page.profit")).to_owned(), vec![words().decimal(year.profit)]),
    ];
    view! { <DataTable class="numbers" name=title is_captioned=true unit=MANAT head rows/> }.into_any()
}
