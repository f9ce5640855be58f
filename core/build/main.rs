//! Turns rules and texts into code: nothing is parsed, and nothing can be missing, at run time.

mod citations;
mod countries;
mod locales;
mod programmes;
mod rules;
mod stay_words;
mod terms;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    for folder in ["../rules", "../terms", "../locales", "build", "src/message/fold.rs"] {
        println!("cargo:rerun-if-changed={folder}");
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(faults) => {
            for fault in faults {
                println!("cargo:error={fault}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Vec<String>> {
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or_else(|| vec!["OUT_DIR is not set".to_owned()])?);
    let rules = Path::new("../rules");
    let mut texts = locales::load(Path::new("../locales"))?;
    citations::add(&mut texts, rules)?;
    let rulebook = rules::load(rules, &texts.keys)?;
    let write = |name: &str, content: &str| std::fs::write(out.join(name), content).map_err(|error| vec![format!("{name}: {error}")]);
    write("keys.rs", &key_table(&texts))?;
    write("months.rs", &months(&texts)?)?;
    write("rulebook.rs", &rulebook)?;
    let table = |name: &str| std::fs::read_to_string(rules.join(name)).map_err(|error| vec![format!("{name}: {error}")]);
    let sources = rules::source_ids(rules)?;
    let known = programmes::Known { sources: &sources, texts: &texts.keys };
    write("programmes.rs", &programmes::compile(&table("programmes.csv")?, &table("country-names.csv")?, &known)?)?;
    write("countries.rs", &countries::compile(&table("countries.csv")?, &table("country-names.csv")?, &texts)?)?;
    write("stay_words.rs", &stay_words::compile(&table("stay-words.csv")?, &texts)?)?;
    let term_table =
        |name: &str| std::fs::read_to_string(Path::new("../terms").join(name)).map_err(|error| vec![format!("{name}: {error}")]);
    write("terms.rs", &terms::compile(&term_table("terms.csv")?, &term_table("pages.csv")?, &texts.keys)?)?;
    for (index, language) in texts.languages.iter().enumerate() {
        write(&format!("{}.txt", language.code), &texts.file(index))?;
        write(&format!("{}-details.txt", language.code), &texts.details(index))?;
    }
    write("languages.rs", &language_table(&texts.languages))
}

fn key_table(texts: &locales::Catalogues) -> String {
    let names: String = texts.keys.iter().map(|key| format!("    {key:?},\n")).collect();
    format!("/// Every text key, sorted.\npub(crate) static NAMES: [&str; {}] = [\n{names}];\n", texts.keys.len())
}

/// The names of the months, as they stand in dates, alone and in short, and the short ones of the weekdays in every
/// language, how each writes the first day of a month, and the words that follow a year: texts of a word a line.
fn months(texts: &locales::Catalogues) -> Result<String, Vec<String>> {
    let (mut names, mut first_days) = (BTreeMap::new(), BTreeSet::new());
    let text = |language, key: &str| programmes::fold(texts.text(language, key).unwrap_or_default());
    for language in 0..texts.languages.len() {
        first_days.insert(text(language, "format.first-day"));
        for (month, kind) in (1..=12).flat_map(|month| ["month", "month-alone", "month-short"].map(|kind| (month, kind))) {
            let name = text(language, &format!("{kind}.{month:02}"));
            if names.insert(name.clone(), month).is_some_and(|other| other != month) {
                return Err(vec![format!("locales: '{name}' is the name of two months")]);
            }
        }
    }
    // `г.` in `5 января 2026 г.`
    let after_year = |language| texts.text(language, "format.date")?.split_once("{year}").map(|(_, word)| programmes::fold(word));
    let year_words: BTreeSet<String> = (0..texts.languages.len()).filter_map(after_year).filter(|word| !word.is_empty()).collect();
    let weekdays = (0..texts.languages.len()).flat_map(|language| (1..=7).map(move |day| (language, format!("calendar.weekday.{day}"))));
    // A single letter, as Azerbaijani has them, could begin any word.
    let weekdays = weekdays.map(|(language, key)| text(language, &key)).filter(|name| !name.contains(' ') && name.chars().count() > 1);
    let weekdays: BTreeSet<String> = weekdays.collect();
    let names: Vec<String> = names.iter().map(|(name, month)| format!("{name}={month}")).collect();
    let list = |name: &str, words: Vec<String>| format!("const {name}: &str = {:?};\n", words.join("\n"));
    let lists = [("FIRST_DAYS", first_days), ("YEAR_WORDS", year_words), ("WEEKDAYS", weekdays)];
    Ok(list("MONTHS", names) + &lists.map(|(name, words)| list(name, words.into_iter().collect())).concat())
}

/// The languages as an enum, with what each says of itself.
fn language_table(languages: &[locales::Language]) -> String {
    let each = |line: &dyn Fn(&locales::Language) -> String| languages.iter().map(line).collect::<String>();
    let arms = |value: &dyn Fn(&locales::Language) -> String| {
        each(&|language| format!("            Self::{} => {},\n", language.english, value(language)))
    };
    let method = |doc: &str, head: &str, value: &dyn Fn(&locales::Language) -> String| {
        format!("    /// {doc}\n    {head} {{\n        match self {{\n{}        }}\n    }}\n\n", arms(value))
    };
    let text = |text: &str| format!("{text:?}");
    let mut code = format!(
        "/// A language of the product: a folder in `locales/`.\n#[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub enum Language {{\n{}}}\n\nimpl Language {{\n",
        each(&|language| format!("    /// {0}.\n    {0},\n", language.english))
    );
    let all = each(&|language| format!("Self::{}, ", language.english));
    code += &format!("    /// All, in the order they are offered.\n    pub const ALL: [Self; {}] = [{all}];\n\n", languages.len());
    code += &method("Its BCP 47 code.", "pub const fn code(self) -> &'static str", &|language| text(&language.code));
    code += &method("Its own name for itself.", "pub const fn own_name(self) -> &'static str", &|language| text(&language.name));
    code += &method("Between groups of three digits.", "const fn group(self) -> char", &|language| format!("{:?}", language.group));
    code += &method("Between whole and fraction.", "const fn decimal(self) -> char", &|language| format!("{:?}", language.decimal));
    code += &method("Whether it is written from right to left.", "pub const fn is_right_to_left(self) -> bool", &|language| {
        (language.direction == "rtl").to_string()
    });
    code += &method("The first day of the week in its calendars: 0 is Monday.", "pub const fn week_start(self) -> i32", &|language| {
        language.week_start.to_string()
    });
    code += &method(
        "Its letters in order, each as its capital and its small form; none where Unicode's order does.",
        "const fn alphabet(self) -> &'static str",
        &|language| format!("{:?}", language.alphabet.iter().flatten().collect::<String>()),
    );
    code += &method(
        "Which of its plural forms a number takes, by place in a catalogue.",
        "const fn plural(self, count: u64) -> usize",
        &|language| format!("plural::{}(count)", language.plural.name),
    );
    code += &method("Its texts: those of the first load, and the others.", "const fn built_in(self) -> [&'static str; 2]", &|language| {
        let file = |end: &str| format!("include_str!(concat!(env!(\"OUT_DIR\"), \"/{}{end}.txt\"))", language.code);
        format!("[{}, {}]", file(""), file("-details"))
    });
    code + "}\n"
}
