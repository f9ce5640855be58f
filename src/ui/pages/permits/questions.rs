//! The questions that decide the permits; those that follow from another are asked only where it makes them
//! matter.

use crate::ui::reactive::*;

use super::super::part;
use crate::assess::Assessment;
use crate::key;
use crate::message::Key;
use crate::profile::{Permits, Post, Slot};
use crate::ui::State;
use crate::ui::components::field;
use crate::ui::dom::{El, Parts, el};

const fn own(field: &'static str) -> Slot {
    Slot { section: Permits::SECTION, row: None, field }
}

const fn days(field: &'static str) -> Slot {
    Slot { section: "days", row: None, field }
}

/// Questions of a kind.
struct Group {
    state: State,
    fields: Parts,
}

impl Group {
    fn new(state: State) -> Self {
        Self { state, fields: Parts::default() }
    }

    fn ask(self, slot: Slot) -> Self {
        Self { fields: self.fields.maybe(field(self.state, slot)), ..self }
    }

    /// Asked only while what was answered before makes it matter.
    fn then(self, slot: Slot, matters: fn(&Assessment) -> bool) -> Self {
        let state = self.state;
        let matters = Memo::new(move |_| state.assessment.with(matters));
        let asked = field(state, slot).map(|field| el("div").attr_live("hidden", move || (!matters.get()).then(String::new)).child(field));
        Self { fields: self.fields.maybe(asked), ..self }
    }

    fn folded(self, title: Key, open: bool) -> El {
        el("details.folded").flag("open", open).child(el("summary").t(title)).children(self.fields.done())
    }
}

fn is_company(all: &Assessment) -> bool {
    matches!(all.profile.permits.post, Some(Post::CompanyHead | Post::Majority))
}

fn is_entrepreneur(all: &Assessment) -> bool {
    all.profile.permits.entrepreneur == Some(true)
}

pub(super) fn questions(state: State) -> El {
    let family = Group::new(state).ask(own("citizen_relative")).ask(own("resident_relative"));
    let money = Group::new(state).ask(own("property")).ask(own("deposit")).ask(own("securities")).then(own("invested"), |all| {
        let own = &all.profile.permits;
        [own.property, own.deposit, own.securities, own.invested].iter().any(Option::is_some)
    });
    let work = Group::new(state).ask(own("invited")).ask(own("work_permit")).ask(own("exempt_group")).ask(own("study")).ask(own("other"));
    let business = Group::new(state)
        .ask(own("post"))
        .then(own("capital"), is_company)
        .then(own("company_year"), is_company)
        .then(own("company_turnover"), is_company)
        .ask(own("entrepreneur"))
        .then(own("full_time"), is_entrepreneur)
        .then(own("part_time"), is_entrepreneur)
        .then(own("citizens_percent"), is_entrepreneur)
        .then(own("business_year"), is_entrepreneur)
        .then(own("turnover"), |all| all.profile.permits.entrepreneur == Some(true) && all.profile.permits.business_year == Some(true))
        .then(own("privilege"), |all| is_company(all) || is_entrepreneur(all));
    let held = Group::new(state)
        .ask(days("programme"))
        .ask(own("held"))
        .then(days("trp_from"), |all| all.profile.permits.held.is_some() || all.profile.days.trp_from.is_some())
        .then(own("permit_until"), |all| all.profile.permits.held.is_some() || all.profile.permits.permit_until.is_some())
        .ask(days("prp_from"));
    let later = Group::new(state)
        .ask(own("language"))
        // Who passes the test need not be exempt from it.
        .then(own("born"), |all| all.profile.permits.language != Some(true))
        .then(own("disability"), |all| all.profile.permits.language != Some(true))
        .ask(own("means"))
        // Who can prove means need not be provided for.
        .then(own("supported"), |all| all.profile.permits.means != Some(true))
        .ask(own("lawful_income"))
        .ask(own("language_document"))
        .ask(own("achievement"));
    part("questions", key!("permits-page.questions"))
        .class("no-print permit-questions")
        .child(family.folded(key!("permits-page.group.family"), true))
        .child(money.folded(key!("permits-page.group.money"), true))
        .child(work.folded(key!("permits-page.group.work"), false))
        .child(business.folded(key!("permits-page.group.business"), false))
        .child(held.folded(key!("permits-page.group.held"), false))
        .child(later.folded(key!("permits-page.group.later"), false))
}
