//! The same days counted in other ways: by the repealed wording, and by other counts of a stay.

use leptos::prelude::*;

use super::{NAMES, View};
use crate::ui::components::status::fact;
use crate::ui::components::table::row;
use crate::ui::components::text::{doubt, hint, notice, paragraph};
use crate::ui::components::why::why_button;
use crate::ui::components::{DataTable, Folded};
use crate::ui::{figure, t};
use hsmp::assess::residence::planning::Planning;
use hsmp::assess::residence::residency::Outcome;
use hsmp::key;
use hsmp::message::Key;

/// The law's way of counting beside the repealed one, why websites say the latter, and other ways to count
/// the days of a stay.
pub(super) fn readings(view: &View) -> AnyView {
    let Some(residency) = view.known() else { return ().into_any() };
    let cells = |outcome: &Outcome| {
        let days = view! { <span class="together">{figure(outcome.days)}</span> };
        let state_and_why = view! { <span>{fact(outcome.resident, NAMES)} "\u{a0}" {why_button(&outcome.why)}</span> };
        vec![days.into_any(), state_and_why.into_any()]
    };
    let rows = vec![
        row("", t(key!("tax-residence-page.calendar-year")).into_any(), cells(&residency.outcome)),
        row("", t(key!("tax-residence-page.twelve-months")).into_any(), cells(&residency.other)),
    ];
    let agree = residency.outcome.resident == residency.other.resident;
    let agree = t(if agree { key!("tax-residence-page.agree") } else { key!("tax-residence-page.differ") });
    view! {
        <Folded id="readings" title=key!("tax-residence-page.readings") class="on-paper">
            <DataTable class="numbers" name=t(key!("residency.resident")).to_owned() head=result_head(key!("tax-residence-page.reading")) rows/>
            {paragraph(agree)}
            {hint(t(key!("conflict.c-1")))}
            {doubt(t(key!("tax-residence-page.treaties")))}
        </Folded>
        {view.planning.as_ref().and_then(countings)}
    }
    .into_any()
}

/// What is counted, its days, and what they lead to.
fn result_head(what: Key) -> Vec<Key> {
    vec![what, key!("tax-residence-page.count"), key!("tax-residence-page.result")]
}

/// The other ways to count, where they give other days.
fn countings(planning: &Planning) -> Option<AnyView> {
    let (_, own) = planning.countings.first()?;
    if planning.countings.iter().all(|(_, outcome)| outcome.days == own.days) {
        return None;
    }
    let rows = planning.countings.iter();
    let rows = rows.map(|(counting, outcome)| {
        row("", t(counting.label()).into_any(), vec![figure(outcome.days).into_any(), fact(outcome.resident, NAMES)])
    });
    let rows = rows.collect();
    let decides = planning.countings.iter().any(|(_, outcome)| outcome.resident != own.resident);
    let decides = decides.then(|| notice(t(key!("tax-residence-page.count-decides"))));
    let view = view! {
        <Folded id="countings" title=key!("tax-residence-page.countings") class="on-paper">
            <DataTable
                class="numbers"
                name=t(key!("profile.days.counting")).to_owned()
                head=result_head(key!("profile.days.counting"))
                rows
            />
            {decides}
            {hint(t(key!("note.residency-counting")))}
        </Folded>
    };
    Some(view.into_any())
}
