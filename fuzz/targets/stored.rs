//! Any text as a stored profile: it is read or refused without a fault. What is read is the same when it was stored
//! again, whatever stands beside it.

#![no_main]

use hsmp::profile::vault::{Derivation, Key};
use hsmp::profile::{Document, Header, Stored};
use libfuzzer_sys::fuzz_target;

/// Between what stands beside a profile and the profile.
const BETWEEN: &str = "\n}\n";

fn read(text: &str) -> bool {
    let Ok(stored) = Stored::parse(text) else { return false };
    let Ok(document) = stored.document() else { return false };
    let again = stored.header.seal(&document);
    let kept = Stored::parse(&again).expect("a text of ours");
    let told = |header: &Header| (header.name().to_owned(), header.reference().to_owned(), header.revision(), header.created());
    assert_eq!((told(&kept.header), kept.document()), (told(&stored.header), Ok(document.clone())));
    assert_eq!(kept.header.seal(&document), again);
    true
}

fuzz_target!(|text: &str| {
    read(text);
    if let Ok(stored) = Stored::parse(text) {
        let key = Key::new(Derivation::new([1; 16]), [2; 32]);
        assert!(!stored.header.is_locked() || stored.unlock(&key).is_err(), "forged");
    }
    // The sum is that of the profile, so that nothing a fuzzer writes beside it comes this far by chance.
    let (beside, body) = text.split_once(BETWEEN).unwrap_or(("", text));
    let Ok(document) = Document::parse(body) else { return };
    assert!(read(&Header::default().seal(&document)));
    read(&Header::default().seal(&document).replacen("{\n", &format!("{{\n{beside}"), 1));
});
