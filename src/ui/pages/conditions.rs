use crate::ui::reactive::*;

use super::part;
use super::sources::{cited, content, rule_details};
use crate::assess::Assessment;
use crate::assess::eligibility::{Condition, Open};
use crate::key;
use crate::message::Key;
use crate::profile::Slot;
use crate::rulebook::{Content, RULES, Rule, rules};
use crate::ui::components::{assumed, conditions_line, field, is_assumed, standing, status, why_button};
use crate::ui::dom::{El, Parts, el, link, p};
use crate::ui::route::Route;
use crate::ui::{State, t};

/// The words for a condition: met, not met, open.
pub(super) const NAMES: [Key; 3] = [key!("status.met"), key!("status.not-met"), key!("status.open")];

/// The programme's conditions, a row each; the answer that decides one can be given in its row.
#[inline(never)]
pub fn conditions(state: State) -> Vec<El> {
    let summary = move || state.assessment.with(|all| conditions_line(all, key!("conditions-page.summary")));
    // The rows are the same for every profile; only what stands in them changes, so that a field
    // being answered stays.
    let ids = |demanded: bool| -> Vec<&'static str> {
        let ids = |all: &Assessment| {
            let of = all.eligibility.conditions.iter().filter(|condition| condition.demanded == demanded);
            of.map(|condition| condition.id).collect()
        };
        state.assessment.with_untracked(ids)
    };
    let given = RULES.iter().filter(|rule| rule.id.starts_with("benefit.") || rule.id == rules::PROGRAMME_CERTIFICATE.rule().id);
    let procedure = RULES.iter().filter(|rule| rule.id.starts_with("programme.") && rule.id != rules::PROGRAMME_CERTIFICATE.rule().id);
    let further = [(Route::Documents, key!("conditions-page.documents")), (Route::Family, key!("conditions-page.family"))]
        .map(|(route, text)| el("p.after").child(link(&route.href(), t(text))));
    vec![
        el("p.verdict-line").live(summary),
        p("lead", key!("conditions-page.lead")),
        el("ul.conditions").children(ids(true).into_iter().map(|id| row(state, id))),
        el("div").children(further),
        part("also", key!("conditions-page.also")).child(el("ul.conditions").children(ids(false).into_iter().map(|id| row(state, id)))),
        part("programme", key!("conditions-page.programme")).child(el("ul.conditions").children(given.filter_map(benefit))),
        part("procedure", key!("conditions-page.procedure")).children(procedure.map(rule_details)),
    ]
}

/// What holders get: the figure where there is one, how far it can be relied on, its doubts and its sources.
pub(super) fn benefit(rule: &'static Rule) -> Option<El> {
    let value = rule.values.last()?;
    let figure = match value.content {
        Content::Statement => String::new(),
        _ => content(&value.content),
    };
    let head = el("div.condition-head").child(el("h3").t(rule.name)).child(standing(value.standing));
    let item = el("li.condition").child(head).child(el("p").text(&figure)).children(value.doubts().map(|text| p("doubt", text)));
    Some(item.child(el("details").child(el("summary").t(key!("sources-page.sources"))).child(cited(value.sources))))
}

fn row(state: State, id: &'static str) -> El {
    let find = move |all: &Assessment| all.eligibility.conditions.iter().position(|condition| condition.id == id);
    let slot = state.assessment.with_untracked(|all| find(all).and_then(|place| all.eligibility.conditions[place].decided_by));
    let name = state.assessment.with_untracked(|all| find(all).map(|place| all.eligibility.conditions[place].name));
    let change = slot.and_then(|slot| field(state, slot));
    let label = move |slot: Slot| {
        let key =
            if state.read(|document| document.has(slot)) { key!("conditions-page.answer") } else { key!("conditions-page.answer-this") };
        t(key).to_owned()
    };
    let change = slot.zip(change).map(|(slot, field)| {
        // In a list of controls each must say which condition it is about.
        let about = el("span.visually-hidden").text(" ").text(name.map_or("", t));
        el("details").child(el("summary").live(move || label(slot)).child(about)).child(field)
    });
    let contents = move || {
        state.assessment.with(|all| find(all).map_or_else(Vec::new, |place| contents(state, all, &all.eligibility.conditions[place])))
    };
    el("li.condition").child(el("div").dynamic(contents)).maybe(change)
}

fn contents(state: State, all: &Assessment, condition: &Condition) -> Vec<El> {
    // What the person has not said is another thing than what nobody can know.
    let open = match condition.open {
        None | Some(Open::Unanswered(_)) => None,
        Some(Open::Points) => Some(key!("conditions-page.open.points")),
        Some(Open::Authorities) => Some(key!("conditions-page.open.authorities")),
    };
    // What nobody demands is neither met nor not met.
    let met = condition.demanded.then(|| status(condition.met, NAMES));
    let head = el("div.condition-head").child(el("h2").t(condition.name)).maybe(met);
    // A website's claim must not pass for law.
    let said = !matches!(condition.open, Some(Open::Unanswered(_)));
    let badge = condition.why.cites.first().filter(|_| said).map(|cite| standing(cite.standing()));
    let reason = el("p").child(reason(all, condition)).text(" ").maybe(open.map(|open| el("span").t(open))).text(" ");
    let remedy = condition.remedy.as_ref().map(|remedy| el("p.remedy").say(remedy));
    Parts::of(head).one(reason.maybe(badge).text(" ").child(why_button(state, &condition.why))).maybe(remedy).done()
}

/// Why a condition is met, not met or open; points that rest on assumptions say so.
pub(super) fn reason(all: &Assessment, condition: &Condition) -> El {
    let is_points = condition.id == rules::POINTS_PASS_MARK.rule().id;
    assumed(el("span").say(&condition.reason), is_points && is_assumed(&all.points))
}
