//! What is measured, natively and in a browser: the same work on the same answers.

use std::hint::black_box;

use hsmp::assess::assess;
use hsmp::assess::guidance::answers::Trial;
use hsmp::assess::guidance::goals::{Aim, goals};
use hsmp::assess::guidance::guide::{Goal, guide};
use hsmp::assess::guidance::outlook::outlook;
use hsmp::assess::points::assumptions::Assumptions;
use hsmp::assess::points::uncertainty;
use hsmp::assess::programmes;
use hsmp::assess::programmes::exchange::Rates;
use hsmp::assess::programmes::view::{Sort, View};
use hsmp::assess::residence::clocks::clocks;
use hsmp::assess::residence::planning::planning;
use hsmp::assess::residence::{day_calendar, residency};
use hsmp::assess::tax::income;
use hsmp::assess::tax::pay::{cliffs, curve, gross_for, in_sectors, in_years, year};
use hsmp::assess::tax::payroll::{Schedule, Terms};
use hsmp::profile::{Answers, Days, Document, OwnMaxima, Stay};
use hsmp::quantity::Date;
use hsmp::rulebook::programmes::PROGRAMMES;

const PROFILE: &str = include_str!("../../examples/profiles/engineer.json");

/// Every question answered.
const SAMPLE: &str = include_str!("../../examples/profiles/sample.json");

/// A name and one round of work.
pub type Case = (String, Box<dyn FnMut()>);

/// Everything that is measured; none where the profile cannot be read.
pub fn cases() -> Vec<Case> {
    let (Ok(full), Ok(on)) = (Document::parse(PROFILE), Date::new(2026, 11, 21)) else { return Vec::new() };
    let empty = Document::default();
    // With languages there are most sets of changes to try.
    let mut languages = Document::default();
    languages.set(OwnMaxima::LANGUAGES_SCORED, "yes");
    let text = full.to_json();
    let mut cases: Vec<Case> = vec![("read a profile".to_owned(), Box::new(move || drop(black_box(Document::parse(black_box(&text))))))];
    for (name, document) in [("full profile", &full), ("empty profile", &empty), ("languages scored", &languages)] {
        let mut add = |work: &str, run: Box<dyn FnMut()>| cases.push((format!("{work}, {name}"), run));
        let all = assess(document, on);
        let own = document.clone();
        add("assess", Box::new(move || drop(black_box(assess(black_box(&own), on)))));
        let (own, known) = (document.clone(), all.clone());
        add(
            "next question",
            Box::new(move || {
                black_box(guide(black_box(&own), &known, Goal::Qualify, &[]));
            }),
        );
        let (assumed, profile) = (Assumptions::of(&all.profile, on), all.profile);
        add(
            "shares of the width",
            Box::new(move || drop(black_box(uncertainty::parts(black_box(&profile), Trial { assumed: &assumed, on })))),
        );
        let own = document.clone();
        add("goal-seek", Box::new(move || drop(black_box(goals(black_box(&own), on, Aim::Low)))));
        let own = document.clone();
        add("ten-year outlook", Box::new(move || drop(black_box(outlook(black_box(&own), on)))));
    }
    pay_page(&mut cases, on);
    programmes_page(&mut cases, on);
    cases.push(("an edit on the page of residence, ten years with 500 stays".to_owned(), edit()));
    cases
}

/// What a letter typed on the page about programmes works out, and what an answer does.
fn programmes_page(cases: &mut Vec<Case>, on: Date) {
    let Ok(document) = Document::parse(SAMPLE) else { return };
    let all = assess(&document, on);
    let texts: Vec<String> = PROGRAMMES.iter().map(|own| programmes::search::words(own, "")).collect();
    let alphabet: Vec<usize> = (0..PROGRAMMES.len()).collect();
    let known = all.clone();
    cases.push(("match 129 programmes, sample".to_owned(), Box::new(move || drop(black_box(programmes::matches(black_box(&known)))))));
    let found = programmes::matches(&all);
    let has: Vec<u32> = found.iter().map(|one| programmes::view::properties(one, false)).collect();
    // A slip, so that the longer way is gone; one filter, and the dearest order.
    for (name, query) in [("words as typed", "nomad georgia"), ("words with a slip", "thialand retirmet")] {
        let (all, found, has, texts, alphabet) = (all.clone(), found.clone(), has.clone(), texts.clone(), alphabet.clone());
        let view = View { filters: 1, sort: Sort::Sum, ..View::default() };
        let run = move || {
            let named = programmes::search::found(&texts, black_box(query));
            let rates = Rates::of(&all.profile, on);
            black_box((view.order(&found, &alphabet, &named, &has, &rates), view.counts(&named, &has)));
        };
        cases.push((format!("filter, sort and count programmes, {name}"), Box::new(run)));
    }
    let view = View { sort: Sort::Sum, ..View::default() };
    let run = move || {
        let found = programmes::matches(black_box(&all));
        let named = programmes::search::found(&texts, "");
        black_box((view.order(&found, &alphabet, &named, &has, &Rates::of(&all.profile, on)), view.counts(&named, &has)));
    };
    cases.push(("filter, sort and match 129 programmes".to_owned(), Box::new(run)));
}

/// What an edit on the page about pay works out, with every part of it in use.
fn pay_page(cases: &mut Vec<Case>, on: Date) {
    let Ok(document) = Document::parse(SAMPLE) else { return };
    let all = assess(&document, on);
    let profile = all.profile;
    let Some(terms) = Terms::of(&profile, on) else { return };
    let wanted = profile.pay.wanted.unwrap_or_default();
    let mut add = |work: &str, run: Box<dyn FnMut()>| cases.push((format!("{work}, sample"), run));
    add("from net to gross", Box::new(move || drop(black_box(gross_for(&Schedule::of(black_box(terms)), wanted)))));
    add(
        "cliffs and rates",
        Box::new(move || {
            let schedule = Schedule::of(black_box(terms));
            drop(black_box((cliffs(&schedule), curve(&schedule, terms.gross))));
        }),
    );
    add("other years and sectors", Box::new(move || drop(black_box((in_years(black_box(terms)), in_sectors(terms))))));
    let own = profile.clone();
    add("a year of pay", Box::new(move || drop(black_box(year(black_box(&own), on)))));
    add("all income", Box::new(move || drop(black_box(income::assess(black_box(&profile), &all.residency, on)))));
}

/// What one changed answer makes that page work out: the assessment, the year, planning, clocks, list and month.
fn edit() -> Box<dyn FnMut()> {
    let mut document = Document::default();
    // With most months still ahead there is most to plan.
    let on = Date::first_of(2023).plus_days(14);
    document.set(Days::TRP_FROM, "2019-01-05");
    document.set(Days::PRP_FROM, "2021-02-01");
    for (row, country) in (0..500).zip(["AZ", "TR", "AZ", "GE", "AZ", "DE"].into_iter().cycle()) {
        let from = Date::first_of(2019).plus_days(row * 7);
        let id = document.add_row("stays");
        document.set(Stay::COUNTRY.in_row(id), country);
        document.set(Stay::FROM.in_row(id), &from.to_string());
        document.set(Stay::TO.in_row(id), &from.plus_days(row % 6 + 1).to_string());
    }
    let changed = Stay::TO.in_row(250);
    let mut odd = false;
    Box::new(move || {
        odd = !odd;
        document.set(changed, if odd { "2023-10-14" } else { "2023-10-15" });
        let all = assess(&document, on);
        let Ok(residency) = residency::assess(&all.profile, on, 2023) else { return };
        black_box(planning(&all.profile, on, &residency));
        black_box(clocks(&all.profile, on));
        black_box(day_calendar::stay_list(&document, &all.profile, on, 2023));
        black_box(day_calendar::month(&all.profile, on, residency.becomes_on, Date::first_of(2023)));
    })
}
