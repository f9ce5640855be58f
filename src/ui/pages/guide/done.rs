//! Nothing is left to ask: what the answers come to, and where one goes on.

use leptos::prelude::*;

use super::{Place, card, href, questions_left};
use crate::ui::components::button;
use crate::ui::components::is_assumed;
use crate::ui::components::status::assumed;
use crate::ui::components::summary::{conditions_line, meaning, net_line, resident_line, unread_stays};
use crate::ui::components::text::{paragraph, verdict_line};
use crate::ui::pages::{permits, programmes};
use crate::ui::route::Route;
use crate::ui::view::handler;
use crate::ui::{State, count, say, t, titled};
use hsmp::assess::guidance::guide::{Goal, guide};
use hsmp::assess::residence::residency::Reason;
use hsmp::key;
use hsmp::message::{Key, Message};

/// The answer for a goal, and what follows from it.
pub(super) fn done(place: Place) -> AnyView {
    let Place { state, goal, .. } = place;
    let is_citizen = state.assessment.with(|all| all.profile.you.azerbaijani == Some(true));
    let is_moot = is_citizen && matches!(goal, Goal::Qualify | Goal::Permit);
    let (answer, links): (AnyView, &[(Route, Key)]) =
        if is_moot { (paragraph(t(key!("guide.citizen"))), &[]) } else { (answer(state, goal), follows(goal)) };
    let links: Vec<AnyView> = links.iter().map(|(route, text)| link(route.href(), t(*text).to_owned())).collect();
    let follows = (!links.is_empty()).then(|| {
        view! {
            <h3>{t(key!("guide.follows"))}</h3>
            <ul class="links">{links}</ul>
        }
        .into_any()
    });
    let others = Goal::ALL.into_iter().filter(|other| *other != goal).filter_map(|other| {
        let left = questions_left(state, other);
        let text = Message::new(key!("guide.left-short")).with("count", count(left));
        (left > 0).then(|| link(href(other), format!("{} ({})", t(other.label()), say(&text))))
    });
    let others: Vec<AnyView> = others.collect();
    let others = (!others.is_empty()).then(|| {
        view! {
            <h3>{t(key!("guide.others"))}</h3>
            <ul class="links">{others}</ul>
        }
        .into_any()
    });
    view! {
        {card::heading(t(key!("guide.done")).to_owned())}
        {answer}
        {skipped(place)}
        {follows}
        {others}
        {place.back_button().map(|back| view! { <div class="actions">{back}</div> }.into_any())}
    }
    .into_any()
}

fn link(href: String, text: String) -> AnyView {
    view! {
        <li>
            <a href=href>{text}</a>
        </li>
    }
    .into_any()
}

/// What was passed over can be asked again.
fn skipped(place: Place) -> Option<AnyView> {
    let Place { state, goal, .. } = place;
    let skipped = state.assessment.now(|all| state.read(|document| guide(document, all, goal, &[]).questions));
    (!skipped.is_empty()).then(|| {
        let text = Message::new(key!("guide.skipped")).with("count", count(skipped.len()));
        let again = handler(move |_| {
            state.walk.update(|walk| walk.passed.retain(|slot| !skipped.iter().any(|question| question.slot == *slot)));
            place.leave(None);
        });
        view! {
            {paragraph(say(&text))}
            {button("button", t(key!("guide.again")), again)}
        }
        .into_any()
    })
}

/// The answer in a sentence or two.
fn answer(state: State, goal: Goal) -> AnyView {
    if goal == Goal::Qualify {
        return qualify(state);
    }
    // Where nothing was answered there is nothing to sum up.
    line(state, goal).map(verdict_line).into_any()
}

/// The answer for a goal in a sentence, as soon as there is one.
pub(super) fn line(state: State, goal: Goal) -> Option<String> {
    state.assessment.with(|all| match goal {
        Goal::Qualify => None,
        Goal::Keep => all.pay.is_some().then(|| net_line(state)),
        Goal::Residence => {
            let residency = all.residency.as_ref().ok();
            residency.filter(|residency| residency.outcome.because != Reason::NoStays).map(|one| resident_line(one, unread_stays(all)))
        }
        Goal::Permit => permits::answer_line(all),
        Goal::Country => programmes::answer_line(all),
    })
}

fn qualify(state: State) -> AnyView {
    state.assessment.with(|all| {
        let points = &all.points;
        let requirements = titled(t(key!("page.requirements")), &conditions_line(all, key!("summary.conditions")));
        view! {
            <p class="verdict-line" data-assumed=is_assumed(points)>
                {meaning(points)}
                {assumed(is_assumed(points))}
            </p>
            {paragraph(requirements)}
        }
        .into_any()
    })
}

/// Where one goes on, the most useful first.
const fn follows(goal: Goal) -> &'static [(Route, Key)] {
    match goal {
        Goal::Qualify => &[
            (Route::Goals, key!("guide.to.goals")),
            (Route::Requirements, key!("guide.to.conditions")),
            (Route::Documents, key!("guide.to.documents")),
            (Route::Timeline, key!("guide.to.journey")),
            (Route::Points, key!("guide.to.points")),
        ],
        Goal::Keep => &[
            (Route::Pay, key!("guide.to.tax")),
            (Route::Payslip, key!("guide.to.payslip")),
            (Route::SelfEmployment, key!("guide.to.business")),
            (Route::Income, key!("guide.to.income")),
        ],
        Goal::Residence => &[(Route::TaxResidence, key!("guide.to.residency")), (Route::Income, key!("guide.to.income"))],
        Goal::Permit => &[
            (Route::Permits, key!("guide.to.permits")),
            (Route::Timeline, key!("guide.to.journey")),
            (Route::Family, key!("guide.to.family")),
            (Route::Documents, key!("guide.to.documents")),
        ],
        Goal::Country => &[(Route::Programmes, key!("guide.to.programmes"))],
    }
}
