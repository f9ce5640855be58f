//! The build refuses rules and texts that are not whole. Each refusal is proved here, because a
//! refusal that never fires lets a wrong figure or an empty sentence reach every reader.

#[path = "../../build/locales.rs"]
mod locales;
#[path = "../../build/rules.rs"]
mod rules;

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

// --- Texts ---

const ENGLISH: &str =
    "title = \"Title\"\n[days]\none = \"{count} day\"\nother = \"{count} days\"\n[deep.er]\ntext = \"From {from} to {to}\"\n";
const FRENCH: &str = "title = \"Titre\"\n[days]\none = \"{count} jour\"\nmany = \"{count} de jours\"\nother = \"{count} jours\"\n[deep.er]\ntext = \"Du {from} au {to}\"\n";

fn texts(english: &str, french: &str) -> Result<locales::Catalogues, Vec<String>> {
    locales::compile(&[("en", english), ("fr", french)])
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
    let faults = texts(ENGLISH, &uncounted).err().expect("counted in one language only");
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
    assert!(locales::compile(&[("en", ENGLISH), ("xx", ENGLISH)]).is_err(), "a language nobody knows");
    assert!(texts(ENGLISH, "title = ").is_err() && locales::compile(&[]).is_err());
}

/// A catalogue has a text a line: a line break inside one would shift all that follow.
#[test]
fn a_line_break_in_a_text_becomes_a_space() {
    let french = FRENCH.replace("\"Titre\"", "\"\"\"Titre\nlong\"\"\"").replace("\"{count} jours\"", "\"\"\"{count}\njours\"\"\"");
    let all = texts(ENGLISH, &french).unwrap_or_else(|faults| panic!("{faults:?}"));
    assert_eq!(all.file(1).lines().count(), all.keys.len());
    assert_eq!(all.text(1, "title"), Some("Titre long"));
}
