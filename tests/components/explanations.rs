//! "Why?" opens the reasons of a figure, down to rules and sources.

use hsmp::key;
use hsmp_app::ui::components::WhyDialog;
use hsmp_app::ui::components::why::why_button;
use hsmp_app::ui::{State, pages, t};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlDialogElement;

use crate::support::{Mounted, mount};

const ENGINEER: &str = include_str!("../../examples/profiles/engineer.json");

fn page() -> Mounted {
    mount(ENGINEER, |state: State| {
        let button = state.assessment.with_untracked(|all| why_button(&all.points.why));
        view! {
            <div>
                {button}
                <WhyDialog/>
            </div>
        }
        .into_any()
    })
}

fn is_open(page: &Mounted) -> bool {
    page.one::<HtmlDialogElement>("dialog").open()
}

/// A reader opens the reasons, reads them, and closes them in either of two ways.
#[wasm_bindgen_test]
async fn the_explanation_opens_and_closes() {
    let page = page();
    assert!(!is_open(&page));
    assert_eq!(page.attribute(".why", "aria-haspopup").as_deref(), Some("dialog"));
    assert_eq!(page.attribute(".why", "aria-label").as_deref(), Some("Why: Total points"));
    page.press(".why");
    page.until("it opens", is_open).await;
    assert_eq!(
        (page.text("dialog h2").as_str(), page.attribute("dialog", "aria-labelledby").as_deref()),
        ("Why: Total points", Some("why-title"))
    );
    assert!(page.count("dialog .rule") > 0 && page.count("dialog .standing") > 0);
    page.press_named(t(key!("why.close")));
    page.until("it closes by its button", |page| !is_open(page)).await;

    page.press(".why");
    page.until("it opens again", is_open).await;
    // As the Escape key does.
    page.one::<HtmlDialogElement>("dialog").close();
    page.until("the state follows", |page| page.state.why.with_untracked(Option::is_none)).await;
    assert_eq!(page.count("dialog .steps"), 0, "what is closed is gone");
}

/// On paper nothing can be opened, so the full form shows every rule; sources are named by number.
#[wasm_bindgen_test]
async fn the_full_report_shows_every_rule_and_numbers_its_sources() {
    let page = mount(ENGINEER, pages::report);
    assert_eq!(page.count(".report-rule"), 0, "the short form explains nothing");
    page.press("#report-full");
    page.until("the full form", |page| page.count(".report-rule") > 20).await;
    assert_eq!(page.count(".steps details"), 0, "no rule is folded away");
    assert!(page.texts(".report-rule p").iter().any(|line| line.ends_with(']')), "no source is named");
}
