//! Stays from and to tables: whatever program wrote the file, a good line is taken and a bad one stays to
//! be mended.

use hsmp::key;
use hsmp::message::{Arg, Message};
use hsmp::profile::{Country, Document, Import, Order, Purpose, Reading, Stay, Told, Undecided, export_stays, import_stays, utf_text};
use hsmp::quantity::Date;
use proptest::prelude::*;
use serde_json::json;

use crate::support::{date, document};

fn read(text: &str) -> Import {
    import_stays(text, &[], Told::default())
}

fn in_order(order: Order) -> Told {
    Told { order: Some(order), places: None }
}

/// The text of the file that is handed out.
fn exported(document: &Document) -> String {
    utf_text(&export_stays(document)).unwrap()
}

fn stay(country: &str, from: &str, to: &str, purpose: Option<Purpose>) -> Stay {
    let to = (!to.is_empty()).then(|| date(to));
    Stay { country: Country::from_code(country), from: Some(date(from)), to, purpose, ..Stay::default() }
}

#[test]
fn columns_stand_in_any_order_and_with_any_separator() {
    let expected = [stay("AZ", "2026-01-02", "2026-03-04", Some(Purpose::Work)), stay("TR", "2026-03-04", "", None)];
    for text in [
        "country,from,to,purpose\nAZ,2026-01-02,2026-03-04,work\nTR,2026-03-04,,\n",
        "\u{feff}from;to;country;purpose\r\n2.1.2026;4.3.2026;az;WORK\r\n4.3.2026;;Türkiye;\r\n",
        "To\tFrom\tCountry\tPurpose\n4 Mar 2026\t02-jan-26\tAZ\tArbeit\n\t4 mars 2026\tTR\t",
        // No names of columns: as they are written out.
        "AZ,2026-01-02,2026-03-04,work\n\nTR,2026-03-04",
        "country,from,to,purpose\n\"AZ\",\"2026-01-02\",\"2026-03-04\",\"work\"\n\"TR\",\"2026-03-04\",\"\",\"\"",
    ] {
        let found = read(text);
        assert_eq!((found.stays.as_slice(), found.bad.as_slice()), (&expected[..], &[][..]), "{text}");
    }
}

#[test]
fn a_bad_line_is_named_with_its_number_and_kept_as_it_stands() {
    let text = "country,from,to\nAZ,2026-01-01,2026-02-01\nXX,2026-01-01,\nAZ,31.2.2026,\nAZ,,2026-01-01\n,2026-01-01,\nAZ,2026-02-02,2026-02-01\nAZ,\"2026-05-01\",soon\n";
    let found = read(text);
    assert_eq!(found.stays.len(), 1);
    let bad: Vec<_> = found.bad.iter().map(|line| (line.number, line.why.key.name())).collect();
    assert_eq!(
        bad,
        [
            (3, "import.not-a-country"),
            (4, "problem.no-such-day"),
            (5, "import.no-first-day"),
            (6, "import.no-country"),
            (7, "import.end-before-start"),
            (8, "problem.not-a-date"),
        ]
    );
    // What is left to be mended reads back as the same lines, under the same header.
    let rest = found.rest();
    assert_eq!(rest.lines().next(), Some("country,from,to"));
    assert_eq!(rest.lines().last(), Some("AZ,\"2026-05-01\",soon"));
    let again = read(&rest);
    assert_eq!((again.stays.len(), again.bad.len()), (0, 6));
    assert_eq!(read("AZ,2026-01-01,\n").rest(), "", "nothing is left of good lines");
    let purpose = read("AZ,2026-01-01,,leisure");
    assert_eq!(purpose.bad[0].why.key.name(), "import.not-a-purpose");
}

#[test]
fn a_quoted_cell_may_go_over_lines_and_the_lines_still_count() {
    let found = read("country,from,to,purpose\nAZ,2026-01-01,,\"wo\nrk\"\nAZ,nope,,\n");
    let bad: Vec<_> = found.bad.iter().map(|line| (line.number, line.text.as_str())).collect();
    assert_eq!(bad, [(2, "AZ,2026-01-01,,\"wo\nrk\""), (4, "AZ,nope,,")]);
}

/// A stray quote costs its own line and no other.
#[test]
fn a_quote_that_is_never_closed_is_named_and_the_lines_below_are_read() {
    let found = read("country,from,to\nAZ,\"2026-01-01\nAZ,2026-02-01,2026-02-03\nTR,2026-03-01,\n");
    assert_eq!(found.stays, [stay("AZ", "2026-02-01", "2026-02-03", None), stay("TR", "2026-03-01", "", None)]);
    let bad: Vec<_> = found.bad.iter().map(|line| (line.number, line.text.as_str(), line.why.key.name())).collect();
    assert_eq!(bad, [(2, "AZ,\"2026-01-01", "import.open-quote")]);
    assert_eq!(read(&found.rest()).bad.len(), 1);
    // Within a cell a quote is a letter like others.
    let within = read("AZ\",2026-01-01,\nAZ,2026-02-01,\n");
    assert_eq!((within.stays.len(), within.bad.len(), within.bad[0].why.key.name()), (1, 1, "import.not-a-country"));
    // Blanks before a quoted cell are not part of it.
    assert_eq!(read("AZ, \"2026-01-01\", \"2026-01-02\"").stays, [stay("AZ", "2026-01-01", "2026-01-02", None)]);
}

#[test]
fn names_of_columns_without_the_last_day_are_refused_and_foreign_ones_are_named() {
    let notes = |found: &Import| found.notes.iter().map(|note| (note.key.name(), note.args.clone())).collect::<Vec<_>>();
    let unused = |text: &str| ("import.unused-column", vec![("text", Arg::Typed(text.to_owned()))]);
    let found = read("country,from,nights\nAZ,2026-01-01,31\n");
    assert_eq!(found.refused.as_ref().map(|why| why.key.name()), Some("import.no-last-column"));
    assert_eq!((found.stays.len(), notes(&found)), (0, vec![unused("nights")]));
    let found = read("note,country,from,to,\nx,AZ,2026-01-01,2026-02-01,\n");
    assert_eq!((found.stays.len(), notes(&found), found.refused), (1, vec![unused("note")], None));
    // Without the first day no line is one by mistake.
    let found = read("country,to\nAZ,2026-01-01\n");
    assert_eq!((found.stays.len(), found.bad[0].why.key.name()), (0, "import.no-first-day"));
}

#[test]
fn any_end_of_line_and_a_named_separator_are_understood() {
    let expected = [stay("AZ", "2026-01-02", "2026-03-04", None), stay("TR", "2026-03-04", "", None)];
    for text in [
        "country,from,to\rAZ,2026-01-02,2026-03-04\rTR,2026-03-04,\r",
        "sep=;\r\ncountry;from;to\r\nAZ;2026-01-02;2026-03-04\r\nTR;2026-03-04;\r\n",
        "\u{feff}SEP=|\nAZ|2026-01-02|2026-03-04\nTR|2026-03-04\n",
        "sep=\t\nfrom\tto\tcountry\n2.1.2026\t4.3.2026\tAZ\n4.3.2026\t\tTR\n",
    ] {
        let found = read(text);
        assert_eq!((found.stays.as_slice(), found.bad.as_slice()), (&expected[..], &[][..]), "{text}");
    }
    // What is left to be mended is still read with the same separator.
    let found = read("sep=|\nfrom|to|country\nsoon||AZ\n");
    assert_eq!((found.bad[0].number, found.rest().as_str()), (3, "sep=|\nfrom|to|country\nsoon||AZ\n"));
    assert_eq!(read(&found.rest()).bad, found.bad);
    assert_eq!(read("AZ,2026-01-01,\nAZ;soon\n").rest(), "sep=,\nAZ;soon\n", "the line that told is gone");
}

fn days(found: &Import) -> Vec<(String, String)> {
    let day = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    found.stays.iter().map(|stay| (day(stay.from), day(stay.to))).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned())).collect()
}

/// One line that has no other reading decides for all.
#[test]
fn a_list_is_read_in_one_order() {
    let found = read("country,from,to\nAZ,1/2/2026,3/4/2026\nGE,3/4/2026,3/25/2026\nAZ,4/1/2026,6/9/2026\n");
    assert_eq!(days(&found), pairs(&[("2026-01-02", "2026-03-04"), ("2026-03-04", "2026-03-25"), ("2026-04-01", "2026-06-09")]));
    assert_eq!((found.order, found.undecided.as_ref(), found.bad.len()), (Some(Order::MonthFirst), None, 0));
    assert_eq!(found.notes, [Message::new(key!("import.month-first")).with("number", 3)]);
    // A stay that ends before it begins has no sense in that order either.
    let found = read("country,from,to\nAZ,2/10/2026,3/5/2026\nGE,4/11/2026,5/2/2026\n");
    assert_eq!(days(&found), pairs(&[("2026-02-10", "2026-03-05"), ("2026-04-11", "2026-05-02")]));
    assert_eq!((found.order, found.notes.len()), (Some(Order::MonthFirst), 1));
    let found = read("AZ,1/2/2026,3/4/2026\nGE,5/4/2026,25/4/2026\n");
    assert_eq!(days(&found), pairs(&[("2026-02-01", "2026-04-03"), ("2026-04-05", "2026-04-25")]));
    assert_eq!((found.order, found.notes.len()), (Some(Order::DayFirst), 0));
    // What the person said is no reason to turn round what the list says.
    let again = import_stays("AZ,1/2/2026,3/4/2026\nGE,5/4/2026,25/4/2026\n", &[], in_order(Order::MonthFirst));
    assert_eq!(again, found);
}

#[test]
fn a_list_that_does_not_say_its_order_is_asked_about() {
    let text = "country,from,to\nAZ,1/2/2026,3/4/2026\nGE,5/6/2026,7/8/2026\n";
    let found = read(text);
    assert_eq!((found.stays.len(), found.bad.len(), found.doubles, found.order), (0, 0, 0, None));
    let date_in_doubt =
        Undecided { number: 2, text: "1/2/2026".to_owned(), day_first: date("2026-02-01"), month_first: date("2026-01-02") };
    assert_eq!(found.undecided, Some(date_in_doubt.clone()));
    for (order, expected) in [
        (Order::DayFirst, [("2026-02-01", "2026-04-03"), ("2026-06-05", "2026-08-07")]),
        (Order::MonthFirst, [("2026-01-02", "2026-03-04"), ("2026-05-06", "2026-07-08")]),
    ] {
        let found = import_stays(text, &[], in_order(order));
        assert_eq!((days(&found), found.order), (pairs(&expected), Some(order)));
        assert_eq!((found.undecided, found.notes.len()), (Some(date_in_doubt.clone()), 0), "it can still be changed");
    }
    // Lines that contradict each other leave it open too; under either order some of them are slips.
    let text = "AZ,1/2/2026,\nAZ,3/25/2026,\nAZ,25/4/2026,\n";
    assert!(read(text).undecided.is_some());
    let found = import_stays(text, &[], in_order(Order::MonthFirst));
    assert_eq!(days(&found), pairs(&[("2026-01-02", ""), ("2026-03-25", "")]));
    assert_eq!((found.bad.len(), found.bad[0].why.key.name()), (1, "problem.no-such-day"));
}

#[test]
fn what_is_plain_is_not_asked() {
    for (text, expected) in [
        ("AZ,10 January 2026,20 March 2026", ("2026-01-10", "2026-03-20")),
        ("AZ;10.01.2026 00:00;20.03.2026 00:00", ("2026-01-10", "2026-03-20")),
        ("AZ;1.2.2026;3.4.2026", ("2026-02-01", "2026-04-03")),
        ("AZ,2026-02-01T00:00:00Z,2026-04-03 00:00:00", ("2026-02-01", "2026-04-03")),
        ("AZ,3/3/2026,4/4/2026", ("2026-03-03", "2026-04-04")),
        ("AZ,1-Feb-26,3-Apr-26", ("2026-02-01", "2026-04-03")),
    ] {
        let found = read(text);
        assert_eq!((days(&found), found.notes.len(), found.undecided), (pairs(&[expected]), 0, None), "{text}");
    }
    for text in ["AZ,31.2.2026,", "AZ,2026-31-12,", "AZ,40/40/2026,", "AZ,1.2.2026,31.2.2026"] {
        let found = read(text);
        assert_eq!((found.notes.len(), found.undecided, found.bad.len()), (0, None, 1), "{text}");
    }
}

#[test]
fn a_list_too_long_is_refused_as_a_whole() {
    let line = |number: i32| format!("AZ,{0},{0}\n", date("2020-01-01").plus_days(number));
    let most: String = (0..2_000).map(line).collect();
    let found = read(&format!("country,from,to\n{most}\n"));
    assert_eq!((found.stays.len(), found.refused), (2_000, None), "the names of the columns do not count");
    let found = read(&format!("{most}{}", line(2_000)));
    assert_eq!((found.stays.len(), found.bad.len()), (0, 0));
    assert_eq!(found.refused, Some(Message::new(key!("import.too-many")).with("most", 2_000)));
}

#[test]
fn what_is_there_already_is_counted_and_not_taken_again() {
    let known = [stay("AZ", "2026-01-01", "2026-02-01", Some(Purpose::Work))];
    let found = import_stays("AZ,1.1.2026,1.2.2026\nAZ,2026-01-01,\nAZ,2026-01-01,\n", &known, Told::default());
    assert_eq!((found.stays.len(), found.doubles), (1, 2));
}

#[test]
fn stays_are_taken_over_and_handed_out_as_they_are() {
    let mut document = Document::default();
    let text = "country,from,to,purpose\nAZ,2026-01-02,2026-03-04,work\nTR,2026-03-04,,\n";
    read(text).take_over(&mut document, &[]);
    assert_eq!(exported(&document), text.replace(',', "\t").replace('\n', "\r\n"));
    assert_eq!(export_stays(&document)[..4], [0xff, 0xfe, b'c', 0]);
    assert_eq!(Reading::of(&document, date("2026-06-01")).profile.stays.len(), 2);
}

/// What was typed could be a formula; a table program must not run it, and it must come back.
#[test]
fn no_cell_is_a_formula() {
    for typed in ["=1+1", "+1", "-1", "@SUM(A1)", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", "=HYPERLINK(\"http://x\",\"y\")"] {
        // As from a file: what is typed loses the blanks around it.
        let document = document(json!({ "stays": [{ "id": 1, "country": "AZ", "from": typed }] }));
        let text = exported(&document);
        let line = text.lines().nth(1).unwrap();
        let cell = line.strip_prefix("AZ\t").unwrap().trim_start_matches('"');
        assert!(cell.starts_with('\''), "{line}");
        assert_eq!(read(&text).bad.len(), 1);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn any_text_is_read_and_no_line_is_lost(text in "(AZ|TR|[a-z\"',;\\t]|[0-9.-]|2026-01-02|\\n|\\r\\n){0,40}") {
        let found = read(&text);
        let kept: usize = found.stays.len() + found.doubles + found.bad.len();
        let again = read(&found.rest());
        prop_assert!(again.bad.len() <= kept);
        prop_assert_eq!(again.bad.iter().map(|line| line.text.clone()).collect::<Vec<_>>(), found.bad.iter().map(|line| line.text.clone()).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_handed_out_is_taken_in_again(rows in prop::collection::vec((prop::sample::select(vec!["AZ", "TR", "FR"]), 0..900i32, prop::option::of(0..99i32), prop::option::of(0..7usize)), 0..12)) {
        let mut document = Document::default();
        let mut expected: Vec<Stay> = Vec::new();
        for (country, from, length, purpose) in rows {
            let from = date("2025-01-01").plus_days(from);
            let to = length.map(|length| from.plus_days(length));
            let own = Stay { country: Country::from_code(country), from: Some(from), to, purpose: purpose.map(|place| Purpose::ALL[place]), ..Stay::default() };
            if !expected.iter().any(|other| (other.country, other.from, other.to) == (own.country, own.from, own.to)) {
                expected.push(own);
            }
        }
        Import { stays: expected.clone(), ..Import::default() }.take_over(&mut document, &[]);
        let found = read(&exported(&document));
        prop_assert_eq!((found.stays, found.bad.len()), (expected, 0));
    }
}
