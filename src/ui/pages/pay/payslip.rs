//! One page to lay beside a real payslip: every line with its reason under it.

use super::{abroad, nav};
use crate::assess::payroll::{Line, Payslip};
use crate::key;
use crate::message::{Arg, Key, Message};
use crate::quantity::Date;
use crate::ui::components::{amount, step_tree};
use crate::ui::dom::{El, Parts, button, el, link, p};
use crate::ui::reactive::*;
use crate::ui::route::Route;
use crate::ui::{State, browser, figure, say, t, words};

/// The payslip of a month.
#[inline(never)]
pub fn payslip(state: State) -> Vec<El> {
    let slip = el("div").dynamic(move || {
        state.assessment.with(|all| match &all.pay {
            Some(pay) => Parts::default().maybe(abroad(state, all)).all(contents(&pay.payslip, all.on)).done(),
            None => vec![
                p("lead", key!("tax-page.empty")),
                el("p").child(link(&Route::Tax.href(), t(Route::Tax.name())).class("button primary")),
            ],
        })
    });
    vec![nav(Route::Payslip), slip]
}

fn contents(slip: &Payslip, on: Date) -> Vec<El> {
    let month = words().month(slip.terms.month.month()).to_owned();
    let head = Message::new(key!("payslip-page.head")).with("month", month).with("year", Arg::Year(slip.terms.month.year()));
    let print = button("button primary no-print", key!("report.print"), |_| browser::print());
    vec![
        p("lead no-print", key!("payslip-page.lead")),
        el("div.slip")
            .child(el("p.slip-head").say(&head.with("sector", slip.terms.sector.label())))
            .child(sum(key!("profile.pay.gross"), figure(slip.terms.gross)))
            .children(slip.employee.iter().map(|own| line(own, on)))
            .child(sum(key!("pay.net"), amount(slip.net)))
            .child(el("h2.slip-part").t(key!("tax-page.employer")))
            .children(slip.employer.iter().map(|own| line(own, on)))
            .child(sum(key!("tax-page.cost"), amount(slip.cost))),
        p("hint", key!("payslip-page.rounding")),
        p("hint", key!("payslip-page.differs")),
        print,
    ]
}

fn sum(name: Key, value: String) -> El {
    el("p.slip-line slip-sum").child(el("span").t(name)).child(el("span.amount").text(&value))
}

/// A line that opens its reason.
fn line(line: &Line, on: Date) -> El {
    let how = line.why.how.as_ref().map(|how| el("span.slip-how").text(&say(how)));
    let name = el("span").t(line.name).maybe(how);
    let summary = el("summary.slip-line").child(name).child(el("span.amount").text(&amount(line.amount)));
    el("details.slip-row").child(summary).child(step_tree(&line.why, on, false))
}
