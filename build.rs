//! Asks the linker of a delivery for its record of what refers to what: `xtask dist` splits the module by it.

fn main() {
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|found| found == value);
    if is("CARGO_CFG_TARGET_ARCH", "wasm32") && is("PROFILE", "release") {
        println!("cargo:rustc-link-arg-bin=hsmp-app=--emit-relocs");
    }
    println!("cargo:rerun-if-changed=build.rs");
}
