//! Stays, ties and how days are counted.

use crate::key;
use crate::message::Message;
use crate::profile::{Count, Counting, Country, Excluded, Home, Purpose};
use crate::quantity::Date;

records! {
    /// A stay in a country.
    Stay = "stays" {
        /// Where.
        country: Country,
        /// First day there.
        from: Date,
        /// Last day there; no answer where it is not known yet.
        to: Date,
        /// What for.
        purpose: Purpose,
    }

    /// What decides tax residence when no country has more than 182 days.
    Ties = "ties" {
        /// More than 182 days in one other country in the year.
        long_abroad: bool,
        /// Permanent place of residence.
        permanent_home: Home,
        /// Centre of vital interests.
        vital_interests: Home,
        /// Usual place of living.
        usual_home: Home,
        /// In Azerbaijan's state service abroad.
        state_service: bool,
        /// Non-resident by definition.
        excluded: Excluded,
        /// Does business in Azerbaijan, so that the definition may not hold.
        business: bool,
    }

    /// How days are counted, for which year, and the permits whose clocks run.
    Days = "days" {
        /// Which days of a stay count; no answer for our assumption.
        counting: Counting,
        /// The year that is looked at; no answer for the year of the assessment.
        year: Count<2019, 2030>,
        /// Holds the certificate of a highly skilled migrant.
        programme: bool,
        /// Has held a temporary residence permit since.
        trp_from: Date,
        /// The permanent residence permit was granted on.
        prp_from: Date,
        /// Stays without visa or permit.
        visa_free: bool,
        /// Citizen of Kazakhstan, who may register later.
        kazakhstan: bool,
    }
}

impl Stay {
    /// Whether it is in Azerbaijan.
    pub fn is_here(&self) -> bool {
        self.country == Some(Country::AZERBAIJAN)
    }

    /// Where and when it is, in words.
    pub fn name(&self) -> Message {
        match (self.country, self.from, self.to) {
            (Some(country), Some(from), Some(to)) => {
                Message::new(key!("calendar.stay")).with("country", country.name()).with("from", from).with("to", to)
            }
            (Some(country), Some(from), None) => {
                Message::new(key!("calendar.stay-open")).with("country", country.name()).with("from", from)
            }
            _ => key!("calendar.stay-unclear").into(),
        }
    }
}
