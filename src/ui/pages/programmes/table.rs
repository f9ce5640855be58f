//! The table: rows and columns on wide screens, cards on phones, from the same elements.

use leptos::prelude::*;

use super::{Page, named, place};
use crate::ui::components::status::{standing, status};
use crate::ui::components::text::{doubt, hint};
use crate::ui::components::why::asking;
use crate::ui::components::{Icon, Symbol};
use crate::ui::view::{handler, keyed_list, live, version};
use crate::ui::{count, say, t};
use hsmp::assess::programmes::view::{MOST_COMPARED, Sort};
use hsmp::assess::programmes::why::{short, why};
use hsmp::assess::programmes::{Match, Verdict};
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::quantity::Tri;
use hsmp::rulebook::Standing;
use hsmp::rulebook::programmes::{Need, PROGRAMMES, Programme};
use hsmp::text::tri;

/// The table. The look of cards takes away the roles that its elements have by themselves.
#[component]
pub(super) fn Programmes(page: Page) -> AnyView {
    let heads: Vec<AnyView> = Sort::ALL.iter().map(|(sort, _, name)| view! { <Head page sort=*sort name=*name/> }.into_any()).collect();
    // All rows as they stand one after another, those that are not shown among them. Where the rows shown
    // follow each other as they should, none has to move.
    let standing = Memo::new(move |before: Option<&Vec<usize>>| {
        let all: Vec<usize> = before.cloned().unwrap_or_else(|| (0..PROGRAMMES.len()).collect());
        page.order.with(|order| {
            if all.iter().filter(|row| order.contains(row)).eq(order) {
                return all.clone();
            }
            order.iter().chain(all.iter().filter(|row| !order.contains(row))).copied().collect()
        })
    });
    let keys = move || standing.with(|rows| rows.iter().map(|row| *row as u64).collect());
    let cut = PROGRAMMES.iter().filter(|own| matches!(own.need, Need::Text(..))).count();
    let cut = Message::new(key!("programmes-page.cut-off")).with("count", count(cut));
    view! {
        <div>
            <table role="table" class="programmes" aria-label=t(key!("programmes-page.table"))>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">
                            <span class="visually-hidden">{t(key!("programmes-page.marks"))}</span>
                        </th>
                        {heads}
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    {keyed_list(keys, move |row| view! { <Line page row=row as usize/> }.into_any())}
                </tbody>
            </table>
            {hint(say(&cut))}
        </div>
    }
    .into_any()
}

/// The head of a column, which puts the rows in its order.
#[component]
fn Head(page: Page, sort: Sort, name: Key) -> AnyView {
    let direction = move || {
        let (now, reverse) = page.sort.get();
        (now == sort).then_some(if reverse { "descending" } else { "ascending" })
    };
    let turn = handler(move |_| page.sort_by(sort));
    view! {
        <th role="columnheader" scope="col" aria-sort=direction>
            <button class="sort" type="button" on:click=turn>
                {t(name)}
            </button>
        </th>
    }
    .into_any()
}

#[component]
fn Line(page: Page, row: usize) -> AnyView {
    let programme = &PROGRAMMES[row];
    let cells: [Message; 4] = [programme.asks(), programme.term(), tri(programme.dependants.into()).into(), programme.citizenship.text()];
    let label = |column: usize| say(&Message::new(key!("programmes-page.label")).with("name", Sort::ALL[column].2));
    let cells = cells.into_iter().enumerate().map(|(column, text)| {
        view! {
            <td role="cell" data-label=label(column + 2)>
                {say(&text)}
            </td>
        }
        .into_any()
    });
    let changed = version(move || page.found.with(|found| found.get(row).map(stands)));
    let stands = move || {
        changed.track();
        let view = page.found.with_untracked(|found| found.get(row).map(stands)).map(|(verdict, short)| {
            let short = (!short.is_empty()).then(|| view! { <span class="short">{short}</span> }.into_any());
            view! {
                {verdict_status(verdict)}
                {short}
            }
            .into_any()
        });
        view.into_any()
    };
    let ask = handler(move |_| {
        let step = page.state.assessment.with_untracked(|all| page.found.with_untracked(|found| found.get(row).map(|one| why(all, one))));
        page.state.why.set(step);
    });
    view! {
        <tr role="row" hidden=move || page.order.with(|order| !order.contains(&row))>
            <Marks page row/>
            <Name programme/>
            <td role="cell" data-label=label(1)>
                <span>{move || stands()}</span>
                "\u{a0}"
                {asking(named(key!("programmes-page.why"), programme), ask)}
            </td>
            {cells.collect::<Vec<_>>()}
        </tr>
    }
    .into_any()
}

/// The star, and the box that puts a programme beside others.
#[component]
fn Marks(page: Page, row: usize) -> AnyView {
    let programme = &PROGRAMMES[row];
    let is_marked = move || page.has.with(|has| has.get(row).is_some_and(|has| has & 8 != 0));
    let is_beside = Signal::derive(move || page.compare.with(|compare| compare.contains(&row)));
    let is_full = move || page.compare.with(Vec::len) >= MOST_COMPARED && !is_beside.get();
    let mark = handler(move |_| page.mark(programme));
    let put = handler(move |_| page.put_beside(row));
    view! {
        <td role="cell" class="marks">
            <button
                class="star"
                type="button"
                value=format!("m{row}")
                aria-label=named(key!("programmes-page.mark"), programme)
                aria-pressed=live(move || is_marked().to_string())
                on:click=mark
            >
                <Icon symbol=Symbol::Star/>
            </button>
            <label class="beside-choice">
                <input
                    type="checkbox"
                    value=format!("b{row}")
                    aria-label=named(key!("programmes-page.beside"), programme)
                    prop:checked=is_beside
                    disabled=is_full
                    on:change=put
                />
                <span aria-hidden="true">{t(key!("programmes-page.compare.short"))}</span>
            </label>
        </td>
    }
    .into_any()
}

#[component]
fn Name(programme: &'static Programme) -> AnyView {
    let known = (programme.standing != Standing::Claimed).then(|| standing(programme.standing));
    let notes = (!programme.notes().is_empty()).then(|| {
        let notes: Vec<AnyView> = programme.notes().iter().map(|note| doubt(t(*note))).collect();
        view! {
            <details open=true>
                <summary>{t(key!("programmes-page.law"))}</summary>
                {notes}
            </details>
        }
        .into_any()
    });
    view! {
        <th role="rowheader" scope="row">
            <span class="programme-place">{place(programme)} " · " {t(programme.kind.label())}</span>
            <span class="programme-name" lang="en">
                {programme.name}
            </span>
            {known}
            {notes}
        </th>
    }
    .into_any()
}

/// How a programme stands, and what is short; or that it is enough by rates of exchange.
fn stands(one: &Match) -> (Verdict, String) {
    let by_rates = one.verdict == Verdict::Meets && one.is_by_rates();
    (one.verdict, if by_rates { t(key!("programmes.by-rates")).to_owned() } else { missing(one) })
}

/// What is short, in words.
pub(super) fn missing(one: &Match) -> String {
    one.short().map_or_else(String::new, |(sum, compared)| say(&short(sum, compared)))
}

pub(super) fn verdict_status(verdict: Verdict) -> AnyView {
    let met = match verdict {
        Verdict::Meets => Tri::Yes,
        Verdict::Open => Tri::Unknown,
        Verdict::DoesNot => Tri::No,
    };
    status(met, [Verdict::Meets.label(), Verdict::DoesNot.label(), Verdict::Open.label()])
}
