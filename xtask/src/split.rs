//! Makes two modules out of one: the first holds what answers need, the second what only later
//! pages need (`src/ui/late.rs`). They are one program, with one memory and one table of functions.
//! Leptos' own splitter does it; here its output is brought into the form that boot.js loads.

use std::path::Path;
use std::process::{Command, Stdio};

use wasm_split_cli_support::{Options, transform};

use crate::{Fault, Result, bind, clear, read, read_text, remove, write};

/// The name under which the second module knows the first.
pub const FIRST: &str = "__wasm_split";

/// The script of the splitter that would load the second module, without integrity. It is not
/// delivered: boot.js loads the module.
pub(crate) const LOADER: &str = "./__wasm_split.js";

/// How wasm-opt makes both small. Never `--all-features`: browsers refuse what it then writes.
const SMALL: &[&str] = &[
    "-Oz",
    "--strip-producers",
    "--strip-target-features",
    // What rustc switches on for its own code; the second module does not say so itself.
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-reference-types",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-multivalue",
];

/// The first module, its glue, and the second module, out of the linked one.
///
/// # Errors
/// A module that cannot be split, or the complaints of wasm-bindgen and wasm-opt.
pub(crate) fn run(linked: &Path, scratch: &Path) -> Result<(Vec<u8>, String, Option<Vec<u8>>)> {
    clear(scratch)?;
    // wasm-bindgen names its output after this file.
    let first = scratch.join(linked.file_name().unwrap_or_default());
    let second = apart(linked, &first, scratch)?;
    bind::run(&first, scratch)?;
    if scratch.join("snippets").exists() {
        return Err(snippets());
    }
    let glue = without_loader(&read_text(&first.with_extension("js"))?)?;
    let stem = first.file_stem().unwrap_or_default().to_string_lossy();
    let module = read(&scratch.join(format!("{stem}_bg.wasm")))?;
    // Each takes seconds, so they run side by side.
    let (first, second) = std::thread::scope(|scope| {
        let first = scope.spawn(|| small(&module, &first));
        let second = small(&second, &scratch.join("second.wasm"));
        (first.join(), second)
    });
    let first = first.map_err(|_| Fault::new("wasm-opt could not be called"))??;
    remove(scratch)?;
    Ok((first, glue, Some(second?)))
}

/// The fault of a crate with its own JavaScript.
pub(crate) fn snippets() -> Fault {
    Fault::new("a crate brings its own JavaScript (snippets/); use another crate, or teach xtask/src/dist/mod.rs to deliver and audit it")
}

/// Splits a linked module: writes the first part to `first`, for wasm-bindgen, and returns the second.
///
/// # Errors
/// A module that is not understood, or that has not exactly one part to split off.
fn apart(linked: &Path, first: &Path, scratch: &Path) -> Result<Vec<u8>> {
    let module = read(linked)?;
    let mut options = Options::new(&module);
    (options.output_dir, options.main_out_path, options.link_name) = (scratch, first, LOADER);
    let split = transform(options).map_err(|error| Fault::new(format!("{}: cannot be split: {error:#}", linked.display())))?;
    match split.split_modules.as_slice() {
        [second] => read(second),
        modules => Err(Fault::new(format!(
            "{}: {} parts come late, and boot.js loads one; build with the feature 'split', and mark one function only as lazy",
            linked.display(),
            modules.len()
        ))),
    }
}

/// The glue that asks nobody to load the second module: boot.js has done so when it is called.
///
/// # Errors
/// A glue in which the splitter's loader is not imported exactly once.
fn without_loader(glue: &str) -> Result<String> {
    let fault =
        || Fault::new(format!("the glue does not import '{LOADER}' as expected; wasm-bindgen has changed, adapt xtask/src/split.rs"));
    let import = glue.lines().find(|line| line.starts_with("import ") && line.contains(LOADER)).ok_or_else(fault)?;
    let name = import.strip_prefix("import * as ").and_then(|rest| rest.split_once(' ')).map(|(name, _)| name).ok_or_else(fault)?;
    // Whatever the function's name: it takes what is to be called, and calls it.
    let loaded = format!(
        "const {name} = new Proxy({{}}, {{ get: () => (callback, data) => wasm.__indirect_function_table.get(callback)(data, 1) }});"
    );
    Ok(glue.replacen(import, &loaded, 1))
}

/// Runs wasm-opt on a module.
///
/// # Errors
/// Its complaint.
fn small(module: &[u8], scratch: &Path) -> Result<Vec<u8>> {
    write(scratch, module)?;
    let outcome = Command::new("wasm-opt").args(SMALL).arg(scratch).arg("-o").arg(scratch).stdin(Stdio::null()).output();
    let outcome = outcome.map_err(|error| Fault::new(format!("wasm-opt does not start: {error}; build with 'make build'")))?;
    if !outcome.status.success() {
        return Err(Fault::new(format!("wasm-opt failed: {}", String::from_utf8_lossy(&outcome.stderr).trim())));
    }
    let bytes = read(scratch)?;
    std::fs::remove_file(scratch).map_err(|error| Fault::new(format!("{}: cannot be removed: {error}", scratch.display())))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loader_goes_and_whatever_is_called_of_it_calls_back() {
        let glue = "import * as import1 from \"./__wasm_split.js\"\nf({ \"./__wasm_split.js\": import1 });\n";
        let without = without_loader(glue).unwrap();
        let (line, rest) = without.split_once('\n').unwrap();
        assert!(line.starts_with("const import1 = new Proxy(") && line.ends_with(");"), "{line}");
        assert_eq!(rest, "f({ \"./__wasm_split.js\": import1 });\n");
        assert!(without_loader(rest).is_err());
    }

    #[test]
    fn what_has_no_late_part_is_refused() {
        let folder = std::env::temp_dir().join(format!("hsmp-split-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let module = folder.join("a.wasm");
        std::fs::write(&module, b"\0asm\x01\0\0\0").unwrap();
        let fault = apart(&module, &folder.join("first.wasm"), &folder).unwrap_err().to_string();
        assert!(fault.contains("a.wasm"), "{fault}");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
