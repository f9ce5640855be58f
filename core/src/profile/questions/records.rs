//! What the list of questions generates for a section: a record of typed answers and how it is read.

use serde_json::{Map, Value};

use crate::message::Message;
use crate::profile::{Answer, Problem, Severity, Slot};

/// The mark behind a question's type.
macro_rules! scored {
    () => {
        $crate::profile::Scored::No
    };
    (scored) => {
        $crate::profile::Scored::Open
    };
    (scored_once_given) => {
        $crate::profile::Scored::Given
    };
    (own_figure) => {
        $crate::profile::Scored::Own
    };
}

macro_rules! records {
    ($($(#[$doc:meta])* $type:ident = $section:literal { $($(#[$field_doc:meta])* $field:ident: $answer:ty $([$mark:ident])?),+ $(,)? })+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, Default, PartialEq, Eq)]
            pub struct $type {
                /// The row's number in the document; 0 where there are no rows.
                pub id: u32,
                $($(#[$field_doc])* pub $field: Option<$answer>,)+
            }

            impl $type {
                /// Its section's name in documents.
                pub const SECTION: &'static str = $section;

                /// Its questions.
                pub const FIELDS: &'static [$crate::profile::Field] = &[$($crate::profile::Field {
                    slot: $crate::profile::Slot { section: $section, row: None, field: stringify!($field) },
                    label: $crate::key!("profile.", $section, ".", stringify!($field)),
                    hint: $crate::message::Key::named(concat!("hint.", $section, ".", stringify!($field))),
                    kind: <$answer as $crate::profile::Answer>::KIND,
                    scored: scored!($($mark)?),
                }),+];

                /// An own figure by its question; yes is 1, no is 0.
                #[allow(dead_code, reason = "made for every section; used for those with own figures")]
                pub(crate) fn own(&self, slot: $crate::profile::Slot) -> Option<i32> {
                    match slot.field {
                        $(stringify!($field) if const { matches!(scored!($($mark)?), $crate::profile::Scored::Own) } => {
                            self.$field.as_ref().and_then($crate::profile::Answer::figure)
                        })+
                        _ => None,
                    }
                }
            }

            pastey::paste! {
                /// Where its answers stand; in a section with rows, those of no particular row.
                impl $type {
                    $($(#[$field_doc])* pub const [<$field:upper>]: $crate::profile::Slot = $crate::profile::Slot {
                        section: $section,
                        row: None,
                        field: stringify!($field),
                    };)+
                }
            }

            impl $crate::profile::questions::records::Record for $type {
                const SECTION: &'static str = $section;
                const IS_SCORED: bool = $(scored!($($mark)?).is_answer())||+;

                fn empty(id: u32) -> Self {
                    Self { id, ..Self::default() }
                }

                fn id(&self) -> u32 {
                    self.id
                }

                fn read(row: &$crate::profile::questions::records::Row<'_>, problems: &mut Vec<$crate::profile::Problem>) -> Self {
                    Self {
                        id: row.id.unwrap_or_default(),
                        $($field: row.take(stringify!($field), problems),)+
                    }
                }

                fn put(&mut self, field: &str, value: Option<&serde_json::Value>) {
                    match field {
                        $(stringify!($field) if const { scored!($($mark)?).is_answer() } => {
                            self.$field = value.and_then(|value| <$answer as $crate::profile::Answer>::read(value).ok());
                        })+
                        _ => {}
                    }
                }

                fn has(&self, field: &str) -> bool {
                    match field {
                        $(stringify!($field) if const { scored!($($mark)?).is_answer() } => self.$field.is_some(),)+
                        _ => false,
                    }
                }
            }
        )+
    };
}

/// The answers of a section that is answered once, or of one row of a section that has rows.
pub(super) trait Record: Default {
    /// The section's name in documents.
    const SECTION: &'static str;
    /// Whether any of its answers moves the points.
    const IS_SCORED: bool;
    /// A record without answers.
    fn empty(id: u32) -> Self;
    /// The row's number.
    fn id(&self) -> u32;
    /// Reads what can be read.
    fn read(row: &Row<'_>, problems: &mut Vec<Problem>) -> Self;
    /// Puts an answer that moves the points.
    fn put(&mut self, field: &str, value: Option<&Value>);
    /// Whether it has an answer that moves the points.
    fn has(&self, field: &str) -> bool;
}

/// A section's answers in the document, or those of one of its rows.
pub(super) struct Row<'a> {
    pub section: &'static str,
    pub id: Option<u32>,
    pub answers: Option<&'a Map<String, Value>>,
}

impl Row<'_> {
    pub fn take<T: Answer>(&self, field: &'static str, problems: &mut Vec<Problem>) -> Option<T> {
        let answers = self.answers?;
        match T::read_beside(answers.get(field).filter(|value| is_answer(value))?, answers) {
            Ok(answer) => Some(answer),
            Err(message) => {
                self.refuse(field, message, problems);
                None
            }
        }
    }

    fn refuse(&self, field: &'static str, message: Message, problems: &mut Vec<Problem>) {
        let slot = Slot { section: self.section, row: self.id, field };
        problems.push(Problem { slot, severity: Severity::Refused, message });
    }
}

/// Other programs write `null` where there is no answer.
fn is_answer(value: &Value) -> bool {
    !(value.is_null() || value.get("amount").is_some_and(Value::is_null))
}
