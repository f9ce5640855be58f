//! The questions that decide the permits; those that follow from another are asked only where it makes them
//! matter.

use leptos::prelude::*;

use super::super::Part;
use crate::ui::components::QuestionField;
use crate::ui::t;
use hsmp::key;
use hsmp::message::Key;
use hsmp::profile::{Permits, Slot};

const fn own(field: &'static str) -> Slot {
    Slot { section: Permits::SECTION, row: None, field }
}

const fn days(field: &'static str) -> Slot {
    Slot { section: "days", row: None, field }
}

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
fn ask(field: &'static str) -> AnyView {
    view! { <QuestionField at=own(field) can_hide=true/> }.into_any()
}

/// The questions, by what they are about.
#[component]
pub(super) fn Questions() -> AnyView {
    view! {
        <Part id="questions" title=key!("permits-page.questions") class="no-print permit-questions">
            <Group title=key!("permits-page.group.family") open=true>
                {["citizen_relative", "resident_relative"].map(ask)}
            </Group>
            <Group title=key!("permits-page.group.money") open=true>
                {["assets", "property", "deposit", "securities", "invested"].map(ask)}
            </Group>
            <Group title=key!("permits-page.group.work")>
                {["invited", "work_permit", "exempt_group", "study", "other"].map(ask)}
            </Group>
            <Group title=key!("permits-page.group.business")>
                {["post", "capital", "company_year", "company_turnover", "entrepreneur"].map(ask)}
                {["full_time", "part_time", "citizens_percent", "business_year", "turnover", "privilege"].map(ask)}
            </Group>
            <Group title=key!("permits-page.group.held")>
                <QuestionField at=days("programme") can_hide=true/>
                {ask("held")}
                <QuestionField at=days("trp_from")/>
                {ask("permit_until")}
                <QuestionField at=days("prp_from")/>
            </Group>
            <Group title=key!("permits-page.group.later")>
                {["language", "born", "disability", "means", "supported"].map(ask)}
                {["lawful_income", "language_document", "achievement"].map(ask)}
            </Group>
        </Part>
    }
    .into_any()
}
