//! Of whom a paper is asked: the exceptions that Articles 36, 46 and 53 write, each once.

use crate::assess::eligibility::highly_skilled;
use crate::explain::Step;
use crate::key;
use crate::message::{Key, Message};
use crate::profile::{Conditions, Ground, Journey, Permits, Privilege, Profile, Relation, Relative, Slot, You};
use crate::quantity::{Date, EndOfMonth, Money, Tri};
use crate::rulebook::{Citation, Ref, kind, rules};

/// A condition on who is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whom {
    /// The inviting side does not take over medical care.
    HostLeavesCare,
    /// The inviting side is a non-governmental organisation.
    HostIsNgo,
    /// Under age.
    Minor,
    /// Without a passport.
    WithoutPassport,
    /// On the ground of a relative.
    Relatives,
    /// A high-level specialist.
    HighLevel,
    /// Neither a victim of trafficking nor helping a prosecution.
    Unprotected,
    /// The dwelling belongs to somebody else.
    LivesWithHost,
    /// On the ground of a company or a business of one's own.
    Business,
    /// A year on that ground has passed.
    AfterAYear,
    /// Nothing frees the company or business from a turnover.
    Unprivileged,
    /// Married.
    Married,
    /// No highly skilled migrant.
    NoMigrant,
    /// No investor, depositor or holder of securities of the amounts.
    NoInvestor,
    /// No relative takes over the support.
    Unsupported,
    /// Has a profession.
    Profession,
    /// Has a child of the age at which its consent is asked for.
    ChildOfAge,
}

/// Whether a condition holds, and what says so.
pub(super) struct Found {
    /// Whether it holds.
    pub(super) holds: Tri,
    /// The exception as the law writes it.
    pub(super) says: Message,
    /// The question that decides.
    pub(super) slot: Option<Slot>,
    /// The answer, for the explanation.
    pub(super) why: Option<Step>,
    /// The rules beside the list itself.
    pub(super) cites: Vec<Citation>,
}

impl Found {
    fn new(holds: Tri, says: impl Into<Message>) -> Self {
        Self { holds, says: says.into(), slot: None, why: None, cites: Vec::new() }
    }

    /// Hangs on a question.
    fn asks(mut self, slot: Slot) -> Self {
        self.slot = Some(slot);
        self
    }

    /// The question that decides, where it is open.
    pub(super) fn open(&self) -> Option<Slot> {
        self.slot.filter(|_| self.holds == Tri::Unknown)
    }

    /// The same, where the answer is a yes or a no.
    fn by(mut self, slot: Slot, answer: Option<bool>) -> Self {
        self.why = Some(match answer {
            Some(answer) => Step::new(slot.label(), Tri::from(answer)),
            None => Step::unknown(slot.label()),
        });
        self.asks(slot)
    }

    fn cite<K: kind::Kind>(mut self, rule: Ref<K>, on: Date) -> Self {
        self.cites.extend(rule.on_or_latest(on).map(|found| found.cite));
        self
    }
}

/// Who is looked at.
pub(super) struct Person<'a> {
    pub(super) profile: &'a Profile,
    pub(super) ground: Ground,
    pub(super) on: Date,
}

/// Of whom a line is asked, held against a person.
pub(super) struct Verdict {
    pub(super) asked: Tri,
    pub(super) whom: Vec<Message>,
    pub(super) because: Option<Message>,
    pub(super) open: Option<Slot>,
    pub(super) questions: Vec<Slot>,
    pub(super) inputs: Vec<Step>,
    pub(super) cites: Vec<Citation>,
}

impl Person<'_> {
    /// Whether all of these hold; what does not hold, or is open, says why.
    pub(super) fn all_of(&self, whom: &[Whom]) -> Verdict {
        let (asked, because) = match self.profile.you.azerbaijani {
            Some(true) => (Tri::No, Some(key!("paper.whom.citizen").into())),
            _ => (Tri::Yes, None),
        };
        let (questions, inputs, cites) = (Vec::new(), Vec::new(), Vec::new());
        let mut all = Verdict { asked, whom: Vec::new(), because, open: None, questions, inputs, cites };
        for condition in whom {
            let found = self.is(*condition);
            if found.holds < all.asked {
                all.asked = found.holds;
                all.because = Some(found.says.clone());
                all.open = found.open();
            }
            // What the ground has decided hangs on no further answer.
            let decided = found.holds == Tri::No && found.slot.is_none();
            all.questions.extend(found.slot);
            all.whom.push(found.says);
            all.inputs.extend(found.why);
            all.cites.extend(found.cites);
            if decided {
                break;
            }
        }
        all
    }

    /// Whether a condition holds for the person.
    fn is(&self, whom: Whom) -> Found {
        let permits = &self.profile.permits;
        let not = |answer: Option<bool>| !Tri::from(answer);
        match whom {
            Whom::HostLeavesCare => {
                let answer = permits.host_pays_care;
                Found::new(not(answer), key!("paper.whom.care")).by(Permits::HOST_PAYS_CARE, answer)
            }
            Whom::HostIsNgo => Found::new(permits.host_ngo.into(), key!("paper.whom.ngo")).by(Permits::HOST_NGO, permits.host_ngo),
            Whom::Minor => self.minor(),
            Whom::WithoutPassport => self.without_passport(),
            Whom::Relatives => {
                let on_it = matches!(self.ground, Ground::CitizenFamily | Ground::ResidentFamily);
                self.on_ground(on_it, key!("paper.whom.relatives"))
            }
            Whom::HighLevel => self.on_ground(self.ground == Ground::HighLevel, key!("paper.whom.high-level")),
            Whom::Unprotected => {
                self.on_ground(self.ground != Ground::Protection, key!("paper.whom.protection")).cite(rules::PAPERS_TRP_PROTECTION, self.on)
            }
            Whom::LivesWithHost => Found::new(not(permits.own_home), key!("paper.whom.own-home")).by(Permits::OWN_HOME, permits.own_home),
            Whom::Business => {
                let on_it = matches!(self.ground, Ground::Company | Ground::Entrepreneur);
                self.on_ground(on_it, key!("paper.whom.business"))
            }
            Whom::AfterAYear => {
                let (slot, answer) = match self.ground {
                    Ground::Company => (Permits::COMPANY_YEAR, permits.company_year),
                    _ => (Permits::BUSINESS_YEAR, permits.business_year),
                };
                Found::new(answer.into(), key!("paper.whom.after-a-year")).by(slot, answer)
            }
            Whom::Unprivileged => {
                let (slot, answer) = (Permits::PRIVILEGE, permits.privilege);
                let holds = Tri::from(answer.map(|answer| answer == Privilege::None));
                let mut found = Found::new(holds, key!("paper.whom.privilege")).asks(slot).cite(rules::GROUND_WAIVED, self.on);
                found.why = Some(answer.map_or_else(|| Step::unknown(slot.label()), |answer| Step::new(slot.label(), answer.label())));
                found
            }
            Whom::Married => {
                let spouse = self.profile.family.iter().any(|row| row.relation == Some(Relation::Spouse));
                let answer = if spouse { Some(true) } else { permits.married };
                Found::new(answer.into(), key!("paper.whom.married")).by(Permits::MARRIED, answer)
            }
            Whom::NoMigrant => {
                let is_one = self.ground == Ground::Programme || highly_skilled(self.profile) == Tri::Yes;
                self.on_ground(!is_one, key!("paper.whom.migrant")).cite(rules::BENEFIT_NO_MEANS, self.on)
            }
            Whom::NoInvestor => self.no_investor(),
            Whom::Unsupported => Found::new(not(permits.supported), key!("paper.whom.supported")).by(Permits::SUPPORTED, permits.supported),
            Whom::Profession => self.profession(),
            Whom::ChildOfAge => self.child_of_age(),
        }
    }

    fn on_ground(&self, holds: bool, says: Key) -> Found {
        let mut found = Found::new(Tri::from(holds), says);
        let ground = Journey::GROUND;
        found.why = Some(Step::new(ground.label(), self.ground.label()));
        found
    }

    fn minor(&self) -> Found {
        let age = rules::PAPERS_MINOR_AGE.on_or_latest(self.on);
        let years = age.map_or(0, |age| age.value);
        let born = self.profile.permits.born;
        let minor = born.and_then(|born| birthday(born, years)).map(|adult| self.on < adult);
        let slot = Permits::BORN;
        let mut found = Found::new(minor.into(), Message::new(key!("paper.whom.minor")).with("age", years)).asks(slot);
        found.why = Some(born.map_or_else(|| Step::unknown(slot.label()), |born| Step::new(slot.label(), born)));
        found.cite(rules::PAPERS_MINOR_AGE, self.on)
    }

    /// Nobody says that they have none; so it is open until the passport's last day is said.
    fn without_passport(&self) -> Found {
        let slot = Conditions::PASSPORT_UNTIL;
        let until = passport(self.profile);
        let holds = if until.is_some() { Tri::No } else { Tri::Unknown };
        let mut found = Found::new(holds, key!("paper.whom.without-passport")).asks(slot);
        found.why = Some(until.map_or_else(|| Step::unknown(slot.label()), |until| Step::new(slot.label(), until)));
        found
    }

    /// An amount that was not said counts as one that is not there, save on the ground that rests on it.
    fn no_investor(&self) -> Found {
        let permits = &self.profile.permits;
        let amount = |part: Option<crate::profile::Worth>| part.map(|part| part.0);
        let parts = [permits.property, permits.deposit, permits.securities, permits.invested].map(amount);
        let sum = parts.into_iter().flatten().fold(Money::ZERO, |sum, part| sum + part);
        let reach = |have: Money, rule: Ref<kind::Money>| rule.on_or_latest(self.on).is_some_and(|least| have >= least.value);
        let of = |part: Option<Money>, rule: Ref<kind::Money>| part.is_some_and(|part| reach(part, rule));
        let is_one = reach(sum, rules::PERMANENT_INVESTMENT)
            || of(amount(permits.deposit), rules::PERMANENT_DEPOSIT)
            || of(amount(permits.securities), rules::PERMANENT_SECURITIES);
        let open = match self.ground {
            Ground::Deposit if permits.deposit.is_none() => Some(Permits::DEPOSIT),
            Ground::Securities if permits.securities.is_none() => Some(Permits::SECURITIES),
            Ground::Investment => {
                let slots = [Permits::PROPERTY, Permits::DEPOSIT, Permits::SECURITIES, Permits::INVESTED];
                parts.iter().zip(slots).find(|(part, _)| part.is_none()).map(|(_, slot)| slot)
            }
            _ => None,
        };
        let holds = match (is_one, open) {
            (true, _) => Tri::No,
            (false, Some(_)) => Tri::Unknown,
            (false, None) => Tri::Yes,
        };
        let mut found = Found::new(holds, key!("paper.whom.investor")).cite(rules::PERMANENT_MEANS_WAIVED, self.on);
        if let Some(slot) = open {
            found = found.asks(slot);
            found.why = Some(Step::unknown(slot.label()));
        }
        found
    }

    fn profession(&self) -> Found {
        let you = &self.profile.you;
        let has = !self.profile.degrees.is_empty()
            || !self.profile.certificates.is_empty()
            || you.has_degree == Some(true)
            || you.has_certificates == Some(true);
        let answer = if has { Some(true) } else { you.has_degree };
        let slot = You::HAS_DEGREE;
        Found::new(answer.into(), key!("paper.whom.profession")).by(slot, answer)
    }

    /// From the first birthday until the second; who was born on 29 February reaches an age on the 28th, as elsewhere.
    fn child_of_age(&self) -> Found {
        let ages = rules::PAPERS_CONSENT_AGES.on_or_latest(self.on).map(|found| found.value);
        let (low, high) = ages.map_or((0, 0), |ages| (ages.low, ages.high));
        let says = Message::new(key!("paper.whom.children")).with("low", low).with("high", high);
        let mut found = Found::new(Tri::No, says).cite(rules::PAPERS_CONSENT_AGES, self.on);
        // Who has listed nobody of the family has not said that there is no child.
        if self.profile.family.is_empty() {
            found.holds = Tri::Unknown;
            found.why = Some(Step::unknown(key!("section.family")));
            return found.asks(Relative::RELATION);
        }
        for row in &self.profile.family {
            let is_child = Tri::from(row.relation.map(|relation| matches!(relation, Relation::Child | Relation::DisabledChild)));
            let of_age = row.born.and_then(|born| {
                let (from, until) = (birthday(born, low)?, birthday(born, high)?);
                Some(from <= self.on && self.on < until)
            });
            let asked = is_child.and(of_age.into());
            if asked > found.holds {
                found.holds = asked;
                let open = if is_child == Tri::Unknown { Relative::RELATION.in_row(row.id) } else { Relative::BORN.in_row(row.id) };
                found.why = Some(
                    row.born.map_or_else(|| Step::unknown(open.label()), |born| Step::new(Relative::BORN.in_row(row.id).label(), born)),
                );
                found = found.asks(open);
            }
        }
        found
    }
}

/// The last day of the longer of two passports.
pub(super) fn passport(profile: &Profile) -> Option<Date> {
    [profile.conditions.passport_until, profile.conditions.second_passport_until].into_iter().flatten().max()
}

fn birthday(born: Date, age: i32) -> Option<Date> {
    born.plus_months(12 * age, EndOfMonth::Down).ok()
}
