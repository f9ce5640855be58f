//! The journey as a drawing: across on wide screens and on paper, down on phones, and the table behind both.

use super::charts::hatch;
use super::table::Table;
use crate::assess::journey::{Journey, Kind, Progress, Stage, days};
use crate::key;
use crate::message::{Arg, Key, Message};
use crate::quantity::{Date, EndOfMonth, Interval};
use crate::ui::dom::{El, Parts, el, svg};
use crate::ui::reactive::*;
use crate::ui::{figure, say, t, words};

const WIDTH: i32 = 1000;
const NAMES: i32 = 330;
const ROW: i32 = 30;
const HEAD: i32 = 26;
const LINE: i32 = 18;

/// The letters of a name that fit on a line beside the drawing that goes across, and beside the one that goes
/// down.
const LETTERS: [usize; 2] = [38, 36];

/// What a tick's name needs to the right of it.
const TICK: i32 = 48;

/// Both drawings and the table. What is folded away is drawn when it is opened.
pub fn timeline(way: Memo<Journey>) -> El {
    let wide = el("figure.timeline timeline-wide").dynamic(move || way.with(wide));
    let narrow = late("details.folded timeline-narrow", key!("timeline.draw"), move || way.with(|way| vec![down(way)]));
    let table = late("details.behind", key!("bar.table"), move || way.with(|way| vec![table(way)]));
    el("div").child(wide).child(narrow).child(table)
}

/// Something folded away that is made only while it is open.
fn late(kind: &str, title: Key, contents: impl Fn() -> Vec<El> + 'static) -> El {
    let open = RwSignal::new(false);
    let place = el("div").dynamic(move || if open.get() { contents() } else { Vec::new() });
    let details = el(kind).child(el("summary").t(title)).child(place);
    let element = details.element().clone();
    details.on("toggle", move |_| open.set(element.has_attribute("open")))
}

/// Every step that is not long past, in its order.
fn shown(journey: &Journey) -> Vec<&Stage> {
    journey.stages.iter().filter(|stage| stage.progress != Progress::Passed).collect()
}

/// What comes with the card in hand: drawn apart, for the scales differ by years.
const fn is_later(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Work
            | Kind::TaxResident
            | Kind::TaxReturn
            | Kind::TrpExtend
            | Kind::TrpEnd
            | Kind::PrpApply
            | Kind::PrpDecision
            | Kind::PrpEnd
            | Kind::Citizenship
            | Kind::CertificateEnd
    )
}

/// The two drawings across, under the titles of the list, and what their marks mean.
fn wide(journey: &Journey) -> Vec<El> {
    let stages = shown(journey);
    let (after, before): (Vec<&Stage>, Vec<&Stage>) = stages.iter().partition(|stage| is_later(stage.kind));
    let before = across(journey, &before, [key!("journey-page.before"), key!("journey-page.arrival")]);
    let after = across(journey, &after, [key!("journey-page.permit"), key!("journey-page.later")]);
    Parts::default().maybe(before).maybe(after).one(legend(journey, &stages, true)).done()
}

/// What stands where a step is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Act,
    Comes,
    Done,
}

impl Mark {
    const ALL: [Self; 3] = [Self::Act, Self::Comes, Self::Done];

    const fn of(stage: &Stage) -> Self {
        match stage.progress {
            Progress::Done(_) => Self::Done,
            _ if stage.kind.is_action() => Self::Act,
            _ => Self::Comes,
        }
    }

    const fn name(self) -> Key {
        match self {
            Self::Act => key!("timeline.acts"),
            Self::Comes => key!("timeline.comes"),
            Self::Done => key!("journey-page.done"),
        }
    }

    fn draw(self, x: i32, y: i32) -> El {
        let circle = |class: &str| svg("circle").class(class).attr("cx", &number(x)).attr("cy", &number(y)).attr("r", "6");
        match self {
            Self::Act => circle("time-point"),
            Self::Comes => rect("time-point", x - 5, y - 5, 10, 10),
            Self::Done => circle("time-done"),
        }
    }
}

/// The marks of a drawing, each as it is drawn, and only those that are. Going down, days stand beside the
/// marks in words.
fn legend(journey: &Journey, stages: &[&Stage], across: bool) -> El {
    let entry = |mark: El, name: Key| {
        let mark = svg("svg.time-key").attr("viewBox", "0 0 24 16").attr("aria-hidden", "true").child(mark);
        el("span").child(mark).text(" ").t(name)
    };
    let is = |look: fn(&Stage) -> bool| stages.iter().any(|stage| look(stage));
    let mut list = el("figcaption.legend");
    for mark in Mark::ALL {
        if stages.iter().any(|stage| Mark::of(stage) == mark) {
            list = list.child(entry(mark.draw(12, 8), mark.name()));
        }
    }
    if across && is(|stage| !stage.when.is_exact()) {
        let bar = svg("g").child(hatch("time-hatch", 8)).child(rect("time-range", 1, 1, 22, 14).attr("fill", HATCHED));
        list = list.child(entry(bar, key!("timeline.range")));
    }
    if across && is(|stage| stage.by.is_some()) {
        list = list.child(entry(line("time-limit", (12, 0), (12, 16)), key!("timeline.deadline")));
    }
    if across && stages.iter().any(|stage| stage.when.low <= journey.on) {
        list = list.child(entry(line("time-today", (12, 0), (12, 16)), key!("timeline.today")));
    }
    let pace = is(|stage| stage.critical).then(|| el("strong").t(key!("journey-page.critical")));
    list.maybe(pace)
}

/// The hatching that the legend holds.
const HATCHED: &str = "url(#time-hatch)";

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

/// A name on as many lines as it needs.
fn lines(name: &str, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in name.split(' ') {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.chars().count() + word.chars().count() < most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A step's name beside the drawing, from its first line on; how much lower it ends than it would on one line.
fn name(stage: &Stage, x: i32, y: i32, most: usize) -> (El, i32) {
    let class = if stage.critical { "time-name critical" } else { "time-name" };
    let mut group = svg("g");
    let mut more = -LINE;
    for own in lines(&say(&stage.name()), most) {
        more += LINE;
        group = group.child(text(class, x, y + more, &own));
    }
    (group, more)
}

/// Time from left to right, a line a step.
fn across(journey: &Journey, stages: &[&Stage], titles: [Key; 2]) -> Option<El> {
    let first = stages.iter().map(|stage| stage.when.low).min()?;
    let last = stages.iter().map(|stage| reach(stage)).max()?;
    let span = first.days_until(last).max(1);
    let x = |date: Date| NAMES + first.days_until(date).clamp(0, span) * (WIDTH - NAMES - 12) / span;
    let title = titles.map(t).join(" · ");
    let mut rows = svg("g");
    let mut top = HEAD;
    for stage in stages {
        let (from, to) = (x(stage.when.low), x(stage.when.high));
        let (name, more) = name(stage, 0, top + 19, LETTERS[0]);
        rows = rows.child(name);
        if to > from {
            rows = rows.child(rect("time-range", from, top + 8, to - from, 14).attr("fill", HATCHED));
        }
        rows = rows.child(Mark::of(stage).draw(from, top + 15));
        if let Some(by) = stage.by {
            rows = rows.child(line("time-limit", (x(by.low), top + 4), (x(by.low), top + 26)));
            if !by.is_exact() {
                rows = rows.child(line("time-limit", (x(by.high), top + 4), (x(by.high), top + 26)));
            }
        }
        top += ROW + more;
    }
    let mut drawing = svg("svg.timeline-across")
        .attr("viewBox", &format!("0 0 {WIDTH} {top}"))
        .attr("role", "img")
        .attr("aria-label", &title);
    for (date, name) in ticks(first, last) {
        // A name that would be cut at the edge says nothing.
        if x(date) <= WIDTH - TICK {
            drawing = drawing.child(line("time-grid", (x(date), HEAD - 6), (x(date), top)));
            drawing = drawing.child(text("time-tick", x(date) + 4, HEAD - 10, &name));
        }
    }
    drawing = drawing.child(rows);
    if first <= journey.on && journey.on <= last {
        let today = x(journey.on);
        drawing = drawing.child(line("time-today", (today, HEAD - 6), (today, top)));
    }
    Some(el("div").child(el("p.time-title").attr("aria-hidden", "true").text(&title)).child(drawing))
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

const RAIL: i32 = 12;
const SIDE: i32 = 34;

/// Time from top to bottom: a longer wait is a longer way, within limits.
fn down(journey: &Journey) -> El {
    let stages = shown(journey);
    let mut y = 20;
    let mut before: Option<Date> = None;
    let mut today = Some(journey.on);
    let mut marks = svg("g");
    for stage in &stages {
        let wait = before.map_or(0, |before| before.days_until(stage.when.low).max(0));
        if before.is_some() {
            y += (wait / 6).clamp(0, 48);
        }
        before = Some(stage.when.low);
        if today.take_if(|on| *on <= stage.when.low).is_some() {
            marks = marks.child(line("time-today", (0, y), (SIDE - 6, y))).child(text("time-date", SIDE, y + 5, t(key!("timeline.today"))));
            y += 2 * LINE;
        }
        marks = marks.child(Mark::of(stage).draw(RAIL, y));
        let (name, more) = name(stage, SIDE, y + 5, LETTERS[1]);
        y += more;
        marks = marks.child(name).child(text("time-date", SIDE, y + 25, &short(stage.when)));
        if let Some(by) = stage.by.filter(|by| *by != stage.when) {
            let by = Message::new(key!("timeline.by")).with("date", short(by));
            marks = marks.child(text("time-date late", SIDE, y + 43, &say(&by)));
            y += LINE;
        }
        y += 24 + 2 * LINE;
    }
    let drawing = svg("svg.timeline-down")
        .attr("role", "img")
        .attr("aria-label", t(key!("timeline.title")))
        .attr("viewBox", &format!("0 0 340 {y}"))
        .child(line("time-rail", (RAIL, 12), (RAIL, y - 30)))
        .child(marks);
    el("figure.timeline").child(drawing).child(legend(journey, &stages, false))
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
