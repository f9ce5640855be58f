//! Several profiles: each keeps its own, what is deleted comes back or is gone, and other windows know.

use hsmp::key;
use hsmp::message::Message;
use hsmp::profile::{Achievements, Document, Slot};
use hsmp::text::unmarked;
use journeys::{Engine, Key, Setting, Visit, Way, in_each_browser, plain, say, t};
use serde_json::json;

const PATENTS: Slot = Achievements::PATENTS;

async fn patents(visit: &Visit) -> String {
    Document::parse(&visit.profile().await.expect("nothing was saved")).unwrap().text(PATENTS)
}

/// Names the open profile, on the page of profiles.
async fn name(visit: &Visit, name: &str) {
    visit.type_into(&t(key!("profiles.name")), name).await;
    visit.press(char::from(Key::Tab).to_string()).await;
    visit.until(&format!("document.title.includes({name:?})")).await;
}

/// By keyboard: a second profile is begun from the header, both are kept apart, compared, and one is deleted and
/// brought back.
#[test]
fn somebody_keeps_a_profile_for_two() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_page("#/answers").await;
        visit.fill(PATENTS, "1").await;
        visit.follow_link(&t(key!("page.profiles")), Way::Back, &t(key!("page.title.profiles"))).await;
        name(visit, "Me").await;
        assert_eq!(visit.value("document.title").await, format!("{} – Me – {}", t(key!("page.profiles")), t(key!("app.name"))).as_str());

        visit.browser.execute("document.querySelector('.profile-tool').click()", Vec::new()).await.unwrap();
        visit.until("document.querySelector('#profiles-menu:popover-open')").await;
        assert_eq!(visit.accessibility_faults().await, Vec::<String>::new());
        visit.browser.execute("document.querySelector('#profiles-menu a.button').click()", Vec::new()).await.unwrap();
        let numbered = unmarked(&say(&Message::new(key!("profiles.numbered")).with("number", 2)));
        visit.until(&format!("document.getElementById('profile-name').value === {numbered:?}")).await;
        name(visit, "My spouse").await;
        visit.open_page("#/answers").await;
        visit.fill(PATENTS, "0").await;
        assert_eq!(patents(visit).await, "0");

        // A copy is named after the profile.
        visit.open_page("#/about").await;
        visit.activate(&t(key!("about.download")), Way::Forward).await;
        let copy = visit.saved("hsmp-profile-My-spouse.json").await;
        assert_eq!(Document::parse(std::str::from_utf8(&copy).unwrap()).unwrap().text(PATENTS), "0");

        // What is open stays open over a reload; the other one is a choice away.
        visit.browser.refresh().await.unwrap();
        visit.until("document.documentElement.dataset.app === 'started' && document.title.includes('My spouse')").await;
        visit.open_page("#/profiles").await;
        visit.until("document.querySelector('.profiles-compared')").await;
        let differing = visit.read(".profiles-compared tbody th").await;
        assert!(differing.contains(&t(key!("page.points"))), "{differing:?}");
        assert_eq!(visit.accessibility_faults().await, Vec::<String>::new());
        visit.activate(&say(&Message::new(key!("profiles.open-named")).with("name", "Me".to_owned())), Way::Forward).await;
        visit.until("document.title.includes(' – Me – ')").await;
        assert_eq!(patents(visit).await, "1");

        visit.activate(&t(key!("profiles.delete")), Way::Forward).await;
        visit.until("document.title.includes('My spouse')").await;
        assert_eq!(visit.value("Object.keys(localStorage).filter((key) => key.startsWith('hsmp/v1/profile/')).length").await, json!(1));
        visit.activate(&t(key!("profiles.undo")), Way::Forward).await;
        visit.until("document.title.includes(' – Me – ')").await;
        assert_eq!(patents(visit).await, "1");
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// A file of all profiles brings them back on another device, beside what is there.
#[test]
fn all_profiles_travel_in_one_file() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_page("#/answers").await;
        visit.fill(PATENTS, "1").await;
        visit.open_page("#/profiles").await;
        name(visit, "Me").await;
        visit.activate(&t(key!("profiles.duplicate")), Way::Forward).await;
        visit.until(&format!("document.title.includes({:?})", t(key!("profiles.copy")))).await;
        visit.activate(&t(key!("profiles.save-all")), Way::Forward).await;
        visit.saved("hsmp-profiles.json").await;
        let file = visit.downloads.join("hsmp-profiles.json");
        visit.open_plain().await;
        visit.browser.execute("localStorage.clear(); sessionStorage.clear();", Vec::new()).await.unwrap();
        visit.open_page("#/about").await;
        visit.hand("open-profile", &file).await;
        visit.until_read(&say(&Message::new(key!("about.open.several")).with("count", 2))).await;
        visit.open_page("#/profiles").await;
        assert_eq!(visit.read(".profile-open h2, .profile-list h3").await.len(), 2);
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// The shortcut deletes everything in every window: what is saved, what is tried out, and what could be taken back.
#[test]
fn a_wipe_reaches_every_window() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_page("#/answers").await;
        visit.fill(PATENTS, "1").await;
        assert_eq!(patents(visit).await, "1");
        let first = visit.browser.window().await.unwrap();
        let second = visit.browser.new_window().await.unwrap();
        visit.browser.switch_to_window(second.clone()).await.unwrap();
        visit.open_page("#/goals").await;
        visit.until("document.querySelector('#try button')").await;
        visit.browser.execute("document.querySelector('#try button').click()", Vec::new()).await.unwrap();
        visit.until("document.querySelector('.trial')").await;
        visit.browser.switch_to_window(first.clone()).await.unwrap();

        let press = "for (const times of [1, 2]) document.body.dispatchEvent(new KeyboardEvent('keydown',
            { key: 'Backspace', ctrlKey: true, shiftKey: true, bubbles: true, cancelable: true }));";
        let once = press.replace("[1, 2]", "[1]");
        visit.browser.execute(&once, Vec::new()).await.unwrap();
        visit.until(&format!("read(document.querySelector('#app [role=alert]')).includes({:?})", t(key!("about.delete.again")))).await;
        assert_eq!(patents(visit).await, "1", "one press deletes nothing");
        visit.browser.execute(&once, Vec::new()).await.unwrap();
        for window in [first, second] {
            visit.browser.switch_to_window(window).await.unwrap();
            visit.until("location.hash !== '#/answers' && localStorage.length === 0 && sessionStorage.length === 0").await;
            visit.until("!document.querySelector('.trial')").await;
            assert_eq!(visit.value("document.cookie").await, "");
            for store in ["indexedDB.databases()", "caches.keys()"] {
                let script = format!("const done = arguments[0]; {store}.then((all) => done(all.length), () => done(0));");
                assert_eq!(visit.browser.execute_async(script, Vec::new()).await.unwrap().json(), &json!(0), "{store}");
            }
        }
    });
}

/// Another window's deletion of a profile is said, and nothing of it is saved again.
#[test]
fn a_profile_deleted_in_another_window_stays_deleted() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_page("#/answers").await;
        visit.fill(PATENTS, "1").await;
        assert_eq!(patents(visit).await, "1");
        let first = visit.browser.window().await.unwrap();
        let second = visit.browser.new_window().await.unwrap();
        visit.browser.switch_to_window(second).await.unwrap();
        visit.open_page("#/profiles").await;
        visit.activate(&t(key!("profiles.delete")), Way::Forward).await;
        visit.until("!localStorage.getItem('hsmp/v1/profile/1')").await;
        visit.browser.switch_to_window(first).await.unwrap();
        visit.until(&format!("read(document.querySelector('#app [role=alert]')).includes({:?})", t(key!("windows.deleted-profile")))).await;
        assert_eq!(visit.value("localStorage.getItem('hsmp/v1/profile/1')").await, json!(null));
    });
}

/// After the first save it is said, once and at the foot, where the answers lie; the page about the data says what the
/// browser promises, and when there was a backup.
#[test]
fn the_first_save_says_where_the_answers_are() {
    let note = "document.getElementById('note-where')";
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_page("#/answers").await;
        assert_eq!(visit.value(note).await, json!(null));
        visit.fill(PATENTS, "1").await;
        visit.until(&format!("read({note}).includes({:?})", t(key!("notes.saved")))).await;
        let is_webkit = visit.engine == Engine::WebKit;
        let hint = t(key!("about.webkit"));
        assert_eq!(visit.value(&format!("read({note}).includes({hint:?})")).await, json!(is_webkit), "in {:?}", visit.engine);
        assert_eq!(visit.accessibility_faults().await, Vec::<String>::new());
        visit.browser.execute(format!("{note}.querySelector('a').click()"), Vec::new()).await.unwrap();
        visit.until(&format!("!{note} && document.getElementById('data')")).await;

        visit.until("document.getElementById('kept').innerText !== ''").await;
        let kept = visit.read("#kept").await;
        let texts = [key!("about.kept.promised"), key!("about.kept.may-go"), key!("about.kept.unknown")].map(t);
        assert!(kept.iter().all(|text| texts.contains(text)), "{kept:?}");
        assert_eq!(visit.value(&format!("read(document.getElementById('data')).includes({hint:?})")).await, json!(is_webkit));
        assert!(plain(&visit.text().await).contains(&t(key!("about.backup.none"))));
        visit.activate(&t(key!("about.download")), Way::Forward).await;
        visit.saved("json").await;
        let day = hsmp::message::Message::new(key!("about.backup.last")).with("date", visit.today().await);
        visit.until(&format!("read(document.getElementById('data')).includes({:?})", journeys::say(&day))).await;
        assert_eq!(visit.accessibility_faults().await, Vec::<String>::new());

        // Another day it is not said again.
        visit.browser.refresh().await.unwrap();
        visit.open_page("#/answers").await;
        visit.fill(PATENTS, "2").await;
        assert_eq!(patents(visit).await, "2");
        assert_eq!(visit.value(note).await, json!(null));
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}
