//! The programme's conditions, each met, not met or open, with what would decide it.

pub mod documents;
pub mod family;
pub mod papers;

use documents::{Documents, Group, all_of};
use family::application;

use super::points::{Points, Verdict};
use crate::explain::Step;
use crate::key;
use crate::message::{Key, Message};
use crate::profile::{Conditions, Ground, Profile, Slot, Speciality, You};
use crate::quantity::{Date, EndOfMonth, Tri};
use crate::rulebook::{Found, Ref, rules};

/// Why a condition is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// The person has not said.
    Unanswered(Slot),
    /// It depends on the points, which are a range.
    Points,
    /// Only the authorities can say.
    Authorities,
}

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Its name in receipts.
    pub id: &'static str,
    /// Its name's text.
    pub name: Key,
    /// Whether the programme demands anything here at all.
    pub demanded: bool,
    /// Whether it is met.
    pub met: Tri,
    /// Why it is open, if it is.
    pub open: Option<Open>,
    /// Why it is met, not met or open.
    pub reason: Message,
    /// What the person can do, where something can be done.
    pub remedy: Option<Message>,
    /// The answer that decides it.
    pub decided_by: Option<Slot>,
    /// Why, down to the sources.
    pub why: Step,
}

/// All conditions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Eligibility {
    /// In the order they are shown.
    pub conditions: Vec<Condition>,
}

impl Eligibility {
    /// How many conditions are met, not met and open.
    pub fn counts(&self) -> [usize; 3] {
        // Everybody meets what nobody demands, so it says nothing about this person.
        let own = || self.conditions.iter().filter(|condition| condition.demanded);
        [Tri::Yes, Tri::No, Tri::Unknown].map(|state| own().filter(|condition| condition.met == state).count())
    }
}

/// Whether a person is a highly skilled migrant: holds the certificate, or the permit that rests on it.
pub fn highly_skilled(profile: &Profile) -> Tri {
    let certified = Tri::from(profile.days.programme);
    if profile.permits.held == Some(Ground::Programme) { Tri::Yes } else { certified }
}

/// The conditions of a profile on a date.
pub fn assess(profile: &Profile, points: &Points, documents: &Documents, on: Date) -> Eligibility {
    let own = &profile.conditions;
    let in_force = |rule: Ref<_>| rule.on_or_latest(on);
    let conditions = vec![
        foreign(profile, on),
        points_condition(points, on),
        authorities(on),
        answered(
            in_force(rules::CONDITION_FIELD),
            own.in_field,
            Conditions::IN_FIELD,
            [key!("condition.field.met"), key!("condition.field.not")],
            Some(key!("condition.field.remedy")),
        ),
        passport(profile, on),
        on_papers(
            in_force(rules::CONDITION_DIPLOMAS),
            all_of(documents, key!("paper.legalisation"), Some(Group::Degrees)),
            own.diplomas,
            Conditions::DIPLOMAS,
            [key!("condition.diplomas.met"), key!("condition.diplomas.not")],
            key!("condition.diplomas.remedy"),
        ),
        on_papers(
            in_force(rules::CONDITION_TRANSLATIONS),
            all_of(documents, key!("paper.translation"), None),
            own.translations,
            Conditions::TRANSLATIONS,
            [key!("condition.translations.met"), key!("condition.translations.not")],
            key!("condition.translations.remedy"),
        ),
        on_papers(
            in_force(rules::CONDITION_MEDICAL),
            all_of(documents, key!("paper.medical"), None),
            own.medical,
            Conditions::MEDICAL,
            [key!("condition.medical.met"), key!("condition.medical.not")],
            key!("condition.medical.remedy"),
        ),
        answered(
            in_force(rules::CONDITION_BUSINESS_VISA),
            own.business_visa,
            Conditions::BUSINESS_VISA,
            [key!("condition.business-visa.met"), key!("condition.business-visa.not")],
            Some(key!("condition.business-visa.remedy")),
        ),
        priority_field(profile, on),
        no_demand(in_force(rules::CONDITION_NO_JOB_OFFER), key!("condition.no-job-offer.met")),
        no_demand(in_force(rules::CONDITION_NO_MINIMUM_INCOME), key!("condition.no-minimum-income.met")),
    ];
    Eligibility { conditions: conditions.into_iter().flatten().collect() }
}

/// Foreign or stateless: without any citizenship, Azerbaijan's is ruled out too.
fn foreign(profile: &Profile, on: Date) -> Option<Condition> {
    let (citizen, stateless) = (profile.you.azerbaijani, profile.you.stateless.filter(|stateless| *stateless));
    let met = if stateless.is_some() { key!("condition.foreign.stateless") } else { key!("condition.foreign.met") };
    let place = You::AZERBAIJANI;
    let rule = rules::CONDITION_FOREIGN.on_or_latest(on);
    let foreign = citizen.map(|citizen| !citizen).or(stateless);
    let mut condition = answered(rule, foreign, place, [met, key!("condition.foreign.not")], None)?;
    condition.why.inputs = vec![said(place, citizen)];
    if stateless.is_some() {
        condition.why.inputs.push(said(You::STATELESS, stateless));
    }
    Some(condition)
}

/// A condition on papers: the list of papers decides it, paper by paper; where that leaves something open,
/// the answer for all of them.
fn on_papers(
    rule: Option<Found<()>>,
    listed: Option<Tri>,
    all: Option<bool>,
    slot: Slot,
    reasons: [Key; 2],
    remedy: Key,
) -> Option<Condition> {
    let by_list = listed.filter(|listed| *listed != Tri::Unknown);
    let reasons = match by_list.is_some_and(|listed| Tri::from(all) != listed) {
        // The reason says so where the list contradicts the answer for all of them.
        true => [key!("condition.by-papers.met"), key!("condition.by-papers.not")],
        false => reasons,
    };
    let answer = by_list.map_or(all, |listed| Some(listed == Tri::Yes));
    let mut condition = answered(rule, answer, slot, reasons, Some(remedy))?;
    condition.why.inputs = vec![said(slot, all)];
    if let Some(listed) = by_list {
        condition.why.inputs.push(Step::new(key!("page.title.documents"), listed));
    }
    Some(condition)
}

/// Whether the speciality is one a website names; nothing says that others are refused.
fn priority_field(profile: &Profile, on: Date) -> Option<Condition> {
    let rule = rules::PROGRAMME_PRIORITY_FIELDS.on_or_latest(on);
    let slot = You::SPECIALITY;
    let own = profile.you.speciality;
    let reasons = [key!("condition.priority-fields.met"), key!("condition.priority-fields.not")];
    let mut condition = answered(rule, own.map(|own| own != Speciality::Other), slot, reasons, None)?;
    condition.demanded = false;
    // The answer is a field, not yes or no.
    condition.why.inputs = vec![own.map_or_else(|| Step::unknown(slot.label()), |own| Step::new(slot.label(), own.label()))];
    Some(condition)
}

/// A condition that one yes-or-no answer decides.
fn answered(rule: Option<Found<()>>, answer: Option<bool>, slot: Slot, reasons: [Key; 2], remedy: Option<Key>) -> Option<Condition> {
    let cite = rule?.cite;
    let met = Tri::from(answer);
    let reason = match met {
        Tri::Yes => reasons[0],
        Tri::No => reasons[1],
        Tri::Unknown => key!("condition.unanswered"),
    };
    Some(Condition {
        id: cite.rule().id,
        name: cite.rule().name,
        demanded: true,
        met,
        open: (met == Tri::Unknown).then_some(Open::Unanswered(slot)),
        reason: reason.into(),
        remedy: remedy.filter(|_| met == Tri::No).map(Message::new),
        decided_by: Some(slot),
        why: Step::new(cite.rule().name, met).how(reason).cite(cite).from(said(slot, answer)),
    })
}

/// An answer as the person gave it.
fn said(slot: Slot, answer: Option<bool>) -> Step {
    answer.map_or_else(|| Step::unknown(slot.label()), |yes| Step::new(slot.label(), Tri::from(yes)))
}

/// Something websites ask about that the programme does not demand.
fn no_demand(rule: Option<Found<()>>, reason: Key) -> Option<Condition> {
    let cite = rule?.cite;
    Some(Condition {
        id: cite.rule().id,
        name: cite.rule().name,
        demanded: false,
        met: Tri::Yes,
        open: None,
        reason: reason.into(),
        remedy: None,
        decided_by: None,
        why: Step::new(cite.rule().name, Tri::Yes).how(reason).cite(cite),
    })
}

fn points_condition(points: &Points, on: Date) -> Option<Condition> {
    let cite = rules::POINTS_PASS_MARK.on_or_latest(on)?.cite;
    let (met, reason) = match points.verdict {
        Verdict::Above => (Tri::Yes, key!("condition.points.met")),
        Verdict::Below => (Tri::No, key!("condition.points.not")),
        Verdict::Depends => (Tri::Unknown, key!("condition.points.open")),
    };
    let reason = Message::new(reason).with("points", points.total).with("mark", points.pass_mark);
    Some(Condition {
        id: cite.rule().id,
        name: key!("condition.points.name"),
        demanded: true,
        met,
        open: (met == Tri::Unknown).then_some(Open::Points),
        reason: reason.clone(),
        remedy: None,
        decided_by: None,
        why: Step::new(key!("condition.points.name"), met).how(reason).cite(cite).from(points.why.clone()),
    })
}

/// Nobody outside the authorities can know whether they object, whatever the points.
fn authorities(on: Date) -> Option<Condition> {
    let cite = rules::PROGRAMME_SECOND_CONDITION.on_or_latest(on)?.cite;
    let reason = key!("condition.no-objection.open");
    Some(Condition {
        id: cite.rule().id,
        name: cite.rule().name,
        demanded: true,
        met: Tri::Unknown,
        open: Some(Open::Authorities),
        reason: reason.into(),
        remedy: None,
        decided_by: None,
        why: Step::new(cite.rule().name, Tri::Unknown).how(reason).cite(cite),
    })
}

/// Valid for some months from the application, as a website says of the programme. The Code's own test is about the
/// residence permit, and some months beyond its end: shown for a permit of the longest term, applied for once the
/// certificate is there.
fn passport(profile: &Profile, on: Date) -> Option<Condition> {
    let rule = rules::CONDITION_PASSPORT.on_or_latest(on)?;
    let slot = Conditions::PASSPORT_UNTIL;
    let apply = application(profile, on);
    let needed = apply.plus_months(rule.value, EndOfMonth::Up).ok()?;
    let own = [profile.conditions.passport_until, profile.conditions.second_passport_until];
    // Of two passports the one that is valid longer is used.
    let until = own.into_iter().flatten().max();
    let met = Tri::from(until.map(|until| until >= needed));
    let reason = match met {
        Tri::Yes => key!("condition.passport.met"),
        Tri::No => key!("condition.passport.not"),
        Tri::Unknown => key!("condition.passport.open"),
    };
    let code = rules::CONDITION_PASSPORT.read_as("code", on).ok();
    let reason = Message::new(reason).with("needed", needed).with("months", code.map_or(0, |code| code.value));
    let answer = until.map_or_else(|| Step::unknown(slot.label()), |until| Step::new(slot.label(), until));
    let mut why = Step::new(key!("condition.passport.name"), met).how(reason.clone()).cite(rule.cite).from(answer);
    if let (Some(code), Some(term)) = (code, rules::BENEFIT_RESIDENCE_TERM.on_or_latest(on)) {
        let whole = apply.plus_months(12 * term.value + code.value, EndOfMonth::Up).ok()?;
        let enough = Tri::from(until.map(|until| until >= whole));
        let how = Message::new(key!("condition.passport.code")).with("months", code.value).with("years", term.value).with("date", whole);
        why = why.from(Step::new(code.cite.name(), enough).how(how).cite(code.cite).cite(term.cite));
    }
    Some(Condition {
        id: rule.cite.rule().id,
        name: key!("condition.passport.name"),
        demanded: true,
        met,
        open: (met == Tri::Unknown).then_some(Open::Unanswered(slot)),
        reason,
        remedy: (met == Tri::No).then(|| key!("condition.passport.remedy").into()),
        decided_by: Some(slot),
        why,
    })
}
