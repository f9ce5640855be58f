//! The permits and their papers.

use crate::profile::{CitizenRelative, Count, Ground, Invitation, OtherGround, Paper, Post, Privilege, ResidentRelative, Worth};
use crate::quantity::Date;

records! {
    /// What decides the other permits.
    Permits = "permits" {
        /// Close relative who is a citizen of Azerbaijan.
        citizen_relative: CitizenRelative,
        /// Permit that a family member holds.
        resident_relative: ResidentRelative,
        /// Owns any of what follows.
        assets: bool,
        /// Worth of real estate in Azerbaijan.
        property: Worth,
        /// Term deposit in a bank in Azerbaijan.
        deposit: Worth,
        /// Nominal worth of securities of the state or of companies it owns.
        securities: Worth,
        /// Other investment in the economy.
        invested: Worth,
        /// As what an organisation asks for the person.
        invited: Invitation,
        /// Post or holding in a company.
        post: Post,
        /// Paid capital of that company.
        capital: Worth,
        /// That company has been active for a year or more.
        company_year: bool,
        /// Its turnover of the last year.
        company_turnover: Worth,
        /// Is an entrepreneur in Azerbaijan.
        entrepreneur: bool,
        /// Full-time employees.
        full_time: Count<0, 9999>,
        /// Part-time employees.
        part_time: Count<0, 9999>,
        /// Percent of them who are citizens, or foreigners whom the law counts with them.
        citizens_percent: Count<0, 100>,
        /// Has been in business for a year or more.
        business_year: bool,
        /// Turnover of the last year.
        turnover: Worth,
        /// What frees the company or business from thresholds.
        privilege: Privilege,
        /// An employer has, or will get, a work permit.
        work_permit: bool,
        /// Belongs to a group that needs no work permit.
        exempt_group: bool,
        /// Is admitted to study.
        study: bool,
        /// One of the rarer grounds.
        other: OtherGround,
        /// Ground of the temporary permit the person holds.
        held: Ground,
        /// Its last day.
        permit_until: Date,
        /// Own date of birth: decides who is exempt from the test.
        born: Date,
        /// Disability of 81 to 100 %.
        disability: bool,
        /// Can prove means to live on.
        means: bool,
        /// A close relative who is a citizen, or somebody with a permanent permit, provides for the person.
        supported: bool,
        /// Would pass the test of language and of rights and duties.
        language: bool,
        /// Has a lawful income.
        lawful_income: bool,
        /// Has a document on the Azerbaijani language.
        language_document: bool,
        /// High achievement in science, technology, culture or sport.
        achievement: bool,
        /// The inviting side takes over medical care.
        host_pays_care: bool,
        /// The inviting side is a non-governmental organisation.
        host_ngo: bool,
        /// Owns the dwelling where the registration will be.
        own_home: bool,
        /// Is married; a row of the family says it too.
        married: bool,
    }

    /// How far the papers for the visa are (Migration Code, Art. 36).
    VisaPapers = "visa_papers" {
        /// Application form.
        application: Paper,
        /// Photographs.
        photos: Paper,
        /// Copy of the medical insurance.
        insurance: Paper,
        /// Receipt for the duty.
        duty: Paper,
        /// Petition of the inviting side.
        host_petition: Paper,
        /// Its registration certificate.
        host_registration: Paper,
        /// Paper that confirms the reason of the invitation.
        host_reason: Paper,
        /// Papers for the purpose of the journey.
        purpose: Paper,
        /// Papers of a minor who travels alone.
        minor: Paper,
    }

    /// How far the papers for the temporary permit are (Art. 46).
    TrpPapers = "trp_papers" {
        /// Application form.
        application: Paper,
        /// Certificate of birth.
        birth: Paper,
        /// Proof of the ground.
        ground: Paper,
        /// Consent of the relative.
        relative_consent: Paper,
        /// Copy of the paper that gives the right to stay.
        stay_right: Paper,
        /// Petition of the organisation that invites a high-level specialist.
        host_petition: Paper,
        /// Photographs.
        photos: Paper,
        /// Paper on the dwelling.
        address: Paper,
        /// Application of who gives the dwelling.
        host_consent: Paper,
        /// Copy of that person's identity paper.
        host_identity: Paper,
        /// Receipt for the duty.
        duty: Paper,
        /// The tax authority's paper on turnover.
        turnover: Paper,
    }

    /// How far the papers for the permanent permit are (Art. 53).
    PrpPapers = "prp_papers" {
        /// Application form.
        application: Paper,
        /// Certificate of birth.
        birth: Paper,
        /// List of the family.
        family_list: Paper,
        /// Certificate of marriage.
        marriage: Paper,
        /// Medical certificate, a new one.
        medical: Paper,
        /// Proof of means.
        means: Paper,
        /// Proof of the profession.
        qualification: Paper,
        /// Copy of the permit's card.
        card: Paper,
        /// Proof of the ground.
        ground: Paper,
        /// Consent of the relative.
        relative_consent: Paper,
        /// Photographs.
        photos: Paper,
        /// Consent of the children.
        child_consent: Paper,
        /// Paper on the dwelling.
        address: Paper,
        /// Application of who gives the dwelling.
        host_consent: Paper,
        /// Copy of that person's identity paper.
        host_identity: Paper,
        /// Receipt for the duty.
        duty: Paper,
        /// The tax authority's paper on turnover.
        turnover: Paper,
    }
}
