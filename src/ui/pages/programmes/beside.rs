//! Two to five programmes side by side.

use leptos::prelude::*;

use super::super::Part;
use super::table::{missing, verdict_status};
use super::{Page, named, place};
use crate::ui::components::status::standing;
use crate::ui::components::table::{Row, row};
use crate::ui::components::{DataTable, Spoken, Tick};
use crate::ui::view::{handler, live};
use crate::ui::{browser, say, t};
use hsmp::assess::programmes::Match;
use hsmp::assess::programmes::compare::{Measure, is_worse};
use hsmp::assess::programmes::exchange::Rates;
use hsmp::assess::programmes::view::{MOST_COMPARED, Sort};
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::rulebook::programmes::PROGRAMMES;
use hsmp::text::tri;

/// The programmes that were chosen, a column each, and which of them are worse than another.
#[component]
pub(super) fn Beside(page: Page) -> AnyView {
    let Page { compare, spared, .. } = page;
    let own = PROGRAMMES.iter().position(|own| own.is_hsmp()).unwrap_or(0);
    let has_own = Signal::derive(move || compare.with(|compare| compare.contains(&own)));
    let is_full = Signal::derive(move || compare.with(Vec::len) >= MOST_COMPARED && !has_own.get());
    let put = handler(move |_| page.put_beside(own));
    // The last columns of the table are the measures.
    let measure = |(number, (_, name, label)): (usize, &(Sort, &'static str, Key))| {
        let label = *label;
        let checked = Signal::derive(move || spared.get() & 1 << number == 0);
        let change = handler(move |_| spared.update(|spared| *spared ^= 1 << number));
        view! {
            <Tick id=["compare-", name].concat() checked change>
                {t(label)}
            </Tick>
        }
        .into_any()
    };
    let measures: Vec<AnyView> = Sort::ALL[2..].iter().enumerate().map(measure).collect();
    let chosen = move |draw: &dyn Fn(&[&Match]) -> AnyView| {
        compare.with(|compare| {
            page.found.with(|found| {
                let chosen: Vec<&Match> = compare.iter().filter_map(|row| found.get(*row)).collect();
                draw(&chosen)
            })
        })
    };
    let table =
        move || chosen(&|chosen| if chosen.is_empty() { ().into_any() } else { compare.with(|rows| side_by_side(page, rows, chosen)) });
    let told = move || {
        chosen(&|chosen| {
            if chosen.len() < 2 {
                return ().into_any();
            }
            page.state.assessment.with(|all| worse(chosen, spared.get(), &Rates::of(&all.profile, all.on)).into_any())
        })
    };
    // What is told follows what is chosen, too, not only the answers.
    let marks =
        live(move || compare.with(|rows| rows.iter().fold(spared.get().to_string(), |marks, row| [marks, row.to_string()].join(","))));
    view! {
        <Part
            id="compare"
            title=key!("programmes-page.compare.title")
            hidden=Signal::derive(move || compare.with(Vec::is_empty))
        >
            <Tick id="compare-hsmp".to_owned() class="tick no-print" checked=has_own disabled=is_full change=put>
                {t(key!("programmes-page.compare.hsmp"))}
            </Tick>
            <div>{move || table()}</div>
            <div class="no-print" hidden=move || compare.with(Vec::len) < 2>
                <fieldset class="field programmes-on">
                    <legend>{t(key!("programmes-page.compare.on"))}</legend>
                    {measures}
                </fieldset>
            </div>
            <div id="compare-told">{move || told()}</div>
            <Spoken of="compare-told" with=marks/>
        </Part>
    }
    .into_any()
}

/// What a row is about, and how its cells are made.
type Cell = (Key, fn(&Match) -> String);

/// A row a column of the table, a column a programme; rows that differ are marked.
fn side_by_side(page: Page, numbers: &[usize], chosen: &[&Match]) -> AnyView {
    let name = |(one, number): (&&Match, &usize)| {
        let number = *number;
        let remove = handler(move |_| {
            page.put_beside(number);
            browser::focus("compare");
        });
        view! {
            <th scope="col">
                <span class="programme-place">{place(one.programme)}</span>
                <span class="programme-name" lang="en">
                    {one.programme.name}
                </span>
                <button
                    class="button quiet no-print"
                    type="button"
                    aria-label=named(key!("programmes-page.compare.take-away"), one.programme)
                    on:click=remove
                >
                    {t(key!("programmes-page.compare.remove"))}
                </button>
            </th>
        }
        .into_any()
    };
    let names: Vec<AnyView> = chosen.iter().zip(numbers).map(name).collect();
    let names = view! {
        <tr>
            <td></td>
            {names}
        </tr>
    };
    let verdicts = chosen.iter().map(|one| verdict_status(one.verdict));
    let mut rows = vec![Row::Drawn(names.into_any()), row("", t(key!("programmes-page.column.match")).into_any(), verdicts.collect())];
    let lines: [Cell; 7] = [
        (key!("programmes-page.column.short"), missing),
        (key!("programmes-page.column.sum"), |one| say(&one.programme.asks())),
        (key!("programmes-page.column.term"), |one| say(&one.programme.term())),
        (key!("programmes-page.column.family"), |one| t(tri(one.programme.dependants.into())).to_owned()),
        (key!("programmes-page.column.citizenship"), |one| say(&one.programme.citizenship.text())),
        (key!("programmes-page.column.kind"), |one| t(one.programme.kind.label()).to_owned()),
        (key!("programmes-page.law"), |one| one.programme.notes().iter().map(|note| t(*note)).collect::<Vec<_>>().join(" ")),
    ];
    for (name, cell) in lines {
        let cells: Vec<String> = chosen.iter().map(|one| cell(one)).collect();
        if cells.iter().all(String::is_empty) {
            continue;
        }
        let differs = cells.iter().any(|cell| Some(cell) != cells.first());
        let mark = differs.then(|| view! { <span class="differs">{t(key!("programmes-page.compare.differs"))}</span> }.into_any());
        let head = view! { <span>{t(name)} " " {mark}</span> };
        rows.push(row(if differs { "differing" } else { "" }, head.into_any(), cells.into_iter().map(IntoAny::into_any).collect()));
    }
    let sure = chosen.iter().map(|one| standing(one.programme.standing));
    rows.push(row("", t(key!("programmes-page.column.source")).into_any(), sure.collect()));
    view! { <DataTable class="beside" name=t(key!("programmes-page.compare.table")).to_owned() head=Vec::new() rows/> }.into_any()
}

/// Which of them are worse than another on everything chosen.
fn worse(chosen: &[&Match], spared: u32, rates: &Rates<'_>) -> Vec<AnyView> {
    let line = |class: &'static str, text: String| view! { <p class=class>{text}</p> }.into_any();
    let measures: Vec<Measure> =
        Measure::ALL.into_iter().enumerate().filter(|(number, _)| spared & 1 << number == 0).map(|(_, measure)| measure).collect();
    if measures.is_empty() {
        return vec![line("hint", t(key!("programmes-page.compare.choose")).to_owned())];
    }
    let name = |one: &Match| [one.programme.name, " (", place(one.programme), ")"].concat();
    let mut lines = Vec::new();
    let mut is_known = true;
    for one in chosen {
        let mut better = None;
        for than in chosen.iter().filter(|than| than.programme != one.programme) {
            match is_worse(one.programme, than.programme, &measures, rates) {
                None => is_known = false,
                Some(true) => better = better.or(Some(than)),
                Some(false) => {}
            }
        }
        if let Some(than) = better {
            let text = Message::new(key!("programmes-page.compare.worse")).with("name", name(one)).with("than", name(than));
            lines.push(line("", say(&text)));
        }
    }
    if !is_known {
        lines.push(line("hint", t(key!("programmes-page.compare.unknown")).to_owned()));
    } else if lines.is_empty() {
        lines.push(line("hint", t(key!("programmes-page.compare.not-worse")).to_owned()));
    }
    lines
}
