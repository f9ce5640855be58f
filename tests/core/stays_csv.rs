//! Stays from and to tables: whatever program wrote the file, a good line is taken and a bad one stays to
//! be mended.

use hsmp::profile::{Answers, Country, Document, Import, Names, Purpose, Reading, Slot, Stay, export_stays, import_stays};
use proptest::prelude::*;
use serde_json::json;

use crate::support::{date, document};

fn names<'a>() -> Names<'a> {
    Names {
        country: &|name| match name {
            "Türkiye" => Country::from_code("TR"),
            _ => None,
        },
        purpose: &|name| (name == "Arbeit").then_some(Purpose::Work),
    }
}

fn read(text: &str) -> Import {
    import_stays(text, &[], &names())
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
        "To\tFrom\tCountry\tPurpose\n04/03/2026\t02/01/2026\tAZ\tArbeit\n\t04/03/2026\tTR\t",
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
    // A quote that is never closed takes in the rest; nothing is lost.
    let open = read("AZ,\"2026-01-01\nAZ,2026-02-01,\n");
    assert_eq!((open.stays.len(), open.bad.len(), open.bad[0].text.as_str()), (0, 1, "AZ,\"2026-01-01\nAZ,2026-02-01,"));
}

#[test]
fn what_is_there_already_is_counted_and_not_taken_again() {
    let known = [stay("AZ", "2026-01-01", "2026-02-01", Some(Purpose::Work))];
    let found = import_stays("AZ,1.1.2026,1.2.2026\nAZ,2026-01-01,\nAZ,2026-01-01,\n", &known, &names());
    assert_eq!((found.stays.len(), found.doubles), (1, 2));
}

#[test]
fn stays_are_taken_over_and_handed_out_as_they_are() {
    let mut document = Document::default();
    let text = "country,from,to,purpose\nAZ,2026-01-02,2026-03-04,work\nTR,2026-03-04,,\n";
    read(text).take_over(&mut document);
    assert_eq!(export_stays(&document), text);
    assert_eq!(Reading::of(&document, date("2026-06-01")).profile.stays.len(), 2);
}

/// What was typed could be a formula; a table program must not run it, and it must come back.
#[test]
fn no_cell_is_a_formula() {
    for typed in ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://x\",\"y\")"] {
        let mut document = document(json!({}));
        let id = document.add_row("stays");
        document.set(Slot { section: "stays", row: Some(id), field: "country" }, "AZ");
        document.set(Slot { section: "stays", row: Some(id), field: "from" }, typed);
        let text = export_stays(&document);
        let line = text.lines().nth(1).unwrap();
        let cell = line.strip_prefix("AZ,").unwrap().trim_start_matches('"');
        assert!(cell.starts_with('\''), "{line}");
        assert_eq!(read(&text).bad.len(), 1);
    }
}

proptest! {
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
        Import { stays: expected.clone(), ..Import::default() }.take_over(&mut document);
        let found = read(&export_stays(&document));
        prop_assert_eq!((found.stays, found.bad.len()), (expected, 0));
    }
}
