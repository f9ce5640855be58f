//! Which question belongs to which goal, in the order they are asked, and when each makes sense.

use super::{CITIZENSHIP, Goal, is_scored};
use crate::assess::Assessment;
use crate::assess::eligibility::Open;
use crate::assess::journey;
use crate::assess::payroll::in_a_park;
use crate::profile::{Excluded, Field, Ground, Permits, Post, Relation, Section, Slot};
use crate::quantity::Tri;

/// Questions of a section; all of them where none is named.
pub type List = (&'static str, &'static [&'static str]);

/// Whether someone qualifies.
pub(super) const QUALIFY: &[List] = &[
    ("you", &[]),
    ("jobs", &["role", "from", "to", "related", "position", "hours"]),
    ("degrees", &["name", "level", "field", "related", "year", "country"]),
    ("certificates", &["name", "related", "until"]),
    ("achievements", &[]),
    ("conditions", &[]),
    ("languages", &["language", "level"]),
];

/// What is left of pay and other income.
pub(super) const KEEP: &[List] = &[
    ("pay", &["gross", "sector", "specialist", "park_base", "year", "main_workplace", "bonus", "bonus_month", "employer_abroad", "wanted"]),
    ("reliefs", &[]),
    ("employers", &[]),
    ("income", &[]),
    ("foreign", &[]),
    ("business", &[]),
];

/// When someone is a resident.
pub(super) const RESIDENCE: &[List] = &[("stays", &[]), ("ties", &[]), ("days", &["visa_free", "kazakhstan"])];

/// Which permit. What decides whether a ground matters at all comes first.
pub(super) const PERMIT: &[List] = &[
    (
        "permits",
        &[
            "citizen_relative",
            "resident_relative",
            "invited",
            "work_permit",
            "exempt_group",
            "study",
            "assets",
            "property",
            "deposit",
            "securities",
            "invested",
            "post",
            "capital",
            "company_year",
            "company_turnover",
            "entrepreneur",
            "full_time",
            "part_time",
            "citizens_percent",
            "business_year",
            "turnover",
            "privilege",
            "other",
            "held",
            "permit_until",
            "language",
            "born",
            "disability",
            "means",
            "supported",
            "lawful_income",
            "language_document",
            "achievement",
        ],
    ),
    ("days", &["programme", "trp_from", "prp_from"]),
    ("family", &["relation", "born", "country", "student"]),
];

/// Which other country.
pub(super) const COUNTRY: &[List] = &[(
    "elsewhere",
    &["nationality", "aim", "currency", "income", "savings", "invest", "remote", "founder", "retired", "talent", "family"],
)];

/// Questions of no goal.
pub const OTHER: &[List] = &[
    // How far each paper is: the list of documents asks, paper by paper.
    ("degrees", &["legalisation", "translation"]),
    ("certificates", &["paper", "translation"]),
    ("jobs", &["reference", "translation"]),
    ("languages", &["paper"]),
    ("papers", &[]),
    ("family", &["legalisation", "translation", "consent"]),
    ("visa_papers", &[]),
    ("trp_papers", &[]),
    ("prp_papers", &[]),
    // They decide which of these papers are needed: asked above the lists.
    ("permits", &["host_pays_care", "host_ngo", "own_home", "married"]),
    // Marked on the plan as each step is done.
    ("done", &[]),
    // When each step is planned, and how long it takes: the timeline asks, once it is known which permit.
    ("journey", &[]),
    ("plan", &[]),
    // Which reading of a rule is used, and which year is looked at: no facts about the person.
    ("pay", &["unemployment", "medical"]),
    ("days", &["counting", "year"]),
    // Figures in the place of ours.
    ("own_points", &[]),
    ("assumptions", &[]),
    ("bands", &[]),
    ("exchange", &[]),
    // Marked with a star in the table of programmes.
    ("favourites", &[]),
];

/// Whether a list names a question.
pub(super) fn holds(list: &List, slot: Slot) -> bool {
    list.0 == slot.section && (list.1.is_empty() || list.1.contains(&slot.field))
}

/// Where the answers to a list's questions go; for a section with rows, its first row.
pub(super) fn slots(list: &List) -> impl Iterator<Item = Slot> {
    let section = Section::named(list.0);
    let is_list = section.is_some_and(|section| section.list);
    let all = section.into_iter().flat_map(|section| section.fields).map(|field| field.name).filter(|_| list.1.is_empty());
    let (name, fields) = *list;
    let named = fields.iter().copied().chain(all).take(if is_list { 1 } else { usize::MAX });
    let section = section.map_or(name, |section| section.name);
    named.map(move |field| Slot { section, row: None, field })
}

/// The questions of a row, in the order they are asked.
pub fn row_fields(section: &str) -> Vec<&'static Field> {
    let lists = Goal::ALL.iter().flat_map(|goal| goal.lists());
    let named = lists.filter(|list| list.0 == section).flat_map(|list| list.1);
    let Some(section) = Section::named(section) else { return Vec::new() };
    let named: Vec<&Field> = named.filter_map(|name| section.field(name)).collect();
    if named.is_empty() { section.fields.iter().collect() } else { named }
}

/// The question that is asked in the place of another, until it is answered or passed over.
pub fn gate(slot: Slot) -> Option<Slot> {
    let field = match (slot.section, slot.field) {
        ("you", "azerbaijani" | "stateless") => return Some(CITIZENSHIP),
        (Permits::SECTION, "property" | "deposit" | "securities" | "invested") => "assets",
        (Permits::SECTION, "capital" | "company_year" | "company_turnover") => "post",
        (Permits::SECTION, "full_time" | "part_time" | "citizens_percent" | "business_year" | "turnover") => "entrepreneur",
        _ => return None,
    };
    Some(Slot { section: Permits::SECTION, row: None, field })
}

/// Whether the guided questions have come to a question, by what is known already.
pub(super) fn is_due(slot: Slot, all: &Assessment) -> bool {
    let own = &all.profile;
    match (slot.section, slot.field) {
        // What comes years later waits for the permit that comes first.
        ("days", "trp_from" | "prp_from")
        | (
            Permits::SECTION,
            "permit_until" | "language" | "born" | "disability" | "means" | "supported" | "lawful_income" | "language_document"
            | "achievement",
        ) => own.permits.held.is_some() || own.days.trp_from.is_some() || own.days.prp_from.is_some(),
        _ => true,
    }
}

/// Whether a question of a list is asked because it stands there, and not for what is known to hang on it.
pub(super) fn is_listed(slot: Slot, all: &Assessment) -> bool {
    let own = &all.profile;
    match (slot.section, slot.field) {
        // Rows of which an answer moves the points are wanted as long as they can.
        ("degrees" | "certificates" | "jobs", _) => false,
        ("conditions", field) => field == "second_passport_until",
        // Asked one by one, as long as days alone do not decide.
        ("ties", field) => matches!(field, "state_service" | "excluded" | "business"),
        ("pay", "gross" | "wanted" | "year") | ("business", "turnover") => true,
        ("pay" | "reliefs" | "employers", _) => own.pay.gross.is_some(),
        ("business", _) => own.business.turnover.is_some(),
        // What moves the points is asked while it can narrow them.
        _ => slot.section == "languages" || !is_scored(slot),
    }
}

/// Whether a question makes sense, by what is known already.
pub fn applies(slot: Slot, all: &Assessment) -> bool {
    let own = &all.profile;
    let permits = &own.permits;
    let is_company = matches!(permits.post, Some(Post::CompanyHead | Post::Majority));
    let is_entrepreneur = permits.entrepreneur == Some(true);
    match (slot.section, slot.field) {
        // One citizenship is one fact, whoever asks for it.
        ("you", "azerbaijani" | "stateless") => own.you.azerbaijani.is_none(),
        ("days", "kazakhstan") => own.days.kazakhstan.is_none() && own.you.azerbaijani != Some(true),
        // A second passport matters where the first is not valid long enough.
        ("conditions", "second_passport_until") => own.conditions.passport_until.is_some_and(|_| {
            all.eligibility.conditions.iter().any(|one| one.decided_by.is_some_and(|by| by.field == "passport_until") && one.met == Tri::No)
        }),

        // Where the list of documents says it, paper by paper, it is not asked of all of them.
        ("conditions", field @ ("medical" | "diplomas" | "translations")) => {
            all.eligibility.conditions.iter().any(|one| matches!(one.open, Some(Open::Unanswered(slot)) if slot.field == field))
        }

        ("pay", "specialist" | "park_base") => in_a_park(own),
        ("pay", "bonus_month") => own.pay.bonus.is_some(),
        ("income", "dividends_from") => own.income.dividends.is_some(),
        ("income", "interest_from") => own.income.interest.is_some(),
        ("income", "rent_dwelling") => own.income.rent.is_some(),

        // Who does business here is none of those whom the law names.
        ("ties", "business") => matches!(own.ties.excluded, Some(Excluded::Diplomat | Excluded::Organisation)),
        ("days", "visa_free") => own.you.azerbaijani != Some(true),

        ("days", "programme") => permits.held != Some(Ground::Programme),
        (Permits::SECTION, "permit_until") => permits.held.is_some(),
        (Permits::SECTION, "property" | "deposit" | "securities") => permits.assets != Some(false),
        (Permits::SECTION, "invested") => {
            permits.assets != Some(false) && [permits.property, permits.deposit, permits.securities].iter().any(Option::is_some)
        }
        (Permits::SECTION, "capital" | "company_year" | "company_turnover") => is_company,
        (Permits::SECTION, "full_time" | "part_time" | "citizens_percent" | "business_year") => is_entrepreneur,
        (Permits::SECTION, "turnover") => is_entrepreneur && permits.business_year == Some(true),
        (Permits::SECTION, "privilege") => is_company || is_entrepreneur,
        // Who passes the test need not be exempt from it; who can prove means need not be provided for.
        (Permits::SECTION, "born" | "disability") => permits.language != Some(true),
        (Permits::SECTION, "supported") => permits.means != Some(true),
        // A row of the family says it too.
        (Permits::SECTION, "married") => !own.family.iter().any(|member| member.relation == Some(Relation::Spouse)),

        ("journey", "stay_until") => own.journey.here == Some(true),
        ("journey", "enter_on" | "visa_stay" | "visa_days") => own.journey.here != Some(true),
        ("journey", "prp_days") => journey::counts(own, journey::planned_ground(own)) != Tri::No,
        ("plan", "apply_on") => journey::planned_ground(own) == Ground::Programme,

        ("elsewhere", "family") => own.family.is_empty(),
        _ => true,
    }
}
