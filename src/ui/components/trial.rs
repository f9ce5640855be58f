//! Trying something out: the answers on the page are a copy, and both stand side by side until one is chosen.

use crate::ui::reactive::*;

use super::rows::row_name;
use super::status::assumed;
use super::summary::{conditions_line, is_assumed, net_text, resident_line, verdict_line};
use super::table::Table;
use crate::assess::residency::Because;
use crate::assess::{Assessment, assess, with_figures};
use crate::key;
use crate::message::Message;
use crate::profile::{Document, Kind, Slot};
use crate::ui::dom::{El, button, el, p};
use crate::ui::{State, browser, say, t, words};

/// What is tried out, beside what is saved; nothing while nothing is tried.
pub fn trial_panel(state: State) -> El {
    let contents = move || {
        state.details.track();
        let Some(trial) = state.trial.get().filter(|_| words().has_details()) else { return Vec::new() };
        let before = assess(&trial.base, state.today);
        let table = state.assessment.with(|now| compared(&before, now));
        let on = (trial.on != state.today).then(|| el("p").say(&Message::new(key!("what-if.on")).with("date", trial.on)));
        let changed = state.read(|now| changes(&trial.base, now));
        let list = if changed.is_empty() {
            p("hint", key!("what-if.nothing"))
        } else {
            el("ul").class("changes").children(changed.into_iter().map(|line| el("li").text(&line)))
        };
        let end = move |keep: bool| {
            move |_| {
                state.end_trial(keep);
                browser::next_frame(|| browser::focus("page-title"));
            }
        };
        let choice = el("div").class("actions").child(button("button primary", key!("what-if.keep"), end(true))).child(button(
            "button",
            key!("what-if.discard"),
            end(false),
        ));
        let panel = el("section")
            .class("trial card")
            .attr("aria-labelledby", "trial-title")
            .child(el("h2").id("trial-title").attr("tabindex", "-1").t(key!("what-if.title")))
            .child(p("hint", key!("what-if.hint")))
            .maybe(on)
            .child(table)
            .child(list)
            .child(p("hint", key!("what-if.keep-only-true")))
            .child(choice);
        vec![panel]
    };
    el("div").class("trial-place no-print").dynamic(contents)
}

/// Before and now, line by line.
fn compared(before: &Assessment, now: &Assessment) -> El {
    let points = |all: &Assessment| assumed(el("span").text(&verdict_line(&all.points)), is_assumed(&all.points));
    let residency = |all: &Assessment| {
        all.residency.as_ref().ok().filter(|one| one.outcome.because != Because::NoStays).map_or_else(|| "–".to_owned(), resident_line)
    };
    let net = |all: &Assessment| all.pay.as_ref().map_or_else(|| "–".to_owned(), |pay| net_text(pay.payslip.net));
    let text = |text: String| el("span").text(&text);
    let name = |key| el("span").t(key);
    Table::new()
        .head(&[t(key!("what-if.what")), t(key!("what-if.before")), t(key!("what-if.now"))])
        .row("", name(key!("page.points")), [points(before), points(now)])
        .row("", name(key!("page.conditions")), [before, now].map(|all| text(conditions_line(all, key!("overview.conditions")))))
        .row("", name(key!("page.residency")), [before, now].map(|all| text(residency(all))))
        .row("", name(key!("pay.net")), [before, now].map(|all| text(net(all))))
        .done("compared", t(key!("what-if.title")))
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
    let line = |slot: Slot| {
        let question = say(&with_figures(slot.label()));
        let place = slot.row.and_then(|row| now.rows(slot.section).iter().position(|known| *known == row));
        let name = match place {
            Some(place) => format!("{}, {question}", row_name(slot.section, place)),
            None => question,
        };
        say(&Message::new(key!("what-if.changed")).with("name", name).with("before", shown(before, slot)).with("now", shown(now, slot)))
    };
    before.differences(now).into_iter().map(line).collect()
}
