//! The command line: the same core as the app, for reviewers, partners and receipts.

mod report;
mod rules;

use std::path::Path;
use std::process::ExitCode;

use hsmp::agenda;
use hsmp::assess::journey::journey;
use hsmp::examples::{Report, check};
use hsmp::profile::{Document, DocumentFault, json_schema};
use hsmp::quantity::Date;
use hsmp::receipt::{brief, receipt, verify};
use hsmp::text::{Catalogue, Language};

const USAGE: &str = "\
hsmp: Azerbaijan's Highly Skilled Migrant Programme, worked out

  hsmp check FILE...                                  run worked examples
  hsmp assess PROFILE.json --on YYYY-MM-DD [--format text|json|brief]
                                                      the whole assessment; json is the receipt, brief its figures
  hsmp calendar PROFILE.json --on YYYY-MM-DD [--language en|fr]
                                                      the plan as a calendar file (.ics)
  hsmp verify RECEIPT.json                            work a receipt out again and compare
  hsmp sample                                         a profile that fills every field
  hsmp schema                                         the JSON Schema of a profile
  hsmp rules [--stale [YYYY-MM-DD]]                   every rule value, or those past review (by today, or a date)
  hsmp programmes                                     the table of programmes, and what it does not tell

Exit status: 0 as it should be; 1 something differs; 2 the call or a file cannot be read.
";

const SAMPLE: &str = include_str!("../../../../examples/profiles/sample.json");

fn main() -> ExitCode {
    // What is not UTF-8 names no command and no file that could be shown; it is refused as it reads.
    let arguments: Vec<String> = std::env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned()).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments.as_slice() {
        ["check", files @ ..] if !files.is_empty() => check_files(files),
        ["assess", file, options @ ..] => assess(file, options),
        ["calendar", file, options @ ..] => calendar(file, options),
        ["verify", file] => verify_file(file),
        ["sample"] => print(SAMPLE.trim_end()),
        ["schema"] => print(&pretty(&json_schema())),
        ["programmes"] => print(rules::programmes().trim_end()),
        ["rules"] => print(rules::list(None).trim_end()),
        ["rules", "--stale"] => print(rules::list(Some(today())).trim_end()),
        ["rules", "--stale", by] => date(by).and_then(|by| print(rules::list(Some(by)).trim_end())),
        ["help" | "--help" | "-h"] => print(USAGE.trim_end()),
        _ => Err(USAGE.to_owned()),
    };
    result.unwrap_or_else(|why| {
        use std::io::Write as _;
        // Nobody is left to be told where even this cannot be written.
        let _ = writeln!(std::io::stderr(), "{}", why.trim_end());
        ExitCode::from(2)
    })
}

type Outcome = Result<ExitCode, String>;

fn print(text: &str) -> Outcome {
    use std::io::Write as _;
    let mut out = std::io::stdout();
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        // A reader such as `head` may close the pipe early; that is no fault.
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(format!("cannot write: {error}")),
        _ => Ok(ExitCode::SUCCESS),
    }
}

fn pretty(value: &serde_json::Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

fn read(file: &str) -> Result<String, String> {
    std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse_iso(text).map_err(|_| format!("'{text}' is not a date; write it as 2026-01-31"))
}

/// Today in Greenwich, by the machine's clock. Only what is to be reviewed hangs on it.
fn today() -> Date {
    const EPOCH: Date = Date::from_julian_day(2_440_588);
    let days = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs() / 86_400);
    EPOCH.plus_days(i32::try_from(days).unwrap_or(0))
}

fn check_files(files: &[&str]) -> Outcome {
    let mut total = Report::default();
    for file in files {
        let path = Path::new(file);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let beside = |profile: &str| std::fs::read_to_string(path.with_file_name(profile)).ok();
        let report = check(&name, &read(file)?, &beside).map_err(|why| format!("{file}: {why}"))?;
        for difference in &report.differences {
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
fn profile(file: &str) -> Result<Document, String> {
    Document::parse(&read(file)?).map_err(|fault| match fault {
        DocumentFault::NotJson => format!("{file}: not JSON, or cut off"),
        DocumentFault::NotAProfile => format!("{file}: not a profile; `hsmp sample` prints one"),
        DocumentFault::Newer(schema) => format!("{file}: written by a later version (schema {schema}); use that version"),
    })
}

fn calendar(file: &str, options: &[&str]) -> Outcome {
    let (mut on, mut language) = (None, Language::English);
    let mut options = options.iter();
    while let Some(option) = options.next() {
        match (*option, options.next()) {
            ("--on", Some(text)) => on = Some(date(text)?),
            ("--language", Some(code)) if Language::from_code(code).is_some() => language = Language::from_code(code).unwrap_or(language),
            (other, _) => return Err(format!("'{other}' is not an option of calendar, or lacks its value\n\n{USAGE}")),
        }
    }
    let on = on.ok_or("calendar needs the date: --on YYYY-MM-DD")?;
    let all = hsmp::assess::assess(&profile(file)?, on);
    let name = all.profile.journey.name.as_ref().map(|name| name.0.as_str());
    // A calendar file ends its last line as all others.
    print(agenda::file(&journey(&all), name, &Catalogue::built_in(language)).trim_end_matches('\n'))
}

fn assess(file: &str, options: &[&str]) -> Outcome {
    let (mut on, mut format) = (None, "text");
    let mut options = options.iter();
    while let Some(option) = options.next() {
        match (*option, options.next()) {
            ("--on", Some(text)) => on = Some(date(text)?),
            ("--format", Some(name)) if ["text", "json", "brief"].contains(name) => format = name,
            (other, _) => return Err(format!("'{other}' is not an option of assess, or lacks its value\n\n{USAGE}")),
        }
    }
    let on = on.ok_or("assess needs the date: --on YYYY-MM-DD")?;
    let document = profile(file)?;
    match format {
        "json" => print(&pretty(&receipt(&document, on))),
        "brief" => print(brief(&document, on).trim_end()),
        _ => print(report::text(&document, on).trim_end()),
    }
}

fn verify_file(file: &str) -> Outcome {
    let mismatches = verify(&read(file)?).map_err(|fault| format!("{file}: {fault}"))?;
    for mismatch in &mismatches {
        print(&format!("{}: the receipt says {}, worked out {}", mismatch.path, mismatch.stated, mismatch.got))?;
    }
    if mismatches.is_empty() {
        return print("The assessment follows from the answers in this receipt. Whether the answers are true it does not say.");
    }
    print(&format!("differences: {}", mismatches.len()))?;
    Ok(ExitCode::FAILURE)
}
