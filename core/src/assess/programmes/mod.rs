//! Programmes of other countries: which of them a person's answers meet, as far as the table says anything.
//!
//! The table knows thresholds, terms, family and citizenship, and no more. So nobody is ever told that they
//! qualify, only that they meet what is stated. For the page about programmes alone: not part of an `Assessment`.

pub mod compare;
pub mod exchange;
pub mod search;
pub mod view;
pub mod why;

use std::cmp::Reverse;

use super::Assessment;
use super::points::Verdict as Mark;
use crate::profile::{Aim, Country, Elsewhere, Slot};
use crate::quantity::{MANAT, Money, Tri, sorted};
use crate::rulebook::programmes::{Citizenship, Column, Need, PROGRAMMES, Per, Programme, ProgrammeKind, Sum};
use exchange::{Compared, Rates};

named_enum! {
    /// How a programme stands to a person.
    Verdict = "programmes.verdict." {
        /// All that the table states is met.
        Meets = "meets",
        /// Something is not known.
        Open = "open",
        /// Something that the table states is not met.
        DoesNot = "does-not",
    }
}

/// What a condition is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// An amount.
    Sum(Column, Sum),
    /// Words of the table that cannot be weighed.
    Text(Column, &'static str),
    /// The table states no amount at all.
    NothingStated,
    /// The points of Azerbaijan's programme.
    Points,
    /// A qualification or achievement; which, the table does not say.
    Talent,
    /// A business or freelance work.
    Business,
    /// Work from there for somebody abroad.
    Remote,
    /// A pension.
    Pension,
    /// Family.
    Family,
    /// Work there.
    Work,
    /// Citizenship in the end.
    Citizenship,
    /// Not a citizen already.
    Foreign,
}

/// Why a condition is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// The person has not answered this.
    Answer(Slot),
    /// The table does not say.
    NotStated,
    /// No rate is known of this currency.
    NoRate(&'static str),
    /// Authorities decide.
    Authorities,
}

impl Open {
    /// The word used in worked examples and receipts: the question's field, or why nobody knows.
    pub fn name(self) -> String {
        match self {
            Self::Answer(slot) => slot.field.to_owned(),
            Self::NotStated => "not-stated".to_owned(),
            Self::NoRate(currency) => ["no-rate:", currency].concat(),
            Self::Authorities => "authorities".to_owned(),
        }
    }
}

/// A condition and whether it is met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// What it is about.
    pub what: What,
    /// Whether it is met.
    pub met: Tri,
    /// Why that is not known.
    pub open: Option<Open>,
    /// For an amount: what is there beside what is asked for.
    pub compared: Option<Compared>,
}

impl Condition {
    fn new(what: What, met: Tri, open: Open) -> Self {
        Self { what, met, open: (met == Tri::Unknown).then_some(open), compared: None }
    }

    /// Hangs on an answer.
    fn answer(what: What, met: Tri, slot: Slot) -> Self {
        Self::new(what, met, Open::Answer(slot))
    }
}

/// A programme beside a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The programme.
    pub programme: &'static Programme,
    /// Its status.
    pub verdict: Verdict,
    /// Its conditions, as far as they matter to the person.
    pub conditions: Vec<Condition>,
}

impl Match {
    /// What is not known, in the order of the conditions.
    pub fn open(&self) -> impl Iterator<Item = Open> + '_ {
        self.conditions.iter().filter_map(|condition| condition.open)
    }

    /// What is short: the amount, in the programme's currency, and whether rates were needed.
    pub fn short(&self) -> Option<(Sum, &Compared)> {
        self.conditions.iter().find_map(|condition| match (condition.what, &condition.compared) {
            (What::Sum(_, sum), Some(compared)) if compared.short > Money::ZERO => Some((Sum { amount: compared.short, ..sum }, compared)),
            _ => None,
        })
    }

    /// Whether currencies were compared, so that it stands so only about.
    pub fn is_by_rates(&self) -> bool {
        self.conditions.iter().any(|condition| condition.compared.as_ref().is_some_and(|compared| compared.about))
    }

    /// How far off the amount is, in thousandths of what is asked for, rounded up.
    pub fn gap(&self) -> Option<i64> {
        let (short, _) = self.short()?;
        let asked = self.programme.sum()?.amount.qepik().max(1);
        Some(short.amount.qepik().saturating_mul(1000).saturating_add(asked - 1) / asked)
    }
}

/// Every programme beside a person, in the order of the table.
pub fn matches(all: &Assessment) -> Vec<Match> {
    let person = Person::of(all);
    PROGRAMMES.iter().map(|programme| person.beside(programme)).collect()
}

/// What a person has said that programmes ask about.
struct Person<'a> {
    all: &'a Assessment,
    own: &'a Elsewhere,
    rates: Rates<'a>,
    currency: &'static str,
    family: Tri,
    talent: Tri,
}

impl<'a> Person<'a> {
    fn of(all: &'a Assessment) -> Self {
        let own = &all.profile.elsewhere;
        // What was said on other pages need not be said again.
        let family = match own.family {
            None if !all.profile.family.is_empty() => Tri::Yes,
            said => said.into(),
        };
        let done = &all.profile.achievements;
        let shown = [done.leadership, done.awards, done.technical, done.open_source].contains(&Some(true))
            || [done.patents.map(|count| count.0), done.publications.map(|count| count.0)].iter().flatten().any(|count| *count > 0);
        let talent = match own.talent {
            None if shown => Tri::Yes,
            said => said.into(),
        };
        let currency = own.currency.map_or(MANAT, |currency| currency.name());
        Self { all, own, rates: Rates::of(&all.profile, all.on), currency, family, talent }
    }

    fn beside(&self, programme: &'static Programme) -> Match {
        let mut conditions = Vec::new();
        if self.is_citizen(programme.country()) {
            conditions.push(Condition::new(What::Foreign, Tri::No, Open::NotStated));
        }
        conditions.extend(match programme.kind {
            _ if programme.is_hsmp() => Some(self.points()),
            ProgrammeKind::Talent => Some(Condition::answer(What::Talent, self.talent, Elsewhere::TALENT)),
            ProgrammeKind::Entrepreneur => Some(Condition::answer(What::Business, self.own.founder.into(), Elsewhere::FOUNDER)),
            ProgrammeKind::Nomad => Some(Condition::answer(What::Remote, self.own.remote.into(), Elsewhere::REMOTE)),
            ProgrammeKind::Retiree => Some(Condition::answer(What::Pension, self.own.retired.into(), Elsewhere::RETIRED)),
            _ => None,
        });
        match programme.need {
            Need::NotStated if programme.is_hsmp() => {}
            Need::NotStated => conditions.push(Condition::new(What::NothingStated, Tri::Unknown, Open::NotStated)),
            Need::Text(column, text) => conditions.push(Condition::new(What::Text(column, text), Tri::Unknown, Open::NotStated)),
            Need::Sum(column, ..) => conditions.extend(programme.sum().map(|sum| self.sum(column, sum))),
        }
        if self.family == Tri::Yes || self.family == Tri::Unknown && !programme.dependants {
            let met = if programme.dependants { Tri::Yes } else { !self.family };
            conditions.push(Condition::answer(What::Family, met, Elsewhere::FAMILY));
        }
        conditions.extend(self.aim(programme));
        let met = conditions.iter().fold(Tri::Yes, |met, condition| met.and(condition.met));
        let verdict = match met {
            Tri::Yes => Verdict::Meets,
            Tri::Unknown => Verdict::Open,
            Tri::No => Verdict::DoesNot,
        };
        Match { programme, verdict, conditions }
    }

    fn is_citizen(&self, country: &str) -> bool {
        self.own.nationality.is_some_and(|own| own.code() == country)
            || self.all.profile.you.azerbaijani == Some(true) && country == Country::AZERBAIJAN.code()
    }

    /// Azerbaijan's programme asks for points, and then the authorities decide.
    fn points(&self) -> Condition {
        let met = if self.all.points.verdict == Mark::Below { Tri::No } else { Tri::Unknown };
        Condition::new(What::Points, met, Open::Authorities)
    }

    /// An amount that is asked for, beside what the person has of that kind.
    fn sum(&self, column: Column, sum: Sum) -> Condition {
        let (slot, have) = match (column, sum.per) {
            (Column::Investment | Column::Capital, _) => (Elsewhere::INVEST, self.own.invest),
            // What is asked for once, or to be had, is no income, whatever the column is called.
            (Column::Funds, _) | (_, Per::Once | Per::Funds) => (Elsewhere::SAVINGS, self.own.savings),
            (_, Per::Month | Per::Year) => (Elsewhere::INCOME, self.own.income),
        };
        let what = What::Sum(column, sum);
        let Some(have) = have else { return Condition::answer(what, Tri::Unknown, slot) };
        let have = if sum.per == Per::Year && slot == Elsewhere::INCOME { have.0.times(12) } else { have.0 };
        match exchange::compare(&self.rates, (have, self.currency), (sum.amount, sum.currency)) {
            None => {
                let missing = if self.rates.worth(sum.currency).is_none() { sum.currency } else { self.currency };
                Condition::new(what, Tri::Unknown, Open::NoRate(missing))
            }
            Some(compared) => {
                let met = Tri::from(compared.short == Money::ZERO);
                Condition { what, met, open: None, compared: Some(compared) }
            }
        }
    }

    /// What the person wants most, as far as the row speaks of it.
    fn aim(&self, programme: &Programme) -> Option<Condition> {
        let (what, met) = match self.own.aim? {
            Aim::Stay => return None,
            Aim::Citizenship => (
                What::Citizenship,
                match programme.citizenship {
                    Citizenship::NotStated => Tri::Unknown,
                    Citizenship::No => Tri::No,
                    Citizenship::Yes | Citizenship::After(_) => Tri::Yes,
                },
            ),
            // Only names that speak of work say anything about it.
            Aim::Work => (
                What::Work,
                match programme.kind {
                    ProgrammeKind::Talent | ProgrammeKind::Entrepreneur | ProgrammeKind::Nomad => Tri::Yes,
                    _ => Tri::Unknown,
                },
            ),
        };
        Some(Condition::new(what, met, Open::NotStated))
    }
}

/// The one answer that would settle most: on it alone hang so many programmes, and so many in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settles {
    /// The question.
    pub slot: Slot,
    /// Programmes of which nothing else is open: whatever is answered, they are settled.
    pub surely: usize,
    /// Programmes that an answer against them, or too small an amount, would settle.
    pub perhaps: usize,
}

/// The open answers that would settle programmes, that of the most first.
pub fn hanging(found: &[Match]) -> Vec<Settles> {
    let mut slots: Vec<Settles> = Vec::new();
    for programme in found.iter().filter(|programme| programme.verdict == Verdict::Open) {
        let alone = programme.open().count() == 1;
        for open in programme.open() {
            let Open::Answer(slot) = open else { continue };
            let place = slots.iter().position(|known| known.slot == slot).unwrap_or_else(|| {
                slots.push(Settles { slot, surely: 0, perhaps: 0 });
                slots.len() - 1
            });
            if let Some(own) = slots.get_mut(place) {
                own.surely += usize::from(alone);
                own.perhaps += 1;
            }
        }
    }
    sorted(slots, |own| Reverse((own.surely, own.perhaps)))
}

/// Which open answer settles most programmes; none where no answer would.
pub fn settles(found: &[Match]) -> Option<Settles> {
    hanging(found).into_iter().next()
}
