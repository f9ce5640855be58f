//! Figures of the law that stand in questions and sentences: filled in from the rules, so that a
//! changed rule changes every sentence.

use crate::message::{Arg, Key, Message};
use crate::rulebook::rules;

/// A text with the figures that any text may use: `{limit}` days of tax residence, `{window}` years
/// of work looked back on, `{experience}` points at most for work, `{return}` the day of the tax return,
/// `{dependants}` persons supported for the deduction, `{former}` months without the relief for services to a
/// former employer, `{small}` turnover of a company whose dividends are exempt, `{long}` months of a deposit
/// whose interest is.
pub fn with_figures(key: Key) -> Message {
    let mut message = Message::new(key);
    if let Some(limit) = rules::RESIDENCY_DAYS.latest() {
        message = message.with("limit", limit.value);
    }
    if let Some(window) = rules::POINTS_EXPERIENCE_WINDOW.latest() {
        message = message.with("window", window.value);
    }
    if let Some(maximum) = rules::POINTS_EXPERIENCE_MAXIMUM.latest() {
        message = message.with("experience", maximum.value);
    }
    if let Some((month, day)) = rules::RESIDENCY_RETURN.latest().and_then(|due| due.value.first().copied()) {
        message = message.with("return", Arg::DayOfYear(month, day));
    }
    if let Some(least) = rules::RELIEF_DEPENDANTS_LEAST.latest() {
        message = message.with("dependants", least.value);
    }
    if let Some(months) = rules::BUSINESS_SERVICES_EMPLOYER.latest() {
        message = message.with("former", months.value);
    }
    if let Some(most) = rules::INCOME_SMALL_COMPANY.latest() {
        message = message.with("small", most.value);
    }
    if let Some(months) = rules::INCOME_LONG_DEPOSIT.latest() {
        message = message.with("long", months.value);
    }
    message
}
