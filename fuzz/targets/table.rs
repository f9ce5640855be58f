//! Any text as a table of stays: it is read without a fault, nothing is lost, and what was read comes back from the
//! table we write.

#![no_main]

use hsmp::profile::{Document, Order, export_stays, import_stays};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for order in [None, Some(Order::DayFirst), Some(Order::MonthFirst)] {
        let found = import_stays(text, &[], &|_| None, order);
        let mut document = Document::default();
        found.take_over(&mut document);
        let again = import_stays(&export_stays(&document), &[], &|_| None, None);
        assert_eq!((&again.stays, again.bad.len()), (&found.stays, 0));
        // What is left is as bad when it is read again.
        if found.refused.is_none() && found.undecided.is_none() {
            let rest = import_stays(&found.rest(), &found.stays, &|_| None, found.order);
            assert!(rest.stays.is_empty(), "{:?} from {:?}", rest.stays, found.rest());
        }
    }
});
