use crate::ui::reactive::*;

use super::conditions::NAMES;
use crate::assess::eligibility::Open;
use crate::assess::with_figures;
use crate::explain::Step;
use crate::key;
use crate::message::{Arg, Message};
use crate::rulebook::HASH;
use crate::ui::components::{Table, amount, points_bar, resident_line, status, step_tree, verdict_line};
use crate::ui::dom::{El, button, el, p};
use crate::ui::{State, browser, say, t};

/// Everything on paper: the answers, then each with its explanation down to the sources.
pub fn report(state: State) -> Vec<El> {
    let all = state.assessment.get_untracked();
    let dated = Message::new(key!("report.dated")).with("date", all.on).with("version", env!("CARGO_PKG_VERSION").to_owned());
    let print = button("button primary no-print", key!("report.print"), |_| browser::print());
    let mut parts = vec![
        el("p").say(&dated),
        p("aside", key!("shell.no-advice")),
        print,
        explained(&verdict_line(&all.points), &all.points.why, Some(points_bar(&all.points, true))),
        conditions(&all),
    ];
    if let Ok(residency) = &all.residency {
        let name = Message::new(key!("overview.resident.name")).with("year", Arg::Year(residency.year));
        parts.push(explained(&titled(&say(&name), &resident_line(residency)), &residency.outcome.why, None));
    }
    if let Some(pay) = &all.pay {
        parts.push(explained(&titled(t(key!("pay.net")), &amount(pay.payslip.net)), &pay.payslip.why, None));
    }
    if !all.problems.is_empty() {
        let one = |problem: &crate::profile::Problem| {
            let name = problem.slot.question().map_or_else(String::new, |question| say(&with_figures(question.label)));
            el("li").text(&titled(&name, &say(&problem.message)))
        };
        let list = el("ul").children(all.problems.iter().map(one));
        parts.push(el("section").child(el("h2").t(key!("report.problems"))).child(list));
    }
    parts.push(el("p").class("aside").t(key!("report.rulebook")).text(" ").child(el("code").text(HASH)));
    parts
}

/// A name and what belongs to it, as the language joins them.
fn titled(name: &str, value: &str) -> String {
    say(&Message::new(key!("format.titled")).with("name", name.to_owned()).with("value", value.to_owned()))
}

fn explained(title: &str, why: &Step, drawing: Option<El>) -> El {
    el("section").child(el("h2").text(title)).maybe(drawing).child(step_tree(why, true))
}

fn conditions(all: &crate::assess::Assessment) -> El {
    let table = Table::new().head(&[t(key!("report.condition")), t(key!("report.state")), t(key!("report.reason"))]);
    let table = all.eligibility.conditions.iter().fold(table, |table, condition| {
        table.row("", el("span").t(condition.name), [status(condition.met, NAMES), el("span").say(&condition.reason)])
    });
    // The points were explained above.
    let explained = all.eligibility.conditions.iter().filter(|condition| condition.open != Some(Open::Points));
    el("section")
        .child(el("h2").t(key!("page.title.conditions")))
        .child(table.done(""))
        .children(explained.map(|condition| step_tree(&condition.why, true)))
}
