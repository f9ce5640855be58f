//! Each family member's own way.

use crate::ui::reactive::*;

use super::super::part;
use crate::assess::journey::{Journey, Track, days};
use crate::key;
use crate::message::Message;
use crate::profile::Relative;
use crate::quantity::Tri;
use crate::ui::components::{row_name, status, why_button};
use crate::ui::dom::{El, el, link, p};
use crate::ui::route::Route;
use crate::ui::{State, say, t};

/// The ways of the family; without family a line that leads to where it is entered.
pub(super) fn family(state: State, way: Memo<Journey>) -> El {
    let list = move || {
        way.with(|way| {
            if way.family.is_empty() {
                return vec![p("hint", key!("journey-page.no-family"))];
            }
            let place = |id: u32| state.peek(|document| document.rows(Relative::SECTION).iter().position(|row| *row == id)).unwrap_or(0);
            vec![el("ul.plain plan-family").children(way.family.iter().map(|track| one(state, track, place(track.id))))]
        })
    };
    let further = el("p.after no-print").child(link(&Route::Family.href(), t(key!("journey-page.to-family"))));
    part("family", key!("section.family")).child(el("div").dynamic(list)).child(further)
}

fn one(state: State, track: &Track, place: usize) -> El {
    let name = row_name(Relative::SECTION, place);
    let name = match track.relation {
        Some(relation) => say(&Message::new(key!("format.titled")).with("name", name).with("value", relation.label())),
        None => name,
    };
    let steps = track.steps.iter().map(|step| {
        let text = if step.done { key!("journey-page.step-done") } else { key!("journey-page.step") };
        let text = Message::new(text).with("step", step.kind.name()).with("date", days(step.when));
        el("li").say(&text).text(" ").child(why_button(state, &step.why))
    });
    let ages = track.ages.iter().map(|age| {
        let text = match age.younger {
            Tri::Yes => key!("journey-page.age-younger"),
            Tri::No => key!("journey-page.age-older"),
            Tri::Unknown => key!("journey-page.age-perhaps"),
        };
        el("li.hint").say(&Message::new(text).with("age", age.age).with("date", age.on))
    });
    let quota = [key!("journey-page.quota-yes"), key!("journey-page.quota-no"), key!("journey-page.quota-open")];
    let quota = el("p").child(status(track.outside_quota, quota)).text(" ").child(why_button(state, &track.why));
    el("li.condition").child(el("h3").text(&name)).child(el("ol.plain").children(steps)).child(el("ul.plain").children(ages)).child(quota)
}
