use super::{Profile, Slot};
use crate::key;
use crate::message::Message;
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

/// Checks answers against each other. Answers that contradict each other are not used.
pub(super) fn across_fields(profile: &mut Profile, on: Date, problems: &mut Vec<Problem>) {
    let mut refused = |section, row, field, key| {
        problems.push(Problem { slot: Slot { section, row: Some(row), field }, severity: Severity::Refused, message: Message::new(key) });
    };
    for job in &mut profile.jobs {
        if job.from.zip(job.to).is_some_and(|(from, to)| to < from) {
            refused("jobs", job.id, "to", key!("problem.end-before-start"));
            (job.from, job.to) = (None, None);
        } else if job.from.is_some_and(|from| from > on) {
            refused("jobs", job.id, "from", key!("problem.future-job"));
            (job.from, job.to) = (None, None);
        }
    }
    for stay in &mut profile.stays {
        if stay.from.zip(stay.to).is_some_and(|(from, to)| to < from) {
            refused("stays", stay.id, "to", key!("problem.end-before-start"));
            (stay.from, stay.to) = (None, None);
        }
    }
    for degree in &mut profile.degrees {
        if degree.year.is_some_and(|year| year.0 > on.year()) {
            refused("degrees", degree.id, "year", key!("problem.future-degree"));
            degree.level = None;
        }
    }
    notes_on_stays(profile, on, problems);
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
