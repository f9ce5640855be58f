//! `Connection-Allowlist`: every address the page may ask for.

use super::{Kind, PAGE, is_hashed};
use crate::dist::{embed, installed, worker};
use crate::links;

/// Many servers and proxies refuse a response whose headers are much longer, and it comes uncompressed with every page.
pub const LIMIT: usize = 2048;

/// The files of a delivery that the application may ask for or lead to, here or in a frame: what it loads, the list
/// of sources; and the service worker and what a browser reads when it installs the page, which a frame has not.
pub fn allowed(kind: Kind, files: &[String]) -> Vec<String> {
    let named: &[&str] = match kind {
        Kind::Frame => &[PAGE, embed::PAGE, links::PAGE],
        _ => &[PAGE, links::PAGE, worker::NAME, installed::NAME],
    };
    // What stands in folders belongs to pages of others.
    let loads = |file: &str| is_hashed(file) && !file.contains('/') && (kind == Kind::Frame || !embed::is_script(file));
    files.iter().filter(|file| loads(file) || named.contains(&file.as_str())).cloned().collect()
}

/// The value of `Connection-Allowlist`: every address the page may ever ask for, exactly. Browsers
/// that know it (Chromium from 152) then close what a content security policy cannot: navigation,
/// WebRTC, preconnect, and data in the query of our own addresses.
///
/// `base` is the address of the page with its last slash, `files` stand beside the page.
pub fn connection_allowlist(base: &str, files: &[String]) -> String {
    let own = std::iter::once(base.to_owned()).chain(files.iter().map(|file| format!("{base}{file}")));
    let patterns: Vec<String> = own.map(|address| format!("\"{}\"", pattern(&address))).collect();
    format!("({})", patterns.join(" "))
}

/// An address as an exact URL pattern inside a quoted header text. Characters with a meaning in
/// patterns are escaped, and the query is pinned: without that a pattern allows any query.
fn pattern(address: &str) -> String {
    let (scheme, rest) = address.split_once("://").unwrap_or(("https", address));
    // The host's port keeps its colon; in the path it would begin a named group.
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let mut text = format!("{scheme}://{host}");
    for character in path.chars() {
        // A backslash is doubled because it stands inside a quoted text.
        if "?:*+(){}".contains(character) {
            text.push_str("\\\\");
        }
        text.push(character);
    }
    if !path.contains('?') {
        text.push_str("\\\\?");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_pins_the_query_of_every_address() {
        let list = connection_allowlist("https://a.example:8443/b/(1)/", &["x-0123456789abcdef.wasm".to_owned()]);
        assert_eq!(list, r#"("https://a.example:8443/b/\\(1\\)/\\?" "https://a.example:8443/b/\\(1\\)/x-0123456789abcdef.wasm\\?")"#);
    }

    #[test]
    fn it_names_what_the_page_loads_and_the_list_of_sources_only() {
        let files = "index.html embed.html links.html sw.js manifest.webmanifest boot-0123456789abcdef.js frame-0123456789abcdef.js robots.txt \
                     build-manifest.json embed/index.html embed/configurator-0123456789abcdef.js embed/v1/hsmp-calculator.js";
        let files: Vec<String> = files.split_whitespace().map(str::to_owned).collect();
        assert_eq!(allowed(Kind::Page, &files), ["index.html", "links.html", "sw.js", "manifest.webmanifest", "boot-0123456789abcdef.js"]);
        let in_frame = ["index.html", "embed.html", "links.html", "boot-0123456789abcdef.js", "frame-0123456789abcdef.js"];
        assert_eq!(allowed(Kind::Frame, &files), in_frame);
    }
}
