use super::part;
use crate::assess::with_figures;
use crate::key;
use crate::ui::components::{rows, section_fields, strip, summary};
use crate::ui::dom::{El, el, link, p};
use crate::ui::route::Route;
use crate::ui::{State, t};

/// The questions; on wide screens the result stands beside them.
#[inline(never)]
pub fn profile(state: State) -> Vec<El> {
    let elsewhere = [
        (format!("{}/stays", Route::Residency.href()), key!("profile-page.stays")),
        (format!("{}/pay", Route::Tax.href()), key!("profile-page.pay")),
        (format!("{}/own_points", Route::Points.href()), key!("profile-page.own-points")),
        (format!("{}/family", Route::Family.href()), key!("profile-page.family")),
        (format!("{}/papers", Route::Documents.href()), key!("profile-page.papers")),
    ]
    .map(|(href, text)| el("li").child(link(&href, t(text))));
    let form = el("div.form").children([
        part("you", key!("section.you")).child(section_fields(state, "you")),
        part("degrees", key!("section.degrees")).child(p("hint", key!("profile-page.degrees"))).child(rows(state, "degrees", "")),
        part("jobs", key!("section.jobs")).child(el("p.hint").say(&with_figures(key!("profile-page.jobs")))).child(rows(state, "jobs", "")),
        part("certificates", key!("section.certificates")).child(rows(state, "certificates", "")),
        part("achievements", key!("section.achievements")).child(section_fields(state, "achievements")),
        part("languages", key!("section.languages")).child(p("hint", key!("hint.assumptions.languages_scored"))).child(rows(
            state,
            "languages",
            "",
        )),
        part("conditions", key!("section.conditions")).child(section_fields(state, "conditions")),
        part("elsewhere", key!("profile-page.elsewhere")).child(el("ul.links").children(elsewhere)),
    ]);
    let beside = el("aside.beside").attr("aria-label", t(key!("profile-page.result"))).child(summary(state));
    vec![p("lead", key!("profile-page.lead")), el("div.columns").child(form).child(beside), strip(state)]
}
