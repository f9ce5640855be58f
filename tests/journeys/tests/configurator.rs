//! The page where owners of other sites choose how the calculator looks: the code that it gives runs on a page of another
//! site that allows nothing but what is documented.

use hsmp::key;
use hsmp::text::{Catalogue, Language};
use journeys::host::{File, Host};
use journeys::{Setting, Visit, in_each_browser, t};
use serde_json::{Value, json};

/// Another site whose only page has this policy and this in it.
async fn site(policy: &str, body: &str) -> Host {
    let page = format!("<!DOCTYPE html><html lang=\"en\"><title>A site</title><body><h1>A site</h1>{body}</body></html>");
    Host::start(vec![File::new("/", &[&format!("Content-Security-Policy: {}", policy.replace('\n', " "))], page)]).await
}

/// What the guide says that a site needs: the block after these words.
fn documented(after: &str, origin: &str) -> String {
    let guide = std::fs::read_to_string(xtask::root().join("docs/EMBEDDING.md")).unwrap();
    let (_, rest) = guide.split_once(after).unwrap_or_else(|| panic!("docs/EMBEDDING.md does not say '{after}'"));
    let block = rest.split("```").nth(1).unwrap().trim();
    block.replace("https://HOST", origin)
}

/// Opens the configurator and waits until it has written its code.
async fn open(visit: &Visit, address: &str) {
    visit.open(address).await;
    visit.until("document.querySelector('.speech.chosen [data-code=element]')?.textContent").await;
}

/// Chooses, as a person would.
async fn choose(visit: &Visit, name: &str, value: &str) {
    let script = format!(
        "const field = document.querySelector('.speech.chosen form').elements[{name:?}];
         if (field.type === 'checkbox') field.checked = true; else field.value = {value:?};
         (field.length && !field.options ? field[0] : field).dispatchEvent(new Event('input', {{ bubbles: true }}));"
    );
    visit.browser.execute(script, Vec::new()).await.unwrap_or_else(|error| panic!("{name}: {error}"));
}

/// A code of the page, as it would be copied.
async fn code(visit: &Visit, name: &str) -> String {
    let text = visit.value(&format!("document.querySelector('.speech.chosen [data-code={name}]').textContent")).await;
    text.as_str().unwrap().to_owned()
}

/// What the page says of the accent.
async fn of_accent(visit: &Visit) -> String {
    visit.value("document.querySelector('.speech.chosen [id$=-accent-said]').textContent").await.as_str().unwrap().to_owned()
}

/// Waits until a frame, an expression in the page around, shows the calculator; then comes back to the page around.
async fn runs_in_frame(visit: &Visit, frame: &str, language: &str, expected: &str) {
    visit.until(frame).await;
    let found = visit.browser.execute(format!("return {frame};"), Vec::new()).await.unwrap();
    found.element().unwrap().enter_frame().await.unwrap();
    visit.until_started().await;
    visit.until_read(expected).await;
    assert_eq!(visit.value("document.documentElement.lang").await, json!(language));
    visit.browser.enter_default_frame().await.unwrap();
}

#[test]
fn the_element_runs_as_it_was_copied() {
    in_each_browser(&Setting::default(), async |visit| {
        open(visit, "embed/").await;
        for (name, value) in
            [("calculator", "pay"), ("lang", "fr"), ("theme", "dark"), ("accent", "#8ad0de"), ("radius", "2"), ("scale", "120")]
        {
            choose(visit, name, value).await;
        }
        let element = code(visit, "element").await;
        let wanted = "<hsmp-calculator calculator=\"pay\" lang=\"fr\" theme=\"dark\" accent=\"#8ad0de\" radius=\"2\" scale=\"120\">";
        assert!(element.contains(wanted) && element.contains("integrity=\"sha384-"), "{element}");
        let policy = code(visit, "element-policy").await;
        let origin = visit.server.url().trim_end_matches('/').to_owned();
        assert_eq!(policy, documented("it needs this for the element:", &origin));
        let host = site(&format!("default-src 'none'; {policy}"), &element).await;
        visit.server.clear_log();
        visit.browser.goto(host.url("/")).await.unwrap();
        let frame = "document.querySelector('hsmp-calculator').shadowRoot?.querySelector('iframe')";
        runs_in_frame(visit, frame, "fr", Catalogue::built_in(Language::French).get(key!("page.title.pay"))).await;
        // Its first events may be over. Moved, it says them again; where it is moved to is under the same policy.
        let script = "window.heard = []; window.stopped = [];
             for (const name of ['hsmp-ready', 'hsmp-height', 'hsmp-step', 'hsmp-error'])
               document.addEventListener(name, ({ detail }) => window.heard.push(detail));
             document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => window.stopped.push(violatedDirective));
             document.body.append(document.querySelector('hsmp-calculator'));";
        visit.browser.execute(script, Vec::new()).await.unwrap();
        for seen in ["type === 'connected'", "type === 'step' && total > 0", "type === 'height' && px > 200"] {
            visit.until(&format!("window.heard.some(({{ type, total, px }}) => {seen})")).await;
        }
        assert_eq!(visit.value("window.heard.filter(({ type }) => type === 'error')").await, json!([]));
        assert_eq!(visit.value("[window.stopped, document.querySelector('hsmp-calculator').dropped]").await, json!([[], 0]));
        let log = visit.server.log();
        assert!(log.iter().any(|request| request.path.starts_with("/embed/v1.") && request.path.ends_with("/hsmp-calculator.js")));
        assert!(log.iter().all(|request| request.query.is_none() && request.header("referer").is_none()));
    });
}

#[test]
fn the_plain_frame_runs_as_it_was_copied() {
    in_each_browser(&Setting::default(), async |visit| {
        open(visit, "embed/").await;
        choose(visit, "calculator", "residency").await;
        choose(visit, "min-height", "720").await;
        let (frame, policy) = (code(visit, "frame").await, code(visit, "frame-policy").await);
        let origin = visit.server.url().trim_end_matches('/').to_owned();
        assert_eq!(policy, documented("and this for the plain frame", &origin));
        let host = site(&format!("default-src 'none'; {policy}"), &frame).await;
        visit.browser.goto(host.url("/")).await.unwrap();
        runs_in_frame(visit, "document.querySelector('iframe')", "en", &t(key!("page.title.tax-residence"))).await;
        assert_eq!(visit.value("document.querySelector('iframe').offsetHeight").await, json!(720));
        // Without the line nothing is shown, so the line is what does it.
        let without = site("default-src 'none'", &frame).await;
        visit.server.clear_log();
        visit.browser.goto(without.url("/")).await.unwrap();
        visit.until("document.readyState === 'complete'").await;
        assert_eq!(visit.server.log(), Vec::new());
    });
}

#[test]
fn the_guide_has_the_frame_that_the_configurator_writes() {
    in_each_browser(&Setting::default(), async |visit| {
        open(visit, "embed/").await;
        let guide = std::fs::read_to_string(xtask::root().join("docs/EMBEDDING.md")).unwrap();
        let url = visit.server.url();
        for name in ["element", "frame"] {
            let code = code(visit, name).await.replace(&url, "https://HOST/");
            // The hash of the release is in releases.json.
            let code = match code.split_once("integrity=\"") {
                Some((before, rest)) => format!("{before}integrity=\"INTEGRITY\"{}", rest.split_once('"').unwrap().1),
                None => code,
            };
            assert!(guide.contains(&code), "docs/EMBEDDING.md does not have\n{code}");
        }
    });
}

#[test]
fn an_accent_that_is_hard_to_read_is_refused_in_words() {
    in_each_browser(&Setting::default(), async |visit| {
        open(visit, "embed/").await;
        choose(visit, "theme", "light").await;
        choose(visit, "accent", "#ffcc00").await;
        let said = of_accent(visit).await;
        assert!(said.contains("1.3:1") && said.contains("4.5:1"), "{said}");
        let is_invalid = "document.querySelector('.speech.chosen [name=accent]').getAttribute('aria-invalid')";
        assert_eq!(visit.value(is_invalid).await, json!("true"));
        assert!(!code(visit, "element").await.contains("accent") && !code(visit, "frame").await.contains("accent"));
        choose(visit, "accent", "blue").await;
        assert!(of_accent(visit).await.contains("not a colour"));
        choose(visit, "accent", "7A1F5C").await;
        assert_eq!(visit.value(is_invalid).await, json!("false"));
        assert!(code(visit, "element").await.contains("accent=\"#7a1f5c\"") && code(visit, "frame").await.contains("&amp;accent=7a1f5c"));
        // On both grounds none can be read, so with the device's theme each ratio is said.
        choose(visit, "theme", "auto").await;
        let said = of_accent(visit).await;
        assert!(said.matches(":1 on ").count() == 2 && code(visit, "element").await.contains("accent"), "{said}");
        choose(visit, "accent", "").await;
        assert_eq!(of_accent(visit).await, "");
    });
}

#[test]
fn the_preview_is_the_calculator_and_nothing_is_kept_or_asked_for() {
    in_each_browser(&Setting::default(), async |visit| {
        open(visit, "embed/#fr").await;
        assert_eq!(visit.value("document.documentElement.lang").await, json!("fr"));
        choose(visit, "storage", "device").await;
        choose(visit, "share", "").await;
        let element = code(visit, "element").await;
        assert!(element.contains(" storage=\"device\"") && element.contains(" allow-share>"), "{element}");
        choose(visit, "calculator", "points").await;
        choose(visit, "lang", "en").await;
        visit.until("document.querySelectorAll('.preview iframe').length === 1 && document.querySelector('.preview iframe').src.includes('lang=en')").await;
        runs_in_frame(visit, "document.querySelector('.preview iframe')", "en", &t(key!("page.title.points"))).await;
        assert_eq!(visit.value("JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie").await, json!("{}"));
        visit.server.clear_log();
        let copy = "document.querySelector('.speech.chosen [data-copy=element]').click()";
        visit.browser.execute(copy, Vec::new()).await.unwrap();
        visit.until("document.querySelector('.speech.chosen .copied').textContent").await;
        // Another language of the page takes along what was chosen.
        visit.browser.execute("location.hash = 'en'", Vec::new()).await.unwrap();
        visit.until("document.documentElement.lang === 'en' && document.activeElement.matches('.speech.chosen h1')").await;
        assert_eq!(code(visit, "element").await.replace("Open the calculator", "Ouvrir le calculateur"), code_of(visit, "fr").await);
        let own: Vec<String> =
            visit.server.log().into_iter().map(|request| request.path).filter(|path| path.starts_with("/embed/")).collect();
        assert_eq!(own, Vec::<String>::new(), "the page itself asks for something");
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// The code for the element in a language that is not shown.
async fn code_of(visit: &Visit, language: &str) -> String {
    let text: Value = visit.value(&format!("document.querySelector('.speech[lang={language}] [data-code=element]').textContent")).await;
    text.as_str().unwrap().to_owned()
}

#[test]
fn it_fits_a_phone_and_axe_finds_nothing() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.as_on_a_phone().await;
        for language in ["en", "fr"] {
            visit.resize(1280, 900).await;
            open(visit, &format!("embed/?{language}#{language}")).await;
            choose(visit, "accent", "#ffee00").await;
            visit.until("document.querySelectorAll('.preview iframe').length === 1").await;
            assert_eq!(visit.accessibility_faults().await, Vec::<String>::new(), "{language}");
            visit.resize(360, 740).await;
            let fits = visit.value("document.documentElement.scrollWidth <= innerWidth").await;
            assert_eq!(fits, json!(true), "{language}: it scrolls sideways");
            assert_eq!(visit.accessibility_faults().await, Vec::<String>::new(), "{language}, 360 px");
        }
    });
}
