//! Answers in a link: made from what was chosen, taken out of the address at once, opened only when asked to.

use hsmp::key;
use hsmp::message::Message;
use hsmp::profile::share::{MOST_LETTERS_OF_LINK, SHARED, Shared, opened};
use hsmp::profile::{Achievements, Answers as _, Days, Document, Section, You};
use journeys::canaries::Canaries;
use journeys::{Setting, Visit, Way, in_each_browser, plain, say, t};
use serde_json::json;

async fn tick(visit: &Visit, section: &str) {
    visit.browser.execute(format!("document.getElementById('share-{section}').click()"), Vec::new()).await.unwrap();
}

/// Presses the button, and reads the link from its field.
async fn made(visit: &Visit) -> String {
    let press = "[...document.querySelectorAll('#share button[type=submit]')].at(-1).click()";
    visit.browser.execute(press, Vec::new()).await.unwrap();
    visit.until("document.getElementById('share-link')?.value").await;
    visit.value("document.getElementById('share-link').value").await.as_str().unwrap().to_owned()
}

/// The answers in a link that is not locked.
fn held(link: &str) -> Document {
    let Ok(Shared::Open(document)) = opened(link.split_once(SHARED).unwrap().1) else { panic!("{link}") };
    document
}

/// A fresh visitor who has a profile of their own already.
async fn somebody_else(visit: &Visit) {
    visit.open_plain().await;
    visit.browser.execute("localStorage.clear(); sessionStorage.clear();", Vec::new()).await.unwrap();
    let mut own = Document::default();
    own.set(Achievements::PATENTS, "7");
    visit.put_profile(&own.to_json()).await;
}

/// Nothing of a link stands where it could be found again.
async fn nowhere(visit: &Visit, link: &str) {
    let text = link.split_once(SHARED).unwrap().1;
    for place in
        ["location.href", "JSON.stringify(history.state)", "document.title", "JSON.stringify({ ...localStorage, ...sessionStorage })"]
    {
        assert!(!visit.value(place).await.to_string().contains(&text[20..60]), "{place} holds the link");
    }
    for request in visit.server.log() {
        let told = format!("{request:?} {}", String::from_utf8_lossy(&request.body));
        assert!(!told.contains(&text[20..60]) && !told.contains("shared"), "a request tells: {told}");
    }
}

/// Two sections out of all travel in a link; nothing of the others, and nothing before the person wants it.
#[test]
fn two_sections_travel_in_a_link() {
    in_each_browser(&Setting::default(), async |visit| {
        let (canaries, life) = Canaries::everywhere();
        visit.open_plain().await;
        visit.put_profile(&life.to_json()).await;
        visit.open_page("#/profiles").await;
        visit.until("document.getElementById('share-all')").await;
        assert_eq!(visit.value("document.querySelectorAll('#share input[type=checkbox][id^=share-]:checked').length").await, json!(0));
        visit.activate(&t(key!("share.make")), Way::Forward).await;
        visit.until(&format!("read(document.getElementById('share')).includes({:?})", t(key!("share.nothing")))).await;
        tick(visit, "you").await;
        tick(visit, "jobs").await;
        let link = made(visit).await;
        assert!(link.starts_with(&visit.server.url()) && link.len() <= MOST_LETTERS_OF_LINK, "{link}");
        let chosen = [Section::named("you").unwrap(), Section::named("jobs").unwrap()];
        assert_eq!(held(&link), life.only(&chosen));
        let inside = canaries.found_in(link.as_bytes());
        assert!(!inside.is_empty(), "the search finds nothing at all");
        for found in inside {
            assert!(found.starts_with("you.") || found.starts_with("jobs."), "{found} was not chosen");
        }
        visit.until("document.activeElement.id === 'share-link'").await;
        assert_eq!(visit.accessibility_faults().await, Vec::<String>::new());

        somebody_else(visit).await;
        visit.open_page("#/about").await;
        // The way back from here to a page of another policy would keep WebKit waiting.
        visit.open_page("index.html").await;
        visit.server.clear_log();
        visit.browser.goto(&link).await.unwrap();
        visit.until("location.hash === '#/shared'").await;
        visit.until_started().await;
        visit.until("document.querySelectorAll('#main li').length === 2").await;
        nowhere(visit, &link).await;
        for section in chosen {
            let answers = i64::try_from(life.count_answers(section)).unwrap();
            let line = say(&Message::new(key!("share.section")).with("name", section.title).with("count", answers));
            assert!(plain(&visit.text().await).contains(&line), "{line}");
        }
        assert_eq!(Document::parse(&visit.profile().await.unwrap()).unwrap().text(Achievements::PATENTS), "7");
        assert_eq!(visit.value("Object.keys(localStorage).filter((key) => key.startsWith('hsmp/v1/profile/')).length").await, json!(1));
        assert_eq!(visit.accessibility_faults().await, Vec::<String>::new());

        // The way back leads where one was before, without the link, and a reload brings nothing.
        visit.browser.back().await.unwrap();
        visit.until("!location.hash").await;
        visit.browser.forward().await.unwrap();
        visit.until("location.hash === '#/shared'").await;
        nowhere(visit, &link).await;
        visit.browser.refresh().await.unwrap();
        visit.until_read(&t(key!("shared.gone"))).await;

        // The link comes again while the page is open: it goes out of the address there too.
        let (_, text) = link.split_once('#').unwrap();
        visit.browser.execute(format!("location.hash = {text:?}"), Vec::new()).await.unwrap();
        visit.until("location.hash === '#/shared'").await;
        visit.activate(&t(key!("shared.open")), Way::Forward).await;
        visit.until("location.hash === '#/'").await;
        visit.until(&format!("document.title.includes({:?})", t(key!("shared.name")))).await;
        assert_eq!(Document::parse(&visit.profile().await.unwrap()).unwrap(), life.only(&chosen));
        assert_eq!(visit.value("Object.keys(localStorage).filter((key) => key.startsWith('hsmp/v1/profile/')).length").await, json!(2));
        nowhere(visit, &link).await;
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// What is wrong with a link is said with what to do; a trial and a foreign link change nothing.
#[test]
fn a_link_that_cannot_be_opened_says_why() {
    in_each_browser(&Setting::default(), async |visit| {
        let mut life = Document::default();
        life.set(You::AZERBAIJANI, "no");
        life.set(Days::YEAR, "2027");
        visit.open_plain().await;
        visit.put_profile(&life.to_json()).await;
        visit.open_page("#/profiles").await;
        visit.until("document.getElementById('share-all')").await;
        tick(visit, "all").await;
        let link = made(visit).await;
        assert_eq!(held(&link), life);
        assert_eq!(visit.drawings().await, [t(key!("share.qr-name"))]);

        somebody_else(visit).await;
        for (address, text) in [(&link[..link.len() - 5], key!("shared.damaged")), (&format!("{link}x"), key!("shared.damaged"))] {
            visit.open_plain().await;
            visit.browser.goto(address).await.unwrap();
            visit.until(&format!("read(document.getElementById('main')).includes({:?})", t(text))).await;
            nowhere(visit, &link).await;
        }
        visit.open_plain().await;
        visit.open_page("#/shared").await;
        visit.until(&format!("read(document.getElementById('main')).includes({:?})", t(key!("shared.gone")))).await;

        // While something is tried out, no other profile can be opened; afterwards it can.
        visit.open_page("#/goals").await;
        visit.until("document.querySelector('#try button')").await;
        visit.browser.execute("document.querySelector('#try button').click()", Vec::new()).await.unwrap();
        visit.until("document.querySelector('.trial')").await;
        let (_, text) = link.split_once('#').unwrap();
        visit.browser.execute(format!("location.hash = {text:?}"), Vec::new()).await.unwrap();
        visit.until(&format!("read(document.getElementById('main')).includes({:?})", t(key!("profiles.trial")))).await;
        let open = format!("[...document.querySelectorAll('#main a')].find((a) => a.innerText === {:?})", t(key!("shared.open")));
        assert_eq!(visit.value(&format!("!!{open}")).await, json!(false));
        visit.browser.execute("[...document.querySelectorAll('.trial button')].at(-1).click()", Vec::new()).await.unwrap();
        visit.until(&open).await;
        visit.activate(&t(key!("shared.discard")), Way::Forward).await;
        visit.until("location.hash === '#/'").await;
        assert_eq!(visit.value("Object.keys(localStorage).filter((key) => key.startsWith('hsmp/v1/profile/')).length").await, json!(1));
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// A passphrase locks the link, and opens it.
#[test]
fn a_locked_link_needs_its_passphrase() {
    const PASSPHRASE: &str = "correct horse battery";
    in_each_browser(&Setting::default(), async |visit| {
        let mut life = Document::default();
        life.set(Achievements::PATENTS, "654321");
        visit.open_plain().await;
        visit.put_profile(&life.to_json()).await;
        visit.open_page("#/profiles").await;
        visit.until("document.getElementById('share-all')").await;
        tick(visit, "all").await;
        visit.browser.execute("document.getElementById('share-passphrase').closest('details').open = true", Vec::new()).await.unwrap();
        visit.type_into(&t(key!("vault.passphrase")), PASSPHRASE).await;
        let link = made(visit).await;
        assert!(matches!(opened(link.split_once(SHARED).unwrap().1), Ok(Shared::Locked(_))), "{link}");

        somebody_else(visit).await;
        visit.browser.goto(&link).await.unwrap();
        visit.until("document.getElementById('passphrase')").await;
        nowhere(visit, &link).await;
        for (typed, then) in [("wrong horse battery", t(key!("shared.wrong"))), (PASSPHRASE, t(key!("shared.lead")))] {
            let fill = "const field = document.getElementById('passphrase'); field.value = arguments[0];
                field.dispatchEvent(new Event('input', { bubbles: true })); field.form.requestSubmit();";
            visit.browser.execute(fill, vec![typed.into()]).await.unwrap();
            visit.until(&format!("read(document.getElementById('main')).includes({then:?})")).await;
        }
        visit.activate(&t(key!("shared.open")), Way::Forward).await;
        visit.until("location.hash === '#/'").await;
        assert_eq!(Document::parse(&visit.profile().await.unwrap()).unwrap(), life);
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}
