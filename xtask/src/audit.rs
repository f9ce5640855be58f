//! What the module may ask of its host. A WebAssembly module can do nothing but call the functions
//! it imports, so the list of imports is the list of its powers. It is checked in; a dependency
//! that brings a new one shows up as a failing comparison, and powers to send data or to leave the
//! page are refused whatever the list says.
//!
//! It is no wall: `Reflect.get` and `Function.call` are among the imports. The content security
//! policy is the wall; this is the alarm.

use std::collections::BTreeSet;
use std::path::Path;

use wasmparser::{Imports, Parser, Payload};

use crate::{Fault, Result, file_names, read, read_text, write};

/// The list of allowed imports, in the project.
const ALLOWED: &str = "xtask/wasm-imports.txt";

/// Names that mean sending data or leaving the page. None may stand in the glue.
const FORBIDDEN_WORDS: &[&str] = &[
    "fetch",
    "XMLHttpRequest",
    "sendBeacon",
    "WebSocket",
    "EventSource",
    "RTCPeerConnection",
    "WebTransport",
    "Worker",
    "SharedWorker",
    "Image",
    "importScripts",
];

/// Uses of a member that mean the same. Searched as they stand. (`.reload(` is not among them: it
/// asks for the same address again and carries nothing; a change of language needs it.)
const FORBIDDEN_USES: &[&str] = &[".open(", ".assign(", ".replace(", ".href = ", ".cookie", ".src = ", ".innerHTML = `", "eval("];

/// How lines of wasm-bindgen's own loader begin. boot.js hands it a compiled module, so none of
/// them runs any more; they are known by heart, and any other line with such a word is refused.
const LOADER_LINES: &[&str] = &["module_or_path = fetch(module_or_path);", "throw new Error(`failed to fetch Wasm:"];

/// Compares the delivery with the list; with `bless` writes the list anew.
///
/// # Errors
/// What is new, what is gone, what is forbidden, with the remedy.
pub fn run(project: &Path, dist: &Path, bless: bool) -> Result<String> {
    let names = file_names(dist)?;
    let find = |end: &str| {
        let found = names.iter().find(|name| name.starts_with("hsmp-app") && name.ends_with(end));
        found.map(|name| dist.join(name)).ok_or_else(|| Fault::new(format!("dist/: no hsmp-app…{end}; run 'make build' first")))
    };
    let forbidden = forbidden(&read_text(&find(".js")?)?);
    if !forbidden.is_empty() {
        return Err(Fault::new(format!(
            "the glue holds what the application must not do (send data, leave the page, make markup):\n  {}\nfind the code or the dependency that asks for it; if it is harmless, say so in xtask/src/audit.rs",
            forbidden.join("\n  ")
        )));
    }
    let found = imports(&read(&find(".wasm")?)?)?;
    let path = project.join(ALLOWED);
    if bless {
        let lines: Vec<&str> = found.iter().map(String::as_str).collect();
        write(&path, format!("{}\n", lines.join("\n")).as_bytes())?;
        return Ok(format!("audit: {} imports written to {ALLOWED}; look at the difference before you commit it", found.len()));
    }
    let allowed: BTreeSet<String> = read_text(&path)?.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let difference = difference(&found, &allowed);
    if difference.is_empty() {
        return Ok(format!("audit: {} imports, all allowed; nothing forbidden in the glue", found.len()));
    }
    Err(Fault::new(format!(
        "the module's imports differ from {ALLOWED}:\n  {}\nif each change is wanted, run 'cargo xtask audit --bless' and commit the list",
        difference.join("\n  ")
    )))
}

fn difference(found: &BTreeSet<String>, allowed: &BTreeSet<String>) -> Vec<String> {
    let new = found.difference(allowed).map(|name| format!("+ {name}"));
    let gone = allowed.difference(found).map(|name| format!("- {name}"));
    new.chain(gone).collect()
}

/// The names of everything a module imports, without the hashes that wasm-bindgen adds.
fn imports(module: &[u8]) -> Result<BTreeSet<String>> {
    let fault =
        |error: wasmparser::BinaryReaderError| Fault::new(format!("the module cannot be read: {error}; build it again with 'make build'"));
    let mut names = BTreeSet::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::ImportSection(section) = payload.map_err(fault)? {
            for group in section {
                // Chromium refuses modules with the compact forms, which some flags of wasm-opt switch on.
                let Imports::Single(_, import) = group.map_err(fault)? else {
                    return Err(Fault::new("the module uses compact imports, which browsers refuse; call wasm-opt without --all-features"));
                };
                names.insert(normal(import.name));
            }
        }
    }
    Ok(names)
}

/// `__wbg_setItem_a1b2c3d4e5f60718` → `__wbg_setItem`: the hash changes with every version.
fn normal(name: &str) -> String {
    match name.rsplit_once('_') {
        Some((stem, hash)) if hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => stem.to_owned(),
        _ => name.to_owned(),
    }
}

fn forbidden(glue: &str) -> Vec<String> {
    let bad = |line: &str| FORBIDDEN_WORDS.iter().any(|word| has_word(line, word)) || FORBIDDEN_USES.iter().any(|text| line.contains(text));
    glue.lines()
        .map(str::trim)
        .filter(|line| !LOADER_LINES.iter().any(|known| line.starts_with(known)) && bad(line))
        .map(str::to_owned)
        .collect()
}

fn has_word(line: &str, word: &str) -> bool {
    let inside = |character: char| character.is_alphanumeric() || character == '$';
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        let after = line.get(at + word.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(inside) && !after.is_some_and(inside)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module that imports one function `env.<name>`.
    fn module(name: &str) -> Vec<u8> {
        let mut bytes = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0".to_vec();
        let length = name.len() as u8;
        bytes.extend([2, length + 8, 1, 3]);
        bytes.extend(b"env");
        bytes.push(length);
        bytes.extend(name.as_bytes());
        bytes.extend([0, 0]);
        bytes
    }

    #[test]
    fn imports_lose_their_hash_and_nothing_else() {
        let names = imports(&module("__wbg_setItem_a1b2c3d4e5f60718")).unwrap();
        assert_eq!(names.into_iter().collect::<Vec<_>>(), ["__wbg_setItem"]);
        assert_eq!(normal("__wbg_get_index"), "__wbg_get_index");
    }

    #[test]
    fn what_is_no_module_is_a_fault() {
        assert!(imports(b"<!DOCTYPE html>").is_err());
    }

    #[test]
    fn a_new_and_a_lost_import_are_both_told() {
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
        assert_eq!(difference(&set(&["a", "b"]), &set(&["b", "c"])), ["+ a", "- c"]);
    }

    #[test]
    fn networking_in_the_glue_is_found_and_the_loader_is_not() {
        for line in [
            "const ret = arg0.fetch(arg1);",
            "return new Worker(arg0);",
            "__wbg_fetch_0123456789abcdef: function(arg0) {",
            "arg0.location.assign(x)",
            "arg0.href = getStringFromWasm0(arg1, arg2);",
            "const ret = arg0.cookie;",
            "const ret = arg0.open(a);",
            "new Image()",
            "return fetch(module_or_path);",
        ] {
            assert_eq!(forbidden(line).len(), 1, "{line}");
        }
        for line in
            ["        module_or_path = fetch(module_or_path);", "const ret = arg0.prefetched;", "new ImageData(1)", "arg0.hash = x;"]
        {
            assert!(forbidden(line).is_empty(), "{line}");
        }
    }
}
