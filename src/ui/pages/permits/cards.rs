//! A card a way: its conditions, what is missing, and what the permit gives.

use crate::assess::permits::{Condition, Permit, State as Stands, Way};
use crate::key;
use crate::message::{Arg, Message};
use crate::profile::Ground;
use crate::ui::components::{status, why_button};
use crate::ui::dom::{El, Parts, el, p};
use crate::ui::{State, count, say};

/// The ways to a permit, by how they stand; those that are not for the person folded away.
pub(super) fn grouped(state: State, found: &[Way], permit: Permit) -> Vec<El> {
    let shared = shared(found, permit);
    let mut parts = Vec::new();
    if !shared.is_empty() {
        let list = el("ul.plain permit-conditions").children(shared.iter().map(|own| condition(own)));
        parts.push(el("div.permit-shared").child(el("h3.permit-group").t(key!("permits-page.every"))).child(list));
    }
    for stands in Stands::ALL {
        let own: Vec<&Way> = found.iter().filter(|way| way.permit == permit && way.state == stands).collect();
        if own.is_empty() {
            continue;
        }
        let list = el("ul.plain permit-cards").children(own.iter().map(|way| card(state, way, &shared)));
        parts.push(if stands == Stands::NotForMe {
            let summary = Message::new(key!("permits-page.not-for-me")).with("count", count(own.len()));
            el("details.folded").child(el("summary").say(&summary)).child(list)
        } else {
            el("div").child(el("h3.permit-group").t(stands.label())).child(list)
        });
    }
    parts
}

/// The conditions that all ways to a permit have alike: said once.
fn shared(found: &[Way], permit: Permit) -> Vec<&Condition> {
    let ways: Vec<&Way> = found.iter().filter(|way| way.permit == permit).collect();
    let Some(first) = ways.first().filter(|_| ways.len() > 1) else { return Vec::new() };
    // What the law does not ask of highly skilled migrants, the programme's own card says.
    let alike = |condition: &&Condition| {
        ways.iter().filter(|way| way.ground != Some(Ground::Programme)).all(|way| way.conditions.contains(condition))
    };
    let own = ways.iter().find(|way| way.ground != Some(Ground::Programme)).unwrap_or(first);
    own.conditions.iter().filter(alike).collect()
}

fn card(state: State, way: &Way, shared: &[&Condition]) -> El {
    let head = el("div.condition-head").child(el("h4").say(&way.name())).child(why_button(state, &way.why));
    let list = el("ul.plain permit-conditions").children(way.conditions.iter().filter(|own| !shared.contains(own)).map(condition));
    let terms = way.terms.map(|[first, extension]| {
        let text = if way.permit == Permit::Permanent { key!("permits-page.terms-permanent") } else { key!("permits-page.terms") };
        el("p").say(&Message::new(text).with("first", length(first)).with("extension", length(extension)))
    });
    let may = el("p").child(el("strong").t(key!("permits-page.may"))).text(" ").t(way.may);
    let ends = el("p").child(el("strong").t(key!("permits-page.ends"))).text(" ").say(&way.ends);
    let doubts: Vec<El> = way.doubts().into_iter().map(|doubt| p("doubt", doubt)).collect();
    let about = el("span.visually-hidden").text(" ").say(&way.name());
    let more = el("details.on-paper")
        .child(el("summary").t(key!("permits-page.more")).child(about))
        .children(Parts::default().maybe(terms).one(may).one(ends).all(doubts).done());
    el("li.condition").child(head).child(list).child(more)
}

fn condition(condition: &Condition) -> El {
    let names = [key!("status.met"), key!("status.not-met"), key!("status.open")];
    let line = el("p").child(status(condition.met, names)).text(" ").say(&condition.name);
    let how = condition.why.how.as_ref().map(|how| el("p.hint").say(how));
    // What is short stands with the condition it is short of, once.
    let short = condition.short().map(|short| el("p.remedy").say(&short));
    el("li").child(line).maybe(how).maybe(short)
}

/// A length in months, or in years where it is whole years.
fn length(months: i32) -> Arg {
    if months % 12 == 0 {
        return Arg::Typed(say(&Message::new(key!("permits-page.years")).with("count", months / 12)));
    }
    Arg::Typed(say(&Message::new(key!("permits-page.months")).with("count", months)))
}
