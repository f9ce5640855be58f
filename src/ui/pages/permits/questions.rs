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
    view! { <QuestionField at=own(field)/> }.into_any()
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
                {["citizen_relative", "resident_relative"].map(ask)}
            </Group>
            <Group title=key!("permits-page.group.money") open=true>
                {["property", "deposit", "securities"].map(ask)}
                {then(own("invested"), true)}
            </Group>
            <Group title=key!("permits-page.group.work")>
                {["invited", "work_permit", "exempt_group", "study", "other"].map(ask)}
            </Group>
            <Group title=key!("permits-page.group.business")>
                {ask("post")}
                {["capital", "company_year", "company_turnover"].map(|field| then(own(field), false))}
                {ask("entrepreneur")}
                {["full_time", "part_time", "citizens_percent", "business_year"].map(|field| then(own(field), false))}
                {then(own("turnover"), false)}
                {then(own("privilege"), false)}
            </Group>
            <Group title=key!("permits-page.group.held")>
                <QuestionField at=days("programme")/>
                {ask("held")}
                {then(days("trp_from"), true)}
                {then(own("permit_until"), true)}
                <QuestionField at=days("prp_from")/>
            </Group>
            <Group title=key!("permits-page.group.later")>
                {ask("language")}
                {["born", "disability"].map(|field| then(own(field), false))}
                {ask("means")}
                {then(own("supported"), false)}
                {["lawful_income", "language_document", "achievement"].map(ask)}
            </Group>
        </Part>
    }
    .into_any()
}
