//! What the screens share: the answers, what follows from them, and where the person is.

use leptos::prelude::*;

use super::browser;
use super::route::Route;
use super::walk::Walk;
use crate::store::{self, Found, NotSaved};
use hsmp::assess::{Assessment, assess};
use hsmp::explain::Step;
use hsmp::profile::{Document, Problem, Slot};
use hsmp::quantity::Date;
use hsmp::text::Language;

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

fn saved(result: Result<(), NotSaved>) -> Saved {
    result.map_or_else(Saved::No, |()| Saved::Yes)
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
    pub assessment: Memo<Assessment>,
    /// What is being tried out, if anything: the answers on the page are then a copy.
    pub trial: RwSignal<Option<Trial>>,
    /// Where the person is.
    pub route: RwSignal<Route>,
    /// Which questions of the guide were passed over, and the way back.
    pub walk: RwSignal<Walk>,
    /// What became of the last change.
    pub saved: RwSignal<Saved>,
    /// The explanation that is open.
    pub why: RwSignal<Option<Step>>,
    /// Today.
    pub today: Date,
    /// Changes when the details have come: requests made until the start was complete.
    pub details: RwSignal<u32>,
}

impl State {
    /// Begins with what is on the device.
    pub fn load() -> Self {
        Self::with(store::load(), browser::today())
    }

    /// Begins with a given device and date.
    pub fn with(found: Found, today: Date) -> Self {
        let document = RwSignal::new(match &found {
            Found::Profile(document) | Found::Carried(document) => document.clone(),
            Found::Nothing | Found::Damaged | Found::Newer(_) | Found::NotRead(_) => Document::default(),
        });
        let now = match found {
            Found::NotRead(why) => Saved::No(why),
            Found::Newer(_) => Saved::No(NotSaved::Newer),
            Found::Nothing | Found::Profile(_) | Found::Damaged => Saved::Unchanged,
            // They could not be saved before; whoever reads on must still be told if they cannot.
            Found::Carried(_) => saved(document.with_untracked(store::save)),
        };
        let trial = RwSignal::new(None::<Trial>);
        let on = move || trial.with(|trial| trial.as_ref().map_or(today, |trial| trial.on));
        Self {
            document,
            trial,
            generation: RwSignal::new(0),
            // Every edit makes a new one: comparing them would cost more than it could save.
            assessment: Memo::new_with_compare(move |_| document.with(|document| assess(document, on())), |_, _| true),
            route: RwSignal::new(Route::of_hash(&browser::hash())),
            walk: RwSignal::new(Walk::default()),
            saved: RwSignal::new(now),
            why: RwSignal::new(None),
            today,
            details: RwSignal::new(browser::requests()),
        }
    }

    /// The day of the assessment: today, or that of a trial.
    pub fn date(self) -> Date {
        self.assessment.with_untracked(|all| all.on)
    }

    /// Changes the answers and saves them at once: a person may close the page at any moment.
    pub fn edit(self, change: impl FnOnce(&mut Document)) {
        self.document.update(change);
        // A fault must show itself before anything is saved, or it would come back at every start.
        self.assessment.with_untracked(|_| ());
        // What is only tried out is not saved.
        if self.trial.with_untracked(Option::is_some) {
            return;
        }
        let now = saved(self.document.with_untracked(store::save));
        // The same said again would be read aloud with every letter typed.
        if self.saved.get_untracked() != now {
            self.saved.set(now);
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
        self.redraw();
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
        self.begin(example, self.today, true);
    }

    /// Whether an invented person's answers are shown.
    fn is_example(self) -> bool {
        self.trial.with_untracked(|trial| trial.as_ref().is_some_and(|trial| trial.is_example))
    }

    fn begin(self, copy: Document, on: Date, is_example: bool) {
        let base = self.saved_answers();
        self.trial.set(Some(Trial { base, on, is_example }));
        self.show(copy);
    }

    /// Ends the trial; the copy becomes the answers, or is given up. Of a copy for a day to come only plans
    /// are kept: what has no date of its own would count from today.
    pub fn end_trial(self, keep: bool) {
        let saved = self.saved_answers();
        let is_ahead = self.trial.with_untracked(|trial| trial.as_ref().is_some_and(|trial| trial.on > self.today));
        let document = match (keep && !self.is_example(), is_ahead) {
            (false, _) => saved,
            (true, false) => self.peek(Document::clone),
            (true, true) => self.peek(|copy| saved.with_plans_of(copy)),
        };
        self.trial.set(None);
        self.show(document);
    }

    /// The answers without what is only tried out.
    pub fn saved_answers(self) -> Document {
        self.trial.with_untracked(|trial| trial.as_ref().map(|trial| trial.base.clone())).unwrap_or_else(|| self.peek(Document::clone))
    }

    /// Loads the page again. Answers that are not on the device, and a language that could not be
    /// remembered, go along.
    pub fn reload(self, language: Language, remembered: bool) {
        if !remembered || matches!(self.saved.get_untracked(), Saved::No(_)) {
            store::carry_over(&self.saved_answers(), language);
        }
        browser::reload();
    }

    /// Takes over what another tab saved, without saving it again. Answers that this tab could not
    /// save are not given up for it.
    pub fn adopt(self, document: Document) {
        if matches!(self.saved.get_untracked(), Saved::No(_)) {
            return;
        }
        match self.trial.get_untracked() {
            // The copy goes on; what it is compared with, and would be given up for, has changed.
            Some(trial) => self.trial.set(Some(Trial { base: document, ..trial })),
            None => self.take(document),
        }
    }

    /// Begins anew after everything was deleted.
    pub fn forget(self) {
        self.trial.set(None);
        self.walk.set(Walk::default());
        self.take(Document::default());
        let denied = !store::is_there();
        self.saved.set(if denied { Saved::No(NotSaved::Denied) } else { Saved::Unchanged });
    }

    fn take(self, document: Document) {
        if self.document.with_untracked(|own| *own != document) {
            self.document.set(document);
            self.redraw();
        }
    }

    /// The last file of the start has come: draws a page that waited for its texts.
    pub fn details_arrived(self) {
        self.details.set(browser::requests());
        if self.route.get_untracked() != Route::Summary {
            self.redraw();
        }
    }

    /// How often the document was replaced as a whole.
    pub fn generation(self) -> u32 {
        self.generation.get()
    }

    /// A look at the answers that follows changes.
    pub fn read<T>(self, look: impl FnOnce(&Document) -> T) -> T {
        self.document.with(look)
    }

    /// A look at the answers as they are now.
    pub fn peek<T>(self, look: impl FnOnce(&Document) -> T) -> T {
        self.document.with_untracked(look)
    }

    /// What is to be said about an answer.
    pub fn problem(self, slot: Slot) -> Option<Problem> {
        self.assessment.with(|all| all.problems.iter().find(|problem| problem.slot == slot).cloned())
    }
}
