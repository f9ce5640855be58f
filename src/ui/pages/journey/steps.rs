//! The steps one by one: the days, the last day, what they wait for, and the day on which they were done.

use crate::ui::reactive::*;

use super::super::part;
use crate::assess::journey::{Journey, Kind, Progress, Stage, days};
use crate::key;
use crate::message::{Key, Message};
use crate::quantity::Tri;
use crate::ui::components::{field, status, why_button};
use crate::ui::dom::{El, Parts, el};
use crate::ui::{State, say};

/// The steps by where one stands when they come.
const GROUPS: [(&str, Key, &[Kind]); 4] = [
    ("before", key!("journey-page.before"), &[Kind::Legalise, Kind::Translate, Kind::Medical, Kind::Apply, Kind::Decision, Kind::Visa]),
    ("arrival", key!("journey-page.arrival"), &[Kind::Enter, Kind::Register, Kind::TrpApply, Kind::TrpDecision, Kind::Card]),
    (
        "permit",
        key!("journey-page.permit"),
        &[Kind::Work, Kind::TaxResident, Kind::TaxReturn, Kind::TrpExtend, Kind::PrpApply, Kind::TrpEnd],
    ),
    ("later", key!("journey-page.later"), &[Kind::PrpDecision, Kind::CertificateEnd, Kind::Citizenship, Kind::PrpEnd]),
];

/// Extensions that are ever shown.
const MOST_ROUNDS: u8 = 4;

/// All steps, group by group. The lines stand still, so that a day that is being entered stays; those the
/// way does not have are hidden.
pub(super) fn steps(state: State, way: Memo<Journey>) -> El {
    let groups = GROUPS.into_iter().map(|(id, title, kinds)| {
        let rounds = |kind: Kind| if kind == Kind::TrpExtend { 1..=MOST_ROUNDS } else { 0..=0 };
        let places: Vec<(Kind, u8)> = kinds.iter().flat_map(|kind| rounds(*kind).map(move |round| (*kind, round))).collect();
        let is_empty = move || !way.with(|way| way.stages.iter().any(|stage| kinds.contains(&stage.kind)));
        let list = el("ol.plain plan-steps").children(places.into_iter().map(|place| step(state, way, place)));
        part(id, title).attr_live("hidden", move || is_empty().then(String::new)).child(list)
    });
    el("div.plan-groups").children(groups)
}

fn step(state: State, way: Memo<Journey>, (kind, round): (Kind, u8)) -> El {
    let find = move |way: &Journey| way.stages.iter().position(|stage| (stage.kind, stage.round) == (kind, round));
    let told = el("div").dynamic(move || way.with(|way| find(way).map_or_else(Vec::new, |place| told(state, &way.stages[place]))));
    let done = kind.slot().filter(|_| round == 0).and_then(|slot| field(state, slot)).map(|field| {
        let about = el("span.visually-hidden").text(" ").t(kind.name());
        el("details.no-print").child(el("summary").t(key!("journey-page.enter-day")).child(about)).child(field)
    });
    el("li.plan-step").attr_live("hidden", move || way.with(|way| find(way).is_none()).then(String::new)).child(told).maybe(done)
}

fn told(state: State, stage: &Stage) -> Vec<El> {
    // By how fast the other steps go, a step may have days to spare or hold everything up.
    let mark = match (stage.progress, stage.spare()) {
        (Progress::Done(_) | Progress::Passed, _) => Some(status(Tri::Yes, [key!("journey-page.done"); 3])),
        (Progress::Ahead, _) if stage.critical && stage.critical_slow => Some(el("span.critical-mark").t(key!("journey-page.critical"))),
        (Progress::Ahead, Some(spare)) => stage.spare_text(spare).map(|text| el("span.hint").say(&text)),
        (Progress::Ahead, None) => None,
    };
    let head = el("p.plan-step-head").child(el("strong").say(&stage.name())).text(" ").maybe(mark);
    let tag = || stage.is_estimate().then(|| el("span.estimate-mark").t(key!("journey-page.estimated")));
    let range = |text: Key, value| el("p.plan-days").say(&Message::new(text).with("date", value)).text(" ").maybe(tag());
    let when = match stage.progress {
        Progress::Passed => None,
        Progress::Done(date) if stage.kind == Kind::TaxResident => Some(range(key!("journey-page.since"), date.into())),
        Progress::Done(date) => Some(range(key!("journey-page.on"), date.into())),
        // What must be asked for by a day has no other.
        Progress::Ahead if stage.by == Some(stage.when) => Some(range(key!("journey-page.by"), days(stage.when))),
        Progress::Ahead => Some(range(key!("journey-page.on"), stage.said())),
    };
    let by = stage.by.filter(|by| *by != stage.when).map(|by| range(key!("journey-page.by"), days(by)));
    let how = stage.why.how.clone().filter(|_| stage.progress == Progress::Ahead || stage.kind == Kind::TaxResident);
    let how = el("p.hint").text(&how.map(|how| say(&how)).unwrap_or_default()).text(" ").child(why_button(state, &stage.why));
    Parts::of(head).maybe(when).maybe(by).one(how).done()
}
