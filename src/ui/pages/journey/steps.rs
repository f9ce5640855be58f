//! The steps one by one: the days, the last day, what they wait for, and the day on which they were done.

use std::cell::RefCell;

use crate::ui::reactive::*;

use super::super::part;
use crate::assess::journey::{Journey, Kind, Progress, Stage, days};
use crate::key;
use crate::message::{Arg, Key, Message};
use crate::quantity::Tri;
use crate::ui::components::{field, status, why_of};
use crate::ui::dom::{El, el, follow};
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
    (
        "later",
        key!("journey-page.later"),
        &[Kind::PrpDecision, Kind::PrpCard, Kind::CertificateEnd, Kind::PrpExtend, Kind::Citizenship, Kind::PrpEnd],
    ),
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

/// Words that follow the plan, in a line that is hidden where there are none.
struct Words {
    line: El,
    place: El,
    shown: RefCell<String>,
}

impl Words {
    #[inline(never)]
    fn new(line: El, place: &str) -> Self {
        let place = el(place);
        Self { line: line.child(place.clone()), place, shown: RefCell::default() }
    }

    #[inline(never)]
    fn say(&self, message: Option<Message>) {
        let now = message.map(|message| say(&message)).unwrap_or_default();
        self.line.toggle("hidden", now.is_empty());
        if *self.shown.borrow() != now {
            self.place.element().set_text_content(Some(&now));
            self.shown.replace(now);
        }
    }
}

/// A line of days, marked where they rest on holidays that are not set.
#[inline(never)]
fn dated() -> (Words, El) {
    let tag = el("span.estimate-mark").t(key!("journey-page.estimated"));
    let words = Words::new(el("p.plan-days"), "span");
    drop(words.line.clone().text(" ").child(tag.clone()));
    (words, tag)
}

#[inline(never)]
fn find(way: &Journey, kind: Kind, round: u8) -> Option<&Stage> {
    way.stages.iter().find(|stage| (stage.kind, stage.round) == (kind, round))
}

/// A step. Its elements stand, and one effect puts the new words into them: days move with every answer.
#[inline(never)]
fn step(state: State, way: Memo<Journey>, (kind, round): (Kind, u8)) -> El {
    let done = kind.slot().filter(|_| round == 0).and_then(|slot| field(state, slot)).map(|field| {
        let about = el("span.visually-hidden").text(" ").t(kind.name());
        el("details.no-print").child(el("summary").t(key!("journey-page.enter-day")).child(about)).child(field)
    });
    let name = Words::new(el("p.plan-step-head"), "strong");
    let dates = [dated(), dated()];
    let how = Words::new(el("span"), "span");
    let marked = el("span");
    let why =
        why_of(state, Message::new(kind.name()), move || way.with_untracked(|way| find(way, kind, round).map(|stage| stage.why.clone())));
    let item = el("li.plan-step")
        .child(name.line.clone().text(" ").child(marked.clone()))
        .children(dates.iter().map(|(words, _)| words.line.clone()))
        .child(el("p.hint").child(how.line.clone()).text(" ").child(why))
        .maybe(done);
    let (own, known) = (item.clone(), RefCell::default());
    follow(Box::new(move || {
        way.with(|way| {
            let stage = find(way, kind, round);
            own.toggle("hidden", stage.is_none());
            let Some(stage) = stage else { return };
            name.say(Some(stage.name()));
            for ((words, tag), text) in dates.iter().zip([when(stage), by(stage)]) {
                words.say(text);
                tag.toggle("hidden", !stage.is_estimate());
            }
            how.say(stage.why.how.clone().filter(|_| stage.progress == Progress::Ahead || kind == Kind::TaxResident));
            let now = Some((stage.progress == Progress::Ahead, stage.critical, stage.critical_slow, stage.spare()));
            if known.replace(now) != now {
                let is_pace = stage.progress == Progress::Ahead && stage.critical;
                drop(own.clone().class(if is_pace { "plan-step critical" } else { "plan-step" }));
                marked.empty();
                drop(marked.clone().maybe(mark(stage)));
            }
        });
    }));
    item
}

#[inline(never)]
fn mark(stage: &Stage) -> Option<El> {
    // By how fast the other steps go, a step may have days to spare or hold everything up.
    match (stage.progress, stage.spare()) {
        (Progress::Done(_) | Progress::Passed, _) => Some(status(Tri::Yes, [key!("journey-page.done"); 3])),
        (Progress::Ahead, _) if stage.critical && stage.critical_slow => Some(el("span.critical-mark").t(key!("journey-page.critical"))),
        (Progress::Ahead, Some(spare)) => stage.spare_text(spare).map(|text| el("span.hint").say(&text)),
        (Progress::Ahead, None) => None,
    }
}

fn when(stage: &Stage) -> Option<Message> {
    let line = |text: Key, value: Arg| Some(Message::new(text).with("date", value));
    match stage.progress {
        Progress::Passed => None,
        Progress::Done(date) if stage.kind == Kind::TaxResident => line(key!("journey-page.since"), date.into()),
        Progress::Done(date) => line(key!("journey-page.on"), date.into()),
        // What must be asked for by a day has no other.
        Progress::Ahead if stage.by == Some(stage.when) => line(key!("journey-page.by"), days(stage.when)),
        Progress::Ahead => line(key!("journey-page.on"), stage.said()),
    }
}

fn by(stage: &Stage) -> Option<Message> {
    let by = stage.by.filter(|by| *by != stage.when)?;
    Some(Message::new(key!("journey-page.by")).with("date", days(by)))
}
