//! The drawing of amounts against terms, and the rates of exchange.

use crate::ui::reactive::*;

use super::{Page, later, place};
use crate::assess::programmes::compare::{Dot, plot as dots};
use crate::assess::programmes::exchange::Rates;
use crate::key;
use crate::message::{Key, Message};
use crate::profile::{Currency, OwnRate};
use crate::rulebook::programmes::PROGRAMMES;
use crate::ui::components::{Table, rows};
use crate::ui::dom::{El, el, follow, p, svg};
use crate::ui::{count, say, t, words};
use web_sys::HtmlInputElement;

/// Size of the drawing, in its own units.
const WIDTH: i64 = 600;
const HEIGHT: i64 = 300;
/// How far a point's middle stays from the edge.
const EDGE: i64 = 12;

/// Programmes by what they ask for and how long they last.
pub(super) fn plot(page: &Page) -> El {
    let Page { state, order, .. } = page.clone();
    let incomes = RwSignal::new(false);
    later("plot", key!("programmes-page.plot.title"), move || {
        let choice = |id: &'static str, label: Key, value: bool| {
            let input = el("input").attr("type", "radio").attr("name", "plot").id(id).on("change", move |_| incomes.set(value));
            if let Some(native) = input.cast::<HtmlInputElement>() {
                follow(Box::new(move || native.set_checked(incomes.get() == value)));
            }
            el("div").class("segment").child(input).child(el("label").attr("for", id).t(label))
        };
        let choices = el("div")
            .class("segments no-print")
            .child(choice("plot-sums", key!("programmes-page.plot.sums"), false))
            .child(choice("plot-incomes", key!("programmes-page.plot.incomes"), true));
        let drawing = move || {
            order.with(|order| {
                state.assessment.with(|all| {
                    let shown = order.iter().filter_map(|index| Some((*index, PROGRAMMES.get(*index)?)));
                    drawn(&dots(shown, incomes.get(), &Rates::of(&all.profile, all.on)))
                })
            })
        };
        vec![p("hint", key!("programmes-page.plot.hint")), choices, el("div").dynamic(drawing)]
    })
}

fn drawn(dots: &[Dot]) -> Vec<El> {
    let end =
        |pick: fn(&Dot) -> i64| dots.iter().min_by_key(|dot| pick(dot)).map(|dot| say(&PROGRAMMES[dot.index].asks())).unwrap_or_default();
    let (least, most) = (end(|dot| dot.across), end(|dot| -dot.across));
    let text = Message::new(key!("programmes-page.plot.label"))
        .with("shown", count(dots.len()))
        .with("least", least.clone())
        .with("most", most.clone());
    let dot = |dot: &Dot| {
        let programme = &PROGRAMMES[dot.index];
        let (x, y) = (EDGE + dot.across * (WIDTH - 2 * EDGE) / 1000, HEIGHT - EDGE - dot.up * (HEIGHT - 2 * EDGE) / 1000);
        let title = format!("{}, {}: {}, {}", place(programme), programme.name, say(&programme.asks()), say(&programme.term()));
        svg("circle")
            .class("plot-dot")
            .attr("cx", &x.to_string())
            .attr("cy", &y.to_string())
            .attr("r", "6")
            .child(svg("title").text(&title))
    };
    let drawing = svg("svg")
        .class("plot")
        .attr("viewBox", &format!("0 0 {WIDTH} {HEIGHT}"))
        .attr("role", "img")
        .attr("aria-label", &say(&text))
        .children(dots.iter().map(dot));
    let ends = el("div").class("plot-ends").attr("aria-hidden", "true").child(el("span").text(&least)).child(el("span").text(&most));
    let caption = say(&text);
    let mut table = Table::new().caption(&caption).head(&[
        t(key!("programmes-page.column.country")),
        t(key!("programmes-page.column.sum")),
        t(key!("programmes-page.column.term")),
    ]);
    for dot in dots {
        let own = &PROGRAMMES[dot.index];
        table = table.texts("", &format!("{}, {}", place(own), own.name), &[say(&own.asks()), say(&own.term())]);
    }
    let behind = el("details").class("behind").child(el("summary").t(key!("bar.table"))).child(table.done("numbers", &caption));
    vec![el("figure").class("plot-figure").child(drawing).child(ends), behind]
}

/// What a manat is worth, by which source, and the person's own rates.
pub(super) fn rates(page: &Page) -> El {
    let state = page.state;
    later("rates", key!("programmes-page.rates.title"), move || {
        let table = move || vec![state.assessment.with(|all| listed(&Rates::of(&all.profile, all.on)))];
        vec![
            p("hint", key!("programmes-page.rates.hint")),
            el("div").dynamic(table),
            el("div").class("no-print").child(rows(state, OwnRate::SECTION, "")),
        ]
    })
}

fn listed(rates: &Rates<'_>) -> El {
    let title = t(key!("programmes-page.rates.title"));
    let mut table = Table::new().head(&[
        t(key!("profile.exchange.currency")),
        t(key!("programmes-page.rates.value")),
        t(key!("programmes-page.rates.day")),
        t(key!("programmes-page.column.source")),
    ]);
    let manat = rates.worth("AZN");
    for currency in Currency::ALL.iter().filter(|currency| !matches!(currency, Currency::Azn | Currency::Other)) {
        let worth = rates.worth(currency.name());
        let figure = worth.as_ref().zip(manat.as_ref()).and_then(|(worth, manat)| worth.in_manat(manat));
        let value = figure.map_or_else(|| t(key!("programmes-page.rates.none")).to_owned(), |rate| rate.short());
        let day = worth.as_ref().and_then(|worth| worth.on).map_or_else(String::new, |day| words().date(day));
        let source = match &worth {
            Some(worth) if worth.own => t(key!("programmes-page.rates.own")).to_owned(),
            // The table that names the currency comes last in the chain.
            Some(worth) => worth.cites.last().map_or_else(String::new, |cite| t(cite.name()).to_owned()),
            None => String::new(),
        };
        table = table.texts("", t(currency.label()), &[value, day, source]);
    }
    table.done("numbers", title)
}
