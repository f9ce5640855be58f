//! Fills in the page: texts of every language, links to the files, the policy.

use crate::{Fault, Result};

const EACH: &str = "<!-- each language -->";
const END: &str = "<!-- end -->";

/// What stands for one language: its code, own name, direction, catalogue file with integrity, and texts.
pub(crate) struct Speech<'a> {
    pub(crate) code: &'a str,
    pub(crate) name: &'a str,
    pub(crate) direction: &'a str,
    pub(crate) catalogue: &'a str,
    pub(crate) integrity: &'a str,
    pub(crate) details: &'a str,
    pub(crate) details_integrity: &'a str,
    pub(crate) text: &'a dyn Fn(&str) -> Option<&'a str>,
    /// On which line of its catalogue file a text stands.
    pub(crate) line: &'a dyn Fn(&str) -> Option<usize>,
}

/// The page out of `index.html`: the part between the marks once for each language, `{{names}}`
/// replaced (outside that part by the first language), slots replaced by `slots`, comments gone.
pub(crate) fn fill(template: &str, languages: &[Speech<'_>], slots: &[(&str, &str)]) -> Result<String> {
    let marks = || Fault::new(format!("index.html: the marks '{EACH}' and '{END}' must stand once each, in this order"));
    let (head, rest) = template.split_once(EACH).ok_or_else(marks)?;
    let (part, tail) = rest.split_once(END).ok_or_else(marks)?;
    let first = languages.first().ok_or_else(|| Fault::new("locales: there is no language"))?;
    let mut page = expand(head, first)?;
    for language in languages {
        page.push_str(&expand(part, language)?);
    }
    page.push_str(&expand(tail, first)?);
    for (name, content) in slots {
        let slot = format!("<!-- slot: {name} -->");
        if page.matches(&slot).count() != 1 {
            return Err(Fault::new(format!("index.html: the slot '{slot}' must stand there exactly once")));
        }
        page = page.replace(&slot, content);
    }
    tidy(&page)
}

fn expand(text: &str, language: &Speech<'_>) -> Result<String> {
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split("{{");
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (name, rest) = part.split_once("}}").ok_or_else(|| Fault::new("index.html: '{{' without '}}'; close the name"))?;
        let missing =
            |key| Fault::new(format!("index.html: no text '{key}' in locales/{}; add it there or correct the name", language.code));
        let line;
        let value = match name {
            "lang" => language.code,
            "language" => language.name,
            "dir" => language.direction,
            "catalogue" => language.catalogue,
            "catalogue-integrity" => language.integrity,
            "details" => language.details,
            "details-integrity" => language.details_integrity,
            key => match key.strip_prefix("line ") {
                Some(key) => {
                    line = (language.line)(key).ok_or_else(|| missing(key))?.to_string();
                    &line
                }
                None => (language.text)(key).ok_or_else(|| missing(key))?,
            },
        };
        out.push_str(&escape(value));
        out.push_str(rest);
    }
    Ok(out)
}

/// Text for an element or an attribute in double quotes.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Without comments, indentation, empty lines, and the links that only speak to Trunk.
fn tidy(page: &str) -> Result<String> {
    let mut plain = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, comment)) = rest.split_once("<!--") {
        plain.push_str(before);
        rest = comment.split_once("-->").ok_or_else(|| Fault::new("index.html: a comment has no end; close it with '-->'"))?.1;
    }
    plain.push_str(rest);
    let lines: Vec<&str> = plain.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("<link data-trunk")).collect();
    Ok(lines.join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head>\n  <!-- slot: policy -->\n  <link data-trunk rel=\"rust\">\n<title>{{t}}</title></head>\n<!-- each language -->\n<p lang=\"{{lang}}\">{{t}}</p>\n<!-- end -->\n";

    fn english(key: &str) -> Option<&'static str> {
        (key == "t").then_some("A & \"B\"")
    }

    fn french(key: &str) -> Option<&'static str> {
        (key == "t").then_some("C")
    }

    fn speech<'a>(code: &'a str, text: &'a dyn Fn(&str) -> Option<&'a str>) -> Speech<'a> {
        Speech {
            code,
            name: "",
            direction: "ltr",
            catalogue: "",
            integrity: "",
            details: "",
            details_integrity: "",
            text,
            line: &|key| (key == "t").then_some(7),
        }
    }

    #[test]
    fn every_language_gets_its_part_and_texts_are_escaped() {
        let page = fill(PAGE, &[speech("en", &english), speech("fr", &french)], &[("policy", "<meta>")]);
        let expected =
            "<head>\n<meta>\n<title>A &amp; &quot;B&quot;</title></head>\n<p lang=\"en\">A &amp; &quot;B&quot;</p>\n<p lang=\"fr\">C</p>\n";
        assert_eq!(page.as_deref(), Ok(expected));
    }

    #[test]
    fn a_missing_text_names_file_and_key() {
        let none = |_: &str| None;
        let fault = fill(PAGE, &[speech("fr", &none)], &[("policy", "")]).unwrap_err().to_string();
        assert!(fault.contains("locales/fr") && fault.contains("'t'"), "{fault}");
    }

    #[test]
    fn a_missing_slot_is_a_fault() {
        assert!(fill(PAGE, &[speech("en", &english)], &[("assets", "")]).is_err());
    }
}
