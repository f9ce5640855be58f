//! How much is taken of pay: of all of it, and of each further manat.

use super::charts::{behind, legend};
use super::table::Table;
use crate::assess::pay::{Curve, Segment};
use crate::key;
use crate::message::Message;
use crate::quantity::{Money, Rate};
use crate::ui::dom::{El, el, svg};
use crate::ui::{figure, say, t};

const WIDTH: i64 = 600;
const HEIGHT: i64 = 200;

/// A share in hundredths of a percent, as a rate.
fn rate(hundredths: i32) -> Rate {
    Rate { of: u32::try_from(hundredths).unwrap_or(0), parts: 10_000 }
}

/// The drawing, and the table behind it. `own` is the person's pay, marked in the drawing.
pub fn rates_chart(curve: &Curve, own: Money) -> El {
    let steepest = curve.segments.iter().map(|segment| segment.marginal).max().unwrap_or(0).max(1);
    // Room above the highest line, to a full five percent.
    let scale = i64::from((steepest / 500 + 1) * 500);
    let x = |gross: Money| gross.qepik() * WIDTH / curve.top.qepik().max(1);
    let y = |hundredths: i32| HEIGHT - i64::from(hundredths) * HEIGHT / scale;
    let mut steps = String::new();
    for segment in &curve.segments {
        place(&mut steps, x(segment.from), y(segment.marginal));
        place(&mut steps, x(segment.to), y(segment.marginal));
    }
    let mut line = String::new();
    for point in &curve.points {
        place(&mut line, x(point.gross), y(point.average));
    }
    let at = x(own).to_string();
    let description = Message::new(key!("rates.description")).with("top", curve.top);
    let drawing = svg("svg.rates")
        .attr("viewBox", &format!("0 0 {WIDTH} {HEIGHT}"))
        .attr("preserveAspectRatio", "none")
        .attr("role", "img")
        .attr("aria-label", &say(&description))
        .child(svg("line.rates-own").attr("x1", &at).attr("x2", &at).attr("y1", "0").attr("y2", &HEIGHT.to_string()))
        .child(svg("polyline.rates-marginal").attr("points", &steps))
        .child(svg("polyline.rates-average").attr("points", &line));
    let most = el("div.rates-scale").attr("aria-hidden", "true").text(&figure(rate(i32::try_from(scale).unwrap_or(0))));
    let ends = [figure(Money::ZERO), figure(curve.top)].map(|end| el("span").text(&end));
    let ends = el("div.rates-scale").attr("aria-hidden", "true").children(ends);
    let keys = [("marginal", key!("rates.marginal")), ("average", key!("rates.average")), ("own", key!("rates.own"))];
    let chart = el("figure.rates-figure").child(most).child(drawing).child(ends).child(legend(&keys));
    el("div").child(chart).child(behind(table(curve)))
}

fn place(path: &mut String, x: i64, y: i64) {
    path.push_str(&format!("{x},{y} "));
}

fn table(curve: &Curve) -> El {
    let caption = t(key!("rates.caption"));
    let head = [key!("rates.pay"), key!("rates.marginal"), key!("rates.average-at-end")].map(t);
    let row = |table: Table, segment: &Segment| {
        let range = Message::new(key!("income.range")).with("low", segment.from).with("high", segment.to);
        table.texts("", &say(&range), &[figure(rate(segment.marginal)), figure(rate(segment.average))])
    };
    curve.segments.iter().fold(Table::new().caption(caption).head(&head), row).done("numbers", caption)
}
