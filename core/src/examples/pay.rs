//! Rows about pay: a month before and after tax, and what follows from it.

use super::Unreadable;
use super::kinds::{Columns, Outcome, compared, date, money, yes_no};
use super::table::Row;
use crate::assess::tax::pay::{cliffs, gross_for};
use crate::assess::tax::payroll::{Base, Employee, Payslip, Schedule, Terms, payslip};
use crate::profile::Sector;
use crate::quantity::Money;
use crate::rulebook::NotKnown;

/// Every line of a payslip and its two totals.
const PAYSLIP_LINES: &[&str] = &[
    "income_tax",
    "social_employee",
    "social_employer",
    "unemployment_employee",
    "unemployment_employer",
    "medical_employee",
    "medical_employer",
    "net",
    "employer_cost",
];
pub(super) const PAYROLL: Columns = [&["month", "sector", "residency", "gross"], PAYSLIP_LINES];
pub(super) const PAYSLIP: Columns = [&["month", "sector", "citizen", "specialist", "base", "main", "gross"], PAYSLIP_LINES];
pub(super) const DEDUCTIONS: Columns = [
    &["month", "sector", "gross", "main", "deduction", "dependants", "citizen"],
    &["income_tax", "social_employee", "unemployment_employee", "medical_employee", "net"],
];
pub(super) const GROSS: Columns = [&["month", "sector", "net"], &["gross"]];
pub(super) const CLIFFS: Columns = [&["month", "sector", "main"], &["at", "loss", "recovered"]];

fn shown(amount: Result<Money, NotKnown>) -> String {
    amount.map_or_else(|_| "not known".to_owned(), |amount| amount.to_string())
}

/// Month and sector of a row, at the main workplace and without deductions.
fn terms(row: &Row<'_>, gross: Money) -> Result<Terms, Unreadable> {
    let month = row.read("month", |text| date(&format!("{text}-01")))?;
    Ok(Terms::plain(month, row.read("sector", Sector::from_name)?, gross))
}

pub(super) fn payroll(row: &Row<'_>) -> Outcome {
    let terms = terms(row, row.read("gross", money)?)?;
    // Residents and others pay the same under the reading that is checked here (Art. 125.1.6).
    row.read("residency", |text| matches!(text, "resident" | "non-resident").then_some(()))?;
    lines_of(row, &payslip(terms))
}

/// A citizen, or a foreigner as the product reads the rules.
fn employee(text: &str) -> Option<Employee> {
    yes_no(text).map(|citizen| if citizen { Employee::Citizen } else { Employee::FOREIGNER })
}

/// A full month of a citizen or a foreigner; in a technology park also of somebody who is no specialist.
pub(super) fn payslip_row(row: &Row<'_>) -> Outcome {
    let slip = payslip(Terms {
        main_workplace: row.read("main", yes_no)?,
        employee: row.read("citizen", employee)?,
        specialist: row.read("specialist", |text| if text.is_empty() { Some(true) } else { yes_no(text) })?,
        base: row.read("base", |text| match text {
            "" | "pay" => Some(Base::Pay),
            "four-minimum-wages" => Some(Base::MinimumWages),
            _ => None,
        })?,
        ..terms(row, row.read("gross", money)?)?
    });
    lines_of(row, &slip)
}

fn lines_of(row: &Row<'_>, slip: &Payslip) -> Outcome {
    let lines = slip.employee.iter().chain(&slip.employer).map(|line| row.compare(line.id, shown(line.amount)));
    compared(lines.chain([row.compare("net", shown(slip.net)), row.compare("employer_cost", shown(slip.cost))]))
}

/// The deductions of Art. 102.1-1, 102.2, 102.3 and 102.4, by their monthly amount.
fn reliefs(text: &str) -> Option<[bool; 4]> {
    let place = match text {
        "0" => return Some([false; 4]),
        "800" => 0,
        "400" => 1,
        "200" => 2,
        "100" => 3,
        _ => return None,
    };
    let mut reliefs = [false; 4];
    reliefs[place] = true;
    Some(reliefs)
}

pub(super) fn deductions(row: &Row<'_>) -> Outcome {
    let slip = payslip(Terms {
        main_workplace: row.read("main", yes_no)?,
        reliefs: row.read("deduction", reliefs)?,
        dependants: row.read("dependants", yes_no)?,
        employee: row.read("citizen", employee)?,
        ..terms(row, row.read("gross", money)?)?
    });
    let lines = slip.employee.iter().map(|line| row.compare(line.id, shown(line.amount)));
    compared(lines.chain([row.compare("net", shown(slip.net))]))
}

/// Every pay that leaves `net`.
pub(super) fn gross(row: &Row<'_>) -> Outcome {
    let schedule = Schedule::of(terms(row, Money::ZERO)?);
    let all = gross_for(&schedule, row.read("net", money)?);
    let all = all.map_or_else(|_| "not known".to_owned(), |all| all.iter().map(Money::to_string).collect::<Vec<_>>().join(" "));
    compared([row.compare("gross", all)])
}

/// One cliff or `none`; no known month has two.
pub(super) fn cliff(row: &Row<'_>) -> Outcome {
    let schedule = Schedule::of(Terms { main_workplace: row.read("main", yes_no)?, ..terms(row, Money::ZERO)? });
    let [at, loss, recovered] = match cliffs(&schedule) {
        Err(_) => ["not known".to_owned(), String::new(), String::new()],
        Ok(all) => match all.as_slice() {
            [] => ["none".to_owned(), String::new(), String::new()],
            [one] => [one.at.to_string(), one.loss.to_string(), one.recovered.to_string()],
            _ => ["several".to_owned(), String::new(), String::new()],
        },
    };
    compared([row.compare("at", at), row.compare("loss", loss), row.compare("recovered", recovered)])
}
