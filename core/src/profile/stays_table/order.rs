//! Whether the day or the month stands first in a list.

use super::{Line, Places};
use crate::profile::{Order, WrittenDate};
use crate::quantity::Date;

/// A date of a list that does not say whether the day or the month stands first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecided {
    /// The number of its line, from 1.
    pub number: usize,
    /// The date as it is written.
    pub text: String,
    /// What it is with the day first.
    pub day_first: Date,
    /// What it is with the month first.
    pub month_first: Date,
}

/// What a list says about the order of day and month.
pub(super) enum InOrder {
    /// No date depends on it.
    Any,
    /// This one.
    Known(Order),
    /// The month first: the line of this number has no other reading.
    Proved(usize),
    /// Both are possible, or each is for some lines only.
    Undecided(Undecided),
}

/// An order is out if a line makes no sense in it, but does in the other: there is no such day, or the stay ends
/// before it begins.
pub(super) fn order_of(lines: &[Line], places: Places) -> InOrder {
    let (mut without_day_first, mut without_month_first, mut either, mut is_dotted) = (None, None, None, true);
    for line in lines {
        let [from, to] = [1, 2].map(|column| WrittenDate::read(line.cell(places, column)).ok());
        match (fits(Order::DayFirst, from, to), fits(Order::MonthFirst, from, to)) {
            (true, false) => without_month_first = Some(line.number),
            (false, true) if without_day_first.is_none() => without_day_first = Some(line.number),
            _ => {}
        }
        for (column, date) in [(1, from), (2, to)] {
            let Some(date) = date.filter(|date| date.depends_on_order()) else { continue };
            is_dotted &= date.other().is_none();
            if either.is_none()
                && let (Some(day_first), Some(month_first)) = (date.in_order(Order::DayFirst), date.in_order(Order::MonthFirst))
            {
                let text = line.cell(places, column).to_owned();
                either = Some(Undecided { number: line.number, text, day_first, month_first });
            }
        }
    }
    match (without_day_first, without_month_first, either) {
        (Some(line), None, _) => InOrder::Proved(line),
        (None, Some(_), _) => InOrder::Known(Order::DayFirst),
        // With points the day stands first.
        (None, None, Some(_)) if is_dotted => InOrder::Known(Order::DayFirst),
        (_, _, Some(date)) => InOrder::Undecided(date),
        (_, _, None) => InOrder::Any,
    }
}

/// Whether both days exist in an order, and the last is not before the first.
pub(super) fn fits(order: Order, from: Option<WrittenDate>, to: Option<WrittenDate>) -> bool {
    let [from, to] = [from, to].map(|date| date.map(|date| date.in_order(order)));
    !matches!((from, to), (Some(None), _) | (_, Some(None))) && from.flatten().zip(to.flatten()).is_none_or(|(from, to)| from <= to)
}
