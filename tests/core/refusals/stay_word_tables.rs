//! Words for tables of stays that mean two things in one place, or nothing.

use super::locales::{self, Folder};
use super::stay_words::compile;
use crate::support::read;

const LANGUAGE: &str = "english = \"English\"\nname = \"English\"\ndecimal = \".\"\ngroup = \",\"\ndirection = \"ltr\"\nplural = \"english\"\nweek-start = \"monday\"\n";
const LABELS: &str = "[profile.stays]\ncountry = \"Where\"\nfrom = \"Day one\"\n";

fn faults(table: &str) -> Vec<String> {
    let files = vec![("_language".to_owned(), LANGUAGE.to_owned()), ("labels".to_owned(), LABELS.to_owned())];
    let texts = locales::compile(vec![Folder { code: "en".to_owned(), files }]).unwrap();
    compile(table, &texts).err().unwrap_or_default()
}

#[test]
fn words_that_mean_two_things_are_refused() {
    let table = read("rules/stay-words.csv");
    assert_eq!(faults(&table), [""; 0]);
    for (from, to, fault) in [
        ("Until", "Arrival", "stay-words.csv: 'arrival' has two meanings"),
        ("Until", "Day One", "stay-words.csv: 'day one' has two meanings"),
        ("\ntotal,", "\nsum,", "stay-words.csv: no row 'total'"),
        ("\ntotal,", "\nsum,", "stay-words.csv: 'sum' is no meaning"),
        ("meaning,", "word,", "stay-words.csv: the header is not meaning,en,fr,az,tr,ru,de,ar"),
    ] {
        let found = faults(&table.replace(from, to));
        assert!(found.iter().any(|found| found.starts_with(fault)), "{from} as {to}: {found:?}");
    }
}
