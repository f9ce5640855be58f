//! The drawings of a year's days: how many there are against the limit, and which they are.

use leptos::prelude::*;

use super::charts::{behind, filled, hatch, legend, line, rect};
use super::table::{DataTable, text_row};
use crate::ui::view::{anew, dynamic, each, live, version};
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

/// What the drawing of a year shows.
#[derive(Clone, PartialEq)]
pub struct Strip {
    /// What it is called, for those who do not see it.
    description: Message,
    year: i32,
    months: Vec<MonthLine>,
    is_passed: bool,
}

#[derive(Clone, PartialEq)]
struct MonthLine {
    days: Month,
    /// A shape for all days of a kind (a life can have hundreds of stays in a year): its class, its outline, what
    /// fills it.
    shapes: Vec<(&'static str, String, Option<&'static str>)>,
    /// The bar before the day on which the limit is passed.
    limit: Option<[i32; 4]>,
}

impl Strip {
    /// Days past are solid, planned days hatched, today is marked.
    pub fn of(residency: &Residency, today: Date) -> Self {
        let description = Message::new(key!("strip.description"));
        let description = description.with("days", residency.outcome.days).with("year", Arg::Year(residency.year));
        let stays = residency.possible.periods().iter();
        let past: Vec<(Date, Date)> = stays.clone().map(|(from, to)| (*from, today.min(*to))).collect();
        let planned: Vec<(Date, Date)> = stays.map(|(from, to)| (today.plus_days(1).max(*from), *to)).collect();
        let months = residency.months.iter().filter_map(|days| MonthLine::of(residency, *days, today, &past, &planned)).collect();
        Self { description, year: residency.year, months, is_passed: residency.becomes_on.is_some() }
    }
}

impl MonthLine {
    fn of(residency: &Residency, days: Month, today: Date, past: &[(Date, Date)], planned: &[(Date, Date)]) -> Option<Self> {
        let start = Date::new(residency.year, days.month, 1).ok()?;
        let end = start.plus_months(1, EndOfMonth::Down).ok()?.plus_days(-1);
        let top = (i32::from(days.month) - 1) * ROW + GAP / 2;
        let shape = |class: &'static str, periods: &[(Date, Date)], fill: Option<&'static str>| {
            let within = periods.iter().map(|(from, to)| (start.max(*from), end.min(*to))).filter(|(from, to)| from <= to);
            let draw = |(from, to): (Date, Date)| {
                let (left, width, height) = (start.days_until(from) * CELL, (from.days_until(to) + 1) * CELL, ROW - GAP);
                format!("M{left} {top}h{width}v{height}h-{width}z")
            };
            let outline: String = within.map(draw).collect();
            (!outline.is_empty()).then_some((class, outline, fill))
        };
        let shapes = [
            shape("day-absent", &[(start, end)], None),
            shape("day-past", past, None),
            shape("day-planned", planned, Some("url(#planned)")),
            shape("day-today", &[(today, today)], None),
        ];
        let limit = residency.becomes_on.filter(|day| start <= *day && *day <= end).map(|day| {
            let left = start.days_until(day) * CELL;
            [left, top - 2, left, top + ROW - GAP + 2]
        });
        Some(Self { days, shapes: shapes.into_iter().flatten().collect(), limit })
    }

    fn view(&self) -> AnyView {
        let shapes = self.shapes.iter().map(|(class, outline, fill)| {
            let (class, outline, fill) = (*class, outline.clone(), *fill);
            view! { <path class=class d=outline fill=fill></path> }.into_any()
        });
        let limit = self.limit.map(|place| line("strip-limit", place));
        view! { <g>{shapes.chain(limit).collect::<Vec<_>>()}</g> }.into_any()
    }
}

/// A year of days present, a line a month, with its name before and its days behind it. A change draws the months
/// anew that it touches.
pub fn year_strip(strip: Memo<Option<Strip>>) -> AnyView {
    let year = move || strip.with(|strip| strip.as_ref().map(|strip| strip.year));
    anew(year, move |year| year.map(|_| strip_of(strip)).into_any())
}

fn strip_of(strip: Memo<Option<Strip>>) -> AnyView {
    let month = move |place: usize| {
        let find = move |strip: &Option<Strip>| strip.as_ref()?.months.get(place).cloned();
        let changed = version(move || strip.with(find));
        let draw = dynamic(move || {
            changed.track();
            strip.with_untracked(find).map(|line| line.view()).into_any()
        });
        view! { <g>{draw}</g> }.into_any()
    };
    let months: Vec<AnyView> = (0..12).map(month).collect();
    let names: Vec<AnyView> = (1..=12u8).map(|month| view! { <span>{words().month(month).to_owned()}</span> }.into_any()).collect();
    let days = each(&DAYS, |day| view! { <span>{day.to_string()}</span> }.into_any());
    let description = live(move || strip.with(|strip| strip.as_ref().map(|strip| say(&strip.description)).unwrap_or_default()));
    let counted = version(move || {
        strip.with(|strip| strip.as_ref().map(|strip| (strip.months.iter().map(|line| line.days).collect::<Vec<_>>(), strip.is_passed)))
    });
    let follow = move |draw: fn(&Strip) -> AnyView| {
        dynamic(move || {
            counted.track();
            strip.with_untracked(|strip| strip.as_ref().map(draw)).into_any()
        })
    };
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
                    aria-label=description
                >
                    {hatch("planned", 6)}
                    {months}
                </svg>
                <div class="strip-counts" aria-hidden="true">
                    {follow(counts)}
                </div>
                {follow(keys)}
            </figure>
            {follow(year_table)}
        </div>
    }
    .into_any()
}

/// The days behind each month.
fn counts(strip: &Strip) -> AnyView {
    let count = |line: &MonthLine| view! { <span>{figure(line.days.past + line.days.planned)}</span> }.into_any();
    strip.months.iter().map(count).collect::<Vec<_>>().into_any()
}

/// What the signs mean. Those of which there is none in the drawing need no word.
fn keys(strip: &Strip) -> AnyView {
    let is = |part: fn(&Month) -> i32| strip.months.iter().any(|line| part(&line.days) > 0);
    let keys = [(is(|month| month.past), ("low", key!("strip.past"))), (is(|month| month.planned), ("high", key!("strip.planned")))];
    let keys: Vec<_> = keys.into_iter().filter(|(is_there, _)| *is_there).map(|(_, key)| key).collect();
    let limit = strip.is_passed.then(|| view! { <span class="key limit">{t(key!("calendar.limit"))}</span> }.into_any());
    legend(&keys, limit)
}

/// The same in a table.
fn year_table(strip: &Strip) -> AnyView {
    let caption = say(&Message::new(key!("strip.caption")).with("year", Arg::Year(strip.year)));
    let head = vec![key!("strip.month"), key!("strip.past"), key!("strip.planned")];
    let days = || strip.months.iter().map(|line| line.days);
    let month = |month: Month| text_row("", words().month(month.month).to_owned(), vec![figure(month.past), figure(month.planned)]);
    let total = |part: fn(Month) -> i32| figure(days().map(part).sum::<i32>());
    let total = text_row("sum", t(key!("strip.total")).to_owned(), vec![total(|month| month.past), total(|month| month.planned)]);
    let rows = days().map(month).chain([total]).collect();
    behind(view! { <DataTable class="numbers" name=caption is_captioned=true head rows/> }.into_any())
}
