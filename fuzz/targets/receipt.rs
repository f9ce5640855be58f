//! Any text as a receipt: it is compared or refused without a fault. A receipt of our own holds for any profile.

#![no_main]

use hsmp::profile::Document;
use hsmp::quantity::Date;
use hsmp::receipt::{receipt, verify};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = verify(text);
    let Ok(document) = Document::open(text) else { return };
    let own = receipt(&document, Date::parse_iso("2026-11-27").expect("a date"));
    assert_eq!(verify(&own.to_string()).map(|found| found.mismatches.len()), Ok(0));
});
