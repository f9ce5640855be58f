//! The table file: spreadsheets of any make must read it as it stands, and run nothing in it.

use hsmp::assess::programmes::exchange::Rates;
use hsmp::assess::programmes::{Match, matches};
use hsmp::export::programmes::csv;
use hsmp::profile::{Amount, Country};
use hsmp::rulebook::programmes::{Column, Need, PROGRAMMES};
use hsmp::text::{Catalogue, Language};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{answered, life, row};

const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '＠'];

fn file(life: Value, words: &Catalogue) -> String {
    let all = answered(life);
    let found = matches(&all);
    csv(&found.iter().collect::<Vec<&Match>>(), &Rates::of(&all.profile, all.on), words)
}

/// As a program reads it that knows RFC 4180.
fn read(file: &str) -> Vec<Vec<String>> {
    let text = file.strip_prefix('\u{feff}').expect("it begins with a byte order mark");
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).terminator(::csv::Terminator::CRLF).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// What holds of every file, whatever is in it.
fn is_sound(file: &str, lines: usize) {
    let rows = read(file);
    assert_eq!(rows.len(), lines);
    for row in &rows {
        assert_eq!(row.len(), 14, "{row:?}");
        for cell in row {
            assert!(!cell.starts_with(FORMULA), "a spreadsheet would run {cell:?}");
        }
    }
    assert_eq!(file.matches('\u{feff}').count(), 1);
    // A line a row: no line break but at its end, and each of two characters.
    assert_eq!((file.matches("\r\n").count(), file.matches('\n').count(), file.matches('\r').count()), (lines, lines, lines));
    assert!(file.ends_with("\"\r\n"));
}

#[test]
fn every_row_stands_there_in_both_languages() {
    for language in Language::ALL {
        let words = Catalogue::built_in(language);
        let text = file(json!({ "elsewhere": { "income": "3000.00", "invest": "1000.00", "remote": true } }), &words);
        is_sound(&text, 130);
        let rows = read(&text);
        assert!(rows[0].iter().all(|name| !name.is_empty()), "{:?}", rows[0]);
        let names: std::collections::BTreeSet<&String> = rows[0].iter().collect();
        assert_eq!(names.len(), 14, "no two columns have one name");
        for (cells, programme) in rows[1..].iter().zip(&PROGRAMMES) {
            assert_eq!(cells[0], words.get(Country::from_code(programme.country()).unwrap().name()));
            assert_eq!((cells[1].as_str(), cells[2].as_str()), (programme.name, words.get(programme.kind.label())));
            for (cell, column) in cells[3..7].iter().zip([Column::Income, Column::Investment, Column::Funds, Column::Capital]) {
                match programme.need {
                    Need::Sum(own, ..) if own == column => {
                        let sum = programme.sum().unwrap();
                        // A figure that a spreadsheet can reckon with.
                        assert!(cell.starts_with(&format!("{} {} ", sum.amount.qepik() / 100, sum.currency)), "{cell}");
                    }
                    Need::Text(own, text) if own == column => assert_eq!(cell, text),
                    _ => assert_eq!(cell, "", "{}", programme.id()),
                }
            }
            assert_eq!(cells[7].is_empty(), programme.sum().is_none(), "{}", programme.id());
            assert!(cells[7].bytes().all(|b| b.is_ascii_digit()));
            assert_eq!(cells[8], words.say(&programme.term()));
            assert!(cells[8..=11].iter().chain([&cells[13]]).all(|cell| !cell.is_empty()), "{cells:?}");
        }
    }
}

/// 2,000 dollars are 3,400 manat; and the file is in the order of the page.
#[test]
fn rows_come_in_the_order_asked_for() {
    let all = answered(json!({}));
    let found = matches(&all);
    let rates = Rates::of(&all.profile, all.on);
    let words = Catalogue::built_in(Language::English);
    let text = csv(&[&found[row("ge-3")], &found[row("az-2")]], &rates, &words);
    is_sound(&text, 3);
    let rows = read(&text);
    assert_eq!((rows[1][1].as_str(), rows[1][7].as_str()), ("Remotely from Georgia", "3400"));
    assert_eq!((rows[2][1].as_str(), rows[2][7].as_str()), ("Investor Temporary Residence Permit", "100000"));
    is_sound(&csv(&[], &rates, &words), 1);
    // By one's own rate.
    let own = answered(json!({ "exchange": [{ "id": 1, "currency": "USD", "rate": "2.5" }] }));
    let text = csv(&[&matches(&own)[row("ge-3")]], &Rates::of(&own.profile, own.on), &words);
    assert_eq!(read(&text)[1][7], "5000");
    let rate = Rates::of(&own.profile, own.on).worth("USD").unwrap().in_manat(&rates.worth("AZN").unwrap()).unwrap();
    assert_eq!(rate.of(Amount(PROGRAMMES[row("ge-3")].sum().unwrap().amount)).qepik(), 500_000);
}

/// A translation where every text is this one.
fn everywhere(text: &str, count: usize) -> Option<Catalogue> {
    Catalogue::new(Language::English, &vec![text; count].join("\n"))
}

/// Texts come from a file that is loaded; should one be false, nothing of it may run.
#[test]
fn hostile_texts_run_nothing() {
    let count = (1..20_000).find(|count| everywhere("", *count).is_some()).expect("some number of texts is right");
    for text in [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "=HYPERLINK(\"http://x\",\"y\")",
        "\"\"=1",
        "\",\"=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "a\"b\",\"c",
        "\"",
    ] {
        let words = everywhere(text, count).unwrap();
        let text_file = file(json!({}), &words);
        is_sound(&text_file, 130);
        for row in read(&text_file) {
            // As it stands, or with an apostrophe before it: nothing is lost, and no quote opens a cell.
            let expected = if text.starts_with(FORMULA) || text.starts_with('－') { format!("'{text}") } else { text.to_owned() };
            assert!(row[2] == expected && row[13] == expected, "{row:?} for {text:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_answers_make_a_sound_file(life in life(), french in any::<bool>()) {
        is_sound(&file(life, &Catalogue::built_in(if french { Language::French } else { Language::English })), 130);
    }
}
