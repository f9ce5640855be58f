//! The plan as a drawing: across on wide screens and on paper, down on phones, and the table behind both.

use leptos::prelude::*;
use web_sys::{Event, HtmlDetailsElement};

use super::charts::hatch;
use super::table::{DataTable, text_row};
use crate::ui::view::{dynamic, handler};
use crate::ui::{figure, say, t, words};
use hsmp::assess::plan::{Kind, Plan, Progress, Stage};
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::quantity::{Date, EndOfMonth, Interval};

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
#[component]
pub fn Timeline(
    /// The way that is drawn.
    way: Memo<Plan>,
) -> AnyView {
    let across = dynamic(move || way.with(wide));
    view! {
        <div>
            <figure class="timeline timeline-wide">{across}</figure>
            <Late class="folded timeline-narrow" title=key!("timeline.draw") way draw=down/>
            <Late class="behind" title=key!("bar.table") way draw=table/>
        </div>
    }
    .into_any()
}

/// Something folded away that is made only while it is open.
#[component]
fn Late(class: &'static str, title: Key, way: Memo<Plan>, draw: fn(&Plan) -> AnyView) -> AnyView {
    let open = RwSignal::new(false);
    let look = handler(move |event: Event| open.set(event_target::<HtmlDetailsElement>(&event).open()));
    let contents = dynamic(move || if open.get() { way.with(draw) } else { ().into_any() });
    view! {
        <details class=class on:toggle=look>
            <summary>{t(title)}</summary>
            <div>{contents}</div>
        </details>
    }
    .into_any()
}

/// Every step that is still to come, in its order: what is done stands in the list and the table.
fn shown(plan: &Plan) -> Vec<&Stage> {
    plan.stages.iter().filter(|stage| stage.progress == Progress::Ahead).collect()
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
fn wide(plan: &Plan) -> AnyView {
    let stages = shown(plan);
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for stage in &stages {
        if is_later(stage.kind) { &mut after } else { &mut before }.push(*stage);
    }
    let before = across(plan, &before, [key!("timeline-page.before"), key!("timeline-page.arrival")]);
    let after = across(plan, &after, [key!("timeline-page.permit"), key!("timeline-page.later")]);
    view! { {before} {after} {legend(&stages)} }.into_any()
}

/// What is drawn, a path of each kind, the hindmost first: a hundred elements fewer than with an element a mark.
#[derive(Default)]
struct Marks([String; 5]);

const GRID: usize = 0;
const RANGE: usize = 1;
const POINT: usize = 2;
const LIMIT: usize = 3;
const TODAY: usize = 4;

const CLASSES: [&str; 5] = ["time-grid", "time-range", "time-point", "time-limit", "time-today"];

/// The stroke of a last day.
const BAR: &str = "v22";

impl Marks {
    fn add(&mut self, kind: usize, x: i32, y: i32, shape: &str) {
        self.0[kind].push_str(&format!("M{x} {y}{shape}"));
    }

    /// Where a step stands at its earliest.
    fn step(&mut self, x: i32, y: i32) {
        self.add(POINT, x - 6, y, "a6 6 0 1 0 12 0a6 6 0 1 0-12 0z");
    }

    fn draw(&self) -> AnyView {
        let drawn = self.0.iter().zip(CLASSES).filter(|(path, _)| !path.is_empty());
        // The style gives all but ranges another filling, or none.
        let one =
            |(path, class): (&String, &'static str)| view! { <path class=class d=path.clone() fill="url(#time-hatch)"></path> }.into_any();
        view! { <g>{drawn.map(one).collect::<Vec<_>>()}</g> }.into_any()
    }
}

/// The signs that no word stands beside, and only those that are drawn.
fn legend(stages: &[&Stage]) -> AnyView {
    let is = |test: fn(&Stage) -> bool| stages.iter().any(|stage| test(stage));
    let signs = [
        (is(|stage| !stage.when.is_exact()), key!("timeline.range"), RANGE, 1, "v14h22v-14z"),
        (is(|stage| stage.by.is_some()), key!("timeline.deadline"), LIMIT, 12, BAR),
    ];
    let one = |(_, name, kind, x, shape): (bool, Key, usize, i32, &str)| {
        let mut marks = Marks::default();
        marks.add(kind, x, 1, shape);
        view! {
            <span>
                <svg class="time-key" viewBox="0 0 24 16" aria-hidden="true">
                    {hatch("time-hatch", 8)}
                    {marks.draw()}
                </svg>
                " "
                {t(name)}
            </span>
        }
        .into_any()
    };
    let signs: Vec<AnyView> = signs.into_iter().filter(|(is_there, ..)| *is_there).map(one).collect();
    let critical = is(|stage| stage.critical).then(|| view! { <strong>{t(key!("timeline-page.critical"))}</strong> }.into_any());
    view! { <figcaption class="legend">{signs} {critical}</figcaption> }.into_any()
}

/// Days, deadline included.
fn reach(stage: &Stage) -> Date {
    stage.by.map_or(stage.when.high, |by| by.high.max(stage.when.high))
}

fn text(class: &'static str, x: i32, y: i32, words: String) -> AnyView {
    view! { <text class=class x=x.to_string() y=y.to_string()>{words}</text> }.into_any()
}

/// The days of a step, and its last day where that is another.
fn dates(stage: &Stage) -> [Option<String>; 2] {
    let by = stage.by.filter(|by| *by != stage.when).map(|by| Message::new(key!("timeline.by")).with("date", words().days(by)));
    [Some(words().days(stage.when)), by.map(|by| say(&by))]
}

/// A step's name beside the drawing, on as many lines as it needs; how much lower it ends than it would on one.
fn name(names: &mut Vec<AnyView>, stage: &Stage, x: i32, y: i32, most: usize) -> i32 {
    let class = if stage.critical { "time-name critical" } else { "time-name" };
    let (mut line, mut more) = (String::new(), 0);
    for word in say(&stage.name()).split(' ') {
        if line.chars().count() + word.chars().count() >= most {
            names.push(text(class, x, y + more, std::mem::take(&mut line)));
            more += LINE;
        }
        line.push_str(word);
        line.push(' ');
    }
    names.push(text(class, x, y + more, line));
    more
}

/// What a letter of the days beside a mark takes in the drawing that goes across.
const LETTER: i32 = 7;

/// Time from left to right, a line a step, from today on.
fn across(plan: &Plan, stages: &[&Stage], titles: [Key; 2]) -> Option<AnyView> {
    let earliest = stages.iter().map(|stage| stage.when.low).min()?;
    let last = stages.iter().map(|stage| reach(stage)).max()?;
    // What is years ahead does not begin today.
    let is_near = plan.on.days_until(earliest) < earliest.days_until(last);
    let first = if is_near { plan.on } else { earliest };
    let span = first.days_until(last).max(1);
    let x = |date: Date| NAMES + first.days_until(date).clamp(0, span) * (WIDTH - NAMES - 12) / span;
    let title = titles.map(t).join(" · ");
    let (mut names, mut marks) = (Vec::new(), Marks::default());
    let mut top = HEAD;
    for stage in stages {
        let (from, to) = (x(stage.when.low), x(stage.when.high));
        let more = name(&mut names, stage, 0, top + 19, LETTERS[0]);
        if to > from {
            marks.add(RANGE, from, top + 8, &format!("v14H{to}v-14z"));
        }
        marks.step(from, top + 15);
        if let Some(by) = stage.by {
            marks.add(LIMIT, x(by.low), top + 4, BAR);
            marks.add(LIMIT, x(by.high), top + 4, BAR);
        }
        // The days stand behind the marks, or before them, or below them, wherever they fit.
        let days = dates(stage).into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let end = stage.by.map_or(to, |by| to.max(x(by.high)));
        let need = i32::try_from(days.chars().count()).unwrap_or(0) * LETTER + 12;
        let (class, at, below) = match () {
            () if end + need <= WIDTH => ("time-date", end + 12, 0),
            () if from - need >= NAMES => ("time-date before", from - 12, 0),
            () => ("time-date before", WIDTH, LINE),
        };
        names.push(text(class, at, top + 19 + below, days));
        let more = more.max(below);
        top += ROW + more;
    }
    let down = format!("V{top}");
    for (date, name) in ticks(first, last) {
        // A name that would be cut at the edge says nothing.
        if x(date) <= WIDTH - TICK && (!is_near || x(date) >= NAMES + TICK) {
            marks.add(GRID, x(date), HEAD - 6, &down);
            names.push(text("time-tick", x(date) + 4, HEAD - 10, name));
        }
    }
    if is_near {
        marks.add(TODAY, NAMES, HEAD - 6, &down);
        names.push(text("time-tick", NAMES + 4, HEAD - 10, t(key!("timeline.today")).to_owned()));
    }
    let drawing = drawing("timeline-across", WIDTH, top, title.clone(), &marks, names);
    let view = view! {
        <div>
            <p class="time-title" aria-hidden="true">
                {title}
            </p>
            {drawing}
        </div>
    };
    Some(view.into_any())
}

fn drawing(class: &'static str, width: i32, height: i32, title: String, marks: &Marks, names: Vec<AnyView>) -> AnyView {
    view! {
        <svg class=class viewBox=format!("0 0 {width} {height}") role="img" aria-label=title>
            {marks.draw()}
            <g>{names}</g>
        </svg>
    }
    .into_any()
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
fn down(plan: &Plan) -> AnyView {
    let stages = shown(plan);
    let (mut names, mut marks) = (Vec::new(), Marks::default());
    let mut y = 20;
    let mut before: Option<Date> = None;
    let mut today = Some(plan.on);
    for stage in &stages {
        let wait = before.map_or(0, |before| before.days_until(stage.when.low).max(0));
        if before.is_some() {
            y += (wait / 6).clamp(0, 48);
        }
        before = Some(stage.when.low);
        if today.take_if(|on| *on <= stage.when.low).is_some() {
            marks.add(TODAY, 0, y, "h28");
            names.push(text("time-date", SIDE, y + 5, t(key!("timeline.today")).to_owned()));
            y += 2 * LINE;
        }
        marks.step(RAIL, y);
        y += name(&mut names, stage, SIDE, y + 5, LETTERS[1]);
        let [days, by] = dates(stage);
        names.extend(days.map(|days| text("time-date", SIDE, y + 25, days)));
        if let Some(by) = by {
            names.push(text("time-date late", SIDE, y + 43, by));
            y += LINE;
        }
        y += 24 + 2 * LINE;
    }
    marks.add(GRID, RAIL, 12, &format!("V{}", y - 30));
    let drawing = drawing("timeline-down", 340, y, t(key!("timeline.title")).to_owned(), &marks, names);
    view! { <figure class="timeline">{drawing}</figure> }.into_any()
}

/// What the drawings say, for all who cannot or will not read drawings.
fn table(plan: &Plan) -> AnyView {
    let head =
        vec![key!("timeline.step"), key!("timeline.earliest"), key!("timeline.latest"), key!("timeline.deadline"), key!("timeline.slack")];
    let row = |stage: &Stage| {
        let slack = match (stage.progress, stage.spare()) {
            (Progress::Ahead, Some(_)) if stage.critical && stage.critical_slow => t(key!("timeline-page.critical")).to_owned(),
            (Progress::Ahead, Some(days)) if days.is_exact() => figure(days.low),
            (Progress::Ahead, Some(days)) => say(&Message::new(key!("format.range")).with("low", days.low).with("high", days.high)),
            _ => t(key!("content.none")).to_owned(),
        };
        let by = stage.by.map_or_else(|| t(key!("content.none")).to_owned(), |by| words().days(by));
        let dates = match stage.progress {
            Progress::Passed => [t(key!("timeline-page.done")).to_owned(), String::new()],
            _ => [stage.when.low, stage.when.high].map(|day| words().days(Interval { low: day, high: day })),
        };
        let [earliest, latest] = dates;
        text_row("", say(&stage.name()), vec![earliest, latest, by, slack])
    };
    let rows = plan.stages.iter().map(row).collect();
    // Not the name of the part it stands in: a list of regions would have the same name twice.
    let name = t(key!("page.timeline")).to_owned();
    view! { <DataTable class="numbers" name=name is_captioned=true head rows/> }.into_any()
}
