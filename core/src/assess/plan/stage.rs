//! A step of the plan with its days.

use super::days;
use crate::explain::Step;
use crate::key;
use crate::message::{Arg, Key, Message};
use crate::profile::{Days, Done, Slot};
use crate::quantity::{Date, Interval};
use crate::rulebook::doubts;

named_enum! {
    /// A step of the plan.
    Kind = "journey.step." {
        /// Papers certified for use in Azerbaijan.
        Legalise = "legalise",
        /// Papers translated.
        Translate = "translate",
        /// Medical certificate.
        Medical = "medical",
        /// Application on the portal.
        Apply = "apply",
        /// Decision on it, and the certificate.
        Decision = "decision",
        /// Business visa.
        Visa = "visa",
        /// Entry.
        Enter = "enter",
        /// Place of stay registered.
        Register = "register",
        /// Temporary permit applied for.
        TrpApply = "trp-apply",
        /// Decision on it: the permit begins.
        TrpDecision = "trp-decision",
        /// Duty paid, card handed over.
        Card = "card",
        /// Work in the recognised field, without a work permit.
        Work = "work",
        /// Tax resident from this day.
        TaxResident = "tax-resident",
        /// Tax return due.
        TaxReturn = "tax-return",
        /// Extension applied for.
        TrpExtend = "trp-extend",
        /// Permanent permit applied for.
        PrpApply = "prp-apply",
        /// The temporary permit ends, its extensions counted in.
        TrpEnd = "trp-end",
        /// Decision on it: the permit begins.
        PrpDecision = "prp-decision",
        /// Duty of the permanent permit paid, card handed over.
        PrpCard = "prp-card",
        /// The programme's certificate ends.
        CertificateEnd = "certificate-end",
        /// Extension of the permanent permit applied for.
        PrpExtend = "prp-extend",
        /// Citizenship can be asked for.
        Citizenship = "citizenship",
        /// The permanent permit's term ends.
        PrpEnd = "prp-end",
    }
}

impl Kind {
    /// Its text by how far it is: residence that began is over.
    pub(super) fn said(self, progress: Progress) -> Key {
        if self == Self::TaxResident && progress != Progress::Ahead {
            return key!("journey.step.tax-resident-since");
        }
        self.label()
    }

    /// Whether the person does something; otherwise they wait, or something comes or ends by itself.
    pub const fn is_action(self) -> bool {
        matches!(
            self,
            Self::Legalise
                | Self::Translate
                | Self::Medical
                | Self::Apply
                | Self::Visa
                | Self::Enter
                | Self::Register
                | Self::TrpApply
                | Self::Card
                | Self::TrpExtend
                | Self::PrpApply
                | Self::PrpCard
                | Self::PrpExtend
                | Self::Citizenship
                | Self::TaxReturn
        )
    }

    /// Whether it is a paper that somebody hands out.
    pub(super) const fn is_paper(self) -> bool {
        matches!(self, Self::Legalise | Self::Translate | Self::Medical | Self::Visa)
    }

    /// Whether it ends or falls due by itself, on a day that follows from others.
    pub(super) const fn is_due(self) -> bool {
        matches!(
            self,
            Self::TrpExtend | Self::TrpEnd | Self::PrpExtend | Self::PrpEnd | Self::CertificateEnd | Self::TaxResident | Self::TaxReturn
        )
    }

    /// Whether it has, or can have, a last day apart from its own days.
    pub const fn can_be_late(self) -> bool {
        matches!(self, Self::Register | Self::TrpApply | Self::Card | Self::PrpApply | Self::PrpCard)
    }

    /// Where its real day is entered.
    pub const fn slot(self) -> Option<Slot> {
        Some(match self {
            Self::Legalise => Done::LEGALISED,
            Self::Translate => Done::TRANSLATED,
            Self::Medical => Done::MEDICAL,
            Self::Apply => Done::APPLIED,
            Self::Decision => Done::DECIDED,
            Self::Visa => Done::VISA,
            Self::Enter => Done::ENTERED,
            Self::Register => Done::REGISTERED,
            Self::TrpApply => Done::TRP_APPLIED,
            Self::TrpDecision => Days::TRP_FROM,
            Self::Card => Done::CARD,
            Self::PrpApply => Done::PRP_APPLIED,
            Self::PrpDecision => Days::PRP_FROM,
            _ => return None,
        })
    }
}

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Done on this day.
    Done(Date),
    /// Done, as a later step is or as the papers say; the day was not entered.
    Passed,
    /// Still to come.
    Ahead,
}

/// A step with its days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Which step.
    pub kind: Kind,
    /// Which extension, from 1; 0 for everything that comes once.
    pub round: u8,
    /// How far it is.
    pub progress: Progress,
    /// The earliest and the latest day.
    pub when: Interval<Date>,
    /// The last day allowed, for the earliest and the latest course of what comes before.
    pub by: Option<Interval<Date>>,
    /// Whether it rests on years whose feasts are not set.
    pub estimate: bool,
    /// Whether it is overdue or waits for what is: its days are the earliest, how much later was not found.
    pub late: bool,
    /// For what is waited for and has not come: the last day on which it should have, where that has passed.
    pub overdue: Option<Date>,
    /// Days by which it may end later without moving the earliest day of the card; none for what does not
    /// lead to the card.
    pub slack: Option<i32>,
    /// The same where everything takes its longest: days by which its latest day may move without moving the
    /// latest day of the card.
    pub slack_slow: Option<i32>,
    /// Whether it sets the pace: the earliest day of the card follows from it, step by step.
    pub critical: bool,
    /// Whether it sets the pace where everything takes its longest.
    pub critical_slow: bool,
    /// The steps it waits for.
    pub after: Vec<Kind>,
    /// Why, down to the sources.
    pub why: Step,
}

impl Stage {
    /// Its name, with the number of the extension where there are several.
    pub fn name(&self) -> Message {
        let name = Message::new(self.kind.said(self.progress));
        match self.round {
            0 | 1 => name,
            round => Message::new(key!("journey.again")).with("name", name).with("number", i64::from(round)),
        }
    }

    /// Whether its days are an estimate, for whatever reason.
    pub const fn is_estimate(&self) -> bool {
        self.estimate || self.late
    }

    /// Its days, as they are said.
    pub fn said(&self) -> Arg {
        if self.late && self.progress == Progress::Ahead {
            return Arg::from(Message::new(key!("timeline-page.not-before")).with("date", self.when.low));
        }
        days(self.when)
    }

    /// How many days it has to spare, from the least to the most, by how fast the other steps go; none where it
    /// does not lead to the card.
    pub fn spare(&self) -> Option<Interval<i32>> {
        self.slack.zip(self.slack_slow).map(|(fast, slow)| Interval { low: fast.min(slow), high: fast.max(slow) })
    }

    /// What is said of days to spare, where not all of it is none: whether it may set the pace, and how many.
    pub fn spare_text(&self, spare: Interval<i32>) -> Option<Message> {
        let paced = self.critical || self.critical_slow;
        let text = match (paced, spare.high) {
            (false, 0) => return None,
            (true, 0) => key!("timeline-page.may-pace"),
            (true, _) => key!("timeline-page.may-pace-slack"),
            (false, _) if spare.is_exact() => key!("timeline-page.slack"),
            (false, _) => key!("timeline-page.slack-range"),
        };
        Some(Message::new(text).with("least", spare.low).with("count", spare.high))
    }

    /// A name that stays the same when dates move: for calendar files.
    pub fn id(&self) -> String {
        match self.round {
            0 => self.kind.name().to_owned(),
            round => format!("{}-{round}", self.kind.name()),
        }
    }

    /// What is not known of the rules it rests on, each once.
    pub fn doubts(&self) -> Vec<Key> {
        doubts(&self.why.cites)
    }
}
