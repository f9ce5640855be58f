//! The building blocks of every screen: functions that make elements.

mod announce;
mod calendar;
mod charts;
mod field;
mod icon;
mod next;
mod rates;
mod rows;
mod status;
mod stays;
mod summary;
mod table;
mod timeline;
mod trial;
mod why;

pub use announce::announcer;
pub use calendar::calendar;
pub use charts::{behind, outlook_chart, points_bar, points_behind, share_line, year_strip};
pub use field::{field, field_in, section_fields};
pub use icon::{Symbol, icon};
pub use next::next_question;
pub use rates::rates_chart;
pub use rows::{row_name, rows};
pub use status::{assumed, standing, status};
pub use stays::{Editor, stay_list, stay_name};
pub use summary::{
    amount, conditions_line, decides, headline, is_assumed, net_text, objection, papers_line, question, resident_line, strip, summary,
    verdict, verdict_line, verdict_status,
};
pub use table::Table;
pub use timeline::timeline;
pub use trial::trial_panel;
pub use why::{source, step_tree, why_button, why_dialog, why_of};
