//! Ways by which a script of the page could still carry something away, past its content policy: a window on another file
//! of ours, a cookie, a link. Each has a control that must leak, or the test would show nothing.

use hsmp::key;
use journeys::{Engine, Setting, Visit, in_each_browser, say, t};
use serde_json::{Value, json};

use hsmp::message::Message;

/// What somebody would do with a window on one of our files: let a link in it lead to our own host, with a secret.
/// Says what became of it.
const LEAK: &str = "const [open, file, done] = [window.opened ?? window.open, arguments[0], arguments[1]];
    const other = open.call(window, file, '_blank');
    // A window that has not got there yet would lead away by itself.
    const arrived = () => { try { return !other || other.closed || other.location.href !== 'about:blank'; } catch { return true; } };
    const last = Date.now() + 4000;
    const go = () => {
      if (!arrived() && Date.now() < last) return setTimeout(go, 50);
      try {
        const link = other.document.createElement('a');
        link.href = new URL('./leak?secret', location.href);
        other.document.body.append(link);
        link.click();
        setTimeout(() => done('led away'), 300);
      } catch (error) {
        done(String(error));
      }
    };
    setTimeout(go, 700);";

/// The queries that reached our host.
fn told(visit: &Visit) -> Vec<String> {
    visit.server.log().into_iter().filter_map(|request| request.query).collect()
}

async fn leak(visit: &Visit, file: &str) -> Value {
    let done = visit.browser.execute_async(LEAK, vec![json!(file)]).await.unwrap().json().clone();
    // The windows are left behind, and the page goes on in its own.
    let windows = visit.browser.windows().await.unwrap();
    let own = visit.browser.window().await.unwrap();
    for window in windows.into_iter().filter(|window| *window != own) {
        visit.browser.switch_to_window(window).await.unwrap();
        visit.browser.close_window().await.unwrap();
    }
    visit.browser.switch_to_window(own).await.unwrap();
    done
}

/// A window on a file without a policy is one from which a script goes anywhere, or asks our own host with a query.
#[test]
fn a_window_on_a_file_of_ours_carries_nothing_away() {
    // What the application takes away, this keeps: the headers must hold without it.
    let setting = Setting { before: "window.opened = window.open;".to_owned(), ..Setting::default() };
    in_each_browser(&setting, async |visit| {
        visit.open_plain().await;
        assert_eq!(leak(visit, "test-plain.html").await, "led away");
        assert_eq!(told(visit), ["secret"], "the control leaks nothing, in {:?}", visit.engine);
        visit.server.clear_log();

        let files = ["robots.txt", "links.html", "icon.svg", "profile.v2.json", "manifest.json", "no-such-file"];
        for file in files {
            assert_ne!(leak(visit, file).await, "led away", "{file} in {:?}", visit.engine);
        }
        visit.open_started().await;
        for file in files.into_iter().chain(["test-plain.html"]) {
            // Where the window is cut off, Firefox lets the script work on an empty one that is shown nowhere.
            leak(visit, file).await;
        }
        assert_eq!(told(visit), Vec::<String>::new(), "in {:?}", visit.engine);
        // And for whoever comes after the start script there is no other window at all.
        assert_eq!(
            visit.value("[window.open('robots.txt'), document.open('robots.txt', '', ''), delete window.open]").await,
            json!([null, null, false])
        );
    });
}

/// A cookie would go to our own host with the next load.
#[test]
fn no_cookie_is_set_and_none_is_sent() {
    const SET: &str = "document.cookie = 'canary=1'; cookieStore?.set('canary-2', '1'); return document.cookie;";
    let sent =
        |visit: &Visit| visit.server.log().iter().filter_map(|request| request.header("cookie").map(str::to_owned)).collect::<Vec<_>>();
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_plain().await;
        visit.browser.execute("document.cookie = 'control=1';", Vec::new()).await.unwrap();
        visit.open_plain().await;
        assert_eq!(sent(visit), ["control=1"], "the control sends nothing, in {:?}", visit.engine);
        visit.browser.execute("document.cookie = 'control=; max-age=0';", Vec::new()).await.unwrap();
        visit.server.clear_log();

        visit.open_started().await;
        assert_eq!(visit.browser.execute(SET, Vec::new()).await.unwrap().json(), &json!(""));
        for again in ["delete Document.prototype.cookie", "Reflect.defineProperty(Document.prototype, 'cookie', { value: '' })"] {
            assert_eq!(visit.value(again).await, false, "{again}");
        }
        assert_eq!(visit.value("window.cookieStore").await, Value::Null);
        visit.browser.refresh().await.unwrap();
        visit.until("document.documentElement.dataset.app === 'started'").await;
        assert_eq!(sent(visit), Vec::<String>::new(), "in {:?}", visit.engine);
        visit.open_plain().await;
        assert_eq!(visit.value("document.cookie").await, "", "in {:?}", visit.engine);
    });
}

/// What was stopped is not told as sent, and not left out either.
#[test]
fn the_line_at_the_foot_tells_what_was_stopped() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_started().await;
        let line = "document.querySelector('.private').innerText";
        let nothing = t(key!("shell.no-requests"));
        visit.until(&format!("{line}.includes({nothing:?})")).await;
        let stopped = |count: i64| say(&Message::new(key!("shell.stopped")).with("count", count));
        visit.browser.execute("new Image().src = './x.png?secret';", Vec::new()).await.unwrap();
        visit.until(&format!("{line}.includes({:?})", stopped(1))).await;
        visit.browser.execute("fetch('https://example.org/').catch(() => 0);", Vec::new()).await.unwrap();
        visit.until(&format!("{line}.includes({:?})", stopped(2))).await;
        // What the browser reports late would be counted by now.
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        assert!(visit.value(line).await.as_str().unwrap().starts_with(&nothing), "in {:?}", visit.engine);
        // From the line, one step leads to how to check it.
        visit.browser.execute("document.querySelector('.private a').click();", Vec::new()).await.unwrap();
        visit.until("document.activeElement.id === 'check'").await;
    });
}

/// A source is opened in two steps, and neither the list nor the source learns anything.
#[test]
fn a_source_is_opened_by_its_number() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open("#/sources").await;
        visit.until("document.querySelector('main > .sources a')").await;
        visit.server.clear_log();
        let link = "[...document.querySelectorAll('main > .sources a')].at(-1)";
        let [number, address] = [format!("{link}.hash"), format!("{link}.dataset.address")].map(|text| text);
        let (number, address) = (visit.value(&number).await, visit.value(&address).await);
        assert!(visit.value(&format!("{link}.getAttribute('href')")).await.as_str().unwrap().starts_with("links.html#s"));
        let own = visit.browser.window().await.unwrap();
        let found = visit.browser.execute(format!("return {link};"), Vec::new()).await.unwrap();
        found.element().unwrap().click().await.unwrap();
        let other = loop {
            let windows = visit.browser.windows().await.unwrap();
            if let Some(other) = windows.into_iter().find(|window| *window != own) {
                break other;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        };
        visit.browser.switch_to_window(other).await.unwrap();
        visit.until("document.querySelector('li:target a')").await;
        assert_eq!(visit.value("location.hash").await, number);
        assert_eq!(visit.value("document.querySelector('li:target a').getAttribute('href')").await, address);
        assert_eq!(visit.value("[window.opener, document.referrer, origin]").await, json!([null, "", "null"]));
        assert_eq!(visit.value("getComputedStyle(document.querySelector('li span')).display").await, "block", "the style is not applied");
        for request in visit.server.log() {
            assert_eq!((request.query.as_deref(), request.header("referer"), request.header("cookie")), (None, None, None));
        }
        // A link of the list can be followed, although it stands in a sandbox.
        visit.browser.find(journeys::By::Css("section a")).await.unwrap().click().await.unwrap();
        visit.until("document.documentElement.dataset.app === 'started'").await;
    });
}

/// The header that names every address, in a browser that knows it, lets nothing else be opened.
#[test]
fn only_our_own_files_may_be_opened_in_chromium() {
    in_each_browser(&Setting::default(), async |visit| {
        if visit.engine != Engine::Chromium {
            return;
        }
        visit.open_started().await;
        visit.server.clear_log();
        visit.browser.execute("window.old = true; location.href = 'robots.txt';", Vec::new()).await.ok();
        visit.until("!window.old").await;
        assert_eq!(visit.server.log(), []);
    });
}
