use leptos::prelude::*;

use super::Part;
use crate::ui::components::{Beside, QuestionField, Rows, SectionFields, Strip};
use crate::ui::route::Route;
use crate::ui::{State, say, t};
use hsmp::assess::guide::CITIZENSHIP;
use hsmp::assess::with_figures;
use hsmp::key;

/// The questions; on wide screens the result stands beside them.
pub fn answers(_: State) -> AnyView {
    let elsewhere = [
        (Route::TaxResidence, "stays", key!("answers-page.stays")),
        (Route::Pay, "pay", key!("answers-page.pay")),
        (Route::Points, "own_points", key!("answers-page.own-points")),
        (Route::Family, "family", key!("answers-page.family")),
        (Route::Documents, "papers", key!("answers-page.papers")),
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
        <p class="lead">{t(key!("answers-page.lead"))}</p>
        <div class="columns">
            <div class="form">
                <Part id="you" title=key!("section.you")>
                    <QuestionField at=CITIZENSHIP/>
                    <SectionFields section="you"/>
                </Part>
                <Part id="degrees" title=key!("section.degrees")>
                    <p class="hint">{t(key!("answers-page.degrees"))}</p>
                    <Rows section="degrees"/>
                </Part>
                <Part id="jobs" title=key!("section.jobs")>
                    <p class="hint">{say(&with_figures(key!("answers-page.jobs")))}</p>
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
                <Part id="elsewhere" title=key!("answers-page.elsewhere")>
                    <ul class="links">{elsewhere}</ul>
                </Part>
            </div>
            <Beside/>
        </div>
        <Strip/>
    }
    .into_any()
}
