//! The pages, a file or folder each: functions that make what stands under the page's heading. The table of
//! pages is in `ui/route.rs`.
//!
//! All but the summary come with the second module (`ui/late.rs`).

mod about;
mod answers;
mod assumptions;
mod checks;
mod documents;
mod family;
#[cfg(debug_assertions)]
mod gallery;
mod glossary;
mod goals;
mod guide;
mod pay;
mod permits;
mod points;
mod profiles;
mod programmes;
mod receipts;
mod report;
mod requirements;
mod sources;
mod stay_limits;
mod summary;
mod tax_residence;
mod timeline;

pub use about::{about, download_profile, download_readable};
pub use answers::answers;
pub use assumptions::assumptions;
pub use checks::{Examples, checks};
pub use documents::documents;
pub use family::family;
#[cfg(debug_assertions)]
pub use gallery::gallery;
pub use glossary::glossary;
pub use goals::goals;
pub use guide::guide;
pub use pay::{income, pay, payslip, self_employment};
pub(super) use permits::answer_line as permits_line;
pub use permits::permits;
pub use points::points;
pub use profiles::{profiles, shared, unlock};
pub(super) use programmes::answer_line as programmes_line;
pub use programmes::programmes;
pub use receipts::receipts;
pub use report::report;
pub use requirements::requirements;
pub use sources::sources;
pub use stay_limits::stay_limits;
pub use summary::{summary, summary_title};
pub use tax_residence::tax_residence;
pub use timeline::timeline;

use leptos::prelude::*;

use super::route::Route;
use super::view::{Contents, handler, use_state};
use super::{browser, t};
use crate::ui::components::button;
use crate::ui::components::text::paragraph;
use hsmp::key;
use hsmp::message::Key;

/// A part of a page with its heading. It can take the focus, so that a link can lead there.
#[component]
pub(super) fn Part(
    /// Its id, which an address can name.
    id: &'static str,
    /// Its heading.
    title: Key,
    /// Its classes.
    #[prop(optional)]
    class: &'static str,
    /// Whether it is not shown.
    #[prop(optional)]
    hidden: Option<Signal<bool>>,
    /// Whether all figures in it rest on our own assumptions.
    #[prop(optional)]
    is_assumed: bool,
    /// What stands under the heading.
    children: Contents,
) -> AnyView {
    let heading = format!("{id}-title");
    view! {
        <section
            aria-labelledby=heading
            id=id
            tabindex="-1"
            class=(!class.is_empty()).then_some(class)
            hidden=move || hidden.is_some_and(|hidden| hidden.get())
            data-assumed=is_assumed
        >
            <h2 id=heading.clone()>{t(title)}</h2>
            {children.0}
        </section>
    }
    .into_any()
}

/// Two columns on wide screens, one on phones.
#[component]
fn Columns(
    /// The first, and the upper on phones.
    first: AnyView,
    /// The second.
    second: AnyView,
) -> AnyView {
    view! {
        <div class="columns">
            <div>{first}</div>
            <div>{second}</div>
        </div>
    }
    .into_any()
}

/// A way on to another page, below what was read.
fn way_on((route, text): (Route, Key)) -> AnyView {
    view! {
        <p class="after">
            <a href=route.href()>{t(text)}</a>
        </p>
    }
    .into_any()
}

/// Prints the page. In a partner's page browsers let nobody print: that needs a right which its frame has not.
fn print_button(class: &'static str) -> Option<AnyView> {
    let print = handler(|_| browser::print());
    use_state().embedded.with_untracked(Option::is_none).then(|| button(class, t(key!("report.print")), print))
}

/// What a page is for. In a partner's page, which says that itself, the answer comes first.
fn introduction(text: impl Into<String>) -> Option<AnyView> {
    let text = text.into();
    (!untrack(|| use_state().is_one_calculator())).then(|| view! { <p class="lead no-print">{text}</p> }.into_any())
}

/// An address that leads nowhere.
pub fn unknown() -> AnyView {
    view! {
        {paragraph(t(key!("unknown.text")))}
        <p>
            <a href=Route::Summary.href() class="button primary">
                {t(key!("unknown.back"))}
            </a>
        </p>
    }
    .into_any()
}
