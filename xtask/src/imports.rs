//! Gives imported functions names without the hashes that wasm-bindgen adds. The same names stand
//! in the module and in the glue, and a hash cannot be compressed: together they weighed more than
//! the style sheet.

use std::collections::BTreeMap;

use wasmparser::{Imports, Parser, Payload};

use crate::{Fault, Result};

/// The section of a module that lists its imports.
const SECTION: u8 = 2;

/// Module and glue with short names on both sides.
///
/// # Errors
/// A module that cannot be read, or a name that the glue does not have exactly once.
pub(crate) fn without_hashes(module: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let fault = |error: wasmparser::BinaryReaderError| Fault::new(format!("the module cannot be read: {error}; build it again"));
    let mut names = BTreeMap::new();
    let mut section_range = None;
    // Each import: where its name stands in the module.
    let mut places = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        let Payload::ImportSection(section) = payload.map_err(fault)? else { continue };
        let range = section.range();
        section_range = Some(usize::try_from(range.start).unwrap_or(usize::MAX)..usize::try_from(range.end).unwrap_or(usize::MAX));
        for group in section {
            let Imports::Single(_, import) = group.map_err(fault)? else {
                return Err(Fault::new("the module uses compact imports, which browsers refuse; call wasm-opt without --all-features"));
            };
            let start = import.name.as_ptr() as usize - module.as_ptr() as usize;
            places.push((start, import.name.len()));
            let short = short(import.name, &names);
            names.insert(import.name.to_owned(), short);
        }
    }
    let Some(range) = section_range else { return Ok((module.to_vec(), glue.to_owned())) };

    let mut content = Vec::new();
    let mut copied = range.start;
    for (start, length) in places {
        let name = String::from_utf8_lossy(&module[start..start + length]).into_owned();
        let short = names.get(&name).cloned().unwrap_or(name);
        // The length stands before the name.
        content.extend_from_slice(&module[copied..start - leb(length).len()]);
        content.extend(leb(short.len()));
        content.extend_from_slice(short.as_bytes());
        copied = start + length;
    }
    content.extend_from_slice(&module[copied..range.end]);
    let header = range.start - leb(range.len()).len() - 1;
    if module.get(header) != Some(&SECTION) {
        return Err(Fault::new("the module's import section is written in an unknown way; adapt xtask/src/imports.rs"));
    }
    let mut out = module[..header].to_vec();
    out.push(SECTION);
    out.extend(leb(content.len()));
    out.extend(content);
    out.extend_from_slice(&module[range.end..]);

    let mut renamed = glue.to_owned();
    for (name, short) in &names {
        if glue.matches(name.as_str()).count() != 1 {
            return Err(Fault::new(format!(
                "the glue names '{name}' not exactly once; wasm-bindgen has changed, adapt xtask/src/imports.rs"
            )));
        }
        renamed = renamed.replace(name.as_str(), short);
    }
    Ok((out, renamed))
}

/// `__wbg_setItem_a1b2c3d4e5f60718` → `__wbg_setItem`, with a number where that is taken.
fn short(name: &str, taken: &BTreeMap<String, String>) -> String {
    let Some((stem, hash)) = name.rsplit_once('_') else { return name.to_owned() };
    let stem = if hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) { stem } else { name };
    let is_taken = |candidate: &str| taken.values().any(|known| known == candidate);
    if !is_taken(stem) {
        return stem.to_owned();
    }
    (2..).map(|number| format!("{stem}_{number}")).find(|candidate| !is_taken(candidate)).unwrap_or_default()
}

/// A length as WebAssembly writes it.
fn leb(mut number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let byte = (number & 0x7f) as u8;
        number >>= 7;
        if number == 0 {
            bytes.push(byte);
            return bytes;
        }
        bytes.push(byte | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module that imports the given functions from "m", each of type 0: nothing in, nothing out.
    fn module(names: &[&str]) -> Vec<u8> {
        let mut imports = leb(names.len());
        for name in names {
            imports.extend([1, b'm']);
            imports.extend(leb(name.len()));
            imports.extend(name.as_bytes());
            imports.extend([0, 0]);
        }
        let mut bytes = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0".to_vec();
        bytes.push(SECTION);
        bytes.extend(leb(imports.len()));
        bytes.extend(imports);
        // A custom section behind it must come through unharmed.
        bytes.extend(b"\0\x04\x03endX"[..6].to_vec());
        bytes
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

    #[test]
    fn long_sections_keep_their_length() {
        let names: Vec<String> = (0..40).map(|number| format!("__wbg_f{number}_0123456789abcdef")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let short: Vec<String> = (0..40).map(|number| format!("__wbg_f{number}")).collect();
        let short: Vec<&str> = short.iter().map(String::as_str).collect();
        assert_eq!(without_hashes(&module(&names), &names.join(" ")).unwrap().0, module(&short));
    }
}
