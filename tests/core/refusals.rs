//! The build refuses rules and texts that are not whole. Each refusal is proved here, because a
//! refusal that never fires lets a wrong figure or an empty sentence reach every reader.

#[path = "../../core/build/locales.rs"]
mod locales;
#[path = "../../core/build/programmes.rs"]
mod programmes;
#[path = "../../core/build/rules/mod.rs"]
pub(crate) mod rules;

const SOURCES: &str = r#"
[[source]]
id = "code"
title = "Code"
publisher = "State"
url = "https://example.org"
standing = "law"
seen = "2026-03"
"#;

const VALUE: &str = r#"
  [[rule.value]]
  from = 2025-01-01
  to = 2025-12-31
  standing = "law"
  sources = ["code"]
  review = 2027-01-15
  brackets = [["0", "3%"], ["2500", "10%", "75"]]
  [[rule.value]]
  from = 2026-01-01
  standing = "law"
  sources = ["code"]
  review = 2027-01-15
  brackets = [["0", "5%"]]
  note = "doubt"
  conflict = "c-1"
    [[rule.value.other]]
    reading = "flat"
    standing = "claimed"
    sources = ["code"]
    brackets = [["0", "14%"]]
"#;

fn rule(body: &str) -> String {
    format!("{SOURCES}\n[[rule]]\nid = \"tax\"\narticle = \"Art. 1\"\n{body}")
}

fn compile(file: &str) -> Result<String, Vec<String>> {
    let texts: Vec<String> = ["conflict.c-1", "note.doubt", "reading.flat", "rule.tax"].map(str::to_owned).to_vec();
    rules::compile(&[("test.toml", file)], &texts)
}

/// The faults of the good file after one change.
fn faults_after(from: &str, to: &str) -> Vec<String> {
    let good = rule(VALUE);
    assert!(good.contains(from), "the good file has no {from:?}");
    compile(&good.replacen(from, to, 1)).expect_err(to)
}

fn refuses(from: &str, to: &str, because: &str) {
    let faults = faults_after(from, to);
    assert!(
        faults.iter().any(|fault| fault.contains(because) && fault.contains("test.toml")),
        "{to:?}: {faults:?} say nothing of {because:?}"
    );
}

#[test]
fn the_good_file_passes() {
    let code = compile(&rule(VALUE)).unwrap();
    assert!(code.contains("pub const TAX: Ref<kind::Brackets>"));
    // The fixed amount of the second bracket: 3 % of 2,500.
    assert!(code.contains("over: Money::from_qepik(250000), base: Money::from_qepik(7500)"));
}

#[test]
fn the_files_of_the_repository_pass() {
    let folder = crate::support::path("locales");
    let texts = locales::load(&folder).unwrap_or_else(|faults| panic!("{faults:#?}"));
    rules::load(&crate::support::path("rules"), &texts.keys).unwrap_or_else(|faults| panic!("{faults:#?}"));
}

#[test]
fn time_without_a_hole_and_without_a_double() {
    refuses("from = 2026-01-01", "from = 2026-01-02", "a gap of 1 days");
    refuses("from = 2026-01-01", "from = 2025-12-31", "overlap");
    refuses("to = 2025-12-31\n", "", "follows one without end");
    refuses("from = 2026-01-01", "from = 2026-01-01\n  to = 2025-12-31", "ends before it begins");
    refuses("from = 2026-01-01\n", "", "without a date in 'from'");
    refuses("to = 2025-12-31", "to = \"soon\"", "'to' is not a date");
    refuses("review = 2027-01-15\n", "", "without a date in 'review'");
}

#[test]
fn a_value_says_where_it_comes_from_and_how_far_it_holds() {
    refuses("sources = [\"code\"]\n", "", "without source");
    refuses("sources = [\"code\"]", "sources = []", "without source");
    refuses("sources = [\"code\"]", "sources = [\"hearsay\"]", "unknown source 'hearsay'");
    // The first standing in the file is the source's, the second the value's.
    let good = rule(VALUE);
    for (index, (place, _)) in good.match_indices("standing = \"law\"").enumerate() {
        let mut changed = good.clone();
        changed.replace_range(place..place + "standing = \"law\"".len(), "standing = \"certain\"");
        let faults = compile(&changed).expect_err("a standing nobody knows");
        assert!(faults.iter().any(|fault| fault.contains("certain")), "place {index}: {faults:?}");
    }
    refuses("standing = \"claimed\"\n", "", "standing None");
}

#[test]
fn a_source_can_be_looked_up() {
    for field in ["title", "publisher", "seen"] {
        let line = SOURCES.lines().find(|line| line.starts_with(field)).unwrap();
        refuses(line, "", &format!("has no {field}"));
        refuses(line, &format!("{field} = \"\""), &format!("has no {field}"));
    }
    let twice = format!("{SOURCES}{}", rule(VALUE));
    assert!(compile(&twice).expect_err("a source twice").iter().any(|fault| fault.contains("'code' stands twice")));
}

#[test]
fn every_rule_has_its_words() {
    refuses("id = \"tax\"", "id = \"tax.new\"", "no text 'rule.tax.new'");
    refuses("note = \"doubt\"", "note = \"other\"", "no text 'note.other'");
    refuses("conflict = \"c-1\"", "conflict = \"c-9\"", "no text 'conflict.c-9'");
    refuses("reading = \"flat\"", "reading = \"steep\"", "no text 'reading.steep'");
    refuses("id = \"tax\"\n", "", "a rule without id");
}

#[test]
fn a_rule_stands_once_and_has_a_value() {
    let twice = format!("{}\n[[rule]]\nid = \"tax\"\n{VALUE}", rule(VALUE));
    assert!(compile(&twice).expect_err("a rule twice").iter().any(|fault| fault.contains("'tax': stands twice")));
    assert!(compile(&rule("")).expect_err("no value").iter().any(|fault| fault.contains("no value")));
}

#[test]
fn a_conflict_holds_what_the_others_say() {
    let other = &VALUE[VALUE.find("    [[rule.value.other]]").unwrap()..];
    refuses(other, "", "but there is no 'other'");
}

#[test]
fn a_value_is_one_thing_of_its_kind() {
    refuses("brackets = [[\"0\", \"5%\"]]", "brackets = [[\"0\", \"5%\"]]\n  count = 5", "exactly one of");
    refuses("brackets = [[\"0\", \"5%\"]]", "", "exactly one of");
    refuses("brackets = [[\"0\", \"5%\"]]", "count = 5", "one value is brackets, another count");
}

#[test]
fn brackets_agree_with_their_own_arithmetic() {
    refuses("[\"2500\", \"10%\", \"75\"]", "[\"2500\", \"10%\", \"76\"]", "'brackets = ");
    refuses("[\"2500\", \"10%\", \"75\"]", "[\"2500\", \"10%\", \"75.01\"]", "'brackets = ");
    // Must begin at nothing and rise.
    refuses("[\"0\", \"3%\"]", "[\"1\", \"3%\"]", "'brackets = ");
    refuses("[\"2500\", \"10%\", \"75\"]", "[\"2500\", \"10%\"], [\"2500\", \"12%\"]", "'brackets = ");
    refuses("\"5%\"", "\"5\"", "'brackets = ");
    refuses("\"5%\"", "\"-5%\"", "'brackets = ");
    refuses("[[\"0\", \"5%\"]]", "[]", "'brackets = ");
}

#[test]
fn other_kinds_have_their_form_too() {
    let with = |content: &str| {
        rule(&format!("[[rule.value]]\nfrom = 2025-01-01\nstanding = \"law\"\nsources = [\"code\"]\nreview = 2027-01-15\n{content}\n"))
    };
    for good in [
        "bands = [[0, 0, 15], [1, 0, 35], [2, 10, 35]]",
        "tiers = [{ months = 3, amount = \"30.00\" }, { months = 6, amount = \"60.00\" }]",
        "range = [20, 45]",
        "money = \"200\"",
        "money = \"200.50\"",
        "rate = \"0.5%\"",
        "count = 20",
        "month-days = [\"01-20\", \"12-31\"]",
        "dates = [\"2026-05-27\"]",
        "dates = []",
        "exchange = { base = \"EUR\", for-one = { USD = \"1.1269\", JPY = \"178\" } }",
        "exchange = { base = \"INR\", one = { BTN = \"1\" } }",
        "exchange = { base = \"USD\", one = { IRR = \"0.0000009\" } }",
        "statement = true",
    ] {
        assert!(compile(&with(good)).is_ok(), "{good}: {:?}", compile(&with(good)));
    }
    for bad in [
        // Tiers that are none, without term or amount, or do not rise.
        "tiers = []",
        "tiers = [{ months = 0, amount = \"30.00\" }]",
        "tiers = [{ months = 3 }]",
        "tiers = [{ months = 3, amount = 30 }]",
        "tiers = [{ months = 3, amount = \"30.00\", student = true }]",
        "tiers = [{ months = 6, amount = \"30.00\" }, { months = 3, amount = \"60.00\" }]",
        "tiers = [{ months = 3, amount = \"30.00\" }, { months = 6, amount = \"30.00\" }]",
        // Bands that fall, do not rise in level, do not start at nothing, or leave 0 to 100.
        "bands = [[0, 10, 20], [1, 5, 30]]",
        "bands = [[0, 10, 40], [1, 20, 30]]",
        "bands = [[0, 0, 15], [0, 5, 35]]",
        "bands = [[1, 0, 15]]",
        "bands = [[0, 20, 15]]",
        "bands = [[0, 0, 101]]",
        "bands = [[0, -1, 15]]",
        "bands = []",
        "range = [45, 20]",
        "range = [20]",
        "range = \"20 to 45\"",
        "money = 200",
        "money = \"200.5\"",
        "money = \"-200\"",
        "money = \"2 000\"",
        "rate = \"0.5\"",
        "rate = 5",
        "count = \"20\"",
        "count = 2.5",
        "month-days = [\"02-29\"]",
        "month-days = [\"13-01\"]",
        "month-days = [\"1 May\"]",
        "dates = [\"2026-02-29\"]",
        "dates = [\"May\"]",
        // Rates without base or figures, with two readings or a key too many, of no currency or of the base itself,
        // and figures that are none, nothing or too fine.
        "exchange = []",
        "exchange = { for-one = { USD = \"1.1\" } }",
        "exchange = { base = \"EUR\" }",
        "exchange = { base = \"EUR\", for-one = {} }",
        "exchange = { base = \"EUR\", for-one = { USD = \"1.1\" }, one = { JPY = \"0.1\" } }",
        "exchange = { base = \"EUR\", for-one = { USD = \"1.1\" }, day = 2026-01-01 }",
        "exchange = { base = \"EUR\", per = { USD = \"1.1\" } }",
        "exchange = { base = \"euro\", for-one = { USD = \"1.1\" } }",
        "exchange = { base = \"eur\", for-one = { USD = \"1.1\" } }",
        "exchange = { base = 1, for-one = { USD = \"1.1\" } }",
        "exchange = { base = \"EUR\", for-one = \"1.1\" }",
        "exchange = { base = \"EUR\", for-one = { usd = \"1.1\" } }",
        "exchange = { base = \"EUR\", for-one = { USDT = \"1.1\" } }",
        "exchange = { base = \"EUR\", for-one = { EUR = \"1\" } }",
        "exchange = { base = \"EUR\", for-one = { USD = 1.1 } }",
        "exchange = { base = \"EUR\", for-one = { USD = \"\" } }",
        "exchange = { base = \"EUR\", for-one = { USD = \"0.00\" } }",
        "exchange = { base = \"EUR\", for-one = { USD = \"-1.1\" } }",
        "exchange = { base = \"EUR\", for-one = { USD = \"1,1\" } }",
        "exchange = { base = \"EUR\", for-one = { USD = \"1.1.1\" } }",
        "exchange = { base = \"EUR\", for-one = { USD = \"1 000\" } }",
        "exchange = { base = \"EUR\", for-one = { USD = \"1.10000000000000000000\" } }",
        "exchange = { base = \"EUR\", for-one = { USD = \"1.1\", JPY = \"many\" } }",
        "statement = false",
        "statement = \"yes\"",
    ] {
        let faults = compile(&with(bad)).expect_err(bad);
        assert!(faults.iter().any(|fault| fault.contains("not of the form")), "{bad}: {faults:?}");
    }
}

#[test]
fn a_file_that_is_no_toml_is_named() {
    assert!(compile("[[rule").expect_err("no TOML")[0].starts_with("test.toml"));
}

/// A receipt names the rulebook by this number: it must change with every change of a rule, and only then.
#[test]
fn the_hash_stands_for_the_content() {
    let hash = |file: &str| compile(file).unwrap().lines().find(|line| line.contains("HASH")).unwrap().to_owned();
    let good = rule(VALUE);
    assert_eq!(hash(&good), hash(&good));
    assert_ne!(hash(&good), hash(&good.replace("\"5%\"", "\"6%\"")));
}

/// The figures as they are printed, with their decimals.
#[test]
fn rates_of_exchange_keep_their_digits() {
    let value = "[[rule.value]]\nfrom = 2025-01-01\nstanding = \"law\"\nsources = [\"code\"]\nreview = 2027-01-15\n";
    let with = |content: &str| compile(&rule(&format!("{value}{content}\n"))).unwrap();
    let code = with("exchange = { base = \"EUR\", for-one = { GBP = \"0.84880\", VND = \"26255\" } }");
    assert!(code.contains("pub const TAX: Ref<kind::Exchange>"));
    assert!(code.contains("Exchange { base: \"EUR\", for_one: true, quotes: &["));
    assert!(code.contains("Quote { currency: \"GBP\", digits: 84880, scale: 100000 }"), "{code}");
    assert!(code.contains("Quote { currency: \"VND\", digits: 26255, scale: 1 }"), "{code}");
    assert!(with("exchange = { base = \"INR\", one = { BTN = \"1\" } }").contains("for_one: false"));
}

// --- Programmes ---

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

/// Refused after one change, and the row is named.
fn refuses_row(from: &str, to: &str, because: &str) {
    assert!(PROGRAMMES.contains(from), "the good table has no {from:?}");
    let faults = table(&PROGRAMMES.replacen(from, to, 1), PLACES).expect_err(to);
    let is_named = |fault: &String| fault.contains(because) && fault.starts_with("programmes.csv: ");
    assert!(faults.iter().any(is_named), "{to:?}: {faults:?} say nothing of {because:?}");
}

fn refuses_place(from: &str, to: &str, because: &str) {
    assert!(PLACES.contains(from), "the good table has no {from:?}");
    let faults = table(PROGRAMMES, &PLACES.replacen(from, to, 1)).expect_err(to);
    assert!(faults.iter().any(|fault| fault.contains(because)), "{to:?}: {faults:?} say nothing of {because:?}");
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
    refuses_row("id,country,name", "id,land,name", "the header is not id,country,name");
    refuses_row(",notes\n", "\n", "the header is not");
    refuses_row("ge-1,GE,", "ge-1,GE,too many,", "CSV error");
    refuses_row(",property,", ",", "CSV error");
    refuses_place("code,en,fr,az", "code,en,az,fr", "country-names.csv: the header is not code,en,fr,az,tr,ru,ar");
    refuses_place("JP,Japan,", "JP,", "country-names.csv: CSV error");
    // One cell less in each line is a table of another form.
    let narrow: String = PLACES.lines().map(|line| format!("{}\n", line.rsplit_once(',').unwrap().0)).collect();
    let faults = table(PROGRAMMES, &narrow).expect_err("a language is missing");
    assert!(faults.iter().any(|fault| fault == "country-names.csv: a row with 6 cells"), "{faults:?}");
    assert!(table("", "").is_err());
}

/// Addresses and favourites hold these names.
#[test]
fn a_programme_has_a_short_name_of_its_own() {
    refuses_row("ge-2,GE", "ge-1,GE", "'ge-1' stands twice");
    for id in ["", "ge", "ge-", "ge-0", "ge-256", "ge--1", "ge-1a", "ge-one", "GE-1", "jp-1", "1-ge", "ge_1", " ge-1"] {
        refuses_row("ge-1,", &format!("{id},"), "an id is its country's code and a number");
    }
    refuses_row("Remotely from Georgia", "", "a name is needed");
}

#[test]
fn a_programme_is_of_a_known_kind_and_asks_for_one_thing() {
    for kind in ["", "Nomad", "nomads", "digital"] {
        refuses_row(",nomad,", &format!(",{kind},"), &format!("kind '{kind}' is none of"));
    }
    for second in ["USD 1 once", "text:Some"] {
        refuses_row("month,,,", &format!("month,{second},,"), "more than one column is filled");
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
        refuses_row("USD 2000 month", bad, "is neither 'USD 2000 month' nor 'text:…'");
    }
}

#[test]
fn a_programme_says_how_long_for_whom_and_how_sure_it_is() {
    for bad in ["", "d", "90", "0d", "-1d", "1.5y", "90w", "90 d", "Permanent", "70000d", "5é"] {
        refuses_row(",90d,", &format!(",{bad},"), &format!("'{bad}' is no length"));
        refuses_row(",permanent,", &format!(",{bad},"), &format!("'{bad}' is no length"));
    }
    for bad in ["", "Yes", "maybe"] {
        refuses_row(",yes,10y", &format!(",{bad},10y"), &format!("dependants are yes or no, not '{bad}'"));
    }
    for bad in ["10", "y", "ten", "-1y", "300y", "Yes", "2.5y", "10m"] {
        refuses_row(",10y,", &format!(",{bad},"), &format!("citizenship '{bad}'"));
    }
    for bad in ["", "Claimed", "certain", "professional", "assumption"] {
        refuses_row(",claimed,", &format!(",{bad},"), &format!("standing '{bad}'"));
    }
}

#[test]
fn a_programme_says_where_it_is_from() {
    refuses_row("page law", "page hearsay", "unknown source 'hearsay'");
    refuses_row(",page law,", ",,", "no source");
    refuses_row("note.doubt", "note.lost", "the locale files have no text 'note.lost'");
    refuses_row("note.doubt", "note.doubt note.lost", "the locale files have no text 'note.lost'");
}

/// A country without names could not be found; names without a programme would be counted.
#[test]
fn programmes_and_names_of_countries_agree() {
    refuses_row("jp-1,JP", "kr-1,KR", "'kr-1': country-names.csv has no KR");
    let lost = PROGRAMMES.replace("jp-1,JP", "ge-3,GE");
    assert_eq!(table(&lost, PLACES).expect_err("nothing in Japan"), ["country-names.csv: no programme is in JP"]);
    refuses_place("Georgia / Sakartvelo", "", "country-names.csv: GE lacks a name");
    refuses_place("اليابان", "", "country-names.csv: JP lacks a name");
    refuses_place("JP,Japan", "KR,Japan", "country-names.csv: no programme is in KR");
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

// --- Texts ---

const ENGLISH: &str =
    "title = \"Title\"\n[days]\none = \"{count} day\"\nother = \"{count} days\"\n[deep.er]\ntext = \"From {from} to {to}\"\n";
const FRENCH: &str = "title = \"Titre\"\n[days]\none = \"{count} jour\"\nmany = \"{count} de jours\"\nother = \"{count} jours\"\n[deep.er]\ntext = \"Du {from} au {to}\"\n";

const WRITES_ENGLISH: &str =
    "english = \"English\"\nname = \"English\"\ndecimal = \".\"\ngroup = \",\"\ndirection = \"ltr\"\nplural = \"english\"\n";
const WRITES_FRENCH: &str =
    "english = \"French\"\nname = \"Français\"\ndecimal = \",\"\ngroup = \"\u{202f}\"\ndirection = \"ltr\"\nplural = \"french\"\n";

fn folder(code: &str, files: &[(&str, &str)]) -> locales::Folder {
    let files = files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    locales::Folder { code: code.to_owned(), files }
}

fn texts(english: &str, french: &str) -> Result<locales::Catalogues, Vec<String>> {
    let french = folder("fr", &[("_language", WRITES_FRENCH), ("all", french)]);
    locales::compile(vec![folder("en", &[("_language", WRITES_ENGLISH), ("all", english)]), french])
}

fn refuses_text(from: &str, to: &str, because: &str) {
    assert!(FRENCH.contains(from), "the good file has no {from:?}");
    let faults = texts(ENGLISH, &FRENCH.replacen(from, to, 1)).err().unwrap_or_else(|| panic!("{to:?} was let in"));
    assert!(faults.iter().any(|fault| fault.contains(because)), "{to:?}: {faults:?} say nothing of {because:?}");
}

#[test]
fn good_texts_pass_and_stand_in_the_order_of_their_keys() {
    let all = texts(ENGLISH, FRENCH).unwrap_or_else(|faults| panic!("{faults:?}"));
    assert_eq!(all.keys, ["days", "deep.er.text", "title"]);
    assert_eq!(all.text(1, "title"), Some("Titre"));
    assert_eq!(all.text(1, "lost"), None);
    assert_eq!(all.file(1), "\u{1f}{count} jour\u{1f}{count} de jours\u{1f}{count} jours\nDu {from} au {to}\nTitre");
    // English has no form of its own for many.
    assert_eq!(all.file(0), "\u{1f}{count} day\u{1f}{count} days\nFrom {from} to {to}\nTitle");
}

#[test]
fn french_may_leave_out_the_form_for_millions() {
    let all = texts(ENGLISH, &FRENCH.replace("many = \"{count} de jours\"\n", "")).unwrap_or_else(|faults| panic!("{faults:?}"));
    assert!(all.file(1).starts_with("\u{1f}{count} jour\u{1f}{count} jours\u{1f}{count} jours\n"));
}

#[test]
fn both_languages_say_the_same_things() {
    refuses_text("title = \"Titre\"\n", "", "no text for 'title'");
    refuses_text("title = \"Titre\"\n", "title = \"Titre\"\nmore = \"Plus\"\n", "'more' is in no other language");
    refuses_text("au {to}", "au {till}", "placeholders");
    refuses_text("au {to}", "", "placeholders");
    refuses_text("Titre", "Titre {count}", "placeholders");
    let counted = &FRENCH[FRENCH.find("[days]").unwrap()..FRENCH.find("[deep").unwrap()];
    let uncounted = FRENCH.replace(counted, "").replace("title =", "days = \"{count} jours\"\ntitle =");
    let faults = texts(ENGLISH, &uncounted).expect_err("counted in one language only");
    assert!(faults.iter().any(|fault| fault.contains("counted in one language")), "{faults:?}");
}

#[test]
fn counted_texts_have_the_forms_of_their_language() {
    refuses_text("other = \"{count} jours\"\n", "", "lacks the form 'other'");
    refuses_text("one = \"{count} jour\"\n", "", "lacks the form 'one'");
    refuses_text("one = \"{count} jour\"\n", "one = \"{count} jour\"\nfew = \"{count} jours\"\n", "has the form 'few'");
    refuses_text("one = \"{count} jour\"", "one = \"\"", "'days.one' is empty");
    refuses_text("one = \"{count} jour\"", "one = 1", "'days.one' is integer, not a text");
}

#[test]
fn no_text_is_empty_or_something_else() {
    refuses_text("\"Titre\"", "\"\"", "'title' is empty");
    refuses_text("\"Titre\"", "\" \"", "'title' is empty");
    refuses_text("\"Titre\"", "3", "'title' is integer, not a text");
    assert!(texts(ENGLISH, "title = ").is_err() && locales::compile(Vec::new()).is_err());
}

#[test]
fn a_language_says_how_it_writes() {
    let with = |writes: &str| locales::compile(vec![folder("en", &[("_language", writes), ("all", ENGLISH)])]);
    assert!(with(WRITES_ENGLISH).is_ok());
    for (from, to, because) in [
        ("plural = \"english\"", "plural = \"martian\"", "'plural' must be one of"),
        ("decimal = \".\"", "decimal = \"..\"", "'decimal' must be one character"),
        ("direction = \"ltr\"", "direction = \"up\"", "'direction' must be"),
        ("name = \"English\"\n", "", "'name' is missing"),
    ] {
        let faults = with(&WRITES_ENGLISH.replacen(from, to, 1)).expect_err(to);
        assert!(faults.iter().any(|fault| fault.contains(because)), "{to:?}: {faults:?}");
    }
    let faults = locales::compile(vec![folder("en", &[("all", ENGLISH)])]).expect_err("no _language.toml");
    assert!(faults[0].contains("_language.toml"), "{faults:?}");
}

#[test]
fn a_text_stands_in_one_file_and_may_follow_the_first_load() {
    let twice = locales::compile(vec![folder("en", &[("_language", WRITES_ENGLISH), ("a", ENGLISH), ("b", "title = \"Again\"")])]);
    assert!(twice.expect_err("a key in two files")[0].contains("'title' stands in another file too"));
    let deferred = format!("deferred = true\n{ENGLISH}");
    let all = locales::compile(vec![folder("en", &[("_language", WRITES_ENGLISH), ("a", "first = \"First\""), ("b", &deferred)])]);
    let all = all.unwrap_or_else(|faults| panic!("{faults:?}"));
    assert_eq!(all.file(0), "\n\nFirst\n");
    assert!(all.details(0).ends_with("From {from} to {to}\n\nTitle"), "{:?}", all.details(0));
}

/// A catalogue has a text a line: a line break inside one would shift all that follow.
#[test]
fn a_line_break_in_a_text_becomes_a_space() {
    let french = FRENCH.replace("\"Titre\"", "\"\"\"Titre\nlong\"\"\"").replace("\"{count} jours\"", "\"\"\"{count}\njours\"\"\"");
    let all = texts(ENGLISH, &french).unwrap_or_else(|faults| panic!("{faults:?}"));
    assert_eq!(all.file(1).lines().count(), all.keys.len());
    assert_eq!(all.text(1, "title"), Some("Titre long"));
}

/// The points table: what it names must be there and fit together, or the first person assessed finds out.
#[test]
fn a_points_table_is_whole() {
    let good = crate::support::read("tests/core/fixtures/six-criteria.toml");
    let ids = |start: &str, family: &str| {
        let lines = good.lines().filter_map(|line| line.strip_prefix(start)?.strip_suffix('"'));
        lines.map(|id| format!("{family}.{id}")).collect::<Vec<_>>()
    };
    let mut texts =
        [ids("id = \"", "rule"), ids("  id = \"", "criterion"), vec!["profile.assumptions.languages_scored".to_owned()]].concat();
    texts.sort();
    let faults = |from: &str, to: &str| {
        assert!(good.contains(from), "the good file has no {from:?}");
        rules::compile(&[("points.toml", &good.replacen(from, to, 1))], &texts).err().unwrap_or_default()
    };
    assert_eq!(faults("[[source]]", "[[source]]"), Vec::<String>::new());
    // Under a question a criterion must be one that the scale can do without.
    let question = "only-if = \"languages_scored\"\n  maximum = \"points.languages.maximum\"";
    for (from, to, because) in [
        ("id = \"position\"", "id = \"place\"", "no text 'criterion.place'"),
        ("id = \"position\"", "id = \"experience\"", "not of the form"),
        ("id = \"position\"", "id = \"Position\"", "not of the form"),
        ("number = 2", "number = 1", "not of the form"),
        ("number = 2", "nomber = 2", "not of the form"),
        ("reads = \"work\"", "reads = \"fame\"", "not of the form"),
        ("reads = \"work\"", "reads = \"work\", join = \"add\"", "not of the form"),
        ("reads = \"work\", years", "reads = \"work\", kinds", "not of the form"),
        ("join = \"best\"", "join = \"most\"", "not of the form"),
        (", join = \"best\"", "", "not of the form"),
        ("maximum = \"points.position.maximum\"", "maximum = \"points.position.most\"", "'points.position.most' is no rule of kind"),
        ("maximum = \"points.position.maximum\"", "maximum = \"points.position.levels\"", "'points.position.levels' is no rule of kind"),
        ("position = \"points.position.levels\"", "position = \"points.position.maximum\"", "'points.position.maximum' is no rule of kind"),
        ("evaluator = \"points.experience.evaluator\"", "evaluator = \"points.scale\"", "'points.scale' is no rule of kind"),
        ("count = 5", "count = 6", "the maxima make 101 to 101, not the scale of 100"),
        ("range = [20, 20]", "range = [20, 21]", ""),
        ("maximum = \"points.languages.maximum\"", question, "the maxima make 90 to 90"),
        ("maximum = \"points.languages.maximum\"", &question.replace("scored", "told"), "no text 'profile.assumptions.languages_told'"),
        ("[2, 10, 10]]", "[2, 10, 21]]", "'points.achievements.leading' gives 21 points, more than the maximum of 'achievements'"),
        ("unit = \"points\"\nbands = [[0, 0, 0], [1, 2, 4]", "bands = [[0, 0, 0], [1, 2, 4]", "partly in percent and partly in points"),
        ("bands = [[0, 25, 50]", "unit = \"points\"\nbands = [[0, 25, 50]", "says what part of a job counts, in percent"),
        ("unit = \"points\"", "unit = \"marks\"", "a unit is"),
        ("unit = \"points\"", "unit = 1", "a unit is"),
        ("count = 15", "count = 15\nunit = \"points\"", "only bands have one"),
    ] {
        let found = faults(from, to);
        let says = found.iter().any(|fault| fault.contains("points.toml") && fault.contains(because));
        assert!(if because.is_empty() { found.is_empty() } else { says }, "{to:?}: {found:?} say nothing of {because:?}");
    }
}

/// A maximum that changes on some day must fit on that day too, not only when the table begins.
#[test]
fn a_points_table_fits_on_every_day() {
    let good = crate::support::read("tests/core/fixtures/six-criteria.toml");
    let lines = |start: &str, family: &str| {
        good.lines().filter_map(|line| Some(format!("{family}.{}", line.strip_prefix(start)?.strip_suffix('"')?))).collect::<Vec<_>>()
    };
    let mut texts = [lines("id = \"", "rule"), lines("  id = \"", "criterion")].concat();
    texts.sort();
    let value = |from: &str, count: i32| {
        format!("from = {from}\nstanding = \"law\"\nsources = [\"made-up\"]\nreview = 2027-01-15\ncount = {count}")
    };
    let later = |count| format!("{}\n[[rule.value]]\n{}", value("2025-04-03\nto = 2026-12-31", 30), value("2027-01-01", count));
    let changed = |count| rules::compile(&[("points.toml", &good.replacen(&value("2025-04-03", 30), &later(count), 1))], &texts);
    assert!(changed(30).is_ok());
    let faults = changed(31).expect_err("from 2027 on the maxima make 101");
    assert!(faults.iter().any(|fault| fault.contains("101 to 101")), "{faults:?}");
}
