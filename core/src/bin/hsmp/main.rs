//! The command line: the same core as the app, for reviewers, partners and receipts.

mod batch;
mod report;
mod rules;
mod stays;
mod texts;

use std::error::Error;
use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use hsmp::assess::plan::plan_of;
use hsmp::examples::{Report, check};
use hsmp::export::calendar;
use hsmp::profile::{Document, Problem, Severity, WrittenDate, json_schema, utf_text};
use hsmp::quantity::Date;
use hsmp::receipt::{receipt_file, summary, verify};
use hsmp::text::{Catalogue, Language};
use lexopt::Parser;
use lexopt::prelude::*;

const USAGE: &str = "\
hsmp: Azerbaijan's Highly Skilled Migrant Programme, worked out

  hsmp check FILE...                                  run worked examples
  hsmp assess PROFILE.json --on YYYY-MM-DD [--format text|json|brief]
                                                      the whole assessment; json is the receipt, brief its figures
  hsmp assess --batch FILE.ndjson --on YYYY-MM-DD     a profile a line in, a receipt or an error a line out, in order;
                                                      - is standard input
  hsmp calendar PROFILE.json --on YYYY-MM-DD [--language CODE] [--again]
                                                      the plan as a calendar file (.ics); --again also cancels what
                                                      an earlier file had and no longer applies
  hsmp stays TABLE.csv|PROFILE.json [--day-first|--month-first] [--read-as CODE-PAGE]
                                                      the stays as the file that the page saves, for spreadsheets
  hsmp verify RECEIPT.json                            work a receipt out again and compare
  hsmp sample                                         a profile that fills every field
  hsmp schema                                         the JSON Schema of a profile
  hsmp rules [--stale [YYYY-MM-DD]]                   every rule value, or those past review (by today, or a date)
  hsmp texts --export LANGUAGE                        all texts beside the English, as a PO file for translators
  hsmp texts --import LANGUAGE FILE.po                write such a file back into locales/
  hsmp texts --check [LANGUAGE]                       texts that are missing, stale or too long
  hsmp texts --done LANGUAGE [KEY...]                 say that texts, or all, belong to the English of today
  hsmp texts --ease                                   how easy the texts are to read, and the hardest English sentences
  hsmp programmes                                     the table of programmes, and what it does not tell

Exit status: 0 as it should be; 1 something differs, or a line of a batch cannot be read; 2 the call or a file cannot be read.
";

const SAMPLE: &str = include_str!("../../../../examples/profiles/sample.json");

fn main() -> ExitCode {
    run().unwrap_or_else(|why| {
        use std::io::Write as _;
        // Nobody is left to be told where even this cannot be written.
        let _ = writeln!(std::io::stderr(), "{why}");
        ExitCode::from(2)
    })
}

type Outcome = Result<ExitCode, Box<dyn Error>>;

fn run() -> Outcome {
    let mut arguments = Parser::from_env();
    let command = match arguments.next()? {
        Some(Value(command)) => command.string()?,
        Some(Long("help") | Short('h')) => "help".to_owned(),
        Some(other) => return Err(other.unexpected().into()),
        None => return Err(USAGE.trim_end().into()),
    };
    match command.as_str() {
        "check" => check_files(arguments),
        "assess" => assess(arguments),
        "calendar" => calendar(arguments),
        "stays" => stays::stays(arguments),
        "texts" => texts::texts(arguments),
        "verify" => verify_file(arguments),
        "rules" => list_rules(arguments),
        "sample" => alone(arguments, || SAMPLE.to_owned()),
        "schema" => alone(arguments, || pretty(&json_schema())),
        "programmes" => alone(arguments, rules::programmes),
        "help" => alone(arguments, || USAGE.to_owned()),
        _ => Err(format!("'{command}' is not a command\n\n{}", USAGE.trim_end()).into()),
    }
}

fn unknown_language(code: &str) -> String {
    let known: Vec<&str> = Language::ALL.into_iter().map(Language::code).collect();
    format!("'{code}' is not a language of hsmp; there are: {}", known.join(", "))
}

/// What a command prints that takes no arguments.
fn alone(mut arguments: Parser, text: impl FnOnce() -> String) -> Outcome {
    match arguments.next()? {
        None => print(text().trim_end()),
        Some(other) => Err(other.unexpected().into()),
    }
}

fn print(text: &str) -> Outcome {
    use std::io::Write as _;
    let mut out = std::io::stdout();
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        // A reader such as `head` may close the pipe early; that is no fault.
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(format!("cannot write: {error}").into()),
        _ => Ok(ExitCode::SUCCESS),
    }
}

fn pretty(value: &serde_json::Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

fn read(file: &str) -> Result<String, Box<dyn Error>> {
    let bytes = std::fs::read(file).map_err(|error| format!("{file}: {error}"))?;
    utf_text(&bytes).ok_or_else(|| format!("{file}: not text in UTF-8 or UTF-16").into())
}

fn date(text: OsString) -> Result<Date, Box<dyn Error>> {
    let text = text.string()?;
    let written = WrittenDate::read(&text).map_err(|why| format!("'{text}': {why}"))?;
    match written.other() {
        Some(other) => Err(format!("'{text}' can be {} or {other}; write the one you mean so", written.date()).into()),
        None => Ok(written.date()),
    }
}

/// Today in Greenwich, by the machine's clock. Only what is to be reviewed hangs on it.
fn today() -> Date {
    const EPOCH: Date = Date::from_julian_day(2_440_588);
    let days = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs() / 86_400);
    EPOCH.plus_days(i32::try_from(days).unwrap_or(0))
}

fn check_files(mut arguments: Parser) -> Outcome {
    let mut total = Report::default();
    let mut files = Vec::new();
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(file) => files.push(file.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    if files.is_empty() {
        return Err("check needs the files of worked examples".into());
    }
    for file in &files {
        let name = Path::new(file).file_name().unwrap_or_default().to_string_lossy();
        let report = check(&name, &read(file)?).map_err(|why| format!("{file}: {why}"))?;
        for difference in report.differences() {
            let hsmp::examples::Difference { line, column, expected, got } = difference;
            print(&format!("{file}:{line}: {column}: expected {expected}, got {got}"))?;
        }
        total.passed += report.passed;
        total.failed += report.failed;
    }
    print(&format!("{} passed, {} failed", total.passed, total.failed))?;
    Ok(if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The profile in a file.
fn profile(file: &str) -> Result<Document, Box<dyn Error>> {
    Document::open(&read(file)?).map_err(|fault| format!("{file}: {fault}").into())
}

fn list_rules(mut arguments: Parser) -> Outcome {
    let (mut stale, mut by) = (false, None);
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("stale") => stale = true,
            Value(day) if stale && by.is_none() => by = Some(date(day)?),
            other => return Err(other.unexpected().into()),
        }
    }
    print(rules::list(stale.then(|| by.unwrap_or_else(today))).trim_end())
}

fn calendar(mut arguments: Parser) -> Outcome {
    let (mut file, mut on, mut language, mut again) = (None, None, Language::English, false);
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("on") => on = Some(date(arguments.value()?)?),
            Long("again") => again = true,
            Long("language") => {
                let code = arguments.value()?.string()?;
                language = Language::from_code(&code).ok_or_else(|| unknown_language(&code))?;
            }
            Value(path) if file.is_none() => file = Some(path.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let file = file.ok_or("calendar needs a profile: calendar PROFILE.json --on YYYY-MM-DD")?;
    let on = on.ok_or("calendar needs the date: --on YYYY-MM-DD")?;
    let all = hsmp::assess::assess(&profile(&file)?, on);
    say_unused(&all.problems);
    let name = all.profile.journey.name.as_ref().map(|name| name.0.as_str());
    // A calendar file ends its last line as all others.
    print(calendar::file(&plan_of(&all), name, &Catalogue::built_in(language), again).trim_end_matches('\n'))
}

/// Says which answers are not used, and why, beside what is printed without them.
fn say_unused<'a>(problems: impl IntoIterator<Item = &'a Problem>) {
    let words = Catalogue::built_in(Language::English);
    for problem in problems.into_iter().filter(|problem| problem.severity == Severity::Refused) {
        remark(&format!("{}: {}", problem.slot.path(), words.say(&problem.message)));
    }
}

/// Says something beside what is printed.
fn remark(text: &str) {
    use std::io::Write as _;
    // Nobody is left to be told where even this cannot be written.
    let _ = writeln!(std::io::stderr(), "{text}");
}

fn assess(mut arguments: Parser) -> Outcome {
    let (mut file, mut batch, mut on, mut format) = (None, None, None, None);
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("on") => on = Some(date(arguments.value()?)?),
            Long("batch") => batch = Some(arguments.value()?.string()?),
            Long("format") => format = Some(arguments.value()?.string()?),
            Value(path) if file.is_none() => file = Some(path.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let needs_date = "assess needs the date: --on YYYY-MM-DD";
    if let Some(lines) = batch {
        if file.is_some() || format.is_some_and(|format| format != "json") {
            return Err("--batch takes one file of profiles and writes receipts: assess --batch FILE.ndjson --on YYYY-MM-DD".into());
        }
        return batch::batch(&lines, on.ok_or(needs_date)?);
    }
    let file = file.ok_or("assess needs a profile: assess PROFILE.json --on YYYY-MM-DD")?;
    let on = on.ok_or(needs_date)?;
    let document = profile(&file)?;
    match format.as_deref().unwrap_or("text") {
        "text" => print(report::text(&document, on).trim_end()),
        "json" => print(receipt_file(&document, on).trim_end()),
        "brief" => print(summary(&document, on).trim_end()),
        other => Err(format!("'{other}' is not a format; there are text, json and brief").into()),
    }
}

fn verify_file(mut arguments: Parser) -> Outcome {
    let file = arguments.value()?.string()?;
    if let Some(other) = arguments.next()? {
        return Err(other.unexpected().into());
    }
    let found = verify(&read(&file)?).map_err(|fault| format!("{file}: {fault}"))?;
    for mismatch in &found.mismatches {
        print(&format!("{}: the receipt says {}, worked out {}", mismatch.path, mismatch.stated, mismatch.got))?;
    }
    if found.mismatches.is_empty() {
        return print("The assessment follows from the answers in this receipt. Whether the answers are true it does not say.");
    }
    if found.are_other_rules {
        print("the receipt was made under other rules")?;
    }
    print(&format!("differences: {}", found.mismatches.len()))?;
    Ok(ExitCode::FAILURE)
}
