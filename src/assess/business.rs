//! A business of one's own: what each regime takes of a year's turnover.

use super::payroll::{MONTHS, ROUNDING, month_of, not_known};
use crate::explain::Step;
use crate::key;
use crate::message::{Key, Message};
use crate::profile::{Business, Place, Profile};
use crate::quantity::{Date, Money, Rate, Tri};
use crate::rulebook::{Citation, Found, NotKnown, Ref, kind, rules};

/// How a business is taxed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Regime {
    /// Income tax on profit.
    General,
    /// Micro-entrepreneur with staff: most of the profit is exempt.
    MicroStaff,
    /// Micro-entrepreneur in listed services, without staff: the same relief.
    MicroServices,
    /// A share of turnover in place of income tax.
    Simplified,
}

impl Regime {
    /// In the order they are shown.
    pub const ALL: [Self; 4] = [Self::General, Self::MicroStaff, Self::MicroServices, Self::Simplified];

    /// The name in worked examples.
    pub const fn id(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::MicroStaff => "micro-staff",
            Self::MicroServices => "micro-services",
            Self::Simplified => "simplified",
        }
    }

    /// Its name's text.
    pub const fn name(self) -> Key {
        match self {
            Self::General => key!("business.regime.general"),
            Self::MicroStaff => key!("business.regime.micro-staff"),
            Self::MicroServices => key!("business.regime.micro-services"),
            Self::Simplified => key!("business.regime.simplified"),
        }
    }
}

/// What a regime takes of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Which.
    pub regime: Regime,
    /// Whether it is open to the business: never yes where a condition is not known to us.
    pub open: Tri,
    /// What it asks for.
    pub reason: Message,
    /// Tax of the year.
    pub tax: Result<Money, NotKnown>,
    /// Left of turnover after expenses, tax and insurance.
    pub left: Result<Money, NotKnown>,
    /// Why the tax is what it is.
    pub why: Step,
}

/// A year of one's own business.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearOfBusiness {
    /// The year.
    pub year: i32,
    /// Turnover.
    pub turnover: Money,
    /// Turnover without expenses, if there is any.
    pub profit: Money,
    /// Social insurance of the year.
    pub social: (Result<Money, NotKnown>, Step),
    /// Medical insurance of the year.
    pub medical: (Result<Money, NotKnown>, Step),
    /// Every regime.
    pub regimes: Vec<Taken>,
    /// What was taken for answers that nobody gave.
    pub assumed: Vec<Key>,
}

impl YearOfBusiness {
    /// Of the regimes that are not ruled out, the one that would leave most.
    pub fn best(&self) -> Option<(&Taken, Money)> {
        let left = self.regimes.iter().filter(|taken| taken.open != Tri::No).filter_map(|taken| Some((taken, taken.left.ok()?)));
        left.max_by_key(|(_, left)| *left)
    }
}

/// A year of one's own business; none where no turnover is entered.
pub fn assess(profile: &Profile, on: Date) -> Option<YearOfBusiness> {
    year_of(&profile.business, month_of(profile, on).year())
}

/// The same for a year by itself.
pub fn year_of(own: &Business, year: i32) -> Option<YearOfBusiness> {
    let turnover = own.turnover?;
    let profit = (turnover - own.expenses.unwrap_or_default()).or_zero();
    let on = Date::first_of(year);
    let social = social(own, turnover, on);
    let medical = medical(on);
    let insured = social.0.and_then(|social| Ok(social + medical.0?));
    let regimes = Regime::ALL
        .map(|regime| {
            let Open { open, reason, cites } = open(regime, own, turnover, on);
            let (tax, mut why) = match tax(regime, turnover, profit, on) {
                Ok((tax, why)) => (Ok(tax), why),
                Err(missing) => (Err(missing), Step::unknown(key!("business.tax")).how(not_known(missing))),
            };
            why.cites.extend(cites);
            let left = tax.and_then(|tax| Ok(turnover - own.expenses.unwrap_or_default() - tax - insured?));
            Taken { regime, open, reason, tax, left, why }
        })
        .into();
    let mut assumed = Vec::new();
    if own.expenses.is_none() {
        assumed.push(key!("business.assumed.expenses"));
    }
    // Only until 2025 the place decides.
    if own.place.is_none() && rules::BUSINESS_SOCIAL.on(on).is_err() {
        assumed.push(key!("business.assumed.place"));
    }
    Some(YearOfBusiness { year, turnover, profit, social, medical, regimes, assumed })
}

/// The tax of a year under a regime, whether or not it is open.
fn tax(regime: Regime, turnover: Money, profit: Money, on: Date) -> Result<(Money, Step), NotKnown> {
    if regime == Regime::Simplified {
        let rate = rules::BUSINESS_SIMPLIFIED.on(on)?;
        let tax = rate.value.apply(turnover, ROUNDING);
        let how = Message::new(key!("how.business.simplified")).with("rate", rate.value).with("amount", turnover);
        return Ok((tax, Step::new(key!("business.tax"), tax).how(how).cite(rate.cite)));
    }
    let rate = rules::BUSINESS_GENERAL.on(on)?;
    if regime == Regime::General {
        let tax = rate.value.apply(profit, ROUNDING);
        let how = Message::new(key!("how.business.general")).with("rate", rate.value).with("profit", profit);
        return Ok((tax, Step::new(key!("business.tax"), tax).how(how).cite(rate.cite)));
    }
    let relief = if regime == Regime::MicroServices { rules::BUSINESS_RELIEF_SERVICES } else { rules::BUSINESS_RELIEF }.on(on)?;
    let tax = of_the_rest(rate.value, relief.value).apply(profit, ROUNDING);
    let how = Message::new(key!("how.business.micro")).with("rate", rate.value).with("relief", relief.value).with("profit", profit);
    Ok((tax, Step::new(key!("business.tax"), tax).how(how).cite(rate.cite).cite(relief.cite)))
}

/// A rate on what a relief leaves, as one share: so that only the tax is rounded.
fn of_the_rest(rate: Rate, relief: Rate) -> Rate {
    Rate { of: rate.of.saturating_mul(relief.parts.saturating_sub(relief.of)), parts: rate.parts.saturating_mul(relief.parts) }
}

/// Whether a regime is open, and by which rules.
struct Open {
    open: Tri,
    reason: Message,
    cites: Vec<Citation>,
}

/// Whether a regime is open, by what its rules ask. Who counts as a micro-entrepreneur, and whether
/// services may use the simplified tax, was not found; so these are never surely open.
fn open(regime: Regime, own: &Business, turnover: Money, on: Date) -> Open {
    match asked(regime, own, turnover, on) {
        Ok(open) => open,
        // Whether there was another rule then was not found.
        Err(missing) => Open { open: Tri::Unknown, reason: not_known(missing), cites: Vec::new() },
    }
}

fn asked(regime: Regime, own: &Business, turnover: Money, on: Date) -> Result<Open, NotKnown> {
    Ok(match regime {
        Regime::General => Open { open: Tri::Yes, reason: key!("business.open.general").into(), cites: Vec::new() },
        Regime::MicroStaff => {
            let least = rules::BUSINESS_RELIEF_STAFF.on(on)?;
            let enough = own.staff.map_or(Tri::Unknown, |staff| (staff.0 >= least.value).into());
            let clear = own.insurance_debt.map_or(Tri::Unknown, |debt| (!debt).into());
            let reason = Message::new(key!("business.open.micro-staff")).with("least", least.value);
            Open { open: enough.and(clear).and(Tri::Unknown), reason, cites: vec![least.cite] }
        }
        Regime::MicroServices => {
            let (most, least) = (rules::BUSINESS_SERVICES_TURNOVER.on(on)?, rules::BUSINESS_SERVICES_SHARE.on(on)?);
            let enough = own.listed.map_or(Tri::Unknown, |listed| (listed.0 >= least.value).into());
            let small: Tri = (turnover <= most.value).into();
            let reason = Message::new(key!("business.open.micro-services")).with("most", most.value).with("least", least.value);
            Open { open: small.and(enough).and(Tri::Unknown), reason, cites: vec![most.cite, least.cite] }
        }
        Regime::Simplified => {
            let most = rules::BUSINESS_SIMPLIFIED_LIMIT.on(on)?;
            let small: Tri = (turnover <= most.value).into();
            let no_vat = own.vat.map_or(Tri::Unknown, |vat| (!vat).into());
            let trade = if own.trade == Some(true) { Tri::Yes } else { Tri::Unknown };
            let reason = Message::new(key!("business.open.simplified")).with("most", most.value);
            Open { open: small.and(no_vat).and(trade), reason, cites: vec![most.cite] }
        }
    })
}

/// A share of the minimum wage.
fn of_minimum(share: Found<Rate>, wage: Found<Money>) -> Money {
    share.value.apply(wage.value, ROUNDING)
}

/// Social insurance of a year: since 2026 by income, before by place.
fn social(own: &Business, turnover: Money, on: Date) -> (Result<Money, NotKnown>, Step) {
    let name = key!("pay.social");
    let find = || -> Result<(Money, Step), NotKnown> {
        let wage = rules::MINIMUM_WAGE.on(on)?;
        if let Ok(rate) = rules::BUSINESS_SOCIAL.on(on) {
            let (least, most) = (rules::BUSINESS_SOCIAL_LEAST.on(on)?, rules::BUSINESS_SOCIAL_MOST.on(on)?);
            let (low, high) = (of_minimum(least, wage), of_minimum(most, wage));
            let due = monthly(rate.value).apply(turnover, ROUNDING).max(low).min(high);
            let how = Message::new(key!("how.business.social")).with("rate", rate.value).with("due", due);
            let how = how.with("low", low).with("high", high);
            let step = Step::new(name, due.times(MONTHS)).how(how).cite(rate.cite).cite(least.cite).cite(most.cite).cite(wage.cite);
            return Ok((due.times(MONTHS), step));
        }
        let (share, place) = (rules::BUSINESS_SOCIAL_BEFORE.on(on)?, place(own.place.unwrap_or(Place::Baku)).on(on)?);
        let due = place.value.apply(of_minimum(share, wage), ROUNDING);
        let how = Message::new(key!("how.business.social-before")).with("rate", share.value).with("place", place.value).with("due", due);
        let step = Step::new(name, due.times(MONTHS)).how(how.with("wage", wage.value)).cite(share.cite).cite(place.cite).cite(wage.cite);
        Ok((due.times(MONTHS), step))
    };
    told(find(), name)
}

/// Medical insurance of a year.
fn medical(on: Date) -> (Result<Money, NotKnown>, Step) {
    let name = key!("pay.medical");
    let find = || {
        let (share, wage) = (rules::BUSINESS_MEDICAL.on(on)?, rules::MINIMUM_WAGE.on(on)?);
        let due = of_minimum(share, wage);
        let how = Message::new(key!("how.business.medical")).with("rate", share.value).with("wage", wage.value).with("due", due);
        Ok((due.times(MONTHS), Step::new(name, due.times(MONTHS)).how(how).cite(share.cite).cite(wage.cite)))
    };
    told(find(), name)
}

fn told(found: Result<(Money, Step), NotKnown>, name: Key) -> (Result<Money, NotKnown>, Step) {
    match found {
        Ok((amount, why)) => (Ok(amount), why),
        Err(missing) => (Err(missing), Step::unknown(name).how(not_known(missing))),
    }
}

/// The same share of a month, to be taken of a year's amount.
fn monthly(rate: Rate) -> Rate {
    Rate { of: rate.of, parts: rate.parts.saturating_mul(12) }
}

const fn place(place: Place) -> Ref<kind::Rate> {
    match place {
        Place::Baku => rules::BUSINESS_SOCIAL_PLACE_BAKU,
        Place::SumgaitGanja => rules::BUSINESS_SOCIAL_PLACE_SUMGAIT_GANJA,
        Place::City => rules::BUSINESS_SOCIAL_PLACE_CITY,
        Place::Settlement => rules::BUSINESS_SOCIAL_PLACE_SETTLEMENT,
        Place::Village => rules::BUSINESS_SOCIAL_PLACE_VILLAGE,
    }
}
