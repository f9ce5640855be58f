//! A person who reads: what stands where, by the names that stand beside it.

use std::io::Write as _;
use std::process::{Command, Stdio};

use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::profile::{Document, Header};
use hsmp::quantity::Money;
use hsmp::text::{Catalogue, Language, unmarked};
use serde_json::json;
use thirtyfour::common::print::PrintParameters;

use super::{Visit, Way};

/// A text with every kind of space as one plain space: lines break elsewhere on every screen.
pub fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The language in which the journeys run: the variable `HSMP_LANGUAGE`, or English.
pub fn language() -> Language {
    let code = std::env::var("HSMP_LANGUAGE").unwrap_or_else(|_| "en".to_owned());
    Language::from_code(&code)
        .unwrap_or_else(|| panic!("HSMP_LANGUAGE is '{code}', but must be one of {:?}", Language::ALL.map(Language::code)))
}

/// The language that somebody changes to: French, or English from French. Its name alone begins with its letter.
pub fn other_language() -> Language {
    if language() == Language::French { Language::English } else { Language::French }
}

/// The texts of the pages in these journeys.
pub fn words() -> Catalogue {
    Catalogue::built_in(language())
}

/// A text as it is read.
pub fn t(key: Key) -> String {
    plain(words().get(key))
}

/// A text with its gaps filled, as it is read.
pub fn say(message: &Message) -> String {
    plain(&words().say(message))
}

/// A number as people of the language type it.
pub fn typed(number: i64) -> String {
    unmarked(&words().count(number))
}

/// An amount without its currency, as it is read.
pub fn amount(amount: Money) -> String {
    plain(&unmarked(&words().decimal(amount)))
}

/// The day on which the browser is, as the page sees it.
const TODAY: &str = "(() => { const d = new Date(); return [d.getFullYear(), d.getMonth() + 1, d.getDate()].map((n) => String(n).padStart(2, '0')).join('-'); })()";

impl Visit {
    /// Chooses [`other_language`] by keyboard, and waits for the page, which loads again.
    pub async fn change_language(&self, way: Way) {
        self.focus_on(&t(key!("shell.language")), way).await;
        let other = other_language();
        // The first letter leads to it, and the page goes at once: more would come to one that is going.
        self.press(&other.own_name()[..1]).await;
        let code = other.code();
        self.until(&format!("document.documentElement?.lang === {code:?} && document.documentElement.dataset.app === 'started'")).await;
    }

    /// Today, by the browser's clock.
    pub async fn today(&self) -> hsmp::quantity::Date {
        let text = self.value(TODAY).await;
        hsmp::quantity::Date::parse_iso(text.as_str().unwrap_or_default()).unwrap_or_else(|error| panic!("{text}: {error:?}"))
    }

    /// A text list from an expression, spaces made plain.
    pub async fn texts(&self, expression: &str) -> Vec<String> {
        let list = self.value(&format!("[...{expression}]")).await;
        list.as_array().map(|list| list.iter().map(|text| plain(text.as_str().unwrap_or_default())).collect()).unwrap_or_default()
    }

    /// The visible texts of the elements a selector names.
    pub async fn read(&self, selector: &str) -> Vec<String> {
        let visible = format!("[...document.querySelectorAll({selector:?})].filter((e) => e.checkVisibility())");
        self.texts(&format!("{visible}.map((e) => e.innerText)")).await
    }

    /// Waits until the page says something.
    pub async fn until_read(&self, text: &str) {
        self.until(&format!("read(document.body).includes({text:?})")).await;
    }

    /// What is said of a term in a list of terms.
    pub async fn definition(&self, term: &str) -> String {
        let find = "[...document.querySelectorAll('dt')].filter((e) => e.checkVisibility())";
        let expression = format!("{find}.filter((e) => e.textContent === {term:?}).map((e) => e.nextElementSibling.innerText)");
        let mut found = self.texts(&expression).await;
        assert_eq!(found.len(), 1, "in {:?}: '{term}' stands {found:?}", self.engine);
        found.remove(0)
    }

    /// The rows of the visible table whose head or caption has a text: each row's name and cells,
    /// without what its buttons say.
    pub async fn table(&self, about: &str) -> Vec<Vec<String>> {
        let rows = self
            .value(&format!(
                "(() => {{
                    const about = (table) => [...table.querySelectorAll('caption, thead th')].some((e) => e.textContent === {about:?});
                    const table = [...document.querySelectorAll('table')].find((table) => table.checkVisibility() && about(table));
                    const cell = (e) => {{
                        const buttons = [...e.querySelectorAll('button')].map((b) => b.innerText);
                        return buttons.reduce((text, button) => text.replace(button, ''), e.innerText);
                    }};
                    return table ? [...table.tBodies[0].rows].map((row) => [...row.cells].map(cell)) : [];
                }})()"
            ))
            .await;
        let rows: Vec<Vec<String>> = serde_json::from_value(rows).unwrap_or_else(|error| panic!("no rows: {error}"));
        rows.into_iter().map(|row| row.iter().map(|cell| plain(cell)).collect()).collect()
    }

    /// Names of the drawings on the page, for those who cannot see them.
    pub async fn drawings(&self) -> Vec<String> {
        self.texts(
            "[...document.querySelectorAll('svg[role=img]')].filter((e) => e.checkVisibility()).map((e) => e.getAttribute('aria-label'))",
        )
        .await
    }

    /// What this program keeps on the device under a name, once the last change is saved: after the paint, and
    /// when no other window is at it. A page that lies in the browser's history may hold the lock for ever, so this
    /// waits no longer for it than the program does.
    pub async fn stored(&self, key: &str) -> Option<String> {
        let script = "const done = arguments[arguments.length - 1];
            const read = () => done(localStorage.getItem(arguments[0]));
            const wait = () => { setTimeout(read, 1500); navigator.locks.request('hsmp/v1/profile', read); };
            if (document.hidden) setTimeout(wait); else requestAnimationFrame(() => setTimeout(wait));";
        let stored = self.browser.execute_async(script, vec![key.into()]).await;
        stored.unwrap_or_else(|error| panic!("{key} cannot be read: {error}")).json().as_str().map(str::to_owned)
    }

    /// The answers of the profile that is open, as they were saved.
    pub async fn profile(&self) -> Option<String> {
        let open = self.stored("hsmp/v1/open").await.unwrap_or_else(|| "1".to_owned());
        let text = self.stored(&format!("hsmp/v1/profile/{open}")).await?;
        Some(text.split_once("\n}\n").expect("no header").1.to_owned())
    }

    /// Puts answers on the device, where versions before several profiles kept them, in place of those that are there.
    /// They are taken over at the next start.
    pub async fn put_profile(&self, profile: &str) {
        let script =
            "for (const key of Object.keys(localStorage)) if (/^hsmp.v1.(profile|copy|open)/.test(key)) localStorage.removeItem(key);
            sessionStorage.removeItem('hsmp/v1/open');
            localStorage.setItem('hsmp/v1/profile', arguments[0]);";
        self.browser.execute(script, vec![profile.into()]).await.unwrap_or_else(|error| panic!("cannot be put there: {error}"));
    }

    /// What stands on paper when the page is printed; nothing where the engine cannot print here, which is said.
    /// From right to left it is what the page shows for paper: who reads a file of print takes such letters one by one,
    /// in the order in which they stand on the line.
    pub async fn printed(&self) -> Option<String> {
        if !self.engine.can_print() {
            println!("  {:?} is not asked for paper: its driver cannot print", self.engine);
            return None;
        }
        if self.value("document.dir").await == "rtl" {
            let media = |name: &str| self.command("Emulation.setEmulatedMedia", json!({ "media": name }));
            media("print").await;
            let text = self.text().await;
            media("").await;
            return Some(text);
        }
        let pdf = self.browser.print_page(PrintParameters::default()).await.unwrap_or_else(|error| panic!("no paper: {error}"));
        let mut reader = Command::new("pdftotext")
            .args(["-layout", "-", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("pdftotext: {error}; run 'make setup'"));
        reader.stdin.take().expect("a pipe").write_all(&pdf).expect("pdftotext takes no input");
        let output = reader.wait_with_output().expect("pdftotext does not end");
        assert!(output.status.success(), "pdftotext failed");
        Some(String::from_utf8(output.stdout).expect("pdftotext wrote no text"))
    }
}

/// Answers as a window stores them; nothing for none.
pub fn sealed(profile: &str) -> String {
    match profile {
        "" => String::new(),
        profile => Header::default().seal(&Document::parse(profile).expect("no profile")),
    }
}
