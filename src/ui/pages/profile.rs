use leptos::prelude::*;

use super::Part;
use crate::assess::with_figures;
use crate::key;
use crate::ui::components::{Rows, SectionFields, Strip, Summary};
use crate::ui::route::Route;
use crate::ui::{State, say, t};

/// The questions; on wide screens the result stands beside them.
pub fn profile(_: State) -> AnyView {
    let elsewhere = [
        (Route::Residency, "stays", key!("profile-page.stays")),
        (Route::Tax, "pay", key!("profile-page.pay")),
        (Route::Points, "own_points", key!("profile-page.own-points")),
        (Route::Family, "family", key!("profile-page.family")),
        (Route::Documents, "papers", key!("profile-page.papers")),
    ]
    .map(|(route, part, text)| {
        view! {
            <li>
                <a href=format!("{}/{part}", route.href())>{t(text)}</a>
            </li>
        }
        .into_any()
    });
    view! {
        <p class="lead">{t(key!("profile-page.lead"))}</p>
        <div class="columns">
            <div class="form">
                <Part id="you" title=key!("section.you")>
                    <SectionFields section="you"/>
                </Part>
                <Part id="degrees" title=key!("section.degrees")>
                    <p class="hint">{t(key!("profile-page.degrees"))}</p>
                    <Rows section="degrees"/>
                </Part>
                <Part id="jobs" title=key!("section.jobs")>
                    <p class="hint">{say(&with_figures(key!("profile-page.jobs")))}</p>
                    <Rows section="jobs"/>
                </Part>
                <Part id="certificates" title=key!("section.certificates")>
                    <Rows section="certificates"/>
                </Part>
                <Part id="achievements" title=key!("section.achievements")>
                    <SectionFields section="achievements"/>
                </Part>
                <Part id="languages" title=key!("section.languages")>
                    <p class="hint">{t(key!("hint.assumptions.languages_scored"))}</p>
                    <Rows section="languages"/>
                </Part>
                <Part id="conditions" title=key!("section.conditions")>
                    <SectionFields section="conditions"/>
                </Part>
                <Part id="elsewhere" title=key!("profile-page.elsewhere")>
                    <ul class="links">{elsewhere}</ul>
                </Part>
            </div>
            <aside class="beside" aria-label=t(key!("profile-page.result"))>
                <Summary/>
            </aside>
        </div>
        <Strip/>
    }
    .into_any()
}
