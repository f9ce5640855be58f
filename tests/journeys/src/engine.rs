//! The engines, the programs that drive them, and what each cannot do.

use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use serde_json::{Value, json};
use thirtyfour::Capabilities;

use super::{PACE, PATIENCE, Setting, fresh_folder};

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, driven by chromedriver.
    Chromium,
    /// Firefox, driven by geckodriver.
    Firefox,
    /// The small browser of WebKitGTK, driven by WebKitWebDriver. What Safari does with a page follows
    /// from the same engine.
    WebKit,
}

impl Engine {
    /// Whether its driver puts a page on paper. That of WebKitGTK has no such command, and the browser's own way
    /// asks the person in a window that no driver reaches.
    pub fn can_print(self) -> bool {
        self != Self::WebKit
    }

    /// Whether a file that the page's head preloads is what `fetch` then gets. WebKitGTK 2.50 asks for it again,
    /// with the attributes for integrity and other origins as without.
    pub fn uses_preloads(self) -> bool {
        self != Self::WebKit
    }

    /// Whether it reads what a page says of itself for being installed. The others have nothing to install pages with on
    /// this system.
    pub fn installs(self) -> bool {
        self == Self::Chromium
    }

    /// Whether it can write down what it does on the network. WebKitGTK, as it is delivered, cannot.
    pub fn has_network_log(self) -> bool {
        self != Self::WebKit
    }

    /// How often a journey may lose the browser until it has failed. WebKitGTK's driver loses it now and then, whatever
    /// the page does, so there a journey begins again.
    pub(super) fn most_lost(self) -> u32 {
        if self == Self::WebKit { 3 } else { 1 }
    }

    /// How often a text is typed until it has failed to arrive: WebKitGTK's driver loses keys now and then.
    pub(super) fn most_typed(self) -> u32 {
        if self == Self::WebKit { 3 } else { 1 }
    }

    /// Whether its window cannot be as narrow as a phone unless it is a popup: Firefox keeps its toolbar's width.
    pub(super) fn is_wide(self) -> bool {
        self == Self::Firefox
    }
}

/// The engines to run in. WebKit is asked for by name: nobody has seen it end well often enough yet (docs/TESTING.md).
pub fn engines() -> Vec<Engine> {
    let wanted = std::env::var("HSMP_BROWSERS").unwrap_or_else(|_| "chromium,firefox".to_owned());
    let engine = |name: &str| match name.trim() {
        "chromium" => Engine::Chromium,
        "firefox" => Engine::Firefox,
        "webkit" => Engine::WebKit,
        other => panic!("HSMP_BROWSERS names '{other}'; known are chromium, firefox and webkit"),
    };
    wanted.split(',').map(engine).collect()
}

/// What to do where a browser, its driver or its screen is not there.
const WITHOUT: &str =
    "run 'make setup', then 'make browser-test', or leave browsers out, as with 'HSMP_BROWSERS=chromium,firefox make browser-test'";

/// What is asked of a driver: which browser, how, and where it saves.
pub(super) fn capabilities(engine: Engine, setting: &Setting, downloads: &Path) -> Capabilities {
    let language = &setting.language;
    let mut value = match engine {
        Engine::Chromium => json!({
            "browserName": "chrome",
            "goog:chromeOptions": {
                "args": [
                    "--headless=new", "--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage",
                    // Otherwise calls between browsers would not come to this machine, where the tests look for them.
                    "--allow-loopback-in-peer-connection",
                    format!("--accept-lang={language}"), format!("--lang={language}"), "--window-size=1200,900",
                ],
                "prefs": {
                    "intl.accept_languages": language,
                    "download.default_directory": downloads,
                    "download.prompt_for_download": false,
                },
            },
        }),
        Engine::Firefox => json!({
            "browserName": "firefox",
            "moz:firefoxOptions": {
                "args": ["-headless"],
                "prefs": {
                    "intl.accept_languages": language,
                    "media.peerconnection.ice.loopback": true,
                    "browser.download.folderList": 2,
                    "browser.download.dir": downloads,
                    // The list of downloads would take the focus from the page.
                    "browser.download.alwaysOpenPanel": false,
                },
            },
        }),
        // Without a browser's name: the driver knows none that fits.
        Engine::WebKit => json!({
            "webkitgtk:browserOptions": {
                "binary": mini_browser(),
                "args": ["--automation", "--geometry=1200x900", "--javascript-can-open-windows-automatically=true"],
            },
        }),
    };
    // Chromium writes down what it does on the network, in full.
    if let (Engine::Chromium, Some(folder)) = (engine, &setting.network_log)
        && let Some(args) = value["goog:chromeOptions"]["args"].as_array_mut()
    {
        args.push(format!("--log-net-log={}", folder.join("chromium.json").display()).into());
        args.push("--net-log-capture-mode=Everything".into());
    }
    let Value::Object(map) = value else { unreachable!("written as an object above") };
    Capabilities::from(map)
}

/// Distributions put it beside the library, in a folder of the machine's kind.
fn mini_browser() -> PathBuf {
    let folders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/libexec", "/usr/lib"];
    let known = folders.iter().flat_map(|folder| ["4.1", "4.0", "6.0"].map(|api| format!("{folder}/webkit2gtk-{api}/MiniBrowser")));
    known.map(PathBuf::from).find(|path| path.is_file()).unwrap_or_else(|| panic!("there is no MiniBrowser of WebKitGTK; {WITHOUT}"))
}

/// The program that drives a browser. It ends with this value, and with it all it has started.
pub(super) struct Driver {
    child: Child,
    port: u16,
    /// Where the browser saves. Empty at first, gone with this value.
    pub(super) downloads: PathBuf,
    /// Only where the browser cannot do without a screen.
    _screen: Option<Screen>,
}

impl Driver {
    pub(super) fn start(engine: Engine, setting: &Setting) -> Self {
        let port = free_port();
        let downloads = fresh_folder(&format!("downloads-{port}"));
        let program = match engine {
            Engine::Chromium => "chromedriver",
            Engine::Firefox => "geckodriver",
            Engine::WebKit => "WebKitWebDriver",
        };
        let mut command = Command::new(program);
        command.arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null());
        let screen = (engine == Engine::WebKit).then(|| {
            let screen = Screen::start();
            for_webkit(&mut command, &screen, &setting.language, &downloads);
            screen
        });
        if let (Engine::Firefox, Some(folder)) = (engine, &setting.network_log) {
            command.env("MOZ_LOG", "nsHttp:5,nsHostResolver:5,nsWebSocket:5").env("MOZ_LOG_FILE", folder.join("firefox"));
        }
        let child = command.spawn().unwrap_or_else(|error| panic!("{program}: {error}; {WITHOUT}"));
        let driver = Self { child, port, downloads, _screen: screen };
        let end = Instant::now() + PATIENCE;
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            assert!(Instant::now() < end, "{program} does not answer");
            std::thread::sleep(PACE);
        }
        driver
    }

    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.downloads);
        let _ = std::fs::remove_dir_all(home_of(&self.downloads));
    }
}

/// The driver has no word for language, downloads and the width of the toolbar; the browser takes them from its
/// surroundings.
fn for_webkit(command: &mut Command, screen: &Screen, language: &str, downloads: &Path) {
    let home = home_of(downloads);
    for folder in ["gtk-3.0", "locales"] {
        std::fs::create_dir_all(home.join(folder)).expect("no home for the browser");
    }
    let write = |name: &str, text: &str| std::fs::write(home.join(name), text).expect("the browser cannot be told how to be");
    write("user-dirs.dirs", &format!("XDG_DOWNLOAD_DIR={downloads:?}\n"));
    // Otherwise its buttons would make each window wider than a phone.
    write("gtk-3.0/gtk.css", "* { font-size: 1px; min-width: 0; padding: 0; margin: 0; }");
    for name in ["XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"] {
        command.env(name, &home);
    }
    // The page's language is the name of the machine's. One that is not installed counts as none, so a neutral one
    // lends what it has.
    let locale = format!("{language}.UTF-8");
    std::os::unix::fs::symlink(NEUTRAL, home.join("locales").join(&locale)).expect("no language for the browser");
    command.env("LOCPATH", home.join("locales")).env("LANG", locale).env_remove("LC_ALL").env_remove("LANGUAGE");
    command.env("DISPLAY", &screen.name).env("GDK_BACKEND", "x11");
    // Its sandbox needs what the super-user of a container has not.
    if is_root() {
        command.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
    }
}

/// What every glibc has, whatever languages are installed.
const NEUTRAL: &str = "/usr/lib/locale/C.utf8";

fn home_of(downloads: &Path) -> PathBuf {
    downloads.with_extension("home")
}

pub(super) fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
}

/// A screen that nobody sees, for the one browser that has no mode without. Each has its own: on one together
/// they would take the keyboard from one another.
struct Screen {
    child: Child,
    name: String,
}

impl Screen {
    fn start() -> Self {
        let mut child = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1600x1400x24", "-nolisten", "tcp", "-terminate"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("Xvfb: {error}; {WITHOUT}"));
        // It says its number once it is ready.
        let mut number = String::new();
        BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut number).expect("Xvfb says nothing");
        Self { child, name: format!(":{}", number.trim()) }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("no free port");
    listener.local_addr().expect("no address").port()
}
