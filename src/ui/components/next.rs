//! The question most worth answering, and the proof when none is left.

use leptos::prelude::*;

use super::field::QuestionField;
use super::rows::row_name;
use crate::ui::route::Route;
use crate::ui::view::{anew, handler, use_state, version};
use crate::ui::{State, browser, say, t, words};
use hsmp::assess::answers::Settled;
use hsmp::assess::next::{Next, Question};
use hsmp::key;
use hsmp::message::Message;
use hsmp::profile::{Section, Severity, Slot};

/// The id of the card with the next question.
const NEXT: &str = "next";

/// Where the person is with their questions.
#[derive(Clone, Copy)]
struct Place {
    state: State,
    /// The question stays while it is being answered: a first letter must not take the field away.
    shown: RwSignal<Next>,
    skipped: RwSignal<Vec<Slot>>,
}

/// The question most worth answering, with its control right here where that is possible.
#[component]
pub fn NextQuestion() -> AnyView {
    let state = use_state();
    let shown = RwSignal::new(untrack(|| state.next_question(&[])));
    let place = Place { state, shown, skipped: RwSignal::new(Vec::new()) };
    let drawn = version(move || (shown.get(), place.skipped.with(Vec::is_empty), place.waits()));
    view! {
        <section class="next card" id=NEXT aria-labelledby="next-title">
            <h2 id="next-title" tabindex="-1">
                {t(key!("next.title"))}
            </h2>
            <div>{anew(move || drawn.get(), move |_| untrack(|| place.contents()))}</div>
        </section>
    }
    .into_any()
}

impl Place {
    /// The first question of all is there at once; the texts of the others follow.
    fn waits(self) -> bool {
        let Next { question, settled } = self.shown.get();
        let is_first = settled == Settled::No && question.is_some_and(|question| question.slot.path() == "you.azerbaijani");
        if is_first || words().has_details() {
            return false;
        }
        self.state.details.track();
        true
    }

    fn contents(self) -> AnyView {
        if self.waits() {
            return ().into_any();
        }
        let Next { question, settled } = self.shown.get();
        let nothing_skipped = self.skipped.with(Vec::is_empty);
        let proof = proof(settled, nothing_skipped);
        let rest = match question {
            Some(question) => self.ask(question),
            None if nothing_skipped => view! { <p class="next-done">{t(key!("next.none"))}</p> }.into_any(),
            None => {
                let again = handler(move |_| {
                    self.skipped.set(Vec::new());
                    self.show();
                });
                view! {
                    <p class="next-done">{t(key!("next.skipped"))}</p>
                    <button class="button" type="button" on:click=again>
                        {t(key!("next.again"))}
                    </button>
                }
                .into_any()
            }
        };
        view! {
            {proof}
            {rest}
        }
        .into_any()
    }

    /// Shows the question that is next now.
    fn show(self) {
        self.shown.set(untrack(|| self.skipped.with(|skipped| self.state.next_question(skipped))));
        // The new question is drawn after this event; a keyboard goes on there.
        request_animation_frame(|| {
            if !browser::focus_within(NEXT) {
                browser::focus("next-title");
            }
        });
    }

    fn advance(self, slot: Slot) {
        if untrack(|| self.state.problem(slot)).is_some_and(|problem| problem.severity == Severity::Refused) {
            // What is wrong is said at the field; it must not be passed over.
            let _ = browser::focus_within(NEXT);
            return;
        }
        if !is_answered(self.state, slot) {
            self.skipped.update(|skipped| skipped.push(slot));
        }
        self.show();
    }

    fn ask(self, question: Question) -> AnyView {
        let (state, slot) = (self.state, question.slot);
        let section = Section::named(slot.section);
        let worth = if question.decides {
            Some(t(key!("next.decides")).to_owned())
        } else {
            (question.narrows > 0).then(|| say(&Message::new(key!("next.narrows")).with("points", question.narrows)))
        };
        let worth = worth.map(|text| view! { <p class="hint">{text}</p> });
        let answered = Signal::derive(move || state.read(|document| document.has(slot)));
        let advance = handler(move |_| self.advance(slot));
        let next = view! {
            <button
                type="button"
                class=move || if answered.get() { "button primary" } else { "button" }
                on:click=advance
            >
                {move || t(if answered.get() { key!("next.next") } else { key!("next.skip") })}
            </button>
        };
        if slot.row.is_none() && section.is_some_and(|section| section.list) {
            let text = match slot.section {
                "degrees" => key!("next.degrees"),
                "certificates" => key!("next.certificates"),
                "jobs" => key!("next.jobs"),
                "languages" => key!("next.languages"),
                _ => key!("next.stays"),
            };
            return view! {
                {worth}
                <div class="actions">
                    <a href=format!("{}/{}", Route::of_section(slot.section).href(), slot.section) class="button primary">
                        {t(text)}
                    </a>
                    {next}
                </div>
            }
            .into_any();
        }
        let row = slot.row.and_then(|row| state.peek(|document| document.rows(slot.section).iter().position(|known| *known == row)));
        let context = row.map(|place| view! { <p class="next-context">{row_name(slot.section, place)}</p> });
        view! {
            {context}
            <QuestionField at=slot/>
            {worth}
            {next}
        }
        .into_any()
    }
}

/// That nothing left to answer changes the verdict, and why.
fn proof(settled: Settled, nothing_skipped: bool) -> Option<AnyView> {
    let text = match settled {
        Settled::No => return None,
        Settled::Decided => key!("next.settled.decided"),
        Settled::Unpublished if nothing_skipped => key!("next.settled.unpublished"),
        Settled::Unpublished => key!("next.settled.skipped"),
    };
    let view = view! {
        <p class="proof" id="proof">
            {t(text)}
        </p>
    };
    Some(view.into_any())
}

fn is_answered(state: State, slot: Slot) -> bool {
    state.peek(|document| document.has(slot) || slot.row.is_none() && !document.rows(slot.section).is_empty())
}
