//! Stays, ties and how days are counted.

choices! {
    /// What a stay is for.
    Purpose = "purpose" {
        /// Work.
        Work = "work",
        /// Living with family, or visiting them.
        Family = "family",
        /// Business.
        Business = "business",
        /// Tourism.
        Tourism = "tourism",
        /// Study.
        Study = "study",
        /// Only to pass through from one country to another.
        Transit = "transit",
        /// Anything else.
        Other = "other",
    }
}

choices! {
    /// Where something is, of a person who lives between countries.
    Home = "home" {
        /// In Azerbaijan only.
        Azerbaijan = "azerbaijan",
        /// In another country only.
        Abroad = "abroad",
        /// In both or in neither: it decides nothing.
        Undecided = "both-or-neither",
    }
}

choices! {
    /// What can make a person a non-resident by definition (Tax Code 13.2.6).
    Excluded = "excluded" {
        /// None of these.
        None = "none",
        /// Diplomat or consul, or family.
        Diplomat = "diplomat",
        /// Works for an international organisation or a foreign state, or family.
        Organisation = "organisation",
        /// Present only to pass through.
        Transit = "transit",
    }
}

choices! {
    /// Which days of a stay count. The Code says "actually present" and no more.
    Counting = "counting" {
        /// The day of arrival and the day of departure both count.
        BothEnds = "both-ends",
        /// The day of departure does not; a stay of one day counts once.
        EntryOnly = "entry-only",
        /// Only days at whose end, at midnight, the person is there.
        Midnight = "midnight",
    }
}
