//! Every rule value in one list, for reviewers.

use std::fmt::Write as _;

use hsmp::quantity::Date;
use hsmp::rulebook::programmes::{Need, PROGRAMMES};
use hsmp::rulebook::{HASH, SOURCES, review_due, values};
use hsmp::text::{Catalogue, Language, tri};

/// The rules; with a date, only the values that should have been reviewed by then.
pub(crate) fn list(stale_by: Option<Date>) -> String {
    let words = Catalogue::built_in(Language::English);
    let mut text = format!("rulebook {HASH}\n");
    let values: Vec<_> = match stale_by {
        Some(by) => review_due(by).collect(),
        None => values().collect(),
    };
    for (rule, value) in values {
        let to = value.to.map_or_else(|| "on".to_owned(), |to| format!("to {to}"));
        let _ = writeln!(text, "\n{} — {}", rule.id, words.get(rule.name));
        let _ = writeln!(text, "  from {} {to}: {}", value.from, value.content);
        let article = rule.article.map(|article| format!("; {}", words.get(article))).unwrap_or_default();
        let _ = writeln!(text, "  {}; review by {}{}", value.standing.name(), value.review, article);
        sources(&mut text, "  ", value.sources);
        for note in value.note.iter().chain(&value.conflict) {
            let _ = writeln!(text, "  note: {}", words.get(*note));
        }
        for other in value.others {
            let _ = writeln!(text, "  other reading '{}' ({}): {}", other.reading, other.standing.name(), other.content);
            sources(&mut text, "    ", other.sources);
        }
    }
    text
}

/// The programmes of other countries: a line each, then what the table they are from does not tell.
pub(crate) fn programmes() -> String {
    let words = Catalogue::built_in(Language::English);
    let mut text = format!("rulebook {HASH}\n\n");
    let mut untold = Vec::new();
    for own in &PROGRAMMES {
        let place = own.country_name().map_or("", |name| words.get(name));
        let (term, family, citizenship) =
            (words.say(&own.term()), words.get(tri(own.dependants.into())), words.say(&own.citizenship.text()));
        let need = words.say(&own.asks());
        let _ = writeln!(
            text,
            "{} {place}, {}: {need}; {term}; family {family}; citizenship {citizenship}; {}",
            own.id(),
            own.name,
            own.standing.name()
        );
        for note in own.notes() {
            let _ = writeln!(text, "  note: {}", words.get(*note));
        }
        if let Need::Text(column, cell) = own.need {
            untold.push(format!("{} {}: {cell}", own.id(), words.get(column.label())));
        }
    }
    let _ = writeln!(
        text,
        "\n{} programmes; in {} the table has words instead of a figure, cut off by its page:",
        PROGRAMMES.len(),
        untold.len()
    );
    for line in untold {
        let _ = writeln!(text, "  {line}");
    }
    text
}

fn sources(text: &mut String, indent: &str, numbers: &[u8]) {
    for source in numbers.iter().filter_map(|number| SOURCES.get(usize::from(*number))) {
        let _ = writeln!(text, "{indent}source: {} ({}, seen {}) {}", source.title, source.publisher, source.seen, source.url);
    }
}
