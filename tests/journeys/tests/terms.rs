//! Terms of law and tax: explained one tap away on every page, and all of them on a page of their own.

use hsmp::key;
use hsmp::message::{Key as Text, fold};
use hsmp::rulebook::terms::{TERMS, Term, on_page};
use hsmp::text::{Catalogue, Language};
use journeys::{Engine, Key, Setting, Visit, in_browser, in_each_browser, language, words};
use serde_json::json;

use super::pages::{PAGES, SAMPLE, go, start, too_wide};

/// The page of all terms.
const WORDS: (&str, Text, Text) = ("words", key!("page.words"), key!("page.title.words"));

/// What the entries shown say, a line a part.
const SHOWN: &str = "[...document.querySelectorAll('.terms > div')].filter((e) => e.checkVisibility())
    .flatMap((e) => [...e.children].map((part) => part.textContent.replace(/\\s+/g, ' ').trim()))";

/// What an entry says: its name, what it means, and what the law calls it.
fn entry(words: &Catalogue, term: &Term) -> Vec<String> {
    let mut parts = vec![words.get(term.name).to_owned(), words.get(term.means).to_owned()];
    if words.language() != Language::Azerbaijani && !term.official.is_empty() {
        parts.push(format!("{} {}", words.get(key!("words-page.official")), term.official));
    }
    parts.iter().map(|part| part.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// The page's address in the table of terms.
fn address(page: &str) -> &str {
    if page.is_empty() { "summary" } else { page }
}

/// On a phone one tap opens the terms of the page: each with what it means, and its name in the law in Azerbaijani.
#[test]
fn one_tap_explains_the_terms_of_every_page() {
    in_each_browser(&Setting::default(), async |visit| {
        let words = words();
        visit.hold_phone(360, 740).await;
        start(visit, language(), "light", SAMPLE).await;
        let mut faults = Vec::new();
        for page in PAGES.into_iter().skip(1).chain(PAGES.into_iter().take(1)) {
            go(visit, &words, page).await;
            let wanted: Vec<String> = on_page(address(page.0)).flat_map(|term| entry(&words, term)).collect();
            assert_eq!(wanted.is_empty(), ["words", "nowhere"].contains(&page.0), "#/{}", page.0);
            visit.until(&format!("!!document.getElementById('page-terms') === {}", !wanted.is_empty())).await;
            if wanted.is_empty() {
                continue;
            }
            assert_eq!(visit.read("#page-terms > summary").await, [words.get(key!("words-page.on-page"))]);
            visit.tap_on("#page-terms > summary").await;
            visit.until("document.querySelector('#page-terms[open]')").await;
            assert_eq!(visit.texts(SHOWN).await, wanted, "#/{}", page.0);
            faults.extend(too_wide(visit).await.map(|fault| format!("#/{}: {fault}", page.0)));
            let unspoken = "[...document.querySelectorAll('.official bdi')].filter((e) => e.lang !== 'az').length";
            assert_eq!(visit.value(unspoken).await, 0, "#/{}", page.0);
            if visit.engine == Engine::Chromium {
                faults.extend(visit.accessibility_faults().await.into_iter().map(|fault| format!("#/{}: {fault}", page.0)));
            }
        }
        assert_eq!(faults, Vec::<String>::new(), "in {:?}", visit.engine);
        // The way to all of them.
        visit.tap_on("#page-terms a").await;
        visit.until(&format!("document.activeElement.textContent === {:?}", words.get(WORDS.2))).await;
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

async fn type_words(visit: &Visit, typed: &str) {
    visit
        .browser
        .execute("const field = document.getElementById('words-search'); field.focus(); field.select();", Vec::new())
        .await
        .unwrap();
    visit.press(char::from(Key::Backspace).to_string()).await;
    visit.press(typed).await;
    visit.until(&format!("document.getElementById('words-search').value === {typed:?}")).await;
}

/// All terms in the order of the language's alphabet, found by what people of that language type.
#[test]
fn all_terms_are_found_by_words_in_each_language() {
    in_browser(Engine::Chromium, &Setting::default(), async |visit| {
        for (language, typed, expected) in [
            (Language::English, "resident", "tax-resident"),
            (Language::French, "résident", "tax-resident"),
            (Language::Russian, "резидент", "tax-resident"),
            (Language::Russian, "налог", "income-tax"),
            (Language::Azerbaijani, "müvəqqəti", "temporary-permit"),
            (Language::Turkish, "ikamet", "temporary-permit"),
            (Language::Arabic, "إقامة", "temporary-permit"),
        ] {
            let words = Catalogue::built_in(language);
            start(visit, language, "light", "").await;
            go(visit, &words, WORDS).await;
            let names = visit.texts("[...document.querySelectorAll('.terms dt')].map((e) => e.textContent)").await;
            let mut sorted = names.clone();
            sorted.sort_by_key(|name| language.sort_key(name));
            assert_eq!((names.len(), &names), (TERMS.len(), &sorted), "{}", language.code());
            type_words(visit, typed).await;
            let expected = TERMS.iter().find(|term| term.id == expected).unwrap();
            let first = "[...document.querySelectorAll('.terms > div')].filter((e) => e.checkVisibility()).length";
            visit.until(&format!("{first} < {}", TERMS.len())).await;
            let shown = visit.texts(SHOWN).await;
            assert!(shown.contains(&words.get(expected.name).to_owned()), "{}: '{typed}' shows {shown:?}", language.code());
            let told = visit.read("#words-told").await.remove(0);
            let number = shown.iter().filter(|part| names.contains(part)).count();
            assert!(fold(&told).contains(&number.to_string()) || number <= 2, "{}: {told}", language.code());
            assert_eq!(visit.accessibility_faults().await, Vec::<String>::new(), "{}", language.code());
            // What nobody wrote is said to be found nowhere, and all come back.
            type_words(visit, "qqqqqq").await;
            visit.until(&format!("document.getElementById('words-told').textContent === {:?}", words.get(key!("words-page.none")))).await;
            assert_eq!(visit.texts(SHOWN).await, [""; 0]);
            let show_all = "[...document.querySelectorAll('main button')].find((e) => e.checkVisibility())";
            visit.browser.execute(format!("{show_all}.click();").as_str(), vec![json!(null)]).await.unwrap();
            visit.until(&format!("{first} === {} && document.activeElement.id === 'words-search'", TERMS.len())).await;
        }
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}
