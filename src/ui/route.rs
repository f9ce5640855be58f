//! The table of pages, and addresses: the part after `#/`. Nothing about the person ever stands in one.

use leptos::prelude::AnyView;

use super::State;
use super::pages;
use hsmp::assess::programmes::view::decoded;
use hsmp::key;
use hsmp::message::Key;
use hsmp::profile::{
    Application, Business, Days, Done, Elsewhere, Employer, Favourite, ForeignIncome, Income, Journey, OwnBand, OwnMaxima, OwnPoints,
    OwnRate, Papers, Pay, Permits, PrpPapers, Relative, Reliefs, Stay, Ties, TrpPapers, VisaPapers,
};
use hsmp::quantity::plain;

/// Makes everything that follows from the table of pages: a row is a page's name, its address, which is also
/// the name of its texts, and the function that shows it.
macro_rules! pages {
    ($($(#[doc = $group_doc:literal])* $group:ident $group_name:literal {
        $($(#[doc = $doc:literal])* $page:ident $address:literal $module:ident;)+
    })+) => {
        /// A page.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Route {
            $($($(#[doc = $doc])* $page,)+)+
            /// Answers that somebody shared in a link.
            Shared,
            /// Every component, for those who build it.
            #[cfg(debug_assertions)]
            Gallery,
            /// No such page.
            Unknown,
        }

        /// Pages that belong together: an entry of the main navigation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Group {
            $($(#[doc = $group_doc])* $group,)+
        }

        impl Route {
            /// The part of its address behind `#/`.
            pub const fn address(self) -> &'static str {
                match self {
                    $($(Self::$page => $address,)+)+
                    Self::Shared => "shared",
                    #[cfg(debug_assertions)]
                    Self::Gallery => "gallery",
                    Self::Unknown => "",
                }
            }

            /// Its short name, for links.
            pub const fn name(self) -> Key {
                match self {
                    $($(Self::$page => key!("page.", $address),)+)+
                    Self::Shared => key!("page.shared"),
                    #[cfg(debug_assertions)]
                    Self::Gallery => key!("app.name"),
                    Self::Unknown => key!("page.unknown"),
                }
            }

            /// Its heading.
            pub const fn title(self) -> Key {
                match self {
                    $($(Self::$page => key!("page.title.", $address),)+)+
                    Self::Shared => key!("page.title.shared"),
                    #[cfg(debug_assertions)]
                    Self::Gallery => key!("app.name"),
                    Self::Unknown => key!("page.title.unknown"),
                }
            }

            /// The group it belongs to.
            pub const fn group(self) -> Option<Group> {
                match self {
                    $($(Self::$page)|+ => Some(Group::$group),)+
                    _ => None,
                }
            }

            /// What stands under its heading.
            pub fn view(self, state: State) -> AnyView {
                match self {
                    $($(Self::$page => pages::$module(state),)+)+
                    Self::Shared => pages::shared(state),
                    #[cfg(debug_assertions)]
                    Self::Gallery => pages::gallery(state),
                    Self::Unknown => pages::unknown(),
                }
            }
        }

        impl Group {
            /// All, in the order of the navigation.
            pub const ALL: &[Self] = &[$(Self::$group),+];

            /// Its pages. Its link leads to the first.
            pub const fn pages(self) -> &'static [Route] {
                match self {
                    $(Self::$group => &[$(Route::$page),+],)+
                }
            }

            /// What an address may call it: it leads to its first page.
            const fn address(self) -> &'static str {
                match self {
                    $(Self::$group => $group_name,)+
                }
            }

            /// Its name.
            pub const fn name(self) -> Key {
                match self {
                    $(Self::$group => key!("group.", $group_name),)+
                }
            }
        }
    };
}

pages! {
    /// The answers in short.
    Summary "summary" {
        /// The answers in short, and where to go on.
        Summary "summary" summary;
        /// The questions, one at a time.
        Guide "guide" guide;
        /// Everything on paper.
        Report "report" report;
    }
    /// Whether the person qualifies.
    Eligibility "eligibility" {
        /// The questions.
        Answers "answers" answers;
        /// Where the points lie.
        Points "points" points;
        /// What would bring the points over the pass mark, and what time does to them.
        Goals "goals" goals;
        /// The programme's requirements.
        Requirements "requirements" requirements;
        /// What we assume, to be changed.
        Assumptions "assumptions" assumptions;
    }
    /// Permits, dates and papers of the move.
    Moving "moving" {
        /// Which permit is available, and what it takes.
        Permits "permits" permits;
        /// The dated plan.
        Timeline "timeline" timeline;
        /// The documents that are needed.
        Documents "documents" documents;
        /// Who of the family is covered.
        Family "family" family;
        /// How long one may stay, day by day, apart from tax.
        StayLimits "stay-limits" stay_limits;
    }
    /// What is left of an income.
    Tax "tax" {
        /// From gross to net.
        Pay "pay" pay;
        /// Days and tax residence.
        TaxResidence "tax-residence" tax_residence;
        /// A business of one's own.
        SelfEmployment "self-employment" self_employment;
        /// All income, as a resident and as a non-resident.
        Income "income" income;
        /// A month's pay on one page.
        Payslip "payslip" payslip;
    }
    /// Other countries, and what all of this rests on.
    More "more" {
        /// What other countries offer.
        Programmes "programmes" programmes;
        /// Rules and sources.
        Sources "sources" sources;
        /// The worked examples, run here.
        Checks "checks" checks;
        /// Receipts of results, to save and to check.
        Receipts "receipts" receipts;
        /// What terms mean.
        Words "words" glossary;
        /// The profiles on this device.
        Profiles "profiles" profiles;
        /// About the product, privacy, the data on this device.
        About "about" about;
    }
}

impl Route {
    /// The page of an address's hash, `#/points`, also where a mail or a chat has changed it. What follows a
    /// second `/` or a `?` belongs to the page.
    pub fn of_hash(hash: &str) -> Self {
        let path = path(hash);
        let name = path.split('/').next().unwrap_or_default();
        #[cfg(debug_assertions)]
        if name == Self::Gallery.address() {
            return Self::Gallery;
        }
        // The summary is what an address without a page leads to.
        let name = if name.is_empty() { Self::Summary.address() } else { name };
        // Words may follow an address.
        let first = name.split(' ').next().unwrap_or_default();
        let named = |name: &str| {
            let name = bare(name);
            let mut all = Group::ALL.iter().flat_map(|group| group.pages()).chain(&[Self::Shared]);
            let group = || Group::ALL.iter().find(|group| group.address() == name).and_then(|group| group.pages().first());
            all.find(|route| bare(route.address()) == name).or_else(group).copied()
        };
        named(name).or_else(|| named(first)).unwrap_or(Self::Unknown)
    }

    /// The part of a page that an address names, `stays` in `#/tax-residence/stays`.
    pub fn part_of_hash(hash: &str) -> Option<String> {
        path(hash).split_once('/').map(|(_, part)| part.to_owned())
    }

    /// How a page is to show what it holds, `sort=sum` in `#/programmes?sort=sum`.
    pub fn view_of_hash(hash: &str) -> &str {
        hash.split_once('?').map_or("", |(_, view)| view)
    }

    /// The page on which a section's questions stand.
    pub fn of_section(section: &str) -> Self {
        match section {
            Permits::SECTION => Self::Permits,
            Journey::SECTION | Done::SECTION => Self::Timeline,
            Stay::SECTION | Ties::SECTION => Self::TaxResidence,
            Days::SECTION => Self::StayLimits,
            Pay::SECTION | Reliefs::SECTION | Employer::SECTION => Self::Pay,
            Business::SECTION => Self::SelfEmployment,
            Elsewhere::SECTION | Favourite::SECTION | OwnRate::SECTION => Self::Programmes,
            Income::SECTION | ForeignIncome::SECTION => Self::Income,
            OwnPoints::SECTION => Self::Points,
            OwnMaxima::SECTION | OwnBand::SECTION => Self::Assumptions,
            Relative::SECTION => Self::Family,
            Papers::SECTION | VisaPapers::SECTION | TrpPapers::SECTION | PrpPapers::SECTION | Application::SECTION => Self::Documents,
            _ => Self::Answers,
        }
    }

    /// Its address.
    pub fn href(self) -> String {
        let name = if self == Self::Summary { "" } else { self.address() };
        format!("#/{name}")
    }
}

/// Page and part of an address, `tax-residence/stays`. Mails and chats write capitals, encode characters, hang on
/// what tracks people, break lines, put other hyphens, and take the dot or the quotation mark after an address for a
/// part of it. None of our names has anything but letters, digits and `-` in it.
fn path(hash: &str) -> String {
    let plain = plain(&decoded(hash.split('?').next().unwrap_or_default())).to_ascii_lowercase();
    let begin = plain.trim_start_matches(|c: char| " #/!\"'“”‘’«»„(<*_".contains(c));
    let path = begin.split(|c: char| !(c.is_ascii_alphanumeric() || "-_./ ".contains(c))).next().unwrap_or_default();
    let names = path.split('/').map(|name| name.trim_matches(|c: char| !c.is_ascii_alphanumeric())).filter(|name| !name.is_empty());
    names.collect::<Vec<_>>().join("/")
}

/// A name without what may have been put in place of its hyphens, or taken away.
fn bare(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).collect()
}
