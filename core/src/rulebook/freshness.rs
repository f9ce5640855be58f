//! How fresh a value is: whether it ends soon, and whether somebody should have looked at it again.

use super::{Citation, Dated, Rule, values};
use crate::key;
use crate::message::Message;
use crate::quantity::Date;

/// A value that ends within so many days of the assessment is marked: plans made today reach beyond it.
pub const ENDS_SOON_DAYS: i32 = 90;

/// A value that ends soon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// Its last day.
    pub last: Date,
    /// Whether the rulebook has a value for the day after.
    pub followed: bool,
}

impl Ending {
    /// What a person should know of it, as a sentence.
    pub fn text(self) -> Message {
        let text = if self.followed { key!("freshness.ends-followed") } else { key!("freshness.ends-open") };
        Message::new(text).with("date", self.last)
    }
}

impl Dated {
    /// Whether the value should have been looked at again by a date.
    pub fn is_review_due(&self, by: Date) -> bool {
        self.review <= by
    }

    /// `This figure should have been checked again by …`, where that day has come.
    pub fn review_text(&self, by: Date) -> Option<Message> {
        self.is_review_due(by).then(|| Message::new(key!("freshness.review-due")).with("date", self.review))
    }
}

impl Citation {
    /// The end of the value, if it comes within [`ENDS_SOON_DAYS`] of a date.
    pub fn ending(self, on: Date) -> Option<Ending> {
        let last = self.dated().to?;
        let followed = self.rule().values.iter().any(|value| value.from > last);
        (on <= last && last <= on.plus_days(ENDS_SOON_DAYS)).then_some(Ending { last, followed })
    }
}

/// The values that are due for review by a date, in the order of the rulebook.
pub fn review_due(by: Date) -> impl Iterator<Item = (&'static Rule, &'static Dated)> {
    values().filter(move |(_, value)| value.is_review_due(by))
}
