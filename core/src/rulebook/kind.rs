//! The kinds of value, as types.

use super::{Bracket, Content, Criterion, Tier};
use crate::quantity::{self, Date, Interval, Points};

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
