//! The person: education, work and what else moves the points.

use crate::profile::{Cefr, Count, Country, DegreeLevel, Hours, Label, Paper, Position, Speciality, Tongue, Year};
use crate::quantity::Date;

records! {
    /// The person.
    You = "you" {
        /// Holds Azerbaijani citizenship.
        azerbaijani: bool,
        /// Has no citizenship.
        stateless: bool,
        /// What the person applies with.
        speciality: Speciality [scored_once_given],
        /// Has a degree or vocational training; rows of [`Degree`] say it too.
        has_degree: bool [scored],
        /// Has professional certificates; rows of [`Certificate`] say it too.
        has_certificates: bool [scored],
        /// Has worked in the speciality; rows of [`Job`] say it too.
        has_worked: bool [scored],
    }

    /// A degree or training.
    Degree = "degrees" {
        /// Its level.
        level: DegreeLevel [scored],
        /// Its field.
        field: Speciality [scored_once_given],
        /// In the speciality the person applies with.
        related: bool [scored],
        /// When it was given.
        year: Year [scored_once_given],
        /// Where it was given.
        country: Country,
        /// The person's own name for it.
        name: Label,
        /// Apostille, consular legalisation or recognition.
        legalisation: Paper,
        /// Translation of the diploma.
        translation: Paper,
    }

    /// A professional certificate.
    Certificate = "certificates" {
        /// The person's own name for it.
        name: Label,
        /// In the speciality the person applies with.
        related: bool [scored],
        /// Last day it is valid; no answer where it does not end.
        until: Date [scored_once_given],
        /// The certificate itself.
        paper: Paper,
        /// Its translation.
        translation: Paper,
    }

    /// A job.
    Job = "jobs" {
        /// First day.
        from: Date [scored],
        /// Last day; no answer while it lasts.
        to: Date [scored_once_given],
        /// In the speciality the person applies with.
        related: bool [scored],
        /// Position held.
        position: Position [scored],
        /// How much of full time.
        hours: Hours [scored],
        /// The person's own name for it.
        role: Label,
        /// Reference or other proof.
        reference: Paper,
        /// Its translation.
        translation: Paper,
    }

    /// Special achievements in the speciality.
    Achievements = "achievements" {
        /// Patents granted.
        patents: Count<0, 999> [scored],
        /// Patents applied for, not granted yet.
        patents_filed: Count<0, 999> [scored],
        /// Publications.
        publications: Count<0, 9999> [scored],
        /// Of these, in indexed journals.
        indexed: Count<0, 9999> [scored],
        /// Has led a team, project or organisation.
        leadership: bool [scored],
        /// Has an award.
        awards: bool [scored],
        /// Has a technical accomplishment to show.
        technical: bool [scored],
        /// Has open-source work that others use.
        open_source: bool [scored],
    }

    /// A language and how well it is known.
    LanguageSkill = "languages" {
        /// Which.
        language: Tongue [scored],
        /// How well.
        level: Cefr [scored],
        /// Certificate of the level.
        paper: Paper,
    }
}
