//! Every text is used by somebody: translators do not work for nothing, and the first load does
//! not carry sentences that nobody reads.

use std::collections::BTreeSet;

use hsmp::message::Key;
use hsmp::profile::{Country, Kind, SECTIONS};
use hsmp::rulebook::programmes::PROGRAMMES;
use hsmp::rulebook::terms::TERMS;
use hsmp::rulebook::{Content, RULES};

use crate::support::{files, read};

fn names() -> BTreeSet<&'static str> {
    (0..).map(|index| Key::at(index).name()).take_while(|name| !name.is_empty()).collect()
}

/// Texts that the core's own lists name: questions, choices, countries, rules and what is said of them.
fn listed() -> BTreeSet<&'static str> {
    let mut used = BTreeSet::new();
    for section in SECTIONS {
        used.insert(section.title.name());
        for field in section.fields {
            used.insert(field.label.name());
            used.extend(field.hint.map(Key::name));
            if let Kind::Choice(choices) = field.kind {
                used.extend(choices.iter().map(|choice| choice.label.name()));
            }
        }
    }
    used.extend(RULES.iter().filter_map(|rule| rule.article).map(Key::name));
    used.extend(Country::all().map(|country| country.name().name()));
    for programme in &PROGRAMMES {
        used.extend(programme.notes().iter().map(|note| note.name()));
    }
    used.extend(TERMS.iter().flat_map(|term| [term.name, term.means]).map(Key::name));
    for rule in &RULES {
        used.insert(rule.name.name());
        for value in rule.values {
            used.extend(value.note.iter().chain(&value.conflict).map(|key| key.name()));
            used.extend(value.others.iter().map(|other| other.name.name()));
            if let Content::Criteria(criteria) = value.content {
                used.extend(criteria.iter().map(|criterion| criterion.name.name()));
            }
        }
    }
    used
}

/// Families whose members the core's own lists name one by one.
const LISTED: [&str; 10] = ["section.", "profile.", "hint.", "choice.", "country.", "rule.", "note.", "conflict.", "reading.", "term."];

fn code() -> Vec<(String, String)> {
    let mut all = files("src", ".rs");
    all.extend(files("core/src", ".rs"));
    all.extend(files("core/build", ".rs"));
    all.extend(files("xtask", ".rs"));
    all.extend(files("tests/journeys", ".rs"));
    all.extend(["index.html", "links.html", "public/configurator/index.html"].map(|name| (name.to_owned(), read(name))));
    all
}

/// The beginnings of names that code joins with something not written there: `key!("tab.", $name)`.
fn families(code: &[(String, String)]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (_, text) in code {
        for call in text.split("key!(").skip(1).chain(text.split("concat!(").skip(1)) {
            let first = call.trim_start().strip_prefix('"').and_then(|rest| rest.split_once('"'));
            if let Some((first, rest)) = first
                && first.ends_with('.')
                && rest.trim_start().starts_with(',')
                && !LISTED.contains(&first)
            {
                found.insert(first.to_owned());
            }
        }
    }
    found
}

/// The texts of enums with names: `named_enum! { Kind = "clock." { VisaFree = "visa-free" } }`.
fn of_enums(code: &[(String, String)]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (_, text) in code {
        for body in text.split("\nnamed_enum! {").skip(1).filter_map(|rest| rest.split("\n}").next()) {
            let mut quoted = body.split("= \"").skip(1).filter_map(|rest| rest.split('"').next());
            if let Some(prefix) = quoted.next().filter(|prefix| prefix.ends_with('.')) {
                found.extend(quoted.map(|name| format!("{prefix}{name}")));
            }
        }
    }
    found
}

#[test]
fn no_text_is_written_for_nobody() {
    let code = code();
    let families = families(&code);
    let listed = listed();
    let of_enums = of_enums(&code);
    assert!(of_enums.contains("clock.visa-free"), "{of_enums:?}");
    let is_used = |name: &str| {
        let (quoted, slot, line) = (format!("\"{name}\""), format!("{{{{{name}}}}}"), format!("{{{{line {name}}}}}"));
        listed.contains(name)
            || of_enums.contains(name)
            || families.iter().any(|family| name.starts_with(family.as_str()))
            || code.iter().any(|(_, text)| text.contains(&quoted) || text.contains(&slot) || text.contains(&line))
    };
    let unused: Vec<&str> = names().into_iter().filter(|name| !is_used(name)).collect();
    assert!(unused.is_empty(), "{} texts nobody uses: {unused:#?}", unused.len());
}

/// The lists must name real texts of each family, or the test above would excuse a whole family.
#[test]
fn families_are_used_member_by_member() {
    let names = names();
    let listed = listed();
    for family in LISTED {
        assert!(listed.iter().any(|name| name.starts_with(family)), "{family} is in no list");
    }
    assert!(listed.iter().all(|name| names.contains(name)));
}

/// A hint is found by its name alone; a slip in the name would silently show none.
#[test]
fn every_hint_belongs_to_a_question() {
    let known: BTreeSet<String> =
        SECTIONS.iter().flat_map(|section| section.fields.iter().map(|field| format!("hint.{}.{}", section.name, field.name()))).collect();
    for name in names().into_iter().filter(|name| name.starts_with("hint.")) {
        assert!(known.contains(name), "{name} is the hint of no question");
    }
}
