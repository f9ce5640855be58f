//! What could go wrong on the way: papers that end too soon, birthdays, absences, missed days.

use super::stages::{days_away, worked_before};
use super::{Kind, Plan, Progress, Stage};
use crate::assess::Assessment;
use crate::assess::residence::presence::RollingWindow;
use crate::explain::Step;
use crate::key;
use crate::message::{Key, Message};
use crate::profile::{Application, Conditions, Ground, Journey, Papers, Permits, Relation, Relative, Slot};
use crate::quantity::{Date, EndOfMonth, Interval, Tri, sorted};
use crate::rulebook::{Citation, Ref, kind, latest_safe_start, rules};
use serde::Serialize;

named_enum! {
    /// What could go wrong.
    Risk {
        /// The passport ends too soon for the permit.
        Passport = "passport",
        /// The medical certificate ends before it is needed.
        Medical = "medical",
        /// The legalisation of a diploma ends before it is needed.
        Diploma = "diploma",
        /// A child reaches an age that matters.
        Age = "age",
        /// Planned days abroad break a limit.
        Absence = "absence",
        /// A last day has passed, is near, or can be missed.
        Deadline = "deadline",
        /// The planned day of the application comes before the papers can be ready.
        Papers = "papers",
        /// A permit on another ground is held, whose days are no part of the plan.
        OtherPermit = "other-permit",
        /// The stay may end before the permit can be asked for; it can be made longer.
        Stay = "stay",
    }
}

/// One thing that could go wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// What.
    pub risk: Risk,
    /// Whether it will, by what was said; otherwise it may.
    pub certain: bool,
    /// When it comes to bear.
    pub on: Date,
    /// The step it touches.
    #[serde(rename = "step")]
    pub stage: Kind,
    /// What, and what to do.
    pub says: Message,
    /// The answer it rests on.
    #[serde(skip)]
    pub slot: Option<Slot>,
    /// Why, down to the sources.
    pub why: Step,
}

/// Everything that could go wrong, in order of time, and the answers that are missing for a look.
pub(super) fn look(all: &Assessment, plan: &Plan) -> (Vec<Warning>, Vec<Slot>) {
    let mut watch = Watch { all, plan, found: Vec::new(), unchecked: Vec::new() };
    watch.passport();
    let profile = &all.profile;
    let used = if plan.ground == Ground::Programme { Kind::Apply } else { Kind::TrpApply };
    let texts = [key!("journey.warn.medical"), key!("journey.warn.medical-perhaps")];
    watch.paper(Risk::Medical, profile.papers.medical_until, Papers::MEDICAL_UNTIL, Kind::TrpApply, texts);
    let texts = [key!("journey.warn.diploma"), key!("journey.warn.diploma-perhaps")];
    watch.paper(Risk::Diploma, profile.papers.diploma_until, Papers::DIPLOMA_UNTIL, used, texts);
    watch.ages();
    watch.absence();
    watch.deadlines();
    watch.stay();
    watch.planned();
    watch.other_permit();
    (sorted(watch.found, |warning| (warning.on, !warning.certain)), watch.unchecked)
}

struct Watch<'a> {
    all: &'a Assessment,
    plan: &'a Plan,
    found: Vec<Warning>,
    unchecked: Vec<Slot>,
}

impl Watch<'_> {
    fn ahead(&self, kind: Kind) -> Option<&Stage> {
        self.plan.stage(kind).filter(|stage| stage.progress == Progress::Ahead)
    }

    fn count(&self, rule: Ref<kind::Count>) -> (i32, Option<Citation>) {
        rule.on_or_latest(self.all.on).map_or((0, None), |found| (found.value, Some(found.cite)))
    }

    fn add(&mut self, warning: Warning) {
        self.found.push(warning);
    }

    /// Valid for some months beyond the end of the permit that is asked for (46.1.2).
    fn passport(&mut self) {
        if self.ahead(Kind::TrpApply).is_none() {
            return;
        }
        let place = Conditions::PASSPORT_UNTIL;
        let own = &self.all.profile.conditions;
        let Some(until) = [own.passport_until, own.second_passport_until].into_iter().flatten().max() else {
            self.unchecked.push(place);
            return;
        };
        let (Some(granted), Ok(beyond)) = (self.plan.stage(Kind::TrpDecision), rules::CONDITION_PASSPORT.read_as("code", self.all.on))
        else {
            return;
        };
        let granted = granted.when;
        let needed = |from: Date, term: i32| from.plus_months(term + beyond.value, EndOfMonth::Up).unwrap_or(from);
        let term = self.plan.term;
        let (low, high) = (needed(granted.low, term), needed(granted.high, term));
        if until >= high {
            return;
        }
        // The longest term that this passport allows, even if the permit comes late.
        let fits = (1..term).rev().find(|months| needed(granted.high, *months) <= until);
        let text = match (until < low, fits.is_some()) {
            (true, true) => key!("journey.warn.passport"),
            (true, false) => key!("journey.warn.passport-renew"),
            (false, _) => key!("journey.warn.passport-perhaps"),
        };
        let says = Message::new(text).with("until", until).with("needed", high).with("months", fits.unwrap_or(0));
        let says = says.with("beyond", beyond.value);
        let why = Step::new(place.label(), until).how(says.clone()).cite(beyond.cite);
        let why = why.from(Step::new(key!("journey.needed-until"), super::days(Interval::between(low, high))));
        self.add(Warning { risk: Risk::Passport, certain: until < low, on: until, stage: Kind::TrpApply, says, slot: Some(place), why });
    }

    /// A paper whose last day lies before the step that uses it.
    fn paper(&mut self, risk: Risk, until: Option<Date>, place: Slot, used: Kind, texts: [Key; 2]) {
        let Some((until, when)) = until.zip(self.ahead(used).map(|stage| stage.when)) else { return };
        if until >= when.high {
            return;
        }
        let certain = until < when.low;
        let says =
            Message::new(if certain { texts[0] } else { texts[1] }).with("until", until).with("from", when.low).with("to", when.high);
        let why = Step::new(place.label(), until).how(says.clone()).from(Step::new(used.label(), super::days(when)));
        self.add(Warning { risk, certain, on: until, stage: used, says, slot: Some(place), why });
    }

    /// Children who reach an age before their application, or while the permit runs.
    fn ages(&mut self) {
        let mut found = Vec::new();
        let goal = self.plan.stage(Kind::PrpApply).or_else(|| self.plan.stage(Kind::TrpEnd)).map(|stage| stage.when.high);
        for track in &self.plan.family {
            let place = Relative::BORN.in_row(track.id);
            if matches!(track.relation, Some(Relation::Child)) && track.born.is_none() {
                self.unchecked.push(place);
            }
            if track.relation != Some(Relation::Child) {
                continue;
            }
            for age in &track.ages {
                let text = match age.younger {
                    // Who is grown up for long needs no warning.
                    Tri::No if age.on <= self.all.on => continue,
                    Tri::No => key!("journey.warn.age"),
                    Tri::Unknown => key!("journey.warn.age-perhaps"),
                    Tri::Yes if goal.is_some_and(|goal| age.on <= goal) => key!("journey.warn.age-later"),
                    Tri::Yes => continue,
                };
                let says = Message::new(text).with("age", age.age).with("date", age.on);
                let mut why = Step::new(key!("journey.birthday"), age.on).how(says.clone());
                why.cites.extend(rules::FAMILY_AGE.on_or_latest(self.all.on).map(|found| found.cite));
                let certain = age.younger == Tri::No;
                found.push(Warning { risk: Risk::Age, certain, on: age.on, stage: Kind::TrpApply, says, slot: Some(place), why });
            }
        }
        self.found.append(&mut found);
    }

    /// Stays abroad that are entered, held against the limits that begin with the permit.
    fn absence(&mut self) {
        let Some(granted) = self.plan.stage(Kind::TrpDecision).map(|stage| stage.when.low) else { return };
        let Some(goal) = self.plan.stage(Kind::PrpApply).or_else(|| self.plan.stage(Kind::TrpEnd)).map(|stage| stage.when.high) else {
            return;
        };
        let away = days_away(self.all).within(granted, goal);
        let is_programme = self.plan.ground == Ground::Programme;
        // The programme's holders keep the temporary permit; what counts for the permanent one may break all the same.
        let (limit, window, text) = if self.plan.counts == Tri::No {
            (rules::CLOCK_TRP_ABSENCE, rules::CLOCK_TRP_WINDOW, key!("journey.warn.absence-permit"))
        } else if is_programme {
            (rules::CLOCK_PRP_CONTINUITY, rules::CLOCK_PRP_WINDOW, key!("journey.warn.absence-programme"))
        } else {
            (rules::CLOCK_PRP_CONTINUITY, rules::CLOCK_PRP_WINDOW, key!("journey.warn.absence"))
        };
        let ((limit, cite), (length, window_cite)) = (self.count(limit), self.count(window));
        let Some(on) = (RollingWindow { length, limit }).first_breach(&away, granted, goal) else { return };
        let says = Message::new(text).with("date", on).with("limit", limit).with("window", length);
        let mut why = Step::new(key!("journey.breach"), on).how(says.clone());
        why.cites.extend(cite.into_iter().chain(window_cite));
        self.add(Warning { risk: Risk::Absence, certain: true, on, stage: Kind::PrpApply, says, slot: None, why });
    }

    /// Last days that have passed, are near, or can be missed.
    fn deadlines(&mut self) {
        if self.ahead(Kind::TrpApply).is_some_and(|stage| stage.by.is_none()) {
            let is_here = self.all.profile.journey.here == Some(true);
            self.unchecked.push(if is_here { Journey::STAY_UNTIL } else { Journey::VISA_STAY });
        }
        let today = self.all.on;
        let (soon, _) = self.count(rules::CLOCK_WARNING);
        let mut found = Vec::new();
        for stage in self.plan.stages.iter().filter(|stage| stage.progress == Progress::Ahead && stage.kind.is_action()) {
            let Some(by) = stage.by else { continue };
            let misses = stage.when.low > by.low;
            let (text, certain) = if by.high < today {
                (key!("journey.warn.passed"), true)
            } else if misses {
                (key!("journey.warn.too-late"), true)
            } else if stage.when.high > by.high {
                (key!("journey.warn.may-miss"), false)
            } else if by.is_exact() && today.days_until(by.low) <= soon {
                (key!("journey.warn.soon"), false)
            } else {
                continue;
            };
            let worked = worked_before(by.low).filter(|_| text == key!("journey.warn.soon"));
            let text = worked.map_or(text, |_| key!("journey.warn.soon-day-off"));
            let says = Message::new(text).with("step", stage.name()).with("date", by.low);
            let says = worked.map_or(says.clone(), |worked| says.with("worked", worked));
            found.push(Warning {
                risk: Risk::Deadline,
                certain,
                on: by.low,
                stage: stage.kind,
                says: says.clone(),
                slot: stage.kind.slot(),
                why: Step { how: Some(says), ..stage.why.clone() },
            });
        }
        for stage in &self.plan.stages {
            let Some(overdue) = stage.overdue else { continue };
            let text = match stage.kind {
                Kind::Visa => key!("journey.warn.overdue-visa"),
                kind if kind.is_paper() => key!("journey.warn.overdue-paper"),
                _ => key!("journey.warn.overdue"),
            };
            let says = Message::new(text).with("step", stage.name()).with("date", overdue);
            let why = Step { how: Some(says.clone()), ..stage.why.clone() };
            let slot = stage.kind.slot();
            found.push(Warning { risk: Risk::Deadline, certain: true, on: overdue, stage: stage.kind, says, slot, why });
        }
        self.found.append(&mut found);
    }

    /// A stay that may end too soon: a highly skilled migrant who cannot begin to work, for reasons beyond their
    /// control, can ask for a longer one (40.0.6).
    fn stay(&mut self) {
        let is_programme = self.plan.ground == Ground::Programme;
        let Some((when, by)) = self.ahead(Kind::TrpApply).filter(|_| is_programme).and_then(|stage| Some((stage.when, stage.by?))) else {
            return;
        };
        if when.high <= by.high && when.low <= by.low {
            return;
        }
        let (apply_before, _) = self.count(rules::TRP_BEFORE);
        let ((more, more_cite), (before, before_cite)) = (self.count(rules::BENEFIT_LONGER_STAY), self.count(rules::STAY_BEFORE));
        let ends = by.low.plus_days(apply_before);
        let ask = latest_safe_start(ends, before);
        if ask < self.all.on {
            return;
        }
        let says = Message::new(key!("journey.warn.stay")).with("ends", ends).with("days", more).with("before", before).with("date", ask);
        let mut why = Step::new(key!("journey.stay-ends"), ends).how(says.clone());
        why.cites.extend(more_cite.into_iter().chain(before_cite));
        let place = if self.all.profile.journey.here == Some(true) { Journey::STAY_UNTIL } else { Journey::VISA_STAY };
        self.add(Warning { risk: Risk::Stay, certain: false, on: ask, stage: Kind::TrpApply, says, slot: Some(place), why });
    }

    /// A permit on another ground: the plan leaves its days out, the permit finder reckons with them.
    fn other_permit(&mut self) {
        let Some(held) = self.all.profile.permits.held.filter(|held| *held != self.plan.ground) else { return };
        let place = Permits::HELD;
        let until = self.all.profile.permits.permit_until;
        let text = if until.is_some() { key!("journey.warn.other-permit-until") } else { key!("journey.warn.other-permit") };
        let says = Message::new(text).with("held", held.label());
        let says = until.map_or(says.clone(), |until| says.with("until", until));
        let why = Step::new(place.label(), held.label()).how(says.clone());
        let on = self.all.on;
        self.add(Warning { risk: Risk::OtherPermit, certain: false, on, stage: Kind::TrpDecision, says, slot: Some(place), why });
    }

    /// An application planned for a day on which the papers cannot be ready.
    fn planned(&mut self) {
        let Some(planned) = self.all.profile.plan.apply_on.filter(|_| self.ahead(Kind::Apply).is_some()) else { return };
        let Some(ready) = self.ahead(Kind::Translate).map(|stage| stage.when).filter(|ready| planned < ready.high) else { return };
        let certain = planned < ready.low;
        let text = if certain { key!("journey.warn.papers") } else { key!("journey.warn.papers-perhaps") };
        let says = Message::new(text).with("planned", planned).with("from", ready.low).with("to", ready.high);
        let place = Application::APPLY_ON;
        let why = Step::new(place.label(), planned).how(says.clone()).from(Step::new(Kind::Translate.label(), super::days(ready)));
        self.add(Warning { risk: Risk::Papers, certain, on: planned, stage: Kind::Apply, says, slot: Some(place), why });
    }
}
