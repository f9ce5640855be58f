//! What people do, in real browsers, on the delivery in `dist/` as production would send it.
//!
//! A journey is written once and runs in every engine:
//!
//! ```no_run
//! journeys::in_each_browser(&journeys::Setting::default(), async |visit| {
//!     visit.open("").await;
//!     visit.until("document.documentElement.dataset.app === 'started'").await;
//! });
//! ```
//!
//! The variable `HSMP_BROWSERS` (of `chromium`, `firefox` and `webkit`, with commas) chooses the engines,
//! `HSMP_LANGUAGE` the language (English otherwise), and `HSMP_DIST` another delivery than `dist/`.

#![allow(clippy::panic, clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on says so by stopping")]

pub mod attacks;
pub mod canaries;
mod collector;
mod engine;
pub mod host;
mod keyboard;
pub mod network;
pub mod parsers;
mod phone;
mod reading;
mod tree;

pub use collector::Collector;
pub use engine::{Engine, engines};
pub use keyboard::{Way, slot_of};
pub use reading::{amount, language, other_language, plain, say, sealed, t, typed, words};
pub use tree::{Part, faults, outline};

use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use engine::{Driver, capabilities};
use futures_util::FutureExt as _;
use hsmp::profile::Slot;
use serde_json::{Value, json};
pub use thirtyfour::WindowHandle;
pub use thirtyfour::prelude::*;
pub use xtask::server::Request;
use xtask::server::{Options, PLAIN_NAME, Server, WATCH};

/// How long anything may take on a busy machine before it counts as never happening.
const PATIENCE: Duration = Duration::from_secs(30);

/// What an element says, for [`Visit::value`] and [`Visit::until`].
const READ: &str = "const read = (element) => element.innerText.replace(/\\s+/g, ' ');";

/// How often a condition is looked at.
const PACE: Duration = Duration::from_millis(25);

/// What a journey starts from.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The delivery to serve.
    pub folder: PathBuf,
    /// The path it is served under.
    pub mount: String,
    /// The browser's language.
    pub language: String,
    /// A script that the page runs before anything of the application, such as one that takes its
    /// storage away. It runs at each load.
    pub before: String,
    /// Where the browser writes down what it does on the network, if it can.
    pub network_log: Option<PathBuf>,
    /// Whether there are service workers. Without ours, each load comes to the server's log, and nothing else does.
    pub worker: bool,
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            folder: delivery(),
            mount: "/".to_owned(),
            language: language().code().to_owned(),
            before: String::new(),
            network_log: None,
            worker: false,
        }
    }
}

/// One browser on one freshly started server. Nothing is left over from an earlier journey.
pub struct Visit {
    /// The engine.
    pub engine: Engine,
    /// The browser, for everything this type has no word for.
    pub browser: WebDriver,
    /// The server and its log.
    pub server: Server,
    /// Where the browser puts what is saved as a file. Empty at first.
    pub downloads: PathBuf,
}

/// A browser without service workers, as in private windows of some.
const NO_WORKER: &str = "delete Navigator.prototype.serviceWorker;";

/// Runs a journey in each engine, each with its own browser and server.
pub fn in_each_browser(setting: &Setting, journey: impl AsyncFn(&Visit)) {
    for engine in engines() {
        run(engine, setting, &journey);
    }
}

/// Runs a journey in one engine, unless others were chosen.
pub fn in_browser(engine: Engine, setting: &Setting, journey: impl AsyncFn(&Visit)) {
    if engines().contains(&engine) {
        run(engine, setting, &journey);
    }
}

fn run(engine: Engine, setting: &Setting, journey: &impl AsyncFn(&Visit)) {
    println!("in {engine:?}");
    let mut lost = 0;
    while let Err((panic, is_lost)) = run_once(engine, setting, journey) {
        lost += u32::from(is_lost);
        if !is_lost || lost == engine.most_lost() {
            std::panic::resume_unwind(panic);
        }
        println!("  the browser was lost; the journey begins again");
    }
}

/// Why a journey failed, and whether the browser had gone by then.
type Failure = (Box<dyn std::any::Any + Send>, bool);

fn run_once(engine: Engine, setting: &Setting, journey: &impl AsyncFn(&Visit)) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("no runtime for the journey");
    runtime.block_on(async {
        // The watch is the page's first script, so what is to happen before stands at its end.
        let watch = Some(format!("{WATCH}{}{}", if setting.worker { "" } else { NO_WORKER }, setting.before));
        let server = Server::start(Options { mount: setting.mount.clone(), watch, ..Options::new(&setting.folder) })
            .unwrap_or_else(|fault| panic!("{fault}"));
        let (driver, browser, downloads) = begun(engine, setting).await;
        let visit = Visit { engine, browser: browser.clone(), server, downloads };
        // The browser must end also when the journey fails, or it would stay for ever.
        let whole = async {
            journey(&visit).await;
            visit.ends_well().await;
        };
        let outcome = AssertUnwindSafe(whole).catch_unwind().await;
        let is_lost = outcome.is_err() && browser.windows().await.is_err();
        let _ = browser.quit().await;
        drop(driver);
        outcome.map_err(|panic| (panic, is_lost))
    })
}

/// A browser with its driver, and the folder it saves to. Another journey may take the port between the moment
/// it was free and the driver's start; then it is tried again with another.
async fn begun(engine: Engine, setting: &Setting) -> (Driver, WebDriver, PathBuf) {
    let mut tries = 0;
    loop {
        let driver = Driver::start(engine, setting);
        match WebDriver::new(driver.url(), capabilities(engine, setting, &driver.downloads)).await {
            Ok(browser) => {
                let downloads = driver.downloads.clone();
                return (driver, browser, downloads);
            }
            Err(error) if tries == 2 => panic!("{engine:?} does not start: {error}"),
            Err(_) => tries += 1,
        }
    }
}

impl Visit {
    /// Opens an address of the application; the empty text is its first page.
    pub async fn open(&self, address: &str) {
        let url = format!("{}{address}", self.server.url());
        self.browser.goto(&url).await.unwrap_or_else(|error| panic!("{url} does not open: {error}"));
    }

    /// Opens a page of the same origin without the application, where what is stored can be read and written.
    pub async fn open_plain(&self) {
        self.open(PLAIN_NAME).await;
    }

    /// Opens a page of the application and waits until it runs.
    pub async fn open_page(&self, address: &str) {
        self.open(address).await;
        self.until_started().await;
    }

    /// The same with its first page.
    pub async fn open_started(&self) {
        self.open_page("").await;
    }

    /// Waits until the application runs.
    pub async fn until_started(&self) {
        self.until("document.documentElement.dataset.app === 'started'").await;
    }

    /// Changes an answer in the page, as typing it would, once its field is there.
    pub async fn fill(&self, slot: Slot, text: &str) {
        let field = format!("document.getElementById({:?})", slot.path());
        self.until(&field).await;
        let edit = format!("const field = {field}; field.value = {text:?}; field.dispatchEvent(new Event('input', {{ bubbles: true }}));");
        self.browser.execute(edit, Vec::new()).await.unwrap_or_else(|error| panic!("{slot:?} cannot be filled: {error}"));
    }

    /// The value of a JavaScript expression in the page. `read(element)` is what stands in an element, each space a plain
    /// one, as in [`plain`].
    pub async fn value(&self, expression: &str) -> Value {
        let script = format!("{READ}return ({expression});");
        let result = self.browser.execute(script, Vec::new()).await;
        result.unwrap_or_else(|error| panic!("{expression}: {error}")).json().clone()
    }

    /// Scrolls an element, an expression in the page, to the middle of the screen: clear of what stays at the edges.
    pub async fn to_middle(&self, element: &str) {
        self.browser.execute(&format!("({element}).scrollIntoView({{ block: 'center' }});"), Vec::new()).await.unwrap();
    }

    /// Waits until a JavaScript expression is true. Fails with what the page shows.
    pub async fn until(&self, expression: &str) {
        let end = Instant::now() + PATIENCE;
        let script = format!("{READ}return !!({expression});");
        loop {
            // While one page takes the place of another, WebKit answers with an error.
            let error = match self.browser.execute(&script, Vec::new()).await {
                Ok(result) if result.json() == true => return,
                Ok(_) => None,
                Err(error) => Some(error),
            };
            if Instant::now() > end {
                let shown = self.value("document.body.innerText").await;
                panic!(
                    "in {:?} this never became true: {expression}\nerror: {error:?}\nwatched: {:?}\nthe page shows: {shown}",
                    self.engine,
                    self.watched().await
                );
            }
            tokio::time::sleep(PACE).await;
        }
    }

    /// Waits until a file whose name ends so has been saved whole, and returns its bytes.
    pub async fn saved(&self, ending: &str) -> Vec<u8> {
        let end = Instant::now() + PATIENCE;
        loop {
            let files: Vec<PathBuf> =
                std::fs::read_dir(&self.downloads).expect("no downloads folder").flatten().map(|e| e.path()).collect();
            // Browsers write under another name first, Firefox beside an empty file of the final name.
            let partial = files.iter().any(|path| path.extension().is_some_and(|e| e == "part" || e == "crdownload"));
            let file = files.iter().find(|path| path.to_string_lossy().ends_with(ending));
            if let Some(bytes) = file.filter(|_| !partial).and_then(|path| std::fs::read(path).ok()).filter(|bytes| !bytes.is_empty()) {
                return bytes;
            }
            assert!(Instant::now() < end, "in {:?} no file '…{ending}' was saved; there are {files:?}", self.engine);
            tokio::time::sleep(PACE).await;
        }
    }

    /// Hands the page a file. A file dialogue cannot be reached; this is how a driver stands in for it.
    pub async fn hand(&self, control: &str, file: &Path) {
        let input = self.browser.find(By::Id(control)).await.unwrap_or_else(|error| panic!("no '{control}': {error}"));
        input.send_keys(file.to_string_lossy()).await.unwrap_or_else(|error| panic!("'{control}' takes no file: {error}"));
    }

    /// What a person can read on the page.
    pub async fn text(&self) -> String {
        self.value("document.body.innerText").await.as_str().unwrap_or_default().to_owned()
    }

    /// Breaches of the policy and uncaught errors since the page opened.
    pub async fn watched(&self) -> Vec<String> {
        let list = self.value("window.watched || ['the watch did not load']").await;
        list.as_array().map(|list| list.iter().map(|entry| entry.as_str().unwrap_or_default().to_owned()).collect()).unwrap_or_default()
    }

    /// Fails on an uncaught error on the page that is open at the end of a journey, whatever the journey was about.
    /// What it has brought about on purpose it takes out of the list.
    async fn ends_well(&self) {
        let faults = "(window.watched || []).filter((entry) => !entry.startsWith('policy: '))";
        let faults = self.browser.execute(format!("return {faults};"), Vec::new()).await;
        // A journey may end where no page is.
        let Ok(faults) = faults else { return };
        assert_eq!(faults.json(), &json!([]), "in {:?} the page logged errors that nobody caught", self.engine);
    }

    /// Faults that axe-core finds on the page as it is now, one line each.
    pub async fn accessibility_faults(&self) -> Vec<String> {
        // `target-size` is off by default, and fingers need it. Content outside landmarks etc. is on.
        self.axe(json!({ "rules": { "target-size": { "enabled": true } } })).await
    }

    /// The same in another theme of a page that was looked at already: only colours can differ.
    pub async fn faults_of_theme(&self, theme: &str) -> Vec<String> {
        let set = "const root = document.documentElement.dataset; const before = root.theme; root.theme = arguments[0]; return before;";
        let before = self.browser.execute(set, vec![json!(theme)]).await.unwrap().json().clone();
        let faults = self.axe(json!({ "runOnly": { "type": "rule", "values": ["color-contrast", "link-in-text-block"] } })).await;
        self.browser.execute(set, vec![before]).await.unwrap();
        faults
    }

    async fn axe(&self, mut options: Value) -> Vec<String> {
        if self.value("typeof window.axe").await == "undefined" {
            let file = std::env::var("HSMP_AXE").expect("HSMP_AXE is not set; run the journeys with 'make browser-test'");
            let axe = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}; run 'make setup'"));
            self.browser.execute(axe, Vec::new()).await.unwrap_or_else(|error| panic!("axe: {error}"));
        }
        options["resultTypes"] = json!(["violations"]);
        // Preloading would fetch the style again, and the page may fetch nothing.
        options["preload"] = json!(false);
        let script = "const [options, done] = arguments;
             window.axe.run(document, options).then(
               (result) => done(result.violations.map((v) => v.id + ': ' + v.help + ' ' + v.nodes.map((n) => n.target).join(', '))),
               (error) => done(['axe failed: ' + error]));";
        let result = self.browser.execute_async(script, vec![options]).await.unwrap_or_else(|error| panic!("axe: {error}"));
        serde_json::from_value(result.json().clone()).unwrap_or_else(|error| panic!("axe gave no list: {error}"))
    }

    /// Moves fingers over the page, as WebDriver describes it.
    pub async fn touch(&self, actions: Value) {
        let result = self.browser.cmd(thirtyfour::common::command::Command::PerformActions(actions.into())).await;
        result.unwrap_or_else(|error| panic!("the page cannot be touched: {error}"));
    }

    /// Goes on in a window that can be as narrow as a phone.
    pub async fn as_on_a_phone(&self) {
        if self.engine.is_wide() {
            self.open_popup().await;
        }
    }

    /// Goes on in a popup.
    pub async fn open_popup(&self) {
        self.open_plain().await;
        let before = self.browser.windows().await.expect("no list of windows");
        self.browser.execute("window.open('test-plain.html', '', 'popup,width=400,height=740');", Vec::new()).await.ok();
        let popup = self.another_window(&before).await;
        self.browser.switch_to_window(popup).await.expect("the new window is gone");
    }

    /// Waits for a window that was not there before.
    pub async fn another_window(&self, before: &[WindowHandle]) -> WindowHandle {
        let end = Instant::now() + PATIENCE;
        loop {
            let now = self.browser.windows().await.expect("no list of windows");
            if let Some(other) = now.into_iter().find(|window| !before.contains(window)) {
                return other;
            }
            assert!(Instant::now() < end, "in {:?} no window opened", self.engine);
            tokio::time::sleep(PACE).await;
        }
    }

    /// Makes the page as wide and high as a screen of so many CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) {
        match self.engine {
            // Its window cannot be as narrow as a phone.
            Engine::Chromium => {
                let screen = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
                let result = self.browser.cdp().send_raw("Emulation.setDeviceMetricsOverride", screen).await;
                result.unwrap_or_else(|error| panic!("no screen of {width} pixels: {error}"));
            }
            Engine::Firefox | Engine::WebKit => {
                let frame = self.value("[outerWidth - innerWidth, outerHeight - innerHeight]").await;
                let outer =
                    |inner: u32, part: usize| inner + frame[part].as_u64().and_then(|extra| u32::try_from(extra).ok()).unwrap_or_default();
                let result = self.browser.set_window_rect(0, 0, outer(width, 0), outer(height, 1)).await;
                result.unwrap_or_else(|error| panic!("no window of {width} pixels: {error}"));
            }
        }
        self.until(&format!("innerWidth === {width}")).await;
    }
}

/// The folder that is tested.
fn delivery() -> PathBuf {
    std::env::var_os("HSMP_DIST").map_or_else(xtask::dist_folder, PathBuf::from)
}

/// A copy of the delivery that a journey may damage. `change` gets each file's name and its bytes,
/// and returns what to write; nothing leaves the file out. Compressed copies are left out.
pub fn damaged_delivery(name: &str, change: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>) -> PathBuf {
    let folder = fresh_folder(name);
    let dist = delivery();
    for file in xtask::dist::delivered(&dist).unwrap_or_else(|fault| panic!("{fault}")) {
        let bytes = std::fs::read(Path::new(&dist).join(&file)).expect("a file of dist/ cannot be read");
        if let Some(bytes) = change(&file, bytes) {
            let path = folder.join(&file);
            std::fs::create_dir_all(path.parent().unwrap_or(&folder)).expect("the copy cannot be written");
            std::fs::write(path, bytes).expect("the copy cannot be written");
        }
    }
    folder
}

/// A copy of the delivery with more files, as a host might have them beside ours.
pub fn delivery_with(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = damaged_delivery(name, |_, bytes| Some(bytes));
    for (file, text) in files {
        std::fs::write(folder.join(file), text).expect("the copy cannot be written");
    }
    folder
}

/// An empty folder of this name, for as long as the journey goes.
pub fn fresh_folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("hsmp-journey-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("no folder for the journey");
    folder
}
