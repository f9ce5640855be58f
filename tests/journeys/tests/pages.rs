//! Every page, in every language and both colours, on a phone and on a wide screen, empty and
//! full: for people with a screen reader, with a keyboard, with large letters.

use hsmp::key;
use hsmp::message::{Key as Text, Message};
use hsmp::quantity::Money;
use hsmp::text::{Catalogue, Language};
use journeys::{Engine, Key, Setting, Visit, Way, engines, in_browser, in_each_browser, language, plain, typed, words};
use serde_json::{Value, json};

/// A profile in which every question is answered.
pub const SAMPLE: &str = include_str!("../../../examples/profiles/sample.json");

/// A page's address, its name in the tab and its heading.
pub const PAGES: [(&str, Text, Text); 25] = [
    ("", key!("page.summary"), key!("page.title.summary")),
    ("answers", key!("page.answers"), key!("page.title.answers")),
    ("points", key!("page.points"), key!("page.title.points")),
    ("requirements", key!("page.requirements"), key!("page.title.requirements")),
    ("tax-residence", key!("page.tax-residence"), key!("page.title.tax-residence")),
    ("pay", key!("page.pay"), key!("page.title.pay")),
    ("report", key!("page.report"), key!("page.title.report")),
    ("sources", key!("page.sources"), key!("page.title.sources")),
    ("checks", key!("page.checks"), key!("page.title.checks")),
    ("about", key!("page.about"), key!("page.title.about")),
    ("goals", key!("page.goals"), key!("page.title.goals")),
    ("assumptions", key!("page.assumptions"), key!("page.title.assumptions")),
    ("family", key!("page.family"), key!("page.title.family")),
    ("documents", key!("page.documents"), key!("page.title.documents")),
    ("permits", key!("page.permits"), key!("page.title.permits")),
    ("timeline", key!("page.timeline"), key!("page.title.timeline")),
    ("programmes", key!("page.programmes"), key!("page.title.programmes")),
    ("payslip", key!("page.payslip"), key!("page.title.payslip")),
    ("self-employment", key!("page.self-employment"), key!("page.title.self-employment")),
    ("income", key!("page.income"), key!("page.title.income")),
    ("stay-limits", key!("page.stay-limits"), key!("page.title.stay-limits")),
    ("guide", key!("page.guide"), key!("page.title.guide")),
    ("receipts", key!("page.receipts"), key!("page.title.receipts")),
    ("words", key!("page.words"), key!("page.title.words")),
    ("nowhere", key!("page.unknown"), key!("page.title.unknown")),
];

/// Starts with a language, colours and answers that were chosen on an earlier day.
pub async fn start(visit: &Visit, language: Language, theme: &str, profile: &str) {
    visit.open_plain().await;
    let script = "localStorage.clear();
        for (const [name, text] of Object.entries(arguments[0])) if (text) localStorage.setItem('hsmp/v1/' + name, text);";
    let kept = json!({ "language": language.code(), "theme": theme, "profile": profile });
    visit.browser.execute(script, vec![kept]).await.unwrap();
    visit.open_started().await;
    assert_eq!(
        visit.value("[document.documentElement.lang, document.documentElement.dataset.theme]").await,
        json!([language.code(), theme])
    );
}

/// A page as it is before the first answer: only the summary has another heading then.
fn before_answers(page: (&'static str, Text, Text)) -> (&'static str, Text, Text) {
    if page.0.is_empty() { (page.0, page.1, key!("page.title.start")) } else { page }
}

/// Goes to a page by its address and waits until its heading has the focus; the tab names it.
pub async fn go(visit: &Visit, words: &Catalogue, (address, name, title): (&str, Text, Text)) {
    visit
        .browser
        .execute("document.activeElement.blur(); location.hash = arguments[0];", vec![json!(format!("#/{address}"))])
        .await
        .unwrap();
    let title = words.get(title);
    visit.until(&format!("document.activeElement.tagName === 'H1' && document.activeElement.textContent === {title:?}")).await;
    let tab = format!("{} – {}", words.get(name), words.get(key!("app.name")));
    assert_eq!(visit.value("document.title").await, tab.as_str());
}

/// Looks through all pages; returns what is wrong, so that one run tells everything.
async fn look(visit: &Visit, language: Language, profile: &str) -> Vec<String> {
    let words = Catalogue::built_in(language);
    let mut faults = Vec::new();
    visit.resize(1280, 900).await;
    start(visit, language, "light", profile).await;
    // The first page has the focus already when the way round the others leads back to it.
    for page in PAGES.into_iter().skip(1).chain(PAGES.into_iter().take(1)) {
        go(visit, &words, if profile.is_empty() { before_answers(page) } else { page }).await;
        let place = format!("{:?} {} {} #/{}", visit.engine, language.code(), if profile.is_empty() { "empty" } else { "full" }, page.0);
        let text = visit.text().await;
        if ["{", "}", "NaN", "undefined"].iter().any(|sign| text.contains(sign)) {
            faults.push(format!("{place}: a gap in a text was not filled: {text}"));
        }
        for (width, height) in [(1280, 900), (360, 740), (320, 740)] {
            visit.resize(width, height).await;
            faults.extend(too_wide(visit).await.map(|fault| format!("{place} at {width}: {fault}")));
            if width != 320 {
                faults.extend(visit.accessibility_faults().await.into_iter().map(|fault| format!("{place} at {width}: {fault}")));
                faults.extend(visit.faults_of_theme("dark").await.into_iter().map(|fault| format!("{place} dark at {width}: {fault}")));
            }
        }
    }
    faults.extend(visit.watched().await);
    faults
}

/// Whether the page scrolls sideways, and why.
pub async fn too_wide(visit: &Visit) -> Option<String> {
    let wide = visit.value("[document.documentElement.scrollWidth, document.documentElement.clientWidth]").await;
    if wide[0].as_i64() <= wide[1].as_i64() {
        return None;
    }
    Some(format!("the page is {} wide and scrolls sideways; {}", wide[0], widest(visit).await))
}

/// What sticks out.
async fn widest(visit: &Visit) -> Value {
    let out =
        "[...document.querySelectorAll('main *, header *, footer *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1)";
    visit.value(&format!("{out}.slice(0, 4).map((e) => e.tagName + '.' + e.getAttribute('class') + '#' + e.id).join(' ')")).await
}

/// Looks at every page in a language. The other engines draw the same page from the same tree: one language of each
/// direction is enough there.
fn look_everywhere(language: Language, profile: &str) {
    let is_enough = [(Language::Arabic, ""), (Language::English, SAMPLE)].contains(&(language, profile));
    for engine in engines().into_iter().filter(|engine| is_enough || *engine == Engine::Chromium) {
        in_browser(engine, &Setting::default(), async |visit| {
            visit.as_on_a_phone().await;
            let faults = look(visit, language, profile).await;
            assert_eq!(faults, Vec::<String>::new(), "{} faults", faults.len());
        });
    }
}

/// A test of its own for each language, so that they run beside one another.
macro_rules! in_every_language {
    ($($name:ident $language:ident),+) => {
        mod every_page_is_accessible_and_fits {
            /// Who has not answered anything yet.
            mod when_empty {
                $(#[test] fn $name() { crate::pages::look_everywhere(hsmp::text::Language::$language, ""); })+
            }

            /// Who has answered everything: rows, figures, long explanations.
            mod when_full {
                $(#[test] fn $name() { crate::pages::look_everywhere(hsmp::text::Language::$language, crate::pages::SAMPLE); })+
            }

            #[test]
            fn no_language_is_left_out() {
                assert_eq!(hsmp::text::Language::ALL.len(), [$(stringify!($name)),+].len());
            }
        }
    };
}

in_every_language!(arabic Arabic, azerbaijani Azerbaijani, english English, french French, russian Russian, turkish Turkish);

/// A profile in which everything that has a name of its own has a long one without a gap.
fn long_names() -> String {
    fn lengthen(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                for (name, field) in fields {
                    match field {
                        Value::String(text) if ["name", "role"].contains(&name.as_str()) => {
                            *text = "AWS_Certified_Solutions_Architect_Professional_2026_final.pdf".to_owned();
                        }
                        field => lengthen(field),
                    }
                }
            }
            Value::Array(rows) => rows.iter_mut().for_each(lengthen),
            _ => {}
        }
    }
    let mut profile = serde_json::from_str(SAMPLE).unwrap();
    lengthen(&mut profile);
    profile.to_string()
}

/// Long names wrap on a phone, and no control on one is so small that the browser zooms in when it is touched.
#[test]
fn long_names_wrap_and_controls_are_large_on_a_phone() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.as_on_a_phone().await;
        let mut faults = Vec::new();
        let profile = long_names();
        start(visit, language(), "light", &profile).await;
        visit.resize(320, 740).await;
        let words = words();
        let small = "[...document.querySelectorAll('input:not([type=checkbox], [type=radio], [type=file]), select, textarea')]
            .filter((e) => parseFloat(getComputedStyle(e).fontSize) < 16).map((e) => e.id || e.className).join(' ')";
        for page in PAGES.into_iter().skip(1).chain(PAGES.into_iter().take(1)) {
            go(visit, &words, page).await;
            visit.browser.execute("for (const e of document.querySelectorAll('main details')) e.open = true;", Vec::new()).await.unwrap();
            faults.extend(too_wide(visit).await.map(|fault| format!("#/{}: {fault}", page.0)));
            let small = visit.value(small).await;
            if small != "" {
                faults.push(format!("#/{}: smaller than 16 px: {small}", page.0));
            }
        }
        assert_eq!(faults, Vec::<String>::new(), "in {:?}", visit.engine);
    });
}

/// Browsers keep what is typed to offer it again, and some send it away to check its spelling or to translate it.
#[test]
fn no_field_lets_a_browser_learn_what_is_typed() {
    in_each_browser(&Setting::default(), async |visit| {
        start(visit, language(), "light", SAMPLE).await;
        let words = words();
        let lacking = "const wanted = { autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', translate: 'no' };
            const typed = 'input:not([type=checkbox], [type=radio], [type=file]), textarea';
            return [...document.querySelectorAll(typed + ', select')].flatMap((e) =>
              Object.entries(wanted).filter(([name]) => name === 'autocomplete' || e.matches(typed))
                .filter(([name, value]) => e.getAttribute(name) !== value).map(([name]) => (e.id || e.className) + ': ' + name));";
        let (mut faults, mut fields) = (Vec::new(), 0);
        for page in PAGES.into_iter().skip(1).chain(PAGES.into_iter().take(1)) {
            go(visit, &words, page).await;
            let found = visit.browser.execute(lacking, Vec::new()).await.unwrap().json().clone();
            faults.extend(found.as_array().unwrap().iter().map(|fault| format!("#/{}: {fault}", page.0)));
            fields += visit.value("document.querySelectorAll('input, textarea, select').length").await.as_u64().unwrap();
        }
        assert_eq!(faults, Vec::<String>::new(), "in {:?}", visit.engine);
        assert!(fields > 100, "only {fields} fields were seen");
    });
}

/// Each explanation opens, is readable and closes without a mouse, and the reader is back where
/// they were.
#[test]
fn every_explanation_opens_and_closes_by_keyboard() {
    in_each_browser(&Setting::default(), async |visit| {
        let words = words();
        if visit.engine == Engine::Chromium {
            visit.resize(360, 740).await;
        }
        start(visit, language(), "light", SAMPLE).await;
        // The overview comes last: it is there from the start, and the way must lead to it.
        for page in [PAGES[2], PAGES[5], PAGES[0]] {
            go(visit, &words, page).await;
            let names = visit.texts("[...document.querySelectorAll('button.why')].filter((e) => e.checkVisibility()).map((e) => e.getAttribute('aria-label'))").await;
            assert!(!names.is_empty(), "#/{} explains nothing", page.0);
            for name in &names {
                // Two figures may have the same name, so it always goes on.
                visit.press(char::from(Key::Tab).to_string()).await;
                visit.focus_on(name, Way::Forward).await;
                visit.browser.execute("window.opener_of_why = document.activeElement;", Vec::new()).await.unwrap();
                visit.press(char::from(Key::Enter).to_string()).await;
                visit.until("document.querySelector('dialog[open]')?.contains(document.activeElement)").await;
                assert_eq!(visit.read("dialog[open] h2").await, [name.as_str()]);
                assert!(!visit.read("dialog[open] .step").await.is_empty(), "'{name}' explains nothing");
                let fits = "(() => { const d = document.querySelector('dialog[open]'); return d.scrollWidth <= d.clientWidth; })()";
                assert_eq!(visit.value(fits).await, true, "'{name}' scrolls sideways");
                if visit.engine == Engine::Chromium {
                    assert_eq!(visit.accessibility_faults().await, Vec::<String>::new(), "in '{name}'");
                }
                visit.press(char::from(Key::Escape).to_string()).await;
                visit.until("!document.querySelector('dialog[open]') && document.activeElement === window.opener_of_why").await;
            }
        }
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// A link to where one is already changes no address; who follows it is brought there all the same.
#[test]
fn a_link_to_the_same_place_moves_the_focus_again() {
    in_each_browser(&Setting::default(), async |visit| {
        let words = words();
        start(visit, language(), "light", SAMPLE).await;
        go(visit, &words, PAGES[5]).await;
        for _ in 0..2 {
            visit.press(char::from(Key::Tab).to_string()).await;
            assert_eq!(visit.value("document.activeElement.id === 'page-title'").await, false);
            visit.follow_link(words.get(PAGES[5].1), Way::Back, words.get(PAGES[5].2)).await;
        }
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// An address of a part of a page leads to its beginning, from a link and at the start.
#[test]
fn an_address_of_a_part_leads_to_its_beginning() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.resize(1280, 900).await;
        start(visit, language(), "light", SAMPLE).await;
        let is_there = "(() => { const part = document.getElementById('jobs'); const top = part?.getBoundingClientRect().top; return document.activeElement === part && top >= 0 && top < 120; })()";
        visit.browser.execute("location.hash = '#/answers/jobs';", Vec::new()).await.unwrap();
        visit.until(is_there).await;
        // Opened cold, as a bookmark is.
        visit.open_plain().await;
        visit.open("#/answers/jobs").await;
        visit.until(is_there).await;
        // A row that is taken away leaves the person where they are, with the way back in their hand.
        visit.browser.execute("document.querySelector('#jobs .row-head .button').click();", Vec::new()).await.unwrap();
        visit.until("document.activeElement.id === 'jobs-undo'").await;
        let seen =
            "(() => { const box = document.activeElement.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; })()";
        assert_eq!(visit.value(seen).await, true, "the way back is out of sight");
        visit.browser.execute("document.activeElement.click();", Vec::new()).await.unwrap();
        visit.until("document.activeElement.id === 'jobs-add'").await;
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// Who does not believe us runs the worked examples in their own browser.
#[test]
fn the_self_test_finds_nothing_wrong() {
    in_each_browser(&Setting::default(), async |visit| {
        let words = words();
        // By its button, as who is already on the page; and at once, as who was sent the address.
        visit.open_started().await;
        go(visit, &words, PAGES[8]).await;
        visit.activate(words.get(key!("checks-page.run")), Way::Forward).await;
        let result = result(visit).await;
        visit.open_plain().await;
        visit.open("#/checks").await;
        assert_eq!(self::result(visit).await, result);
        let none_failed = |passed: i64| words.say(&Message::new(key!("checks-page.result")).with("passed", passed).with("failed", 0));
        assert!((2_501..10_000).any(|passed| plain(&none_failed(passed)) == result), "{result}");
        assert!(visit.read(".verdict-line").await[0].starts_with(&plain(words.get(key!("checks-page.passed")))));
        // A file's rows are drawn when it is opened, a part at a time, each with its reason.
        assert_eq!(visit.value("document.querySelectorAll('.checks-rows li').length").await, 0);
        visit.browser.execute("document.querySelector('.checks-area summary').click()", Vec::new()).await.unwrap();
        visit.until("document.querySelectorAll('.checks-rows li').length === 25").await;
        assert!(visit.read(".checks-rows [lang=en]").await.iter().all(|source| !source.is_empty()));
        assert_eq!(visit.accessibility_faults().await, Vec::<String>::new());
    });
}

async fn result(visit: &Visit) -> String {
    visit.until("document.getElementById('self-test-result')").await;
    visit.read("#self-test-result").await.remove(0)
}

/// Listens to whatever speaks on the page.
pub async fn listen(visit: &Visit) {
    let watch = "window.said = [];
        window.ear?.disconnect();
        window.ear = new MutationObserver((changes) => {
            const places = changes.map(({ target }) => (target.closest ? target : target.parentElement)?.closest('[aria-live], [role=status], [role=alert]'));
            for (const place of new Set(places)) if (place?.textContent.trim()) window.said.push(place.textContent);
        });
        window.ear.observe(document.body, { subtree: true, childList: true, characterData: true });";
    visit.browser.execute(watch, Vec::new()).await.unwrap();
}

/// What was said since the last time, once nothing more is said.
pub async fn said(visit: &Visit) -> Vec<String> {
    visit.until("(window.rest ??= setTimeout(() => (window.rested = true), 1500)) && window.rested").await;
    let said = visit.texts("window.said").await;
    visit.browser.execute("window.said = []; delete window.rest; delete window.rested;", Vec::new()).await.unwrap();
    said
}

/// Whatever changes on a page: a key that is pressed is answered once at most, and a slip is said once, on leaving.
#[test]
fn no_key_is_answered_twice() {
    in_each_browser(&Setting::default(), async |visit| {
        let words = words();
        visit.open("#/answers").await;
        visit.until("document.documentElement.dataset.app === 'started' && document.querySelector('h1')").await;
        listen(visit).await;
        let passport = words.get(key!("profile.conditions.passport_until"));
        visit.type_into(passport, "31.2.203").await;
        assert_eq!(said(visit).await, Vec::<String>::new());
        visit.press("1").await;
        visit.press(char::from(Key::Tab).to_string()).await;
        assert_eq!(said(visit).await, [words.get(key!("problem.no-such-day"))]);

        // Here the page and the results change together.
        visit.open("#/permits").await;
        visit.until("document.getElementById('permit-verdict')").await;
        listen(visit).await;
        visit.type_into(words.get(key!("profile.permits.property")), &typed(250_000)).await;
        let heard = said(visit).await;
        assert!(heard.len() <= 1, "{heard:?}");
        visit.press(char::from(Key::Tab).to_string()).await;
        assert_eq!(said(visit).await, [plain(&words.money(Money::from_manat(250_000)))]);

        visit.open("#/assumptions").await;
        visit.until("document.getElementById('assumptions-own')").await;
        listen(visit).await;
        visit.type_into(words.get(key!("profile.assumptions.education_most")), "30").await;
        let heard = said(visit).await;
        assert_eq!(heard.len(), 1, "{heard:?}");
        assert!(heard[0].contains(words.get(key!("assumptions-page.changed"))), "{heard:?}");
    });
}
