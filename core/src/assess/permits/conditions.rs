//! Conditions of permits, each met, not met or open, with what is missing.

use crate::explain::Step;
use crate::key;
use crate::message::{Arg, Key, Message};
use crate::profile::{Count, Permits, Slot, Worth, You};
use crate::quantity::{Date, Money, Tri};
use crate::rulebook::{Citation, Ref, kind, rules};

/// How much is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// An amount.
    Amount(Money),
    /// A number.
    Number(i32),
    /// Time, until this day.
    Until(Date),
}

impl Missing {
    /// What is short, as a sentence.
    fn text(self, slot: Slot) -> Message {
        match self {
            Self::Amount(amount) => Message::new(key!("permits-page.short-amount")).with("amount", amount).with("what", slot.label()),
            Self::Number(number) => Message::new(key!("permits-page.short-number")).with("number", number).with("what", slot.label()),
            Self::Until(date) => Message::new(key!("permits-page.short-time")).with("date", date),
        }
    }
}

/// A condition of a permit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// What it asks.
    pub name: Message,
    /// Whether it is met.
    pub met: Tri,
    /// Whether a person can change it.
    pub can_change: bool,
    /// What is missing; of several any one will do.
    pub missing: Vec<(Slot, Missing)>,
    /// The answer that is missing.
    pub open: Option<Slot>,
    /// Why, down to the sources.
    pub why: Step,
}

impl Condition {
    /// A condition with the answer it rests on.
    pub(super) fn new(name: impl Into<Message>, met: Tri, slot: Option<Slot>, answer: Option<Arg>, cite: Option<Citation>) -> Self {
        let name = name.into();
        let mut why = Step::new(name.clone(), met);
        why.cites.extend(cite);
        if let Some(slot) = slot {
            why = why.from(match answer {
                Some(answer) => Step::new(slot.label(), answer),
                None => Step::unknown(slot.label()),
            });
        }
        Self { name, met, can_change: false, missing: Vec::new(), open: slot.filter(|_| met == Tri::Unknown), why }
    }

    /// Says how.
    pub(super) fn how(mut self, how: impl Into<Message>) -> Self {
        self.why = self.why.how(how);
        self
    }

    /// One that a person can change.
    pub(super) fn changeable(mut self) -> Self {
        self.can_change = true;
        self
    }

    /// What is short, in one sentence: of several any one will do. None where nothing is, or where it is said
    /// how already.
    pub fn short(&self) -> Option<Message> {
        let time = |missing: &Missing| matches!(missing, Missing::Until(_));
        let own = self.missing.iter().filter(|(_, missing)| self.why.how.is_none() || !time(missing));
        own.map(|(slot, missing)| missing.text(*slot))
            .reduce(|first, second| Message::new(key!("permits-page.short-either")).with("first", first).with("second", second))
    }

    fn lacking(mut self, slot: Slot, missing: Option<Missing>) -> Self {
        self.can_change = true;
        self.missing.extend(missing.filter(|_| self.met == Tri::No).map(|missing| (slot, missing)));
        self
    }
}

/// A citizen needs no permit.
pub(super) fn citizen() -> Condition {
    let slot = You::AZERBAIJANI;
    Condition::new(key!("permit.condition.foreign"), Tri::No, Some(slot), Some(Tri::Yes.into()), None)
}

/// An amount that must be reached.
pub(super) fn amount(slot: Slot, have: Option<Money>, rule: Ref<kind::Money>, on: Date) -> Condition {
    let found = rule.on_or_latest(on);
    let least = found.map_or(Money::ZERO, |found| found.value);
    let met = Tri::from(have.map(|have| have >= least));
    let name = Message::new(key!("permit.condition.amount")).with("what", slot.label()).with("least", least);
    let missing = have.filter(|have| *have < least).map(|have| Missing::Amount(least - have));
    Condition::new(name, met, Some(slot), have.map(Arg::from), found.map(|found| found.cite)).lacking(slot, missing)
}

/// The same for an answer as it stands in the profile.
pub(super) fn worth(slot: Slot, have: Option<Worth>, rule: Ref<kind::Money>, on: Date) -> Condition {
    amount(slot, have.map(|have| have.0), rule, on)
}

/// A number that must be reached.
pub(super) fn number<const MIN: i32, const MAX: i32>(
    slot: Slot,
    have: Option<Count<MIN, MAX>>,
    rule: Ref<kind::Count>,
    on: Date,
) -> Condition {
    let have = have.map(|have| have.0);
    let found = rule.on_or_latest(on);
    let least = found.map_or(0, |found| found.value);
    let name = Message::new(key!("permit.condition.number")).with("what", slot.label()).with("least", least);
    let missing = have.filter(|have| *have < least).map(|have| Missing::Number(least - have));
    Condition::new(name, Tri::from(have.map(|have| have >= least)), Some(slot), have.map(Arg::from), found.map(|found| found.cite))
        .lacking(slot, missing)
}

/// One of two will do.
pub(super) fn either(name: impl Into<Message>, first: Condition, second: Condition) -> Condition {
    let name = name.into();
    let met = first.met.or(second.met);
    let why = Step::new(name.clone(), met).from(first.why.clone()).from(second.why.clone());
    let open = if met == Tri::Unknown { first.open.or(second.open) } else { None };
    let mut missing = Vec::new();
    if met == Tri::No {
        missing.extend(first.missing);
        missing.extend(second.missing);
    }
    Condition { name, met, can_change: first.can_change && second.can_change, missing, open, why }
}

/// A yes that is needed.
pub(super) fn yes(name: impl Into<Message>, slot: Slot, answer: Option<bool>, cite: Option<Citation>) -> Condition {
    Condition::new(name, Tri::from(answer), Some(slot), answer.map(|answer| Tri::from(answer).into()), cite)
}

/// So many months since a day. Where the month is too short, the first day of the next.
pub(super) fn since(name: impl Into<Message>, slot: Slot, from: Option<Date>, months: i32, on: Date, cite: Option<Citation>) -> Condition {
    let ripe = from.and_then(|from| from.plus_months(months, crate::quantity::EndOfMonth::Up).ok());
    let met = Tri::from(ripe.map(|ripe| ripe <= on));
    let condition = Condition::new(name, met, Some(slot), from.map(Arg::from), cite).lacking(slot, ripe.map(Missing::Until));
    match ripe {
        Some(ripe) => condition.how(Message::new(key!("permit.condition.on")).with("date", ripe)),
        None => condition,
    }
}

/// One that the law does not ask of this person.
pub(super) fn waived(name: impl Into<Message>, answer: Option<(Slot, Arg)>, rule: Option<Citation>, how: Key) -> Condition {
    let (slot, said) = answer.unzip();
    Condition::new(name, Tri::Yes, slot, said, rule).how(how)
}

/// The test of language, rights and duties: who is exempt by age or disability, and who would pass it.
pub(super) fn test(born: Option<Date>, disability: Option<bool>, passes: Option<bool>, on: Date) -> Condition {
    let ages = rules::PERMANENT_TEST_AGES.on_or_latest(on);
    let age = |years: i32| born.and_then(|born| born.plus_months(12 * years, crate::quantity::EndOfMonth::Up).ok());
    let limits = ages.map(|found| found.value);
    let young = limits.and_then(|limits| age(limits.low)).map(|adult| on < adult);
    // "Over 65" can mean from the 65th birthday on, or from the 66th.
    let surely_old = limits.and_then(|limits| age(limits.high + 1)).map(|old| on >= old);
    let perhaps_old = limits.and_then(|limits| age(limits.high)).map(|old| on >= old);
    let exempt = if young == Some(true) || surely_old == Some(true) || disability == Some(true) {
        Tri::Yes
    } else if perhaps_old == Some(true) {
        Tri::Unknown
    } else {
        Tri::No
    };
    let met = match (exempt, passes) {
        (Tri::Yes, _) | (_, Some(true)) => Tri::Yes,
        (Tri::Unknown, _) | (_, None) => Tri::Unknown,
        (Tri::No, Some(false)) => Tri::No,
    };
    let cite = rules::PERMANENT_TEST.on_or_latest(on).map(|found| found.cite);
    let slot = Permits::LANGUAGE;
    let answer = passes.map(|passes| Tri::from(passes).into());
    let mut condition = Condition::new(key!("permit.condition.test"), met, Some(slot), answer, cite).changeable();
    condition.why.cites.extend(ages.map(|found| found.cite));
    condition.why.cites.extend(rules::PERMANENT_TEST_DISABILITY.on_or_latest(on).map(|found| found.cite));
    if let Some(born) = born {
        condition.why = condition.why.answer(Permits::BORN.label(), born);
    }
    match exempt {
        Tri::Yes => condition.how(key!("permit.condition.test-exempt")),
        _ => condition,
    }
}
