//! The worked examples as tests, and the ones packed into the program: a row that differs is
//! either a wrong figure for somebody or a wrong claim in the repository.

use hsmp::examples::{self, Difference, Unreadable, check};

use crate::support::{files, path};

#[path = "../../core/build/examples.rs"]
mod packing;

#[test]
fn every_worked_example_comes_out_as_written() {
    let mut rows = 0;
    let all = files("examples", ".csv");
    for (file, text) in &all {
        let report = check(file, text).unwrap_or_else(|why| panic!("{file}: {why}"));
        assert_eq!(report.differences().collect::<Vec<_>>(), Vec::<&Difference>::new(), "{file}");
        assert!(report.rows.iter().all(|row| !row.source.is_empty()), "{file}: a row without source");
        assert_eq!(report.failed, 0, "{file}");
        assert!(report.passed > 0, "{file} has no rows");
        rows += report.passed;
    }
    assert!(rows >= 500, "{rows} rows in {} files", all.len());
}

/// The self-test page runs the pack; it must hold the same rows, with the same outcome.
#[test]
fn the_packed_examples_are_the_files() {
    let pack = packing::pack(&path("examples")).unwrap_or_else(|faults| panic!("{faults:?}"));
    let packed = |name: &str| examples::files(&pack).find(|(known, _)| *known == name).map(|(_, text)| text.to_owned());
    let tables = files("examples", ".csv");
    assert_eq!(examples::files(&pack).count(), tables.len());
    for (file, text) in tables {
        let name = file.trim_start_matches("examples/");
        let own = packed(name).unwrap_or_else(|| panic!("{name} is not packed"));
        assert_eq!(check(name, &own), check(name, &text), "{name}");
    }
}

/// A slip in a partner's own file must be named, not passed over.
#[test]
fn a_wrong_cell_is_found_with_its_line_and_column() {
    let text = "from,days,result\n# a comment\n2026-01-05,1,2026-01-06\n2026-01-05,2,2026-01-08\n2026-01-05,3,\n";
    let report = check("business_days.csv", text).unwrap();
    assert_eq!((report.passed, report.failed), (2, 1));
    let difference = report.differences().next().unwrap();
    assert_eq!((difference.line, difference.column), (4, "result"));
    assert_eq!((difference.expected.as_str(), difference.got.as_str()), ("2026-01-08", "2026-01-07"));
}

#[test]
fn a_file_that_cannot_be_read_says_why() {
    assert_eq!(check("notes.csv", "a\n"), Err(Unreadable::Kind));
    assert!(matches!(check("date_add.csv", ""), Err(Unreadable::Header(_))));
    assert!(matches!(check("date_add.csv", "date,add,rounding\n"), Err(Unreadable::Header(_))));
    assert!(matches!(check("date_add.csv", "date,add,rounding,result,extra\n"), Err(Unreadable::Header(_))));
    assert_eq!(check("date_add.csv", "date,add,rounding,result\n2026-01-01,+1m,up\n"), Err(Unreadable::Row(2)));
    assert_eq!(check("date_add.csv", "date,add,rounding,result\n2026-02-30,+1m,up,\n"), Err(Unreadable::Cell(2, "date")));
    assert_eq!(check("date_add.csv", "date,add,rounding,result\n2026-02-20,1m,up,\n"), Err(Unreadable::Cell(2, "add")));
    for (facts, cell) in [("ada,you.has_worked=yes", None), (",you.has_worked=yes", Some("name")), ("ada,you.height=2", Some("facts"))] {
        let read = check("points.csv", &format!("name,facts,low,high,verdict\n{facts},,,\n"));
        assert_eq!(read.err(), cell.map(|cell| Unreadable::Cell(2, cell)), "{facts}");
    }
}

#[test]
fn quoted_cells_keep_their_commas_and_quotes() {
    let text =
        "\"from\",days,result,source\n2026-01-05,1,\"2026-01-06\",\"said, and \"\"quoted\"\"\nbelow\"\n# \"\n2026-01-05,2,\"\"\"\",\n";
    let report = check("business_days-quoted.csv", text).unwrap();
    assert_eq!(
        (report.passed, report.differences().next().unwrap().line, report.differences().next().unwrap().expected.as_str()),
        (1, 5, "\"")
    );
    let open = "from,days,result\n2026-01-05,1,2026-01-06\n2026-01-05,2,\"2026-01-07\n";
    assert_eq!(check("business_days.csv", open), Err(Unreadable::Quote(3)));
}

/// The examples of others are named with underscores.
#[test]
fn the_longest_name_of_a_kind_counts() {
    let days = "from,days,result\n2026-01-05,1,2026-01-06\n";
    for name in ["business_days.csv", "business-days-law.csv", "dates/business-days-law.csv"] {
        assert_eq!(check(name, days).map(|report| report.passed), Ok(1), "{name}");
    }
    assert!(matches!(check("business-law.csv", days), Err(Unreadable::Header(_))));
    assert_eq!(check("businesslike.csv", days), Err(Unreadable::Kind));
}
