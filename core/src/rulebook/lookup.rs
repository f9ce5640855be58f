//! The value of a rule on a date, and what an explanation cites of it.

use std::marker::PhantomData;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::{Dated, Other, RULES, Rule, SOURCES, Source, Standing, kind};
use crate::message::Key;
use crate::quantity::Date;

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

impl<K: kind::Kind> Ref<K> {
    pub(super) const fn to(index: u16) -> Self {
        Self { index, kind: PhantomData }
    }

    /// The same rule read as another kind. The build has checked that its values are of that kind.
    pub(super) const fn as_kind<O>(self) -> Ref<O> {
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
