//! A page as a screen reader has it: Chromium's own tree of roles, names and states, in reading order.

use std::collections::HashMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Visit, plain};

/// Roles that say what a part is for or what can be done with it. Texts between them are read as they stand.
const TOLD: [&str; 34] = [
    "alert",
    "banner",
    "button",
    "checkbox",
    "columnheader",
    "combobox",
    "complementary",
    "contentinfo",
    "dialog",
    "DisclosureTriangle",
    "figure",
    "form",
    "grid",
    "group",
    "heading",
    "image",
    "img",
    "link",
    "listbox",
    "main",
    "meter",
    "navigation",
    "note",
    "progressbar",
    "radio",
    "radiogroup",
    "region",
    "rowheader",
    "search",
    "searchbox",
    "slider",
    "status",
    "table",
    "textbox",
];

/// What a person can do something with.
const CONTROLS: [&str; 11] =
    ["button", "checkbox", "combobox", "DisclosureTriangle", "link", "listbox", "radio", "searchbox", "slider", "spinbutton", "textbox"];

/// Parts that a screen reader lists by name.
const LANDMARKS: [&str; 8] = ["banner", "complementary", "contentinfo", "form", "main", "navigation", "region", "search"];

/// A part of the page.
#[derive(Clone, Debug)]
pub struct Part {
    /// How deep it lies.
    pub depth: usize,
    /// Its role, as Chromium names it.
    pub role: String,
    /// Its name.
    pub name: String,
    /// What describes it.
    pub description: String,
    /// Its states: `expanded`, `checked`, `invalid`, `required`, `level` and the like, with their values.
    pub states: Vec<(String, String)>,
}

impl Part {
    fn line(&self) -> String {
        let mut line = format!("{}{}", "  ".repeat(self.depth), self.role);
        let _ = match self.name.as_str() {
            "" => Ok(()),
            name => write!(line, " “{name}”"),
        };
        for (state, value) in &self.states {
            let _ = write!(line, " {state}={value}");
        }
        if !self.description.is_empty() {
            let _ = write!(line, " – {}", self.description);
        }
        line
    }

    fn level(&self) -> Option<u32> {
        self.states.iter().find(|(state, _)| state == "level").and_then(|(_, level)| level.parse().ok())
    }
}

impl Visit {
    /// The parts of the page, in reading order. Chromium alone tells them.
    pub async fn tree(&self) -> Vec<Part> {
        let tree = self.command("Accessibility.getFullAXTree", json!({})).await;
        let nodes = tree["nodes"].as_array().cloned().unwrap_or_default();
        let by_id: HashMap<&str, &Value> = nodes.iter().filter_map(|node| Some((node["nodeId"].as_str()?, node))).collect();
        let mut parts = Vec::new();
        if let Some(root) = nodes.first() {
            read(root, &by_id, 0, &mut parts);
        }
        assert!(parts.len() > 10, "the page has no tree: {tree}");
        parts
    }
}

fn text(node: &Value, field: &str) -> String {
    plain(node[field]["value"].as_str().unwrap_or_default())
}

fn read(node: &Value, by_id: &HashMap<&str, &Value>, depth: usize, parts: &mut Vec<Part>) {
    let role = text(node, "role");
    let is_told = node["ignored"] != true && TOLD.contains(&role.as_str());
    if is_told {
        parts.push(Part { depth, name: text(node, "name"), description: text(node, "description"), states: states(node), role });
    }
    for child in node["childIds"].as_array().into_iter().flatten().filter_map(|id| by_id.get(id.as_str()?)) {
        read(child, by_id, depth + usize::from(is_told), parts);
    }
}

fn states(node: &Value) -> Vec<(String, String)> {
    const WANTED: [&str; 10] =
        ["level", "expanded", "checked", "pressed", "selected", "disabled", "required", "invalid", "readonly", "keyshortcuts"];
    let of = |wanted: &&str| {
        let value = &node["properties"].as_array()?.iter().find(|property| property["name"] == *wanted)?["value"]["value"];
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        // What is not so is not told, but that something can be opened or ticked is.
        let is_told = value != "false" || ["expanded", "checked"].contains(wanted);
        is_told.then(|| ((*wanted).to_owned(), value))
    };
    WANTED.iter().filter_map(of).collect()
}

/// The parts of the page's content as an outline, a line each.
pub fn outline(parts: &[Part]) -> String {
    let main = parts.iter().position(|part| part.role == "main").unwrap_or(0);
    let depth = parts[main].depth;
    let within = parts.iter().skip(main + 1).take_while(|part| part.depth > depth);
    within.map(|part| Part { depth: part.depth - depth - 1, ..part.clone() }.line() + "\n").collect()
}

/// What is wrong with a page for ears, whatever stands on it.
pub fn faults(parts: &[Part]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut last = 0;
    for (level, heading) in parts.iter().filter_map(|part| Some((part.level()?, part))).filter(|(_, part)| part.role == "heading") {
        if level > last + 1 {
            faults.push(format!("after a heading of level {last} comes one of level {level}: “{}”", heading.name));
        }
        last = level;
    }
    let firsts = parts.iter().filter(|part| part.role == "heading" && part.level() == Some(1)).count();
    if firsts != 1 {
        faults.push(format!("{firsts} headings of the first level"));
    }
    for (place, part) in parts.iter().enumerate() {
        let Part { role, name, .. } = part;
        let is_control = CONTROLS.contains(&role.as_str());
        if is_control && name.is_empty() {
            faults.push(format!("a {role} without a name, after {}", parts[place.saturating_sub(1)].line().trim()));
        } else if (is_control || role == "heading") && !name.chars().any(char::is_alphanumeric) {
            faults.push(format!("the name of a {role} is only a sign: “{name}”"));
        }
        if ["region", "navigation", "form", "img", "image"].contains(&role.as_str()) && name.is_empty() {
            faults.push(format!("a {role} without a name, after {}", parts[place.saturating_sub(1)].line().trim()));
        }
        let is_same = |other: &&Part| other.role == *role && other.name == *name;
        if LANDMARKS.contains(&role.as_str()) && parts[..place].iter().any(|other| is_same(&other)) {
            faults.push(format!("two landmarks {role} “{name}”"));
        }
        if ["table", "grid"].contains(&role.as_str()) {
            let mut within = parts[place + 1..].iter().take_while(|other| other.depth > part.depth);
            if name.is_empty() && !within.any(|other| ["columnheader", "rowheader"].contains(&other.role.as_str())) {
                faults.push(format!("a {role} without a caption or headings, after {}", parts[place.saturating_sub(1)].line().trim()));
            }
        }
    }
    faults
}
