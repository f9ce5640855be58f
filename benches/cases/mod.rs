//! What is measured, natively and in a browser: the same work on the same answers.

use std::hint::black_box;

use hsmp::assess::answers::Trial;
use hsmp::assess::assess;
use hsmp::assess::assumptions::Assumptions;
use hsmp::assess::goals::{Aim, goals};
use hsmp::assess::income;
use hsmp::assess::next::next;
use hsmp::assess::outlook::outlook;
use hsmp::assess::pay::{cliffs, curve, gross_for, in_sectors, in_years, year};
use hsmp::assess::payroll::{Schedule, Terms};
use hsmp::assess::points::width;
use hsmp::profile::{Answers, Document, Slot};
use hsmp::quantity::Date;

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
    languages.set(Slot { section: "assumptions", row: None, field: "languages_scored" }, "yes");
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
                black_box(next(black_box(&own), &known, &[]));
            }),
        );
        let (assumed, profile) = (Assumptions::of(&all.profile, on), all.profile);
        add("shares of the width", Box::new(move || drop(black_box(width::parts(black_box(&profile), Trial { assumed: &assumed, on })))));
        let own = document.clone();
        add("goal-seek", Box::new(move || drop(black_box(goals(black_box(&own), on, Aim::Low)))));
        let own = document.clone();
        add("ten-year outlook", Box::new(move || drop(black_box(outlook(black_box(&own), on)))));
    }
    pay_page(&mut cases, on);
    cases
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
