use leptos::prelude::*;

use super::sources::rule_entry;
use super::{Part, way_on};
use crate::ui::components::charts::outlook_chart;
use crate::ui::components::status::assumed;
use crate::ui::components::summary::{verdict, verdict_status};
use crate::ui::components::text::{hint, lead, notice, paragraph};
use crate::ui::components::{Spoken, button};
use crate::ui::route::Route;
use crate::ui::view::{dynamic, each, handler, live};
use crate::ui::{State, browser, count, say, t};
use hsmp::assess::guidance::answers::are_open;
use hsmp::assess::guidance::goals::{Aim, Change, ChangeSet, Goals, Lacking, apply, goals as find, time};
use hsmp::assess::guidance::outlook::outlook;
use hsmp::assess::points::Verdict;
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::quantity::Interval;
use hsmp::rulebook::RULES;

/// What would get a person over the line, what time does, and trying things out.
pub fn goals(state: State) -> AnyView {
    let aim = RwSignal::new(Aim::Middle);
    let now = dynamic(move || state.assessment.with(|all| verdict(&all.points)));
    let found = dynamic(move || {
        let find = |aim: Aim| state.assessment.with(|all| state.counted(|document| find(document, all.on, aim)));
        let found = find(aim.get());
        // Who looks at less than the surest figure must be told what that one says.
        let surest = (found.aim == Aim::Middle && !found.sets.is_empty()).then(|| find(Aim::Low)).filter(|surest| surest.sets.is_empty());
        let sure = surest.map(|surest| {
            let text = Message::new(key!("goals-page.nothing-sure")).with("years", surest.horizon);
            notice(say(&text))
        });
        let open = state.assessment.with(are_open);
        let open = open.then(|| notice(t(key!("goals-page.unanswered"))));
        view! {
            {open}
            {sure}
            {answer(state, &found)}
        }
        .into_any()
    });
    let ahead = dynamic(move || outlook_chart(&state.assessment.with(|all| state.counted(|document| outlook(document, all.on)))));
    let begin = handler(move |_| {
        state.try_out(state.today.get_untracked(), |_| ());
        request_animation_frame(|| browser::focus("trial-title"));
    });
    let others = each(&[Route::Permits, Route::Programmes], |route| {
        view! {
            <li>
                <a href=route.href()>{t(route.name())}</a>
            </li>
        }
        .into_any()
    });
    // What is not said counts as not there, so that is asked first.
    let first = state.assessment.with_untracked(are_open).then(|| way_on((Route::Guide, key!("summary.continue"))));
    view! {
        {lead(t(key!("goals-page.lead")))}
        <div>{now}</div>
        {first}
        <Part id="ways" title=key!("goals-page.ways")>
            {aims(aim)}
            <div class="ways" id="ways-found">
                {found}
            </div>
            <Spoken of="ways-found" with=live(move || (aim.get() as u8).to_string())/>
        </Part>
        <Part id="outlook" title=key!("goals-page.outlook") is_assumed=true>
            <p class="hint" data-assumed=true>
                {t(key!("goals-page.outlook-hint"))}
                {assumed(true)}
            </p>
            <div>{ahead}</div>
        </Part>
        <Part id="try" title=key!("goals-page.try-title")>
            {paragraph(t(key!("goals-page.try-hint")))}
            <button
                class="button"
                type="button"
                hidden=move || state.trial.with(Option::is_some)
                on:click=begin
            >
                {t(key!("goals-page.try"))}
            </button>
        </Part>
        <Part id="others" title=key!("goals-page.others")>
            <ul class="links">{others}</ul>
        </Part>
    }
    .into_any()
}

/// Which figure of the range is to reach the mark.
fn aims(aim: RwSignal<Aim>) -> AnyView {
    let option = |one: Aim| {
        let (name, hint): (Key, Key) = match one {
            Aim::Low => (key!("goals-page.aim.low"), key!("goals-page.aim.low-hint")),
            Aim::Middle => (key!("goals-page.aim.middle"), key!("goals-page.aim.middle-hint")),
            Aim::High => (key!("goals-page.aim.high"), key!("goals-page.aim.high-hint")),
        };
        let id = format!("aim.{}", one.name());
        let is_chosen = Signal::derive(move || aim.get() == one);
        let choose = handler(move |_| aim.set(one));
        view! {
            <div class="choice">
                <input type="radio" name="aim" id=id.clone() prop:checked=is_chosen on:change=choose/>
                <label for=id>
                    <span class="choice-name">{t(name)}</span>
                    <span class="hint">{t(hint)}</span>
                </label>
            </div>
        }
        .into_any()
    };
    view! {
        <fieldset class="choices">
            <legend>{t(key!("goals-page.aim.title"))}</legend>
            {each(&Aim::ALL, option)}
        </fieldset>
    }
    .into_any()
}

fn answer(state: State, found: &Goals) -> AnyView {
    if found.reached {
        return view! { <p class="verdict-note">{t(key!("goals-page.reached"))}</p> }.into_any();
    }
    let tried = say(&Message::new(key!("goals-page.tried")).with("count", count(found.tried)));
    if found.sets.is_empty() {
        let none = Message::new(key!("goals-page.none")).with("years", found.horizon);
        return view! {
            <p class="verdict-note">{say(&none)}</p>
            {hint(tried)}
        }
        .into_any();
    }
    let shown = Message::new(key!("goals-page.shown")).with("count", count(found.sets.len())).with("all", count(found.found));
    let goes_on = found.goes_on.then(|| hint(t(key!("goals-page.goes-on"))));
    let ways: Vec<AnyView> = found.sets.iter().map(|way| one(state, way)).collect();
    // How long a change takes and what it brings: one mark for all of them, before the first.
    view! {
        <div data-assumed=true>
            <p data-assumed=true>{say(&shown)} {assumed(true)}</p>
            {hint(t(key!("goals-page.together")))}
            {goes_on}
            <ol class="plain way-list">{ways}</ol>
            {hint(tried)}
        </div>
        {durations()}
    }
    .into_any()
}

/// How long each change takes, as the rulebook assumes.
fn durations() -> AnyView {
    let rules: Vec<AnyView> = RULES.iter().filter(|rule| rule.id.starts_with("goal.")).map(rule_entry).collect();
    view! {
        <details class="behind">
            <summary>{t(key!("goals-page.durations"))}</summary>
            {rules}
        </details>
    }
    .into_any()
}

/// A set: what to do, by when, what it brings, and why no smaller one will do.
fn one(state: State, way: &ChangeSet) -> AnyView {
    let mark = state.assessment.with_untracked(|all| all.points.pass_mark);
    let item = |text: Message| view! { <li>{say(&text)}</li> }.into_any();
    // Nothing to do but wait: work or plans that are entered already bring it.
    let waiting = way.changes.is_empty().then(|| paragraph(t(key!("goals-page.waiting"))));
    let changes: Vec<AnyView> = way.changes.iter().map(|change: &Change| item(change.text())).collect();
    let when = Message::new(key!("goals-page.when")).with("date", way.on).with("time", time(way.months));
    let points = Message::new(key!("goals-page.then")).with("points", way.total);
    let smaller = |(lacking, total): &(Lacking, Interval<i32>)| {
        item(Message::new(key!("goals-page.smaller")).with("lacking", lacking.text()).with("points", *total))
    };
    let smaller: Vec<AnyView> = way.smaller.iter().map(smaller).collect();
    let tried = Message::new(key!("goals-page.proof-tried")).with("count", count(way.tried));
    let (made, months, on) = (way.changes.clone(), way.months, way.on);
    let begin = handler(move |_| {
        let (profile, from) = state.assessment.with_untracked(|all| (all.profile.clone(), all.on));
        state.try_out(on, |document| apply(document, &profile, &made, months, from));
        request_animation_frame(|| browser::focus("trial-title"));
    });
    view! {
        <li class="way card">
            <h3>{say(&when)}</h3>
            {waiting}
            <ul class="way-changes">{changes}</ul>
            <p class="way-points">{say(&points)} " " {verdict_status(Verdict::of(way.total, mark))}</p>
            <details class="proof-of">
                <summary>{t(key!("goals-page.proof"))}</summary>
                <ul>{smaller}</ul>
                {hint(say(&tried))}
            </details>
            {button("button", t(key!("goals-page.try-this")), begin)}
        </li>
    }
    .into_any()
}
