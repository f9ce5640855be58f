//! Programmes of other countries.

use crate::profile::{Aim, Amount, Country, Currency, ExchangeRate, Label};
use crate::quantity::Date;

records! {
    /// What a programme of another country would ask about.
    Elsewhere = "elsewhere" {
        /// What the person wants most.
        aim: Aim,
        /// Own citizenship.
        nationality: Country,
        /// Family should come along; rows of the family say it too.
        family: bool,
        /// The currency of the amounts below; no answer for manat.
        currency: Currency,
        /// Income a month, before tax.
        income: Amount,
        /// Savings.
        savings: Amount,
        /// What could be invested, or put into a business or real estate.
        invest: Amount,
        /// Can work from anywhere for somebody abroad.
        remote: bool,
        /// Would found or run a business, or work freelance.
        founder: bool,
        /// Lives on a pension.
        retired: bool,
        /// Has a special qualification or achievement to show.
        talent: bool,
    }

    /// A programme to be found again.
    Favourite = "favourites" {
        /// Its short name.
        programme: Label,
    }

    /// What a currency is worth, in place of the reference rate.
    OwnRate = "exchange" {
        /// Which currency.
        currency: Currency,
        /// Manat for one unit.
        rate: ExchangeRate,
        /// The day the rate is of.
        rate_on: Date,
    }
}
