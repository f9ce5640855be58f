//! Papers and the family they are for.

choices! {
    /// How far a paper is.
    Paper = "paper" {
        /// Nothing done yet.
        Missing = "missing",
        /// Asked for, not there yet.
        Ordered = "ordered",
        /// In hand.
        Ready = "ready",
        /// Not needed, such as the translation of a paper in English.
        NotNeeded = "not-needed",
    }
}

choices! {
    /// How a family member belongs to the applicant.
    Relation = "relation" {
        /// Husband or wife.
        Spouse = "spouse",
        /// Son or daughter.
        Child = "child",
        /// Son or daughter with a disability.
        DisabledChild = "disabled-child",
        /// Parent the applicant supports.
        Parent = "parent",
    }
}
