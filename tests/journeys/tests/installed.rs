//! Installed as an application: what browsers read for it, when, and that nobody else can use that way.

use journeys::{Engine, Setting, Visit, in_browser, in_each_browser};
use serde_json::json;

/// What the page asks for and is left to ask for, as its foot counts it.
const COUNTED: &str = "[document.documentElement.dataset.left ?? '0', document.documentElement.dataset.stopped ?? '0']";

/// The requests for it so far.
fn asked(visit: &Visit) -> usize {
    visit.server.log().iter().filter(|request| request.path.ends_with(".webmanifest")).count()
}

/// Whether Chromium would install the page as it is now, with the name it would have.
async fn is_installable(visit: &Visit) {
    let manifest = visit.command("Page.getAppManifest", json!({})).await;
    assert_eq!(manifest["errors"], json!([]));
    assert_eq!(manifest["manifest"]["name"], "HSMP Calculator");
    let errors = visit.command("Page.getInstallabilityErrors", json!({})).await;
    assert_eq!(errors["installabilityErrors"], json!([]));
}

/// Chromium reads the manifest before the lockdown, keeps it, and has all pictures from it: it never asks again.
#[test]
fn chromium_would_install_it_and_asks_for_nothing_after_the_start() {
    in_browser(Engine::Chromium, &Setting::default(), async |visit| {
        visit.open_started().await;
        assert_eq!(asked(visit), 1);
        visit.server.clear_log();
        is_installable(visit).await;
        assert_eq!(visit.server.log(), [], "requests after the start");
        assert_eq!(visit.value(COUNTED).await, json!(["0", "0"]), "the page counts otherwise");
        assert_eq!(visit.watched().await, Vec::<String>::new());
        // The same name wherever the folder stands, and a start inside it.
        let app = visit.command("Page.getAppId", json!({})).await;
        assert_eq!(app["appId"], visit.server.url());
    });
}

/// Under a path too, and without a network from the second visit on.
#[test]
fn it_stays_installable_without_a_network() {
    let setting = Setting { mount: "/some/where/".to_owned(), worker: true, ..Setting::default() };
    in_browser(Engine::Chromium, &setting, async |visit| {
        visit.open_started().await;
        is_installable(visit).await;
        visit.until("(window.kept ??= navigator.serviceWorker.ready.then(() => (window.isKept = true)), window.isKept)").await;
        visit.server.stop();
        visit.browser.execute("window.isLeft = true; location.reload();", Vec::new()).await.unwrap();
        visit.until("!window.isLeft && document.documentElement.dataset.app === 'started'").await;
        is_installable(visit).await;
    });
}

/// Another address for it, or one that holds its own text, reaches no server in any engine. The attack matrix tries
/// this and more; here the page's own counter must see it.
#[test]
fn a_manifest_carries_nothing_away() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_started().await;
        visit.server.clear_log();
        let change =
            "const link = document.querySelector('link[rel=manifest]') ?? document.head.appendChild(document.createElement('link'));
            Object.assign(link, { rel: 'manifest', href: './manifest.webmanifest?secret' });
            navigator.getInstalledRelatedApps?.().catch(() => {});";
        visit.browser.execute(change, Vec::new()).await.unwrap();
        if visit.engine == Engine::Chromium {
            visit.until(&format!("{COUNTED}[1] === '1'")).await;
            // What it had read is forgotten with the address, and the other is not read.
            assert_eq!(visit.command("Page.getAppManifest", json!({})).await["data"], "");
        }
        assert_eq!(visit.server.log(), []);
        assert_eq!(visit.value(COUNTED).await[0], "0");
    });
}

/// A browser that would read it later, and could not, is not left to try: that would count as something stopped.
#[test]
fn browsers_that_cannot_be_asked_to_read_it_find_no_link_later() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_started().await;
        let has = visit.value("'getInstalledRelatedApps' in navigator").await;
        assert_eq!(visit.value("document.querySelector('link[rel=manifest]') !== null").await, has);
        assert_eq!(visit.value(COUNTED).await, json!(["0", "0"]));
    });
}

/// A browser that never answers keeps nobody from being locked in.
#[test]
fn a_browser_that_does_not_answer_is_not_waited_for() {
    let before = "Navigator.prototype.getInstalledRelatedApps = () => new Promise(() => {});".to_owned();
    in_each_browser(&Setting { before, ..Setting::default() }, async |visit| {
        visit.open_started().await;
        visit.until("document.querySelectorAll('meta[http-equiv=Content-Security-Policy]').length === 2").await;
    });
}

/// Safari gets its icon for the home screen. Firefox would fetch it at every start, so others do not.
#[test]
fn only_safari_is_offered_an_icon_for_its_home_screen() {
    let icon = "document.querySelector('link[rel=apple-touch-icon]')?.getAttribute('href') ?? ''";
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_started().await;
        assert_eq!(visit.value(icon).await, "");
        assert!(!visit.server.log().iter().any(|request| request.path.contains("icon")), "{:?}", visit.server.log());
    });
    let before = "Object.defineProperty(Navigator.prototype, 'standalone', { get: () => false });".to_owned();
    in_each_browser(&Setting { before, ..Setting::default() }, async |visit| {
        visit.open_started().await;
        assert_eq!(visit.value(icon).await, "./apple-touch-icon.png");
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}
