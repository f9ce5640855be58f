//! The guided questions: one at a time, what decides most first, until nothing is left to ask.

mod card;
mod done;

use leptos::prelude::*;

use crate::ui::components::button;
use crate::ui::components::status::assumed;
use crate::ui::components::text::hint;
use crate::ui::components::{Beside, Strip, is_assumed};
use crate::ui::route::Route;
use crate::ui::view::{anew, dynamic, each, handler, live, version};
use crate::ui::walk::{Stop, Walk};
use crate::ui::{State, browser, count, say, t};
use hsmp::assess::guidance::answers::StopProof;
use hsmp::assess::guidance::guide::{Goal, Guide, Question, Worth, guide as ask, row_fields, stop_proof};
use hsmp::assess::points::Points;
use hsmp::key;
use hsmp::message::{Arg, Message};
use hsmp::profile::{Kind, Section, Severity, Slot};

/// The guide to what the address names; without a name, to the programme.
pub fn guide(state: State) -> AnyView {
    let goal = Route::part_of_hash(&browser::hash()).and_then(|name| Goal::from_name(&name)).unwrap_or(Goal::Qualify);
    let place = Place::new(state, goal);
    let drawn = version(move || place.at.get());
    view! {
        <div class="columns">
            <div class="guide">
                {goals(place)}
                {so_far(place)}
                {move || place.proof().into_any()}
                <section class="card" id="guide-card" aria-labelledby="guide-title">
                    {anew(move || drawn.get(), move |_| untrack(|| place.contents()))}
                </section>
                {move || place.progress().into_any()}
            </div>
            <Beside/>
        </div>
        <Strip/>
    }
    .into_any()
}

/// What the person comes to find out, and where they are on the way.
#[derive(Clone, Copy)]
struct Place {
    state: State,
    goal: Goal,
    /// What is shown. It stays while it is being answered: a first letter must not take the field away.
    at: RwSignal<At>,
    /// Rows from which the person went back: they have been entered, so nothing else would lead to them again.
    ahead: StoredValue<Vec<Stop>>,
}

/// A stop, with what was left to ask when it was reached.
#[derive(Clone, Debug, PartialEq)]
struct At {
    stop: Stop,
    guide: Guide,
    /// Whether answers can settle the verdict: those left, and those passed over too.
    proofs: [StopProof; 2],
}

impl Place {
    fn new(state: State, goal: Goal) -> Self {
        Self { state, goal, at: RwSignal::new(untrack(|| At::next(state, goal))), ahead: StoredValue::new(Vec::new()) }
    }

    fn contents(self) -> AnyView {
        match self.at.with(|at| at.stop) {
            Stop::Ask(question) => card::one(self, question),
            Stop::Row { question, id } => card::row(self, question, id),
            Stop::More(question) => card::more(self, question),
            Stop::Done => done::done(self),
        }
    }

    /// Goes to a stop, and takes the focus along.
    fn go(self, stop: Option<Stop>) {
        let mut at = untrack(|| At::next(self.state, self.goal));
        at.stop = stop.unwrap_or(at.stop);
        let focus = at.first_control(self.state);
        self.at.set(at);
        // The new stop is drawn after this event; a keyboard goes on there.
        request_animation_frame(move || browser::focus(&focus));
    }

    /// Goes on from the stop that is shown, which one can come back to.
    fn leave(self, to: Option<Stop>) {
        let behind = (self.goal, self.at.with_untracked(|at| at.stop));
        self.state.walk.update(|walk| walk.behind.push(behind));
        let ahead = self.ahead.try_update_value(|ahead| match to {
            Some(to) => {
                ahead.pop_if(|stop| *stop == to);
                Some(to)
            }
            None => ahead.pop(),
        });
        self.go(ahead.flatten());
    }

    fn pass(self, slots: impl IntoIterator<Item = Slot>) {
        self.state.walk.update(|walk| walk.passed.extend(slots));
    }

    /// Goes on from a question; without an answer it is passed over.
    fn advance(self, question: Question) {
        let slot = question.slot;
        if self.is_refused(slot) {
            // What is wrong is said at the field; it must not be passed over.
            return browser::focus(&control(self.state, slot));
        }
        if !self.state.peek(|document| document.has(slot)) {
            self.pass([slot]);
        }
        self.leave(None);
    }

    /// Goes on from a row: to the question whether there are more, or past an empty one.
    fn save(self, question: Question, id: u32) {
        let section = question.slot.section;
        let slots = || row_fields(section).into_iter().map(move |field| field.slot.in_row(id));
        if let Some(wrong) = slots().find(|slot| self.is_refused(*slot)) {
            return browser::focus(&control(self.state, wrong));
        }
        if self.state.peek(|document| document.is_blank(section, id)) {
            // A row of which all answers were taken back.
            if self.state.peek(|document| document.has_row(section, id)) {
                self.state.edit(|document| document.remove_row(section, id));
            }
            self.pass([question.slot]);
            return self.leave(None);
        }
        // What was left open here is not asked again by itself.
        let open: Vec<Slot> = self.state.peek(|document| slots().filter(|slot| !document.has(*slot)).collect());
        self.pass(open);
        self.leave(Some(Stop::More(question)));
    }

    fn another(self, question: Question) {
        let id = self.state.peek(|document| document.next_row(question.slot.section));
        self.leave(Some(Stop::Row { question, id }));
    }

    fn back(self) {
        let now = self.at.with_untracked(|at| at.stop);
        let is_entered = match now {
            Stop::Row { question, id } => self.state.peek(|document| !document.is_blank(question.slot.section, id)),
            Stop::More(_) => true,
            Stop::Ask(_) | Stop::Done => false,
        };
        if is_entered {
            self.ahead.update_value(|ahead| ahead.push(now));
        }
        let stop = self.state.walk.try_update(|walk| walk.back(self.goal)).flatten();
        self.go(stop);
    }

    fn is_refused(self, slot: Slot) -> bool {
        untrack(|| self.state.problem(slot)).is_some_and(|problem| problem.severity == Severity::Refused)
    }

    fn back_button(self) -> Option<AnyView> {
        let can = self.state.walk.with_untracked(|walk: &Walk| walk.can_go_back(self.goal));
        can.then(|| {
            let back = handler(move |_| self.back());
            button("button quiet", t(key!("guide.back")), back)
        })
    }

    /// That no answer left settles the verdict, and that going on is still worth it.
    fn proof(self) -> Option<AnyView> {
        if self.goal != Goal::Qualify {
            return None;
        }
        let (proofs, can_narrow) = self.at.with(|at| {
            let scored = |question: &Question| matches!(question.worth, Worth::Narrows(_) | Worth::Together);
            (at.proofs, at.guide.questions.iter().any(scored))
        });
        let text = match proofs {
            [StopProof::No, _] => return None,
            [StopProof::Decided, _] => key!("guide.settled.decided"),
            [StopProof::Unpublished, StopProof::No] => key!("guide.settled.skipped"),
            [StopProof::Unpublished, _] => key!("guide.settled.unpublished"),
        };
        let mark = self.state.assessment.with_untracked(|all| all.points.pass_mark);
        let more = if can_narrow { t(key!("guide.more")) } else { "" };
        let view = view! {
            <p class="proof" id="proof">
                {say(&Message::new(text).with("mark", mark))}
                " "
                {more}
            </p>
        };
        Some(view.into_any())
    }

    /// How many questions are left, what the answers come to so far, and that one may stop.
    fn progress(self) -> Option<AnyView> {
        let (left, answered) = self.at.with(|at| (at.guide.questions.len(), at.guide.answered));
        if self.at.with(|at| at.stop == Stop::Done) {
            return None;
        }
        let text = Message::new(key!("guide.left")).with("count", count(left));
        let view = view! {
            <div class="guide-progress">
                <p id="guide-left">{say(&text)}</p>
                <progress aria-labelledby="guide-left" max=(left + answered).to_string() value=answered.to_string()></progress>
                {hint(t(key!("guide.stop")))}
            </div>
        };
        Some(view.into_any())
    }
}

impl At {
    /// Where a goal's questions begin now.
    fn next(state: State, goal: Goal) -> Self {
        let (guide, proofs) = state.assessment.now(|all| {
            state.read(|document| {
                state.walk.with(|Walk { passed, .. }| {
                    let proof = |passed: &[Slot]| if goal == Goal::Qualify { stop_proof(document, all, passed) } else { StopProof::No };
                    (ask(document, all, goal, passed), [proof(passed), proof(&[])])
                })
            })
        });
        let stop = match guide.next() {
            None => Stop::Done,
            Some(question) if wants_row(question.slot) => {
                Stop::Row { question, id: state.peek(|document| document.next_row(question.slot.section)) }
            }
            Some(question) => Stop::Ask(question),
        };
        Self { stop, guide, proofs }
    }

    /// The id of what a keyboard begins with.
    fn first_control(&self, state: State) -> String {
        match self.stop {
            Stop::Ask(question) => control(state, question.slot),
            Stop::Row { question, id } => {
                let first = row_fields(question.slot.section).first().map_or(question.slot, |field| field.slot);
                control(state, first.in_row(id))
            }
            Stop::More(_) | Stop::Done => "guide-title".to_owned(),
        }
    }
}

/// Whether a slot stands for a row that is not there yet.
fn wants_row(slot: Slot) -> bool {
    slot.row.is_none() && Section::named(slot.section).is_some_and(|section| section.list)
}

/// The id of the control of an answer: of a group, the choice that is made, or the first.
fn control(state: State, slot: Slot) -> String {
    let path = slot.path();
    if slot.question().is_none_or(|question| question.kind != Kind::YesNo) {
        return path;
    }
    let is_no = state.peek(|document| document.text(slot) == "no");
    format!("{path}.{}", if is_no { "no" } else { "yes" })
}

/// The goals, each with how much is left to ask for it.
fn goals(place: Place) -> AnyView {
    let Place { state, goal: own, at, .. } = place;
    let link = |goal: Goal| {
        let left = live(move || {
            // Counted where one stops, and not with every letter.
            let left = at.with(|at| (goal == own).then_some(at.guide.questions.len()));
            let left = left.unwrap_or_else(|| untrack(|| questions_left(state, goal)));
            match left {
                0 => t(key!("guide.finished")).to_owned(),
                left => say(&Message::new(key!("guide.left-short")).with("count", count(left))),
            }
        });
        view! {
            <li>
                <a href=href(goal) aria-current=(goal == own).then_some("page")>
                    <span>{t(goal.label())}</span>
                    " "
                    <span class="hint">{left}</span>
                </a>
            </li>
        }
        .into_any()
    };
    view! {
        <nav class="guide-goals" aria-label=t(key!("guide.goals"))>
            <ul>{each(&Goal::ALL, link)}</ul>
        </nav>
    }
    .into_any()
}

fn questions_left(state: State, goal: Goal) -> usize {
    state.assessment.now(|all| state.read(|document| state.walk.with(|walk| ask(document, all, goal, &walk.passed).questions.len())))
}

fn href(goal: Goal) -> String {
    format!("{}/{}", Route::Guide.href(), goal.name())
}

/// What the answers come to so far. It follows each answer; the announcer of the page says it aloud.
fn so_far(place: Place) -> AnyView {
    let Place { state, goal, at, .. } = place;
    let line = move || match goal {
        Goal::Qualify => state.assessment.with(|all| range(&all.points)),
        // At the end the card says it.
        _ if at.with(|at| at.stop == Stop::Done) => None,
        goal => done::line(state, goal).map(|answer| {
            let text = Message::new(key!("guide.so-far")).with("answer", Arg::Typed(answer));
            view! { <p class="guide-range">{say(&text)}</p> }.into_any()
        }),
    };
    view! { <div>{dynamic(move || line().into_any())}</div> }.into_any()
}

/// How wide the range is now; while everything is open that says nothing.
fn range(points: &Points) -> Option<AnyView> {
    let text = match points.total.high - points.total.low {
        all if all == points.scale => return None,
        0 => Message::new(key!("guide.exact")).with("points", points.total.low),
        width => Message::new(key!("guide.width")).with("points", width).with("range", points.total),
    };
    let line = view! {
        <p class="guide-range" data-assumed=is_assumed(points)>
            {say(&text.with("scale", points.scale))}
            {assumed(is_assumed(points))}
        </p>
    };
    Some(line.into_any())
}
