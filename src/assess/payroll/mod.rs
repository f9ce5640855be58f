//! A month's pay: from gross to net, and what it costs the employer.

mod schedule;

pub use schedule::{Schedule, charge, month_of, reached};

use super::residency::{self, Residency};
use crate::explain::Step;
use crate::key;
use crate::message::{Key, Message};
use crate::profile::{Employer, Profile, Sector};
use crate::quantity::{Date, Money, Rounding, Tri};
use crate::rulebook::kind::Statement;
use crate::rulebook::{Bracket, Found, NotKnown, Ref, rules};
use schedule::Rates;

/// Months of a year.
pub const MONTHS: i64 = 12;

/// Our choice where the law names none: to the qəpik, half up, each amount by itself.
pub const ROUNDING: Rounding = Rounding::HalfUp;

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
    /// Personal deductions a person has, of which the largest is given: Art. 102.1-1, 102.2, 102.3, 102.4.
    pub reliefs: [bool; 4],
    /// The deduction for dependants is given (Art. 102.5).
    pub dependants: bool,
    /// Unemployment and medical insurance are taken; sources disagree for foreigners (conflict C-12).
    pub insured: bool,
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
    /// No exemption in the private sector (an adviser, conflict C-4), or none together with the rate of
    /// technology parks (nobody says).
    WithoutExemption,
}

impl Terms {
    /// At the main workplace, insured, without personal deductions, as the product reads the rules.
    pub const fn plain(month: Date, sector: Sector, gross: Money) -> Self {
        let reading = PayReading::Ours;
        Self { month, sector, gross, main_workplace: true, reliefs: [false; 4], dependants: false, insured: true, reading }
    }

    /// What a profile says of its main job; none where no amount is entered.
    pub fn of(profile: &Profile, on: Date) -> Option<Self> {
        profile.pay.gross?;
        Some(Self::asked(profile, on))
    }

    /// The same for an amount still to be found.
    pub fn asked(profile: &Profile, on: Date) -> Self {
        let own = &profile.pay;
        let has = &profile.reliefs;
        let yes = |answer: Option<bool>| answer == Some(true);
        let month = month_of(profile, on);
        let plain = Self::plain(month, own.sector.unwrap_or(Sector::Private), own.gross.unwrap_or_default());
        Self {
            main_workplace: own.main_workplace.unwrap_or(true),
            reliefs: [yes(has.martyr_family), yes(has.hero), yes(has.disability), yes(has.other)],
            dependants: yes(has.dependants),
            insured: own.insured.unwrap_or(true),
            ..plain
        }
    }

    /// The same month at another employer, where neither exemption nor deductions are given.
    pub fn elsewhere(self, employer: &Employer) -> Option<Self> {
        let sector = employer.sector.unwrap_or(Sector::Private);
        Some(Self { gross: employer.gross?, sector, main_workplace: false, ..self })
    }
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

/// What was taken for answers about the main job that nobody gave.
pub fn assumed(profile: &Profile) -> Vec<Key> {
    let mut assumed = Vec::new();
    if profile.pay.sector.is_none() {
        assumed.push(key!("pay.assumed.sector"));
    }
    if profile.pay.main_workplace.is_none() {
        assumed.push(key!("pay.assumed.main-workplace"));
    }
    assumed
}

/// Whether the person is a resident in the year of the pay, which may be another than that of the assessment.
pub fn resident(profile: &Profile, residency: &Result<Residency, NotKnown>, on: Date, year: i32) -> Tri {
    let other = (year != on.year()).then(|| residency::assess(profile, on, year));
    other.as_ref().unwrap_or(residency).as_ref().map_or(Tri::Unknown, |residency| residency.outcome.resident)
}

/// A month's pay for a profile; none where no amount is entered.
pub fn assess(profile: &Profile, residency: &Result<Residency, NotKnown>, on: Date) -> Option<Pay> {
    let terms = Terms::of(profile, on)?;
    let payslip = payslip(terms);
    let resident = resident(profile, residency, on, terms.month.year());
    let mut others = Vec::new();
    let without = Terms { reading: PayReading::WithoutExemption, ..terms };
    let none = if terms.sector == Sector::TechnologyPark { key!("reading.not-combined") } else { key!("reading.none-private") };
    let insured = if terms.insured { key!("reading.citizens-only") } else { key!("reading.insured") };
    for (other, name, applies) in [
        (Terms { reading: PayReading::FlatNonResident, ..terms }, key!("reading.flat"), resident != Tri::Yes),
        (Terms { insured: !terms.insured, ..terms }, insured, profile.you.azerbaijani != Some(true)),
        (without, none, terms.sector != Sector::OilGasState),
    ] {
        let other = self::payslip(other);
        if applies && other.net != payslip.net {
            others.push((name, other));
        }
    }
    Some(Pay { payslip, assumed: assumed(profile), others })
}

/// Works out a month's pay.
pub fn payslip(terms: Terms) -> Payslip {
    let schedule = Schedule::of(terms);
    let mut employee = vec![income_tax(&schedule, terms)];
    employee.extend(insurances(["social_employee", "unemployment_employee", "medical_employee"], &schedule, &schedule.employee, terms));
    let employer = insurances(["social_employer", "unemployment_employer", "medical_employer"], &schedule, &schedule.employer, terms);
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

fn income_tax(schedule: &Schedule, terms: Terms) -> Line {
    let (id, name) = ("income_tax", key!("pay.income-tax"));
    let known = || Ok((schedule.tax?, schedule.taxable(terms.gross)?, schedule.income_tax(terms.gross)?));
    let (rates, taxable, tax) = match known() {
        Ok(known) => known,
        Err(missing) => return missing_line(id, name, missing),
    };
    let mut base = Step::new(key!("pay.taxable"), taxable).how(key!("how.taxable")).answer(key!("profile.pay.gross"), terms.gross);
    base.inputs.extend(exempt(schedule, terms));
    base.inputs.extend(deducted(schedule, terms));
    Line { name, id, amount: Ok(tax), why: charged(name, rates, taxable, tax, terms.month).from(base) }
}

/// The monthly exemption: at the main workplace, up to a limit, and nothing above it.
fn exempt(schedule: &Schedule, terms: Terms) -> Option<Step> {
    let rule = schedule.exemption.ok()?;
    let how = if terms.reading == PayReading::FlatNonResident {
        key!("how.exemption-not-named")
    } else if !rule.given {
        key!("how.exemption-elsewhere")
    } else if terms.gross > rule.limit.value {
        key!("how.exemption-above")
    } else {
        key!("how.exemption-given")
    };
    let step = Step::new(key!("pay.exemption"), schedule.exempt(terms.gross).ok()?);
    Some(step.how(Message::new(how).with("limit", rule.limit.value)).cite(rule.amount.cite).cite(rule.limit.cite))
}

/// Personal deductions, where there are any.
fn deducted(schedule: &Schedule, terms: Terms) -> Option<Step> {
    let relief = schedule.relief.ok().filter(|relief| relief.amount() > Money::ZERO)?;
    let mut step = Step::new(key!("pay.relief"), relief.amount()).how(key!("how.relief"));
    step.cites.extend(relief.cites());
    let also = [rules::RELIEF_LARGEST.on(terms.month), rules::RELIEF_WHERE.on(terms.month)];
    step.cites.extend(also.into_iter().flatten().map(|found| found.cite));
    Some(step)
}

/// Social, unemployment and medical insurance of one side.
fn insurances(ids: [&'static str; 3], schedule: &Schedule, rates: &[Rates; 3], terms: Terms) -> Vec<Line> {
    let names = [key!("pay.social"), key!("pay.unemployment"), key!("pay.medical")];
    (0..3)
        .map(|place| {
            let (id, name) = (ids[place], names[place]);
            let mut line = match (rates[place], schedule.insurance(rates, place, terms.gross)) {
                (Ok(rate), Ok(amount)) if place == 0 || schedule.insured => {
                    Line { name, id, amount: Ok(amount), why: charged(name, rate, terms.gross, amount, terms.month) }
                }
                (Ok(_), Ok(amount)) => not_insured(id, name, amount, terms.month),
                (Err(missing), _) | (_, Err(missing)) => missing_line(id, name, missing),
            };
            if place > 0 {
                cite_statement(&mut line.why, rules::MEDICAL_FOREIGNERS, terms);
            }
            if terms.sector == Sector::TechnologyPark {
                cite_statement(&mut line.why, rules::SOCIAL_TECHNOLOGY_PARK, terms);
            }
            line
        })
        .collect()
}

fn not_insured(id: &'static str, name: Key, amount: Money, month: Date) -> Line {
    let why = Step::new(name, amount).how(key!("how.not-insured"));
    let why = match rules::MEDICAL_FOREIGNERS.read_as("citizens-only", month) {
        Ok(other) => why.cite(other.cite),
        Err(_) => why,
    };
    Line { name, id, amount: Ok(amount), why }
}

/// The bracket reached, in words.
fn charged(name: Key, rule: Found<&[Bracket]>, on: Money, result: Money, month: Date) -> Step {
    let mut step = Step::new(name, result).cite(rule.cite);
    if let Some(bracket) = reached(rule.value, on) {
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
