//! What the modules may ask of their host. A WebAssembly module can do nothing but call the functions
//! it imports, so the list of imports is the list of its powers. It is checked in; a dependency
//! that brings a new one shows up as a failing comparison, and powers to send data or to leave the
//! page are refused whatever the list says. The second module may import what the first hands on
//! and nothing else, so it has no power that the first has not.
//!
//! It is no wall: `Reflect.get` and `Function.call` are among the imports. The content security
//! policy is the wall; this is the alarm.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use wasmparser::{ExternalKind, Import, Imports, Parser, Payload, TypeRef};

use crate::{Fault, Result, file_names, read, read_text, split, unreadable, write};

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
    let find = |start: &str, end: &str| {
        let found = names.iter().find(|name| name.starts_with(start) && name.ends_with(end));
        found.map(|name| dist.join(name)).ok_or_else(|| Fault::new(format!("dist/: no {start}…{end}; run 'make build' first")))
    };
    let forbidden = forbidden(&read_text(&find("hsmp-app-", ".js")?)?);
    if !forbidden.is_empty() {
        return Err(Fault::new(format!(
            "the glue holds what the application must not do (send data, leave the page, make markup):\n  {}\nfind the code or the dependency that asks for it; if it is harmless, say so in xtask/src/audit.rs",
            forbidden.join("\n  ")
        )));
    }
    let first = read(&find("hsmp-app_bg-", ".wasm")?)?;
    let foreign = foreign(&first, &read(&find("pages-", ".wasm")?)?)?;
    if !foreign.is_empty() {
        return Err(Fault::new(format!(
            "the second module imports what the first does not hand on:\n  {}\nit must get everything from there; the splitter has changed: look at what it asks for, and adapt xtask/src/split.rs",
            foreign.join("\n  ")
        )));
    }
    let found: BTreeSet<String> = imports(&first)?.into_iter().map(|import| normal(import.name)).collect();
    let path = project.join(ALLOWED);
    if bless {
        let lines: Vec<&str> = found.iter().map(String::as_str).collect();
        write(&path, format!("{}\n", lines.join("\n")).as_bytes())?;
        return Ok(format!("audit: {} imports written to {ALLOWED}; look at the difference before you commit it", found.len()));
    }
    let allowed: BTreeSet<String> = read_text(&path)?.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let difference = difference(&found, &allowed);
    if difference.is_empty() {
        return Ok(format!(
            "audit: {} imports, all allowed; the second module has none but from the first; nothing forbidden in the glue",
            found.len()
        ));
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

/// Everything a module imports.
fn imports(module: &[u8]) -> Result<Vec<Import<'_>>> {
    let mut all = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::ImportSection(section) = payload.map_err(|error| unreadable(&error))? {
            for group in section {
                // Chromium refuses modules with the compact forms, which some flags of wasm-opt switch on.
                let Imports::Single(_, import) = group.map_err(|error| unreadable(&error))? else {
                    return Err(Fault::new("the module uses compact imports, which browsers refuse; call wasm-opt without --all-features"));
                };
                all.push(import);
            }
        }
    }
    Ok(all)
}

/// What the second module imports otherwise than as an export of the first, of the same kind.
fn foreign(first: &[u8], second: &[u8]) -> Result<Vec<String>> {
    let mut exports = BTreeMap::new();
    for payload in Parser::new(0).parse_all(first) {
        if let Payload::ExportSection(section) = payload.map_err(|error| unreadable(&error))? {
            for export in section {
                let export = export.map_err(|error| unreadable(&error))?;
                exports.insert(export.name, export.kind);
            }
        }
    }
    let is_own = |import: &Import<'_>| {
        import.module == split::FIRST && exports.get(import.name).is_some_and(|export| kind(import.ty) == Some(*export))
    };
    Ok(imports(second)?.iter().filter(|import| !is_own(import)).map(|import| format!("{}.{}", import.module, import.name)).collect())
}

fn kind(ty: TypeRef) -> Option<ExternalKind> {
    match ty {
        TypeRef::Func(_) => Some(ExternalKind::Func),
        TypeRef::Table(_) => Some(ExternalKind::Table),
        TypeRef::Memory(_) => Some(ExternalKind::Memory),
        TypeRef::Global(_) => Some(ExternalKind::Global),
        TypeRef::Tag(_) | TypeRef::FuncExact(_) => None,
    }
}

/// `__wbg_setItem_a1b2c3d4e5f60718` → `__wbg_setItem`: the hash changes with every version. So does
/// the longer number behind the splitter's own import, with its place in the source.
fn normal(name: &str) -> String {
    match name.rsplit_once('_') {
        Some((stem, hash)) if hash.len() >= 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => stem.to_owned(),
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
        let module = module("__wbg_setItem_a1b2c3d4e5f60718");
        let names: Vec<String> = imports(&module).unwrap().iter().map(|import| normal(import.name)).collect();
        assert_eq!(names, ["__wbg_setItem"]);
        assert_eq!(normal("__wbg_get_index"), "__wbg_get_index");
        assert_eq!(normal("__wasm_split_load_late_8241534257219906888"), "__wasm_split_load_late");
    }

    /// A module that exports its memory under a name.
    fn with_memory(name: &str) -> Vec<u8> {
        let mut bytes = b"\0asm\x01\0\0\0\x05\x03\x01\0\x01".to_vec();
        let length = name.len() as u8;
        bytes.extend([7, length + 4, 1, length]);
        bytes.extend(name.as_bytes());
        bytes.extend([2, 0]);
        bytes
    }

    /// A module that imports a memory.
    fn wants_memory(from: &str, name: &str) -> Vec<u8> {
        let mut bytes = b"\0asm\x01\0\0\0".to_vec();
        bytes.extend([2, (from.len() + name.len() + 6) as u8, 1, from.len() as u8]);
        bytes.extend(from.as_bytes());
        bytes.push(name.len() as u8);
        bytes.extend(name.as_bytes());
        bytes.extend([2, 0, 1]);
        bytes
    }

    #[test]
    fn the_second_module_gets_everything_from_the_first() {
        let first = with_memory("a");
        assert_eq!(foreign(&first, &wants_memory(split::FIRST, "a")).unwrap(), Vec::<String>::new());
        assert_eq!(foreign(&first, &wants_memory(split::FIRST, "b")).unwrap(), ["__wasm_split.b"]);
        assert_eq!(foreign(&first, &wants_memory("env", "a")).unwrap(), ["env.a"]);
        // A function of that name is something else.
        let mut function = wants_memory(split::FIRST, "a");
        let end = function.len();
        function.splice(end - 3.., [0, 0]);
        function[9] -= 1;
        assert_eq!(foreign(&first, &function).unwrap(), ["__wasm_split.a"]);
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
