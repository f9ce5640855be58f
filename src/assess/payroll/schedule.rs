//! The rules of a month's pay, looked up once: then any number of amounts can be worked out.

use super::{PayReading, ROUNDING, Terms};
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
    /// Unemployment and medical insurance are taken.
    pub insured: bool,
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
        let (tax, social, medical) = match terms.sector {
            Sector::Private => (rules::INCOME_TAX_PRIVATE, private(), rules::MEDICAL_PRIVATE),
            Sector::OilGasState => (
                rules::INCOME_TAX_OIL_GAS_STATE,
                [rules::SOCIAL_EMPLOYEE_OIL_GAS_STATE, rules::SOCIAL_EMPLOYER_OIL_GAS_STATE],
                rules::MEDICAL_OIL_GAS_STATE,
            ),
            // Residents of a technology park are private employers outside oil and gas.
            Sector::TechnologyPark => (rules::INCOME_TAX_TECHNOLOGY_PARK, private(), rules::MEDICAL_PRIVATE),
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
            insured: terms.insured,
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
        let rates = rates[place]?;
        // Only the social insurance is undisputed.
        Ok(if place == 0 || self.insured { charge(rates.value, gross) } else { Money::ZERO })
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
        for (place, rates) in self.employee.iter().enumerate() {
            for bracket in rates.as_ref().map_err(|missing| *missing)?.value {
                if place == 0 || self.insured {
                    add(bracket.over);
                }
            }
        }
        Ok(edges)
    }
}

const fn private() -> [Ref<Brackets>; 2] {
    [rules::SOCIAL_EMPLOYEE_PRIVATE, rules::SOCIAL_EMPLOYER_PRIVATE]
}

fn exemption(terms: Terms) -> Result<Exemption, NotKnown> {
    let month = terms.month;
    let amount = match (terms.sector, terms.reading) {
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
