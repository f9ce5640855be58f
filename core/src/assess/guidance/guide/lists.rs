//! Which question belongs to which goal, in the order they are asked, and when each makes sense.

use super::{Goal, is_scored};
use crate::assess::Assessment;
use crate::assess::eligibility::Open;
use crate::assess::plan;
use crate::assess::tax::payroll::in_a_park;
use crate::profile::{
    Achievements, Application, Business, Certificate, Conditions, Days, Degree, Done, Elsewhere, Employer, Excluded, Favourite, Field,
    ForeignIncome, Ground, Income, Job, Journey, LanguageSkill, OwnBand, OwnMaxima, OwnPoints, OwnRate, Papers, Pay, Permits, Post,
    PrpPapers, Relation, Relative, Reliefs, Section, Slot, Stay, Ties, TrpPapers, VisaPapers, You,
};
use crate::quantity::Tri;

/// Questions of one section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Questions {
    /// All that the section with this name has.
    All(&'static str),
    /// Some of them; never none.
    These(&'static [Slot]),
}

use Questions::{All, These};

impl Questions {
    /// The section's name.
    pub fn section(&self) -> &'static str {
        match self {
            All(section) => section,
            These(slots) => slots.first().map_or("", |slot| slot.section),
        }
    }

    /// Whether a question is one of these.
    pub(super) fn hold(&self, slot: Slot) -> bool {
        match self {
            All(section) => *section == slot.section,
            These(slots) => slots.contains(&slot.in_no_row()),
        }
    }

    /// Where the answers go; for a section with rows, its first row.
    pub(super) fn slots(&self) -> impl Iterator<Item = Slot> {
        let section = Section::named(self.section());
        let all = section.into_iter().flat_map(|section| section.slots(None)).filter(|_| matches!(self, All(_)));
        let named: &[Slot] = match self {
            All(_) => &[],
            These(slots) => slots,
        };
        let is_list = section.is_some_and(|section| section.list);
        named.iter().copied().chain(all).take(if is_list { 1 } else { usize::MAX })
    }
}

/// Whether someone qualifies.
pub(super) const QUALIFY: &[Questions] = &[
    All(You::SECTION),
    These(&[Job::ROLE, Job::FROM, Job::TO, Job::RELATED, Job::POSITION, Job::HOURS]),
    These(&[Degree::NAME, Degree::LEVEL, Degree::FIELD, Degree::RELATED, Degree::YEAR, Degree::COUNTRY]),
    These(&[Certificate::NAME, Certificate::RELATED, Certificate::UNTIL]),
    All(Achievements::SECTION),
    All(Conditions::SECTION),
    These(&[LanguageSkill::LANGUAGE, LanguageSkill::LEVEL]),
];

/// What is left of pay and other income.
pub(super) const KEEP: &[Questions] = &[
    These(&[
        Pay::GROSS,
        Pay::SECTOR,
        Pay::SPECIALIST,
        Pay::PARK_BASE,
        Pay::YEAR,
        Pay::MAIN_WORKPLACE,
        Pay::BONUS,
        Pay::BONUS_MONTH,
        Pay::EMPLOYER_ABROAD,
        Pay::WANTED,
    ]),
    All(Reliefs::SECTION),
    All(Employer::SECTION),
    All(Income::SECTION),
    All(ForeignIncome::SECTION),
    All(Business::SECTION),
];

/// When someone is a resident.
pub(super) const RESIDENCE: &[Questions] = &[All(Stay::SECTION), All(Ties::SECTION), These(&[Days::VISA_FREE, Days::KAZAKHSTAN])];

/// Which permit. What decides whether a ground matters at all comes first.
pub(super) const PERMIT: &[Questions] = &[
    These(&[
        Permits::CITIZEN_RELATIVE,
        Permits::RESIDENT_RELATIVE,
        Permits::INVITED,
        Permits::WORK_PERMIT,
        Permits::EXEMPT_GROUP,
        Permits::STUDY,
        Permits::ASSETS,
        Permits::PROPERTY,
        Permits::DEPOSIT,
        Permits::SECURITIES,
        Permits::INVESTED,
        Permits::POST,
        Permits::CAPITAL,
        Permits::COMPANY_YEAR,
        Permits::COMPANY_TURNOVER,
        Permits::ENTREPRENEUR,
        Permits::FULL_TIME,
        Permits::PART_TIME,
        Permits::CITIZENS_PERCENT,
        Permits::BUSINESS_YEAR,
        Permits::TURNOVER,
        Permits::PRIVILEGE,
        Permits::OTHER,
        Permits::HELD,
        Permits::PERMIT_UNTIL,
        Permits::LANGUAGE,
        Permits::BORN,
        Permits::DISABILITY,
        Permits::MEANS,
        Permits::SUPPORTED,
        Permits::LAWFUL_INCOME,
        Permits::LANGUAGE_DOCUMENT,
        Permits::ACHIEVEMENT,
    ]),
    These(&[Days::PROGRAMME, Days::TRP_FROM, Days::PRP_FROM]),
    These(&[Relative::RELATION, Relative::BORN, Relative::COUNTRY, Relative::STUDENT]),
];

/// Which other country.
pub(super) const COUNTRY: &[Questions] = &[These(&[
    Elsewhere::NATIONALITY,
    Elsewhere::AIM,
    Elsewhere::CURRENCY,
    Elsewhere::INCOME,
    Elsewhere::SAVINGS,
    Elsewhere::INVEST,
    Elsewhere::REMOTE,
    Elsewhere::FOUNDER,
    Elsewhere::RETIRED,
    Elsewhere::TALENT,
    Elsewhere::FAMILY,
])];

/// Questions of no goal.
pub const OTHER: &[Questions] = &[
    // How far each paper is: the list of documents asks, paper by paper.
    These(&[Degree::LEGALISATION, Degree::TRANSLATION]),
    These(&[Certificate::PAPER, Certificate::TRANSLATION]),
    These(&[Job::REFERENCE, Job::TRANSLATION]),
    These(&[LanguageSkill::PAPER]),
    All(Papers::SECTION),
    These(&[Relative::LEGALISATION, Relative::TRANSLATION, Relative::CONSENT]),
    All(VisaPapers::SECTION),
    All(TrpPapers::SECTION),
    All(PrpPapers::SECTION),
    // They decide which of these papers are needed: asked above the lists.
    These(&[Permits::HOST_PAYS_CARE, Permits::HOST_NGO, Permits::OWN_HOME, Permits::MARRIED]),
    // Marked on the plan as each step is done.
    All(Done::SECTION),
    // When each step is planned, and how long it takes: the timeline asks, once it is known which permit.
    All(Journey::SECTION),
    All(Application::SECTION),
    // Which reading of a rule is used, and which year is looked at: no facts about the person.
    These(&[Pay::UNEMPLOYMENT, Pay::MEDICAL]),
    These(&[Days::COUNTING, Days::YEAR]),
    // Figures in the place of ours.
    All(OwnPoints::SECTION),
    All(OwnMaxima::SECTION),
    All(OwnBand::SECTION),
    All(OwnRate::SECTION),
    // Marked with a star in the table of programmes.
    All(Favourite::SECTION),
];

/// The questions of a row, in the order they are asked.
pub fn row_fields(section: &str) -> Vec<&'static Field> {
    let lists = Goal::ALL.iter().flat_map(|goal| goal.lists());
    let named = lists.filter(|questions| questions.section() == section).flat_map(|questions| match questions {
        All(_) => [].iter(),
        These(slots) => slots.iter(),
    });
    let named: Vec<&Field> = named.filter_map(Slot::question).collect();
    if named.is_empty() { Section::named(section).into_iter().flat_map(|section| section.fields).collect() } else { named }
}

/// The question that is asked in the place of another, until it is answered or passed over.
pub fn gate(slot: Slot) -> Option<Slot> {
    match slot {
        You::AZERBAIJANI | You::STATELESS => Some(Elsewhere::NATIONALITY),
        Permits::PROPERTY | Permits::DEPOSIT | Permits::SECURITIES | Permits::INVESTED => Some(Permits::ASSETS),
        Permits::CAPITAL | Permits::COMPANY_YEAR | Permits::COMPANY_TURNOVER => Some(Permits::POST),
        Permits::FULL_TIME | Permits::PART_TIME | Permits::CITIZENS_PERCENT | Permits::BUSINESS_YEAR | Permits::TURNOVER => {
            Some(Permits::ENTREPRENEUR)
        }
        _ => None,
    }
}

/// Whether the guided questions have come to a question, by what is known already.
pub(super) fn is_due(slot: Slot, all: &Assessment) -> bool {
    let own = &all.profile;
    match slot {
        // What comes years later waits for the permit that comes first.
        Days::TRP_FROM
        | Days::PRP_FROM
        | Permits::PERMIT_UNTIL
        | Permits::LANGUAGE
        | Permits::BORN
        | Permits::DISABILITY
        | Permits::MEANS
        | Permits::SUPPORTED
        | Permits::LAWFUL_INCOME
        | Permits::LANGUAGE_DOCUMENT
        | Permits::ACHIEVEMENT => own.permits.held.is_some() || own.days.trp_from.is_some() || own.days.prp_from.is_some(),
        _ => true,
    }
}

/// Whether a question of a list is asked because it stands there, and not for what is known to hang on it.
pub(super) fn is_listed(slot: Slot, all: &Assessment) -> bool {
    let own = &all.profile;
    match slot.in_no_row() {
        // Rows of which an answer moves the points are wanted as long as they can.
        Slot { section: Degree::SECTION | Certificate::SECTION | Job::SECTION, .. } => false,
        Conditions::SECOND_PASSPORT_UNTIL => true,
        Slot { section: Conditions::SECTION, .. } => false,
        Ties::STATE_SERVICE | Ties::EXCLUDED | Ties::BUSINESS => true,
        // Asked one by one, as long as days alone do not decide.
        Slot { section: Ties::SECTION, .. } => false,
        Pay::GROSS | Pay::WANTED | Pay::YEAR | Business::TURNOVER => true,
        Slot { section: Pay::SECTION | Reliefs::SECTION | Employer::SECTION, .. } => own.pay.gross.is_some(),
        Slot { section: Business::SECTION, .. } => own.business.turnover.is_some(),
        // What moves the points is asked while it can narrow them.
        _ => slot.section == LanguageSkill::SECTION || !is_scored(slot),
    }
}

/// Whether a question makes sense, by what is known already.
pub fn applies(slot: Slot, all: &Assessment) -> bool {
    let own = &all.profile;
    let permits = &own.permits;
    let is_company = matches!(permits.post, Some(Post::CompanyHead | Post::Majority));
    let is_entrepreneur = permits.entrepreneur == Some(true);
    match slot.in_no_row() {
        // One citizenship is one fact, whoever asks for it.
        You::AZERBAIJANI | You::STATELESS => own.you.azerbaijani.is_none(),
        Days::KAZAKHSTAN => own.days.kazakhstan.is_none() && own.you.azerbaijani != Some(true),
        // A second passport matters where the first is not valid long enough.
        Conditions::SECOND_PASSPORT_UNTIL => own.conditions.passport_until.is_some_and(|_| {
            all.eligibility
                .conditions
                .iter()
                .any(|condition| condition.decided_by == Some(Conditions::PASSPORT_UNTIL) && condition.met == Tri::No)
        }),

        // Where the list of documents says it, paper by paper, it is not asked of all of them.
        Conditions::MEDICAL | Conditions::DIPLOMAS | Conditions::TRANSLATIONS => {
            all.eligibility.conditions.iter().any(|condition| condition.open == Some(Open::Unanswered(slot)))
        }

        Pay::SPECIALIST | Pay::PARK_BASE => in_a_park(own),
        Pay::BONUS_MONTH => own.pay.bonus.is_some(),
        Income::DIVIDENDS_FROM => own.income.dividends.is_some(),
        Income::INTEREST_FROM => own.income.interest.is_some(),
        Income::RENT_DWELLING => own.income.rent.is_some(),

        // Doing business in Azerbaijan ends the exclusion of diplomats and staff of organisations.
        Ties::BUSINESS => matches!(own.ties.excluded, Some(Excluded::Diplomat | Excluded::Organisation)),
        Days::VISA_FREE => own.you.azerbaijani != Some(true),

        Days::PROGRAMME => permits.held != Some(Ground::Programme),
        Permits::PERMIT_UNTIL => permits.held.is_some(),
        Permits::PROPERTY | Permits::DEPOSIT | Permits::SECURITIES => permits.assets != Some(false),
        Permits::INVESTED => {
            permits.assets != Some(false) && [permits.property, permits.deposit, permits.securities].iter().any(Option::is_some)
        }
        Permits::CAPITAL | Permits::COMPANY_YEAR | Permits::COMPANY_TURNOVER => is_company,
        Permits::FULL_TIME | Permits::PART_TIME | Permits::CITIZENS_PERCENT | Permits::BUSINESS_YEAR => is_entrepreneur,
        Permits::TURNOVER => is_entrepreneur && permits.business_year == Some(true),
        Permits::PRIVILEGE => is_company || is_entrepreneur,
        // An exemption from the test matters only without passing it, support only without means of one's own.
        Permits::BORN | Permits::DISABILITY => permits.language != Some(true),
        Permits::SUPPORTED => permits.means != Some(true),
        // A row of the family says it too.
        Permits::MARRIED => !own.family.iter().any(|member| member.relation == Some(Relation::Spouse)),

        Journey::STAY_UNTIL => own.journey.here == Some(true),
        Journey::ENTER_ON | Journey::VISA_STAY | Journey::VISA_DAYS => own.journey.here != Some(true),
        Journey::PRP_DAYS => plan::counts(own, plan::planned_ground(own)) != Tri::No,
        Application::APPLY_ON => plan::planned_ground(own) == Ground::Programme,

        Elsewhere::FAMILY => own.family.is_empty(),
        _ => true,
    }
}
