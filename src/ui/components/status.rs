//! Met, not met, open; and how far a statement can be relied on. Shape and word, not colour alone.

use leptos::prelude::*;

use super::icon::{Icon, Symbol};
use crate::ui::t;
use hsmp::message::Key;
use hsmp::quantity::Tri;
use hsmp::rulebook::Standing;

/// Whether something is so, with the words for yes, no and open.
pub fn status(state: Tri, names: [Key; 3]) -> AnyView {
    let (class, symbol, name) = match state {
        Tri::Yes => ("status yes", Symbol::Check, names[0]),
        Tri::No => ("status no", Symbol::Cross, names[1]),
        Tri::Unknown => ("status open", Symbol::Circle, names[2]),
    };
    view! {
        <span class=class>
            <Icon symbol/>
            {t(name)}
        </span>
    }
    .into_any()
}

/// The same of what is neither good nor bad, such as being a resident: no tick, and no colour that judges.
pub fn fact(state: Tri, names: [Key; 3]) -> AnyView {
    match state {
        Tri::Yes => view! { <span class="status fact">{t(names[0])}</span> }.into_any(),
        Tri::No => view! { <span class="status fact">{t(names[1])}</span> }.into_any(),
        Tri::Unknown => status(state, names),
    }
}

/// How far a statement can be relied on.
pub fn standing(standing: Standing) -> AnyView {
    let class = match standing {
        Standing::Law => "standing law",
        Standing::Reported | Standing::Professional => "standing",
        Standing::Claimed => "standing claimed",
        Standing::Assumption => "standing assumption",
    };
    view! { <span class=class>{t(standing.label())}</span> }.into_any()
}

/// Marks figures that rest on our own assumptions, in words: no one may take them for official. Stands last in
/// the element of the figures, which has `data-assumed=is_assumed`.
pub fn assumed(is_assumed: bool) -> AnyView {
    if is_assumed { view! { " " {standing(Standing::Assumption)} }.into_any() } else { ().into_any() }
}
