//! Terms without a meaning, without a page, or with an official name that nobody could check.

use super::terms::compile;
use crate::support::read;
use hsmp::message::Key;

fn faults(terms: &str, pages: &str) -> Vec<String> {
    let texts: Vec<String> = (0..).map(|index| Key::at(index).name().to_owned()).take_while(|name| !name.is_empty()).collect();
    compile(terms, pages, &texts).err().unwrap_or_default()
}

#[test]
fn terms_that_are_not_whole_are_refused() {
    let (terms, pages) = (read("terms/terms.csv"), read("terms/pages.csv"));
    assert_eq!(faults(&terms, &pages), [""; 0]);
    let vat = "vat,əlavə dəyər vergisi (ƏDV),Tax Code 6.1.3\n";
    let again = format!("{vat}{vat}");
    for (from, to, fault) in [
        ("id,", "term,", "terms.csv: the header is not id,official,place"),
        (vat, again.as_str(), "terms.csv: 'vat' stands twice"),
        (vat, "vat,əlavə dəyər vergisi (ƏDV),\n", "terms.csv: 'vat' has an official term without a place"),
        (vat, "vat,,Tax Code 6.1.3\n", "terms.csv: 'vat' has an official term without a place"),
        (vat, "levy,,\n", "terms.csv: the locale files have no text 'term.levy.name'"),
        (vat, "levy,,\n", "terms.csv: the locale files have no text 'term.levy.means'"),
        (vat, "", "terms.csv: the locale files explain 'vat', which is no term"),
    ] {
        let found = faults(&terms.replacen(from, to, 1), &pages);
        assert!(found.iter().any(|found| found.starts_with(fault)), "{from} as {to}: {found:?}");
    }
    for (list, fault) in [
        ("nowhere,vat\n", "pages.csv: 'nowhere' is no page"),
        ("shared,levy\n", "pages.csv: 'shared' has 'levy', which is no term"),
        ("shared,vat vat\n", "pages.csv: 'shared' has 'vat' twice"),
        ("shared,\n", "pages.csv: 'shared' has '', which is no term"),
        ("pay,vat\n", "pages.csv: 'pay' stands twice"),
    ] {
        let found = faults(&terms, &format!("{pages}{list}"));
        assert!(found.iter().any(|found| found.starts_with(fault)), "{list}: {found:?}");
    }
    let without = faults(&terms, &pages.replace(" vat", ""));
    assert!(without.contains(&"pages.csv: 'vat' is on no page".to_owned()), "{without:?}");
}
