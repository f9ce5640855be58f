//! Files of rules.

use super::*;

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
    let texts: Vec<String> = ["article.tax", "conflict.c-1", "note.doubt", "reading.flat", "rule.tax"].map(str::to_owned).to_vec();
    rules::compile(&[("test.toml", file)], &texts)
}

/// The faults of the good file after one change.
fn faults_after(from: &str, to: &str) -> Vec<String> {
    let good = rule(VALUE);
    assert!(good.contains(from), "the good file has no {from:?}");
    compile(&good.replacen(from, to, 1)).expect_err(to)
}

/// Each change (from, to) of the good file is refused because of this.
fn refuses(cases: &[(&str, &str, &str)]) {
    for (from, to, because) in cases {
        let faults = faults_after(from, to);
        let is_named = |fault: &String| fault.contains(because) && fault.contains("test.toml");
        assert!(faults.iter().any(is_named), "{to:?}: {faults:?} say nothing of {because:?}");
    }
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
    let mut texts = locales::load(&folder).unwrap_or_else(|faults| panic!("{faults:#?}"));
    citations::add(&mut texts, &crate::support::path("rules")).unwrap_or_else(|faults| panic!("{faults:#?}"));
    rules::load(&crate::support::path("rules"), &texts.keys).unwrap_or_else(|faults| panic!("{faults:#?}"));
}

/// A citation with a word that the other languages do not have would stand in English on their pages.
#[test]
fn every_word_of_a_citation_has_a_text() {
    let folder = std::env::temp_dir().join(format!("hsmp-citations-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let added = |article: &str| {
        std::fs::write(folder.join("test.toml"), format!("[[rule]]\nid = \"tax\"\narticle = \"{article}\"\n")).unwrap();
        let mut texts = locales::load(&crate::support::path("locales")).unwrap();
        let french = texts.languages.iter().position(|language| language.code == "fr").unwrap();
        citations::add(&mut texts, &folder).map(|()| texts.text(french, "article.tax").unwrap().to_owned())
    };
    assert_eq!(added("Tax Code, Art. 5.1 and 6 to 8").unwrap(), "Code fiscal, art. 5.1 et 6 à 8");
    let faults = added("Civil Code, Art. 5").expect_err("a law nobody has translated");
    assert!(faults[0].contains("rule 'tax'") && faults[0].contains("'Civil'"), "{faults:?}");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn time_without_a_hole_and_without_a_double() {
    refuses(&[
        ("from = 2026-01-01", "from = 2026-01-02", "a gap of 1 days"),
        ("from = 2026-01-01", "from = 2025-12-31", "overlap"),
        ("to = 2025-12-31\n", "", "follows one without end"),
        ("from = 2026-01-01", "from = 2026-01-01\n  to = 2025-12-31", "ends before it begins"),
        ("from = 2026-01-01\n", "", "without a date in 'from'"),
        ("to = 2025-12-31", "to = \"soon\"", "'to' is not a date"),
        ("review = 2027-01-15\n", "", "without a date in 'review'"),
    ]);
}

#[test]
fn a_value_says_where_it_comes_from_and_how_far_it_holds() {
    refuses(&[
        ("sources = [\"code\"]\n", "", "without source"),
        ("sources = [\"code\"]", "sources = []", "without source"),
        ("sources = [\"code\"]", "sources = [\"hearsay\"]", "unknown source 'hearsay'"),
    ]);
    // The first standing in the file is the source's, the second the value's.
    let good = rule(VALUE);
    for (index, (place, _)) in good.match_indices("standing = \"law\"").enumerate() {
        let mut changed = good.clone();
        changed.replace_range(place..place + "standing = \"law\"".len(), "standing = \"certain\"");
        let faults = compile(&changed).expect_err("a standing nobody knows");
        assert!(faults.iter().any(|fault| fault.contains("certain")), "place {index}: {faults:?}");
    }
    refuses(&[("standing = \"claimed\"\n", "", "standing None")]);
}

#[test]
fn a_source_can_be_looked_up() {
    for field in ["title", "publisher", "seen"] {
        let line = SOURCES.lines().find(|line| line.starts_with(field)).unwrap();
        refuses(&[(line, "", &format!("has no {field}")), (line, &format!("{field} = \"\""), &format!("has no {field}"))]);
    }
    let twice = format!("{SOURCES}{}", rule(VALUE));
    assert!(compile(&twice).expect_err("a source twice").iter().any(|fault| fault.contains("'code' stands twice")));
}

#[test]
fn every_rule_has_its_words() {
    refuses(&[
        ("id = \"tax\"", "id = \"tax.new\"", "no text 'rule.tax.new'"),
        ("note = \"doubt\"", "note = \"other\"", "no text 'note.other'"),
        ("conflict = \"c-1\"", "conflict = \"c-9\"", "no text 'conflict.c-9'"),
        ("reading = \"flat\"", "reading = \"steep\"", "no text 'reading.steep'"),
        ("id = \"tax\"\n", "", "a rule without id"),
    ]);
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
    refuses(&[(other, "", "but there is no 'other'")]);
}

#[test]
fn a_value_is_one_thing_of_its_kind() {
    refuses(&[
        ("brackets = [[\"0\", \"5%\"]]", "brackets = [[\"0\", \"5%\"]]\n  count = 5", "exactly one of"),
        ("brackets = [[\"0\", \"5%\"]]", "", "exactly one of"),
        ("brackets = [[\"0\", \"5%\"]]", "count = 5", "one value is brackets, another count"),
    ]);
}

#[test]
fn brackets_agree_with_their_own_arithmetic() {
    refuses(&[
        ("[\"2500\", \"10%\", \"75\"]", "[\"2500\", \"10%\", \"76\"]", "'brackets = "),
        ("[\"2500\", \"10%\", \"75\"]", "[\"2500\", \"10%\", \"75.01\"]", "'brackets = "),
        // Must begin at nothing and rise.
        ("[\"0\", \"3%\"]", "[\"1\", \"3%\"]", "'brackets = "),
        ("[\"2500\", \"10%\", \"75\"]", "[\"2500\", \"10%\"], [\"2500\", \"12%\"]", "'brackets = "),
        ("\"5%\"", "\"5\"", "'brackets = "),
        ("\"5%\"", "\"-5%\"", "'brackets = "),
        ("[[\"0\", \"5%\"]]", "[]", "'brackets = "),
    ]);
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
