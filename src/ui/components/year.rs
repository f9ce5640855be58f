//! The drawings of a year's days: how many there are against the limit, and which they are.

use leptos::prelude::*;

use super::charts::{behind, filled, hatch, legend, line, rect};
use super::table::{DataTable, text_row};
use crate::ui::view::each;
use crate::ui::{figure, say, t, words};
use hsmp::assess::residence::residency::{Month, Residency};
use hsmp::key;
use hsmp::message::{Arg, Message};
use hsmp::quantity::{Date, EndOfMonth, Interval};

/// Days in Azerbaijan out of a year, with the limit. The sentence that stands below it says the same.
pub fn days_bar(residency: &Residency) -> AnyView {
    const YEAR: i32 = 366;
    let Interval { low, high } = residency.outcome.days;
    let parts = vec![
        hatch("days-hatch", 10),
        rect("bar-track", [0, 4, YEAR, 16]),
        rect("bar-low", [0, 4, low, 16]),
        (high > low).then(|| filled("bar-high", [low, 4, high - low, 16], Some("url(#days-hatch)"))).into_any(),
        line("bar-mark", [residency.limit, 0, residency.limit, 24]),
    ];
    view! {
        <svg class="days-bar" viewBox=format!("0 0 {YEAR} 24") preserveAspectRatio="none" aria-hidden="true">
            {parts}
        </svg>
    }
    .into_any()
}

/// The width of a day, and the height of a month with the space below it.
const CELL: i32 = 10;
const ROW: i32 = 20;
const GAP: i32 = 6;

/// The days that are named above the drawing; the style puts them there.
const DAYS: [u8; 4] = [1, 10, 20, 30];

/// A year of days present, a line a month, with its name before and its days behind it. Days past are solid,
/// planned days hatched, today is marked.
pub fn year_strip(residency: &Residency, today: Date) -> AnyView {
    let year = Arg::Year(residency.year);
    let description = Message::new(key!("strip.description")).with("days", residency.outcome.days).with("year", year);
    let stays = residency.possible.periods().iter();
    let past: Vec<(Date, Date)> = stays.clone().map(|(from, to)| (*from, today.min(*to))).collect();
    let planned: Vec<(Date, Date)> = stays.map(|(from, to)| (today.plus_days(1).max(*from), *to)).collect();
    let months: Vec<AnyView> = (1..=12u8).filter_map(|month| month_line(residency, month, today, &past, &planned)).collect();
    let names: Vec<AnyView> =
        residency.months.iter().map(|month| view! { <span>{words().month(month.month).to_owned()}</span> }.into_any()).collect();
    let counts = residency.months.iter().map(|month| view! { <span>{figure(month.past + month.planned)}</span> }.into_any());
    let counts: Vec<AnyView> = counts.collect();
    let days = each(&DAYS, |day| view! { <span>{day.to_string()}</span> }.into_any());
    // Signs of which there is none in the drawing need no word.
    let is = |part: fn(&Month) -> i32| residency.months.iter().any(|month| part(month) > 0);
    let keys = [(is(|month| month.past), ("low", key!("strip.past"))), (is(|month| month.planned), ("high", key!("strip.planned")))];
    let keys: Vec<_> = keys.into_iter().filter(|(is_there, _)| *is_there).map(|(_, key)| key).collect();
    let limit = residency.becomes_on.map(|_| view! { <span class="key limit">{t(key!("calendar.limit"))}</span> }.into_any());
    view! {
        <div>
            <figure class="year-strip">
                <div class="strip-days" aria-hidden="true">
                    {days}
                </div>
                <div class="strip-months" aria-hidden="true">
                    {names}
                </div>
                <svg
                    viewBox=format!("0 0 {} {}", 31 * CELL, 12 * ROW)
                    preserveAspectRatio="none"
                    role="img"
                    aria-label=say(&description)
                >
                    {hatch("planned", 6)}
                    {months}
                </svg>
                <div class="strip-counts" aria-hidden="true">
                    {counts}
                </div>
                {legend(&keys, limit)}
            </figure>
            {behind(year_table(residency))}
        </div>
    }
    .into_any()
}

fn month_line(residency: &Residency, month: u8, today: Date, past: &[(Date, Date)], planned: &[(Date, Date)]) -> Option<AnyView> {
    let start = Date::new(residency.year, month, 1).ok()?;
    let end = start.plus_months(1, EndOfMonth::Down).ok()?.plus_days(-1);
    let top = (i32::from(month) - 1) * ROW + GAP / 2;
    // One shape for all days of a kind: a life can have hundreds of stays in a year.
    let shape = |class: &'static str, periods: &[(Date, Date)], fill: Option<&'static str>| {
        let within = periods.iter().map(|(from, to)| (start.max(*from), end.min(*to))).filter(|(from, to)| from <= to);
        let draw = |(from, to): (Date, Date)| {
            let (left, width, height) = (start.days_until(from) * CELL, (from.days_until(to) + 1) * CELL, ROW - GAP);
            format!("M{left} {top}h{width}v{height}h-{width}z")
        };
        let outline: String = within.map(draw).collect();
        (!outline.is_empty()).then(|| view! { <path class=class d=outline fill=fill></path> }.into_any())
    };
    let mut parts = vec![
        shape("day-absent", &[(start, end)], None),
        shape("day-past", past, None),
        shape("day-planned", planned, Some("url(#planned)")),
        shape("day-today", &[(today, today)], None),
    ];
    // The day on which the limit is passed has a bar of its own before it.
    parts.push(residency.becomes_on.filter(|day| start <= *day && *day <= end).map(|day| {
        let left = start.days_until(day) * CELL;
        line("strip-limit", [left, top - 2, left, top + ROW - GAP + 2])
    }));
    Some(view! { <g>{parts.into_iter().flatten().collect::<Vec<_>>()}</g> }.into_any())
}

fn year_table(residency: &Residency) -> AnyView {
    let caption = say(&Message::new(key!("strip.caption")).with("year", Arg::Year(residency.year)));
    let head = vec![key!("strip.month"), key!("strip.past"), key!("strip.planned")];
    let month = |month: &Month| text_row("", words().month(month.month).to_owned(), vec![figure(month.past), figure(month.planned)]);
    let total = |part: fn(&Month) -> i32| figure(residency.months.iter().map(part).sum::<i32>());
    let total = text_row("sum", t(key!("strip.total")).to_owned(), vec![total(|month| month.past), total(|month| month.planned)]);
    let rows = residency.months.iter().map(month).chain([total]).collect();
    view! { <DataTable class="numbers" name=caption is_captioned=true head rows/> }.into_any()
}
