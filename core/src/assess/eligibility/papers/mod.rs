//! The papers that the Migration Code asks for: for a visa, for the temporary and for the permanent permit; which of
//! them are asked of this person, and how far each is. For the pages that show them: not part of an `Assessment`.

mod lists;
mod whom;

pub use lists::Purpose;

use super::highly_skilled;
use crate::assess::Assessment;
use crate::assess::plan::{Kind as Stage, Plan, Progress, counts, days};
use crate::explain::Step;
use crate::key;
use crate::message::{Key, Message};
use crate::profile::{Conditions, Ground, Kind, Paper, Relative, Slot};
use crate::quantity::{Date, EndOfMonth, Interval, Tri};
use crate::rulebook::{Citation, Ref, kind, rules};
use lists::{Entry, Note, Told};
use whom::{Person, Verdict, passport};

/// A line of a list, held against a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its article.
    pub article: &'static str,
    /// Which paper.
    pub name: Key,
    /// Whether it is asked of this person.
    pub asked: Tri,
    /// Of whom it is asked, and of whom not, where the law says so.
    pub whom: Vec<Message>,
    /// Why it is not asked, or why that is open: one of the sentences above.
    pub because: Option<Message>,
    /// The question that decides whether it is asked, where that is open.
    pub open: Option<Slot>,
    /// All questions that decide it, answered or not.
    pub questions: Vec<Slot>,
    /// How far it is; none where nothing was said.
    pub state: Option<Paper>,
    /// Where that is said; none where it is asked about with the papers of the programme.
    pub slot: Option<Slot>,
    /// Whether it is valid long enough; none where no date is asked for.
    pub valid: Option<Tri>,
    /// What to look out for.
    pub advice: Vec<Message>,
    /// Why, down to the sources.
    pub why: Step,
}

impl Line {
    /// Whether nothing is left to do about it.
    pub fn is_done(&self) -> bool {
        matches!(self.state, Some(Paper::Ready | Paper::NotNeeded)) && self.valid != Some(Tri::No)
    }
}

/// A list of the law, held against a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// For which permit.
    pub purpose: Purpose,
    /// The ground that was taken.
    pub ground: Ground,
    /// Its lines, in the order of the law.
    pub lines: Vec<Line>,
    /// What the law says of the whole list.
    pub notes: Vec<(Message, Citation)>,
}

impl List {
    /// Lines that are asked, not asked, or open.
    pub fn asked(&self, asked: Tri) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.asked == asked)
    }

    /// How many of the lines asked are ready, how many are asked, and how many more hang on an answer and are not
    /// ready anyway.
    pub fn counts(&self) -> [usize; 3] {
        let done = self.asked(Tri::Yes).filter(|line| line.is_done()).count();
        let open = self.asked(Tri::Unknown).filter(|line| !line.is_done()).count();
        [done, self.asked(Tri::Yes).count(), open]
    }

    /// How far the list is, in one sentence.
    pub fn answer(&self) -> Message {
        let [done, asked, open] = self.counts().map(|count| i64::try_from(count).unwrap_or(i64::MAX));
        if asked == 0 {
            return key!("paper.list.none").into();
        }
        let text = match self.purpose {
            Purpose::Visa => key!("paper.list.visa"),
            Purpose::Temporary => key!("paper.list.trp"),
            Purpose::Permanent => key!("paper.list.prp"),
        };
        let line = Message::new(text).with("done", done).with("all", asked);
        match open {
            0 => line,
            open => Message::new(key!("paper.list.with-open")).with("count", open).with("line", line),
        }
    }
}

/// The questions that decide which papers are asked on the ground of the plan, answered or not, each once. Those of
/// the family's rows, of the passport and of amounts stand elsewhere.
pub fn questions(lists: &[List; 3]) -> Vec<Slot> {
    let mut found: Vec<Slot> = Vec::new();
    for slot in lists.iter().flat_map(|list| &list.lines).flat_map(|line| &line.questions) {
        let elsewhere = [Relative::SECTION, Conditions::SECTION].contains(&slot.section)
            || slot.question().is_some_and(|question| question.kind == Kind::Money);
        if !elsewhere && !found.contains(slot) {
            found.push(*slot);
        }
    }
    found
}

/// The three lists.
pub fn lists(all: &Assessment, plan: &Plan) -> [List; 3] {
    Purpose::ALL.map(|purpose| list(all, plan, purpose))
}

fn list(all: &Assessment, plan: &Plan, purpose: Purpose) -> List {
    let person = Person { profile: &all.profile, ground: plan.ground, on: all.on };
    let look = Look { all, plan, purpose, person };
    let lines = purpose.entries().iter().map(|entry| look.line(entry)).collect();
    List { purpose, ground: plan.ground, lines, notes: look.notes() }
}

struct Look<'a> {
    all: &'a Assessment,
    plan: &'a Plan,
    purpose: Purpose,
    person: Person<'a>,
}

impl Look<'_> {
    fn cite<K: kind::Kind>(&self, rule: Ref<K>) -> Option<Citation> {
        rule.on_or_latest(self.all.on).map(|found| found.cite)
    }

    fn line(&self, entry: &Entry) -> Line {
        let Verdict { asked, whom, because, open, questions, inputs, mut cites } = self.person.all_of(entry.whom);
        let mut line = Line {
            article: entry.article,
            name: key!("paper.passport"),
            asked,
            whom,
            because,
            open,
            questions,
            state: None,
            slot: None,
            valid: None,
            advice: Vec::new(),
            why: Step::unknown(key!("paper.passport")),
        };
        match entry.told {
            Told::Own(slot, state) => {
                (line.name, line.slot, line.state) = (slot.label(), Some(slot), state(&self.all.profile));
            }
            Told::Passport => self.passport(&mut line),
            Told::Medical => self.medical(&mut line),
        }
        line.advice.extend(self.changes(entry, asked));
        for note in entry.notes {
            match note {
                Note::Text(text) => line.advice.push((*text).into()),
                Note::Rule(rule) => {
                    line.advice.push(rule.rule().name.into());
                    cites.extend(self.cite(*rule));
                }
                Note::Ground if self.plan.ground == Ground::Programme => self.certificate(&mut line),
                Note::Ground => {}
            }
        }
        let text = match asked {
            Tri::Yes => key!("paper.asked.yes"),
            Tri::No => key!("paper.asked.no"),
            Tri::Unknown => key!("paper.asked.open"),
        };
        let article = Message::new(key!("paper.article")).with("article", entry.article.to_owned());
        let how = match &line.because {
            Some(because) => Message::new(key!("paper.how")).with("article", article).with("because", because.clone()),
            None => article,
        };
        let mut why = Step::new(line.name, text).how(how);
        why.cites.extend(self.cite(entry.under.unwrap_or(self.purpose.rule())));
        why.cites.extend(cites);
        why.cites.append(&mut line.why.cites);
        why.inputs = inputs;
        why.inputs.append(&mut line.why.inputs);
        line.why = why;
        line
    }

    /// Ages are those of today; where they decide otherwise on the day of the plan, that is said.
    fn changes(&self, entry: &Entry, asked: Tri) -> Option<Message> {
        let used = match self.purpose {
            Purpose::Visa => Stage::Visa,
            Purpose::Temporary => Stage::TrpApply,
            Purpose::Permanent => Stage::PrpApply,
        };
        let when = self.ahead(used)?;
        let then = Person { on: when.low, ..self.person }.all_of(entry.whom).asked;
        (then != asked).then(|| Message::new(key!("paper.changes")).with("date", days(when)))
    }

    /// The days of a step that is still to come.
    fn ahead(&self, kind: Stage) -> Option<Interval<Date>> {
        self.plan.stage(kind).filter(|stage| stage.progress == Progress::Ahead).map(|stage| stage.when)
    }

    /// The programme's certificate, which proves its ground.
    fn certificate(&self, line: &mut Line) {
        line.advice.push(key!("paper.note.certificate").into());
        if line.state.is_none() && highly_skilled(&self.all.profile) == Tri::Yes {
            line.state = Some(Paper::Ready);
            line.advice.push(key!("paper.note.have-certificate").into());
        }
    }

    /// The passport is there where its last day is said; for how long it must be valid hangs on the list.
    fn passport(&self, line: &mut Line) {
        let until = passport(&self.all.profile);
        let slot = Conditions::PASSPORT_UNTIL;
        let needed = self.passport_needed();
        let valid = until.zip(needed).map_or(Tri::Unknown, |(until, (needed, _))| lasts(until, needed));
        line.valid = Some(valid).filter(|_| self.purpose != Purpose::Permanent);
        line.state = until.map(|until| if until >= self.all.on && line.valid != Some(Tri::No) { Paper::Ready } else { Paper::Missing });
        line.why.inputs.push(until.map_or_else(|| Step::unknown(slot.label()), |until| Step::new(slot.label(), until)));
        let beyond = match self.purpose {
            Purpose::Visa => rules::PAPERS_VISA_PASSPORT.on_or_latest(self.all.on).map(|found| (found.value, key!("paper.beyond.visa"))),
            Purpose::Temporary => {
                rules::CONDITION_PASSPORT.read_as("code", self.all.on).ok().map(|found| (found.value, key!("paper.beyond.trp")))
            }
            Purpose::Permanent => None,
        };
        line.advice.extend(beyond.map(|(months, text)| Message::new(text).with("count", months)));
        if let Some((needed, cite)) = needed {
            line.advice.push(Message::new(key!("paper.valid-until")).with("date", days(needed)));
            line.why.inputs.push(Step::new(key!("journey.needed-until"), days(needed)).cite(cite));
        }
    }

    /// Until when the passport must be valid, as the plan goes; none where the plan does not tell, and for the permanent
    /// permit, of which the law does not say it.
    fn passport_needed(&self) -> Option<(Interval<Date>, Citation)> {
        let months = |from: Date, months: i32| from.plus_months(months, EndOfMonth::Up).unwrap_or(from);
        match self.purpose {
            Purpose::Visa => {
                let beyond = rules::PAPERS_VISA_PASSPORT.on_or_latest(self.all.on)?;
                let (entry, stay) = self.ahead(Stage::Enter).zip(self.all.profile.journey.visa_stay)?;
                let end = |day: Date| months(day.plus_days(stay.0 - 1), beyond.value);
                Some((Interval::between(end(entry.low), end(entry.high)), beyond.cite))
            }
            Purpose::Temporary => {
                let beyond = rules::CONDITION_PASSPORT.read_as("code", self.all.on).ok()?;
                self.ahead(Stage::TrpApply)?;
                let granted = self.plan.stage(Stage::TrpDecision)?.when;
                let end = |day: Date| months(day, self.plan.term + beyond.value);
                Some((Interval::between(end(granted.low), end(granted.high)), beyond.cite))
            }
            Purpose::Permanent => None,
        }
    }

    /// The one certificate that is asked about elsewhere already.
    fn medical(&self, line: &mut Line) {
        let (own, conditions) = (&self.all.profile.papers, &self.all.profile.conditions);
        line.name = key!("paper.medical");
        line.state = own.medical.or(conditions.medical.map(|has| if has { Paper::Ready } else { Paper::Missing }));
        let used = self.ahead(Stage::TrpApply);
        line.valid = own.medical_until.zip(used).map(|(until, used)| lasts(until, used));
        let said = used.filter(|_| line.valid.is_some());
        line.advice.extend(said.map(|used| Message::new(key!("paper.valid-until")).with("date", days(used))));
    }

    /// What the law says of the whole list.
    fn notes(&self) -> Vec<(Message, Citation)> {
        let mut notes = Vec::new();
        let mut add = |text: Message, cite: Option<Citation>| notes.extend(cite.map(|cite| (text, cite)));
        let state = rules::PAPERS_FROM_THE_STATE;
        add(state.rule().name.into(), self.cite(state));
        if self.purpose == Purpose::Temporary {
            let refused = rules::PAPERS_TRP_AFTER_REFUSAL;
            add(refused.rule().name.into(), self.cite(refused));
        }
        if self.purpose != Purpose::Visa
            && let Some(age) = rules::PAPERS_FINGERPRINTS.on_or_latest(self.all.on)
        {
            add(Message::new(key!("paper.list.fingerprints")).with("age", age.value), Some(age.cite));
        }
        if self.purpose == Purpose::Permanent && counts(&self.all.profile, self.plan.ground) == Tri::No {
            add(key!("paper.list.does-not-count").into(), self.cite(rules::PERMANENT_COUNTING_GROUNDS));
        }
        notes
    }
}

/// Whether something that ends on a day lasts until a day that is a range.
fn lasts(until: Date, needed: Interval<Date>) -> Tri {
    if until >= needed.high {
        Tri::Yes
    } else if until < needed.low {
        Tri::No
    } else {
        Tri::Unknown
    }
}
