//! Any text as the part of a link that holds answers: it is opened or refused without a fault, and what is opened can be
//! shared again.

#![no_main]

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hsmp::profile::share::{MOST_LETTERS_OF_LINK, NotShared, SHARED, Shared, link, opened};
use hsmp::profile::{Document, SECTIONS, Section};
use libfuzzer_sys::fuzz_target;

fn share_again(document: &Document) {
    let all: Vec<&Section> = SECTIONS.iter().collect();
    match link("", document, &all, None) {
        Ok(made) => assert_eq!(opened(made.strip_prefix(SHARED).expect("a link of ours")), Ok(Shared::Open(document.only(&all)))),
        Err(NotShared::Nothing) => assert!(document.only(&all).is_empty()),
        Err(NotShared::TooLong { letters }) => assert!(letters > MOST_LETTERS_OF_LINK),
    }
}

fuzz_target!(|text: &str| {
    if let Ok(Shared::Open(document)) = opened(text) {
        share_again(&document);
    }
    // No fuzzer comes past the sum by itself.
    let _ = opened(&URL_SAFE_NO_PAD.encode(text));
    if let Ok(document) = Document::parse(text) {
        share_again(&document);
    }
});
