//! What was understood of answers that can be written in several ways.

use serde_json::Value;

use super::{Amount, Answer, Document, Kind, Order, Slot, Worth, WrittenDate};
use crate::quantity::{Date, MANAT, Money};

/// What an answer was understood as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Understood {
    /// A day.
    Day(Date),
    /// An amount, and the code of its currency; no code where the currency is not answered.
    Sum(Money, String),
}

impl Document {
    /// What an answer was understood as; none where it is refused, and where no other form can be meant.
    pub fn understood(&self, slot: Slot) -> Option<Understood> {
        let others = self.beside(slot)?;
        let value = others.get(slot.field)?;
        match slot.question()?.kind {
            Kind::Date => Date::read(value).ok().map(Understood::Day),
            Kind::Money => Worth::read(value).ok().map(|worth| Understood::Sum(worth.0, MANAT.to_owned())),
            Kind::Amount => {
                let currency = others.get("currency").and_then(Value::as_str).unwrap_or_default();
                Amount::read_beside(value, others).ok().map(|amount| Understood::Sum(amount.0, currency.to_owned()))
            }
            _ => None,
        }
    }
}

impl Order {
    /// The date in this order, if it can be read in two ways.
    pub fn settled(self, typed: &str) -> Option<Date> {
        let written = WrittenDate::read(typed).ok().filter(|written| written.other().is_some())?;
        written.in_order(self)
    }
}
