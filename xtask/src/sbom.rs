//! The bill of materials of a delivery, in CycloneDX: what is in the modules, and what took part in building it.
//!
//! Cargo says what belongs to what, and the lock file has the hashes. Nothing in it is of the day or of the machine,
//! so the same source and tools give the same bytes (docs/decisions/0063-own-bill-of-materials.md).

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use wasmparser::{KnownCustom, Parser, Payload};

use crate::{Fault, Result, read, read_text, unreadable};

/// The file that holds it.
pub const NAME: &str = "sbom.cdx.json";

/// The package that the delivery is made of.
const APP: &str = "hsmp-app";

/// What is linked into the modules.
const INSIDE: &[&str] = &["--package", APP, "--features", "split", "--target", "wasm32-unknown-unknown", "--edges", "normal,no-proc-macro"];

/// That, and the macros and build scripts that it is compiled with.
const COMPILED_WITH: &[&str] = &["--package", APP, "--features", "split", "--target", "wasm32-unknown-unknown", "--edges", "normal,build"];

/// The program that makes the delivery of what is compiled: this one.
const MADE_WITH: &[&str] = &["--package", "xtask", "--edges", "normal,build"];

/// A package by name and version.
type Id = (String, String);

#[derive(Default)]
struct Tree {
    licences: BTreeMap<Id, String>,
    needs: BTreeMap<Id, BTreeSet<Id>>,
}

/// The bill of materials of a project whose linked module is given.
///
/// # Errors
/// When cargo does not answer, or answers in another form.
pub(crate) fn bill(project: &Path, linked: &Path) -> Result<String> {
    let mut tools = vec![("binaryen".to_owned(), optimiser()?)];
    tools.extend(compilers(&read(linked)?)?);
    let bill = write_down(&tree(project, INSIDE)?, &[tree(project, COMPILED_WITH)?, tree(project, MADE_WITH)?], &tools, &sums(project)?);
    Ok(format!("{bill:#}\n"))
}

/// What cargo says about packages and what they need.
fn tree(project: &Path, which: &[&str]) -> Result<Tree> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let form = ["--locked", "--offline", "--prefix", "depth", "--format", "{p}|{l}"];
    let outcome = Command::new(cargo).arg("tree").args(which).args(form).current_dir(project).output();
    let outcome = outcome.map_err(|error| Fault::new(format!("cargo tree does not start: {error}")))?;
    if !outcome.status.success() {
        return Err(Fault::new(format!("cargo tree failed: {}", String::from_utf8_lossy(&outcome.stderr).trim())));
    }
    read_tree(&String::from_utf8_lossy(&outcome.stdout))
}

/// Lines such as `2serde v1.0.229|MIT OR Apache-2.0 (*)`: depth, package, licence, and whether it stood there before.
fn read_tree(text: &str) -> Result<Tree> {
    let mut tree = Tree::default();
    let mut above: Vec<Id> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        let fault = || Fault::new(format!("'{line}' of cargo tree is not understood; adapt xtask/src/sbom.rs"));
        let (package, licence) = line.trim_end_matches(" (*)").split_once('|').ok_or_else(fault)?;
        let named = package.find(|sign: char| !sign.is_ascii_digit()).ok_or_else(fault)?;
        let (depth, package) = package.split_at(named);
        let mut words = package.split(' ');
        let id = words.next().zip(words.next().and_then(|version| version.strip_prefix('v')));
        let id = id.map(|(name, version)| (name.to_owned(), version.to_owned())).ok_or_else(fault)?;
        above.truncate(depth.parse().map_err(|_| fault())?);
        if let Some(parent) = above.last() {
            tree.needs.entry(parent.clone()).or_default().insert(id.clone());
        }
        // Some still write it as was usual before SPDX.
        tree.licences.insert(id.clone(), licence.replace(" / ", "/").replace('/', " OR "));
        above.push(id);
    }
    Ok(tree)
}

/// The hash of each package that comes from the registry.
fn sums(project: &Path) -> Result<BTreeMap<Id, String>> {
    let fault = |error: toml::de::Error| Fault::new(format!("Cargo.lock: {error}"));
    let lock: toml::Table = toml::from_str(&read_text(&project.join("Cargo.lock"))?).map_err(fault)?;
    let packages = lock.get("package").and_then(toml::Value::as_array).into_iter().flatten();
    let text = |package: &toml::Value, key: &str| package.get(key).and_then(toml::Value::as_str).map(str::to_owned);
    let sum = |package| Some(((text(package, "name")?, text(package, "version")?), text(package, "checksum")?));
    Ok(packages.filter_map(sum).collect())
}

/// Which compilers have worked on a module, as it says itself.
fn compilers(module: &[u8]) -> Result<Vec<(String, String)>> {
    let mut found = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        let Payload::CustomSection(section) = payload.map_err(|error| unreadable(&error))? else { continue };
        let KnownCustom::Producers(producers) = section.as_known() else { continue };
        for field in producers {
            let field = field.map_err(|error| unreadable(&error))?;
            for value in field.values.into_iter().filter(|_| field.name == "processed-by") {
                let value = value.map_err(|error| unreadable(&error))?;
                found.push((value.name.to_owned(), value.version.to_owned()));
            }
        }
    }
    Ok(found)
}

/// The version of wasm-opt.
fn optimiser() -> Result<String> {
    let outcome = Command::new("wasm-opt").arg("--version").output();
    let outcome = outcome.map_err(|error| Fault::new(format!("wasm-opt does not start: {error}; build with 'make build'")))?;
    let line = String::from_utf8_lossy(&outcome.stdout);
    // wasm-opt version 132 (version_132)
    line.split(' ').nth(2).map(|version| version.trim().to_owned()).ok_or_else(|| Fault::new("wasm-opt does not say its version"))
}

fn reference((name, version): &Id) -> String {
    format!("pkg:cargo/{name}@{version}")
}

fn write_down(inside: &Tree, around: &[Tree], tools: &[(String, String)], sums: &BTreeMap<Id, String>) -> Value {
    let mut all: BTreeMap<&Id, (&str, &str)> = BTreeMap::new();
    let mut needs: BTreeMap<&Id, BTreeSet<&Id>> = BTreeMap::new();
    for (scope, tree) in around.iter().map(|tree| ("excluded", tree)).chain([("required", inside)]) {
        all.extend(tree.licences.iter().map(|(id, licence)| (id, (scope, licence.as_str()))));
        for (id, needed) in &tree.needs {
            needs.entry(id).or_default().extend(needed);
        }
    }
    let component = |(id, (scope, licence)): (&Id, &(&str, &str))| {
        let kind = if id.0 == APP { "application" } else { "library" };
        let mut component = json!({ "type": kind, "bom-ref": reference(id), "name": id.0, "version": id.1, "scope": scope });
        if !licence.is_empty() {
            component["licenses"] = json!([{ "expression": licence }]);
        }
        // What comes from here is not the package of the same name in the registry.
        if let Some(sum) = sums.get(id) {
            component["purl"] = json!(reference(id));
            component["hashes"] = json!([{ "alg": "SHA-256", "content": sum }]);
        }
        component
    };
    let whole = all.iter().find(|(id, _)| id.0 == APP).map(|(id, of)| component((id, of)));
    let mut components: Vec<Value> = all.iter().filter(|(id, _)| id.0 != APP).map(|(id, of)| component((id, of))).collect();
    let tool = |(name, version): &(String, String)| json!({ "type": "application", "bom-ref": format!("tool:{name}"), "name": name, "version": version, "scope": "excluded" });
    components.extend(tools.iter().map(tool));
    let dependencies: Vec<Value> = all
        .keys()
        .map(|id| {
            let on: Vec<String> = needs.get(id).into_iter().flatten().map(|id| reference(id)).collect();
            json!({ "ref": reference(id), "dependsOn": on })
        })
        .collect();
    json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": whole },
        "components": components,
        "dependencies": dependencies,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope<'a>(bill: &'a Value, name: &str) -> Option<&'a str> {
        let components = bill["components"].as_array().unwrap();
        components.iter().find(|component| component["name"] == name).and_then(|component| component["scope"].as_str())
    }

    #[test]
    fn a_tree_is_read_with_what_needs_what() {
        let tree =
            read_tree("0a v1.0.0 (/home/me/a)|MIT\n1b v2.0.0|MIT/Zlib\n2c v3.0.0 (proc-macro)|\n1c v3.0.0 (proc-macro)| (*)\n").unwrap();
        let id = |name: &str, version: &str| (name.to_owned(), version.to_owned());
        assert_eq!(tree.needs[&id("a", "1.0.0")], BTreeSet::from([id("b", "2.0.0"), id("c", "3.0.0")]));
        assert_eq!(tree.needs[&id("b", "2.0.0")], BTreeSet::from([id("c", "3.0.0")]));
        assert_eq!(tree.licences[&id("b", "2.0.0")], "MIT OR Zlib");
        assert!(read_tree("serde|MIT").is_err() && read_tree("0serde 1.0|MIT").is_err());
    }

    /// What our own packages need, in the three parts.
    #[test]
    fn the_bill_tells_what_is_inside_from_what_it_was_built_with() {
        let root = crate::root();
        let around = [tree(&root, COMPILED_WITH).unwrap(), tree(&root, MADE_WITH).unwrap()];
        let tools = [("rustc".to_owned(), "1.95.0".to_owned())];
        let bill = write_down(&tree(&root, INSIDE).unwrap(), &around, &tools, &sums(&root).unwrap());
        for name in ["hsmp", "leptos", "web-sys", "wasm-streams"] {
            assert_eq!(scope(&bill, name), Some("required"), "{name}");
        }
        for name in ["leptos_macro", "syn", "lightningcss", "xtask", "rustc"] {
            assert_eq!(scope(&bill, name), Some("excluded"), "{name}");
        }
        for name in ["proptest", "thirtyfour", "wasm-bindgen-test", "reqwest"] {
            assert_eq!(scope(&bill, name), None, "{name} is only for tests");
        }
        assert_eq!(bill["metadata"]["component"]["name"], APP);
        // Every reference leads to a component, and names it only once.
        let components = bill["components"].as_array().unwrap().iter().chain([&bill["metadata"]["component"]]);
        let known: Vec<&str> = components.map(|component| component["bom-ref"].as_str().unwrap()).collect();
        assert_eq!(known.iter().collect::<BTreeSet<_>>().len(), known.len());
        for entry in bill["dependencies"].as_array().unwrap() {
            let on = entry["dependsOn"].as_array().unwrap().iter().chain([&entry["ref"]]);
            assert!(on.clone().all(|one| known.contains(&one.as_str().unwrap())), "{entry}");
        }
        // Ours, and the stand-in for a package of the registry, have no hash of the registry's.
        let own = |one: &&Value| one.get("hashes").is_none() && one["type"] == "library";
        let own: Vec<&Value> = bill["components"].as_array().unwrap().iter().filter(own).map(|one| &one["name"]).collect();
        assert_eq!(own, ["hsmp", "wasm-streams", "xtask"]);
        let text = bill.to_string();
        assert!(!text.contains(&*root.to_string_lossy()), "a folder of this machine is in it");
    }

    #[test]
    fn a_module_says_who_compiled_it() {
        use wasm_encoder::{Module, ProducersField, ProducersSection};
        let (mut by, mut of) = (ProducersField::new(), ProducersField::new());
        by.value("rustc", "1.95.0");
        of.value("Rust", "");
        let mut section = ProducersSection::new();
        section.field("language", &of).field("processed-by", &by);
        let mut module = Module::new();
        module.section(&section);
        assert_eq!(compilers(&module.finish()).unwrap(), [("rustc".to_owned(), "1.95.0".to_owned())]);
    }
}
