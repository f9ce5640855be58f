use crate::ui::reactive::*;

use super::part;
use super::sources::rule_details;
use crate::assess::Assessment;
use crate::assess::eligibility::{Condition, Open};
use crate::key;
use crate::message::Key;
use crate::profile::Slot;
use crate::rulebook::RULES;
use crate::ui::components::{conditions_line, field, standing, status, why_button};
use crate::ui::dom::{El, el, p};
use crate::ui::{State, t};

/// The words for a condition: met, not met, open.
pub(super) const NAMES: [Key; 3] = [key!("status.met"), key!("status.not-met"), key!("status.open")];

/// The programme's conditions, a row each; the answer that decides one can be given in its row.
pub fn conditions(state: State) -> Vec<El> {
    let summary = move || state.assessment.with(|all| conditions_line(all, key!("conditions-page.summary")));
    // The rows are the same for every profile; only what stands in them changes, so that a field
    // being answered stays.
    let ids: Vec<&'static str> =
        state.assessment.with_untracked(|all| all.eligibility.conditions.iter().map(|condition| condition.id).collect());
    let programme = RULES.iter().filter(|rule| rule.id.starts_with("benefit.") || rule.id.starts_with("programme."));
    vec![
        el("p").class("verdict-line").live(summary),
        p("lead", key!("conditions-page.lead")),
        el("ul").class("conditions").children(ids.into_iter().map(|id| row(state, id))),
        part("programme", key!("conditions-page.programme")).children(programme.map(rule_details)),
    ]
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
        let about = el("span").class("visually-hidden").text(" ").text(name.map_or("", t));
        el("details").child(el("summary").live(move || label(slot)).child(about)).child(field)
    });
    let contents =
        move || state.assessment.with(|all| find(all).map_or_else(Vec::new, |place| contents(state, &all.eligibility.conditions[place])));
    el("li").class("condition").child(el("div").dynamic(contents)).maybe(change)
}

fn contents(state: State, condition: &Condition) -> Vec<El> {
    // What the person has not said is another thing than what nobody can know.
    let open = match condition.open {
        None | Some(Open::Unanswered(_)) => None,
        Some(Open::Points) => Some(key!("conditions-page.open.points")),
        Some(Open::Authorities) => Some(key!("conditions-page.open.authorities")),
    };
    let head = el("div").class("condition-head").child(el("h2").t(condition.name)).child(status(condition.met, NAMES));
    // A website's claim must not pass for law.
    let said = !matches!(condition.open, Some(Open::Unanswered(_)));
    let badge = condition.why.cites.first().filter(|_| said).map(|cite| standing(cite.standing()));
    let reason = el("p").say(&condition.reason).text(" ").maybe(open.map(|open| el("span").t(open))).text(" ");
    let remedy = condition.remedy.as_ref().map(|remedy| el("p").class("remedy").say(remedy));
    [head, reason.maybe(badge).text(" ").child(why_button(state, &condition.why))].into_iter().chain(remedy).collect()
}
