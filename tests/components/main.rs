//! Each component in a real browser: mounted, acted upon, looked at as the browser sees it.
//!
//! Run by `make component-test`. What whole pages do is the matter of tests/journeys.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on says so by stopping")]

mod addresses;
mod answers;
mod days;
mod drawings;
mod embedding;
mod explanations;
mod fields;
mod guide;
mod keeping;
mod profiles;
mod recalculate;
mod storage;
mod support;
mod vault;
mod windows;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
