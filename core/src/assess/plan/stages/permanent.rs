//! After the temporary permit: extensions, the permanent permit, citizenship.

use super::Planner;
use super::absence::unbroken;
use super::durations::{Says, When};
use crate::assess::plan::{Kind, Progress};
use crate::key;
use crate::message::Message;
use crate::profile::{Ground, PrpDays};
use crate::quantity::{Date, EndOfMonth, Interval, Tri};
use crate::rulebook::{Citation, Ref, kind, rules};

impl Planner<'_> {
    /// Extensions, the permanent permit, citizenship, and the certificate's end.
    pub(super) fn permanent(&mut self, granted: When, [term, extension]: [i32; 2], counts: Tri) {
        let profile = &self.all.profile;
        let (years, early) = (self.count(rules::CLOCK_PRP_YEARS), self.count(rules::PRP_BEFORE));
        let complete = |from: Date| from.plus_months(12 * years.value, EndOfMonth::Up).unwrap_or(from);
        let anew = unbroken(self.all, granted.days);
        let ripe = When { days: anew.unwrap_or(granted.days), ..granted }.map(complete);
        // The day on the card, where the person says it; otherwise worked out from the decision.
        let printed = profile
            .permits
            .permit_until
            .filter(|until| !self.holds_another() && self.real(Kind::TrpDecision).is_some_and(|from| from < *until));
        let end = |rounds: i32| match printed {
            Some(until) => When::set(Interval::exactly(until)).months(rounds * extension, EndOfMonth::Down),
            None => granted.months(term + rounds * extension, EndOfMonth::Down),
        };
        let is_short = |rounds: i32| {
            if printed.is_some() || anew.is_some() {
                end(rounds).months(-early.value, EndOfMonth::Down).days.low < ripe.days.low
            } else {
                term + rounds * extension < 12 * years.value + early.value
            }
        };
        // If the years do not count, only the first extension is shown. Nobody needs more than a few.
        let rounds = if counts == Tri::No { 1 } else { (0..4).find(|rounds| !is_short(*rounds)).unwrap_or(4) };
        let before = self.count(rules::TRP_BEFORE);
        for round in 0..rounds {
            // A permit of one month has to be extended as soon as it begins.
            let due = end(round).map(|date| date.plus_days(-before.value)).later(granted);
            let how = Message::new(key!("journey.how.trp-extend")).with("days", before.value).with("months", extension);
            let says = Says::how(how).cite(before.cite).by(due.days);
            self.put_round(Kind::TrpExtend, u8::try_from(round + 1).unwrap_or(u8::MAX), due, &[Kind::TrpDecision], says);
        }
        let ends = end(rounds);
        let how = Message::new(key!("journey.how.trp-end")).with("months", term);
        let [first, _] = self.term_rules();
        self.put(Kind::TrpEnd, ends, &[Kind::TrpDecision], Says::how(how).cite(first));
        self.certificate();
        if counts == Tri::No {
            return;
        }
        let by = ends.months(-early.value, EndOfMonth::Down).days;
        let text = if anew.is_some() { key!("journey.how.prp-apply-anew") } else { key!("journey.how.prp-apply") };
        let how = Message::new(text).with("years", years.value).with("months", early.value);
        let how = anew.map_or(how.clone(), |from| how.with("low", from.low).with("high", from.high));
        let says = Says::how(how).cite(years.cite).cite(early.cite).by(by);
        let applied = self.put(Kind::PrpApply, ripe, &[Kind::TrpDecision], says);
        let (outer, inner) = (self.range(rules::PRP_DECISION), self.range(rules::PRP_DECISION_BETWEEN));
        let tier = match profile.journey.prp_days {
            None => outer.value,
            Some(PrpDays::ThirtyFive) => Interval::exactly(outer.value.low),
            Some(PrpDays::Forty) => Interval::exactly(inner.value.low),
            Some(PrpDays::Fifty) => Interval::exactly(inner.value.high),
            Some(PrpDays::Sixty) => Interval::exactly(outer.value.high),
        };
        let faster = self.count(rules::PRP_FASTER);
        let less = if self.is_programme() { faster.value } else { 0 };
        // Whether the days are working days was not found: the earliest day counts all, the latest working days.
        let slow = applied.working(0, tier.high);
        let days = Interval { low: applied.days.low.plus_days(tier.low - less), high: slow.days.high };
        let is_exact = tier.low - less == tier.high;
        let text = if is_exact { key!("journey.how.prp-decision-exact") } else { key!("journey.how.prp-decision") };
        let how = Message::new(text).with("least", tier.low - less).with("most", tier.high);
        let check = self.count(if self.is_programme() { rules::BENEFIT_CHECK_PERMANENT } else { rules::PRP_CHECK });
        let says = Says::how(how).cite(outer.cite).cite(faster.cite.filter(|_| self.is_programme())).cite(check.cite);
        let settled = self.put(Kind::PrpDecision, When { days, ..slow }, &[Kind::PrpApply], says);
        let unpaid = self.count(rules::PRP_UNPAID);
        let by = settled.map(|date| date.plus_days(unpaid.value)).days;
        let how = Message::new(key!("journey.how.card")).with("days", unpaid.value);
        self.put(Kind::PrpCard, settled, &[Kind::PrpDecision], Says::how(how).cite(unpaid.cite).by(by));
        let term = self.count(rules::PRP_TERM);
        let how = Message::new(key!("journey.how.prp-end")).with("years", term.value);
        let ends = settled.months(12 * term.value, EndOfMonth::Down);
        self.put(Kind::PrpEnd, ends, &[Kind::PrpDecision], Says::how(how).cite(term.cite));
        let due = ends.months(-early.value, EndOfMonth::Down);
        // Past that day, a permit that is still held has been extended.
        if due.days.high >= self.all.on {
            let how = Message::new(key!("journey.how.prp-extend")).with("months", early.value);
            self.put(Kind::PrpExtend, due, &[Kind::PrpDecision], Says::how(how).cite(early.cite).by(due.days));
        }
        let years = self.count(rules::CITIZENSHIP_YEARS);
        let how = Message::new(key!("journey.how.citizenship")).with("years", years.value);
        let asks = settled.months(12 * years.value, EndOfMonth::Up);
        self.put(Kind::Citizenship, asks, &[Kind::PrpDecision], Says::how(how).cite(years.cite));
    }

    pub(super) fn term_rules(&self) -> [Option<Citation>; 2] {
        let cite = |rule: Ref<kind::Count>| self.count(rule).cite;
        match self.ground {
            Ground::Programme => [cite(rules::BENEFIT_RESIDENCE_TERM); 2],
            Ground::Investment => [cite(rules::TRP_TERM_INVESTOR); 2],
            _ => [cite(rules::TRP_TERM), cite(rules::TRP_EXTENSION)],
        }
    }

    pub(super) fn certificate(&mut self) {
        let decided = self.stages.iter().find(|stage| stage.kind == Kind::Decision && stage.progress != Progress::Passed);
        let Some(decided) = decided.map(When::of) else { return };
        let years = self.count(rules::PROGRAMME_CERTIFICATE);
        let how = Message::new(key!("journey.how.certificate-end")).with("years", years.value);
        let ends = decided.months(12 * years.value, EndOfMonth::Down);
        self.put(Kind::CertificateEnd, ends, &[Kind::Decision], Says::how(how).cite(years.cite));
    }
}
