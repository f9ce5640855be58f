//! A card a way: its conditions, what is missing, and what the permit gives.

use leptos::prelude::*;

use crate::ui::components::status::status;
use crate::ui::components::text::{doubt, hint, paragraph};
use crate::ui::components::why::why_button;
use crate::ui::view::anew;
use crate::ui::{count, say, t};
use hsmp::assess::permits::{Condition, Permit, PermitOption, State as PermitState};
use hsmp::key;
use hsmp::message::{Arg, Message};
use hsmp::profile::Ground;

/// The ways to a permit, by how they stand; those that are not for the person folded away.
pub(super) fn grouped(found: Memo<Vec<PermitOption>>, permit: Permit) -> AnyView {
    // Where a card moves to another group all are made anew: what was opened must not stay open with another card.
    let stand = move || found.with(|found| found.iter().filter(|way| way.permit == permit).map(|way| way.state as u8).collect::<Vec<_>>());
    let groups = move |_| view! { {move || found.with(|found| groups(found, permit))} }.into_any();
    view! { <div>{anew(stand, groups)}</div> }.into_any()
}

fn groups(found: &[PermitOption], permit: Permit) -> AnyView {
    let shared = shared(found, permit);
    let every = (!shared.is_empty()).then(|| {
        view! {
            <div class="permit-shared">
                <h3 class="permit-group">{t(key!("permits-page.every"))}</h3>
                <ul class="plain permit-conditions">{shared.iter().map(|own| condition(own)).collect::<Vec<_>>()}</ul>
            </div>
        }
        .into_any()
    });
    let group = |stands: PermitState| {
        let own: Vec<&PermitOption> = found.iter().filter(|way| way.permit == permit && way.state == stands).collect();
        if own.is_empty() {
            return None;
        }
        let list = view! { <ul class="plain permit-cards">{own.iter().map(|way| card(way, &shared)).collect::<Vec<_>>()}</ul> };
        let group = if stands == PermitState::NotForMe {
            let summary = Message::new(key!("permits-page.not-for-me")).with("count", count(own.len()));
            view! {
                <details class="folded">
                    <summary>{say(&summary)}</summary>
                    {list}
                </details>
            }
            .into_any()
        } else {
            view! {
                <div>
                    <h3 class="permit-group">{t(stands.label())}</h3>
                    {list}
                </div>
            }
            .into_any()
        };
        Some(group)
    };
    view! {
        {every}
        {PermitState::ALL.into_iter().filter_map(group).collect::<Vec<_>>()}
    }
    .into_any()
}

/// The conditions that all ways to a permit have alike: said once.
fn shared(found: &[PermitOption], permit: Permit) -> Vec<&Condition> {
    let ways: Vec<&PermitOption> = found.iter().filter(|way| way.permit == permit).collect();
    let Some(first) = ways.first().filter(|_| ways.len() > 1) else { return Vec::new() };
    // What the law does not ask of highly skilled migrants, the programme's own card says.
    let alike = |condition: &&Condition| {
        ways.iter().filter(|way| way.ground != Some(Ground::Programme)).all(|way| way.conditions.contains(condition))
    };
    let own = ways.iter().find(|way| way.ground != Some(Ground::Programme)).unwrap_or(first);
    own.conditions.iter().filter(alike).collect()
}

fn card(way: &PermitOption, shared: &[&Condition]) -> AnyView {
    let own: Vec<AnyView> = way.conditions.iter().filter(|own| !shared.contains(own)).map(condition).collect();
    let terms = way.terms.map(|[first, extension]| {
        let text = if way.permit == Permit::Permanent { key!("permits-page.terms-permanent") } else { key!("permits-page.terms") };
        let text = Message::new(text).with("first", length(first)).with("extension", length(extension));
        paragraph(say(&text))
    });
    let doubts: Vec<AnyView> = way.doubts().into_iter().map(|text| doubt(t(text))).collect();
    let name = say(&way.name());
    view! {
        <li class="condition">
            <div class="condition-head">
                <h4>{name.clone()}</h4>
                {why_button(&way.why)}
            </div>
            <ul class="plain permit-conditions">{own}</ul>
            <details class="on-paper">
                <summary>
                    {t(key!("permits-page.more"))}
                    <span class="visually-hidden">" " {name}</span>
                </summary>
                {terms}
                <p>
                    <strong>{t(key!("permits-page.may"))}</strong>
                    " "
                    {t(way.may)}
                </p>
                <p>
                    <strong>{t(key!("permits-page.ends"))}</strong>
                    " "
                    {say(&way.ends)}
                </p>
                {doubts}
            </details>
        </li>
    }
    .into_any()
}

fn condition(condition: &Condition) -> AnyView {
    let names = [key!("status.met"), key!("status.not-met"), key!("status.open")];
    let how = condition.why.how.as_ref().map(|how| hint(say(how)));
    // What is short stands with the condition it is short of, once.
    let short = condition.short().map(|short| view! { <p class="remedy">{say(&short)}</p> }.into_any());
    view! {
        <li>
            <p>{status(condition.met, names)} " " {say(&condition.name)}</p>
            {how}
            {short}
        </li>
    }
    .into_any()
}

/// A length in months, or in years where it is whole years.
fn length(months: i32) -> Arg {
    if months % 12 == 0 {
        return Arg::Typed(say(&Message::new(key!("permits-page.years")).with("count", months / 12)));
    }
    Arg::Typed(say(&Message::new(key!("permits-page.months")).with("count", months)))
}
