//! Many profiles in one run: each line is answered in its place, whatever stands in it, and nobody runs ahead.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{JoinHandle, available_parallelism, sleep, spawn};
use std::time::Duration;

use hsmp::profile::{Document, MOST_BYTES, MOST_ROWS};
use hsmp::receipt::receipt_file;
use serde_json::{Value, json};

use crate::program::{Scratch, command, hsmp, out, status};
use crate::support::{everybody, today};

const BATCH: [&str; 5] = ["assess", "--on", "2026-11-21", "--batch", "-"];

/// The answers to these lines, each as JSON, and the exit status.
fn answers(name: &str, lines: impl AsRef<[u8]>) -> (Vec<Value>, i32) {
    let file = Scratch::new(name, lines);
    let output = hsmp(&["assess", "--batch", file.path(), "--on", "2026-11-21"]);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    (out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect(), status(&output))
}

/// Code and text of the answer to a line that cannot be read. It stands first in a file, before one that can.
fn refused(name: &str, line: impl AsRef<[u8]>) -> (String, String) {
    let lines = [line.as_ref(), b"\n{\"schema\":2}\n"].concat();
    let (answers, status) = answers(name, lines);
    let [error, receipt] = answers.as_slice() else { panic!("{name}: {} answers", answers.len()) };
    assert_eq!((status, receipt["receipt"].as_u64(), error["error"]["line"].as_u64()), (1, Some(1), Some(1)), "{name}");
    let text = |member: &str| error["error"][member].as_str().unwrap().to_owned();
    (text("code"), text("message"))
}

/// A profile of a number, a line of about this many bytes.
fn numbered(number: usize, bytes: usize) -> String {
    json!({ "schema": 2, "number": number, "filling": "x".repeat(bytes) }).to_string() + "\n"
}

fn start() -> Child {
    command(&BATCH).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap()
}

/// Writes lines to a run until it takes no more or has all, and counts those it took.
fn feed(run: &mut Child, lines: usize, bytes: usize) -> (JoinHandle<()>, Arc<AtomicUsize>) {
    let mut stdin = run.stdin.take().unwrap();
    let taken = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&taken);
    let feeder = spawn(move || {
        for number in 0..lines {
            if stdin.write_all(numbered(number, bytes).as_bytes()).is_err() {
                break;
            }
            count.fetch_add(1, Ordering::Relaxed);
        }
    });
    (feeder, taken)
}

#[test]
fn a_line_is_a_receipt_without_white_space_and_can_be_verified() {
    let everybody = everybody();
    let lines: Vec<String> = everybody.iter().map(|(_, document)| serde_json::to_string(document).unwrap()).collect();
    let file = Scratch::new("batch-everybody.ndjson", lines.join("\n"));
    let output = hsmp(&["assess", "--batch", file.path(), "--on", "2026-11-21"]);
    assert_eq!(status(&output), 0);
    let answers = out(&output);
    assert_eq!(answers.lines().count(), everybody.len());
    for (answer, (name, document)) in answers.lines().zip(&everybody) {
        let receipt: Value = serde_json::from_str(&receipt_file(document, today())).unwrap();
        assert_eq!(answer, receipt.to_string(), "{name}");
    }
    let first = Scratch::new("batch-receipt.json", answers.lines().next().unwrap());
    assert_eq!(status(&hsmp(&["verify", first.path()])), 0);
}

#[test]
fn a_line_that_cannot_be_read_is_an_error_in_its_place() {
    let code = |name: &str, line: &str| refused(name, line).0;
    assert_eq!(refused("batch-cut.ndjson", "{\"schema\":2").1, "not JSON, cut off, or with a name twice");
    assert_eq!(refused("batch-later.ndjson", r#"{"schema":99}"#).1, "written by a later version (schema 99); use that version");
    for (name, line, expected) in [
        ("batch-1.ndjson", "{\"schema\":2", "not-json"),
        ("batch-2.ndjson", r#"{"schema":2,"schema":2}"#, "not-json"),
        ("batch-3.ndjson", r#"{"schema":2} {"schema":2}"#, "not-json"),
        ("batch-4.ndjson", "[]", "not-a-profile"),
        ("batch-5.ndjson", r#"{"schema":2,"stays":7}"#, "not-a-profile"),
        ("batch-6.ndjson", r#"{"schema":99}"#, "newer"),
        ("batch-7.ndjson", "", "empty"),
        ("batch-8.ndjson", " \t\r", "empty"),
        ("batch-9.ndjson", "{\"schema\":2,\"a\":\"\0\"}", "not-json"),
    ] {
        assert_eq!(code(name, line), expected, "{line}");
    }
    assert_eq!(refused("batch-10.ndjson", [&b"{\"schema\":2,\"a\":\""[..], &[0xff], b"\"}"].concat()).0, "not-utf-8");
    assert_eq!(refused("batch-11.ndjson", b"\xff\xfe{\0}\0").0, "not-utf-8");
    let rows = vec!["{}"; MOST_ROWS + 1].join(",");
    assert_eq!(code("batch-12.ndjson", &format!("{{\"schema\":2,\"jobs\":[{rows}]}}")), "too-many-rows");
}

/// What is too long is never held as a whole; the longest that is opened is, whatever stands around it.
#[test]
fn the_longest_line_is_answered_and_a_longer_one_refused() {
    let of_length = |length: usize| {
        let empty = numbered(0, 0).trim_end().len();
        numbered(0, length - empty).trim_end().to_owned()
    };
    let longest = of_length(MOST_BYTES);
    assert_eq!(longest.len(), MOST_BYTES);
    let (given, exit) = answers("batch-longest.ndjson", format!("\u{feff}{longest}\r\n{longest}"));
    assert_eq!((given.len(), exit), (2, 0));
    for (name, length) in [("batch-long.ndjson", MOST_BYTES + 1), ("batch-longer.ndjson", MOST_BYTES + 6), ("batch-huge.ndjson", 9_000_000)]
    {
        assert_eq!(refused(name, of_length(length)).0, "too-long", "{length}");
    }
    // Cut in the middle of a letter it is still too long, and nothing else.
    assert_eq!(refused("batch-letters.ndjson", "ə".repeat(MOST_BYTES)).0, "too-long");
}

#[test]
fn files_of_windows_and_without_a_last_line_end_are_read() {
    let (given, exit) = answers("batch-windows.ndjson", "\u{feff}{\"schema\":2}\r\n{\"schema\":2,\"you\":{}}\r\n{\"schema\":2}");
    assert_eq!((given.len(), exit), (3, 0));
    let (given, exit) = answers("batch-nothing.ndjson", "");
    assert_eq!((given.len(), exit), (0, 0), "no line, no answer");
    // Each answer stands in the line of its question, so that no client gets another's.
    let (given, exit) = answers("batch-gap.ndjson", "{\"schema\":2}\n\n{\"schema\":2}\n");
    assert_eq!((given.len(), exit), (3, 1));
    assert_eq!(given[1], json!({ "error": { "line": 2, "code": "empty", "message": "no profile in this line" } }));
}

/// Heavy and light lines in turn, bad ones among them, so that workers overtake one another.
#[test]
fn answers_come_in_the_order_of_the_lines_under_load() {
    let everybody = everybody();
    let lines = (0..280).map(|number| match number % 7 {
        3 => format!("{{\"schema\":{}}}\n", number + 3),
        5 => numbered(number, 0),
        _ => {
            let (_, document) = &everybody[number % everybody.len()];
            let mut value = serde_json::to_value(document).unwrap();
            value["number"] = number.into();
            value.to_string() + "\n"
        }
    });
    let (given, exit) = answers("batch-order.ndjson", lines.collect::<String>());
    assert_eq!((given.len(), exit), (280, 1));
    for (number, answer) in given.iter().enumerate() {
        match number % 7 {
            3 => assert_eq!(answer["error"]["line"], number + 1),
            _ => assert_eq!(answer["profile"]["number"], number),
        }
    }
}

/// Where nobody takes the answers, no more questions are taken than a few for each core.
#[test]
fn no_more_is_read_than_is_being_answered() {
    let most = 10 * available_parallelism().map_or(1, usize::from) + 20;
    let lines = 3 * most;
    let mut run = start();
    // Pipes hold some lines too, so these are long.
    let (feeder, taken) = feed(&mut run, lines, 30_000);
    let mut before = usize::MAX;
    while before != taken.load(Ordering::Relaxed) {
        before = taken.load(Ordering::Relaxed);
        sleep(Duration::from_millis(400));
    }
    assert!(before < most, "{before} lines taken, and none of their answers");
    let answered = BufReader::new(run.stdout.take().unwrap()).lines();
    for (number, answer) in answered.enumerate() {
        let answer: Value = serde_json::from_str(&answer.unwrap()).unwrap();
        assert_eq!(answer["profile"]["number"], number);
        before = number;
    }
    feeder.join().unwrap();
    assert_eq!((before, run.wait().unwrap().code()), (lines - 1, Some(0)));
}

/// A program that keeps it running asks one question after another.
#[test]
fn an_answer_comes_before_the_next_question() {
    let mut run = start();
    let mut stdin = run.stdin.take().unwrap();
    let mut answered = BufReader::new(run.stdout.take().unwrap()).lines();
    for number in 0..3 {
        stdin.write_all(numbered(number, 0).as_bytes()).unwrap();
        let answer: Value = serde_json::from_str(&answered.next().unwrap().unwrap()).unwrap();
        assert_eq!(answer["profile"]["number"], number);
    }
    drop(stdin);
    assert!(answered.next().is_none());
    assert_eq!(run.wait().unwrap().code(), Some(0));
}

#[test]
fn a_reader_that_has_enough_ends_it_quietly() {
    let mut run = command(&BATCH).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (feeder, taken) = feed(&mut run, 100_000, 10);
    let mut first = [0; 1];
    run.stdout.take().unwrap().read_exact(&mut first).unwrap();
    feeder.join().unwrap();
    assert!(taken.load(Ordering::Relaxed) < 100_000);
    let output = run.wait_with_output().unwrap();
    assert_eq!((status(&output), String::from_utf8(output.stderr).unwrap()), (0, String::new()));
}

#[test]
fn a_wrong_call_of_a_batch_is_refused() {
    for call in [
        &["assess", "--batch", "no-such-file.ndjson", "--on", "2026-11-21"][..],
        &["assess", "--batch", "examples", "--on", "2026-11-21"],
        &["assess", "--batch", "-"],
        &["assess", "--batch", "-", "more.json", "--on", "2026-11-21"],
        &["assess", "--batch", "-", "--on", "2026-11-21", "--format", "brief"],
        &["assess", "--on", "2026-11-21", "--batch"],
    ] {
        let output = hsmp(call);
        assert_eq!((status(&output), out(&output).as_str()), (2, ""), "{call:?}");
        assert!(!output.stderr.is_empty(), "{call:?} said nothing");
    }
    let profile = Document::default().to_json().replace('\n', "");
    let (file, json) = (Scratch::new("batch-json.ndjson", profile), ["--on", "2026-11-21", "--format", "json"]);
    assert_eq!(status(&hsmp(&[&["assess", "--batch", file.path()], &json[..]].concat())), 0);
}
