//! Education, work, languages and what they are measured by.

choices! {
    /// Level of a degree.
    DegreeLevel = "level" {
        /// Vocational training or secondary school.
        Vocational = "vocational",
        /// Bachelor's degree or equal.
        Bachelor = "bachelor",
        /// Master's degree or specialist diploma.
        Master = "master",
        /// Doctorate.
        Doctorate = "doctorate",
    }
}

choices! {
    /// Position held.
    Position = "position" {
        /// Neither of the two below.
        Ordinary = "ordinary",
        /// Senior or expert.
        Senior = "senior",
        /// Led people or an organisation.
        Leading = "leading",
    }
}

choices! {
    /// How much of full time a job took.
    Hours = "hours" {
        /// Less than half time.
        Less = "less",
        /// Half time or more.
        Half = "half",
        /// Full time.
        Full = "full",
    }
}

choices! {
    /// Field of a degree, or the speciality a person applies with: those websites name, or another.
    Speciality = "speciality" {
        /// Information technology.
        It = "it",
        /// Engineering.
        Engineering = "engineering",
        /// Oil and gas.
        OilGas = "oil-gas",
        /// Healthcare.
        Healthcare = "healthcare",
        /// Finance.
        Finance = "finance",
        /// Science.
        Science = "science",
        /// Culture.
        Culture = "culture",
        /// Sports.
        Sports = "sports",
        /// None of these.
        Other = "other",
    }
}

choices! {
    /// A language: those of the portal, or another.
    Tongue = "tongue" {
        /// Azerbaijani.
        Azerbaijani = "azerbaijani",
        /// English.
        English = "english",
        /// Russian.
        Russian = "russian",
        /// Turkish.
        Turkish = "turkish",
        /// Any other.
        Other = "other",
    }
}

choices! {
    /// Level of a language by the Common European Framework of Reference.
    Cefr = "cefr" {
        /// Beginner.
        A1 = "a1",
        /// Elementary.
        A2 = "a2",
        /// Intermediate.
        B1 = "b1",
        /// Upper intermediate.
        B2 = "b2",
        /// Advanced.
        C1 = "c1",
        /// Near native, or native.
        C2 = "c2",
    }
}

choices! {
    /// A table of indicative bands (`points.*` in the rulebook).
    BandTable = "bands" {
        /// Full years of related work.
        Years = "years",
        /// Highest position in it.
        Position = "position",
        /// How much of a job's time counts.
        Hours = "hours",
        /// Highest degree in the speciality.
        Related = "related",
        /// Highest degree outside it.
        Unrelated = "unrelated",
        /// Certificates.
        Certificates = "certificates",
        /// Different kinds of achievement.
        Kinds = "kinds",
        /// Level of Azerbaijani.
        Azerbaijani = "azerbaijani",
        /// Level of another language.
        OtherLanguage = "other-language",
    }
}
