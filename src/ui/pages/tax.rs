use crate::ui::reactive::*;

use super::{columns, part};
use crate::assess::payroll::{Line, Pay, Payslip, not_known};
use crate::key;
use crate::message::{Arg, Key, Message};
use crate::rulebook::rules;
use crate::ui::components::{Table, amount, headline, net_text, section_fields, why_button};
use crate::ui::dom::{El, Parts, el, p};
use crate::ui::{State, figure, say, t};

/// From gross to net, line by line.
#[inline(never)]
pub fn tax(state: State) -> Vec<El> {
    let result = el("div").dynamic(move || {
        state.assessment.with(|all| all.pay.as_ref().map_or_else(|| vec![p("lead", key!("tax-page.empty"))], |pay| result(state, pay)))
    });
    let form = part("pay", key!("section.pay")).child(section_fields(state, "pay"));
    vec![columns([result], [form, p("hint", key!("tax-page.not-yet"))])]
}

fn result(state: State, pay: &Pay) -> Vec<El> {
    let slip = &pay.payslip;
    let name =
        Message::new(key!("tax-page.net")).with("year", Arg::Year(slip.terms.month.year())).with("sector", slip.terms.sector.label());
    let missing = slip.net.err().or(slip.cost.err()).map(|missing| el("p").class("notice-text").say(&not_known(missing)));
    let assumed = pay.assumed.iter().map(|key| p("doubt", *key));
    Parts::of(headline(state, &say(&name), &net_text(slip.net), &slip.why))
        .maybe(missing)
        .all(assumed.collect())
        .one(payslip(state, slip))
        .maybe(others(state, pay))
        .done()
}

fn payslip(state: State, slip: &Payslip) -> El {
    let line = |table: Table, line: &Line| {
        let name = el("span").t(line.name).text(" ").child(why_button(state, &line.why));
        table.row("", name, [el("span").text(&amount(line.amount))])
    };
    let sum = |table: Table, name: Key, value: String| table.texts("sum", t(name), &[value]);
    let group = el("tr").class("group").child(el("th").attr("scope", "colgroup").attr("colspan", "2").t(key!("tax-page.employer")));
    let table = Table::new().caption(t(key!("tax-page.payslip"))).head(&[t(key!("tax-page.line")), t(key!("tax-page.amount"))]);
    let table = sum(table, key!("profile.pay.gross"), figure(slip.terms.gross));
    let table = slip.employee.iter().fold(table, line);
    let table = sum(table, key!("pay.net"), amount(slip.net)).any_row(group);
    let table = slip.employer.iter().fold(table, line);
    sum(table, key!("tax-page.cost"), amount(slip.cost)).done("numbers payslip", t(key!("tax-page.payslip")))
}

/// Net pay as others read the rules.
fn others(state: State, pay: &Pay) -> Option<El> {
    let conflict = |name: Key| {
        let rule = match name {
            name if name == key!("reading.flat") => rules::INCOME_TAX_NON_RESIDENT.rule(),
            name if name == key!("reading.citizens-only") => rules::MEDICAL_FOREIGNERS.rule(),
            _ => rules::INCOME_TAX_EXEMPTION_TECHNOLOGY_PARK.rule(),
        };
        rule.values.first().and_then(|value| value.doubts().next())
    };
    let one = |(name, slip): &(Key, Payslip)| {
        let line = el("p").child(el("strong").t(*name)).text(" ").text(&amount(slip.net)).text(" ").child(why_button(state, &slip.why));
        el("li").child(line).maybe(conflict(*name).map(|text| p("hint", text)))
    };
    let list = el("ul").class("plain").children(pay.others.iter().map(one));
    (!pay.others.is_empty()).then(|| part("others", key!("tax-page.others")).child(list))
}
