use super::{Profile, Slot};
use crate::key;
use crate::message::{Arg, Message};
use crate::quantity::Date;

/// Something about an answer that the person should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which answer.
    pub slot: Slot,
    /// Whether the answer is used.
    pub severity: Severity,
    /// What is wrong and what to do.
    pub message: Message,
}

/// What became of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// It is kept, but not used.
    Refused,
    /// It is used; something about it is worth saying.
    Note,
}

/// Checks answers against each other. A row whose answers contradict each other, or of something
/// still to come, is left out: taken as unanswered it would count for as much as it could be.
pub(super) fn across_fields(profile: &mut Profile, on: Date, problems: &mut Vec<Problem>) {
    // No last day means that something lasts. One that cannot be read means nothing of the kind.
    let unread: Vec<Slot> = problems.iter().filter(|problem| problem.severity == Severity::Refused).map(|problem| problem.slot).collect();
    let is_unread = |section, row, field| unread.contains(&Slot { section, row, field });
    profile.jobs.retain(|job| !is_unread("jobs", Some(job.id), "to"));
    profile.stays.retain(|stay| !is_unread("stays", Some(stay.id), "to"));
    // Nor does an unreadable year mean the present one.
    if is_unread("pay", None, "year") {
        profile.pay.gross = None;
    }
    let mut refused = |section, row, field, key| {
        problems.push(Problem { slot: Slot { section, row: Some(row), field }, severity: Severity::Refused, message: Message::new(key) });
    };
    let reversed = |from: Option<Date>, to: Option<Date>| from.zip(to).is_some_and(|(from, to)| to < from);
    profile.jobs.retain(|job| {
        let fault = if reversed(job.from, job.to) {
            Some(("to", key!("problem.end-before-start")))
        } else {
            job.from.is_some_and(|from| from > on).then_some(("from", key!("problem.future-job")))
        };
        if let Some((field, message)) = fault {
            refused("jobs", job.id, field, message);
        }
        fault.is_none()
    });
    profile.stays.retain(|stay| {
        let fault = reversed(stay.from, stay.to);
        if fault {
            refused("stays", stay.id, "to", key!("problem.end-before-start"));
        }
        !fault
    });
    profile.degrees.retain(|degree| {
        let fault = degree.year.is_some_and(|year| year.0 > on.year());
        if fault {
            refused("degrees", degree.id, "year", key!("problem.future-degree"));
        }
        !fault
    });
    for (denied, field, rows) in
        [(profile.you.has_degree, "has_degree", profile.degrees.len()), (profile.you.has_worked, "has_worked", profile.jobs.len())]
    {
        if denied == Some(false) && rows > 0 {
            let slot = Slot { section: "you", row: None, field };
            problems.push(Problem { slot, severity: Severity::Note, message: Message::new(key!("problem.rows-say-yes")) });
        }
    }
    incomplete_stays(profile, problems);
    notes_on_stays(profile, on, problems);
}

/// A stay counts once its country and first day are known; a row still empty needs no word.
fn incomplete_stays(profile: &Profile, problems: &mut Vec<Problem>) {
    for stay in &profile.stays {
        let field = match (stay.country, stay.from, stay.to) {
            (None, None, None) | (Some(_), Some(_), _) => continue,
            (None, ..) => "country",
            (Some(_), None, _) => "from",
        };
        let slot = Slot { section: "stays", row: Some(stay.id), field };
        if !problems.iter().any(|problem| problem.slot == slot) {
            problems.push(Problem { slot, severity: Severity::Refused, message: Message::new(key!("problem.stay-incomplete")) });
        }
    }
}

/// Overlaps count once, planned days are told from past ones, an open end makes a range.
fn notes_on_stays(profile: &Profile, on: Date, problems: &mut Vec<Problem>) {
    let mut note = |row, field, message: Message| {
        problems.push(Problem { slot: Slot { section: "stays", row: Some(row), field }, severity: Severity::Note, message });
    };
    for (index, stay) in profile.stays.iter().enumerate() {
        let Some(from) = stay.from else { continue };
        if from > on {
            note(stay.id, "from", key!("problem.planned-stay").into());
        }
        let ended_before = stay.to.is_some_and(|to| to < Date::first_of(on.year()));
        if ended_before || from > Date::last_of(on.year()) {
            note(stay.id, "country", Message::new(key!("problem.other-year")).with("year", Arg::Year(on.year())));
        }
        if stay.to.is_none() {
            note(stay.id, "to", key!("problem.open-stay").into());
        }
        let end = stay.to.unwrap_or(Date::last_of(9999));
        let clash = profile.stays[..index].iter().find(|other| {
            let (Some(start), stop) = (other.from, other.to.unwrap_or(Date::last_of(9999))) else { return false };
            let (first, last) = (from.max(start), end.min(stop));
            // The day of travel counts in both countries; in one country no day counts twice.
            if other.country == stay.country { first <= last } else { first < last }
        });
        match clash {
            Some(other) if other.country == stay.country => note(stay.id, "from", key!("problem.overlap-same").into()),
            Some(_) => note(stay.id, "from", key!("problem.overlap-other").into()),
            None => {}
        }
    }
}
