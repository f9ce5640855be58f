//! No answer leaves the device in any form: seen from the server, from the browser, and from the network.

use std::collections::BTreeSet;

use hsmp::key;
use hsmp::profile::Slot;
use journeys::canaries::Canaries;
use journeys::network::{Names, asked_name, inside, moved_into_own_network};
use journeys::{By, Setting, Visit, engines, fresh_folder, in_each_browser, t, words};
use serde_json::json;

/// Where a person can type.
const FIELDS: &str = "[...document.querySelectorAll('main input:not([type=radio], [type=checkbox], [type=file]), main textarea')]
    .filter((e) => e.checkVisibility() && !e.disabled && !e.readOnly).map((e) => e.id)";

/// Whose word is typed where no answer belongs, such as into a search.
const ELSEWHERE: &str = "jobs.1.role";

/// A word of its own in every answer, from a file and from the keyboard; every page; a copy taken along; all deleted;
/// and the page loaded again.
#[test]
fn no_answer_leaves_the_device_in_any_form() {
    if moved_into_own_network("canaries::no_answer_leaves_the_device_in_any_form") {
        return;
    }
    let names = inside().then(Names::listen);
    let (canaries, document) = Canaries::everywhere();
    let log = fresh_folder("network-log");
    let setting = Setting { network_log: Some(log.clone()), ..Setting::default() };
    in_each_browser(&setting, async |visit| {
        visit.open_started().await;
        let requests = "performance.getEntriesByType('resource').length";
        let before = visit.value(requests).await;
        visit.server.clear_log();
        if let Some(names) = &names {
            names.clear();
        }

        open_file(visit, &document.to_json()).await;
        let kept = visit.profile().await.unwrap();
        assert_eq!(canaries.missing_in(&kept), Vec::<String>::new(), "not in what is kept");
        let typed = type_everywhere(visit, &canaries).await;
        assert!(typed > 40, "only {typed} fields were typed into");
        // The page tells where one is, and the tab also the name that the profile was given. Nothing else.
        let named = format!(" – {} – ", canaries.of(ELSEWHERE).unwrap());
        for place in ["location.href", "document.cookie", "document.title", "JSON.stringify(history.state)", "window.name"] {
            let mut text = visit.value(place).await.to_string();
            if place == "document.title" {
                text = text.replacen(&named, " – ", 1);
            }
            assert_eq!(canaries.found_in(text.as_bytes()), Vec::<String>::new(), "{place} tells: {text}");
        }
        delete(visit).await;
        assert_eq!(visit.server.log(), [], "requests between the start and the end");
        assert_eq!(visit.value(requests).await, before, "the browser itself counts more");
        assert_eq!(visit.watched().await, Vec::<String>::new());

        open_file(visit, &document.to_json()).await;
        visit.browser.refresh().await.unwrap();
        visit.until("document.documentElement.dataset.app === 'started'").await;
        let reload = format!("{:?}", visit.server.log());
        assert!(reload.contains("test-watch"), "the log is not looked at: {reload}");
        assert_eq!(canaries.found_in(reload.as_bytes()), Vec::<String>::new(), "the reload tells");
        if let Some(names) = &names {
            let asked = names.heard();
            let shown: Vec<String> = asked.iter().map(|question| asked_name(question)).collect();
            assert_eq!(canaries.found_in(&asked.concat()), Vec::<String>::new(), "a question for a name tells: {shown:?}");
            let own: BTreeSet<String> = shown.into_iter().collect();
            println!("  {:?} asked for the names of its maker's own services: {own:?}", visit.engine);
            let makers = own.iter().filter(|name| {
                ![".google.com", ".googleapis.com", ".gvt1.com", ".mozilla.com", ".mozilla.org", ".mozilla.net"]
                    .iter()
                    .any(|end| name.ends_with(end))
            });
            assert_eq!(makers.collect::<Vec<_>>(), Vec::<&String>::new(), "somebody asked for another name");
        }
    });
    for engine in engines().into_iter().filter(|engine| engine.has_network_log()) {
        let name = format!("{engine:?}").to_lowercase();
        let files = std::fs::read_dir(&log).unwrap().flatten().map(|entry| entry.path());
        let own = files.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with(&name));
        let bytes: Vec<u8> = own.flat_map(|path| std::fs::read(path).unwrap()).collect();
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains("127.0.0.1") && text.contains(".wasm"), "{engine:?} has written nothing down");
        assert_eq!(canaries.found_in(&bytes), Vec::<String>::new(), "{engine:?} sends");
    }
    let _ = std::fs::remove_dir_all(log);
}

/// A file of one's own answers, as somebody opens it who comes back.
async fn open_file(visit: &Visit, profile: &str) {
    let file = visit.downloads.join("own.json");
    std::fs::write(&file, profile).unwrap();
    visit.browser.execute("location.hash = '#/about';", Vec::new()).await.unwrap();
    visit.until("document.getElementById('open-profile')").await;
    visit.hand("open-profile", &file).await;
    visit.until_read(&t(key!("about.open.done"))).await;
}

/// Every page by its link at the foot, and every field on it that takes text. Returns how many.
async fn type_everywhere(visit: &Visit, canaries: &Canaries) -> usize {
    let pages = visit.texts("[...document.querySelectorAll('footer nav a[href^=\"#/\"]')].map((e) => e.getAttribute('href'))").await;
    assert!(pages.len() > 15, "{pages:?}");
    let mut typed = 0;
    for page in pages {
        visit
            .browser
            .execute("document.getElementById('page-title').id = 'before'; location.hash = arguments[0];", vec![json!(page)])
            .await
            .unwrap();
        visit.until("document.getElementById('page-title')").await;
        for field in visit.texts(FIELDS).await {
            let word = canaries.of(&field).or_else(|| canaries.of(ELSEWHERE)).unwrap();
            let element = visit.browser.find(By::Id(&field)).await;
            // What was typed before may have taken it away.
            let Ok(element) = element else { continue };
            if element.send_keys(word).await.is_ok() {
                typed += usize::from(Slot::parse(&field).is_some());
            }
        }
    }
    typed
}

async fn delete(visit: &Visit) {
    visit.browser.execute("location.hash = '#/about';", Vec::new()).await.unwrap();
    visit.until("document.getElementById('open-profile')").await;
    let press = "const [text] = arguments; [...document.querySelectorAll('button')].find((e) => e.innerText === text).click();";
    visit.browser.execute(press, vec![json!(words().get(key!("about.delete.title")))]).await.unwrap();
    visit.until_focused(words().get(key!("about.delete.keep"))).await;
    visit.browser.execute("document.activeElement.nextElementSibling.click();", Vec::new()).await.unwrap();
    visit.until("localStorage.length === 0").await;
}
