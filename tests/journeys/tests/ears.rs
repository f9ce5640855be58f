//! For people who hear the page: its tree of roles and names, and what is said aloud after a change.

use std::path::PathBuf;

use hsmp::key;
use hsmp::profile::{Document, Pay};
use hsmp::text::Language;
use journeys::{Engine, Key, Setting, Visit, Way, faults, in_browser, in_each_browser, outline, t, words};
use serde_json::json;

use super::pages::{PAGES, SAMPLE, go, listen, said, start, too_wide};

/// It is nine in the morning of 1 June 2026, whenever the journey runs, and the clock goes on from there.
pub const CLOCK: &str = "{ const Real = Date, since = Real.now(), begin = new Real(2026, 5, 1, 9).getTime();
    window.Date = class extends Real {
      constructor(...given) { if (given.length) super(...given); else super(window.Date.now()); }
      static now() { return begin + Real.now() - since; }
    }; }";

fn on_a_fixed_day() -> Setting {
    Setting { before: CLOCK.to_owned(), language: "en".to_owned(), ..Setting::default() }
}

/// Opens everything that can be unfolded: what is folded away is not in the tree.
async fn unfold(visit: &Visit) {
    visit.browser.execute("for (const e of document.querySelectorAll('main details')) e.open = true;", Vec::new()).await.unwrap();
}

/// Where the tree of a page is written down.
fn golden(address: &str) -> PathBuf {
    let name = if address.is_empty() { "summary" } else { address };
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/trees")).join(format!("{name}.txt"))
}

/// How a tree differs from the one written down; the difference is written down where that was asked for.
fn compared(address: &str, tree: &str) -> Option<String> {
    let file = golden(address);
    if std::env::var_os("HSMP_BLESS").is_some() {
        std::fs::write(&file, tree).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        return None;
    }
    let known = std::fs::read_to_string(&file).unwrap_or_default();
    let (mut now, mut before) = (tree.lines(), known.lines());
    for number in 1.. {
        let (now, before) = (now.next(), before.next());
        if now != before {
            return Some(format!("line {number}\n  is:  {}\n  was: {}", now.unwrap_or("nothing"), before.unwrap_or("nothing")));
        }
        now?;
    }
    None
}

/// A drawing says what it shows, with a table or a list beside it, and its figures stand on the page as text.
const DRAWINGS: &str = "return [...document.querySelectorAll('main [role=img]')].filter((e) => e.checkVisibility()).flatMap((drawing) => {
    const near = drawing.closest('figure')?.parentElement ?? drawing.parentElement;
    let place = near;
    while (place && place.id !== 'main' && !place.querySelector('table, ol, ul, dl')) place = place.parentElement;
    const figures = (drawing.getAttribute('aria-label') ?? '').match(/\\d+/g) ?? [];
    const text = document.getElementById('main').textContent;
    return figures.filter((figure) => !text.includes(figure)).map((figure) => `${figure} of the drawing “${drawing.getAttribute('aria-label')}” is not on the page`)
      .concat(place && place.querySelector('table, ol, ul, dl') ? [] : [`no table beside the drawing “${drawing.getAttribute('aria-label')}”`]);
});";

/// Nothing takes the focus out of the order in which the page is read, and nothing is shown in another order.
const ORDER: &str = "return [...document.querySelectorAll('body *')].filter((e) => e.checkVisibility()).flatMap((e) => {
    const style = getComputedStyle(e), told = [];
    const has = e.querySelector('a[href], button, input, select, textarea, summary, [tabindex]') || e.matches('a[href], button, input, select, textarea, summary');
    if (e.tabIndex > 0) told.push('tabindex');
    if (e.hasAttribute('aria-owns') || e.hasAttribute('aria-flowto')) told.push('another order for ears');
    if (has && style.order !== '0') told.push('order ' + style.order);
    if (has && /reverse/.test(style.flexDirection + style.flexWrap)) told.push(style.flexDirection + ' ' + style.flexWrap);
    return told.map((fault) => `${fault}: ${e.tagName}.${e.className}#${e.id}`);
});";

async fn lines(visit: &Visit, script: &str) -> Vec<String> {
    let found = visit.browser.execute(script, Vec::new()).await.unwrap_or_else(|error| panic!("{script}: {error}"));
    serde_json::from_value(found.json().clone()).unwrap_or_else(|error| panic!("no lines: {error}"))
}

/// Each page as a screen reader has it, in English, with all answers given and everything unfolded. After a change that
/// was meant, `HSMP_BLESS=1` writes the trees anew; read the difference.
#[test]
fn every_page_has_the_tree_that_is_written_down() {
    in_browser(Engine::Chromium, &on_a_fixed_day(), async |visit| {
        visit.resize(1280, 900).await;
        start(visit, Language::English, "light", SAMPLE).await;
        let words = hsmp::text::Catalogue::built_in(Language::English);
        let mut told = Vec::new();
        for page in PAGES.into_iter().skip(1).chain(PAGES.into_iter().take(1)) {
            go(visit, &words, page).await;
            unfold(visit).await;
            let tree = visit.tree().await;
            let mut found = faults(&tree);
            found.extend(lines(visit, DRAWINGS).await);
            found.extend(lines(visit, ORDER).await);
            found.extend(compared(page.0, &outline(&tree)));
            told.extend(found.into_iter().map(|fault| format!("#/{}: {fault}", page.0)));
        }
        assert!(told.is_empty(), "{}\n(a change that was meant: HSMP_BLESS=1 writes the trees anew)", told.join("\n"));
    });
}

/// The same rules where nothing is answered yet.
#[test]
fn every_empty_page_has_names_and_an_order() {
    in_browser(Engine::Chromium, &Setting::default(), async |visit| {
        visit.resize(360, 740).await;
        start(visit, journeys::language(), "light", "").await;
        let words = words();
        let mut told = Vec::new();
        for page in PAGES.into_iter().skip(1) {
            go(visit, &words, page).await;
            unfold(visit).await;
            let mut found = faults(&visit.tree().await);
            found.extend(lines(visit, ORDER).await);
            told.extend(found.into_iter().map(|fault| format!("#/{}: {fault}", page.0)));
        }
        assert!(told.is_empty(), "{}", told.join("\n"));
    });
}

/// Presses what has a selector, as a finger or Enter would.
async fn press(visit: &Visit, selector: &str) {
    let script = "const e = document.querySelector(arguments[0]); e.focus(); e.click();";
    visit.browser.execute(script, vec![json!(selector)]).await.unwrap_or_else(|error| panic!("{selector}: {error}"));
}

/// Types over what stands in a field and leaves it there.
async fn type_over(visit: &Visit, id: &str, text: &str) {
    visit.browser.execute("document.getElementById(arguments[0]).focus();", vec![json!(id)]).await.unwrap();
    visit.retype(text).await;
}

/// Whatever a person does, they hear one sentence of it: not none, and not two that talk over each other. A new page is
/// read from its heading, which takes the focus.
#[test]
fn each_change_is_said_once() {
    in_each_browser(&Setting::default(), async |visit| {
        let words = words();
        start(visit, journeys::language(), "light", SAMPLE).await;
        go(visit, &words, PAGES[5]).await;
        listen(visit).await;
        type_over(visit, &Pay::GROSS.path(), "4321").await;
        let heard = said(visit).await;
        assert_eq!(heard.len(), 1, "an amount typed: {heard:?}");

        visit.press(char::from(Key::Tab).to_string()).await;
        let heard = said(visit).await;
        assert_eq!(heard.len(), 1, "how it was understood: {heard:?}");

        let choose = "const e = document.getElementById(arguments[0]); e.focus(); e.value = [...e.options].map((o) => o.value).find((v) => v && v !== e.value);
            e.dispatchEvent(new Event('change', { bubbles: true }));";
        visit.browser.execute(choose, vec![json!(Pay::SECTOR.path())]).await.unwrap();
        let heard = said(visit).await;
        assert_eq!(heard.len(), 1, "a choice: {heard:?}");

        go(visit, &words, PAGES[1]).await;
        assert_eq!(said(visit).await, Vec::<String>::new(), "the heading is read, and nothing else");
        listen(visit).await;
        press(visit, "#degrees-add").await;
        visit.until("/^degrees/.test(document.activeElement.id)").await;
        let heard = said(visit).await;
        assert_eq!(heard.len(), 1, "a row added: {heard:?}");
        assert!(heard[0].starts_with(t(key!("rows.added")).split('{').next().unwrap().trim()), "{heard:?}");

        press(visit, "#degrees .row-head .button").await;
        visit.until("document.activeElement.id === 'degrees-undo'").await;
        let heard = said(visit).await;
        assert_eq!(heard.len(), 1, "a row removed: {heard:?}");
        assert!(heard[0].starts_with(&t(key!("rows.removed"))), "{heard:?}");

        press(visit, "#degrees-undo").await;
        visit.until("document.activeElement.id === 'degrees-add'").await;
        let heard = said(visit).await;
        assert_eq!(heard.len(), 1, "a row brought back: {heard:?}");
        assert!(heard[0].starts_with(&t(key!("rows.back"))), "{heard:?}");
    });
}

/// What is left of the pay, as the page shows it.
async fn net(visit: &Visit) -> String {
    visit.read(".headline-value").await.concat()
}

/// Chooses at the foot of the page whether results wait.
async fn choose(visit: &Visit, how: &str) {
    let script =
        "const e = document.getElementById('results'); e.value = arguments[0]; e.dispatchEvent(new Event('change', { bubbles: true }));";
    visit.browser.execute(script, vec![json!(how)]).await.unwrap();
}

/// Whoever is disturbed by changing figures lets them wait: answers are saved as they are typed, results stay, and one
/// press of a button or of two keys brings the new ones, said once.
#[test]
fn results_wait_until_they_are_asked_for() {
    in_each_browser(&Setting::default(), async |visit| {
        let line = |key| format!("document.getElementById('recalculate-line')?.innerText.replace(/\\s+/g, ' ').trim() === {:?}", t(key));
        start(visit, journeys::language(), "light", SAMPLE).await;
        go(visit, &words(), PAGES[5]).await;
        let before = net(visit).await;
        choose(visit, "asked").await;
        visit.until(&line(key!("recalculate.new"))).await;
        listen(visit).await;
        type_over(visit, &Pay::GROSS.path(), "4321").await;
        assert_eq!(said(visit).await, [t(key!("recalculate.old"))]);
        visit.until(&line(key!("recalculate.old"))).await;
        assert_eq!(net(visit).await, before, "the results moved");
        let stored = visit.profile().await.expect("nothing was saved");
        assert_eq!(Document::parse(&stored).unwrap().text(Pay::GROSS), "4321.00");

        // The keys ask from the field.
        visit.press_with(Key::Control, Key::Enter).await;
        visit.until(&line(key!("recalculate.new"))).await;
        let heard = said(visit).await;
        assert_eq!(heard.len(), 1, "{heard:?}");
        assert!(heard[0].starts_with(&t(key!("recalculate.done"))), "{heard:?}");
        let after = net(visit).await;
        assert_ne!(after, before, "the results did not follow");

        // The choice lasts, and the button does the same as the keys.
        visit.open_plain().await;
        visit.open_page("#/pay").await;
        visit.until(&format!("{} && document.getElementById('results').value === 'asked'", line(key!("recalculate.new")))).await;
        assert_eq!(net(visit).await, after);
        type_over(visit, &Pay::GROSS.path(), "2345").await;
        visit.activate(&t(key!("recalculate.ask")), Way::Back).await;
        visit.until(&line(key!("recalculate.new"))).await;
        let asked = net(visit).await;
        assert_ne!(asked, after);
        if visit.engine == Engine::Chromium {
            for width in [1280, 320] {
                visit.resize(width, 740).await;
                assert_eq!(visit.accessibility_faults().await, Vec::<String>::new(), "{width} pixels wide");
                assert_eq!(too_wide(visit).await, None);
            }
        }
        // Back to results that follow.
        choose(visit, "").await;
        visit.until("!document.getElementById('recalculate-line')").await;
        type_over(visit, &Pay::GROSS.path(), "1234").await;
        visit.until(&format!("document.querySelector('.headline-value').innerText.replace(/\\s+/g, ' ').trim() !== {asked:?}")).await;
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}
