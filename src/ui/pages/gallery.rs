use crate::ui::reactive::*;

use super::conditions::NAMES;
use crate::key;
use crate::profile::SECTIONS;
use crate::quantity::Tri;
use crate::rulebook::Standing;
use crate::ui::State;
use crate::ui::components::{Symbol, icon, next_question, points_bar, section_fields, standing, status, step_tree, summary, year_strip};
use crate::ui::dom::{El, button, el};

/// Every component once, for those who build it. Never part of a release.
pub fn gallery(state: State) -> Vec<El> {
    let all = state.assessment.get_untracked();
    let symbols = [
        Symbol::Home,
        Symbol::Person,
        Symbol::Points,
        Symbol::Calendar,
        Symbol::Money,
        Symbol::Lock,
        Symbol::Plus,
        Symbol::Bin,
        Symbol::Warning,
    ];
    let standings = [Standing::Law, Standing::Reported, Standing::Professional, Standing::Claimed, Standing::Assumption];
    let buttons = ["button", "button primary", "button danger", "button quiet"].map(|class| button(class, key!("next.next"), |_| ()));
    let groups = SECTIONS.iter().filter(|section| !section.list).map(|section| section_fields(state, section.name));
    let strip = all.residency.as_ref().ok().map(|residency| year_strip(residency, state.today));
    vec![
        el("p").children(symbols.map(icon)),
        el("p").children([Tri::Yes, Tri::No, Tri::Unknown].map(|state| status(state, NAMES))),
        el("p").children(standings.map(standing)),
        el("p").children(buttons),
        summary(state),
        next_question(state),
        points_bar(&all.points, true),
        el("div").maybe(strip),
        step_tree(&all.points.why, all.on, true),
        el("div").children(groups),
    ]
}
