//! Trying something out: the answers on the page are a copy, and both stand side by side until one is chosen.

use crate::ui::reactive::*;

use super::rows::row_name;
use super::status::assumed;
use super::summary::{conditions_line, is_assumed, net_text, resident_line, verdict_status};
use super::table::Table;
use crate::assess::residency::Because;
use crate::assess::{Assessment, assess, with_figures};
use crate::key;
use crate::message::Message;
use crate::profile::{Document, Kind, Slot};
use crate::ui::dom::{El, Parts, button, el, p};
use crate::ui::{State, Trial, browser, say, t, words};

/// What is tried out, beside what is saved; nothing while nothing is tried.
pub fn trial_panel(state: State) -> El {
    let contents = move || {
        state.details.track();
        let trial = state.trial.get().filter(|_| words().has_details());
        Parts::default().maybe(trial.map(|trial| panel(state, &trial))).done()
    };
    el("div.trial-place no-print").dynamic(contents)
}

/// Comes late: only the caller asks whether it is there.
#[inline(never)]
fn panel(state: State, trial: &Trial) -> El {
    let before = assess(&trial.base, trial.on);
    let table = state.assessment.with(|now| compared(&before, now));
    let on = (trial.on != state.today).then(|| el("p").say(&Message::new(key!("what-if.on")).with("date", trial.on)));
    let changed = state.read(|now| changes(&trial.base, now));
    let list = if changed.is_empty() {
        p("hint", key!("what-if.nothing"))
    } else {
        el("ul.changes").children(changed.into_iter().map(|line| el("li").text(&line)))
    };
    let end = move |keep: bool| {
        move |_| {
            state.end_trial(keep);
            browser::next_frame(|| browser::focus("page-title"));
        }
    };
    let choice = el("div.actions").child(button("button primary", key!("what-if.keep"), end(true))).child(button(
        "button",
        key!("what-if.discard"),
        end(false),
    ));
    el("section.trial card")
        .attr("aria-labelledby", "trial-title")
        .child(el("h2").id("trial-title").attr("tabindex", "-1").t(key!("what-if.title")))
        .child(p("hint", key!("what-if.hint")))
        .maybe(on)
        .child(table)
        .child(list)
        .child(p("hint", if trial.on > state.today { key!("what-if.keep-plans") } else { key!("what-if.keep-only-true") }))
        .child(choice)
}

/// Before and now on the same day, line by line; lines that neither has say nothing.
fn compared(before: &Assessment, now: &Assessment) -> El {
    let all = [before, now];
    let points = |all: &Assessment| {
        let range = Message::new(key!("what-if.points")).with("points", all.points.total);
        el("div").child(el("span.together").say(&range)).text(" ").child(verdict_status(all.points.verdict))
    };
    let residency = |all: &Assessment| {
        let known = all.residency.as_ref().ok().filter(|one| one.outcome.because != Because::NoStays);
        known.map(resident_line).unwrap_or_default()
    };
    let net = |all: &Assessment| all.pay.as_ref().map(|pay| net_text(pay.payslip.net)).unwrap_or_default();
    let is_marked = all.into_iter().any(|all| is_assumed(&all.points));
    let name = assumed(el("span").t(key!("page.points")), is_marked);
    let mut table = Table::new()
        .head(&[t(key!("what-if.what")), t(key!("what-if.before")), t(key!("what-if.now"))])
        .row("", name, all.map(points))
        .texts("", t(key!("page.conditions")), &all.map(|all| conditions_line(all, key!("overview.conditions"))));
    for (name, cells) in [(key!("page.residency"), all.map(residency)), (key!("pay.net"), all.map(net))] {
        if cells.iter().any(|cell| !cell.is_empty()) {
            table = table.texts("", t(name), &cells);
        }
    }
    el("div").attr("data-assumed", "").child(table.done("compared", t(key!("what-if.title"))))
}

/// Each answer that differs: what it was and what it is.
fn changes(before: &Document, now: &Document) -> Vec<String> {
    let shown = |document: &Document, slot: Slot| {
        let text = document.text(slot);
        match slot.question().map(|question| question.kind) {
            _ if text.is_empty() => t(key!("field.not-answered")).to_owned(),
            Some(Kind::YesNo) => t(if text == "yes" { key!("tri.yes") } else { key!("tri.no") }).to_owned(),
            Some(Kind::Choice(choices)) => {
                choices.iter().find(|choice| choice.name == text).map_or(text, |choice| t(choice.label).to_owned())
            }
            _ => text,
        }
    };
    let mut lines: Vec<String> = Vec::new();
    for slot in before.differences(now) {
        let question = say(&with_figures(slot.label()));
        let place = slot.row.and_then(|row| now.rows(slot.section).iter().position(|known| *known == row));
        let line = match place {
            // A row that was added is one line, not one for each of its answers.
            Some(place) if slot.row.is_some_and(|row| !before.rows(slot.section).contains(&row)) => {
                Message::new(key!("what-if.added")).with("name", row_name(slot.section, place))
            }
            _ => {
                let name = place.map_or_else(|| question.clone(), |place| format!("{}, {question}", row_name(slot.section, place)));
                Message::new(key!("what-if.changed")).with("name", name).with("before", shown(before, slot)).with("now", shown(now, slot))
            }
        };
        let line = say(&line);
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}
