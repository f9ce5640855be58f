use crate::ui::reactive::*;

use super::{columns, part};
use crate::assess::residency::{Because, Outcome, Residency};
use crate::assess::with_figures;
use crate::key;
use crate::message::{Arg, Key, Message};
use crate::quantity::Tri;
use crate::ui::components::{Table, headline, resident_line, rows, section_fields, status, why_button, year_strip};
use crate::ui::dom::{El, el, p};
use crate::ui::{State, figure, say, t};

const NAMES: [Key; 3] = [key!("status.resident"), key!("status.non-resident"), key!("status.open")];

/// Tax residence: the answer, the days, and what changes it.
#[inline(never)]
pub fn residency(state: State) -> Vec<El> {
    let answer = el("div").dynamic(move || {
        state.assessment.with(|all| {
            let Ok(residency) = &all.residency else { return Vec::new() };
            if residency.outcome.because == Because::NoStays {
                return vec![p("lead", key!("residency-page.empty"))];
            }
            let mut contents = answer(state, residency);
            contents.push(year_strip(residency, all.on));
            contents.push(doubts(residency));
            contents.push(readings(state, residency));
            contents
        })
    });
    let stays = part("stays", key!("section.stays")).child(p("hint", key!("residency-page.stays"))).child(rows(state, "stays", ""));
    let ties = part("ties", key!("section.ties"))
        .child(el("p").class("hint").say(&with_figures(key!("residency-page.ties"))))
        .child(section_fields(state, "ties"));
    vec![columns([answer], [stays, ties])]
}

fn answer(state: State, residency: &Residency) -> Vec<El> {
    let outcome = &residency.outcome;
    let name = say(&Message::new(key!("overview.resident.name")).with("year", Arg::Year(residency.year)));
    let days = Message::new(key!("residency-page.days")).with("days", outcome.days).with("limit", residency.limit);
    let plan = match (outcome.resident, residency.becomes_on) {
        (Tri::Unknown, Some(date)) => Some(Message::new(key!("residency-page.would-become")).with("date", date)),
        _ => None,
    };
    let left = (outcome.resident != Tri::Yes).then(|| Message::new(key!("residency-page.left")).with("days", residency.days_left));
    let meaning = match outcome.resident {
        Tri::Yes => key!("residency-page.meaning.yes"),
        Tri::No => key!("residency-page.meaning.no"),
        Tri::Unknown => key!("residency-page.meaning.open"),
    };
    // That days decide was said with their number.
    let how = outcome.why.how.clone().filter(|_| outcome.because != Because::Days);
    let sentences = [Some(days), plan, left, how, Some(with_figures(meaning))];
    let sentences = sentences.into_iter().flatten().map(|sentence| el("p").say(&sentence));
    vec![headline(state, &name, &resident_line(residency), &outcome.why), el("div").class("prose").children(sentences)]
}

/// What was taken for granted, and what the law leaves open.
fn doubts(residency: &Residency) -> El {
    let resident = (residency.outcome.resident == Tri::Yes).then(|| p("doubt", key!("residency-page.whole-year")));
    el("div").class("prose").maybe(resident).children(residency.assumed.iter().map(|key| p("doubt", *key)))
}

/// The law's way of counting beside the repealed one, and why websites say the latter.
fn readings(state: State, residency: &Residency) -> El {
    let cells = |outcome: &Outcome| {
        let state_and_why = el("span").child(status(outcome.resident, NAMES)).text(" ").child(why_button(state, &outcome.why));
        [el("span").class("together").text(&figure(outcome.days)), state_and_why]
    };
    let name = |key: Key| el("span").t(key);
    let table = Table::new()
        .head(&[t(key!("residency-page.reading")), t(key!("residency-page.count")), t(key!("residency-page.result"))])
        .row("", name(key!("residency-page.calendar-year")), cells(&residency.outcome))
        .row("", name(key!("residency-page.twelve-months")), cells(&residency.other))
        .done("numbers", t(key!("residency.resident")));
    let agree = residency.outcome.resident == residency.other.resident;
    part("readings", key!("residency-page.readings"))
        .child(table)
        .child(p("", if agree { key!("residency-page.agree") } else { key!("residency-page.differ") }))
        .child(p("hint", key!("conflict.c-1")))
}
