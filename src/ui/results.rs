//! What follows from the answers: at once or, for people whom changing figures disturb, when they ask for it.

use std::sync::Arc;

use leptos::prelude::*;

use hsmp::assess::Assessment;

/// The results on the page.
#[derive(Clone, Copy)]
pub struct Results {
    /// Follows the answers.
    now: Memo<Arc<Assessment>>,
    /// What is shown: the same, or what it was when the person last asked.
    shown: Memo<Arc<Assessment>>,
    /// Whether the person asks for the results.
    waits: RwSignal<bool>,
    /// Rises whenever they do.
    asked: RwSignal<u32>,
}

impl Results {
    /// Results that follow the answers.
    pub(super) fn following(assess: impl Fn() -> Assessment + Send + Sync + 'static) -> Self {
        let (waits, asked) = (RwSignal::new(false), RwSignal::new(0));
        // Every edit makes a new one: comparing them would cost more than it could save.
        let now = Memo::new_with_compare(move |_| Arc::new(assess()), |_, _| true);
        let show = move || {
            if waits.get() {
                asked.track();
                now.get_untracked()
            } else {
                now.get()
            }
        };
        Self { now, shown: Memo::new_with_compare(move |_| show(), |_, _| true), waits, asked }
    }

    /// A look at what is shown, which follows changes.
    pub fn with<T>(self, look: impl FnOnce(&Assessment) -> T) -> T {
        look(&self.read())
    }

    /// A look at what is shown now.
    pub fn with_untracked<T>(self, look: impl FnOnce(&Assessment) -> T) -> T {
        look(&self.peek())
    }

    /// Follows what is shown.
    pub fn track(self) {
        self.shown.track();
    }

    /// What is shown now, to keep.
    pub fn get_untracked(self) -> Assessment {
        Assessment::clone(&self.peek())
    }

    /// A look at what follows from the answers as they are, whatever is shown, and follows changes: for what is part
    /// of entering them, such as slips and the questions that apply.
    pub fn now<T>(self, look: impl FnOnce(&Assessment) -> T) -> T {
        look(&self.now.get())
    }

    /// The same without following changes.
    pub fn now_untracked<T>(self, look: impl FnOnce(&Assessment) -> T) -> T {
        look(&self.now.get_untracked())
    }

    /// Whether the results wait until the person asks for them.
    pub fn wait(self) -> bool {
        self.waits.get()
    }

    /// Whether answers were changed after what is shown was worked out.
    pub fn are_old(self) -> bool {
        self.waits.get() && !Arc::ptr_eq(&self.now.get(), &self.read())
    }

    /// Lets the results wait, or follow again.
    pub(super) fn set_waiting(self, waits: bool) {
        self.waits.set(waits);
    }

    /// Shows the results of now.
    pub(super) fn ask(self) {
        self.asked.update(|asked| *asked += 1);
        // Now and not when somebody looks: answers may change before.
        self.shown.with_untracked(|_| ());
    }

    // Apart from the looks, which are another function for each place that looks.
    fn read(self) -> Arc<Assessment> {
        self.shown.get()
    }

    fn peek(self) -> Arc<Assessment> {
        self.shown.get_untracked()
    }
}
