//! What amounts in different currencies are worth beside each other: by reference rates of one day, or by
//! the person's own.

use crate::profile::{ExchangeRate, Profile};
use crate::quantity::{Date, MANAT, Money};
use crate::rulebook::{Citation, Ref, kind, rules};

/// The tables of rates; all lead to the euro.
const TABLES: [Ref<kind::Exchange>; 6] = [
    rules::EXCHANGE_EURO,
    rules::EXCHANGE_PEGS,
    rules::EXCHANGE_TREASURY,
    rules::EXCHANGE_MANAT,
    rules::EXCHANGE_ROUBLE,
    rules::EXCHANGE_NGULTRUM,
];

/// The currency everything is compared in.
const ROOT: &str = "EUR";

/// What one unit of a currency is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worth {
    /// As a fraction of a euro: its upper part.
    of: u64,
    /// Its lower part.
    per: u64,
    /// The oldest day among the rates used; none where one unit is a euro, or where the person named no day.
    pub on: Option<Date>,
    /// Whether the person's own rate was used.
    pub own: bool,
    /// The rates used.
    pub cites: Vec<Citation>,
}

impl Worth {
    /// Reckons one fraction more. None where it would not fit; no rate of real life comes near.
    fn times(mut self, of: u64, per: u64) -> Option<Self> {
        // Shortened before, so that little grows.
        let (left, right) = (gcd(of, self.per), gcd(self.of, per));
        self.of = (self.of / right).checked_mul(of / left)?;
        self.per = (self.per / left).checked_mul(per / right)?;
        Some(self)
    }

    /// An amount in hundredths of a euro, rounded down: to put amounts in order.
    pub fn in_order(&self, amount: Money) -> i64 {
        let value = i128::from(amount.qepik()).saturating_mul(self.of.into()) / i128::from(self.per.max(1));
        i64::try_from(value).unwrap_or(i64::MAX)
    }

    /// How much of a manat one unit is, rounded to ten decimals.
    pub fn in_manat(&self, manat: &Self) -> Option<ExchangeRate> {
        let parts = u128::from(self.of) * u128::from(manat.per);
        let whole = u128::from(self.per) * u128::from(manat.of);
        let rate = parts.checked_mul(u128::from(ExchangeRate::PARTS))?.checked_add(whole / 2)? / whole;
        Some(ExchangeRate(u64::try_from(rate).ok()?))
    }
}

const fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// All rates that can be used for a person.
#[derive(Clone, Copy, Debug)]
pub struct Rates<'a> {
    profile: &'a Profile,
    on: Date,
}

impl<'a> Rates<'a> {
    /// Those of a day, and the person's own.
    pub fn of(profile: &'a Profile, on: Date) -> Self {
        Self { profile, on }
    }

    /// What one unit of a currency is worth; none where no rate is known.
    pub fn worth(&self, currency: &str) -> Option<Worth> {
        let own = self.profile.exchange.iter().find(|row| row.currency.is_some_and(|known| known.name() == currency) && row.rate.is_some());
        match own {
            // A manat is a manat.
            Some(row) if currency != MANAT => {
                let rate = row.rate?;
                let worth = self.reference(MANAT, 0)?.times(rate.0, ExchangeRate::PARTS)?;
                Some(Worth { own: true, on: row.rate_on, ..worth })
            }
            _ => self.reference(currency, 0),
        }
    }

    fn reference(&self, currency: &str, depth: u8) -> Option<Worth> {
        if currency == ROOT {
            return Some(Worth { of: 1, per: 1, on: None, own: false, cites: Vec::new() });
        }
        let (found, (of, per)) = TABLES.iter().find_map(|table| {
            let found = table.on_or_latest(self.on)?;
            Some((found, found.value.worth(currency)?))
        })?;
        // No chain of ours is longer; a circle of rates would never end.
        let mut worth = self.reference(found.value.base, depth.checked_add(1).filter(|depth| *depth < 4)?)?.times(of, per)?;
        let day = found.cite.dated().from;
        worth.on = Some(worth.on.map_or(day, |other| other.min(day)));
        worth.cites.push(found.cite);
        Some(worth)
    }
}

/// How an amount that is there lies to one that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// What is there, in the currency that is asked for, rounded down to whole units.
    pub have: Money,
    /// What is short, in that currency, rounded up to whole units; nothing where enough is there.
    pub short: Money,
    /// The oldest day of the rates; none where none was needed or its day is not known.
    pub on: Option<Date>,
    /// Whether currencies differ, so that the answer hangs on rates.
    pub about: bool,
    /// The rates used.
    pub cites: Vec<Citation>,
}

/// One whole unit, in hundredths.
const UNIT: i128 = 100;

/// Compares what is there with what is asked for; exact but for the rates themselves.
///
/// None where one of the currencies has no rate.
pub fn compare(rates: &Rates<'_>, (have, have_in): (Money, &str), (need, need_in): (Money, &str)) -> Option<Compared> {
    // Nothing is nothing in every currency.
    if have_in == need_in || have == Money::ZERO {
        return compared(have, 1, need, 1).map(|(have, short)| Compared { have, short, on: None, about: false, cites: Vec::new() });
    }
    let (mine, asked) = (rates.worth(have_in)?, rates.worth(need_in)?);
    let ratio = Worth { cites: Vec::new(), ..mine.clone() }.times(asked.per, asked.of)?;
    let (have, short) = compared(have, ratio.of, need, ratio.per)?;
    // Own rates are told in manat: between them and manat no other rate counts.
    let is_plain = |worth: &Worth, currency: &str| worth.own || currency == MANAT;
    let mut cites = Vec::new();
    let mut on: Option<Date> = None;
    let all_own = is_plain(&mine, have_in) && is_plain(&asked, need_in);
    for worth in [mine, asked].into_iter().filter(|worth| worth.own || !all_own) {
        on = on.into_iter().chain(worth.on).min();
        for cite in worth.cites.into_iter().filter(|_| !all_own) {
            if !cites.contains(&cite) {
                cites.push(cite);
            }
        }
    }
    Some(Compared { have, short, on, about: true, cites })
}

/// `have * of / per` beside `need`: whole units had, and short.
fn compared(have: Money, of: u64, need: Money, per: u64) -> Option<(Money, Money)> {
    let mine = i128::from(have.qepik()).checked_mul(of.into())?;
    let asked = i128::from(need.qepik()).checked_mul(per.into())?;
    let unit = i128::from(per) * UNIT;
    let had = mine.div_euclid(unit);
    let short = (asked - mine).max(0);
    let short = short.div_euclid(unit) + i128::from(short.rem_euclid(unit) > 0);
    Some((whole(had), whole(short)))
}

/// As an amount; what does not fit is as much as fits, which no programme comes near.
fn whole(units: i128) -> Money {
    Money::from_manat(i64::try_from(units).unwrap_or(i64::MAX))
}
