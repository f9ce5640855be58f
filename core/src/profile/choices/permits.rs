//! Permits, their grounds and how fast they are decided.

choices! {
    /// The ground of a temporary residence permit (Migration Code, Art. 45), and the programme.
    Ground = "ground" {
        /// A highly skilled migrant.
        Programme = "programme",
        /// Close relative of a citizen (45.1.1).
        CitizenFamily = "citizen-family",
        /// Investment in the economy (45.1.2).
        Investment = "investment",
        /// Real estate (45.1.3).
        Property = "property",
        /// Term deposit in a local bank (45.1.3-1).
        Deposit = "deposit",
        /// Securities of the state or of companies it owns (45.1.3-2).
        Securities = "securities",
        /// High-level specialist (45.1.4).
        HighLevel = "high-level",
        /// Invited specialist of a defined category (45.1.4-1).
        Invited = "invited",
        /// Family member of a resident (45.1.5).
        ResidentFamily = "resident-family",
        /// Head or deputy head of a branch or representation (45.1.6).
        BranchHead = "branch-head",
        /// Head or majority holder of a company with foreign founders (45.1.6-1).
        Company = "company",
        /// Entrepreneur (45.1.7).
        Entrepreneur = "entrepreneur",
        /// A group that needs no work permit (45.1.7-1).
        ExemptGroup = "exempt-group",
        /// Work permit (45.1.8).
        WorkPermit = "work-permit",
        /// Study (45.1.9).
        Study = "study",
        /// Religious work.
        Religion = "religion",
        /// Victim of trafficking, or helping a prosecution.
        Protection = "protection",
        /// A treaty.
        Treaty = "treaty",
    }
}

choices! {
    /// Which close relative is a citizen of Azerbaijan.
    CitizenRelative = "citizen-relative" {
        /// None.
        None = "none",
        /// Husband or wife.
        Spouse = "spouse",
        /// Father or mother.
        Parent = "parent",
        /// Son or daughter.
        Child = "child",
        /// Brother or sister.
        Sibling = "sibling",
    }
}

choices! {
    /// Which permit a family member holds.
    ResidentRelative = "resident-relative" {
        /// No family member holds one.
        None = "none",
        /// A temporary residence permit.
        Temporary = "temporary",
        /// A permanent residence permit.
        Permanent = "permanent",
    }
}

choices! {
    /// As what an organisation in Azerbaijan asks for the person.
    Invitation = "invited" {
        /// None does.
        None = "none",
        /// As a high-level specialist.
        HighLevel = "high-level",
        /// As a specialist of a defined category.
        Specialist = "specialist",
    }
}

choices! {
    /// A post or holding that is a ground.
    Post = "post" {
        /// None.
        None = "none",
        /// Head or deputy head of a branch or representation of a foreign company.
        Branch = "branch",
        /// Head of a company with foreign founders.
        CompanyHead = "company-head",
        /// Holder of the greater part of one.
        Majority = "majority",
    }
}

choices! {
    /// What frees a company or business from thresholds.
    Privilege = "privilege" {
        /// Nothing.
        None = "none",
        /// An investment promotion document.
        Promotion = "promotion-document",
        /// A "Startup" certificate.
        Startup = "startup",
        /// It works in an economic region that is named.
        Region = "region",
        /// It is a non-commercial body.
        NonCommercial = "non-commercial",
        /// It is resident in an industrial park or district, or an agropark.
        Park = "park",
    }
}

choices! {
    /// The rarer grounds.
    OtherGround = "other-ground" {
        /// None.
        None = "none",
        /// Religious work.
        Religion = "religion",
        /// Victim of trafficking, or helping a prosecution.
        Protection = "protection",
        /// A treaty.
        Treaty = "treaty",
    }
}

choices! {
    /// How fast a temporary permit is decided: by the duty paid.
    Speed = "speed" {
        /// The faster of the two.
        Fifteen = "fifteen",
        /// The slower.
        Twenty = "twenty",
    }
}

choices! {
    /// How fast a permanent permit is decided: by the duty paid, the fastest first.
    PrpDays = "prp-days" {
        /// The fastest.
        ThirtyFive = "35",
        /// The second.
        Forty = "40",
        /// The third.
        Fifty = "50",
        /// The slowest.
        Sixty = "60",
    }
}
