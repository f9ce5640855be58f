//! Any bytes as a table of stays: they are read without a fault, what was read comes back from the file we write, and
//! what is left of a table holds no stay.

#![no_main]

use hsmp::profile::{Document, Order, Told, export_stays, import_stays, read_table, utf_text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // A browser decodes code pages. Here every byte is a letter of its own.
    let Ok(table) = read_table(bytes, "en", None, &|bytes, _| Some(bytes.iter().copied().map(char::from).collect())) else { return };
    for order in [None, Some(Order::DayFirst), Some(Order::MonthFirst)] {
        let found = import_stays(&table.text, &[], Told { order, places: None });
        let mut document = Document::default();
        found.take_over(&mut document, &[]);
        let file = utf_text(&export_stays(&document)).expect("the file we write is UTF-16");
        let again = import_stays(&file, &[], Told::default());
        assert_eq!((&again.stays, again.bad.len()), (&found.stays, 0));
        // What is left is as bad when it is read again.
        if found.refused.is_none() && found.undecided.is_none() && found.asked.is_none() {
            let told = Told { order: found.order, places: None };
            let rest = import_stays(&found.rest(), &found.stays, told);
            assert!(rest.stays.is_empty(), "{:?} from {:?}", rest.stays, found.rest());
        }
    }
});
