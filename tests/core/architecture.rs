//! The arrows between modules point down, the core knows nothing of the web, and figures are
//! exact: what keeps every screen a mere reading of the same assessment.

use std::process::Command;

use crate::support::{TOP, files, read};

/// Each module of the core and those it may use.
const LAYERS: [(&str, &[&str]); 11] = [
    ("csv", &[]),
    ("quantity", &[]),
    ("message", &["quantity"]),
    ("rulebook", &["message", "quantity"]),
    ("profile", &["csv", "message", "quantity"]),
    ("explain", &["rulebook", "profile", "message", "quantity"]),
    ("assess", &["explain", "rulebook", "profile", "message", "quantity"]),
    ("receipt", &["assess", "explain", "rulebook", "profile", "message", "quantity"]),
    ("examples", &["csv", "assess", "explain", "rulebook", "profile", "message", "quantity"]),
    ("text", &["assess", "explain", "rulebook", "profile", "message", "quantity"]),
    ("export", &["csv", "text", "assess", "explain", "rulebook", "profile", "message", "quantity"]),
];

/// Without comments: names in prose are no use of a module.
fn code(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn word(text: &str) -> &str {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default()
}

/// The modules named after `crate::`, in braces too.
fn used(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for (place, _) in text.match_indices("crate::") {
        let rest = &text[place + "crate::".len()..];
        match rest.strip_prefix('{') {
            None => names.push(word(rest)),
            Some(group) => {
                let mut depth = 0;
                let mut start = true;
                for (index, c) in group.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => start = true,
                        c if start && !c.is_whitespace() => {
                            names.push(word(&group[index..]));
                            start = false;
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    names
}

#[test]
fn the_scan_sees_every_form_of_use() {
    assert_eq!(used("use crate::quantity::Date; crate::key!(x); pub(crate) fn"), ["quantity", "key"]);
    assert_eq!(used("use crate::{message::{Arg, Key}, quantity, text::Language};"), ["message", "quantity", "text"]);
}

#[test]
fn modules_use_only_those_below() {
    for (module, below) in LAYERS {
        let files = files(&format!("core/src/{module}"), ".rs");
        assert!(!files.is_empty(), "{module} has no files");
        for (file, text) in files {
            for name in used(&code(&text)) {
                assert!(name == module || name == "key" || below.contains(&name), "{file} uses crate::{name}, which {module} may not");
            }
        }
    }
}

#[test]
fn every_module_has_its_layer() {
    let root = read("core/src/lib.rs");
    // The macro of named enums belongs to every layer.
    let modules = root.lines().filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod "));
    for module in modules.map(|line| line.trim_end_matches(';')).filter(|module| *module != "named") {
        assert!(LAYERS.iter().any(|(known, _)| *known == module), "core/src/lib.rs has the module {module}, which is in no layer");
    }
}

/// What is kept on the device is kept and read without the screens.
#[test]
fn storage_does_not_know_the_screens() {
    for (file, text) in files("src/store", ".rs") {
        assert!(!used(&code(&text)).contains(&"ui"), "{file} uses crate::ui");
    }
}

/// Reviewers run the core where no browser crate can be built.
#[test]
fn the_core_needs_no_crate_of_the_web() {
    let arguments = "tree -p hsmp -e normal,build,dev --target x86_64-unknown-linux-gnu --offline --locked --prefix none";
    let output = Command::new(env!("CARGO")).args(arguments.split(' ')).current_dir(TOP).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    assert!(tree.lines().any(|line| line.starts_with("serde_json ")), "{tree}");
    for name in ["leptos", "web-sys", "js-sys", "wasm-bindgen", "gloo"] {
        assert!(!tree.lines().any(|line| line.starts_with(name)), "{name} is in\n{tree}");
    }
}

/// 0.1 + 0.2 is no amount of money.
#[test]
fn nothing_that_counts_is_a_floating_point_number() {
    for module in ["quantity", "rulebook", "profile", "assess", "explain", "message", "examples", "receipt", "text"] {
        for (file, text) in files(&format!("core/src/{module}"), ".rs") {
            let code = code(&text);
            for name in ["f32", "f64", "as_f64"] {
                let found = code.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|word| word == name);
                assert!(!found, "{file} uses {name}");
            }
        }
    }
}

/// Style strings fall to the content security policy: the page would lose its look where it is strictest.
#[test]
fn pages_have_classes_and_no_style_strings() {
    let all = files("src/ui", ".rs");
    assert!(!all.is_empty());
    for (file, text) in all {
        let tight: String = code(&text).chars().filter(|c| !c.is_whitespace()).collect();
        for (place, _) in tight.match_indices("style=") {
            let attribute = !tight[..place].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-' || c == ':');
            assert!(!attribute, "{file} has a style attribute: {}", &tight[place..].chars().take(40).collect::<String>());
        }
        assert!(!tight.contains("set_attribute(\"style\""), "{file} sets a style attribute");
    }
}
