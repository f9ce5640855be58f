use crate::ui::reactive::*;

use super::part;
use super::sources::rule_details;
use crate::assess::answers::are_open;
use crate::assess::goals::{Aim, Change, Goals, Lacking, Way, apply, goals as find};
use crate::assess::outlook::outlook;
use crate::assess::points::Verdict;
use crate::key;
use crate::message::{Key, Message};
use crate::rulebook::RULES;
use crate::ui::components::{assumed, next_question, outlook_chart, verdict, verdict_status};
use crate::ui::dom::{El, Parts, button, el, link, p};
use crate::ui::route::Route;
use crate::ui::{State, browser, count, t};

/// What would get a person over the line, what time does, and trying things out.
#[inline(never)]
pub fn goals(state: State) -> Vec<El> {
    let aim = RwSignal::new(Aim::Middle);
    let now = el("div").dynamic(move || state.assessment.with(|all| vec![verdict(&all.points)]));
    let found = el("div.ways").attr("aria-live", "polite").dynamic(move || {
        let find = |aim: Aim| state.assessment.with(|all| state.read(|document| find(document, all.on, aim)));
        let found = find(aim.get());
        // Who looks at less than the surest figure must be told what that one says.
        let surest = (found.aim == Aim::Middle && !found.ways.is_empty()).then(|| find(Aim::Low)).filter(|surest| surest.ways.is_empty());
        let sure = surest.map(|surest| {
            let text = Message::new(key!("goals-page.nothing-sure")).with("years", surest.horizon);
            el("p.notice-text").say(&text)
        });
        let open = state.assessment.with(are_open).then(|| p("notice-text", key!("goals-page.unanswered")));
        Parts::default().maybe(open).maybe(sure).all(answer(state, &found)).done()
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
    let others = [Route::Permits, Route::Programmes].map(|route| el("li").child(link(&route.href(), t(route.name()))));
    let others = part("others", key!("goals-page.others")).child(el("ul.links").children(others));
    // What is not said counts as not there, so that is asked first.
    let first = state.assessment.with_untracked(are_open).then(|| next_question(state));
    Parts::of(p("lead", key!("goals-page.lead"))).one(now).maybe(first).one(ways).one(time).one(trying).one(others).done()
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
        let label = el("label").attr("for", &id).child(el("span.choice-name").t(name)).child(el("span.hint").t(hint));
        el("div.choice").child(input).child(label)
    };
    el("fieldset.choices").child(el("legend").t(key!("goals-page.aim.title"))).children(Aim::ALL.map(option))
}

fn answer(state: State, found: &Goals) -> Vec<El> {
    if found.reached {
        return vec![p("verdict-note", key!("goals-page.reached"))];
    }
    let tried = Message::new(key!("goals-page.tried")).with("count", count(found.tried));
    if found.ways.is_empty() {
        let none = Message::new(key!("goals-page.none")).with("years", found.horizon);
        return vec![el("p.verdict-note").say(&none), el("p.hint").say(&tried)];
    }
    let shown = Message::new(key!("goals-page.shown")).with("count", count(found.ways.len())).with("all", count(found.found));
    let goes_on = found.goes_on.then(|| p("hint", key!("goals-page.goes-on")));
    let list = el("ol.plain way-list").children(found.ways.iter().map(|way| one(state, way)));
    // How long a change takes and what it brings: one mark for all of them, before the first.
    let head = assumed(el("p").say(&shown), true);
    let all = el("div")
        .attr("data-assumed", "")
        .child(head)
        .child(p("hint", key!("goals-page.together")))
        .children(goes_on)
        .child(list)
        .child(el("p.hint").say(&tried));
    vec![all, durations()]
}

/// How long each change takes, as the rulebook assumes.
fn durations() -> El {
    let rules = RULES.iter().filter(|rule| rule.id.starts_with("goal.")).map(rule_details);
    el("details.behind").child(el("summary").t(key!("goals-page.durations"))).children(rules)
}

/// A set: what to do, by when, what it brings, and why no smaller one will do.
fn one(state: State, way: &Way) -> El {
    let mark = state.assessment.with_untracked(|all| all.points.pass_mark);
    let item = |change: &Change| el("li").say(&change.text());
    // Nothing to do but wait: work or plans that are entered already bring it.
    let waiting = way.changes.is_empty().then(|| p("", key!("goals-page.waiting")));
    let when = Message::new(key!("goals-page.when")).with("date", way.on).with("time", crate::assess::goals::time(way.months));
    let points = Message::new(key!("goals-page.then")).with("points", way.total);
    let smaller = |(lacking, total): &(Lacking, crate::quantity::Interval<i32>)| {
        let line = Message::new(key!("goals-page.smaller")).with("lacking", lacking.text()).with("points", *total);
        el("li").say(&line)
    };
    let proof = el("details.proof-of")
        .child(el("summary").t(key!("goals-page.proof")))
        .child(el("ul").children(way.smaller.iter().map(smaller)))
        .child(el("p.hint").say(&Message::new(key!("goals-page.proof-tried")).with("count", count(way.tried))));
    let (changes, months, on) = (way.changes.clone(), way.months, way.on);
    let begin = button("button", key!("goals-page.try-this"), move |_| {
        let profile = state.assessment.with_untracked(|all| all.profile.clone());
        let from = state.assessment.with_untracked(|all| all.on);
        state.try_out(on, |document| apply(document, &profile, &changes, months, from));
        browser::next_frame(|| browser::focus("trial-title"));
    });
    el("li.way card")
        .child(el("h3").say(&when))
        .maybe(waiting)
        .child(el("ul.way-changes").children(way.changes.iter().map(item)))
        .child(el("p.way-points").say(&points).text(" ").child(verdict_status(Verdict::of(way.total, mark))))
        .child(proof)
        .child(begin)
}
