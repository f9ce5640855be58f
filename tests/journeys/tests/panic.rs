//! After a fault of the application's own: nothing wrong is saved, what was saved can be taken away, and the way out is
//! one button.

use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::profile::Section;
use hsmp::quantity::Money;
use journeys::{Setting, Visit, amount, in_each_browser, plain, say, t};
use serde_json::{Value, json};

/// Everything of ours on the device, by name.
const STORED: &str = "Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith('hsmp/v1/')))";

/// Answers a question.
const ANSWER: &str = "
    const field = [...document.querySelectorAll('label')].find((label) => label.textContent === arguments[0]).control;
    field.value = arguments[1];
    field.dispatchEvent(new Event('input', { bubbles: true }));";

/// The next page cannot be drawn, because the browser makes no element, once: the delivery's own code panics over it,
/// and its own hook is called.
const BREAK: &str = "
    document.createElement = () => { delete document.createElement; throw new Error('no element'); };
    history.pushState(null, '', '#/points');
    dispatchEvent(new HashChangeEvent('hashchange'));";

/// Everything upon which the application would save.
const LEAVE: &str = "
    for (const name of ['pagehide', 'pageshow', 'hashchange']) dispatchEvent(new PageTransitionEvent(name, { persisted: true }));
    Object.defineProperty(document, 'hidden', { value: true, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
    delete document.hidden;";

async fn answer(visit: &Visit, amount: &str, then: &str) {
    let question = t(Section::named("pay").unwrap().field("gross").unwrap().label);
    visit.browser.execute(format!("{ANSWER}{then}"), vec![json!(question), json!(amount)]).await.unwrap();
}

/// Answers once more, and makes the application panic before that can be saved.
async fn panics(visit: &Visit) {
    answer(visit, "7777", BREAK).await;
    visit.until("document.documentElement.dataset.app === 'panicked'").await;
}

/// Presses a button of the panel by its words.
async fn click(visit: &Visit, button: Key) {
    let script = "[...document.querySelectorAll('#boot-panic button')].find((one) => one.textContent === arguments[0]).click();";
    visit.browser.execute(script, vec![json!(t(button))]).await.unwrap();
}

#[test]
fn a_panic_saves_nothing_more_and_what_was_saved_can_be_taken_away() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open("#/pay").await;
        visit.until("document.documentElement.dataset.app === 'started'").await;
        let others = "localStorage.setItem('hsmp/v1/profile/7', 'not { JSON');
            localStorage.setItem('hsmp/v1/theme', 'dark');
            localStorage.setItem('other', 'of another program');";
        visit.browser.execute(others, Vec::new()).await.unwrap();
        // As long as all is well, leaving saves at once.
        answer(visit, "3456", LEAVE).await;
        let before = visit.value(STORED).await;
        assert!(before.to_string().contains("3456"), "{before}");

        panics(visit).await;
        let title = t(key!("boot.panic.title"));
        assert!(plain(&visit.text().await).contains(&title));
        visit.until(&format!("document.activeElement.textContent === {title:?}")).await;
        visit.until("document.getElementById('app').inert").await;
        visit.browser.execute(LEAVE, Vec::new()).await.unwrap();
        // As long as the program itself takes to save.
        visit.stored("hsmp/v1/profile/1").await;
        assert_eq!(visit.value(STORED).await, before, "something was saved after the panic");
        // Its own errors are what this is about; the watch has them.
        assert_eq!(visit.accessibility_faults().await, Vec::<String>::new());

        let code = visit.value("document.querySelector('#boot-panic .boot-code').textContent").await;
        let code = code.as_str().unwrap();
        let build = visit.value("document.documentElement.dataset.build").await;
        assert!(code.starts_with("panic ") && code.contains(".rs:") && code.ends_with(build.as_str().unwrap()), "{code}");
        assert!(!code.contains("3456") && !code.contains("no element"), "{code}");
        click(visit, key!("boot.panic.copy")).await;
        let told = [t(key!("boot.panic.copied")), t(key!("boot.panic.selected"))];
        visit.until(&format!("{told:?}.includes(document.querySelector('#boot-panic .boot-told').innerText)")).await;

        click(visit, key!("boot.panic.save")).await;
        let file: Value = serde_json::from_slice(&visit.saved("hsmp-stored.json").await).unwrap();
        let mut expected = before.clone();
        expected.as_object_mut().unwrap().shift_remove("hsmp/v1/theme").unwrap();
        assert_eq!(file, expected);
        visit.until("read(document.querySelector('#boot-panic .boot-told')).includes('hsmp-stored.json')").await;

        visit.browser.execute("window.old = true; document.querySelector('#boot-panic .boot-reload').click();", Vec::new()).await.ok();
        visit.until("!window.old && document.documentElement.dataset.app === 'started'").await;
        visit.open("#/pay").await;
        let [saved, lost] = [3456, 7777].map(|manat| amount(Money::from_manat(manat)));
        visit.until(&format!("read(document.getElementById('main')).includes({saved:?})")).await;
        assert_eq!(visit.value(&format!("read(document.body).includes({lost:?})")).await, false);
    });
}

/// The file that the panel hands out brings every profile back, on a device where nothing is left. What was damaged costs
/// none of the others.
#[test]
fn the_file_of_the_panel_brings_all_profiles_back() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open("#/pay").await;
        visit.until("document.documentElement.dataset.app === 'started'").await;
        answer(visit, "3456", LEAVE).await;
        let others = "const text = localStorage.getItem('hsmp/v1/profile/1');
            localStorage.setItem('hsmp/v1/profile/2', text.replace('{', '{\\n  \"name\": \"Spouse\",'));
            localStorage.setItem('hsmp/v1/profile/7', 'not { JSON');";
        visit.browser.execute(others, Vec::new()).await.unwrap();
        panics(visit).await;
        click(visit, key!("boot.panic.save")).await;
        visit.saved("hsmp-stored.json").await;
        let file = visit.downloads.join("hsmp-stored.json");

        // The error of the panic itself.
        visit.browser.execute("window.watched.length = 0;", Vec::new()).await.unwrap();
        visit.open_plain().await;
        visit.browser.execute("localStorage.clear(); sessionStorage.clear();", Vec::new()).await.unwrap();
        visit.open("#/about").await;
        visit.until("document.documentElement.dataset.app === 'started'").await;
        visit.hand("open-profile", &file).await;
        for (key, count) in [(key!("about.open.several"), 2), (key!("about.open.unread"), 1)] {
            visit.until_read(&say(&Message::new(key).with("count", count))).await;
        }
        let back =
            "Object.entries(localStorage).filter(([key, text]) => key.startsWith('hsmp/v1/profile/') && text.includes('3456')).length";
        assert_eq!(visit.value(back).await, json!(2));
        visit.open("#/profiles").await;
        visit.until_read("Spouse").await;
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// Where nothing is stored, the panel says so and hands out no empty file.
#[test]
fn a_panic_without_storage_says_that_there_is_nothing_to_save() {
    let denied = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });";
    in_each_browser(&Setting { before: denied.to_owned(), ..Setting::default() }, async |visit| {
        visit.open("#/pay").await;
        visit.until("document.documentElement.dataset.app === 'started'").await;
        panics(visit).await;
        click(visit, key!("boot.panic.save")).await;
        let nothing = t(key!("boot.panic.nothing"));
        visit.until(&format!("document.querySelector('#boot-panic .boot-told').innerText === {nothing:?}")).await;
        assert_eq!(std::fs::read_dir(&visit.downloads).unwrap().count(), 0);
        // The error of the panic itself.
        visit.browser.execute("window.watched.length = 0;", Vec::new()).await.unwrap();
    });
}
