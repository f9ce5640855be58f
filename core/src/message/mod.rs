//! What is to be said, without saying it: a text's key and what goes into it.
//!
//! The core names texts by key; only [`crate::text`] turns them into words of a language.

mod fold;

pub use fold::{fold, fold_name};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::quantity::{Date, Interval, Money, Points, Rate, Tri};

include!(concat!(env!("OUT_DIR"), "/keys.rs"));

/// One text of the locale files, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(u16);

impl Key {
    /// The text at a place in the catalogue. Only generated code should need this.
    pub const fn at(index: u16) -> Self {
        Self(index)
    }

    /// The text of a name. Use [`key!`](crate::key), which does this while compiling and so
    /// refuses names that no locale file has.
    pub const fn named(name: &str) -> Option<Self> {
        let (mut low, mut high) = (0, NAMES.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match compare(NAMES[middle].as_bytes(), name.as_bytes()) {
                0 => return Some(Self(middle as u16)),
                1 => high = middle,
                _ => low = middle + 1,
            }
        }
        None
    }

    /// Its place in the catalogue.
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// Its name, for receipts.
    pub fn name(self) -> &'static str {
        NAMES.get(self.index()).copied().unwrap_or_default()
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// 0 equal, 1 the first is greater, 2 less: comparison that works while compiling.
const fn compare(a: &[u8], b: &[u8]) -> u8 {
    let mut index = 0;
    while index < a.len() && index < b.len() {
        if a[index] != b[index] {
            return if a[index] > b[index] { 1 } else { 2 };
        }
        index += 1;
    }
    if a.len() == b.len() {
        0
    } else if a.len() > b.len() {
        1
    } else {
        2
    }
}

/// The [`Key`](crate::message::Key) of a text's name; a name without text does not compile.
#[macro_export]
macro_rules! key {
    ($($name:expr),+) => {
        const {
            match $crate::message::Key::named(concat!($($name),+)) {
                Some(key) => key,
                None => panic!(concat!("no locale file has the text ", $($name),+)),
            }
        }
    };
}

/// Something that goes into a text, formatted for the reader's language there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Arg {
    /// An amount in manat.
    Money(Money),
    /// A percentage.
    Rate(Rate),
    /// A whole number; the first one also chooses the plural form.
    Count(i64),
    /// A range of points.
    Points(Interval<Points>),
    /// A date.
    Date(Date),
    /// A day of every year: month and day.
    #[serde(serialize_with = "day_of_year")]
    DayOfYear(u8, u8),
    /// Yes, no or open.
    Tri(Tri),
    /// A year, which is never grouped.
    Year(i32),
    /// An amount in another currency: hundredths, and its ISO 4217 code.
    #[serde(serialize_with = "sum")]
    Sum(Money, &'static str),
    /// Another text.
    Text(Box<Message>),
    /// What somebody typed, as it is.
    Typed(String),
}

fn day_of_year<S: Serializer>(month: &u8, day: &u8, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&format_args!("{month:02}-{day:02}"))
}

fn sum<S: Serializer>(amount: &Money, currency: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(2))?;
    map.serialize_entry("amount", amount)?;
    map.serialize_entry("currency", currency)?;
    map.end()
}

/// A text with what goes into its gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Which text.
    pub key: Key,
    /// The gaps by name.
    pub args: Vec<(&'static str, Arg)>,
}

impl Message {
    /// A text, for now without anything in its gaps.
    #[inline(never)]
    pub fn new(key: Key) -> Self {
        Self { key, args: Vec::new() }
    }

    /// The same text with one more gap filled.
    #[must_use]
    pub fn with(self, gap: &'static str, arg: impl Into<Arg>) -> Self {
        self.fill(gap, arg.into())
    }

    /// Once for all types: texts are filled in a hundred places.
    #[inline(never)]
    fn fill(mut self, gap: &'static str, arg: Arg) -> Self {
        self.args.push((gap, arg));
        self
    }
}

/// `{ "text": name, "with": { gap: value } }`, or the name alone where nothing goes in.
impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.args.is_empty() {
            return self.key.serialize(serializer);
        }
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("text", &self.key)?;
        map.serialize_entry("with", &Gaps(&self.args))?;
        map.end()
    }
}

struct Gaps<'a>(&'a [(&'static str, Arg)]);

impl Serialize for Gaps<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, arg)| (name, arg)))
    }
}

impl From<Key> for Message {
    fn from(key: Key) -> Self {
        Self::new(key)
    }
}

macro_rules! into_arg {
    ($($type:ty => $variant:ident),+ $(,)?) => {
        $(impl From<$type> for Arg {
            fn from(value: $type) -> Self {
                Self::$variant(value.into())
            }
        })+
    };
}

into_arg! { Money => Money, Rate => Rate, i64 => Count, i32 => Count, u32 => Count, Interval<Points> => Points, Date => Date, Tri => Tri, String => Typed }

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Self::Text(Box::new(message))
    }
}

impl From<Key> for Arg {
    fn from(key: Key) -> Self {
        Self::Text(Box::new(Message::new(key)))
    }
}
