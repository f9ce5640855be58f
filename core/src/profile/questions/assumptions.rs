//! Figures in place of ours.

use crate::profile::{BandTable, Count};

records! {
    /// Points the person has from an official or own source; they replace our bands.
    OwnPoints = "own_points" {
        /// Work experience.
        experience: Count<0, 100> [own_figure],
        /// Education.
        education: Count<0, 100> [own_figure],
        /// Achievements.
        achievements: Count<0, 100> [own_figure],
        /// Languages, where they are a criterion of their own.
        languages: Count<0, 100> [own_figure],
    }

    /// Other maxima than we assume, and whether languages are a criterion of their own.
    OwnMaxima = "assumptions" {
        /// Languages are a criterion of their own.
        languages_scored: bool [own_figure],
        /// Least the maximum for experience may be.
        experience_least: Count<0, 100> [own_figure],
        /// Most it may be.
        experience_most: Count<0, 100> [own_figure],
        /// The same for education.
        education_least: Count<0, 100> [own_figure],
        /// Most.
        education_most: Count<0, 100> [own_figure],
        /// The same for achievements.
        achievements_least: Count<0, 100> [own_figure],
        /// Most.
        achievements_most: Count<0, 100> [own_figure],
        /// The same for languages.
        languages_least: Count<0, 100> [own_figure],
        /// Most.
        languages_most: Count<0, 100> [own_figure],
    }

    /// Another band than we assume.
    OwnBand = "bands" {
        /// In which table.
        table: BandTable [own_figure],
        /// From which level on.
        at: Count<0, 99> [own_figure],
        /// Least percent.
        low: Count<0, 100> [own_figure],
        /// Greatest percent.
        high: Count<0, 100> [own_figure],
    }
}
