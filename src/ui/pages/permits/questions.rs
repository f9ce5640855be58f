//! The questions that decide the permits; those that follow from another are asked only where it makes them
//! matter.

use leptos::prelude::*;

use super::super::Part;
use crate::ui::components::{Folded, QuestionField};
use crate::ui::view::each;
use hsmp::key;
use hsmp::profile::{Days, Permits, Slot};

/// A question of the permits.
fn ask(slot: Slot) -> AnyView {
    view! { <QuestionField at=slot can_hide=true/> }.into_any()
}

/// The questions, by what they are about.
#[component]
pub(super) fn Questions() -> AnyView {
    view! {
        <Part id="questions" title=key!("permits-page.questions") class="no-print permit-questions">
            <Folded title=key!("permits-page.group.family") open=true>
                {each(&[Permits::CITIZEN_RELATIVE, Permits::RESIDENT_RELATIVE], ask)}
            </Folded>
            <Folded title=key!("permits-page.group.money") open=true>
                {each(&[Permits::ASSETS, Permits::PROPERTY, Permits::DEPOSIT, Permits::SECURITIES, Permits::INVESTED], ask)}
            </Folded>
            <Folded title=key!("permits-page.group.work")>
                {each(&[Permits::INVITED, Permits::WORK_PERMIT, Permits::EXEMPT_GROUP, Permits::STUDY, Permits::OTHER], ask)}
            </Folded>
            <Folded title=key!("permits-page.group.business")>
                {each(&[Permits::POST, Permits::CAPITAL, Permits::COMPANY_YEAR, Permits::COMPANY_TURNOVER], ask)}
                {each(&[Permits::ENTREPRENEUR, Permits::FULL_TIME, Permits::PART_TIME, Permits::CITIZENS_PERCENT], ask)}
                {each(&[Permits::BUSINESS_YEAR, Permits::TURNOVER, Permits::PRIVILEGE], ask)}
            </Folded>
            <Folded title=key!("permits-page.group.held")>
                {each(&[Days::PROGRAMME, Permits::HELD], ask)}
                <QuestionField at=Days::TRP_FROM/>
                {ask(Permits::PERMIT_UNTIL)}
                <QuestionField at=Days::PRP_FROM/>
            </Folded>
            <Folded title=key!("permits-page.group.later")>
                {each(&[Permits::LANGUAGE, Permits::BORN, Permits::DISABILITY, Permits::MEANS, Permits::SUPPORTED], ask)}
                {each(&[Permits::LAWFUL_INCOME, Permits::LANGUAGE_DOCUMENT, Permits::ACHIEVEMENT], ask)}
            </Folded>
        </Part>
    }
    .into_any()
}
