//! Turns rules and texts into code: nothing is parsed, and nothing can be missing, at run time.

mod locales;
mod programmes;
mod rules;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    for folder in ["../rules", "../locales", "build", "src/message/fold.rs"] {
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
    let texts = locales::load(Path::new("../locales"))?;
    let rulebook = rules::load(rules, &texts.keys)?;
    let write = |name: &str, content: &str| std::fs::write(out.join(name), content).map_err(|error| vec![format!("{name}: {error}")]);
    write("keys.rs", &key_table(&texts))?;
    write("rulebook.rs", &rulebook)?;
    let table = |name: &str| std::fs::read_to_string(rules.join(name)).map_err(|error| vec![format!("{name}: {error}")]);
    let sources = rules::source_ids(rules)?;
    let known = programmes::Known { sources: &sources, texts: &texts.keys };
    write("programmes.rs", &programmes::compile(&table("programmes.csv")?, &table("country-names.csv")?, &known)?)?;
    for (index, language) in locales::LANGUAGES.iter().enumerate() {
        write(&format!("{}.txt", language.code), &texts.file(index))?;
        write(&format!("{}-details.txt", language.code), &texts.details(index))?;
    }
    Ok(())
}

fn key_table(texts: &locales::Catalogues) -> String {
    let names: String = texts.keys.iter().map(|key| format!("    {key:?},\n")).collect();
    format!("/// Every text key, sorted.\npub(crate) static NAMES: [&str; {}] = [\n{names}];\n", texts.keys.len())
}
