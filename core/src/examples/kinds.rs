//! The kinds of tables, and how cells are read in several of them.

use super::table::Row;
use super::{Difference, Unreadable, dates, journey, papers, pay, permits, points, programmes, residence, tax};
use crate::quantity::{Date, Interval, Money};

pub(super) type Outcome = Result<Vec<Difference>, Unreadable>;

/// The columns of what goes in, and of what must come out.
pub(super) type Columns = [&'static [&'static str]; 2];

pub(super) struct Kind {
    name: &'static str,
    pub(super) columns: Columns,
    pub(super) run: fn(&Row<'_>) -> Outcome,
}

const KINDS: [Kind; 19] = [
    Kind { name: "payroll", columns: pay::PAYROLL, run: pay::payroll },
    Kind { name: "residency", columns: residence::RESIDENCY, run: residence::residency_row },
    Kind { name: "window", columns: residence::WINDOW, run: residence::window },
    Kind { name: "business-days", columns: dates::BUSINESS_DAYS, run: dates::business_days },
    Kind { name: "date-add", columns: dates::DATE_ADD, run: dates::date_add },
    Kind { name: "points", columns: points::COLUMNS, run: points::row },
    Kind { name: "deductions", columns: pay::DEDUCTIONS, run: pay::deductions },
    Kind { name: "gross", columns: pay::GROSS, run: pay::gross },
    Kind { name: "cliffs", columns: pay::CLIFFS, run: pay::cliff },
    Kind { name: "business", columns: tax::BUSINESS, run: tax::business },
    Kind { name: "clock", columns: residence::CLOCK, run: residence::clock },
    Kind { name: "plan", columns: residence::PLAN, run: residence::plan },
    Kind { name: "journey", columns: journey::COLUMNS, run: journey::row },
    Kind { name: "permit", columns: permits::PERMIT, run: permits::permit },
    Kind { name: "fee", columns: permits::FEE, run: permits::duty },
    Kind { name: "programme", columns: programmes::COLUMNS, run: programmes::row },
    Kind { name: "payslip", columns: pay::PAYSLIP, run: pay::payslip_row },
    Kind { name: "income", columns: tax::INCOME, run: tax::income },
    Kind { name: "paper", columns: papers::COLUMNS, run: papers::row },
];

/// The names of the kinds, for a person.
pub(super) fn names() -> String {
    KINDS.each_ref().map(|kind| kind.name).join(", ")
}

/// The kind that a file's name begins with. Underscores count as hyphens, as in `date_add.csv`.
pub(super) fn of_file(name: &str) -> Option<&'static Kind> {
    let name = name.replace('_', "-");
    let of_kind = |kind: &&Kind| name.strip_prefix(kind.name).is_some_and(|rest| rest.starts_with(['.', '-']));
    // The longest, because `business-days` also begins with `business`.
    KINDS.iter().filter(of_kind).max_by_key(|kind| kind.name.len())
}

pub(super) fn compared(differences: impl IntoIterator<Item = Option<Difference>>) -> Outcome {
    Ok(differences.into_iter().flatten().collect())
}

pub(super) fn date(text: &str) -> Option<Date> {
    Date::parse_iso(text).ok()
}

pub(super) fn money(text: &str) -> Option<Money> {
    Money::parse(text).ok()
}

pub(super) fn yes_no(text: &str) -> Option<bool> {
    match text {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

/// Reads a cell; an empty one is an unanswered question.
pub(super) fn optional<T>(read: impl Fn(&str) -> Option<T>) -> impl Fn(&str) -> Option<Option<T>> {
    move |text| if text.is_empty() { Some(None) } else { read(text).map(Some) }
}

/// `12`, or `12 to 40`.
pub(super) fn range<T: PartialEq + std::fmt::Display>(range: Interval<T>) -> String {
    if range.low == range.high { range.low.to_string() } else { format!("{} to {}", range.low, range.high) }
}
