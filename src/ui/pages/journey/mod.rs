//! The dated plan: what comes next, when the card is there, every step, and what could go wrong.

mod family;
mod steps;

use std::cell::RefCell;

use crate::ui::reactive::*;

use super::part;
use crate::agenda;
use crate::assess::journey::{self, Journey, Kind, Progress, Stage, Warning};
use crate::explain::Step;
use crate::key;
use crate::message::{Key, Message};
use crate::profile::{Ground, Slot};
use crate::quantity::Tri;
use crate::rulebook::{Citation, HASH, rules};
use crate::ui::components::{announcer, field, standing, status, timeline, why_button};
use crate::ui::dom::{El, Parts, button, el, follow, link, p};
use crate::ui::route::Route;
use crate::ui::{State, browser, figure, say, t, words};

const fn own(field: &'static str) -> Slot {
    Slot { section: "journey", row: None, field }
}

/// Every step with its days.
#[inline(never)]
pub fn journey(state: State) -> Vec<El> {
    // Every edit makes a new one: comparing them would cost more than it could save.
    let way = Memo::new_with_compare(move |_| state.assessment.with(journey::journey), |_, _| true);
    let answer = el("div").dynamic(move || way.with(|way| answer(state, way)));
    let warnings = el("div").dynamic(move || way.with(|way| warnings(state, way)));
    let said = announcer(move || {
        way.with(|way| way.next_text().map_or_else(String::new, |text| format!("{}. {}", t(key!("journey-page.next-name")), say(&text))))
    });
    let head = el("p.plan-who").live(move || way.with(|way| who(state, way)));
    let left = Parts::of(head).one(answer).one(warnings).one(said);
    let export = el("div.actions").child(button("button primary", key!("journey-page.save"), move |_| save(state, way))).child(button(
        "button",
        key!("report.print"),
        |_| browser::print(),
    ));
    let export = el("div").child(export).child(p("hint", key!("journey-page.save-hint")));
    let take = el("div.plan-take no-print").children(field(state, own("name"))).child(export);
    let drawing = part("timeline", key!("timeline.title")).child(timeline(way));
    let estimate = move || way.with(|way| way.stages.iter().any(|stage| stage.estimate));
    let estimate = p("hint", key!("journey-page.estimate")).attr_live("hidden", move || (!estimate()).then(String::new));
    let late = move || way.with(|way| way.stages.iter().any(|stage| stage.late));
    let late = p("hint", key!("journey-page.late")).attr_live("hidden", move || (!late()).then(String::new));
    vec![
        p("lead no-print", key!("journey-page.lead")),
        el("div.plan").child(el("div").children(left.done())).child(questions(state, way)).child(take),
        drawing,
        steps::steps(state, way),
        estimate,
        late,
        family::family(state, way),
        absence(),
        sources(way),
    ]
}

/// Whose plan it is, from when, and by which rules: for whoever it is handed to.
fn who(state: State, way: &Journey) -> String {
    let name = state.assessment.with(|all| all.profile.journey.name.as_ref().map(|name| name.0.clone()));
    let text = if name.is_some() { key!("journey-page.who-name") } else { key!("journey-page.who") };
    let message = Message::new(text).with("date", way.on).with("ground", way.ground.label());
    say(&message.with("name", name.unwrap_or_default()))
}

/// What comes next, and when the three permits are there.
fn answer(state: State, way: &Journey) -> Vec<El> {
    let line = |stage: &Stage, name: Key| {
        let value = match stage.progress {
            Progress::Passed => t(key!("journey-page.done")).to_owned(),
            _ => figure(stage.said()),
        };
        el("div.answer").child(el("dt").t(name)).child(el("dd").text(&value).text(" ").child(why_button(state, &stage.why)))
    };
    let next = way
        .next_text()
        .map(|text| el("div.headline").child(p("headline-name", key!("journey-page.next-name"))).child(el("p.next-step").say(&text)));
    let ends = [
        (Kind::Card, key!("journey-page.card")),
        (Kind::PrpDecision, key!("journey-page.permanent")),
        (Kind::Citizenship, key!("journey-page.citizenship")),
    ];
    let list = ends.into_iter().filter_map(|(kind, name)| way.stage(kind).map(|stage| line(stage, name)));
    let doubt = match way.counts {
        Tri::Yes => None,
        Tri::Unknown => Some(key!("journey-page.counts-unknown")),
        Tri::No => Some(key!("journey-page.counts-not")),
    };
    Parts::default().maybe(next).one(el("dl.answers").children(list)).maybe(doubt.map(|text| p("doubt", text))).done()
}

/// What could go wrong, the certain first by date; then what could not be looked at.
fn warnings(state: State, way: &Journey) -> Vec<El> {
    let one = |warning: &Warning| {
        let (met, name) = if warning.certain { (Tri::No, key!("journey-page.problem")) } else { (Tri::Unknown, key!("journey-page.care")) };
        let line = el("p").child(status(met, [name; 3])).text(" ").say(&warning.says).text(" ").child(why_button(state, &warning.why));
        el("li.plan-warning").child(line)
    };
    let list = (!way.warnings.is_empty()).then(|| {
        let list = el("ul.plain").children(way.warnings.iter().map(one));
        el("section").child(el("h2").t(key!("journey-page.warnings"))).child(list)
    });
    let missing = way.unchecked.iter().map(|slot| {
        let href = format!("{}/{}", Route::Journey.href(), slot.path());
        el("li").child(if Route::of_section(slot.section) == Route::Family {
            link(&Route::Family.href(), t(slot.label()))
        } else {
            link(&href, t(slot.label()))
        })
    });
    let missing = (!way.unchecked.is_empty()).then(|| {
        let list = el("ul.plan-missing").children(missing);
        el("div.no-print").child(p("hint", key!("journey-page.unchecked"))).child(list)
    });
    Parts::default().maybe(list).maybe(missing).done()
}

/// The questions that move the plan; only those that matter for it.
fn questions(state: State, way: Memo<Journey>) -> El {
    let is_here = Memo::new(move |_| state.assessment.with(|all| all.profile.journey.here == Some(true)));
    let is_programme = Memo::new(move |_| way.with(|way| way.ground == Ground::Programme));
    let is_counted = Memo::new(move |_| way.with(|way| way.counts != Tri::No));
    let ask = |slot: Slot| field(state, slot);
    let only = |slot: Slot, when: Memo<bool>, is: bool| {
        ask(slot).map(|field| el("div").attr_live("hidden", move || (when.get() != is).then(String::new)).child(field))
    };
    let apply_on = Slot { section: "plan", row: None, field: "apply_on" };
    let kazakhstan = Slot { section: "days", row: None, field: "kazakhstan" };
    let papers = |field| Slot { section: "papers", row: None, field };
    let passport = Slot { section: "conditions", row: None, field: "passport_until" };
    let stay = Parts::default()
        .maybe(only(apply_on, is_programme, true))
        .maybe(only(own("stay_until"), is_here, true))
        .maybe(only(own("enter_on"), is_here, false))
        .maybe(only(own("visa_stay"), is_here, false))
        .maybe(only(kazakhstan, is_here, false));
    let permit = Parts::default().maybe(ask(own("term"))).maybe(ask(own("speed"))).maybe(only(own("prp_days"), is_counted, true));
    let ends = Parts::default().maybe(ask(passport)).maybe(ask(papers("medical_until"))).maybe(ask(papers("diploma_until")));
    let takes = Parts::default()
        .maybe(ask(own("legalise_days")))
        .maybe(ask(own("translate_days")))
        .maybe(ask(own("medical_days")))
        .maybe(only(own("visa_days"), is_here, false));
    let folded = |title: Key, fields: Parts| el("details.folded").child(el("summary").t(title)).children(fields.done());
    part("questions", key!("journey-page.questions"))
        .class("no-print plan-questions")
        .children(["start", "ground", "here"].into_iter().filter_map(|name| ask(own(name))))
        .child(folded(key!("journey-page.stay"), stay))
        .child(folded(key!("journey-page.terms"), permit))
        .child(folded(key!("journey-page.ends"), ends))
        .child(folded(key!("journey-page.takes"), takes))
}

/// What holds all along: how long one may be away.
fn absence() -> El {
    let count = |rule: crate::rulebook::Ref<crate::rulebook::kind::Count>| rule.latest().map_or(0, |found| found.value);
    let text = Message::new(key!("journey-page.absence"))
        .with("limit", count(rules::CLOCK_PRP_CONTINUITY))
        .with("window", count(rules::CLOCK_PRP_WINDOW))
        .with("loss", count(rules::CLOCK_PRP_LOSS));
    let further = el("p.after no-print").child(link(&Route::Residency.href(), t(key!("journey-page.clocks"))));
    part("absence", key!("journey-page.absence-title"))
        .child(el("p").say(&text))
        .child(p("doubt", key!("note.benefit-absence")))
        .child(further)
}

/// Every rule the plan rests on, with its sources.
fn sources(way: Memo<Journey>) -> El {
    let list = el("ul.plain plan-sources");
    let (place, known) = (list.clone(), RefCell::default());
    follow(Box::new(move || {
        let now = way.with(cited);
        // Days move with every answer, the rules behind them hardly ever.
        if *known.borrow() != now {
            place.empty();
            drop(place.clone().children(now.iter().map(source)));
            known.replace(now);
        }
    }));
    let rulebook = el("p.aside").t(key!("report.rulebook")).text(" ").child(el("code").text(HASH));
    // On the screen every date has its "Why?"; on paper the sources stand at the end.
    let on_paper = el("div.print-only").child(p("hint", key!("journey-page.sources-hint"))).child(list);
    part("plan-sources", key!("journey-page.sources"))
        .child(on_paper)
        .child(el("p.after no-print").child(link(&Route::Sources.href(), t(key!("journey-page.to-sources")))))
        .child(rulebook)
        .child(p("aside", key!("shell.no-advice")))
}

fn source(cite: &Citation) -> El {
    let line = el("p").child(standing(cite.standing())).text(" ").t(cite.name());
    let article = el("p.hint").text(cite.rule().article).text(" ").say(&cite.dated().validity());
    el("li").child(line).child(article).child(super::sources::cited(cite.source_numbers()))
}

/// The rules, each once.
fn cited(way: &Journey) -> Vec<Citation> {
    let mut seen = Vec::new();
    for stage in &way.stages {
        gather(&stage.why, &mut seen);
    }
    seen
}

fn gather(step: &Step, seen: &mut Vec<Citation>) {
    for cite in &step.cites {
        if !seen.contains(cite) {
            seen.push(*cite);
        }
    }
    for input in &step.inputs {
        gather(input, seen);
    }
}

/// Saves the calendar file on the device.
fn save(state: State, way: Memo<Journey>) {
    let name = state.assessment.with_untracked(|all| all.profile.journey.name.as_ref().map(|name| name.0.clone()));
    let file = way.with_untracked(|way| agenda::file(way, name.as_deref(), words()));
    browser::download("hsmp-plan.ics", &file);
}
