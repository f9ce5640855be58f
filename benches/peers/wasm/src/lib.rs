//! Our payslip as a module for the page that times it beside other rule engines, and the figures they work with.
//!
//! All amounts are whole qəpik.

use std::hint::black_box;

use hsmp::assess::payroll::{Schedule, Terms, charge, payslip};
use hsmp::profile::Sector;
use hsmp::quantity::{Date, Money};
use hsmp::rulebook::{Bracket, Found, NotKnown};
use serde_json::{Map, Value, json};
use wasm_bindgen::prelude::*;

/// The insurances of employee and employer, as the lines of a payslip name them.
const EMPLOYEE: [&str; 3] = ["social_employee", "unemployment_employee", "medical_employee"];
const EMPLOYER: [&str; 3] = ["social_employer", "unemployment_employer", "medical_employer"];

/// A table of rates, where one is known for the month.
type Rates = Result<Found<&'static [Bracket]>, NotKnown>;

/// The names of all sectors.
#[wasm_bindgen]
pub fn sectors() -> Vec<String> {
    Sector::ALL.iter().map(|sector| sector.name().to_owned()).collect()
}

/// A citizen's month at the main workplace, for any pay.
#[wasm_bindgen]
pub struct Month {
    terms: Terms,
    schedule: Schedule,
}

#[wasm_bindgen]
impl Month {
    /// January of a year.
    ///
    /// # Errors
    /// Where there is no such sector or year.
    #[wasm_bindgen(constructor)]
    pub fn new(year: i32, sector: &str) -> Result<Month, JsError> {
        let sector = Sector::from_name(sector).ok_or_else(|| JsError::new("no such sector"))?;
        let month = Date::new(year, 1, 1).map_err(|error| JsError::new(&error.to_string()))?;
        let terms = Terms::plain(month, sector, Money::ZERO);
        Ok(Self { terms, schedule: Schedule::of(terms) })
    }

    /// The figures of the rulebook that a payslip needs, as JSON.
    ///
    /// # Errors
    /// Where a rule is not known for the month.
    pub fn figures(&self) -> Result<String, JsError> {
        let schedule = &self.schedule;
        let exemption = schedule.exemption.map_err(not_known)?;
        let sides = |names: [&str; 3], rates: [Rates; 3]| {
            names.into_iter().zip(rates).map(|(name, rates)| Ok((name.to_owned(), table(rates)?))).collect::<Result<Map<_, _>, JsError>>()
        };
        let figures = json!({
            "income_tax": table(schedule.tax)?,
            "exemption": exemption.amount.value.qepik(),
            "exemption_limit": exemption.limit.value.qepik(),
            "employee": sides(EMPLOYEE, schedule.employee)?,
            "employer": sides(EMPLOYER, schedule.employer)?,
        });
        Ok(figures.to_string())
    }

    /// The payslip as the page about pay works it out: rules looked up, every line explained. What is given back
    /// are its amounts: income tax, the insurances of the employee, those of the employer, net pay, cost.
    ///
    /// # Errors
    /// Where a rule is not known for the month.
    pub fn payslip(&self, gross: i32) -> Result<Vec<i32>, JsError> {
        let payslip = payslip(Terms { gross: money(gross), ..self.terms });
        // The explanations must be there although nobody reads them.
        let payslip = black_box(&payslip);
        let lines = payslip.employee.iter().chain(&payslip.employer).map(|line| line.amount);
        lines.chain([payslip.net, payslip.cost]).map(|amount| qepik(amount.map_err(not_known)?)).collect()
    }

    /// The same amounts from rules looked up before, without explanations.
    ///
    /// # Errors
    /// Where a rule is not known for the month.
    pub fn amounts(&self, gross: i32) -> Result<Vec<i32>, JsError> {
        let (schedule, gross) = (&self.schedule, money(gross));
        let lines = || {
            let mut lines = vec![schedule.income_tax(gross)?];
            let (mut net, mut cost) = (gross - lines[0], gross);
            for place in 0..3 {
                let line = schedule.insurance(&schedule.employee, place, gross)?;
                net = net - line;
                lines.push(line);
            }
            for place in 0..3 {
                let line = schedule.insurance(&schedule.employer, place, gross)?;
                cost = cost + line;
                lines.push(line);
            }
            lines.extend([net, cost]);
            Ok(lines)
        };
        lines().map_err(not_known)?.into_iter().map(qepik).collect()
    }

    /// Income tax on taxable pay: the tax schedule alone, looked up before.
    ///
    /// # Errors
    /// Where the rule is not known for the month.
    pub fn income_tax(&self, taxable: i32) -> Result<i32, JsError> {
        qepik(charge(self.schedule.tax.map_err(not_known)?.value, money(taxable)))
    }
}

/// Brackets as plain numbers: what lies over `over` is charged at `of` in `parts`, on top of `base`.
fn table(rates: Rates) -> Result<Value, JsError> {
    let brackets = rates.map_err(not_known)?.value.iter();
    Ok(brackets
        .map(|bracket| {
            let (over, base) = (bracket.over.qepik(), bracket.base.qepik());
            json!({ "over": over, "base": base, "of": bracket.rate.of, "parts": bracket.rate.parts })
        })
        .collect())
}

fn money(qepik: i32) -> Money {
    Money::from_qepik(i64::from(qepik))
}

fn qepik(amount: Money) -> Result<i32, JsError> {
    i32::try_from(amount.qepik()).map_err(|_| JsError::new("an amount is too large"))
}

fn not_known(missing: NotKnown) -> JsError {
    JsError::new(&format!("{} is not known for the month", missing.rule().id))
}
