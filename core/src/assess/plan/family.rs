//! Each family member's own way: papers, permit, card, and the ages that matter on it.

use super::stages::{Days, When};
use super::{Kind, Progress, Stage, days};
use crate::assess::Assessment;
use crate::explain::Step;
use crate::key;
use crate::message::Message;
use crate::profile::{CitizenRelative, Ground, Paper, Relation, Relative};
use crate::quantity::{Date, EndOfMonth, Interval, Tri};
use crate::rulebook::rules;
use serde::Serialize;

/// A step of a family member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FamilyStep {
    /// Which step.
    #[serde(rename = "step")]
    pub kind: Kind,
    /// Whether the papers say that it is done.
    pub done: bool,
    /// The earliest and the latest day.
    pub when: Interval<Date>,
    /// The last day allowed.
    pub by: Option<Interval<Date>>,
    /// Whether it rests on years whose feasts are not set, or on something that is overdue.
    #[serde(skip)]
    pub estimate: bool,
    /// Why, down to the sources.
    pub why: Step,
}

/// An age that ends something, against the application for the permit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Age {
    /// Years.
    pub age: i32,
    /// The birthday.
    pub on: Date,
    /// Whether the child is still younger on the day of the application.
    pub younger: Tri,
}

/// A family member's way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Track {
    /// Row number in the document.
    #[serde(rename = "row")]
    pub id: u32,
    /// How they belong to the applicant, if said.
    pub relation: Option<Relation>,
    /// The steps in their order.
    pub steps: Vec<FamilyStep>,
    /// For a child: the ages by the Code and by the programme.
    pub ages: Vec<Age>,
    /// Full-time student, if said.
    #[serde(skip)]
    pub student: Option<bool>,
    /// Date of birth, if said.
    #[serde(skip)]
    pub born: Option<Date>,
    /// Whether a work permit of theirs stands outside the quota.
    pub outside_quota: Tri,
    /// Why, down to the sources.
    pub why: Step,
}

impl Track {
    /// A step of it.
    pub fn step(&self, kind: Kind) -> Option<&FamilyStep> {
        self.steps.iter().find(|step| step.kind == kind)
    }
}

/// The ways of all family members, once the holder's own is known.
pub(super) fn tracks(all: &Assessment, ground: Ground, stages: &[Stage]) -> Vec<Track> {
    let granted = stages.iter().find(|stage| stage.kind == Kind::TrpDecision);
    let is_citizen = |relative: &&Relative| {
        relative.relation == Some(Relation::Spouse) && all.profile.permits.citizen_relative == Some(CitizenRelative::Spouse)
    };
    // A spouse who is a citizen needs no permit. Which child or parent is one was not asked.
    let family = || all.profile.family.iter().filter(|relative| !is_citizen(relative));
    granted.map_or_else(Vec::new, |granted| family().map(|relative| track(all, ground, granted, relative)).collect())
}

fn track(all: &Assessment, ground: Ground, granted: &Stage, relative: &Relative) -> Track {
    let figures = Days { all, ground };
    let mut steps = Vec::new();
    let own = &all.profile.journey;
    let is_done = |paper: Option<Paper>| matches!(paper, Some(Paper::Ready | Paper::NotNeeded));
    let mut put = |kind: Kind, done: bool, when: When, by: Option<Interval<Date>>, why: Step| {
        let when = if done { When::set(Interval::exactly(all.on)) } else { when.from(all.on) };
        let why = Step { value: Some(days(when.days)), ..why };
        let estimate = when.estimate || when.late;
        steps.push(FamilyStep { kind, done, when: when.days, by: by.filter(|_| !done), estimate, why });
        when
    };
    let start = When::set(Interval::exactly(own.start.unwrap_or(all.on)));
    let cite = rules::DOCUMENTS_FAMILY.on_or_latest(all.on).map(|found| found.cite);
    let (legalised, says) = figures.taking(start, own.legalise_days, rules::JOURNEY_LEGALISE_DAYS);
    let legalised = put(Kind::Legalise, is_done(relative.legalisation), legalised, None, says.cite(cite).step(Kind::Legalise));
    let (translated, says) = figures.taking(legalised, own.translate_days, rules::JOURNEY_TRANSLATE_DAYS);
    let translated = put(Kind::Translate, is_done(relative.translation), translated, None, says.cite(cite).step(Kind::Translate));
    // The ground is that a family member is a resident (45.1.5): so the holder's permit comes first.
    let holder = When::of(granted);
    let ready = holder.later(translated).later(legalised);
    let why = Step::unknown(Kind::TrpApply.label()).how(key!("journey.how.family-apply"));
    let why = why.from(Step::new(key!("journey.holder"), days(granted.when)));
    let applied = put(Kind::TrpApply, false, ready, None, why);
    let (least, most, says) = figures.decision();
    let decided = put(Kind::TrpDecision, false, applied.working(least, most), None, says.step(Kind::TrpDecision));
    let unpaid = figures.count(rules::TRP_UNPAID);
    let by = decided.map(|date| date.plus_days(unpaid.value)).days;
    let how = Message::new(key!("journey.how.card")).with("days", unpaid.value);
    let mut why = Step::unknown(Kind::Card.label()).how(how);
    why.cites.extend(unpaid.cite);
    put(Kind::Card, false, decided, Some(by), why);

    let ages = ages(all, relative, applied.days);
    let is_child = matches!(relative.relation, Some(Relation::Child | Relation::DisabledChild));
    // Spouse and children under the programme's age, of highly skilled migrants only (51.5).
    let outside_quota = match relative.relation {
        _ if ground != Ground::Programme => Tri::No,
        Some(Relation::Spouse) => Tri::Yes,
        Some(_) if is_child => ages.last().map_or(Tri::Unknown, |age| age.younger),
        Some(Relation::Parent) => Tri::No,
        _ => Tri::Unknown,
    };
    let mut why = Step::new(key!("journey.outside-quota"), outside_quota);
    why.cites.extend(rules::BENEFIT_FAMILY_QUOTA.on_or_latest(all.on).map(|found| found.cite));
    if let Some(born) = relative.born {
        let slot = Relative::BORN.in_row(relative.id);
        why = why.answer(slot.label(), born);
    }
    Track { id: relative.id, relation: relative.relation, steps, ages, student: relative.student, born: relative.born, outside_quota, why }
}

/// The ages of a child by the Code and by the programme, held against the days of the application.
fn ages(all: &Assessment, relative: &Relative, applied: Interval<Date>) -> Vec<Age> {
    let is_child = matches!(relative.relation, Some(Relation::Child | Relation::DisabledChild));
    let Some(born) = relative.born.filter(|_| is_child) else { return Vec::new() };
    let code = rules::FAMILY_AGE.read_as("under-18", all.on).ok();
    let programme = rules::FAMILY_AGE.on_or_latest(all.on);
    let age = |age: i32| {
        // Born on 29 February: the earlier day, as on the page about the family.
        let on = born.plus_months(12 * age, EndOfMonth::Down).ok()?;
        let younger = match on {
            _ if on <= applied.low => Tri::No,
            _ if on > applied.high => Tri::Yes,
            _ => Tri::Unknown,
        };
        Some(Age { age, on, younger })
    };
    [code, programme].into_iter().flatten().filter_map(|found| age(found.value)).collect()
}

impl FamilyStep {
    /// How far it is.
    pub const fn progress(&self) -> Progress {
        if self.done { Progress::Passed } else { Progress::Ahead }
    }
}
