//! How the way to the permits is planned, and what is done.

use crate::profile::{Count, Ground, Label, PrpDays, Speed};
use crate::quantity::Date;

records! {
    /// How the journey is planned.
    Journey = "journey" {
        /// The person's own name for the plan.
        name: Label,
        /// Day on which the first paper is asked for.
        start: Date,
        /// Ground of the permit that is planned; no answer for the programme.
        ground: Ground,
        /// Already in Azerbaijan, with a right to stay.
        here: bool,
        /// Last day of the permitted stay.
        stay_until: Date,
        /// Days until papers are legalised.
        legalise_days: Count<0, 365>,
        /// Days until they are translated.
        translate_days: Count<0, 365>,
        /// Days until the medical certificate is there.
        medical_days: Count<0, 365>,
        /// Days until the visa is there.
        visa_days: Count<0, 365>,
        /// Earliest day of entry that suits.
        enter_on: Date,
        /// Days of stay that the visa allows.
        visa_stay: Count<1, 365>,
        /// Term of the permit asked for, in months.
        term: Count<1, 60>,
        /// How fast the temporary permit is decided.
        speed: Speed,
        /// How fast the permanent permit is decided.
        prp_days: PrpDays,
    }

    /// Steps that are done, each with its day.
    Done = "done" {
        /// Papers legalised.
        legalised: Date,
        /// Papers translated.
        translated: Date,
        /// Medical certificate obtained.
        medical: Date,
        /// Application on the portal.
        applied: Date,
        /// Decision on it, with the certificate.
        decided: Date,
        /// Business visa in hand.
        visa: Date,
        /// Entry.
        entered: Date,
        /// Place of stay registered.
        registered: Date,
        /// Temporary permit applied for.
        trp_applied: Date,
        /// Card of the temporary permit in hand.
        card: Date,
        /// Permanent permit applied for.
        prp_applied: Date,
    }
}
