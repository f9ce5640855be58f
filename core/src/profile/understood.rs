//! What was understood of answers that can be written in several ways.

use serde_json::Value;

use super::{Amount, Answer, Answers, Document, Kind, Order, SECTIONS, Slot, Worth, WrittenDate};
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

    /// Takes every date that can be read in two ways as it is in one order: the person has said in which they write.
    pub fn settle_dates(&mut self, order: Order) {
        for section in SECTIONS {
            let rows = if section.list { self.rows(section.name).into_iter().map(Some).collect() } else { vec![None] };
            let dates = section.fields.iter().filter(|field| field.kind == Kind::Date);
            for (row, date) in rows.iter().flat_map(|row| dates.clone().map(move |date| (*row, date))) {
                let slot = date.slot.in_row(row);
                let settled = order.settled(&self.plain(slot));
                if let Some(date) = settled {
                    self.set(slot, &date.to_string());
                }
            }
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
