//! What was taken away or replaced can be brought back, until the tab is closed.

use std::sync::Arc;

use leptos::prelude::*;

use super::State;
use hsmp::profile::{Document, Later};

/// How many steps can be taken back.
const MOST: usize = 20;

/// The name of a step that replaced all answers. Other steps are named by their section.
pub const ALL_ANSWERS: &str = "all";

/// A step that can be taken back.
#[derive(Clone)]
pub struct Undo {
    pub(super) of: &'static str,
    /// Whether it was done to a copy that was tried out; it ends with the trial.
    pub(super) is_tried: bool,
    pub(super) before: Arc<Document>,
    pub(super) after: Arc<Document>,
}

impl State {
    /// Changes the answers in a way that can be taken back: a row of a section is removed, or all is replaced.
    pub fn edit_with_undo(self, of: &'static str, edit: impl FnOnce(Self)) {
        let before = Arc::new(self.peek(Document::clone));
        let is_tried = self.trial.with_untracked(Option::is_some);
        edit(self);
        let after = Arc::new(self.peek(Document::clone));
        self.undos.update(|undos| {
            undos.push(Undo { of, is_tried, before, after });
            if undos.len() > MOST {
                undos.remove(0);
            }
        });
    }

    /// Whether there is a step of this name to take back.
    pub fn can_undo(self, of: &'static str) -> bool {
        let is_tried = self.trial.with(Option::is_some);
        self.undos.with(|undos| undos.iter().any(|undo| undo.of == of && undo.is_tried == is_tried))
    }

    /// Forgets the steps of a trial that has ended: another trial has another copy.
    pub(super) fn forget_tried_steps(self) {
        self.undos.update(|undos| undos.retain(|undo| !undo.is_tried));
    }

    /// Takes back the last step of this name. What was answered since stays as it is.
    pub fn undo(self, of: &'static str) {
        let is_tried = self.trial.with_untracked(Option::is_some);
        let last = self.undos.try_update(|undos| {
            let place = undos.iter().rposition(|undo| undo.of == of && undo.is_tried == is_tried)?;
            Some(undos.remove(place))
        });
        if let Some(Undo { before, after, .. }) = last.flatten() {
            self.edit(|own| *own = own.merged(&after, &before, Later::Own));
        }
    }
}
