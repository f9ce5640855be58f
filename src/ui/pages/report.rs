use leptos::prelude::*;

use super::conditions::{NAMES, reason};
use super::sources::rulebook;
use crate::assess::eligibility::Condition;
use crate::assess::{Assessment, business, income, with_figures};
use crate::explain::Step;
use crate::key;
use crate::message::{Arg, Message};
use crate::profile::Problem;
use crate::quantity::{Date, Tri};
use crate::ui::components::charts::points_bar;
use crate::ui::components::status::status;
use crate::ui::components::summary::verdict;
use crate::ui::components::why::step_tree;
use crate::ui::components::{amount, conditions_line, papers_line, resident_line};
use crate::ui::view::handler;
use crate::ui::{State, browser, say, t};

/// Everything on paper: the answers, then each with its explanation down to the sources.
pub fn report(state: State) -> AnyView {
    let all = state.assessment.get_untracked();
    let dated = Message::new(key!("report.dated")).with("date", all.on).with("version", env!("CARGO_PKG_VERSION").to_owned());
    let year = say(&Message::new(key!("overview.resident.name")).with("year", Arg::Year(all.on.year())));
    let residency = all.residency.as_ref().ok();
    let net = if all.profile.pay.employer_abroad == Some(true) { key!("overview.net.abroad") } else { key!("pay.net") };
    let lines = [
        Some(titled(t(key!("page.conditions")), &conditions_line(&all, key!("overview.conditions")))),
        Some(titled(t(key!("page.documents")), &papers_line(&all))),
        residency.map(|residency| titled(&year, &resident_line(residency))),
        all.pay.as_ref().map(|pay| titled(t(net), &amount(pay.payslip.net))),
    ];
    let lines: Vec<AnyView> = lines.into_iter().flatten().map(|text| view! { <p class="report-line">{text}</p> }.into_any()).collect();
    let trial = state.trial.with_untracked(Option::is_some).then(|| view! { <p class="notice-text">{t(key!("what-if.not-saved"))}</p> });
    let print = handler(|_| browser::print());
    let mut parts = vec![explained(t(key!("page.title.points")), &all.points.why, all.on), conditions(&all)];
    parts.extend(residency.map(|residency| explained(&year, &residency.outcome.why, all.on)));
    parts.extend(all.pay.as_ref().map(|pay| explained(t(key!("page.title.tax")), &pay.payslip.why, all.on)));
    parts.extend(money(&all));
    // The answers fit on the first page; then each with its reasons and sources.
    view! {
        <p>{say(&dated)}</p>
        <p class="aside">{t(key!("shell.no-advice"))}</p>
        <div>{trial}</div>
        <button class="button primary no-print" type="button" on:click=print>
            {t(key!("report.print"))}
        </button>
        {verdict(&all.points)}
        {points_bar(&all.points, true)}
        {lines}
        {problems(&all)}
        {parts}
        {rulebook()}
    }
    .into_any()
}

/// A name and what belongs to it, as the language joins them.
fn titled(name: &str, value: &str) -> String {
    say(&Message::new(key!("format.titled")).with("name", name.to_owned()).with("value", value.to_owned()))
}

/// The answers that cannot be used.
fn problems(all: &Assessment) -> Option<AnyView> {
    if all.problems.is_empty() {
        return None;
    }
    let one = |problem: &Problem| {
        let name = problem.slot.question().map_or_else(String::new, |question| say(&with_figures(question.label)));
        view! { <li>{titled(&name, &say(&problem.message))}</li> }.into_any()
    };
    let list: Vec<AnyView> = all.problems.iter().map(one).collect();
    let view = view! {
        <section>
            <h2>{t(key!("report.problems"))}</h2>
            <ul>{list}</ul>
        </section>
    };
    Some(view.into_any())
}

fn explained(title: &str, why: &Step, on: Date) -> AnyView {
    let title = title.to_owned();
    view! {
        <section>
            <h2>{title}</h2>
            {step_tree(why, on, true)}
        </section>
    }
    .into_any()
}

/// One's own business under each regime that may be open, and income beside pay.
fn money(all: &Assessment) -> Vec<AnyView> {
    let mut parts = Vec::new();
    if let Some(year) = business::assess(&all.profile, all.on) {
        let open = year.regimes.iter().filter(|taken| taken.open != Tri::No);
        parts.extend(open.map(|taken| explained(&titled(t(key!("page.title.business")), t(taken.regime.name())), &taken.why, all.on)));
        parts.extend([&year.social.1, &year.medical.1].map(|why| step_tree(why, all.on, true)));
    }
    let income = income::assess(&all.profile, &all.residency, all.on);
    let foreign = income.foreign.iter().filter_map(|row| row.line.as_ref().ok());
    // Pay was explained before.
    let lines = income.local.iter().filter(|line| line.name.key != key!("income.pay")).chain(foreign);
    parts.extend(lines.map(|line| explained(&say(&line.name), &line.why, all.on)));
    parts
}

fn conditions(all: &Assessment) -> AnyView {
    let one = |condition: &Condition| {
        // The points were explained above.
        let tree = (condition.id != "points.pass-mark").then(|| step_tree(&condition.why, all.on, true));
        view! {
            <section class="condition">
                <div class="condition-head">
                    <h3>{t(condition.name)}</h3>
                    {condition.demanded.then(|| status(condition.met, NAMES))}
                </div>
                <p>{reason(all, condition)}</p>
                {tree}
            </section>
        }
        .into_any()
    };
    let list: Vec<AnyView> = all.eligibility.conditions.iter().map(one).collect();
    view! {
        <section>
            <h2>{t(key!("page.title.conditions"))}</h2>
            {list}
        </section>
    }
    .into_any()
}
