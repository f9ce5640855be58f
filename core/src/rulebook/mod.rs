//! The law as the program knows it: every value with its validity, standing and sources.
//!
//! The data is written by the build script from `rules/*.toml`. See docs/RULES.md.

mod calendar;
mod freshness;
pub mod programmes;

pub use calendar::{
    BusinessDay, BusinessDays, CalendarError, Certainty, business_days_after, business_days_range, is_business_day, latest_safe_start,
    latest_start,
};

pub use freshness::{ENDS_SOON_DAYS, Ending, review_due};

use std::marker::PhantomData;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::key;
use crate::message::{Key, Message};
use crate::quantity::{Date, Interval, Money, Points, Rate};

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
    /// Where in the law it stands; empty where no law is known.
    pub article: &'static str,
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

/// The value of a rule.
#[derive(Clone, Copy, Debug)]
pub enum Content {
    /// Rates by slices of a monthly amount.
    Brackets(&'static [Bracket]),
    /// An amount.
    Money(Money),
    /// A share.
    Rate(Rate),
    /// A whole number; the rule's name says of what.
    Count(i32),
    /// A number known only to lie in a range.
    Range(Interval<Points>),
    /// What a criterion gives by level.
    Bands(Bands),
    /// What points are given for.
    Criteria(&'static [Criterion]),
    /// Days of every year: month and day.
    MonthDays(&'static [(u8, u8)]),
    /// Dates.
    Dates(&'static [Date]),
    /// Countries by their two-letter codes, joined.
    Countries(&'static str),
    /// Amounts by term.
    Tiers(&'static [Tier]),
    /// What currencies are worth on one day.
    Exchange(&'static Exchange),
    /// A sentence; its text is the rule's name.
    Statement,
}

/// What currencies are worth in one of them.
#[derive(Debug, PartialEq, Eq)]
pub struct Exchange {
    /// ISO 4217 code of the currency the others are told in.
    pub base: &'static str,
    /// Whether the figures are units of each currency for one of the base; else units of the base for one of each.
    pub for_one: bool,
    /// The others.
    pub quotes: &'static [Quote],
}

/// A figure as printed: its digits without the point, and 10 to the number of its decimals.
#[derive(Debug, PartialEq, Eq)]
pub struct Quote {
    /// ISO 4217 code.
    pub currency: &'static str,
    /// The digits, never nothing.
    pub digits: u64,
    /// The power of ten.
    pub scale: u64,
}

/// A slice of a monthly amount: what lies over `over` is charged at `rate`, on top of `base`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bracket {
    /// Where the slice begins (not included).
    pub over: Money,
    /// What is charged on everything below.
    pub base: Money,
    /// What is charged on each manat above.
    pub rate: Rate,
}

/// What is to be paid for a term of up to so many months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tier {
    /// The longest term.
    pub months: i32,
    /// What is to be paid.
    pub amount: Money,
}

/// What a criterion gives, level by level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bands {
    /// What the figures are.
    pub unit: Unit,
    /// The steps, the lowest first.
    pub steps: &'static [Band],
}

/// In what bands are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Percent of the criterion's maximum.
    Percent,
    /// Points, whatever the maximum is.
    Points,
}

/// From a level upwards, what a criterion gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// The least level.
    pub at: i32,
    /// The least it gives.
    pub low: i32,
    /// The most.
    pub high: i32,
}

/// Something points are given for.
#[derive(Clone, Copy, Debug)]
pub struct Criterion {
    /// Stable name; questions about own figures are found by it.
    pub id: &'static str,
    /// Its name in plain words.
    pub name: Key,
    /// Its number in the official table, where that is known.
    pub number: Option<u8>,
    /// Who gives the points, where that is known.
    pub evaluator: Option<Ref<kind::Statement>>,
    /// The question, of those about assumptions, that must be answered with yes for it to be a criterion at all.
    pub only_if: Option<&'static str>,
    /// The most it can give.
    pub maximum: Ref<kind::Maximum>,
    /// How a record is measured, the first one first.
    pub measures: &'static [Measure],
}

/// A way to read a record, with what each level gives.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// What is read.
    pub reads: Reads,
    /// How it joins the measures before it.
    pub join: Join,
    /// Its tables by name; one it could use and does not name gives nothing.
    pub tables: &'static [(&'static str, Ref<kind::Bands>)],
}

/// The ways to read a record. A new one needs code; a new table of criteria does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// Full years of related work in the window (`years`), part time for what it counts (`hours`).
    Work,
    /// Highest position held in it.
    Position,
    /// Highest degree, in the speciality (`related`) or outside it (`unrelated`).
    Degree,
    /// Number of valid certificates in the speciality.
    Certificates,
    /// Number of different kinds of achievement.
    Kinds,
    /// Best language: `azerbaijani`, or another one (`other-language`).
    Language,
}

/// How a measure joins those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// On top of them.
    Add,
    /// The better one counts.
    Best,
}

/// The kinds of value, as types.
pub mod kind {
    use super::{Bracket, Content, Criterion, Date, Interval, Points, Tier};
    use crate::quantity;

    /// A kind of value.
    pub trait Kind {
        /// Its type.
        type Value: Copy;
        /// The value, if the content is of this kind.
        fn of(content: &Content) -> Option<Self::Value>;
    }

    macro_rules! kinds {
        ($($(#[$doc:meta])* $name:ident: $type:ty),+ $(,)?) => {
            $($(#[$doc])*
            #[derive(Clone, Copy, Debug)]
            pub struct $name;
            impl Kind for $name {
                type Value = $type;
                fn of(content: &Content) -> Option<$type> {
                    match content {
                        Content::$name(value) => Some(*value),
                        _ => None,
                    }
                }
            })+
        };
    }

    kinds! {
        /// [`Content::Brackets`]
        Brackets: &'static [Bracket],
        /// [`Content::Money`]
        Money: quantity::Money,
        /// [`Content::Rate`]
        Rate: quantity::Rate,
        /// [`Content::Count`]
        Count: i32,
        /// [`Content::Range`]
        Range: Interval<Points>,
        /// [`Content::Bands`]
        Bands: super::Bands,
        /// [`Content::Criteria`]
        Criteria: &'static [Criterion],
        /// [`Content::MonthDays`]
        MonthDays: &'static [(u8, u8)],
        /// [`Content::Dates`]
        Dates: &'static [Date],
        /// [`Content::Countries`]
        Countries: &'static str,
        /// [`Content::Tiers`]
        Tiers: &'static [Tier],
        /// [`Content::Exchange`]
        Exchange: &'static super::Exchange,
    }

    /// What a criterion can give at most: [`Content::Count`] or [`Content::Range`].
    #[derive(Clone, Copy, Debug)]
    pub struct Maximum;
    impl Kind for Maximum {
        type Value = Interval<Points>;
        fn of(content: &Content) -> Option<Interval<Points>> {
            match content {
                Content::Count(count) => Some(Interval::exactly(*count)),
                Content::Range(range) => Some(*range),
                _ => None,
            }
        }
    }

    /// [`Content::Statement`]
    #[derive(Clone, Copy, Debug)]
    pub struct Statement;
    impl Kind for Statement {
        type Value = ();
        fn of(content: &Content) -> Option<()> {
            matches!(content, Content::Statement).then_some(())
        }
    }
}

/// A rule whose value is of a known kind: the build script makes one for each.
#[derive(Debug)]
pub struct Ref<K> {
    index: u16,
    kind: PhantomData<K>,
}

impl<K> Clone for Ref<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for Ref<K> {}

/// Which value of which rule was used: what an explanation cites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Citation {
    rule: u16,
    value: u16,
    other: Option<u8>,
}

/// The rule, the value that was used, and on what it rests.
impl Serialize for Citation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let dated = self.dated();
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("rule", self.rule().id)?;
        map.serialize_entry("valid", &(dated.from, dated.to))?;
        map.serialize_entry("reading", &self.other().map(|other| other.reading))?;
        map.serialize_entry("standing", &self.standing())?;
        map.serialize_entry("sources", &self.sources().map(|source| source.id).collect::<Vec<_>>())?;
        map.end()
    }
}

impl Citation {
    /// The rule.
    pub fn rule(self) -> &'static Rule {
        &RULES[usize::from(self.rule).min(RULES.len() - 1)]
    }

    /// The rule's value that applied.
    pub fn dated(self) -> &'static Dated {
        let values = self.rule().values;
        &values[usize::from(self.value).min(values.len() - 1)]
    }

    /// The other reading that was used, if not the rule's own value.
    pub fn other(self) -> Option<&'static Other> {
        self.other.and_then(|other| self.dated().others.get(usize::from(other)))
    }

    /// The name of what was used: the rule, or what another source says instead.
    pub fn name(self) -> Key {
        self.other().map_or(self.rule().name, |other| other.name)
    }

    /// The standing of the value used.
    pub fn standing(self) -> Standing {
        self.other().map_or(self.dated().standing, |other| other.standing)
    }

    /// The numbers of the sources of the value used.
    pub fn source_numbers(self) -> &'static [u8] {
        self.other().map_or(self.dated().sources, |other| other.sources)
    }

    /// The sources of the value used. The page has their texts in a file of their own instead
    /// ([`crate::text::Catalogue::source`]).
    pub fn sources(self) -> impl Iterator<Item = &'static Source> {
        self.source_numbers().iter().filter_map(|number| SOURCES.get(usize::from(*number)))
    }
}

/// A value that applied on a date, and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Found<T> {
    /// The value.
    pub value: T,
    /// For the explanation.
    pub cite: Citation,
}

/// There is no value for a date: the rulebook knows the rule only for other dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotKnown {
    rule: u16,
    /// First day known.
    pub from: Date,
    /// Last day known; none where the last value is in force.
    pub to: Option<Date>,
}

/// Which rule, and over which days it is known.
impl Serialize for NotKnown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("not_known", self.rule().id)?;
        map.serialize_entry("known_from", &self.from)?;
        map.serialize_entry("known_to", &self.to)?;
        map.end()
    }
}

/// What was found, or why it is not known: written as the one or the other.
///
/// # Errors
/// Those of the writer.
pub fn or_not_known<T: Serialize, S: Serializer>(found: &Result<T, NotKnown>, serializer: S) -> Result<S::Ok, S::Error> {
    match found {
        Ok(found) => found.serialize(serializer),
        Err(missing) => missing.serialize(serializer),
    }
}

impl NotKnown {
    /// The rule that was asked.
    pub fn rule(self) -> &'static Rule {
        &RULES[usize::from(self.rule).min(RULES.len() - 1)]
    }
}

impl Quote {
    /// The figure as the source prints it.
    pub fn figure(&self) -> String {
        let (whole, rest, width) = (self.digits / self.scale, self.digits % self.scale, self.scale.ilog10() as usize);
        if width == 0 { whole.to_string() } else { format!("{whole}.{rest:0width$}") }
    }
}

impl Exchange {
    /// What one unit of a currency is worth in the base, as a fraction.
    pub fn worth(&self, currency: &str) -> Option<(u64, u64)> {
        let quote = self.quotes.iter().find(|quote| quote.currency == currency)?;
        Some(if self.for_one { (quote.scale, quote.digits) } else { (quote.digits, quote.scale) })
    }
}

impl<K: kind::Kind> Ref<K> {
    const fn to(index: u16) -> Self {
        Self { index, kind: PhantomData }
    }

    /// The same rule read as another kind. The build has checked that its values are of that kind.
    const fn as_kind<O>(self) -> Ref<O> {
        Ref { index: self.index, kind: PhantomData }
    }

    /// The rule itself.
    pub fn rule(self) -> &'static Rule {
        &RULES[usize::from(self.index)]
    }

    /// The value on a date.
    ///
    /// # Errors
    /// [`NotKnown`] before the first value and after the last.
    pub fn on(self, date: Date) -> Result<Found<K::Value>, NotKnown> {
        self.find(date, None)
    }

    /// The value on a date, or the latest where there is none: for the programme's own rules, which
    /// have no history yet.
    pub fn on_or_latest(self, date: Date) -> Option<Found<K::Value>> {
        self.on(date).ok().or_else(|| self.latest())
    }

    /// What another source says, by the name of its reading; the rule's own value where it says nothing.
    ///
    /// # Errors
    /// As [`Ref::on`].
    pub fn read_as(self, reading: &str, date: Date) -> Result<Found<K::Value>, NotKnown> {
        self.find(date, Some(reading))
    }

    /// The value in force at the end of the known time, for what does not hang on a date.
    pub fn latest(self) -> Option<Found<K::Value>> {
        self.on(self.rule().values.last()?.from).ok()
    }

    /// What another source says, of whatever kind: a figure where the rule itself is a sentence.
    ///
    /// # Errors
    /// As [`Ref::on`]; also where no source has this reading then.
    pub fn other<O: kind::Kind>(self, reading: &str, date: Date) -> Result<Found<O::Value>, NotKnown> {
        let find = || {
            let (index, dated) = self.dated_on(date)?;
            let other = dated.others.iter().position(|other| other.reading == reading)?;
            Some(Found { value: O::of(&dated.others[other].content)?, cite: self.cite(index, Some(other))? })
        };
        find().ok_or_else(|| self.not_known())
    }

    fn find(self, date: Date, reading: Option<&str>) -> Result<Found<K::Value>, NotKnown> {
        if let Some(found) = reading.and_then(|reading| self.other::<K>(reading, date).ok()) {
            return Ok(found);
        }
        let find = || {
            let (index, dated) = self.dated_on(date)?;
            Some(Found { value: K::of(&dated.content)?, cite: self.cite(index, None)? })
        };
        find().ok_or_else(|| self.not_known())
    }

    fn dated_on(self, date: Date) -> Option<(usize, &'static Dated)> {
        let covers = |value: &Dated| value.from <= date && value.to.is_none_or(|to| date <= to);
        self.rule().values.iter().enumerate().find(|(_, value)| covers(value))
    }

    fn cite(self, value: usize, other: Option<usize>) -> Option<Citation> {
        let other = match other {
            Some(other) => Some(u8::try_from(other).ok()?),
            None => None,
        };
        Some(Citation { rule: self.index, value: u16::try_from(value).ok()?, other })
    }

    fn not_known(self) -> NotKnown {
        let values = self.rule().values;
        let from = values.first().map_or(Date::MIN, |value| value.from);
        NotKnown { rule: self.index, from, to: values.last().and_then(|value| value.to) }
    }
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
