//! The questions that decide the permits; those that follow from another are asked only where it makes them
//! matter.

use leptos::prelude::*;

use super::super::Part;
use crate::ui::components::QuestionField;
use crate::ui::t;
use crate::ui::view::Contents;
use hsmp::key;
use hsmp::message::Key;
use hsmp::profile::{Days, Permits, Slot};

/// Questions of a kind.
#[component]
fn Group(title: Key, #[prop(optional)] open: bool, children: Contents) -> AnyView {
    view! {
        <details class="folded" open=open>
            <summary>{t(title)}</summary>
            {children.0}
        </details>
    }
    .into_any()
}

/// A question of the permits.
fn ask(slot: Slot) -> AnyView {
    view! { <QuestionField at=slot can_hide=true/> }.into_any()
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
                {[Permits::ASSETS, Permits::PROPERTY, Permits::DEPOSIT, Permits::SECURITIES, Permits::INVESTED].map(ask)}
            </Group>
            <Group title=key!("permits-page.group.work")>
                {[Permits::INVITED, Permits::WORK_PERMIT, Permits::EXEMPT_GROUP, Permits::STUDY, Permits::OTHER].map(ask)}
            </Group>
            <Group title=key!("permits-page.group.business")>
                {[Permits::POST, Permits::CAPITAL, Permits::COMPANY_YEAR, Permits::COMPANY_TURNOVER].map(ask)}
                {[Permits::ENTREPRENEUR, Permits::FULL_TIME, Permits::PART_TIME, Permits::CITIZENS_PERCENT].map(ask)}
                {[Permits::BUSINESS_YEAR, Permits::TURNOVER, Permits::PRIVILEGE].map(ask)}
            </Group>
            <Group title=key!("permits-page.group.held")>
                {[Days::PROGRAMME, Permits::HELD].map(ask)}
                <QuestionField at=Days::TRP_FROM/>
                {ask(Permits::PERMIT_UNTIL)}
                <QuestionField at=Days::PRP_FROM/>
            </Group>
            <Group title=key!("permits-page.group.later")>
                {[Permits::LANGUAGE, Permits::BORN, Permits::DISABILITY, Permits::MEANS, Permits::SUPPORTED].map(ask)}
                {[Permits::LAWFUL_INCOME, Permits::LANGUAGE_DOCUMENT, Permits::ACHIEVEMENT].map(ask)}
            </Group>
        </Part>
    }
    .into_any()
}
