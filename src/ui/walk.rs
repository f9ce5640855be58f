//! Where a person is in the guide: what they passed over, and the way back. It lasts as long as the page.

use hsmp::assess::guidance::guide::{Goal, Question};
use hsmp::profile::Slot;

/// A stop of the guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// One question.
    Ask(Question),
    /// The questions of a row. There is a row as soon as one of them is answered.
    Row {
        /// The question that asks for a first row, or for one more.
        question: Question,
        /// The row's number.
        id: u32,
    },
    /// Whether there is one more row to enter.
    More(Question),
    /// Nothing is left to ask.
    Done,
}

/// What a person passed over, and where they were before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// Questions they do not want to be asked again.
    pub passed: Vec<Slot>,
    /// Where they were, the last at the end.
    pub behind: Vec<(Goal, Stop)>,
}

impl Walk {
    /// Whether there is a stop to go back to.
    pub fn can_go_back(&self, goal: Goal) -> bool {
        self.behind.iter().any(|(own, _)| *own == goal)
    }

    /// Takes away the last stop on the way to a goal and returns it.
    pub fn back(&mut self, goal: Goal) -> Option<Stop> {
        let last = self.behind.iter().rposition(|(own, _)| *own == goal)?;
        let (_, stop) = self.behind.remove(last);
        let (Stop::Ask(question) | Stop::Row { question, .. } | Stop::More(question)) = stop else { return Some(stop) };
        self.passed.retain(|slot| *slot != question.slot);
        Some(stop)
    }
}
