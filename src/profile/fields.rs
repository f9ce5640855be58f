//! Every question, once: from this list come the types, the form, the checks and the JSON schema.

use super::answer::{Answer, Choice, Count, Kind, Label, Year};
use super::document::next_number;
use super::json::{Json, Object};
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

macro_rules! choices {
    ($(#[$doc:meta])* $type:ident = $texts:literal { $($(#[$variant_doc:meta])* $variant:ident = $name:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $type { $($(#[$variant_doc])* $variant),+ }

        impl $type {
            /// Every choice, in the order it is offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name in documents.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// Its text.
            pub const fn label(self) -> Key {
                match self { $(Self::$variant => key!("choice.", $texts, ".", $name)),+ }
            }
        }

        impl Answer for $type {
            const KIND: Kind = Kind::Choice(&[$(Choice { name: $name, label: key!("choice.", $texts, ".", $name) }),+]);
            fn read(value: &Json) -> Result<Self, Message> {
                let name = value.as_text().unwrap_or_default();
                Self::ALL.iter().copied().find(|choice| choice.name() == name).ok_or_else(|| key!("problem.not-a-choice").into())
            }
        }
    };
}

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
    /// Whose pay rules apply.
    Sector = "sector" {
        /// Private, outside oil and gas.
        Private = "private",
        /// Oil and gas, or the state.
        OilGasState = "oil-gas-state",
        /// Resident of a technology park.
        TechnologyPark = "technology-park",
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

macro_rules! records {
    ($($(#[$doc:meta])* $type:ident = $section:literal { $($(#[$field_doc:meta])* $field:ident: $answer:ty),+ $(,)? })+) => {
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
                }),+];

                #[allow(dead_code, reason = "made for every section; used for those that can be tried out")]
                fn put(&mut self, field: &str, value: Option<&Json>) {
                    match field {
                        $(stringify!($field) => self.$field = value.and_then(|value| <$answer as Answer>::read(value).ok()),)+
                        _ => {}
                    }
                }

                #[allow(dead_code, reason = "made for every section; used for those that can be tried out")]
                fn has(&self, field: &str) -> bool {
                    match field {
                        $(stringify!($field) => self.$field.is_some(),)+
                        _ => false,
                    }
                }

                fn read_row(answers: Option<&Object>, id: Option<u32>, problems: &mut Vec<Problem>) -> Self {
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
    answers: Option<&'a Object>,
}

fn take<T: Answer>(row: &Row<'_>, field: &'static str, problems: &mut Vec<Problem>) -> Option<T> {
    match T::read(row.answers?.get(field)?) {
        Ok(answer) => Some(answer),
        Err(message) => {
            let slot = Slot { section: row.section, row: row.id, field };
            problems.push(Problem { slot, severity: Severity::Refused, message });
            None
        }
    }
}

records! {
    /// The person.
    You = "you" {
        /// Holds Azerbaijani citizenship.
        azerbaijani: bool,
        /// Has no citizenship.
        stateless: bool,
        /// What the person applies with.
        speciality: Speciality,
        /// Has a degree or vocational training; rows of [`Degree`] say it too.
        has_degree: bool,
        /// Has professional certificates; rows of [`Certificate`] say it too.
        has_certificates: bool,
        /// Has worked in the speciality; rows of [`Job`] say it too.
        has_worked: bool,
    }

    /// A degree or training.
    Degree = "degrees" {
        /// Its level.
        level: DegreeLevel,
        /// Its field.
        field: Speciality,
        /// In the speciality the person applies with.
        related: bool,
        /// When it was given.
        year: Year,
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
        related: bool,
        /// Last day it is valid; no answer where it does not end.
        until: Date,
        /// The certificate itself.
        paper: Paper,
        /// Its translation.
        translation: Paper,
    }

    /// A job.
    Job = "jobs" {
        /// First day.
        from: Date,
        /// Last day; no answer while it lasts.
        to: Date,
        /// In the speciality the person applies with.
        related: bool,
        /// Position held.
        position: Position,
        /// How much of full time.
        hours: Hours,
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
        patents: Count<0, 999>,
        /// Patents applied for, not granted yet.
        patents_filed: Count<0, 999>,
        /// Publications.
        publications: Count<0, 9999>,
        /// Of these, in indexed journals.
        indexed: Count<0, 9999>,
        /// Has led a team, project or organisation.
        leadership: bool,
        /// Has an award.
        awards: bool,
        /// Has a technical accomplishment to show.
        technical: bool,
        /// Has open-source work that others use.
        open_source: bool,
    }

    /// A language and how well it is known.
    LanguageSkill = "languages" {
        /// Which.
        language: Tongue,
        /// How well.
        level: Cefr,
        /// Certificate of the level.
        paper: Paper,
    }

    /// Points the person has from an official or own source; they replace our bands.
    OwnPoints = "own_points" {
        /// Work experience.
        experience: Count<0, 100>,
        /// Education.
        education: Count<0, 100>,
        /// Achievements.
        achievements: Count<0, 100>,
        /// Languages, where they are a criterion of their own.
        languages: Count<0, 100>,
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
    }

    /// A stay in a country. Both end days count.
    Stay = "stays" {
        /// Where.
        country: Country,
        /// First day there.
        from: Date,
        /// Last day there; no answer where it is not known yet.
        to: Date,
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
    }

    /// A month's pay in Azerbaijan.
    Pay = "pay" {
        /// Before tax, a month.
        gross: Money,
        /// Whose rules apply.
        sector: Sector,
        /// The year the pay is earned in; no answer for the year of the assessment.
        year: Year,
        /// The main workplace, where the exemption is given.
        main_workplace: bool,
    }

    /// Other maxima than we assume, and whether languages are a criterion of their own.
    OwnMaxima = "assumptions" {
        /// Languages are a criterion of their own.
        languages_scored: bool,
        /// Least the maximum for experience may be.
        experience_least: Count<0, 100>,
        /// Most it may be.
        experience_most: Count<0, 100>,
        /// The same for education.
        education_least: Count<0, 100>,
        /// Most.
        education_most: Count<0, 100>,
        /// The same for achievements.
        achievements_least: Count<0, 100>,
        /// Most.
        achievements_most: Count<0, 100>,
        /// The same for languages.
        languages_least: Count<0, 100>,
        /// Most.
        languages_most: Count<0, 100>,
    }

    /// Another band than we assume.
    OwnBand = "bands" {
        /// In which table.
        table: BandTable,
        /// From which level on.
        at: Count<0, 99>,
        /// Least percent.
        low: Count<0, 100>,
        /// Greatest percent.
        high: Count<0, 100>,
    }
}

/// Where answers can be put, whatever holds them.
pub trait Answers {
    /// Puts what a person would type into a slot; nothing takes the answer away.
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
    };
}

profile! {
    groups { you: You, achievements: Achievements, own_points: OwnPoints, conditions: Conditions, plan: Plan, papers: Papers, ties: Ties,
        pay: Pay, assumptions: OwnMaxima }
    lists { degrees: Degree, certificates: Certificate, jobs: Job, languages: LanguageSkill, family: Relative, stays: Stay, bands: OwnBand }
    order [you You false, degrees Degree true, certificates Certificate true, jobs Job true, achievements Achievements false,
        languages LanguageSkill true, own_points OwnPoints false, conditions Conditions false, plan Plan false, papers Papers false,
        family Relative true, stays Stay true, ties Ties false, pay Pay false, assumptions OwnMaxima false, bands OwnBand true]
}

/// The sections whose answers move the points can be tried out; the code for all others would weigh more
/// than it is worth.
macro_rules! tried_out {
    (groups { $($group:ident: $group_type:ident),+ } lists { $($list:ident: $list_type:ident),+ }) => {
        impl Profile {
            /// Whether a slot of the sections that move the points holds an answer that can be used.
            pub fn has(&self, slot: Slot) -> bool {
                match slot.section {
                    $($group_type::SECTION => self.$group.has(slot.field),)+
                    $($list_type::SECTION => self.$list.iter().any(|row| Some(row.id) == slot.row && row.has(slot.field)),)+
                    _ => false,
                }
            }

            /// The numbers of the rows that can be used, of the sections that move the points.
            pub fn rows(&self, section: &str) -> Vec<u32> {
                match section {
                    $($list_type::SECTION => self.$list.iter().map(|row| row.id).collect(),)+
                    _ => Vec::new(),
                }
            }
        }

        /// For the sections that move the points.
        impl Answers for Profile {
            fn set(&mut self, slot: Slot, typed: &str) {
                let Some(question) = slot.question() else { return };
                let value = question.kind.write(typed);
                match slot.section {
                    $($group_type::SECTION => self.$group.put(slot.field, value.as_ref()),)+
                    $($list_type::SECTION => {
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
                    $($list_type::SECTION => self.$list.push($list_type { id, ..$list_type::default() }),)+
                    _ => {}
                }
                id
            }
        }
    };
}

tried_out! {
    groups { you: You, achievements: Achievements }
    lists { degrees: Degree, certificates: Certificate, jobs: Job, languages: LanguageSkill }
}
