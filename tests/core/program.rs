//! The command line as partners' checks call it: exit status, last line, and what is printed.

use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

use crate::support::{TOP, path, read};

pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hsmp"));
    command.args(arguments).current_dir(TOP);
    command
}

pub(crate) fn hsmp(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

pub(crate) fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

pub(crate) fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A file of one test's own, gone when the test is over.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new(name: &str, text: impl AsRef<[u8]>) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name.split('.').next().unwrap());
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(self.0.parent().unwrap()));
    }
}

#[test]
fn check_passes_on_the_repositorys_examples() {
    let files: Vec<String> = crate::support::files("examples", ".csv").into_iter().map(|(name, _)| name).collect();
    let arguments: Vec<&str> = ["check"].into_iter().chain(files.iter().map(String::as_str)).collect();
    let output = hsmp(&arguments);
    assert_eq!(status(&output), 0, "{}", out(&output));
    let last = out(&output).lines().last().unwrap().to_owned();
    assert!(last.ends_with(" passed, 0 failed"), "{last}");
    assert_ne!(last, "0 passed, 0 failed");
}

#[test]
fn check_says_where_a_row_differs_and_fails() {
    let file =
        Scratch::new("business_days-wrong.csv", "from,days,result,source\n2026-01-05,1,2026-01-06,right\n2026-01-05,1,2026-01-07,wrong\n");
    let output = hsmp(&["check", file.path()]);
    assert_eq!(status(&output), 1);
    let text = out(&output);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines, [format!("{}:3: result: expected 2026-01-07, got 2026-01-06", file.path()).as_str(), "1 passed, 1 failed"]);
}

#[test]
fn check_of_an_unreadable_file_is_another_failure() {
    let header = Scratch::new("window.csv", "from,to\n");
    for file in [header.path(), "no-such-file.csv", "README.md"] {
        let output = hsmp(&["check", file]);
        assert_eq!(status(&output), 2, "{file}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(file), "{file}: the message does not name the file");
    }
}

#[test]
fn assess_prints_the_answer_and_its_reasons() {
    let output = hsmp(&["assess", "examples/profiles/sample.json", "--on", "2026-11-21"]);
    assert_eq!(status(&output), 0);
    let text = out(&output);
    for part in ["21 November 2026", "of 100 points (pass mark 70)", "Net pay", "Tax resident of Azerbaijan", "[law]", "[assumption]"] {
        assert!(text.contains(part), "no {part:?} in\n{text}");
    }
    // Gaps that nobody filled would be read as a figure that is missing.
    assert!(!text.contains('{') && !text.contains('}'), "{text}");
    assert_eq!(out(&hsmp(&["assess", "examples/profiles/sample.json", "--format", "text", "--on", "2026-11-21"])), text);
    for title in ["Temporary permit", "Permanent permit", "Citizenship", "What it costs"] {
        assert!(text.lines().any(|line| line == title), "{title}");
    }
    let summary = out(&hsmp(&["assess", "examples/scenarios/09-investor-china.json", "--format", "brief", "--on", "2026-11-24"]));
    assert_eq!(summary, read("examples/scenarios/09-investor-china.golden.txt"), "a reviewer gets the golden file by hand");
}

#[test]
fn every_life_can_be_printed_without_a_gap() {
    let folder = std::env::temp_dir().join(format!("hsmp-people-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for (name, document) in crate::support::people() {
        let file = folder.join(&name);
        std::fs::write(&file, document.to_json()).unwrap();
        let output = hsmp(&["assess", file.to_str().unwrap(), "--on", "2026-11-21"]);
        assert_eq!(status(&output), 0, "{name}");
        assert!(!out(&output).contains(['{', '}', '\u{1f}']), "{name}:\n{}", out(&output));
    }
}

#[test]
fn a_receipt_goes_through_verify_and_a_forged_one_does_not() {
    let output = hsmp(&["assess", "examples/profiles/engineer.json", "--on", "2026-11-21", "--format", "json"]);
    assert_eq!(status(&output), 0);
    let mut value: Value = serde_json::from_str(&out(&output)).unwrap();
    let right = Scratch::new("receipt-right.json", out(&output));
    assert_eq!(status(&hsmp(&["verify", right.path()])), 0);
    value["assessment"]["points"]["total"][1] = 100.into();
    let forged = Scratch::new("receipt-forged.json", value.to_string());
    let output = hsmp(&["verify", forged.path()]);
    assert_eq!(status(&output), 1);
    assert!(out(&output).starts_with("assessment.points.total.1: the receipt says 100, worked out "), "{}", out(&output));
    let cut = Scratch::new("receipt-cut.json", &right.path()[..3]);
    assert_eq!(status(&hsmp(&["verify", cut.path()])), 2);
    assert_eq!(status(&hsmp(&["verify", "no-such-receipt.json"])), 2);
}

#[test]
fn the_sample_is_the_file_and_the_schema_is_json() {
    assert_eq!(out(&hsmp(&["sample"])).trim(), read("examples/profiles/sample.json").trim());
    let schema: Value = serde_json::from_str(&out(&hsmp(&["schema"]))).unwrap();
    assert_eq!(schema, hsmp::profile::json_schema());
}

#[test]
fn every_rule_is_listed_with_where_it_comes_from() {
    let output = hsmp(&["rules"]);
    assert_eq!(status(&output), 0);
    let text = out(&output);
    assert_eq!(text.lines().next(), Some(format!("rulebook {}", hsmp::rulebook::HASH).as_str()));
    let values: usize = hsmp::rulebook::RULES.iter().map(|rule| rule.values.len()).sum();
    assert_eq!(text.matches("; review by ").count(), values);
    for rule in &hsmp::rulebook::RULES {
        assert!(text.contains(&format!("\n{} — ", rule.id)), "{}", rule.id);
    }
    assert!(text.matches("source: ").count() >= values);
}

#[test]
fn values_past_review_are_listed_on_their_day_and_not_before() {
    let listed = |by: &str| out(&hsmp(&["rules", "--stale", by])).matches("; review by ").count();
    let reviews: Vec<_> = hsmp::rulebook::RULES.iter().flat_map(|rule| rule.values).map(|value| value.review).collect();
    let (first, last) = (*reviews.iter().min().unwrap(), *reviews.iter().max().unwrap());
    assert_eq!(listed(&first.plus_days(-1).to_string()), 0);
    assert_eq!(listed(&first.to_string()), reviews.iter().filter(|day| **day == first).count());
    assert_eq!(listed(&last.to_string()), reviews.len());
}

#[test]
fn a_wrong_call_says_how_to_call_it() {
    let newer = Scratch::new("newer.json", "{\"schema\": 99}");
    let sample = "examples/profiles/sample.json";
    let calls: [&[&str]; 18] = [
        &[],
        &["frobnicate"],
        &["check"],
        &["assess"],
        &["assess", sample],
        &["assess", sample, "--on"],
        &["assess", sample, "--on", "32.11.2026"],
        &["assess", sample, "--on", "2026-02-30"],
        &["assess", sample, "--on", "2026-11-21", "--format", "xml"],
        &["assess", sample, "--on", "2026-11-21", "--loud"],
        &["assess", "no-such-profile.json", "--on", "2026-11-21"],
        &["assess", newer.path(), "--on", "2026-11-21"],
        &["rules", "--stale", "soon"],
        &["rules", "2026-11-21"],
        &["verify"],
        &["calendar", sample],
        &["calendar", sample, "--on", "2026-11-21", "--language", "xx"],
        &["sample", "extra"],
    ];
    for call in calls {
        let output = hsmp(call);
        assert_eq!(status(&output), 2, "{call:?}");
        assert!(output.stdout.is_empty(), "{call:?} printed a result");
        assert!(!output.stderr.is_empty(), "{call:?} said nothing");
        assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"), "{call:?}");
    }
    assert!(String::from_utf8_lossy(&hsmp(&["assess", newer.path(), "--on", "2026-11-21"]).stderr).contains("schema 99"));
    assert_eq!(status(&hsmp(&["--help"])), 0);
    // Options may come first, and take their value after a sign of equality.
    let first = hsmp(&["assess", "--on=2026-11-21", "--format", "brief", sample]);
    assert_eq!(out(&first), out(&hsmp(&["assess", sample, "--on", "2026-11-21", "--format", "brief"])));
    assert!(path("examples").is_dir());
}

/// Editors of Windows begin a file with a byte order mark.
#[test]
fn a_profile_is_read_with_its_byte_order_mark() {
    let file =
        Scratch::new("bom.json", "\u{feff}{ \"schema\": 2, \"stays\": [{ \"country\": \"AZ\", \"from\": \"2026-01-01\", \"to\": null }] }");
    let marked = hsmp(&["assess", file.path(), "--on", "27 November 2026"]);
    assert_eq!(status(&marked), 0, "{}", String::from_utf8_lossy(&marked.stderr));
    assert!(!out(&marked).is_empty());
}

#[test]
fn a_day_that_can_be_two_is_asked_about() {
    let output = hsmp(&["assess", "examples/profiles/sample.json", "--on", "3/4/2027"]);
    let why = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!((status(&output), why.trim_end()), (2, "'3/4/2027' can be 2027-04-03 or 2027-03-04; write the one you mean so"));
}

/// The command line reads tables as the page does, and writes the same file; it cannot ask.
#[test]
fn stays_are_read_and_written_as_in_the_page() {
    let file = |arguments: &[&str]| {
        let output = hsmp(arguments);
        (status(&output), hsmp::profile::utf_text(&output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let expected = "country\tfrom\tto\tpurpose\r\nAZ\t2026-01-02\t2026-03-04\t\r\n";
    let cyrillic =
        Scratch::new("stays-ansi.csv", crate::stays_table::encoded("Страна;С;По\nАзербайджан;02.01.2026;04.03.2026\n", "windows-1251"));
    assert_eq!(file(&["stays", cyrillic.path()]), (0, expected.to_owned(), "read as windows-1251\n".to_owned()));
    assert_eq!(file(&["stays", cyrillic.path(), "--read-as", "windows-1252"]).0, 2);
    assert!(file(&["stays", cyrillic.path(), "--read-as", "koi8-r"]).2.contains("windows-1251"));
    let open = Scratch::new("stays-order.csv", "country,from,to\nAZ,1/2/2026,3/4/2026\n");
    let (code, _, said) = file(&["stays", open.path()]);
    assert_eq!((code, said.contains("2026-02-01 or 2026-01-02; add --day-first or --month-first")), (2, true), "{said}");
    assert_eq!(file(&["stays", open.path(), "--month-first"]).1, expected);
    let asked = Scratch::new("stays-columns.csv", "AZ,2026-01-01,2026-01-02,2026-03-04\n");
    assert!(file(&["stays", asked.path()]).2.contains("which column is which?"));
    let bad = Scratch::new("stays-bad.csv", "country,from,to\nXX,2026-01-01,2026-01-02\n");
    assert!(file(&["stays", bad.path()]).2.contains("line 2: "));
    // What is written is a table that is read.
    let own = Scratch::new("stays-own.csv", &hsmp(&["stays", open.path(), "--month-first"]).stdout);
    assert_eq!(file(&["stays", own.path()]), (0, expected.to_owned(), String::new()));
    let profile =
        Scratch::new("stays-profile.json", r#"{"schema":1,"stays":[{"id":1,"country":"AZ","from":"2026-01-02","to":"2026-03-04"}]}"#);
    assert_eq!(file(&["stays", profile.path()]).1, expected);
}
