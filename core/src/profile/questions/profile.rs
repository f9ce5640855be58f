//! The profile: all sections in the order of the form.

use super::records::{Record, Row};
use super::{
    Achievements, Answers, Application, Business, Certificate, Conditions, Days, Degree, Done, Elsewhere, Employer, Favourite,
    ForeignIncome, Income, Job, Journey, LanguageSkill, OwnBand, OwnMaxima, OwnPoints, OwnRate, Papers, Pay, Permits, PrpPapers, Relative,
    Reliefs, Section, Stay, Ties, TrpPapers, VisaPapers, You,
};
use crate::key;
use crate::profile::numbers::{next_number, place};
use crate::profile::{Document, Problem, Slot};

/// What the profile holds of a section: a record, or one for each row.
trait Records: Sized {
    type Of: Record;
    const HAS_ROWS: bool;

    fn read(document: &Document, problems: &mut Vec<Problem>) -> Self;
    fn find(&self, row: Option<u32>) -> Option<&Self::Of>;
    fn find_mut(&mut self, row: Option<u32>) -> Option<&mut Self::Of>;
    fn rows(&self) -> Vec<u32>;
    fn add(&mut self, id: u32);
    /// The same without rows.
    fn alone(&self) -> Self;
    /// Puts a row of another profile in the place of all there are.
    fn only(&mut self, of: &Self, row: Option<u32>);
}

impl<T: Record + Clone> Records for T {
    type Of = T;
    const HAS_ROWS: bool = false;

    fn read(document: &Document, problems: &mut Vec<Problem>) -> Self {
        T::read(&Row { section: T::SECTION, id: None, answers: document.group(T::SECTION) }, problems)
    }

    fn find(&self, _: Option<u32>) -> Option<&T> {
        Some(self)
    }

    fn find_mut(&mut self, _: Option<u32>) -> Option<&mut T> {
        Some(self)
    }

    fn rows(&self) -> Vec<u32> {
        Vec::new()
    }

    fn add(&mut self, _: u32) {}

    fn alone(&self) -> Self {
        self.clone()
    }

    fn only(&mut self, _: &Self, _: Option<u32>) {}
}

impl<T: Record + Clone> Records for Vec<T> {
    type Of = T;
    const HAS_ROWS: bool = true;

    fn read(document: &Document, problems: &mut Vec<Problem>) -> Self {
        let rows = document.list(T::SECTION);
        rows.map(|(id, answers)| T::read(&Row { section: T::SECTION, id: Some(id), answers: Some(answers) }, problems)).collect()
    }

    fn find(&self, row: Option<u32>) -> Option<&T> {
        self.get(place(self, row?, Record::id)?)
    }

    fn find_mut(&mut self, row: Option<u32>) -> Option<&mut T> {
        let place = place(self, row?, Record::id)?;
        self.get_mut(place)
    }

    fn rows(&self) -> Vec<u32> {
        self.iter().map(Record::id).collect()
    }

    fn add(&mut self, id: u32) {
        self.push(T::empty(id));
    }

    fn alone(&self) -> Self {
        Self::new()
    }

    fn only(&mut self, of: &Self, row: Option<u32>) {
        self.clear();
        self.extend(of.find(row).cloned());
    }
}

macro_rules! profile {
    ($($section:ident: $records:ty),+ $(,)?) => {
        /// Everything a person has told us that can be used.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each field's type says what it is")]
        pub struct Profile {
            $(pub $section: $records,)+
        }

        impl Profile {
            /// Reads what can be read; each answer that cannot be is a problem.
            pub(in crate::profile) fn read(document: &Document, problems: &mut Vec<Problem>) -> Self {
                // Problems of sections with rows are listed after all others.
                let mut of_rows = Vec::new();
                let profile = Self {
                    $($section: Records::read(document, if <$records>::HAS_ROWS { &mut of_rows } else { &mut *problems }),)+
                };
                problems.append(&mut of_rows);
                profile
            }
        }

        /// All questions, in the order of the form.
        pub static SECTIONS: &[Section] = &[$(Section {
            name: <$records as Records>::Of::SECTION,
            title: key!("section.", stringify!($section)),
            list: <$records>::HAS_ROWS,
            fields: <$records as Records>::Of::FIELDS,
        }),+];

        // Only answers that move the points are ever tried out.
        impl Profile {
            /// Whether a slot holds an answer that moves the points and can be used.
            pub fn has(&self, slot: Slot) -> bool {
                match slot.section {
                    $(<$records as Records>::Of::SECTION if <$records as Records>::Of::IS_SCORED => {
                        self.$section.find(slot.row).is_some_and(|record| record.has(slot.field))
                    })+
                    _ => false,
                }
            }

            /// The answers that stand in no row.
            pub(crate) fn without_rows(&self) -> Self {
                Self { $($section: self.$section.alone(),)+ }
            }

            /// The same with one row, as it stands in another profile, in the place of a section's rows.
            pub(crate) fn with_only(&self, of: &Self, section: &str, row: Option<u32>) -> Self {
                let mut own = self.clone();
                match section {
                    $(<$records as Records>::Of::SECTION if <$records as Records>::Of::IS_SCORED => {
                        own.$section.only(&of.$section, row);
                    })+
                    _ => {}
                }
                own
            }

            /// The numbers of the rows that can be used, of a section that moves the points.
            pub fn rows(&self, section: &str) -> Vec<u32> {
                match section {
                    $(<$records as Records>::Of::SECTION if <$records as Records>::Of::IS_SCORED => self.$section.rows(),)+
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
                    $(<$records as Records>::Of::SECTION if <$records as Records>::Of::IS_SCORED => {
                        if let Some(record) = self.$section.find_mut(slot.row) {
                            record.put(slot.field, value.as_ref());
                        }
                    })+
                    _ => {}
                }
            }

            fn add_row(&mut self, section: &'static str) -> u32 {
                let id = next_number(&self.rows(section));
                match section {
                    $(<$records as Records>::Of::SECTION if <$records as Records>::Of::IS_SCORED => self.$section.add(id),)+
                    _ => {}
                }
                id
            }
        }
    };
}

profile! {
    you: You,
    degrees: Vec<Degree>,
    certificates: Vec<Certificate>,
    jobs: Vec<Job>,
    achievements: Achievements,
    languages: Vec<LanguageSkill>,
    own_points: OwnPoints,
    conditions: Conditions,
    plan: Application,
    papers: Papers,
    family: Vec<Relative>,
    permits: Permits,
    visa_papers: VisaPapers,
    trp_papers: TrpPapers,
    prp_papers: PrpPapers,
    journey: Journey,
    done: Done,
    stays: Vec<Stay>,
    ties: Ties,
    days: Days,
    pay: Pay,
    reliefs: Reliefs,
    employers: Vec<Employer>,
    business: Business,
    income: Income,
    foreign: Vec<ForeignIncome>,
    elsewhere: Elsewhere,
    favourites: Vec<Favourite>,
    exchange: Vec<OwnRate>,
    assumptions: OwnMaxima,
    bands: Vec<OwnBand>,
}
