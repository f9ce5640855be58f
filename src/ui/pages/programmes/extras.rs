//! The drawing of amounts against terms, and the rates of exchange. Both are worked out only while they are open.

use super::{fill, place, turn};
use crate::assess::programmes::compare::{Dot, plot as dots};
use crate::assess::programmes::exchange::Rates;
use crate::key;
use crate::message::{Key, Message};
use crate::profile::{Currency, OwnRate};
use crate::rulebook::programmes::{Length, PROGRAMMES};
use crate::ui::State;
use crate::ui::components::{Table, behind, rows};
use crate::ui::dom::{El, el, p, svg};
use crate::ui::{count, say, t, words};

/// Size of the drawing, in its own units.
const WIDTH: i64 = 600;
const HEIGHT: i64 = 300;
/// How far a point's middle stays from the edge.
const EDGE: i64 = 12;
/// Room for words above the highest line.
const TOP: i64 = 30;

/// Terms that are told beside the drawing, and how high they lie.
const RULED: [(i64, Length); 3] = [(1000, Length::Permanent), (900, Length::Years(20)), (450, Length::Years(10))];

const fn height(up: i64) -> i64 {
    HEIGHT - EDGE - up * (HEIGHT - TOP - EDGE) / 1000
}

/// A part that can be opened, and where its contents go.
fn later(id: &str, title: Key, hint: Key) -> (El, El) {
    let contents = el("div");
    let summary = el("summary").child(el("h2").t(title));
    let part = el("details.folded").id(id).child(summary).child(p("hint", hint)).on("toggle", |_| turn(|_| ()));
    (part, contents)
}

fn is_open(contents: &El) -> bool {
    // The selector is a literal, so it is never refused.
    matches!(contents.element().closest("details[open]"), Ok(Some(_)))
}

/// Programmes by what they ask for and how long they last.
pub(super) fn plot() -> (El, El) {
    let (part, contents) = later("plot", key!("programmes-page.plot.title"), key!("programmes-page.plot.hint"));
    let choice = |id: &str, code: &str, label: Key| {
        let input = el("input").attr("type", "radio").attr("name", "plot").id(id).attr("value", code).flag("checked", code == "p0");
        el("div.segment").child(input).child(el("label").attr("for", id).t(label))
    };
    let choices = el("div.segments no-print").child(choice("plot-sums", "p0", key!("programmes-page.plot.sums"))).child(choice(
        "plot-incomes",
        "p1",
        key!("programmes-page.plot.incomes"),
    ));
    (part.child(choices).child(contents.clone()), contents)
}

pub(super) fn draw_plot(contents: &El, order: &[usize], incomes: bool, rates: &Rates<'_>) {
    if !is_open(contents) {
        return;
    }
    let dots = dots(order, incomes, rates);
    let end =
        |pick: fn(&Dot) -> i64| dots.iter().min_by_key(|dot| pick(dot)).map_or_else(String::new, |dot| say(&PROGRAMMES[dot.index].asks()));
    let (least, most) = (end(|dot| dot.across), end(|dot| -dot.across));
    let text = Message::new(key!("programmes-page.plot.label")).with("shown", count(dots.len()));
    let text = say(&text.with("least", least.clone()).with("most", most.clone()));
    let mut drawing = svg("svg.plot").attr("viewBox", &format!("0 0 {WIDTH} {HEIGHT}")).attr("role", "img").attr("aria-label", &text);
    let line = |drawing: El, (up, length): (i64, Length)| {
        let y = height(up).to_string();
        let line = svg("line").attr("x1", "0").attr("x2", &WIDTH.to_string()).attr("y1", &y).attr("y2", &y);
        drawing.child(line).child(svg("text").attr("x", "4").attr("y", &(height(up) - 5).to_string()).say(&length.text()))
    };
    drawing = RULED.into_iter().fold(drawing, line);
    let mut table = Table::new().caption(&text);
    for dot in &dots {
        let own = &PROGRAMMES[dot.index];
        let (x, y) = (EDGE + dot.across * (WIDTH - 2 * EDGE) / 1000, height(dot.up));
        let (name, cells) = ([place(own), ", ", own.name].concat(), [say(&own.asks()), say(&own.term())]);
        let title = svg("title").text(&name).text(": ").text(&cells.join(", "));
        drawing = drawing.child(svg("circle.plot-dot").attr("cx", &x.to_string()).attr("cy", &y.to_string()).attr("r", "6").child(title));
        table = table.texts("", &name, &cells);
    }
    let ends = el("div.plot-ends").attr("aria-hidden", "true").child(el("span").text(&least)).child(el("span").text(&most));
    fill(contents, vec![el("figure.plot-figure").child(drawing).child(ends), behind(table.done("numbers", &text))]);
}

/// What a currency is worth in manat, by which source, and the person's own rates.
pub(super) fn rates(state: State) -> (El, El) {
    let (part, contents) = later("rates", key!("programmes-page.rates.title"), key!("programmes-page.rates.hint"));
    let own = el("div.no-print").child(rows(state, OwnRate::SECTION, ""));
    (part.child(contents.clone()).child(own), contents)
}

pub(super) fn draw_rates(contents: &El, rates: &Rates<'_>) {
    if !is_open(contents) {
        return;
    }
    let manat = rates.worth("AZN");
    let mut table = Table::new().head(&[
        t(key!("profile.exchange.currency")),
        t(key!("programmes-page.rates.value")),
        t(key!("programmes-page.rates.day")),
        t(key!("programmes-page.rates.source")),
    ]);
    for currency in Currency::ALL.iter().filter(|currency| !matches!(currency, Currency::Azn | Currency::Other)) {
        let found = rates.worth(currency.name()).zip(manat.as_ref()).and_then(|(worth, manat)| Some((worth.in_manat(manat)?, worth)));
        let cells = match found {
            None => [t(key!("programmes-page.rates.none")).to_owned(), String::new(), String::new()],
            Some((rate, worth)) => {
                let mut sources: Vec<&str> = Vec::new();
                for cite in worth.cites.iter().chain(manat.iter().flat_map(|manat| &manat.cites)) {
                    let source = t(cite.name());
                    if !sources.contains(&source) {
                        sources.push(source);
                    }
                }
                let source = if worth.own { t(key!("programmes-page.rates.own")).to_owned() } else { sources.join("; ") };
                let day = worth.on.into_iter().chain(manat.as_ref().filter(|_| !worth.own).and_then(|manat| manat.on)).min();
                [rate.short(), day.map_or_else(String::new, |day| words().date(day)), source]
            }
        };
        table = table.texts("", t(currency.label()), &cells);
    }
    fill(contents, vec![table.done("numbers", t(key!("programmes-page.rates.title")))]);
}
