//! Calendar files (RFC 5545): all-day events with reminders.
//!
//! The caller gives the date: nothing here reads the clock, so the same plan makes the same file.

use std::fmt::Write as _;

use crate::quantity::Date;

/// How certain an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Its dates are fixed.
    Confirmed,
    /// Its dates may still move.
    Tentative,
    /// It no longer applies: calendars that have it remove it.
    Cancelled,
}

/// Something that lasts one or more whole days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Stays the same when the event moves, so that a second import finds it.
    pub uid: String,
    /// First day.
    pub first: Date,
    /// Last day, inclusive.
    pub last: Date,
    /// What it is, in one line.
    pub title: String,
    /// Details; line breaks are kept.
    pub text: String,
    /// How many days before the first day to remind, in the morning.
    pub remind: Vec<i32>,
    /// How certain it is.
    pub status: Status,
}

/// The longest line in octets, without its end (RFC 5545, 3.1).
const MOST_OCTETS: usize = 75;

/// Sequence numbers count the days from here.
const FIRST_DAY: Date = Date::first_of(2020);

/// A calendar with events. `name` is the calendar's, `language` a BCP 47 code, `stamp` the date of the file.
///
/// Of two events with one id, calendars keep the higher sequence number, then the later stamp. Both follow from
/// the date, so a later file replaces an earlier one. Of two files of one day, the one imported last stays.
pub fn write(name: &str, language: &str, stamp: Date, events: &[Event]) -> String {
    let mut file = File { text: String::new() };
    let time = format!("{}T000000Z", compact(stamp));
    let sequence = FIRST_DAY.days_until(stamp).max(0);
    file.line("BEGIN:VCALENDAR");
    file.line("VERSION:2.0");
    file.line("PRODID:-//HSMP Calculator//Plan//EN");
    file.line("CALSCALE:GREGORIAN");
    file.line("METHOD:PUBLISH");
    file.text(&format!("NAME;LANGUAGE={language}"), name);
    file.text("X-WR-CALNAME", name);
    for event in events {
        file.line("BEGIN:VEVENT");
        file.text("UID", &event.uid);
        file.line(&format!("DTSTAMP:{time}"));
        file.line(&format!("LAST-MODIFIED:{time}"));
        file.line(&format!("SEQUENCE:{sequence}"));
        file.line(&format!("DTSTART;VALUE=DATE:{}", compact(event.first)));
        // The end is exclusive.
        file.line(&format!("DTEND;VALUE=DATE:{}", compact(event.last.max(event.first).plus_days(1))));
        file.text(&format!("SUMMARY;LANGUAGE={language}"), &event.title);
        if !event.text.is_empty() {
            file.text(&format!("DESCRIPTION;LANGUAGE={language}"), &event.text);
        }
        file.line(match event.status {
            Status::Confirmed => "STATUS:CONFIRMED",
            Status::Tentative => "STATUS:TENTATIVE",
            Status::Cancelled => "STATUS:CANCELLED",
        });
        // The plan must not mark anybody as busy.
        file.line("TRANSP:TRANSPARENT");
        for days in &event.remind {
            file.line("BEGIN:VALARM");
            file.line("ACTION:DISPLAY");
            file.line(&format!("TRIGGER:{}", trigger(*days)));
            file.text("DESCRIPTION", &event.title);
            file.line("END:VALARM");
        }
        file.line("END:VEVENT");
    }
    file.line("END:VCALENDAR");
    file.text
}

struct File {
    text: String,
}

impl File {
    /// A text property, with special characters escaped.
    fn text(&mut self, name: &str, value: &str) {
        let mut line = format!("{name}:");
        let mut before = ' ';
        for c in value.chars() {
            match c {
                '\\' | ';' | ',' => line.extend(['\\', c]),
                // CR LF is one line break.
                '\n' if before == '\r' => {}
                '\n' | '\r' => line.push_str("\\n"),
                c if c.is_control() => {}
                c => line.push(c),
            }
            before = c;
        }
        self.line(&line);
    }

    /// A line, folded as RFC 5545 asks and never within a character.
    fn line(&mut self, line: &str) {
        let mut octets = 0;
        for c in line.chars() {
            if octets + c.len_utf8() > MOST_OCTETS {
                self.text.push_str("\r\n ");
                octets = 1;
            }
            self.text.push(c);
            octets += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

/// So many days before, at nine in the morning. A whole day begins at midnight, and counted from there a reminder
/// of days alone would ring at midnight.
fn trigger(days: i32) -> String {
    match days {
        ..1 => "PT9H".to_owned(),
        1 => "-PT15H".to_owned(),
        _ => format!("-P{}DT15H", days - 1),
    }
}

/// `20270105`
fn compact(date: Date) -> String {
    let mut text = String::with_capacity(8);
    // Writing into a string cannot fail.
    let _ = write!(text, "{:04}{:02}{:02}", date.year(), date.month(), date.day());
    text
}
