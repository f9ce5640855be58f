//! What people write is read in one way, in every language we speak, or asked about.

mod understood;

use std::sync::LazyLock;

use hsmp::profile::{
    CodePage, Conditions, Country, Document, Job, Kind, Order, Reading, Severity, Stay, Told, WrittenDate, import_stays, read_table,
};
use hsmp::quantity::{Date, DateError, Interval, Money, MoneyError, plain};
use hsmp::text::{Catalogue, Language};
use proptest::prelude::*;
use serde_json::json;

use crate::stays_table::{decode, encoded};
use crate::support::{date, document};

static WORDS: LazyLock<Vec<Catalogue>> = LazyLock::new(|| Language::ALL.map(Catalogue::built_in).to_vec());

fn read(text: &str) -> Result<Date, DateError> {
    WrittenDate::read(text).map(WrittenDate::date)
}

#[test]
fn dates_are_read_in_the_forms_that_people_and_programs_write() {
    for text in [
        "2031-05-01",
        "2031-5-1",
        "2031/05/01",
        "2031. 05. 01.",
        "20310501",
        "20310501T093000Z",
        "2031-05-01T00:00:00Z",
        "2031-05-01T23:59:59.999+04:00",
        "2031-05-01 00:00:00",
        "2031-05-01 00:00",
        "1.5.2031",
        "01.05.2031",
        "1. 5. 2031",
        "01.05.2031 00:00",
        "01.05.31",
        "1.5.2031.",
        "1 May 2031",
        "1 MAY 2031",
        "May 1, 2031",
        "May 1st, 2031",
        "1st May 2031",
        "1 mai 2031",
        "1er mai 2031",
        "1ER MAI 2031",
        "01-May-31",
        "01-May-2031",
        "01MAY2031",
        "2031-May-01",
        "1 May 2031, 14:30",
        "May 1, 2031 2:30 PM",
        "1\u{a0}mai\u{202f}2031",
        "\u{feff}1\u{2009}May\u{200e} 20\u{ad}31",
        "１．５．２０３１",
        "٠١.٠٥.٢٠٣١",
        "۱.۵.۲۰۳۱",
        "१.५.२०३१",
        "2031‑05‑01",
    ] {
        let written = WrittenDate::read(text).unwrap_or_else(|why| panic!("{text:?}: {why}"));
        assert_eq!((written.date(), written.other()), (date("2031-05-01"), None), "{text:?}");
    }
    for (text, day) in [
        ("3 févr. 2026", "2026-02-03"),
        ("3 FEVRIER 2026", "2026-02-03"),
        ("3 fe\u{301}v 2026", "2026-02-03"),
        ("2 août 2026", "2026-08-02"),
        ("2 Sept. 2026", "2026-09-02"),
        ("2 sep 2026", "2026-09-02"),
        ("31-Dec-49", "2049-12-31"),
        ("1-Jan-50", "1950-01-01"),
        ("12/31/2026", "2026-12-31"),
        ("31/12/2026", "2026-12-31"),
        ("3/3/2026 12:00:00 AM", "2026-03-03"),
        ("12.31.2026", "2026-12-31"),
    ] {
        let written = WrittenDate::read(text).unwrap_or_else(|why| panic!("{text:?}: {why}"));
        assert_eq!((written.date(), written.other()), (date(day), None), "{text:?}");
    }
    for text in ["3/4/2027", "03-04-2027", "3 4 2027", "3/4/27", "3-4-27", "3/4/2027 0:00", "03/04/2027 12:30 PM"] {
        let written = WrittenDate::read(text).unwrap_or_else(|why| panic!("{text:?}: {why}"));
        assert_eq!((written.date(), written.other()), (date("2027-04-03"), Some(date("2027-03-04"))), "{text:?}");
        assert_eq!(written.in_order(Order::MonthFirst), written.other());
    }
    for text in ["31-05-26", "26-05-31", "01 05 26"] {
        assert_eq!(read(text), Err(DateError::ShortYear), "{text:?}");
    }
    for text in ["31.2.2026", "13/13/2026", "0.1.2026", "30 Feb 2026", "2026-13-01", "20261301", "32 May 2026"] {
        assert_eq!(read(text), Err(DateError::NoSuchDay), "{text:?}");
    }
    for text in [
        "",
        "tomorrow",
        "2026",
        "2.7",
        "1.2.3.2026",
        "46143",
        "2.7.+026",
        "-1.7.2026",
        "1 jui 2026",
        "1 ma 2026",
        "1,5,2026",
        "1 May",
        "May 2026",
        "1 May 2026 May",
        "1.5.2026-",
        "2026-05-01T25:00",
        "2026-05-01T10:61",
        "10:00",
        "1.5.2026 at 10:00",
        "null",
        "#2026-05-01",
        "99999999999999999999",
    ] {
        assert_eq!(read(text), Err(DateError::NotADate), "{text:?}");
    }
}

#[test]
fn a_field_writes_down_what_was_understood() {
    for typed in ["1 May 2031", "01-May-31", "2031-05-01T00:00:00Z", "1er mai 2031"] {
        assert_eq!(Kind::Date.write(typed), Some(json!("2031-05-01")), "{typed}");
    }
    assert_eq!(Kind::Date.write("soon"), Some(json!("soon")), "what is not understood stays");
    assert_eq!(Kind::Count { min: 0, max: 99 }.write("１２"), Some(json!(12)));
    for (typed, number) in [("1 000", 1000), ("1,000", 1000), ("1’250", 1250), ("12.", 12), ("-3", -3)] {
        assert_eq!(Kind::Count { min: 0, max: 9999 }.write(typed), Some(json!(number)), "{typed}");
    }
    for typed in ["1.5", "1 00", "3 AZN", "85%", "forty"] {
        assert_eq!(Kind::Count { min: 0, max: 9999 }.write(typed), Some(json!(typed)), "{typed}");
    }
    assert_eq!(Kind::Count { min: 0, max: 100 }.write("85 %"), Some(json!(85)), "a percentage");
    for typed in ["1.95 AZN", "₼ 1,95"] {
        assert_eq!(Kind::ExchangeRate.write(typed), Some(json!("1.95")), "{typed}");
    }
    assert_eq!(Kind::ExchangeRate.write("۱٫۷"), Some(json!("۱٫۷")));
    assert_eq!(Kind::ExchangeRate.write("１．７"), Some(json!("1.7")));
}

/// A name stays in its line, and turns nothing beside it around.
#[test]
fn a_name_is_one_line_in_the_direction_of_its_text() {
    for (typed, kept) in [
        ("abc \u{202e}gnp.exe", "abc gnp.exe"),
        ("\u{2066}\u{2067}x", "x"),
        ("x\n# points 100..100\u{1b}[2J\u{2028}y\tz", "x # points 100..100 [2J y z"),
        ("می\u{200c}خواهم \u{1f468}\u{200d}\u{1f4bb}", "می\u{200c}خواهم \u{1f468}\u{200d}\u{1f4bb}"),
    ] {
        assert_eq!(Kind::Label.write(typed), Some(json!(kept)));
        let document = document(json!({ "jobs": [{ "role": typed }] }));
        assert_eq!(document.text(Job::ROLE.in_row(1)), kept);
        let profile = Reading::of(&document, date("2026-11-27")).profile;
        assert_eq!(profile.jobs[0].role.as_ref().map(|role| role.0.as_str()), Some(kept));
    }
}

#[test]
fn an_empty_row_is_no_row() {
    let document = document(json!({ "jobs": [null, { "role": "chemist" }, null] }));
    assert_eq!(document.rows(Job::SECTION).len(), 1);
}

#[test]
fn what_is_no_currency_is_not_called_one() {
    let why = |typed: &str| {
        let value = Kind::Money.write(typed).unwrap();
        let document = document(json!({ "pay": { "gross": value } }));
        Reading::of(&document, date("2026-11-27")).problems[0].message.key.name()
    };
    assert_eq!(why("3200 net"), "problem.not-an-amount");
    assert_eq!(why("3200 usd"), "problem.other-currency");
    assert_eq!(why("3200 SEK"), "problem.other-currency");
}

#[test]
fn no_answer_is_no_slip() {
    let document = document(json!({
        "conditions": { "in_field": null },
        "pay": { "gross": { "amount": null, "currency": "AZN" }, "sector": null, "year": null },
        "stays": [{ "country": "AZ", "from": "2026-01-01", "to": null, "purpose": null }],
    }));
    let found = Reading::of(&document, date("2026-11-27"));
    let refused: Vec<_> = found.problems.iter().filter(|problem| problem.severity == Severity::Refused).collect();
    assert!(refused.is_empty(), "{refused:?}");
    assert_eq!(found.profile.stays.len(), 1, "a stay without a last day lasts");
    assert!(!document.has(Stay::TO.in_row(1)) && document.is_untouched(Conditions::SECTION));
    assert!(!document.to_json().contains("\"to\""), "{}", document.to_json());
}

#[test]
fn amounts_in_a_profile_are_read_as_those_in_a_field() {
    let gross = |amount: &str| {
        let document = document(json!({ "pay": { "gross": { "amount": amount, "currency": "AZN" } } }));
        let found = Reading::of(&document, date("2026-11-27"));
        let why = found.problems.iter().map(|problem| problem.message.key.name()).collect::<Vec<_>>();
        (found.profile.pay.gross.map(|gross| gross.qepik()), why)
    };
    for amount in ["3200.00", "3 200", "3\u{202f}200,00 AZN", "₼3200"] {
        assert_eq!(gross(amount), (Some(320_000), vec![]), "{amount}");
    }
    for (amount, why) in [
        ("3 200 50", "problem.not-thousands"),
        ("12 34", "problem.not-thousands"),
        ("1 5", "problem.not-thousands"),
        ("3200 USD", "problem.other-currency"),
        ("3,200", "problem.too-fine"),
    ] {
        assert_eq!(gross(amount), (None, vec![why]), "{amount}");
    }
    let foreign = |amount: &str, currency: serde_json::Value| {
        let document = document(json!({ "foreign": [{ "country": "US", "kind": "dividends", "amount": amount, "currency": currency }] }));
        let found = Reading::of(&document, date("2026-11-27"));
        found.profile.foreign.first().and_then(|row| row.amount).map(|amount| amount.0.qepik())
    };
    assert_eq!(foreign("1,500.25 USD", json!("USD")), Some(150_025));
    assert_eq!(foreign("$1500", json!("USD")), Some(150_000));
    assert_eq!(foreign("$1500", json!("EUR")), None);
    assert_eq!(foreign("1500 USD", json!(null)), None, "which currency is asked for");
    assert_eq!(foreign("1500", json!("EUR")), Some(150_000));
}

#[test]
fn countries_are_read_by_code_and_by_name() {
    for country in Country::all() {
        let code = country.code();
        let names = WORDS.iter().map(|words| words.get(country.name()).to_owned());
        for text in names.chain([code.to_owned(), code.to_ascii_lowercase()]) {
            assert_eq!(Country::named(&text), Some(country), "{text}");
            assert_eq!(Country::named(&format!(" \u{feff}{} ", text.to_uppercase())), Some(country), "{text}");
        }
    }
    for text in ["", "Z", "ZZ", "ZZZ", "999", "0", "the", "and", "\n", "=", "AZ=", "Guinea Bissau Conakry", "azerbaijan=AZ"] {
        assert_eq!(Country::named(text), None, "{text:?}");
    }
}

/// Each is an entry of its own. What has no code is asked about.
#[test]
fn days_in_territories_can_be_entered() {
    for (text, code) in [
        ("Gibraltar", "GI"),
        ("GI", "GI"),
        ("Puerto Rico", "PR"),
        ("Bermuda", "BM"),
        ("Jersey", "JE"),
        ("Guernsey", "GG"),
        ("Isle of Man", "IM"),
        ("Réunion", "RE"),
        ("La Réunion", "RE"),
        ("Guadeloupe", "GP"),
        ("Greenland", "GL"),
        ("Faroe Islands", "FO"),
        ("Cayman Islands", "KY"),
        ("Curaçao", "CW"),
        ("Aruba", "AW"),
        ("New Caledonia", "NC"),
        ("French Polynesia", "PF"),
        ("Guam", "GU"),
        ("Western Sahara", "EH"),
        ("Cook Islands", "CK"),
        ("Macau", "MO"),
        ("Palestine", "PS"),
        ("Kosovo", "XK"),
        ("Taiwan", "TW"),
        ("Hong Kong", "HK"),
    ] {
        let found = import_stays(&format!("country,from,to\n\"{text}\",2026-02-01,2026-02-01\n"), &[], Told::default());
        assert_eq!(found.stays.first().and_then(|stay| stay.country), Country::from_code(code), "{text}");
    }
    let found = import_stays("Northern Cyprus,2026-02-15,2026-02-15", &[], Told::default());
    assert_eq!((found.stays.len(), found.bad[0].why.key.name()), (0, "import.not-a-country"));
}

/// The rows of a page's tables, by the head of their first column.
fn rows<'a>(page: &'a str, head: &str) -> Vec<(&'a str, &'a str)> {
    let mut rows = Vec::new();
    let mut is_own = false;
    for line in page.lines() {
        let Some((written, read)) = line.strip_prefix("| ").and_then(|row| row.strip_suffix(" |")).and_then(|row| row.rsplit_once(" | "))
        else {
            is_own &= line.starts_with('|');
            continue;
        };
        if is_own {
            rows.push((written, read));
        }
        is_own |= written == head;
    }
    assert!(rows.len() > 4, "{head}");
    rows
}

/// The table of what is read cannot promise what the program does not do.
#[test]
fn every_example_in_the_docs_is_true() {
    let page = crate::support::read("docs/READING.md");
    let quoted = |cell: &str| -> Vec<String> { cell.split('`').skip(1).step_by(2).map(str::to_owned).collect() };
    let refused = |why: &dyn std::fmt::Display| format!("refused: {why}");
    let check = |head: &str, read: &dyn Fn(&str) -> String| {
        for (written, expected) in rows(&page, head) {
            assert_eq!(read(&quoted(written)[0]), expected, "{written}");
        }
    };
    check("Written", &|text| {
        // The page has dates and countries under the same head; no text is both.
        if let Some(country) = Country::named(text) {
            return country.code().to_owned();
        }
        match WrittenDate::read(text) {
            Ok(written) => written.other().map_or(written.date().to_string(), |other| format!("{}, or {other}", written.date())),
            Err(_) if text.chars().all(|c| c.is_alphabetic() || c == ' ') => "refused".to_owned(),
            Err(why) => refused(&why),
        }
    });
    let amount = |found: Result<Money, MoneyError>| found.map_or_else(|why| refused(&why), |amount| amount.to_string());
    check("Manat", &|text| amount(Money::parse(text)));
    check("US dollars", &|text| amount(Money::parse_hundredths(text, "USD")));
    for (written, expected) in rows(&page, "From and to, line by line") {
        let lines: String = quoted(written).iter().map(|line| format!("AZ,{}\n", line.replace(' ', ","))).collect();
        let found = import_stays(&lines, &[], Told::default());
        let order = match (found.undecided, found.order) {
            (Some(_), _) => "asked",
            (None, Some(Order::DayFirst)) => "day first",
            (None, Some(Order::MonthFirst)) => "month first",
            (None, None) => "does not matter",
        };
        assert_eq!((order, found.bad.len()), (expected, 0), "{written}");
    }
    check("Name of a column", &|name| {
        // A second column of countries, so that none is found without its name.
        let named = |place: usize| ["country", "from", "to", "purpose"].get(place).copied().unwrap_or("not used").to_owned();
        let fits = |place: &usize| {
            let mut names = ["Country", "From", "To", "Purpose", "x"].map(str::to_owned);
            names[*place] = format!("\"{name}\"");
            let found = import_stays(&format!("{}\nAZ,2026-01-02,2026-01-03,work,TR\n", names.join(",")), &[], Told::default());
            let [own] = found.stays.as_slice() else { return false };
            found.notes.len() == 1 && own.country == Some(Country::AZERBAIJAN) && own.from < own.to && own.purpose.is_some()
        };
        named((0..4).find(fits).unwrap_or(4))
    });
    check("Last day", &|word| {
        let found = import_stays(&format!("country,from,to\nAZ,2026-01-02,{word}\n"), &[], Told::default());
        if found.stays.first().is_some_and(|stay| stay.to.is_none()) { "open" } else { "refused" }.to_owned()
    });
    check("Encoding", &|name| {
        let table = "Pays;Du;Au\nCura\u{e7}ao;2026-01-02;2026-01-03\n";
        let (encoding, mark) = name.split_once(' ').map_or((name, ""), |(encoding, _)| (encoding, "\u{feff}"));
        let text = format!(
            "{mark}{}",
            if encoding == "windows-1251" { "Страна;Въезд;Выезд\nКюрасао;2026-01-02;2026-01-03\n" } else { table }
        );
        let bytes = match encoding {
            "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => encoded(&text, encoding),
        };
        let page = CodePage::named(encoding);
        let found = read_table(&bytes, "en", page, &decode).unwrap();
        assert_eq!((found.text.as_str(), found.read_as), (text.trim_start_matches('\u{feff}'), page), "{name}");
        if found.read_as.is_none() { "yes" } else { "no" }.to_owned()
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    /// From year 1000: earlier ones are printed with fewer than four digits, and no answer is so old.
    #[test]
    fn dates_as_we_print_them_are_read_back(days in 364_877..3_652_058i32) {
        let day = Date::MIN.plus_days(days);
        for words in WORDS.iter() {
            for text in [words.date(day), words.days(Interval { low: day, high: day })] {
                let written = WrittenDate::read(&text);
                prop_assert_eq!(written.map(|written| (written.date(), written.other())), Ok((day, None)), "{}", text);
            }
        }
        for text in [day.to_string(), day.typed()] {
            prop_assert_eq!(WrittenDate::read(&text).map(|written| (written.date(), written.other())), Ok((day, None)), "{}", text);
        }
    }

    /// Wherever the other order gives another day, it is said.
    #[test]
    fn no_date_is_read_in_two_ways(a in 0..40i32, b in 0..40i32, year in 1900..2100i32, sign in prop::sample::select(vec!["/", "-", " ", " / "]), digits in 1..3usize) {
        let text = format!("{a:0digits$}{sign}{b:0digits$}{sign}{year}");
        let day = |month: i32, day: i32| Date::new(year, month as u8, day as u8).ok();
        let (day_first, month_first) = (day(b, a), day(a, b));
        match WrittenDate::read(&text) {
            Ok(written) => {
                prop_assert_eq!(Some(written.date()), day_first.or(month_first));
                let other = month_first.filter(|other| *other != written.date());
                prop_assert_eq!(written.other(), other);
                prop_assert_eq!((written.in_order(Order::DayFirst), written.in_order(Order::MonthFirst)), (day_first, month_first));
            }
            Err(why) => prop_assert_eq!((why, day_first.or(month_first)), (DateError::NoSuchDay, None)),
        }
    }

    #[test]
    fn arbitrary_bytes_are_no_reason_to_panic(bytes in prop::collection::vec(any::<u8>(), 0..48), near in "[0-9]{1,4}[-./, ]{0,2}(mai|MAY|fév|[0-9]){1,4}[-./, ]{1,2}[0-9]{2,4}[T ]{0,1}[0-9:.,+APMZ]{0,12}") {
        for text in [String::from_utf8_lossy(&bytes).as_ref(), &near] {
            if let Ok(written) = WrittenDate::read(text) {
                prop_assert_eq!(read(&written.date().to_string()), Ok(written.date()));
                prop_assert_eq!(WrittenDate::read(&plain(text)), Ok(written));
            }
            for kind in [Kind::Date, Kind::Money, Kind::Amount, Kind::ExchangeRate, Kind::Country, Kind::Year] {
                if let Some(value) = kind.write(text) {
                    prop_assert_eq!(kind.write(&kind.show(&value)), Some(value));
                }
            }
            let _ = Document::parse(text);
        }
    }
}
