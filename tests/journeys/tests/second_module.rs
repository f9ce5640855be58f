//! The second module: all pages but the summary. It may be slow or missing, and nobody may notice
//! who only reads the first screen.

use hsmp::key;
use hsmp::message::Key as Text;
use journeys::{Setting, Visit, Way, damaged_delivery, in_each_browser, plain, t};
use serde_json::json;

/// Holds the second module back until `letGo` is called.
const HOLD: &str = "{
    const real = window.fetch;
    const wait = new Promise((go) => { window.letGo = go; });
    window.fetch = (url, options) => /pages-.*wasm/.test(url) ? wait.then(() => real(url, options)) : real(url, options);
}";

/// What a person does on the first screen: read what this is, and try another page, which cannot be there yet.
async fn use_the_first_screen(visit: &Visit) {
    visit.until("performance.getEntriesByName('app-started').length === 1").await;
    assert_eq!(visit.value("document.querySelector('h1#page-title').textContent").await, t(key!("page.title.start")));
    visit.activate(&t(key!("group.tax")), Way::Back).await;
    visit.until(&format!("document.title.startsWith({:?})", t(key!("page.pay")))).await;
    visit.until(&format!("document.querySelector('#main [role=status]')?.textContent === {:?}", t(key!("shell.loading")))).await;
    assert_eq!(visit.watched().await, Vec::<String>::new());
}

/// Who has a slow line must be able to read at once what this is, and find the pages when they are there.
#[test]
fn the_first_screen_does_not_wait_for_the_other_pages() {
    in_each_browser(&Setting { before: HOLD.to_owned(), ..Setting::default() }, async |visit| {
        visit.open("").await;
        use_the_first_screen(visit).await;
        assert!(
            !visit.server.log().iter().any(|request| request.path.contains("/pages-") && request.path.ends_with(".wasm")),
            "it was loaded ahead of the answers"
        );
        visit.browser.execute("window.letGo();", Vec::new()).await.unwrap();
        // The page that was asked for comes by itself.
        visit.until("document.documentElement.dataset.app === 'started'").await;
        let heading = |title: Text| format!("document.querySelector('h1#page-title')?.textContent === {:?}", t(title));
        visit.until(&heading(key!("page.title.pay"))).await;
        for (address, title) in [
            ("goals", key!("page.title.goals")),
            ("documents", key!("page.title.documents")),
            ("answers", key!("page.title.answers")),
            ("", key!("page.title.start")),
        ] {
            visit.browser.execute("location.hash = arguments[0];", vec![json!(format!("#/{address}"))]).await.unwrap();
            visit.until(&heading(title)).await;
        }
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// Where the second module is missing, or another than was built, that is said with its code. What
/// needs it stays away, and the first screen stays.
#[test]
fn without_the_second_module_the_first_screen_stands() {
    type Change = fn(&str, Vec<u8>) -> Option<Vec<u8>>;
    let missing: Change = |name, bytes| (!(name.starts_with("pages-") && name.ends_with(".wasm"))).then_some(bytes);
    let changed: Change = |name, mut bytes| {
        if name.starts_with("pages-") && name.ends_with(".wasm") {
            // An empty custom section: the module would run, but it is not the one that was built.
            bytes.extend([0, 2, 1, b'x']);
        }
        Some(bytes)
    };
    let bare: Change = |name, bytes| (!(name.starts_with("pages-") && name.ends_with(".css"))).then_some(bytes);
    for (name, change, code) in [("no-pages", missing, "pages"), ("other-pages", changed, "pages"), ("no-style", bare, "style")] {
        in_each_browser(&Setting { folder: damaged_delivery(name, change), ..Setting::default() }, async |visit| {
            visit.open("").await;
            visit.until("document.documentElement.dataset.app === 'failed'").await;
            assert_eq!(visit.value("document.documentElement.dataset.bootCode").await, code, "{name}");
            let text = plain(&visit.text().await);
            assert!(
                text.contains(&format!("{} {code}", t(key!("boot.failed.text")))) && text.contains(&t(key!("start.private"))),
                "{name}: {text}"
            );
            use_the_first_screen(visit).await;
            visit.activate(&t(key!("page.summary")), Way::Back).await;
            visit.until(&format!("document.querySelector('h1#page-title')?.textContent === {:?}", t(key!("page.title.start")))).await;
        });
    }
}
