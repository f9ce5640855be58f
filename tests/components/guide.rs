//! The guided questions: one stays while it is answered, and a row comes to be with its first answer.

use hsmp::key;
use hsmp::profile::{Document, Job};
use hsmp_app::ui::pages::guide;
use hsmp_app::ui::t;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use crate::support::{Mounted, by_id, focused, mount, next_frame};

/// Someone who has answered the first two questions and said that they have worked.
const WORKED: &str = r#"{"schema":2,"you":{"azerbaijani":false,"speciality":"it","has_degree":false,"has_certificates":false,"has_worked":true},
    "achievements":{"patents":0,"patents_filed":0,"publications":0,"indexed":0,"leadership":false,"awards":false,"technical":false,"open_source":false}}"#;

fn open(profile: &str) -> Mounted {
    mount(profile, guide)
}

fn question(page: &Mounted) -> String {
    page.text("#guide-card .field legend, #guide-card .field label")
}

/// What the only button that leads on says.
fn on(page: &Mounted) -> String {
    page.texts("#guide-card .actions button").remove(0)
}

#[wasm_bindgen_test]
async fn a_question_stays_until_it_is_left_and_comes_back() {
    let page = open(r#"{"schema":2}"#);
    assert_eq!((question(&page).as_str(), on(&page).as_str()), (t(key!("profile.elsewhere.nationality")), t(key!("guide.skip"))));
    page.press_named(t(key!("guide.skip")));
    let citizen = t(key!("profile.you.azerbaijani"));
    page.until("less is asked of who skips that", |page| question(page) == citizen).await;
    // Nothing is chosen before the person chooses, and there is one way not to answer.
    assert_eq!((page.count("#guide-card input"), page.count("#guide-card input:checked")), (2, 0));
    let no: HtmlInputElement = page.one(&by_id("you.azerbaijani.no"));
    no.click();
    page.until("the button leads on", |page| on(page) == t(key!("guide.next"))).await;
    assert!(no.is_connected(), "the question went away while it was being answered");
    page.press_named(t(key!("guide.next")));
    page.until("the next question", |page| question(page) == t(key!("profile.you.speciality"))).await;
    page.until("the focus is on its control", |_| focused() == "you.speciality").await;
    // Passed over, it is not asked again, unless one goes back to it.
    page.press_named(t(key!("guide.skip")));
    page.until("another question", |page| question(page) != t(key!("profile.you.speciality"))).await;
    page.press_named(t(key!("guide.back")));
    page.until("the question before", |page| question(page) == t(key!("profile.you.speciality"))).await;
    page.press_named(t(key!("guide.back")));
    page.until("the first question", |page| question(page) == citizen).await;
    page.until("the focus is on what was chosen", |_| focused() == "you.azerbaijani.no").await;
    page.press_named(t(key!("guide.back")));
    page.until("the very first", |page| question(page) == t(key!("profile.elsewhere.nationality"))).await;
    assert_eq!(page.texts("#guide-card .actions button"), [t(key!("guide.skip"))], "there is nothing before the first");
}

/// Looking at the form of a row leaves nothing behind; answering something in it makes the row.
#[wasm_bindgen_test]
async fn a_row_comes_to_be_with_its_first_answer() {
    let page = open(WORKED);
    let rows = |page: &Mounted| page.state.peek(|document: &Document| document.rows("jobs"));
    assert_eq!(page.text("#guide-title"), "Job 1");
    // The title is asked first, as everyone expects.
    let first = page.attribute("#guide-card input, #guide-card select", "id").unwrap();
    assert_eq!(first, "jobs.1.role");
    assert_eq!((rows(&page), on(&page).as_str()), (Vec::new(), t(key!("guide.skip"))));
    page.type_into(Job::ROLE.in_row(1), "Programmer");
    assert_eq!(rows(&page), [1]);
    page.until("it can be saved", |page| on(page) == t(key!("guide.save"))).await;
    page.type_into(Job::FROM.in_row(1), "31.2.2020");
    page.press_named(t(key!("guide.save")));
    page.until("the focus is on the slip", |_| focused() == "jobs.1.from").await;
    page.type_into(Job::FROM.in_row(1), "1.2.2020");
    page.press_named(t(key!("guide.save")));
    page.until("one may add another", |page| on(page) == t(key!("guide.no-more.jobs"))).await;
    assert_eq!(page.texts(".guide-rows li"), ["Job 1: Programmer"]);
    page.until("the focus is on the heading", |_| focused() == "guide-title").await;
    page.press_named(t(key!("rows.add-job")));
    page.until("the second job", |page| page.text("#guide-title") == "Job 2").await;
    page.press_named(t(key!("guide.skip")));
    page.until("something else", |page| page.text("#guide-title") != "Job 2").await;
    assert_eq!(rows(&page), [1], "an empty row was left behind");
    // What was left open in the first job is not asked one by one.
    assert_eq!(page.count("[id^='jobs.1.']"), 0);
    // Back into the second job, and back again to the list and the first.
    for title in ["Job 2", "Work", "Job 1"] {
        page.press_named(t(key!("guide.back")));
        page.until(title, |page| page.text("#guide-title") == title).await;
    }
    assert_eq!(page.one::<HtmlInputElement>(&by_id("jobs.1.role")).value(), "Programmer");
    // Forward again through what was entered, to what is left.
    page.press_named(t(key!("guide.save")));
    page.until("the list", |page| page.text("#guide-title") == "Work").await;
    page.press_named(t(key!("guide.no-more.jobs")));
    page.until("something else", |page| page.count("#guide-card [id^='jobs.']") == 0 && page.text("#guide-title") != "Work").await;
    next_frame().await;
}

/// Who has answered everything is told so, and where to go on.
#[wasm_bindgen_test]
fn when_nothing_is_left_it_says_what_follows() {
    let page = open(include_str!("../../examples/profiles/sample.json"));
    assert_eq!(page.text("#guide-title"), t(key!("guide.done")));
    assert!(page.count("#guide-card .links a[href='#/goals']") == 1);
    assert_eq!(page.count("#guide-card input"), 0);
    assert_eq!(page.count("progress"), 0);
    let citizen = open(r#"{"schema":2,"you":{"azerbaijani":true}}"#);
    assert!(citizen.text("#guide-card").contains(t(key!("guide.citizen"))));
    assert_eq!(citizen.count("#guide-card .links a[href='#/goals']"), 0);
}
