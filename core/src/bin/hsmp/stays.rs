//! Stays from a table, or those of a profile, as the file that the page saves.

use std::error::Error;
use std::ffi::OsString;
use std::process::ExitCode;

use encoding_rs::Encoding;
use hsmp::profile::{CodePage, Document, Import, Order, Reading, Stay, Told, export_stays, import_stays, read_table, utf_text};
use hsmp::quantity::Date;
use hsmp::text::{Catalogue, Language};
use lexopt::Parser;
use lexopt::prelude::*;

use crate::{remark, say_unused};

/// Reads a table or a profile and writes the file. What is left out is said; what cannot be read is an error.
pub(crate) fn stays(mut arguments: Parser) -> Result<ExitCode, Box<dyn Error>> {
    use std::io::Write as _;
    let (mut file, mut order, mut page) = (None, None, None);
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("day-first") => order = Some(Order::DayFirst),
            Long("month-first") => order = Some(Order::MonthFirst),
            Long("read-as") => page = Some(code_page(arguments.value()?)?),
            Value(path) if file.is_none() => file = Some(path.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let file = file.ok_or("stays needs a table or a profile: stays TABLE.csv")?;
    let bytes = std::fs::read(&file).map_err(|error| format!("{file}: {error}"))?;
    let document = match utf_text(&bytes).filter(|text| text.trim_start().starts_with('{')) {
        Some(profile) => {
            let document = Document::open(&profile).map_err(|fault| format!("{file}: {fault}"))?;
            // A stay that cannot be used is written as it stands. Any day will do to find that out.
            let found = Reading::of(&document, Date::last_of(2026));
            say_unused(found.problems.iter().filter(|problem| problem.slot.section == Stay::SECTION));
            document
        }
        None => of_table(&bytes, order, page).map_err(|why| format!("{file}: {why}"))?,
    };
    std::io::stdout().write_all(&export_stays(&document)).map_err(|error| format!("cannot write: {error}"))?;
    Ok(ExitCode::SUCCESS)
}

fn code_page(name: OsString) -> Result<CodePage, Box<dyn Error>> {
    let name = name.string()?;
    let known = CodePage::ALL.map(CodePage::name).join(", ");
    CodePage::named(&name).ok_or_else(|| format!("'{name}' is not a code page of hsmp; there are: {known}").into())
}

/// The stays of a table.
fn of_table(bytes: &[u8], order: Option<Order>, page: Option<CodePage>) -> Result<Document, String> {
    let words = Catalogue::built_in(Language::English);
    let decode = |bytes: &[u8], page: CodePage| {
        Encoding::for_label(page.name().as_bytes()).map(|encoding| encoding.decode_without_bom_handling(bytes).0.into_owned())
    };
    let read = read_table(bytes, Language::English.code(), page, &decode).map_err(|why| words.say(&why))?;
    let found = import_stays(&read.text, &[], Told { order, places: None });
    if let Some(why) = refusal(&found, &words) {
        return Err(why);
    }
    if let Some(page) = read.read_as {
        remark(&format!("read as {}", page.name()));
    }
    found.notes.iter().for_each(|note| remark(&words.say(note)));
    let mut document = Document::default();
    found.take_over(&mut document, &[]);
    Ok(document)
}

/// Why a table is not taken as a whole: the command line cannot ask.
fn refusal(found: &Import, words: &Catalogue) -> Option<String> {
    if let Some(why) = &found.refused {
        return Some(words.say(why));
    }
    if found.asked.is_some() {
        return Some("which column is which? Name them in a first line: country, from, to, purpose".to_owned());
    }
    if let Some(date) = found.undecided.as_ref().filter(|_| found.order.is_none()) {
        let (text, number) = (&date.text, date.number);
        return Some(format!(
            "line {number}: '{text}' can be {} or {}; add --day-first or --month-first",
            date.day_first, date.month_first
        ));
    }
    let bad: Vec<String> = found.bad.iter().map(|bad| format!("line {}: {}", bad.number, words.say(&bad.why))).collect();
    (!bad.is_empty()).then(|| bad.join("\n"))
}
