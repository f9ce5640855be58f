//! Leaving pages and coming back to them.

use journeys::{Key, Setting, Visit, in_each_browser};
use serde_json::{Value, json};

/// Goes to an address of the application, as a link does.
async fn go(visit: &Visit, hash: &str) {
    // A key that does nothing: WebKit's Back passes over what a page did while nobody touched it.
    visit.press(char::from(Key::Shift).to_string()).await;
    visit.browser.execute("location.hash = arguments[0];", vec![json!(hash)]).await.unwrap();
}

async fn is_on(visit: &Visit, heading: &str) {
    visit
        .until(&format!("document.activeElement?.closest('main') && document.getElementById('page-title').textContent === {heading:?}"))
        .await;
}

async fn heading(visit: &Visit) -> String {
    visit.value("document.getElementById('page-title').textContent").await.as_str().unwrap().to_owned()
}

/// How far down one is, what is open and what has the focus.
const PLACE: &str = "[Math.round(scrollY), [...document.querySelectorAll('main details')].map((e) => e.open), \
                     document.activeElement.textContent]";

/// Back and Forward return to where one was on a page: as far down, with the same parts open and the same link in
/// hand. A page that is opened anew begins at its top, also one that was open before.
#[test]
fn back_and_forward_return_to_where_one_was() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.resize(1280, 900).await;
        visit.open("#/sources").await;
        visit.until("document.querySelectorAll('main details').length > 3").await;
        let sources = heading(visit).await;
        let leave = "const all = [...document.querySelectorAll('main details')]; all[1].open = true; all[2].open = true;
            scrollTo(0, 900); const link = [...document.querySelectorAll('main a')].find((e) => e.checkVisibility() && e.getBoundingClientRect().top > 100);
            link.focus({ preventScroll: true }); return 1;";
        visit.browser.execute(leave, Vec::new()).await.unwrap();
        visit.until("scrollY > 850").await;
        let left = visit.value(PLACE).await;
        go(visit, "#/about").await;
        visit.until("document.activeElement.id === 'page-title' && scrollY === 0").await;
        let about = heading(visit).await;
        visit.browser.execute("scrollTo(0, 300);", Vec::new()).await.unwrap();
        visit.until("scrollY > 250").await;
        let left_about = visit.value(PLACE).await;

        visit.browser.back().await.unwrap();
        is_on(visit, &sources).await;
        visit.until("scrollY > 850").await;
        assert_eq!(visit.value(PLACE).await, left, "{:?}", visit.engine);
        visit.browser.forward().await.unwrap();
        is_on(visit, &about).await;
        visit.until("scrollY > 250").await;
        assert_eq!(visit.value(PLACE).await, left_about, "{:?}", visit.engine);

        // The same page by a link is begun at its top.
        go(visit, "#/sources").await;
        is_on(visit, &sources).await;
        visit.until("scrollY === 0").await;
        visit.browser.back().await.unwrap();
        is_on(visit, &about).await;
        visit.browser.back().await.unwrap();
        is_on(visit, &sources).await;
        visit.until("scrollY > 850").await;
        // What the history holds of these pages is a number.
        assert_eq!(visit.value("typeof history.state").await, "number");
    });
}

/// Whoever leaves a page with the focus in a field, by any way, logs no error.
#[test]
fn a_page_is_left_with_the_focus_in_a_field() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open("#/pay").await;
        for (field, typed) in [("pay.gross", "32"), ("pay.year", "2025"), ("pay.gross", "nonsense")] {
            visit.until(&format!("document.getElementById({field:?})")).await;
            visit.browser.execute("document.getElementById(arguments[0]).focus();", vec![json!(field)]).await.unwrap();
            visit.press(typed).await;
            go(visit, "#/answers").await;
            visit.until("document.getElementById('jobs')").await;
            visit.browser.back().await.unwrap();
        }
        visit.until("document.getElementById('pay.gross')").await;
        visit.browser.execute("document.getElementById('pay.gross').focus();", Vec::new()).await.unwrap();
        visit.press(char::from(Key::Backspace).to_string()).await;
        // The last errors come with the next turn of the page.
        visit.value("1").await;
        assert_eq!(visit.value("window.watched").await, Value::Array(Vec::new()), "{:?}", visit.engine);
    });
}
