//! Without a network: the page opens from the device from the second visit on, in one version, which the person changes.

use std::path::{Path, PathBuf};
use std::time::Duration;

use hsmp::key;
use hsmp::profile::{Achievements, Document, Slot};
use journeys::{Setting, Visit, damaged_delivery, in_each_browser, plain, t};
use serde_json::{Value, json};

const PATENTS: Slot = Achievements::PATENTS;

/// An id of a build that was never made.
const LATER: &str = "fedcba9876543210";

fn setting(folder: &Path) -> Setting {
    Setting { folder: folder.to_owned(), worker: true, ..Setting::default() }
}

/// A copy of the delivery, which becomes another version while it is served.
fn copy(name: &str) -> PathBuf {
    damaged_delivery(name, |_, bytes| Some(bytes))
}

fn change(folder: &Path, file: &str, change: impl Fn(String) -> String) {
    let text = std::fs::read_to_string(folder.join(file)).unwrap();
    let changed = change(text.clone());
    assert_ne!(changed, text, "{file} did not change");
    std::fs::write(folder.join(file), changed).unwrap();
}

/// Makes another version of it: the same files under another id, with another title.
fn update(folder: &Path) {
    let page = std::fs::read_to_string(folder.join("index.html")).unwrap();
    let id = page.split("data-build=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    change(folder, "index.html", |page| page.replace(&id, LATER));
    change(folder, "sw.js", |worker| worker.replace(&id, LATER).replace("version: \"0.1.0\"", "version: \"0.1.1\""));
}

/// Loads the page again as a person does. (Firefox's driver goes round the worker.)
async fn again(visit: &Visit) {
    visit.browser.execute("window.isLeft = true; location.reload();", Vec::new()).await.unwrap();
    visit.until("!window.isLeft && document.documentElement.dataset.app === 'started'").await;
}

/// Waits until a build is kept on the device.
async fn kept(visit: &Visit) {
    let state = "(window.kept ??= navigator.serviceWorker.ready.then(() => (window.isKept = true)), window.isKept)";
    visit.until(state).await;
}

/// The first visit, to the present version: another engine may have left a later one in the folder.
async fn visit_present(visit: &Visit, name: &str) {
    copy(name);
    visit.open_page("#/answers").await;
    kept(visit).await;
}

/// Waits until a version is offered. Firefox looks for one when the worker has been idle for half a minute.
async fn until_offered(visit: &Visit) {
    for _ in 0..90 {
        if visit.value("document.getElementById('note-update') !== null").await == true {
            return;
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    panic!("{:?} offers nothing: {}", visit.engine, visit.text().await);
}

async fn build(visit: &Visit) -> Value {
    visit.value("document.documentElement.dataset.build").await
}

/// The second visit needs no network: every page, the other language and the calculation checks. Nothing is asked of
/// the host that is not a file of the build.
#[test]
fn the_second_visit_needs_no_network() {
    in_each_browser(&Setting { worker: true, ..Setting::default() }, async |visit| {
        visit.open_page("#/answers").await;
        kept(visit).await;
        visit.fill(PATENTS, "3").await;
        let log = visit.server.log();
        assert!(log.iter().all(|request| request.query.is_none() && request.body.is_empty()), "{log:?}");
        visit.server.stop();
        again(visit).await;
        visit.until(&format!("document.getElementById({:?})?.value === '3'", PATENTS.path())).await;
        visit
            .browser
            .execute("localStorage.setItem('hsmp/v1/language', 'fr'); location.hash = '#/checks'; location.reload();", Vec::new())
            .await
            .unwrap();
        visit.until("document.documentElement.lang === 'fr' && document.documentElement.dataset.app === 'started'").await;
        visit.until("/\\d{3}, .*0$/.test(document.getElementById('self-test-result')?.textContent ?? '')").await;
    });
}

/// Of an address with a query the worker knows nothing: what a script would put there, it cannot get from us.
#[test]
fn the_worker_answers_for_its_own_files_only() {
    in_each_browser(&Setting { worker: true, ..Setting::default() }, async |visit| {
        visit.open_started().await;
        kept(visit).await;
        again(visit).await;
        let ask = |address: &str| {
            format!(
                "(window.asked ??= {{}}, window.asked[{address:?}] ??= caches.match({address:?}).then((found) => (window.asked[{address:?}] = String(Boolean(found)))), window.asked[{address:?}])"
            )
        };
        for (address, is_kept) in
            [("./", "true"), ("./?a=b", "false"), ("manifest.json", "false"), ("robots.txt", "false"), ("links.html", "true")]
        {
            visit.until(&format!("{} === {is_kept:?}", ask(address))).await;
        }
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// A new version waits until the person loads it. Nothing is lost, and a second tab goes on as it was.
#[test]
fn a_new_version_waits_for_the_person() {
    let folder = copy("update");
    in_each_browser(&setting(&folder), async |visit| {
        visit_present(visit, "update").await;
        let now = build(visit).await;
        // From the second visit on, the worker answers.
        again(visit).await;
        let first = visit.browser.window().await.unwrap();
        update(&folder);
        let second = visit.browser.new_window().await.unwrap();
        visit.browser.switch_to_window(second.clone()).await.unwrap();
        visit.open_page("#/answers").await;
        assert_eq!(build(visit).await, now, "the page that opens is of the version that is kept");
        until_offered(visit).await;
        assert!(plain(&visit.text().await).contains(&t(key!("notes.update-ready"))));
        assert_eq!(visit.accessibility_faults().await, Vec::<String>::new());
        visit.fill(PATENTS, "4").await;
        visit.browser.execute("document.querySelector('#note-update button').click()", Vec::new()).await.unwrap();
        visit.until(&format!("document.documentElement.dataset.build === {LATER:?}")).await;
        visit.until_started().await;
        visit.until(&format!("document.getElementById({:?})?.value === '4'", PATENTS.path())).await;
        // The other tab is told, and goes on.
        visit.browser.switch_to_window(first).await.unwrap();
        visit.until(&format!("read(document.getElementById('note-update')).includes({:?})", t(key!("notes.update-replaced")))).await;
        assert_eq!(build(visit).await, now);
        visit.fill(PATENTS, "5").await;
        visit.until("localStorage.getItem('hsmp/v1/profile/1')?.includes('5')").await;
        assert_eq!(Document::parse(&visit.profile().await.unwrap()).unwrap().text(PATENTS), "5");
    });
}

/// Rules that were wrong do not wait: the version that corrects them takes over, and the open page says so.
#[test]
fn a_version_with_wrong_rules_expires() {
    let folder = copy("expired");
    in_each_browser(&setting(&folder), async |visit| {
        visit_present(visit, "expired").await;
        update(&folder);
        change(&folder, "sw.js", |worker| worker.replace("oldest: \"0.1.0\"", "oldest: \"0.1.1\""));
        again(visit).await;
        until_offered(visit).await;
        visit.until(&format!("read(document.getElementById('note-update')).includes({:?})", t(key!("notes.update-expired")))).await;
        visit.browser.execute("document.querySelector('#note-update button').click()", Vec::new()).await.unwrap();
        visit.until(&format!("document.documentElement.dataset.build === {LATER:?}")).await;
    });
}

/// What cannot be kept whole is not kept: a file that is missing on the host, or no room. The version that is there
/// stays, and the page works.
#[test]
fn half_a_version_is_never_kept() {
    let folder = copy("half");
    in_each_browser(&setting(&folder), async |visit| {
        visit_present(visit, "half").await;
        let now = build(visit).await;
        update(&folder);
        // The host has not got it all yet.
        let worker = std::fs::read_to_string(folder.join("sw.js")).unwrap();
        change(&folder, "sw.js", |worker| worker.replacen("files: [", "files: [[\"gone-0123456789abcdef.js\",\"sha256-AAAA\"],", 1));
        let caches = "(window.names = window.names ?? [], caches.keys().then((names) => (window.names = names)), window.names.length)";
        again(visit).await;
        visit.until(&format!("({caches}) === 1")).await;
        assert_eq!(build(visit).await, now);
        // The device has no room.
        let full = "Cache.prototype.addAll = () => Promise.reject(new DOMException('', 'QuotaExceededError'));";
        std::fs::write(folder.join("sw.js"), worker.replacen("\"use strict\";", &format!("\"use strict\";{full}"), 1)).unwrap();
        again(visit).await;
        assert_eq!((build(visit).await, visit.value("document.getElementById('note-update') === null").await), (now.clone(), json!(true)));
        // The network goes, and what was kept is still whole.
        visit.server.stop();
        again(visit).await;
        assert_eq!(build(visit).await, now);
    });
}

/// Deleting everything deletes what was kept for use without a network too.
#[test]
fn a_wipe_reaches_what_is_kept() {
    in_each_browser(&Setting { worker: true, ..Setting::default() }, async |visit| {
        visit.open_started().await;
        kept(visit).await;
        visit
            .browser
            .execute("window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Backspace', ctrlKey: true, shiftKey: true }));", Vec::new())
            .await
            .unwrap();
        visit
            .browser
            .execute("window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Backspace', ctrlKey: true, shiftKey: true }));", Vec::new())
            .await
            .unwrap();
        visit.until("(window.left ??= [], Promise.all([caches.keys(), navigator.serviceWorker.getRegistrations()]).then((all) => (window.left = [all.flat().length])), window.left[0] === 0)").await;
    });
}
