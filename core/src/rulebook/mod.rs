//! The law as the program knows it: every value with its validity, standing and sources.
//!
//! The data is written by the build script from `rules/*.toml`. See docs/RULES.md.

mod calendar;
mod content;
mod freshness;
pub mod kind;
mod lookup;
pub mod programmes;
pub mod terms;
mod written;

pub use calendar::{
    BusinessDay, BusinessDays, CalendarError, Certainty, business_days_after, business_days_range, is_business_day, latest_safe_start,
    latest_start,
};

pub use content::{Band, Bands, Bracket, Content, Criterion, Exchange, Join, Measure, Quote, Reads, Tier, Unit};

pub use freshness::{ENDS_SOON_DAYS, Ending, review_due};

pub use lookup::{Citation, Found, NotKnown, Ref, or_not_known};

pub use written::value_written;

use crate::key;
use crate::message::{Key, Message};
use crate::quantity::Date;

named_enum! {
    /// How much a statement can be relied on, the most reliable first.
    Standing = "standing." {
        /// Statute or official page.
        Law = "law",
        /// An agency or the press of the state.
        Reported = "reported",
        /// A large professional firm.
        Professional = "professional",
        /// Websites that name no source of their own.
        Claimed = "claimed",
        /// Ours.
        Assumption = "assumption",
    }
}

/// A document that a value rests on.
#[derive(Debug)]
pub struct Source {
    /// Short name, stable.
    pub id: &'static str,
    /// The document's own name.
    pub title: &'static str,
    /// Who put it out.
    pub publisher: &'static str,
    /// Where it is; empty for our own assumptions.
    pub url: &'static str,
    /// The strongest standing it can lend.
    pub standing: Standing,
    /// Year and month in which it was last looked at.
    pub seen: &'static str,
}

/// A rule with all its values over time.
#[derive(Debug)]
pub struct Rule {
    /// Stable name.
    pub id: &'static str,
    /// Its name in plain words.
    pub name: Key,
    /// Where in the law it stands; none where no law is known.
    pub article: Option<Key>,
    /// Its values, earliest first, without gap.
    pub values: &'static [Dated],
}

/// What a rule says in one period.
#[derive(Debug)]
pub struct Dated {
    /// First day.
    pub from: Date,
    /// Last day; none while it is in force.
    pub to: Option<Date>,
    /// By when somebody must look again.
    pub review: Date,
    /// How far it can be relied on.
    pub standing: Standing,
    /// Indices into [`SOURCES`].
    pub sources: &'static [u8],
    /// A doubt to be shown beside it.
    pub note: Option<Key>,
    /// Who disagrees, which value is used, and why.
    pub conflict: Option<Key>,
    /// The value.
    pub content: Content,
    /// What other sources say.
    pub others: &'static [Other],
}

impl Dated {
    /// `In force since …`, or from one date to another.
    pub fn validity(&self) -> Message {
        match self.to {
            Some(to) => Message::new(key!("rule-valid.between")).with("from", self.from).with("to", to),
            None => Message::new(key!("rule-valid.since")).with("from", self.from),
        }
    }

    /// The doubts that are shown beside the value.
    pub fn doubts(&self) -> impl Iterator<Item = Key> + use<> {
        self.note.into_iter().chain(self.conflict)
    }
}

/// The doubts of all the rules that are cited, each once.
pub fn doubts<'a>(cites: impl IntoIterator<Item = &'a Citation>) -> Vec<Key> {
    let mut doubts: Vec<Key> = Vec::new();
    for doubt in cites.into_iter().flat_map(|cite| cite.dated().doubts()) {
        if !doubts.contains(&doubt) {
            doubts.push(doubt);
        }
    }
    doubts
}

/// What another source says of the same thing.
#[derive(Debug)]
pub struct Other {
    /// Short name of this reading.
    pub reading: &'static str,
    /// Its name in plain words.
    pub name: Key,
    /// How far it can be relied on.
    pub standing: Standing,
    /// Indices into [`SOURCES`].
    pub sources: &'static [u8],
    /// The value under this reading.
    pub content: Content,
}

/// The generated rulebook.
pub mod rules {
    use super::{
        Band, Bands, Bracket, Content, Criterion, Dated, Exchange, Join, Measure, Other, Quote, Reads, Ref, Rule, Source, Standing, Tier,
        Unit, kind,
    };
    use crate::message::Key;
    use crate::quantity::{Date, Interval, Money, Rate};

    include!(concat!(env!("OUT_DIR"), "/rulebook.rs"));
}

pub use rules::{HASH, RULES, SOURCES};

/// How many sources there are.
pub const SOURCE_COUNT: u8 = SOURCES.len() as u8;

/// Every value of every rule, in the order of the rulebook.
pub fn values() -> impl Iterator<Item = (&'static Rule, &'static Dated)> {
    RULES.iter().flat_map(|rule| rule.values.iter().map(move |value| (rule, value)))
}
