use leptos::prelude::*;

use crate::ui::components::DataTable;
use crate::ui::components::button;
use crate::ui::components::status::status;
use crate::ui::components::table::row;
use crate::ui::components::text::{lead, paragraph};
use crate::ui::view::handler;
use crate::ui::{State, count, figure, say, t, words};
use hsmp::examples::{Difference, Report, Unreadable, check, files};
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::quantity::Tri;

const NAMES: [Key; 3] = [key!("checks-page.passed"), key!("checks-page.failed"), key!("status.open")];

/// The worked examples, where they were loaded with the page: a context of the application.
#[derive(Clone)]
pub struct Examples(pub Option<String>);

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
    let reports: Vec<(&str, Result<Report, Unreadable>)> = files(&examples).map(|(name, text)| (name, check(name, text))).collect();
    let total = |part: fn(&Report) -> usize| count(reports.iter().filter_map(|(_, report)| report.as_ref().ok()).map(part).sum());
    let (passed, failed) = (total(|report| report.passed), total(|report| report.failed));
    let right = Tri::from(failed == 0 && passed > 0 && reports.iter().all(|(_, report)| report.is_ok()));
    let result = Message::new(key!("checks-page.result")).with("passed", passed).with("failed", failed);
    let line = |(name, report): &(&str, Result<Report, Unreadable>)| {
        let name = (*name).to_owned();
        row("", view! { <code>{name}</code> }.into_any(), cells(report))
    };
    let rows = reports.iter().map(line).collect();
    let head = vec![key!("checks-page.file"), key!("checks-page.rows-right"), key!("checks-page.rows-wrong")];
    view! {
        <p class="verdict-line">
            {status(right, NAMES)}
            " "
            <span id="self-test-result">{say(&result)}</span>
        </p>
        {lead(t(key!("checks-page.lead")))}
        <DataTable class="numbers" name=t(key!("page.title.checks")).to_owned() head rows/>
    }
    .into_any()
}

fn cells(report: &Result<Report, Unreadable>) -> Vec<AnyView> {
    let difference = |difference: &Difference| {
        let message = Message::new(key!("checks-page.difference"))
            .with("line", count(difference.line))
            .with("column", difference.column.to_owned())
            .with("expected", difference.expected.clone())
            .with("got", difference.got.clone());
        view! { <li>{say(&message)}</li> }.into_any()
    };
    match report {
        Ok(report) => {
            let list: Vec<AnyView> = report.differences.iter().map(difference).collect();
            let failed = view! {
                <div>
                    {figure(count(report.failed))}
                    <ul class="plain">{list}</ul>
                </div>
            };
            vec![figure(count(report.passed)).into_any(), failed.into_any()]
        }
        Err(_) => vec!["0".into_any(), paragraph(t(key!("checks-page.unreadable")))],
    }
}
