//! How the work grows with the rows of a section, natively: each kind of work for 500, 1,000 and 2,000 rows of each
//! section. `cargo bench -p hsmp --bench rows` prints milliseconds; nothing here passes or fails by the clock.
//! Words after `--` choose sections, as in `-- jobs degrees`.

use std::hint::black_box;
use std::time::Instant;

use hsmp::assess::guidance::goals::{Aim, goals};
use hsmp::assess::guidance::guide::{Goal, guide, stop_proof};
use hsmp::assess::guidance::outlook::outlook;
use hsmp::assess::plan::plan_of;
use hsmp::assess::points::uncertainty::parts_of;
use hsmp::assess::residence::clocks::clocks;
use hsmp::assess::residence::day_calendar::{month, stay_list};
use hsmp::assess::residence::planning::planning;
use hsmp::assess::{Assessment, assess, programmes};
use hsmp::export::calendar;
use hsmp::profile::{Document, Later, Reading, SECTIONS, Section, export_stays};
use hsmp::quantity::Date;
use hsmp::receipt::{receipt, summary};
use hsmp::text::{Catalogue, Language};

/// What is filled in of each row: all of it, less and less of it, or what contradicts itself and other rows.
#[derive(Clone, Copy)]
enum Rows {
    Full,
    Open,
    Odd,
}

const SIZES: [i32; 3] = [500, 1000, 2000];

/// Past this nobody waits for twice the rows.
const ENOUGH_MS: f64 = 8000.0;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let Ok(on) = Date::new(2026, 11, 21) else { return };
    let lists = SECTIONS.iter().filter(|section| section.list);
    for section in lists.filter(|section| wanted.is_empty() || wanted.iter().any(|word| word == section.name)) {
        for (name, rows) in [("full", Rows::Full), ("open", Rows::Open), ("odd", Rows::Odd)] {
            println!("{} {name}", section.name);
            let texts = SIZES.map(|count| text(section, rows, count));
            grow("read a text", &texts, |text| drop(black_box(Document::parse(text))));
            let documents = texts.map(|text| Document::parse(&text).unwrap_or_default());
            grow("typed reading", &documents, |own| drop(black_box(Reading::of(own, on))));
            grow("assess", &documents, |own| drop(black_box(assess(own, on))));
            let known = documents.each_ref().map(|own| (own, assess(own, on)));
            after(&known, on);
        }
    }
}

/// What the pages work out besides, once an assessment is there.
fn after(known: &[(&Document, Assessment); 3], on: Date) {
    grow("differences", known, |(own, _)| drop(black_box(own.differences(&Document::default()))));
    grow("with plans", known, |(own, _)| drop(black_box(Document::default().with_plans_of(own))));
    grow("merge", known, |(own, _)| drop(black_box(own.merged(&Document::default(), own, Later::Own))));
    grow("shares of the width", known, |(_, all)| drop(black_box(parts_of(all))));
    grow("questions", known, |(own, all)| drop(black_box(Goal::ALL.map(|goal| guide(own, all, goal, &[])))));
    grow("stop proof", known, |(own, all)| _ = black_box(stop_proof(own, all, &[])));
    grow("goals", known, |(own, _)| drop(black_box(Aim::ALL.map(|aim| goals(own, on, aim)))));
    grow("outlook", known, |(own, _)| drop(black_box(outlook(own, on))));
    grow("plan", known, |(_, all)| drop(black_box(plan_of(all))));
    grow("calendar file", known, |(_, all)| {
        drop(black_box(calendar::file(&plan_of(all), None, &Catalogue::built_in(Language::ALL[0]), false)))
    });
    grow("pay and income", known, |(_, all)| {
        drop(black_box(hsmp::assess::tax::pay::year(&all.profile, on)));
        drop(black_box(hsmp::assess::tax::income::assess(&all.profile, &all.residency, on)));
    });
    grow("programmes", known, |(_, all)| drop(black_box(programmes::matches(all))));
    grow("stays page", known, |(own, all)| {
        let Ok(residency) = &all.residency else { return };
        drop(black_box(planning(&all.profile, on, residency)));
        drop(black_box(clocks(&all.profile, on)));
        drop(black_box(stay_list(own, &all.profile, on, on.year())));
        drop(black_box(month(&all.profile, on, residency.becomes_on, Date::first_of(on.year()))));
    });
    grow("stays as a table", known, |(own, _)| drop(black_box(export_stays(own))));
    grow("summary", known, |(own, _)| drop(black_box(summary(own, on))));
    grow("receipt", known, |(own, _)| drop(black_box(receipt(own, on))));
}

fn grow<T>(work: &str, sizes: &[T; 3], mut run: impl FnMut(&T)) {
    let mut line = format!("  {work:20}");
    for own in sizes {
        let start = Instant::now();
        run(own);
        let took = start.elapsed().as_secs_f64() * 1000.0;
        line.push_str(&format!(" {took:9.2}"));
        if took > ENOUGH_MS {
            break;
        }
    }
    println!("{line}");
}

/// A profile whose section has so many rows.
fn text(section: &Section, rows: Rows, count: i32) -> String {
    let rows: Vec<String> = (0..count).map(|number| row(section.name, rows, number)).collect();
    let you = r#""you": {"has_degree": true, "has_certificates": true, "has_worked": true}"#;
    let pay = r#""pay": {"gross": {"amount": "4000.00", "currency": "AZN"}}, "assumptions": {"languages_scored": true}"#;
    format!(r#"{{"schema": 2, {you}, {pay}, "{}": [{}]}}"#, section.name, rows.join(","))
}

fn row(section: &str, rows: Rows, number: i32) -> String {
    let pick = |words: &[&str]| usize::try_from(number).map_or("", |number| words[number % words.len()]).to_owned();
    let day = |from: i32, step: i32, span: i32| Date::first_of(from).plus_days(number * step % span);
    let quoted = |name: &str, value: &str| format!(r#""{name}": "{value}""#);
    let paper = |name: &str| quoted(name, &pick(&["missing", "ordered", "ready", "not-needed"]));
    let related = format!(r#""related": {}"#, number % 5 != 0);
    let label = |name: &str| quoted(name, &format!("No. {number}"));
    let from = day(2016, 7, 3900);
    let country = quoted("country", &pick(&["AZ", "TR", "AZ", "GE", "DE", "IN", "FR"]));
    let mut fields = match section {
        "degrees" => vec![
            quoted("level", &pick(&["vocational", "bachelor", "master", "doctorate"])),
            related,
            format!(r#""year": {}"#, 1990 + number % 40),
            country,
            label("name"),
            paper("legalisation"),
        ],
        "certificates" => vec![related, label("name"), quoted("until", &day(2024, 3, 2000).to_string()), paper("paper")],
        "jobs" => vec![
            quoted("from", &from.to_string()),
            related,
            quoted("position", &pick(&["ordinary", "senior", "leading"])),
            quoted("hours", &pick(&["full", "half", "less"])),
            quoted("to", &from.plus_days(20 + number % 90).to_string()),
            label("role"),
            paper("reference"),
        ],
        "languages" => vec![
            quoted("language", &pick(&["azerbaijani", "english", "russian", "other"])),
            quoted("level", &pick(&["a1", "a2", "b1", "b2", "c1", "c2"])),
            paper("paper"),
        ],
        "family" => vec![
            quoted("relation", &pick(&["child", "spouse", "parent", "disabled-child"])),
            quoted("born", &day(1990, 5, 13_000).to_string()),
            country,
            paper("legalisation"),
        ],
        "stays" => vec![country, quoted("from", &from.to_string()), quoted("to", &from.plus_days(1 + number % 6).to_string())],
        "employers" => vec![
            format!(r#""gross": {{"amount": "{}.00", "currency": "AZN"}}"#, 400 + number % 3000),
            quoted("sector", &pick(&["private", "oil-gas-state", "technology-park"])),
            label("name"),
        ],
        "foreign" => vec![
            quoted("country", &pick(&["TR", "GE", "DE", "IN", "FR"])),
            quoted("kind", &pick(&["pay", "business", "dividends", "interest", "rent", "other"])),
            quoted("amount", &format!("{}.00", 1000 + number)),
            quoted("currency", &pick(&["USD", "EUR", "AZN", "TRY"])),
            quoted("rate", "1.7"),
        ],
        "favourites" => vec![label("programme")],
        "exchange" => vec![quoted("currency", &pick(&["USD", "EUR", "GBP", "TRY", "INR"])), quoted("rate", "1.7")],
        "bands" => vec![
            quoted("table", &pick(&["years", "position", "related", "certificates", "kinds"])),
            format!(r#""at": {}"#, number % 8),
            format!(r#""low": {}"#, number % 60),
            format!(r#""high": {}"#, 60 + number % 40),
        ],
        _ => Vec::new(),
    };
    let usual = usize::try_from(number).unwrap_or(0);
    match rows {
        Rows::Full => {}
        // The first fields are those that are asked.
        Rows::Open => {
            let drop = usual % fields.len().max(1);
            fields.truncate(fields.len() - drop);
            let first = usual % 3 % fields.len().max(1);
            fields.rotate_left(first);
            fields.truncate(2);
        }
        Rows::Odd => match usual % 3 {
            0 => fields.push(quoted("to", "2001-01-01")),
            1 => fields.push(quoted("until", "no date")),
            _ => fields.push(quoted("born", "2999-13-32")),
        },
    }
    // A name that stands twice is refused: the later one is kept.
    let name = |field: &String| field.split(':').next().unwrap_or_default().to_owned();
    let last = fields.last().map(name);
    let end = fields.len().saturating_sub(1);
    let kept =
        fields.iter().enumerate().filter(|(place, field)| *place == end || Some(name(field)) != last).map(|(_, field)| field.clone());
    format!(r#"{{"id": {}, {}}}"#, number + 1, kept.collect::<Vec<_>>().join(", "))
}
