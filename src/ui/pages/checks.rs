use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::ui::components::status::status;
use crate::ui::components::text::{hint, lead, paragraph};
use crate::ui::components::{MOST_ROWS_DRAWN, Pager, button};
use crate::ui::view::{dynamic, handler};
use crate::ui::{State, browser, count, say, t, titled, words};
use hsmp::examples::{Checked, Difference, Report, Unreadable, check, files};
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::quantity::Tri;

const NAMES: [Key; 3] = [key!("checks-page.passed"), key!("checks-page.failed"), key!("status.open")];

/// The worked examples, where they were loaded with the page: a context of the application.
#[derive(Clone)]
pub struct Examples(pub Option<String>);

/// A file of examples and what came of it.
type Ran<'a> = (&'a str, Result<Report, Unreadable>);

/// Runs the worked examples in this very browser. They are loaded only by a start on this page:
/// they are not needed otherwise, and after the start nothing can be loaded.
pub fn checks(state: State) -> AnyView {
    let Some(Examples(Some(examples))) = use_context::<Examples>() else {
        let run = handler(move |_| state.reload(words().language(), true));
        return view! {
            {lead(t(key!("checks-page.lead")))}
            {button("button primary", t(key!("checks-page.run")), run)}
        }
        .into_any();
    };
    let began = browser::milliseconds();
    let ran: Vec<Ran<'_>> = files(&examples).map(|(name, text)| (name, check(name, text))).collect();
    let took = i64::from(browser::milliseconds().saturating_sub(began));
    let reports = || ran.iter().filter_map(|(_, report)| report.as_ref().ok());
    let (passed, failed) = (count(reports().map(|report| report.passed).sum()), count(reports().map(|report| report.failed).sum()));
    let right = Tri::from(failed == 0 && passed > 0 && ran.iter().all(|(_, report)| report.is_ok()));
    let result = Message::new(key!("checks-page.result")).with("passed", passed).with("failed", failed);
    let took = Message::new(key!("checks-page.took")).with("time", took);
    let wrong = wrong(&ran);
    let areas = by_area(ran).into_iter().map(|(area, files)| one_area(&area, files)).collect::<Vec<_>>();
    view! {
        <p class="verdict-line">
            {status(right, NAMES)}
            " "
            <span id="self-test-result">{say(&result)}</span>
        </p>
        {hint(say(&took))}
        {lead(t(key!("checks-page.lead")))}
        {wrong}
        <div>{areas}</div>
    }
    .into_any()
}

/// What differs, and the files that cannot be read, before everything else.
fn wrong(ran: &[Ran<'_>]) -> Option<AnyView> {
    let unreadable = ran.iter().filter(|(_, report)| report.is_err());
    let unreadable: Vec<AnyView> = unreadable.map(|(name, _)| paragraph(titled(name, t(key!("checks-page.unreadable"))))).collect();
    let rows = ran.iter().filter_map(|(name, report)| Some((name, report.as_ref().ok()?)));
    let rows = rows.flat_map(|(name, report)| report.rows.iter().map(|row| ((*name).to_owned(), row.clone())));
    let rows: Vec<(String, Checked)> = rows.filter(|(_, row)| !row.differences.is_empty()).collect();
    (!rows.is_empty() || !unreadable.is_empty()).then(|| {
        view! {
            <section>
                <h2>{t(key!("checks-page.failed"))}</h2>
                {unreadable}
                {in_parts(rows)}
            </section>
        }
        .into_any()
    })
}

/// The files by their folders, in the order they come.
fn by_area(ran: Vec<Ran<'_>>) -> Vec<(String, Vec<Ran<'_>>)> {
    let mut areas: Vec<(String, Vec<Ran<'_>>)> = Vec::new();
    for (path, report) in ran {
        let (area, file) = path.split_once('/').unwrap_or(("", path));
        match areas.last_mut().filter(|(known, _)| known == area) {
            Some((_, files)) => files.push((file, report)),
            None => areas.push((area.to_owned(), vec![(file, report)])),
        }
    }
    areas
}

/// What the examples of a folder are about.
fn area_name(area: &str) -> Option<Key> {
    Some(match area {
        "dates" => key!("checks-page.dates"),
        "pay" => key!("page.pay"),
        "permits" => key!("page.permits"),
        "plan" => key!("page.timeline"),
        "points" => key!("page.points"),
        "programmes" => key!("page.programmes"),
        "residence" => key!("page.tax-residence"),
        "tax" => key!("group.tax"),
        _ => return None,
    })
}

fn one_area(area: &str, files: Vec<Ran<'_>>) -> AnyView {
    let name = area_name(area).map_or_else(|| area.to_owned(), |name| t(name).to_owned());
    let reports = || files.iter().filter_map(|(_, report)| report.as_ref().ok());
    let counts = counts(reports().map(|report| report.passed).sum(), reports().map(|report| report.failed).sum());
    let files: Vec<AnyView> = files.into_iter().filter_map(|(name, report)| Some(one_file(name, report.ok()?))).collect();
    view! {
        <section class="checks-area">
            <h2>{name}</h2>
            {paragraph(counts)}
            {files}
        </section>
    }
    .into_any()
}

fn counts(passed: usize, failed: usize) -> String {
    say(&Message::new(key!("checks-page.result")).with("passed", count(passed)).with("failed", count(failed)))
}

/// A file, folded. Its rows are drawn when it is opened: all of them at once would take a phone minutes.
fn one_file(name: &str, report: Report) -> AnyView {
    let is_open = RwSignal::new(false);
    let toggle = handler(move |event: web_sys::Event| {
        let details = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlDetailsElement>().ok());
        is_open.set(details.is_some_and(|details| details.open()));
    });
    let counts = counts(report.passed, report.failed);
    let rows = StoredValue::new(report.rows);
    let contents =
        dynamic(move || is_open.get().then(|| in_parts(rows.get_value().into_iter().map(|row| (String::new(), row)).collect())).into_any());
    view! {
        <details class="folded" on:toggle=toggle>
            <summary>
                <code>{name.to_owned()}</code>
                " "
                <span class="hint">{counts}</span>
            </summary>
            {contents}
        </details>
    }
    .into_any()
}

/// Rows, a part at a time.
fn in_parts(rows: Vec<(String, Checked)>) -> AnyView {
    let length = rows.len();
    let rows = StoredValue::new(rows);
    let pager = Pager::new(Memo::new(move |_| length), MOST_ROWS_DRAWN);
    let list = dynamic(move || {
        let range = pager.range();
        let list: Vec<AnyView> = rows.with_value(|rows| rows[range].iter().map(|(file, row)| one_row(file, row)).collect());
        view! { <ol class="plain checks-rows">{list}</ol> }.into_any()
    });
    view! {
        <div>
            {list}
            {pager.view()}
        </div>
    }
    .into_any()
}

/// A row: why it must be so, what goes in and what comes out, and where it differs.
fn one_row(file: &str, row: &Checked) -> AnyView {
    let line = say(&Message::new(key!("checks-page.line")).with("line", count(row.line)));
    let line = if file.is_empty() { line } else { titled(file, &line) };
    let cells = row.cells.iter().map(|(name, cell)| format!("{name} {cell}")).collect::<Vec<_>>().join(" · ");
    let difference = |difference: &Difference| {
        let message = Message::new(key!("checks-page.difference"))
            .with("line", count(difference.line))
            .with("column", difference.column.to_owned())
            .with("expected", difference.expected.clone())
            .with("got", difference.got.clone());
        view! { <li>{say(&message)}</li> }.into_any()
    };
    let differences: Vec<AnyView> = row.differences.iter().map(difference).collect();
    let differences = (!differences.is_empty()).then(|| view! { <ul class="doubt">{differences}</ul> }.into_any());
    view! {
        <li>
            <p class="hint">{line}</p>
            <p lang="en">{row.source.clone()}</p>
            <p translate="no">
                <code>{cells}</code>
            </p>
            {differences}
        </li>
    }
    .into_any()
}
