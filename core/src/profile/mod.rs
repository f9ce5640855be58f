//! What the person tells us.
//!
//! The [`Document`] is the truth: JSON with everything as it was entered, including what this
//! version cannot read. The [`Profile`] is a reading of it: typed, with nothing assumed for what
//! is missing, and a [`Problem`] for each answer that cannot be used. So a slip of the pen, an
//! unknown field, or a field of a later version is never lost by being saved.

mod answer;
mod choices;
mod country;
mod document;
mod envelope;
mod json;
mod limits;
mod merge;
mod numbers;
mod questions;
pub mod rescued;
mod schema;
mod several;
pub mod share;
mod stays_table;
mod understood;
mod validate;
pub mod vault;
mod written_date;

pub use answer::{Amount, Answer, Choice, Count, ExchangeRate, Kind, Label, MOST_LETTERS, MOST_PAY, Worth, Year};
pub use choices::{
    Aim, BandTable, Cefr, CitizenRelative, Counting, Currency, DegreeLevel, DividendsFrom, Excluded, ForeignKind, Ground, Home, Hours,
    InterestFrom, Invitation, OtherGround, Paper, Place, Position, Post, Privilege, PrpDays, Purpose, Relation, ResidentRelative, Sector,
    Speciality, Speed, Tongue,
};
pub use country::{COUNTRIES, Country};
pub use document::{Document, DocumentFault, Slot};
pub use envelope::{Header, Stored};
pub use json::{read as read_json, write as write_json};
pub use limits::{MOST_BYTES, MOST_ROWS, OpenFault};
pub use merge::Later;
pub use questions::{
    Achievements, Answers, Application, Business, Certificate, Conditions, Days, Degree, Done, Elsewhere, Employer, Favourite, Field,
    ForeignIncome, Income, Job, Journey, LanguageSkill, OwnBand, OwnMaxima, OwnPoints, OwnRate, Papers, Pay, Permits, Profile, PrpPapers,
    Relative, Reliefs, SECTIONS, Scored, Section, Stay, Ties, TrpPapers, VisaPapers, You,
};
pub use schema::json_schema;
pub use several::{MOST_PROFILES, Opened, write_profiles};
pub use stays_table::{
    Asked, BadLine, CodePage, Decode, Import, Overlap, Places, TableText, Told, Undecided, export_stays, import_stays, read_table, utf_text,
};
pub use understood::Understood;
pub use validate::{Problem, Severity, settle};
pub use written_date::{Order, WrittenDate};

use crate::quantity::Date;

/// The version of the document this program writes.
pub const SCHEMA: u64 = 2;

/// A typed profile and what could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The answers that can be used.
    pub profile: Profile,
    /// The answers that cannot, and things worth a look: first each by itself, then against others.
    pub problems: Vec<Problem>,
}

impl Reading {
    /// Reads a document as of a date (which tells past from future).
    pub fn of(document: &Document, on: Date) -> Self {
        let mut problems = Vec::new();
        let mut profile = Profile::read(document, &mut problems);
        validate::across_fields(&mut profile, on, &mut problems);
        Self { profile, problems }
    }

    /// What moves the points, as of several dates: the document is read once.
    pub(crate) fn of_points(document: &Document, dates: impl IntoIterator<Item = Date>) -> impl Iterator<Item = (Date, Profile)> {
        let mut problems = Vec::new();
        let mut read = Profile::read(document, &mut problems);
        // None of these does.
        read.stays.clear();
        read.family.clear();
        read.employers.clear();
        read.foreign.clear();
        read.favourites.clear();
        read.exchange.clear();
        dates.into_iter().map(move |on| {
            let mut profile = read.clone();
            validate::across_fields(&mut profile, on, &mut problems.clone());
            (on, profile)
        })
    }
}
