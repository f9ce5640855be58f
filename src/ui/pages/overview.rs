use super::columns;
use crate::key;
use crate::profile::Document;
use crate::ui::components::{next_question, summary};
use crate::ui::dom::{El, Parts, el, link, p};
use crate::ui::route::Route;
use crate::ui::{State, t};

/// Answers first, then the question that matters most.
pub fn overview(state: State) -> Vec<El> {
    let empty = state.peek(Document::is_empty);
    let welcome = empty.then(|| p("lead", key!("overview.welcome")));
    let after = [
        (Route::Goals, key!("overview.goals")),
        (Route::Profile, key!("overview.all-questions")),
        (Route::Report, key!("overview.report")),
    ]
    .map(|(route, text)| el("p").class("after").child(link(&route.href(), t(text))));
    let question = Parts::of(next_question(state)).all(after.into()).done();
    let answers = vec![summary(state)];
    // Who has said nothing yet begins with a question; for all others the answers stand first.
    let page = if empty { columns(question, answers) } else { columns(answers, question) };
    Parts::default().maybe(welcome).one(page).done()
}
