//! The answer: a day or a word, what it means in one sentence, and how many days are left.

use leptos::prelude::*;
use leptos::tachys::reactive_graph::SharedReactiveFunction;

use super::{View, YEAR, plan};
use crate::ui::components::Folded;
use crate::ui::components::button;
use crate::ui::components::summary::{headline, resident_line};
use crate::ui::components::text::{hint, notice, paragraph};
use crate::ui::components::year::days_bar;
use crate::ui::route::Route;
use crate::ui::view::{handler, use_state};
use crate::ui::{browser, say, t, words};
use hsmp::assess::residence::residency::{Reason, Residency};
use hsmp::key;
use hsmp::message::{Arg, Message};
use hsmp::profile::Answers;
use hsmp::quantity::{Date, Tri};

/// The day on which somebody becomes a resident who is none yet.
fn day_ahead(residency: &Residency) -> Option<Date> {
    let outcome = &residency.outcome;
    let is_ahead = match (outcome.resident, outcome.because) {
        (Tri::Yes, Reason::Days) => residency.becomes_on.is_some_and(|date| date > residency.on),
        (Tri::Unknown, Reason::OpenStay) => true,
        _ => false,
    };
    residency.becomes_on.filter(|_| is_ahead)
}

/// What the answer means, in a sentence.
fn sentence(residency: &Residency) -> Option<Message> {
    let outcome = &residency.outcome;
    let text = match (outcome.resident, outcome.because) {
        (Tri::Yes, Reason::Days) if day_ahead(residency).is_some() => key!("tax-residence-page.says.planned"),
        (Tri::Yes, _) => key!("tax-residence-page.says.yes"),
        (Tri::No, _) => key!("tax-residence-page.says.no"),
        (Tri::Unknown, Reason::OpenStay) if day_ahead(residency).is_some() => key!("tax-residence-page.says.if-you-stay"),
        (Tri::Unknown, _) => return outcome.why.how.clone(),
    };
    Some(Message::new(text).with("limit", residency.limit).with("year", Arg::Year(residency.year)))
}

/// The answer as a card; what it rests on can be opened.
pub(super) fn answer(view: &View) -> AnyView {
    let other = view.other_year.map(other_year);
    let Some(residency) = view.known() else {
        let missing = view.residency.as_ref().err();
        let missing = missing.map(|missing| notice(say(&hsmp::assess::tax::payroll::not_known(*missing))));
        return view! {
            {other}
            {missing}
        }
        .into_any();
    };
    let outcome = &residency.outcome;
    let name = say(&Message::new(key!("summary.resident.name")).with("year", Arg::Year(residency.year)));
    let value = day_ahead(residency).map_or_else(|| resident_line(residency, view.unread), |date| words().date(date));
    let days = Message::new(key!("tax-residence-page.days")).with("days", outcome.days).with("limit", residency.limit);
    // Who cannot pass the limit any more, or whom days do not decide, needs no count of what is left.
    let is_open = view.planning.as_ref().is_some_and(|planning| planning.by_days && planning.days.high > residency.limit);
    let left =
        (outcome.resident != Tri::Yes && is_open).then(|| Message::new(key!("tax-residence-page.left")).with("days", residency.days_left));
    // Once the limit is passed there is no day left to name.
    let is_passed = outcome.resident == Tri::Yes && residency.becomes_on.is_some_and(|date| date <= residency.on);
    let latest = view.planning.as_ref().filter(|_| !is_passed).and_then(|planning| plan::latest(planning, residency));
    let next = left.into_iter().chain(latest).map(|text| paragraph(say(&text))).collect::<Vec<_>>();
    // The question that decides may stand far down the page.
    let ask = match outcome.because {
        Reason::Unanswered(slot) => {
            let ask = handler(move |_| {
                let id = slot.path();
                // Of a group of answers the first takes the focus.
                let id = if browser::element(&id).is_some() { id } else { format!("{id}.yes") };
                browser::focus(&id);
            });
            Some(button("button primary answer-now no-print", t(key!("tax-residence-page.answer")), ask))
        }
        _ => None,
    };
    let details = details(view, residency);
    let unread = (view.unread > 0).then(|| notice(t(key!("tax-residence-page.unread")).to_owned()));
    view! {
        {other}
        <section class="card" id="answer" tabindex="-1" aria-label=name.clone()>
            {headline(name.clone(), value, &outcome.why)}
            <p class="answer-sentence">{sentence(residency).map(|text| say(&text))}</p>
            {unread}
            {ask}
            {days_bar(residency)}
            {hint(say(&days))}
            <div class="prose">{next}</div>
            <Folded title=key!("tax-residence-page.details") class="on-paper">
                <div class="prose">{details}</div>
            </Folded>
        </section>
    }
    .into_any()
}

/// What the answer rests on, what it leads to, and what is in doubt.
fn details(view: &View, residency: &Residency) -> Vec<AnyView> {
    let outcome = &residency.outcome;
    // What the sentence says is not said again.
    let said = sentence(residency);
    let how = outcome.why.how.clone().filter(|how| outcome.because != Reason::Days && said.as_ref() != Some(how));
    let mut prose: Vec<(&'static str, Message)> = Vec::new();
    for sentence in [how, Some(plan::meaning(outcome.resident))].into_iter().flatten() {
        prose.push(("", sentence));
    }
    if let Some(planning) = &view.planning {
        let next = residency.year + 1;
        prose.extend(plan::leaving(&planning.leaving, next).map(|leaving| ("", leaving)));
        if planning.leaving_by_ties {
            prose.push(("doubt", Message::new(key!("plan.left-ties")).with("next", Arg::Year(next))));
        }
    }
    if outcome.resident == Tri::Yes && matches!(outcome.because, Reason::Tie(_)) {
        prose.push(("", key!("tax-residence-page.ties-decide").into()));
    }
    if outcome.resident == Tri::Yes {
        prose.push(("doubt", key!("tax-residence-page.whole-year").into()));
    }
    for doubt in &residency.assumed {
        prose.push(("doubt", (*doubt).into()));
    }
    prose.into_iter().map(|(class, text)| view! { <p class=class>{say(&text)}</p> }.into_any()).collect()
}

/// Stays that lie in another year only: a way to it.
fn other_year(year: i32) -> AnyView {
    let state = use_state();
    let look = handler(move |_| {
        let current = state.assessment.with_untracked(|all| all.on.year());
        let chosen = if year == current { String::new() } else { year.to_string() };
        state.edit(|document| document.set(YEAR, &chosen));
    });
    let text = Message::new(key!("tax-residence-page.other-year")).with("year", Arg::Year(year));
    view! {
        <p class="no-print">
            {button("button primary other-year", say(&text), look)}
        </p>
    }
    .into_any()
}

/// The answer in a line, at the foot of a phone's screen while stays are entered.
pub(super) fn strip(follow: impl Fn(fn(&View) -> AnyView) -> SharedReactiveFunction<AnyView>) -> AnyView {
    view! {
        <aside class="strip" aria-label=t(key!("answers-page.strip"))>
            {follow(short)}
        </aside>
    }
    .into_any()
}

fn short(view: &View) -> AnyView {
    let Some(residency) = view.known() else { return ().into_any() };
    let outcome = &residency.outcome;
    let state = match (outcome.resident, residency.becomes_on) {
        (Tri::Yes, Some(date)) if outcome.because == Reason::Days => {
            let day = format!("{} {}", date.day(), words().short_month(date.month()));
            Message::new(key!("tax-residence-page.strip.day")).with("day", day)
        }
        (Tri::Yes, _) => key!("status.resident").into(),
        (Tri::No, _) => key!("status.non-resident").into(),
        (Tri::Unknown, Some(date)) if outcome.because == Reason::OpenStay => {
            let day = format!("{} {}", date.day(), words().short_month(date.month()));
            Message::new(key!("tax-residence-page.strip.if-you-stay")).with("day", day)
        }
        (Tri::Unknown, _) => key!("status.open").into(),
    };
    let days = Message::new(key!("tax-residence-page.strip.days")).with("days", outcome.days).with("limit", residency.limit);
    view! {
        <a href=format!("{}/answer", Route::TaxResidence.href()) class="days-strip">
            <span>{say(&days)} " · " {say(&state)}</span>
        </a>
    }
    .into_any()
}
