use leptos::prelude::*;

use super::Part;
use crate::ui::components::text::{hint, lead};
use crate::ui::components::{Beside, QuestionField, Rows, SectionFields, Strip};
use crate::ui::route::Route;
use crate::ui::view::each;
use crate::ui::{State, say, t};
use hsmp::assess::with_figures;
use hsmp::key;
use hsmp::message::Key;
use hsmp::profile::{
    Achievements, Certificate, Conditions, Degree, Elsewhere, Job, LanguageSkill, OwnPoints, Papers, Pay, Relative, Stay, You,
};

/// The questions; on wide screens the result stands beside them.
pub fn answers(_: State) -> AnyView {
    let elsewhere: [(Route, &str, Key); 5] = [
        (Route::TaxResidence, Stay::SECTION, key!("answers-page.stays")),
        (Route::Pay, Pay::SECTION, key!("answers-page.pay")),
        (Route::Points, OwnPoints::SECTION, key!("answers-page.own-points")),
        (Route::Family, Relative::SECTION, key!("answers-page.family")),
        (Route::Documents, Papers::SECTION, key!("answers-page.papers")),
    ];
    let elsewhere = each(&elsewhere, |(route, part, text)| {
        view! {
            <li>
                <a href=format!("{}/{part}", route.href())>{t(text)}</a>
            </li>
        }
        .into_any()
    });
    view! {
        {lead(t(key!("answers-page.lead")))}
        <div class="columns">
            <div class="form">
                <Part id="you" title=key!("section.you")>
                    <QuestionField at=Elsewhere::NATIONALITY/>
                    <SectionFields section=You::SECTION/>
                </Part>
                <Part id="degrees" title=key!("section.degrees")>
                    {hint(t(key!("answers-page.degrees")))}
                    <Rows section=Degree::SECTION/>
                </Part>
                <Part id="jobs" title=key!("section.jobs")>
                    {hint(say(&with_figures(key!("answers-page.jobs"))))}
                    <Rows section=Job::SECTION/>
                </Part>
                <Part id="certificates" title=key!("section.certificates")>
                    <Rows section=Certificate::SECTION/>
                </Part>
                <Part id="achievements" title=key!("section.achievements")>
                    <SectionFields section=Achievements::SECTION/>
                </Part>
                <Part id="languages" title=key!("section.languages")>
                    {hint(t(key!("hint.assumptions.languages_scored")))}
                    <Rows section=LanguageSkill::SECTION/>
                </Part>
                <Part id="conditions" title=key!("section.conditions")>
                    <SectionFields section=Conditions::SECTION/>
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
