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
    let narrow = late("details.folded timeline-narrow", key!("timeline.draw"), Box::new(move || way.with(|way| vec![down(way)])));
    let table = late("details.behind", key!("bar.table"), Box::new(move || way.with(|way| vec![table(way)])));
    el("div").child(wide).child(narrow).child(table)
}

/// Something folded away that is made only while it is open.
#[inline(never)]
fn late(kind: &str, title: Key, contents: Box<dyn Fn() -> Vec<El>>) -> El {
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
            | Kind::PrpCard
            | Kind::PrpExtend
            | Kind::PrpEnd
            | Kind::Citizenship
            | Kind::CertificateEnd
    )
}

/// The two drawings across, under the titles of the list, and what their marks mean.
fn wide(journey: &Journey) -> Vec<El> {
    let stages = shown(journey);
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for stage in &stages {
        if is_later(stage.kind) { &mut after } else { &mut before }.push(*stage);
    }
    let before = across(journey, &before, [key!("journey-page.before"), key!("journey-page.arrival")]);
    let after = across(journey, &after, [key!("journey-page.permit"), key!("journey-page.later")]);
    Parts::default().maybe(before).maybe(after).one(legend(journey, &stages, true)).done()
}

/// What is drawn, a path of each kind, the hindmost first: a hundred elements fewer than with an element a mark.
#[derive(Default)]
struct Marks([String; 6]);

const GRID: usize = 0;
const RANGE: usize = 1;
const POINT: usize = 2;
const DONE: usize = 3;
const LIMIT: usize = 4;
const TODAY: usize = 5;

const CLASSES: [&str; 6] = ["time-grid", "time-range", "time-point", "time-done", "time-limit", "time-today"];

/// The stroke of a last day.
const BAR: &str = "v22";

impl Marks {
    #[inline(never)]
    fn add(&mut self, kind: usize, x: i32, y: i32, shape: &str) {
        self.0[kind].push_str(&format!("M{x} {y}{shape}"));
    }

    /// Where a step stands: full once it is done, a circle for what the person does, a square for what comes or
    /// ends by itself.
    fn step(&mut self, (is_done, is_action): (bool, bool), x: i32, y: i32) {
        let (x, y, shape) =
            if is_done || is_action { (x - 6, y, "a6 6 0 1 0 12 0a6 6 0 1 0-12 0z") } else { (x - 5, y - 5, "h10v10h-10z") };
        self.add(if is_done { DONE } else { POINT }, x, y, shape);
    }

    fn draw(&self) -> El {
        let mut group = svg("g");
        for (path, class) in self.0.iter().zip(CLASSES) {
            if !path.is_empty() {
                // The style gives all but ranges another filling, or none.
                group = group.child(svg("path").class(class).attr("d", path).attr("fill", "url(#time-hatch)"));
            }
        }
        group
    }
}

/// Whether a step is done, and whether it is for the person to do.
fn look(stage: &Stage) -> (bool, bool) {
    (stage.progress != Progress::Ahead, stage.kind.is_action())
}

/// The marks of a drawing, each as it is drawn, and only those that are. Going down, days stand beside the
/// marks in words.
fn legend(journey: &Journey, stages: &[&Stage], across: bool) -> El {
    let mut list = el("figcaption.legend");
    let is = |test: &dyn Fn(&Stage) -> bool| stages.iter().any(|stage| test(stage));
    let mut steps = Vec::new();
    for (own, name) in
        [((false, true), key!("timeline.acts")), ((false, false), key!("timeline.comes")), ((true, true), key!("journey-page.done"))]
    {
        let mut marks = Marks::default();
        marks.step(own, 12, 8);
        steps.push((is(&|stage| look(stage) == own || own.0 && look(stage).0), name, marks));
    }
    let others = [
        (is(&|stage| !stage.when.is_exact()), key!("timeline.range"), RANGE, 1, "v14h22v-14z"),
        (is(&|stage| stage.by.is_some()), key!("timeline.deadline"), LIMIT, 12, BAR),
        (is(&|stage| stage.when.low <= journey.on), key!("timeline.today"), TODAY, 12, BAR),
    ];
    for (is_there, name, kind, x, shape) in others {
        let mut marks = Marks::default();
        marks.add(kind, x, 1, shape);
        steps.push((across && is_there, name, marks));
    }
    for (is_there, name, marks) in steps {
        if is_there {
            let key = svg("svg.time-key").attr("viewBox", "0 0 24 16").attr("aria-hidden", "true").child(hatch("time-hatch", 8));
            list = list.child(el("span").child(key.child(marks.draw())).text(" ").t(name));
        }
    }
    list.maybe(is(&|stage| stage.critical).then(|| el("strong").t(key!("journey-page.critical"))))
}

/// Days, deadline included.
fn reach(stage: &Stage) -> Date {
    stage.by.map_or(stage.when.high, |by| by.high.max(stage.when.high))
}

fn text(class: &str, x: i32, y: i32, words: &str) -> El {
    svg("text").class(class).attr("x", &x.to_string()).attr("y", &y.to_string()).text(words)
}

/// A step's name beside the drawing, on as many lines as it needs; how much lower it ends than it would on one.
fn name(names: &El, stage: &Stage, x: i32, y: i32, most: usize) -> i32 {
    let class = if stage.critical { "time-name critical" } else { "time-name" };
    let (mut line, mut more) = (String::new(), 0);
    for word in say(&stage.name()).split(' ') {
        if line.chars().count() + word.chars().count() >= most {
            drop(names.clone().child(text(class, x, y + more, &line)));
            line.clear();
            more += LINE;
        }
        line.push_str(word);
        line.push(' ');
    }
    drop(names.clone().child(text(class, x, y + more, &line)));
    more
}

/// Time from left to right, a line a step.
fn across(journey: &Journey, stages: &[&Stage], titles: [Key; 2]) -> Option<El> {
    let first = stages.iter().map(|stage| stage.when.low).min()?;
    let last = stages.iter().map(|stage| reach(stage)).max()?;
    let span = first.days_until(last).max(1);
    let x = |date: Date| NAMES + first.days_until(date).clamp(0, span) * (WIDTH - NAMES - 12) / span;
    let title = titles.map(t).join(" · ");
    let (mut names, mut marks) = (svg("g"), Marks::default());
    let mut top = HEAD;
    for stage in stages {
        let (from, to) = (x(stage.when.low), x(stage.when.high));
        let more = name(&names, stage, 0, top + 19, LETTERS[0]);
        if to > from {
            marks.add(RANGE, from, top + 8, &format!("v14H{to}v-14z"));
        }
        marks.step(look(stage), from, top + 15);
        if let Some(by) = stage.by {
            marks.add(LIMIT, x(by.low), top + 4, BAR);
            marks.add(LIMIT, x(by.high), top + 4, BAR);
        }
        top += ROW + more;
    }
    let down = format!("V{top}");
    for (date, name) in ticks(first, last) {
        // A name that would be cut at the edge says nothing.
        if x(date) <= WIDTH - TICK {
            marks.add(GRID, x(date), HEAD - 6, &down);
            names = names.child(text("time-tick", x(date) + 4, HEAD - 10, &name));
        }
    }
    if first <= journey.on && journey.on <= last {
        marks.add(TODAY, x(journey.on), HEAD - 6, &down);
    }
    Some(el("div").child(el("p.time-title").attr("aria-hidden", "true").text(&title)).child(drawing(
        "timeline-across",
        WIDTH,
        top,
        &title,
        &marks,
        names,
    )))
}

fn drawing(class: &str, width: i32, height: i32, title: &str, marks: &Marks, names: El) -> El {
    let drawing = svg("svg").class(class).attr("viewBox", &format!("0 0 {width} {height}"));
    drawing.attr("role", "img").attr("aria-label", title).child(marks.draw()).child(names)
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
    let (mut names, mut marks) = (svg("g"), Marks::default());
    let mut y = 20;
    let mut before: Option<Date> = None;
    let mut today = Some(journey.on);
    for stage in &stages {
        let wait = before.map_or(0, |before| before.days_until(stage.when.low).max(0));
        if before.is_some() {
            y += (wait / 6).clamp(0, 48);
        }
        before = Some(stage.when.low);
        if today.take_if(|on| *on <= stage.when.low).is_some() {
            marks.add(TODAY, 0, y, "h28");
            names = names.child(text("time-date", SIDE, y + 5, t(key!("timeline.today"))));
            y += 2 * LINE;
        }
        marks.step(look(stage), RAIL, y);
        y += name(&names, stage, SIDE, y + 5, LETTERS[1]);
        names = names.child(text("time-date", SIDE, y + 25, &short(stage.when)));
        if let Some(by) = stage.by.filter(|by| *by != stage.when) {
            let by = Message::new(key!("timeline.by")).with("date", short(by));
            names = names.child(text("time-date late", SIDE, y + 43, &say(&by)));
            y += LINE;
        }
        y += 24 + 2 * LINE;
    }
    marks.add(GRID, RAIL, 12, &format!("V{}", y - 30));
    let drawing = drawing("timeline-down", 340, y, t(key!("timeline.title")), &marks, names);
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
        let slack = match (stage.progress, stage.spare()) {
            (Progress::Ahead, Some(_)) if stage.critical && stage.critical_slow => t(key!("journey-page.critical")).to_owned(),
            (Progress::Ahead, Some(days)) if days.is_exact() => figure(days.low),
            (Progress::Ahead, Some(days)) => say(&Message::new(key!("format.range")).with("low", days.low).with("high", days.high)),
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
