//! Why a person is a resident or not, down to the rules.

use super::case::Case;
use super::{Because, Period};
use crate::assess::with_figures;
use crate::explain::Step;
use crate::key;
use crate::message::{Arg, Message};
use crate::profile::{Counting, Ties};
use crate::quantity::{Date, Interval, Tri};
use crate::rulebook::rules;

impl Case<'_> {
    pub(super) fn explain(&self, period: Period, days: Interval<i32>, resident: Tri, because: Because) -> Step {
        let last = Date::last_of(self.year);
        let how = match because {
            Because::Days => key!("how.residency.days"),
            Because::StateService => key!("how.residency.state-service"),
            Because::Excluded => key!("how.residency.excluded"),
            Because::Transit => key!("how.residency.transit"),
            Because::LongAbroad => key!("how.residency.long-abroad"),
            Because::Tie(_) => key!("how.residency.tie"),
            Because::TieOrLongAbroad(_) => key!("how.residency.tie-or-long-abroad"),
            Because::Clash => key!("how.residency.clash"),
            Because::NoStays => key!("how.residency.no-stays"),
            Because::OpenStay => key!("how.residency.open-stay"),
            Because::Unanswered(_) => key!("how.residency.unanswered"),
        };
        let mut how = Message::new(how).with("limit", self.limit.value);
        match because {
            Because::Tie(question) | Because::TieOrLongAbroad(question) => how = how.with("question", with_figures(question)),
            Because::Unanswered(slot) => {
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
            Because::StateService => Some(rules::RESIDENCY_STATE_SERVICE),
            Because::Excluded | Because::Transit | Because::Clash => Some(rules::RESIDENCY_EXCLUDED),
            Because::Unanswered(Ties::BUSINESS) => Some(rules::RESIDENCY_EXCLUDED_BUSINESS),
            Because::LongAbroad | Because::Tie(_) | Because::TieOrLongAbroad(_) | Because::Unanswered(_) => {
                Some(rules::RESIDENCY_TIE_BREAKERS)
            }
            Because::Days | Because::NoStays | Because::OpenStay => None,
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
