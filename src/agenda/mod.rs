//! The journey as a calendar file: what is to be done by when, and what comes.

use crate::assess::journey::{Journey, Kind, Progress, Stage, Track, days};
use crate::ics::{Event, write};
use crate::key;
use crate::message::Message;
use crate::quantity::{Date, Interval};
use crate::text::Catalogue;

/// Days before a last day on which the calendar reminds.
const REMIND: [i32; 3] = [30, 7, 1];

/// The calendar file of a journey in a language, for a plan with this name. The same plan gives events of
/// the same identity however its dates move, so that a second import takes the place of the first.
pub fn file(journey: &Journey, name: Option<&str>, words: &Catalogue) -> String {
    let calendar = match name {
        Some(name) => Message::new(key!("agenda.name-of")).with("name", name.to_owned()),
        None => Message::new(key!("agenda.name")),
    };
    write(&words.say(&calendar), words.language().code(), journey.on, &events(journey, name, words))
}

/// Its events: a day for what is still to come, and one more for each last day.
pub fn events(journey: &Journey, name: Option<&str>, words: &Catalogue) -> Vec<Event> {
    let own = Calendar { on: journey.on, plan: mark(name.unwrap_or_default()), words };
    let mut events = Vec::new();
    for stage in &journey.stages {
        own.stage(stage, &mut events);
    }
    for track in &journey.family {
        own.track(track, &mut events);
    }
    events
}

struct Calendar<'a> {
    on: Date,
    /// Tells the plans of several people apart.
    plan: u64,
    words: &'a Catalogue,
}

impl Calendar<'_> {
    fn event(&self, id: &str, on: Date, title: Message, text: String, remind: &[i32], tentative: bool) -> Event {
        Event {
            uid: format!("{id}-{:016x}@hsmp-calculator.invalid", self.plan),
            first: on,
            last: on,
            title: self.words.say(&title),
            text,
            remind: remind.to_vec(),
            tentative,
        }
    }

    fn stage(&self, stage: &Stage, events: &mut Vec<Event>) {
        if stage.progress == Progress::Passed {
            return;
        }
        let done = matches!(stage.progress, Progress::Done(_));
        let tentative = !done && (stage.estimate || !stage.when.is_exact());
        let mut lines = Vec::new();
        if !stage.when.is_exact() {
            lines.push(self.between(key!("agenda.between"), stage.when));
        }
        lines.extend(stage.why.how.as_ref().map(|how| self.words.say(how)));
        lines.extend(stage.estimate.then(|| self.words.get(key!("journey-page.estimate")).to_owned()));
        lines.extend(stage.doubts().into_iter().map(|doubt| self.words.get(doubt).to_owned()));
        lines.push(self.words.get(key!("agenda.check")).to_owned());
        let text = lines.join("\n");
        // Where the step is its own last day, one event says both.
        let is_due = stage.by == Some(stage.when);
        let title = match (done, is_due) {
            (true, _) => Message::new(key!("agenda.done")).with("step", stage.name()),
            (false, true) => Message::new(key!("agenda.last-day")).with("step", stage.name()),
            (false, false) if stage.when.is_exact() => stage.name(),
            (false, false) => Message::new(key!("agenda.earliest")).with("step", stage.name()),
        };
        let remind = if is_due { &REMIND[..] } else { &[] };
        events.push(self.event(&stage.id(), stage.when.low, title, text.clone(), remind, tentative));
        if let Some(by) = stage.by.filter(|by| *by != stage.when) {
            let title = Message::new(key!("agenda.last-day")).with("step", stage.name());
            let text = if by.is_exact() { text } else { format!("{}\n{text}", self.between(key!("agenda.last-between"), by)) };
            let tentative = stage.estimate || !by.is_exact();
            events.push(self.event(&format!("{}-by", stage.id()), by.low, title, text, &REMIND, tentative));
        }
    }

    fn track(&self, track: &Track, events: &mut Vec<Event>) {
        let who = track.relation.map_or(key!("section.family"), |relation| relation.label());
        let named = |text: Message| Message::new(key!("format.titled")).with("name", who).with("value", text);
        for kind in [Kind::TrpApply, Kind::TrpDecision] {
            let Some(step) = track.step(kind).filter(|step| step.when.low >= self.on) else { continue };
            let text = self.between(key!("agenda.between"), step.when);
            let title = named(Message::new(key!("agenda.earliest")).with("step", kind.name()));
            events.push(self.event(&format!("family-{}-{}", track.id, kind.id()), step.when.low, title, text, &[], true));
        }
        for age in track.ages.iter().filter(|age| age.on >= self.on) {
            let title = named(Message::new(key!("agenda.age")).with("age", age.age));
            let text = self.words.get(key!("agenda.check")).to_owned();
            events.push(self.event(&format!("family-{}-age-{}", track.id, age.age), age.on, title, text, &REMIND[..1], false));
        }
    }

    fn between(&self, text: crate::message::Key, range: Interval<Date>) -> String {
        self.words.say(&Message::new(text).with("days", days(range)))
    }
}

/// A number that stays the same for a name (FNV-1a).
fn mark(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |mark, byte| (mark ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
