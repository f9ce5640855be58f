//! What people read: numbers, amounts, dates and plurals as each language writes them.

use hsmp::key;
use hsmp::message::{Arg, Key, Message};
use hsmp::quantity::{Date, Interval, Money, Rate};
use hsmp::rulebook::{Content, RULES};
use hsmp::text::{Catalogue, Language, month_in_date};
use unicode_bidi::{BidiInfo, Level};

use crate::support::date;

fn words(language: Language) -> Catalogue {
    Catalogue::built_in(language)
}

/// A figure in each language, in the order of [`Language::ALL`].
type Written = [&'static str; 6];

/// Without the marks that keep a figure's direction, which stand around every figure in Arabic and nowhere else.
fn unmarked(language: Language, text: &str) -> String {
    if !language.is_right_to_left() {
        return text.to_owned();
    }
    let inner = text.strip_prefix('\u{2066}').and_then(|text| text.strip_suffix('\u{2069}'));
    inner.unwrap_or_else(|| panic!("{text:?} is not kept from left to right")).to_owned()
}

/// What each language makes of a figure, against what it should.
fn compare(written: Written, what: impl Fn(&Catalogue) -> String) {
    for (language, expected) in Language::ALL.into_iter().zip(written) {
        assert_eq!(unmarked(language, &what(&words(language))), expected, "{}", language.code());
    }
}

#[test]
fn the_languages_stand_in_the_order_of_these_tables() {
    assert_eq!(Language::ALL.map(Language::code), ["en", "ar", "az", "fr", "ru", "tr"]);
}

#[test]
fn amounts_are_written_as_the_language_does() {
    for (qepik, written) in [
        (0, ["0.00", "0.00", "0,00", "0,00", "0,00", "0,00"]),
        (5, ["0.05", "0.05", "0,05", "0,05", "0,05", "0,05"]),
        (99_999, ["999.99", "999.99", "999,99", "999,99", "999,99", "999,99"]),
        (100_000, ["1,000.00", "1,000.00", "1.000,00", "1\u{202f}000,00", "1\u{a0}000,00", "1.000,00"]),
        (
            123_456_750,
            ["1,234,567.50", "1,234,567.50", "1.234.567,50", "1\u{202f}234\u{202f}567,50", "1\u{a0}234\u{a0}567,50", "1.234.567,50"],
        ),
        (
            -123_456,
            [
                "\u{2212}1,234.56",
                "\u{2212}1,234.56",
                "\u{2212}1.234,56",
                "\u{2212}1\u{202f}234,56",
                "\u{2212}1\u{a0}234,56",
                "\u{2212}1.234,56",
            ],
        ),
        (
            i64::MIN,
            [
                "\u{2212}92,233,720,368,547,758.08",
                "\u{2212}92,233,720,368,547,758.08",
                "\u{2212}92.233.720.368.547.758,08",
                "\u{2212}92\u{202f}233\u{202f}720\u{202f}368\u{202f}547\u{202f}758,08",
                "\u{2212}92\u{a0}233\u{a0}720\u{a0}368\u{a0}547\u{a0}758,08",
                "\u{2212}92.233.720.368.547.758,08",
            ],
        ),
    ] {
        let amount = Money::from_qepik(qepik);
        compare(written, |words| words.decimal(amount));
        // The currency never stands alone on the next line.
        for (language, figure) in Language::ALL.into_iter().zip(written) {
            assert_eq!(unmarked(language, &words(language).money(amount)), format!("{figure}\u{a0}AZN"));
        }
    }
    compare(
        ["2,000\u{a0}USD", "2,000\u{a0}USD", "2.000\u{a0}USD", "2\u{202f}000\u{a0}USD", "2\u{a0}000\u{a0}USD", "2.000\u{a0}USD"],
        |words| words.sum(Money::from_manat(2_000), "USD"),
    );
}

#[test]
fn counts_are_grouped_and_years_are_not() {
    for (count, written) in [
        (0, ["0"; 6]),
        (999, ["999"; 6]),
        (1_000, ["1,000", "1,000", "1.000", "1\u{202f}000", "1\u{a0}000", "1.000"]),
        (
            -12_345_678,
            [
                "\u{2212}12,345,678",
                "\u{2212}12,345,678",
                "\u{2212}12.345.678",
                "\u{2212}12\u{202f}345\u{202f}678",
                "\u{2212}12\u{a0}345\u{a0}678",
                "\u{2212}12.345.678",
            ],
        ),
    ] {
        compare(written, |words| words.count(count));
    }
    for language in Language::ALL {
        assert_eq!(words(language).arg(&Arg::Year(2026)), "2026");
        assert_eq!(words(language).arg(&Arg::Typed("{as it is} 1234".to_owned())), "{as it is} 1234");
    }
}

#[test]
fn lists_are_parted_as_the_language_does() {
    for language in Language::ALL {
        let words = words(language);
        let (comma, semicolon) = match language.code() {
            "ar" => ("، ", "؛ "),
            "fr" => (", ", "\u{a0}; "),
            _ => (", ", "; "),
        };
        assert_eq!(words.list(&["a", "b", "c"]), ["a", "b", "c"].join(comma), "{}", language.code());
        assert_eq!(words.long_list(&["a", "b"]), ["a", "b"].join(semicolon), "{}", language.code());
        assert_eq!((words.list::<&str>(&[]), words.list(&["a"])), (String::new(), "a".to_owned()));
    }
}

/// Each language sorts by its own alphabet: `ə` after `e` in Azerbaijani, `ı` before `i` in Turkish.
#[test]
fn names_are_sorted_by_the_alphabet() {
    for (language, expected) in [
        (Language::English, ["Austria", "Côte d’Ivoire", "Czechia", "Réunion", "Romania"].as_slice()),
        (Language::French, &["Écosse", "Égypte", "Espagne", "États-Unis", "Finlande"]),
        (
            Language::Azerbaijani,
            &[
                "Çad",
                "Çexiya",
                "Danimarka",
                "Efiopiya",
                "Ekvador",
                "Əfqanıstan",
                "Gürcüstan",
                "Xorvatiya",
                "İordaniya",
                "İraq",
                "İran",
                "Qana",
                "Laos",
                "Şri-Lanka",
                "Tailand",
            ],
        ),
        (
            Language::Turkish,
            &["Cezayir", "Çad", "Çin", "Irak", "İran", "İsviçre", "Japonya", "Sudan", "Şili", "Tayland", "Ürdün", "Vietnam"],
        ),
        (Language::Russian, &["Азербайджан", "Бразилия", "Ёнбён", "Ереван", "Йемен", "Япония"]),
        (Language::Arabic, &["أذربيجان", "الإمارات", "إيطاليا", "البرازيل", "تركيا", "ليبيا", "اليمن"]),
    ] {
        let mut names = expected.to_vec();
        names.reverse();
        names.sort_by_key(|name| language.sort_key(name));
        assert_eq!(names, expected, "{}", language.code());
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
        assert_eq!(unmarked(language, &words(language).range(Interval::exactly(70))), "70", "an exact figure is no range");
        assert!(words(language).rate(rate("14%")).contains("14"));
        let range = words(language).range(Interval { low: 58, high: 81 });
        let range = hsmp::text::unmarked(&range);
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
    let each = |day: &str| {
        Language::ALL.map(|language| words(language).date(date(day)).replace(['\u{a0}', '\u{2067}', '\u{2068}', '\u{2069}'], " "))
    };
    let plain = |day| each(day).map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    assert_eq!(
        plain("2026-01-05"),
        ["5 January 2026", "5 يناير 2026", "5 yanvar 2026", "5 janvier 2026", "5 января 2026 г.", "5 Ocak 2026"]
    );
    assert_eq!(
        plain("2026-08-31"),
        ["31 August 2026", "31 أغسطس 2026", "31 avqust 2026", "31 août 2026", "31 августа 2026 г.", "31 Ağustos 2026"]
    );
    // A month alone is in another case than after a day.
    assert_eq!(Language::ALL.map(|language| words(language).month(5).to_owned()), ["May", "مايو", "may", "mai", "май", "Mayıs"]);
    // The names come from the catalogue, so that this holds for every language.
    for language in Language::ALL {
        let words = words(language);
        for number in 1..=12u8 {
            let name = words.get(month_in_date(number));
            let text = words.date(Date::new(2026, number, 15).unwrap());
            assert!(text.contains("15") && text.contains(name) && text.contains("2026"), "{text}");
            let first = words.date(Date::new(2026, number, 1).unwrap());
            assert!(first.trim_start_matches(['\u{2067}', '\u{2068}']).starts_with(words.get(key!("format.first-day"))), "{first}");
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

/// What is seen from the left edge of a line to the right one.
fn as_drawn(text: &str) -> String {
    let order = BidiInfo::new(text, Some(Level::rtl()));
    hsmp::text::unmarked(&order.reorder_line(&order.paragraphs[0], order.paragraphs[0].range.clone()))
}

/// Among Arabic words a date runs from right to left, although it begins with a figure, and a figure from left to right.
#[test]
fn what_stands_in_an_arabic_text_keeps_its_direction() {
    let words = words(Language::Arabic);
    let drawn = |value: Arg| as_drawn(&words.say(&Message::new(key!("format.titled")).with("name", "ABC".to_owned()).with("value", value)));
    let from_the_right = |text: &str| text.chars().rev().collect::<String>();

    let day = date("2026-05-31");
    let may = from_the_right(words.get(month_in_date(5)));
    assert_eq!(drawn(day.into()), format!("2026 {may} 31 :ABC"));
    assert_eq!(drawn(Arg::DayOfYear(5, 31)), format!("{may} 31 :ABC"));
    assert_eq!(
        drawn(words.days(Interval { low: day, high: day.plus_days(2) }).into()),
        format!("2026 {} 2 – {may} 31 :ABC", from_the_right(words.short_month(6)))
    );
    assert_eq!(
        drawn(words.long_list(&[words.date(day), words.money(Money::from_manat(7))]).into()),
        format!("7.00\u{a0}AZN ؛2026 {may} 31 :ABC")
    );
    assert_eq!(drawn(Money::from_manat(-5).into()), "\u{2212}5.00\u{a0}AZN :ABC");
    assert_eq!(drawn("2026-05-31".to_owned().into()), "2026-05-31 :ABC");
}

/// A hyphen between two figures would turn them round among Arabic words.
#[test]
fn figures_with_hyphens_keep_their_order_in_every_text() {
    for language in Language::ALL {
        let words = words(language);
        for index in (0..).take_while(|index| !Key::at(*index).name().is_empty()) {
            let text = words.get(Key::at(index));
            let hyphens = text.match_indices('-').map(|(at, _)| (&text[..at], &text[at + 1..]));
            for (before, after) in hyphens.filter(|(before, after)| before.ends_with(is_digit) && after.starts_with(is_digit)) {
                let is_isolated = before.matches('\u{2066}').count() > before.matches('\u{2069}').count();
                assert_eq!(is_isolated, language.is_right_to_left(), "{}: {text}", Key::at(index).name());
                assert_eq!(after.contains('\u{2069}'), language.is_right_to_left(), "{}: {text}", Key::at(index).name());
            }
        }
    }
}

const fn is_digit(sign: char) -> bool {
    sign.is_ascii_digit()
}

/// Who says aloud what they see on a button must reach it: its longer name, for screen readers, holds those words.
#[test]
fn a_longer_name_holds_what_is_seen() {
    let pairs = [
        (key!("rows.remove"), key!("rows.remove-one")),
        (key!("profiles.open"), key!("profiles.open-named")),
        (key!("profiles.delete"), key!("profiles.delete-named")),
        (key!("programmes-page.compare.remove"), key!("programmes-page.compare.take-away")),
        (key!("programmes-page.compare.short"), key!("programmes-page.beside")),
    ];
    for language in Language::ALL {
        let words = words(language);
        for (seen, longer) in pairs {
            let [seen, longer] = [seen, longer].map(|key| words.get(key));
            assert!(longer.to_lowercase().contains(&seen.to_lowercase()), "{}: '{seen}' is not in '{longer}'", language.code());
        }
    }
}

/// A catalogue of one's own: every text says its number, but for the one under test.
fn catalogue(language: Language, key: Key, text: &str) -> Catalogue {
    let count = (0..).take_while(|index| !Key::at(*index).name().is_empty()).count();
    let texts: Vec<String> = (0..count).map(|index| if index == key.index() { text.to_owned() } else { format!("#{index}") }).collect();
    Catalogue::new(language, &texts.join("\n")).unwrap()
}

/// CLDR's rules, for the numbers at which languages differ.
#[test]
fn the_number_chooses_the_plural_form() {
    let key = key!("problem.out-of-range");
    let counts = [0, 1, 2, 3, 5, 11, 21, 100, 1_000_000, 1_000_001, -1];
    let (one_other, french) = (["one", "other"], ["one", "many", "other"]);
    let (russian, arabic) = (["one", "few", "many"], ["zero", "one", "two", "few", "many", "other"]);
    for (language, forms, expected) in [
        (Language::English, one_other.as_slice(), "other one other other other other other other other other one"),
        (Language::Azerbaijani, &one_other, "other one other other other other other other other other one"),
        (Language::Turkish, &one_other, "other one other other other other other other other other one"),
        (Language::French, &french, "one one other other other other other other many other one"),
        (Language::Russian, &russian, "many one few few many many one many many one one"),
        (Language::Arabic, &arabic, "zero one two few few many many other other other one"),
    ] {
        let words = catalogue(language, key, &forms.iter().map(|form| format!("\u{1f}{form}")).collect::<String>());
        let said = counts.map(|count| words.say(&Message::new(key).with("count", count)));
        assert_eq!(said.join(" "), expected, "{}", language.code());
    }
    let russian = catalogue(Language::Russian, key, "\u{1f}1\u{1f}2-4\u{1f}5");
    let said = [12, 14, 22, 24, 25, 101, 111, 112].map(|count| russian.say(&Message::new(key).with("count", count)));
    assert_eq!(said, ["5", "5", "2-4", "2-4", "5", "1", "5", "5"]);
    let arabic = catalogue(Language::Arabic, key, "\u{1f}0\u{1f}1\u{1f}2\u{1f}3-10\u{1f}11-99\u{1f}100");
    let said = [10, 12, 99, 101, 102, 103, 110, 111, 200].map(|count| arabic.say(&Message::new(key).with("count", count)));
    assert_eq!(said, ["3-10", "11-99", "11-99", "100", "100", "3-10", "3-10", "11-99", "100"]);
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

/// A citation names the same places in every language, and none in English words.
#[test]
fn articles_are_cited_in_every_language() {
    let numbers = |text: &str| {
        let mut numbers: Vec<String> =
            text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).map(str::to_owned).collect();
        numbers.sort_unstable();
        numbers
    };
    let english = words(Language::English);
    let cited: Vec<Key> = RULES.iter().filter_map(|rule| rule.article).collect();
    assert!(cited.len() > 100, "{}", cited.len());
    for article in cited {
        let own = english.get(article);
        assert!(!numbers(own).is_empty(), "{own}");
        for language in Language::ALL.into_iter().skip(1) {
            let words = words(language);
            let text = words.get(article);
            assert_eq!(numbers(text), numbers(own), "{}: {text}", language.code());
            assert!(!["Code,", "Law ", "Art.", "Note "].iter().any(|word| text.contains(word)), "{}: {text}", language.code());
        }
    }
    assert_eq!(
        ["fr", "ru", "ar"].map(|code| words(Language::from_code(code).unwrap())
            .get(RULES.iter().find(|rule| rule.id == "ground.property").unwrap().article.unwrap())
            .to_owned()),
        ["Code des migrations, art. 45.1.3", "Миграционный кодекс, ст. 45.1.3", "قانون الهجرة، المادة 45.1.3"]
    );
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
