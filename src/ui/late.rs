//! What comes with the second module: everything here, and whatever only that needs, is not part of the
//! first load (docs/ARCHITECTURE.md, "Start and lockdown"). It is asked for only when it is there.

#![allow(unsafe_code, reason = "the attribute that marks where the module is split declares functions by name")]

use leptos::prelude::*;

use super::app::headed;
use super::components::{trial, why};
use super::{Route, State, Trial, pages};
use crate::explain::Step;
use crate::key;
use crate::quantity::Date;

/// What there is to show.
enum Late {
    Page(State, Route, Option<String>),
    Trial(State, Trial),
    Steps(Step, Date, bool),
}

/// A page with its heading.
pub(super) fn page(state: State, route: Route, examples: Option<&str>) -> AnyView {
    show(Late::Page(state, route, examples.map(str::to_owned)))
}

/// What is tried out, beside what is saved.
pub(super) fn trial_panel(state: State, trial: &Trial) -> AnyView {
    show(Late::Trial(state, trial.clone()))
}

/// An explanation as a list of lists.
pub(super) fn step_tree(step: &Step, on: Date, paper: bool) -> AnyView {
    show(Late::Steps(step.clone(), on, paper))
}

#[cfg(feature = "split")]
fn show(what: Late) -> AnyView {
    use futures_util::FutureExt as _;
    // The function is asynchronous because it may have to load the module first. Here it never has to.
    late(what).now_or_never().unwrap_or_else(|| ().into_any())
}

#[cfg(not(feature = "split"))]
fn show(what: Late) -> AnyView {
    late(what)
}

/// Tells the application that the second module is there: called once by the start script.
#[cfg(feature = "split")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub async fn second_module_arrived() {
    __preload_late().await;
}

#[cfg_attr(feature = "split", lazy)]
fn late(what: Late) -> AnyView {
    match what {
        Late::Page(state, route, examples) => page_of(state, route, examples.as_deref()),
        Late::Trial(state, trial) => trial::panel(state, &trial),
        Late::Steps(step, on, paper) => why::step_tree(&step, on, paper),
    }
}

fn page_of(state: State, route: Route, examples: Option<&str>) -> AnyView {
    let (title, contents) = match route {
        Route::Overview => (key!("page.title.overview"), ().into_any()),
        Route::Profile => (key!("page.title.profile"), pages::profile(state)),
        Route::Points => (key!("page.title.points"), pages::points(state)),
        Route::Goals => (key!("page.title.goals"), pages::goals(state)),
        Route::Assumptions => (key!("page.title.assumptions"), pages::assumptions(state)),
        Route::Conditions => (key!("page.title.conditions"), pages::conditions(state)),
        Route::Family => (key!("page.title.family"), pages::family(state)),
        Route::Permits => (key!("page.title.permits"), pages::permits(state)),
        Route::Journey => (key!("page.title.journey"), pages::journey(state)),
        Route::Programmes => (key!("page.title.programmes"), pages::programmes(state)),
        Route::Documents => (key!("page.title.documents"), pages::documents(state)),
        Route::Residency => (key!("page.title.residency"), pages::residency(state)),
        Route::Tax => (key!("page.title.tax"), pages::tax(state)),
        Route::Payslip => (key!("page.title.payslip"), pages::payslip(state)),
        Route::Business => (key!("page.title.business"), pages::business(state)),
        Route::Income => (key!("page.title.income"), pages::income(state)),
        Route::Report => (key!("page.title.report"), pages::report(state)),
        Route::Sources => (key!("page.title.sources"), pages::sources(state)),
        Route::SelfTest => (key!("page.title.self-test"), pages::self_test(state, examples)),
        Route::About => (key!("page.title.about"), pages::about(state)),
        #[cfg(debug_assertions)]
        Route::Gallery => (key!("app.name"), pages::gallery(state)),
        Route::Unknown => (key!("page.title.unknown"), pages::unknown()),
    };
    headed(title, contents)
}
