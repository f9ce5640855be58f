//! A person without a mouse: keys only, on whatever has the focus.

use std::time::Instant;

use hsmp::assess::with_figures;
use hsmp::profile::{Document, Field, Kind, Section, Slot, WrittenDate};
use hsmp::text::Catalogue;
use thirtyfour::Key;

use super::{PACE, PATIENCE, Visit, plain};

/// No way through the guide is longer.
const MOST_QUESTIONS: usize = 80;

/// No page has more stops than this; whoever looks longer goes in circles.
const MOST_STOPS: usize = 250;

/// The question or name of what has the focus, as a screen reader would begin it: a group's
/// question, a control's label, or the text of a button or link.
const FOCUSED: &str = "(() => {
    const e = document.activeElement;
    if (!e || e === document.body) return '';
    const group = e.type === 'radio' && e.closest('fieldset');
    const named = group ? group.querySelector('legend') : (e.labels && e.labels[0]) || e;
    return (e.getAttribute('aria-label') || named.textContent).replace(/\\s+/g, ' ').trim();
})()";

/// Which way the focus goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The Tab key.
    Forward,
    /// Shift and Tab.
    Back,
}

impl Visit {
    /// Presses keys, one after another.
    pub async fn press(&self, keys: impl AsRef<str>) {
        let keys = keys.as_ref();
        let result = self.browser.action_chain().send_keys(keys).perform().await;
        result.unwrap_or_else(|error| panic!("the keys {keys:?} cannot be pressed: {error}"));
    }

    /// Presses a key while another is held.
    pub async fn press_with(&self, held: Key, key: impl Into<char>) {
        let chain = self.browser.action_chain().key_down(held.clone()).send_keys(key.into().to_string()).key_up(held);
        chain.perform().await.unwrap_or_else(|error| panic!("a key cannot be pressed: {error}"));
    }

    /// The name of what has the focus.
    pub async fn focused(&self) -> String {
        self.value(FOCUSED).await.as_str().unwrap_or_default().to_owned()
    }

    /// Moves the focus until it is on the control of this name; stays where it is already there.
    pub async fn focus_on(&self, name: &str, way: Way) {
        let name = plain(name);
        let mut seen = Vec::new();
        for _ in 0..MOST_STOPS {
            let now = self.focused().await;
            if now == name {
                return;
            }
            seen.push(now);
            match way {
                Way::Forward => self.press(char::from(Key::Tab).to_string()).await,
                Way::Back => self.press_with(Key::Shift, Key::Tab).await,
            }
        }
        panic!("in {:?} the keyboard does not reach '{name}'; it went {seen:?}", self.engine);
    }

    /// Goes to a button or link and presses it.
    pub async fn activate(&self, name: &str, way: Way) {
        self.focus_on(name, way).await;
        self.press(char::from(Key::Enter).to_string()).await;
    }

    /// Goes to a page by a link of this name, and waits until its heading has the focus. The groups and the pages of
    /// one's own group stand before the content, all pages at the foot: who goes back past the first link leaves the
    /// page for the browser's own buttons, and Firefox does not give the keyboard back.
    pub async fn follow_link(&self, name: &str, way: Way, title: &str) {
        self.activate(name, way).await;
        // The link may have the same name as the page.
        self.until("document.activeElement.id === 'page-title'").await;
        self.until_focused(title).await;
    }

    /// Waits until what has the focus has this name.
    pub async fn until_focused(&self, name: &str) {
        let name = plain(name);
        let end = Instant::now() + PATIENCE;
        loop {
            let now = self.focused().await;
            if now == name {
                return;
            }
            assert!(Instant::now() < end, "in {:?} '{name}' never got the focus; '{now}' has it", self.engine);
            tokio::time::sleep(PACE).await;
        }
    }

    /// Takes away what stands in the text field that has the focus, and types something else.
    pub async fn retype(&self, text: &str) {
        self.press_with(Key::Control, 'a').await;
        self.press(format!("{}{text}", char::from(Key::Delete))).await;
    }

    /// Goes forward to a question and types a text into its field.
    pub async fn type_into(&self, question: &str, text: &str) {
        self.focus_on(question, Way::Forward).await;
        let is_there = format!("document.activeElement.value === {text:?}");
        for _ in 1..self.engine.most_typed() {
            self.retype(text).await;
            if self.value(&is_there).await == true {
                return;
            }
        }
        self.retype(text).await;
        self.until(&is_there).await;
    }

    /// Chooses an option of the list that has the focus by typing how it begins, and going on from there. The list begins
    /// anew a second after a letter, so only a few are typed.
    pub async fn choose(&self, label: &str) {
        let start: String = label.chars().take_while(|c| c.is_alphabetic()).take(4).collect();
        let chosen = "document.activeElement.selectedOptions[0].textContent";
        self.press(&start).await;
        self.until(&format!("{chosen}.startsWith({start:?})")).await;
        let from_there = "[...document.activeElement.options].slice(document.activeElement.selectedIndex)";
        let steps = self.value(&format!("{from_there}.findIndex((option) => option.textContent === {label:?})")).await;
        let steps = steps.as_u64().unwrap_or_else(|| panic!("in {:?} no option is called '{label}'", self.engine));
        for _ in 0..steps {
            self.press(char::from(Key::Down).to_string()).await;
        }
        self.until(&format!("{chosen} === {label:?}")).await;
    }

    /// Chooses one of the answers of the group that has the focus by its arrow keys.
    pub async fn choose_radio(&self, label: &str) {
        let chosen = "document.activeElement.labels[0].textContent.trim()";
        // WebKit does not go on from the last to the first.
        for way in [Key::Right, Key::Right, Key::Right, Key::Left, Key::Left, Key::Left] {
            if self.value(&format!("{chosen} === {label:?}")).await == true {
                // Where nothing is chosen yet, the first choice has the focus all the same.
                if self.value("document.activeElement.checked").await != true {
                    self.press(" ").await;
                }
                return;
            }
            self.press(char::from(way).to_string()).await;
        }
        panic!("in {:?} the arrow keys do not reach the answer '{label}'", self.engine);
    }

    /// Gives one answer as a person would who has it from a document: goes forward to the question
    /// and types or chooses.
    pub async fn answer(&self, words: &Catalogue, document: &Document, slot: Slot) {
        let Some(question) = slot.question() else { panic!("{} is not a question", slot.path()) };
        if !document.has(slot) {
            return;
        }
        self.focus_on(&words.say(&with_figures(question.label)), Way::Forward).await;
        let text = document.text(slot);
        match question.kind {
            Kind::YesNo => self.choose_radio(words.get(if text == "yes" { hsmp::key!("tri.yes") } else { hsmp::key!("tri.no") })).await,
            Kind::Choice(_) | Kind::Country => self.choose(&label(words, question, &text)).await,
            Kind::Date => {
                let date = WrittenDate::read(&text).map(WrittenDate::date).unwrap_or_else(|error| panic!("{text}: {error:?}"));
                self.press(format!("{}.{}.{}", date.day(), date.month(), date.year())).await;
            }
            Kind::Year | Kind::Money | Kind::Amount | Kind::ExchangeRate | Kind::Count { .. } | Kind::Label => self.press(text).await,
        }
    }

    /// Follows the guide with a life's answers, skipping what the life does not say, until it shows an element that
    /// the selector names. Returns the titles of the stops.
    pub async fn follow_guide(&self, words: &Catalogue, life: &Document, selector: &str) -> Vec<String> {
        let mut stops = Vec::new();
        let mut section = "";
        for _ in 0..MOST_QUESTIONS {
            if !self.read(selector).await.is_empty() {
                return stops;
            }
            let card = "document.getElementById('guide-card')";
            let before = self.value(&format!("{card}.innerText")).await;
            stops.push(self.read("#guide-title").await.concat());
            // One question, all of a row, or none but whether there are more rows.
            let names = format!("[...{card}.querySelectorAll('input, select')].map((e) => e.name)");
            let mut names = self.texts(&names).await;
            // The choices of a group share one.
            names.dedup();
            for slot in names.iter().map(|name| slot_of(name)) {
                section = slot.section;
                self.answer(words, life, slot).await;
            }
            let entered = self.read(".guide-rows li").await.len();
            let button = usize::from(entered > 0 && life.rows(section).len() > entered);
            let on = self.read("#guide-card .actions button").await.remove(button);
            self.activate(&on, Way::Forward).await;
            self.until(&format!("{card}.innerText !== {before}")).await;
            // The card takes the focus after it is drawn; only then the keyboard goes on from there.
            self.until(&format!("{card}.contains(document.activeElement)")).await;
        }
        panic!("in {:?} the guide does not come to {selector}; it went {stops:?}", self.engine);
    }

    /// Gives all answers of a section, adding its rows where it has some.
    pub async fn answer_section(&self, words: &Catalogue, document: &Document, name: &str, add: &str) {
        let section = Section::named(name).unwrap_or_else(|| panic!("{name} is not a section"));
        let rows: Vec<Option<u32>> = if section.list { document.rows(name).into_iter().map(Some).collect() } else { vec![None] };
        for row in rows {
            if row.is_some() {
                self.activate(add, Way::Forward).await;
                self.until_focused(&words.say(&with_figures(section.fields[0].label))).await;
            }
            for field in section.fields {
                self.answer(words, document, field.slot.in_row(row)).await;
            }
        }
    }
}

/// A slot by its path, as controls are named.
pub fn slot_of(path: &str) -> Slot {
    Slot::parse(path).unwrap_or_else(|| panic!("{path}"))
}

/// What a choice is called.
fn label(words: &Catalogue, question: &Field, name: &str) -> String {
    let key = match question.kind {
        Kind::Choice(choices) => choices.iter().find(|choice| choice.name == name).map(|choice| choice.label),
        _ => hsmp::profile::Country::from_code(name).map(hsmp::profile::Country::name),
    };
    words.get(key.unwrap_or_else(|| panic!("'{name}' is not a choice"))).to_owned()
}
