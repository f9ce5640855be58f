//! What a person enters never leaves the device, whatever they do with the application.

use hsmp::key;
use hsmp::message::{Key as Text, Message};
use journeys::{Key, Setting, Visit, Way, in_each_browser, plain, t, words};
use serde_json::json;

/// Words that stand nowhere else: whoever finds one in a request has found a leak.
const CANARIES: [&str; 6] = ["canary-date", "canary-first", "canary-last", "canary-pay", "canary-count", "7654321"];

/// Every page and every button that takes answers somewhere: nothing of them may reach a network,
/// an address, a cookie or a title.
#[test]
fn nothing_that_is_typed_ever_leaves_the_device() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_started().await;
        let before = visit.value("performance.getEntriesByType('resource').length").await;
        visit.server.clear_log();

        type_canaries(visit).await;
        let stored = visit.profile().await.unwrap();
        assert!(CANARIES.iter().all(|canary| stored.contains(canary)), "not all were typed: {stored}");
        see_all_pages(visit).await;
        take(visit).await;

        assert_eq!(visit.server.log(), [], "requests after the start");
        assert_eq!(visit.value("performance.getEntriesByType('resource').length").await, before, "the browser itself counts more");
        assert_eq!(visit.watched().await, Vec::<String>::new());
        assert!(plain(&visit.text().await).contains(&t(key!("shell.no-requests"))), "the page counts otherwise");
        for place in ["location.href", "document.cookie", "document.title", "JSON.stringify(history.state)"] {
            let text = visit.value(place).await.to_string();
            assert!(!CANARIES.iter().any(|canary| text.contains(canary)), "{place} tells: {text}");
        }
        // What a reload asks for tells nothing either.
        visit.browser.refresh().await.unwrap();
        visit.until("document.documentElement.dataset.app === 'started'").await;
        let log = visit.server.log();
        assert!(!log.is_empty(), "the log is not looked at");
        for request in log {
            let told = format!("{request:?} {}", String::from_utf8_lossy(&request.body));
            assert!(!CANARIES.iter().any(|canary| told.contains(canary)), "a request tells: {told}");
        }
        visit.server.clear_log();
        delete(visit).await;
        assert_eq!(visit.server.log(), [], "deleting is told to somebody");
    });
}

/// Into fields of each kind that takes text, in rows and without.
async fn type_canaries(visit: &Visit) {
    visit.follow_link(&t(key!("page.answers")), Way::Forward, &t(key!("page.title.answers"))).await;
    visit.activate(&t(key!("rows.add-job")), Way::Forward).await;
    visit.until_focused(&t(key!("profile.jobs.from"))).await;
    visit.press(CANARIES[1]).await;
    visit.type_into(&t(key!("profile.jobs.to")), CANARIES[2]).await;
    visit.type_into(&t(key!("profile.achievements.patents")), CANARIES[4]).await;
    visit.type_into(&t(key!("profile.achievements.publications")), CANARIES[5]).await;
    visit.type_into(&t(key!("profile.conditions.passport_until")), CANARIES[0]).await;
    visit.follow_link(&t(key!("page.pay")), Way::Forward, &t(key!("page.title.pay"))).await;
    visit.type_into(&t(key!("profile.pay.gross")), CANARIES[3]).await;
    visit.press(char::from(Key::Tab).to_string()).await;
}

async fn see_all_pages(visit: &Visit) {
    let main = [
        (key!("page.points"), key!("page.title.points")),
        (key!("page.tax-residence"), key!("page.title.tax-residence")),
        (key!("page.summary"), key!("page.title.summary")),
    ];
    for page in main {
        from_the_foot(visit, page).await;
    }
    let why = Message::new(key!("why.of")).with("what", key!("points.total"));
    visit.activate(&words().say(&why), Way::Forward).await;
    visit.until("document.querySelector('dialog[open]')").await;
    visit.press(char::from(Key::Escape).to_string()).await;
    visit.until("!document.querySelector('dialog[open]')").await;
    let more = [
        (key!("page.requirements"), key!("page.title.requirements")),
        (key!("page.report"), key!("page.title.report")),
        (key!("page.sources"), key!("page.title.sources")),
        (key!("page.checks"), key!("page.title.checks")),
        (key!("page.about"), key!("page.title.about")),
    ];
    for page in more {
        from_the_foot(visit, page).await;
    }
}

/// Goes to a page by its link at the foot: from the end of a long page it is nearer than from its beginning.
async fn from_the_foot(visit: &Visit, (name, title): (Text, Text)) {
    visit.browser.execute("document.querySelector('footer a').focus();", Vec::new()).await.unwrap();
    visit.follow_link(&t(name), Way::Forward, &t(title)).await;
}

async fn take(visit: &Visit) {
    visit.activate(&t(key!("about.download")), Way::Forward).await;
    let copy = String::from_utf8(visit.saved(".json").await).unwrap();
    assert!(CANARIES.iter().all(|canary| copy.contains(canary)), "the copy is not whole: {copy}");
}

async fn delete(visit: &Visit) {
    visit.activate(&t(key!("about.delete.title")), Way::Forward).await;
    visit.until_focused(&t(key!("about.delete.keep"))).await;
    visit.press(char::from(Key::Tab).to_string()).await;
    visit.press(char::from(Key::Enter).to_string()).await;
    visit.until("localStorage.length === 0").await;
    assert_eq!(visit.value("Object.keys(localStorage)").await, json!([]));
}
