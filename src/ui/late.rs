//! What comes with the second module: everything here, and whatever only that needs, is not part of the
//! first load (docs/ARCHITECTURE.md, "Start and lockdown"). It is asked for only when it is there.

#![allow(unsafe_code, reason = "the attribute that marks where the module is split declares functions by name")]

use leptos::prelude::*;

use super::app::headed;
use super::components::{profile_menu, recalculate, summary, trial, why};
use super::{Route, State, Trial, embed, frame, pages, tab, vault, wipe, words};
use crate::store;
use hsmp::explain::Step;
use hsmp::key;
use hsmp::quantity::Date;

/// What there is to show.
enum Late {
    Page(State, Route),
    Trial(State, Trial),
    Steps(Step, Date),
    Decides(State),
    Profiles(State),
    Notices(State),
    Recalculate(State),
    Footer(State),
    Wiped(State),
    Lock(State),
    Recall(State),
    Keep(State),
    Synchronise(State),
    Save(State),
}

/// A page with its heading.
pub(super) fn page(state: State, route: Route) -> AnyView {
    show(Late::Page(state, route))
}

/// What is tried out, beside what is saved.
pub(super) fn trial_panel(state: State, trial: &Trial) -> AnyView {
    show(Late::Trial(state, trial.clone()))
}

/// An explanation as a list of lists.
pub(super) fn step_tree(step: &Step, on: Date) -> AnyView {
    show(Late::Steps(step.clone(), on))
}

/// What most of the range of points comes from.
pub(super) fn decides(state: State) -> AnyView {
    show(Late::Decides(state))
}

/// What must be known before anything else.
pub(super) fn notices(state: State) -> AnyView {
    show(Late::Notices(state))
}

/// Which answers the results are from, for whoever asks for them.
pub(super) fn recalculate(state: State) -> AnyView {
    show(Late::Recalculate(state))
}

/// What follows every page: its terms, all pages, what left the device, and what this is not.
pub(super) fn footer(state: State) -> AnyView {
    show(Late::Footer(state))
}

/// The profiles, to open one.
pub(super) fn profile_menu(state: State) -> AnyView {
    show(Late::Profiles(state))
}

/// Another window deleted everything.
pub(super) fn wiped(state: State) {
    if words().has_details() {
        drop(show(Late::Wiped(state)));
    }
}

/// Another window locked everything.
pub(super) fn lock(state: State) {
    if words().has_details() {
        drop(show(Late::Lock(state)));
    }
}

/// Brings back what this tab kept over a reload.
pub(super) fn recall(state: State) {
    drop(show(Late::Recall(state)));
}

/// Keeps what only this tab knows.
pub(super) fn keep(state: State) {
    drop(show(Late::Keep(state)));
}

/// Brings the answers and those on the device together, as soon as no other window does the same.
pub(super) fn synchronise(state: State) {
    drop(show(Late::Synchronise(state)));
}

/// The same at once.
pub(super) fn save(state: State) {
    drop(show(Late::Save(state)));
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
        Late::Page(state, route) if state.is_locked.get_untracked() && !vault::is_open_to_all(route) => {
            headed(key!("vault.locked"), pages::unlock(state))
        }
        Late::Page(state, route) => embed::page(state, route),
        Late::Trial(state, trial) => trial::panel(state, &trial),
        Late::Steps(step, on) => why::step_tree(&step, on),
        Late::Recall(state) => nothing(|| {
            tab::recall(state);
            wipe::listen(state);
            if untrack(|| state.embedded.get()).is_none() {
                recalculate::listen(state);
            }
            vault::listen(state);
        }),
        Late::Keep(state) => nothing(|| tab::keep(state)),
        Late::Synchronise(state) => nothing(|| store::with_lock(move || state.save_now())),
        Late::Save(state) => nothing(|| state.save_now()),
        Late::Profiles(state) => profile_menu::menu(state),
        Late::Notices(state) => frame::notices(state),
        Late::Recalculate(state) => recalculate::bar(state),
        Late::Footer(state) => frame::footer(state),
        Late::Wiped(state) => nothing(|| state.wiped()),
        Late::Lock(state) => nothing(|| state.lock_if_open()),
        Late::Decides(state) => state.assessment.with(summary::decides),
    }
}

/// Does something and shows nothing.
fn nothing(work: impl FnOnce()) -> AnyView {
    work();
    ().into_any()
}
