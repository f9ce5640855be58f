//! Ten whole lives: what comes out of each, held against a file that a person has read, and against the
//! reasoning beside it, which was written from the sources. A figure that moves is seen here by whoever moves
//! it, and the reasoning cannot go on saying something else.

use std::collections::{BTreeMap, BTreeSet};

use hsmp::assess::permits::{Missing, Permit, PermitOption, permit_options};
use hsmp::assess::plan::{Kind, Plan, Progress, Stage, plan_of};
use hsmp::assess::points::Verdict;
use hsmp::assess::tax::payroll::Line;
use hsmp::assess::{Assessment, assess};
use hsmp::profile::Document;
use hsmp::quantity::{Date, Interval};
use hsmp::receipt::summary;

use crate::support::{date, files, path, read};

const FOLDER: &str = "examples/scenarios";

/// Set to write the files anew, to be read as a diff.
const UPDATE: &str = "HSMP_UPDATE_GOLDEN";

struct Life {
    name: String,
    document: Document,
    reasoning: String,
    on: Date,
}

impl Life {
    fn assessed(&self) -> Assessment {
        assess(&self.document, self.on)
    }
}

fn names(ending: &str) -> BTreeSet<String> {
    let names = files(FOLDER, ending).into_iter().map(|(file, _)| file.rsplit('/').next().unwrap().trim_end_matches(ending).to_owned());
    names.filter(|name| name != "README").collect()
}

fn lives() -> Vec<Life> {
    let one = |name: String| {
        let reasoning = read(&format!("{FOLDER}/{name}.md"));
        let on = reasoning.lines().next().and_then(|line| line.strip_prefix("on: ")).map(date);
        let on = on.unwrap_or_else(|| panic!("{name}.md: the first line must say the day, `on: 2026-11-24`"));
        Life { document: Document::parse(&read(&format!("{FOLDER}/{name}.json"))).unwrap(), reasoning, on, name }
    };
    names(".json").into_iter().map(one).collect()
}

#[test]
fn every_life_has_its_reasoning_and_its_golden_file() {
    let profiles = names(".json");
    assert!(profiles.len() >= 10, "{profiles:?}");
    for (ending, what) in [(".md", "reasoning"), (".golden.txt", "golden file")] {
        let others = names(ending);
        let alone: Vec<&String> = profiles.difference(&others).collect();
        assert!(alone.is_empty(), "without {what}: {alone:?}; {UPDATE}=1 writes golden files, reasoning is written by hand");
        let lost: Vec<&String> = others.difference(&profiles).collect();
        assert!(lost.is_empty(), "{what} without a profile: {lost:?}");
    }
}

#[test]
fn every_life_comes_out_as_in_its_golden_file() {
    let update = std::env::var_os(UPDATE).is_some_and(|value| value == "1");
    let mut differences = Vec::new();
    for life in lives() {
        let file = format!("{FOLDER}/{}.golden.txt", life.name);
        let got = summary(&life.document, life.on);
        if update {
            std::fs::write(path(&file), &got).unwrap();
            continue;
        }
        let kept = std::fs::read_to_string(path(&file)).unwrap_or_default();
        if let Some(line) = differs(&kept, &got) {
            let at = |text: &str| text.lines().nth(line).unwrap_or("(nothing)").to_owned();
            differences.push(format!("{file}:{}:\n  expected {}\n  got      {}", line + 1, at(&kept), at(&got)));
        }
        assert!(got.lines().count() <= 150, "{file}: too long to be read by a person");
    }
    assert!(
        differences.is_empty(),
        "{}\nIf that is meant: HSMP_UPDATE_GOLDEN=1 cargo test --package hsmp scenarios, then read the diff, and see \
         that the reasoning beside it still holds.",
        differences.join("\n")
    );
}

/// The first line, from 0, in which two texts differ.
fn differs(kept: &str, got: &str) -> Option<usize> {
    if kept == got {
        return None;
    }
    let (kept, got): (Vec<&str>, Vec<&str>) = (kept.lines().collect(), got.lines().collect());
    Some((0..kept.len().max(got.len())).find(|line| kept.get(*line) != got.get(*line)).unwrap_or(kept.len()))
}

#[test]
fn the_first_line_that_differs_is_named() {
    assert_eq!(differs("a\nb\n", "a\nb\n"), None);
    assert_eq!(differs("a\nb\n", "a\nc\n"), Some(1));
    assert_eq!(differs("a\n", "a\nb\n"), Some(1));
    assert_eq!(differs("", "a\n"), Some(0));
    assert_eq!(differs("a", "a\n"), Some(1), "only the end of the file");
}

/// The same answers give the same text, also once they have been written and read again.
#[test]
fn a_summary_is_a_function_of_the_answers() {
    for life in lives() {
        let again = Document::parse(&life.document.to_json()).unwrap();
        assert_eq!(summary(&again, life.on), summary(&life.document, life.on), "{}", life.name);
    }
}

// What the reasoning says, read from its headings and tables.

/// What follows a heading's beginning, with its line number.
fn heading<'a>(life: &'a Life, start: &str) -> Option<(usize, &'a str)> {
    life.reasoning.lines().enumerate().find_map(|(line, text)| Some((line + 1, text.strip_prefix("## ")?.strip_prefix(start)?)))
}

/// The first table below a heading: line number, then its cells without marks; its head is the first row.
fn table(life: &Life, start: &str) -> Vec<(usize, Vec<String>)> {
    let Some((first, _)) = heading(life, start) else { return Vec::new() };
    let below = life.reasoning.lines().enumerate().skip(first).take_while(|(_, line)| !line.starts_with("## "));
    let rows = below.skip_while(|(_, line)| !line.starts_with('|')).take_while(|(_, line)| line.starts_with('|'));
    let cells = |row: &str| row.trim_matches('|').split('|').map(|cell| cell.replace("**", "").trim().to_owned()).collect();
    rows.filter(|(_, row)| !row.starts_with("|---")).map(|(line, row)| (line + 1, cells(row))).collect()
}

/// The place of a column in a table's head.
fn column(rows: &[(usize, Vec<String>)], name: &str) -> Option<usize> {
    rows.first()?.1.iter().position(|cell| *cell == name)
}

#[test]
fn points_are_those_of_the_reasoning() {
    for life in lives() {
        let (line, text) = heading(&life, "Points: ").unwrap_or_else(|| panic!("{}.md has no heading of points", life.name));
        let points = life.assessed().points;
        let verdict = match points.verdict {
            Verdict::Above => "above the mark",
            Verdict::Depends => "depends",
            Verdict::Below => "below the mark",
        };
        assert_eq!(text, format!("{} to {}, {verdict}", points.total.low, points.total.high), "{}.md:{line}", life.name);
    }
}

#[test]
fn residence_is_that_of_the_reasoning() {
    for life in lives() {
        let residency = life.assessed().residency.unwrap();
        let (line, text) = heading(&life, &format!("Tax residence of {}: ", residency.year)).unwrap_or_else(|| panic!("{}.md", life.name));
        assert_eq!(text.split(',').next(), Some(residency.outcome.resident.name()), "{}.md:{line}", life.name);
    }
}

#[test]
fn pay_is_that_of_the_reasoning() {
    let mut checked = 0;
    for life in lives() {
        let rows = table(&life, "Pay of ");
        if column(&rows, "Employer") != Some(2) {
            continue;
        }
        let pay = life.assessed().pay.unwrap_or_else(|| panic!("{}.md: pay", life.name));
        let names = [("Income tax", "income_tax"), ("Social", "social"), ("Unemployment", "unemployment"), ("Medical", "medical")];
        for (line, cells) in &rows[1..] {
            let of = |lines: &[Line], id: &str| {
                lines.iter().find(|line| line.id.starts_with(id)).map_or_else(String::new, |line| line.amount.unwrap().to_string())
            };
            let got = match names.iter().find(|(name, _)| *name == cells[0]) {
                Some((_, id)) => [of(&pay.payslip.employee, id), of(&pay.payslip.employer, id)],
                None if cells[0] == "Net / cost" => [pay.payslip.net.unwrap().to_string(), pay.payslip.cost.unwrap().to_string()],
                None => continue,
            };
            assert_eq!([&cells[1], &cells[2]].map(|cell| cell.replace(',', "")), got, "{}.md:{line}", life.name);
            checked += 1;
        }
    }
    assert!(checked >= 20, "{checked} lines of pay");
}

/// A cell `deposit [50000.00], company [capital 50000.00] (why, at length)`: grounds, each with the amounts short.
fn grounds(cell: &str) -> Vec<(String, Vec<String>)> {
    let mut parts = vec![String::new()];
    let (mut depth, mut aside) = (0, 0);
    for c in cell.chars() {
        match c {
            '(' => aside += 1,
            ')' => aside -= 1,
            _ if aside > 0 => {}
            ',' if depth == 0 => parts.push(String::new()),
            _ => {
                depth += i32::from(c == '[') - i32::from(c == ']');
                parts.last_mut().unwrap().push(c);
            }
        }
    }
    let one = |part: &String| {
        let (name, short) = part.split_once('[').unwrap_or((part, ""));
        let short = short.trim_end().trim_end_matches(']').split(',').filter_map(|one| one.split_whitespace().last());
        (name.trim().to_owned(), short.map(str::to_owned).collect())
    };
    parts.iter().map(one).filter(|(name, _)| !name.is_empty()).collect()
}

#[test]
fn a_cell_of_grounds_is_read_as_meant() {
    let read = grounds("citizen-family (a, b), deposit [total 50000.00], company [1.00, capital 2.00]");
    let names: Vec<(&str, Vec<&str>)> =
        read.iter().map(|(name, short)| (name.as_str(), short.iter().map(String::as_str).collect())).collect();
    assert_eq!(names, [("citizen-family", vec![]), ("deposit", vec!["50000.00"]), ("company", vec!["1.00", "2.00"])]);
    assert!(grounds("").is_empty());
}

fn short(way: &PermitOption) -> Vec<String> {
    let missing = way.conditions.iter().flat_map(|condition| &condition.missing);
    let text = |missing: &Missing| match missing {
        Missing::Amount(amount) => Some(amount.to_string()),
        Missing::Number(number) => Some(number.to_string()),
        // When time is complete stands with the plan.
        Missing::Until(_) => None,
    };
    missing.filter_map(|(_, missing)| text(missing)).collect()
}

#[test]
fn permits_are_those_of_the_reasoning() {
    for life in lives() {
        let rows = table(&life, "Permits");
        let found = permit_options(&life.assessed());
        for (permit, title) in [(Permit::Temporary, "Temporary"), (Permit::Permanent, "Permanent")] {
            let place = column(&rows, title).unwrap_or_else(|| panic!("{}.md: no column {title}", life.name));
            let mut said = BTreeMap::new();
            for (line, cells) in &rows[1..] {
                for (ground, short) in grounds(&cells[place]) {
                    let twice = said.insert(ground.clone(), (*line, cells[0].replace(' ', "-"), short));
                    assert!(twice.is_none(), "{}.md:{line}: {ground} stands twice", life.name);
                }
            }
            for way in found.iter().filter(|way| way.permit == permit) {
                let ground = way.ground.unwrap().name();
                let (line, state, missing) = said.remove(ground).unwrap_or_else(|| panic!("{}.md: nothing on {title} {ground}", life.name));
                // What is short of a ground that is for nobody's taking was left open on purpose.
                let short = if state == "not-for-me" { missing.clone() } else { short(way) };
                assert_eq!((state.as_str(), missing), (way.state.name(), short), "{}.md:{line}: {title} {ground}", life.name);
            }
            assert!(said.is_empty(), "{}.md: no such grounds: {said:?}", life.name);
        }
        let (_, said) = life.reasoning.split_once("Citizenship: ").unwrap_or_else(|| panic!("{}.md: citizenship", life.name));
        let said = said.split(|c: char| !c.is_ascii_lowercase() && c != '-').next();
        assert_eq!(said, found.last().map(|way| way.state.name()), "{}.md: citizenship", life.name);
    }
}

fn span(days: Interval<Date>) -> String {
    if days.is_exact() { days.low.to_string() } else { format!("{}..{}", days.low, days.high) }
}

/// A step as the reasoning writes it.
fn when(stage: Option<&Stage>) -> String {
    match stage {
        None => "none".to_owned(),
        Some(stage) if stage.progress == Progress::Passed => "done".to_owned(),
        Some(stage) => format!("{}{}", span(stage.when), if stage.is_estimate() { " ~" } else { "" }),
    }
}

/// Steps that no table lists: they add nothing to the days of others.
const UNLISTED: [Kind; 4] = [Kind::Work, Kind::PrpCard, Kind::PrpExtend, Kind::PrpEnd];

#[test]
fn journeys_are_those_of_the_reasoning() {
    for life in lives() {
        let plan = plan_of(&life.assessed());
        let (line, title) = heading(&life, "Journey (").unwrap_or_else(|| panic!("{}.md: no journey", life.name));
        let ground = title.split([',', ')']).next();
        assert_eq!(ground, Some(plan.ground.name()), "{}.md:{line}", life.name);
        let rows = table(&life, "Journey (");
        let [when_at, by_at] = ["When", "By"].map(|name| column(&rows, name).unwrap_or_else(|| panic!("{}.md: {name}", life.name)));
        let float_at = column(&rows, "Float");
        let mut listed = Vec::new();
        for (line, cells) in &rows[1..] {
            for id in cells[0].split(", ") {
                let kind = Kind::ALL.iter().find(|kind| kind.name() == id).unwrap_or_else(|| panic!("{}.md:{line}: {id}", life.name));
                check_step(&life, *line, &plan, *kind, [&cells[when_at], &cells[by_at]], float_at.map(|at| cells[at].as_str()));
                listed.push(*kind);
            }
        }
        let missing: Vec<&str> = plan
            .stages
            .iter()
            .filter(|stage| !listed.contains(&stage.kind) && !UNLISTED.contains(&stage.kind))
            .map(|stage| stage.kind.name())
            .collect();
        assert!(missing.is_empty(), "{}.md: the plan has steps that the table has not: {missing:?}", life.name);
    }
}

fn check_step(life: &Life, line: usize, plan: &Plan, kind: Kind, [said, by]: [&str; 2], float: Option<&str>) {
    let at = format!("{}.md:{line}: {}", life.name, kind.name());
    let stage = plan.stage(kind);
    assert_eq!(said, when(stage), "{at}");
    // Of steps that fall due by themselves the reasoning gives no last day apart.
    let got = stage.and_then(|stage| stage.by).filter(|_| kind.can_be_late()).map(span);
    let by = Some(by).filter(|by| !by.is_empty() && *by != "not known");
    assert_eq!(by, got.as_deref(), "{at}: by");
    if let Some(float) = float {
        assert_eq!(float, stage.and_then(|stage| stage.slack).map_or_else(String::new, |slack| slack.to_string()), "{at}: float");
    }
}
