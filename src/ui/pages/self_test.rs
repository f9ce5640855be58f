use crate::examples::{Difference, Report, Unreadable, check, files};
use crate::key;
use crate::message::{Key, Message};
use crate::quantity::Tri;
use crate::ui::components::{Table, status};
use crate::ui::dom::{El, button, el, p};
use crate::ui::{State, count, figure, t, words};

const NAMES: [Key; 3] = [key!("self-test.passed"), key!("self-test.failed"), key!("status.open")];

/// Runs the worked examples in this very browser. They are loaded only by a start on this page:
/// they are not needed otherwise, and after the start nothing can be loaded.
#[inline(never)]
pub fn self_test(state: State, examples: Option<&str>) -> Vec<El> {
    let Some(examples) = examples else {
        return vec![
            p("lead", key!("self-test.lead")),
            button("button primary", key!("self-test.run"), move |_| state.reload(words().language(), true)),
        ];
    };
    let profile = |name: &str| files(examples).find(|(known, _)| *known == name).map(|(_, text)| text.to_owned());
    let tables = files(examples).filter(|(name, _)| name.ends_with(".csv"));
    let reports: Vec<(&str, Result<Report, Unreadable>)> = tables.map(|(name, text)| (name, check(name, text, &profile))).collect();
    let total = |part: fn(&Report) -> usize| count(reports.iter().filter_map(|(_, report)| report.as_ref().ok()).map(part).sum());
    let (passed, failed) = (total(|report| report.passed), total(|report| report.failed));
    let right = Tri::from(failed == 0 && passed > 0 && reports.iter().all(|(_, report)| report.is_ok()));
    let result = Message::new(key!("self-test.result")).with("passed", passed).with("failed", failed);
    let line = el("p.verdict-line").child(status(right, NAMES)).text(" ").child(el("span").id("self-test-result").say(&result));
    let table = Table::new().head(&[t(key!("self-test.file")), t(key!("self-test.rows-right")), t(key!("self-test.rows-wrong"))]);
    let table = reports.iter().fold(table, |table, (name, report)| table.row("", el("code").text(name), row(report)));
    vec![line, p("lead", key!("self-test.lead")), table.done("numbers", t(key!("page.title.self-test")))]
}

fn row(report: &Result<Report, Unreadable>) -> [El; 2] {
    let difference = |difference: &Difference| {
        let message = Message::new(key!("self-test.difference"))
            .with("line", count(difference.line))
            .with("column", difference.column.to_owned())
            .with("expected", difference.expected.clone())
            .with("got", difference.got.clone());
        el("li").say(&message)
    };
    match report {
        Ok(report) => {
            let list = el("ul.plain").children(report.differences.iter().map(difference));
            [el("span").text(&figure(count(report.passed))), el("div").text(&figure(count(report.failed))).child(list)]
        }
        Err(_) => [el("span").text("0"), p("", key!("self-test.unreadable"))],
    }
}
