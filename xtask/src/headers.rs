//! The one source of the delivery's policy: the headers, the `<meta>` in the page for hosts that
//! send no headers, the lockdown after the start, and the `_headers` file of static hosts.

use std::path::Path;

use crate::{Result, file_names, read_text};

/// Where a directive may stand and what it says.
struct Directive {
    name: &'static str,
    value: &'static str,
    carriers: Carriers,
}

/// Which forms of the policy carry a directive.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Carriers {
    /// Header and meta.
    All,
    /// Only the header: browsers ignore the directive in a meta.
    Header,
    /// Only the header of a host with TLS. Over plain HTTP the browser would look for the files
    /// on a TLS port where nobody listens. Chromium excepts this machine's own address, Firefox
    /// and WebKit do not in every case; and a meta cannot know how it will be delivered.
    SecureHeader,
}

const fn all(name: &'static str, value: &'static str) -> Directive {
    Directive { name, value, carriers: Carriers::All }
}

const POLICY: &[Directive] = &[
    all("default-src", "'none'"),
    // Names and not nonces: a nonce would allow a script from any host.
    all("script-src", "'self' 'wasm-unsafe-eval'"),
    all("style-src", "'self'"),
    // The icon stands in the page as data, so that no later request is needed for it.
    all("img-src", "'self' data:"),
    all("font-src", "'self'"),
    all("connect-src", "'self'"),
    all("manifest-src", "'self'"),
    all("worker-src", "'self'"),
    all("form-action", "'none'"),
    all("base-uri", "'none'"),
    all("object-src", "'none'"),
    all("frame-src", "'none'"),
    Directive { name: "frame-ancestors", value: "'none'", carriers: Carriers::Header },
    all("require-trusted-types-for", "'script'"),
    all("trusted-types", "default"),
    // No browser enforces it yet; it costs nothing to be ready. Connection-Allowlist does the work.
    all("webrtc", "'block'"),
    Directive { name: "upgrade-insecure-requests", value: "", carriers: Carriers::SecureHeader },
];

/// The policy boot.js adds when the application runs. Policies only tighten, so this one names
/// what is left: nothing but images that are in the page already.
pub const LOCKDOWN: &str = "default-src 'none'; script-src 'none'; connect-src 'none'; img-src data:; form-action 'none'; base-uri 'none'";

const PERMISSIONS: &str = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), bluetooth=(), midi=(), \
     display-capture=(), browsing-topics=(), attribution-reporting=()";

/// Caching of files that carry the hash of their bytes in their name.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// Caching of files that keep their name while their bytes change.
pub const REVALIDATE: &str = "no-cache";

fn policy(carried: impl Fn(Carriers) -> bool) -> String {
    let parts: Vec<String> = POLICY
        .iter()
        .filter(|directive| carried(directive.carriers))
        .map(|directive| format!("{} {}", directive.name, directive.value).trim_end().to_owned())
        .collect();
    parts.join("; ")
}

/// The content security policy as a header; `secure` when the host has TLS.
pub fn csp_header(secure: bool) -> String {
    policy(|carriers| secure || carriers != Carriers::SecureHeader)
}

/// The content security policy for the `<meta>` in the page.
pub fn csp_meta() -> String {
    policy(|carriers| carriers == Carriers::All)
}

/// Headers of every response; `secure` when the host has TLS.
pub fn common(secure: bool) -> Vec<(&'static str, String)> {
    let mut headers = vec![
        ("Content-Security-Policy", csp_header(secure)),
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
        ("Cross-Origin-Embedder-Policy", "require-corp".to_owned()),
        ("Cross-Origin-Resource-Policy", "same-origin".to_owned()),
        ("Permissions-Policy", PERMISSIONS.to_owned()),
        ("Origin-Agent-Cluster", "?1".to_owned()),
    ];
    // A promise of TLS for two years has no meaning over plain HTTP.
    if secure {
        headers.push(("Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload".to_owned()));
    }
    headers
}

/// The value of `Connection-Allowlist`: every address this page may ever ask for, exactly. Browsers
/// that know it (Chromium from 152) then close what a content security policy cannot: navigation,
/// WebRTC, preconnect, and data in the query of our own addresses.
///
/// `base` is the address of the page with its last slash, `files` stand beside the page, `sources`
/// are the outside pages that the application links to.
pub fn connection_allowlist(base: &str, files: &[String], sources: &[String]) -> String {
    let own = std::iter::once(base.to_owned()).chain(files.iter().map(|file| format!("{base}{file}")));
    let outside = sources.iter().map(|source| source.split('#').next().unwrap_or_default().to_owned());
    let mut patterns: Vec<String> = own.chain(outside).map(|address| format!("\"{}\"", pattern(&address))).collect();
    // Several rules may rest on one page.
    let mut seen = std::collections::BTreeSet::new();
    patterns.retain(|pattern| seen.insert(pattern.clone()));
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

/// The `_headers` file that several static hosts read. Production has TLS. With the `origin` of
/// the host (`https://example.org`) it also carries the connection allowlist.
pub fn headers_file(files: &[String], origin: Option<&str>, sources: &[String]) -> String {
    let mut text = String::from("/*\n");
    for (name, value) in common(true) {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    let allowlist = origin.map(|origin| connection_allowlist(&format!("{}/", origin.trim_end_matches('/')), files, sources));
    // The address of the page, with and without its file name. Only documents need the allowlist.
    for page in ["/", "/index.html"] {
        text.push_str(&format!("{page}\n  Cache-Control: {REVALIDATE}\n"));
        if let Some(allowlist) = &allowlist {
            text.push_str(&format!("  Connection-Allowlist: {allowlist}\n"));
        }
    }
    for file in files.iter().filter(|file| is_hashed(file)) {
        text.push_str(&format!("/{file}\n  Cache-Control: {IMMUTABLE}\n"));
    }
    text
}

/// Whether a file's name carries the hash of its bytes: `name-0123456789abcdef.ext`.
pub fn is_hashed(file: &str) -> bool {
    let stem = file.split('.').next().unwrap_or_default();
    stem.rsplit_once('-').is_some_and(|(_, hash)| hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// The addresses of the outside pages the application may link to: all that stand in `rules/`.
///
/// # Errors
/// When a file there cannot be read.
pub fn sources(project: &Path) -> Result<Vec<String>> {
    let folder = project.join("rules");
    let mut found = Vec::new();
    for name in file_names(&folder)? {
        let text = read_text(&folder.join(&name))?;
        for start in ["https://", "http://"] {
            for (at, _) in text.match_indices(start) {
                let rest = text.get(at..).unwrap_or_default();
                let end = rest.find(|c: char| c.is_whitespace() || "\"'<>,;|".contains(c)).unwrap_or(rest.len());
                found.push(rest.get(..end).unwrap_or_default().trim_end_matches(['.', ')']).to_owned());
            }
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(policy: &str) -> Vec<&str> {
        policy.split("; ").filter_map(|directive| directive.split(' ').next()).collect()
    }

    #[test]
    fn header_and_meta_agree_but_for_what_a_meta_cannot_carry() {
        let header = csp_header(true);
        let expected: Vec<&str> =
            header.split("; ").filter(|d| !d.starts_with("frame-ancestors") && *d != "upgrade-insecure-requests").collect();
        assert_eq!(csp_meta().split("; ").collect::<Vec<_>>(), expected);
    }

    #[test]
    fn plain_http_lacks_only_what_needs_tls() {
        let missing: Vec<String> =
            names(&csp_header(true)).into_iter().filter(|name| !names(&csp_header(false)).contains(name)).map(str::to_owned).collect();
        assert_eq!(missing, ["upgrade-insecure-requests"]);
        assert!(common(false).iter().all(|(name, _)| *name != "Strict-Transport-Security"));
    }

    #[test]
    fn nothing_unsafe_or_foreign_is_allowed() {
        for policy in [csp_header(true), csp_header(false), csp_meta(), LOCKDOWN.to_owned()] {
            assert!(policy.starts_with("default-src 'none'"), "{policy}");
            for word in ["unsafe-inline", "'unsafe-eval'", "http:", "https:", "*", "nonce", "report"] {
                assert!(!policy.contains(word), "{word} in {policy}");
            }
        }
    }

    #[test]
    fn lockdown_leaves_no_connection() {
        assert!(LOCKDOWN.contains("connect-src 'none'") && LOCKDOWN.contains("script-src 'none'"));
    }

    #[test]
    fn allowlist_pins_the_query_of_every_address() {
        let list = connection_allowlist(
            "https://a.example/b/",
            &["x-0123456789abcdef.wasm".to_owned()],
            &["https://law.example:8443/doc?id=3&x=(1)#part".to_owned(), "https://law.example:8443/doc?id=3&x=(1)".to_owned()],
        );
        assert_eq!(
            list,
            r#"("https://a.example/b/\\?" "https://a.example/b/x-0123456789abcdef.wasm\\?" "https://law.example:8443/doc\\?id=3&x=\\(1\\)")"#
        );
    }

    #[test]
    fn allowlist_is_sent_only_for_a_known_origin() {
        let files = ["boot-0123456789abcdef.js".to_owned()];
        assert!(!headers_file(&files, None, &[]).contains("Connection-Allowlist"));
        let text = headers_file(&files, Some("https://a.example"), &[]);
        assert!(text.contains("/index.html\n  Cache-Control: no-cache\n  Connection-Allowlist: (\"https://a.example/"));
        assert!(text.contains("/boot-0123456789abcdef.js\n  Cache-Control: public, max-age=31536000, immutable"));
    }

    #[test]
    fn only_a_hash_of_final_bytes_makes_a_name_immutable() {
        assert!(is_hashed("app-0123456789abcdef.css"));
        assert!(is_hashed("locale-en-0123456789abcdef.txt"));
        assert!(!is_hashed("index.html") && !is_hashed("build-manifest.json") && !is_hashed("app-01234567.css"));
    }
}
