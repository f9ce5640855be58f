//! State duties: of the plan's permits for all of the family, and what was not found.

use leptos::prelude::*;

use super::super::Part;
use super::super::sources::rule_entry;
use crate::ui::components::table::row;
use crate::ui::components::text::{doubt, hint};
use crate::ui::components::why::why_button;
use crate::ui::components::{DataTable, Folded, QuestionField};
use crate::ui::view::{each, use_state};
use crate::ui::{figure, say, t, titled};
use hsmp::assess::permits::{Age, Bill, Fee, bills, permanent_fee};
use hsmp::assess::plan::{Kind, plan_of};
use hsmp::assess::{Assessment, permits};
use hsmp::key;
use hsmp::message::Message;
use hsmp::profile::{Ground, Journey, PrpDays};
use hsmp::quantity::Interval;
use hsmp::rulebook::{RULES, rules};

/// What the plan's permits cost, after the choices that decide it.
#[component]
pub(super) fn Costs() -> AnyView {
    let state = use_state();
    let choice = |slot| view! { <QuestionField at=slot/> }.into_any();
    view! {
        <Part id="costs" title=key!("permits-page.costs")>
            <div class="cost-form no-print">{each(&[Journey::GROUND, Journey::TERM, Journey::SPEED, Journey::PRP_DAYS], choice)}</div>
            <div>{move || state.assessment.with(bill)}</div>
            {doubt(t(key!("permits-page.programme-fee")))}
            <Folded title=key!("permits-page.duty-table") class="no-print">
                {RULES.iter().filter(|rule| rule.id.starts_with("duty.")).map(rule_entry).collect::<Vec<_>>()}
            </Folded>
        </Part>
    }
    .into_any()
}

fn bill(all: &Assessment) -> AnyView {
    let plan = plan_of(all);
    let Bill { lines, sum, whole, .. } = bills(all, &plan);
    let text = |fee: &Fee| fee.amount.map_or_else(|| t(key!("explain.not-known")).to_owned(), |range| figure(permits::said(range)));
    let amount = |fee: &Fee| view! { <span>{text(fee)} "\u{a0}" {why_button(&fee.why)}</span> }.into_any();
    let title = say(&Message::new(key!("permits-page.bill")).with("ground", plan.ground.label()));
    let line = |text: String| view! { <span>{text}</span> }.into_any();
    let mut rows: Vec<_> = lines.iter().map(|(due, fee)| row("", line(say(&due.line(fee))), vec![amount(fee)])).collect();
    if lines.len() > 1 {
        let name = match (whole, lines.iter().all(|(_, fee)| fee.term == lines[0].1.term)) {
            (true, true) => key!("permits-page.sum"),
            (true, false) => key!("permits-page.sum-mixed"),
            (false, true) => key!("permits-page.sum-known"),
            (false, false) => key!("permits-page.sum-known-mixed"),
        };
        rows.push(row("sum", line(t(name).to_owned()), vec![line(figure(permits::said(sum)))]));
    }
    // The permanent permit, where the plan leads to one.
    let later = plan.stage(Kind::PrpDecision).map(|_| {
        let slowest = all.profile.journey.prp_days == Some(PrpDays::Sixty);
        let fee = permanent_fee(Age::Adult, slowest, all.on);
        let slow = permanent_fee(Age::Adult, true, all.on);
        let known = slow.amount.filter(|_| !slowest).map(|range: Interval<_>| {
            let text = Message::new(key!("permits-page.permanent-slow")).with("amount", permits::said(range));
            hint(say(&text))
        });
        view! {
            <div>
                <p>{titled(t(key!("fee.permanent")), &text(&fee))} "\u{a0}" {why_button(&fee.why)}</p>
                {known}
                {doubt(t(key!("note.duty-permanent")))}
            </div>
        }
        .into_any()
    });
    let programme = (plan.ground == Ground::Programme).then(|| doubt(t(key!("note.duty-programme"))));
    let lost = rules::DUTY_LOST_CARD.on_or_latest(all.on).map(|found| {
        let text = Message::new(key!("permits-page.lost-card")).with("amount", found.value);
        hint(say(&text))
    });
    let head = vec![key!("permits-page.who"), key!("fee.duty")];
    view! {
        <DataTable class="numbers" name=title.clone() is_captioned=true head rows/>
        {programme}
        {later}
        {lost}
    }
    .into_any()
}
