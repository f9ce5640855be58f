use leptos::prelude::*;

use super::sources::{content, rule_entry, source_list};
use super::{Part, way_on};
use crate::ui::components::status::{assumed, standing, status};
use crate::ui::components::text::{doubt, lead, paragraph};
use crate::ui::components::why::why_button;
use crate::ui::components::{QuestionField, conditions_line, is_assumed};
use crate::ui::route::Route;
use crate::ui::view::{each, live, use_state};
use crate::ui::{State, say, t};
use hsmp::assess::Assessment;
use hsmp::assess::eligibility::{Condition, Open};
use hsmp::assess::guidance::guide::gate;
use hsmp::key;
use hsmp::message::Key;
use hsmp::profile::Slot;
use hsmp::rulebook::{Content, RULES, Rule, rules};

/// The words for a condition: met, not met, open.
pub(super) const NAMES: [Key; 3] = [key!("status.met"), key!("status.not-met"), key!("status.open")];

/// The programme's conditions, a row each; the answer that decides one can be given in its row.
pub fn requirements(state: State) -> AnyView {
    // The rows are the same for every profile; only what stands in them changes, so that a field
    // being answered stays.
    let rows = |demanded: bool| -> Vec<AnyView> {
        let ids = |all: &Assessment| -> Vec<&'static str> {
            let of = all.eligibility.conditions.iter().filter(|condition| condition.demanded == demanded);
            of.map(|condition| condition.id).collect()
        };
        let ids = state.assessment.with_untracked(ids);
        ids.into_iter().map(|id| view! { <Row id/> }.into_any()).collect()
    };
    let (demanded, also) = (rows(true), rows(false));
    let given = RULES.iter().filter(|rule| rule.id.starts_with("benefit.") || rule.id == rules::PROGRAMME_CERTIFICATE.rule().id);
    let procedure = RULES.iter().filter(|rule| rule.id.starts_with("programme.") && rule.id != rules::PROGRAMME_CERTIFICATE.rule().id);
    let further = [(Route::Documents, key!("requirements-page.documents")), (Route::Family, key!("requirements-page.family"))];
    let further = each(&further, way_on);
    let summary = live(move || state.assessment.with(|all| conditions_line(all, key!("requirements-page.summary"))));
    view! {
        <p class="verdict-line">{summary}</p>
        {lead(t(key!("requirements-page.lead")))}
        <ul class="conditions">{demanded}</ul>
        <div>{further}</div>
        <Part id="also" title=key!("requirements-page.also")>
            <ul class="conditions">{also}</ul>
        </Part>
        <Part id="programme" title=key!("requirements-page.programme")>
            <ul class="conditions">{given.filter_map(benefit_entry).collect::<Vec<_>>()}</ul>
        </Part>
        <Part id="procedure" title=key!("requirements-page.procedure")>
            {procedure.map(rule_entry).collect::<Vec<_>>()}
        </Part>
    }
    .into_any()
}

/// What holders get: the figure where there is one, how far it can be relied on, its doubts and its sources.
pub(super) fn benefit_entry(rule: &'static Rule) -> Option<AnyView> {
    let value = rule.values.last()?;
    let figure = match value.content {
        Content::Statement => String::new(),
        _ => content(&value.content),
    };
    let doubts: Vec<AnyView> = value.doubts().map(|text| doubt(t(text))).collect();
    let view = view! {
        <li class="condition">
            <div class="condition-head">
                <h3>{t(rule.name)}</h3>
                {standing(value.standing)}
            </div>
            {paragraph(figure)}
            {doubts}
            <details>
                <summary>{t(key!("sources-page.sources"))}</summary>
                {source_list(value.sources)}
            </details>
        </li>
    };
    Some(view.into_any())
}

#[component]
fn Row(id: &'static str) -> AnyView {
    let state = use_state();
    let find = move |all: &Assessment| all.eligibility.conditions.iter().position(|condition| condition.id == id);
    let (slot, name) = state.assessment.with_untracked(|all| {
        let condition = find(all).map(|place| &all.eligibility.conditions[place]);
        (condition.and_then(|condition| condition.decided_by), condition.map_or("", |condition| t(condition.name)))
    });
    // One fact is asked once: which citizenship, not whether it is this one; and each document on its own page.
    let is_answered = move |slot| state.read(|document| document.has(slot));
    let slot = slot.map(|slot| untrack(|| gate(slot).filter(|_| !is_answered(slot)).unwrap_or(slot)));
    let is_listed = state.assessment.with_untracked(|all| slot.is_some_and(|slot| is_document(slot, all)));
    let to_list = is_listed.then(|| {
        view! {
            <p class="after">
                <a href=format!("{}/papers", Route::Documents.href())>
                    {t(key!("requirements-page.at-documents"))}
                    <span class="visually-hidden">" " {name}</span>
                </a>
            </p>
        }
        .into_any()
    });
    let change = slot.filter(|slot| slot.question().is_some() && !is_listed).map(|slot| {
        let label = live(move || {
            t(if is_answered(slot) { key!("requirements-page.answer") } else { key!("requirements-page.answer-this") }).to_owned()
        });
        // In a list of controls each must say which condition it is about.
        view! {
            <details>
                <summary>
                    {label}
                    <span class="visually-hidden">" " {name}</span>
                </summary>
                <QuestionField at=slot/>
            </details>
        }
        .into_any()
    });
    let contents = move || state.assessment.with(|all| find(all).map(|place| contents(all, &all.eligibility.conditions[place])).into_any());
    view! {
        <li class="condition">
            <div>{move || contents()}</div>
            {to_list}
            {change}
        </li>
    }
    .into_any()
}

/// Whether the list of documents asks for it.
fn is_document(slot: Slot, all: &Assessment) -> bool {
    match slot.field {
        "passport_until" | "translations" | "medical" => true,
        "diplomas" => !all.profile.degrees.is_empty(),
        _ => false,
    }
}

fn contents(all: &Assessment, condition: &Condition) -> AnyView {
    // What the person has not said is another thing than what nobody can know.
    let open = match condition.open {
        None | Some(Open::Unanswered(_)) => None,
        Some(Open::Points) => Some(key!("requirements-page.open.points")),
        Some(Open::Authorities) => Some(key!("requirements-page.open.authorities")),
    };
    let open = open.map(|text| view! { <span>{t(text)}</span> }.into_any());
    // What nobody demands is neither met nor not met.
    let met = condition.demanded.then(|| status(condition.met, NAMES));
    // A website's claim must not pass for law.
    let said = !matches!(condition.open, Some(Open::Unanswered(_)));
    let badge = condition.why.cites.first().filter(|_| said).map(|cite| standing(cite.standing()));
    let remedy = condition.remedy.as_ref().map(|remedy| view! { <p class="remedy">{say(remedy)}</p> }.into_any());
    view! {
        <div class="condition-head">
            <h2>{t(condition.name)}</h2>
            {met}
        </div>
        <p>{reason(all, condition)} " " {open} " " {badge} "\u{a0}" {why_button(&condition.why)}</p>
        {remedy}
    }
    .into_any()
}

/// Why a condition is met, not met or open; points that rest on assumptions say so.
pub(super) fn reason(all: &Assessment, condition: &Condition) -> AnyView {
    let is_marked = condition.id == rules::POINTS_PASS_MARK.rule().id && is_assumed(&all.points);
    view! { <span data-assumed=is_marked>{say(&condition.reason)} {assumed(is_marked)}</span> }.into_any()
}
