//! Words people type: their own language's name of a country, without the letters their keyboard lacks, begun
//! or with a slip. Who does not find a country takes it that nothing is there.

use std::collections::BTreeSet;

use hsmp::assess::programmes::search::{found, words};
use hsmp::message::fold;
use hsmp::profile::Country;
use hsmp::rulebook::programmes::PROGRAMMES;
use hsmp::text::{Catalogue, Language};
use proptest::prelude::*;

/// What each row is found by on the page of a language.
fn texts(language: Language) -> Vec<String> {
    let own = Catalogue::built_in(language);
    let text = |programme: &_| -> String {
        let programme: &hsmp::rulebook::programmes::Programme = programme;
        let place = own.get(Country::from_code(programme.country()).unwrap().name());
        words(programme, &format!("{place} {}", own.get(programme.kind.label())))
    };
    PROGRAMMES.iter().map(text).collect()
}

fn ids(query: &str, language: Language) -> BTreeSet<String> {
    let has = found(&texts(language), query);
    PROGRAMMES.iter().zip(has).filter(|(_, has)| *has).map(|(programme, _)| programme.id()).collect()
}

/// All programmes of these countries and no others, whatever the page's language.
fn finds(queries: &[(&str, &[&str])]) {
    for language in Language::ALL {
        let texts = texts(language);
        for (query, countries) in queries {
            let has = found(&texts, query);
            let rows: Vec<&str> = PROGRAMMES.iter().zip(&has).filter(|(_, has)| **has).map(|(own, _)| own.country()).collect();
            let expected: Vec<&str> = PROGRAMMES.iter().map(|own| own.country()).filter(|code| countries.contains(code)).collect();
            assert_eq!(rows, expected, "{query:?} in {language:?}");
        }
    }
}

#[test]
fn countries_are_found_in_english() {
    finds(&[
        ("Georgia", &["GE"]),
        ("united arab emirates", &["AE"]),
        ("South Korea", &["KR"]),
        ("hong kong", &["HK"]),
        ("Hongkong", &["HK"]),
        ("IRAQ", &["IQ"]),
        ("iran", &["IR"]),
        ("sri lanka", &["LK"]),
        ("Viet Nam", &["VN"]),
        ("timor leste", &["TL"]),
        ("Turkey", &["TR"]),
        ("kirgizstan", &["KG"]),
        ("saudi", &["SA"]),
    ]);
}

#[test]
fn countries_are_found_in_french() {
    finds(&[
        ("Émirats", &["AE"]),
        ("emirats", &["AE"]),
        ("ÉMIRATS ARABES UNIS", &["AE"]),
        ("Corée", &["KR"]),
        ("coree du sud", &["KR"]),
        ("Géorgie", &["GE"]),
        ("Ouzbékistan", &["UZ"]),
        ("ouzbekistan", &["UZ"]),
        ("Thaïlande", &["TH"]),
        ("Arabie saoudite", &["SA"]),
        ("îles maldives", &["MV"]),
        ("Koweït", &["KW"]),
        ("Malaisie", &["MY"]),
    ]);
}

/// `İ`, `I`, `ı` and `i` are four letters there and one here; `ə` is often typed as `e`.
#[test]
fn countries_are_found_in_azerbaijani() {
    finds(&[
        ("İndoneziya", &["ID"]),
        ("indoneziya", &["ID"]),
        ("ındonezıya", &["ID"]),
        ("INDONEZIYA", &["ID"]),
        ("İRAQ", &["IQ"]),
        ("ıraq", &["IQ"]),
        ("Türkiyə", &["TR"]),
        ("TÜRKİYƏ", &["TR"]),
        ("turkiye", &["TR"]),
        ("Gürcüstan", &["GE"]),
        ("gurcustan", &["GE"]),
        ("Qazaxıstan", &["KZ"]),
        ("qazaxistan", &["KZ"]),
        ("Şri-Lanka", &["LK"]),
        ("sri-lanka", &["LK"]),
        ("Birləşmiş", &["AE"]),
        ("birlesmis ereb emirlikleri", &["AE"]),
        ("BƏƏ", &["AE"]),
        ("Cənubi Koreya", &["KR"]),
        ("Özbəkistan", &["UZ"]),
        ("Azərbaycan", &["AZ"]),
        ("səudiyyə", &["SA"]),
        ("Hindistan", &["IN"]),
    ]);
}

#[test]
fn countries_are_found_in_turkish() {
    finds(&[
        ("türkiye", &["TR"]),
        ("TURKIYE", &["TR"]),
        ("TÜRKİYE", &["TR"]),
        ("Endonezya", &["ID"]),
        ("Güney Kore", &["KR"]),
        ("guney kore", &["KR"]),
        ("Ürdün", &["JO"]),
        ("URDUN", &["JO"]),
        ("Kırgızistan", &["KG"]),
        ("KIRGIZİSTAN", &["KG"]),
        ("kirgizistan", &["KG"]),
        ("Gürcistan", &["GE"]),
        ("Lübnan", &["LB"]),
        ("Doğu Timor", &["TL"]),
        ("Birleşik Arap Emirlikleri", &["AE"]),
        ("Moğolistan", &["MN"]),
    ]);
}

#[test]
fn countries_are_found_in_russian() {
    finds(&[
        ("Грузия", &["GE"]),
        ("ГРУЗИЯ", &["GE"]),
        ("киргизия", &["KG"]),
        ("Кыргызстан", &["KG"]),
        ("Объединённые", &["AE"]),
        ("объединенные арабские эмираты", &["AE"]),
        ("оаэ", &["AE"]),
        ("Южная Корея", &["KR"]),
        ("шри-ланка", &["LK"]),
        ("Шри Ланка", &["LK"]),
        ("КАЗАХСТАН", &["KZ"]),
        ("таиланд", &["TH"]),
        ("Тайланд", &["TH"]),
        ("Саудовская Аравия", &["SA"]),
        // Not a country of the table.
        ("Россия", &[]),
    ]);
}

/// With the article and without, with the mark on the alif and without, with vowels and without.
#[test]
fn countries_are_found_in_arabic() {
    finds(&[
        ("الإمارات", &["AE"]),
        ("الامارات", &["AE"]),
        ("امارات", &["AE"]),
        ("إمارات", &["AE"]),
        ("الإمارات العربية المتحدة", &["AE"]),
        ("الأردن", &["JO"]),
        ("الاردن", &["JO"]),
        ("اردن", &["JO"]),
        ("السعودية", &["SA"]),
        ("السعوديه", &["SA"]),
        ("العراق", &["IQ"]),
        ("عراق", &["IQ"]),
        ("قَطَر", &["QA"]),
        ("كوريا الجنوبية", &["KR"]),
        ("تركيا", &["TR"]),
        ("سري لانكا", &["LK"]),
        ("إيران", &["IR"]),
        ("ايران", &["IR"]),
    ]);
}

#[test]
fn words_stand_in_any_order_and_may_be_begun() {
    let english = |query| ids(query, Language::English);
    let set = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(english("nomad japan"), set(&["jp-3"]));
    assert_eq!(english("japan nomad"), set(&["jp-3"]));
    assert_eq!(english("jap dig nom"), set(&["jp-3"]));
    assert_eq!(english("visa manager japan"), set(&["jp-1"]));
    assert_eq!(english("remote georgia"), set(&["ge-3"]), "by its kind, and its name begins so");
    assert_eq!(english("golden emirates talent"), set(&["ae-3"]));
    assert_eq!(english("  Golden,   INDONESIA! (talent) "), set(&["id-1"]), "blanks and marks part words and are none");
    assert_eq!(english("visa investor thailand"), english("thai invest visa"));
    // What begins nothing is not found within a word.
    assert_eq!(english("land thai"), set(&[]));
    // The kind is found in the page's own language.
    assert_eq!(ids("travail distance georgie", Language::French), set(&["ge-3"]));
    assert_eq!(english("j-find"), set(&["jp-4"]));
    assert_eq!(english("o-x"), set(&["th-7"]));
}

#[test]
fn nothing_typed_finds_all_and_nonsense_none() {
    for language in Language::ALL {
        for query in ["", " ", "\t\u{a0}\n"] {
            assert_eq!(ids(query, language).len(), 129, "{query:?}");
        }
        for query in ["xqzvw", "georgia xqzvw", "zzzz japan", "щщщщ", "ظظظظ", "0123456789"] {
            assert_eq!(ids(query, language).len(), 0, "{query:?}");
        }
    }
}

/// One slip is forgiven: another letter, one missing, one too many, two changed about.
#[test]
fn a_slip_still_finds() {
    finds(&[
        ("malasia", &["MY"]),
        ("malaysiia", &["MY"]),
        ("mslaysia", &["MY"]),
        ("thialand", &["TH"]),
        ("tailnd", &["TH"]),
        ("uzbekstan", &["UZ"]),
        ("uzbekitsan", &["UZ"]),
        ("gorgia", &["GE"]),
        ("goergia", &["GE"]),
        ("vietnma", &["VN"]),
        ("грузея", &["GE"]),
    ]);
    // Two are not, nor any in a short word.
    finds(&[("mlasia", &[]), ("uzbkstan", &[]), ("omn", &[]), ("cihna", &["CN"])]);
}

/// Who typed rightly is not shown what is merely like it.
#[test]
fn slips_are_looked_for_only_where_nothing_has_the_words_as_typed() {
    let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    assert_eq!(found(&list(&["malaysia", "malasia"]), "malasia"), [false, true]);
    assert_eq!(found(&list(&["malaysia", "malta"]), "malasia"), [true, false]);
    assert_eq!(found(&list(&["iran visa", "iraq visa", "irak visa"]), "visa iraq"), [false, true, false]);
    // All words in one row, not one here and one there.
    assert_eq!(found(&list(&["golden iran", "visa iraq"]), "golden iraq"), [true, false], "iraq is nearly iran");
    assert_eq!(found(&list(&["golden oman", "visa iraq"]), "golden iraq"), [false, false]);
    assert_eq!(found(&[], "golden"), [false; 0]);
}

/// Letters with marks, of the six languages, and whatever else keyboards give.
fn typed() -> impl Strategy<Value = String> {
    let letters = "aAbIiİıƏəĞğŞşÇçÖöÜüÉéÀàÎîÏïŒœÿŸñÑ ёЁеЯяЙйѐ اأإآلةىيءؤئنمﷲ\u{64b}\u{651}\u{640}\u{301}\u{327}'’-_0٣中日한\u{1f1ec}\u{200f}";
    prop_oneof![
        "\\PC{0,24}".boxed(),
        prop::collection::vec(prop::sample::select(letters.chars().collect::<Vec<_>>()), 0..16).prop_map(|list| list.into_iter().collect()).boxed(),
        prop::collection::vec(any::<char>(), 0..16).prop_map(|list| list.into_iter().collect()).boxed(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn folded_is_small_and_plain(text in typed()) {
        let folded = fold(&text);
        prop_assert!(!folded.starts_with(' ') && !folded.ends_with(' ') && !folded.contains("  "));
        prop_assert!(!folded.bytes().any(|b| b.is_ascii_uppercase() || b.is_ascii_punctuation() || b.is_ascii_control()));
        prop_assert_eq!(fold(&text.to_ascii_uppercase()), folded.clone());
        prop_assert_eq!(fold(&text.to_ascii_lowercase()), folded.clone());
        // One article is taken away, so a word that has the same letters again keeps them.
        if !folded.split(' ').any(|word| word.starts_with("ال")) {
            prop_assert_eq!(fold(&folded), folded);
        }
    }

    #[test]
    fn any_text_can_be_looked_for(list in prop::collection::vec(typed(), 0..5), query in typed()) {
        let list: Vec<String> = list.iter().map(|text| fold(text)).collect();
        let has = found(&list, &query);
        prop_assert_eq!(has.len(), list.len());
        // In other letters, and with its words turned about, it finds the same.
        prop_assert_eq!(found(&list, &query.to_ascii_uppercase()), has.clone());
        let turned: Vec<&str> = query.split(' ').rev().collect();
        prop_assert_eq!(found(&list, &turned.join(" ")), has);
    }

    /// Against editing by hand: every row whose words have the text with one slip in it.
    #[test]
    fn every_slip_in_a_word_is_forgiven(word in "[a-d]{5,8}", place in 0usize..8, letter in "[a-d]", kind in 0..4) {
        let mut letters: Vec<char> = word.chars().collect();
        let (place, letter) = (place % letters.len(), letter.chars().next().unwrap());
        match kind {
            0 => letters[place] = letter,
            1 => drop(letters.remove(place)),
            2 => letters.insert(place, letter),
            _ => letters.swap(place, (place + 1) % word.len().max(1)),
        }
        // The ends changed about are no slip of two neighbours.
        if kind != 3 || place + 1 < word.len() {
            let typed: String = letters.into_iter().collect();
            prop_assert_eq!(found(std::slice::from_ref(&word), &typed), [true], "{} for {}", typed, word);
        }
    }
}
