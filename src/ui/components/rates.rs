//! How much is taken of pay: of all of it, and of each further manat.

use leptos::prelude::*;

use super::charts::{behind, legend};
use super::table::{DataTable, text_row};
use crate::ui::{figure, say, t};
use hsmp::assess::tax::pay::{Curve, Segment};
use hsmp::key;
use hsmp::message::Message;
use hsmp::quantity::{Money, Rate};

const WIDTH: i64 = 600;
const HEIGHT: i64 = 200;

/// A share in hundredths of a percent, as a rate.
fn rate(hundredths: i32) -> Rate {
    Rate { of: u32::try_from(hundredths).unwrap_or(0), parts: 10_000 }
}

/// The drawing, and the table behind it. `own` is the person's pay, marked in the drawing.
pub fn rates_chart(curve: &Curve, own: Money) -> AnyView {
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
    let mut averages = String::new();
    for point in &curve.points {
        place(&mut averages, x(point.gross), y(point.average));
    }
    let at = x(own).to_string();
    let description = Message::new(key!("rates.description")).with("top", curve.top);
    let keys = [("marginal", key!("rates.marginal")), ("average", key!("rates.average")), ("own", key!("rates.own"))];
    view! {
        <div>
            <figure class="rates-figure">
                <div class="rates-scale" aria-hidden="true">
                    {figure(rate(i32::try_from(scale).unwrap_or(0)))}
                </div>
                <svg
                    class="rates"
                    viewBox=format!("0 0 {WIDTH} {HEIGHT}")
                    preserveAspectRatio="none"
                    role="img"
                    aria-label=say(&description)
                >
                    <line class="rates-own" x1=at.clone() x2=at y1="0" y2=HEIGHT.to_string()></line>
                    <polyline class="rates-marginal" points=steps></polyline>
                    <polyline class="rates-average" points=averages></polyline>
                </svg>
                <div class="rates-scale" aria-hidden="true">
                    <span>{figure(Money::ZERO)}</span>
                    <span>{figure(curve.top)}</span>
                </div>
                {legend(&keys, None)}
            </figure>
            {behind(table(curve))}
        </div>
    }
    .into_any()
}

fn place(path: &mut String, x: i64, y: i64) {
    path.push_str(&format!("{x},{y} "));
}

fn table(curve: &Curve) -> AnyView {
    let caption = t(key!("rates.caption")).to_owned();
    let head = vec![key!("rates.pay"), key!("rates.marginal"), key!("rates.average-at-end")];
    let row = |segment: &Segment| {
        let range = Message::new(key!("income.range")).with("low", segment.from).with("high", segment.to);
        text_row("", say(&range), vec![figure(rate(segment.marginal)), figure(rate(segment.average))])
    };
    let rows = curve.segments.iter().map(row).collect();
    view! { <DataTable class="numbers" name=caption is_captioned=true head rows/> }.into_any()
}
