//! The texts as translators get them and give them back: `hsmp texts`, on a copy of locales/.

use std::path::{Path, PathBuf};
use std::process::Output;

use crate::program::{command, out, status};
use crate::support::path;

const TRANSLATIONS: [&str; 5] = ["ar", "az", "fr", "ru", "tr"];

/// A copy of locales/, gone when the test is over.
struct Copied(PathBuf);

impl Copied {
    fn new(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("exchange-{name}"));
        drop(std::fs::remove_dir_all(&folder));
        for (file, bytes) in files(&path("locales")) {
            let to = folder.join("locales").join(file);
            std::fs::create_dir_all(to.parent().unwrap()).unwrap();
            std::fs::write(to, bytes).unwrap();
        }
        Self(folder)
    }

    fn texts(&self, arguments: &[&str]) -> Output {
        command(&[&["texts"], arguments].concat()).current_dir(&self.0).output().unwrap()
    }

    /// What a command prints that must go well.
    fn good(&self, arguments: &[&str]) -> String {
        let output = self.texts(arguments);
        assert_eq!(status(&output), 0, "{arguments:?}: {}{}", out(&output), errors(&output));
        out(&output)
    }

    fn import(&self, language: &str, po: &str) -> Output {
        std::fs::write(self.0.join("in.po"), po).unwrap();
        self.texts(&["--import", language, "in.po"])
    }

    fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.0.join("locales").join(file)).unwrap()
    }

    fn change(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        assert!(text.contains(from), "{file} has no {from:?}");
        std::fs::write(self.0.join("locales").join(file), text.replacen(from, to, 1)).unwrap();
    }

    fn all(&self) -> Vec<(PathBuf, Vec<u8>)> {
        files(&self.0.join("locales"))
    }
}

impl Drop for Copied {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all = Vec::new();
    for language in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        for file in std::fs::read_dir(language).unwrap().map(|entry| entry.unwrap().path()) {
            all.push((file.strip_prefix(folder).unwrap().to_owned(), std::fs::read(&file).unwrap()));
        }
    }
    all.sort();
    all
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn out_and_in_again_changes_no_byte_of_any_language() {
    let copy = Copied::new("round");
    let before = copy.all();
    for language in TRANSLATIONS {
        let po = copy.good(&["--export", language]);
        assert!(po.contains(&format!("Language: {language}\\n")) && !po.contains("#, fuzzy"), "{language}");
        let output = copy.import(language, &po);
        assert_eq!((status(&output), out(&output).as_str()), (0, "0 texts changed in 0 files\n"), "{}", errors(&output));
    }
    assert!(copy.all() == before, "a file changed");
}

/// From nothing but `_language.toml`, a file of texts makes the same texts.
#[test]
fn a_file_makes_a_whole_language() {
    let copy = Copied::new("whole");
    for language in TRANSLATIONS {
        let po = copy.good(&["--export", language]);
        let folder = copy.0.join("locales").join(language);
        for file in std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            if !file.ends_with("_language.toml") {
                std::fs::remove_file(file).unwrap();
            }
        }
        assert!(out(&copy.texts(&["--check", language])).contains(": missing\n"), "{language}");
        let output = copy.import(language, &po);
        assert_eq!(status(&output), 0, "{}", errors(&output));
        assert!(copy.good(&["--export", language]) == po, "{language} is not what it was");
        // Where they follow the first load is said in English alone.
        assert!(!copy.read(&format!("{language}/pay.toml")).contains("deferred"));
        assert!(copy.read(&format!("{language}/pay.toml")).starts_with("[pay]\n"));
    }
}

#[test]
fn one_changed_text_changes_one_line() {
    let copy = Copied::new("line");
    let before = copy.read("az/pay.toml");
    let po = copy.good(&["--export", "az"]);
    let (head, rest) = po.split_once("msgctxt \"pay.taxable\"").unwrap();
    let (_, rest) = rest.split_once("msgstr ").unwrap();
    let (_, rest) = rest.split_once('\n').unwrap();
    // As editors break long texts, and with signs that must be escaped.
    let new = format!("{head}msgctxt \"pay.taxable\"\nmsgid \"Taxable pay\"\nmsgstr \"\"\n\"Vergiyə \"\n\"\\\"cəlb\\\" olunan\"\n{rest}");
    let output = copy.import("az", &new);
    assert_eq!((status(&output), out(&output).as_str()), (0, "1 texts changed in 1 files\n"), "{}", errors(&output));
    let after = copy.read("az/pay.toml");
    let changed: Vec<&str> = before.lines().zip(after.lines()).filter(|(old, new)| old != new).map(|(_, new)| new).collect();
    assert_eq!(changed, ["taxable = \"Vergiyə \\\"cəlb\\\" olunan\""]);
}

/// The build refuses a text that stands in two files.
#[test]
fn a_text_that_english_has_moved_moves_too() {
    let copy = Copied::new("moved");
    let po = copy.good(&["--export", "az"]);
    copy.change("en/pay.toml", "taxable = \"Taxable pay\"\n", "");
    let permits = copy.read("en/permits.toml");
    std::fs::write(copy.0.join("locales/en/permits.toml"), format!("{permits}\n[pay]\ntaxable = \"Taxable pay\"\n")).unwrap();
    assert_eq!(status(&copy.import("az", &po)), 0);
    let has = |file: &str| copy.read(file).lines().any(|line| line.starts_with("taxable = "));
    assert_eq!((has("az/pay.toml"), has("az/permits.toml")), (false, true));
    assert!(copy.read("az/pay.toml").contains("net = "));
}

#[test]
fn a_changed_english_text_makes_the_others_stale_until_they_are_done() {
    let copy = Copied::new("stale");
    copy.good(&["--check"]);
    let was = copy.good(&["--export", "fr"]);
    copy.change("en/pay.toml", "net = \"Net pay\"", "net = \"Pay you keep\"");
    let found = copy.texts(&["--check", "fr"]);
    assert_eq!(status(&found), 1);
    let own = copy.read("fr/pay.toml").lines().find_map(|line| line.strip_prefix("net = ")).unwrap().trim_matches('"').to_owned();
    let expected = format!("fr/pay.toml: pay.net: stale\n  en: Pay you keep\n  fr: {own}\nfr: 0 missing, 1 stale, 0 too long\n");
    assert_eq!(out(&found), expected);
    let po = copy.good(&["--export", "fr"]);
    let entry = format!("#, fuzzy\nmsgctxt \"pay.net\"\nmsgid \"Pay you keep\"\nmsgstr \"{own}\"");
    assert!(po.contains(&entry), "{entry}");
    // A translator who has not come to it yet, or who works with an older file, makes nothing current.
    for po in [&po, &was] {
        assert_eq!(status(&copy.import("fr", po)), 0);
        assert_eq!(status(&copy.texts(&["--check", "fr"])), 1);
    }
    assert_eq!(status(&copy.import("fr", &po.replace("#, fuzzy\n", ""))), 0);
    copy.good(&["--check", "fr"]);
    // In another language somebody says so by hand.
    assert_eq!(copy.good(&["--done", "tr", "pay.net"]), "1 texts newly belong to the English of today\n");
    copy.good(&["--check", "tr"]);
    assert_eq!(status(&copy.texts(&["--done", "tr", "pay.nothing"])), 2);
}

#[test]
fn what_is_missing_or_too_long_for_a_phone_is_listed() {
    let copy = Copied::new("long");
    copy.change("tr/pay.toml", "net = \"", "net = \"Uzun mu uzun bir söz, hem de çok uzun: ");
    copy.change("tr/pay.toml", "taxable = ", "# taxable = ");
    let text = out(&copy.texts(&["--check", "tr"]));
    assert!(
        text.contains("tr/pay.toml: pay.net: too long: ") && text.contains("tr/pay.toml: pay.taxable: missing\n  en: Taxable pay\n"),
        "{text}"
    );
    assert!(text.ends_with("tr: 1 missing, 0 stale, 1 too long\n"), "{text}");
    // What stands in brackets may be the official term, and is not counted.
    copy.change("tr/pay.toml", "net = \"Uzun mu uzun bir söz, hem de çok uzun: ", "net = \"(uzun mu uzun bir söz, hem de çok uzun) ");
    assert!(out(&copy.texts(&["--check", "tr"])).ends_with("tr: 1 missing, 0 stale, 0 too long\n"));
}

#[test]
fn a_file_that_is_wrong_is_refused_with_its_line_and_changes_nothing() {
    let copy = Copied::new("wrong");
    let before = copy.all();
    let po = copy.good(&["--export", "ru"]);
    let counted = po.find("msgid_plural").map(|place| po[..place].rfind("msgctxt").unwrap()).unwrap();
    let counted_end = counted + po[counted..].find("\n\n").unwrap();
    let entry = &po[counted..counted_end];
    let with = |new: &str| po.replacen(entry, new, 1);
    let last_form = entry.lines().last().unwrap();
    let first_form = entry.lines().find(|line| line.starts_with("msgstr[0]")).unwrap();
    let year = po.lines().find(|line| line.starts_with("msgstr ") && line.contains("{year}")).unwrap();
    for (name, wrong, line, because) in [
        ("unknown key", po.replacen("\"pay.taxable\"", "\"pay.taxed\"", 1), "\"pay.taxed\"", "is not the key of a text"),
        ("placeholder", po.replacen(year, &year.replace("{year}", "{yaer}"), 1), "", "has the placeholders"),
        ("no placeholder", po.replacen(year, &year.replace("{year}", ""), 1), "", "has the placeholders"),
        ("too few forms", with(&entry.replace(&format!("\n{last_form}"), "")), "", "needs 3 plural forms"),
        ("an empty form", with(&entry.replace(first_form, "msgstr[0] \"\"")), "", "lacks the plural form 'one'"),
        (
            "not counted",
            with(
                &entry
                    .lines()
                    .filter(|line| !line.contains("_plural") && !line.contains("str[1]") && !line.contains("str[2]"))
                    .collect::<Vec<_>>()
                    .join("\n")
                    .replace("msgstr[0]", "msgstr"),
            ),
            "",
            "is counted",
        ),
        ("a line break", po.replacen(year, &year.replace("{year}", "{year}\\n x"), 1), "", "line break"),
        ("open quote", po.replacen("msgid \"Taxable pay\"", "msgid \"Taxable pay", 1), "msgid \"Taxable pay\n", "no closing quote"),
        ("keyword", po.replacen("msgid \"Taxable pay\"", "msgidd \"Taxable pay\"", 1), "msgidd", "is no keyword"),
        ("other language", po.replacen("Language: ru", "Language: uk", 1), "", "for the language 'uk'"),
        ("other rule", po.replacen("nplurals=3;", "nplurals=2;", 1), "", "Plural-Forms must be"),
        ("twice", format!("{po}\n{entry}\n"), "", "stands twice"),
        ("no text", po.replacen("msgstr", "# msgstr", 1), "", "msgstr"),
        ("empty", String::new(), "", "no texts"),
    ] {
        let output = copy.import("ru", &wrong);
        let said = errors(&output);
        assert_eq!(status(&output), 2, "{name}: {said}");
        assert!(said.contains(because), "{name}: {said}");
        if !line.is_empty() {
            let number = wrong[..wrong.find(line).unwrap()].lines().count() + usize::from(!line.starts_with('"'));
            assert!(said.starts_with(&format!("in.po:{number}: ")), "{name}: not in line {number}: {said}");
        }
        assert!(said.starts_with("in.po:"), "{name}: {said}");
        assert!(copy.all() == before, "{name}: a file changed");
    }
}

#[test]
fn a_new_language_begins_with_how_it_writes() {
    let copy = Copied::new("new");
    let output = copy.texts(&["--export", "de"]);
    assert_eq!(status(&output), 2);
    assert!(errors(&output).contains("docs/TRANSLATING.md"), "{}", errors(&output));
    let folder = copy.0.join("locales/de");
    std::fs::create_dir(&folder).unwrap();
    let about = copy.read("en/_language.toml").replace("English", "German") + "draft = true\n";
    std::fs::write(folder.join("_language.toml"), about).unwrap();
    let po = copy.good(&["--export", "de"]);
    let asked = "msgctxt \"pay.net\"\nmsgid \"Net pay\"\nmsgstr \"\"";
    let answered = asked.replace("msgstr \"\"", "msgstr \"Nettolohn\"");
    let output = copy.import("de", &po.replacen(asked, &answered, 1));
    assert_eq!((status(&output), out(&output).as_str()), (0, "1 texts changed in 1 files\n"), "{}", errors(&output));
    assert_eq!(copy.read("de/pay.toml"), "[pay]\nnet = \"Nettolohn\"\n");
    assert!(copy.good(&["--export", "de"]).contains(&answered));
}

#[test]
fn the_reading_ease_is_a_table_of_every_language_and_fifty_sentences() {
    let text = out(&command(&["texts", "--ease"]).output().unwrap());
    let (table, hardest) = text.split_once("\n\n").unwrap();
    for language in ["en", "ar", "az", "fr", "ru", "tr"] {
        assert!(table.lines().any(|line| line.starts_with(language) && line.contains(" all ")), "{language}");
    }
    assert_eq!(hardest.lines().count(), 51);
}

#[test]
fn a_call_that_asks_for_nothing_is_refused() {
    for arguments in [
        &["texts"][..],
        &["texts", "--export"],
        &["texts", "--import", "az"],
        &["texts", "--wipe"],
        &["texts", "--export", "en"],
        &["texts", "--done"],
    ] {
        assert_eq!(status(&command(arguments).output().unwrap()), 2, "{arguments:?}");
    }
}
