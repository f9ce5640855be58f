//! How long the work takes, natively. `make bench` prints medians; nothing here passes or fails by the clock.

mod cases;

use std::time::{Duration, Instant};

const SAMPLES: usize = 201;

fn main() {
    for (name, run) in cases::cases() {
        measure(&name, run);
    }
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
