//! Programmes of Asia as a table on the web prints them (`rules/programmes.csv`): what they ask for and give.

use super::Standing;
use crate::message::Key;
use crate::quantity::Money;

/// What a programme is for, by its name, or where that says nothing by the column of its threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProgrammeKind {
    /// Skilled or gifted people.
    Talent,
    /// Money put into the economy.
    Investor,
    /// Owners of real estate.
    Property,
    /// A deposit or guarantee at a bank.
    Deposit,
    /// Citizenship for an investment.
    Citizenship,
    /// A business or freelance work of one's own.
    Entrepreneur,
    /// Work from there for somebody abroad.
    Nomad,
    /// Pensioners.
    Retiree,
    /// Looking for work.
    JobSeeker,
    /// A long stay, on means of one's own.
    Stay,
    /// The name does not tell.
    Other,
}

/// Which column of the table a threshold stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// Income.
    Income,
    /// Investment.
    Investment,
    /// Funds required.
    Funds,
    /// Capital required.
    Capital,
}

/// How often an amount is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Per {
    /// Each month.
    Month,
    /// Each year.
    Year,
    /// Once.
    Once,
    /// To be had.
    Funds,
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

/// What a cell of the table asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// An amount.
    Sum(Sum),
    /// Words as printed; they end with three points where the table cuts them off.
    Text(&'static str),
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

/// A programme.
#[derive(Debug, PartialEq, Eq)]
pub struct Programme {
    /// Short name, stable: for addresses and favourites.
    pub id: &'static str,
    /// ISO 3166-1 alpha-2 code.
    pub country: &'static str,
    /// Its own name.
    pub name: &'static str,
    /// What it is for.
    pub kind: ProgrammeKind,
    /// What it asks for; empty where the table states nothing.
    pub needs: &'static [(Column, Need)],
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
    /// Indices into [`super::SOURCES`].
    pub sources: &'static [u8],
    /// Doubts, and where the table differs from what we know otherwise.
    pub notes: &'static [Key],
}

impl Programme {
    /// Its first amount, if it states one.
    pub fn sum(&self) -> Option<Sum> {
        self.needs.iter().find_map(|(_, need)| match need {
            Need::Sum(sum) => Some(*sum),
            Need::Text(_) => None,
        })
    }
}

include!(concat!(env!("OUT_DIR"), "/programmes.rs"));
