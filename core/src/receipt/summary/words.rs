//! Values as the summary writes them.

use std::fmt::Display;

use crate::message::{Arg, Message};
use crate::quantity::{Interval, Money};
use crate::rulebook::NotKnown;

pub(super) fn known(amount: Result<Money, NotKnown>) -> String {
    amount.map_or_else(not_known, |amount| amount.to_string())
}

pub(super) fn not_known(missing: NotKnown) -> String {
    format!("not known ({})", missing.rule().id)
}

pub(super) fn range<T: Display + PartialEq + Copy>(range: Interval<T>) -> String {
    if range.low == range.high { range.low.to_string() } else { format!("{}..{}", range.low, range.high) }
}

pub(super) fn list<T: Display>(parts: impl IntoIterator<Item = T>) -> String {
    let parts: Vec<String> = parts.into_iter().map(|part| part.to_string()).collect();
    if parts.is_empty() { "none".to_owned() } else { parts.join(", ") }
}

/// `degree 1`: the row that a paper belongs to.
pub(super) fn subject_of(subject: &Message) -> String {
    let row = match subject.args.first() {
        Some((_, Arg::Text(row))) => row,
        _ => subject,
    };
    let name = row.key.name();
    let number = row.args.first().map(|(_, number)| format!(" {}", arg(number))).unwrap_or_default();
    format!("{}{number}", name.strip_prefix("rows.").unwrap_or(name))
}

/// A text by its name, with what goes into it.
pub(super) fn said(message: &Message) -> String {
    if message.args.is_empty() {
        return message.key.name().to_owned();
    }
    let gaps = message.args.iter().map(|(name, value)| format!("{name} {}", arg(value)));
    format!("{} ({})", message.key.name(), list(gaps))
}

fn arg(value: &Arg) -> String {
    match value {
        Arg::Money(money) => money.to_string(),
        Arg::Rate(rate) => rate.to_string(),
        Arg::Count(count) => count.to_string(),
        Arg::Points(points) => range(*points),
        Arg::Date(date) => date.to_string(),
        Arg::DayOfYear(month, day) => format!("{month:02}-{day:02}"),
        Arg::Tri(answer) => answer.name().to_owned(),
        Arg::Year(year) => year.to_string(),
        Arg::Text(inner) => said(inner),
        Arg::Sum(amount, currency) => format!("{amount} {currency}"),
        Arg::Typed(text) => format!("{text:?}"),
    }
}
