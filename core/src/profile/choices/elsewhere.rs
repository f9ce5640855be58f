//! Programmes of other countries.

choices! {
    /// What a person wants of another country most.
    Aim = "aim" {
        /// To stay.
        Stay = "stay",
        /// To work there.
        Work = "work",
        /// To become a citizen.
        Citizenship = "citizenship",
    }
}
