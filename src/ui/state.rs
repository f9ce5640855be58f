//! What the screens share: the answers, what follows from them, and where the person is.

use leptos::prelude::*;

use super::browser;
use super::embed::Embedded;
use super::profiles::DeletedProfile;
use super::results::Results;
use super::route::Route;
use super::undo::Undo;
use super::walk::Walk;
use crate::store::{self, Device, Found, Merged, NotSaved};
use hsmp::assess::assess;
use hsmp::explain::Step;
use hsmp::profile::{Answers, Document, Kind, Order, Problem, Slot};
use hsmp::quantity::Date;
use hsmp::text::Language;

/// The most numbers that are left out before that of a new row.
const MOST_GAP: u32 = 10_000;

/// What became of the last change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// Nothing was changed since the page was opened.
    Unchanged,
    /// It is on the device.
    Yes,
    /// It is only on the page.
    No(NotSaved),
}

/// What a trial was begun from.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The answers as they are saved.
    pub base: Document,
    /// The day for which the copy is worked out.
    pub on: Date,
    /// Whether it began from the example: then nothing of it may become the person's own answers.
    pub is_example: bool,
}

/// Everything the screens share. Made once, at the root, and lives as long as the page.
#[derive(Clone, Copy)]
pub struct State {
    document: RwSignal<Document>,
    /// Rises whenever the document is replaced as a whole, so that forms are drawn anew.
    generation: RwSignal<u32>,
    /// What follows from the answers.
    pub assessment: Results,
    /// The answers that the results on the page are from, while they wait until the person asks for them.
    counted: RwSignal<Document>,
    /// What is being tried out, if anything: the answers on the page are then a copy.
    pub trial: RwSignal<Option<Trial>>,
    /// Where the person is.
    pub route: RwSignal<Route>,
    /// Which questions of the guide were passed over, and the way back.
    pub walk: RwSignal<Walk>,
    /// What became of the last change.
    pub saved: RwSignal<Saved>,
    /// The profile on the device, as it was last seen.
    pub(super) device: StoredValue<Device>,
    /// What the person calls the profile; empty where it has no name.
    pub name: RwSignal<String>,
    /// Rises whenever a profile may have come, gone or got another name.
    pub profiles: RwSignal<u32>,
    /// A profile that was deleted in this window and can be brought back.
    pub deleted: RwSignal<Option<DeletedProfile>>,
    /// Whether the last good copy stands in for damaged answers.
    pub is_restored: RwSignal<bool>,
    /// Whether the profile needs its passphrase.
    pub is_locked: RwSignal<bool>,
    /// A table of stays that was opened and is not imported yet.
    pub unread: RwSignal<String>,
    /// Whether the shortcut that deletes everything was pressed once.
    pub is_wipe_asked: RwSignal<bool>,
    /// Whether a save is on its way.
    pub(super) is_pending: StoredValue<bool>,
    /// The answers of two windows, where both answered the same question.
    pub(super) earlier: RwSignal<Option<Merged>>,
    /// What can be taken back.
    pub(super) undos: RwSignal<Vec<Undo>>,
    /// The explanation that is open.
    pub why: RwSignal<Option<Step>>,
    /// Today. It becomes another day at midnight, or when the page is shown again after it.
    pub today: RwSignal<Date>,
    /// In which order the person writes dates in numbers, once it is known.
    pub(super) order: StoredValue<Option<Order>>,
    /// What is said aloud.
    pub(super) said: RwSignal<String>,
    /// What will be said next.
    pub(super) to_say: StoredValue<String>,
    /// What somebody shared in a link, until it is opened or given up. It is kept nowhere else.
    pub shared: RwSignal<String>,
    /// Changes when the details have come.
    pub details: RwSignal<()>,
    /// What a partner's page shows of us; none where the page stands by itself.
    pub embedded: RwSignal<Option<Embedded>>,
}

impl State {
    /// Begins with what is on the device.
    pub fn load() -> Self {
        let today = browser::today();
        let (device, found) = Device::load();
        Self::with(device, found, today)
    }

    /// Begins with what was found on a device, on a given day.
    pub fn with(device: Device, found: Found, today: Date) -> Self {
        let document = RwSignal::new(found.document());
        let now = found.not_saved().map_or(Saved::Unchanged, Saved::No);
        let is_carried = matches!(found, Found::Carried(_));
        let today = RwSignal::new(today);
        let trial = RwSignal::new(None::<Trial>);
        let on = move || trial.with(|trial| trial.as_ref().map(|trial| trial.on)).unwrap_or_else(|| today.get());
        let state = Self {
            document,
            trial,
            name: RwSignal::new(device.header().name().to_owned()),
            profiles: RwSignal::new(0),
            deleted: RwSignal::new(None),
            is_restored: RwSignal::new(matches!(found, Found::Restored(_))),
            device: StoredValue::new(device),
            is_locked: RwSignal::new(found == Found::Locked),
            unread: RwSignal::new(String::new()),
            is_wipe_asked: RwSignal::new(false),
            is_pending: StoredValue::new(false),
            earlier: RwSignal::new(None),
            undos: RwSignal::new(Vec::new()),
            generation: RwSignal::new(0),
            assessment: Results::following(move || document.with(|document| assess(document, on()))),
            counted: RwSignal::new(Document::default()),
            route: RwSignal::new(Route::of_hash(&browser::hash())),
            walk: RwSignal::new(Walk::default()),
            saved: RwSignal::new(now),
            why: RwSignal::new(None),
            today,
            order: StoredValue::new(None),
            said: RwSignal::new(String::new()),
            to_say: StoredValue::new(String::new()),
            shared: RwSignal::new(String::new()),
            details: RwSignal::new(()),
            embedded: RwSignal::new(Embedded::read()),
        };
        if is_carried {
            // They could not be saved before; whoever reads on must still be told if they cannot.
            state.is_pending.set_value(true);
        }
        state
    }

    /// The day of the assessment: today, or that of a trial.
    pub fn date(self) -> Date {
        self.assessment.with_untracked(|all| all.on)
    }

    /// Changes the answers. They are saved as soon as the change is on the screen, or when the page is left.
    pub fn edit(self, change: impl FnOnce(&mut Document)) {
        self.document.update(change);
        // A fault must show itself before anything is saved, or it would come back at every start.
        self.assessment.now_untracked(|_| ());
        // What is only tried out is not saved.
        if self.trial.with_untracked(Option::is_none) {
            self.save_soon();
        }
    }

    /// Adds an empty row and returns its number. Another window may add one at the same moment, so beside other rows
    /// the number is not simply the next.
    pub fn add_row(self, section: &'static str) -> u32 {
        let gap = if self.peek(|document| document.has_rows(section)) { browser::random_below(MOST_GAP) } else { 0 };
        let mut id = 0;
        self.edit(|document| id = document.add_row_after(section, gap));
        id
    }

    /// Writes down what was typed as an answer: a date that can be two is the one that this person writes so.
    pub fn answer(self, slot: Slot, typed: &str) {
        let is_date = slot.question().is_some_and(|question| question.kind == Kind::Date);
        let date = self.order.get_value().filter(|_| is_date).and_then(|order| order.settled(typed));
        self.edit(|document| match date {
            Some(date) => document.set(slot, &date.to_string()),
            None => document.set(slot, typed),
        });
    }

    /// Takes note of the order in which the person writes dates. It holds for what they write from now on; what stands
    /// elsewhere is asked about there.
    pub fn writes_dates(self, order: Order) {
        self.order.set_value(Some(order));
    }

    /// Looks at the clock: what is worked out for today may be worked out for yesterday.
    pub fn look_at_clock(self) {
        let today = browser::today();
        if self.today.get_untracked() != today {
            self.today.set(today);
            self.recalculate();
            self.redraw_unless_used();
        }
    }

    /// Replaces all answers, as from a file.
    pub fn replace(self, document: Document) {
        self.trial.set(None);
        self.walk.set(Walk::default());
        self.show(document);
    }

    fn show(self, document: Document) {
        self.edit(|own| *own = document);
        self.recalculate();
        self.redraw();
    }

    /// Shows the results of the answers as they are, where those wait until the person asks. Other answers as a whole
    /// have results of their own, so nobody has to ask for them.
    pub fn recalculate(self) {
        if untrack(|| self.assessment.wait()) {
            self.counted.set(self.peek(Document::clone));
            self.assessment.ask();
        }
    }

    /// Lets the results wait until the person asks for them, or follow the answers again.
    pub fn wait_with_results(self, wait: bool) {
        self.assessment.set_waiting(wait);
        self.recalculate();
    }

    /// Draws the forms anew, after answers were changed other than in their own controls.
    pub fn redraw(self) {
        self.generation.update(|generation| *generation += 1);
    }

    /// Begins to try something out in a copy, worked out for a day. Already trying, goes on with the same
    /// copy: what is saved stays what it is compared with.
    pub fn try_out(self, on: Date, change: impl FnOnce(&mut Document)) {
        let mut copy = self.peek(Document::clone);
        change(&mut copy);
        self.begin(copy, on, self.is_example());
    }

    /// Shows an invented person's answers in place of one's own, which stay as they are.
    pub fn show_example(self, example: Document) {
        self.begin(example, self.today.get_untracked(), true);
    }

    /// Whether an invented person's answers are shown.
    fn is_example(self) -> bool {
        self.trial.with_untracked(|trial| trial.as_ref().is_some_and(|trial| trial.is_example))
    }

    fn begin(self, copy: Document, on: Date, is_example: bool) {
        let base = self.saved_answers();
        self.go_on_trying(Trial { base, on, is_example }, copy);
    }

    /// Shows a copy in which something is tried out.
    pub(super) fn go_on_trying(self, trial: Trial, copy: Document) {
        self.trial.set(Some(trial));
        self.show(copy);
    }

    /// Ends the trial; the copy becomes the answers, or is given up. Of a copy for a day to come only plans
    /// are kept: what has no date of its own would count from today.
    pub fn end_trial(self, keep: bool) {
        let saved = self.saved_answers();
        let is_ahead = self.trial.with_untracked(|trial| trial.as_ref().is_some_and(|trial| trial.on > self.today.get_untracked()));
        let document = match (keep && !self.is_example(), is_ahead) {
            (false, _) => saved,
            (true, false) => self.peek(Document::clone),
            (true, true) => self.peek(|copy| saved.with_plans_of(copy)),
        };
        self.trial.set(None);
        self.forget_tried_steps();
        self.show(document);
    }

    /// The answers without what is only tried out.
    pub fn saved_answers(self) -> Document {
        self.trial.with_untracked(|trial| trial.as_ref().map(|trial| trial.base.clone())).unwrap_or_else(|| self.peek(Document::clone))
    }

    /// Whether there are answers that could not be saved.
    pub fn is_unsaved(self) -> bool {
        matches!(self.saved.get_untracked(), Saved::No(_))
    }

    /// Loads the page again. Answers that are not on the device, and a language that could not be
    /// remembered, go along.
    pub fn reload(self, language: Language, remembered: bool) {
        self.save_what_is_pending();
        let is_unsaved = self.is_unsaved();
        if !remembered || is_unsaved {
            let carried = is_unsaved.then(|| self.device.with_value(|device| device.text_to_carry(&self.saved_answers()))).flatten();
            store::carry_over(carried.as_deref(), language);
        }
        browser::reload();
    }

    pub(super) fn take(self, document: Document) {
        if self.document.with_untracked(|own| *own != document) {
            self.document.set(document);
            self.redraw_unless_used();
        }
    }

    /// Draws the forms anew, unless the person is at one of them: fields follow the answers by themselves, and a
    /// new field would have neither the focus nor what is half typed.
    fn redraw_unless_used(self) {
        if !browser::is_page_used() {
            self.redraw();
        }
    }

    /// The last file of the start has come: draws a page that waited for its texts.
    pub fn details_arrived(self) {
        self.details.set(());
        if !self.is_first_screen(self.route.get_untracked()) {
            self.redraw();
        }
    }

    /// Whether a page is whole with the first load; what others need comes with the second module.
    pub(super) fn is_first_screen(self, route: Route) -> bool {
        route == Route::Summary && !self.is_locked.get_untracked() && !self.is_one_calculator()
    }

    /// How often the document was replaced as a whole.
    pub fn generation(self) -> u32 {
        self.generation.get()
    }

    /// A look at the answers that follows changes.
    pub fn read<T>(self, look: impl FnOnce(&Document) -> T) -> T {
        self.document.with(look)
    }

    /// A look at the answers that the results on the page are from, which follows changes.
    pub fn counted<T>(self, look: impl FnOnce(&Document) -> T) -> T {
        if self.assessment.wait() { self.counted.with(look) } else { self.read(look) }
    }

    /// A look at the answers as they are now.
    pub fn peek<T>(self, look: impl FnOnce(&Document) -> T) -> T {
        self.document.with_untracked(look)
    }

    /// What is to be said about an answer.
    pub fn problem(self, slot: Slot) -> Option<Problem> {
        self.assessment.now(|all| all.problems.iter().find(|problem| problem.slot == slot).cloned())
    }
}
