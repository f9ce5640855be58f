//! What is asked about a table that does not say it itself.

use leptos::prelude::*;
use web_sys::Event;

use super::Table;
use crate::ui::components::text::hint;
use crate::ui::view::{anew, handler, live};
use crate::ui::{count, figure, say, t};
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::profile::{CodePage, Order, Places, Stay, Undecided};
use hsmp::quantity::Date;

/// Whether the day or the month stands first, with a date of the list in both readings.
pub(super) fn order(table: Table) -> AnyView {
    let date = move || table.found.with(|found| found.undecided.clone());
    anew(date, move |date| date.map_or(().into_any(), |date| order_of(table, &date)))
}

fn order_of(table: Table, date: &Undecided) -> AnyView {
    let option = |id: &'static str, order: Order, date: Date, text: Key| {
        let is_chosen = Signal::derive(move || table.answers.with(|answers| answers.order == Some(order)));
        let choose = handler(move |_| table.answer(|answers| answers.order = Some(order)));
        view! {
            <div class="choice">
                <input type="radio" name="stays-order" id=id prop:checked=is_chosen on:change=choose/>
                <label for=id>
                    <span class="choice-name">{figure(date)}</span>
                    <span class="hint">{t(text)}</span>
                </label>
            </div>
        }
        .into_any()
    };
    let title = Message::new(key!("import.order.title")).with("text", date.text.clone()).with("number", count(date.number));
    view! {
        <fieldset class="choices">
            <legend>{say(&title)}</legend>
            {option("stays-day-first", Order::DayFirst, date.day_first, key!("import.order.day-first"))}
            {option("stays-month-first", Order::MonthFirst, date.month_first, key!("import.order.month-first"))}
        </fieldset>
    }
    .into_any()
}

/// Which column is which, over the first lines of the table.
pub(super) fn columns(table: Table) -> AnyView {
    let rows = move || table.found.with(|found| found.asked.as_ref().map(|asked| asked.rows.clone()));
    anew(rows, move |rows| {
        let Some(rows) = rows else { return ().into_any() };
        let width = rows.first().map_or(0, Vec::len);
        let columns: Vec<AnyView> = (0..width).map(|place| column(table, place, &rows)).collect();
        view! {
            <fieldset class="columns-asked">
                <legend>{t(key!("import.columns.title"))}</legend>
                {hint(t(key!("import.columns.hint")))}
                {columns}
            </fieldset>
        }
        .into_any()
    })
}

/// What a column of the table is: one of ours, or not used.
fn column(table: Table, place: usize, rows: &[Vec<String>]) -> AnyView {
    let own = move || table.found.with(|found| found.asked.as_ref().and_then(|asked| role(asked.places, place)));
    let choose = handler(move |event: Event| {
        let chosen = event_target_value(&event).parse::<usize>().ok();
        let places = table.found.with_untracked(|found| found.asked.as_ref().map(|asked| asked.places));
        let mut places = places.unwrap_or_default();
        places.iter_mut().filter(|other| **other == Some(place)).for_each(|other| *other = None);
        if let Some(own) = chosen.and_then(|chosen| places.get_mut(chosen)) {
            *own = Some(place);
        }
        table.answer(|answers| answers.places = Some(places));
    });
    let cells: Vec<&str> = rows.iter().filter_map(|row| row.get(place)).map(String::as_str).filter(|cell| !cell.is_empty()).collect();
    let name = Message::new(key!("import.columns.place")).with("number", count(place + 1)).with("text", cells.join(" · "));
    let id = format!("stays-column-{place}");
    let option = |column: Option<usize>, text: Key| {
        let value = column.map(|column| column.to_string()).unwrap_or_default();
        view! {
            <option value=value selected=column == untrack(own)>
                {t(text)}
            </option>
        }
        .into_any()
    };
    let labels = [Stay::COUNTRY, Stay::FROM, Stay::TO, Stay::PURPOSE].map(|slot| slot.label());
    let options: Vec<AnyView> = labels.into_iter().enumerate().map(|(column, label)| option(Some(column), label)).collect();
    view! {
        <div class="field">
            <label for=id.clone()>{say(&name)}</label>
            <select
                class="input"
                id=id
                autocomplete="off"
                prop:value=live(move || own().map(|own| own.to_string()).unwrap_or_default())
                on:change=choose
            >
                {option(None, key!("import.columns.unused"))}
                {options}
            </select>
        </div>
    }
    .into_any()
}

/// Which of our columns stands in a place.
fn role(places: Places, place: usize) -> Option<usize> {
    places.iter().position(|own| *own == Some(place))
}

/// In which code page the file was read, if it is not Unicode, and the others.
pub(super) fn code_page(table: Table) -> AnyView {
    let said = live(move || {
        table.page.get().map(|page| say(&Message::new(key!("import.read-as-said")).with("name", page.label()))).unwrap_or_default()
    });
    let choose = handler(move |event: Event| {
        if let Some(page) = CodePage::named(&event_target_value(&event)) {
            table.read_file(Some(page));
        }
    });
    let option = |page: &CodePage| view! { <option value=page.name()>{t(page.label())}</option> }.into_any();
    let options: Vec<AnyView> = CodePage::ALL.iter().map(option).collect();
    view! {
        <div class="field" hidden=move || table.page.with(Option::is_none)>
            <p role="status">{said}</p>
            <label for="stays-code-page">{t(key!("import.read-as"))}</label>
            <select
                class="input"
                id="stays-code-page"
                autocomplete="off"
                prop:value=live(move || table.page.get().map_or("", CodePage::name))
                on:change=choose
            >
                {options}
            </select>
        </div>
    }
    .into_any()
}
