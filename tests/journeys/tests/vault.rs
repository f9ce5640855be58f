//! A profile with a passphrase: what is stored says nothing, it opens with the passphrase only, and it locks again.

use hsmp::key;
use hsmp::message::Key;
use hsmp::profile::{Achievements, Slot};
use journeys::{Setting, Visit, Way, in_each_browser, plain, t};

const PATENTS: Slot = Achievements::PATENTS;
/// An answer that stands nowhere else.
const CANARY: &str = "7391";
const PASSPHRASE: &str = "four quite random words";

async fn until_said(visit: &Visit, text: Key) {
    visit.until_read(&t(text)).await;
}

/// Everything that the browser keeps for us.
const KEPT: &str = "JSON.stringify([localStorage, sessionStorage, history.state])";

/// Whether anything the browser keeps for us holds an answer that a person gave.
async fn is_readable(visit: &Visit) -> bool {
    visit.value(KEPT).await.as_str().unwrap().contains(CANARY)
}

/// Gives the open profile, with an answer, its passphrase by keyboard.
async fn lock(visit: &Visit) {
    visit.open_page("#/answers").await;
    visit.fill(PATENTS, CANARY).await;
    visit.until(&format!("{KEPT}.includes({CANARY:?})")).await;
    visit.open_page("#/profiles").await;
    visit.activate(&t(key!("vault.set-title")), Way::Forward).await;
    visit.type_into(&t(key!("vault.new-passphrase")), PASSPHRASE).await;
    visit.type_into(&t(key!("vault.again")), PASSPHRASE).await;
    assert!(is_readable(visit).await);
    assert_eq!(visit.accessibility_faults().await, Vec::<String>::new());
    visit.activate(&t(key!("vault.set")), Way::Forward).await;
    until_said(visit, key!("vault.on")).await;
    assert!(!is_readable(visit).await);
}

/// Opens it with a passphrase, from whichever page is asked for.
async fn unlock(visit: &Visit, passphrase: &str) {
    until_said(visit, key!("vault.locked-text")).await;
    visit.type_into(&t(key!("vault.passphrase")), passphrase).await;
    visit.press(char::from(journeys::Key::Enter).to_string()).await;
}

/// Locked, reloaded, opened: the answers are there again, and nowhere else meanwhile.
#[test]
fn somebody_locks_a_profile_and_opens_it() {
    in_each_browser(&Setting::default(), async |visit| {
        lock(visit).await;
        assert_eq!(visit.accessibility_faults().await, Vec::<String>::new());
        visit.browser.refresh().await.unwrap();
        visit.until_started().await;
        // Every page about the person asks for the passphrase; the others are there.
        for page in ["#/", "#/answers", "#/report", "#/receipts"] {
            visit.open_page(page).await;
            until_said(visit, key!("vault.locked-text")).await;
            assert!(!visit.text().await.contains(CANARY));
        }
        visit.open_page("#/sources").await;
        assert!(!plain(&visit.text().await).contains(&t(key!("vault.locked-text"))));
        visit.open_page("#/answers").await;
        assert_eq!(visit.accessibility_faults().await, Vec::<String>::new());
        unlock(visit, "four quite random letters").await;
        until_said(visit, key!("vault.wrong")).await;
        visit.type_into(&t(key!("vault.passphrase")), PASSPHRASE).await;
        visit.press(char::from(journeys::Key::Enter).to_string()).await;
        let field = format!("document.getElementById({:?})?.value === {CANARY:?}", PATENTS.path());
        visit.until(&field).await;
        assert!(!is_readable(visit).await);
        // From the menu in the header it is locked in this window and in every other.
        visit.browser.execute("document.querySelector('.profile-tool').click()", Vec::new()).await.unwrap();
        visit.until("document.querySelector('#profiles-menu:popover-open')").await;
        visit.browser.execute("document.querySelector('#profiles-menu button.button').click()", Vec::new()).await.unwrap();
        until_said(visit, key!("vault.locked-text")).await;
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// Two windows: when one locks, the other does; and what one is set to, locking out of sight, both do.
#[test]
fn all_windows_lock() {
    in_each_browser(&Setting::default(), async |visit| {
        lock(visit).await;
        let first = visit.browser.window().await.unwrap();
        let second = visit.browser.new_window().await.unwrap();
        visit.browser.switch_to_window(second.clone()).await.unwrap();
        visit.open_page("#/answers").await;
        unlock(visit, PASSPHRASE).await;
        visit.until(&format!("document.getElementById({:?})", PATENTS.path())).await;
        visit.browser.switch_to_window(first.clone()).await.unwrap();
        visit.activate(&t(key!("vault.lock-now")), Way::Forward).await;
        until_said(visit, key!("vault.locked-text")).await;
        visit.browser.switch_to_window(second).await.unwrap();
        until_said(visit, key!("vault.locked-text")).await;
        assert!(!visit.text().await.contains(CANARY));

        visit.open_page("#/profiles").await;
        unlock(visit, PASSPHRASE).await;
        until_said(visit, key!("vault.on")).await;
        let choose = "const select = document.getElementById('lock-after'); select.value = 'hidden'; select.dispatchEvent(new Event('change', { bubbles: true }));";
        visit.browser.execute(choose, Vec::new()).await.unwrap();
        let hide = "Object.defineProperty(document, 'hidden', { get: () => true, configurable: true }); document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));";
        visit.browser.execute(hide, Vec::new()).await.unwrap();
        until_said(visit, key!("vault.locked-text")).await;
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// A backup of a locked profile is locked too, and opens on another device with the passphrase.
#[test]
fn a_locked_profile_travels_locked() {
    in_each_browser(&Setting::default(), async |visit| {
        lock(visit).await;
        visit.open_page("#/profiles").await;
        visit.activate(&t(key!("profiles.save-all")), Way::Forward).await;
        let file = visit.saved("hsmp-profiles.json").await;
        assert!(!String::from_utf8(file).unwrap().contains(CANARY));
        let file = visit.downloads.join("hsmp-profiles.json");
        visit.open_plain().await;
        visit.browser.execute("localStorage.clear(); sessionStorage.clear();", Vec::new()).await.unwrap();
        visit.open_page("#/about").await;
        visit.hand("open-profile", &file).await;
        until_said(visit, key!("about.data.title")).await;
        visit.until("Object.keys(localStorage).some((key) => key.startsWith('hsmp/v1/profile/'))").await;
        visit.open_page("#/profiles").await;
        let open = "document.querySelector('.profile-list .button, .profile-open form')";
        visit.until(open).await;
        visit.browser.execute("document.querySelector('.profile-list .button')?.click()", Vec::new()).await.unwrap();
        unlock(visit, PASSPHRASE).await;
        until_said(visit, key!("vault.on")).await;
        visit.open_page("#/answers").await;
        visit.until(&format!("document.getElementById({:?})?.value === {CANARY:?}", PATENTS.path())).await;
        assert!(!is_readable(visit).await);
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}
