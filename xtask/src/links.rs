//! The list of sources: a page without script and without data, from which links lead outside. The application only
//! links to its entries by number, so its headers need not name any address of others (decision 0064).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest as _, Sha256};

use crate::page::{Speech, escape, fill};
use crate::{Fault, Result};

/// The name of the page.
pub const PAGE: &str = "links.html";

/// Its style, which stands in the page itself: one line, as the page is written.
fn style() -> String {
    include_str!("links.css").lines().map(str::trim).collect()
}

/// The hash by which its policy allows the style.
pub fn style_integrity() -> String {
    format!("sha256-{}", BASE64.encode(Sha256::digest(style())))
}

/// The page out of its template. `sources` is a line for each source, as `rules::source_lines` writes it.
///
/// # Errors
/// When the template or a source is not whole.
pub(crate) fn fill_in(template: &str, languages: &[Speech<'_>], policy: &str, sources: &str) -> Result<String> {
    let mut entries = String::new();
    for (index, line) in sources.lines().filter(|line| !line.is_empty()).enumerate() {
        let [title, publisher, address, _seen] = line.split('\u{1f}').collect::<Vec<_>>()[..] else {
            return Err(Fault::new(format!("rules/sources.toml: the source '{line}' is not whole")));
        };
        // Our own assumptions have no address.
        if !address.is_empty() {
            let (title, publisher, number) = (escape(title), escape(publisher), index + 1);
            let (before, host, path) = parts(address)?;
            let (before, host, path, address) = (escape(before), escape(host), escape(path), escape(address));
            entries.push_str(&format!(
                "<li id=\"s{number}\" value=\"{number}\"><a href=\"{address}\" rel=\"noopener noreferrer\">{title}</a>\
                 <span>{publisher}</span><span>{before}<b>{host}</b>{path}</span></li>\n"
            ));
        }
    }
    let style = format!("<style>{}</style>", style());
    fill(template, languages, &[("policy", policy), ("style", &style), ("sources", &entries)])
}

/// An address in three: what stands before the host, the host, and what follows.
fn parts(address: &str) -> Result<(&str, &str, &str)> {
    let start = ["https://", "http://"].into_iter().find(|start| address.starts_with(start));
    let start = start.ok_or_else(|| Fault::new(format!("rules/sources.toml: '{address}' does not begin with https://")))?;
    let rest = &address[start.len()..];
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    Ok((start, host, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str =
        "<head>\n<!-- slot: policy -->\n<!-- slot: style --></head>\n<!-- each language -->\n<!-- end -->\n<!-- slot: sources -->\n";

    fn made(sources: &str) -> Result<String> {
        let none = |_: &str| None;
        let speech = Speech {
            code: "en",
            name: "English",
            direction: "ltr",
            catalogue: "",
            integrity: "",
            details: "",
            details_integrity: "",
            text: &none,
            line: &|_| None,
        };
        fill_in(TEMPLATE, &[speech], "", sources)
    }

    #[test]
    fn a_source_keeps_its_number_and_shows_where_it_leads() {
        let page = made("\nOwn\u{1f}us\u{1f}\u{1f}2026-11\nA <b> act\u{1f}Office\u{1f}https://law.example/a?b=1&c=2\u{1f}2026-11").unwrap();
        assert!(page.contains(
            "<li id=\"s2\" value=\"2\"><a href=\"https://law.example/a?b=1&amp;c=2\" rel=\"noopener noreferrer\">A &lt;b&gt; act</a>"
        ));
        assert!(page.contains("https://<b>law.example</b>/a?b=1&amp;c=2") && !page.contains("id=\"s1\""), "{page}");
    }

    #[test]
    fn an_address_that_is_none_is_refused() {
        let fault = made("\nA\u{1f}b\u{1f}javascript:1\u{1f}2026-11").unwrap_err().to_string();
        assert!(fault.contains("'javascript:1'"), "{fault}");
    }

    #[test]
    fn the_policy_allows_the_style_as_it_is_written() {
        let page = made("").unwrap();
        let written = page.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
        assert_eq!(style_integrity(), format!("sha256-{}", BASE64.encode(Sha256::digest(written))));
        assert!(written.len() > 100 && !written.contains('\n'));
    }
}
