//! Five people who have never seen the page, each from nothing to their answer, on a phone or a desk. The taps are
//! counted, and none of them needs the links at the foot.

use std::cell::Cell;

use hsmp::assess::assess;
use hsmp::key;
use hsmp::message::{Arg, Key as Text, Message};
use hsmp::profile::Document;
use hsmp::text::Language;
use journeys::{By, Key, Setting, Visit, WebElement, in_each_browser, language, plain, say, t, typed, words};
use serde_json::json;

/// What a person has before them.
#[derive(Clone, Copy)]
pub enum Device {
    /// A screen of this size, and a mouse.
    Screen(u32, u32),
    /// A phone with a screen of this size, and a finger.
    Phone(u32, u32),
}

/// A person with a finger or a mouse.
struct Person<'a> {
    visit: &'a Visit,
    taps: Cell<u32>,
    has_finger: bool,
}

impl<'a> Person<'a> {
    /// Opens the page for the first time.
    async fn arrives(visit: &'a Visit, device: Device) -> Self {
        match device {
            Device::Screen(width, height) => {
                if width < 600 {
                    visit.as_on_a_phone().await;
                }
                visit.resize(width, height).await;
            }
            Device::Phone(width, height) => visit.hold_phone(width, height).await,
        }
        visit.open_started().await;
        Self { visit, taps: Cell::new(0), has_finger: matches!(device, Device::Phone(..)) }
    }

    /// Presses an element, by what the person has.
    async fn presses(&self, element: &WebElement, what: &str) {
        if self.has_finger {
            self.visit.tap(element).await;
        } else {
            element.click().await.unwrap_or_else(|error| panic!("{what} cannot be tapped: {error}"));
        }
    }

    /// Taps what carries this text: a link, a button, a label or a line that opens, but nothing at the foot.
    async fn taps(&self, text: Text) {
        let find = "const [text] = arguments;
            const plain = (e) => (e.getAttribute('aria-label') ?? e.innerText ?? '').replace(/\\s+/g, ' ').trim();
            const seen = [...document.querySelectorAll('a, button, label, summary')].filter((e) => e.checkVisibility() && !e.closest('footer'));
            const found = seen.find((e) => plain(e) === text) ?? seen.find((e) => plain(e).startsWith(text));
            found?.scrollIntoView({ block: 'center' });
            return found;";
        let text = t(text);
        self.visit.until(&format!("[...document.querySelectorAll('a, button, label, summary')].some((e) => e.checkVisibility() && !e.closest('footer') && (e.getAttribute('aria-label') ?? e.innerText).replace(/\\s+/g, ' ').trim().startsWith({text:?}))")).await;
        let found = self.visit.browser.execute(find, vec![json!(text)]).await.unwrap();
        let element = found.element().unwrap_or_else(|error| panic!("'{text}' cannot be seen: {error}"));
        self.presses(&element, &text).await;
        self.taps.set(self.taps.get() + 1);
    }

    /// Taps a field and types.
    async fn types(&self, id: &str, text: &str) {
        let field = self.visit.browser.find(By::Id(id)).await.unwrap_or_else(|error| panic!("no field {id}: {error}"));
        field.scroll_into_view().await.unwrap();
        self.presses(&field, id).await;
        if self.has_finger {
            // It has the focus, and the page is as large as before.
            self.visit.until(&format!("document.activeElement.id === {id:?} && visualViewport.scale === 1")).await;
        }
        // WebKit's driver leaves the end of a line out, but presses the key.
        field.send_keys(text.replace('\n', &char::from(Key::Enter).to_string())).await.unwrap();
        self.taps.set(self.taps.get() + 1);
    }

    /// Chooses from a list: a tap on it, and a tap on the option.
    async fn chooses(&self, id: &str, value: &str) {
        let option = format!("[id='{id}'] option[value='{value}']");
        self.visit.until(&format!("document.querySelector({option:?})")).await;
        let option = self.visit.browser.find(By::Css(option)).await.unwrap();
        option.click().await.unwrap();
        self.taps.set(self.taps.get() + 2);
    }

    /// Waits for the page of this heading.
    async fn is_on(&self, title: Text) {
        self.visit.until(&format!("document.getElementById('page-title')?.textContent === {:?}", words().get(title))).await;
    }

    async fn answers(&self) -> Document {
        Document::parse(&self.visit.profile().await.expect("nothing was saved")).unwrap()
    }

    /// The number of taps, against the most there may be.
    async fn is_done(&self, most: u32) {
        let taps = self.taps.get();
        println!("{taps} taps");
        assert!(taps <= most, "{taps} taps, and {most} should do");
        assert_eq!(self.visit.watched().await, Vec::<String>::new());
    }
}

/// An oil engineer at a desk: what will I keep, and what would another employer's sector leave?
pub async fn engineer(visit: &Visit, device: Device) {
    let person = Person::arrives(visit, device).await;
    person.taps(key!("start.keep")).await;
    person.is_on(key!("page.title.pay")).await;
    person.types("pay.gross", &typed(6_500)).await;
    visit.until("document.querySelector('.headline-value')").await;
    let pay = assess(&person.answers().await, visit.today().await).pay.unwrap();
    let net = say(&Message::new(key!("summary.net.month")).with("net", pay.payslip.net.unwrap()));
    visit.until(&format!("read(document.querySelector('.headline-value')).includes({net:?})")).await;
    // The other sectors stand on the same page.
    assert!(plain(&visit.text().await).contains(&t(key!("choice.sector.oil-gas-state"))), "no comparison with the oil sector");
    person.is_done(2).await;
}

#[test]
fn an_engineer_sees_what_is_left_of_a_salary() {
    in_each_browser(&Setting::default(), async |visit| engineer(visit, Device::Screen(1366, 768)).await);
}

/// A designer with a list of stays on a phone: on which day does the limit pass?
pub async fn designer(visit: &Visit, device: Device) {
    let person = Person::arrives(visit, device).await;
    person.taps(key!("start.resident")).await;
    person.is_on(key!("page.title.tax-residence")).await;
    person.taps(key!("import.title")).await;
    person.types("stays-text", "AZ,2026-01-05,2026-05-20\nTurkey,2026-05-21,2026-06-30\nAZ,2026-07-01,2026-11-10").await;
    visit.until("document.querySelector('#stays-found')?.innerText").await;
    person.taps(key!("import.take")).await;
    visit.until("Object.values(localStorage).some((text) => text.includes('2026-11-10'))").await;
    visit.until("document.querySelector('.headline-value')").await;
    let all = assess(&person.answers().await, visit.today().await);
    let residency = all.residency.unwrap();
    assert_eq!(residency.outcome.days.low, residency.outcome.days.high, "{residency:?}");
    let text = plain(&visit.text().await);
    if residency.year == 2026 {
        let passed = say(&Message::new(key!("summary.resident.from")).with("date", residency.becomes_on.unwrap()));
        assert!(text.contains(&passed), "'{passed}' is not said: {text}");
    }
    let days = say(&Message::new(key!("tax-residence-page.days")).with("days", residency.outcome.days).with("limit", residency.limit));
    assert!(visit.value("document.body.textContent.replace(/\\s+/g, ' ')").await.as_str().unwrap().contains(&days), "'{days}' is not said");
    person.is_done(4).await;
}

#[test]
fn a_designer_pastes_stays_and_reads_the_day() {
    in_each_browser(&Setting::default(), async |visit| designer(visit, Device::Screen(390, 844)).await);
}

/// A lawyer at a desk with a client's file: a document to hand on, with a reference, and the own answers back.
pub async fn lawyer(visit: &Visit, device: Device) {
    let person = Person::arrives(visit, device).await;
    person.taps(key!("group.more")).await;
    person.taps(key!("page.about")).await;
    person.is_on(key!("page.title.about")).await;
    let file = std::fs::canonicalize(concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/profiles/engineer.json")).unwrap();
    visit.hand("open-profile", &file).await;
    visit.until_read(&t(key!("about.open.done"))).await;
    person.taps(key!("group.summary")).await;
    person.taps(key!("page.report")).await;
    person.is_on(key!("page.title.report")).await;
    person.types("report-reference", "Case 2026/17").await;
    let Some(printed) = visit.printed().await else { return };
    let pages = printed.matches('\u{c}').count();
    let printed: String = printed.split_whitespace().collect();
    let solid = |text: &str| text.split_whitespace().collect::<String>();
    let all = assess(&person.answers().await, visit.today().await);
    let range = words().arg(&Arg::from(all.points.total));
    for text in [
        say(&Message::new(key!("report.for")).with("name", "Case 2026/17".to_owned())),
        range,
        t(key!("report.contents")),
        t(key!("page.title.answers")),
    ] {
        assert!(printed.contains(&solid(&text)), "'{text}' is not on paper: {printed}");
    }
    let most = if language() == Language::Russian { 7 } else { 6 };
    assert!(pages <= most, "the short form has {pages} pages");
    // Nothing of the reference is kept.
    assert!(!visit.value("JSON.stringify(localStorage)").await.as_str().unwrap().contains("2026/17"));
    person.is_done(5).await;
}

#[test]
fn a_lawyer_opens_a_clients_file_and_prints_a_report() {
    in_each_browser(&Setting::default(), async |visit| lawyer(visit, Device::Screen(1440, 900)).await);
}

/// A researcher on a phone, with a family: who is covered, and is another country better?
pub async fn researcher(visit: &Visit, device: Device) {
    let person = Person::arrives(visit, device).await;
    person.taps(key!("group.moving")).await;
    person.taps(key!("page.family")).await;
    person.is_on(key!("page.title.family")).await;
    person.taps(key!("rows.add-relative")).await;
    visit.until("document.querySelectorAll('section.row').length === 1").await;
    person.chooses("family.1.relation", "child").await;
    person.types("family.1.born", "12.5.2004").await;
    visit.until("document.querySelectorAll('.condition .readings li').length === 2").await;

    person.taps(key!("group.more")).await;
    person.is_on(key!("page.title.programmes")).await;
    visit.until("document.querySelector('input[type=search]')").await;
    let search = visit.browser.find(By::Css("input[type=search]")).await.unwrap();
    search.scroll_into_view().await.unwrap();
    search.send_keys("UAE").await.unwrap();
    visit.until("document.querySelectorAll('table.programmes tbody tr:not([hidden])').length < 40").await;
    let emirates = words().get(hsmp::profile::Country::from_code("AE").unwrap().name()).to_owned();
    visit.until(&format!("read(document.querySelector('table.programmes')).includes({emirates:?})")).await;
    person.is_done(8).await;
}

#[test]
fn a_researcher_finds_who_is_covered_and_compares_countries() {
    in_each_browser(&Setting::default(), async |visit| researcher(visit, Device::Screen(360, 740)).await);
}
