use crate::ui::reactive::*;

use super::{columns, part};
use crate::assess::with_figures;
use crate::explain::Step;
use crate::key;
use crate::ui::components::{next_question, points_bar, section_fields, verdict_line, why_button};
use crate::ui::dom::{El, el, p};
use crate::ui::{State, say, words};

/// Where the points lie, how sure that is, and what it hangs on.
pub fn points(state: State) -> Vec<El> {
    let verdict = el("div").class("verdict").dynamic(move || {
        state.assessment.with(|all| vec![el("p").class("verdict-line").text(&verdict_line(&all.points)), points_bar(&all.points, true)])
    });
    let parts = el("ul")
        .class("plain")
        .dynamic(move || state.assessment.with(|all| all.points.why.inputs.iter().map(|step| one(state, step)).collect()));
    let published = move || {
        state.assessment.with(|all| {
            say(&with_figures(key!("points-page.published")).with("mark", all.points.pass_mark).with("scale", all.points.scale))
        })
    };
    let known = part("known", key!("points-page.known"))
        .class("card")
        .child(el("p").live(published))
        .child(p("", key!("points-page.unpublished")))
        .child(p("", key!("points-page.objection")));
    let own =
        part("own_points", key!("section.own_points")).child(p("hint", key!("points-page.own"))).child(section_fields(state, "own_points"));
    vec![columns([verdict, part("parts", key!("points-page.parts")).child(parts)], [next_question(state), known, own])]
}

fn one(state: State, step: &Step) -> El {
    let value = step.value.as_ref().map_or_else(String::new, |value| words().arg(value));
    let line = el("p").child(el("strong").text(&say(&step.name))).text(" ").text(&value).text(" ").child(why_button(state, step));
    el("li").child(line).maybe(step.how.as_ref().map(|how| el("p").class("hint").say(how)))
}
