//! The two drawings, each with a table behind it that says the same.

use super::status::assumed;
use super::summary::{is_assumed, verdict_name};
use super::table::Table;
use crate::assess::outlook::Year;
use crate::assess::points::{Points, Share};
use crate::assess::residency::{Month, Residency};
use crate::key;
use crate::message::{Arg, Message};
use crate::quantity::{Date, EndOfMonth, Interval};
use crate::ui::dom::{El, el, svg};
use crate::ui::{figure, say, t, words};

/// Units of the drawing for a point.
const SCALE: i32 = 10;

fn rect(class: &str, x: i32, y: i32, width: i32, height: i32) -> El {
    let number = |number: i32| number.to_string();
    svg("rect").class(class).attr("x", &number(x)).attr("y", &number(y)).attr("width", &number(width)).attr("height", &number(height))
}

/// What is only possible or planned is hatched, not only paler.
pub(super) fn hatch(id: &str, size: i32) -> El {
    let length = size.to_string();
    let pattern = svg("pattern")
        .id(id)
        .attr("width", &length)
        .attr("height", &length)
        .attr("patternUnits", "userSpaceOnUse")
        .attr("patternTransform", "rotate(45)");
    let lines = rect("hatch-line", 0, 0, size / 2, size);
    svg("defs").child(pattern.child(rect("hatch-ground", 0, 0, size, size)).child(lines))
}

pub(super) fn legend(keys: &[(&str, crate::message::Key)]) -> El {
    el("figcaption.legend").children(keys.iter().map(|(class, key)| el("span").class(&format!("key {class}")).t(*key)))
}

/// The table behind a drawing, folded away.
pub fn behind(table: El) -> El {
    el("details.behind").child(el("summary").t(key!("bar.table"))).child(table)
}

/// The points against the pass mark. Solid up to the least total, hatched up to the greatest, a
/// line at the mark; with `full` the criteria and the table too.
pub fn points_bar(points: &Points, full: bool) -> El {
    let description =
        Message::new(key!("bar.description")).with("points", points.total).with("scale", points.scale).with("mark", points.pass_mark);
    let Interval { low, high } = points.total;
    let mark = (points.pass_mark * SCALE).to_string();
    let line = svg("line.bar-mark").attr("x1", &mark).attr("x2", &mark).attr("y1", "2").attr("y2", "58");
    let drawing = svg("svg.bar")
        .attr("viewBox", &format!("0 0 {} 60", points.scale * SCALE))
        .attr("preserveAspectRatio", "none")
        .attr("role", "img")
        .attr("aria-label", &say(&description))
        .child(hatch("hatch", 12))
        .child(rect("bar-track", 0, 14, points.scale * SCALE, 32))
        .child(rect("bar-low", 0, 14, low * SCALE, 32))
        .maybe((high > low).then(|| rect("bar-high", low * SCALE, 14, (high - low) * SCALE, 32).attr("fill", "url(#hatch)")))
        .child(line);
    let scale = el("div.bar-scale")
        .attr("aria-hidden", "true")
        .child(el("span").text("0"))
        .child(el("span.bar-mark-label").say(&Message::new(key!("bar.mark")).with("mark", points.pass_mark)))
        .child(el("span").text(&figure(points.scale)));
    let figure = el("figure.points-bar").child(drawing).child(scale).child(legend(&[("low", key!("bar.low")), ("high", key!("bar.high"))]));
    if !full {
        return figure;
    }
    let shares = assumed(el("div.shares").children(points.shares.iter().map(share_line)), is_assumed(points));
    el("div").child(figure).child(shares).child(points_behind(points))
}

/// The table that says what the bar shows.
pub fn points_behind(points: &Points) -> El {
    behind(assumed(points_table(points), is_assumed(points)))
}

/// One criterion: its name, its range, and that range within the most it can give.
pub fn share_line(share: &Share) -> El {
    let most = share.maximum.high.max(1) * SCALE;
    let Interval { low, high } = share.points;
    let drawing = svg("svg.share-bar")
        .attr("viewBox", &format!("0 0 {most} 20"))
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true")
        .child(rect("bar-track", 0, 0, most, 20))
        .child(rect("bar-low", 0, 0, low * SCALE, 20))
        .maybe((high > low).then(|| rect("bar-high", low * SCALE, 0, (high - low) * SCALE, 20).attr("fill", "url(#hatch)")));
    let range = Message::new(key!("bar.share")).with("points", share.points).with("maximum", share.maximum);
    el("span.share").child(el("span.share-name").t(share.criterion.name())).child(el("span.share-value").say(&range)).child(drawing)
}

fn points_table(points: &Points) -> El {
    let table = Table::new().caption(t(key!("bar.caption"))).head(&[
        t(key!("bar.criterion")),
        t(key!("bar.least")),
        t(key!("bar.most")),
        t(key!("bar.maximum")),
    ]);
    let cells = |range: Interval<i32>, maximum| [figure(range.low), figure(range.high), maximum];
    let table = points
        .shares
        .iter()
        .fold(table, |table, share| table.texts("", t(share.criterion.name()), &cells(share.points, figure(share.maximum))));
    table.texts("sum", t(key!("points.total")), &cells(points.total, figure(points.scale))).done("numbers", t(key!("bar.caption")))
}

/// The range of points on the same day of each year to come, a step a year, with the mark across.
pub fn outlook_chart(years: &[Year]) -> El {
    const STEP: i32 = 40;
    const HEIGHT: i32 = 200;
    let Some(first) = years.first() else { return el("div") };
    let (scale, mark) = (first.points.scale.max(1), first.points.pass_mark);
    let level = |points: i32| HEIGHT - points * HEIGHT / scale;
    let width = i32::try_from(years.len()).unwrap_or(0) * STEP;
    let steps = years.iter().zip(0..).flat_map(|(year, place)| {
        let Interval { low, high } = year.points.total;
        let left = place * STEP + 2;
        [
            Some(rect("bar-low", left, level(low), STEP - 4, HEIGHT - level(low))),
            (high > low).then(|| rect("bar-high", left, level(high), STEP - 4, level(low) - level(high)).attr("fill", "url(#ahead)")),
        ]
    });
    let at = level(mark).to_string();
    let line = svg("line.bar-mark").attr("x1", "0").attr("x2", &width.to_string()).attr("y1", &at).attr("y2", &at);
    let drawing = svg("svg.outlook")
        .attr("viewBox", &format!("0 0 {width} {HEIGHT}"))
        .attr("preserveAspectRatio", "none")
        .attr("role", "img")
        .attr("aria-label", t(key!("goals-page.outlook-table")))
        .child(hatch("ahead", 8))
        .child(rect("bar-track", 0, 0, width, HEIGHT))
        .children(steps.flatten())
        .child(line);
    let names = el("div.outlook-years").attr("aria-hidden", "true");
    let names = names.children(years.iter().map(|year| el("span").text(&year.on.year().to_string())));
    let head = [key!("goals-page.on"), key!("page.points"), key!("goals-page.verdict")].map(t);
    let row = |table: Table, year: &Year| {
        table.texts("", &words().date(year.on), &[figure(year.points.total), t(verdict_name(year.points.verdict)).to_owned()])
    };
    let table = years.iter().fold(Table::new().caption(t(key!("goals-page.outlook-table"))).head(&head), row);
    let keys = [("low", key!("bar.low")), ("high", key!("bar.high"))];
    let mark = el("span.key mark").say(&Message::new(key!("bar.mark")).with("mark", first.points.pass_mark));
    let figure = el("figure.outlook-figure").child(drawing).child(names).child(legend(&keys).child(mark));
    el("div").child(figure).child(behind(table.done("numbers", t(key!("goals-page.outlook-table")))))
}

const CELL: i32 = 10;
const LINE: i32 = 14;
const NAMES: i32 = 66;

/// A year of days present, a line a month. Days past are solid, planned days hatched, today is marked.
pub fn year_strip(residency: &Residency, today: Date) -> El {
    let year = Arg::Year(residency.year);
    let description = Message::new(key!("strip.description")).with("days", residency.outcome.days).with("year", year);
    let drawing = svg("svg")
        .attr("viewBox", &format!("0 0 {} {}", NAMES + 31 * CELL, 12 * LINE))
        .attr("role", "img")
        .attr("aria-label", &say(&description))
        .child(hatch("planned", 4))
        .children((1..=12u8).filter_map(|month| month_line(residency, month, today)));
    let keys = [("low", key!("strip.past")), ("high", key!("strip.planned")), ("absent", key!("strip.absent"))];
    let limit = residency.becomes_on.map(|_| el("span.key limit").t(key!("calendar.limit")));
    let figure = el("figure.year-strip").child(drawing).child(legend(&keys).maybe(limit));
    el("div").child(figure).child(behind(year_table(residency)))
}

fn month_line(residency: &Residency, month: u8, today: Date) -> Option<El> {
    let start = Date::new(residency.year, month, 1).ok()?;
    let end = start.plus_months(1, EndOfMonth::Down).ok()?.plus_days(-1);
    let top = (i32::from(month) - 1) * LINE;
    let stretch = |class: &str, from: Date, to: Date| {
        let (from, to) = (from.max(start), to.min(end));
        (from <= to).then(|| rect(class, NAMES + start.days_until(from) * CELL, top, (from.days_until(to) + 1) * CELL, LINE - 4))
    };
    let mut line = svg("g")
        .child(svg("text.strip-month").attr("x", "0").attr("y", &(top + 9).to_string()).text(words().month(month)))
        .maybe(stretch("day-absent", start, end));
    for (from, to) in residency.possible.periods() {
        let planned = stretch("day-planned", (*from).max(today.plus_days(1)), *to);
        line = line.maybe(stretch("day-past", *from, (*to).min(today))).maybe(planned.map(|rect| rect.attr("fill", "url(#planned)")));
    }
    // The day on which the limit is passed has a bar of its own before it.
    let limit = residency.becomes_on.filter(|day| start <= *day && *day <= end).map(|day| {
        let left = (NAMES + start.days_until(day) * CELL).to_string();
        let bar = svg("line.strip-limit").attr("x1", &left).attr("x2", &left);
        bar.attr("y1", &(top - 2).to_string()).attr("y2", &(top + LINE - 2).to_string())
    });
    Some(line.maybe(stretch("day-today", today, today)).maybe(limit))
}

fn year_table(residency: &Residency) -> El {
    let caption = Message::new(key!("strip.caption")).with("year", Arg::Year(residency.year));
    let table = Table::new().caption(&say(&caption)).head(&[t(key!("strip.month")), t(key!("strip.past")), t(key!("strip.planned"))]);
    let table = residency
        .months
        .iter()
        .fold(table, |table, month| table.texts("", words().month(month.month), &[figure(month.past), figure(month.planned)]));
    let total = |part: fn(&Month) -> i32| figure(residency.months.iter().map(part).sum::<i32>());
    table.texts("sum", t(key!("strip.total")), &[total(|month| month.past), total(|month| month.planned)]).done("numbers", &say(&caption))
}
