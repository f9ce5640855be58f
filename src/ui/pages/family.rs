use crate::ui::reactive::*;

use super::{columns, part};
use crate::assess::family::{AgeLimit, Family, Member, When};
use crate::key;
use crate::message::{Key, Message};
use crate::profile::{Plan, Relation, Relative, Slot};
use crate::rulebook::rules;
use crate::ui::components::{field, row_name, rows, standing, status, why_button};
use crate::ui::dom::{El, Parts, el, link, p};
use crate::ui::route::Route;
use crate::ui::{State, say, t};

const NAMES: [Key; 3] = [key!("status.covered"), key!("status.not-covered"), key!("status.open")];

/// Who of the family is covered, under which reading, and until when.
#[inline(never)]
pub fn family(state: State) -> Vec<El> {
    let answer = el("div").dynamic(move || {
        state.assessment.with(|all| {
            if state.peek(|document| document.rows(Relative::SECTION).is_empty()) {
                return vec![p("lead", key!("family-page.empty"))];
            }
            let window = window(&all.family);
            let place = |id: u32| state.peek(|document| document.rows("family").iter().position(|row| *row == id)).unwrap_or(0);
            let list = all.family.members.iter().map(|member| one(state, member, place(member.id)));
            Parts::default().maybe(window).one(el("ul.plain").children(list)).done()
        })
    });
    let plan = part("plan", key!("section.plan")).children(field(state, Slot { section: Plan::SECTION, row: None, field: "apply_on" }));
    let who = part("family", key!("section.family")).child(p("hint", key!("family-page.hint"))).child(rows(state, "family", ""));
    let papers = el("p.after").child(link(&Route::Documents.href(), t(key!("family-page.documents"))));
    vec![columns([answer, p("hint", key!("conflict.c-13"))], [who, plan, papers])]
}

/// When the decision should come.
fn window(family: &Family) -> Option<El> {
    let decision = family.decision?;
    let text = Message::new(key!("family-page.decision")).with("apply", family.apply).with("from", decision.low).with("to", decision.high);
    let said_by = rules::PROGRAMME_REVIEW_TIME.latest().map(|found| standing(found.cite.standing()));
    Some(el("p.hint").say(&text).text(" ").maybe(said_by))
}

fn one(state: State, member: &Member, place: usize) -> El {
    let name = row_name("family", place);
    let name = match member.relation {
        Some(relation) => say(&Message::new(key!("format.titled")).with("name", name).with("value", relation.label())),
        None => name,
    };
    let line = |place: usize, name: Key, covered, limit: Option<AgeLimit>| {
        let said_by = member.why.inputs.get(place).and_then(|step| step.cites.first()).map(|cite| standing(cite.standing()));
        let until = limit.map(|limit| {
            let text = match limit.when {
                When::Before => key!("family-page.since"),
                When::WhileWaiting => key!("family-page.while-waiting"),
                When::After | When::Unknown => key!("family-page.until"),
            };
            el("p.hint").say(&Message::new(text).with("age", limit.age).with("date", limit.on))
        });
        el("li").child(status(covered, NAMES)).text(" ").t(name).text(" ").maybe(said_by).maybe(until)
    };
    let readings = el("ul.plain readings").children([
        line(0, key!("family.programme"), member.programme, member.limits.map(|limits| limits[0])),
        line(
            1,
            key!("family.code"),
            member.code,
            member.limits.map(|limits| limits[1]).filter(|_| member.relation == Some(Relation::Child)),
        ),
    ]);
    let reason = el("p").say(&member.reason).text(" ").child(why_button(state, &member.why));
    el("li.condition").child(el("h2").text(&name)).child(readings).child(reason)
}
