//! Addresses: the part after `#/`. Nothing about the person ever stands in one.

use hsmp::key;
use hsmp::message::Key;

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// Answers first.
    Overview,
    /// The questions, one at a time.
    Guide,
    /// The questions.
    Profile,
    /// Where the points lie.
    Points,
    /// What would get the person over the line, and what time does.
    Goals,
    /// What is taken for granted, to be changed.
    Assumptions,
    /// The programme's conditions.
    Conditions,
    /// Who of the family is covered.
    Family,
    /// The papers that are needed.
    Documents,
    /// Which permit is open, and what it takes.
    Permits,
    /// The dated plan.
    Journey,
    /// What other countries offer.
    Programmes,
    /// Days and tax residence.
    Residency,
    /// From gross to net.
    Tax,
    /// A month's pay on one page.
    Payslip,
    /// A business of one's own.
    Business,
    /// All income, as a resident and as a non-resident.
    Income,
    /// Everything on paper.
    Report,
    /// Rules and sources.
    Sources,
    /// The worked examples, run here.
    SelfTest,
    /// About the product, privacy, the data on this device.
    About,
    /// Every component, for those who build it.
    #[cfg(debug_assertions)]
    Gallery,
    /// No such page.
    Unknown,
}

const PAGES: &[(Route, &str)] = &[
    (Route::Overview, ""),
    (Route::Guide, "guide"),
    (Route::Profile, "profile"),
    (Route::Points, "points"),
    (Route::Goals, "goals"),
    (Route::Assumptions, "assumptions"),
    (Route::Conditions, "conditions"),
    (Route::Family, "family"),
    (Route::Documents, "documents"),
    (Route::Permits, "permits"),
    (Route::Journey, "journey"),
    (Route::Programmes, "programmes"),
    (Route::Residency, "residency"),
    (Route::Tax, "tax"),
    (Route::Payslip, "payslip"),
    (Route::Business, "business"),
    (Route::Income, "income"),
    (Route::Report, "report"),
    (Route::Sources, "sources"),
    (Route::SelfTest, "self-test"),
    (Route::About, "about"),
    #[cfg(debug_assertions)]
    (Route::Gallery, "gallery"),
];

impl Route {
    /// The pages people use all the time.
    pub const MAIN: [Self; 5] = [Self::Overview, Self::Profile, Self::Points, Self::Residency, Self::Tax];
    /// The others, at the foot of every page.
    pub const MORE: [Self; 15] = [
        Self::Permits,
        Self::Journey,
        Self::Programmes,
        Self::Payslip,
        Self::Business,
        Self::Income,
        Self::Goals,
        Self::Conditions,
        Self::Documents,
        Self::Family,
        Self::Assumptions,
        Self::Report,
        Self::Sources,
        Self::SelfTest,
        Self::About,
    ];

    /// The page of an address's hash, `#/points`. What follows a second `/` or a `?` belongs to the page.
    pub fn of_hash(hash: &str) -> Self {
        let name = hash.trim_start_matches('#').trim_start_matches('/').split(['/', '?']).next().unwrap_or_default();
        PAGES.iter().find(|(_, known)| *known == name).map_or(Self::Unknown, |(route, _)| *route)
    }

    /// The part of a page that an address names, `stays` in `#/residency/stays`.
    pub fn part_of_hash(hash: &str) -> Option<&str> {
        hash.trim_start_matches('#').trim_start_matches('/').split_once('/').map(|(_, part)| part)
    }

    /// How a page is to show what it holds, `sort=sum` in `#/programmes?sort=sum`.
    pub fn view_of_hash(hash: &str) -> &str {
        hash.split_once('?').map_or("", |(_, view)| view)
    }

    /// The page on which a section's questions stand.
    pub fn of_section(section: &str) -> Self {
        match section {
            "permits" => Self::Permits,
            "journey" | "done" => Self::Journey,
            "stays" | "ties" | "days" => Self::Residency,
            "pay" | "reliefs" | "employers" => Self::Tax,
            "business" => Self::Business,
            "elsewhere" | "favourites" | "exchange" => Self::Programmes,
            "income" | "foreign" => Self::Income,
            "own_points" => Self::Points,
            "assumptions" | "bands" => Self::Assumptions,
            "family" => Self::Family,
            "papers" | "visa_papers" | "trp_papers" | "prp_papers" | "plan" => Self::Documents,
            _ => Self::Profile,
        }
    }

    /// Its address.
    pub fn href(self) -> String {
        let name = PAGES.iter().find(|(route, _)| *route == self).map_or("", |(_, name)| name);
        format!("#/{name}")
    }

    /// Its name's text.
    pub const fn name(self) -> Key {
        match self {
            Self::Overview => key!("page.overview"),
            Self::Guide => key!("page.guide"),
            Self::Profile => key!("page.profile"),
            Self::Points => key!("page.points"),
            Self::Goals => key!("page.goals"),
            Self::Assumptions => key!("page.assumptions"),
            Self::Conditions => key!("page.conditions"),
            Self::Family => key!("page.family"),
            Self::Documents => key!("page.documents"),
            Self::Permits => key!("page.permits"),
            Self::Journey => key!("page.journey"),
            Self::Programmes => key!("page.programmes"),
            Self::Residency => key!("page.residency"),
            Self::Tax => key!("page.tax"),
            Self::Payslip => key!("page.payslip"),
            Self::Business => key!("page.business"),
            Self::Income => key!("page.income"),
            Self::Report => key!("page.report"),
            Self::Sources => key!("page.sources"),
            Self::SelfTest => key!("page.self-test"),
            Self::About => key!("page.about"),
            #[cfg(debug_assertions)]
            Self::Gallery => key!("page.overview"),
            Self::Unknown => key!("page.unknown"),
        }
    }
}
