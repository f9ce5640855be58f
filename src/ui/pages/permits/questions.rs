//! The questions that decide the permits; those that follow from another are asked only where it makes them
//! matter.

use leptos::prelude::*;

use super::super::Part;
use crate::ui::components::QuestionField;
use crate::ui::t;
use crate::ui::view::use_state;
use hsmp::assess::Assessment;
use hsmp::key;
use hsmp::message::Key;
use hsmp::profile::{Permits, Post, Slot};

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

/// Asked only while what was answered before makes it matter.
fn then(slot: Slot, matters: fn(&Assessment) -> bool) -> AnyView {
    let state = use_state();
    let matters = Memo::new(move |_| state.assessment.with(matters));
    view! {
        <div hidden=move || !matters.get()>
            <QuestionField at=slot/>
        </div>
    }
    .into_any()
}

fn is_company(all: &Assessment) -> bool {
    matches!(all.profile.permits.post, Some(Post::CompanyHead | Post::Majority))
}

fn is_entrepreneur(all: &Assessment) -> bool {
    all.profile.permits.entrepreneur == Some(true)
}

fn has_amount(all: &Assessment) -> bool {
    let own = &all.profile.permits;
    [own.property, own.deposit, own.securities, own.invested].iter().any(Option::is_some)
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
                {then(own("invested"), has_amount)}
            </Group>
            <Group title=key!("permits-page.group.work")>
                {["invited", "work_permit", "exempt_group", "study", "other"].map(ask)}
            </Group>
            <Group title=key!("permits-page.group.business")>
                {ask("post")}
                {["capital", "company_year", "company_turnover"].map(|field| then(own(field), is_company))}
                {ask("entrepreneur")}
                {["full_time", "part_time", "citizens_percent", "business_year"].map(|field| then(own(field), is_entrepreneur))}
                {then(own("turnover"), |all| is_entrepreneur(all) && all.profile.permits.business_year == Some(true))}
                {then(own("privilege"), |all| is_company(all) || is_entrepreneur(all))}
            </Group>
            <Group title=key!("permits-page.group.held")>
                <QuestionField at=days("programme")/>
                {ask("held")}
                {then(days("trp_from"), |all| all.profile.permits.held.is_some() || all.profile.days.trp_from.is_some())}
                {then(own("permit_until"), |all| all.profile.permits.held.is_some() || all.profile.permits.permit_until.is_some())}
                <QuestionField at=days("prp_from")/>
            </Group>
            <Group title=key!("permits-page.group.later")>
                {ask("language")}
                // Who passes the test need not be exempt from it.
                {["born", "disability"].map(|field| then(own(field), |all| all.profile.permits.language != Some(true)))}
                {ask("means")}
                // Who can prove means need not be provided for.
                {then(own("supported"), |all| all.profile.permits.means != Some(true))}
                {["lawful_income", "language_document", "achievement"].map(ask)}
            </Group>
        </Part>
    }
    .into_any()
}
