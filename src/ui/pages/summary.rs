use leptos::prelude::*;

use super::way_on;
use crate::ui::components::Summary;
use crate::ui::components::button;
use crate::ui::components::summary::{answers, to_do};
use crate::ui::route::Route;
use crate::ui::view::handler;
use crate::ui::{State, browser, say, t};
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::profile::Document;

/// An invented person's answers, to look around with.
const EXAMPLE: &str = include_str!("../../../examples/profiles/engineer.json");

/// The page's heading: what the programme offers, until there is a result.
pub fn summary_title(state: State) -> Key {
    if state.peek(Document::is_empty) { key!("page.title.start") } else { Route::Summary.title() }
}

/// The result and what to do next; before the first answer, what this is and where to begin.
pub fn summary(state: State) -> AnyView {
    if state.peek(Document::is_empty) {
        return start(state);
    }
    view! {
        <div class="summary-page">
            <Summary/>
            <p class="actions">
                <a href=Route::Guide.href() class="button primary">
                    {t(key!("summary.continue"))}
                </a>
                <a href=Route::Goals.href() class="button">
                    {t(key!("summary.goals"))}
                </a>
            </p>
            {to_do(state)}
            {answers(state)}
            {way_on((Route::Report, key!("summary.report")))}
        </div>
    }
    .into_any()
}

/// What a person sees first of all.
fn start(state: State) -> AnyView {
    let goal = |href: String, name: Key, hint: Key| {
        view! {
            <li>
                <a href=href class="goal">
                    <strong>{t(name)}</strong>
                    <span>{t(hint)}</span>
                </a>
            </li>
        }
        .into_any()
    };
    let goals = vec![
        goal(Route::Guide.href(), key!("start.qualify"), key!("start.qualify-hint")),
        goal(Route::Pay.href(), key!("start.keep"), key!("start.keep-hint")),
        goal(Route::TaxResidence.href(), key!("start.resident"), key!("start.resident-hint")),
    ];
    let example = handler(move |_| {
        // The example is part of the program: it is always a profile.
        if let Ok(example) = Document::parse(EXAMPLE) {
            state.show_example(example);
            request_animation_frame(|| browser::focus("page-title"));
        }
    });
    let what = state
        .assessment
        .with_untracked(|all| Message::new(key!("start.what")).with("mark", all.points.pass_mark).with("scale", all.points.scale));
    view! {
        <div class="start">
            <p class="lead">{say(&what)} " " {t(key!("start.private"))}</p>
            <h2>{t(key!("start.goals"))}</h2>
            <ul class="goals">{goals}</ul>
            {button("button", t(key!("start.example")), example)}
        </div>
    }
    .into_any()
}
