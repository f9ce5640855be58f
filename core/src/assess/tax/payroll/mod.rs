//! A month's pay: from gross to net, and what it costs the employer.

mod schedule;

pub use schedule::{ChargedOn, Due, Schedule, charge, month_of, reached};

use crate::assess::residence::residency::{self, Residency};
use crate::explain::Step;
use crate::key;
use crate::message::{Key, Message};
use crate::profile::{Employer, Profile, Sector};
use crate::quantity::{Date, Money, Rounding, Tri};
use crate::rulebook::{Bracket, Found, NotKnown, rules};
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
    /// Whose pay it is, as far as the insurances ask.
    pub employee: Employee,
    /// Works in the field of a technology park's residents, as their rate of income tax asks.
    pub specialist: bool,
    /// What a technology park's resident pays social insurance on.
    pub base: Base,
    /// How disputed rules are read.
    pub reading: PayReading,
}

/// Whose pay it is: citizens are in every insurance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Employee {
    /// A citizen of Azerbaijan.
    Citizen,
    /// A foreigner, with the two insurances on which sources disagree.
    Foreigner {
        /// Unemployment insurance is taken.
        unemployment: bool,
        /// Medical insurance is taken.
        medical: bool,
    },
}

impl Employee {
    /// A foreigner as the product reads the rules.
    pub const FOREIGNER: Self = Self::Foreigner { unemployment: true, medical: false };

    /// What a profile says; a foreigner where it does not say, because the product is made for them.
    pub fn of(profile: &Profile) -> Self {
        if profile.you.azerbaijani == Some(true) {
            return Self::Citizen;
        }
        Self::Foreigner { unemployment: profile.pay.unemployment.unwrap_or(true), medical: profile.pay.medical.unwrap_or(false) }
    }

    /// The same foreigner as others read the rules, one insurance after the other.
    pub fn otherwise(self) -> impl Iterator<Item = (Key, Self)> {
        let others = match self {
            Self::Citizen => None,
            Self::Foreigner { unemployment, medical } => Some([
                (
                    if unemployment { key!("reading.no-unemployment") } else { key!("reading.unemployment-too") },
                    Self::Foreigner { unemployment: !unemployment, medical },
                ),
                (
                    if medical { key!("reading.no-medical") } else { key!("reading.medical-too") },
                    Self::Foreigner { unemployment, medical: !medical },
                ),
            ]),
        };
        others.into_iter().flatten()
    }
}

/// What social insurance is paid on at a technology park's resident, by the employer's choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// The pay.
    Pay,
    /// Some minimum wages in its place.
    MinimumWages,
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
    /// A citizen's month at the main workplace, without personal deductions, as the product reads the rules;
    /// in a technology park that of a specialist, insured on the pay.
    pub const fn plain(month: Date, sector: Sector, gross: Money) -> Self {
        Self {
            month,
            sector,
            gross,
            main_workplace: true,
            reliefs: [false; 4],
            dependants: false,
            employee: Employee::Citizen,
            specialist: true,
            base: Base::Pay,
            reading: PayReading::Ours,
        }
    }

    /// The same month of a foreigner.
    pub const fn foreigner(month: Date, sector: Sector, gross: Money) -> Self {
        Self { employee: Employee::FOREIGNER, ..Self::plain(month, sector, gross) }
    }

    /// Whose table of income tax applies: in a technology park its own one is for specialists only.
    pub fn table(self) -> Sector {
        if self.sector == Sector::TechnologyPark && !self.specialist { Sector::Private } else { self.sector }
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
            employee: Employee::of(profile),
            specialist: own.specialist.unwrap_or(true),
            base: if own.park_base == Some(true) { Base::MinimumWages } else { Base::Pay },
            ..plain
        }
    }

    /// The same month at another employer, where neither exemption nor deductions are given, and whose choice
    /// of a base nobody asked for.
    pub fn elsewhere(self, employer: &Employer) -> Option<Self> {
        let sector = employer.sector.unwrap_or(Sector::Private);
        Some(Self { gross: employer.gross?, sector, main_workplace: false, base: Base::Pay, ..self })
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
    if profile.you.azerbaijani.is_none() {
        assumed.push(key!("pay.assumed.foreigner"));
    }
    if in_a_park(profile) && profile.pay.specialist.is_none() {
        assumed.push(key!("pay.assumed.specialist"));
    }
    if profile.pay.sector == Some(Sector::TechnologyPark) && profile.pay.park_base.is_none() && Employee::of(profile) == Employee::Citizen {
        assumed.push(key!("pay.assumed.park-base"));
    }
    assumed
}

/// Whether one of the employers is a resident of a technology park.
pub fn in_a_park(profile: &Profile) -> bool {
    let others = profile.employers.iter().map(|employer| employer.sector);
    others.chain([profile.pay.sector]).any(|sector| sector == Some(Sector::TechnologyPark))
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
    let none = if terms.table() == Sector::TechnologyPark { key!("reading.not-combined") } else { key!("reading.none-private") };
    let mut add = |name: Key, other: Terms| {
        let other = self::payslip(other);
        if other.net != payslip.net {
            others.push((name, other));
        }
    };
    if profile.you.azerbaijani.is_none() {
        add(key!("reading.citizen"), Terms { employee: Employee::Citizen, ..terms });
    }
    if resident != Tri::Yes {
        add(key!("reading.flat"), Terms { reading: PayReading::FlatNonResident, ..terms });
    }
    for (name, employee) in terms.employee.otherwise() {
        add(name, Terms { employee, ..terms });
    }
    if terms.table() != Sector::OilGasState {
        add(none, without);
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
            let known = || Ok((rates[place]?, schedule.dues[place]?, schedule.insurance(rates, place, terms.gross)?));
            let (rate, due, amount) = match known() {
                Ok(known) => known,
                Err(missing) => return missing_line(id, name, missing),
            };
            let mut why = match due.base(terms.gross) {
                Some(base) => charged(name, rate, base, amount, terms.month),
                None => Step::new(name, amount).how(not_due(place)),
            };
            why.cites.extend(due.cite);
            why.inputs.extend(wages(due));
            if terms.sector == Sector::TechnologyPark && due.base(terms.gross).is_some() {
                why.cites.extend(rules::SOCIAL_TECHNOLOGY_PARK.on(terms.month).ok().map(|found| found.cite));
            }
            Line { name, id, amount: Ok(amount), why }
        })
        .collect()
}

/// Why an insurance takes nothing.
fn not_due(place: usize) -> Key {
    match place {
        0 => key!("how.exempt-in-park"),
        1 => key!("how.not-insured"),
        _ => key!("how.foreigners-not-covered"),
    }
}

/// The minimum wages that stand in place of the pay.
fn wages(due: Due) -> Option<Step> {
    let ChargedOn::MinimumWages { count, wage } = due.on else { return None };
    let how = Message::new(key!("how.minimum-wages")).with("count", i64::from(count.value)).with("wage", wage.value);
    Some(Step::new(key!("pay.base"), due.base(Money::ZERO)?).how(how).cite(count.cite).cite(wage.cite))
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
