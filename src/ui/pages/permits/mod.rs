//! Which permit is open, what is missing for the others, what they cost, and what holders may and must.

mod cards;
mod costs;
mod questions;

use leptos::prelude::*;

use super::requirements::benefit_entry;
use super::sources::{content, source_list};
use super::{Part, introduction, print_button};
use crate::ui::components::question;
use crate::ui::components::status::standing;
use crate::ui::components::text::{doubt, hint, paragraph};
use crate::ui::components::{Folded, Spoken};
use crate::ui::route::Route;
use crate::ui::{State, count, say, t, words};
use hsmp::assess::Assessment;
use hsmp::assess::permits::{Permit, PermitOption, State as PermitState, permit_options, settles};
use hsmp::key;
use hsmp::message::{Arg, Key, Message};
use hsmp::profile::Kind;
use hsmp::rulebook::{Content, RULES, Rule, rules};

/// The permit finder.
pub fn permits(state: State) -> AnyView {
    // Every edit makes a new one: comparing them would cost more than it could save.
    let found = Memo::new_with_compare(move |_| state.assessment.with(permit_options), |_, _| true);
    // What comes years later is folded away until somebody has, or plans for, what comes before it.
    let is_near = state.assessment.with_untracked(|all| {
        let own = &all.profile;
        own.permits.held.is_some() || own.journey.ground.is_some() || own.days.trp_from.is_some() || own.days.prp_from.is_some()
    });
    let later = found.with_untracked(|found| found.iter().filter(|way| way.permit == Permit::Permanent).count());
    let later = Message::new(key!("permits-page.ways")).with("count", count(later));
    // In a partner's page the question stands alone.
    let beside = (!state.is_one_calculator()).then(|| {
        view! {
            <Part id="programme" title=key!("permits-page.programme")>
                <ul class="conditions">
                    {RULES.iter().filter(|rule| rule.id.starts_with("benefit.")).filter_map(benefit_entry).collect::<Vec<_>>()}
                </ul>
            </Part>
            {holders()}
            {asked()}
        }
        .into_any()
    });
    view! {
        {introduction(t(key!("permits-page.lead")))}
        <div class="permits">
            <div class="permit-answer">
                <div>{move || found.with(|found| answer(found))}</div>
                <Spoken of="permit-verdict"/>
                <p class="after no-print">
                    <a href=Route::Timeline.href()>{t(key!("permits-page.to-plan"))}</a>
                </p>
            </div>
            <questions::Questions/>
            <div class="permit-ways">
                <Part id="temporary" title=key!("permits-page.temporary")>
                    {cards::grouped(found, Permit::Temporary)}
                    {statement(rules::GROUND_NO_RETIREE.rule())}
                </Part>
                <Part id="permanent" title=key!("permits-page.permanent")>
                    {hint(t(key!("permits-page.permanent-hint")))}
                    <details class="folded" open=is_near>
                        <summary>{say(&later)}</summary>
                        {cards::grouped(found, Permit::Permanent)}
                    </details>
                </Part>
                <Part id="citizenship" title=key!("permits-page.citizenship")>
                    {cards::grouped(found, Permit::Citizenship)}
                </Part>
            </div>
        </div>
        <costs::Costs/>
        {beside}
        {print_button("button no-print")}
    }
    .into_any()
}

/// Which ways are open now, in a sentence; none where that is not known yet.
pub(in crate::ui) fn answer_line(all: &Assessment) -> Option<String> {
    let found = permit_options(all);
    let mut temporary = found.iter().filter(|way| way.permit == Permit::Temporary);
    let is_known = temporary.all(|way| way.state == PermitState::NotForMe) || open_now(&found).next().is_some();
    is_known.then(|| line(&found))
}

fn open_now(found: &[PermitOption]) -> impl Iterator<Item = &PermitOption> {
    found.iter().filter(|way| way.permit == Permit::Temporary && way.state == PermitState::Available)
}

fn line(found: &[PermitOption]) -> String {
    let mut temporary = found.iter().filter(|way| way.permit == Permit::Temporary);
    let open: Vec<String> = open_now(found).map(|way| say(&way.name())).collect();
    let text = match open.len() {
        0 if temporary.all(|way| way.state == PermitState::NotForMe) => key!("permits-page.none").into(),
        0 => key!("permits-page.not-yet").into(),
        number => Message::new(key!("permits-page.open")).with("count", count(number)).with("ways", words().list(&open)),
    };
    say(&text)
}

/// How many ways are open now, and which answer would settle most.
fn answer(found: &[PermitOption]) -> AnyView {
    let ask = settles(found).map(|(slot, number)| {
        let text = Message::new(key!("permits-page.settles")).with("count", count(number)).with("question", question(slot));
        // Of a group of answers the first takes the focus.
        let is_group = slot.question().is_some_and(|question| question.kind == Kind::YesNo);
        let href = format!("{}/{}{}", Route::Permits.href(), slot.path(), if is_group { ".yes" } else { "" });
        view! {
            <p class="hint settles">
                <a href=href>{say(&text)}</a>
            </p>
        }
        .into_any()
    });
    let sure = open_now(found).next().is_some().then(|| hint(t(key!("permits-page.authorities"))));
    view! {
        <p class="verdict-line" id="permit-verdict">
            {line(found)}
        </p>
        {sure}
        {ask}
    }
    .into_any()
}

/// What a rule says, how far it can be relied on, and its doubts.
pub(in crate::ui::pages) fn statement(rule: &'static Rule) -> AnyView {
    let Some(value) = rule.values.last() else { return view! { <div></div> }.into_any() };
    let words: Message = match value.content {
        Content::Statement => rule.name.into(),
        _ => Message::new(key!("format.titled")).with("name", rule.name).with("value", Arg::Typed(content(&value.content))),
    };
    let doubts: Vec<AnyView> = value.doubts().map(|text| doubt(t(text))).collect();
    view! {
        <div class="statement">
            <p>{say(&words)} " " {standing(value.standing)}</p>
            {doubts}
        </div>
    }
    .into_any()
}

fn statements(ids: &'static [&'static str]) -> AnyView {
    let own = ids.iter().filter_map(|id| RULES.iter().find(|rule| rule.id == *id));
    let own: Vec<AnyView> = own.map(|rule| view! { <li>{statement(rule)}</li> }.into_any()).collect();
    view! { <ul class="statements">{own}</ul> }.into_any()
}

/// Rights and duties.
fn holders() -> AnyView {
    view! {
        <Part id="holders" title=key!("permits-page.holders")>
            <h3>{t(key!("permits-page.rights"))}</h3>
            {statements(&["holder.live", "holder.services", "holder.bank", "holder.property"])}
            <h3>{t(key!("permits-page.duties"))}</h3>
            {statements(&["holder.taxes", "holder.renew", "holder.register", "holder.work-permit", "holder.insurance"])}
        </Part>
    }
    .into_any()
}

/// What people ask.
fn asked() -> AnyView {
    // The answer, and the figures that go with it.
    let questions: [(Key, &'static Rule, Vec<&'static Rule>); 8] = [
        (
            key!("permits-page.asked.business-visa"),
            rules::QUESTION_BUSINESS_VISA.rule(),
            vec![rules::VISA_STAY.rule(), rules::VISA_SINGLE.rule(), rules::VISA_MULTIPLE.rule()],
        ),
        (key!("permits-page.asked.language"), rules::QUESTION_LANGUAGE.rule(), vec![rules::BENEFIT_NO_TEST.rule()]),
        (key!("permits-page.asked.remote"), rules::QUESTION_REMOTE.rule(), Vec::new()),
        (key!("permits-page.asked.revoked"), rules::QUESTION_REVOKED.rule(), vec![rules::BENEFIT_ABSENCE.rule()]),
        (
            key!("permits-page.asked.refused-temporary"),
            rules::QUESTION_REFUSED_TEMPORARY.rule(),
            vec![rules::TRP_AGAIN.rule(), rules::TRP_UNPAID.rule()],
        ),
        (
            key!("permits-page.asked.refused-permanent"),
            rules::QUESTION_REFUSED_PERMANENT.rule(),
            vec![rules::PRP_AGAIN.rule(), rules::PRP_UNPAID.rule()],
        ),
        (
            key!("permits-page.asked.longer-stay"),
            rules::QUESTION_LONGER_STAY.rule(),
            vec![rules::BENEFIT_LONGER_STAY.rule(), rules::STAY_BEFORE.rule()],
        ),
        (key!("permits-page.asked.citizenship"), rules::QUESTION_CITIZENSHIP.rule(), Vec::new()),
    ];
    let one = |(question, rule, figures): (Key, &'static Rule, Vec<&'static Rule>)| {
        view! {
            <Folded title=question class="on-paper">
                {statement(rule)}
                {figures.into_iter().map(statement).collect::<Vec<_>>()}
                {rule.values.last().map(|value| source_list(value.sources))}
            </Folded>
        }
        .into_any()
    };
    let questions = questions.into_iter().map(one);
    view! {
        <Part id="asked" title=key!("permits-page.asked-title")>
            {questions.collect::<Vec<_>>()}
            <Folded title=key!("permits-page.asked.fee") class="on-paper">
                {paragraph(t(key!("permits-page.asked.fee-answer")))}
            </Folded>
        </Part>
    }
    .into_any()
}
