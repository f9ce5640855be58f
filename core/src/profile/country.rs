use crate::message::{Key, fold_name};
use crate::quantity::plain;

/// A country or territory by its ISO 3166-1 alpha-2 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(u8);

include!(concat!(env!("OUT_DIR"), "/countries.rs"));

/// Every country, by code. A list for people is sorted by their language's names.
pub const COUNTRIES: usize = NAMES.len();

impl Country {
    /// Azerbaijan.
    pub const AZERBAIJAN: Self = Self::at("AZ");
    /// Kazakhstan.
    pub const KAZAKHSTAN: Self = Self::at("KZ");

    /// The country of a two-letter code in capitals.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|country| country.code() == code)
    }

    /// Reads a code of ISO 3166-1 (two letters, three letters or a number), or a name in any of our languages.
    pub fn named(text: &str) -> Option<Self> {
        let text = plain(text);
        if let Some(country) = Self::from_code(&text.to_ascii_uppercase()) {
            return Some(country);
        }
        // Spreadsheets take the noughts before a number away.
        let is_number = (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        let name = if is_number { format!("{text:0>3}") } else { fold_name(&text) };
        let (_, code) = CALLED.split_once(&format!("\n{name}="))?;
        Self::from_code(code.get(..2)?)
    }

    /// The country of a code that is there.
    const fn at(code: &str) -> Self {
        let (all, code) = (CODES.as_bytes(), code.as_bytes());
        let mut place = 0;
        while all[2 * place] != code[0] || all[2 * place + 1] != code[1] {
            place += 1;
        }
        Self(place as u8)
    }

    /// Every country, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..COUNTRIES).filter_map(|index| u8::try_from(index).ok().map(Self))
    }

    /// Its two-letter code.
    pub fn code(self) -> &'static str {
        let start = usize::from(self.0) * 2;
        CODES.get(start..start + 2).unwrap_or_default()
    }

    /// Its name's text.
    pub fn name(self) -> Key {
        NAMES.get(usize::from(self.0)).copied().unwrap_or(NAMES[0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_found_again() {
        assert_eq!(Country::from_code("AZ"), Some(Country::AZERBAIJAN));
        assert_eq!(Country::from_code("KZ"), Some(Country::KAZAKHSTAN));
        for country in Country::all() {
            assert_eq!(Country::from_code(country.code()), Some(country));
        }
        assert_eq!(COUNTRIES, 250, "249 of ISO 3166-1, and Kosovo");
        assert_eq!(Country::from_code("az"), None);
        assert_eq!(Country::from_code("ZZ"), None);
    }
}
