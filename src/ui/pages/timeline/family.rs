//! Each family member's own way.

use leptos::prelude::*;

use super::super::Part;
use crate::ui::components::status::status;
use crate::ui::components::text::hint;
use crate::ui::components::why::why_button;
use crate::ui::components::{MOST_ROWS_DRAWN, Pager, row_name};
use crate::ui::route::Route;
use crate::ui::view::use_state;
use crate::ui::{say, t};
use hsmp::assess::plan::{Plan, Track, days};
use hsmp::key;
use hsmp::message::Message;
use hsmp::profile::Relative;
use hsmp::quantity::Tri;

/// The ways of the family; without family a line that leads to where it is entered.
#[component]
pub(super) fn Family(
    /// The way of whoever moves, with theirs.
    way: Memo<Plan>,
) -> AnyView {
    let state = use_state();
    let pager = Pager::new(Memo::new(move |_| way.with(|way| way.family.len())), MOST_ROWS_DRAWN);
    let list = move || {
        let drawn = pager.range();
        way.with(|way| {
            if way.family.is_empty() {
                return hint(t(key!("timeline-page.no-family")));
            }
            let place = |id: u32| {
                untrack(|| state.counted(|document| document.rows(Relative::SECTION).iter().position(|row| *row == id))).unwrap_or(0)
            };
            let tracks = way.family.get(drawn).unwrap_or_default();
            let tracks: Vec<AnyView> = tracks.iter().map(|track| one(track, place(track.id))).collect();
            view! { <ul class="plain plan-family">{tracks}</ul> }.into_any()
        })
    };
    view! {
        <Part id="family" title=key!("section.family")>
            <div>{move || list()}</div>
            {pager.view()}
            <p class="after no-print">
                <a href=Route::Family.href()>{t(key!("timeline-page.to-family"))}</a>
            </p>
        </Part>
    }
    .into_any()
}

fn one(track: &Track, place: usize) -> AnyView {
    let name = row_name(Relative::SECTION, place);
    let name = match track.relation {
        Some(relation) => say(&Message::new(key!("format.titled")).with("name", name).with("value", relation.label())),
        None => name,
    };
    let steps = track.steps.iter().map(|step| {
        let text = if step.done { key!("timeline-page.step-done") } else { key!("timeline-page.step") };
        let text = Message::new(text).with("step", step.kind.label()).with("date", days(step.when));
        view! { <li>{say(&text)} "\u{a0}" {why_button(&step.why)}</li> }.into_any()
    });
    let steps: Vec<AnyView> = steps.collect();
    let ages = track.ages.iter().map(|age| {
        let text = match age.younger {
            Tri::Yes => key!("timeline-page.age-younger"),
            Tri::No => key!("timeline-page.age-older"),
            Tri::Unknown => key!("timeline-page.age-perhaps"),
        };
        let text = Message::new(text).with("age", age.age).with("date", age.on);
        view! { <li class="hint">{say(&text)}</li> }.into_any()
    });
    let ages: Vec<AnyView> = ages.collect();
    let quota = [key!("timeline-page.quota-yes"), key!("timeline-page.quota-no"), key!("timeline-page.quota-open")];
    view! {
        <li class="condition">
            <h3>{name}</h3>
            <ol class="plain">{steps}</ol>
            <ul class="plain">{ages}</ul>
            <p>{status(track.outside_quota, quota)} "\u{a0}" {why_button(&track.why)}</p>
        </li>
    }
    .into_any()
}
