//! Any text as a profile: it is opened or refused without a fault. What is opened is assessed, and is the same when
//! it was saved and opened again.

#![no_main]

use hsmp::assess::assess;
use hsmp::profile::Document;
use hsmp::quantity::Date;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(document) = Document::open(text) else { return };
    let saved = document.to_json();
    assert_eq!(Document::parse(&saved), Ok(document.clone()), "{saved}");
    let on = Date::parse_iso("2026-11-27").expect("a date");
    let all = assess(&document, on);
    let points = all.points.total;
    assert!(points.low <= points.high, "{points:?}");
});
