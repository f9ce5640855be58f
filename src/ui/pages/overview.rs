use leptos::prelude::*;

use super::Columns;
use crate::ui::components::{Strip, Summary};
use crate::ui::route::Route;
use crate::ui::{State, t};
use hsmp::key;
use hsmp::message::Key;
use hsmp::profile::Document;

/// Answers first, then the question that matters most.
pub fn overview(state: State) -> AnyView {
    let empty = state.peek(Document::is_empty);
    let welcome = empty.then(|| view! { <p class="lead">{t(key!("overview.welcome"))}</p> });
    let report = (!empty).then(|| after("after", Route::Report, key!("overview.report")));
    // What most people come for is more than a link.
    let question = view! {
        {after("after prominent", Route::Guide, key!("overview.guide"))}
        {after("after prominent", Route::Goals, key!("overview.goals"))}
        {after("after", Route::Profile, key!("overview.all-questions"))}
        {report}
    }
    .into_any();
    let answers = view! { <Summary/> }.into_any();
    // Who has said nothing yet begins with a question; for all others the answers stand first.
    let (first, second) = if empty { (question, answers) } else { (answers, question) };
    // Where the question stands first, the result must stay in sight.
    let strip = empty.then(|| view! { <Strip/> });
    view! {
        {welcome}
        <Columns first second/>
        {strip}
    }
    .into_any()
}

/// Where one goes on from here.
fn after(class: &'static str, route: Route, text: Key) -> AnyView {
    view! {
        <p class=class>
            <a href=route.href()>{t(text)}</a>
        </p>
    }
    .into_any()
}
