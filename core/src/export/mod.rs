//! Files for other programs: the plan for calendars, the programmes for spreadsheets.

pub mod calendar;
pub mod icalendar;
pub mod programmes;
