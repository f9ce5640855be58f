//! Why a figure is what it is: a tree of named steps down to the rules and the answers.

use serde::Serialize;

use crate::message::{Arg, Key, Message};
use crate::quantity::Date;
use crate::rulebook::{Citation, Ending};

/// One step of a calculation or of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// What this step finds.
    pub name: Message,
    /// What it found; none where that is not known.
    pub value: Option<Arg>,
    /// How, in words, with the figures that went in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how: Option<Message>,
    /// The rules used.
    #[serde(rename = "rules", skip_serializing_if = "Vec::is_empty")]
    pub cites: Vec<Citation>,
    /// The steps this one rests on.
    #[serde(rename = "from", skip_serializing_if = "Vec::is_empty")]
    pub inputs: Vec<Step>,
}

impl Step {
    /// A step that found a value.
    pub fn new(name: impl Into<Message>, value: impl Into<Arg>) -> Self {
        Self::make(name.into(), Some(value.into()))
    }

    /// A step whose value is not known.
    pub fn unknown(name: impl Into<Message>) -> Self {
        Self::make(name.into(), None)
    }

    #[inline(never)]
    fn make(name: Message, value: Option<Arg>) -> Self {
        Self { name, value, how: None, cites: Vec::new(), inputs: Vec::new() }
    }

    /// Says how.
    #[must_use]
    pub fn how(self, how: impl Into<Message>) -> Self {
        self.said(how.into())
    }

    #[inline(never)]
    fn said(mut self, how: Message) -> Self {
        self.how = Some(how);
        self
    }

    /// Cites a rule.
    #[must_use]
    #[inline(never)]
    pub fn cite(mut self, cite: Citation) -> Self {
        self.cites.push(cite);
        self
    }

    /// Rests on another step.
    #[must_use]
    #[inline(never)]
    pub fn from(mut self, input: Step) -> Self {
        self.inputs.push(input);
        self
    }

    /// Rests on an answer as the person gave it.
    #[must_use]
    pub fn answer(self, question: Key, value: impl Into<Arg>) -> Self {
        self.from(Step::new(question, value))
    }

    /// The first end of a value that this step, or one it rests on, uses and that ends soon after a date.
    pub fn ending(&self, on: Date) -> Option<Ending> {
        let own = self.cites.iter().filter_map(|cite| cite.ending(on));
        own.chain(self.inputs.iter().filter_map(|input| input.ending(on))).min_by_key(|ending| ending.last)
    }
}
