//! The drawing of amounts against terms, and the rates of exchange. Both are worked out only while they are open.

use leptos::prelude::*;
use web_sys::{Event, HtmlDetailsElement};

use super::{Page, place};
use crate::ui::components::DataTable;
use crate::ui::components::charts::behind;
use crate::ui::components::table::text_row;
use crate::ui::components::text::hint;
use crate::ui::view::{Contents, handler};
use crate::ui::{count, say, t, words};
use hsmp::assess::programmes::compare::{Dot, plot as dots};
use hsmp::assess::programmes::exchange::Rates;
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::profile::Currency;
use hsmp::quantity::MANAT;
use hsmp::rulebook::programmes::{Length, PROGRAMMES};

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

/// A part that can be opened; what it draws follows what it reads while it is open.
#[component]
pub(super) fn Folded(
    id: &'static str,
    title: Key,
    meaning: Key,
    page: Page,
    /// What is drawn.
    draw: fn(Page) -> AnyView,
    /// What stands before the drawing.
    #[prop(optional)]
    before: Option<AnyView>,
    /// What stands after it.
    #[prop(optional)]
    children: Option<Contents>,
) -> AnyView {
    let open = RwSignal::new(false);
    let look = handler(move |event: Event| open.set(event_target::<HtmlDetailsElement>(&event).open()));
    view! {
        <details class="folded" id=id on:toggle=look>
            <summary>
                <h2>{t(title)}</h2>
            </summary>
            {hint(t(meaning))}
            {before}
            <div>{move || if open.get() { draw(page) } else { ().into_any() }}</div>
            {children.map(|children| children.0)}
        </details>
    }
    .into_any()
}

/// Programmes by what they ask for and how long they last.
#[component]
pub(super) fn Plot(page: Page) -> AnyView {
    let choice = |id: &'static str, incomes: bool, label: Key| {
        let choose = handler(move |_| page.incomes.set(incomes));
        let checked = Signal::derive(move || page.incomes.get() == incomes);
        view! {
            <div class="segment">
                <input type="radio" name="plot" id=id prop:checked=checked on:change=choose/>
                <label for=id>{t(label)}</label>
            </div>
        }
        .into_any()
    };
    let choices = view! {
        <div class="segments no-print">
            {choice("plot-sums", false, key!("programmes-page.plot.sums"))}
            {choice("plot-incomes", true, key!("programmes-page.plot.incomes"))}
        </div>
    };
    view! {
        <Folded
            id="plot"
            title=key!("programmes-page.plot.title")
            meaning=key!("programmes-page.plot.hint")
            before=choices.into_any()
            page
            draw=plot
        />
    }
    .into_any()
}

fn plot(page: Page) -> AnyView {
    let dots = page.state.assessment.with(|all| {
        let rates = Rates::of(&all.profile, all.on);
        page.order.with(|order| dots(order, page.incomes.get(), &rates))
    });
    let end =
        |pick: fn(&Dot) -> i64| dots.iter().min_by_key(|dot| pick(dot)).map_or_else(String::new, |dot| say(&PROGRAMMES[dot.index].asks()));
    let (least, most) = (end(|dot| dot.across), end(|dot| -dot.across));
    let text = Message::new(key!("programmes-page.plot.label")).with("shown", count(dots.len()));
    let text = say(&text.with("least", least.clone()).with("most", most.clone()));
    let line = |(up, length): (i64, Length)| {
        let y = height(up).to_string();
        view! {
            <line x1="0" x2=WIDTH.to_string() y1=y.clone() y2=y></line>
            <text x="4" y=(height(up) - 5).to_string()>
                {say(&length.text())}
            </text>
        }
        .into_any()
    };
    let mut drawn: Vec<AnyView> = RULED.into_iter().map(line).collect();
    let mut rows = Vec::new();
    for dot in &dots {
        let own = &PROGRAMMES[dot.index];
        let (x, y) = (EDGE + dot.across * (WIDTH - 2 * EDGE) / 1000, height(dot.up));
        let (name, cells) = (words().list(&[place(own), own.name]), vec![say(&own.asks()), say(&own.term())]);
        let title = [&name, " – ", &words().list(&cells)].concat();
        let dot = view! {
            <circle class="plot-dot" cx=x.to_string() cy=y.to_string() r="6">
                <title>{title}</title>
            </circle>
        };
        drawn.push(dot.into_any());
        rows.push(text_row("", name, cells));
    }
    let table = view! { <DataTable class="numbers" name=text.clone() is_captioned=true head=Vec::new() rows/> };
    view! {
        <figure class="plot-figure">
            <svg class="plot" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=text>
                {drawn}
            </svg>
            <div class="plot-ends" aria-hidden="true">
                <span>{least}</span>
                <span>{most}</span>
            </div>
        </figure>
        {behind(table.into_any())}
    }
    .into_any()
}

/// What a currency is worth in manat, by which source.
pub(super) fn rates(page: Page) -> AnyView {
    page.state.assessment.with(|all| rates_table(&Rates::of(&all.profile, all.on)))
}

fn rates_table(rates: &Rates<'_>) -> AnyView {
    let manat = rates.worth(MANAT);
    let head = vec![
        key!("profile.exchange.currency"),
        key!("programmes-page.rates.value"),
        key!("programmes-page.rates.day"),
        key!("programmes-page.rates.source"),
    ];
    let mut rows = Vec::new();
    for currency in Currency::ALL.iter().filter(|currency| !matches!(currency, Currency::Azn | Currency::Other)) {
        let found = rates.worth(currency.name()).zip(manat.as_ref()).and_then(|(worth, manat)| Some((worth.in_manat(manat)?, worth)));
        let cells = match found {
            None => vec![t(key!("programmes-page.rates.none")).to_owned(), String::new(), String::new()],
            Some((rate, worth)) => {
                let mut sources: Vec<&str> = Vec::new();
                for cite in worth.cites.iter().chain(manat.iter().flat_map(|manat| &manat.cites)) {
                    let source = t(cite.name());
                    if !sources.contains(&source) {
                        sources.push(source);
                    }
                }
                let source = if worth.own { t(key!("programmes-page.rates.own")).to_owned() } else { words().long_list(&sources) };
                let day = worth.on.into_iter().chain(manat.as_ref().filter(|_| !worth.own).and_then(|manat| manat.on)).min();
                vec![rate.short(), day.map_or_else(String::new, |day| words().date(day)), source]
            }
        };
        rows.push(text_row("", t(currency.label()).to_owned(), cells));
    }
    let name = t(key!("programmes-page.rates.title")).to_owned();
    view! { <DataTable class="numbers" name head rows/> }.into_any()
}
