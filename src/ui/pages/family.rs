use leptos::prelude::*;

use super::{Columns, Part};
use crate::ui::components::status::{standing, status};
use crate::ui::components::text::{hint, lead};
use crate::ui::components::why::why_button;
use crate::ui::components::{MOST_ROWS_DRAWN, Pager, QuestionField, Rows, row_name};
use crate::ui::route::Route;
use crate::ui::{State, say, t};
use hsmp::assess::eligibility::family::{AgeLimit, Family, Member, When};
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::profile::{Application, Relation, Relative};
use hsmp::quantity::Tri;
use hsmp::rulebook::rules;

const NAMES: [Key; 3] = [key!("status.covered"), key!("status.not-covered"), key!("status.open")];

/// Who of the family is covered, under which reading, and until when.
pub fn family(state: State) -> AnyView {
    let length = Memo::new(move |_| state.assessment.with(|all| all.family.members.len()));
    let pager = Pager::new(length, MOST_ROWS_DRAWN);
    let answer = move || {
        let drawn = pager.range();
        state.assessment.with(|all| {
            if untrack(|| state.counted(|document| !document.has_rows(Relative::SECTION))) {
                return lead(t(key!("family-page.empty")));
            }
            let place = |id: u32| {
                untrack(|| state.counted(|document| document.rows(Relative::SECTION).iter().position(|row| *row == id))).unwrap_or(0)
            };
            let members = all.family.members.get(drawn).unwrap_or_default();
            let list: Vec<AnyView> = members.iter().map(|member| one(member, place(member.id))).collect();
            view! {
                {window(&all.family)}
                <ul class="plain">{list}</ul>
            }
            .into_any()
        })
    };
    let first = view! {
        <div>{move || answer()}</div>
        {pager.view()}
        {hint(t(key!("conflict.c-13")))}
    };
    let second = view! {
        <Part id="family" title=key!("section.family")>
            {hint(t(key!("family-page.hint")))}
            <Rows section=Relative::SECTION/>
        </Part>
        <Part id="plan" title=key!("section.plan")>
            <QuestionField at=Application::APPLY_ON/>
        </Part>
        <p class="after">
            <a href=Route::Documents.href()>{t(key!("family-page.documents"))}</a>
        </p>
    };
    view! { <Columns first=first.into_any() second=second.into_any()/> }.into_any()
}

/// When the decision should come.
fn window(family: &Family) -> Option<AnyView> {
    let decision = family.decision?;
    let text = Message::new(key!("family-page.decision")).with("apply", family.apply).with("from", decision.low).with("to", decision.high);
    let said_by = rules::PROGRAMME_REVIEW_TIME.latest().map(|found| standing(found.cite.standing()));
    Some(view! { <p class="hint">{say(&text)} " " {said_by}</p> }.into_any())
}

fn one(member: &Member, place: usize) -> AnyView {
    let name = row_name(Relative::SECTION, place);
    let name = match member.relation {
        Some(relation) => say(&Message::new(key!("format.titled")).with("name", name).with("value", relation.label())),
        None => name,
    };
    let line = |place: usize, name: Key, covered: Tri, limit: Option<AgeLimit>| {
        let said_by = member.why.inputs.get(place).and_then(|step| step.cites.first()).map(|cite| standing(cite.standing()));
        let until = limit.map(|limit| {
            let text = match limit.when {
                When::Before => key!("family-page.since"),
                When::WhileWaiting => key!("family-page.while-waiting"),
                When::After | When::Unknown => key!("family-page.until"),
            };
            let text = Message::new(text).with("age", limit.age).with("date", limit.on);
            hint(say(&text))
        });
        view! { <li>{status(covered, NAMES)} " " {t(name)} " " {said_by} {until}</li> }.into_any()
    };
    let code = member.limits.map(|limits| limits[1]).filter(|_| member.relation == Some(Relation::Child));
    view! {
        <li class="condition">
            <h2>{name}</h2>
            <ul class="plain readings">
                {line(0, key!("family.programme"), member.programme, member.limits.map(|limits| limits[0]))}
                {line(1, key!("family.code"), member.code, code)}
            </ul>
            <p>{say(&member.reason)} "\u{a0}" {why_button(&member.why)}</p>
        </li>
    }
    .into_any()
}
