//! Browsers translate pages for people who do not read English or French. What is shown must follow the answers all the
//! same: each page is used twice, once as it is and once under a translator, and must say the same.

use std::time::{Duration, Instant};

use hsmp::assess::assess;
use hsmp::profile::{Achievements, Answers as _, Application, Document, Done, Pay, Slot};
use journeys::{Engine, Setting, Visit, in_each_browser, sealed, words};
use serde_json::json;

const TRANSLATOR: &str = include_str!("../translator.js");

/// All that is shown. What is only said aloud has its own time.
const SHOWN: &str = "(() => {
    const copy = document.getElementById('app').cloneNode(true);
    copy.querySelectorAll('p.visually-hidden[role=status]').forEach((e) => e.remove());
    return copy.textContent;
})()";

/// What was said last.
const HEARD: &str = "document.getElementById('announcer').textContent.replace(/[⟦⟧]/g, '')";

/// The answers of two people who differ in everything.
const LIVES: [&str; 2] = [
    include_str!("../../../examples/scenarios/01-park-engineer-india.json"),
    include_str!("../../../examples/scenarios/04-remote-worker-moldova.json"),
];

const PAGES: [&str; 20] = [
    "",
    "guide",
    "answers",
    "points",
    "requirements",
    "documents",
    "goals",
    "assumptions",
    "timeline",
    "permits",
    "family",
    "pay",
    "payslip",
    "self-employment",
    "income",
    "tax-residence",
    "stay-limits",
    "programmes",
    "report",
    "about",
];

/// A page that is used, and what it showed before.
struct Use<'a> {
    visit: &'a Visit,
    /// What the page shows after each step when nobody translates it; nothing while that is found out.
    expected: Option<&'a [String]>,
    shown: Vec<String>,
    /// Whether the translator is as fast as the page.
    at_once: bool,
    /// What it puts in place of a text.
    element: &'static str,
}

impl Use<'_> {
    /// Opens a page with somebody's answers, and has it translated.
    async fn open(&self, page: &str, life: &str) {
        self.visit.open_plain().await;
        // A note at the first save comes when it is late enough, so it would stand in one run and not in the other.
        let save = "localStorage.clear(); localStorage.setItem('hsmp/v1/told', 'where'); if (arguments[0]) localStorage.setItem('hsmp/v1/profile', arguments[0]);";
        self.run(save, life).await;
        self.visit.open(&format!("#/{page}")).await;
        self.visit.until("document.documentElement.dataset.app === 'started' && document.getElementById('page-title')").await;
        self.visit.browser.execute(TRANSLATOR, Vec::new()).await.unwrap();
        if self.expected.is_some() {
            self.run(&format!("translator.start({}, {:?});", self.at_once, self.element), "").await;
        }
    }

    async fn run(&self, script: &str, argument: &str) {
        let done = self.visit.browser.execute(script, vec![json!(argument)]).await;
        done.unwrap_or_else(|error| panic!("{script}: {error}"));
    }

    /// Does something and looks at what is shown after it.
    async fn step(&mut self, script: &str) {
        self.run(script, "").await;
        self.look(script).await;
    }

    async fn look(&mut self, after: &str) {
        let shown = match self.expected {
            None => self.rests().await,
            Some(expected) => self.becomes(&expected[self.shown.len()], after).await,
        };
        self.shown.push(shown);
    }

    /// Waits until a figure is said aloud.
    async fn hear(&mut self, figure: &str) {
        self.visit.until(&format!("{HEARD}.includes({figure:?})")).await;
        let heard = self.visit.value(HEARD).await.as_str().unwrap().to_owned();
        if let Some(expected) = self.expected {
            assert_eq!(heard, expected[self.shown.len()], "in {:?}", self.visit.engine);
        }
        self.shown.push(heard);
    }

    /// What is shown, as it stands without a translation.
    async fn now(&self) -> String {
        self.visit.value(SHOWN).await.as_str().unwrap().replace(['⟦', '⟧'], "")
    }

    /// What is shown when nothing changes any more.
    async fn rests(&self) -> String {
        // WebKit is later to save what was answered.
        let calm = if self.visit.engine == Engine::WebKit { 15 } else { 4 };
        let (mut before, mut times) = (self.now().await, 0);
        while times < calm {
            tokio::time::sleep(Duration::from_millis(60)).await;
            let now = self.now().await;
            times = if now == before { times + 1 } else { 0 };
            before = now;
        }
        before
    }

    /// Waits until the translated page says what it should, and nothing is left untranslated.
    async fn becomes(&self, expected: &str, after: &str) -> String {
        let end = Instant::now() + Duration::from_secs(8);
        loop {
            let (now, left) = (self.now().await, self.visit.texts("translator.left()").await);
            if now == expected && left.is_empty() {
                return now;
            }
            if Instant::now() > end {
                let at = now.chars().zip(expected.chars()).take_while(|(one, other)| one == other).count();
                let part = |text: &str| text.chars().skip(at.saturating_sub(60)).take(200).collect::<String>();
                panic!(
                    "in {:?} at {} after {after}\n  shown: …{}…\nexpected: …{}…\nnot translated: {left:?}",
                    self.visit.engine,
                    self.visit.value("location.hash").await,
                    part(&now),
                    part(expected)
                );
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }
}

/// Does the same as people without and with a translator do.
fn twice(at_once: bool, element: &'static str, journey: impl AsyncFn(&mut Use)) {
    in_each_browser(&Setting::default(), async |visit| {
        let mut plain = Use { visit, expected: None, shown: Vec::new(), at_once, element };
        journey(&mut plain).await;
        let mut translated = Use { visit, expected: Some(&plain.shown), shown: Vec::new(), at_once, element };
        journey(&mut translated).await;
        assert_eq!(translated.shown.len(), plain.shown.len());
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// What another window does that saves other answers, or deletes them.
const OTHER_ANSWERS: &str = "const key = 'hsmp/v1/profile/1';
    if (arguments[0]) localStorage.setItem(key, arguments[0]); else localStorage.removeItem(key);
    dispatchEvent(new StorageEvent('storage', { key, storageArea: localStorage }));";

/// Some translators put elements of their own in place of a text, one for each sentence.
#[test]
fn answers_are_followed_through_several_elements_of_any_name() {
    twice(true, "x-translated", async |page| {
        for name in ["pay", "family", "tax-residence", "permits"] {
            page.open(name, LIVES[0]).await;
            page.run("document.querySelector('main :is(a, input, select, summary, button)')?.focus();", "").await;
            page.look("opening").await;
            for life in [LIVES[1], LIVES[0]] {
                page.run(OTHER_ANSWERS, &sealed(life)).await;
                page.look("other answers").await;
            }
        }
    });
}

/// Another window saves other answers while somebody is at this page: all of it follows in place.
#[test]
fn every_page_follows_other_answers_under_a_translator() {
    twice(true, "font", async |page| {
        for name in PAGES {
            page.open(name, LIVES[0]).await;
            // Somebody is at the page, so it is not drawn anew.
            page.run("document.querySelector('main :is(a, input, select, summary, button)')?.focus();", "").await;
            page.look("opening").await;
            let before = page.shown.last().cloned();
            for life in [LIVES[1], "", LIVES[0]] {
                page.run(OTHER_ANSWERS, &sealed(life)).await;
                page.look("other answers").await;
                if page.expected.is_some() {
                    page.run("translator.again();", "").await;
                }
            }
            if page.expected.is_none() && name != "about" {
                assert!(page.shown.iter().rev().skip(1).take(2).all(|shown| Some(shown) != before.as_ref()), "{name} follows nothing");
            }
            if page.expected.is_some() {
                // The original comes back, with the answers of now.
                page.run("translator.stop();", "").await;
                page.visit.until("document.querySelector('#app font') === null").await;
                assert_eq!(page.now().await, *page.shown.last().unwrap());
                assert!(!page.visit.value(SHOWN).await.as_str().unwrap().contains('⟦'), "{name} is left translated");
            }
            assert_eq!(page.visit.watched().await, Vec::<String>::new(), "{name}");
        }
    });
}

fn press(selector: &str) -> String {
    format!("document.querySelector({selector:?}).click();")
}

/// Changes an answer in the page, as typing or choosing it would.
fn enter(slot: Slot, text: &str) -> String {
    format!(
        "{{ const field = document.getElementById({:?}); field.value = {text:?};
           for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, {{ bubbles: true }})); }}",
        slot.path()
    )
}

/// Answers the question that the guide asks, where it asks one, with the first answer there is.
const ANSWER: &str = "const field = document.querySelector('#guide-card :is(select, input)');
    if (field?.type === 'radio') { field.click(); }
    else if (field) {
        if (field.tagName === 'SELECT') field.selectedIndex = 1; else field.value = '2020';
        for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));
    }";

/// What is left of another pay in the first life.
async fn net(visit: &Visit, gross: &str) -> String {
    let mut life = Document::parse(LIVES[0]).unwrap();
    life.set(Pay::GROSS, gross);
    words().money(assess(&life, visit.today().await).pay.unwrap().payslip.net.unwrap())
}

/// Somebody answers, turns pages of the calendar, takes back and deletes. The translator is slower than the page.
#[test]
fn what_is_shown_follows_each_answer_under_a_translator() {
    twice(false, "font", async |page| {
        page.open("guide", "").await;
        for _ in 0..8 {
            page.step(ANSWER).await;
            page.step(&press("#guide-card .actions button")).await;
        }

        page.open("pay", LIVES[0]).await;
        for text in ["2505", "9000x", "800"] {
            page.step(&enter(Pay::GROSS, text)).await;
        }
        page.hear(&net(page.visit, "800").await).await;
        page.run(&enter(Pay::GROSS, "9000"), "").await;
        page.hear(&net(page.visit, "9000").await).await;
        // Not saved, and saved again.
        let full = "window.setItem = Storage.prototype.setItem;
            Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };";
        page.run(full, "").await;
        page.step(&enter(Pay::GROSS, "3000")).await;
        page.run("Storage.prototype.setItem = window.setItem;", "").await;
        page.step(&enter(Pay::GROSS, "4000")).await;

        page.open("tax-residence", LIVES[0]).await;
        for button in ["last", "last", "first", "first", "first"] {
            page.step(&press(&format!(".calendar-head button:{button}-of-type"))).await;
        }
        for day in [10, 20, 15] {
            page.step(&format!("document.querySelectorAll('.calendar .day')[{day}].click();")).await;
        }
        page.step(&press(".calendar-place .actions button:nth-child(3)")).await;
        page.step(&press(".calendar-place .undo button")).await;

        page.open("points", LIVES[0]).await;
        for text in ["1", "7", "x", ""] {
            page.step(&enter(Achievements::PATENTS, text)).await;
        }

        page.open("documents", LIVES[0]).await;
        for text in ["1.3.2027", "1.3", "2.4.2028"] {
            page.step(&enter(Application::APPLY_ON, text)).await;
        }

        page.open("timeline", LIVES[0]).await;
        for text in ["1.10.2026", "soon", ""] {
            page.step(&enter(Done::APPLIED, text)).await;
        }

        page.open("about", LIVES[0]).await;
        page.step(&press("#data .button.danger")).await;
        page.step(&press("#data dialog .button.danger")).await;
    });
}
