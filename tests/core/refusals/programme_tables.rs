//! The table of programmes, and the names of their countries.

use super::*;

const PROGRAMMES: &str = "\
id,country,name,kind,income,investment,funds,capital,shortest,longest,dependants,citizenship,standing,sources,notes
ge-1,GE,Remotely from Georgia,nomad,USD 2000 month,,,,90d,1y,yes,10y,claimed,page law,note.doubt
ge-2,GE,For Owners,property,,text:No minimum thresho...,,,18m,permanent,no,,law,page,
jp-1,JP,For All,job-seeker,,,,,5y,5y,yes,no,reported,page,
";

const PLACES: &str = "\
code,en,fr,az,tr,ru,ar
GE,Georgia / Sakartvelo,Géorgie,Gürcüstan,Gürcistan,Грузия,جورجيا
JP,Japan,Japon,Yaponiya,Japonya,Япония,اليابان
";

fn table(rows: &str, places: &str) -> Result<String, Vec<String>> {
    let sources = ["law", "page"].map(str::to_owned);
    let texts = ["note.doubt", "programmes.note.citizenship"].map(str::to_owned);
    programmes::compile(rows, places, &programmes::Known { sources: &sources, texts: &texts })
}

/// Each change (from, to) of the good table is refused because of this, and the row is named.
fn refuses_row(cases: &[(&str, &str, &str)]) {
    for (from, to, because) in cases {
        assert!(PROGRAMMES.contains(from), "the good table has no {from:?}");
        let faults = table(&PROGRAMMES.replacen(from, to, 1), PLACES).expect_err(to);
        let is_named = |fault: &String| fault.contains(because) && fault.starts_with("programmes.csv: ");
        assert!(faults.iter().any(is_named), "{to:?}: {faults:?} say nothing of {because:?}");
    }
}

fn refuses_place(cases: &[(&str, &str, &str)]) {
    for (from, to, because) in cases {
        assert!(PLACES.contains(from), "the good table has no {from:?}");
        let faults = table(PROGRAMMES, &PLACES.replacen(from, to, 1)).expect_err(to);
        assert!(faults.iter().any(|fault| fault.contains(because)), "{to:?}: {faults:?} say nothing of {because:?}");
    }
}

#[test]
fn a_good_table_of_programmes_passes() {
    let code = table(PROGRAMMES, PLACES).unwrap();
    for part in [
        "PROGRAMMES: [Programme; 3]",
        "name: \"Remotely from Georgia\", number: 1, place: 0, kind: ProgrammeKind::Nomad, need: Need::Sum(Column::Income, Per::Month, 0, 2000), shortest: Length::Days(90), longest: Length::Years(1), dependants: true, citizenship: Citizenship::After(10), standing: Standing::Claimed",
        "need: Need::Text(Column::Investment, \"No minimum thresho...\"), shortest: Length::Months(18), longest: Length::Permanent, dependants: false, citizenship: Citizenship::NotStated, standing: Standing::Law",
        "place: 1, kind: ProgrammeKind::JobSeeker, need: Need::NotStated",
        "citizenship: Citizenship::No, standing: Standing::Reported",
        "SOURCE_SETS: [&[u8]; 2] = [&[1, 0, ], &[1, ], ]",
        "NOTE_SETS: [&[Key]; 2] = [&[Key::at(0), ], &[], ]",
        "CURRENCIES: [&str; 1] = [\"USD\", ]",
        "\"GE georgia sakartvelo georgie gurcustan gurcistan грузия جورجيا\"",
        "\"JP japan japon yaponiya japonya япония يابان\"",
    ] {
        assert!(code.contains(part), "{part}: {code}");
    }
}

#[test]
fn tables_of_programmes_have_their_columns() {
    refuses_row(&[
        ("id,country,name", "id,land,name", "the header is not id,country,name"),
        (",notes\n", "\n", "the header is not"),
        ("ge-1,GE,", "ge-1,GE,too many,", "CSV error"),
        (",property,", ",", "CSV error"),
    ]);
    refuses_place(&[
        ("code,en,fr,az", "code,en,az,fr", "country-names.csv: the header is not code,en,fr,az,tr,ru,ar"),
        ("JP,Japan,", "JP,", "country-names.csv: CSV error"),
    ]);
    // One cell less in each line is a table of another form.
    let narrow: String = PLACES.lines().map(|line| format!("{}\n", line.rsplit_once(',').unwrap().0)).collect();
    let faults = table(PROGRAMMES, &narrow).expect_err("a language is missing");
    assert!(faults.iter().any(|fault| fault == "country-names.csv: a row with 6 cells"), "{faults:?}");
    assert!(table("", "").is_err());
}

/// Addresses and favourites hold these names.
#[test]
fn a_programme_has_a_short_name_of_its_own() {
    refuses_row(&[("ge-2,GE", "ge-1,GE", "'ge-1' stands twice")]);
    for id in ["", "ge", "ge-", "ge-0", "ge-256", "ge--1", "ge-1a", "ge-one", "GE-1", "jp-1", "1-ge", "ge_1", " ge-1"] {
        refuses_row(&[("ge-1,", &format!("{id},"), "an id is its country's code and a number")]);
    }
    refuses_row(&[("Remotely from Georgia", "", "a name is needed")]);
}

#[test]
fn a_programme_is_of_a_known_kind_and_asks_for_one_thing() {
    for kind in ["", "Nomad", "nomads", "digital"] {
        refuses_row(&[(",nomad,", &format!(",{kind},"), &format!("kind '{kind}' is none of"))]);
    }
    for second in ["USD 1 once", "text:Some"] {
        refuses_row(&[("month,,,", &format!("month,{second},,"), "more than one column is filled")]);
    }
    for bad in [
        "2000 USD month",
        "USD 2000",
        "USD  month",
        "USD 2000 week",
        "USD 2000 month net",
        "usd 2000 month",
        "US$ 2000 month",
        "USDT 2000 month",
        "USD 0 month",
        "USD -1 month",
        "USD 2000.50 month",
        "\"USD 2,000 month\"",
        "USD 5000000000 once",
        "text:",
        "none",
    ] {
        refuses_row(&[("USD 2000 month", bad, "is neither 'USD 2000 month' nor 'text:…'")]);
    }
}

#[test]
fn a_programme_says_how_long_for_whom_and_how_sure_it_is() {
    for bad in ["", "d", "90", "0d", "-1d", "1.5y", "90w", "90 d", "Permanent", "70000d", "5é"] {
        refuses_row(&[
            (",90d,", &format!(",{bad},"), &format!("'{bad}' is no length")),
            (",permanent,", &format!(",{bad},"), &format!("'{bad}' is no length")),
        ]);
    }
    for bad in ["", "Yes", "maybe"] {
        refuses_row(&[(",yes,10y", &format!(",{bad},10y"), &format!("dependants are yes or no, not '{bad}'"))]);
    }
    for bad in ["10", "y", "ten", "-1y", "300y", "Yes", "2.5y", "10m"] {
        refuses_row(&[(",10y,", &format!(",{bad},"), &format!("citizenship '{bad}'"))]);
    }
    for bad in ["", "Claimed", "certain", "professional", "assumption"] {
        refuses_row(&[(",claimed,", &format!(",{bad},"), &format!("standing '{bad}'"))]);
    }
}

#[test]
fn a_programme_says_where_it_is_from() {
    refuses_row(&[
        ("page law", "page hearsay", "unknown source 'hearsay'"),
        (",page law,", ",,", "no source"),
        ("note.doubt", "note.lost", "the locale files have no text 'note.lost'"),
        ("note.doubt", "note.doubt note.lost", "the locale files have no text 'note.lost'"),
    ]);
}

/// A country without names could not be found; names without a programme would be counted.
#[test]
fn programmes_and_names_of_countries_agree() {
    refuses_row(&[("jp-1,JP", "kr-1,KR", "'kr-1': country-names.csv has no KR")]);
    let lost = PROGRAMMES.replace("jp-1,JP", "ge-3,GE");
    assert_eq!(table(&lost, PLACES).expect_err("nothing in Japan"), ["country-names.csv: no programme is in JP"]);
    refuses_place(&[
        ("Georgia / Sakartvelo", "", "country-names.csv: GE lacks a name"),
        ("اليابان", "", "country-names.csv: JP lacks a name"),
        ("JP,Japan", "KR,Japan", "country-names.csv: no programme is in KR"),
    ]);
}

/// All that is wrong is said at once, each with its row.
#[test]
fn every_fault_of_a_table_is_told() {
    let bad = PROGRAMMES.replace("nomad", "digital").replace("5y,5y", "5y,soon").replace("property", "house");
    let faults = table(&bad, PLACES).expect_err("three rows are wrong");
    assert_eq!(faults.len(), 3, "{faults:?}");
    for id in ["ge-1", "ge-2", "jp-1"] {
        assert_eq!(faults.iter().filter(|fault| fault.starts_with(&format!("programmes.csv: '{id}': "))).count(), 1, "{faults:?}");
    }
}
