//! The rules of a month's pay, looked up once: then any number of amounts can be worked out.

use super::{Base, Employee, PayReading, ROUNDING, Terms};
use crate::profile::{Profile, Sector};
use crate::quantity::{Date, Money};
use crate::rulebook::kind::Brackets;
use crate::rulebook::{Bracket, Citation, Found, NotKnown, Ref, rules};

/// A rule with brackets, where one is known for the month.
pub type Rates = Result<Found<&'static [Bracket]>, NotKnown>;

/// What is taken from pay, and what comes on top: rules only, no amounts.
#[derive(Clone, Copy, Debug)]
pub struct Schedule {
    /// Income tax.
    pub tax: Rates,
    /// What is exempt each month, up to a limit.
    pub exemption: Result<Exemption, NotKnown>,
    /// Personal deductions from taxable pay.
    pub relief: Result<Relief, NotKnown>,
    /// Social, unemployment and medical insurance of the employee.
    pub employee: [Rates; 3],
    /// The same of the employer.
    pub employer: [Rates; 3],
    /// What each of the three is charged on, on both sides.
    pub dues: [Result<Due, NotKnown>; 3],
}

/// What an insurance is charged on.
#[derive(Clone, Copy, Debug)]
pub struct Due {
    /// What.
    pub on: ChargedOn,
    /// The rule on the person or the employer that says so, where there is one.
    pub cite: Option<Citation>,
}

/// What a contribution is charged on.
#[derive(Clone, Copy, Debug)]
pub enum ChargedOn {
    /// The pay.
    Pay,
    /// So many minimum wages, whatever the pay.
    MinimumWages {
        /// How many.
        count: Found<i32>,
        /// Each.
        wage: Found<Money>,
    },
    /// Nothing: it is not due.
    Nothing,
}

impl Due {
    /// On the pay, whoever it is.
    const PAY: Self = Self { on: ChargedOn::Pay, cite: None };

    /// Whether it rises with the pay.
    pub const fn is_on_pay(self) -> bool {
        matches!(self.on, ChargedOn::Pay)
    }

    /// The amount for a pay; none where the contribution is not due.
    pub fn base(self, gross: Money) -> Option<Money> {
        match self.on {
            ChargedOn::Pay => Some(gross),
            ChargedOn::MinimumWages { count, wage } => Some(wage.value.times(i64::from(count.value))),
            ChargedOn::Nothing => None,
        }
    }
}

/// The monthly exemption of Art. 102.1.6.
#[derive(Clone, Copy, Debug)]
pub struct Exemption {
    /// What is exempt.
    pub amount: Found<Money>,
    /// Above this pay nothing is.
    pub limit: Found<Money>,
    /// Whether the employer gives it at all.
    pub given: bool,
}

/// The deductions of Art. 102.1-1 to 102.5.
#[derive(Clone, Copy, Debug, Default)]
pub struct Relief {
    /// The largest of those of which only one is given.
    pub largest: Option<Found<Money>>,
    /// For dependants, on top.
    pub dependants: Option<Found<Money>>,
}

impl Relief {
    /// Both together.
    pub fn amount(self) -> Money {
        [self.largest, self.dependants].into_iter().flatten().map(|found| found.value).sum()
    }

    /// What they rest on.
    pub fn cites(self) -> impl Iterator<Item = Citation> {
        [self.largest, self.dependants].into_iter().flatten().map(|found| found.cite)
    }
}

impl Schedule {
    /// The rules that apply; the amount in the terms decides nothing.
    pub fn of(terms: Terms) -> Self {
        let month = terms.month;
        let tax = match terms.table() {
            Sector::Private => rules::INCOME_TAX_PRIVATE,
            Sector::OilGasState => rules::INCOME_TAX_OIL_GAS_STATE,
            Sector::TechnologyPark => rules::INCOME_TAX_TECHNOLOGY_PARK,
        };
        let (social, medical) = match terms.sector {
            // Residents of a technology park are private employers outside oil and gas.
            Sector::Private | Sector::TechnologyPark => {
                ([rules::SOCIAL_EMPLOYEE_PRIVATE, rules::SOCIAL_EMPLOYER_PRIVATE], rules::MEDICAL_PRIVATE)
            }
            Sector::OilGasState => {
                ([rules::SOCIAL_EMPLOYEE_OIL_GAS_STATE, rules::SOCIAL_EMPLOYER_OIL_GAS_STATE], rules::MEDICAL_OIL_GAS_STATE)
            }
        };
        let tax = if terms.reading == PayReading::FlatNonResident {
            rules::INCOME_TAX_NON_RESIDENT.other::<Brackets>("flat", month)
        } else {
            tax.on(month)
        };
        let rates = |social: Ref<Brackets>, unemployment: Ref<Brackets>| [social.on(month), unemployment.on(month), medical.on(month)];
        Self {
            tax,
            exemption: exemption(terms),
            relief: relief(terms),
            employee: rates(social[0], rules::UNEMPLOYMENT_EMPLOYEE),
            employer: rates(social[1], rules::UNEMPLOYMENT_EMPLOYER),
            dues: [social_due(terms), unemployment_due(terms), medical_due(terms)],
        }
    }

    /// What of a month's pay is exempt, without personal deductions.
    ///
    /// # Errors
    /// Where the rule is not known for the month.
    pub fn exempt(&self, gross: Money) -> Result<Money, NotKnown> {
        self.exemption.map(|rule| if rule.given && gross <= rule.limit.value { rule.amount.value } else { Money::ZERO })
    }

    /// What of a month's pay is taxed.
    ///
    /// # Errors
    /// Where a rule is not known for the month.
    pub fn taxable(&self, gross: Money) -> Result<Money, NotKnown> {
        Ok((gross - self.exempt(gross)? - self.relief?.amount()).or_zero())
    }

    /// Income tax of a month.
    ///
    /// # Errors
    /// Where a rule is not known for the month.
    pub fn income_tax(&self, gross: Money) -> Result<Money, NotKnown> {
        Ok(charge(self.tax?.value, self.taxable(gross)?))
    }

    /// One of the insurances, by its rates and its place among the three.
    ///
    /// # Errors
    /// Where the rule is not known for the month.
    pub fn insurance(&self, rates: &[Rates; 3], place: usize, gross: Money) -> Result<Money, NotKnown> {
        let (rates, due) = (rates[place]?, self.dues[place]?);
        Ok(due.base(gross).map_or(Money::ZERO, |base| charge(rates.value, base)))
    }

    /// What is left of a month's pay.
    ///
    /// # Errors
    /// Where a rule is not known for the month.
    pub fn net(&self, gross: Money) -> Result<Money, NotKnown> {
        let mut net = gross - self.income_tax(gross)?;
        for place in 0..3 {
            net = net - self.insurance(&self.employee, place, gross)?;
        }
        Ok(net)
    }

    /// The amounts above which something changes, ascending, each once.
    ///
    /// # Errors
    /// Where a rule is not known for the month.
    pub fn edges(&self) -> Result<Vec<Money>, NotKnown> {
        let exemption = self.exemption?;
        let mut edges = vec![Money::ZERO];
        let mut add = |edge: Money| {
            if let Err(place) = edges.binary_search(&edge) {
                edges.insert(place, edge);
            }
        };
        let relief = self.relief?.amount();
        let exempt = if exemption.given { exemption.amount.value } else { Money::ZERO };
        if exemption.given {
            add(exemption.limit.value);
        }
        // Below the limit tax begins above what is exempt, and so does each of its brackets.
        for bracket in self.tax?.value {
            let (below, above) = (bracket.over + relief + exempt, bracket.over + relief);
            if below <= exemption.limit.value {
                add(below);
            }
            if above > exemption.limit.value || exempt == Money::ZERO {
                add(above);
            }
        }
        for (rates, due) in self.employee.iter().zip(self.dues) {
            let (rates, due) = (rates.as_ref().map_err(|missing| *missing)?, due?);
            if due.is_on_pay() {
                rates.value.iter().for_each(|bracket| add(bracket.over));
            }
        }
        Ok(edges)
    }
}

/// In a technology park, while it lasts, foreigners are exempt, and the employer may choose a base for others.
fn social_due(terms: Terms) -> Result<Due, NotKnown> {
    let month = terms.month;
    if terms.sector != Sector::TechnologyPark {
        return Ok(Due::PAY);
    }
    if let (Employee::Foreigner { .. }, Ok(exempt)) = (terms.employee, rules::SOCIAL_TECHNOLOGY_PARK_FOREIGNERS.on(month)) {
        return Ok(Due { on: ChargedOn::Nothing, cite: Some(exempt.cite) });
    }
    match (terms.base, rules::SOCIAL_TECHNOLOGY_PARK_BASE.on(month)) {
        (Base::MinimumWages, Ok(count)) => {
            Ok(Due { on: ChargedOn::MinimumWages { count, wage: rules::MINIMUM_WAGE.on(month)? }, cite: None })
        }
        _ => Ok(Due::PAY),
    }
}

fn unemployment_due(terms: Terms) -> Result<Due, NotKnown> {
    let Employee::Foreigner { unemployment, .. } = terms.employee else { return Ok(Due::PAY) };
    let rule = rules::UNEMPLOYMENT_FOREIGNERS;
    if unemployment {
        return Ok(Due { on: ChargedOn::Pay, cite: Some(rule.on(terms.month)?.cite) });
    }
    Ok(Due { on: ChargedOn::Nothing, cite: Some(rule.read_as("no-unemployment", terms.month)?.cite) })
}

fn medical_due(terms: Terms) -> Result<Due, NotKnown> {
    let Employee::Foreigner { medical, .. } = terms.employee else { return Ok(Due::PAY) };
    let rule = rules::MEDICAL_FOREIGNERS;
    if medical {
        return Ok(Due { on: ChargedOn::Pay, cite: Some(rule.read_as("medical-too", terms.month)?.cite) });
    }
    Ok(Due { on: ChargedOn::Nothing, cite: Some(rule.on(terms.month)?.cite) })
}

fn exemption(terms: Terms) -> Result<Exemption, NotKnown> {
    let month = terms.month;
    let amount = match (terms.table(), terms.reading) {
        (Sector::Private, PayReading::WithoutExemption) => rules::INCOME_TAX_EXEMPTION_PRIVATE.read_as("none-private", month)?,
        (Sector::TechnologyPark, PayReading::WithoutExemption) => {
            rules::INCOME_TAX_EXEMPTION_TECHNOLOGY_PARK.read_as("not-combined", month)?
        }
        (Sector::TechnologyPark, _) => rules::INCOME_TAX_EXEMPTION_TECHNOLOGY_PARK.on(month)?,
        (Sector::Private, _) => rules::INCOME_TAX_EXEMPTION_PRIVATE.on(month)?,
        (Sector::OilGasState, _) => rules::INCOME_TAX_EXEMPTION.on(month)?,
    };
    let limit = rules::INCOME_TAX_EXEMPTION_LIMIT.on(month)?;
    // The source of the flat rate names no exemption.
    Ok(Exemption { amount, limit, given: terms.main_workplace && terms.reading != PayReading::FlatNonResident })
}

/// The largest of the deductions a person has, and the one for dependants. Like the exemption, at the main workplace.
fn relief(terms: Terms) -> Result<Relief, NotKnown> {
    let mut relief = Relief::default();
    if !terms.main_workplace || terms.reading == PayReading::FlatNonResident {
        return Ok(relief);
    }
    let [martyr, hero, disability, other] = terms.reliefs;
    let all: [(bool, Ref<crate::rulebook::kind::Money>); 4] = [
        (martyr, rules::RELIEF_MARTYR_FAMILY),
        (hero, rules::RELIEF_HERO),
        (disability, rules::RELIEF_DISABILITY),
        (other, rules::RELIEF_OTHER),
    ];
    for (has, rule) in all {
        let found = rule.on(terms.month)?;
        if has && relief.largest.is_none_or(|largest| largest.value < found.value) {
            relief.largest = Some(found);
        }
    }
    if terms.dependants {
        relief.dependants = Some(rules::RELIEF_DEPENDANTS.on(terms.month)?);
    }
    Ok(relief)
}

/// What brackets charge on an amount: the fixed part below the bracket reached, and its rate above.
pub fn charge(brackets: &[Bracket], amount: Money) -> Money {
    reached(brackets, amount).map_or(Money::ZERO, |bracket| bracket.base + bracket.rate.apply((amount - bracket.over).or_zero(), ROUNDING))
}

/// The bracket an amount reaches; the first for nothing.
pub fn reached(brackets: &[Bracket], amount: Money) -> Option<&Bracket> {
    brackets.iter().rev().find(|bracket| amount > bracket.over).or(brackets.first())
}

/// The month in which pay is looked at: the present one, or the first of another year that is asked for.
pub fn month_of(profile: &Profile, on: Date) -> Date {
    profile.pay.year.map_or(on, |year| if year.0 == on.year() { on } else { Date::first_of(year.0) })
}
