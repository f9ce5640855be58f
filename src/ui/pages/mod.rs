//! The pages, a file each: functions that make what stands under the page's heading.
//!
//! All but the overview come with the second module (`xtask/late-functions.txt`). Inlined into
//! their caller they would come with the first.

mod about;
mod assumptions;
mod conditions;
mod documents;
mod family;
#[cfg(debug_assertions)]
mod gallery;
mod goals;
mod journey;
mod overview;
mod pay;
mod permits;
mod points;
mod profile;
mod programmes;
mod report;
mod residency;
mod self_test;
mod sources;

pub use about::{about, download_profile};
pub use assumptions::assumptions;
pub use conditions::conditions;
pub use documents::documents;
pub use family::family;
#[cfg(debug_assertions)]
pub use gallery::gallery;
pub use goals::goals;
pub use journey::journey;
pub use overview::overview;
pub use pay::{business, income, payslip, tax};
pub use permits::permits;
pub use points::points;
pub use profile::profile;
pub use programmes::programmes;
pub use report::report;
pub use residency::residency;
pub use self_test::self_test;
pub use sources::sources;

use super::dom::{El, el, link, p};
use super::route::Route;
use super::t;
use crate::key;
use crate::message::Key;

/// A part of a page with its heading. It can take the focus, so that a link can lead there.
fn part(id: &str, title: Key) -> El {
    let heading = format!("{id}-title");
    el("section").attr("aria-labelledby", &heading).id(id).attr("tabindex", "-1").child(el("h2").id(&heading).t(title))
}

/// Two columns on wide screens, one on phones.
fn columns(first: impl IntoIterator<Item = El>, second: impl IntoIterator<Item = El>) -> El {
    el("div.columns").child(el("div").children(first)).child(el("div").children(second))
}

/// An address that leads nowhere.
#[inline(never)]
pub fn unknown() -> Vec<El> {
    let back = link(&Route::Overview.href(), t(key!("unknown.back"))).class("button primary");
    vec![p("", key!("unknown.text")), el("p").child(back)]
}
