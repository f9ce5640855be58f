//! The guided questions: for each thing people come to find out, which open answer is worth giving next, and why.
//! What decides most is asked first, and nothing is asked that what is known already makes pointless.

mod lists;

use std::cmp::Reverse;

use super::answers::{Reach, Slots, StopProof, Trial};
use crate::assess::Assessment;
use crate::assess::eligibility::Open;
use crate::assess::permits::{self, permit_options};
use crate::assess::points::Verdict;
use crate::assess::programmes::{self, matches};
use crate::assess::residence::residency::Reason;
use crate::key;
use crate::message::{Key, Message};
use crate::profile::{Document, Elsewhere, Scored, Section, Slot, You};
use crate::quantity::{Interval, sorted};

pub use lists::{OTHER, Questions, applies, gate, row_fields};

named_enum! {
    /// What a person comes to find out.
    Goal = "guide.goal." {
        /// Whether they qualify for the programme.
        Qualify = "qualify",
        /// What is left of their pay and other income.
        Keep = "keep",
        /// When they become a tax resident.
        Residence = "residence",
        /// Which permit they can get, and when.
        Permit = "permit",
        /// Which other country would have them.
        Country = "country",
    }
}

impl Goal {
    /// The goal that a question belongs to; none for those of [`OTHER`].
    pub fn of(slot: Slot) -> Option<Self> {
        Self::ALL.into_iter().find(|goal| goal.lists().iter().any(|questions| questions.hold(slot)))
    }

    /// Its questions, section by section.
    pub const fn lists(self) -> &'static [Questions] {
        match self {
            Self::Qualify => lists::QUALIFY,
            Self::Keep => lists::KEEP,
            Self::Residence => lists::RESIDENCE,
            Self::Permit => lists::PERMIT,
            Self::Country => lists::COUNTRY,
        }
    }
}

/// Why a question is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worth {
    /// Some answer to it alone decides whether the points reach the mark.
    Decides,
    /// The best answer narrows the range by so many points.
    Narrows(i32),
    /// It narrows the range together with other answers.
    Together,
    /// A condition of the programme hangs on it.
    Condition(Key),
    /// Tax residence hangs on it.
    Residence,
    /// So many permits hang on it.
    Permits(usize),
    /// So many programmes of other countries hang on it.
    Programmes(usize),
    /// Later questions make sense only with it, or the goal's pages use it.
    Needed,
}

/// A question worth answering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// Where the answer goes. For a section with rows and no row number: a first row is wanted.
    pub slot: Slot,
    /// Why it is asked.
    pub worth: Worth,
}

impl Question {
    /// Why it is asked on the way to a goal, in words.
    pub fn why(self, goal: Goal, mark: i32) -> Message {
        let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        match self.worth {
            Worth::Decides => Message::new(key!("guide.worth.decides")).with("mark", mark),
            Worth::Narrows(points) => Message::new(key!("guide.worth.narrows")).with("points", points),
            Worth::Together => key!("guide.worth.together").into(),
            Worth::Condition(name) => Message::new(key!("guide.worth.condition")).with("condition", name),
            Worth::Residence => key!("guide.worth.residence").into(),
            Worth::Permits(permits) => Message::new(key!("guide.worth.permits")).with("count", number(permits)),
            Worth::Programmes(programmes) => Message::new(key!("guide.worth.programmes")).with("count", number(programmes)),
            Worth::Needed if [Elsewhere::NATIONALITY, You::AZERBAIJANI].contains(&self.slot) => key!("guide.first").into(),
            Worth::Needed if self.slot == You::SPECIALITY => key!("guide.speciality").into(),
            Worth::Needed => match goal {
                Goal::Qualify => key!("guide.needed.qualify"),
                Goal::Keep => key!("guide.needed.keep"),
                Goal::Residence => key!("guide.needed.residence"),
                Goal::Permit => key!("guide.needed.permit"),
                Goal::Country => key!("guide.needed.country"),
            }
            .into(),
        }
    }
}

/// Where a person is on the way to a goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guide {
    /// What is left to ask, the next question first; empty when the goal is done.
    pub questions: Vec<Question>,
    /// How many questions of the goal have an answer, a row counting as one.
    pub answered: usize,
}

impl Guide {
    /// The question to ask now.
    pub fn next(&self) -> Option<Question> {
        self.questions.first().copied()
    }
}

/// What is left to ask for a goal. Those in `passed` are not asked again: a person may not know, or not want to say.
pub fn guide(document: &Document, all: &Assessment, goal: Goal, passed: &[Slot]) -> Guide {
    let mut questions: Vec<Question> = Vec::new();
    // Citizens of Azerbaijan need neither the programme nor a permit.
    let is_moot = matches!(goal, Goal::Qualify | Goal::Permit) && all.profile.you.azerbaijani == Some(true);
    if !is_moot {
        let is_open = |slot: Slot| !is_answered(document, slot) && !passed.contains(&slot);
        let mut take = |question: Question| {
            let slot = lists::gate(question.slot).filter(|gate| is_open(*gate)).unwrap_or(question.slot);
            if is_open(slot) && lists::is_due(slot, all) {
                questions.push(Question { slot, ..question });
            }
        };
        // Which citizenship is asked before all else only while it is not known whether it is Azerbaijan's.
        let is_unknown = all.profile.you.azerbaijani.is_none();
        let first = first(goal).iter().filter(|slot| applies(**slot, all) && (**slot != Elsewhere::NATIONALITY || is_unknown));
        first.for_each(|slot| take(Question { slot: *slot, worth: Worth::Needed }));
        weighed(document, all, goal, passed).into_iter().for_each(&mut take);
        let listed = goal.lists().iter().flat_map(Questions::slots);
        listed
            .filter(|slot| lists::is_listed(*slot, all) && applies(*slot, all))
            .for_each(|slot| take(Question { slot, worth: Worth::Needed }));
    }
    Guide { questions: each_once(questions), answered: answered(document, goal) }
}

/// Each question where it is asked first.
fn each_once(questions: Vec<Question>) -> Vec<Question> {
    let mut places = sorted(0..questions.len(), |place| (Slots::key(&questions[*place].slot), *place));
    places.dedup_by_key(|place| questions[*place].slot);
    sorted(places, |place| *place).into_iter().map(|place| questions[place]).collect()
}

/// Whether any answers left could change the verdict on the points.
pub fn stop_proof(document: &Document, all: &Assessment, passed: &[Slot]) -> StopProof {
    let trial = Trial { assumed: &all.assumed, on: all.on };
    Reach::of(&all.profile, trial, &closed(document, &trial.open(&all.profile), passed)).stop_proof(&all.points)
}

/// Asked before all others. If the citizenship is passed over, the next question is whether it is Azerbaijan's.
const fn first(goal: Goal) -> &'static [Slot] {
    match goal {
        // The speciality decides whether degrees and work count.
        Goal::Qualify => &[Elsewhere::NATIONALITY, You::AZERBAIJANI, You::SPECIALITY],
        _ => &[Elsewhere::NATIONALITY, You::AZERBAIJANI],
    }
}

/// The questions whose effect is known, the most decisive first.
fn weighed(document: &Document, all: &Assessment, goal: Goal, passed: &[Slot]) -> Vec<Question> {
    match goal {
        Goal::Qualify => {
            let mut questions = scored(document, all, passed);
            questions.extend(all.eligibility.conditions.iter().filter(|condition| condition.demanded).filter_map(|condition| {
                let Some(Open::Unanswered(slot)) = condition.open else { return None };
                Some(Question { slot, worth: Worth::Condition(condition.name) })
            }));
            questions
        }
        Goal::Keep => Vec::new(),
        Goal::Residence => match all.residency.as_ref().map(|residency| residency.outcome.because) {
            Ok(Reason::Unanswered(slot)) => vec![Question { slot, worth: Worth::Residence }],
            _ => Vec::new(),
        },
        Goal::Permit => {
            let hanging = permits::hanging(&permit_options(all)).into_iter();
            hanging.map(|(slot, permits)| Question { slot, worth: Worth::Permits(permits) }).collect()
        }
        Goal::Country => {
            let hanging = programmes::hanging(&matches(all)).into_iter();
            hanging.map(|settles| Question { slot: settles.slot, worth: Worth::Programmes(settles.perhaps) }).collect()
        }
    }
}

/// The open answers that can narrow the range, alone or together: what can decide the verdict first, then what
/// narrows most.
fn scored(document: &Document, all: &Assessment, passed: &[Slot]) -> Vec<Question> {
    let Assessment { profile, points, .. } = all;
    let trial = Trial { assumed: &all.assumed, on: all.on };
    let open = trial.open(profile);
    let closed = closed(document, &open, passed);
    let reach = Reach::of(profile, trial, &closed);
    let width = points.total.high - points.total.low;
    let moved = Slots::of(&reach.moved);
    let ask = |(slot, totals): (Slot, Vec<Interval<i32>>)| {
        let narrows = totals.iter().map(|total| width - (total.high - total.low)).max().unwrap_or(0);
        let decides =
            |total: &Interval<i32>| points.verdict == Verdict::Depends && Verdict::of(*total, points.pass_mark) != Verdict::Depends;
        let worth = match narrows {
            _ if totals.iter().any(decides) => Worth::Decides,
            1.. => Worth::Narrows(narrows),
            _ if moved.hold(slot) => Worth::Together,
            _ => return None,
        };
        Some((narrows, Question { slot, worth }))
    };
    let is_closed = Slots::of(&closed);
    let asked: Vec<Slot> = open.into_iter().filter(|slot| !is_closed.hold(*slot)).collect();
    let found = trial.outcomes(profile, &asked).into_iter().filter_map(ask);
    // Ties keep the order of the form.
    let ranked = sorted(found, |(narrows, question)| Reverse((question.worth == Worth::Decides, *narrows)));
    ranked.into_iter().map(|(_, question)| question).collect()
}

/// Open answers that are not asked for: those passed over, and those entered that cannot be used, which have a
/// message at their field.
fn closed(document: &Document, open: &[Slot], passed: &[Slot]) -> Vec<Slot> {
    let given = open.iter().filter(|slot| is_answered(document, **slot));
    passed.iter().chain(given).copied().collect()
}

/// Whether something was entered; for a first row, whether the section has a row.
fn is_answered(document: &Document, slot: Slot) -> bool {
    let wants_row = slot.row.is_none() && Section::named(slot.section).is_some_and(|section| section.list);
    if wants_row { document.has_rows(slot.section) } else { document.has(slot) }
}

fn answered(document: &Document, goal: Goal) -> usize {
    let count = |questions: &Questions| match Section::named(questions.section()) {
        Some(section) if section.list => document.rows(section.name).len(),
        _ => questions.slots().filter(|slot| document.has(*slot)).count(),
    };
    goal.lists().iter().map(count).sum()
}

/// Whether a question is asked because of the points, and not only for the goal's pages.
fn is_scored(slot: Slot) -> bool {
    slot.question().is_some_and(|question| question.scored == Scored::Open)
}
