//! One page to lay beside a real payslip: every line with its reason under it.

use leptos::prelude::*;

use super::super::print_button;
use super::abroad;
use crate::ui::components::amount;
use crate::ui::components::text::{hint, lead};
use crate::ui::components::why::step_tree;
use crate::ui::route::Route;
use crate::ui::view::dynamic;
use crate::ui::{State, figure, say, t, words};
use hsmp::assess::tax::payroll::{Line, Payslip};
use hsmp::key;
use hsmp::message::{Arg, Key, Message};
use hsmp::quantity::Date;

/// The payslip of a month.
pub fn payslip(state: State) -> AnyView {
    let slip = dynamic(move || {
        state.assessment.with(|all| match &all.pay {
            Some(pay) => view! {
                {abroad(all)}
                {contents(&pay.payslip, all.on)}
            }
            .into_any(),
            None => view! {
                {lead(t(key!("pay-page.empty")))}
                <p>
                    <a href=Route::Pay.href() class="button primary">
                        {t(Route::Pay.name())}
                    </a>
                </p>
            }
            .into_any(),
        })
    });
    view! {
        <div>{slip}</div>
    }
    .into_any()
}

fn contents(slip: &Payslip, on: Date) -> AnyView {
    let month = words().month(slip.terms.month.month()).to_owned();
    let head = Message::new(key!("payslip-page.head")).with("month", month).with("year", Arg::Year(slip.terms.month.year()));
    let head = head.with("sector", slip.terms.sector.label());
    let lines = |lines: &[Line]| lines.iter().map(|own| line(own, on)).collect::<Vec<_>>();
    view! {
        <p class="lead no-print">{t(key!("payslip-page.lead"))}</p>
        <div class="slip">
            <p class="slip-head">{say(&head)}</p>
            {sum(key!("profile.pay.gross"), figure(slip.terms.gross))}
            {lines(&slip.employee)}
            {sum(key!("pay.net"), amount(slip.net))}
            <h2 class="slip-part">{t(key!("pay-page.employer"))}</h2>
            {lines(&slip.employer)}
            {sum(key!("pay-page.cost"), amount(slip.cost))}
        </div>
        {hint(t(key!("payslip-page.rounding")))}
        {hint(t(key!("payslip-page.differs")))}
        {print_button("button primary no-print")}
    }
    .into_any()
}

fn sum(name: Key, value: String) -> AnyView {
    view! {
        <p class="slip-line slip-sum">
            <span>{t(name)}</span>
            <span class="amount">{value}</span>
        </p>
    }
    .into_any()
}

/// A line that opens its reason.
fn line(line: &Line, on: Date) -> AnyView {
    let how = line.why.how.as_ref().map(|how| view! { <span class="slip-how">{say(how)}</span> }.into_any());
    view! {
        <details class="slip-row">
            <summary class="slip-line">
                <span>{t(line.name)} {how}</span>
                <span class="amount">{amount(line.amount)}</span>
            </summary>
            {step_tree(&line.why, on)}
        </details>
    }
    .into_any()
}
