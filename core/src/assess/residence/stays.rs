//! The stays a person entered, as days.

use super::presence::{Presence, Spell};
use crate::profile::{Counting, Country, Stay};
use crate::quantity::Date;

/// The days of a person's stays in a country; a stay whose end is not known lasts until `open_end`.
pub(in crate::assess) fn days_in(stays: &[Stay], country: Country, open_end: Date, counting: Counting) -> Presence {
    let stays = stays.iter().filter(|stay| stay.country == Some(country));
    Presence::counted(stays.filter_map(|stay| spell_of(stay, open_end)), counting)
}

/// A stay as a spell; one whose end is not known lasts until `open_end`.
pub(super) fn spell_of(stay: &Stay, open_end: Date) -> Option<Spell> {
    stay.from.map(|from| Spell { from, to: stay.to.unwrap_or(open_end), open: stay.to.is_none() })
}

/// The countries of stays other than Azerbaijan, each once.
pub(in crate::assess) fn countries_abroad(stays: &[Stay]) -> Vec<Country> {
    let mut countries: Vec<Country> = Vec::new();
    for country in stays.iter().filter_map(|stay| stay.country) {
        if country != Country::AZERBAIJAN && !countries.contains(&country) {
            countries.push(country);
        }
    }
    countries
}
