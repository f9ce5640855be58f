//! What people read: numbers, amounts, dates and plurals as each language writes them.

use hsmp::key;
use hsmp::message::{Arg, Key, Message};
use hsmp::quantity::{Date, Interval, Money, Rate};
use hsmp::rulebook::{Content, RULES};
use hsmp::text::{Catalogue, Language, month};

use crate::support::date;

fn words(language: Language) -> Catalogue {
    Catalogue::built_in(language)
}

#[test]
fn amounts_are_written_as_the_language_does() {
    for (qepik, english, french) in [
        (0, "0.00", "0,00"),
        (5, "0.05", "0,05"),
        (99_999, "999.99", "999,99"),
        (100_000, "1,000.00", "1\u{202f}000,00"),
        (241_250, "2,412.50", "2\u{202f}412,50"),
        (1_000_000_000, "10,000,000.00", "10\u{202f}000\u{202f}000,00"),
        (-123_456, "\u{2212}1,234.56", "\u{2212}1\u{202f}234,56"),
        (i64::MIN, "\u{2212}92,233,720,368,547,758.08", "\u{2212}92\u{202f}233\u{202f}720\u{202f}368\u{202f}547\u{202f}758,08"),
    ] {
        let amount = Money::from_qepik(qepik);
        assert_eq!(words(Language::English).decimal(amount), english);
        assert_eq!(words(Language::French).decimal(amount), french);
        // The currency never stands alone on the next line.
        assert_eq!(words(Language::English).money(amount), format!("{english}\u{a0}AZN"));
    }
}

#[test]
fn counts_are_grouped_and_years_are_not() {
    for (count, english, french) in [
        (0, "0", "0"),
        (999, "999", "999"),
        (1_000, "1,000", "1\u{202f}000"),
        (-12_345_678, "\u{2212}12,345,678", "\u{2212}12\u{202f}345\u{202f}678"),
    ] {
        assert_eq!(words(Language::English).count(count), english);
        assert_eq!(words(Language::French).count(count), french);
    }
    for language in Language::ALL {
        assert_eq!(words(language).arg(&Arg::Year(2026)), "2026");
        assert_eq!(words(language).arg(&Arg::Typed("{as it is} 1234".to_owned())), "{as it is} 1234");
    }
}

#[test]
fn rates_and_ranges() {
    let rate = |text: &str| Rate::parse(text).unwrap();
    let english = words(Language::English);
    assert_eq!(english.rate(rate("14%")), "14%");
    assert_eq!(english.rate(rate("0.5%")), "0.5%");
    assert_eq!(english.range(Interval { low: 58, high: 81 }), "58 to 81");
    for language in Language::ALL {
        assert_eq!(words(language).range(Interval::exactly(70)), "70", "an exact figure is no range");
        assert!(words(language).rate(rate("14%")).contains("14"));
        let range = words(language).range(Interval { low: 58, high: 81 });
        assert!(range.starts_with("58") && range.ends_with("81"), "{range}");
    }
    assert!(words(Language::French).rate(rate("0.5%")).starts_with("0,5"));
    assert_eq!(words(Language::French).number("1.7"), "1,7");
}

#[test]
fn dates_are_written_out() {
    let english = words(Language::English);
    for (day, text) in [
        ("2026-01-05", "5 January 2026"),
        ("2026-12-31", "31 December 2026"),
        ("2024-02-29", "29 February 2024"),
        ("2026-07-01", "1 July 2026"),
    ] {
        assert_eq!(english.date(date(day)), text);
    }
    // The names come from the catalogue, so that this holds for every language.
    for language in Language::ALL {
        let words = words(language);
        for number in 1..=12u8 {
            let name = words.month(number);
            assert_eq!(name, words.get(month(number)));
            let text = words.date(Date::new(2026, number, 15).unwrap());
            assert!(text.contains("15") && text.contains(name) && text.contains("2026"), "{text}");
            let first = words.date(Date::new(2026, number, 1).unwrap());
            assert!(first.starts_with(words.get(key!("format.first-day"))), "{first}");
            assert_eq!(first, text.replacen("15", words.get(key!("format.first-day")), 1));
        }
        let names: std::collections::BTreeSet<_> = (1..=12u8).map(|number| words.month(number).to_owned()).collect();
        assert_eq!(names.len(), 12, "{}: two months have one name", language.code());
    }
}

/// `1er janvier`, not `1 janvier`.
#[test]
fn the_first_of_a_month_is_an_ordinal_in_french() {
    assert_eq!(words(Language::French).get(key!("format.first-day")), "1er");
}

/// A catalogue of one's own: every text says its number, but for the one under test.
fn catalogue(language: Language, key: Key, text: &str) -> Catalogue {
    let count = (0..).take_while(|index| !Key::at(*index).name().is_empty()).count();
    let texts: Vec<String> = (0..count).map(|index| if index == key.index() { text.to_owned() } else { format!("#{index}") }).collect();
    Catalogue::new(language, &texts.join("\n")).unwrap()
}

#[test]
fn the_number_chooses_the_plural_form() {
    let key = key!("problem.out-of-range");
    let said = |language, text: &str, count: i64| catalogue(language, key, text).say(&Message::new(key).with("count", count));
    let english = "\u{1f}{count} day\u{1f}{count} days";
    for (count, text) in [(0, "0 days"), (1, "1 day"), (2, "2 days"), (21, "21 days"), (-1, "\u{2212}1 day"), (1_000_000, "1,000,000 days")]
    {
        assert_eq!(said(Language::English, english, count), text);
    }
    let french = "\u{1f}{count} jour\u{1f}{count} de jours\u{1f}{count} jours";
    for (count, text) in [
        (0, "0 jour"),
        (1, "1 jour"),
        (2, "2 jours"),
        (21, "21 jours"),
        (1_000_000, "1\u{202f}000\u{202f}000 de jours"),
        (1_000_001, "1\u{202f}000\u{202f}001 jours"),
    ] {
        assert_eq!(said(Language::French, french, count), text);
    }
    // A range counts by its higher end.
    let range =
        catalogue(Language::English, key, "\u{1f}one\u{1f}other").say(&Message::new(key).with("points", Interval { low: 0, high: 1 }));
    assert_eq!(range, "one");
}

#[test]
fn gaps_are_filled_and_nothing_else_is_touched() {
    let key = key!("problem.out-of-range");
    let say = |text: &str, message: Message| catalogue(Language::English, key, text).say(&message);
    let message = || Message::new(key).with("a", 1_234).with("b", Money::from_manat(2));
    assert_eq!(say("{a} and {b}, {a} again", message()), "1,234 and 2.00\u{a0}AZN, 1,234 again");
    assert_eq!(say("nothing to fill", message()), "nothing to fill");
    assert_eq!(say("open { brace", message()), "open { brace");
    // What a person typed is not a text of ours, whatever braces it has.
    assert_eq!(say("{a}", Message::new(key).with("a", "{b} {a}".to_owned())), "{b} {a}");
    let nested = Message::new(key!("problem.negative"));
    assert_eq!(say("<{a}>", Message::new(key).with("a", nested)), format!("<#{}>", key!("problem.negative").index()));
}

/// A catalogue of another build would put every text in the wrong place.
#[test]
fn a_catalogue_that_is_not_whole_is_refused() {
    assert_eq!(Catalogue::new(Language::English, "only one text"), None);
    assert_eq!(Catalogue::new(Language::English, ""), None);
}

#[test]
fn every_language_has_a_code_a_name_and_texts_without_leftovers() {
    for language in Language::ALL {
        assert_eq!(Language::from_code(language.code()), Some(language));
        assert!(!language.own_name().is_empty());
        let words = words(language);
        for index in (0..).take_while(|index| !Key::at(*index).name().is_empty()) {
            let text = words.get(Key::at(index));
            assert!(!text.is_empty() && text.matches('{').count() == text.matches('}').count(), "{}: {text:?}", Key::at(index).name());
        }
    }
    assert_eq!(Language::from_code("xx"), None);
}

#[test]
fn a_name_finds_its_key() {
    for index in (0..).take_while(|index| !Key::at(*index).name().is_empty()) {
        let key = Key::at(index);
        assert_eq!(Key::named(key.name()), Some(key));
    }
    for name in ["", "a", "zzz", "app", "app.names", "app.nam"] {
        assert_eq!(Key::named(name), None, "{name:?}");
    }
}

/// Every text of a language, in small letters.
fn all_texts(words: &Catalogue) -> Vec<String> {
    // A number beyond the last text has none.
    (0..u16::MAX).map(|index| words.get(Key::at(index)).to_lowercase()).filter(|text| !text.is_empty()).collect()
}

/// French signs stay with their word at the end of a line.
#[test]
fn french_signs_are_not_parted_from_their_words() {
    for text in all_texts(&words(Language::French)) {
        let parted = ["« ", " »", " :", " ;", " ?", " !", " %"].iter().find(|sign| text.contains(**sign));
        assert_eq!(parted, None, "a space that breaks the line in {text:?}");
    }
}

/// The authorities decide. Nobody who reads a page may believe that somebody has decided already.
#[test]
fn no_text_promises_what_only_the_authorities_can_give() {
    let promises: [(Language, &[&str]); 2] = [
        (
            Language::English,
            &[
                "you are eligible",
                "you qualify",
                "you are approved",
                "approved",
                "guarantee",
                "you will get",
                "official result",
                "entitled",
                "congratulations",
            ],
        ),
        (
            Language::French,
            &[
                "vous êtes éligible",
                "vous êtes admis",
                "approuvé",
                "garanti",
                "vous obtiendrez",
                "résultat officiel",
                "vous avez droit",
                "félicitations",
            ],
        ),
    ];
    for (language, promises) in promises {
        let words = words(language);
        for text in all_texts(&words) {
            for promise in promises {
                assert!(!text.contains(promise), "{}: '{text}' promises '{promise}'", language.code());
            }
        }
    }
}

/// Wherever points are said to reach the mark, the page says too that points are not enough.
#[test]
fn the_second_condition_is_always_open_and_said() {
    use hsmp::assess::assess;
    use hsmp::quantity::Tri;
    let own = crate::support::document(serde_json::json!({ "own_points": { "experience": 35, "education": 40, "achievements": 25 } }));
    let all = assess(&own, crate::support::today());
    assert_eq!(all.points.total, Interval::exactly(100));
    let objection = all.eligibility.conditions.iter().find(|condition| condition.id == "programme.second-condition").unwrap();
    assert_eq!(objection.met, Tri::Unknown);
    assert!(objection.demanded && objection.decided_by.is_none());
}

/// A note beside a figure must not repeat it: when the figure changes, the note would be wrong.
#[test]
fn no_note_names_the_figure_of_its_own_rule() {
    let figure = |content: &Content| match content {
        Content::Count(count) => vec![count.to_string()],
        Content::Money(amount) => vec![(amount.qepik() / 100).to_string()],
        Content::Rate(rate) => vec![(u64::from(rate.of) * 100 / u64::from(rate.parts)).to_string()],
        Content::Range(range) => vec![range.low.to_string(), range.high.to_string()],
        _ => Vec::new(),
    };
    for language in Language::ALL {
        let words = words(language);
        for rule in &RULES {
            for value in rule.values {
                let Some(note) = value.note.map(|note| words.get(note).replace([',', '\u{a0}', '\u{202f}'], "")) else { continue };
                let named: Vec<&str> = note.split(|c: char| !c.is_ascii_digit()).collect();
                for figure in figure(&value.content) {
                    assert!(!named.contains(&figure.as_str()), "{}: the note names {figure}: {note}", rule.id);
                }
            }
        }
    }
}
