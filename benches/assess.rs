//! How long an assessment takes, natively. `make bench` prints medians; nothing here passes or
//! fails by the clock.

use std::hint::black_box;
use std::time::{Duration, Instant};

use hsmp::assess::{assess, next};
use hsmp::profile::Document;
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
    let text = document.to_json();
    measure("read a profile", || drop(black_box(Document::parse(black_box(&text)))));
    measure("assess a full profile", || drop(black_box(assess(black_box(&document), on))));
    measure("find the next question", || {
        black_box(next::question(black_box(&document), &all, &[]));
    });
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
