//! The building blocks of every screen: functions that make elements.

mod charts;
mod field;
mod icon;
mod rows;
mod status;
mod summary;
mod table;
mod why;

pub use charts::{points_bar, year_strip};
pub use field::{field, section_fields};
pub use icon::{Symbol, icon};
pub use rows::{RowTexts, rows};
pub use status::{standing, status};
pub use summary::{amount, conditions_line, headline, net_text, next_question, resident_line, summary, verdict_line};
pub use table::Table;
pub use why::{source, step_tree, why_button, why_dialog};
