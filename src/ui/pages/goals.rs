use crate::ui::reactive::*;

use super::part;
use super::sources::rule_details;
use crate::assess::goals::{Aim, Change, Goals, Lacking, Way, apply, goals as find};
use crate::assess::outlook::outlook;
use crate::key;
use crate::message::{Key, Message};
use crate::rulebook::RULES;
use crate::ui::components::{assumed, outlook_chart, verdict};
use crate::ui::dom::{El, button, el, p};
use crate::ui::{State, browser, count};

/// What would get a person over the line, what time does, and trying things out.
pub fn goals(state: State) -> Vec<El> {
    let aim = RwSignal::new(Aim::Middle);
    let now = el("div").dynamic(move || state.assessment.with(|all| vec![verdict(&all.points)]));
    let found = el("div").class("ways").attr("aria-live", "polite").dynamic(move || {
        let found = state.assessment.with(|all| state.read(|document| find(document, all.on, aim.get())));
        answer(state, &found)
    });
    let ahead = el("div").dynamic(move || {
        let years = state.assessment.with(|all| state.read(|document| outlook(document, all.on)));
        vec![outlook_chart(&years)]
    });
    let begin = button("button", key!("goals-page.try"), move |_| {
        state.try_out(state.today, |_| ());
        browser::next_frame(|| browser::focus("trial-title"));
    })
    .attr_live("hidden", move || state.trial.with(Option::is_some).then(String::new));
    let ways = part("ways", key!("goals-page.ways")).child(aims(aim)).child(found);
    let time = part("outlook", key!("goals-page.outlook"))
        .attr("data-assumed", "")
        .child(assumed(p("hint", key!("goals-page.outlook-hint")), true))
        .child(ahead);
    let trying = part("try", key!("goals-page.try-title")).child(p("", key!("goals-page.try-hint"))).child(begin);
    vec![p("lead", key!("goals-page.lead")), now, ways, time, trying]
}

/// Which figure of the range is to reach the mark.
fn aims(aim: RwSignal<Aim>) -> El {
    let option = |one: Aim| {
        let (name, hint): (Key, Key) = match one {
            Aim::Low => (key!("goals-page.aim.low"), key!("goals-page.aim.low-hint")),
            Aim::Middle => (key!("goals-page.aim.middle"), key!("goals-page.aim.middle-hint")),
            Aim::High => (key!("goals-page.aim.high"), key!("goals-page.aim.high-hint")),
        };
        let id = format!("aim.{}", one.name());
        let input = el("input")
            .attr("type", "radio")
            .attr("name", "aim")
            .id(&id)
            .flag("checked", aim.get_untracked() == one)
            .on("change", move |_| aim.set(one));
        let label = el("label").attr("for", &id).child(el("span").class("choice-name").t(name)).child(el("span").class("hint").t(hint));
        el("div").class("choice").child(input).child(label)
    };
    el("fieldset").class("choices").child(el("legend").t(key!("goals-page.aim.title"))).children(Aim::ALL.map(option))
}

fn answer(state: State, found: &Goals) -> Vec<El> {
    if found.reached {
        return vec![p("verdict-note", key!("goals-page.reached"))];
    }
    let tried = Message::new(key!("goals-page.tried")).with("count", count(found.tried));
    if found.ways.is_empty() {
        let none = Message::new(key!("goals-page.none")).with("years", found.horizon);
        return vec![el("p").class("verdict-note").say(&none), el("p").class("hint").say(&tried)];
    }
    let shown = Message::new(key!("goals-page.shown")).with("count", count(found.ways.len())).with("all", count(found.found));
    let goes_on = found.goes_on.then(|| p("hint", key!("goals-page.goes-on")));
    let list = el("ol").class("plain way-list").children(found.ways.iter().map(|way| one(state, way)));
    // How long a change takes and what it brings: one mark for all of them, before the first.
    let head = assumed(el("p").say(&shown), true);
    let all = el("div")
        .attr("data-assumed", "")
        .child(head)
        .child(p("hint", key!("goals-page.together")))
        .children(goes_on)
        .child(list)
        .child(el("p").class("hint").say(&tried));
    vec![all, durations()]
}

/// How long each change takes, as the rulebook assumes.
fn durations() -> El {
    let rules = RULES.iter().filter(|rule| rule.id.starts_with("goal."));
    el("details").class("behind").child(el("summary").t(key!("goals-page.durations"))).children(rules.map(rule_details))
}

/// A set: what to do, by when, what it brings, and why no smaller one will do.
fn one(state: State, way: &Way) -> El {
    let item = |change: &Change| el("li").say(&change.text());
    let when = Message::new(key!("goals-page.when")).with("date", way.on).with("time", crate::assess::goals::time(way.months));
    let points = Message::new(key!("goals-page.then")).with("points", way.total);
    let smaller = |(lacking, total): &(Lacking, crate::quantity::Interval<i32>)| {
        let line = Message::new(key!("goals-page.smaller")).with("lacking", lacking.text()).with("points", *total);
        el("li").say(&line)
    };
    let proof = el("details")
        .class("proof-of")
        .child(el("summary").t(key!("goals-page.proof")))
        .child(el("ul").children(way.smaller.iter().map(smaller)))
        .child(el("p").class("hint").say(&Message::new(key!("goals-page.proof-tried")).with("count", count(way.tried))));
    let (changes, months, on) = (way.changes.clone(), way.months, way.on);
    let begin = button("button", key!("goals-page.try-this"), move |_| {
        let profile = state.assessment.with_untracked(|all| all.profile.clone());
        let from = state.assessment.with_untracked(|all| all.on);
        state.try_out(on, |document| apply(document, &profile, &changes, months, from));
        browser::next_frame(|| browser::focus("trial-title"));
    });
    el("li")
        .class("way card")
        .child(el("h3").say(&when))
        .child(el("ul").class("way-changes").children(way.changes.iter().map(item)))
        .child(el("p").class("way-points").say(&points))
        .child(proof)
        .child(begin)
}
