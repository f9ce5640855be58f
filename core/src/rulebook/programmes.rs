//! Programmes of Asia as a table on the web prints them (`rules/programmes.csv`): what they ask for and give.

use super::Standing;
use crate::message::Key;
use crate::quantity::Money;

named_enum! {
    /// What a programme is for, by its name, or where that says nothing by the column of its threshold.
    ProgrammeKind = "programmes.kind." {
        /// Skilled or gifted people.
        Talent = "talent",
        /// Money put into the economy.
        Investor = "investor",
        /// Owners of real estate.
        Property = "property",
        /// A deposit or guarantee at a bank.
        Deposit = "deposit",
        /// Citizenship for an investment.
        Citizenship = "citizenship",
        /// A business or freelance work of one's own.
        Entrepreneur = "entrepreneur",
        /// Work from there for somebody abroad.
        Nomad = "nomad",
        /// Pensioners.
        Retiree = "retiree",
        /// Looking for work.
        JobSeeker = "job-seeker",
        /// A long stay, on means of one's own.
        Stay = "stay",
        /// The name does not tell.
        Other = "other",
    }
}

named_enum! {
    /// Which column of the table a threshold stands in.
    Column = "programmes.column." {
        /// Income.
        Income = "income",
        /// Investment.
        Investment = "investment",
        /// Funds required.
        Funds = "funds",
        /// Capital required.
        Capital = "capital",
    }
}

named_enum! {
    /// How often an amount is asked for.
    Per {
        /// Each month.
        Month = "month",
        /// Each year.
        Year = "year",
        /// Once.
        Once = "once",
        /// To be had.
        Funds = "funds",
    }
}

/// An amount in a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// ISO 4217 code.
    pub currency: &'static str,
    /// Hundredths of it.
    pub amount: Money,
    /// How often.
    pub per: Per,
}

/// `2000 USD month`: the form of files and receipts.
impl std::fmt::Display for Sum {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", self.amount.qepik() / 100, self.currency, self.per.name())
    }
}

/// What a row of the table asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// The table states nothing.
    NotStated,
    /// An amount: its column, how often, the number of its currency, whole units. [`Programme::sum`] reads it.
    Sum(Column, Per, u8, u32),
    /// Words as printed; they end with three points where the table cuts them off.
    Text(Column, &'static str),
}

/// How long a permit lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// Days.
    Days(u16),
    /// Months.
    Months(u16),
    /// Years.
    Years(u16),
    /// Without end.
    Permanent,
}

impl Length {
    /// In days, for putting lengths in order: a year of 365, a month of a twelfth of that; without end is
    /// longest.
    pub const fn days(self) -> i32 {
        match self {
            Self::Days(days) => days as i32,
            Self::Months(months) => months as i32 * 365 / 12,
            Self::Years(years) => years as i32 * 365,
            Self::Permanent => i32::MAX,
        }
    }
}

/// Whether a programme leads to citizenship.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Citizenship {
    /// The table says nothing.
    NotStated,
    /// It does not.
    No,
    /// It does; after how long is not said.
    Yes,
    /// It does, after so many years.
    After(u8),
}

/// A programme. Kept small: a hundred of them come with every page.
#[derive(Debug, PartialEq, Eq)]
pub struct Programme {
    /// Its own name.
    pub name: &'static str,
    /// Its number among those of its country; it stays when others come or go.
    number: u8,
    /// The number of its country in [`PLACES`].
    place: u8,
    /// What it is for.
    pub kind: ProgrammeKind,
    /// What it asks for.
    pub need: Need,
    /// The shortest term.
    pub shortest: Length,
    /// The longest.
    pub longest: Length,
    /// Whether family may come along.
    pub dependants: bool,
    /// Whether it leads to citizenship.
    pub citizenship: Citizenship,
    /// How far the row can be relied on.
    pub standing: Standing,
    sources: u8,
    notes: u8,
}

impl Programme {
    /// Short name, stable: for addresses and favourites. `ge-3`
    pub fn id(&self) -> String {
        [&self.country().to_ascii_lowercase(), "-", &self.number.to_string()].concat()
    }

    /// The words its country is found by: ISO 3166-1 alpha-2 code first.
    pub fn place(&self) -> &'static str {
        PLACES.get(usize::from(self.place)).copied().unwrap_or_default()
    }

    /// ISO 3166-1 alpha-2 code of its country.
    pub fn country(&self) -> &'static str {
        self.place().get(..2).unwrap_or_default()
    }

    /// Whether it is the one that this whole product is about.
    pub fn is_hsmp(&self) -> bool {
        self.country() == "AZ" && self.number == 1
    }

    /// The amount it asks for, if it states one.
    pub fn sum(&self) -> Option<Sum> {
        let Need::Sum(_, per, currency, units) = self.need else { return None };
        let currency = CURRENCIES.get(usize::from(currency)).copied().unwrap_or_default();
        Some(Sum { currency, amount: Money::from_manat(units.into()), per })
    }

    /// Indices into [`super::SOURCES`].
    pub fn sources(&self) -> &'static [u8] {
        SOURCE_SETS.get(usize::from(self.sources)).copied().unwrap_or_default()
    }

    /// Doubts, and where the table differs from what we know otherwise.
    pub fn notes(&self) -> &'static [Key] {
        NOTE_SETS.get(usize::from(self.notes)).copied().unwrap_or_default()
    }
}

include!(concat!(env!("OUT_DIR"), "/programmes.rs"));
