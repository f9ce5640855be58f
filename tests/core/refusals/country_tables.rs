//! Codes and names of countries that mean two, or nothing.

use super::countries::compile;
use super::locales::{self, Folder};

const LANGUAGE: &str = "english = \"English\"\nname = \"English\"\ndecimal = \".\"\ngroup = \",\"\ndirection = \"ltr\"\nplural = \"english\"\nweek-start = \"monday\"\n";
const NAMES: &str = "[country]\nGE = \"Georgia\"\nJP = \"Japan\"\n";
const TABLE: &str = "code,alpha3,number,names\nGE,GEO,268,Sakartvelo\nJP,JPN,392,Nippon / Land of the Rising Sun\n";

const OTHERS: &str = "code,en,fr,az,tr,ru,ar\nJP,,,,,Япония,\n";

fn faults(table: &str) -> Vec<String> {
    let files = vec![("_language".to_owned(), LANGUAGE.to_owned()), ("names".to_owned(), NAMES.to_owned())];
    let texts = locales::compile(vec![Folder { code: "en".to_owned(), files }]).unwrap();
    compile(table, OTHERS, &texts).err().unwrap_or_default()
}

#[test]
fn a_table_of_countries_that_is_not_whole_is_refused() {
    assert_eq!(faults(TABLE), [""; 0]);
    for (from, to, fault) in [
        ("GEO,268", "GEO,68", "countries.csv: 'GE,GEO,68' are not two letters, three letters and three digits"),
        ("GEO", "geo", "countries.csv: 'GE,geo,268' are not two letters, three letters and three digits"),
        ("JP,JPN", "KR,KOR", "countries.csv: the locale files have no text 'country.KR'"),
        ("Nippon", "Sakartvelo", "countries.csv: 'sakartvelo' is both GE and JP"),
        ("Sakartvelo", "Япония", "countries.csv: 'япония' is both GE and JP"),
        ("Nippon", "the Geórgia", "countries.csv: 'georgia' is both GE and JP"),
        ("392", "268", "countries.csv: '268' is both GE and JP"),
        ("code,", "codes,", "countries.csv: the header is not code,alpha3,number,names"),
        (",Sakartvelo", "", "countries.csv: CSV error"),
    ] {
        let found = faults(&TABLE.replace(from, to));
        assert!(found.iter().any(|found| found.starts_with(fault)), "{from} as {to}: {found:?}");
    }
    let turned = "code,alpha3,number,names\nJP,JPN,392,\nGE,GEO,268,\n";
    assert_eq!(faults(turned), ["countries.csv: the codes are not sorted, or one stands twice"]);
}
