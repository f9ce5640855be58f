use super::columns;
use crate::key;
use crate::profile::Document;
use crate::ui::components::{next_question, strip, summary};
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
    .map(|(route, text)| el("p.after").child(link(&route.href(), t(text))));
    // What most people come for is more than a link.
    let [goals, questions, report] = after;
    let goals = goals.class("after prominent");
    let question = Parts::of(next_question(state)).one(goals).one(questions).maybe((!empty).then_some(report)).done();
    let answers = vec![summary(state)];
    // Who has said nothing yet begins with a question; for all others the answers stand first.
    let page = if empty { columns(question, answers) } else { columns(answers, question) };
    // Where the question stands first, the result must stay in sight.
    Parts::default().maybe(welcome).one(page).maybe(empty.then(|| strip(state))).done()
}
