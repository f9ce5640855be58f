//! In pages of others: what a frame of ours does there, and what the page around can do to it and learn from it.

use hsmp::key;
use hsmp::profile::{Pay, Slot};
use journeys::host::{File, Host};
use journeys::{By, Engine, Setting, Visit, damaged_delivery, in_each_browser, t};
use serde_json::{Value, json};

use crate::json_schema::faults;

const GROSS: Slot = Pay::GROSS;

/// What a page writes down of all that it hears, before anything else runs in it.
const RECORD: &str = "window.heard = []; window.said = []; window.events = []; window.faults = [];
addEventListener('error', (e) => faults.push('error: ' + e.message));
addEventListener('unhandledrejection', (e) => faults.push('rejection: ' + e.reason));
// The page has no icon, and Firefox asks for one all the same.
addEventListener('securitypolicyviolation', (e) => e.blockedURI.endsWith('favicon.ico') || faults.push('policy: ' + e.effectiveDirective + ' ' + e.blockedURI));
addEventListener('message', (e) => heard.push(e.data));
window.Channel = window.MessageChannel;
window.MessageChannel = class extends Channel {
  constructor() {
    super();
    const post = this.port1.postMessage.bind(this.port1);
    this.port1.postMessage = (message) => (said.push(message), post(message));
    this.port1.addEventListener('message', (e) => heard.push(e.data));
  }
};
for (const name of ['ready', 'height', 'step', 'completed', 'error', 'result'])
  addEventListener('hsmp-' + name, (e) => events.push([e.target.id, e.type, e.detail]));";

/// A page of another site, with what it records.
fn page(path: &str, headers: &[&str], body: &str) -> [File; 2] {
    let text = format!(
        "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>a site</title><script src=\"/record.js\"></script><body>{body}</body></html>"
    );
    [File::new(path, headers, text), File::new("/record.js", &["Cross-Origin-Resource-Policy: same-origin"], RECORD)]
}

/// The loader and one element, as partners copy them.
fn element(frame: &str, attributes: &str) -> String {
    format!(
        "<script type=\"module\" src=\"{frame}embed/v1/hsmp-calculator.js\"></script>\
         <hsmp-calculator id=\"one\" {attributes}></hsmp-calculator>"
    )
}

async fn run(visit: &Visit, script: &str) {
    visit.browser.execute(script, Vec::new()).await.unwrap_or_else(|error| panic!("{script}: {error}"));
}

/// The frame of an element, as an expression.
fn frame_of(id: &str) -> String {
    format!("document.getElementById({id:?}).shadowRoot.querySelector('iframe')")
}

/// Opens a page of another site.
async fn open(visit: &Visit, host: &Host, path: &str) {
    visit.browser.goto(host.url(path)).await.unwrap();
}

/// Goes into a frame.
async fn enter(visit: &Visit, frame: &str) {
    visit.until(frame).await;
    let found = visit.browser.execute(format!("return {frame};"), Vec::new()).await.unwrap();
    found.element().unwrap().enter_frame().await.unwrap();
}

async fn leave(visit: &Visit) {
    visit.browser.enter_default_frame().await.unwrap();
}

/// Waits until the element's frame is connected and its application runs.
async fn started(visit: &Visit, id: &str) {
    visit.until(&format!("events.some(([id, type]) => id === {id:?} && type === 'hsmp-ready')")).await;
    enter(visit, &frame_of(id)).await;
    visit.until_started().await;
    assert_eq!(visit.watched().await, Vec::<String>::new());
    leave(visit).await;
}

fn fixture(name: &str) -> Value {
    let path = format!("{}/../embed/v1/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))).unwrap()
}

const MESSAGES: [&str; 9] = ["ready", "hello", "connected", "height", "step", "completed", "error", "result", "settings"];

/// Which message of the published schema this is.
fn kinds(message: &Value) -> Vec<&'static str> {
    let path = format!("{}/../../public/schema/embed-v1.schema.json", env!("CARGO_MANIFEST_DIR"));
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(schema["oneOf"], Value::Array(MESSAGES.map(|name| json!({ "$ref": format!("#/$defs/{name}") })).to_vec()));
    let fits = |name: &&str| {
        let mut found = Vec::new();
        faults(&schema["$defs"][name], message, "", &mut found);
        found.is_empty()
    };
    MESSAGES.into_iter().filter(fits).collect()
}

/// Partners write programs by these messages: what was one of version 1 stays one.
#[test]
fn the_fixtures_fit_the_schema() {
    for name in MESSAGES {
        assert_eq!(kinds(&fixture(name)), [name]);
    }
    let [mut height, mut hello] = ["height", "hello"].map(fixture);
    height["px"] = json!(20.5);
    hello["vars"]["accent"] = json!("red");
    assert_eq!([kinds(&height), kinds(&hello), kinds(&json!({ "ns": "hsmp.embed", "type": "other" }))], [[""; 0]; 3]);
}

/// A partner need not weaken its policy: the two lines of the documentation are enough, with the hash of the script, and
/// pages that are cut off from others can show it too.
#[test]
fn it_works_under_the_strictest_policies() {
    in_each_browser(&Setting::default(), async |visit| {
        let frame = visit.server.url();
        let origin = frame.trim_end_matches('/');
        let policy = format!(
            "Content-Security-Policy: default-src 'none'; script-src 'self' {origin}; frame-src {origin}; base-uri 'none'; require-trusted-types-for 'script'"
        );
        let isolated = ["Cross-Origin-Embedder-Policy: require-corp", "Cross-Origin-Opener-Policy: same-origin"];
        let releases = std::fs::read_to_string(format!("{}/../../packages/embed/releases.json", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let releases: Value = serde_json::from_str(&releases).unwrap();
        let integrity = releases["1.0.0"].as_str().unwrap();
        let pinned = format!(
            "<script type=\"module\" src=\"{frame}embed/v1.0.0/hsmp-calculator.js\" integrity=\"{integrity}\" crossorigin=\"anonymous\"></script>\
             <hsmp-calculator id=\"one\" calculator=\"pay\" lang=\"fr\"></hsmp-calculator>"
        );
        let mut files = page("/policy", &[&policy], &pinned).to_vec();
        files.extend(page("/isolated", &isolated, &element(&frame, "calculator=\"points\"")));
        let host = Host::start(files).await;
        for path in ["/policy", "/isolated"] {
            open(visit, &host, path).await;
            started(visit, "one").await;
            visit.until(&format!("parseInt({}.style.height) > 560", frame_of("one"))).await;
            assert_eq!(visit.value("faults").await, json!([]), "{path}");
        }
        assert_eq!(visit.value("crossOriginIsolated").await, json!(true));
    });
}

/// Whoever asks for no script gets none: the plain frame does without, in whatever language, theme and colour it names.
#[test]
fn a_plain_frame_needs_no_script() {
    in_each_browser(&Setting::default(), async |visit| {
        let frame = visit.server.url();
        let policy = format!("Content-Security-Policy: default-src 'none'; frame-src {}", frame.trim_end_matches('/'));
        let plain = |asked: &str| {
            let text =
                format!("<!DOCTYPE html><title>x</title><iframe src=\"{frame}embed.html#{asked}\" width=\"360\" height=\"600\"></iframe>");
            [policy.as_str()].map(|header| File::new(&format!("/{}", asked.split('?').next().unwrap_or_default()), &[header], &*text))
        };
        let asked =
            ["pay?lang=fr&theme=dark&accent=8AD0DE&radius=3&scale=150", "permits?lang=xx", "constructor?lang=en", "plan?theme=dark&size=9"];
        let host = Host::start(asked.iter().flat_map(|asked| plain(asked)).collect()).await;
        let inside = async |path: &str| {
            open(visit, &host, path).await;
            enter(visit, "document.querySelector('iframe')").await;
            visit.until_started().await;
        };
        let on_root = "(({ embed, embedFault, embedStorage, theme }) => [embed, embedFault ?? '', embedStorage, theme ?? ''])(document.documentElement.dataset)";
        inside("/pay").await;
        assert_eq!(visit.value(on_root).await, json!(["pay", "", "none", "dark"]));
        for _ in 0..2 {
            let looks =
                "['--accent', '--on-accent', '--radius', '--scale'].map((name) => document.documentElement.style.getPropertyValue(name))";
            assert_eq!(visit.value(looks).await, json!(["#8ad0de", "#000", "3px", "150%"]));
            assert_eq!(visit.value("[location.hash, document.documentElement.lang]").await, json!(["#/pay", "fr"]));
            // A reload of the frame asks for the same.
            run(visit, "window.isOld = true; location.reload();").await;
            visit.until("!window.isOld && document.documentElement?.dataset.app === 'started'").await;
        }
        for (path, wanted) in [("/permits", ["permits", "language"]), ("/constructor", ["", "calculator"]), ("/plan", ["plan", "setting"])]
        {
            inside(path).await;
            let found = visit.value(on_root).await;
            assert_eq!([&found[0], &found[1]], [wanted[0], wanted[1]], "{path}");
            assert!(visit.text().await.len() > 200, "{path} is blank");
        }
        // Nothing of what was asked for came to a server.
        assert!(visit.server.log().iter().all(|request| request.query.is_none()));
    });
}

/// Everything else of ours is shown by nobody.
#[test]
fn nobody_else_frames_the_application() {
    in_each_browser(&Setting::default(), async |visit| {
        let frame = visit.server.url();
        let body =
            format!("<iframe src=\"{frame}\"></iframe><iframe src=\"{frame}index.html\"></iframe><iframe src=\"{frame}embed/\"></iframe>");
        let host = Host::start(page("/", &[], &body).to_vec()).await;
        open(visit, &host, "/").await;
        visit.until("document.readyState === 'complete'").await;
        let log = visit.server.log();
        assert!(log.iter().any(|request| request.path == "/index.html"), "{log:?}");
        assert!(log.iter().all(|request| !request.path.contains("boot-") && !request.path.contains("configurator-")), "{log:?}");
    });
}

/// The page around follows the height, and its text does not jump.
#[test]
fn the_height_follows_and_nothing_jumps() {
    in_each_browser(&Setting::default(), async |visit| {
        let frame = visit.server.url();
        let shifts = "<script>window.shift = 0; try { new PerformanceObserver((list) => list.getEntries().forEach((one) => { if (!one.hadRecentInput) shift += one.value; })).observe({ type: 'layout-shift', buffered: true }); } catch {}</script>";
        let style = "<style>hsmp-calculator { display: block; min-height: 560px }</style>";
        let text = "<p>Some words of the site.</p>".repeat(8);
        let body = |around: &str| {
            format!("{shifts}{style}<h1>Site</h1>{text}<div {around}>{}</div>{text}", element(&frame, "calculator=\"points\""))
        };
        let mut files = page("/", &[], &body("")).to_vec();
        files.extend(page("/narrow", &[], &body("dir=\"rtl\" style=\"inline-size: 320px\"")));
        let host = Host::start(files).await;
        for path in ["/", "/narrow"] {
            open(visit, &host, path).await;
            started(visit, "one").await;
            let fits = format!(
                "Math.abs({0}.clientHeight - {0}.getBoundingClientRect().height) < 1 && {0}.clientHeight === (events.findLast(([, type]) => type === 'hsmp-height') ?? [])[2]?.px",
                frame_of("one")
            );
            visit.until(&fits).await;
            let before = visit.value(&format!("{}.clientHeight", frame_of("one"))).await.as_i64().unwrap();
            enter(visit, &frame_of("one")).await;
            let scrolls = visit
                .value("[document.documentElement.scrollWidth - innerWidth, document.body.getBoundingClientRect().height - innerHeight]")
                .await;
            assert!(scrolls[0].as_f64().unwrap() <= 0.0 && scrolls[1].as_f64().unwrap() <= 2.0, "{path}: {scrolls}");
            run(
                visit,
                "const more = document.createElement('div'); more.id = 'more'; more.style.height = '777px'; document.body.append(more);",
            )
            .await;
            leave(visit).await;
            visit.until(&format!("{}.clientHeight > {before} + 700", frame_of("one"))).await;
            visit.until(&fits).await;
            enter(visit, &frame_of("one")).await;
            run(visit, "document.getElementById('more').remove();").await;
            leave(visit).await;
            visit.until(&format!("{}.clientHeight < {before} + 700", frame_of("one"))).await;
            if visit.engine == Engine::Chromium {
                let shift = visit.value("shift").await.as_f64().unwrap();
                println!("layout shift of {path}: {shift:.4}");
                assert!(shift <= 0.1, "{path}: {shift}");
            }
        }
    });
}

/// Whatever is typed stays in the frame: no message, event, address or request tells it.
#[test]
fn no_answer_leaves_the_frame() {
    const CANARY: &str = "4387.61";
    in_each_browser(&Setting::default(), async |visit| {
        let frame = visit.server.url();
        let calculators = ["points", "residency", "pay", "permits", "plan", "programmes", "full"];
        let files = calculators.iter().flat_map(|name| page(&format!("/{name}"), &[], &element(&frame, &format!("calculator=\"{name}\""))));
        let host = Host::start(files.collect()).await;
        for name in calculators {
            open(visit, &host, &format!("/{name}")).await;
            started(visit, "one").await;
            visit.server.clear_log();
            enter(visit, &frame_of("one")).await;
            if name == "full" {
                run(visit, "location.hash = '#/answers'").await;
                visit.until("document.querySelectorAll('main input').length > 5").await;
            }
            // Into every field that takes text, and a choice wherever there is one.
            let fill = format!(
                "let typed = 0;
                 for (const field of document.querySelectorAll('main :is(input, select, textarea)')) {{
                   if (field.type === 'radio' || field.type === 'checkbox') {{ field.click(); continue; }}
                   if (field.tagName === 'SELECT') field.selectedIndex = field.options.length - 1;
                   else if (!['file', 'button', 'color'].includes(field.type)) {{ field.value = {CANARY:?}; typed += 1; }}
                   for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, {{ bubbles: true }}));
                 }}
                 return typed;"
            );
            let typed = visit.browser.execute(fill, Vec::new()).await.unwrap().json().as_u64().unwrap();
            assert!(typed > 0 || !["pay", "full"].contains(&name), "{name} takes no text");
            let address = visit.value("location.href + document.title").await.to_string();
            assert_eq!(visit.watched().await, Vec::<String>::new());
            leave(visit).await;
            visit.until("events.some(([, type]) => type === 'hsmp-step')").await;
            let told = visit.value("JSON.stringify([heard, said, events, location.href, document.title])").await.to_string();
            let requests = format!("{:?} {:?}", visit.server.log(), host.came());
            for text in [&address, &told, &requests] {
                assert!(!text.contains(CANARY) && !text.contains("4387") && !text.contains("hsmp-result"), "{name}: {text}");
            }
            assert_eq!(visit.server.log(), [], "{name}: requests after the start");
            // And all of it is in the schema, with nothing besides.
            let messages = visit.value("[...heard, ...said]").await;
            for message in messages.as_array().unwrap() {
                let [kind] = kinds(message)[..] else { panic!("{name}: {message}") };
                let (own, known) = (message.as_object().unwrap(), fixture(kind));
                assert!(own.keys().all(|key| known.get(key).is_some()), "{name}: {message}");
            }
        }
    });
}

/// A receipt goes to the page around after a click on a button that names it, and never without.
#[test]
fn a_receipt_is_sent_after_a_click_only() {
    in_each_browser(&Setting::default(), async |visit| {
        let frame = visit.server.url();
        let host = Host::start(page("/", &[], &element(&frame, "calculator=\"pay\" allow-share")).to_vec()).await;
        open(visit, &host, "/").await;
        started(visit, "one").await;
        enter(visit, &frame_of("one")).await;
        visit.fill(GROSS, "4321.09").await;
        visit.until("document.querySelector('.embed-send button')").await;
        assert!(visit.value("document.querySelector('.embed-send').innerText").await.as_str().unwrap().contains(&host.origin()));
        // A script in the frame cannot do it alone.
        let forged = "dispatchEvent(new CustomEvent('hsmp-embed', { detail: JSON.stringify({ type: 'result', receipt: 'forged' }) }));";
        run(visit, forged).await;
        assert_eq!(visit.value("document.documentElement.dataset.embedDropped").await, json!("1"));
        visit.to_middle("document.querySelector('.embed-send button')").await;
        // WebKit's driver clicks beside what lies far down in a frame.
        if visit.engine == Engine::WebKit {
            println!("  WebKit is not asked for a click in the frame");
            return;
        }
        visit.browser.find(By::Css(".embed-send button")).await.unwrap().click().await.unwrap();
        leave(visit).await;
        visit.until("events.some(([, type]) => type === 'hsmp-result')").await;
        let results = visit.value("events.filter(([, type]) => type === 'hsmp-result').map(([, , detail]) => detail.receipt)").await;
        let [receipt] = &results.as_array().unwrap()[..] else { panic!("{results}") };
        assert!(receipt.as_str().unwrap().contains("4321.09"));
        assert_eq!(visit.value("faults").await, json!([]));
    });
}

/// Two at once; moved, taken out and put back; with another look, and with another calculator; with a second copy of the
/// loader; and after the way back.
#[test]
fn elements_come_and_go() {
    in_each_browser(&Setting::default(), async |visit| {
        let frame = visit.server.url();
        let body = format!(
            "<div id=\"first\">{}</div><div id=\"second\"><hsmp-calculator id=\"two\" calculator=\"permits\"></hsmp-calculator></div>\
             <script type=\"module\" src=\"{frame}embed/v1.0.0/hsmp-calculator.js\"></script>",
            element(&frame, "calculator=\"pay\"")
        );
        let mut files = page("/", &[], &body).to_vec();
        files.extend(page("/other", &[], "another page"));
        let host = Host::start(files).await;
        open(visit, &host, "/").await;
        started(visit, "one").await;
        run(visit, "document.getElementById('two').scrollIntoView()").await;
        started(visit, "two").await;
        assert_eq!(visit.value("[...document.querySelectorAll('hsmp-calculator')].map((one) => one.dropped)").await, json!([0, 0]));

        let readies = |id: &str| format!("events.filter(([id, type]) => id === {id:?} && type === 'hsmp-ready').length");
        run(
            visit,
            "document.getElementById('second').append(document.getElementById('one')); document.getElementById('one').scrollIntoView()",
        )
        .await;
        visit.until(&format!("{} === 2", readies("one"))).await;
        run(visit, "window.kept = document.getElementById('one'); kept.remove();").await;
        run(visit, "document.getElementById('first').append(kept); kept.scrollIntoView()").await;
        visit.until(&format!("{} === 3", readies("one"))).await;
        started(visit, "one").await;

        // Another look, and it is the same frame.
        let look = async |visit: &Visit, wanted: &str| {
            enter(visit, &frame_of("one")).await;
            visit.until(wanted).await;
            leave(visit).await;
        };
        enter(visit, &frame_of("one")).await;
        run(visit, "window.isSame = true").await;
        leave(visit).await;
        run(visit, "kept.setAttribute('theme', 'dark')").await;
        look(visit, "window.isSame && document.documentElement.dataset.theme === 'dark'").await;
        run(visit, "kept.setAttribute('scale', '120')").await;
        look(visit, "window.isSame && document.documentElement.style.getPropertyValue('--scale') === '120%'").await;
        // One that cannot be read there is not used.
        run(visit, "kept.setAttribute('accent', '#0b5563'); kept.setAttribute('radius', '1')").await;
        look(visit, "document.documentElement.style.getPropertyValue('--radius') === '1px' && !document.documentElement.style.getPropertyValue('--accent')").await;
        run(visit, "document.documentElement.style.setProperty('--hsmp-accent', '#ffd0e0'); kept.removeAttribute('accent')").await;
        look(visit, "document.documentElement.style.getPropertyValue('--accent') === '#ffd0e0'").await;
        run(visit, "document.documentElement.style.setProperty('--hsmp-accent', '#ffe0ff')").await;
        look(visit, "window.isSame && document.documentElement.style.getPropertyValue('--accent') === '#ffe0ff'").await;
        // Another calculator is another frame.
        run(visit, "kept.setAttribute('calculator', 'residency')").await;
        visit.until(&format!("{} === 4", readies("one"))).await;
        look(visit, "!window.isSame && location.hash === '#/tax-residence'").await;
        // The frame itself may load anew, for a language that somebody chose there.
        enter(visit, &frame_of("one")).await;
        run(visit, "location.reload()").await;
        leave(visit).await;
        visit.until(&format!("{} === 5", readies("one"))).await;
        started(visit, "one").await;
        assert_eq!(visit.value("faults").await, json!([]));

        // There and back.
        open(visit, &host, "/other").await;
        visit.browser.back().await.unwrap();
        started(visit, "one").await;
        run(visit, "document.getElementById('one').setAttribute('theme', 'light')").await;
        look(visit, "document.documentElement.dataset.theme === 'light'").await;
    });
}

/// What a page without an origin, or of our own, reads in place of a calculator.
#[test]
fn where_it_cannot_run_it_says_so() {
    in_each_browser(&Setting::default(), async |visit| {
        let frame = visit.server.url();
        let mut files = page("/own", &[], &element(&frame, "host=\"./\"")).to_vec();
        let sandboxed = ["Content-Security-Policy: sandbox allow-scripts"];
        files.extend(page("/sandboxed", &sandboxed, &element(&frame, "lang=\"fr\"")));
        let host = Host::start(files).await;
        for (path, wanted) in [("/own", "The calculator can’t run here."), ("/sandboxed", "Le calculateur ne fonctionne pas ici.")] {
            open(visit, &host, path).await;
            visit.until(&format!("document.getElementById('one').shadowRoot?.textContent.includes({wanted:?})")).await;
            assert_eq!(visit.value("document.getElementById('one').shadowRoot.querySelector('iframe')").await, Value::Null);
        }
        // A sandbox with an origin is like any page.
        let around = "<iframe sandbox=\"allow-scripts allow-same-origin\" src=\"/inner\" width=\"600\" height=\"900\"></iframe>";
        let mut files = page("/", &[], around).to_vec();
        files.extend(page("/inner", &[], &element(&frame, "")));
        let host = Host::start(files).await;
        open(visit, &host, "/").await;
        enter(visit, "document.querySelector('iframe')").await;
        visit.until("events.some(([, type]) => type === 'hsmp-ready')").await;
    });
}

/// A page that sends whatever it likes: nothing of it has an effect, and a proper greeting still has.
#[test]
fn the_frame_drops_what_does_not_fit() {
    in_each_browser(&Setting::default(), async |visit| {
        let frame = visit.server.url();
        let body = format!("<iframe id=\"frame\" src=\"{frame}embed.html#pay?share=1\" width=\"360\" height=\"600\"></iframe>");
        let host = Host::start(page("/", &[], &body).to_vec()).await;
        open(visit, &host, "/").await;
        visit.until("heard.some((one) => one.type === 'ready')").await;
        enter(visit, "document.getElementById('frame')").await;
        visit.until_started().await;
        leave(visit).await;
        let (hello, settings) = (fixture("hello"), fixture("settings"));
        let dropped = async |wanted: u64| {
            enter(visit, "document.getElementById('frame')").await;
            visit.until(&format!("document.documentElement.dataset.embedDropped === '{wanted}'")).await;
            let state = visit.value("[document.documentElement.dataset.embedHost ?? '', ({}).polluted ?? '']").await;
            leave(visit).await;
            state
        };
        let junk = format!(
            "window.to = document.getElementById('frame').contentWindow; window.hello = {hello}; window.port = () => new Channel();
             const cycle = {{ ...hello }}; cycle.vars = {{ self: cycle }};
             const junk = [null, undefined, 0, 'hello', JSON.stringify(hello), [], [hello], {{}}, {{ ns: 'hsmp.embed' }}, {{ ...hello, ns: 'other' }},
               JSON.parse('{{\"__proto__\":{{\"ns\":\"hsmp.embed\",\"type\":\"hello\",\"polluted\":1}}}}'), cycle, new Map(), new Uint8Array(9),
               'x'.repeat(1e7), {{ ...hello, more: 'x'.repeat(1e7) }}, {{ ...hello, nonce: '<b>' }}, {{ ...hello, share: 1 }}, {{ ...hello, theme: 'constructor' }},
               {{ ...hello, vars: null }}, {{ ...hello, vars: {{ accent: 'red' }} }}, {{ ...hello, vars: {{ radius: '8' }} }}, {{ ...hello, vars: {{ scale: 1e9 }} }}];
             for (const one of junk) to.postMessage(one, '*', [port().port2]);
             to.postMessage(hello, '*');
             for (let number = 0; number < 1000; number += 1) to.postMessage({{ ns: 'hsmp.embed', type: 'hello', number }}, '*');
             for (const type of ['__proto__', 'constructor', 'later']) to.postMessage({{ ns: 'hsmp.embed', type }}, '*');
             window.sent = junk.length + 1001;"
        );
        run(visit, &junk).await;
        let sent = visit.value("sent").await.as_u64().unwrap();
        assert_eq!(dropped(sent).await, json!(["", ""]));
        // A later version is told so, and does no harm.
        run(visit, "const later = port(); later.port1.onmessage = ({ data }) => (window.later = data); to.postMessage({ ...hello, v: 2 }, '*', [later.port2]);").await;
        visit.until("window.later").await;
        assert_eq!(visit.value("later").await, json!({ "ns": "hsmp.embed", "type": "error", "code": "version" }));
        // Another window is not the page around, whatever it says.
        enter(visit, "document.getElementById('frame')").await;
        run(visit, &format!("postMessage({hello}, '*', [new MessageChannel().port2])")).await;
        leave(visit).await;
        // The first proper greeting counts, and no other.
        run(visit, "window.first = port(); window.got = []; first.port1.onmessage = ({ data }) => got.push(data); to.postMessage({ ...hello, share: true }, '*', [first.port2]);").await;
        visit.until("got.some((one) => one.type === 'connected') && got.some((one) => one.type === 'height')").await;
        run(
            visit,
            "window.second = port(); second.port1.onmessage = ({ data }) => faults.push(data); to.postMessage(hello, '*', [second.port2]);",
        )
        .await;
        // Over the port too only what fits.
        let over = format!(
            "window.settings = {settings}; const junk = [null, 'x', {{ ...settings, theme: 'pink' }}, {{ ...settings, vars: [] }}, {{ ...settings, more: 'x'.repeat(1e5) }}];
             junk.forEach((one) => first.port1.postMessage(one)); first.port1.postMessage({{ ns: 'hsmp.embed', type: 'later' }}); first.port1.postMessage(settings);"
        );
        run(visit, &over).await;
        assert_eq!(dropped(sent + 5).await[0], json!(host.origin()));
        enter(visit, "document.getElementById('frame')").await;
        visit.until("document.documentElement.dataset.theme === 'light'").await;
        assert_eq!(visit.watched().await, Vec::<String>::new());
        leave(visit).await;
        assert_eq!(visit.value("faults").await, json!([]));
    });
}

/// Whoever is not the element's frame is not heard, and what the frame says is checked as well.
#[test]
fn the_loader_drops_what_does_not_fit() {
    in_each_browser(&Setting::default(), async |visit| {
        let frame = visit.server.url();
        // A frame that has been taken over says what it likes.
        let messages = json!(
            MESSAGES.iter().filter(|name| !["ready", "hello", "settings"].contains(name)).map(|name| fixture(name)).collect::<Vec<_>>()
        );
        let evil = format!(
            "<!DOCTYPE html><script>
             const cycle = {{ ns: 'hsmp.embed', type: 'completed' }}; cycle.self = cycle;
             const junk = [null, 'x', 7, [], {{}}, {{ ns: 'hsmp.embed', type: 'height', px: 1e9 }}, {{ ns: 'hsmp.embed', type: 'height', px: '900' }},
               {{ ns: 'hsmp.embed', type: 'step', index: 3, total: 2 }}, {{ ns: 'hsmp.embed', type: 'error', code: 'x' }}, cycle,
               {{ ns: 'hsmp.embed', type: 'completed', more: 'x'.repeat(1e7) }}, {{ ns: 'hsmp.embed', type: 'completed', more: 1n }}];
             addEventListener('message', ({{ data, ports }}) => {{
               parent.postMessage({{ hello: data }}, '*');
               {messages}.forEach((one) => ports[0].postMessage(one));
               junk.forEach((one) => ports[0].postMessage(one));
               for (const type of ['__proto__', 'toString', 'later']) ports[0].postMessage({{ ns: 'hsmp.embed', type }});
               for (let number = 0; number < 1000; number += 1) ports[0].postMessage({{ ns: 'hsmp.embed', type: 'result', receipt: 1 }});
             }});
             parent.postMessage(null, '*'); parent.postMessage('ready', '*'); parent.postMessage({{ ns: 'hsmp.embed', type: 'ready', v: 1 }}, '*');
             parent.postMessage({{ ns: 'hsmp.embed', type: 'ready', v: [2] }}, '*'); parent.postMessage({{ ns: 'hsmp.embed', type: 'ready', v: [1] }}, '*');
             </script>"
        );
        let taken = Host::start(vec![File::new("/embed.html", &[], evil)]).await;
        let loader = |attributes: &str| element(&frame, attributes);
        let mut files = page("/", &[], &loader(&format!("host=\"{}/\"", taken.near_origin()))).to_vec();
        // Beside a good one, others that claim to be it: of another origin, and of ours.
        let beside = format!(
            "{}<iframe src=\"{}/embed.html\"></iframe><iframe src=\"{frame}embed.html#pay\"></iframe>",
            loader(""),
            taken.near_origin()
        );
        files.extend(page("/beside", &[], &beside));
        let host = Host::start(files).await;

        open(visit, &host, "/").await;
        // Four before the greeting, what it says of the greeting, a receipt that the page did not ask for, and the junk.
        visit.until("document.getElementById('one').dropped === 4 + 1 + 1 + 12 + 1000").await;
        let hello = visit.value("heard.find((one) => one?.hello).hello").await;
        assert_eq!(kinds(&hello), ["hello"], "{hello}");
        let told = visit.value("events.map(([, type, detail]) => [type, detail])").await;
        let wanted = json!([
            ["hsmp-ready", { "type": "connected", "v": 1, "build": "0123456789abcdef" }],
            ["hsmp-height", { "type": "height", "px": 1234 }],
            ["hsmp-step", { "type": "step", "index": 2, "total": 5 }],
            ["hsmp-completed", { "type": "completed" }],
            ["hsmp-error", { "type": "error", "code": "language" }]
        ]);
        assert_eq!(told, wanted);
        assert_eq!(visit.value("faults").await, json!([]));

        open(visit, &host, "/beside").await;
        started(visit, "one").await;
        visit.until("heard.filter((one) => one?.ns === 'hsmp.embed' && one.type === 'ready').length >= 6").await;
        assert_eq!(visit.value("[document.getElementById('one').dropped, heard.some((one) => one?.hello)]").await, json!([0, false]));
        assert_eq!(visit.value("faults").await, json!([]));
    });
}

/// Where the browser gives the frame no storage, it works and says so; where the start fails, the page around hears it.
#[test]
fn what_is_missing_is_said() {
    let denied = "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });";
    in_each_browser(&Setting { before: denied.to_owned(), ..Setting::default() }, async |visit| {
        let frame = visit.server.url();
        let host = Host::start(page("/", &[], &element(&frame, "calculator=\"pay\" storage=\"device\" lang=\"en\"")).to_vec()).await;
        open(visit, &host, "/").await;
        started(visit, "one").await;
        enter(visit, &frame_of("one")).await;
        let text = visit.text().await;
        assert!(text.contains(&t(key!("embed.stored.denied"))), "{text}");
    });
    let folder = damaged_delivery("embed-broken", |name, bytes| (!name.ends_with(".wasm")).then_some(bytes));
    in_each_browser(&Setting { folder, ..Setting::default() }, async |visit| {
        let frame = visit.server.url();
        let host = Host::start(page("/", &[], &element(&frame, "calculator=\"nothing\"")).to_vec()).await;
        open(visit, &host, "/").await;
        visit.until("events.some(([, type, detail]) => type === 'hsmp-error' && detail.code === 'start')").await;
        enter(visit, &frame_of("one")).await;
        assert!(visit.text().await.contains("could not start"));
    });
}
