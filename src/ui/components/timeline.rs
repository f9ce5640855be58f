//! The journey as a drawing: across on wide screens, down on phones, and the table behind both.

use super::charts::{behind, hatch, legend};
use super::table::Table;
use crate::assess::journey::{Journey, Kind, Progress, Stage, days};
use crate::key;
use crate::message::{Arg, Key, Message};
use crate::quantity::{Date, EndOfMonth, Interval};
use crate::ui::dom::{El, el, svg};
use crate::ui::{figure, say, t, words};

const WIDTH: i32 = 1000;
const NAMES: i32 = 330;
const ROW: i32 = 30;
const HEAD: i32 = 26;

/// Both drawings and the table.
pub fn timeline(journey: &Journey) -> El {
    let (before, after) = parts(journey);
    let keys = [("low", key!("timeline.fixed")), ("high", key!("timeline.range")), ("limit", key!("timeline.deadline"))];
    let wide = el("div.timeline-wide").maybe(across(journey, &before, "until", key!("timeline.until-card"))).maybe(across(
        journey,
        &after,
        "later",
        key!("timeline.after-card"),
    ));
    let narrow = el("div.timeline-narrow").child(down(journey));
    el("div").child(el("figure.timeline").child(wide).child(narrow).child(legend(&keys))).child(behind(table(journey)))
}

/// The steps up to the card, and those after it: their scales differ by years.
fn parts(journey: &Journey) -> (Vec<&Stage>, Vec<&Stage>) {
    let card = journey.stage(Kind::Card).map_or(journey.on, |card| card.when.high);
    journey
        .stages
        .iter()
        .filter(|stage| stage.progress != Progress::Passed)
        .partition(|stage| stage.when.high <= card && !matches!(stage.kind, Kind::TaxResident | Kind::TaxReturn))
}

/// Days, deadline included.
fn reach(stage: &Stage) -> Date {
    stage.by.map_or(stage.when.high, |by| by.high.max(stage.when.high))
}

fn number(number: i32) -> String {
    number.to_string()
}

fn rect(class: &str, x: i32, y: i32, width: i32, height: i32) -> El {
    svg("rect").class(class).attr("x", &number(x)).attr("y", &number(y)).attr("width", &number(width)).attr("height", &number(height))
}

fn line(class: &str, from: (i32, i32), to: (i32, i32)) -> El {
    svg("line").class(class).attr("x1", &number(from.0)).attr("y1", &number(from.1)).attr("x2", &number(to.0)).attr("y2", &number(to.1))
}

fn text(class: &str, x: i32, y: i32, words: &str) -> El {
    svg("text").class(class).attr("x", &number(x)).attr("y", &number(y)).text(words)
}

/// Time from left to right, a line a step.
fn across(journey: &Journey, stages: &[&Stage], id: &str, title: Key) -> Option<El> {
    let first = stages.iter().map(|stage| stage.when.low).min()?;
    let last = stages.iter().map(|stage| reach(stage)).max()?;
    let span = first.days_until(last).max(1);
    let x = |date: Date| NAMES + first.days_until(date).clamp(0, span) * (WIDTH - NAMES - 12) / span;
    let height = HEAD + i32::try_from(stages.len()).unwrap_or(0) * ROW;
    let pattern = format!("time-{id}");
    let fill = format!("url(#{pattern})");
    let mut drawing = svg("svg.timeline-across")
        .attr("viewBox", &format!("0 0 {WIDTH} {height}"))
        .attr("role", "img")
        .attr("aria-label", t(title))
        .child(hatch(&pattern, 8));
    for (date, name) in ticks(first, last) {
        drawing = drawing.child(line("time-grid", (x(date), HEAD - 6), (x(date), height)));
        drawing = drawing.child(text("time-tick", x(date) + 4, HEAD - 10, &name));
    }
    for (stage, place) in stages.iter().zip(0..) {
        let top = HEAD + place * ROW;
        let (from, to) = (x(stage.when.low), x(stage.when.high));
        let class = if stage.critical { "time-name critical" } else { "time-name" };
        drawing = drawing.child(text(class, 0, top + 19, &say(&stage.name())));
        if to > from {
            drawing = drawing.child(rect("time-range", from, top + 8, to - from, 14).attr("fill", &fill));
        }
        drawing = drawing.child(point(stage, from, top + 15));
        if let Some(by) = stage.by {
            for date in [by.low, by.high] {
                drawing = drawing.child(line("time-limit", (x(date), top + 4), (x(date), top + 26)));
            }
        }
    }
    if first <= journey.on && journey.on <= last {
        let today = x(journey.on);
        drawing = drawing.child(line("time-today", (today, HEAD - 6), (today, height)));
    }
    Some(el("div").child(el("p.time-title").attr("aria-hidden", "true").t(title)).child(drawing))
}

/// The first days of months or years in a period, with their names; at most about a dozen.
fn ticks(first: Date, last: Date) -> Vec<(Date, String)> {
    let months = first.days_until(last) / 30;
    let step = match months {
        0..=9 => 1,
        10..=30 => 3,
        _ => 12,
    };
    let start = Date::new(first.year(), 1, 1).unwrap_or(first);
    let mut ticks = Vec::new();
    let mut place = 0;
    while let Ok(date) = start.plus_months(place, EndOfMonth::Down) {
        if date > last {
            break;
        }
        if date >= first {
            let name = if date.month() == 1 { date.year().to_string() } else { words().short_month(date.month()).to_owned() };
            ticks.push((date, name));
        }
        place += step;
    }
    ticks
}

/// Where a step stands: a full point when it is done, a square where something happens by itself.
fn point(stage: &Stage, x: i32, y: i32) -> El {
    if matches!(stage.progress, Progress::Done(_)) {
        return svg("circle.time-done").attr("cx", &number(x)).attr("cy", &number(y)).attr("r", "7");
    }
    if stage.kind.is_action() {
        return svg("circle.time-point").attr("cx", &number(x)).attr("cy", &number(y)).attr("r", "6");
    }
    rect("time-point", x - 5, y - 5, 10, 10)
}

const RAIL: i32 = 12;
const SIDE: i32 = 34;

/// Time from top to bottom: a longer wait is a longer way, within limits.
fn down(journey: &Journey) -> El {
    let stages: Vec<&Stage> = journey.stages.iter().filter(|stage| stage.progress != Progress::Passed).collect();
    let mut drawing = svg("svg.timeline-down").attr("role", "img").attr("aria-label", t(key!("timeline.title")));
    let mut y = 20;
    let mut before: Option<Date> = None;
    let mut parts = Vec::new();
    for stage in stages {
        let wait = before.map_or(0, |before| before.days_until(stage.when.low).max(0));
        let lines = 2 + i32::from(stage.by.is_some_and(|by| by != stage.when));
        if before.is_some() {
            y += (wait / 6).clamp(0, 48);
        }
        before = Some(stage.when.low);
        parts.push(point(stage, RAIL, y));
        let class = if stage.critical { "time-name critical" } else { "time-name" };
        parts.push(text(class, SIDE, y + 5, &say(&stage.name())));
        parts.push(text("time-date", SIDE, y + 25, &short(stage.when)));
        if let Some(by) = stage.by.filter(|by| *by != stage.when) {
            let by = Message::new(key!("timeline.by")).with("date", short(by));
            parts.push(text("time-date late", SIDE, y + 43, &say(&by)));
        }
        y += 24 + lines * 18;
    }
    drawing = drawing.attr("viewBox", &format!("0 0 340 {y}")).child(line("time-rail", (RAIL, 12), (RAIL, y - 30)));
    for part in parts {
        drawing = drawing.child(part);
    }
    drawing
}

/// `5 Jan 2027 – 30 Mar 2027`: whole sentences do not fit beside the rail.
fn short(range: Interval<Date>) -> String {
    let date = |date: Date| format!("{} {} {}", date.day(), words().short_month(date.month()), date.year());
    if range.is_exact() { date(range.low) } else { format!("{} – {}", date(range.low), date(range.high)) }
}

/// What the drawings say, for all who cannot or will not read drawings.
fn table(journey: &Journey) -> El {
    let head =
        [key!("timeline.step"), key!("timeline.earliest"), key!("timeline.latest"), key!("timeline.deadline"), key!("timeline.slack")];
    let mut table = Table::new().caption(t(key!("timeline.title"))).head(&head.map(t));
    for stage in &journey.stages {
        let slack = match (stage.progress, stage.slack) {
            (Progress::Ahead, Some(_)) if stage.critical => t(key!("journey-page.critical")).to_owned(),
            (Progress::Ahead, Some(days)) => figure(days),
            _ => t(key!("content.none")).to_owned(),
        };
        let by = stage.by.map_or_else(|| t(key!("content.none")).to_owned(), |by| figure(days(by)));
        let dates = match stage.progress {
            Progress::Passed => [t(key!("journey-page.done")).to_owned(), String::new()],
            _ => [figure(Arg::Date(stage.when.low)), figure(Arg::Date(stage.when.high))],
        };
        let [earliest, latest] = dates;
        table = table.texts("", &say(&stage.name()), &[earliest, latest, by, slack]);
    }
    table.done("numbers", t(key!("timeline.title")))
}
