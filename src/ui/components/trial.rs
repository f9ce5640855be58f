//! Trying something out: the answers on the page are a copy, and both stand side by side until one is chosen.

use leptos::prelude::*;

use super::answer::answer_text;
use super::button::button;
use super::rows::row_name;
use super::status::assumed;
use super::summary::{conditions_line, is_assumed, net_text, resident_line, unread_stays, verdict_status};
use super::table::{DataTable, row, text_row};
use super::text::{hint, paragraph};
use crate::ui::view::{handler, use_state};
use crate::ui::{State, Trial, browser, count, late, say, t, words};
use hsmp::assess::residence::residency::Reason;
use hsmp::assess::{Assessment, assess, with_figures};
use hsmp::key;
use hsmp::message::Message;
use hsmp::profile::{Document, MOST_LETTERS, Slot};
use hsmp::quantity::sorted;

/// What is tried out, beside what is saved; nothing while nothing is tried.
#[component]
pub fn TrialPanel() -> AnyView {
    let state = use_state();
    let contents = move || {
        state.details.track();
        let trial = state.trial.get().filter(|_| words().has_details());
        trial.map(|trial| late::trial_panel(state, &trial)).into_any()
    };
    view! { <div class="trial-place no-print">{move || contents()}</div> }.into_any()
}

/// The two side by side; for the example, that it is one.
pub fn panel(state: State, trial: &Trial) -> AnyView {
    if trial.is_example {
        return example(state);
    }
    let before = assess(&trial.base, trial.on);
    let table = state.assessment.with(|now| compared(&before, now));
    let on = (trial.on != state.today.get()).then(|| paragraph(say(&Message::new(key!("what-if.on")).with("date", trial.on))));
    let list = state.read(|now| {
        let is_same = trial.base.differences(now).is_empty();
        if is_same { hint(t(key!("what-if.nothing"))) } else { list_of_changes(&trial.base, now) }
    });
    let end = |keep: bool| {
        handler(move |_| {
            state.end_trial(keep);
            request_animation_frame(|| browser::focus("page-title"));
        })
    };
    let is_ahead = trial.on > state.today.get();
    let (kept, keep) = match is_ahead {
        true => (key!("what-if.keep-plans"), key!("what-if.keep-as-plans")),
        false => (key!("what-if.keep-only-true"), key!("what-if.keep")),
    };
    let can_keep = !is_ahead || state.read(|now| trial.base.with_plans_of(now) != trial.base);
    view! {
        <section class="trial card" aria-labelledby="trial-title">
            <h2 id="trial-title" tabindex="-1">
                {t(key!("what-if.title"))}
            </h2>
            {hint(t(key!("what-if.hint")))}
            {on}
            {table}
            {list}
            {hint(t(kept))}
            <div class="actions">
                {can_keep.then(|| button("button primary", t(keep), end(true)))}
                {button("button", t(key!("what-if.discard")), end(false))}
            </div>
        </section>
    }
    .into_any()
}

/// That these are the answers of an invented person, and the way back to one's own.
fn example(state: State) -> AnyView {
    let leave = handler(move |_| {
        state.end_trial(false);
        request_animation_frame(|| browser::focus("page-title"));
    });
    view! {
        <section class="trial card example" aria-labelledby="trial-title">
            <p>
                <strong id="trial-title" tabindex="-1">
                    {t(key!("example.title"))}
                </strong>
                " "
                {t(key!("example.text"))}
            </p>
            {button("button", t(key!("example.leave")), leave)}
        </section>
    }
    .into_any()
}

/// Before and now on the same day, line by line; lines that neither has say nothing.
fn compared(before: &Assessment, now: &Assessment) -> AnyView {
    let year = use_state().today.get().year();
    let all = [before, now];
    let points = |all: &Assessment| {
        let range = Message::new(key!("what-if.points")).with("points", all.points.total);
        view! {
            <div>
                <span class="together">{say(&range)}</span>
                " "
                {verdict_status(all.points.verdict)}
            </div>
        }
        .into_any()
    };
    let residency = |all: &Assessment| {
        let known = all.residency.as_ref().ok().filter(|one| one.outcome.because != Reason::NoStays);
        known.map(|one| resident_line(one, unread_stays(all))).unwrap_or_default()
    };
    let net = |all: &Assessment| all.pay.as_ref().map(|pay| net_text(&pay.payslip, year)).unwrap_or_default();
    let is_marked = all.into_iter().any(|all| is_assumed(&all.points));
    let name = view! { <span data-assumed=is_marked>{t(key!("page.points"))} {assumed(is_marked)}</span> };
    let conditions = all.map(|all| conditions_line(all, key!("summary.conditions")));
    let mut rows =
        vec![row("", name.into_any(), all.map(points).into()), text_row("", t(key!("page.requirements")).to_owned(), conditions.into())];
    for (name, cells) in [(key!("page.tax-residence"), all.map(residency)), (key!("pay.net"), all.map(net))] {
        if cells.iter().any(|cell| !cell.is_empty()) {
            rows.push(text_row("", t(name).to_owned(), cells.into()));
        }
    }
    let head = vec![key!("what-if.what"), key!("what-if.before"), key!("what-if.now")];
    view! {
        <div data-assumed=true>
            <DataTable class="compared" name=t(key!("what-if.title")).to_owned() head rows/>
        </div>
    }
    .into_any()
}

/// The most changes that are named one by one.
const MOST_NAMED: usize = 20;

/// A list of the answers that differ: what each was and what it is.
pub fn list_of_changes(before: &Document, now: &Document) -> AnyView {
    // What would be lost stands first.
    let mut changes = sorted(before.differences(now), |slot| !before.has(*slot));
    // A row that was added or taken away is one change, not one for each of its answers.
    let is_whole_row = |slot: Slot| slot.row.is_some_and(|row| [before, now].iter().any(|one| !one.has_row(slot.section, row)));
    changes.dedup_by(|one, other| (one.section, one.row) == (other.section, other.row) && is_whole_row(*one));
    let named = changes.iter().take(MOST_NAMED).map(|slot| change(before, now, *slot));
    let more = Some(changes.len().saturating_sub(MOST_NAMED)).filter(|more| *more > 0);
    let more = more.map(|more| say(&Message::new(key!("changes.more")).with("count", count(more))));
    // A copy may differ only in what a later version asks.
    let none = changes.is_empty().then(|| t(key!("changes.unknown")).to_owned());
    let lines = named.chain(more).chain(none).map(|line| view! { <li>{line}</li> }.into_any());
    view! { <ul class="changes">{lines.collect::<Vec<_>>()}</ul> }.into_any()
}

fn change(before: &Document, now: &Document, slot: Slot) -> String {
    let question = say(&with_figures(slot.label()));
    // A row that is gone has the place that it had.
    let place_in = |document: &Document| slot.row.and_then(|row| document.rows(slot.section).iter().position(|known| *known == row));
    let place = place_in(now).or_else(|| place_in(before));
    let is_in = |document: &Document| slot.row.is_none_or(|row| document.has_row(slot.section, row));
    say(&match (place, is_in(before), is_in(now)) {
        (Some(place), false, _) => Message::new(key!("what-if.added")).with("name", row_name(slot.section, place)),
        (Some(place), _, false) => Message::new(key!("changes.removed")).with("name", row_name(slot.section, place)),
        _ => {
            let name = place.map_or_else(|| question.clone(), |place| format!("{}, {question}", row_name(slot.section, place)));
            // A colon after a question mark looks like a slip.
            let is_question = name.ends_with(['?', '؟']);
            Message::new(if is_question { key!("what-if.changed-question") } else { key!("what-if.changed") })
                .with("name", name)
                .with("before", short(answer_text(before, slot)))
                .with("now", short(answer_text(now, slot)))
        }
    })
}

/// The text, or its beginning: a file may hold any length.
fn short(text: String) -> String {
    match text.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
