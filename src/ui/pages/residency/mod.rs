//! Tax residence: the answer, what is still open, the days, and the other clocks that run on them.

mod clocks;
mod file;
mod plan;

use crate::ui::reactive::*;

use super::{columns, part};
use crate::assess::clocks::Clock;
use crate::assess::planning::{Planning, planning};
use crate::assess::residency::{self, Because, Outcome, Residency};
use crate::assess::{Assessment, with_figures};
use crate::key;
use crate::message::{Arg, Key, Message};
use crate::profile::{Answers, Days, Document, Kind, Slot, Stay, Ties};
use crate::quantity::{Date, Tri};
use crate::rulebook::NotKnown;
use crate::ui::components::{
    Editor, Table, calendar, field, headline, resident_line, section_fields, status, stay_list, why_button, year_strip,
};
use crate::ui::dom::{El, Parts, button, el, follow, p, typed};
use crate::ui::{State, browser, figure, say, t};
use web_sys::HtmlSelectElement;

const NAMES: [Key; 3] = [key!("status.resident"), key!("status.non-resident"), key!("status.open")];

const YEAR: Slot = Slot { section: Days::SECTION, row: None, field: "year" };

/// The questions about permits and counting that stand on this page, beside the year.
const DAYS: [&str; 6] = ["counting", "visa_free", "trp_from", "programme", "prp_from", "kazakhstan"];

/// What the page shows of a year, worked out once for all its parts.
struct View {
    on: Date,
    residency: Result<Residency, NotKnown>,
    planning: Option<Planning>,
    clocks: Vec<Clock>,
}

impl View {
    fn of(all: &Assessment) -> Self {
        let year = year_of(all);
        let residency = if year == all.on.year() { all.residency.clone() } else { residency::assess(&all.profile, all.on, year) };
        let planning = residency.as_ref().ok().map(|residency| planning(&all.profile, all.on, residency));
        Self { on: all.on, residency, planning, clocks: crate::assess::clocks::clocks(&all.profile, all.on) }
    }
}

/// The year that is looked at.
fn year_of(all: &Assessment) -> i32 {
    all.profile.days.year.map_or(all.on.year(), |year| year.0)
}

/// Tax residence: the answer, the days, and what changes it.
#[inline(never)]
pub fn residency(state: State) -> Vec<El> {
    // Every edit makes a new one: comparing them would cost more than it could save.
    let view = Memo::new_with_compare(move |_| state.assessment.with(View::of), |_, _| true);
    let year = Memo::new(move |_| state.assessment.with(year_of));
    let is_empty = Memo::new(move |_| state.read(|document| document.rows(Stay::SECTION).is_empty()));
    let editor = Editor::new(state);
    let passed_on = move || view.with(|view| view.residency.as_ref().ok().and_then(|residency| residency.becomes_on));

    let first = el("div").dynamic(move || {
        if !is_empty.get() {
            return Vec::new();
        }
        let add = button("button primary", key!("rows.add-stay"), move |_| editor.add());
        vec![p("lead", key!("residency-page.empty")), el("p").child(add)]
    });
    // A part that shows the same as before is not drawn anew.
    let changed = version(move || view.with(|view| (view.residency.clone(), view.planning.clone())));
    let answer = el("div").dynamic(move || {
        changed.track();
        view.with_untracked(|view| answer(state, view))
    });
    let strip = el("div").dynamic(move || {
        changed.track();
        view.with_untracked(|view| {
            let known = view.residency.as_ref().ok().filter(|residency| residency.outcome.because != Because::NoStays);
            known.map(|residency| year_strip(residency, view.on)).into_iter().collect()
        })
    });
    let month = part("calendar", key!("calendar.title")).child(calendar(state, editor, year, passed_on));
    let readings = el("div").dynamic(move || {
        changed.track();
        view.with_untracked(|view| readings(state, view))
    });
    let print = button("button no-print", key!("report.print"), |_| browser::print());

    let stays = part("stays", key!("section.stays"))
        .child(p("hint", key!("residency-page.stays")))
        .child(stay_list(state, editor, year))
        .child(file::exchange(state));
    let ties = part("ties", key!("section.ties"))
        .child(el("p.hint").say(&with_figures(key!("residency-page.ties"))))
        .child(section_fields(state, Ties::SECTION));
    let counting = part("days", key!("section.days"));
    let counting =
        DAYS.into_iter().filter_map(|name| field(state, Slot { section: Days::SECTION, row: None, field: name })).fold(counting, El::child);
    // While nothing is entered there is one thing to do first.
    let later = move |section: &'static str, place: El| {
        let is_early = move || is_empty.get() && state.read(|document| document.is_untouched(section));
        place.attr_live("hidden", move || is_early().then(String::new))
    };
    let answers = el("div.no-print").child(later(Ties::SECTION, ties)).child(later(Days::SECTION, counting));
    let left = Parts::of(first)
        .one(later(Days::SECTION, year_choice(state, year)))
        .one(answer)
        .one(plan::plan(state, view, changed))
        .one(strip)
        .one(month)
        .one(clocks::clocks(state, view, is_empty))
        .one(readings)
        .one(later(Stay::SECTION, print));
    vec![columns(left.done(), [stays, answers])]
}

/// The year that is looked at, from those the program knows.
fn year_choice(state: State, year: Memo<i32>) -> El {
    let Some(Kind::Count { min, max }) = YEAR.question().map(|question| question.kind) else { return el("div") };
    let mut select = el("select.input number").id(&YEAR.path()).attr("name", &YEAR.path()).attr("autocomplete", "off");
    for number in min..=max {
        let name = number.to_string();
        select = select.child(el("option").attr("value", &name).flag("selected", number == year.get_untracked()).text(&name));
    }
    // The current year stays current when it ends.
    let choose = move |event| {
        let chosen = typed(&event);
        let current = state.assessment.with_untracked(|all| all.on.year().to_string());
        state.edit(|document: &mut Document| document.set(YEAR, if chosen == current { "" } else { &chosen }));
    };
    let select = select.on("change", choose);
    if let Some(native) = select.cast::<HtmlSelectElement>() {
        follow(Box::new(move || native.set_value(&year.get().to_string())));
    }
    el("div.field year-choice no-print").child(el("label").attr("for", &YEAR.path()).t(YEAR.label())).child(select)
}

fn answer(state: State, view: &View) -> Vec<El> {
    let residency = match &view.residency {
        Ok(residency) if residency.outcome.because != Because::NoStays => residency,
        Ok(_) => return Vec::new(),
        Err(missing) => return vec![el("p.notice-text").say(&crate::assess::payroll::not_known(*missing))],
    };
    let outcome = &residency.outcome;
    let name = say(&Message::new(key!("overview.resident.name")).with("year", Arg::Year(residency.year)));
    let days = Message::new(key!("residency-page.days")).with("days", outcome.days).with("limit", residency.limit);
    let would = match (outcome.resident, residency.becomes_on) {
        (Tri::Unknown, Some(date)) => Some(Message::new(key!("residency-page.would-become")).with("date", date)),
        _ => None,
    };
    // Who cannot pass the limit any more, or whom days do not decide, needs no count of what is left.
    let is_open = view.planning.as_ref().is_some_and(|planning| planning.by_days && planning.days.high > residency.limit);
    let left =
        (outcome.resident != Tri::Yes && is_open).then(|| Message::new(key!("residency-page.left")).with("days", residency.days_left));
    // That days decide was said with their number.
    let how = outcome.why.how.clone().filter(|_| outcome.because != Because::Days);
    let latest = view.planning.as_ref().and_then(|planning| plan::latest(planning, residency));
    let mut prose = el("div.prose");
    for sentence in [left, latest, Some(days), would, how, Some(plan::meaning(outcome.resident))].into_iter().flatten() {
        prose = prose.child(el("p").say(&sentence));
    }
    if let Some(planning) = &view.planning {
        let next = residency.year + 1;
        prose = prose.maybe(plan::leaving(&planning.leaving, next).map(|leaving| el("p").say(&leaving)));
        let by_ties = Message::new(key!("plan.left-ties")).with("next", Arg::Year(next));
        prose = prose.maybe(planning.leaving_by_ties.then(|| el("p.doubt").say(&by_ties)));
    }
    if outcome.resident == Tri::Yes && matches!(outcome.because, Because::Tie(_)) {
        prose = prose.child(p("", key!("residency-page.ties-decide")));
    }
    if outcome.resident == Tri::Yes {
        prose = prose.child(p("doubt", key!("residency-page.whole-year")));
    }
    for doubt in &residency.assumed {
        prose = prose.child(p("doubt", *doubt));
    }
    // The question that decides may stand far down the page.
    let ask = match outcome.because {
        Because::Unanswered(slot) => Some(button("button answer-now no-print", key!("residency-page.answer"), move |_| {
            let id = slot.path();
            // Of a group of answers the first takes the focus.
            let id = if browser::element(&id).is_some() { id } else { format!("{id}.yes") };
            browser::focus(&id);
        })),
        _ => None,
    };
    Parts::of(headline(state, &name, &resident_line(residency), &outcome.why)).maybe(ask).one(prose).done()
}

/// The law's way of counting beside the repealed one, why websites say the latter, and other ways to count
/// the days of a stay.
fn readings(state: State, view: &View) -> Vec<El> {
    let Ok(residency) = &view.residency else { return Vec::new() };
    if residency.outcome.because == Because::NoStays {
        return Vec::new();
    }
    let cells = |outcome: &Outcome| {
        let state_and_why = el("span").child(status(outcome.resident, NAMES)).text(" ").child(why_button(state, &outcome.why));
        [el("span.together").text(&figure(outcome.days)), state_and_why]
    };
    let name = |key: Key| el("span").t(key);
    let table = Table::new()
        .head(&[t(key!("residency-page.reading")), t(key!("residency-page.count")), t(key!("residency-page.result"))])
        .row("", name(key!("residency-page.calendar-year")), cells(&residency.outcome))
        .row("", name(key!("residency-page.twelve-months")), cells(&residency.other))
        .done("numbers", t(key!("residency.resident")));
    let agree = residency.outcome.resident == residency.other.resident;
    let windows = part("readings", key!("residency-page.readings"))
        .child(table)
        .child(p("", if agree { key!("residency-page.agree") } else { key!("residency-page.differ") }))
        .child(p("hint", key!("conflict.c-1")))
        .child(p("doubt", key!("residency-page.treaties")));
    Parts::of(windows).maybe(view.planning.as_ref().and_then(countings)).done()
}

/// The other ways to count, where they give other days.
fn countings(planning: &Planning) -> Option<El> {
    let (_, own) = planning.countings.first()?;
    if planning.countings.iter().all(|(_, judged)| judged.days == own.days) {
        return None;
    }
    let mut table =
        Table::new().head(&[t(key!("profile.days.counting")), t(key!("residency-page.count")), t(key!("residency-page.result"))]);
    for (counting, judged) in &planning.countings {
        let days = el("span").text(&figure(judged.days));
        table = table.row("", el("span").t(counting.label()), [days, status(judged.resident, NAMES)]);
    }
    let decides = planning.countings.iter().any(|(_, judged)| judged.resident != own.resident);
    let decides = decides.then(|| p("notice-text", key!("residency-page.count-decides")));
    let note = p("hint", key!("note.residency-counting"));
    Some(
        part("countings", key!("residency-page.countings"))
            .child(table.done("numbers", t(key!("profile.days.counting"))))
            .maybe(decides)
            .child(note),
    )
}
