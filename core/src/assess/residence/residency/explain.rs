//! Why a person is a resident or not, down to the rules.

use super::case::Case;
use super::{Period, Reason};
use crate::assess::with_figures;
use crate::explain::Step;
use crate::key;
use crate::message::{Arg, Message};
use crate::profile::{Counting, Ties};
use crate::quantity::{Date, Interval, Tri};
use crate::rulebook::rules;

impl Case<'_> {
    pub(super) fn explain(&self, period: Period, days: Interval<i32>, resident: Tri, because: Reason) -> Step {
        let last = Date::last_of(self.year);
        let how = match because {
            Reason::Days => key!("how.residency.days"),
            Reason::StateService => key!("how.residency.state-service"),
            Reason::Excluded => key!("how.residency.excluded"),
            Reason::Transit => key!("how.residency.transit"),
            Reason::LongAbroad => key!("how.residency.long-abroad"),
            Reason::Tie(_) => key!("how.residency.tie"),
            Reason::TieOrLongAbroad(_) => key!("how.residency.tie-or-long-abroad"),
            Reason::Clash => key!("how.residency.clash"),
            Reason::NoStays => key!("how.residency.no-stays"),
            Reason::OpenStay => key!("how.residency.open-stay"),
            Reason::Unanswered(_) => key!("how.residency.unanswered"),
        };
        let mut how = Message::new(how).with("limit", self.limit.value);
        match because {
            Reason::Tie(question) | Reason::TieOrLongAbroad(question) => how = how.with("question", with_figures(question)),
            Reason::Unanswered(slot) => {
                let question = slot.question().map_or(key!("residency.tie"), |question| question.label);
                how = how.with("question", with_figures(question));
            }
            _ => {}
        }
        let counted = match period {
            Period::CalendarYear => key!("residency.days.calendar-year"),
            Period::TwelveMonths => key!("residency.days.twelve-months"),
        };
        let mut count = Step::new(Message::new(counted).with("year", Arg::Year(self.year)), days).cite(self.limit.cite);
        let window = match period {
            Period::CalendarYear => rules::RESIDENCY_WINDOW.on(last),
            Period::TwelveMonths => rules::RESIDENCY_WINDOW.read_as("twelve-months", last),
        };
        let counting = match self.counting {
            Counting::BothEnds => rules::RESIDENCY_COUNTING.on(last),
            other => rules::RESIDENCY_COUNTING.read_as(other.name(), last),
        };
        for rule in [window, counting].into_iter().flatten() {
            count = count.cite(rule.cite);
        }
        let mut step = Step::new(key!("residency.resident"), resident).how(how).from(count);
        let decisive = match because {
            Reason::StateService => Some(rules::RESIDENCY_STATE_SERVICE),
            Reason::Excluded | Reason::Transit | Reason::Clash => Some(rules::RESIDENCY_EXCLUDED),
            Reason::Unanswered(Ties::BUSINESS) => Some(rules::RESIDENCY_EXCLUDED_BUSINESS),
            Reason::LongAbroad | Reason::Tie(_) | Reason::TieOrLongAbroad(_) | Reason::Unanswered(_) => Some(rules::RESIDENCY_TIE_BREAKERS),
            Reason::Days | Reason::NoStays | Reason::OpenStay => None,
        };
        let consequence = match resident {
            Tri::Yes => Some(rules::RESIDENCY_WORLDWIDE),
            Tri::No => Some(rules::RESIDENCY_LOCAL_ONLY),
            Tri::Unknown => None,
        };
        if let (Tri::Yes, Ok(leaving), Ok(due)) = (resident, rules::RESIDENCY_LEAVING.on(last), rules::RESIDENCY_RETURN.on(last)) {
            step = step.cite(leaving.cite).cite(due.cite);
        }
        for rule in [decisive, consequence].into_iter().flatten() {
            if let Ok(found) = rule.on(last) {
                step = step.cite(found.cite);
            }
        }
        step
    }
}
