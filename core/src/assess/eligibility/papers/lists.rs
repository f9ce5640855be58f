//! The lists of the Migration Code, line by line, to be read beside Articles 36, 46 and 53.

use super::whom::Whom;
use crate::key;
use crate::message::Key;
use crate::profile::{Paper, Profile, PrpPapers, Slot, TrpPapers, VisaPapers};
use crate::rulebook::{Ref, kind, rules};

/// How far a paper is, and where that is said.
#[derive(Clone, Copy, Debug)]
pub(super) enum Told {
    /// By an answer of the list's own section.
    Own(Slot, fn(&Profile) -> Option<Paper>),
    /// By the passport's last day; whether it lasts long enough counts where the list says how long.
    Passport,
    /// By what is said of the medical certificate.
    Medical,
}

/// A line of a list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// Its article.
    pub(super) article: &'static str,
    /// How far it is.
    pub(super) told: Told,
    /// Of whom it is asked: all of these must hold.
    pub(super) whom: &'static [Whom],
    /// What else the law says of it.
    pub(super) notes: &'static [Note],
    /// The rule it stands under, where that is not the list's own.
    pub(super) under: Option<Ref<kind::Statement>>,
}

impl Entry {
    const fn under(self, rule: Ref<kind::Statement>) -> Self {
        Self { under: Some(rule), ..self }
    }
}

/// What else is said of a paper.
#[derive(Clone, Copy, Debug)]
pub(super) enum Note {
    /// By a rule of its own, whose name is the sentence.
    Rule(Ref<kind::Statement>),
    /// By the line itself, or by us.
    Text(Key),
    /// It proves the ground: for the programme it is the certificate.
    Ground,
}

const fn line(article: &'static str, told: Told, whom: &'static [Whom], notes: &'static [Note]) -> Entry {
    Entry { article, told, whom, notes, under: None }
}

const ORIGINAL: Note = Note::Rule(rules::PAPERS_ORIGINALS);
const WITH_CARD: Note = Note::Rule(rules::PAPERS_DUTY_WITH_CARD);
const ALAT: Note = Note::Rule(rules::PAPERS_TRP_ALAT);
const HOW_LONG: Note = Note::Text(key!("paper.medical-validity"));

/// A question and the field that holds its answer, from one name so that they cannot differ.
macro_rules! own {
    ($section:ident.$field:ident) => {
        pastey::paste! { Told::Own([<$section:camel>]::[<$field:upper>], |profile| profile.$section.$field) }
    };
}

use Told::{Medical, Passport};
use Whom::{
    AfterAYear, Business, ChildOfAge, HighLevel, HostIsNgo, HostLeavesCare, LivesWithHost, Married, Minor, NoInvestor, NoMigrant,
    Profession, Relatives, Unprivileged, Unprotected, Unsupported, WithoutPassport,
};

/// Article 36, for a business visa (Art. 26).
pub(super) const VISA: &[Entry] = &[
    line("36.1.1", own!(visa_papers.application), &[], &[]),
    line("36.1.2", Passport, &[], &[]),
    line("36.1.3", own!(visa_papers.photos), &[], &[]),
    line("36.1.4", own!(visa_papers.insurance), &[HostLeavesCare], &[]),
    line("36.1.5", own!(visa_papers.duty), &[], &[Note::Text(key!("paper.note.not-returned"))]),
    line("36.1.6", own!(visa_papers.host_petition), &[], &[Note::Text(key!("paper.note.petition"))]),
    line("36.1.6-1", own!(visa_papers.host_registration), &[HostIsNgo], &[]),
    line("36.1.6-2", own!(visa_papers.host_reason), &[], &[]),
    line("36.1.7", own!(visa_papers.purpose), &[], &[Note::Text(key!("paper.note.purpose")), Note::Ground]),
    line("36.2", own!(visa_papers.minor), &[Minor], &[]).under(rules::PAPERS_VISA_MINOR),
];

/// Article 46.
pub(super) const TEMPORARY: &[Entry] = &[
    line("46.1.1", own!(trp_papers.application), &[], &[]),
    line("46.1.2", Passport, &[], &[ORIGINAL]),
    line("46.1.3", own!(trp_papers.birth), &[Minor, WithoutPassport], &[]),
    line("46.1.4", own!(trp_papers.ground), &[Unprotected], &[Note::Ground]),
    line("46.1.4-1", own!(trp_papers.relative_consent), &[Relatives], &[]),
    line("46.1.5", Medical, &[], &[HOW_LONG]),
    line("46.1.6", own!(trp_papers.stay_right), &[Unprotected], &[Note::Text(key!("paper.note.former-citizen"))]),
    line("46.1.7", own!(trp_papers.host_petition), &[HighLevel], &[]),
    line("46.1.8", own!(trp_papers.photos), &[], &[]),
    line("46.1.9", own!(trp_papers.address), &[Unprotected], &[ORIGINAL, ALAT]),
    line("46.1.10", own!(trp_papers.host_consent), &[Unprotected, LivesWithHost], &[ALAT]),
    line("46.1.11", own!(trp_papers.host_identity), &[Unprotected, LivesWithHost], &[ORIGINAL, ALAT]),
    line("46.1.12", own!(trp_papers.duty), &[Unprotected], &[WITH_CARD]),
    line("46.7-1", own!(trp_papers.turnover), &[Business, AfterAYear, Unprivileged], &[]).under(rules::PAPERS_TRP_TURNOVER),
];

/// Article 53.
pub(super) const PERMANENT: &[Entry] = &[
    line("53.1.1", own!(prp_papers.application), &[], &[]),
    line("53.1.2", Passport, &[], &[ORIGINAL]),
    line("53.1.3", own!(prp_papers.birth), &[Minor, WithoutPassport], &[]),
    line("53.1.4", own!(prp_papers.family_list), &[], &[]),
    line("53.1.5", own!(prp_papers.marriage), &[Married], &[]),
    line("53.1.6", own!(prp_papers.medical), &[], &[HOW_LONG]),
    line("53.1.7", own!(prp_papers.means), &[NoMigrant, NoInvestor, Unsupported], &[]),
    line("53.1.8", own!(prp_papers.qualification), &[Profession], &[]),
    line("53.1.9", own!(prp_papers.card), &[], &[]),
    line("53.1.10", own!(prp_papers.ground), &[], &[Note::Ground]),
    line("53.1.10-1", own!(prp_papers.relative_consent), &[Relatives], &[]),
    line("53.1.11", own!(prp_papers.photos), &[], &[]),
    line("53.1.12", own!(prp_papers.child_consent), &[ChildOfAge], &[]),
    line("53.1.13", own!(prp_papers.address), &[], &[ORIGINAL]),
    line("53.1.14", own!(prp_papers.host_consent), &[LivesWithHost], &[]),
    line("53.1.15", own!(prp_papers.host_identity), &[LivesWithHost], &[ORIGINAL]),
    line("53.1.16", own!(prp_papers.duty), &[], &[WITH_CARD]),
    line("53.2-2", own!(prp_papers.turnover), &[Business], &[]).under(rules::PAPERS_PRP_TURNOVER),
];

named_enum! {
    /// For which permit a list is.
    Purpose {
        /// The visa.
        Visa = "visa",
        /// The temporary residence permit.
        Temporary = "trp",
        /// The permanent residence permit.
        Permanent = "prp",
    }
}

impl Purpose {
    /// Its heading.
    pub const fn title(self) -> Key {
        match self {
            Self::Visa => key!("section.visa_papers"),
            Self::Temporary => key!("section.trp_papers"),
            Self::Permanent => key!("section.prp_papers"),
        }
    }

    /// The section of the profile in which its papers stand.
    pub const fn section(self) -> &'static str {
        match self {
            Self::Visa => VisaPapers::SECTION,
            Self::Temporary => TrpPapers::SECTION,
            Self::Permanent => PrpPapers::SECTION,
        }
    }

    /// The rule of its list.
    pub(super) const fn rule(self) -> Ref<kind::Statement> {
        match self {
            Self::Visa => rules::PAPERS_VISA,
            Self::Temporary => rules::PAPERS_TRP,
            Self::Permanent => rules::PAPERS_PRP,
        }
    }

    pub(super) const fn entries(self) -> &'static [Entry] {
        match self {
            Self::Visa => VISA,
            Self::Temporary => TEMPORARY,
            Self::Permanent => PERMANENT,
        }
    }
}
