//! The questions people come with, each answered with its explanation. Pure: the date is an argument.

pub mod eligibility;
mod figures;
pub mod guidance;
pub mod permits;
pub mod plan;
pub mod points;
pub mod programmes;
pub mod residence;
pub mod tax;

pub use figures::with_figures;

use eligibility::{documents, family};
use points::assumptions::Assumptions;
use residence::residency;
use tax::payroll;

use crate::profile::{Document, Problem, Profile, Reading};
use crate::quantity::Date;
use crate::rulebook::NotKnown;

/// All answers for one profile on one date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The date of the assessment.
    pub on: Date,
    /// The answers that could be used.
    pub profile: Profile,
    /// What in the profile could not be used, and what is worth a look.
    pub problems: Vec<Problem>,
    /// What the points rest on besides the answers.
    pub assumed: Assumptions,
    /// Where the points lie.
    pub points: points::Points,
    /// The programme's conditions.
    pub eligibility: eligibility::Eligibility,
    /// The papers that are needed.
    pub documents: documents::Documents,
    /// Who of the family is covered.
    pub family: family::Family,
    /// Tax residence in the year of the date.
    pub residency: Result<residency::Residency, NotKnown>,
    /// A month's pay; none until an amount is entered.
    pub pay: Option<payroll::Pay>,
}

/// Answers everything. Which question comes next is asked for apart ([`guidance::guide::guide`]): it tries
/// many answers, and not every screen shows it.
pub fn assess(document: &Document, on: Date) -> Assessment {
    assess_under(&Assumptions::ours(on), document, on)
}

/// The same under a table of criteria that need not be the rulebook's.
pub fn assess_under(ours: &Assumptions, document: &Document, on: Date) -> Assessment {
    let Reading { mut profile, mut problems } = Reading::of(document, on);
    let (assumed, unusable) = ours.clone().with_own(&profile);
    problems.extend(unusable);
    problems.extend(plan::problems(&mut profile, on));
    let points = points::points_of(ours, &assumed, &profile, on);
    let documents = documents::assess(&profile, on);
    let eligibility = eligibility::assess(&profile, &points, &documents, on);
    let family = family::assess(&profile, on);
    let residency = residency::assess(&profile, on, on.year());
    let pay = payroll::assess(&profile, &residency, on);
    Assessment { on, profile, problems, assumed, points, eligibility, documents, family, residency, pay }
}
