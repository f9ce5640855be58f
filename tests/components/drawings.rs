//! The drawings say in words and in tables what they show.

use hsmp::assess::Assessment;
use hsmp::key;
use hsmp::quantity::{Interval, Tri};
use hsmp::rulebook::Standing;
use hsmp_app::ui::components::charts::points_in_full;
use hsmp_app::ui::components::status::{fact, standing, status};
use hsmp_app::ui::components::summary::answers;
use hsmp_app::ui::components::year::{Strip, year_strip};
use hsmp_app::ui::components::{Summary, verdict_line};
use hsmp_app::ui::{figure, t};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::mount;

const ENGINEER: &str = include_str!("../../examples/profiles/engineer.json");

/// Who does not see the bar hears the same, and finds every criterion in the table.
#[wasm_bindgen_test]
fn the_points_bar_is_an_image_with_a_name_and_a_table() {
    let page = mount(ENGINEER, |state| state.assessment.with_untracked(|all| points_in_full(&all.points)));
    let points = page.state.assessment.with_untracked(|all| all.points.clone());
    let Interval { low, high } = points.total;
    assert_eq!(page.attribute("svg.bar", "role").as_deref(), Some("img"));
    assert_eq!(page.attribute("svg.bar", "aria-label").unwrap(), format!("{low} to {high} of 100 points, pass mark 70"));
    // Ten units of the drawing are a point: solid up to the least, hatched up to the most, a line at the mark.
    let number = |selector: &str, name: &str| page.attribute(selector, name).unwrap().parse::<i32>().unwrap();
    assert_eq!((number(".bar .bar-low", "x"), number(".bar .bar-low", "width")), (0, low * 10));
    assert_eq!((number(".bar .bar-high", "x"), number(".bar .bar-high", "width")), (low * 10, (high - low) * 10));
    assert_eq!(number(".bar .bar-mark", "x1"), 700);

    let mut rows = Vec::new();
    for share in &points.shares {
        rows.extend([t(share.criterion.name()).to_owned(), figure(share.points.low), figure(share.points.high), figure(share.maximum)]);
    }
    rows.extend([t(key!("points.total")).to_owned(), figure(low), figure(high), figure(points.scale)]);
    assert_eq!(page.texts("tbody th, tbody td"), rows);
    assert_eq!(page.count("th[scope=col]"), 4);
    assert_eq!(page.count("th[scope=row]"), u32::try_from(points.shares.len()).unwrap() + 1);
}

/// The year says how many days, month by month, past apart from planned.
#[wasm_bindgen_test]
fn the_year_strip_is_an_image_with_a_name_and_a_table() {
    let page = mount(ENGINEER, |state| {
        let today = state.today.get_untracked();
        let strip = move |all: &Assessment| all.residency.as_ref().ok().map(|residency| Strip::of(residency, today));
        year_strip(Memo::new(move |_| state.assessment.with(strip)))
    });
    let residency = page.state.assessment.with_untracked(|all| all.residency.clone().unwrap());
    let label = format!("Days in Azerbaijan in 2026: {}", figure(residency.outcome.days));
    // Months and their days are text around the drawing, not in it.
    assert_eq!(
        (page.count("svg text"), page.texts(".strip-months span").len(), page.texts(".strip-counts span")[0].as_str()),
        (0, 12, "20")
    );
    assert_eq!((page.attribute("svg", "role").as_deref(), page.attribute("svg", "aria-label")), (Some("img"), Some(label)));
    assert_eq!(page.count("tbody tr"), 13);
    let cells = page.texts("tbody tr:nth-child(1) th, tbody tr:nth-child(1) td");
    // 12 to 31 January, both days counted; on 1 June all of them are past.
    assert_eq!(cells, ["January", "20", "0"]);
    assert_eq!(page.texts("tbody tr:nth-child(8) td")[0], "0", "August is still to come");
    assert!(page.count(".day-past") > 0 && page.count(".day-planned[fill]") > 0 && page.count(".day-today") == 1);
}

/// Shape and word, not colour alone.
#[wasm_bindgen_test]
fn a_status_is_a_word_with_a_shape() {
    let names = [key!("status.met"), key!("status.not-met"), key!("status.open")];
    for (state, word) in [(Tri::Yes, "Met"), (Tri::No, "Not met"), (Tri::Unknown, "Not known yet")] {
        let page = mount(r#"{"schema":1}"#, move |_| status(state, names));
        assert_eq!((page.text(".status").as_str(), page.count(".status svg[aria-hidden=true]")), (word, 1));
    }
    let shapes =
        [Tri::Yes, Tri::No, Tri::Unknown].map(move |state| mount(r#"{"schema":1}"#, move |_| status(state, names)).attribute("path", "d"));
    assert!(shapes[0] != shapes[1] && shapes[1] != shapes[2] && shapes[0] != shapes[2]);
}

/// Being a resident is neither good nor bad: no tick, no cross.
#[wasm_bindgen_test]
fn a_mere_fact_is_not_judged() {
    let names = [key!("status.resident"), key!("status.non-resident"), key!("status.open")];
    for (state, word) in [(Tri::Yes, "Resident"), (Tri::No, "Non-resident")] {
        let page = mount(r#"{"schema":1}"#, move |_| fact(state, names));
        assert_eq!((page.text(".status.fact").as_str(), page.count("svg")), (word, 0));
    }
}

/// How far a statement can be relied on is a word too.
#[wasm_bindgen_test]
fn each_standing_has_its_own_word() {
    let all = [Standing::Law, Standing::Reported, Standing::Professional, Standing::Claimed, Standing::Assumption];
    let page = mount(r#"{"schema":1}"#, move |_| view! { <p>{all.map(standing)}</p> }.into_any());
    assert_eq!(page.texts(".standing"), ["Law", "Reported", "Professional", "Claimed", "Our assumption"]);
}

/// What stands first follows every answer.
#[wasm_bindgen_test]
async fn the_summary_follows_the_answers() {
    let page = mount(r#"{"schema":1}"#, |state| {
        view! {
            <div>
                <Summary/>
                {answers(state)}
            </div>
        }
        .into_any()
    });
    // Marked in words as resting on our assumptions.
    let verdict = |page: &crate::support::Mounted| {
        page.state.assessment.with_untracked(|all| format!("{} {}", verdict_line(&all.points), t(key!("standing.assumption"))))
    };
    let said = |page: &crate::support::Mounted| page.text(".verdict-line").split_whitespace().collect::<Vec<_>>().join(" ");
    let first = said(&page);
    assert_eq!(first, verdict(&page));
    page.state.replace(hsmp::profile::Document::parse(ENGINEER).unwrap());
    page.until("the verdict changed", |page| said(page) != first).await;
    assert_eq!(said(&page), verdict(&page));
    let [met, not, open] = page.state.assessment.with_untracked(|all| all.eligibility.counts());
    assert!(page.text(".answers").contains(&format!("{met} met, {not} not met, {open} not known yet")));
    let net = page.state.assessment.with_untracked(|all| all.pay.as_ref().unwrap().payslip.net.unwrap());
    assert!(page.text(".answers").contains(&format!("{} a month", figure(net))));
}
