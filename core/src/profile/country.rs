use crate::key;
use crate::message::Key;

/// A country or territory by its ISO 3166-1 alpha-2 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(u8);

macro_rules! countries {
    ($($code:literal)+) => {
        /// Two letters each: a table of references would weigh four times as much.
        const CODES: &str = concat!($($code),+);
        const NAMES: &[Key] = &[$(key!("country.", $code)),+];
    };
}

countries! {
    "AD" "AE" "AF" "AG" "AL" "AM" "AO" "AR" "AT" "AU" "AZ" "BA" "BB" "BD" "BE" "BF" "BG" "BH" "BI" "BJ" "BN" "BO" "BR" "BS" "BT" "BW" "BY"
    "BZ" "CA" "CD" "CF" "CG" "CH" "CI" "CL" "CM" "CN" "CO" "CR" "CU" "CV" "CY" "CZ" "DE" "DJ" "DK" "DM" "DO" "DZ" "EC" "EE" "EG" "ER" "ES"
    "ET" "FI" "FJ" "FM" "FR" "GA" "GB" "GD" "GE" "GH" "GM" "GN" "GQ" "GR" "GT" "GW" "GY" "HK" "HN" "HR" "HT" "HU" "ID" "IE" "IL" "IN" "IQ"
    "IR" "IS" "IT" "JM" "JO" "JP" "KE" "KG" "KH" "KI" "KM" "KN" "KP" "KR" "KW" "KZ" "LA" "LB" "LC" "LI" "LK" "LR" "LS" "LT" "LU" "LV" "LY"
    "MA" "MC" "MD" "ME" "MG" "MH" "MK" "ML" "MM" "MN" "MO" "MR" "MT" "MU" "MV" "MW" "MX" "MY" "MZ" "NA" "NE" "NG" "NI" "NL" "NO" "NP" "NR"
    "NZ" "OM" "PA" "PE" "PG" "PH" "PK" "PL" "PS" "PT" "PW" "PY" "QA" "RO" "RS" "RU" "RW" "SA" "SB" "SC" "SD" "SE" "SG" "SI" "SK" "SL" "SM"
    "SN" "SO" "SR" "SS" "ST" "SV" "SY" "SZ" "TD" "TG" "TH" "TJ" "TL" "TM" "TN" "TO" "TR" "TT" "TV" "TW" "TZ" "UA" "UG" "US" "UY" "UZ" "VA"
    "VC" "VE" "VN" "VU" "WS" "XK" "YE" "ZA" "ZM" "ZW"
}

/// Every country, by code. A list for people is sorted by their language's names.
pub const COUNTRIES: usize = NAMES.len();

impl Country {
    /// Azerbaijan.
    pub const AZERBAIJAN: Self = Self(10);
    /// Kazakhstan.
    pub const KAZAKHSTAN: Self = Self(96);

    /// The country of a two-letter code in capitals.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|country| country.code() == code)
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
        assert_eq!(Country::from_code("az"), None);
        assert_eq!(Country::from_code("ZZ"), None);
    }
}
