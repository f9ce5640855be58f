//! A month's pay: from gross to net, and what it costs the employer.

use super::residency::{self, Residency};
use crate::explain::Step;
use crate::key;
use crate::message::{Key, Message};
use crate::profile::{Profile, Sector};
use crate::quantity::{Date, Money, Rounding, Tri};
use crate::rulebook::kind::{Brackets, Statement};
use crate::rulebook::{Bracket, Found, NotKnown, Ref, rules};

/// Our choice where the law names none: to the qəpik, half up, each amount by itself.
const ROUNDING: Rounding = Rounding::HalfUp;

/// What a payslip is worked out from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// A day of the month the pay is for.
    pub month: Date,
    /// Whose rules apply.
    pub sector: Sector,
    /// Pay before tax.
    pub gross: Money,
    /// Whether the exemption is given here.
    pub main_workplace: bool,
    /// How disputed rules are read.
    pub reading: PayReading,
}

/// How a rule is read that sources disagree on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayReading {
    /// As the product reads it.
    Ours,
    /// Non-residents pay one flat rate (a website).
    FlatNonResident,
    /// Unemployment and medical insurance cover citizens only (conflict C-12).
    CitizensOnlyInsurance,
    /// The exemption does not go together with the rate of technology parks (nobody says).
    ParkWithoutExemption,
}

/// An amount on the payslip; none where no rule is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its name's text.
    pub name: Key,
    /// Its name in worked examples and receipts.
    pub id: &'static str,
    /// The amount.
    pub amount: Result<Money, NotKnown>,
    /// Why.
    pub why: Step,
}

/// A month's pay, line by line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payslip {
    /// What it was worked out from.
    pub terms: Terms,
    /// Taken from the employee.
    pub employee: Vec<Line>,
    /// Paid by the employer on top.
    pub employer: Vec<Line>,
    /// What is left; the first rule that is not known where one is missing.
    pub net: Result<Money, NotKnown>,
    /// Gross and the employer's part.
    pub cost: Result<Money, NotKnown>,
    /// Why the net pay is what it is.
    pub why: Step,
}

/// The pay of a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pay {
    /// As the product reads the rules.
    pub payslip: Payslip,
    /// Which answers were assumed because nobody gave them.
    pub assumed: Vec<Key>,
    /// Net pay under the other readings, where they differ.
    pub others: Vec<(Key, Payslip)>,
}

/// A month's pay for a profile; none where no amount is entered.
pub fn assess(profile: &Profile, residency: &Result<Residency, NotKnown>, on: Date) -> Option<Pay> {
    let own = &profile.pay;
    let gross = own.gross?;
    let terms = Terms {
        month: own.year.map_or(on, |year| if year.0 == on.year() { on } else { Date::first_of(year.0) }),
        sector: own.sector.unwrap_or(Sector::Private),
        gross,
        main_workplace: own.main_workplace.unwrap_or(true),
        reading: PayReading::Ours,
    };
    let mut assumed = Vec::new();
    if own.sector.is_none() {
        assumed.push(key!("pay.assumed.sector"));
    }
    if own.main_workplace.is_none() {
        assumed.push(key!("pay.assumed.main-workplace"));
    }
    let payslip = payslip(terms);
    // Pay of another year asks for residence in that year.
    let other_year = (terms.month.year() != on.year()).then(|| residency::assess(profile, on, terms.month.year()));
    let resident = other_year.as_ref().unwrap_or(residency).as_ref().map_or(Tri::Unknown, |residency| residency.outcome.resident);
    let mut others = Vec::new();
    for (reading, name, applies) in [
        (PayReading::FlatNonResident, key!("reading.flat"), resident != Tri::Yes),
        (PayReading::CitizensOnlyInsurance, key!("reading.citizens-only"), profile.you.azerbaijani != Some(true)),
        (PayReading::ParkWithoutExemption, key!("reading.not-combined"), terms.sector == Sector::TechnologyPark),
    ] {
        let other = self::payslip(Terms { reading, ..terms });
        if applies && other.net != payslip.net {
            others.push((name, other));
        }
    }
    Some(Pay { payslip, assumed, others })
}

/// Works out a month's pay.
pub fn payslip(terms: Terms) -> Payslip {
    let insured = terms.reading != PayReading::CitizensOnlyInsurance;
    let (social_employee, social_employer, medical) = match terms.sector {
        Sector::OilGasState => (rules::SOCIAL_EMPLOYEE_OIL_GAS_STATE, rules::SOCIAL_EMPLOYER_OIL_GAS_STATE, rules::MEDICAL_OIL_GAS_STATE),
        // Residents of a technology park are private employers outside oil and gas.
        Sector::Private | Sector::TechnologyPark => {
            (rules::SOCIAL_EMPLOYEE_PRIVATE, rules::SOCIAL_EMPLOYER_PRIVATE, rules::MEDICAL_PRIVATE)
        }
    };
    let mut employee = vec![income_tax(terms), contribution("social_employee", key!("pay.social"), social_employee, terms, true)];
    let mut employer = vec![contribution("social_employer", key!("pay.social"), social_employer, terms, true)];
    employee.push(contribution("unemployment_employee", key!("pay.unemployment"), rules::UNEMPLOYMENT_EMPLOYEE, terms, insured));
    employer.push(contribution("unemployment_employer", key!("pay.unemployment"), rules::UNEMPLOYMENT_EMPLOYER, terms, insured));
    employee.push(contribution("medical_employee", key!("pay.medical"), medical, terms, insured));
    employer.push(contribution("medical_employer", key!("pay.medical"), medical, terms, insured));
    for line in employee[2..].iter_mut().chain(&mut employer[1..]) {
        cite_statement(&mut line.why, rules::MEDICAL_FOREIGNERS, terms);
    }
    if terms.sector == Sector::TechnologyPark {
        for line in employee[1..].iter_mut().chain(&mut employer) {
            cite_statement(&mut line.why, rules::SOCIAL_TECHNOLOGY_PARK, terms);
        }
    }

    let total = |lines: &[Line]| lines.iter().map(|line| line.amount).sum::<Result<Money, NotKnown>>();
    let net = total(&employee).map(|taken| terms.gross - taken);
    let cost = total(&employer).map(|added| terms.gross + added);
    let mut why = match net {
        Ok(net) => Step::new(key!("pay.net"), net).how(key!("how.net")),
        Err(_) => Step::unknown(key!("pay.net")).how(key!("how.pay-not-known")),
    };
    why = why.answer(key!("profile.pay.gross"), terms.gross);
    why.inputs.extend(employee.iter().map(|line| line.why.clone()));
    Payslip { terms, employee, employer, net, cost, why }
}

/// Cites what a line rests on beside its rate, where it is known for the month.
fn cite_statement(why: &mut Step, rule: Ref<Statement>, terms: Terms) {
    if let Ok(found) = rule.on(terms.month)
        && !why.cites.iter().any(|cite| cite.rule().id == found.cite.rule().id)
    {
        why.cites.push(found.cite);
    }
}

/// What brackets charge on an amount: the fixed part below the bracket reached, and its rate above.
pub fn charge(brackets: &[Bracket], amount: Money) -> Money {
    let reached = brackets.iter().rev().find(|bracket| amount > bracket.over).or(brackets.first());
    reached.map_or(Money::ZERO, |bracket| bracket.base + bracket.rate.apply((amount - bracket.over).or_zero(), ROUNDING))
}

fn income_tax(terms: Terms) -> Line {
    let name = key!("pay.income-tax");
    let rule = match terms.sector {
        Sector::Private => rules::INCOME_TAX_PRIVATE,
        Sector::OilGasState => rules::INCOME_TAX_OIL_GAS_STATE,
        Sector::TechnologyPark => rules::INCOME_TAX_TECHNOLOGY_PARK,
    };
    let brackets = if terms.reading == PayReading::FlatNonResident {
        rules::INCOME_TAX_NON_RESIDENT.other::<Brackets>("flat", terms.month)
    } else {
        rule.on(terms.month)
    };
    let exemption = exemption(terms);
    let (brackets, exemption) = match (brackets, exemption) {
        (Ok(brackets), Ok(exemption)) => (brackets, exemption),
        (Err(missing), _) | (_, Err(missing)) => return missing_line("income_tax", name, missing),
    };
    let (exempt, exempt_why) = exemption;
    let taxable = (terms.gross - exempt).or_zero();
    let tax = charge(brackets.value, taxable);
    let base =
        Step::new(key!("pay.taxable"), taxable).how(key!("how.taxable")).answer(key!("profile.pay.gross"), terms.gross).from(exempt_why);
    let why = charged(name, brackets, taxable, tax, terms.month).from(base);
    Line { name, id: "income_tax", amount: Ok(tax), why }
}

/// The monthly exemption: at the main workplace, up to a limit, and nothing above it.
fn exemption(terms: Terms) -> Result<(Money, Step), NotKnown> {
    let name = key!("pay.exemption");
    let amount = match (terms.sector, terms.reading) {
        (Sector::TechnologyPark, PayReading::ParkWithoutExemption) => {
            rules::INCOME_TAX_EXEMPTION_TECHNOLOGY_PARK.read_as("not-combined", terms.month)?
        }
        (Sector::TechnologyPark, _) => rules::INCOME_TAX_EXEMPTION_TECHNOLOGY_PARK.on(terms.month)?,
        (Sector::Private, _) => rules::INCOME_TAX_EXEMPTION_PRIVATE.on(terms.month)?,
        (Sector::OilGasState, _) => rules::INCOME_TAX_EXEMPTION.on(terms.month)?,
    };
    let limit = rules::INCOME_TAX_EXEMPTION_LIMIT.on(terms.month)?;
    let (exempt, how) = if terms.reading == PayReading::FlatNonResident {
        // The source of the flat rate names no exemption.
        (Money::ZERO, key!("how.exemption-not-named"))
    } else if !terms.main_workplace {
        (Money::ZERO, key!("how.exemption-elsewhere"))
    } else if terms.gross > limit.value {
        (Money::ZERO, key!("how.exemption-above"))
    } else {
        (amount.value, key!("how.exemption-given"))
    };
    let step = Step::new(name, exempt).how(Message::new(how).with("limit", limit.value)).cite(amount.cite).cite(limit.cite);
    Ok((exempt, step))
}

fn contribution(id: &'static str, name: Key, rule: Ref<Brackets>, terms: Terms, due: bool) -> Line {
    let found = match rule.on(terms.month) {
        Ok(found) => found,
        Err(missing) => return missing_line(id, name, missing),
    };
    if !due {
        let mut why = Step::new(name, Money::ZERO).how(key!("how.not-insured"));
        if let Ok(other) = rules::MEDICAL_FOREIGNERS.read_as("citizens-only", terms.month) {
            why = why.cite(other.cite);
        }
        return Line { name, id, amount: Ok(Money::ZERO), why };
    }
    let amount = charge(found.value, terms.gross);
    Line { name, id, amount: Ok(amount), why: charged(name, found, terms.gross, amount, terms.month) }
}

/// The bracket reached, in words.
fn charged(name: Key, rule: Found<&[Bracket]>, on: Money, result: Money, month: Date) -> Step {
    let mut step = Step::new(name, result).cite(rule.cite);
    if let Some(bracket) = rule.value.iter().rev().find(|bracket| on > bracket.over).or(rule.value.first()) {
        let key = if bracket.over == Money::ZERO { key!("how.charged-first") } else { key!("how.charged") };
        let how = Message::new(key).with("rate", bracket.rate).with("amount", on);
        step = step.how(how.with("base", bracket.base).with("over", bracket.over).with("excess", (on - bracket.over).or_zero()));
    }
    match rules::INCOME_TAX_ROUNDING.on(month) {
        Ok(rounding) => step.cite(rounding.cite),
        Err(_) => step,
    }
}

fn missing_line(id: &'static str, name: Key, missing: NotKnown) -> Line {
    Line { name, id, amount: Err(missing), why: Step::unknown(name).how(not_known(missing)) }
}

/// `Not known for this date; the rules begin on … (and end on …)`.
pub fn not_known(missing: NotKnown) -> Message {
    let name = missing.rule().name;
    match missing.to {
        Some(to) => Message::new(key!("not-known.between")).with("rule", name).with("from", missing.from).with("to", to),
        None => Message::new(key!("not-known.since")).with("rule", name).with("from", missing.from),
    }
}
