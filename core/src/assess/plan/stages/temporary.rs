//! Up to the temporary permit: papers, the programme's decision, visa, entry, card.

use super::Planner;
use super::durations::{Says, When};
use crate::assess::eligibility::family::application;
use crate::assess::plan::{Kind, Progress, days};
use crate::key;
use crate::message::Message;
use crate::profile::Count;
use crate::quantity::Interval;
use crate::rulebook::rules;

impl Planner<'_> {
    /// The papers; gives the days on which they are ready.
    pub(super) fn papers(&mut self) -> When {
        let own = &self.all.profile.journey;
        let start = When::set(Interval::exactly(own.start.unwrap_or(self.all.on)));
        let (planned, says) = self.days().taking(start, own.legalise_days, rules::JOURNEY_LEGALISE_DAYS);
        let cite = rules::DOCUMENTS_LEGALISATION.on_or_latest(self.all.on).map(|found| found.cite);
        let legalised = self.put(Kind::Legalise, planned, &[], says.cite(cite));
        let (planned, says) = self.days().taking(legalised, own.translate_days, rules::JOURNEY_TRANSLATE_DAYS);
        let cite = rules::CONDITION_TRANSLATIONS.on_or_latest(self.all.on).map(|found| found.cite);
        let translated = self.put(Kind::Translate, planned, &[Kind::Legalise], says.cite(cite));
        let (planned, says) = self.days().taking(start, own.medical_days, rules::JOURNEY_MEDICAL_DAYS);
        let cite = rules::CONDITION_MEDICAL.on_or_latest(self.all.on).map(|found| found.cite);
        self.put(Kind::Medical, planned, &[], says.cite(cite));
        legalised.later(translated)
    }

    /// The programme's part, the visa and the entry: the days from which the permit can be applied for, and
    /// those of the entry, if there is one.
    pub(super) fn arrival(&mut self, ready: When) -> (When, Option<When>) {
        let mut ready = ready;
        if self.is_programme() {
            let planned = self.all.profile.plan.apply_on.map(|_| application(&self.all.profile, self.all.on));
            let (when, how) = match planned {
                Some(date) => (ready.map(|day| day.max(date)), Message::new(key!("journey.how.apply-on")).with("date", date)),
                None => (ready, key!("journey.how.apply").into()),
            };
            let applied = self.put(Kind::Apply, when, &[Kind::Translate], Says::how(how));
            let least = self.count(rules::PROGRAMME_REVIEW_TIME);
            let more = self.count(rules::PROGRAMME_REVIEW_EXTENSION);
            let most = least.value + more.value;
            let how = Message::new(key!("journey.how.decision")).with("least", least.value).with("most", most);
            let says = Says::how(how).cite(least.cite).cite(more.cite);
            ready = self.put(Kind::Decision, applied.working(least.value, most), &[Kind::Apply], says);
        }
        if self.is_here() {
            return (ready, None);
        }
        let before = if self.is_programme() { Kind::Decision } else { Kind::Translate };
        let own = &self.all.profile.journey;
        let (planned, says) = self.days().taking(ready, own.visa_days, rules::JOURNEY_VISA_DAYS);
        let cite = rules::CONDITION_BUSINESS_VISA.on_or_latest(self.all.on).map(|found| found.cite);
        let says = if self.is_programme() { says.cite(cite) } else { says };
        let law = self.count(rules::VISA_DECISION);
        let says = if own.visa_days.is_none() { says.within(law.value).cite(law.cite) } else { says };
        let visa = self.put(Kind::Visa, planned, &[before], says);
        let (when, how) = match own.enter_on {
            Some(date) => (visa.map(|day| day.max(date)), Message::new(key!("journey.how.enter-on")).with("date", date)),
            None => (visa, key!("journey.how.enter").into()),
        };
        let entered = self.put(Kind::Enter, when, &[Kind::Visa], Says::how(how));
        let kazakhstan = self.all.profile.days.kazakhstan == Some(true);
        let limit = self.count(if kazakhstan { rules::CLOCK_REGISTRATION_KAZAKHSTAN } else { rules::CLOCK_REGISTRATION });
        // As the clock counts: the day of arrival is the first.
        let by = entered.map(|date| date.plus_days(limit.value - 1)).days;
        let how = Message::new(key!("journey.how.register")).with("days", limit.value);
        self.put(Kind::Register, entered, &[Kind::Enter], Says::how(how).cite(limit.cite).by(by));
        (entered, Some(entered))
    }

    /// The temporary permit; gives the days on which it begins.
    pub(super) fn temporary(&mut self, arrived: When, visited: Option<When>) -> When {
        let profile = &self.all.profile;
        let medical = self.stages.iter().find(|stage| stage.kind == Kind::Medical);
        let medical = medical.filter(|stage| stage.progress != Progress::Passed).map(|stage| When::set(stage.when));
        let ready = medical.map_or(arrived, |medical| arrived.later(medical));
        let (before, visa) = (self.count(rules::TRP_BEFORE), self.count(rules::VISA_STAY));
        let ends = match (profile.journey.stay_until, visited, profile.journey.visa_stay) {
            (Some(until), ..) => Some(Interval::exactly(until)),
            (None, Some(entered), Some(Count(stay))) => Some(entered.map(|date| date.plus_days(stay - 1)).days),
            _ => None,
        };
        let how = match ends {
            Some(ends) => Message::new(key!("journey.how.trp-apply")).with("days", before.value).with("ends", days(ends)),
            None if self.is_programme() && visited.is_some() => {
                Message::new(key!("journey.how.trp-apply-visa")).with("days", before.value).with("stay", visa.value)
            }
            None => Message::new(key!("journey.how.trp-apply-open")).with("days", before.value),
        };
        let mut says = Says::how(how).cite(before.cite);
        if self.is_programme() && visited.is_some() {
            says = says.cite(visa.cite);
        }
        if let Some(Interval { low, high }) = ends {
            says = says.by(Interval { low: low.plus_days(-before.value), high: high.plus_days(-before.value) });
        }
        let last = match (self.is_here(), self.is_programme()) {
            (false, _) => Kind::Enter,
            (true, true) => Kind::Decision,
            (true, false) => Kind::Translate,
        };
        let applied = self.put(Kind::TrpApply, ready, &[last, Kind::Medical], says);
        let (least, most, says) = self.days().decision();
        let granted = self.put(Kind::TrpDecision, applied.working(least, most), &[Kind::TrpApply], says);
        let unpaid = self.count(rules::TRP_UNPAID);
        let by = granted.map(|date| date.plus_days(unpaid.value)).days;
        let how = Message::new(key!("journey.how.card")).with("days", unpaid.value);
        let card = self.put(Kind::Card, granted, &[Kind::TrpDecision], Says::how(how).cite(unpaid.cite).by(by));
        if self.is_programme() {
            let cite = rules::BENEFIT_NO_WORK_PERMIT.on_or_latest(self.all.on).map(|found| found.cite);
            self.put(Kind::Work, card, &[Kind::Card], Says::how(key!("journey.how.work")).cite(cite));
        }
        granted
    }
}
