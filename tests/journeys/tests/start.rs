//! How the application starts, and what a person sees when it cannot.

use std::collections::BTreeMap;

use hsmp::key;
use hsmp::text::{Catalogue, Language};
use journeys::{Engine, Setting, damaged_delivery, in_each_browser, language, plain};

/// A breach here means a feature silently missing, or a hole: for everyone.
#[test]
fn it_starts_under_any_path_without_a_breach_of_its_policy() {
    let setting = Setting { mount: "/some/where/".to_owned(), ..Setting::default() };
    in_each_browser(&setting, async |visit| {
        visit.open_started().await;
        visit.until("document.getElementById('app').childElementCount > 0").await;
        visit.until("document.getElementById('boot').hidden").await;
        visit.until("performance.getEntriesByName('app-started').length === 1").await;
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// More requests mean a slower start; a query, a cookie or a referrer would mean data on its way.
#[test]
fn it_asks_for_each_file_once_and_tells_nothing() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_started().await;
        let mut counts = BTreeMap::new();
        for request in visit.server.log() {
            assert_eq!((request.query.as_deref(), request.body.len()), (None, 0), "{request:?}");
            assert_eq!((request.header("cookie"), request.header("referer")), (None, None), "{request:?}");
            *counts.entry(request.path).or_insert(0) += 1;
        }
        counts.remove("/test-watch.js");
        let module = counts.iter_mut().find(|(path, _)| path.starts_with("/hsmp-app_bg-")).unwrap().1;
        assert_eq!(*module, if visit.engine.uses_preloads() { 1 } else { 2 }, "{:?}", visit.engine);
        *module = 1;
        assert!(counts.values().all(|count| *count == 1), "{:?}: {counts:?}", visit.engine);
        // Page, style, start script, glue, module, one catalogue; then the second module, its style, and the details; and
        // what a browser reads that installs pages.
        let all = if visit.engine.installs() { 10 } else { 9 };
        assert_eq!(counts.len(), all, "{:?}: {counts:?}", visit.engine);
    });
}

/// A person whose browser speaks French reads French, without choosing.
#[test]
fn it_speaks_the_language_of_the_browser() {
    let setting = Setting { language: "fr".to_owned(), ..Setting::default() };
    in_each_browser(&setting, async |visit| {
        visit.open_started().await;
        visit.until("document.documentElement?.lang === 'fr'").await;
        assert!(visit.server.log().iter().any(|request| request.path.contains("locale-fr-")));
        assert!(!visit.server.log().iter().any(|request| request.path.contains("locale-en-")));
    });
}

/// What was typed must have no way out, not even to our own host's access log.
#[test]
fn nothing_can_be_sent_once_it_runs() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_started().await;
        visit.server.clear_log();
        for attempt in [
            "fetch('./?secret').catch(() => 0)",
            "navigator.sendBeacon('./?secret')",
            "(() => { new Image().src = './x.png?secret'; })()",
            "(() => { const x = new XMLHttpRequest(); x.open('GET', './?secret'); try { x.send(); } catch {} })()",
            "import('./x.js?secret').catch(() => 0)",
        ] {
            visit.browser.execute(format!("{attempt};"), Vec::new()).await.ok();
        }
        // Each refusal is told; once all are, whatever was to leave has left.
        visit.until("window.watched.filter((entry) => entry.startsWith('policy:')).length >= 5").await;
        assert_eq!(visit.server.log(), []);
    });
}

/// The lockdown must not take away what a person does with their own data: save it as a file.
#[test]
fn a_file_can_still_be_saved_once_it_runs() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_started().await;
        let save = "const a = document.createElement('a'); a.download = 'mine.json';
            a.href = URL.createObjectURL(new Blob(['{}'], { type: 'application/json' })); a.click();";
        visit.browser.execute(save, Vec::new()).await.ok();
        assert_eq!(visit.saved("mine.json").await, b"{}");
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// A content security policy cannot stop a page from navigating away with data in the address.
/// The connection allowlist can, in the browsers that know it: today Chromium's.
#[test]
fn navigation_cannot_carry_data_away_in_chromium() {
    in_each_browser(&Setting::default(), async |visit| {
        if visit.engine != Engine::Chromium {
            return;
        }
        visit.open_started().await;
        visit.server.clear_log();
        visit.browser.execute("window.old = true; location.href = './?secret';", Vec::new()).await.ok();
        // The navigation ends in the browser's own page of refusal.
        visit.until("!window.old").await;
        assert_eq!(visit.server.log(), []);
    });
}

/// A person whose download is broken or changed on the way reads that, with a code to report.
#[test]
fn a_broken_delivery_is_told_with_its_code() {
    type Change = fn(&str, Vec<u8>) -> Option<Vec<u8>>;
    let cases: [(&str, Change); 4] = [
        ("wasm-fetch", |name, bytes| (!name.ends_with(".wasm")).then_some(bytes)),
        ("glue", |name, bytes| (!(name.starts_with("hsmp-app-") && name.ends_with(".js"))).then_some(bytes)),
        ("catalogue", |name, mut bytes| {
            // One byte more: the integrity hash no longer fits.
            if name.starts_with("locale-") {
                bytes.push(b' ');
            }
            Some(bytes)
        }),
        ("boot", |name, bytes| (!name.starts_with("boot-")).then_some(bytes)),
    ];
    for (code, change) in cases {
        let setting = Setting { folder: damaged_delivery(code, change), ..Setting::default() };
        in_each_browser(&setting, async |visit| {
            visit.open("").await;
            // Without its start script the page itself says so after a while, by style alone.
            visit
                .until("[...document.querySelectorAll('.boot-failed')].some((p) => p.checkVisibility({ checkVisibilityCSS: true }))")
                .await;
            let text = visit.text().await;
            // The script chooses the language; without it the page speaks its first one.
            let spoken = if code == "boot" { Language::English } else { language() };
            let title = |language| plain(Catalogue::built_in(language).get(key!("boot.failed.title")));
            for language in Language::ALL {
                assert_eq!(text.contains(&title(language)), language == spoken, "{code} in {}: {text}", language.code());
            }
            assert!(text.contains(code), "{code}: {text}");
        });
    }
}

/// Who compares what is served with what was built needs the id that both have.
#[test]
fn the_page_shows_the_id_of_its_build() {
    let told = xtask::manifest::verify(&Setting::default().folder).unwrap_or_else(|fault| panic!("{fault}"));
    let id = told.rsplit(' ').next().unwrap_or_default();
    in_each_browser(&Setting::default(), async |visit| {
        visit.open("#/about").await;
        visit.until(&format!("document.querySelector('#build code')?.textContent === '{id}'")).await;
    });
}

/// The first paint and the panels are read by screen readers too.
#[test]
fn the_start_is_accessible() {
    let folder = damaged_delivery("accessible", |name, bytes| (!name.ends_with(".wasm")).then_some(bytes));
    in_each_browser(&Setting { folder, ..Setting::default() }, async |visit| {
        visit.open("").await;
        visit.until("document.documentElement.dataset.app === 'failed'").await;
        assert_eq!(visit.accessibility_faults().await, Vec::<String>::new());
    });
}
