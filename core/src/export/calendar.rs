//! The plan as a calendar file.

use super::icalendar::{Event, Status, write};
use crate::assess::plan::{Kind, Plan, Progress, Stage, Track, days};
use crate::key;
use crate::message::Message;
use crate::quantity::{Date, Interval};
use crate::text::Catalogue;

/// How many days before a deadline the calendar reminds.
const REMIND: [i32; 3] = [30, 7, 1];

/// The calendar file of a plan. Its events keep their ids when their dates move, so a second import replaces
/// the first. Only where it follows an earlier file is there anything for it to cancel.
pub fn file(plan: &Plan, name: Option<&str>, words: &Catalogue, follows_another: bool) -> String {
    let calendar = match name {
        Some(name) => Message::new(key!("agenda.name-of")).with("name", name.to_owned()),
        None => Message::new(key!("agenda.name")),
    };
    let mut events = events(plan, name, words);
    events.retain(|event| follows_another || event.status != Status::Cancelled);
    write(&words.say(&calendar), words.language().code(), plan.on, &events)
}

/// One event for each step to come, and one for each deadline.
pub fn events(plan: &Plan, name: Option<&str>, words: &Catalogue) -> Vec<Event> {
    let own = Calendar { on: plan.on, plan: mark(name.unwrap_or_default()), words };
    let mut events = Vec::new();
    for stage in &plan.stages {
        own.stage(stage, &mut events);
    }
    for track in &plan.family {
        own.track(track, &mut events);
    }
    events
}

struct Calendar<'a> {
    on: Date,
    /// Keeps the plans of several people apart in one calendar.
    plan: u64,
    words: &'a Catalogue,
}

impl Calendar<'_> {
    fn event(&self, id: &str, on: Date, title: Message, text: String, remind: &[i32], status: Status) -> Event {
        Event {
            uid: format!("{id}-{:016x}@hsmp-calculator.invalid", self.plan),
            first: on,
            last: on,
            title: self.words.say(&title),
            text,
            remind: remind.to_vec(),
            status,
        }
    }

    /// Cancels an event that an earlier file may have added.
    fn gone(&self, id: &str, stage: &Stage) -> Event {
        self.event(id, stage.when.low, stage.name(), String::new(), &[], Status::Cancelled)
    }

    fn stage(&self, stage: &Stage, events: &mut Vec<Event>) {
        let id = stage.id();
        let by_id = format!("{id}-by");
        match stage.progress {
            Progress::Passed => events.push(self.gone(&id, stage)),
            Progress::Done(date) => {
                let title = Message::new(key!("agenda.done")).with("step", stage.name());
                events.push(self.event(&id, date, title, String::new(), &[], Status::Confirmed));
            }
            Progress::Ahead => self.ahead(stage, &id, events),
        }
        match stage.by.filter(|by| *by != stage.when) {
            Some(by) => {
                let title = Message::new(key!("agenda.last-day")).with("step", stage.name());
                let range = (!by.is_exact()).then(|| self.between(key!("agenda.last-between"), by));
                let status = if stage.is_estimate() || range.is_some() { Status::Tentative } else { Status::Confirmed };
                events.push(self.event(&by_id, by.low, title, self.text(stage, range), &REMIND, status));
            }
            None if stage.kind.can_be_late() => events.push(self.gone(&by_id, stage)),
            None => {}
        }
    }

    fn ahead(&self, stage: &Stage, id: &str, events: &mut Vec<Event>) {
        let range = (!stage.when.is_exact() && !stage.late).then(|| self.between(key!("agenda.between"), stage.when));
        // A step that falls on its own deadline needs only one event.
        let is_due = stage.by == Some(stage.when);
        let title = match (is_due, &range) {
            (true, _) => Message::new(key!("agenda.last-day")).with("step", stage.name()),
            (false, None) if !stage.late => stage.name(),
            (false, _) => Message::new(key!("agenda.earliest")).with("step", stage.name()),
        };
        let remind = if is_due { &REMIND[..] } else { &[] };
        let status = if stage.is_estimate() || range.is_some() { Status::Tentative } else { Status::Confirmed };
        events.push(self.event(id, stage.when.low, title, self.text(stage, range), remind, status));
    }

    /// The notes of a step, one a line.
    fn text(&self, stage: &Stage, range: Option<String>) -> String {
        let mut lines: Vec<String> = range.into_iter().collect();
        lines.extend(stage.why.how.as_ref().map(|how| self.words.say(how)));
        lines.extend(stage.estimate.then(|| self.words.get(key!("timeline-page.estimate")).to_owned()));
        lines.extend(stage.late.then(|| self.words.get(key!("timeline-page.late")).to_owned()));
        lines.extend(stage.doubts().into_iter().map(|doubt| self.words.get(doubt).to_owned()));
        lines.push(self.words.get(key!("agenda.check")).to_owned());
        lines.join("\n")
    }

    fn track(&self, track: &Track, events: &mut Vec<Event>) {
        let who = track.relation.map_or(key!("section.family"), |relation| relation.label());
        let named = |text: Message| Message::new(key!("format.titled")).with("name", who).with("value", text);
        for kind in [Kind::TrpApply, Kind::TrpDecision] {
            let Some(step) = track.step(kind).filter(|step| step.when.low >= self.on) else { continue };
            let text = self.between(key!("agenda.between"), step.when);
            let title = named(Message::new(key!("agenda.earliest")).with("step", kind.label()));
            events.push(self.event(&format!("family-{}-{}", track.id, kind.name()), step.when.low, title, text, &[], Status::Tentative));
        }
        for age in track.ages.iter().filter(|age| age.on >= self.on) {
            let title = named(Message::new(key!("agenda.age")).with("age", age.age));
            let text = self.words.get(key!("agenda.check")).to_owned();
            events.push(self.event(&format!("family-{}-age-{}", track.id, age.age), age.on, title, text, &REMIND[..1], Status::Confirmed));
        }
    }

    fn between(&self, text: crate::message::Key, range: Interval<Date>) -> String {
        self.words.say(&Message::new(text).with("days", days(range)))
    }
}

/// FNV-1a: the same name always gives the same number.
fn mark(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |mark, byte| (mark ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
