//! Calendar files (RFC 5545): all-day events with reminders.
//!
//! Nothing of the machine or the clock goes in: the caller says of which day a file is.

use std::fmt::Write as _;

use crate::quantity::Date;

/// How sure an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Its days are set.
    Confirmed,
    /// Its days may still move.
    Tentative,
    /// It is no longer: a program that knows it takes it away.
    Cancelled,
}

/// Something on one or several whole days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// A name that stays the same when the event moves: a program that imports the file again finds the
    /// event by it.
    pub uid: String,
    /// First day.
    pub first: Date,
    /// Last day, itself included.
    pub last: Date,
    /// What it is, in a line.
    pub title: String,
    /// What is to be known of it; lines are kept.
    pub text: String,
    /// Days before the first on which to remind.
    pub remind: Vec<i32>,
    /// How sure it is.
    pub status: Status,
}

/// The most octets of a line, without its end (RFC 5545, 3.1).
const MOST_OCTETS: usize = 75;

/// From this day on the sequence numbers count.
const FIRST_DAY: Date = Date::first_of(2020);

/// A calendar with events. `name` is the calendar's, `language` a BCP 47 code, `stamp` the day the file is of.
///
/// Of two events of one name, programs keep the one with the higher sequence number, or of equal ones that
/// with the later stamp. The number is the day of the file, so that a later file takes the place of an
/// earlier one; two files of one day differ in neither, and there the one imported last stays.
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
        // The end is the first day that is no longer part of it.
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
        // A day of this plan makes nobody busy.
        file.line("TRANSP:TRANSPARENT");
        for days in &event.remind {
            file.line("BEGIN:VALARM");
            file.line("ACTION:DISPLAY");
            file.line(&format!("TRIGGER:-P{}D", (*days).max(0)));
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
    /// A property whose value is text: what has a meaning of its own is escaped.
    fn text(&mut self, name: &str, value: &str) {
        let mut line = format!("{name}:");
        let mut before = ' ';
        for c in value.chars() {
            match c {
                '\\' | ';' | ',' => line.extend(['\\', c]),
                // Two letters for one end of a line. (To search for them weighs four kilobytes.)
                '\n' if before == '\r' => {}
                '\n' | '\r' => line.push_str("\\n"),
                c if c.is_control() => {}
                c => line.push(c),
            }
            before = c;
        }
        self.line(&line);
    }

    /// A line, folded: what follows a fold begins with a space, and no letter is cut in two.
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

/// `20270105`
fn compact(date: Date) -> String {
    let mut text = String::with_capacity(8);
    // Writing into a string cannot fail.
    let _ = write!(text, "{:04}{:02}{:02}", date.year(), date.month(), date.day());
    text
}
