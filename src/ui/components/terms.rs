//! What terms mean, and what the law of Azerbaijan calls them.

use leptos::prelude::*;

use super::Folded;
use crate::ui::route::Route;
use crate::ui::view::anew;
use crate::ui::{State, t, words};
use hsmp::key;
use hsmp::rulebook::terms::{Term, on_page};

/// The language of the law, and so of its terms.
const OF_THE_LAW: &str = "az";

/// The terms of the page that is shown, folded away under it. A page that is locked has none.
pub fn of_page(state: State) -> AnyView {
    let shown = move || (!state.is_locked.get()).then(|| state.route.get());
    anew(shown, |route| route.map_or_else(|| ().into_any(), of_route))
}

fn of_route(route: Route) -> AnyView {
    let entries: Vec<AnyView> = on_page(route.address()).map(|term| entry(term, None)).collect();
    if entries.is_empty() {
        return ().into_any();
    }
    view! {
        <aside class="page-terms no-print" aria-label=t(key!("words-page.on-page"))>
            <Folded id="page-terms" title=key!("words-page.on-page")>
                <dl class="terms">{entries}</dl>
                <p class="after">
                    <a href=Route::Words.href()>{t(key!("words-page.all"))}</a>
                </p>
            </Folded>
        </aside>
    }
    .into_any()
}

/// A term in a list of them.
pub fn entry(term: &'static Term, hidden: Option<Signal<bool>>) -> AnyView {
    let official = official(term).map(|official| {
        view! {
            <dd class="official">
                {t(key!("words-page.official"))}
                " "
                <bdi lang=OF_THE_LAW translate="no">
                    {official}
                </bdi>
            </dd>
        }
        .into_any()
    });
    view! {
        <div hidden=move || hidden.is_some_and(|hidden| hidden.get())>
            <dt>{t(term.name)}</dt>
            <dd>{t(term.means)}</dd>
            {official}
        </div>
    }
    .into_any()
}

/// What the law calls it. Who reads Azerbaijani has it in the name.
fn official(term: &Term) -> Option<&'static str> {
    (words().language().code() != OF_THE_LAW && !term.official.is_empty()).then_some(term.official)
}
