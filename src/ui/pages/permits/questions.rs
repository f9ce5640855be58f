//! The questions that decide the permits; those that follow from another are asked only where it makes them
//! matter.

use leptos::prelude::*;

use super::super::Part;
use crate::ui::components::QuestionField;
use crate::ui::t;
use crate::ui::view::use_state;
use hsmp::assess::guidance::guide::applies;
use hsmp::key;
use hsmp::message::Key;
use hsmp::profile::{Days, Permits, Slot};

/// Questions of a kind.
#[component]
fn Group(title: Key, #[prop(optional)] open: bool, children: Children) -> AnyView {
    view! {
        <details class="folded" open=open>
            <summary>{t(title)}</summary>
            {children()}
        </details>
    }
    .into_any()
}

/// A question of the permits.
fn ask(slot: Slot) -> AnyView {
    view! { <QuestionField at=slot/> }.into_any()
}

/// Asked only while what was answered before makes it matter; what is answered `stays` where that is taken back.
fn then(slot: Slot, stays: bool) -> AnyView {
    let state = use_state();
    let matters = Memo::new(move |_| state.assessment.with(|all| applies(slot, all) || stays && all.profile.has(slot)));
    view! {
        <div hidden=move || !matters.get()>
            <QuestionField at=slot/>
        </div>
    }
    .into_any()
}

/// The questions, by what they are about.
#[component]
pub(super) fn Questions() -> AnyView {
    view! {
        <Part id="questions" title=key!("permits-page.questions") class="no-print permit-questions">
            <Group title=key!("permits-page.group.family") open=true>
                {[Permits::CITIZEN_RELATIVE, Permits::RESIDENT_RELATIVE].map(ask)}
            </Group>
            <Group title=key!("permits-page.group.money") open=true>
                {[Permits::PROPERTY, Permits::DEPOSIT, Permits::SECURITIES].map(ask)}
                {then(Permits::INVESTED, true)}
            </Group>
            <Group title=key!("permits-page.group.work")>
                {[Permits::INVITED, Permits::WORK_PERMIT, Permits::EXEMPT_GROUP, Permits::STUDY, Permits::OTHER].map(ask)}
            </Group>
            <Group title=key!("permits-page.group.business")>
                {ask(Permits::POST)}
                {[Permits::CAPITAL, Permits::COMPANY_YEAR, Permits::COMPANY_TURNOVER].map(|slot| then(slot, false))}
                {ask(Permits::ENTREPRENEUR)}
                {[Permits::FULL_TIME, Permits::PART_TIME, Permits::CITIZENS_PERCENT, Permits::BUSINESS_YEAR].map(|slot| then(slot, false))}
                {then(Permits::TURNOVER, false)}
                {then(Permits::PRIVILEGE, false)}
            </Group>
            <Group title=key!("permits-page.group.held")>
                <QuestionField at=Days::PROGRAMME/>
                {ask(Permits::HELD)}
                {then(Days::TRP_FROM, true)}
                {then(Permits::PERMIT_UNTIL, true)}
                <QuestionField at=Days::PRP_FROM/>
            </Group>
            <Group title=key!("permits-page.group.later")>
                {ask(Permits::LANGUAGE)}
                {[Permits::BORN, Permits::DISABILITY].map(|slot| then(slot, false))}
                {ask(Permits::MEANS)}
                {then(Permits::SUPPORTED, false)}
                {[Permits::LAWFUL_INCOME, Permits::LANGUAGE_DOCUMENT, Permits::ACHIEVEMENT].map(ask)}
            </Group>
        </Part>
    }
    .into_any()
}
