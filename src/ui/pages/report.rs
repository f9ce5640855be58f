use crate::ui::reactive::*;

use super::conditions::{NAMES, reason};
use crate::assess::eligibility::Condition;
use crate::assess::{Assessment, business, income, with_figures};
use crate::explain::Step;
use crate::key;
use crate::message::{Arg, Message};
use crate::quantity::{Date, Tri};
use crate::rulebook::HASH;
use crate::ui::components::{amount, conditions_line, papers_line, points_bar, resident_line, status, step_tree, verdict};
use crate::ui::dom::{El, button, el, p};
use crate::ui::{State, browser, say, t};

/// Everything on paper: the answers, then each with its explanation down to the sources.
#[inline(never)]
pub fn report(state: State) -> Vec<El> {
    let all = state.assessment.get_untracked();
    let dated = Message::new(key!("report.dated")).with("date", all.on).with("version", env!("CARGO_PKG_VERSION").to_owned());
    let print = button("button primary no-print", key!("report.print"), |_| browser::print());
    let counts = conditions_line(&all, key!("overview.conditions"));
    let year = Message::new(key!("overview.resident.name")).with("year", Arg::Year(all.on.year()));
    let residency = all.residency.as_ref().ok();
    let residency_line = residency.map(|residency| titled(&say(&year), &resident_line(residency)));
    let net = if all.profile.pay.employer_abroad == Some(true) { key!("overview.net.abroad") } else { key!("pay.net") };
    let pay_line = all.pay.as_ref().map(|pay| titled(t(net), &amount(pay.payslip.net)));
    let line = |text: &str| el("p.report-line").text(text);
    // The answers fit on the first page; then each with its reasons and sources.
    let mut parts = vec![
        el("p").say(&dated),
        p("aside", key!("shell.no-advice")),
        el("div").children(state.trial.with(Option::is_some).then(|| p("notice-text", key!("what-if.not-saved")))),
        print,
        verdict(&all.points),
        points_bar(&all.points, true),
        line(&titled(t(key!("page.conditions")), &counts)),
    ];
    parts.push(line(&titled(t(key!("page.documents")), &papers_line(&all))));
    parts.extend(residency_line.as_deref().map(line));
    parts.extend(pay_line.as_deref().map(line));
    if !all.problems.is_empty() {
        let one = |problem: &crate::profile::Problem| {
            let name = problem.slot.question().map_or_else(String::new, |question| say(&with_figures(question.label)));
            el("li").text(&titled(&name, &say(&problem.message)))
        };
        let list = el("ul").children(all.problems.iter().map(one));
        parts.push(el("section").child(el("h2").t(key!("report.problems"))).child(list));
    }
    parts.push(explained(t(key!("page.title.points")), &all.points.why, all.on));
    parts.push(conditions(&all));
    parts.extend(residency.map(|residency| explained(&say(&year), &residency.outcome.why, all.on)));
    parts.extend(all.pay.as_ref().map(|pay| explained(t(key!("page.title.tax")), &pay.payslip.why, all.on)));
    parts.extend(money(&all));
    parts.push(el("p.aside").t(key!("report.rulebook")).text(" ").child(el("code").text(HASH)));
    parts
}

/// A name and what belongs to it, as the language joins them.
fn titled(name: &str, value: &str) -> String {
    say(&Message::new(key!("format.titled")).with("name", name.to_owned()).with("value", value.to_owned()))
}

fn explained(title: &str, why: &Step, on: Date) -> El {
    el("section").child(el("h2").text(title)).child(step_tree(why, on, true))
}

/// One's own business under each regime that may be open, and income beside pay.
fn money(all: &Assessment) -> Vec<El> {
    let mut parts = Vec::new();
    if let Some(year) = business::assess(&all.profile, all.on) {
        let open = year.regimes.iter().filter(|taken| taken.open != Tri::No);
        parts.extend(open.map(|taken| explained(&titled(t(key!("page.title.business")), t(taken.regime.name())), &taken.why, all.on)));
        parts.extend([&year.social.1, &year.medical.1].map(|why| step_tree(why, all.on, true)));
    }
    let income = income::assess(&all.profile, &all.residency, all.on);
    let foreign = income.foreign.iter().filter_map(|row| row.line.as_ref().ok());
    // Pay was explained before.
    let lines = income.local.iter().filter(|line| line.name.key != key!("income.pay")).chain(foreign);
    parts.extend(lines.map(|line| explained(&say(&line.name), &line.why, all.on)));
    parts
}

fn conditions(all: &Assessment) -> El {
    let one = |condition: &Condition| {
        let head =
            el("div.condition-head").child(el("h3").t(condition.name)).maybe(condition.demanded.then(|| status(condition.met, NAMES)));
        // The points were explained above.
        let tree = (condition.id != "points.pass-mark").then(|| step_tree(&condition.why, all.on, true));
        el("section.condition").child(head).child(el("p").child(reason(all, condition))).maybe(tree)
    };
    el("section").child(el("h2").t(key!("page.title.conditions"))).children(all.eligibility.conditions.iter().map(one))
}
