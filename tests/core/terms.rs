//! Terms that are explained: in every language, on the pages that use them.

use std::collections::BTreeSet;

use hsmp::assess::programmes::search::found;
use hsmp::message::fold;
use hsmp::rulebook::terms::{TERMS, on_page};
use hsmp::text::{Catalogue, Language};

use crate::support::read;

/// Pages on which nothing has to be explained: the terms themselves, and what stands alone.
const WITHOUT: [&str; 1] = ["words"];

/// The addresses in the table of pages.
fn pages() -> Vec<String> {
    let text = read("src/ui/route.rs");
    let table = text.split("\npages! {").nth(1).unwrap().split("\n}").next().unwrap();
    let rows = table.lines().filter(|line| line.starts_with("        ") && line.trim_end().ends_with(';'));
    rows.map(|row| row.split('"').nth(1).unwrap().to_owned()).collect()
}

#[test]
fn every_page_says_which_terms_it_uses() {
    let pages = pages();
    assert!(pages.len() > 20, "{pages:?}");
    for page in &pages {
        assert_eq!(on_page(page).next().is_none(), WITHOUT.contains(&page.as_str()), "#/{page}");
    }
    let on_pages: BTreeSet<&str> = pages.iter().flat_map(|page| on_page(page)).map(|term| term.id).collect();
    assert_eq!(on_pages, TERMS.iter().map(|term| term.id).collect::<BTreeSet<_>>());
    assert_eq!(on_page("nowhere").count(), 0);
}

/// A meaning is short, says something else than the name, and holds no figure: a figure belongs to a rule.
#[test]
fn every_term_is_explained_in_every_language() {
    for language in Language::ALL {
        let words = Catalogue::built_in(language);
        let mut names = BTreeSet::new();
        for term in &TERMS {
            let (name, means) = (words.get(term.name), words.get(term.means));
            let place = format!("{}: {}", language.code(), term.id);
            assert!(names.insert(fold(name)), "{place}: another term has the name {name}");
            assert!(means.chars().count() > 20 && means.chars().count() < 260, "{place}: {means}");
            assert!(means.ends_with('.') && !means.contains(|c: char| c.is_ascii_digit()), "{place}: {means}");
        }
    }
}

/// What people type finds what they mean: with another case, without accents, in their letters.
#[test]
fn words_find_their_terms_in_each_language() {
    for (language, typed, term) in [
        (Language::English, "RESIDENT", "tax-resident"),
        (Language::French, "resident fiscal", "tax-resident"),
        (Language::Russian, "резидент", "tax-resident"),
        (Language::Russian, "налог", "income-tax"),
        (Language::Azerbaijani, "müvəqqəti", "temporary-permit"),
        (Language::Azerbaijani, "muveqqeti", "temporary-permit"),
        (Language::Turkish, "ikamet", "permanent-permit"),
        (Language::Turkish, "İKAMET", "temporary-permit"),
        (Language::Arabic, "إقامة", "temporary-permit"),
        (Language::Arabic, "الاقامه", "permanent-permit"),
        // The official name, whatever the language of the page.
        (Language::English, "dovlet rusumu", "state-duty"),
    ] {
        let words = Catalogue::built_in(language);
        let texts: Vec<String> =
            TERMS.iter().map(|term| fold(&[words.get(term.name), " ", term.official, " ", words.get(term.means)].concat())).collect();
        let found = found(&texts, typed);
        let found: Vec<&str> = TERMS.iter().zip(found).filter(|(_, found)| *found).map(|(term, _)| term.id).collect();
        assert!(found.contains(&term) && found.len() < TERMS.len() / 2, "{}: '{typed}' finds {found:?}", language.code());
    }
}
