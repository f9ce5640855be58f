//! State duties: of one person, and of the family.

use super::cite;
use crate::assess::Assessment;
use crate::assess::plan::{Kind, Plan, Progress, terms};
use crate::explain::Step;
use crate::key;
use crate::message::{Arg, Key, Message};
use crate::profile::{Ground, PrpDays, Relation, Speed};
use crate::quantity::{Date, EndOfMonth, Interval, Money, Tri};
use crate::rulebook::{Citation, Ref, kind, rules};
use serde::Serialize;

/// Who pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// Of age.
    Adult,
    /// A minor.
    Minor,
    /// Not known: an answer is missing, or the birthday may come first.
    Open,
}

/// What decides a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Payer {
    /// Minor or not.
    pub age: Age,
    /// Full-time student.
    pub student: Tri,
    /// Holder of the programme's certificate, or family of one.
    pub programme: bool,
    /// Pays nothing for the permit itself: a victim of trafficking, or who helps a prosecution.
    pub protected: bool,
}

/// A duty: an amount, or from one to another; none where it was not found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fee {
    /// For how long, in months; none for a permanent permit.
    #[serde(rename = "months")]
    pub term: Option<i32>,
    /// The amount.
    pub amount: Option<Interval<Money>>,
    /// Why, down to the sources.
    pub why: Step,
}

/// Who a line of the bill is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// The person.
    Own,
    /// A family member: row number and relation.
    Relative(u32, Option<Relation>),
}

/// The duties of the first temporary permit, for all of the family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill {
    /// The term, in months.
    pub term: i32,
    /// A line each.
    pub lines: Vec<(Due, Fee)>,
    /// The sum of what was found.
    pub sum: Interval<Money>,
    /// Whether the sum holds every line.
    pub whole: bool,
}

/// The duties that still lie ahead on a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duties {
    /// Of the first temporary permits, for all of the family; none where the person's own has been granted.
    pub first: Option<Bill>,
    /// Of the person's first extension that lies ahead.
    pub extension: Option<Fee>,
    /// Of the person's permanent permit, where the plan leads to one.
    pub permanent: Option<Fee>,
}

/// The rules of a duty: at the slower and at the faster speed.
type Pair = [Ref<kind::Tiers>; 2];

const ADULT: Pair = [rules::DUTY_ADULT_TWENTY, rules::DUTY_ADULT_FIFTEEN];
const MINOR: Pair = [rules::DUTY_MINOR_TWENTY, rules::DUTY_MINOR_FIFTEEN];
const STUDENT: Pair = [rules::DUTY_STUDENT_TWENTY, rules::DUTY_STUDENT_FIFTEEN];

/// The duty of a temporary permit or its extension for a term in months.
pub fn fee(payer: Payer, term: i32, speed: Option<Speed>, on: Date) -> Fee {
    if let Some(free) = rules::DUTY_PROTECTED.on_or_latest(on).filter(|_| payer.protected) {
        let amount = Interval::exactly(free.value);
        let why = Step::new(key!("fee.duty"), free.value).how(key!("fee.protected")).cite(free.cite);
        return Fee { term: Some(term), amount: Some(amount), why };
    }
    let mut tables: Vec<Pair> = Vec::new();
    let of_age = |tables: &mut Vec<Pair>| match payer.age {
        Age::Adult => tables.push(ADULT),
        Age::Minor => tables.push(MINOR),
        Age::Open => tables.extend([ADULT, MINOR]),
    };
    match payer.student {
        Tri::Yes => tables.push(STUDENT),
        Tri::No => of_age(&mut tables),
        Tri::Unknown => {
            tables.push(STUDENT);
            of_age(&mut tables);
        }
    }
    // Which column holders of the certificate pay was not found: both.
    let speeds = match speed {
        Some(Speed::Twenty) if !payer.programme => 0..1,
        Some(Speed::Fifteen) if !payer.programme => 1..2,
        _ => 0..2,
    };
    let mut amount: Option<Interval<Money>> = None;
    let mut is_whole = true;
    let mut why = Step::unknown(key!("fee.duty")).how(Message::new(key!("fee.for-term")).with("months", term));
    for table in tables {
        for rule in &table[speeds.clone()] {
            let found = rule.on_or_latest(on);
            let tier = found.and_then(|found| found.value.iter().find(|tier| term <= tier.months));
            why.cites.extend(found.map(|found| found.cite));
            match tier {
                Some(tier) => amount = Some(amount.map_or(Interval::exactly(tier.amount), |own| own.hull(Interval::exactly(tier.amount)))),
                None => is_whole = false,
            }
        }
    }
    // Where one of the possible tables says nothing, the whole is not known.
    let amount = amount.filter(|_| is_whole);
    why.value = amount.map(said);
    if payer.programme {
        why.cites.extend(cite(rules::DUTY_PROGRAMME_COLUMN, on));
    }
    Fee { term: Some(term), amount, why }
}

/// The duty of a permanent permit: known for the slowest decision only, and only from before.
pub fn permanent_fee(age: Age, slowest: bool, on: Date) -> Fee {
    let rule = |rule: Ref<kind::Money>| rule.on_or_latest(on);
    let (adult, minor) = (rule(rules::DUTY_PERMANENT_ADULT), rule(rules::DUTY_PERMANENT_MINOR));
    let (adult_amount, minor_amount) = (adult.map(|found| found.value), minor.map(|found| found.value));
    let amount = match age {
        Age::Adult => adult_amount.map(Interval::exactly),
        Age::Minor => minor_amount.map(Interval::exactly),
        Age::Open => adult_amount.zip(minor_amount).map(|(adult, minor)| Interval::between(adult, minor)),
    };
    let amount = amount.filter(|_| slowest);
    let mut why = Step::unknown(key!("fee.permanent"));
    why.value = amount.map(said);
    let cites: [Option<Citation>; 2] = [adult, minor].map(|found| found.map(|found| found.cite));
    why.cites.extend(
        cites.into_iter().zip([Age::Adult, Age::Minor]).filter(|(_, of)| age == *of || age == Age::Open).filter_map(|(cite, _)| cite),
    );
    Fee { term: None, amount, why }
}

/// An amount, or from one to another.
pub fn said(range: Interval<Money>) -> Arg {
    if range.is_exact() {
        return range.low.into();
    }
    Arg::from(Message::new(key!("income.range")).with("low", range.low).with("high", range.high))
}

/// The duties of the first temporary permits of a plan.
pub fn bills(all: &Assessment, plan: &Plan) -> Bill {
    let profile = &all.profile;
    let programme = plan.ground == Ground::Programme;
    let speed = profile.journey.speed;
    let granted = plan.stage(Kind::TrpDecision).map_or(Interval::exactly(all.on), |stage| stage.when);
    let own = own(all, plan, granted);
    let mut lines = vec![(Due::Own, fee(own, plan.term, speed, all.on))];
    for track in &plan.family {
        let decided = track.step(Kind::TrpDecision).map_or(granted, |step| step.when);
        let is_child = matches!(track.relation, Some(Relation::Child | Relation::DisabledChild));
        let age = match (is_child, track.born) {
            (_, Some(born)) => age_on(born, decided, all.on),
            (true, None) => Age::Open,
            (false, None) if track.relation.is_none() => Age::Open,
            (false, None) => Age::Adult,
        };
        // Who did not say is not taken for a student.
        let student = Tri::from(track.student.unwrap_or(false));
        // A family member's permit lasts no longer than their own ground allows (45.1.5, so 49.1): the longer term of
        // 49.2 names investors and highly skilled migrants alone. The holder's card bounds it too (49.2-1).
        let term = plan.term.min(terms(Ground::ResidentFamily, all.on)[0]);
        let mut own = fee(Payer { age, student, programme, protected: false }, term, speed, all.on);
        if programme {
            own.why = own.why.how(Message::new(key!("fee.family-term")).with("months", term));
            own.why.cites.extend(cite(rules::TRP_FAMILY_TERM, all.on));
        }
        lines.push((Due::Relative(track.id, track.relation), own));
    }
    let found = lines.iter().filter_map(|(_, fee)| fee.amount);
    let sum = found.fold(Interval::exactly(Money::ZERO), |sum, own| sum + own);
    let whole = lines.iter().all(|(_, fee)| fee.amount.is_some());
    Bill { term: plan.term, lines, sum, whole }
}

/// The duties of a plan. The longest term is the dearest, so an extension is taken for as long as it can be.
pub fn duties(all: &Assessment, plan: &Plan) -> Duties {
    let profile = &all.profile;
    let ahead = |kind: Kind| plan.stages.iter().find(|stage| stage.kind == kind && stage.progress == Progress::Ahead);
    let extension = ahead(Kind::TrpExtend).map(|stage| {
        let months = terms(plan.ground, all.on)[1];
        // Free is the grant of the permit, as the words go.
        let payer = Payer { protected: false, ..own(all, plan, stage.when) };
        fee(payer, months, profile.journey.speed, all.on)
    });
    let slowest = profile.journey.prp_days == Some(PrpDays::Sixty);
    Duties {
        first: ahead(Kind::TrpDecision).map(|_| bills(all, plan)),
        extension,
        permanent: ahead(Kind::PrpDecision).map(|stage| permanent_fee(own(all, plan, stage.when).age, slowest, all.on)),
    }
}

/// The person, for whom a permit is decided on then.
fn own(all: &Assessment, plan: &Plan, decided: Interval<Date>) -> Payer {
    let age = all.profile.permits.born.map_or(Age::Adult, |born| age_on(born, decided, all.on));
    // Who is admitted to study did not say that it is full-time.
    let student = if plan.ground == Ground::Study { Tri::Unknown } else { Tri::No };
    Payer { age, student, programme: plan.ground == Ground::Programme, protected: plan.ground == Ground::Protection }
}

/// Minor or not while a permit is decided on.
fn age_on(born: Date, decided: Interval<Date>, on: Date) -> Age {
    let years = rules::DUTY_MINOR_AGE.on_or_latest(on).map_or(0, |found| found.value);
    match born.plus_months(12 * years, EndOfMonth::Down) {
        Ok(adult) if adult <= decided.low => Age::Adult,
        Ok(adult) if adult <= decided.high => Age::Open,
        _ => Age::Minor,
    }
}

impl Due {
    /// Who a line is for and for how long: in one family the terms differ.
    pub fn line(self, fee: &Fee) -> Message {
        match fee.term {
            Some(months) => Message::new(key!("fee.line")).with("who", self.name()).with("months", months),
            None => self.name().into(),
        }
    }

    /// What the line is called.
    pub const fn name(self) -> Key {
        match self {
            Self::Own => key!("fee.own"),
            Self::Relative(_, Some(relation)) => relation.label(),
            Self::Relative(_, None) => key!("section.family"),
        }
    }
}
