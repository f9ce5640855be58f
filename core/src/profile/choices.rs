//! Answers that are one of a few.

use serde_json::Value;

use super::answer::{Answer, Choice, Kind};
use crate::key;
use crate::message::{Key, Message};

/// Which of the choices a value names.
fn place(value: &Value, choices: &[Choice]) -> Result<usize, Message> {
    let name = value.as_str().unwrap_or_default();
    choices.iter().position(|choice| choice.name == name).ok_or_else(|| key!("problem.not-a-choice").into())
}

macro_rules! choices {
    ($(#[$doc:meta])* $type:ident = $texts:literal { $($(#[$variant_doc:meta])* $variant:ident = $name:literal),+ $(,)? }) => {
        named_enum! { $(#[$doc])* $type { $($(#[$variant_doc])* $variant = $name),+ } }

        impl $type {
            /// The same as they are written down and shown.
            const CHOICES: &'static [Choice] = &[$(Choice { name: $name, label: key!("choice.", $texts, ".", $name) }),+];

            /// Its text.
            pub const fn label(self) -> Key {
                Self::CHOICES[self as usize].label
            }
        }

        impl Answer for $type {
            const KIND: Kind = Kind::Choice(Self::CHOICES);
            fn read(value: &Value) -> Result<Self, Message> {
                Ok(Self::ALL[place(value, Self::CHOICES)?])
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

choices! {
    /// Where a business is registered, by what its social insurance hung on until 2025.
    Place = "place" {
        /// Baku.
        Baku = "baku",
        /// Sumgait or Ganja.
        SumgaitGanja = "sumgait-ganja",
        /// Another city.
        City = "city",
        /// A district centre or settlement.
        Settlement = "settlement",
        /// A village.
        Village = "village",
    }
}

choices! {
    /// Kind of income from abroad.
    ForeignKind = "foreign-kind" {
        /// Pay from an employer.
        Pay = "pay",
        /// Profit of one's own business.
        Business = "business",
        /// Dividends.
        Dividends = "dividends",
        /// Interest.
        Interest = "interest",
        /// Rent.
        Rent = "rent",
        /// None of these.
        Other = "other",
    }
}

choices! {
    /// Who pays dividends, as far as the tax depends on it.
    DividendsFrom = "dividends-from" {
        /// A resident company that is not registered for VAT, with little turnover.
        SmallCompany = "small-company",
        /// Listed securities of a resident company.
        Listed = "listed",
        /// A technology park's resident.
        TechnologyPark = "technology-park",
        /// Anybody else here.
        Other = "other",
    }
}

choices! {
    /// What interest is on, as far as the tax depends on it.
    InterestFrom = "interest-from" {
        /// A deposit in manat at a bank here.
        Deposit = "deposit",
        /// The same for so long that all of it is exempt.
        LongDeposit = "long-deposit",
        /// Listed securities of a resident company.
        Listed = "listed",
        /// Anything else here.
        Other = "other",
    }
}

choices! {
    /// What a stay is for.
    Purpose = "purpose" {
        /// Work.
        Work = "work",
        /// Living with family, or visiting them.
        Family = "family",
        /// Business.
        Business = "business",
        /// Tourism.
        Tourism = "tourism",
        /// Study.
        Study = "study",
        /// Only to pass through from one country to another.
        Transit = "transit",
        /// Anything else.
        Other = "other",
    }
}

choices! {
    /// The currency of an amount. Only its name: what it is worth is entered beside it.
    Currency = "currency" {
        /// Azerbaijani manat.
        Azn = "AZN",
        /// US dollar.
        Usd = "USD",
        /// Euro.
        Eur = "EUR",
        /// Pound sterling.
        Gbp = "GBP",
        /// Russian rouble.
        Rub = "RUB",
        /// Turkish lira.
        Try = "TRY",
        /// Swiss franc.
        Chf = "CHF",
        /// Chinese yuan.
        Cny = "CNY",
        /// Georgian lari.
        Gel = "GEL",
        /// Indian rupee.
        Inr = "INR",
        /// Iranian rial.
        Irr = "IRR",
        /// Kazakh tenge.
        Kzt = "KZT",
        /// Pakistani rupee.
        Pkr = "PKR",
        /// UAE dirham.
        Aed = "AED",
        /// Ukrainian hryvnia.
        Uah = "UAH",
        /// Bahraini dinar.
        Bhd = "BHD",
        /// Bhutanese ngultrum.
        Btn = "BTN",
        /// Hong Kong dollar.
        Hkd = "HKD",
        /// Jordanian dinar.
        Jod = "JOD",
        /// Japanese yen.
        Jpy = "JPY",
        /// Kyrgyz som.
        Kgs = "KGS",
        /// South Korean won.
        Krw = "KRW",
        /// Malaysian ringgit.
        Myr = "MYR",
        /// Omani rial.
        Omr = "OMR",
        /// Qatari riyal.
        Qar = "QAR",
        /// Saudi riyal.
        Sar = "SAR",
        /// Singapore dollar.
        Sgd = "SGD",
        /// Thai baht.
        Thb = "THB",
        /// New Taiwan dollar.
        Twd = "TWD",
        /// Vietnamese dong.
        Vnd = "VND",
        /// Another one.
        Other = "other",
    }
}

choices! {
    /// What a person wants of another country most.
    Aim = "aim" {
        /// To stay.
        Stay = "stay",
        /// To work there.
        Work = "work",
        /// To become a citizen.
        Citizenship = "citizenship",
    }
}

choices! {
    /// Which days of a stay count. The Code says "actually present" and no more.
    Counting = "counting" {
        /// The day of arrival and the day of departure both count.
        BothEnds = "both-ends",
        /// The day of departure does not; a stay of one day counts once.
        EntryOnly = "entry-only",
        /// Only days at whose end, at midnight, the person is there.
        Midnight = "midnight",
    }
}

choices! {
    /// The ground of a temporary residence permit (Migration Code, Art. 45), and the programme.
    Ground = "ground" {
        /// A highly skilled migrant.
        Programme = "programme",
        /// Close relative of a citizen (45.1.1).
        CitizenFamily = "citizen-family",
        /// Investment in the economy (45.1.2).
        Investment = "investment",
        /// Real estate (45.1.3).
        Property = "property",
        /// Term deposit in a local bank (45.1.3-1).
        Deposit = "deposit",
        /// Securities of the state or of companies it owns (45.1.3-2).
        Securities = "securities",
        /// High-level specialist (45.1.4).
        HighLevel = "high-level",
        /// Invited specialist of a defined category (45.1.4-1).
        Invited = "invited",
        /// Family member of a resident (45.1.5).
        ResidentFamily = "resident-family",
        /// Head or deputy head of a branch or representation (45.1.6).
        BranchHead = "branch-head",
        /// Head or majority holder of a company with foreign founders (45.1.6-1).
        Company = "company",
        /// Entrepreneur (45.1.7).
        Entrepreneur = "entrepreneur",
        /// A group that needs no work permit (45.1.7-1).
        ExemptGroup = "exempt-group",
        /// Work permit (45.1.8).
        WorkPermit = "work-permit",
        /// Study (45.1.9).
        Study = "study",
        /// Religious work.
        Religion = "religion",
        /// Victim of trafficking, or helping a prosecution.
        Protection = "protection",
        /// A treaty.
        Treaty = "treaty",
    }
}

choices! {
    /// Which close relative is a citizen of Azerbaijan.
    CitizenRelative = "citizen-relative" {
        /// None.
        None = "none",
        /// Husband or wife.
        Spouse = "spouse",
        /// Father or mother.
        Parent = "parent",
        /// Son or daughter.
        Child = "child",
        /// Brother or sister.
        Sibling = "sibling",
    }
}

choices! {
    /// Which permit a family member holds.
    ResidentRelative = "resident-relative" {
        /// No family member holds one.
        None = "none",
        /// A temporary residence permit.
        Temporary = "temporary",
        /// A permanent residence permit.
        Permanent = "permanent",
    }
}

choices! {
    /// As what an organisation in Azerbaijan asks for the person.
    Invitation = "invited" {
        /// None does.
        None = "none",
        /// As a high-level specialist.
        HighLevel = "high-level",
        /// As a specialist of a defined category.
        Specialist = "specialist",
    }
}

choices! {
    /// A post or holding that is a ground.
    Post = "post" {
        /// None.
        None = "none",
        /// Head or deputy head of a branch or representation of a foreign company.
        Branch = "branch",
        /// Head of a company with foreign founders.
        CompanyHead = "company-head",
        /// Holder of the greater part of one.
        Majority = "majority",
    }
}

choices! {
    /// What frees a company or business from thresholds.
    Privilege = "privilege" {
        /// Nothing.
        None = "none",
        /// An investment promotion document.
        Promotion = "promotion-document",
        /// A "Startup" certificate.
        Startup = "startup",
        /// It works in an economic region that is named.
        Region = "region",
        /// It is a non-commercial body.
        NonCommercial = "non-commercial",
        /// It is resident in an industrial park or district, or an agropark.
        Park = "park",
    }
}

choices! {
    /// The rarer grounds.
    OtherGround = "other-ground" {
        /// None.
        None = "none",
        /// Religious work.
        Religion = "religion",
        /// Victim of trafficking, or helping a prosecution.
        Protection = "protection",
        /// A treaty.
        Treaty = "treaty",
    }
}

choices! {
    /// How fast a temporary permit is decided: by the duty paid.
    Speed = "speed" {
        /// The faster of the two.
        Fifteen = "fifteen",
        /// The slower.
        Twenty = "twenty",
    }
}

choices! {
    /// How fast a permanent permit is decided: by the duty paid, the fastest first.
    PrpDays = "prp-days" {
        /// The fastest.
        ThirtyFive = "35",
        /// The second.
        Forty = "40",
        /// The third.
        Fifty = "50",
        /// The slowest.
        Sixty = "60",
    }
}
