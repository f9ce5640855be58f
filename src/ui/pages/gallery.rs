use leptos::prelude::*;

use super::requirements::NAMES;
use crate::ui::components::charts::points_in_full;
use crate::ui::components::status::{standing, status};
use crate::ui::components::why::step_tree;
use crate::ui::components::year::{Strip, year_strip};
use crate::ui::components::{Icon, SectionFields, Summary, Symbol};
use crate::ui::{State, t};
use hsmp::key;
use hsmp::profile::SECTIONS;
use hsmp::quantity::Tri;
use hsmp::rulebook::Standing;

/// Every component once, for those who build it. Never part of a release.
pub fn gallery(state: State) -> AnyView {
    let all = state.assessment.get_untracked();
    let symbols = [
        Symbol::Home,
        Symbol::Case,
        Symbol::More,
        Symbol::Points,
        Symbol::Calendar,
        Symbol::Money,
        Symbol::Lock,
        Symbol::Plus,
        Symbol::Bin,
        Symbol::Warning,
    ];
    let standings = [Standing::Law, Standing::Reported, Standing::Professional, Standing::Claimed, Standing::Assumption];
    let buttons = ["button", "button primary", "button danger", "button quiet"].map(|class| {
        view! {
            <button class=class type="button">
                {t(key!("guide.next"))}
            </button>
        }
        .into_any()
    });
    let groups = SECTIONS.iter().filter(|section| !section.list).map(|section| view! { <SectionFields section=section.name/> }.into_any());
    let strip = all.residency.as_ref().ok().map(|residency| Strip::of(residency, state.today.get_untracked()));
    let strip = year_strip(Memo::new(move |_| strip.clone()));
    view! {
        <p>{symbols.map(|symbol| view! { <Icon symbol/> }.into_any())}</p>
        <p>{[Tri::Yes, Tri::No, Tri::Unknown].map(|state| status(state, NAMES))}</p>
        <p>{standings.map(standing)}</p>
        <p>{buttons}</p>
        <Summary/>
        {points_in_full(&all.points)}
        <div>{strip}</div>
        {step_tree(&all.points.why, all.on)}
        <div>{groups.collect::<Vec<_>>()}</div>
    }
    .into_any()
}
