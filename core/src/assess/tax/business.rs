//! A business of one's own: what each regime takes of a year's turnover.

use super::payroll::{MONTHS, ROUNDING, month_of, not_known};
use crate::explain::Step;
use crate::key;
use crate::message::{Key, Message};
use crate::profile::{Business, Place, Profile};
use crate::quantity::{Date, Money, Rate, Tri};
use crate::rulebook::{Citation, Found, NotKnown, Ref, kind, or_not_known, rules};
use serde::Serialize;

named_enum! {
    /// How a business is taxed.
    Regime = "business.regime." {
        /// Income tax on profit.
        General = "general",
        /// Micro-entrepreneur with staff: most of the profit is exempt.
        MicroStaff = "micro-staff",
        /// Listed services: most of the profit from them is exempt. Asks for no staff, and for no class of business.
        MicroServices = "micro-services",
        /// A share of turnover in place of income tax.
        Simplified = "simplified",
        /// Resident of a technology park: no income tax for some years.
        TechnologyPark = "technology-park",
    }
}

/// What a regime takes of a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Taken {
    /// Which.
    pub regime: Regime,
    /// Whether it is open to the business, by what was answered.
    pub open: Tri,
    /// What it asks for.
    #[serde(skip)]
    pub reason: Message,
    /// Tax of the year.
    #[serde(serialize_with = "or_not_known")]
    pub tax: Result<Money, NotKnown>,
    /// Left of turnover after expenses, tax and insurance.
    #[serde(serialize_with = "or_not_known")]
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
    pub assumed: Vec<Message>,
}

impl YearOfBusiness {
    /// Of the regimes that are open, the one that leaves most.
    pub fn best(&self) -> Option<(&Taken, Money)> {
        self.most(Tri::Yes)
    }

    /// What would leave more still, if the answers that are missing allow it. Not the technology park: who
    /// is its resident knows it.
    pub fn perhaps(&self) -> Option<(&Taken, Money)> {
        let best = self.best().map(|(_, left)| left);
        self.most(Tri::Unknown).filter(|(_, left)| best.is_none_or(|best| *left > best))
    }

    fn most(&self, open: Tri) -> Option<(&Taken, Money)> {
        let asked = |taken: &&Taken| taken.open == open && (open == Tri::Yes || taken.regime != Regime::TechnologyPark);
        let left = self.regimes.iter().filter(asked).filter_map(|taken| Some((taken, taken.left.ok()?)));
        left.max_by_key(|(_, left)| *left)
    }
}

/// A year of one's own business; none where no turnover is entered.
pub fn assess(profile: &Profile, on: Date) -> Option<YearOfBusiness> {
    year_of(&profile.business, profile.you.azerbaijani, month_of(profile, on).year())
}

/// The same for a year by itself, of a citizen or of a foreigner.
pub fn year_of(own: &Business, citizen: Option<bool>, year: i32) -> Option<YearOfBusiness> {
    let turnover = own.turnover?;
    let profit = (turnover - own.expenses.unwrap_or_default()).or_zero();
    let on = Date::first_of(year);
    let social = social(own, turnover, on);
    let medical = medical(citizen, on);
    let insured = social.0.and_then(|social| Ok(social + medical.0?));
    let regimes = Regime::ALL
        .map(|regime| {
            let Open { open, reason, cites } = open(regime, own, turnover, on);
            let (tax, mut why) = match tax(regime, own, turnover, profit, on) {
                Ok((tax, why)) => (Ok(tax), why),
                Err(missing) => (Err(missing), Step::unknown(key!("business.tax")).how(not_known(missing))),
            };
            why.cites.extend(cites);
            let left = tax.and_then(|tax| Ok(turnover - own.expenses.unwrap_or_default() - tax - insured?));
            Taken { regime, open, reason, tax, left, why }
        })
        .into();
    let mut assumed: Vec<Message> = Vec::new();
    if own.expenses.is_none() {
        assumed.push(key!("business.assumed.expenses").into());
    }
    if let (None, Ok(least)) = (own.listed, rules::BUSINESS_SERVICES_SHARE.on(on)) {
        assumed.push(Message::new(key!("business.assumed.listed")).with("least", least.value));
    }
    if citizen.is_none() && medical.0.is_ok() {
        assumed.push(key!("business.assumed.citizen").into());
    }
    // Only until 2025 the place decides.
    if own.place.is_none() && rules::BUSINESS_SOCIAL.on(on).is_err() {
        assumed.push(key!("business.assumed.place").into());
    }
    Some(YearOfBusiness { year, turnover, profit, social, medical, regimes, assumed })
}

/// The tax of a year under a regime, whether or not it is open.
fn tax(regime: Regime, own: &Business, turnover: Money, profit: Money, on: Date) -> Result<(Money, Step), NotKnown> {
    let step = |tax: Money, how: Message| Step::new(key!("business.tax"), tax).how(how);
    match regime {
        Regime::General => {
            let rate = rules::BUSINESS_GENERAL.on(on)?;
            let tax = rate.value.apply(profit, ROUNDING);
            let how = Message::new(key!("how.business.general")).with("rate", rate.value).with("profit", profit);
            Ok((tax, step(tax, how).cite(rate.cite)))
        }
        Regime::MicroStaff => {
            let (rate, relief) = (rules::BUSINESS_GENERAL.on(on)?, rules::BUSINESS_RELIEF.on(on)?);
            let tax = of_the_rest(rate.value, relief.value).apply(profit, ROUNDING);
            let how = Message::new(key!("how.business.micro")).with("rate", rate.value).with("relief", relief.value);
            Ok((tax, step(tax, how.with("profit", profit)).cite(rate.cite).cite(relief.cite)))
        }
        Regime::MicroServices => {
            let (rate, relief) = (rules::BUSINESS_GENERAL.on(on)?, rules::BUSINESS_RELIEF_SERVICES.on(on)?);
            // Without an answer the least share that has the relief, so that no more is promised than is sure.
            let listed = own.listed.map_or(rules::BUSINESS_SERVICES_SHARE.on(on)?.value, |listed| listed.0);
            let share = of_hundred(listed);
            let tax = of_the_rest(rate.value, times(relief.value, share)).apply(profit, ROUNDING);
            let how = Message::new(key!("how.business.services")).with("rate", rate.value).with("relief", relief.value);
            let how = how.with("listed", listed).with("income", share.apply(turnover, ROUNDING)).with("profit", profit);
            let why = step(tax, how).cite(rate.cite).cite(relief.cite);
            Ok((tax, why.cite(rules::BUSINESS_SERVICES_EXPENSES.on(on)?.cite)))
        }
        Regime::Simplified => {
            let rate = rules::BUSINESS_SIMPLIFIED.on(on)?;
            let tax = rate.value.apply(turnover, ROUNDING);
            let how = Message::new(key!("how.business.simplified")).with("rate", rate.value).with("amount", turnover);
            Ok((tax, step(tax, how).cite(rate.cite)))
        }
        Regime::TechnologyPark => {
            let years = rules::BUSINESS_TECHNOLOGY_PARK.on(on)?;
            let how = Message::new(key!("how.business.technology-park")).with("years", years.value);
            Ok((Money::ZERO, step(Money::ZERO, how).cite(years.cite)))
        }
    }
}

/// A rate on what a relief leaves, as one share: so that only the tax is rounded.
fn of_the_rest(rate: Rate, relief: Rate) -> Rate {
    times(rate, Rate { of: relief.parts.saturating_sub(relief.of), parts: relief.parts })
}

/// A share of a share.
fn times(a: Rate, b: Rate) -> Rate {
    Rate { of: a.of.saturating_mul(b.of), parts: a.parts.saturating_mul(b.parts) }
}

/// So many of a hundred.
fn of_hundred(percent: i32) -> Rate {
    Rate { of: u32::try_from(percent).unwrap_or_default(), parts: 100 }
}

/// Whether a regime is open, and by which rules.
struct Open {
    open: Tri,
    reason: Message,
    cites: Vec<Citation>,
}

/// Whether a regime is open, by what its rules ask.
fn open(regime: Regime, own: &Business, turnover: Money, on: Date) -> Open {
    match asked(regime, own, turnover, on) {
        Ok(open) => open,
        // Whether there was another rule then was not found.
        Err(missing) => Open { open: Tri::Unknown, reason: not_known(missing), cites: Vec::new() },
    }
}

fn asked(regime: Regime, own: &Business, turnover: Money, on: Date) -> Result<Open, NotKnown> {
    match regime {
        Regime::General => Ok(Open { open: Tri::Yes, reason: key!("business.open.general").into(), cites: Vec::new() }),
        Regime::MicroStaff => with_staff(own, turnover, on),
        Regime::MicroServices => listed_services(own, turnover, on),
        Regime::Simplified => simplified(own, turnover, on),
        Regime::TechnologyPark => {
            let years = rules::BUSINESS_TECHNOLOGY_PARK.on(on)?;
            let reason = Message::new(key!("business.open.technology-park")).with("years", years.value);
            Ok(Open { open: own.park.into(), reason, cites: Vec::new() })
        }
    }
}

/// The relief of micro-entrepreneurs with staff.
fn with_staff(own: &Business, turnover: Money, on: Date) -> Result<Open, NotKnown> {
    let (least, most) = (rules::BUSINESS_RELIEF_STAFF.on(on)?, rules::BUSINESS_MICRO_STAFF.on(on)?);
    let limit = rules::BUSINESS_MICRO_TURNOVER.on(on)?;
    let staff: Tri = own.staff.map(|staff| (least.value..=most.value).contains(&staff.0)).into();
    let small: Tri = (turnover <= limit.value).into();
    let clear = !Tri::from(own.insurance_debt);
    let reason = Message::new(key!("business.open.micro-staff")).with("least", least.value).with("most", most.value);
    let reason = reason.with("limit", limit.value);
    Ok(Open { open: staff.and(small).and(clear), reason, cites: vec![least.cite, most.cite, limit.cite] })
}

/// The relief for listed services: the limit is one of the income from them, and beside another activity
/// they must be so much of all income.
fn listed_services(own: &Business, turnover: Money, on: Date) -> Result<Open, NotKnown> {
    let (most, least) = (rules::BUSINESS_SERVICES_TURNOVER.on(on)?, rules::BUSINESS_SERVICES_SHARE.on(on)?);
    let months = rules::BUSINESS_SERVICES_EMPLOYER.on(on)?;
    let income = |percent: i32| of_hundred(percent).apply(turnover, ROUNDING);
    let small: Tri = match own.listed {
        Some(listed) => (income(listed.0) <= most.value).into(),
        None if turnover <= most.value => Tri::Yes,
        // Even the least share would be too much.
        None if income(least.value) > most.value => Tri::No,
        None => Tri::Unknown,
    };
    let enough: Tri = own.listed.map(|listed| listed.0 >= least.value).into();
    let elsewhere = !Tri::from(own.former_employer);
    let reason = Message::new(key!("business.open.micro-services")).with("most", most.value).with("least", least.value);
    let reason = reason.with("months", months.value);
    Ok(Open { open: small.and(enough).and(elsewhere), reason, cites: vec![most.cite, least.cite, months.cite] })
}

/// The simplified tax: for trade, and for services to persons who are not registered with the tax office.
fn simplified(own: &Business, turnover: Money, on: Date) -> Result<Open, NotKnown> {
    let (limit, share) = (rules::BUSINESS_SIMPLIFIED_LIMIT.on(on)?, rules::BUSINESS_SIMPLIFIED_SHARE.on(on)?);
    let (assets, staff) = (rules::BUSINESS_SIMPLIFIED_ASSETS.on(on)?, rules::BUSINESS_SIMPLIFIED_STAFF.on(on)?);
    let small: Tri = (turnover <= limit.value).into();
    let no_vat = !Tri::from(own.vat);
    let buyers = match own.registered {
        Some(registered) => (registered.0 <= share.value).into(),
        None if own.trade == Some(true) => Tri::Yes,
        None => Tri::Unknown,
    };
    let reason = Message::new(key!("business.open.simplified")).with("most", limit.value).with("share", share.value);
    let reason = reason.with("assets", assets.value).with("staff", staff.value);
    let excluded = rules::BUSINESS_SIMPLIFIED_EXCLUDED.on(on)?;
    let cites = vec![limit.cite, share.cite, assets.cite, staff.cite, excluded.cite];
    Ok(Open { open: small.and(no_vat).and(buyers), reason, cites })
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

/// Medical insurance of a year: of a citizen. Of a foreigner nothing, beside what others say instead.
fn medical(citizen: Option<bool>, on: Date) -> (Result<Money, NotKnown>, Step) {
    let name = key!("pay.medical");
    let insured = || {
        let (share, wage) = (rules::BUSINESS_MEDICAL.on(on)?, rules::MINIMUM_WAGE.on(on)?);
        let due = of_minimum(share, wage);
        let how = Message::new(key!("how.business.medical")).with("rate", share.value).with("wage", wage.value).with("due", due);
        Ok((due.times(MONTHS), Step::new(name, due.times(MONTHS)).how(how).cite(share.cite).cite(wage.cite)))
    };
    let insured = told(insured(), name);
    if citizen == Some(true) {
        return insured;
    }
    let foreign = || {
        let free = rules::MEDICAL_FOREIGNERS.on(on)?;
        let others = Step { name: key!("business.medical-like-citizens").into(), ..insured.1 };
        let step = Step::new(name, Money::ZERO).how(key!("how.business.medical-foreigners")).cite(free.cite);
        Ok((Money::ZERO, step.from(others)))
    };
    told(foreign(), name)
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
