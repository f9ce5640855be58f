//! Answers that are one of a few.

use serde_json::Value;

use super::Choice;
use crate::key;
use crate::message::Message;

macro_rules! choices {
    ($(#[$doc:meta])* $type:ident = $texts:literal { $($(#[$variant_doc:meta])* $variant:ident = $name:literal),+ $(,)? }) => {
        named_enum! { $(#[$doc])* $type { $($(#[$variant_doc])* $variant = $name),+ } }

        impl $type {
            /// The same as they are written down and shown.
            const CHOICES: &'static [$crate::profile::Choice] = &[$($crate::profile::Choice { name: $name, label: $crate::key!("choice.", $texts, ".", $name) }),+];

            /// Its text.
            pub const fn label(self) -> $crate::message::Key {
                Self::CHOICES[self as usize].label
            }
        }

        impl $crate::profile::Answer for $type {
            const KIND: $crate::profile::Kind = $crate::profile::Kind::Choice(Self::CHOICES);
            fn read(value: &serde_json::Value) -> Result<Self, $crate::message::Message> {
                Ok(Self::ALL[$crate::profile::choices::place(value, Self::CHOICES)?])
            }
        }
    };
}

mod elsewhere;
mod papers;
mod permits;
mod person;
mod residence;
mod tax;

pub use elsewhere::Aim;
pub use papers::{Paper, Relation};
pub use permits::{CitizenRelative, Ground, Invitation, OtherGround, Post, Privilege, PrpDays, ResidentRelative, Speed};
pub use person::{BandTable, Cefr, DegreeLevel, Hours, Position, Speciality, Tongue};
pub use residence::{Counting, Excluded, Home, Purpose};
pub use tax::{Currency, DividendsFrom, ForeignKind, InterestFrom, Place, Sector};

/// Index of the choice that `value` names.
fn place(value: &Value, choices: &[Choice]) -> Result<usize, Message> {
    let name = value.as_str().unwrap_or_default();
    choices.iter().position(|choice| choice.name == name).ok_or_else(|| key!("problem.not-a-choice").into())
}
