//! Which residence permits are open to a person, what is missing for the others, and what each costs.
//! For the pages that show it alone: not part of an `Assessment`.

mod conditions;
mod fees;
mod permanent;
mod temporary;

pub use conditions::{Condition, Missing};
pub use fees::{Age, Bill, Due, Duties, Fee, Payer, bills, duties, fee, permanent_fee, said};

use std::cmp::Reverse;

use super::Assessment;
use super::plan::terms;
use crate::explain::Step;
use crate::key;
use crate::message::{Key, Message};
use crate::profile::{Ground, Permits, Slot};
use crate::quantity::{Date, Tri, sorted};
use crate::rulebook::{Citation, Ref, doubts, kind, rules};

/// A permit, or what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permit {
    /// Temporary residence permit.
    Temporary,
    /// Permanent residence permit.
    Permanent,
    /// Citizenship.
    Citizenship,
}

named_enum! {
    /// How a way stands, the best first.
    State = "permit.state." {
        /// Every condition that can be checked is met.
        Available = "available",
        /// Nothing speaks against it; an answer is missing, or nobody publishes something.
        Open = "open",
        /// Something is not met that the person could change.
        Reachable = "reachable",
        /// Something is not met that cannot simply be changed.
        NotForMe = "not-for-me",
    }
}

/// A way to a permit: one of its grounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PermitOption {
    /// To which permit.
    pub permit: Permit,
    /// On which ground; citizenship has none.
    pub ground: Option<Ground>,
    /// Its status.
    pub state: State,
    /// Its conditions.
    pub conditions: Vec<Condition>,
    /// Longest first term and longest extension, in months.
    pub terms: Option<[i32; 2]>,
    /// What may be done under it.
    pub may: Key,
    /// What ends it, beside what ends every permit.
    pub ends: Message,
    /// Why it stands so, down to the sources.
    pub why: Step,
}

impl PermitOption {
    /// The name in worked examples and receipts: `trp.property`.
    pub fn id(&self) -> String {
        let ground = self.ground.map_or("", Ground::name);
        match self.permit {
            Permit::Temporary => format!("trp.{ground}"),
            Permit::Permanent => format!("prp.{ground}"),
            Permit::Citizenship => "citizenship".to_owned(),
        }
    }

    /// What it is called.
    pub fn name(&self) -> Message {
        let ground = self.ground.map_or(key!("permit.citizenship"), |ground| ground.label());
        match self.permit {
            Permit::Temporary | Permit::Citizenship => ground.into(),
            Permit::Permanent => Message::new(key!("permit.permanent-on")).with("ground", ground),
        }
    }

    /// What is not known of the rules it rests on, and who disagrees, each once.
    pub fn doubts(&self) -> Vec<Key> {
        doubts(self.why.cites.iter().chain(self.conditions.iter().flat_map(|condition| &condition.why.cites)))
    }
}

/// The grounds of a permanent permit.
pub const PERMANENT: [Ground; 12] = [
    Ground::Programme,
    Ground::CitizenFamily,
    Ground::Investment,
    Ground::Property,
    Ground::Deposit,
    Ground::Securities,
    Ground::HighLevel,
    Ground::Invited,
    Ground::ResidentFamily,
    Ground::BranchHead,
    Ground::Company,
    Ground::Entrepreneur,
];

/// Every way, each permit's in the order available, open, reachable, not for this person; of equals as the law
/// lists them.
pub fn permit_options(all: &Assessment) -> Vec<PermitOption> {
    let mut ways = sorted(Ground::ALL.iter().map(|ground| temporary::option(all, *ground)), |way| way.state);
    ways.append(&mut sorted(PERMANENT.iter().map(|ground| permanent::option(all, *ground)), |way| way.state));
    ways.push(permanent::citizenship(all));
    ways
}

/// The open answers that decide options, and how many each, the most first. The temporary permit comes first: its
/// ground is not asked of people without one while a question could still open one. The three rare
/// grounds have one question and count as one.
pub fn hanging(found: &[PermitOption]) -> Vec<(Slot, usize)> {
    let mut slots: Vec<(Slot, usize)> = Vec::new();
    for temporary in [true, false] {
        let ways = found.iter().filter(|way| way.state == State::Open && (way.permit == Permit::Temporary) == temporary);
        let mut here: Vec<(Slot, usize)> = Vec::new();
        for slot in ways.flat_map(|way| &way.conditions).filter_map(|condition| condition.open) {
            match here.iter_mut().find(|(known, _)| *known == slot) {
                Some((slot, number)) => *number += usize::from(*slot != Permits::OTHER),
                None => here.push((slot, 1)),
            }
        }
        // Ties keep the order of the law.
        slots.extend(sorted(here, |(_, number)| Reverse(*number)));
    }
    slots
}

/// The open answer that decides most options, and how many.
pub fn settles(found: &[PermitOption]) -> Option<(Slot, usize)> {
    hanging(found).into_iter().next()
}

/// Puts an option together from its conditions.
fn put_together(
    all: &Assessment,
    permit: Permit,
    ground: Option<Ground>,
    ground_cite: Option<Citation>,
    mut conditions: Vec<Condition>,
) -> PermitOption {
    if all.profile.you.azerbaijani == Some(true) {
        conditions.insert(0, conditions::citizen());
    }
    let is = |met: Tri| conditions.iter().filter(move |condition| condition.met == met);
    let state = if is(Tri::No).any(|condition| !condition.can_change) {
        State::NotForMe
    } else if is(Tri::No).next().is_some() {
        State::Reachable
    } else if is(Tri::Unknown).next().is_some() {
        State::Open
    } else {
        State::Available
    };
    let terms = match (permit, ground) {
        (Permit::Temporary, Some(ground)) => Some(terms(ground, all.on)),
        (Permit::Permanent, _) => Some([12 * count(rules::PRP_TERM, all.on); 2]),
        _ => None,
    };
    let may = match (permit, ground) {
        (Permit::Temporary, Some(Ground::Programme)) => key!("permit.may.programme"),
        (Permit::Temporary, Some(Ground::WorkPermit)) => key!("permit.may.work-permit"),
        (Permit::Temporary, Some(Ground::ExemptGroup)) => key!("permit.may.exempt-group"),
        (Permit::Temporary, Some(Ground::CitizenFamily)) => key!("permit.may.citizen-family"),
        // Art. 64.0.2, 64.0.8-1, 64.0.12, 64.0.13, 64.0.13-1 and 64.0.15-1.
        (
            Permit::Temporary,
            Some(Ground::Entrepreneur | Ground::Invited | Ground::Religion | Ground::BranchHead | Ground::Company | Ground::Protection),
        ) => key!("permit.may.own-work"),
        (Permit::Temporary, _) => key!("permit.may.live"),
        (Permit::Permanent, _) => key!("permit.may.permanent"),
        (Permit::Citizenship, _) => key!("permit.may.citizenship"),
    };
    let ends = ends(permit, ground, all.on);
    let mut why = Step::unknown(key!("permit.how")).how(state.label());
    why.value = Some(state.label().into());
    why.cites.extend(ground_cite);
    for condition in &conditions {
        why = why.from(condition.why.clone());
    }
    let mut way = PermitOption { permit, ground, state, conditions, terms, may, ends, why };
    way.why.name = way.name();
    way
}

/// What ends a permit by being away.
fn ends(permit: Permit, ground: Option<Ground>, on: Date) -> Message {
    let absence = |text| {
        Message::new(text)
            .with("limit", count(rules::CLOCK_TRP_ABSENCE, on))
            .with("window", count(rules::CLOCK_TRP_WINDOW, on))
            .with("loss", count(rules::CLOCK_PRP_LOSS, on))
    };
    match (permit, ground) {
        (Permit::Temporary, Some(Ground::Programme)) => absence(key!("permit.ends.programme")),
        (Permit::Temporary, _) => absence(key!("permit.ends.temporary")),
        (Permit::Permanent, Some(Ground::Investment | Ground::Entrepreneur)) => absence(key!("permit.ends.permanent-exempt")),
        (Permit::Permanent, _) => absence(key!("permit.ends.permanent")),
        (Permit::Citizenship, _) => key!("permit.ends.citizenship").into(),
    }
}

/// A count of the rules; they have one value each, which stands in for days before it.
fn count(rule: Ref<kind::Count>, on: Date) -> i32 {
    rule.on_or_latest(on).map_or(0, |found| found.value)
}

fn cite<K: kind::Kind>(rule: Ref<K>, on: Date) -> Option<Citation> {
    rule.on_or_latest(on).map(|found| found.cite)
}
