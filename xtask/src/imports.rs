//! Gives imported functions names without the hashes that wasm-bindgen adds. The same names stand
//! in the module and in the glue, and a hash cannot be compressed: see docs/decisions/0043-imports-without-hashes.md.

use std::collections::BTreeMap;

use wasm_encoder::reencode::{Reencode as _, RoundtripReencoder};
use wasm_encoder::{ImportSection, Module, RawSection};
use wasmparser::{Imports, Parser, Payload};

use crate::{Fault, Result, split, unreadable};

/// Module and glue with short names on both sides.
///
/// # Errors
/// A module that cannot be read, or a name that the glue does not have exactly once.
pub(crate) fn without_hashes(module: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let mut names = BTreeMap::new();
    let mut out = Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.map_err(|error| unreadable(&error))?;
        if let Payload::ImportSection(section) = payload {
            out.section(&renamed(section, &mut names)?);
        } else if let Some((id, range)) = payload.as_section() {
            let data =
                usize::try_from(range.start).ok().zip(usize::try_from(range.end).ok()).and_then(|(start, end)| module.get(start..end));
            out.section(&RawSection { id, data: data.unwrap_or_default() });
        }
    }
    let mut glue = glue.to_owned();
    for (name, short) in &names {
        if glue.matches(name.as_str()).count() != 1 {
            return Err(Fault::new(format!(
                "the glue names '{name}' not exactly once; wasm-bindgen has changed, adapt xtask/src/imports.rs"
            )));
        }
        glue = glue.replace(name.as_str(), short);
    }
    Ok((out.finish(), glue))
}

/// The imports under their short names, which are added to `names`.
fn renamed(section: wasmparser::ImportSectionReader<'_>, names: &mut BTreeMap<String, String>) -> Result<ImportSection> {
    let mut out = ImportSection::new();
    for group in section {
        let Imports::Single(_, import) = group.map_err(|error| unreadable(&error))? else {
            return Err(Fault::new("the module uses compact imports, which browsers refuse; call wasm-opt without --all-features"));
        };
        let kind =
            RoundtripReencoder.entity_type(import.ty).map_err(|error| Fault::new(format!("an import cannot be written: {error}")))?;
        // The glue answers to this one whatever its name.
        if import.module == split::LOADER {
            out.import(import.module, import.name, kind);
            continue;
        }
        let short = short(import.name, names);
        out.import(import.module, &short, kind);
        names.insert(import.name.to_owned(), short);
    }
    Ok(out)
}

/// `__wbg_setItem_a1b2c3d4e5f60718` → `__wbg_setItem`, with a number where that is taken.
fn short(name: &str, taken: &BTreeMap<String, String>) -> String {
    let stem = match name.rsplit_once('_') {
        Some((stem, hash)) if hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => stem,
        _ => name,
    };
    let is_taken = |candidate: &str| taken.values().any(|known| known == candidate);
    if !is_taken(stem) {
        return stem.to_owned();
    }
    (2..).map(|number| format!("{stem}_{number}")).find(|candidate| !is_taken(candidate)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{CustomSection, EntityType, TypeSection};

    use super::*;

    /// A module that imports the given functions, with a section behind them that must come through unharmed.
    fn module(names: &[&str]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        for name in names {
            imports.import("m", name, EntityType::Function(0));
        }
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&CustomSection { name: "end".into(), data: b"X".into() });
        module.finish()
    }

    #[test]
    fn hashes_go_on_both_sides_and_names_stay_apart() {
        let long = ["__wbg_get_0123456789abcdef", "__wbg_get_fedcba9876543210", "plain"];
        let glue = "a.__wbg_get_0123456789abcdef(); b.__wbg_get_fedcba9876543210(); c.plain";
        let (out, renamed) = without_hashes(&module(&long), glue).unwrap();
        assert_eq!(out, module(&["__wbg_get", "__wbg_get_2", "plain"]));
        assert_eq!(renamed, "a.__wbg_get(); b.__wbg_get_2(); c.plain");
    }

    #[test]
    fn a_glue_that_does_not_fit_is_refused() {
        assert!(without_hashes(&module(&["__wbg_get_0123456789abcdef"]), "nothing").is_err());
    }
}
