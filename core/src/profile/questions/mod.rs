//! Every question, once: from these lists come the types, the form, the checks and the JSON schema.

#[macro_use]
mod records;

mod assumptions;
mod elsewhere;
mod permits;
mod person;
mod plan;
mod profile;
mod programme;
mod residence;
mod tax;

pub use assumptions::{OwnBand, OwnMaxima, OwnPoints};
pub use elsewhere::{Elsewhere, Favourite, OwnRate};
pub use permits::{Permits, PrpPapers, TrpPapers, VisaPapers};
pub use person::{Achievements, Certificate, Degree, Job, LanguageSkill, You};
pub use plan::{Done, Journey};
pub use profile::{Profile, SECTIONS};
pub use programme::{Application, Conditions, Papers, Relative};
pub use residence::{Days, Stay, Ties};
pub use tax::{Business, Employer, ForeignIncome, Income, Pay, Reliefs};

use super::{Kind, Slot};
use crate::message::Key;

/// A question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Where its answer stands; in a section with rows, in no particular row.
    pub slot: Slot,
    /// Its text.
    pub label: Key,
    /// A sentence that helps to answer, where one is needed.
    pub hint: Option<Key>,
    /// What kind of answer it takes.
    pub kind: Kind,
    /// What the answer does to the points.
    pub scored: Scored,
}

/// What an answer does to the points. Each question is marked where it is defined; what is open and what is tried out
/// follow from the marks. If an answer that moves the points were not marked, the program would prove that nothing is
/// open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scored {
    /// Nothing.
    No,
    /// It moves them: while it is open, they are.
    Open,
    /// It moves them, but leaving it open is an answer too: without a last day, work lasts.
    Given,
    /// It replaces one of our assumptions.
    Own,
}

impl Field {
    /// Its name in documents.
    pub const fn name(&self) -> &'static str {
        self.slot.field
    }
}

impl Scored {
    /// Whether it is an answer about a record that moves the points.
    const fn is_answer(self) -> bool {
        matches!(self, Self::Open | Self::Given)
    }
}

/// Questions that belong together: once, or once a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its name in documents.
    pub name: &'static str,
    /// Its heading.
    pub title: Key,
    /// Whether there can be several rows.
    pub list: bool,
    /// Its questions.
    pub fields: &'static [Field],
}

impl Section {
    /// One of [`SECTIONS`] by name.
    pub fn named(name: &str) -> Option<&'static Self> {
        SECTIONS.iter().find(|section| section.name == name)
    }

    /// Where its answers stand, all of them or those of a row.
    pub fn slots(&self, row: Option<u32>) -> impl Iterator<Item = Slot> + use<> {
        self.fields.iter().map(move |field| field.slot.in_row(row))
    }

    /// One of its questions by name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name() == name)
    }
}

/// Where answers can be put, whatever holds them.
pub trait Answers {
    /// Puts what a person would type into a slot; empty text removes the answer. In a document a row is created with
    /// its first answer.
    fn set(&mut self, slot: Slot, typed: &str);
    /// Adds an empty row to a section and returns its number.
    fn add_row(&mut self, section: &'static str) -> u32;
}
