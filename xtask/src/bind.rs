//! Calls wasm-bindgen. It must be of exactly the application's version, and as a library in one
//! lock file with it, it always is.

use std::path::Path;

use wasm_bindgen_cli_support::Bindgen;

use crate::{Fault, Result};

/// Writes what wasm-bindgen makes of a linked module into a folder: the module as `NAME_bg.wasm`,
/// and its glue as `NAME.js`.
///
/// # Errors
/// Where there is no such module, or wasm-bindgen does not accept it.
pub(crate) fn run(linked: &Path, folder: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    // Trunk's glue names the module, and `make trunk-check` compares the two.
    let outcome = bindgen
        .input_path(linked)
        .typescript(false)
        .omit_default_module_path(false)
        .keep_lld_exports(true)
        .demangle(false)
        .web(true)
        .and_then(|bindgen| bindgen.generate(folder));
    outcome.map_err(|error| Fault::new(format!("wasm-bindgen: {error:#}; if the module is old, run 'make build'")))
}
