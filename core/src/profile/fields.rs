//! Every question, once: from this list come the types, the form, the checks and the JSON schema.

use serde_json::{Map, Value};

use super::answer::{Amount, Answer, Count, ExchangeRate, Kind, Label, Worth, Year};
use super::choices::{
    Aim, BandTable, Cefr, CitizenRelative, Counting, Currency, DegreeLevel, DividendsFrom, Excluded, ForeignKind, Ground, Home, Hours,
    InterestFrom, Invitation, OtherGround, Paper, Place, Position, Post, Privilege, PrpDays, Purpose, Relation, ResidentRelative, Sector,
    Speciality, Speed, Tongue,
};
use super::document::next_number;
use super::validate::{Problem, Severity};
use super::{Country, Document, Slot};
use crate::key;
use crate::message::{Key, Message};
use crate::quantity::{Date, Money};

/// A question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in documents.
    pub name: &'static str,
    /// Its text.
    pub label: Key,
    /// A sentence that helps to answer, where one is needed.
    pub hint: Option<Key>,
    /// What kind of answer it takes.
    pub kind: Kind,
    /// What the answer does to the points.
    pub scored: Scored,
}

/// What an answer does to the points. It is said where the question is defined, and what is open, tried out and
/// proved to be settled follows from it: an answer that moves the points and is not marked would make the program
/// prove that nothing is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scored {
    /// Nothing.
    No,
    /// It moves them: while it is open, they are.
    Open,
    /// It moves them, but no answer says something too: no last day that work lasts.
    Given,
    /// It stands in the place of what we assume.
    Own,
}

impl Scored {
    /// Whether it is an answer about a record that moves the points.
    const fn is_answer(self) -> bool {
        matches!(self, Self::Open | Self::Given)
    }
}

/// The mark behind a question's type.
macro_rules! scored {
    () => {
        Scored::No
    };
    (scored) => {
        Scored::Open
    };
    (scored_once_given) => {
        Scored::Given
    };
    (own_figure) => {
        Scored::Own
    };
}

/// Questions that belong together: once, or once a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its name in documents.
    pub name: &'static str,
    /// Its heading.
    pub title: Key,
    /// Whether there can be several rows.
    pub list: bool,
    /// Its questions.
    pub fields: &'static [Field],
}

impl Section {
    /// One of [`SECTIONS`] by name.
    pub fn named(name: &str) -> Option<&'static Self> {
        SECTIONS.iter().find(|section| section.name == name)
    }

    /// One of its questions by name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

macro_rules! records {
    ($($(#[$doc:meta])* $type:ident = $section:literal { $($(#[$field_doc:meta])* $field:ident: $answer:ty $([$mark:ident])?),+ $(,)? })+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, Default, PartialEq, Eq)]
            pub struct $type {
                /// The row's number in the document; 0 where there are no rows.
                pub id: u32,
                $($(#[$field_doc])* pub $field: Option<$answer>,)+
            }

            impl $type {
                /// Its section's name in documents.
                pub const SECTION: &'static str = $section;

                /// Its questions.
                pub const FIELDS: &'static [Field] = &[$(Field {
                    name: stringify!($field),
                    label: key!("profile.", $section, ".", stringify!($field)),
                    hint: Key::named(concat!("hint.", $section, ".", stringify!($field))),
                    kind: <$answer as Answer>::KIND,
                    scored: scored!($($mark)?),
                }),+];

                /// Whether any of its answers about a record moves the points.
                const IS_SCORED: bool = $(scored!($($mark)?).is_answer())||+;

                fn put(&mut self, field: &str, value: Option<&Value>) {
                    match field {
                        $(stringify!($field) if const { scored!($($mark)?).is_answer() } => {
                            self.$field = value.and_then(|value| <$answer as Answer>::read(value).ok());
                        })+
                        _ => {}
                    }
                }

                fn has(&self, field: &str) -> bool {
                    match field {
                        $(stringify!($field) if const { scored!($($mark)?).is_answer() } => self.$field.is_some(),)+
                        _ => false,
                    }
                }

                /// An own figure by its question's name; yes is 1, no is 0.
                #[allow(dead_code, reason = "made for every section; used for those with own figures")]
                pub(crate) fn own(&self, field: &str) -> Option<i32> {
                    match field {
                        $(stringify!($field) if const { matches!(scored!($($mark)?), Scored::Own) } => {
                            self.$field.as_ref().and_then(Answer::figure)
                        })+
                        _ => None,
                    }
                }

                fn read_row(answers: Option<&Map<String, Value>>, id: Option<u32>, problems: &mut Vec<Problem>) -> Self {
                    let row = Row { section: $section, id, answers };
                    Self {
                        id: id.unwrap_or_default(),
                        $($field: take(&row, stringify!($field), problems),)+
                    }
                }
            }
        )+
    };
}

/// Where a record's answers stand.
struct Row<'a> {
    section: &'static str,
    id: Option<u32>,
    answers: Option<&'a Map<String, Value>>,
}

fn take<T: Answer>(row: &Row<'_>, field: &'static str, problems: &mut Vec<Problem>) -> Option<T> {
    match T::read(row.answers?.get(field)?) {
        Ok(answer) => Some(answer),
        Err(message) => {
            refuse(row, field, message, problems);
            None
        }
    }
}

fn refuse(row: &Row<'_>, field: &'static str, message: Message, problems: &mut Vec<Problem>) {
    let slot = Slot { section: row.section, row: row.id, field };
    problems.push(Problem { slot, severity: Severity::Refused, message });
}

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

    /// Answers that decide the programme's other conditions.
    Conditions = "conditions" {
        /// Will work in the recognised field.
        in_field: bool,
        /// Last day the passport is valid.
        passport_until: Date,
        /// Last day a second passport is valid.
        second_passport_until: Date,
        /// Diplomas carry an apostille or notarisation.
        diplomas: bool,
        /// Has the medical certificate.
        medical: bool,
        /// Documents are in Azerbaijani or English.
        translations: bool,
        /// Has, or can get, a business visa.
        business_visa: bool,
    }

    /// What is planned.
    Plan = "plan" {
        /// Day of the application on the portal.
        apply_on: Date,
    }

    /// How far the papers are that belong to no row.
    Papers = "papers" {
        /// Last day the medical certificate is valid.
        medical_until: Date,
        /// Medical certificate.
        medical: Paper,
        /// First day on which the legalisation of a diploma is no longer accepted.
        diploma_until: Date,
        /// Its translation.
        medical_translation: Paper,
        /// Patent papers.
        patents: Paper,
        /// List or copies of publications.
        publications: Paper,
        /// Proof of leadership.
        leadership: Paper,
        /// Proof of awards.
        awards: Paper,
        /// Proof of technical accomplishments.
        technical: Paper,
    }

    /// A family member.
    Relative = "family" {
        /// How they belong to the applicant.
        relation: Relation,
        /// Date of birth.
        born: Date,
        /// Country that gave the birth or marriage certificate.
        country: Country,
        /// Apostille or consular legalisation of that certificate.
        legalisation: Paper,
        /// Its translation.
        translation: Paper,
        /// Studies full time.
        student: bool,
        /// The applicant's notarised consent to the member's permit.
        consent: Paper,
    }

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
        /// Is married; a row of [`Relative`] says it too.
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

    /// A month's pay in Azerbaijan.
    Pay = "pay" {
        /// Before tax, a month.
        gross: Money,
        /// Whose rules apply.
        sector: Sector,
        /// Works in the field of a technology park's residents: systems integration or software.
        specialist: bool,
        /// The employer pays social insurance on some minimum wages in place of the pay.
        park_base: bool,
        /// The year the pay is earned in; no answer for the year of the assessment.
        year: Year,
        /// The main workplace, where the exemption is given.
        main_workplace: bool,
        /// Paid once a year on top, before tax.
        bonus: Money,
        /// The month it is paid in.
        bonus_month: Count<1, 12>,
        /// Unemployment insurance is taken of a foreigner; no answer as the law says.
        unemployment: bool,
        /// Medical insurance is taken of a foreigner; no answer as the law says.
        medical: bool,
        /// The employer is abroad, and no establishment in Azerbaijan bears the cost.
        employer_abroad: bool,
        /// What a person would like to have after tax.
        wanted: Money,
    }

    /// What lowers taxable pay beside the monthly exemption (Tax Code, Art. 102).
    Reliefs = "reliefs" {
        /// Parent, widow, widower or child of a martyr.
        martyr_family: bool,
        /// Hero, war veteran and others of Art. 102.2.
        hero: bool,
        /// Disability of 61 to 100 %, and others of Art. 102.3.
        disability: bool,
        /// The persons of Art. 102.4.
        other: bool,
        /// Supports three or more persons.
        dependants: bool,
    }

    /// Another employer in Azerbaijan.
    Employer = "employers" {
        /// The person's own name for it.
        name: Label,
        /// Before tax, a month.
        gross: Money,
        /// Whose rules apply.
        sector: Sector,
    }

    /// One's own business in Azerbaijan, in the year of the pay.
    Business = "business" {
        /// Turnover of a year.
        turnover: Money,
        /// Expenses of a year.
        expenses: Money,
        /// Average number of staff.
        staff: Count<0, 9999>,
        /// Has debts for social insurance.
        insurance_debt: bool,
        /// Share of turnover from the listed services, in percent.
        listed: Count<0, 100>,
        /// Gives the same services to an employer the person left, within a year of the start.
        former_employer: bool,
        /// Registered for VAT.
        vat: bool,
        /// Trades goods.
        trade: bool,
        /// Share of a quarter's income from customers who are registered with the tax office or abroad, in percent.
        registered: Count<0, 100>,
        /// Resident of a technology park as a sole trader.
        park: bool,
        /// Where it is registered.
        place: Place,
    }

    /// Other income from Azerbaijan in the year.
    Income = "income" {
        /// Dividends.
        dividends: Money,
        /// Who pays the dividends.
        dividends_from: DividendsFrom,
        /// Interest.
        interest: Money,
        /// What the interest is on.
        interest_from: InterestFrom,
        /// Rent.
        rent: Money,
        /// A dwelling let to individuals, not in the way of a hotel.
        rent_dwelling: bool,
        /// Not from business and none of these.
        other: Money,
    }

    /// Income from abroad in the year.
    ForeignIncome = "foreign" {
        /// Where it comes from.
        country: Country,
        /// What kind it is.
        kind: ForeignKind,
        /// Before tax, for the year.
        amount: Amount,
        /// Tax paid abroad on it, in the same currency.
        tax: Amount,
        /// The currency.
        currency: Currency,
        /// Manat for one unit.
        rate: ExchangeRate,
        /// The day the rate is of.
        rate_on: Date,
    }

    /// What a programme of another country would ask about.
    Elsewhere = "elsewhere" {
        /// What the person wants most.
        aim: Aim,
        /// Own citizenship.
        nationality: Country,
        /// Family should come along; rows of [`Relative`] say it too.
        family: bool,
        /// The currency of the amounts below; no answer for manat.
        currency: Currency,
        /// Income a month, before tax.
        income: Amount,
        /// Savings.
        savings: Amount,
        /// What could be invested, or put into a business or real estate.
        invest: Amount,
        /// Can work from anywhere for somebody abroad.
        remote: bool,
        /// Would found or run a business, or work freelance.
        founder: bool,
        /// Lives on a pension.
        retired: bool,
        /// Has a special qualification or achievement to show.
        talent: bool,
    }

    /// A programme to be found again.
    Favourite = "favourites" {
        /// Its short name.
        programme: Label,
    }

    /// What a currency is worth, in place of the reference rate.
    OwnRate = "exchange" {
        /// Which currency.
        currency: Currency,
        /// Manat for one unit.
        rate: ExchangeRate,
        /// The day the rate is of.
        rate_on: Date,
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

impl Stay {
    /// Whether it is in Azerbaijan.
    pub fn is_here(&self) -> bool {
        self.country == Some(Country::AZERBAIJAN)
    }
}

/// Where answers can be put, whatever holds them.
pub trait Answers {
    /// Puts what a person would type into a slot; nothing takes the answer away. In a document a row comes to be with
    /// its first answer.
    fn set(&mut self, slot: Slot, typed: &str);
    /// Adds an empty row to a section and returns its number.
    fn add_row(&mut self, section: &'static str) -> u32;
}

macro_rules! profile {
    (groups { $($group:ident: $group_type:ident),+ } lists { $($list:ident: $list_type:ident),+ } order [$($order:ident $order_type:ident $many:literal),+]) => {
        /// Everything a person has told us that can be used.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each field's type says what it is")]
        pub struct Profile {
            $(pub $group: $group_type,)+
            $(pub $list: Vec<$list_type>,)+
        }

        impl Profile {
            /// Reads what can be read; each answer that cannot be is a problem.
            pub(super) fn read(document: &Document, problems: &mut Vec<Problem>) -> Self {
                Self {
                    $($group: $group_type::read_row(document.group($group_type::SECTION), None, problems),)+
                    $($list: document.list($list_type::SECTION).map(|(id, row)| $list_type::read_row(Some(row), Some(id), problems)).collect(),)+
                }
            }
        }

        /// All questions, in the order of the form.
        pub static SECTIONS: &[Section] = &[
            $(Section { name: $order_type::SECTION, title: key!("section.", stringify!($order)), list: $many, fields: $order_type::FIELDS }),+
        ];

        // Answers that move the points can be tried out; code for all others would weigh more than it is worth.
        impl Profile {
            /// Whether a slot holds an answer that moves the points and can be used.
            pub fn has(&self, slot: Slot) -> bool {
                match slot.section {
                    $($group_type::SECTION if $group_type::IS_SCORED => self.$group.has(slot.field),)+
                    $($list_type::SECTION if $list_type::IS_SCORED => {
                        self.$list.iter().any(|row| Some(row.id) == slot.row && row.has(slot.field))
                    })+
                    _ => false,
                }
            }

            /// The numbers of the rows that can be used, of a section that moves the points.
            pub fn rows(&self, section: &str) -> Vec<u32> {
                match section {
                    $($list_type::SECTION if $list_type::IS_SCORED => self.$list.iter().map(|row| row.id).collect(),)+
                    _ => Vec::new(),
                }
            }
        }

        /// For answers that move the points.
        impl Answers for Profile {
            fn set(&mut self, slot: Slot, typed: &str) {
                let Some(question) = slot.question() else { return };
                let value = question.kind.write(typed);
                match slot.section {
                    $($group_type::SECTION if $group_type::IS_SCORED => self.$group.put(slot.field, value.as_ref()),)+
                    $($list_type::SECTION if $list_type::IS_SCORED => {
                        if let Some(row) = self.$list.iter_mut().find(|row| Some(row.id) == slot.row) {
                            row.put(slot.field, value.as_ref());
                        }
                    })+
                    _ => {}
                }
            }

            fn add_row(&mut self, section: &'static str) -> u32 {
                let id = next_number(&self.rows(section));
                match section {
                    $($list_type::SECTION if $list_type::IS_SCORED => self.$list.push($list_type { id, ..$list_type::default() }),)+
                    _ => {}
                }
                id
            }
        }
    };
}

profile! {
    groups { you: You, achievements: Achievements, own_points: OwnPoints, conditions: Conditions, plan: Plan, papers: Papers, permits: Permits, visa_papers: VisaPapers,
        trp_papers: TrpPapers, prp_papers: PrpPapers, journey: Journey, done: Done, ties: Ties, days: Days, pay: Pay, reliefs: Reliefs, business: Business, income: Income, elsewhere: Elsewhere, assumptions: OwnMaxima }
    lists { degrees: Degree, certificates: Certificate, jobs: Job, languages: LanguageSkill, family: Relative, stays: Stay,
        employers: Employer, foreign: ForeignIncome, favourites: Favourite, exchange: OwnRate, bands: OwnBand }
    order [you You false, degrees Degree true, certificates Certificate true, jobs Job true, achievements Achievements false,
        languages LanguageSkill true, own_points OwnPoints false, conditions Conditions false, plan Plan false, papers Papers false,
        family Relative true, permits Permits false, visa_papers VisaPapers false, trp_papers TrpPapers false, prp_papers PrpPapers false, journey Journey false, done Done false, stays Stay true, ties Ties false, days Days false, pay Pay false, reliefs Reliefs false,
        employers Employer true, business Business false, income Income false, foreign ForeignIncome true, elsewhere Elsewhere false, favourites Favourite true, exchange OwnRate true, assumptions OwnMaxima false,
        bands OwnBand true]
}
