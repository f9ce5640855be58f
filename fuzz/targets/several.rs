//! Any text as a file of several profiles or of what lay in storage: it is opened or refused without a fault, and what
//! is opened comes back from the file that we write of it.

#![no_main]

use hsmp::profile::{Document, Header, MOST_BYTES, MOST_PROFILES, OpenFault, Opened, write_profiles};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(Opened::Several { profiles, locked, .. }) = Opened::read(text) else { return };
    assert!((1..=MOST_PROFILES).contains(&(profiles.len() + locked.len())));
    let file = write_profiles(&profiles, &locked);
    let told = |all: &[(Header, Document)]| {
        let one = |(header, document): &(Header, Document)| (header.name().to_owned(), header.reference().to_owned(), document.clone());
        all.iter().map(one).collect::<Vec<_>>()
    };
    match Opened::read(&file) {
        Ok(Opened::Several { profiles: again, locked: as_stored, unread: 0 }) => {
            assert_eq!((told(&again), as_stored), (told(&profiles), locked));
        }
        Err(OpenFault::TooLong) => assert!(file.len() > MOST_BYTES),
        other => panic!("{other:?} of {file}"),
    }
});
