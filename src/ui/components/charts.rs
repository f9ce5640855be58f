//! The drawings of points, each with a table behind it that says the same.

use leptos::prelude::*;

use super::status::assumed;
use super::summary::{is_assumed, verdict_name};
use super::table::{DataTable, text_row};
use crate::ui::{figure, say, t, words};
use hsmp::assess::guidance::outlook::Year;
use hsmp::assess::points::{Points, Share};
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::quantity::Interval;

/// Units of the drawing for a point.
const SCALE: i32 = 10;

/// A rectangle of a drawing; filled by its class, or as said.
pub(super) fn filled(class: &'static str, [x, y, width, height]: [i32; 4], fill: Option<&'static str>) -> AnyView {
    let [x, y, width, height] = [x, y, width, height].map(|number| number.to_string());
    view! { <rect class=class x=x y=y width=width height=height fill=fill></rect> }.into_any()
}

pub(super) fn rect(class: &'static str, place: [i32; 4]) -> AnyView {
    filled(class, place, None)
}

/// A straight line of a drawing.
pub(super) fn line(class: &'static str, [x1, y1, x2, y2]: [i32; 4]) -> AnyView {
    let [x1, y1, x2, y2] = [x1, y1, x2, y2].map(|number| number.to_string());
    view! { <line class=class x1=x1 x2=x2 y1=y1 y2=y2></line> }.into_any()
}

/// What is only possible or planned is hatched, not only paler.
pub(super) fn hatch(id: &'static str, size: i32) -> AnyView {
    let length = size.to_string();
    let parts = vec![rect("hatch-ground", [0, 0, size, size]), rect("hatch-line", [0, 0, size / 2, size])];
    view! {
        <defs>
            <pattern
                id=id
                width=length.clone()
                height=length
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
            >
                {parts}
            </pattern>
        </defs>
    }
    .into_any()
}

/// What the marks of a drawing mean.
pub(super) fn legend(keys: &[(&'static str, Key)], more: Option<AnyView>) -> AnyView {
    let one = |(class, key): &(&str, Key)| view! { <span class=format!("key {class}")>{t(*key)}</span> }.into_any();
    let keys: Vec<AnyView> = keys.iter().map(one).chain(more).collect();
    view! { <figcaption class="legend">{keys}</figcaption> }.into_any()
}

/// The table behind a drawing, folded away.
pub fn behind(table: AnyView) -> AnyView {
    view! {
        <details class="behind">
            <summary>{t(key!("bar.table"))}</summary>
            {table}
        </details>
    }
    .into_any()
}

/// The points against the pass mark. Solid up to the least total, hatched up to the greatest, a
/// line at the mark.
pub fn points_bar(points: &Points) -> AnyView {
    let description =
        Message::new(key!("bar.description")).with("points", points.total).with("scale", points.scale).with("mark", points.pass_mark);
    let Interval { low, high } = points.total;
    let mark = points.pass_mark * SCALE;
    let parts = vec![
        hatch("hatch", 12),
        rect("bar-track", [0, 14, points.scale * SCALE, 32]),
        rect("bar-low", [0, 14, low * SCALE, 32]),
        (high > low).then(|| filled("bar-high", [low * SCALE, 14, (high - low) * SCALE, 32], Some("url(#hatch)"))).into_any(),
        line("bar-mark", [mark, 2, mark, 58]),
    ];
    view! {
        <figure class="points-bar">
            <svg
                class="bar"
                viewBox=format!("0 0 {} 60", points.scale * SCALE)
                preserveAspectRatio="none"
                role="img"
                aria-label=say(&description)
            >
                {parts}
            </svg>
            <div class="bar-scale" aria-hidden="true">
                <span>{"0"}</span>
                <span class="bar-mark-label">{say(&Message::new(key!("bar.mark")).with("mark", points.pass_mark))}</span>
                <span>{figure(points.scale)}</span>
            </div>
            {legend(&[("low", key!("bar.low")), ("high", key!("bar.high"))], None)}
        </figure>
    }
    .into_any()
}

/// The same with the criteria and the table.
pub fn points_in_full(points: &Points) -> AnyView {
    let shares: Vec<AnyView> = points.shares.iter().map(share_line).collect();
    view! {
        <div>
            {points_bar(points)}
            <div class="shares" data-assumed=is_assumed(points)>
                {shares}
                {assumed(is_assumed(points))}
            </div>
            {points_behind(points)}
        </div>
    }
    .into_any()
}

/// The table that says what the bar shows.
pub fn points_behind(points: &Points) -> AnyView {
    let cells = |range: Interval<i32>, maximum| vec![figure(range.low), figure(range.high), maximum];
    let share = |share: &Share| text_row("", t(share.criterion.name()).to_owned(), cells(share.points, figure(share.maximum)));
    let total = text_row("sum", t(key!("points.total")).to_owned(), cells(points.total, figure(points.scale)));
    let rows = points.shares.iter().map(share).chain([total]).collect();
    let head = vec![key!("bar.criterion"), key!("bar.least"), key!("bar.most"), key!("bar.maximum")];
    let caption = t(key!("bar.caption")).to_owned();
    let table = view! { <DataTable class="numbers" name=caption is_captioned=true head rows/> };
    let table = view! {
        <div data-assumed=is_assumed(points)>
            {table}
            {assumed(is_assumed(points))}
        </div>
    };
    behind(table.into_any())
}

/// One criterion: its name, its range, and that range within the most it can give.
pub fn share_line(share: &Share) -> AnyView {
    let most = share.maximum.high.max(1) * SCALE;
    let Interval { low, high } = share.points;
    let parts = vec![
        rect("bar-track", [0, 0, most, 20]),
        rect("bar-low", [0, 0, low * SCALE, 20]),
        (high > low).then(|| filled("bar-high", [low * SCALE, 0, (high - low) * SCALE, 20], Some("url(#hatch)"))).into_any(),
    ];
    let range = Message::new(key!("bar.share")).with("points", share.points).with("maximum", share.maximum);
    view! {
        <span class="share">
            <span class="share-name">{t(share.criterion.name())}</span>
            <span class="share-value">{say(&range)}</span>
            <svg class="share-bar" viewBox=format!("0 0 {most} 20") preserveAspectRatio="none" aria-hidden="true">
                {parts}
            </svg>
        </span>
    }
    .into_any()
}

/// The range of points on the same day of each year to come, a step a year, with the mark across.
pub fn outlook_chart(years: &[Year]) -> AnyView {
    const STEP: i32 = 40;
    const HEIGHT: i32 = 200;
    let Some(first) = years.first() else { return ().into_any() };
    let (scale, pass_mark) = (first.points.scale.max(1), first.points.pass_mark);
    let level = |points: i32| HEIGHT - points * HEIGHT / scale;
    let width = i32::try_from(years.len()).unwrap_or(0) * STEP;
    let mut parts = vec![hatch("ahead", 8), rect("bar-track", [0, 0, width, HEIGHT])];
    for (year, place) in years.iter().zip(0..) {
        let Interval { low, high } = year.points.total;
        let left = place * STEP + 2;
        parts.push(rect("bar-low", [left, level(low), STEP - 4, HEIGHT - level(low)]));
        if high > low {
            parts.push(filled("bar-high", [left, level(high), STEP - 4, level(low) - level(high)], Some("url(#ahead)")));
        }
    }
    parts.push(line("bar-mark", [0, level(pass_mark), width, level(pass_mark)]));
    let names: Vec<AnyView> = years.iter().map(|year| view! { <span>{year.on.year().to_string()}</span> }.into_any()).collect();
    let head = vec![key!("goals-page.on"), key!("page.points"), key!("goals-page.verdict")];
    let row = |year: &Year| {
        let cells = vec![figure(year.points.total), t(verdict_name(year.points.verdict)).to_owned()];
        text_row("", words().date(year.on), cells)
    };
    let rows = years.iter().map(row).collect();
    let name = t(key!("goals-page.outlook-table"));
    let table = view! { <DataTable class="numbers" name=name.to_owned() is_captioned=true head rows/> };
    let mark = say(&Message::new(key!("bar.mark")).with("mark", pass_mark));
    let mark = view! { <span class="key mark">{mark}</span> };
    view! {
        <div>
            <figure class="outlook-figure">
                <svg
                    class="outlook"
                    viewBox=format!("0 0 {width} {HEIGHT}")
                    preserveAspectRatio="none"
                    role="img"
                    aria-label=name
                >
                    {parts}
                </svg>
                <div class="outlook-years" aria-hidden="true">
                    {names}
                </div>
                {legend(&[("low", key!("bar.low")), ("high", key!("bar.high"))], Some(mark.into_any()))}
            </figure>
            {behind(table.into_any())}
        </div>
    }
    .into_any()
}
