//! Who of the family is covered, under which reading, and until when.

use crate::explain::Step;
use crate::key;
use crate::message::{Key, Message};
use crate::profile::{Profile, Relation, Relative, Slot};
use crate::quantity::{Date, EndOfMonth, Interval, Tri};
use crate::rulebook::{Citation, business_days_after, rules};
use serde::Serialize;

/// A birthday that ends something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct AgeLimit {
    /// Years.
    pub age: i32,
    /// The birthday: the first day on which the child is no longer younger.
    pub on: Date,
    /// Before or after the application and the decision.
    #[serde(skip)]
    pub when: When,
}

/// A birthday against the application and the decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Before the day of the application, or on it.
    Before,
    /// After it, but perhaps before the decision.
    WhileWaiting,
    /// After the last day on which the decision should come.
    After,
    /// After the application; when the decision comes is not known for those years.
    Unknown,
}

/// A family member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Member {
    /// Row number in the document.
    #[serde(rename = "row")]
    pub id: u32,
    /// How they belong to the applicant, if said.
    pub relation: Option<Relation>,
    /// Whether they are covered on the day of the application, as the programme's amendments are reported.
    pub programme: Tri,
    /// Whether they are, as the Migration Code defines family.
    pub code: Tri,
    /// The birthdays that end it, by the programme and by the Code; children only.
    pub limits: Option<[AgeLimit; 2]>,
    /// The answer that is missing.
    #[serde(skip)]
    pub open: Option<Slot>,
    /// What follows.
    #[serde(skip)]
    pub reason: Message,
    /// Why.
    pub why: Step,
}

/// All of the family, in the order of the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// The day of the application that was taken.
    pub apply: Date,
    /// The earliest and latest day on which the decision should come; none where the calendar of working
    /// days is not known that far.
    pub decision: Option<Interval<Date>>,
    /// The members.
    pub members: Vec<Member>,
}

/// The day of an application that waits for its decision.
fn pending(profile: &Profile) -> Option<Date> {
    profile.done.applied.filter(|_| profile.done.decided.is_none() && profile.days.programme != Some(true))
}

/// The day of the application: the real one while it waits for its decision, otherwise as planned, but not in
/// the past.
pub fn application(profile: &Profile, on: Date) -> Date {
    pending(profile).unwrap_or_else(|| profile.plan.apply_on.map_or(on, |apply| apply.max(on)))
}

/// The family of a profile.
pub fn assess(profile: &Profile, on: Date) -> Family {
    let apply = application(profile, on);
    // The calendar of working days is only looked at where somebody needs it.
    let decision = if profile.family.is_empty() { None } else { decision(apply) };
    // What has not been decided yet is decided today at the earliest, however late that is.
    let decision = decision.map(|days| Interval { low: days.low.max(on), high: days.high.max(on) });
    let members = profile.family.iter().filter_map(|relative| member(relative, apply, decision)).collect();
    Family { apply, decision, members }
}

/// When the decision should come after an application.
fn decision(apply: Date) -> Option<Interval<Date>> {
    let days = rules::PROGRAMME_REVIEW_TIME.on_or_latest(apply)?.value;
    let more = rules::PROGRAMME_REVIEW_EXTENSION.on_or_latest(apply)?.value;
    let after = |days: i32| business_days_after(apply, u16::try_from(days).ok()?).ok().map(|day| day.date);
    Some(Interval { low: after(days)?, high: after(days + more)? })
}

fn member(relative: &Relative, apply: Date, decision: Option<Interval<Date>>) -> Option<Member> {
    let programme = rules::FAMILY_AGE.on_or_latest(apply)?;
    let code = rules::FAMILY_AGE
        .read_as("under-18", apply)
        .or_else(|_| rules::FAMILY_AGE.read_as("under-18", programme.cite.dated().from))
        .ok()?;
    let definition = rules::FAMILY_CODE.on_or_latest(apply)?.cite;
    let is_child = matches!(relative.relation, Some(Relation::Child | Relation::DisabledChild));
    let limits = relative
        .born
        .filter(|_| is_child)
        .and_then(|born| Some([limit(born, programme.value, apply, decision)?, limit(born, code.value, apply, decision)?]));
    // Which day counts, of the application or of the decision, was not found.
    let under = |index: usize| match limits.map(|limits| limits[index].when) {
        Some(When::Before) => Tri::No,
        Some(When::After | When::Unknown) => Tri::Yes,
        Some(When::WhileWaiting) | None => Tri::Unknown,
    };
    let (by_programme, by_code, reason) = match relative.relation {
        None => (Tri::Unknown, Tri::Unknown, key!("family.reason.relation")),
        Some(Relation::Spouse) => (Tri::Yes, Tri::Yes, key!("family.reason.spouse")),
        // The Code covers an adult child with a disability too; whether the programme's "other family members" do
        // was not found.
        Some(Relation::DisabledChild) => {
            let programme = if under(0) == Tri::Yes { Tri::Yes } else { Tri::Unknown };
            (programme, Tri::Yes, key!("family.reason.disabled-child"))
        }
        Some(Relation::Parent) => (Tri::Unknown, Tri::Yes, key!("family.reason.parent")),
        Some(Relation::Child) => (under(0), under(1), child_reason(limits)),
    };
    let reason = Message::new(reason).with("programme", programme.value).with("code", code.value);
    let open = match relative.relation {
        None => Some(Relative::RELATION.in_row(relative.id)),
        Some(_) if is_child && relative.born.is_none() => Some(Relative::BORN.in_row(relative.id)),
        Some(_) => None,
    };
    let by_age = relative.relation == Some(Relation::Child);
    let line = |name: Key, covered: Tri, cite: Citation, limit: Option<AgeLimit>| {
        let step = Step::new(name, covered).cite(cite);
        match limit {
            Some(limit) => step.how(Message::new(key!("family.until")).with("age", limit.age).with("date", limit.on)),
            None => step,
        }
    };
    let why = Step::new(key!("family.covered"), by_programme.and(by_code))
        .how(reason.clone())
        .from(line(key!("family.programme"), by_programme, programme.cite, limits.map(|limits| limits[0])))
        .from(line(key!("family.code"), by_code, code.cite, limits.map(|limits| limits[1]).filter(|_| by_age)).cite(definition));
    let leap = relative.born.filter(|born| is_child && (born.month(), born.day()) == (2, 29));
    let why = match leap {
        Some(born) => why.from(Step::new(Relative::BORN.in_row(relative.id).label(), born).how(key!("family.leap-day"))),
        None => why,
    };
    Some(Member { id: relative.id, relation: relative.relation, programme: by_programme, code: by_code, limits, open, reason, why })
}

fn child_reason(limits: Option<[AgeLimit; 2]>) -> Key {
    let Some([programme, code]) = limits else { return key!("family.reason.born") };
    match (programme.when, code.when) {
        (When::Before, _) => key!("family.reason.grown-up"),
        (When::WhileWaiting, _) => key!("family.reason.while-waiting"),
        (_, When::Before) => key!("family.reason.between"),
        (_, When::WhileWaiting) => key!("family.reason.while-waiting-code"),
        _ => key!("family.reason.child"),
    }
}

/// A birthday; who was born on 29 February is taken to reach an age on 28 February, the earlier day.
fn limit(born: Date, age: i32, apply: Date, decision: Option<Interval<Date>>) -> Option<AgeLimit> {
    let on = born.plus_months(12 * age, EndOfMonth::Down).ok()?;
    let when = match decision {
        _ if on <= apply => When::Before,
        None => When::Unknown,
        Some(decision) if on <= decision.high => When::WhileWaiting,
        Some(_) => When::After,
    };
    Some(AgeLimit { age, on, when })
}
