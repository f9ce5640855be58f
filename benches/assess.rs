//! How long an assessment takes, natively. `make bench` prints medians; nothing here passes or
//! fails by the clock.

use std::hint::black_box;
use std::time::{Duration, Instant};

use hsmp::assess::answers::Trial;
use hsmp::assess::assess;
use hsmp::assess::assumptions::Assumptions;
use hsmp::assess::goals::{Aim, goals};
use hsmp::assess::next::next;
use hsmp::assess::outlook::outlook;
use hsmp::assess::points::width;
use hsmp::profile::{Answers, Document, Slot};
use hsmp::quantity::Date;
use hsmp::receipt::receipt;

const PROFILE: &str = include_str!("../examples/profiles/engineer.json");
const SAMPLES: usize = 201;

fn main() {
    let Ok(document) = Document::parse(PROFILE) else {
        eprintln!("examples/profiles/engineer.json cannot be read");
        return;
    };
    let Ok(on) = Date::new(2026, 11, 21) else { return };
    let all = assess(&document, on);
    // With languages there are most sets of changes to try.
    let mut scored = Document::default();
    scored.set(Slot { section: "assumptions", row: None, field: "languages_scored" }, "yes");
    let text = document.to_json();
    measure("read a profile", || drop(black_box(Document::parse(black_box(&text)))));
    measure("assess a full profile", || drop(black_box(assess(black_box(&document), on))));
    let empty = Document::default();
    let nothing = assess(&empty, on);
    measure("find the next question, full profile", || {
        black_box(next(black_box(&document), &all, &[]));
    });
    measure("find the next question, empty profile", || {
        black_box(next(black_box(&empty), &nothing, &[]));
    });
    for (name, all) in [("full", &all), ("empty", &nothing)] {
        let assumed = Assumptions::of(&all.profile, on);
        measure(&format!("share out the width, {name} profile"), || {
            drop(black_box(width::parts(black_box(&all.profile), Trial { assumed: &assumed, on })));
        });
    }
    measure("goal-seek, full profile", || drop(black_box(goals(black_box(&document), on, Aim::Low))));
    measure("goal-seek, empty profile", || drop(black_box(goals(black_box(&empty), on, Aim::Low))));
    measure("goal-seek, languages scored", || drop(black_box(goals(black_box(&scored), on, Aim::Low))));
    measure("ten-year outlook", || drop(black_box(outlook(black_box(&document), on))));
    measure("write a receipt", || drop(black_box(receipt(black_box(&document), on))));
}

/// The median of many runs, after some to warm up.
fn measure(name: &str, mut run: impl FnMut()) {
    for _ in 0..20 {
        run();
    }
    let mut times: Vec<Duration> = (0..SAMPLES)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!("{name}: {:?} (median of {SAMPLES})", times[SAMPLES / 2]);
}
