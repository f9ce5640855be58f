//! The same work in a headless Chromium, compiled as for the delivery. `make bench` prints means: a browser's
//! clock is too coarse for single runs. Nothing here passes or fails by the clock.

#[cfg(target_arch = "wasm32")]
mod cases;

#[cfg(target_arch = "wasm32")]
mod measure {
    use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    /// Milliseconds that a case is run for, after a tenth of it to warm up.
    const LONG_ENOUGH: f64 = 300.0;

    #[wasm_bindgen_test]
    fn every_case() {
        let Some(clock) = web_sys::window().and_then(|window| window.performance()) else { return };
        for (name, mut run) in super::cases::cases() {
            let mut repeat = |time: f64| {
                let start = clock.now();
                let mut rounds = 0.0;
                while clock.now() - start < time {
                    run();
                    rounds += 1.0;
                }
                (clock.now() - start) / rounds
            };
            repeat(LONG_ENOUGH / 10.0);
            console_log!("{name}: {:.3} ms", repeat(LONG_ENOUGH));
        }
    }
}

fn main() {}
