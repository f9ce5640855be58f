//! Texts, and how a language writes.

use super::*;

const ENGLISH: &str =
    "title = \"Title\"\n[days]\none = \"{count} day\"\nother = \"{count} days\"\n[deep.er]\ntext = \"From {from} to {to}\"\n";
const FRENCH: &str = "title = \"Titre\"\n[days]\none = \"{count} jour\"\nmany = \"{count} de jours\"\nother = \"{count} jours\"\n[deep.er]\ntext = \"Du {from} au {to}\"\n";

const WRITES_ENGLISH: &str = "english = \"English\"\nname = \"English\"\ndecimal = \".\"\ngroup = \",\"\ndirection = \"ltr\"\nplural = \"english\"\nweek-start = \"monday\"\n";
const WRITES_FRENCH: &str = "english = \"French\"\nname = \"Français\"\ndecimal = \",\"\ngroup = \"\u{202f}\"\ndirection = \"ltr\"\nplural = \"french\"\nweek-start = \"monday\"\n";

fn folder(code: &str, files: &[(&str, &str)]) -> locales::Folder {
    let files = files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    locales::Folder { code: code.to_owned(), files }
}

fn texts(english: &str, french: &str) -> Result<locales::Catalogues, Vec<String>> {
    let french = folder("fr", &[("_language", WRITES_FRENCH), ("all", french)]);
    locales::compile(vec![folder("en", &[("_language", WRITES_ENGLISH), ("all", english)]), french])
}

fn refuses_text(cases: &[(&str, &str, &str)]) {
    for (from, to, because) in cases {
        assert!(FRENCH.contains(from), "the good file has no {from:?}");
        let faults = texts(ENGLISH, &FRENCH.replacen(from, to, 1)).err().unwrap_or_else(|| panic!("{to:?} was let in"));
        assert!(faults.iter().any(|fault| fault.contains(because)), "{to:?}: {faults:?} say nothing of {because:?}");
    }
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
fn a_draft_need_not_be_whole_and_is_in_no_catalogue() {
    let begun = |about: &str| folder("fr", &[("_language", about), ("all", "title = \"Titre\"\n")]);
    let with = |about: &str| locales::compile(vec![folder("en", &[("_language", WRITES_ENGLISH), ("all", ENGLISH)]), begun(about)]);
    assert!(with(WRITES_FRENCH).is_err());
    let all = with(&format!("{WRITES_FRENCH}draft = true\n")).unwrap_or_else(|faults| panic!("{faults:?}"));
    assert_eq!(all.languages.iter().map(|language| language.code.as_str()).collect::<Vec<_>>(), ["en"]);
    assert!(with(&format!("{WRITES_FRENCH}draft = false\n")).is_err());
}

#[test]
fn both_languages_say_the_same_things() {
    refuses_text(&[
        ("title = \"Titre\"\n", "", "no text for 'title'"),
        ("title = \"Titre\"\n", "title = \"Titre\"\nmore = \"Plus\"\n", "'more' is in no other language"),
        ("au {to}", "au {till}", "placeholders"),
        ("au {to}", "", "placeholders"),
        ("Titre", "Titre {count}", "placeholders"),
    ]);
    let counted = &FRENCH[FRENCH.find("[days]").unwrap()..FRENCH.find("[deep").unwrap()];
    let uncounted = FRENCH.replace(counted, "").replace("title =", "days = \"{count} jours\"\ntitle =");
    let faults = texts(ENGLISH, &uncounted).expect_err("counted in one language only");
    assert!(faults.iter().any(|fault| fault.contains("counted in one language")), "{faults:?}");
}

#[test]
fn counted_texts_have_the_forms_of_their_language() {
    refuses_text(&[
        ("other = \"{count} jours\"\n", "", "lacks the form 'other'"),
        ("one = \"{count} jour\"\n", "", "lacks the form 'one'"),
        ("one = \"{count} jour\"\n", "one = \"{count} jour\"\nfew = \"{count} jours\"\n", "has the form 'few'"),
        ("one = \"{count} jour\"", "one = \"\"", "'days.one' is empty"),
        ("one = \"{count} jour\"", "one = 1", "'days.one' is integer, not a text"),
    ]);
}

#[test]
fn no_text_is_empty_or_something_else() {
    refuses_text(&[
        ("\"Titre\"", "\"\"", "'title' is empty"),
        ("\"Titre\"", "\" \"", "'title' is empty"),
        ("\"Titre\"", "3", "'title' is integer, not a text"),
    ]);
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
        ("week-start = \"monday\"", "week-start = \"today\"", "'week-start' must be one of"),
        ("week-start", "alphabet = \"Aa B\"\nweek-start", "'alphabet' must be pairs"),
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
