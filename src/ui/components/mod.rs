//! The building blocks of every screen.
//!
//! What has something to set up is a component of Leptos and stands here under its name, [`QuestionField`];
//! leaves are functions of their modules, [`status::status`].

mod announce;
mod answer;
mod button;
pub mod calendar;
pub mod charts;
pub mod earlier;
mod field;
mod folded;
mod icon;
mod pager;
pub mod profile_menu;
mod qr;
pub mod rates;
pub mod recalculate;
pub mod requests;
pub mod rows;
pub mod search;
pub mod status;
pub mod stays;
pub mod summary;
pub mod table;
pub mod terms;
pub mod text;
mod tick;
pub mod timeline;
pub mod trial;
mod understood;
mod undo;
pub mod why;
pub mod year;

pub use announce::{Announcements, Announcer, Spoken, tell};
pub use answer::answer_text;
pub use button::button;
pub use calendar::Calendar;
pub use field::{QuestionField, SectionFields};
pub use folded::Folded;
pub use icon::{Icon, Symbol};
pub use pager::{MOST_ROWS_DRAWN, Pager};
pub use profile_menu::ProfileMenu;
pub use qr::{MOST_LETTERS_OF_QR, qr};
pub use rows::{Rows, row_name};
pub use stays::{Editor, StayList};
pub use summary::{
    Beside, Strip, Summary, amount, conditions_line, is_assumed, net_text, papers_line, question, resident_line, unread_stays,
    verdict_line, verdict_name,
};
pub use table::DataTable;
pub use tick::Tick;
pub use timeline::Timeline;
pub use trial::TrialPanel;
pub use why::WhyDialog;
