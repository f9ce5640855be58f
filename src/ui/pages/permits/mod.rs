//! Which permit is open, what is missing for the others, what they cost, and what holders may and must.

mod cards;
mod costs;
mod questions;

use crate::ui::reactive::*;

use super::conditions::benefit;
use super::part;
use super::sources::content;
use crate::assess::permits::{Permit, State as Stands, Way, settles, ways};
use crate::key;
use crate::message::{Arg, Key, Message};
use crate::profile::Kind;
use crate::rulebook::{Content, RULES, Rule, rules};
use crate::ui::components::{question, standing};
use crate::ui::dom::{El, Parts, button, el, link, p};
use crate::ui::route::Route;
use crate::ui::{State, browser, count, say, t};

/// The permit finder.
#[inline(never)]
pub fn permits(state: State) -> Vec<El> {
    // Every edit makes a new one: comparing them would cost more than it could save.
    let found = Memo::new_with_compare(move |_| state.assessment.with(ways), |_, _| true);
    let head = el("div").dynamic(move || found.with(|found| answer(found)));
    let temporary = part("temporary", key!("permits-page.temporary"))
        .child(el("div").dynamic(move || found.with(|found| cards::grouped(state, found, Permit::Temporary))))
        .child(statement(rules::GROUND_NO_RETIREE.rule()));
    // What comes years later is folded away until somebody has, or plans for, what comes before it.
    let is_near = state.assessment.with_untracked(|all| {
        let own = &all.profile;
        own.permits.held.is_some() || own.journey.ground.is_some() || own.days.trp_from.is_some() || own.days.prp_from.is_some()
    });
    let ways = found.with_untracked(|found| found.iter().filter(|way| way.permit == Permit::Permanent).count());
    let ways = el("details.folded")
        .flag("open", is_near)
        .child(el("summary").say(&Message::new(key!("permits-page.ways")).with("count", count(ways))))
        .child(el("div").dynamic(move || found.with(|found| cards::grouped(state, found, Permit::Permanent))));
    let permanent = part("permanent", key!("permits-page.permanent")).child(p("hint", key!("permits-page.permanent-hint"))).child(ways);
    let citizenship = part("citizenship", key!("permits-page.citizenship"))
        .child(el("div").dynamic(move || found.with(|found| cards::grouped(state, found, Permit::Citizenship))));
    let print = button("button no-print", key!("report.print"), |_| browser::print());
    let plan = el("p.after no-print").child(link(&Route::Journey.href(), t(key!("permits-page.to-plan"))));
    let head = el("div.permit-answer").child(head).child(plan);
    let ways = el("div.permit-ways").child(temporary).child(permanent).child(citizenship);
    let benefits = RULES.iter().filter(|rule| rule.id.starts_with("benefit."));
    vec![
        p("lead", key!("permits-page.lead")),
        el("div.permits").child(head).child(questions::questions(state)).child(ways),
        costs::costs(state),
        part("programme", key!("permits-page.programme")).child(el("ul.conditions").children(benefits.filter_map(benefit))),
        holders(),
        asked(),
        print,
    ]
}

/// How many ways are open now, and which answer would settle most.
fn answer(found: &[Way]) -> Vec<El> {
    let temporary = || found.iter().filter(|way| way.permit == Permit::Temporary);
    let open: Vec<String> = temporary().filter(|way| way.state == Stands::Available).map(|way| say(&way.name())).collect();
    let text = match open.len() {
        0 if temporary().all(|way| way.state == Stands::NotForMe) => key!("permits-page.none").into(),
        0 => key!("permits-page.not-yet").into(),
        number => Message::new(key!("permits-page.open")).with("count", count(number)).with("ways", open.join(", ")),
    };
    let head = el("p.verdict-line").attr("role", "status").say(&text);
    let ask = settles(found).map(|(slot, number)| {
        let text = Message::new(key!("permits-page.settles")).with("count", count(number)).with("question", question(slot));
        // Of a group of answers the first takes the focus.
        let is_group = slot.question().is_some_and(|question| question.kind == Kind::YesNo);
        let href = format!("{}/{}{}", Route::Permits.href(), slot.path(), if is_group { ".yes" } else { "" });
        el("p.hint settles").child(link(&href, &say(&text)))
    });
    let sure = (!open.is_empty()).then(|| p("hint", key!("permits-page.authorities")));
    Parts::of(head).maybe(sure).maybe(ask).done()
}

/// What a rule says, how far it can be relied on, and its doubts.
fn statement(rule: &'static Rule) -> El {
    let Some(value) = rule.values.last() else { return el("div") };
    let words: Message = match value.content {
        Content::Statement => rule.name.into(),
        _ => Message::new(key!("format.titled")).with("name", rule.name).with("value", Arg::Typed(content(&value.content))),
    };
    let line = el("p").say(&words).text(" ").child(standing(value.standing));
    el("div.statement").child(line).children(value.doubts().map(|doubt| p("doubt", doubt)))
}

fn statements(prefix: &'static [&'static str]) -> El {
    let own = prefix.iter().filter_map(|id| RULES.iter().find(|rule| rule.id == *id));
    el("ul.statements").children(own.map(|rule| el("li").child(statement(rule))))
}

/// Rights and duties.
fn holders() -> El {
    part("holders", key!("permits-page.holders"))
        .child(el("h3").t(key!("permits-page.rights")))
        .child(statements(&["holder.live", "holder.services", "holder.bank", "holder.property"]))
        .child(el("h3").t(key!("permits-page.duties")))
        .child(statements(&["holder.taxes", "holder.renew", "holder.register", "holder.work-permit", "holder.insurance"]))
}

/// What people ask.
fn asked() -> El {
    // The answer, and the figures that go with it.
    let questions: [(Key, &'static Rule, Vec<&'static Rule>); 8] = [
        (
            key!("permits-page.asked.business-visa"),
            rules::QUESTION_BUSINESS_VISA.rule(),
            vec![rules::VISA_STAY.rule(), rules::VISA_SINGLE.rule(), rules::VISA_MULTIPLE.rule()],
        ),
        (key!("permits-page.asked.language"), rules::QUESTION_LANGUAGE.rule(), vec![rules::BENEFIT_NO_TEST.rule()]),
        (key!("permits-page.asked.remote"), rules::QUESTION_REMOTE.rule(), Vec::new()),
        (key!("permits-page.asked.revoked"), rules::QUESTION_REVOKED.rule(), vec![rules::BENEFIT_ABSENCE.rule()]),
        (
            key!("permits-page.asked.refused-temporary"),
            rules::QUESTION_REFUSED_TEMPORARY.rule(),
            vec![rules::TRP_AGAIN.rule(), rules::TRP_UNPAID.rule()],
        ),
        (
            key!("permits-page.asked.refused-permanent"),
            rules::QUESTION_REFUSED_PERMANENT.rule(),
            vec![rules::PRP_AGAIN.rule(), rules::PRP_UNPAID.rule()],
        ),
        (
            key!("permits-page.asked.longer-stay"),
            rules::QUESTION_LONGER_STAY.rule(),
            vec![rules::BENEFIT_LONGER_STAY.rule(), rules::STAY_BEFORE.rule()],
        ),
        (key!("permits-page.asked.citizenship"), rules::QUESTION_CITIZENSHIP.rule(), Vec::new()),
    ];
    let one = |(question, rule, figures): (Key, &'static Rule, Vec<&'static Rule>)| {
        el("details.folded on-paper")
            .child(el("summary").t(question))
            .child(statement(rule))
            .children(figures.into_iter().map(statement))
            .maybe(rule.values.last().map(|value| super::sources::cited(value.sources)))
    };
    let fee = el("details.folded on-paper")
        .child(el("summary").t(key!("permits-page.asked.fee")))
        .child(p("", key!("permits-page.asked.fee-answer")));
    part("asked", key!("permits-page.asked-title")).children(questions.map(one)).child(fee)
}
