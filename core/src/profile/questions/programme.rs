//! The programme's other conditions, its papers, and the family.

use crate::profile::{Country, Paper, Relation};
use crate::quantity::Date;

records! {
    /// Answers that decide the programme's other conditions.
    Conditions = "conditions" {
        /// Will work in the recognised field.
        in_field: bool,
        /// Last day the passport is valid.
        passport_until: Date,
        /// Last day a second passport is valid.
        second_passport_until: Date,
        /// Diplomas carry an apostille or notarisation.
        diplomas: bool,
        /// Has the medical certificate.
        medical: bool,
        /// Documents are in Azerbaijani or English.
        translations: bool,
        /// Has, or can get, a business visa.
        business_visa: bool,
    }

    /// What is planned.
    Application = "plan" {
        /// Day of the application on the portal.
        apply_on: Date,
    }

    /// How far the papers are that belong to no row.
    Papers = "papers" {
        /// Last day the medical certificate is valid.
        medical_until: Date,
        /// Medical certificate.
        medical: Paper,
        /// First day on which the legalisation of a diploma is no longer accepted.
        diploma_until: Date,
        /// Its translation.
        medical_translation: Paper,
        /// Patent papers.
        patents: Paper,
        /// List or copies of publications.
        publications: Paper,
        /// Proof of leadership.
        leadership: Paper,
        /// Proof of awards.
        awards: Paper,
        /// Proof of technical accomplishments.
        technical: Paper,
    }

    /// A family member.
    Relative = "family" {
        /// How they belong to the applicant.
        relation: Relation,
        /// Date of birth.
        born: Date,
        /// Country that gave the birth or marriage certificate.
        country: Country,
        /// Apostille or consular legalisation of that certificate.
        legalisation: Paper,
        /// Its translation.
        translation: Paper,
        /// Studies full time.
        student: bool,
        /// The applicant's notarised consent to the member's permit.
        consent: Paper,
    }
}
