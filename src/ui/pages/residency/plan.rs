//! What is still open in the year: the last day, some days more, month by month.

use crate::ui::reactive::*;

use super::super::part;
use super::{NAMES, View};
use crate::assess::planning::{Leaving, Planning, Start, longer};
use crate::assess::residency::{Because, Judged, Residency};
use crate::assess::with_figures;
use crate::key;
use crate::message::{Arg, Message};
use crate::quantity::{Date, Tri};
use crate::ui::State;
use crate::ui::components::{Table, status};
use crate::ui::dom::{El, el, p, typed};
use crate::ui::{figure, say, t, words};

/// Planning, while the year is not over.
pub(super) fn plan(state: State, view: Memo<View>, changed: Version) -> El {
    let more = RwSignal::new(None::<i32>);
    let is_there = move || {
        view.with(|view| {
            let known = view.residency.as_ref().is_ok_and(|residency| residency.outcome.because != Because::NoStays);
            known && view.planning.as_ref().is_some_and(|planning| planning.from.is_some())
        })
    };
    let range = move || {
        changed.track();
        let range = |planning: &Planning| {
            let text = Message::new(key!("plan.range")).with("days", planning.days).with("year", Arg::Year(planning.year));
            el("p").say(&text)
        };
        view.with_untracked(|view| view.planning.as_ref().map(range).into_iter().collect())
    };
    let result = move || {
        let Some(days) = more.get() else { return Vec::new() };
        let found = view.with(|view| {
            state.assessment.with(|all| view.planning.as_ref().and_then(|planning| longer(&all.profile, all.on, planning, days)))
        });
        let Some(found) = found else { return Vec::new() };
        let line = |(year, judged): &(i32, Judged)| {
            let text =
                Message::new(key!("plan.more-result")).with("until", found.until).with("days", judged.days).with("year", Arg::Year(*year));
            el("p").say(&text).text(" ").child(verdict(judged))
        };
        found
            .years
            .iter()
            .map(line)
            .chain(found.years.iter().map(|(_, judged)| judged.resident).max().map(|resident| el("p.hint").say(&meaning(resident))))
            .collect()
    };
    let input = el("input.input number")
        .id("plan-more")
        .attr("type", "text")
        .attr("inputmode", "numeric")
        .attr("autocomplete", "off")
        .attr("aria-describedby", "plan-more-hint")
        // More than two years ahead nobody plans by days.
        .on("input", move |event| more.set(typed(&event).trim().parse().ok().filter(|days| (1..=730).contains(days))));
    let question = el("div.field no-print")
        .child(el("label").attr("for", "plan-more").t(key!("plan.more")))
        .child(p("hint", key!("plan.more-hint")).id("plan-more-hint"))
        .child(el("div.input-line").child(input));
    part("plan", key!("plan.title"))
        .attr_live("hidden", move || (!is_there()).then(String::new))
        .child(el("div").dynamic(range))
        .child(question)
        .child(el("div.prose").attr("role", "status").dynamic(result))
        .child(el("div").dynamic(move || {
            changed.track();
            view.with_untracked(|view| view.planning.as_ref().and_then(months).into_iter().collect())
        }))
}

/// The last day one can stay, in a sentence. None for a year that is over, and where days do not decide.
pub(super) fn latest(planning: &Planning, residency: &Residency) -> Option<Message> {
    let (start, kind) = planning.from.filter(|_| planning.by_days)?;
    let year = Arg::Year(planning.year);
    let Some(date) = planning.latest_exit else {
        // Not one day more fits; whether the limit is passed already is another question.
        let text = match (residency.outcome.days.low <= residency.limit, kind) {
            (true, _) => key!("plan.none-left"),
            (false, Start::Here) => key!("plan.too-late"),
            (false, _) => return None,
        };
        return Some(Message::new(text).with("year", year));
    };
    let text = if planning.days.high <= residency.limit {
        key!("plan.free")
    } else {
        match kind {
            Start::Here => key!("plan.leave-by"),
            Start::Planned if date == Date::last_of(planning.year) => key!("plan.next-free"),
            Start::Planned => key!("plan.next-until"),
            Start::Absent => key!("plan.come-until"),
        }
    };
    Some(Message::new(text).with("date", date).with("start", start).with("year", year))
}

/// What leaving does to the rest of the year.
pub(super) fn leaving(leaving: &Leaving, next: i32) -> Option<Message> {
    match *leaving {
        Leaving::Nothing => None,
        Leaving::Resident => Some(key!("plan.left-not").into()),
        Leaving::NonResident { from, settled } => {
            let text = if settled { key!("plan.left") } else { key!("plan.left-so-far") };
            Some(Message::new(text).with("date", from).with("year", Arg::Year(next - 1)))
        }
        Leaving::Open { from, because } => {
            let why: Message = match because {
                Because::Unanswered(slot) => with_figures(slot.label()),
                _ => key!("problem.open-stay").into(),
            };
            Some(Message::new(key!("plan.left-open")).with("date", from).with("next", Arg::Year(next)).with("why", why))
        }
    }
}

/// The result in a word, with the day on which the limit is passed.
fn verdict(judged: &Judged) -> El {
    let on = judged.passed_on.filter(|_| judged.because == Because::Days);
    let date = on.map(|date| el("span.together").text(" ").text(&words().day_of_year(date.month(), date.day())));
    el("span").child(status(judged.resident, NAMES)).maybe(date)
}

/// What a result means for taxes.
pub(super) fn meaning(resident: Tri) -> Message {
    with_figures(match resident {
        Tri::Yes => key!("residency-page.meaning.yes"),
        Tri::No => key!("residency-page.meaning.no"),
        Tri::Unknown => key!("residency-page.meaning.open"),
    })
}

/// Each month ahead and what two ways to spend it lead to.
fn months(planning: &Planning) -> Option<El> {
    if planning.months.is_empty() || !planning.by_days {
        return None;
    }
    let head = [key!("plan.month"), key!("plan.from-then"), key!("plan.until-then")].map(t);
    let mut table = Table::new().head(&head);
    let cell = |judged: &Judged| el("span.month-cell").text(&figure(judged.days)).text(" ").child(verdict(judged));
    for month in &planning.months {
        let name = el("span").text(words().month(month.month));
        table = table.row("", name, [cell(&month.from_then), cell(&month.until_then)]);
    }
    let name = say(&key!("plan.months").into());
    let summary = el("summary").t(key!("plan.months"));
    let table = table.done("months", &name);
    Some(el("details.months-ahead").flag("open", true).child(summary).child(p("hint", key!("plan.months-hint"))).child(table))
}
